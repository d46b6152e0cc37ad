#include "config.h"

#include "app/import/plim-kml-reader.h"

#include "app/import/plim-sniff.h"
#include "app/import/plim-track-collector.h"
#include "app/import/plim-xml-cursor.h"

#include <glib/gi18n.h>
#include <string.h>

#define TEXT_BYTES   1024
#define TUPLE_BYTES  256
#define MAX_NUMBERS  5          /* one more than a tuple may have */

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

/* What a point of a track has beside its place and time; arrays are as in our exports. */
typedef enum
{
  FIELD_NONE,
  FIELD_SOG,
  FIELD_COG,
  FIELD_HEADING,
  FIELD_DRAUGHT,
  FIELD_STATUS,
  FIELD_MMSI,
  FIELD_EXERCISE,
  FIELD_KEY,
} Field;

typedef struct
{
  gint32  lat_e6;
  gint32  lon_e6;
  guint32 line;
  gint8   no_place;   /* a PlimLogReason, or -1: it has a place */
} Coord;

typedef struct
{
  gint64 time_s;
  guint8 time;        /* PlimTrackTime */
} When;

typedef enum
{
  PIECE_POINT,
  PIECE_LINE,
  PIECE_TRACK,
} PieceKind;

/* One geometry of the feature: so many of its coords, and of its whens and arrays. */
typedef struct
{
  PieceKind kind;
  guint     coords, n_coords;
  guint     whens, n_whens;
  guint     values[FIELD_STATUS + 1], n_values[FIELD_STATUS + 1];
  guint32   line;
} Piece;

typedef struct
{
  const char *name;
  Kind        kind;
} Word;

typedef struct
{
  PlimXmlCursor      *cursor;
  PlimRecordWriter   *writer;
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
  char                text[TEXT_BYTES];
  gsize               size;
  gsize               text_bytes;
  char                tuple[TUPLE_BYTES];
  gsize               tuple_size;
  gboolean            after_comma;
  gboolean            is_long;          /* the tuple did not fit */
  gboolean            in_track;         /* the collector knows of the feature */
  Field               field;            /* what the open Data or array is called */
  /* The feature */
  char               *name;
  guint32             mmsi;
  char               *key;
  When                moment;
  GArray             *pieces;
  GArray             *coords;
  GArray             *whens;
  GArray             *values[FIELD_STATUS + 1];   /* float: as written, or -1 */
} Reader;

static const Word words[] = {
  { "Placemark", FEATURE }, { "PhotoOverlay", FEATURE }, { "Point", POINT }, { "LineString", LINE },
  { "LinearRing", LINE }, { "Polygon", POLYGON }, { "Track", TRACK }, { "TimeSpan", TIME_SPAN },
  { "Data", DATA }, { "SimpleData", VALUE }, { "SimpleArrayData", ARRAY }, { "NetworkLink", LINK },
  { "name", NAME }, { "coordinates", COORDINATES }, { "coord", COORD }, { "when", WHEN }, { "begin", BEGIN }, { "value", VALUE },
};

static Field
find_field (const char *name,
            gsize       size)
{
  static const struct { const char *name; Field field; } fields[] = {
    { "sog", FIELD_SOG }, { "cog", FIELD_COG }, { "heading", FIELD_HEADING }, { "draught", FIELD_DRAUGHT },
    { "status", FIELD_STATUS }, { "mmsi", FIELD_MMSI }, { "exercise", FIELD_EXERCISE }, { "track", FIELD_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == size && g_ascii_strncasecmp (fields[i].name, name, size) == 0)
      return fields[i].field;

  return FIELD_NONE;
}

static void
clear_pieces (Reader *self)
{
  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->coords, 0);
  g_array_set_size (self->whens, 0);
  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    g_array_set_size (self->values[i], 0);
}

static void
clear_feature (Reader *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  self->mmsi = 0;
  self->in_track = FALSE;
  self->moment.time = PLIM_TRACK_TIME_NONE;
  clear_pieces (self);
}

