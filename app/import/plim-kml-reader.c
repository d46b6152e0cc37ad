#include "config.h"

#include "app/import/plim-kml-reader.h"

#include "app/import/plim-kml-coordinates.h"
#include "app/import/plim-sniff.h"
#include "app/import/plim-track-collector.h"
#include "app/import/plim-track-columns.h"
#include "app/import/plim-xml-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an element is. KML allows features and geometries to stand within others; most are known by name alone. */
typedef enum
{
  OTHER,            /* containers and what is not read */
  FEATURE,          /* Placemark, PhotoOverlay: has geometry */
  POINT,
  LINE,
  POLYGON,
  TRACK,
  TIME_SPAN,
  DATA,             /* <Data name="…"> */
  ARRAY,            /* <gx:SimpleArrayData name="…"> */
  LINK,
  /* From here on the text is read. */
  NAME,
  COORDINATES,
  COORD,
  WHEN,
  BEGIN,
  VALUE,            /* of DATA, ARRAY, or SimpleData itself */
  N_KINDS,
} Kind;

/* What a <Data> or a SimpleData of ours says. */
typedef enum
{
  FIELD_NONE,
  FIELD_MMSI,
  FIELD_EXERCISE,
  FIELD_KEY,
} Field;

typedef enum
{
  PIECE_POINT,
  PIECE_LINE,
} PieceKind;

/* One geometry of the feature. */
typedef struct
{
  PieceKind     kind;
  PlimTrackSpan span;
  guint32       line;
} Piece;

typedef struct
{
  const char *name;
  Kind        kind;
} Word;

typedef struct
{
  PlimXmlCursor      *cursor;
  PlimTrackCollector *collector;
  GHashTable         *words;            /* interned name → Kind */
  const char         *name_attribute;
  guint8              kinds[PLIM_XML_MAX_DEPTH + 2];
  guint               depth;
  guint               feature_depth;    /* of the innermost feature, 0 outside */
  guint               polygon_depth;
  guint               track_depth;
  guint               n_polygons;
  guint               n_links;
  PlimXmlText         text;
  PlimKmlCoordinates  coordinates;
  gboolean            in_track;         /* the collector knows of the feature */
  Field               field;            /* what the open Data is called */
  PlimTrackValue      value;            /* what the open array is called */
  /* The feature */
  char               *name;
  guint32             mmsi;
  char               *key;
  PlimTrackTime       moment;
  gint64              moment_s;
  GArray             *pieces;
  PlimTrackColumns   *columns;
} Reader;

static const Word words[] = {
  { "Placemark", FEATURE }, { "PhotoOverlay", FEATURE }, { "Point", POINT }, { "LineString", LINE },
  { "LinearRing", LINE }, { "Polygon", POLYGON }, { "Track", TRACK }, { "TimeSpan", TIME_SPAN },
  { "Data", DATA }, { "SimpleData", VALUE }, { "SimpleArrayData", ARRAY }, { "NetworkLink", LINK },
  { "name", NAME }, { "coordinates", COORDINATES }, { "coord", COORD }, { "when", WHEN }, { "begin", BEGIN }, { "value", VALUE },
};

static void
clear_pieces (Reader *self)
{
  g_array_set_size (self->pieces, 0);
  plim_track_columns_clear (self->columns);
}

static void
clear_feature (Reader *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  self->mmsi = 0;
  self->in_track = FALSE;
  self->moment = PLIM_TRACK_TIME_NONE;
  clear_pieces (self);
}

static void
refuse_more (Reader *self)
{
  g_autofree char *text = g_strdup_printf (_("one placemark has more than %d positions in one piece"), PLIM_TRACK_COLUMNS_MAX);

  plim_xml_cursor_fail (self->cursor, PLIM_ERROR_LIMIT, text);
}

static void
read_coordinates (Reader     *self,
                  const char *text,
                  gsize       size)
{
  guint32 line = plim_xml_cursor_get_line (self->cursor);
  const char *end = text + size;
  PlimTrackPoint point;

  while (plim_kml_coordinates_next (&self->coordinates, &text, end, line, &point))
    if (!plim_track_columns_add_place (self->columns, &point))
      {
        refuse_more (self);
        return;
      }
}

