#include "config.h"

#include "app/import/plim-geojson-reader.h"

#include "app/import/plim-json-cursor.h"
#include "app/import/plim-track-collector.h"

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
  FIELD_NONE,
  FIELD_SOG,
  FIELD_COG,
  FIELD_HEADING,
  FIELD_DRAUGHT,
  FIELD_STATUS,
  N_FIELDS,
} Field;

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
  guint    coords;
} Level;

typedef struct
{
  gint32  lat_e6;
  gint32  lon_e6;
  guint32 line;
  gint8   no_place;         /* a PlimLogReason, or -1: it has a place */
} Coord;

typedef struct
{
  gint64 time_s;
  guint8 time;              /* PlimTrackTime */
} When;

/* Coordinates that were written in one array. */
typedef struct
{
  Shape shape;
  guint coords;
  guint n_coords;
} Piece;

typedef struct
{
  PlimJsonCursor     *cursor;
  PlimRecordWriter   *writer;
  PlimTrackCollector *collector;
  Level               levels[PLIM_JSON_MAX_DEPTH + 1];
  guint               depth;
  guint               nesting;        /* arrays open within coordinates */
  gint32              numbers[2];     /* of the open position: longitude, latitude */
  guint               n_numbers;
  gboolean            is_bad;         /* one of them is none */
  guint               piece_begin;    /* coords when the open piece began */
  Field               field;
  guint               n_areas;
  guint               n_unknown;
  gboolean            is_geojson;
  /* The feature */
  char               *name;
  char               *key;
  guint32             mmsi;
  When                moment;
  float               single[N_FIELDS];
  GArray             *pieces;
  GArray             *coords;
  GArray             *whens;
  GArray             *values[N_FIELDS];     /* float: as written, or -1 */
} Reader;

static void
clear_feature (Reader *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  self->mmsi = 0;
  self->moment.time = PLIM_TRACK_TIME_NONE;
  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->coords, 0);
  g_array_set_size (self->whens, 0);
  for (guint i = FIELD_SOG; i < N_FIELDS; i++)
    {
      g_array_set_size (self->values[i], 0);
      self->single[i] = -1.0f;
    }
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

