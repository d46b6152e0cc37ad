#include "config.h"

#include "app/import/plim-geojson-reader.h"

#include "app/import/plim-json-cursor.h"
#include "app/import/plim-track-collector.h"
#include "app/import/plim-track-columns.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an open object or array is. */
typedef enum
{
  OTHER,            /* nothing in it is read */
  OBJECT,           /* a collection, a feature or a geometry: what its type says, which may stand last */
  OBJECTS,          /* an array of such */
  COORDINATES,
  PROPERTIES,
  TIMES,            /* an array, of arrays where the geometry has several lines */
  VALUES,           /* likewise: speeds, courses … */
  OURS,             /* what our exports say of the whole file */
} Kind;

typedef enum
{
  SHAPE_NONE,
  SHAPE_FEATURE,
  SHAPE_COLLECTION,
  SHAPE_POINT,
  SHAPE_MULTI_POINT,
  SHAPE_LINE,
  SHAPE_MULTI_LINE,
  SHAPE_AREA,
  SHAPE_UNKNOWN,
} Shape;

typedef struct
{
  Kind     kind;
  gboolean is_feature;      /* an object that owns what follows: the outermost one that is no collection's array */
  Shape    shape;
  guint    pieces;          /* how many there were when it began */
  guint    places;
} Level;

/* Coordinates that were written in one array. */
typedef struct
{
  Shape shape;
  guint places;
  guint n_places;
} Piece;

typedef struct
{
  PlimJsonCursor     *cursor;
  PlimTrackCollector *collector;
  Level               levels[PLIM_JSON_MAX_DEPTH + 1];
  guint               depth;
  guint               nesting;        /* arrays open within coordinates */
  gint32              numbers[2];     /* of the open position: longitude, latitude */
  guint               n_numbers;
  gboolean            is_bad;         /* one of them is none */
  guint               piece_begin;    /* places when the open piece began */
  PlimTrackValue      value;          /* what the open array is called */
  guint               n_areas;
  guint               n_unknown;
  gboolean            is_geojson;
  /* The feature */
  char               *name;
  char               *key;
  guint32             mmsi;
  PlimTrackTime       moment;
  gint64              moment_s;
  double              single[PLIM_N_TRACK_VALUES];     /* as written, or -1: of points alone */
  GArray             *pieces;
  PlimTrackColumns   *columns;        /* of the whole feature */
} Reader;

static void
clear_feature (Reader *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  self->mmsi = 0;
  self->moment = PLIM_TRACK_TIME_NONE;
  g_array_set_size (self->pieces, 0);
  plim_track_columns_clear (self->columns);
  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    self->single[i] = -1.0;
}

static Shape
find_shape (const char *type)
{
  static const struct { const char *name; Shape shape; } shapes[] = {
    { "Feature", SHAPE_FEATURE }, { "FeatureCollection", SHAPE_COLLECTION }, { "GeometryCollection", SHAPE_COLLECTION },
    { "Point", SHAPE_POINT }, { "MultiPoint", SHAPE_MULTI_POINT }, { "LineString", SHAPE_LINE },
    { "MultiLineString", SHAPE_MULTI_LINE }, { "Polygon", SHAPE_AREA }, { "MultiPolygon", SHAPE_AREA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shapes[i].name, type) == 0)
      return shapes[i].shape;

  return SHAPE_UNKNOWN;
}

static gboolean
is_times (const char *key)
{
  return strcmp (key, "coordTimes") == 0 || strcmp (key, "times") == 0;
}

static void
refuse_more (Reader *self)
{
  g_autofree char *text = g_strdup_printf (_("one feature has more than %d positions"), PLIM_TRACK_COLUMNS_MAX);

  plim_json_cursor_fail (self->cursor, PLIM_ERROR_LIMIT, text);
}

/* A position is an array of two numbers or more, of which the height and what follows are not read. */
static void
end_position (Reader *self)
{
  gint32 lat_e6 = self->numbers[1], lon_e6 = self->numbers[0];
  PlimTrackPoint point;

  plim_track_point_init (&point, plim_json_cursor_get_line (self->cursor));
  point.has_place = self->n_numbers >= 2 && !self->is_bad && ABS (lat_e6) <= 90000000 && ABS (lon_e6) <= 180000000;
  point.no_place = PLIM_LOG_BAD_POSITION;
  point.fix.lat_e6 = lat_e6;
  point.fix.lon_e6 = lon_e6;
  if (!plim_track_columns_add_place (self->columns, &point))
    refuse_more (self);
  self->n_numbers = 0;
  self->is_bad = FALSE;
}