static void
begin_piece (Reader    *self,
             PieceKind  kind)
{
  const Piece piece = { kind, plim_track_columns_begin (self->columns), plim_xml_cursor_get_line (self->cursor) };

  g_array_append_val (self->pieces, piece);
}

static void
end_piece (Reader *self)
{
  if (self->pieces->len > 0)
    plim_track_columns_end (self->columns, &g_array_index (self->pieces, Piece, self->pieces->len - 1).span);
}

/* A time and a place belong together by their number; empty ones are counted, so that the others stay in step. A line has no times. */
static void
send_line (Reader      *self,
           const Piece *piece)
{
  guint n = MAX (piece->span.n_places, piece->span.n_times);

  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < n; i++)
    {
      PlimTrackPoint point;

      plim_track_columns_get (self->columns, &piece->span, i, piece->line, &point);
      plim_track_collector_add (self->collector, &point);
    }
  plim_track_collector_end_line (self->collector);
}

static void
send_points (Reader      *self,
             const Piece *piece)
{
  PlimTrackPoint point;

  if (piece->span.n_places == 0)
    {
      plim_track_collector_reject (self->collector, PLIM_LOG_NO_POSITION, piece->line, self->name);
      return;
    }
  for (guint i = 0; i < piece->span.n_places; i++)
    {
      plim_track_columns_get (self->columns, &piece->span, i, piece->line, &point);
      point.time = self->moment;
      point.fix.time_s = self->moment_s;
      plim_track_collector_add_place (self->collector, self->name, self->mmsi, &point);
    }
}

static void
send_pieces (Reader *self)
{
  if (!self->in_track)
    plim_track_collector_begin_track (self->collector, self->name, self->mmsi, self->key);
  self->in_track = TRUE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->kind == PIECE_LINE)
        send_line (self, piece);
    }
  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, Piece, i).kind == PIECE_POINT)
      send_points (self, &g_array_index (self->pieces, Piece, i));
  clear_pieces (self);
}

static void
send_feature (Reader *self)
{
  send_pieces (self);
  clear_feature (self);
}

/* <name> is a title at the top, and a name in a feature; elsewhere it is a folder's, or a style's. */
static Kind
check_kind (Reader *self,
            Kind    kind)
{
  Kind parent = self->kinds[self->depth];

  switch (kind)
    {
    case POINT:
    case LINE:
    case TRACK:
      return self->feature_depth > 0 && self->polygon_depth == 0 && self->track_depth == 0 ? kind : OTHER;
    case POLYGON:
      return self->feature_depth > 0 && self->polygon_depth == 0 ? kind : OTHER;
    case COORDINATES:
      return parent == POINT || parent == LINE ? kind : OTHER;
    case COORD:
      return parent == TRACK ? kind : OTHER;
    case NAME:
      return parent == FEATURE || self->depth == 2 ? kind : OTHER;
    case BEGIN:
      return parent == TIME_SPAN ? kind : OTHER;
    case WHEN:
      /* A LookAt has a TimeStamp too, which is when somebody is to look. */
      return parent == TRACK || (parent == OTHER && self->feature_depth + 1 == self->depth) ? kind : OTHER;
    case TIME_SPAN:
      return parent == FEATURE ? kind : OTHER;
    default:
      return kind;
    }
}

/* What the open Data or array is called. */
static void
read_name (Reader                 *self,
           const PlimXmlAttribute *attributes,
           guint                   n_attributes)
{
  static const struct { const char *name; Field field; } fields[] = {
    { "mmsi", FIELD_MMSI }, { "exercise", FIELD_EXERCISE }, { "track", FIELD_KEY },
  };
  const PlimXmlAttribute *name = NULL;

  for (guint i = 0; i < n_attributes && name == NULL; i++)
    if (attributes[i].name == self->name_attribute)
      name = &attributes[i];
  self->field = FIELD_NONE;
  self->value = PLIM_N_TRACK_VALUES;
  if (name == NULL)
    return;

  self->value = plim_track_value_find (name->value, name->size);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == name->size && g_ascii_strncasecmp (fields[i].name, name->value, name->size) == 0)
      self->field = fields[i].field;
}

