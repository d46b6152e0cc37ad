#include "config.h"

#include "app/import/plim-ais-csv-reader.h"

#include "app/import/plim-csv-opening.h"
#include "app/import/plim-csv-ship.h"
#include "app/import/plim-log-check.h"
#include "app/import/plim-log-tally.h"
#include "app/import/plim-static-cache.h"
#include "app/plim-error.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  PlimRecordWriter *writer;
  PlimCsvRows      *rows;
  PlimCsvRow        row;
  PlimCsvMapping    mapping;
  PlimLogTally      tally;
  PlimStaticCache  *statics;
  GHashTable       *tracks;      /* the word of a track → its craft */
  PlimCsvDay        day;
  gboolean          comma;       /* may be a decimal sign */
  gboolean          exercise;
  gboolean          has_statics; /* any column of them */
  gboolean          wraps_cog;   /* as MarineCadastre's older tables do */
  guint             n_needed;    /* columns that a row has at least */
  guint32           other_table; /* the line where one with other columns begins; 0: none does */
  const char       *header;      /* as it stands: members of an archive repeat it */
  gsize             header_size;
} Reader;

static PlimCsvValue
get (const Reader *self,
     PlimCsvField  field)
{
  int column = self->mapping.column[field];

  return column >= 0 && (guint) column < self->row.n_fields ? plim_csv_value_strip (self->row.fields[column]) : (PlimCsvValue) { "", 0 };
}

static void
doubt (Reader        *self,
       PlimLogReason  reason)
{
  plim_log_tally_add (&self->tally, reason, self->row.line, self->row.text, self->row.size);
}

/* Whether neither the number nor what the row says of its station tells that it is no ship. */
static gboolean
is_ship (Reader        *self,
         guint32       *mmsi,
         PlimLogReason *reason)
{
  PlimCsvValue mobile = get (self, PLIM_CSV_MOBILE_TYPE);
  PlimCsvValue message = get (self, PLIM_CSV_MESSAGE_TYPE);

  *mmsi = plim_csv_read_mmsi (get (self, PLIM_CSV_MMSI));
  if (*mmsi == 0)
    {
      *reason = PLIM_LOG_BAD_MMSI;
      return FALSE;
    }
  *reason = plim_log_judge_mmsi (*mmsi);

  /* What it says itself goes before what its number suggests. */
  if (plim_csv_value_is (mobile, "Base Station") || plim_csv_value_is (message, "4"))
    *reason = PLIM_LOG_BASE_STATION;
  else if (plim_csv_value_is (mobile, "AtoN") || plim_csv_value_is (message, "21"))
    *reason = PLIM_LOG_AID_TO_NAVIGATION;
  else if (plim_csv_value_is (mobile, "SAR Airborne") || plim_csv_value_is (message, "9"))
    *reason = PLIM_LOG_AIRCRAFT;

  return *reason == PLIM_N_LOG_REASONS;
}

static guint64
mix (guint64      mark,
     PlimCsvValue value)
{
  const guint64 prime = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  gsize i = 0;

  for (; i + 8 <= value.size; i += 8)
    {
      guint64 word;

      memcpy (&word, value.at + i, 8);
      mark = (mark ^ word) * prime;
      mark ^= mark >> 29;
    }
  for (; i < value.size; i++)
    mark = (mark ^ (guint8) value.at[i]) * prime;
  mark = (mark ^ (0xff00 | value.size)) * prime;

  return mark ^ mark >> 31;
}

/* Only UTF-8 and UTF-16 are read: which of the older encodings a table is in, it does not say. */
static gboolean
has_bad_letters (Reader *self)
{
  static const PlimCsvField texts[] = { PLIM_CSV_NAME, PLIM_CSV_CALLSIGN, PLIM_CSV_TYPE, PLIM_CSV_DESTINATION };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PlimCsvValue value = get (self, texts[i]);

      if (!g_utf8_validate_len (value.at, value.size, NULL))
        return TRUE;
    }

  return FALSE;
}

