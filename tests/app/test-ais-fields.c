#include "config.h"

#include "app/import/plim-ais-message.h"
#include "tests/plim-test.h"

#include <gio/gio.h>
#include <string.h>

/* Every message of a log, ours beside what gpsd's decoder makes of the same sentences (unscaled: the numbers as they were sent). */


static GArray *
decode_all (const char *text,
            GString    *sentences)
{
  g_autoptr(GRegex) regex = g_regex_new ("!([A-Z]{2}VD[MO]),(\\d),(\\d),(\\d?),([AB12]?),([^,*]+),(\\d)\\*([0-9A-F]{2})", 0, 0, NULL);
  g_autoptr(GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *messages = g_array_new (FALSE, TRUE, sizeof (PlimAisMessage));

  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr(GMatchInfo) match = NULL;
      g_auto(GStrv) fields = NULL;
      g_autofree char *sentence = NULL;
      guint8 sum = 0;
      char *letters;
      guint n_parts, part;
      PlimAisPayload payload;
      PlimAisMessage message;

      if (**line == '#' || !g_regex_match (regex, *line, 0, &match))
        continue;
      sentence = g_match_info_fetch (match, 0);
      for (const char *at = sentence + 1; *at != '*'; at++)
        sum ^= (guint8) *at;
      fields = g_match_info_fetch_all (match);
      if (sum != g_ascii_strtoull (fields[8], NULL, 16))
        continue;
      g_string_append_printf (sentences, "%s\n", sentence);

      n_parts = fields[2][0] - '0';
      part = fields[3][0] - '0';
      letters = g_strdup (fields[6]);
      if (part > 1)
        {
          const char *before = g_hash_table_lookup (parts, fields[4]);
          char *joined = before != NULL ? g_strconcat (before, letters, NULL) : NULL;

          g_free (letters);
          letters = joined;
        }
      if (letters != NULL && part < n_parts)
        g_hash_table_insert (parts, g_strdup (fields[4]), g_strdup (letters));
      else if (letters != NULL && plim_ais_payload_unpack (&payload, letters, strlen (letters), fields[7][0] - '0')
               && plim_ais_message_decode (&message, &payload))
        g_array_append_val (messages, message);
      g_free (letters);
    }

  return messages;
}

/* The value of a key in a line of JSON without nesting; NULL: it has none. */
static char *
get_value (const char *line,
           const char *key)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\":", key);
  const char *at = strstr (line, quoted), *end;

  if (at == NULL)
    return NULL;
  at += strlen (quoted);
  if (*at == '"')
    {
      GString *text = g_string_new (NULL);

      for (at++; *at != '"' && *at != '\0'; at++)
        {
          at += *at == '\\';
          g_string_append_c (text, *at);
        }
      return g_string_free (text, FALSE);
    }
  end = at + strcspn (at, ",}");

  return g_strndup (at, end - at);
}

static gint64
get_number (const char *line,
            const char *key,
            gint64      none)
{
  g_autofree char *value = get_value (line, key);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : none;
}

static void
check_text (const char *line,
            const char *key,
            const char *ours)
{
  g_autofree char *theirs = get_value (line, key);

  if (theirs != NULL && strcmp (g_strstrip (theirs), ours) != 0)
    g_error ("%s: ours is “%s” in %s", key, ours, line);
}

static void
check_number (const char *line,
              const char *key,
              gint64      unknown,
              gint64      ours)
{
  gint64 theirs = get_number (line, key, G_MININT64);

  if (theirs == G_MININT64)
    return;
  if (theirs == unknown ? ours >= 0 : ours != theirs)
    g_error ("%s: ours is %" G_GINT64_FORMAT " in %s", key, ours, line);
}

static void
check_place (const char           *line,
             const PlimAisMessage *ours)
{
  gint64 per_degree = ours->type == 27 ? 600 : 600000;
  gint64 lat = get_number (line, "lat", G_MININT64), lon = get_number (line, "lon", G_MININT64);
  PlimAisPlace place = lat == 91 * per_degree || lon == 181 * per_degree ? PLIM_AIS_PLACE_UNKNOWN
                       : ABS (lat) > 90 * per_degree || ABS (lon) > 180 * per_degree ? PLIM_AIS_PLACE_BAD : PLIM_AIS_PLACE;

  g_assert_cmpint (ours->place, ==, place);
  if (place != PLIM_AIS_PLACE)
    return;
  /* Half a millionth of a degree either way. */
  g_assert_cmpint (ABS (2 * (ours->lat_e6 * per_degree - lat * 1000000)), <=, per_degree);
  g_assert_cmpint (ABS (2 * (ours->lon_e6 * per_degree - lon * 1000000)), <=, per_degree);
}