static void
start_cb (PlimXmlCursor          *cursor,
          const char             *name,
          const char             *namespace,
          const PlimXmlAttribute *attributes,
          guint                   n_attributes,
          gpointer                data)
{
  Reader *self = data;
  Kind parent = self->kinds[self->depth];
  Kind kind = check_kind (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->words, name)));

  /* The outermost element may be missing: a lone Placemark is KML to every program that reads it. */
  if (self->depth == 0 && kind != FEATURE && strcmp (name, "kml") != 0 && strcmp (name, "Document") != 0
      && strcmp (name, "Folder") != 0)
    {
      g_autofree char *what = plim_sniff_root (name, namespace);
      g_autofree char *text = g_strdup_printf (_("expected a KML file (“kml”); this is %s"), what);

      plim_xml_cursor_fail (cursor, PLIM_ERROR_FORMAT, text);
      return;
    }

  self->kinds[++self->depth] = kind;
  plim_xml_text_clear (&self->text);
  switch (kind)
    {
    case FEATURE:
      /* No feature stands in another; where one does, what the outer one has so far is told first. */
      if (self->feature_depth > 0)
        send_feature (self);
      self->feature_depth = self->depth;
      break;
    case POINT:
      begin_piece (self, PIECE_POINT);
      break;
    case LINE:
      begin_piece (self, PIECE_LINE);
      break;
    case TRACK:
      self->track_depth = self->depth;
      begin_piece (self, PIECE_LINE);
      break;
    case POLYGON:
      self->polygon_depth = self->depth;
      self->n_polygons++;
      break;
    case LINK:
      self->n_links++;
      break;
    case DATA:
    case ARRAY:
      read_name (self, attributes, n_attributes);
      break;
    case VALUE:
      if (parent != DATA && parent != ARRAY)
        read_name (self, attributes, n_attributes);
      break;
    default:
      break;
    }
}

static void
text_cb (PlimXmlCursor *cursor,
         const char    *text,
         gsize          size,
         gpointer       data)
{
  Reader *self = data;
  Kind kind = self->kinds[self->depth];

  if (kind == COORDINATES)
    {
      read_coordinates (self, text, size);
      return;
    }
  plim_xml_text_add (&self->text, cursor, text, size, kind >= NAME);
}

static void
take_array_value (Reader *self)
{
  double number;

  if (self->value == PLIM_N_TRACK_VALUES || self->track_depth == 0)
    return;
  if (!plim_track_text_number (self->text.bytes, self->text.size, &number))
    number = -1.0;
  if (!plim_track_columns_add_value (self->columns, self->value, number))
    refuse_more (self);
}

static void
take_field (Reader *self)
{
  g_autofree char *text = NULL;

  switch (self->field)
    {
    case FIELD_MMSI:
      if (self->feature_depth > 0)
        self->mmsi = plim_track_text_mmsi (self->text.bytes, self->text.size);
      break;
    case FIELD_KEY:
      if (self->feature_depth > 0)
        {
          g_free (self->key);
          self->key = plim_xml_text_dup (&self->text);
        }
      break;
    case FIELD_EXERCISE:
      text = plim_xml_text_dup (&self->text);
      if (self->feature_depth == 0 && strcmp (text, "yes") == 0)
        plim_track_collector_set_exercise (self->collector);
      break;
    default:
      break;
    }
}

static void
take_text (Reader *self,
           Kind    kind,
           Kind    parent)
{
  g_autofree char *text = NULL;
  PlimTrackPoint point;
  PlimTrackTime time;
  gint64 time_s = 0;

  switch (kind)
    {
    case NAME:
      text = plim_xml_text_dup (&self->text);
      if (parent == FEATURE)
        {
          g_free (self->name);
          self->name = g_steal_pointer (&text);
        }
      else
        plim_track_collector_set_title (self->collector, text);
      break;
    case COORD:
      plim_kml_coordinates_read (self->text.bytes, self->text.size, FALSE, plim_xml_cursor_get_line (self->cursor), &point);
      if (!plim_track_columns_add_place (self->columns, &point))
        refuse_more (self);
      break;
    case WHEN:
    case BEGIN:
      time = plim_track_text_time (self->text.bytes, self->text.size, &time_s);
      if (parent != TRACK)
        {
          self->moment = time;
          self->moment_s = time_s;
        }
      else if (!plim_track_columns_add_time (self->columns, time, time_s))
        refuse_more (self);
      break;
    case VALUE:
      if (parent == ARRAY)
        take_array_value (self);
      else
        take_field (self);
      break;
    default:
      break;
    }
}