static gboolean
check_room (Reader *self)
{
  g_autofree char *text = NULL;

  if (self->coords->len < PLIM_KML_MAX_POINTS && self->whens->len < PLIM_KML_MAX_POINTS)
    return TRUE;
  text = g_strdup_printf (_("one placemark has more than %d positions in one piece"), PLIM_KML_MAX_POINTS);
  plim_xml_cursor_fail (self->cursor, PLIM_ERROR_LIMIT, text);

  return FALSE;
}

/* Adds "lon,lat[,alt]", parted by commas, or by blanks in a gx:coord. */
static void
add_coord (Reader     *self,
           const char *text,
           gsize       size,
           gboolean    is_long,
           char        separator)
{
  const char *numbers[MAX_NUMBERS];
  gsize sizes[MAX_NUMBERS];
  const char *end = text + size;
  PlimTrackPoint point;
  Coord coord;
  guint n = 0;

  if (!check_room (self))
    return;
  plim_track_point_init (&point, plim_xml_cursor_get_line (self->cursor));
  while (n < MAX_NUMBERS)
    {
      const char *to;

      while (text < end && g_ascii_isspace (*text))
        text++;
      if (text == end)
        break;
      to = memchr (text, separator, (gsize) (end - text));
      if (to == NULL)
        to = end;
      numbers[n] = text;
      sizes[n++] = (gsize) (to - text);
      text = to < end ? to + 1 : end;
    }

  if (is_long || n == MAX_NUMBERS)
    point.no_place = PLIM_LOG_MALFORMED;
  else if (n == 0)
    point.no_place = PLIM_LOG_NO_POSITION;
  else if (n == 1)
    point.no_place = PLIM_LOG_BAD_POSITION;
  else
    plim_track_point_set_place (&point, numbers[1], sizes[1], numbers[0], sizes[0]);

  coord = (Coord) { point.fix.lat_e6, point.fix.lon_e6, point.fix.line, point.has_place ? -1 : (gint8) point.no_place };
  g_array_append_val (self->coords, coord);
}

static void
end_tuple (Reader *self)
{
  if (self->tuple_size == 0 && !self->is_long)
    return;
  add_coord (self, self->tuple, self->tuple_size, self->is_long, ',');
  self->tuple_size = 0;
  self->is_long = self->after_comma = FALSE;
}

/* Text of <coordinates>, in any pieces: blanks part the tuples, but not behind a comma, where many programs put one. */
static void
read_coordinates (Reader     *self,
                  const char *text,
                  gsize       size)
{
  for (gsize i = 0; i < size; i++)
    {
      if (g_ascii_isspace (text[i]))
        {
          if (!self->after_comma)
            end_tuple (self);
          continue;
        }
      self->after_comma = text[i] == ',';
      if (self->tuple_size < TUPLE_BYTES)
        self->tuple[self->tuple_size++] = text[i];
      else
        self->is_long = TRUE;
    }
}

static void
begin_piece (Reader    *self,
             PieceKind  kind)
{
  Piece piece = { .kind = kind, .coords = self->coords->len, .whens = self->whens->len };

  piece.line = plim_xml_cursor_get_line (self->cursor);
  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    piece.values[i] = self->values[i]->len;
  g_array_append_val (self->pieces, piece);
}

static void
end_piece (Reader *self)
{
  Piece *piece;

  if (self->pieces->len == 0)
    return;
  piece = &g_array_index (self->pieces, Piece, self->pieces->len - 1);
  piece->n_coords = self->coords->len - piece->coords;
  piece->n_whens = self->whens->len - piece->whens;
  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    piece->n_values[i] = self->values[i]->len - piece->values[i];
}

