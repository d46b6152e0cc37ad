#include "config.h"

#include "app/import/plim-ais-csv-reader.h"

#include "app/import/plim-csv-rows.h"
#include "app/import/plim-log-check.h"
#include "app/import/plim-log-tally.h"
#include "app/import/plim-static-cache.h"
#include "app/plim-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_ROWS  8
#define COLUMN_BYTES 60
#define MMSI_DIGITS  9
#define MARINE_CADASTRE "MarineCadastre"

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
  char             *header;      /* as it stands: members of an archive repeat it */
  gsize             header_size;
} Reader;

static PlimCsvValue
get (const Reader *self,
     PlimCsvField  field)
{
  int column = self->mapping.column[field];
  PlimCsvValue value = { "", 0 };

  if (column >= 0 && (guint) column < self->row.n_fields)
    value = self->row.fields[column];
  while (value.size > 0 && (*value.at == ' ' || *value.at == '\t'))
    {
      value.at++;
      value.size--;
    }
  while (value.size > 0 && (value.at[value.size - 1] == ' ' || value.at[value.size - 1] == '\t'))
    value.size--;

  return value;
}

static gboolean
is_word (PlimCsvValue  value,
         const char   *word)
{
  return value.size == strlen (word) && g_ascii_strncasecmp (value.at, word, value.size) == 0;
}

/* Ways in which tables say that they do not know. Most values are numbers, which the first letter tells. */
static gboolean
is_nothing (PlimCsvValue value)
{
  static const char * const words[] = { "unknown", "undefined", "null", "none", "nan", "n/a" };
  char first = value.size > 0 ? *value.at | 0x20 : 0;

  if (value.size <= 1)
    return value.size == 0 || *value.at == '-';
  for (guint i = 0; (first == 'u' || first == 'n') && i < G_N_ELEMENTS (words); i++)
    if (is_word (value, words[i]))
      return TRUE;

  return FALSE;
}

static void
doubt (Reader        *self,
       PlimLogReason  reason)
{
  plim_log_tally_add (&self->tally, reason, self->row.line, self->row.text, self->row.size);
}

static gint16
read_sog (Reader *self)
{
  PlimCsvValue value = get (self, PLIM_CSV_SOG);
  gint64 number;

  if (is_nothing (value))
    return PLIM_FIX_UNKNOWN;
  /* 102.3 kn stands for "not available"; 102.2 for that and more. */
  if (plim_csv_read_decimal (value, 1, self->comma, &number) && number >= 0 && number < 1023)
    return (gint16) number;
  doubt (self, PLIM_LOG_SPEED_UNKNOWN);

  return PLIM_FIX_UNKNOWN;
}

/* MarineCadastre's older tables wrote courses above 204.7° less 409.6°: an overflow of theirs. That is undone, and nobody else's. */
static gint16
read_cog (Reader *self)
{
  PlimCsvValue value = get (self, PLIM_CSV_COG);
  gint64 number;

  if (is_nothing (value))
    return PLIM_FIX_UNKNOWN;
  if (plim_csv_read_decimal (value, 1, self->comma, &number))
    {
      if (self->wraps_cog && number < 0 && number > -2048)
        number += 4096;
      if (number >= 0 && number < 3600)
        return (gint16) number;
    }
  doubt (self, PLIM_LOG_COURSE_UNKNOWN);

  return PLIM_FIX_UNKNOWN;
}

static gint16
read_heading (Reader *self)
{
  PlimCsvValue value = get (self, PLIM_CSV_HEADING);
  gint64 number;

  if (is_nothing (value))
    return PLIM_FIX_UNKNOWN;
  if (plim_csv_read_decimal (value, 0, self->comma, &number) && number >= 0 && number < 360)
    return (gint16) number;
  doubt (self, PLIM_LOG_HEADING_UNKNOWN);

  return PLIM_FIX_UNKNOWN;
}

/* 0 stands for "not available". */
static gint16
read_draught (Reader *self)
{
  PlimCsvValue value = get (self, PLIM_CSV_DRAUGHT);
  gint64 number;

  if (is_nothing (value))
    return PLIM_FIX_UNKNOWN;
  if (plim_csv_read_decimal (value, 1, self->comma, &number) && number >= 0 && number <= 255)
    return number == 0 ? PLIM_FIX_UNKNOWN : (gint16) number;
  doubt (self, PLIM_LOG_DRAUGHT_UNKNOWN);

  return PLIM_FIX_UNKNOWN;
}