/* Whether the row says anything of the vessel itself. */
static gboolean
read_statics (Reader  *self,
              guint32  mmsi,
              gint64   time_s,
              gint16   draught_tenths)
{
  static const PlimCsvField told[] = {
    PLIM_CSV_IMO, PLIM_CSV_NAME, PLIM_CSV_CALLSIGN, PLIM_CSV_TYPE, PLIM_CSV_LENGTH, PLIM_CSV_WIDTH, PLIM_CSV_DESTINATION, PLIM_CSV_DRAUGHT,
  };
  g_autofree char *imo = NULL, *name = NULL, *callsign = NULL, *ship_type = NULL, *destination = NULL;
  PlimLogStatic statics = { .craft = mmsi, .time_s = time_s, .draught_tenths = draught_tenths };
  gboolean any = FALSE;
  guint64 mark = 1;

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (self->mapping.column[told[i]] >= 0)
      {
        PlimCsvValue value = get (self, told[i]);

        any |= !plim_csv_value_is_nothing (value);
        mark = mix (mark, value);
      }
  if (!any)
    return FALSE;
  if (plim_static_cache_touch (self->statics, mmsi, mark, time_s))
    return TRUE;

  if (!plim_csv_read_imo (get (self, PLIM_CSV_IMO), &imo))
    doubt (self, PLIM_LOG_BAD_IMO);
  if (has_bad_letters (self))
    doubt (self, PLIM_LOG_BAD_LETTERS);
  statics.imo = imo;
  statics.name = name = plim_csv_value_dup (get (self, PLIM_CSV_NAME));
  statics.callsign = callsign = plim_csv_value_dup (get (self, PLIM_CSV_CALLSIGN));
  statics.ship_type = ship_type = plim_csv_value_dup (get (self, PLIM_CSV_TYPE));
  statics.destination = destination = plim_csv_value_dup (get (self, PLIM_CSV_DESTINATION));
  statics.length_m = plim_csv_read_metres (get (self, PLIM_CSV_LENGTH), self->comma);
  statics.width_m = plim_csv_read_metres (get (self, PLIM_CSV_WIDTH), self->comma);
  /* Half of what a vessel says in one row is still one statement; nothing of it was said before by halves. */
  plim_static_cache_add (self->statics, &statics, FALSE, mark);

  return TRUE;
}

/* A row without a number may belong to a track that goes by a word: as in tables of our own. 0: it does not. */
static guint32
find_track (Reader *self)
{
  PlimCsvValue word = get (self, PLIM_CSV_TRACK);
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;
  PlimLogCraft craft;
  gpointer known;

  if (word.size == 0 || word.size > PLIM_LOG_TEXT_MAX || get (self, PLIM_CSV_MMSI).size > 0 || g_hash_table_size (self->tracks) == PLIM_LOG_CRAFTS_MAX)
    return 0;
  key = plim_csv_value_dup (word);
  if (key == NULL)
    return 0;
  if ((known = g_hash_table_lookup (self->tracks, key)) != NULL)
    return GPOINTER_TO_UINT (known);

  name = plim_csv_value_dup (get (self, PLIM_CSV_NAME));
  craft = (PlimLogCraft) { PLIM_LOG_FIRST_CRAFT + g_hash_table_size (self->tracks), name };
  plim_record_writer_craft (self->writer, &craft);
  g_hash_table_insert (self->tracks, g_steal_pointer (&key), GUINT_TO_POINTER (craft.craft));

  return craft.craft;
}

/* Files joined end to end repeat their header. */
static gboolean
is_header (const Reader *self)
{
  return self->row.size == self->header_size && memcmp (self->row.text, self->header, self->header_size) == 0;
}

/* Whether the row names the columns of another table: files joined end to end, and members of an archive, need not agree. */
static gboolean
begins_other_table (const Reader *self)
{
  g_autoptr(GPtrArray) names = NULL;
  g_autofree char *missing = NULL;
  PlimCsvValue number = get (self, PLIM_CSV_MMSI), time = get (self, PLIM_CSV_TIME);
  PlimCsvMapping mapping;

  if (self->row.is_broken || self->row.n_fields < 4 || is_header (self) || (number.size > 0 && g_ascii_isdigit (*number.at))
      || (time.size > 0 && g_ascii_isdigit (*time.at)))
    return FALSE;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->row.n_fields; i++)
    g_ptr_array_add (names, g_strndup (self->row.fields[i].at, self->row.fields[i].size));
  plim_csv_mapping_guess (&mapping, (const char * const *) names->pdata, names->len, NULL);
  missing = plim_csv_mapping_find_missing (&mapping);

  return missing == NULL && memcmp (mapping.column, self->mapping.column, sizeof mapping.column) != 0;
}