static void
set_point (PlimTrackPoint *point,
           const Coord    *coord)
{
  plim_track_point_init (point, coord->line);
  point->has_place = coord->no_place < 0;
  if (point->has_place)
    {
      point->fix.lat_e6 = coord->lat_e6;
      point->fix.lon_e6 = coord->lon_e6;
    }
  else
    point->no_place = (PlimLogReason) coord->no_place;
}

static void
set_values (Reader         *self,
            const Piece    *piece,
            guint           at,
            PlimTrackPoint *point)
{
  static void (* const setters[]) (PlimTrackPoint *point, double value) = {
    [FIELD_SOG] = plim_track_point_set_speed, [FIELD_COG] = plim_track_point_set_course,
    [FIELD_HEADING] = plim_track_point_set_heading, [FIELD_DRAUGHT] = plim_track_point_set_draught,
    [FIELD_STATUS] = plim_track_point_set_status,
  };

  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    /* An array of another length belongs to other points. */
    if (piece->n_values[i] == piece->n_coords)
      {
        float value = g_array_index (self->values[i], float, piece->values[i] + at);

        if (value >= 0.0f)
          setters[i] (point, (double) value);
      }
}

/* A time and a place belong together by their number; empty ones are counted, so that the others stay in step. */
static void
send_track (Reader      *self,
            const Piece *piece)
{
  guint n = MAX (piece->n_coords, piece->n_whens);

  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < n; i++)
    {
      PlimTrackPoint point;

      if (i < piece->n_coords)
        {
          set_point (&point, &g_array_index (self->coords, Coord, piece->coords + i));
          set_values (self, piece, i, &point);
        }
      else
        plim_track_point_init (&point, piece->line);
      if (i < piece->n_whens)
        {
          const When *when = &g_array_index (self->whens, When, piece->whens + i);

          point.time = (PlimTrackTime) when->time;
          point.fix.time_s = when->time_s;
        }
      plim_track_collector_add (self->collector, &point);
    }
  plim_track_collector_end_line (self->collector);
}

static void
send_line (Reader      *self,
           const Piece *piece)
{
  plim_track_collector_begin_line (self->collector);
  for (guint i = 0; i < piece->n_coords; i++)
    {
      PlimTrackPoint point;

      set_point (&point, &g_array_index (self->coords, Coord, piece->coords + i));
      plim_track_collector_add (self->collector, &point);
    }
  plim_track_collector_end_line (self->collector);
}