static gint8
read_status (Reader *self)
{
  /* The words of ITU-R M.1371, as far as tables use them. */
  static const struct { const char *word; gint8 status; } words[] = {
    { "under way using engine", 0 }, { "at anchor", 1 }, { "not under command", 2 }, { "restricted maneuverability", 3 },
    { "restricted manoeuvrability", 3 }, { "restricted manoeuverability", 3 }, { "constrained by her draught", 4 }, { "moored", 5 },
    { "aground", 6 }, { "engaged in fishing", 7 }, { "under way sailing", 8 },
  };
  PlimCsvValue value = get (self, PLIM_CSV_STATUS);
  gint64 number;

  if (value.size == 0)
    return PLIM_FIX_UNKNOWN;
  if (g_ascii_isdigit (*value.at))
    return plim_csv_read_decimal (value, 0, self->comma, &number) && number <= 15 ? (gint8) number : PLIM_FIX_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (value, words[i].word))
      return words[i].status;

  return PLIM_FIX_UNKNOWN;
}

/* Digits, and perhaps the ".0" of a table that went through a spreadsheet. "2.19E+08" went through one too, and there most of its
 * digits were lost: a vessel of that number there may be, but it is not the one. */
static guint32
read_mmsi (PlimCsvValue value)
{
  guint32 mmsi = 0;
  gsize i = 0;

  for (; i < value.size && g_ascii_isdigit (value.at[i]); i++)
    {
      if (i == MMSI_DIGITS)
        return 0;
      mmsi = mmsi * 10 + (guint32) (value.at[i] - '0');
    }
  if (i < value.size && value.at[i] == '.')
    for (i++; i < value.size && value.at[i] == '0'; i++)
      ;

  return i == value.size ? mmsi : 0;
}

/* Whether the number, or what the row says of its station, is no ship's. */
static gboolean
is_ship (Reader        *self,
         guint32       *mmsi,
         PlimLogReason *reason)
{
  PlimCsvValue mobile = get (self, PLIM_CSV_MOBILE_TYPE);
  PlimCsvValue message = get (self, PLIM_CSV_MESSAGE_TYPE);

  *mmsi = read_mmsi (get (self, PLIM_CSV_MMSI));
  if (*mmsi == 0)
    {
      *reason = PLIM_LOG_BAD_MMSI;
      return FALSE;
    }
  *reason = plim_log_judge_mmsi (*mmsi);

  /* What it says itself goes before what its number suggests. */
  if (is_word (mobile, "Base Station") || is_word (message, "4"))
    *reason = PLIM_LOG_BASE_STATION;
  else if (is_word (mobile, "AtoN") || is_word (message, "21"))
    *reason = PLIM_LOG_AID_TO_NAVIGATION;
  else if (is_word (mobile, "SAR Airborne") || is_word (message, "9"))
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

static char *
dup_value (PlimCsvValue value)
{
  return is_nothing (value) ? NULL : g_strndup (value.at, value.size);
}

static gint16
read_metres (Reader       *self,
             PlimCsvField  field)
{
  gint64 number;

  if (!plim_csv_read_decimal (get (self, field), 0, self->comma, &number) || number <= 0 || number > 1100)
    return -1;

  return (gint16) number;
}

/* "9132612", "IMO9132612" and "IMO 9132612" are the same number; 0 is none. What has not seven digits cannot be one. */
static char *
dup_imo (Reader *self)
{
  PlimCsvValue value = get (self, PLIM_CSV_IMO);

  if (is_nothing (value))
    return NULL;
  if (value.size > 3 && g_ascii_strncasecmp (value.at, "IMO", 3) == 0)
    {
      value.at += 3;
      value.size -= 3;
      while (value.size > 0 && (*value.at == ' ' || *value.at == ':'))
        {
          value.at++;
          value.size--;
        }
    }
  /* Tables that went through a spreadsheet end numbers in ".0". */
  if (value.size > 2 && memcmp (value.at + value.size - 2, ".0", 2) == 0)
    value.size -= 2;
  for (gsize i = 0; i < value.size; i++)
    if (!g_ascii_isdigit (value.at[i]))
      value.size = 0;
  if (value.size == 7)
    return g_strndup (value.at, value.size);
  if (!(value.size == 1 && *value.at == '0'))
    doubt (self, PLIM_LOG_BAD_IMO);

  return NULL;
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

        any |= !is_nothing (value);
        mark = mix (mark, value);
      }
  if (!any)
    return FALSE;
  if (plim_static_cache_touch (self->statics, mmsi, mark, time_s))
    return TRUE;

  statics.imo = imo = dup_imo (self);
  statics.name = name = dup_value (get (self, PLIM_CSV_NAME));
  statics.callsign = callsign = dup_value (get (self, PLIM_CSV_CALLSIGN));
  statics.ship_type = ship_type = dup_value (get (self, PLIM_CSV_TYPE));
  statics.destination = destination = dup_value (get (self, PLIM_CSV_DESTINATION));
  statics.length_m = read_metres (self, PLIM_CSV_LENGTH);
  statics.width_m = read_metres (self, PLIM_CSV_WIDTH);
  /* Half of what a vessel says in one row is still one statement; nothing of it was said before by halves. */
  plim_static_cache_add (self->statics, &statics, FALSE, mark);

  return TRUE;
}