/* The positions since the last piece are one. */
static void
add_piece (Reader *self)
{
  guint end = plim_track_columns_get_places (self->columns);
  const Piece piece = { SHAPE_NONE, self->piece_begin, end - self->piece_begin };

  if (piece.n_places > 0)
    g_array_append_val (self->pieces, piece);
  self->piece_begin = end;
}

/* Within coordinates, the innermost arrays are positions; those around them are lines, or all there is. */
static void
begin_coordinates (Reader   *self,
                   gboolean  is_outermost)
{
  if (is_outermost)
    {
      self->nesting = 0;
      self->n_numbers = 0;
      self->piece_begin = plim_track_columns_get_places (self->columns);
    }
  else if (self->n_numbers > 0)
    {
      self->is_bad = TRUE;
      end_position (self);
    }
  self->nesting++;
}

static void
end_coordinates (Reader *self)
{
  gboolean is_position = self->n_numbers > 0;

  if (is_position)
    end_position (self);
  if (!is_position || self->nesting == 1)
    add_piece (self);
  self->nesting--;
}

static void
send_line (Reader              *self,
           const PlimTrackSpan *span,
           const Piece         *piece)
{
  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < piece->n_places; i++)
    {
      PlimTrackPoint point;

      plim_track_columns_get (self->columns, span, piece->places + i, 0, &point);
      plim_track_collector_add (self->collector, &point);
    }
  plim_track_collector_end_line (self->collector);
}

static void
send_points (Reader              *self,
             const PlimTrackSpan *span,
             const Piece         *piece)
{
  for (guint i = 0; i < piece->n_places; i++)
    {
      PlimTrackPoint point;

      plim_track_columns_get (self->columns, span, piece->places + i, 0, &point);
      for (guint value = 0; value < PLIM_N_TRACK_VALUES; value++)
        if (self->single[value] >= 0.0 && span->n_values[value] != span->n_places)
          plim_track_point_set_value (&point, value, self->single[value]);
      if (point.time == PLIM_TRACK_TIME_NONE)
        {
          point.time = self->moment;
          point.fix.time_s = self->moment_s;
        }
      /* A piece of a track of ours may be a single position. */
      if (self->key != NULL && point.time == PLIM_TRACK_TIME_MOMENT)
        plim_track_collector_add (self->collector, &point);
      else
        plim_track_collector_add_place (self->collector, self->name, self->mmsi, &point);
    }
}

static void
send_feature (Reader *self)
{
  PlimTrackSpan span = { 0 };

  plim_track_columns_end (self->columns, &span);
  plim_track_collector_begin_track (self->collector, self->name, self->mmsi, self->key);
  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->shape == SHAPE_LINE || piece->shape == SHAPE_MULTI_LINE)
        send_line (self, &span, piece);
    }
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->shape == SHAPE_POINT || piece->shape == SHAPE_MULTI_POINT)
        send_points (self, &span, piece);
    }
  /* Times for which there are no coordinates. */
  for (guint i = span.n_places; i < span.n_times; i++)
    plim_track_collector_reject (self->collector, PLIM_LOG_NO_POSITION, plim_json_cursor_get_line (self->cursor), self->name);
  clear_feature (self);
}

/* Now that its type is known. */
static void
end_object (Reader      *self,
            const Level *level)
{
  switch (level->shape)
    {
    case SHAPE_POINT:
    case SHAPE_MULTI_POINT:
    case SHAPE_LINE:
    case SHAPE_MULTI_LINE:
      for (guint i = level->pieces; i < self->pieces->len; i++)
        g_array_index (self->pieces, Piece, i).shape = level->shape;
      break;
    case SHAPE_AREA:
      self->n_areas++;
      g_array_set_size (self->pieces, level->pieces);
      plim_track_columns_keep (self->columns, level->places);
      break;
    case SHAPE_UNKNOWN:
    case SHAPE_NONE:
      if (level->places < plim_track_columns_get_places (self->columns))
        self->n_unknown++;
      g_array_set_size (self->pieces, level->pieces);
      plim_track_columns_keep (self->columns, level->places);
      break;
    default:
      break;
    }
  if (level->is_feature)
    send_feature (self);
}