static void
check_size (const char           *line,
            const PlimAisMessage *ours)
{
  gint64 length = get_number (line, "to_bow", 0) + get_number (line, "to_stern", 0);
  gint64 width = get_number (line, "to_port", 0) + get_number (line, "to_starboard", 0);

  if (strstr (line, "\"to_bow\"") == NULL)
    return;
  g_assert_cmpint (ours->length_m, ==, length > 0 ? length : -1);
  g_assert_cmpint (ours->width_m, ==, width > 0 ? width : -1);
}

static void
check_message (const char           *line,
               const PlimAisMessage *ours)
{
  if (ours->place != PLIM_AIS_NO_PLACE)
    check_place (line, ours);
  if (ours->type <= 3 || ours->type == 18 || ours->type == 19)
    {
      check_number (line, "speed", 1023, ours->sog_tenths);
      if (get_number (line, "course", 0) <= 3600)
        check_number (line, "course", 3600, ours->cog_tenths);
      check_number (line, "heading", 511, ours->heading);
    }
  if (ours->type == 27)
    {
      gint64 speed = get_number (line, "speed", 63), course = get_number (line, "course", 511);

      g_assert_cmpint (ours->sog_tenths, ==, speed == 63 ? -1 : speed * 10);
      g_assert_cmpint (ours->cog_tenths, ==, course == 511 ? -1 : course * 10);
    }
  if (ours->type <= 3 || ours->type == 27)
    check_number (line, "status", -1, ours->status);
  if (!ours->has_statics)
    return;
  if (ours->type == 5)
    {
      check_number (line, "imo", -1, ours->imo);
      check_number (line, "draught", 0, ours->draught_tenths);
      check_text (line, "destination", ours->destination);
    }
  /* Theirs joins both halves of a message 24. */
  if (ours->type != 24 || *ours->name != '\0')
    check_text (line, "shipname", ours->name);
  if (ours->type == 5 || (ours->type == 24 && *ours->name == '\0'))
    check_text (line, "callsign", ours->callsign);
  if (ours->type != 24 || *ours->name == '\0')
    {
      check_number (line, "shiptype", -1, ours->ship_type);
      check_size (line, ours);
    }
}

/* Each of theirs has one of ours, in the same order. Returns how many of those that tell a place or a name. */
static guint
compare (GArray     *ours,
         const char *theirs)
{
  g_auto(GStrv) lines = g_strsplit (theirs, "\n", -1);
  guint next = 0, n_told = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      gint64 type = get_number (*line, "type", -1), mmsi = get_number (*line, "mmsi", -1);
      const PlimAisMessage *message = NULL;

      if (strstr (*line, "\"class\":\"AIS\"") == NULL)
        continue;
      for (; next < ours->len && message == NULL; next++)
        if (g_array_index (ours, PlimAisMessage, next).type == type && g_array_index (ours, PlimAisMessage, next).mmsi == mmsi)
          message = &g_array_index (ours, PlimAisMessage, next);
      if (message == NULL)
        g_error ("we have none of %s", *line);
      check_message (*line, message);
      n_told += message->place != PLIM_AIS_NO_PLACE || message->has_statics;
    }

  return n_told;
}

static void
test_own (void)
{
  g_autofree char *path = plim_test_file ("logs/receivers.nmea");
  g_autofree char *text = NULL, *answer = NULL;
  g_autoptr(GString) sentences = g_string_new (NULL);
  g_autoptr(GArray) ours = NULL;
  g_autoptr(GSubprocess) decoder = NULL;
  g_autofree char *program = g_find_program_in_path ("gpsdecode");

  if (program == NULL)
    {
      g_test_skip ("gpsdecode is not installed");
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ours = decode_all (text, sentences);
  decoder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                              program, "-u", NULL);
  g_assert_true (g_subprocess_communicate_utf8 (decoder, sentences->str, NULL, &answer, NULL, NULL));
  g_assert_cmpuint (compare (ours, answer), >=, 12);
}

/* With the answer that gpsd itself expects. */
static void
test_real (void)
{
  const char *real = g_getenv ("PLIM_TEST_REAL");
  g_autofree char *folder = real != NULL ? g_build_filename (real, "ais", NULL)
                                         : g_build_filename (PLIM_SOURCE_DATA_DIR, "..", "..", "shared", "real", "ais", NULL);
  g_autofree char *path = g_build_filename (folder, "gpsd-sample.aivdm", NULL);
  g_autofree char *answer_path = g_build_filename (folder, "gpsd-sample.aivdm.unscaled.json", NULL);
  g_autofree char *text = NULL, *answer = NULL;
  g_autoptr(GString) sentences = g_string_new (NULL);
  g_autoptr(GArray) ours = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_file_get_contents (answer_path, &answer, NULL, NULL))
    {
      g_test_skip ("the real files are not here");
      return;
    }
  ours = decode_all (text, sentences);
  g_assert_cmpuint (compare (ours, answer), ==, 25);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/ais-fields/own", test_own);
  g_test_add_func ("/ais-fields/real", test_real);

  return g_test_run ();
}