static void
doubt_shape (Reader        *self,
             PlimLogReason  reason)
{
  if (begins_other_table (self))
    self->other_table = self->row.line;
  else if (!is_header (self))
    doubt (self, reason);
}

static void
read_row (Reader *self)
{
  PlimFix fix = { .line = self->row.line };
  PlimLogReason reason, place;
  PlimCsvValue time;
  gboolean tells;

  if (self->row.is_broken || self->row.n_fields < self->n_needed)
    {
      doubt_shape (self, PLIM_LOG_MALFORMED);
      return;
    }
  if (self->mapping.column[PLIM_CSV_TRACK] >= 0)
    fix.craft = find_track (self);
  if (fix.craft == 0 && !is_ship (self, &fix.craft, &reason))
    {
      if (fix.craft != 0)
        doubt (self, reason);
      else
        doubt_shape (self, reason);
      return;
    }
  /* A table is real or an exercise as a whole. */
  if (self->mapping.column[PLIM_CSV_EXERCISE] >= 0 && !self->exercise && plim_csv_value_is_yes (get (self, PLIM_CSV_EXERCISE)))
    {
      doubt (self, PLIM_LOG_MALFORMED);
      return;
    }
  time = get (self, PLIM_CSV_TIME);
  if (plim_csv_value_is_nothing (time))
    {
      doubt (self, PLIM_LOG_NO_TIME);
      return;
    }
  if (!plim_csv_read_time (time, self->mapping.time_format, self->mapping.utc, &self->day, &fix.time_s)
      || !plim_log_is_moment (fix.time_s))
    {
      doubt (self, PLIM_LOG_BAD_TIME);
      return;
    }

  if (!plim_csv_read_draught (get (self, PLIM_CSV_DRAUGHT), self->comma, &fix.draught_tenths))
    doubt (self, PLIM_LOG_DRAUGHT_UNKNOWN);
  tells = self->has_statics && fix.craft < PLIM_LOG_FIRST_CRAFT && read_statics (self, fix.craft, fix.time_s, fix.draught_tenths);
  place = plim_csv_read_place (get (self, PLIM_CSV_LAT), get (self, PLIM_CSV_LON), self->comma, &fix.lat_e6, &fix.lon_e6);
  if (place != PLIM_N_LOG_REASONS)
    {
      /* A row that says who it is, and not where, is as it should be. */
      PlimCsvValue message = get (self, PLIM_CSV_MESSAGE_TYPE);

      if (!(tells && place == PLIM_LOG_NO_POSITION && (plim_csv_value_is (message, "5") || plim_csv_value_is (message, "24"))))
        doubt (self, place);
      return;
    }
  if (!plim_csv_read_sog (get (self, PLIM_CSV_SOG), self->comma, &fix.sog_tenths))
    doubt (self, PLIM_LOG_SPEED_UNKNOWN);
  if (!plim_csv_read_cog (get (self, PLIM_CSV_COG), self->comma, self->wraps_cog, &fix.cog_tenths))
    doubt (self, PLIM_LOG_COURSE_UNKNOWN);
  if (!plim_csv_read_heading (get (self, PLIM_CSV_HEADING), self->comma, &fix.heading))
    doubt (self, PLIM_LOG_HEADING_UNKNOWN);
  fix.status = plim_csv_read_status (get (self, PLIM_CSV_STATUS), self->comma);
  plim_record_writer_fix (self->writer, &fix);
}

static void
write_head (Reader               *self,
            const PlimLogOptions *options,
            PlimCsvOpening       *opening)
{
  g_autofree char *mapping = plim_csv_mapping_format (&self->mapping, opening->names, opening->n_names);
  const PlimLogHead head = {
    .kind = PLIM_LOG_AIS_CSV, .mapping = mapping, .columns = opening->columns,
    .publisher = plim_csv_opening_tell_publisher (opening),
    .exercise = options->exercise || plim_csv_opening_is_exercise (opening, &self->mapping),
  };

  self->exercise = head.exercise;
  self->wraps_cog = g_strcmp0 (head.publisher, PLIM_CSV_MARINE_CADASTRE) == 0;
  plim_record_writer_log (self->writer, &head);
}