static void
send_points (Reader      *self,
             const Piece *piece)
{
  PlimTrackPoint point;

  if (piece->n_coords == 0)
    {
      plim_track_collector_reject (self->collector, PLIM_LOG_NO_POSITION, piece->line, self->name);
      return;
    }
  for (guint i = 0; i < piece->n_coords; i++)
    {
      set_point (&point, &g_array_index (self->coords, Coord, piece->coords + i));
      point.time = (PlimTrackTime) self->moment.time;
      point.fix.time_s = self->moment.time_s;
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

      if (piece->kind == PIECE_TRACK)
        send_track (self, piece);
      else if (piece->kind == PIECE_LINE)
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

static Field
read_field (Reader                 *self,
            const PlimXmlAttribute *attributes,
            guint                   n_attributes)
{
  for (guint i = 0; i < n_attributes; i++)
    if (attributes[i].name == self->name_attribute)
      return find_field (attributes[i].value, attributes[i].size);

  return FIELD_NONE;
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
  self->size = self->text_bytes = 0;
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
      begin_piece (self, PIECE_TRACK);
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
      self->field = read_field (self, attributes, n_attributes);
      break;
    case VALUE:
      if (parent != DATA && parent != ARRAY)
        self->field = read_field (self, attributes, n_attributes);
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
  self->text_bytes += size;
  if (self->text_bytes > PLIM_XML_MAX_TEXT_BYTES)
    {
      plim_xml_cursor_fail (cursor, PLIM_ERROR_LIMIT, _("one text is longer than 10 MB"));
      return;
    }
  if (kind < NAME)
    return;
  size = MIN (size, TEXT_BYTES - self->size);
  memcpy (self->text + self->size, text, size);
  self->size += size;
}

static char *
dup_text (Reader *self)
{
  g_autofree char *text = g_utf8_make_valid (self->text, (gssize) self->size);

  return g_strdup (g_strstrip (text));
}

static void
take_value (Reader *self,
            Kind    parent)
{
  g_autofree char *text = NULL;

  if (parent == ARRAY)
    {
      double number;
      float value = plim_track_text_number (self->text, self->size, &number) ? (float) number : -1.0f;

      if (self->field >= FIELD_SOG && self->field <= FIELD_STATUS && self->track_depth > 0
          && self->values[self->field]->len < PLIM_KML_MAX_POINTS)
        g_array_append_val (self->values[self->field], value);
      return;
    }

  switch (self->field)
    {
    case FIELD_MMSI:
      if (self->feature_depth > 0)
        self->mmsi = plim_track_text_mmsi (self->text, self->size);
      break;
    case FIELD_KEY:
      if (self->feature_depth > 0)
        {
          g_free (self->key);
          self->key = dup_text (self);
        }
      break;
    case FIELD_EXERCISE:
      text = dup_text (self);
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
  When when = { 0, PLIM_TRACK_TIME_NONE };

  switch (kind)
    {
    case NAME:
      text = dup_text (self);
      if (parent == FEATURE)
        {
          g_free (self->name);
          self->name = g_steal_pointer (&text);
        }
      else
        plim_track_collector_set_title (self->collector, text);
      break;
    case COORD:
      for (gsize i = 0; i < self->size; i++)
        if (g_ascii_isspace (self->text[i]))
          self->text[i] = ' ';
      add_coord (self, self->text, self->size, FALSE, ' ');
      break;
    case WHEN:
    case BEGIN:
      when.time = plim_track_text_time (self->text, self->size, &when.time_s);
      if (parent != TRACK)
        self->moment = when;
      else if (check_room (self))
        g_array_append_val (self->whens, when);
      break;
    case VALUE:
      take_value (self, parent);
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

  switch (kind)
    {
    case COORDINATES:
      self->after_comma = FALSE;
      end_tuple (self);
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
  self->text_bytes = self->size = 0;
  self->depth--;
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
  static const PlimXmlHandler handler = { start_cb, text_cb, end_cb, progress_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  g_autofree char *doubt = NULL;
  PlimError code = PLIM_ERROR_FORMAT;
  gboolean done;

  self.writer = writer;
  self.collector = plim_track_collector_new (writer, PLIM_LOG_KML, options->exercise);
  self.cursor = plim_xml_cursor_new (source, &handler, &self);
  self.name_attribute = plim_xml_cursor_intern (self.cursor, "name");
  self.words = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (self.words, (gpointer) plim_xml_cursor_intern (self.cursor, words[i].name),
                         GUINT_TO_POINTER (words[i].kind));
  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self.coords = g_array_new (FALSE, FALSE, sizeof (Coord));
  self.whens = g_array_new (FALSE, FALSE, sizeof (When));
  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    self.values[i] = g_array_new (FALSE, FALSE, sizeof (float));

  plim_xml_cursor_run (self.cursor);
  doubt = plim_xml_cursor_dup_doubt (self.cursor);
  failure = plim_xml_cursor_get_failure (self.cursor, &code);
  if (failure == NULL)
    send_notes (&self);
  done = plim_track_collector_finish (self.collector, doubt, failure, code, error);

  clear_feature (&self);
  for (guint i = FIELD_SOG; i <= FIELD_STATUS; i++)
    g_array_unref (self.values[i]);
  g_array_unref (self.whens);
  g_array_unref (self.coords);
  g_array_unref (self.pieces);
  g_hash_table_unref (self.words);
  plim_track_collector_free (self.collector);
  plim_xml_cursor_free (self.cursor);

  return done;
}