static Kind
find_kind (Reader      *self,
           const char  *key,
           gboolean     is_object)
{
  const Level *parent = &self->levels[self->depth];

  switch (parent->kind)
    {
    case OBJECT:
      if (!is_object)
        return strcmp (key, "features") == 0 || strcmp (key, "geometries") == 0 ? OBJECTS
               : strcmp (key, "coordinates") == 0 ? COORDINATES : OTHER;
      return strcmp (key, "geometry") == 0 ? OBJECT : strcmp (key, "properties") == 0 ? PROPERTIES
             : strcmp (key, "plimsoll") == 0 ? OURS : OTHER;
    case OBJECTS:
      return is_object ? OBJECT : OTHER;
    case COORDINATES:
    case TIMES:
    case VALUES:
      return is_object ? OTHER : parent->kind;
    case PROPERTIES:
      if (is_object)
        return strcmp (key, "coordinateProperties") == 0 ? PROPERTIES : OTHER;
      if (is_times (key))
        return TIMES;
      self->value = plim_track_value_find (key, strlen (key));
      return self->value != PLIM_N_TRACK_VALUES ? VALUES : OTHER;
    default:
      return OTHER;
    }
}

static void
begin_cb (PlimJsonCursor *cursor,
          const char     *key,
          gboolean        is_object,
          gpointer        data)
{
  Reader *self = data;
  const Level *parent = &self->levels[self->depth];
  Level level = { .pieces = self->pieces->len, .places = plim_track_columns_get_places (self->columns) };

  if (self->depth == 0)
    {
      if (!is_object)
        {
          plim_json_cursor_fail (cursor, PLIM_ERROR_FORMAT, _("expected a GeoJSON object; this is an array"));
          return;
        }
      level.kind = OBJECT;
      /* A collection at the top clears what has been gathered before each of its features. */
      level.is_feature = TRUE;
    }
  else
    {
      level.kind = find_kind (self, key, is_object);
      level.is_feature = level.kind == OBJECT && parent->kind == OBJECTS && self->depth == 2;
    }
  if (level.kind == COORDINATES)
    begin_coordinates (self, parent->kind != COORDINATES);
  self->levels[++self->depth] = level;
}

static void
end_cb (PlimJsonCursor *cursor,
        gpointer        data)
{
  Reader *self = data;
  Level level = self->levels[self->depth--];

  if (level.kind == COORDINATES)
    end_coordinates (self);
  else if (level.kind == OBJECT)
    end_object (self, &level);
}

static void
take_property (Reader       *self,
               const char   *key,
               PlimJsonType  type,
               const char   *text,
               gsize         size)
{
  PlimTrackValue value = plim_track_value_find (key, strlen (key));
  double number;

  if (type != PLIM_JSON_STRING && type != PLIM_JSON_NUMBER)
    return;
  if (g_ascii_strcasecmp (key, "mmsi") == 0)
    self->mmsi = plim_track_text_mmsi (text, size);
  else if (value != PLIM_N_TRACK_VALUES)
    self->single[value] = plim_track_text_number (text, size, &number) ? number : -1.0;
  else if (type != PLIM_JSON_STRING)
    return;
  else if (g_ascii_strcasecmp (key, "name") == 0)
    {
      g_free (self->name);
      self->name = g_strdup (text);
    }
  else if (strcmp (key, "track") == 0)
    {
      g_free (self->key);
      self->key = g_strdup (text);
    }
  else if (strcmp (key, "time") == 0 || strcmp (key, "timestamp") == 0)
    self->moment = plim_track_text_time (text, size, &self->moment_s);
}

static void
take_number (Reader       *self,
             PlimJsonType  type,
             const char   *text,
             gsize         size)
{
  gint32 degrees = 0;

  if (self->n_numbers < 2)
    {
      if (type != PLIM_JSON_NUMBER || !plim_track_text_degrees (text, size, &degrees))
        self->is_bad = TRUE;
      self->numbers[self->n_numbers] = degrees;
    }
  self->n_numbers++;
}