static Field
find_field (const char *name)
{
  static const char * const names[] = { "", "sog", "cog", "heading", "draught", "status" };

  for (guint i = FIELD_SOG; i < N_FIELDS; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return (Field) i;

  return FIELD_NONE;
}

static gboolean
is_times (const char *key)
{
  return strcmp (key, "coordTimes") == 0 || strcmp (key, "times") == 0;
}

static gboolean
check_room (Reader *self,
            guint   count)
{
  g_autofree char *text = NULL;

  if (count < PLIM_GEOJSON_MAX_POINTS)
    return TRUE;
  text = g_strdup_printf (_("one feature has more than %d positions"), PLIM_GEOJSON_MAX_POINTS);
  plim_json_cursor_fail (self->cursor, PLIM_ERROR_LIMIT, text);

  return FALSE;
}

/* A position is an array of two numbers or more, of which the height and what follows are not read. */
static void
end_position (Reader *self)
{
  Coord coord = {
    self->numbers[1], self->numbers[0], plim_json_cursor_get_line (self->cursor), (gint8) PLIM_LOG_BAD_POSITION
  };

  if (self->n_numbers >= 2 && !self->is_bad && ABS (coord.lat_e6) <= 90000000 && ABS (coord.lon_e6) <= 180000000)
    coord.no_place = -1;
  if (check_room (self, self->coords->len))
    g_array_append_val (self->coords, coord);
  self->n_numbers = 0;
  self->is_bad = FALSE;
}

/* The positions since the last piece are one. */
static void
add_piece (Reader *self)
{
  Piece piece = { SHAPE_NONE, self->piece_begin, self->coords->len - self->piece_begin };

  if (piece.n_coords > 0 && check_room (self, self->pieces->len))
    g_array_append_val (self->pieces, piece);
  self->piece_begin = self->coords->len;
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
      self->piece_begin = self->coords->len;
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
set_point (Reader         *self,
           guint           at,
           gboolean        is_alone,
           PlimTrackPoint *point)
{
  static void (* const setters[]) (PlimTrackPoint *point, double value) = {
    NULL, plim_track_point_set_speed, plim_track_point_set_course, plim_track_point_set_heading,
    plim_track_point_set_draught, plim_track_point_set_status,
  };
  const Coord *coord = &g_array_index (self->coords, Coord, at);

  plim_track_point_init (point, coord->line);
  point->has_place = coord->no_place < 0;
  if (!point->has_place)
    {
      point->no_place = (PlimLogReason) coord->no_place;
      return;
    }
  point->fix.lat_e6 = coord->lat_e6;
  point->fix.lon_e6 = coord->lon_e6;
  for (guint i = FIELD_SOG; i < N_FIELDS; i++)
    {
      float value = is_alone ? self->single[i] : -1.0f;

      /* An array of another length belongs to other points. */
      if (self->values[i]->len == self->coords->len)
        value = g_array_index (self->values[i], float, at);
      if (value >= 0.0f)
        setters[i] (point, (double) value);
    }
  if (at < self->whens->len)
    {
      const When *when = &g_array_index (self->whens, When, at);

      point->time = (PlimTrackTime) when->time;
      point->fix.time_s = when->time_s;
    }
}

static void
send_line (Reader      *self,
           const Piece *piece)
{
  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < piece->n_coords; i++)
    {
      PlimTrackPoint point;

      set_point (self, piece->coords + i, FALSE, &point);
      plim_track_collector_add (self->collector, &point);
    }
  plim_track_collector_end_line (self->collector);
}

static void
send_points (Reader      *self,
             const Piece *piece)
{
  for (guint i = 0; i < piece->n_coords; i++)
    {
      PlimTrackPoint point;

      set_point (self, piece->coords + i, TRUE, &point);
      if (point.time == PLIM_TRACK_TIME_NONE)
        {
          point.time = (PlimTrackTime) self->moment.time;
          point.fix.time_s = self->moment.time_s;
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
  plim_track_collector_begin_track (self->collector, self->name, self->mmsi, self->key);
  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->shape == SHAPE_LINE || piece->shape == SHAPE_MULTI_LINE)
        send_line (self, piece);
    }
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->shape == SHAPE_POINT || piece->shape == SHAPE_MULTI_POINT)
        send_points (self, piece);
    }
  /* Times for which there are no coordinates. */
  for (guint i = self->coords->len; i < self->whens->len; i++)
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
      g_array_set_size (self->coords, level->coords);
      break;
    case SHAPE_UNKNOWN:
    case SHAPE_NONE:
      if (level->coords < self->coords->len)
        self->n_unknown++;
      g_array_set_size (self->pieces, level->pieces);
      g_array_set_size (self->coords, level->coords);
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
      self->field = find_field (key);
      return self->field != FIELD_NONE ? VALUES : OTHER;
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
  Level level = { .pieces = self->pieces->len, .coords = self->coords->len };

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
  Field field = find_field (key);
  double value;

  if (type != PLIM_JSON_STRING && type != PLIM_JSON_NUMBER)
    return;
  if (g_ascii_strcasecmp (key, "mmsi") == 0)
    self->mmsi = plim_track_text_mmsi (text, size);
  else if (field != FIELD_NONE)
    self->single[field] = plim_track_text_number (text, size, &value) ? (float) value : -1.0f;
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
    self->moment.time = plim_track_text_time (text, size, &self->moment.time_s);
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
  When when = { 0, PLIM_TRACK_TIME_BAD };
  double number;
  float value;

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
        when.time = plim_track_text_time (text, size, &when.time_s);
      else if (type == PLIM_JSON_NULL)
        when.time = PLIM_TRACK_TIME_NONE;
      if (check_room (self, self->whens->len))
        g_array_append_val (self->whens, when);
      break;
    case VALUES:
      value = type == PLIM_JSON_NUMBER && plim_track_text_number (text, size, &number) ? (float) number : -1.0f;
      if (check_room (self, self->values[self->field]->len))
        g_array_append_val (self->values[self->field], value);
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

static void
progress_cb (guint64  bytes_read,
             gpointer data)
{
  Reader *self = data;

  plim_record_writer_progress (self->writer, bytes_read);
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
  static const PlimJsonHandler handler = { begin_cb, end_cb, value_cb, progress_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  PlimError code = PLIM_ERROR_FORMAT;
  gboolean done;

  self.writer = writer;
  self.collector = plim_track_collector_new (writer, PLIM_LOG_GEOJSON, options->exercise);
  self.cursor = plim_json_cursor_new (source, &handler, &self);
  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self.coords = g_array_new (FALSE, FALSE, sizeof (Coord));
  self.whens = g_array_new (FALSE, FALSE, sizeof (When));
  for (guint i = FIELD_SOG; i < N_FIELDS; i++)
    self.values[i] = g_array_new (FALSE, FALSE, sizeof (float));
  clear_feature (&self);

  if (plim_json_cursor_run (self.cursor) && !self.is_geojson)
    plim_json_cursor_fail (self.cursor, PLIM_ERROR_FORMAT,
                           _("this is JSON but not GeoJSON: nothing in it has a “type” that GeoJSON knows"));
  failure = plim_json_cursor_get_failure (self.cursor, &code);
  if (failure == NULL)
    send_notes (&self);
  done = plim_track_collector_finish (self.collector, NULL, failure, code, error);

  clear_feature (&self);
  for (guint i = FIELD_SOG; i < N_FIELDS; i++)
    g_array_unref (self.values[i]);
  g_array_unref (self.whens);
  g_array_unref (self.coords);
  g_array_unref (self.pieces);
  plim_track_collector_free (self.collector);
  plim_json_cursor_free (self.cursor);

  return done;
}
