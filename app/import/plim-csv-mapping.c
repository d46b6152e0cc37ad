#include "config.h"

#include "app/import/plim-csv-mapping.h"

#include "app/plim-error.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define LONG_NAME 50

static const struct { const char *name; const char *words; } fields[PLIM_N_CSV_FIELDS] = {
  [PLIM_CSV_MMSI] = { "mmsi", N_("number (MMSI)") },
  [PLIM_CSV_TIME] = { "time", N_("time") },
  [PLIM_CSV_LAT] = { "lat", N_("latitude") },
  [PLIM_CSV_LON] = { "lon", N_("longitude") },
  [PLIM_CSV_SOG] = { "sog", N_("speed in knots") },
  [PLIM_CSV_COG] = { "cog", N_("course in degrees") },
  [PLIM_CSV_HEADING] = { "heading", N_("heading in degrees") },
  [PLIM_CSV_STATUS] = { "status", N_("navigational status") },
  [PLIM_CSV_DRAUGHT] = { "draught", N_("draught in metres") },
  [PLIM_CSV_IMO] = { "imo", N_("IMO number as broadcast") },
  [PLIM_CSV_NAME] = { "name", N_("name") },
  [PLIM_CSV_CALLSIGN] = { "callsign", N_("call sign") },
  [PLIM_CSV_TYPE] = { "type", N_("type of ship") },
  [PLIM_CSV_LENGTH] = { "length", N_("length in metres") },
  [PLIM_CSV_WIDTH] = { "width", N_("width in metres") },
  [PLIM_CSV_DESTINATION] = { "destination", N_("destination") },
  [PLIM_CSV_TRACK] = { "track", N_("track, where there is no number") },
  [PLIM_CSV_EXERCISE] = { "exercise", N_("whether it is an exercise") },
  [PLIM_CSV_MOBILE_TYPE] = { "mobile-type", N_("kind of station") },
  [PLIM_CSV_MESSAGE_TYPE] = { "message-type", N_("number of the message") },
};

static const char * const time_names[PLIM_N_CSV_TIMES] = { "ymd", "dmy", "mdy", "unix" };

/* Names in small letters and digits alone, as columns of such tables are called; an earlier one is the better guess. */
static const struct { PlimCsvField field; const char *name; } known[] = {
  { PLIM_CSV_MMSI, "mmsi" }, { PLIM_CSV_MMSI, "ssvid" }, { PLIM_CSV_MMSI, "sourcemmsi" }, { PLIM_CSV_MMSI, "userid" },
  { PLIM_CSV_MMSI, "mmsinumber" }, { PLIM_CSV_MMSI, "vesselmmsi" }, { PLIM_CSV_MMSI, "shipmmsi" },
  { PLIM_CSV_TIME, "basedatetime" }, { PLIM_CSV_TIME, "timestamp" }, { PLIM_CSV_TIME, "timestamputc" }, { PLIM_CSV_TIME, "time" },
  { PLIM_CSV_TIME, "datetime" }, { PLIM_CSV_TIME, "datetimeutc" }, { PLIM_CSV_TIME, "timeutc" }, { PLIM_CSV_TIME, "utc" },
  { PLIM_CSV_TIME, "positiontime" }, { PLIM_CSV_TIME, "dtposutc" }, { PLIM_CSV_TIME, "receivedtime" }, { PLIM_CSV_TIME, "t" },
  { PLIM_CSV_TIME, "epoch" }, { PLIM_CSV_TIME, "unixtime" }, { PLIM_CSV_TIME, "recordtime" }, { PLIM_CSV_TIME, "tstamp" },
  { PLIM_CSV_LAT, "lat" }, { PLIM_CSV_LAT, "latitude" }, { PLIM_CSV_LAT, "latdeg" }, { PLIM_CSV_LAT, "latitudedegrees" }, { PLIM_CSV_LAT, "y" },
  { PLIM_CSV_LON, "lon" }, { PLIM_CSV_LON, "longitude" }, { PLIM_CSV_LON, "lng" }, { PLIM_CSV_LON, "long" }, { PLIM_CSV_LON, "londeg" },
  { PLIM_CSV_LON, "longitudedegrees" }, { PLIM_CSV_LON, "x" },
  { PLIM_CSV_SOG, "sog" }, { PLIM_CSV_SOG, "speed" }, { PLIM_CSV_SOG, "speedoverground" }, { PLIM_CSV_SOG, "speedknots" },
  { PLIM_CSV_COG, "cog" }, { PLIM_CSV_COG, "course" }, { PLIM_CSV_COG, "courseoverground" },
  { PLIM_CSV_HEADING, "heading" }, { PLIM_CSV_HEADING, "trueheading" }, { PLIM_CSV_HEADING, "hdg" },
  { PLIM_CSV_STATUS, "status" }, { PLIM_CSV_STATUS, "navigationalstatus" }, { PLIM_CSV_STATUS, "navstatus" }, { PLIM_CSV_STATUS, "navigationstatus" },
  { PLIM_CSV_DRAUGHT, "draught" }, { PLIM_CSV_DRAUGHT, "draft" },
  { PLIM_CSV_IMO, "imo" }, { PLIM_CSV_IMO, "imonumber" },
  { PLIM_CSV_NAME, "vesselname" }, { PLIM_CSV_NAME, "shipname" }, { PLIM_CSV_NAME, "name" },
  { PLIM_CSV_CALLSIGN, "callsign" },
  { PLIM_CSV_TYPE, "vesseltype" }, { PLIM_CSV_TYPE, "shiptype" }, { PLIM_CSV_TYPE, "shipandcargotype" },
  { PLIM_CSV_LENGTH, "length" }, { PLIM_CSV_LENGTH, "lengthm" },
  { PLIM_CSV_WIDTH, "width" }, { PLIM_CSV_WIDTH, "widthm" }, { PLIM_CSV_WIDTH, "beam" },
  { PLIM_CSV_DESTINATION, "destination" },
  { PLIM_CSV_TRACK, "track" },
  { PLIM_CSV_EXERCISE, "exercise" },
  { PLIM_CSV_MOBILE_TYPE, "typeofmobile" }, { PLIM_CSV_MOBILE_TYPE, "mobiletype" }, { PLIM_CSV_MOBILE_TYPE, "stationtype" },
  { PLIM_CSV_MESSAGE_TYPE, "msgtype" }, { PLIM_CSV_MESSAGE_TYPE, "messagetype" }, { PLIM_CSV_MESSAGE_TYPE, "msgid" }, { PLIM_CSV_MESSAGE_TYPE, "messageid" },
};