static void
end_cb (PlimXmlCursor *cursor,
        gpointer       data)
{
  Reader *self = data;
  Kind kind = self->kinds[self->depth];
  Kind parent = self->kinds[self->depth - 1];
  PlimTrackPoint point;

  switch (kind)
    {
    case COORDINATES:
      if (plim_kml_coordinates_end (&self->coordinates, plim_xml_cursor_get_line (cursor), &point)
          && !plim_track_columns_add_place (self->columns, &point))
        refuse_more (self);
      break;
    case POINT:
    case LINE:
      end_piece (self);
      break;
    case TRACK:
      end_piece (self);
      /* A long track in pieces need not wait for its end where its name stands before it. */
      if (self->mmsi != 0 || self->name != NULL)
        send_pieces (self);
      break;
    case FEATURE:
      if (self->feature_depth == self->depth)
        {
          send_feature (self);
          do
            self->feature_depth--;
          while (self->feature_depth > 0 && self->kinds[self->feature_depth] != FEATURE);
        }
      break;
    default:
      if (kind >= NAME)
        take_text (self, kind, parent);
      break;
    }
  if (self->track_depth == self->depth)
    self->track_depth = 0;
  if (self->polygon_depth == self->depth)
    self->polygon_depth = 0;
  plim_xml_text_clear (&self->text);
  self->depth--;
}

/* What the file has and is not read; never left out in silence. */
static void
send_notes (Reader *self)
{
  if (self->n_polygons > 0)
    plim_track_collector_take_note (self->collector,
                                    g_strdup_printf (ngettext ("%u area (Polygon) is not read: only tracks, lines and points are",
                                                               "%u areas (Polygon) are not read: only tracks, lines and points are",
                                                               self->n_polygons), self->n_polygons));
  if (self->n_links > 0)
    plim_track_collector_take_note (self->collector,
                                    g_strdup_printf (ngettext ("%u link to another file (NetworkLink) is not followed",
                                                               "%u links to other files (NetworkLink) are not followed",
                                                               self->n_links), self->n_links));
}

gboolean
plim_kml_reader_sniff (const guint8 *head,
                       gsize         size)
{
  static const char * const roots[] = { "kml", "Placemark", "Document", "Folder", NULL };
  g_autofree char *root = plim_log_reader_dup_root (head, size);

  return root != NULL && g_strv_contains (roots, root);
}

gboolean
plim_kml_reader_run (PlimByteSource        *source,
                     PlimRecordWriter      *writer,
                     const PlimLogOptions  *options,
                     GError               **error)
{
  static const PlimXmlHandler handler = { start_cb, text_cb, end_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  g_autofree char *doubt = NULL;
  PlimError code = PLIM_ERROR_FORMAT;
  gboolean done;

  self.collector = plim_track_collector_new (writer, PLIM_LOG_KML, options->exercise);
  self.cursor = plim_xml_cursor_new (source, writer, &handler, &self);
  self.name_attribute = plim_xml_cursor_intern (self.cursor, "name");
  self.words = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (self.words, (gpointer) plim_xml_cursor_intern (self.cursor, words[i].name),
                         GUINT_TO_POINTER (words[i].kind));
  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self.columns = plim_track_columns_new ();

  plim_xml_cursor_run (self.cursor);
  doubt = plim_xml_cursor_dup_doubt (self.cursor);
  failure = plim_xml_cursor_get_failure (self.cursor, &code);
  if (failure == NULL)
    send_notes (&self);
  done = plim_track_collector_finish (self.collector, doubt, failure, code, error);

  clear_feature (&self);
  plim_track_columns_free (self.columns);
  g_array_unref (self.pieces);
  g_hash_table_unref (self.words);
  plim_track_collector_free (self.collector);
  plim_xml_cursor_free (self.cursor);

  return done;
}