/* PLIM_N_LOG_REASONS: there is a place. */
static PlimLogReason
read_place (Reader  *self,
            PlimFix *fix)
{
  PlimCsvValue lat = get (self, PLIM_CSV_LAT), lon = get (self, PLIM_CSV_LON);
  gint64 lat_e6, lon_e6;

  if (is_nothing (lat) && is_nothing (lon))
    return PLIM_LOG_NO_POSITION;
  if (!plim_csv_read_decimal (lat, 6, self->comma, &lat_e6) || !plim_csv_read_decimal (lon, 6, self->comma, &lon_e6))
    return PLIM_LOG_BAD_POSITION;
  if (lat_e6 == 91000000 || lon_e6 == 181000000)
    return PLIM_LOG_NO_POSITION;
  if (ABS (lat_e6) > 90000000 || ABS (lon_e6) > 180000000)
    return PLIM_LOG_BAD_POSITION;
  fix->lat_e6 = (gint32) lat_e6;
  fix->lon_e6 = (gint32) lon_e6;

  return PLIM_N_LOG_REASONS;
}

static gboolean
says_yes (PlimCsvValue value)
{
  return is_word (value, "yes") || is_word (value, "true") || is_word (value, "1");
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
  key = dup_value (word);
  if (key == NULL)
    return 0;
  if ((known = g_hash_table_lookup (self->tracks, key)) != NULL)
    return GPOINTER_TO_UINT (known);

  name = dup_value (get (self, PLIM_CSV_NAME));
  craft = (PlimLogCraft) { PLIM_LOG_FIRST_CRAFT + g_hash_table_size (self->tracks), name };
  plim_record_writer_craft (self->writer, &craft);
  g_hash_table_insert (self->tracks, g_steal_pointer (&key), GUINT_TO_POINTER (craft.craft));

  return craft.craft;
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
      if (self->row.size != self->header_size || memcmp (self->row.text, self->header, self->header_size) != 0)
        doubt (self, PLIM_LOG_MALFORMED);
      return;
    }
  if (self->mapping.column[PLIM_CSV_TRACK] >= 0)
    fix.craft = find_track (self);
  if (fix.craft == 0 && !is_ship (self, &fix.craft, &reason))
    {
      /* Files joined end to end repeat their header. */
      if (fix.craft != 0 || self->row.size != self->header_size || memcmp (self->row.text, self->header, self->header_size) != 0)
        doubt (self, reason);
      return;
    }
  /* A table is real or an exercise as a whole. */
  if (self->mapping.column[PLIM_CSV_EXERCISE] >= 0 && !self->exercise && says_yes (get (self, PLIM_CSV_EXERCISE)))
    {
      doubt (self, PLIM_LOG_MALFORMED);
      return;
    }
  time = get (self, PLIM_CSV_TIME);
  if (is_nothing (time))
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

  fix.draught_tenths = read_draught (self);
  tells = self->has_statics && fix.craft < PLIM_LOG_FIRST_CRAFT && read_statics (self, fix.craft, fix.time_s, fix.draught_tenths);
  place = read_place (self, &fix);
  if (place != PLIM_N_LOG_REASONS)
    {
      /* A row that says who it is, and not where, is as it should be. */
      PlimCsvValue message = get (self, PLIM_CSV_MESSAGE_TYPE);

      if (!(tells && place == PLIM_LOG_NO_POSITION && (is_word (message, "5") || is_word (message, "24"))))
        doubt (self, place);
      return;
    }
  fix.sog_tenths = read_sog (self);
  fix.cog_tenths = read_cog (self);
  fix.heading = read_heading (self);
  fix.status = read_status (self);
  plim_record_writer_fix (self->writer, &fix);
}