static void
value_cb (PlimJsonCursor *cursor,
          const char     *key,
          PlimJsonType    type,
          const char     *text,
          gsize           size,
          gpointer        data)
{
  Reader *self = data;
  Level *level = &self->levels[self->depth];
  PlimTrackTime time = PLIM_TRACK_TIME_BAD;
  gint64 time_s = 0;
  double number;

  switch (level->kind)
    {
    case OBJECT:
      if (strcmp (key, "type") == 0 && type == PLIM_JSON_STRING)
        {
          level->shape = find_shape (text);
          self->is_geojson |= level->shape != SHAPE_UNKNOWN;
        }
      else if (self->depth == 1 && strcmp (key, "name") == 0 && type == PLIM_JSON_STRING)
        plim_track_collector_set_title (self->collector, text);
      break;
    case COORDINATES:
      take_number (self, type, text, size);
      break;
    case TIMES:
      if (type == PLIM_JSON_STRING)
        time = plim_track_text_time (text, size, &time_s);
      else if (type == PLIM_JSON_NULL)
        time = PLIM_TRACK_TIME_NONE;
      if (!plim_track_columns_add_time (self->columns, time, time_s))
        refuse_more (self);
      break;
    case VALUES:
      if (type != PLIM_JSON_NUMBER || !plim_track_text_number (text, size, &number))
        number = -1.0;
      if (!plim_track_columns_add_value (self->columns, self->value, number))
        refuse_more (self);
      break;
    case PROPERTIES:
      take_property (self, key, type, text, size);
      break;
    case OURS:
      if (strcmp (key, "exercise") == 0 && type == PLIM_JSON_TRUE)
        plim_track_collector_set_exercise (self->collector);
      break;
    default:
      if (self->depth == 0)
        plim_json_cursor_fail (cursor, PLIM_ERROR_FORMAT, _("expected a GeoJSON object; this is a single value"));
      break;
    }
}

/* What the file has and is not read; never left out in silence. */
static void
send_notes (Reader *self)
{
  if (self->n_areas > 0)
    plim_track_collector_take_note (self->collector,
                                    g_strdup_printf (ngettext ("%u area (Polygon) is not read: only tracks, lines and points are",
                                                               "%u areas (Polygon) are not read: only tracks, lines and points are",
                                                               self->n_areas), self->n_areas));
  if (self->n_unknown > 0)
    plim_track_collector_take_note (self->collector,
                                    g_strdup_printf (ngettext ("%u geometry of a type that GeoJSON does not have is not read",
                                                               "%u geometries of types that GeoJSON does not have are not read",
                                                               self->n_unknown), self->n_unknown));
}

/* JSON that names a type of GeoJSON soon, or has to be read to know. */
gboolean
plim_geojson_reader_sniff (const guint8 *head,
                           gsize         size)
{
  gsize at = size >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < size && g_ascii_isspace (head[at]))
    at++;

  return at < size && head[at] == '{';
}

gboolean
plim_geojson_reader_run (PlimByteSource        *source,
                         PlimRecordWriter      *writer,
                         const PlimLogOptions  *options,
                         GError               **error)
{
  static const PlimJsonHandler handler = { begin_cb, end_cb, value_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  PlimError code = PLIM_ERROR_FORMAT;
  gboolean done;

  self.collector = plim_track_collector_new (writer, PLIM_LOG_GEOJSON, options->exercise);
  self.cursor = plim_json_cursor_new (source, writer, &handler, &self);
  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self.columns = plim_track_columns_new ();
  clear_feature (&self);

  if (plim_json_cursor_run (self.cursor) && !self.is_geojson)
    plim_json_cursor_fail (self.cursor, PLIM_ERROR_FORMAT,
                           _("this is JSON but not GeoJSON: nothing in it has a “type” that GeoJSON knows"));
  failure = plim_json_cursor_get_failure (self.cursor, &code);
  if (failure == NULL)
    send_notes (&self);
  done = plim_track_collector_finish (self.collector, NULL, failure, code, error);

  clear_feature (&self);
  plim_track_columns_free (self.columns);
  g_array_unref (self.pieces);
  plim_track_collector_free (self.collector);
  plim_json_cursor_free (self.cursor);

  return done;
}