static char *
fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (folded, g_ascii_tolower (*at));

  return g_string_free (folded, FALSE);
}

static void
clear (PlimCsvMapping *self)
{
  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    self->column[i] = -1;
  self->time_format = PLIM_CSV_TIME_YMD;
  self->utc = TRUE;
}

/* The numbers that @text begins with, parted by one sign each. Returns: how many. */
static guint
split_date (const char *text,
            guint      *numbers,
            guint      *digits)
{
  guint n = 0;

  while (n < 3 && g_ascii_isdigit (*text))
    {
      char *end;

      numbers[n] = strtoul (text, &end, 10);
      digits[n++] = end - text;
      text = end;
      if (n < 3 && *text != '-' && *text != '/' && *text != '.')
        break;
      text += *text != '\0';
    }

  return n;
}

/* Which number is the day is told by one above twelve; where none is, the day comes first with dots, and as the
 * Danish authority writes it with slashes. What was guessed is shown, and can be changed. */
PlimCsvTime
plim_csv_mapping_guess_time (GPtrArray *sample,
                             int        column)
{
  PlimCsvTime guess = PLIM_CSV_TIME_YMD;

  for (guint i = 0; sample != NULL && i < sample->len; i++)
    {
      char **row = g_ptr_array_index (sample, i);
      guint numbers[3], digits[3], n;

      if ((guint) column >= g_strv_length (row))
        continue;
      n = split_date (row[column], numbers, digits);
      if (n >= 1 && digits[0] >= 9)
        return PLIM_CSV_TIME_UNIX;
      if (n < 3)
        continue;
      if (digits[0] == 4)
        return PLIM_CSV_TIME_YMD;
      if (digits[2] != 4)
        continue;
      if (numbers[0] > 12)
        return PLIM_CSV_TIME_DMY;
      if (numbers[1] > 12)
        return PLIM_CSV_TIME_MDY;
      guess = PLIM_CSV_TIME_DMY;
    }

  return guess;
}

void
plim_csv_mapping_guess (PlimCsvMapping     *self,
                        const char * const *names,
                        guint               n_names,
                        GPtrArray          *sample)
{
  g_autoptr(GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);

  clear (self);
  for (guint i = 0; i < n_names; i++)
    g_ptr_array_add (folded, fold_name (names[i]));
  for (guint k = 0; k < G_N_ELEMENTS (known); k++)
    for (guint i = 0; i < n_names && self->column[known[k].field] < 0; i++)
      if (strcmp (g_ptr_array_index (folded, i), known[k].name) == 0)
        self->column[known[k].field] = i;
  if (self->column[PLIM_CSV_TIME] >= 0)
    self->time_format = plim_csv_mapping_guess_time (sample, self->column[PLIM_CSV_TIME]);
}