/* A row that waits until it is known what its columns are. */
typedef struct
{
  GPtrArray *fields;
  char      *text;
  gsize      size;
  guint32    line;
  gboolean   is_broken;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_ptr_array_unref (kept->fields);
  g_free (kept->text);
  g_free (kept);
}

static Kept *
keep_row (const PlimCsvRow *row)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; !row->is_broken && i < row->n_fields; i++)
    {
      char *field = g_utf8_make_valid (row->fields[i].at, row->fields[i].size);

      g_ptr_array_add (kept->fields, g_strstrip (field));
    }
  g_ptr_array_add (kept->fields, NULL);
  kept->text = g_strndup (row->text, row->size);
  kept->size = row->size;
  kept->line = row->line;
  kept->is_broken = row->is_broken;

  return kept;
}

static void
read_kept (Reader     *self,
           const Kept *kept)
{
  self->row.n_fields = kept->fields->len - 1;
  for (guint i = 0; i < self->row.n_fields; i++)
    {
      self->row.fields[i].at = g_ptr_array_index (kept->fields, i);
      self->row.fields[i].size = strlen (self->row.fields[i].at);
    }
  self->row.text = kept->text;
  self->row.size = kept->size;
  self->row.line = kept->line;
  self->row.is_broken = kept->is_broken;
  read_row (self);
}

/* The names and the first rows, a line each. */
static char *
format_columns (GPtrArray *kept)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < kept->len; i++)
    {
      const Kept *row = g_ptr_array_index (kept, i);

      for (guint k = 0; k + 1 < row->fields->len; k++)
        {
          g_autofree char *field = plim_log_clean_text (g_ptr_array_index (row->fields, k), COLUMN_BYTES, FALSE);

          if (k > 0)
            g_string_append_c (columns, '\t');
          if (field != NULL)
            g_string_append (columns, field);
        }
      g_string_append_c (columns, '\n');
    }

  return g_string_free (columns, FALSE);
}

/* A mapping of earlier times for these very columns: a line each, its key and a tab before it. */
static char *
find_remembered (const char *remembered,
                 const char *columns)
{
  g_autofree char *key = plim_csv_mapping_dup_key (columns);
  g_auto(GStrv) lines = g_strsplit (remembered != NULL ? remembered : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key) && lines[i][strlen (key)] == '\t')
      return g_strdup (lines[i] + strlen (key) + 1);

  return NULL;
}

static gboolean
settle_mapping (Reader                *self,
                const PlimLogOptions  *options,
                GPtrArray             *kept,
                const char            *columns,
                const char * const    *names,
                guint                  n_names,
                GError               **error)
{
  g_autoptr(GPtrArray) sample = g_ptr_array_new ();
  g_autofree char *remembered = NULL;
  g_autofree char *missing = NULL;

  if (options->columns != NULL)
    {
      if (!plim_csv_mapping_parse (&self->mapping, options->columns, names, n_names, error))
        return FALSE;
    }
  else
    {
      remembered = find_remembered (options->remembered, columns);
      for (guint i = 1; i < kept->len; i++)
        g_ptr_array_add (sample, ((Kept *) g_ptr_array_index (kept, i))->fields->pdata);
      if (remembered == NULL || !plim_csv_mapping_parse (&self->mapping, remembered, names, n_names, NULL))
        plim_csv_mapping_guess (&self->mapping, names, n_names, sample);
    }
  missing = plim_csv_mapping_find_missing (&self->mapping);
  if (missing != NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) names);

      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                   _("it is not known which columns of this table are: %s. Its columns are called: %.600s. "
                     "Say which is which, for example with --columns mmsi=…,time=…,lat=…,lon=…"), missing, all);
      return FALSE;
    }
  for (guint i = 0; i <= PLIM_CSV_LON; i++)
    self->n_needed = MAX (self->n_needed, (guint) self->mapping.column[i] + 1);
  for (guint i = PLIM_CSV_DRAUGHT; i <= PLIM_CSV_DESTINATION; i++)
    self->has_statics |= self->mapping.column[i] >= 0;

  return TRUE;
}