static void
read_opening (Reader         *self,
              PlimCsvOpening *opening)
{
  for (guint i = 0; i <= PLIM_CSV_LON; i++)
    self->n_needed = MAX (self->n_needed, (guint) self->mapping.column[i] + 1);
  for (guint i = PLIM_CSV_DRAUGHT; i <= PLIM_CSV_DESTINATION; i++)
    self->has_statics |= self->mapping.column[i] >= 0;
  plim_csv_opening_get_row (opening, 0, &self->row);
  self->header = self->row.text;
  self->header_size = self->row.size;

  for (guint i = plim_csv_opening_has_no_names (opening, &self->mapping) ? 0 : 1; i < opening->rows->len; i++)
    {
      plim_csv_opening_get_row (opening, i, &self->row);
      read_row (self);
    }
}

static gboolean
read_all (Reader                *self,
          const PlimLogOptions  *options,
          GError               **error)
{
  g_autoptr(PlimCsvOpening) opening = plim_csv_opening_read (self->rows, &self->row, error);
  GError *failure = NULL;
  gboolean is_settled;

  if (opening == NULL)
    return FALSE;
  self->comma = plim_csv_rows_get_delimiter (self->rows) != ',';
  is_settled = plim_csv_opening_settle_mapping (opening, options, &self->mapping, error);
  /* The columns are told either way: whoever sees them can say which is which. */
  write_head (self, options, opening);
  if (!is_settled)
    return FALSE;

  read_opening (self, opening);
  while (self->other_table == 0 && plim_csv_rows_next (self->rows, &self->row, &failure))
    read_row (self);
  if (self->other_table != 0)
    g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_FORMAT,
                 _("in line %u another table begins, with other columns than the first; import the two each as a file of its own"),
                 self->other_table);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  plim_static_cache_finish (self->statics);
  plim_log_tally_finish (&self->tally);

  return TRUE;
}

gboolean
plim_ais_csv_reader_sniff (const guint8 *head,
                           gsize         size)
{
  g_autofree PlimCsvValue *fields = g_new (PlimCsvValue, PLIM_CSV_COLUMNS_MAX);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *missing = NULL;
  PlimCsvMapping mapping;
  guint n;

  /* Of UTF-16, every second byte is enough to see the names by. */
  for (gsize i = 0; i < size && !(line->len > 0 && (head[i] == '\n' || head[i] == '\r')) && line->len < PLIM_LOG_COLUMNS_MAX / 2; i++)
    if (head[i] != 0 && head[i] < 0x80 && !(line->len == 0 && g_ascii_isspace (head[i])))
      g_string_append_c (line, (char) head[i]);
  if (line->len == 0)
    return FALSE;
  g_strchomp (line->str);
  line->len = strlen (line->str);

  n = plim_csv_split_quoted (line->str, line->len, plim_csv_find_delimiter (line->str, line->len), fields, PLIM_CSV_COLUMNS_MAX);
  if (n > PLIM_CSV_COLUMNS_MAX)
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strndup (fields[i].at, fields[i].size));
  plim_csv_mapping_guess (&mapping, (const char * const *) names->pdata, n, NULL);
  missing = plim_csv_mapping_find_missing (&mapping);

  return missing == NULL;
}

gboolean
plim_ais_csv_reader_run (PlimByteSource        *source,
                         PlimRecordWriter      *writer,
                         const PlimLogOptions  *options,
                         GError               **error)
{
  g_autofree Reader *self = g_new0 (Reader, 1);
  gboolean done;

  self->writer = writer;
  self->tally.writer = writer;
  self->rows = plim_csv_rows_new (source, writer);
  self->statics = plim_static_cache_new (writer);
  self->tracks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = read_all (self, options, error);
  plim_csv_rows_free (self->rows);
  plim_static_cache_free (self->statics);
  g_hash_table_unref (self->tracks);

  return done;
}