static int
find_column (const char         *name,
             const char * const *names,
             guint               n_names)
{
  char *end;
  gulong number;

  for (guint i = 0; i < n_names; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return i;
  if (*name != '#' || !g_ascii_isdigit (name[1]))
    return -1;
  number = strtoul (name + 1, &end, 10);

  return *end == '\0' && number >= 1 && number <= n_names ? (int) number - 1 : -1;
}

/* Up to the next comma or equals sign that is not escaped. */
static char *
take_word (const char **at)
{
  GString *word = g_string_new (NULL);

  while (**at != '\0' && **at != ',' && **at != '=')
    {
      if (**at == '\\' && (*at)[1] != '\0')
        (*at)++;
      g_string_append_c (word, *(*at)++);
    }
  g_strstrip (word->str);

  return g_string_free (word, FALSE);
}

static gboolean
set_pair (PlimCsvMapping      *self,
          const char          *key,
          const char          *value,
          const char * const  *names,
          guint                n_names,
          GError             **error)
{
  if (strcmp (key, "time-format") == 0)
    {
      for (guint i = 0; i < PLIM_N_CSV_TIMES; i++)
        if (strcmp (value, time_names[i]) == 0)
          {
            self->time_format = i;
            return TRUE;
          }
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("“%s” is no form of a time; there is: ymd, dmy, mdy, unix"), value);
      return FALSE;
    }
  if (strcmp (key, "time-zone") == 0)
    {
      self->utc = g_ascii_strcasecmp (value, "UTC") == 0;
      if (self->utc || strcmp (value, "stated") == 0)
        return TRUE;
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                   _("“%s” is no time zone that is read here; there is UTC, and “stated” where every time has its offset"), value);
      return FALSE;
    }
  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    if (strcmp (key, fields[i].name) == 0)
      {
        self->column[i] = *value != '\0' ? find_column (value, names, n_names) : -1;
        if (*value == '\0' || self->column[i] >= 0)
          return TRUE;
        g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("there is no column “%s” in the table"), value);
        return FALSE;
      }
  g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("“%s” is nothing that a column can be"), key);

  return FALSE;
}

gboolean
plim_csv_mapping_parse (PlimCsvMapping      *self,
                        const char          *text,
                        const char * const  *names,
                        guint                n_names,
                        GError             **error)
{
  const char *at = text;

  clear (self);
  self->utc = FALSE;
  while (*at != '\0')
    {
      g_autofree char *key = take_word (&at);
      g_autofree char *value = NULL;

      if (*at != '=')
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("a mapping of columns is written like mmsi=MMSI,time=Timestamp; “%s” is not"), key);
          return FALSE;
        }
      at++;
      value = take_word (&at);
      if (*at == '=')
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("in a mapping of columns, an equals sign within a name needs a backslash before it"));
          return FALSE;
        }
      at += *at == ',';
      if (!set_pair (self, key, value, names, n_names, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_name (GString            *text,
             int                 column,
             const char * const *names)
{
  /* The same name twice, or one that could not be read back, as whoever shows it may have cut it. */
  if (strlen (names[column]) >= LONG_NAME || find_column (names[column], names, column) >= 0 || *names[column] == '\0' || *names[column] == '#'
      || g_ascii_isspace (names[column][0]) || g_ascii_isspace (names[column][strlen (names[column]) - 1]))
    {
      g_string_append_printf (text, "#%d", column + 1);
      return;
    }
  for (const char *at = names[column]; *at != '\0'; at++)
    {
      if (*at == ',' || *at == '=' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
}

char *
plim_csv_mapping_format (const PlimCsvMapping *self,
                         const char * const   *names,
                         guint                 n_names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    if (self->column[i] >= 0 && (guint) self->column[i] < n_names)
      {
        g_string_append_printf (text, "%s=", fields[i].name);
        append_name (text, self->column[i], names);
        g_string_append_c (text, ',');
      }
  g_string_append_printf (text, "time-format=%s,time-zone=%s", time_names[self->time_format], self->utc ? "UTC" : "stated");

  return g_string_free (text, FALSE);
}

char *
plim_csv_mapping_find_missing (const PlimCsvMapping *self)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; i <= PLIM_CSV_LON; i++)
    if (self->column[i] < 0)
      g_ptr_array_add (missing, (gpointer) fields[i].name);
  if (missing->len == 0)
    return NULL;
  g_ptr_array_add (missing, NULL);

  return g_strjoinv (", ", (char **) missing->pdata);
}

char *
plim_csv_mapping_dup_key (const char *columns)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) columns, strcspn (columns, "\n"));

  return g_strndup (digest, 16);
}

const char *
plim_csv_field_get_name (PlimCsvField field)
{
  return fields[field].name;
}

const char *
plim_csv_field_get_words (PlimCsvField field)
{
  return _(fields[field].words);
}