static gboolean
has_column (const char * const *names,
            const char         *name)
{
  return g_strv_contains (names, name);
}

/* Only where the columns are those of one publisher and of nobody else known here. */
static const char *
tell_publisher (const char * const *names)
{
  if (has_column (names, "# Timestamp") && has_column (names, "Type of mobile"))
    return "Danish Maritime Authority";
  if (has_column (names, "BaseDateTime") && has_column (names, "MMSI") && has_column (names, "LAT") && has_column (names, "LON"))
    return MARINE_CADASTRE;
  if (has_column (names, "mmsi") && (has_column (names, "distance_from_shore")
                                     || (has_column (names, "timestamp") && has_column (names, "msg_type") && has_column (names, "shipname"))))
    return "Global Fishing Watch";

  return NULL;
}

/* Whether a first row is one of data: a table without names, whose columns were given by number. */
static gboolean
is_data (Reader *self,
         Kept   *first)
{
  const char *time = g_ptr_array_index (first->fields, self->mapping.column[PLIM_CSV_TIME]);
  gint64 time_s;

  return plim_csv_read_time ((PlimCsvValue) { time, strlen (time) }, self->mapping.time_format, TRUE, &self->day, &time_s);
}

static void
write_head (Reader               *self,
            const PlimLogOptions *options,
            GPtrArray            *kept,
            const char           *columns,
            const char * const   *names,
            guint                 n_names)
{
  g_autofree char *mapping = plim_csv_mapping_format (&self->mapping, names, n_names);
  PlimLogHead head = { .kind = PLIM_LOG_AIS_CSV, .mapping = mapping, .columns = columns, .publisher = tell_publisher (names) };
  int exercise = self->mapping.column[PLIM_CSV_EXERCISE];

  if (exercise >= 0 && kept->len > 1)
    {
      const GPtrArray *fields = ((Kept *) g_ptr_array_index (kept, 1))->fields;

      if ((guint) exercise + 1 < fields->len)
        {
          const char *word = g_ptr_array_index (fields, exercise);

          head.exercise = says_yes ((PlimCsvValue) { word, strlen (word) });
        }
    }
  head.exercise |= options->exercise;
  self->exercise = head.exercise;
  self->wraps_cog = g_strcmp0 (head.publisher, MARINE_CADASTRE) == 0;
  plim_record_writer_log (self->writer, &head);
}

static gboolean
read_all (Reader                *self,
          const PlimLogOptions  *options,
          GError               **error)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (free_kept);
  g_autofree char *columns = NULL;
  GError *failure = NULL;
  const char * const *names;
  Kept *first;

  while (kept->len <= SAMPLE_ROWS && plim_csv_rows_next (self->rows, &self->row, &failure))
    g_ptr_array_add (kept, keep_row (&self->row));
  if (failure == NULL && kept->len == 0)
    g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_FORMAT, _("there is nothing in this table"));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  columns = format_columns (kept);
  first = g_ptr_array_index (kept, 0);
  names = (const char * const *) first->fields->pdata;
  self->comma = plim_csv_rows_get_delimiter (self->rows) != ',';
  if (!settle_mapping (self, options, kept, columns, names, first->fields->len - 1, &failure))
    {
      /* Whoever sees the columns can say which is which. */
      write_head (self, options, kept, columns, names, first->fields->len - 1);
      g_propagate_error (error, failure);
      return FALSE;
    }
  write_head (self, options, kept, columns, names, first->fields->len - 1);

  self->header = first->text;
  self->header_size = first->size;
  for (guint i = is_data (self, first) ? 0 : 1; i < kept->len; i++)
    read_kept (self, g_ptr_array_index (kept, i));
  while (plim_csv_rows_next (self->rows, &self->row, &failure))
    read_row (self);
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
