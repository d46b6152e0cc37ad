#define _GNU_SOURCE
#include "config.h"

#include "app/import/plim-log-reason.h"
#include "app/import/plim-parse-worker.h"
#include "app/import/plim-track-text.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>
#include <unistd.h>

/* What came back. */
typedef struct
{
  GString     *lines;       /* one an event; NULL where only the numbers matter */
  PlimLogHead  head;
  guint        n_heads;
  guint        n_crafts;
  guint        n_fixes;
  guint        n_places;
  guint        n_paths;
  guint        n_path_points;
  guint64      n_rejects[PLIM_N_LOG_REASONS];
  GString     *notes;
} Heard;

static gboolean
head_cb (const PlimLogHead *head, gpointer data, GError **error)
{
  Heard *heard = data;

  heard->n_heads++;
  heard->head = *head;
  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "log %s%s\n", head->title != NULL ? head->title : "-", head->exercise ? " exercise" : "");
  return TRUE;
}

static gboolean
craft_cb (const PlimLogCraft *craft, gpointer data, GError **error)
{
  Heard *heard = data;

  g_assert_cmpuint (craft->craft, ==, PLIM_LOG_FIRST_CRAFT + heard->n_crafts);
  heard->n_crafts++;
  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "craft %u %s\n", craft->craft, craft->name != NULL ? craft->name : "-");
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix *fixes, gsize n_fixes, gpointer data, GError **error)
{
  Heard *heard = data;

  for (gsize i = 0; i < n_fixes; i++)
    {
      g_assert_true (plim_fix_is_valid (&fixes[i]));
      g_assert_cmpuint (fixes[i].craft, !=, 0);
      if (heard->lines != NULL)
        g_string_append_printf (heard->lines, "fix %u %" G_GINT64_FORMAT " %d %d %d %d %d %d %d\n", fixes[i].craft, fixes[i].time_s,
                                fixes[i].lat_e6, fixes[i].lon_e6, fixes[i].sog_tenths, fixes[i].cog_tenths,
                                fixes[i].heading, fixes[i].draught_tenths, fixes[i].status);
    }
  heard->n_fixes += n_fixes;
  return TRUE;
}

static gboolean
statics_cb (const PlimLogStatic *statics, gpointer data, GError **error)
{
  Heard *heard = data;

  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "static %u %s\n", statics->craft, statics->name);
  return TRUE;
}

static gboolean
path_cb (const PlimLogPath *path, gpointer data, GError **error)
{
  Heard *heard = data;

  g_assert_cmpuint (path->n_points, >, 1);
  heard->n_paths++;
  heard->n_path_points += path->n_points;
  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "path %s %u from %d %d\n", path->name != NULL ? path->name : "-", path->n_points,
                            path->points[0], path->points[1]);
  return TRUE;
}

static gboolean
place_cb (const PlimLogPlace *place, gpointer data, GError **error)
{
  Heard *heard = data;

  heard->n_places++;
  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "place %s %d %d%s\n", place->name != NULL ? place->name : "-", place->lat_e6, place->lon_e6,
                            place->time_s != G_MININT64 ? " timed" : "");
  return TRUE;
}

static gboolean
reject_cb (const PlimLogReject *reject, gpointer data, GError **error)
{
  Heard *heard = data;

  g_assert_cmpint (reject->reason, <, PLIM_N_LOG_REASONS);
  heard->n_rejects[reject->reason] += reject->count;
  if (heard->lines != NULL)
    g_string_append_printf (heard->lines, "reject %s line %u\n", plim_log_reason_get_name (reject->reason), reject->line);
  return TRUE;
}

static void
message_cb (const PlimImportMessage *message, gpointer data)
{
  Heard *heard = data;

  g_string_append_printf (heard->notes, "%s\n", message->text);
}

static const PlimRecordSink sink = {
  .fixes = fixes_cb, .message = message_cb, .log_head = head_cb, .craft = craft_cb, .statics = statics_cb, .path = path_cb,
  .place = place_cb, .reject = reject_cb,
};

static gboolean
hear_path (const char *path, const char *as, Heard *heard, GError **error)
{
  PlimLogOptions options = { .as = as };
  g_autofree char *name = g_path_get_basename (path);
  GString *lines = heard->lines;
  gboolean is_read;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  if (heard->notes != NULL)
    g_string_free (heard->notes, TRUE);
  memset (heard, 0, sizeof *heard);
  heard->lines = lines;
  heard->notes = g_string_new (NULL);
  is_read = plim_parse_file (fd, name, &options, &sink, heard, NULL, error);
  close (fd);

  return is_read;
}

static void
clear_heard (Heard *heard)
{
  if (heard->lines != NULL)
    g_string_free (heard->lines, TRUE);
  if (heard->notes != NULL)
    g_string_free (heard->notes, TRUE);
}

/* What was kept apart; doubts are about what was kept. */
static guint64
count_kept_apart (const Heard *heard)
{
  guint64 n = 0;

  for (guint i = 0; i < PLIM_LOG_FIRST_DOUBT; i++)
    n += heard->n_rejects[i];

  return n;
}

static void
test_files (gconstpointer data)
{
  const char *name = data;
  g_autofree char *relative = g_build_filename ("tracks", name, NULL);
  g_autofree char *expected = g_strdup_printf ("tracks-%s.txt", name);
  g_autofree char *path = plim_test_file (relative);
  g_autoptr(GError) error = NULL;
  Heard heard = { .lines = g_string_new (NULL) };

  g_assert_true (hear_path (path, NULL, &heard, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heard.n_heads, ==, 1);
  g_string_append (heard.lines, heard.notes->str);
  plim_test_compare_expected (expected, heard.lines->str, heard.lines->len);
  clear_heard (&heard);
}

static void
test_times (void)
{
  static const struct { const char *text; PlimTrackTime time; gint64 seconds; } times[] = {
    { "1970-01-01T00:00:00Z", PLIM_TRACK_TIME_MOMENT, 0 },
    { "  1970-01-01T00:00:01.999999999Z\n", PLIM_TRACK_TIME_MOMENT, 1 },
    { "1970-01-01T09:00:00+09:00", PLIM_TRACK_TIME_MOMENT, 0 },
    { "1970-01-01T00:00-00:30", PLIM_TRACK_TIME_MOMENT, 1800 },
    { "1970-01-01T01:00:00+01", PLIM_TRACK_TIME_MOMENT, 0 },
    { "1970-01-01T01:00:00+0100", PLIM_TRACK_TIME_MOMENT, 0 },
    { "1970-01-01 00:00:00", PLIM_TRACK_TIME_MOMENT, 0 },
    { "1969-12-31T23:59:60Z", PLIM_TRACK_TIME_MOMENT, -1 },
    { "2000-02-29T00:00:00Z", PLIM_TRACK_TIME_MOMENT, 951782400 },
    { "1900-02-29T00:00:00Z", PLIM_TRACK_TIME_BAD, 0 },
    { "2030", PLIM_TRACK_TIME_VAGUE, 0 }, { "2030-05", PLIM_TRACK_TIME_VAGUE, 0 }, { "2030-05-10", PLIM_TRACK_TIME_VAGUE, 0 },
    { "", PLIM_TRACK_TIME_NONE, 0 }, { " \t", PLIM_TRACK_TIME_NONE, 0 },
    { "2030-05-10T", PLIM_TRACK_TIME_BAD, 0 }, { "2030-05-10T24:00:00Z", PLIM_TRACK_TIME_BAD, 0 },
    { "2030-5-1T00:00:00Z", PLIM_TRACK_TIME_BAD, 0 }, { "0000-01-01T00:00:00Z", PLIM_TRACK_TIME_BAD, 0 },
    { "2030-05-10T00:00:00+15:00", PLIM_TRACK_TIME_BAD, 0 }, { "2030-05-10T00:00:00Zulu", PLIM_TRACK_TIME_BAD, 0 },
    { "2030-05-10T00:00:0", PLIM_TRACK_TIME_BAD, 0 }, { "-2030-05-10T00:00:00Z", PLIM_TRACK_TIME_BAD, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 seconds = 0;

      g_test_message ("“%s”", times[i].text);
      g_assert_cmpint (plim_track_text_time (times[i].text, strlen (times[i].text), &seconds), ==, times[i].time);
      if (times[i].time == PLIM_TRACK_TIME_MOMENT)
        g_assert_cmpint (seconds, ==, times[i].seconds);
    }
}

static void
test_degrees (void)
{
  static const struct { const char *text; gboolean good; gint32 value; } numbers[] = {
    { "0", TRUE, 0 }, { "-0.0000004", TRUE, 0 }, { "0.0000005", TRUE, 1 }, { "-0.0000005", TRUE, -1 }, { "38.1", TRUE, 38100000 },
    { "+38.1234564999", TRUE, 38123456 }, { " 180 ", TRUE, 180000000 }, { "-179.999999", TRUE, -179999999 },
    { "12.", TRUE, 12000000 }, { ".5", TRUE, 500000 }, { "1e1", TRUE, 10000000 }, { "-5.0e-6", TRUE, -5 },
    { "1.0000000000000000000000000000000000001", TRUE, 1000000 }, { "2000", TRUE, 2000000000 },
    { "2000.1", FALSE, 0 }, { "99999999999999999999", FALSE, 0 }, { "1e400", FALSE, 0 }, { "", FALSE, 0 }, { "-", FALSE, 0 }, { "x", FALSE, 0 },
    { "1,5", FALSE, 0 }, { "nan", FALSE, 0 }, { "inf", FALSE, 0 }, { "0x10", FALSE, 0 }, { "1 2", FALSE, 0 }, { "undefined", FALSE, 0 },
    { "1.5e", FALSE, 0 }, { "--1", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint32 value = 0;

      g_test_message ("“%s”", numbers[i].text);
      g_assert_true (plim_track_text_degrees (numbers[i].text, strlen (numbers[i].text), &value) == numbers[i].good);
      if (numbers[i].good)
        g_assert_cmpint (value, ==, numbers[i].value);
    }
}

/* Each of these is refused, with a place where there is one, and in words that say why. */
static void
test_refused (void)
{
  static const struct { const char *as; const char *text; const char *words; } files[] = {
    { NULL, "<gpx><trk><trkseg><trkpt lat='1' lon='2'>", "*1:*too early*" },
    { NULL, "<gpx>\n <trk></gpx>", "*2:*well-formed*" },
    { NULL, "<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx/>", "*DOCTYPE*" },
    { NULL, "<gpx><name>&a;</name></gpx>", "*1:*Entity*not defined*" },
    { "gpx", "<kml/>", "*expected a GPX file*KML*" },
    { "kml", "<gpx/>", "*expected a KML file*GPX*" },
    { "geojson", "[1]", "*expected a GeoJSON object*" },
    { "geojson", "1", "*expected a GeoJSON object*" },
    { NULL, "{}", "*not GeoJSON*" },
    { NULL, "{\"type\":\"Topology\"}", "*not GeoJSON*" },
    { NULL, "{\"type\":\"Point\",\n\"coordinates\":[1,2}", "*2:*“,” or “]”; found “}”*" },
    { NULL, "{\"type\":\"Point\",\"coordinates\":[1,2]", "*cut off*" },
    { NULL, "{\"type\":\"Point\",\"coordinates\":[1,02]}", "*“02” is neither*" },
    { NULL, "{\"type\":\"Point\",\"coordinates\":[1,]}", "*expected a value*" },
    { NULL, "{\"type\":\"Point\"} x", "*expected the end of the file*" },
    { NULL, "{\"type\":\"\\x\"}", "*expected one of*" },
    { NULL, "{\"type\":\"Po\nint\"}", "*expected the end of a text*" },
    { NULL, "{\"type\":\"\xff\"}", "*UTF-8*" },
    { NULL, "{type:1}", "*a name in quotation marks; found “t”*" },
    { NULL, "{\"a\":tru}", "*“tru” is neither*" },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *shown = NULL;
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };

      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      shown = g_strescape (files[i].text, NULL);
      g_test_message ("%s", shown);
      g_assert_false (hear_path (path, files[i].as, &heard, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (files[i].words, error->message));
      clear_heard (&heard);
    }
  plim_test_remove_dir (dir);
}

static void
repeat (GString *text, const char *piece, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

/* What is out of measure ends with a named limit, or is read without taking memory for it. */
static void
test_limits (void)
{
  static const struct { const char *head, *piece; guint n; const char *tail; const char *words; guint n_places, n_path_points; } files[] = {
    { "<gpx>", "<a>", 100, "", "*more than 64 deep*", 0, 0 },
    { "<kml>", "<Folder>", 100000, "", "*more than 64 deep*", 0, 0 },
    { "{\"type\":", "[", 100000, "", "*more than 64 deep*", 0, 0 },
    { "<gpx><name>", "0123456789", 1100000, "</name></gpx>", "*10 MB*", 0, 0 },
    { "<kml><Document><description>", "0123456789", 1100000, "</description></Document></kml>", "*10 MB*", 0, 0 },
    { "{\"type\":\"", "0123456789", 1100000, "\"}", "*10 MB*", 0, 0 },
    { "{\"type\":\"Point\",\"coordinates\":[", "1", 300, "]}", "*longer than 256*", 0, 0 },
    { "<gpx><trk a='", "0123456789", 100000, "'/></gpx>", "*256 KiB*", 0, 0 },
    { "<gpx><wpt lat='1' lon='2'><name>", "0123456789", 100000, "</name></wpt></gpx>", NULL, 1, 0 },
    { "<kml><Placemark><LineString><coordinates>", "124.123456,38.123456,0 ", 700000, "</coordinates></LineString></Placemark></kml>", NULL, 0, 700000 },
    { "<kml><Placemark><LineString><coordinates>", "1,2,", 700000, "</coordinates></LineString></Placemark></kml>", NULL, 0, 0 },
    { "{\"type\":\"LineString\",\"coordinates\":[", "[1,2],", 700000, "[1,2]]}", NULL, 0, 700001 },
    { "{\"type\":\"LineString\",\"coordinates\":[", "[1,2],", 2100000, "[1,2]]}", "*more than 2000000 positions*", 0, 0 },
    { "<kml><Placemark><LineString><coordinates>", "1,2 ", 2100000, "</coordinates></LineString></Placemark></kml>", "*more than 2000000 positions*", 0, 0 },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GString) text = g_string_new (files[i].head);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };
      gboolean is_read;

      repeat (text, files[i].piece, files[i].n);
      g_string_append (text, files[i].tail);
      g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
      is_read = hear_path (path, NULL, &heard, &error);
      g_test_message ("%s%s…: %s", files[i].head, files[i].piece, error != NULL ? error->message : "read");
      if (files[i].words != NULL)
        {
          g_assert_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT);
          g_assert_true (g_pattern_match_simple (files[i].words, error->message));
        }
      else
        {
          g_assert_no_error (error);
          g_assert_true (is_read);
          g_assert_cmpuint (heard.n_places, ==, files[i].n_places);
          g_assert_cmpuint (heard.n_path_points, ==, files[i].n_path_points);
        }
      clear_heard (&heard);
    }
  plim_test_remove_dir (dir);
}

/* Many rows kept apart are told of in a bounded number of records, and all are counted. */
static void
test_many_rejects (void)
{
  g_autoptr(GString) text = g_string_new ("<gpx><trk><trkseg>");
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file.gpx", NULL);
  g_autoptr(GError) error = NULL;
  Heard heard = { .lines = g_string_new (NULL) };

  repeat (text, "<trkpt lat='1' lon='999'/>\n", 5000);
  g_string_append (text, "</trkseg></trk></gpx>");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_assert_true (hear_path (path, NULL, &heard, &error));
  g_assert_cmpuint (heard.n_rejects[PLIM_LOG_BAD_POSITION], ==, 5000);
  g_assert_cmpuint (heard.lines->len, <, 60000);
  g_assert_nonnull (strstr (heard.lines->str, "line 1001\n"));
  clear_heard (&heard);
  plim_test_remove_dir (dir);
}

static void
test_archives (void)
{
  static const struct { const char *name; const char *words; } bad[] = {
    { "tracks/none.kmz", "*ZIP archive*" }, { "tracks/cut.kmz", "*ZIP archive*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = plim_test_file (bad[i].name);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };

      g_assert_false (hear_path (path, NULL, &heard, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      clear_heard (&heard);
    }
}

/* An archive whose directory is cut off or points past its end is not believed, though its first member could be read. */
static void
test_directory (void)
{
  g_autofree char *good = plim_test_file ("tracks/two.kmz");
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "bad.kmz", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (good, &bytes, &size, NULL));
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *copy = g_memdup2 (bytes, size);
      char *entry = memmem (copy, size, "PK\1\2", 4);
      char *end = memmem (copy, size, "PK\5\6", 4);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };

      if (i == 1)
        entry[45] = '\x80';       /* where its member begins */
      else if (i == 2)
        end[18] = '\x80';         /* where the directory does */
      g_assert_true (g_file_set_contents (path, copy, (gssize) (i == 3 ? (gsize) (end - copy) : size), NULL));
      g_assert_true (hear_path (path, NULL, &heard, &error) == (i == 0));
      if (i > 0)
        g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      clear_heard (&heard);
    }
  plim_test_remove_dir (dir);
}

/* Below the folder of real files, where it stands beside the source tree; %NULL where it does not. */
static char *
find_real (const char *relative)
{
  const char *given = g_getenv ("PLIM_TEST_REAL");
  g_autofree char *path = given != NULL ? g_build_filename (given, relative, NULL)
                          : g_build_filename (PLIM_SOURCE_DATA_DIR, "..", "..", "shared", "real", relative, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static char *
unpack_corpus (const char *dir)
{
  g_autofree char *corpus = find_real ("tracks/gpx-kml-corpus.tar.xz");
  const char *argv[] = { "tar", "-xJf", corpus, "-C", dir, NULL };
  int status = -1;

  if (corpus == NULL || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL)
      || status != 0)
    return NULL;

  return g_build_filename (dir, "tracks", NULL);
}

typedef char **Row;

/* The rows of a table of what is expected, each with its columns by the header's names. */
static GPtrArray *
read_table (const char *relative, char ***header)
{
  g_autofree char *path = find_real (relative);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  *header = g_strsplit (lines[0], "\t", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], "\t", -1));

  return rows;
}

static const char *
get_text (char **header, char **row, const char *column)
{
  for (guint i = 0; header[i] != NULL && row[i] != NULL; i++)
    if (strcmp (header[i], column) == 0)
      return row[i];

  return "";
}

static guint
get_number (char **header, char **row, const char *column)
{
  return (guint) g_ascii_strtoull (get_text (header, row, column), NULL, 10);
}

static void
test_real_gpx (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *corpus = unpack_corpus (dir);
  g_auto(GStrv) header = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  guint n_fixes = 0;

  if (corpus == NULL)
    {
      plim_test_remove_dir (dir);
      g_test_skip ("the real files are not here");
      return;
    }
  rows = read_table ("tracks/tracks-gpx.expected.tsv", &header);
  for (guint i = 0; i < rows->len; i++)
    {
      Row row = g_ptr_array_index (rows, i);
      g_autofree char *path = g_build_filename (corpus, row[0], NULL);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };
      guint bad = get_number (header, row, "badcoord");

      g_test_message ("%s", row[0]);
      hear_path (path, NULL, &heard, &error);
      g_assert_no_error (error);
      /* Each point once: a position, part of a drawn way, a place, or kept apart. */
      g_assert_cmpuint (heard.n_fixes + heard.n_path_points + heard.n_places + count_kept_apart (&heard), ==,
                        get_number (header, row, "wpt") + get_number (header, row, "rtept") + get_number (header, row, "trkpt"));
      g_assert_cmpuint (heard.n_rejects[PLIM_LOG_BAD_POSITION] + heard.n_rejects[PLIM_LOG_NO_POSITION], ==, bad);
      if (bad == 0)
        g_assert_cmpuint (heard.n_fixes, ==, get_number (header, row, "trkpt_time"));
      g_assert_cmpuint (heard.n_places + bad, >=, get_number (header, row, "wpt"));
      n_fixes += heard.n_fixes;
      clear_heard (&heard);
    }
  /* 32,125 with a time, two of them in the file of bad coordinates. */
  g_assert_cmpuint (n_fixes, ==, 32123);
  plim_test_remove_dir (dir);
}

/* What the tuples of all coordinates are, counted by another parser as the table counts them: whatever blanks part. Of
 * these, @n_areas stand in areas, which are not read, and @n_joined end in a comma: "19, 37" is one place to us, as it is to Google
 * Earth, and two tuples to tools that part at blanks. */
static guint
count_tuples (const char *path, guint *n_areas, guint *n_joined)
{
  xmlDocPtr document = xmlReadFile (path, NULL, XML_PARSE_NONET);
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr found = xmlXPathEvalExpression (BAD_CAST "//*[local-name()='coordinates']", context);
  guint n = 0;

  *n_areas = *n_joined = 0;
  for (int i = 0; found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    {
      xmlNodePtr node = found->nodesetval->nodeTab[i];
      xmlChar *text = xmlNodeGetContent (node);
      g_auto(GStrv) words = g_strsplit_set ((const char *) text, " \t\r\n", -1);
      gboolean is_area = strcmp ((const char *) node->parent->name, "LinearRing") == 0
                         && g_str_has_suffix ((const char *) node->parent->parent->name, "BoundaryIs");

      for (guint j = 0; words[j] != NULL; j++)
        if (*words[j] != '\0')
          {
            n++;
            *n_areas += is_area;
            *n_joined += !is_area && g_str_has_suffix (words[j], ",");
          }
      xmlFree (text);
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);

  return n;
}

/* Points of features, without any coordinates. */
static guint
count_empty_points (const char *path)
{
  static const char points[] = "//*[local-name()='Placemark' or local-name()='PhotoOverlay']//*[local-name()='Point']"
                               "[not(normalize-space(*[local-name()='coordinates']))]";
  xmlDocPtr document = g_str_has_suffix (path, ".kml") ? xmlReadFile (path, NULL, XML_PARSE_NONET) : NULL;
  xmlXPathContextPtr context;
  xmlXPathObjectPtr found;
  guint n;

  if (document == NULL)
    return 0;
  context = xmlXPathNewContext (document);
  found = xmlXPathEvalExpression (BAD_CAST points, context);
  n = found->nodesetval != NULL ? (guint) found->nodesetval->nodeNr : 0;
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);

  return n;
}

static void
test_real_kml (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *corpus = unpack_corpus (dir);
  g_auto(GStrv) header = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  guint n_refused = 0;

  if (corpus == NULL)
    {
      plim_test_remove_dir (dir);
      g_test_skip ("the real files are not here");
      return;
    }
  rows = read_table ("tracks/tracks-kml.expected.tsv", &header);
  for (guint i = 0; i < rows->len; i++)
    {
      Row row = g_ptr_array_index (rows, i);
      g_autofree char *path = g_build_filename (corpus, row[0], NULL);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };
      guint n_tuples, n_areas, n_joined;

      g_test_message ("%s", row[0]);
      if (strcmp (get_text (header, row, "wellformed"), "yes") != 0)
        {
          g_assert_false (hear_path (path, NULL, &heard, &error));
          g_test_message ("%s", error->message);
          g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
          n_refused++;
          clear_heard (&heard);
          continue;
        }
      hear_path (path, NULL, &heard, &error);
      /* Valid nowhere: a test of depth, which libkml refuses at 100 elements and we at 64; xmllint and others read it. */
      if (strcmp (row[0], "libkml-101_nested_elements.kml") == 0)
        {
          g_assert_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT);
          clear_heard (&heard);
          continue;
        }
      g_assert_no_error (error);

      n_tuples = get_number (header, row, "coord_tuples");
      n_areas = n_joined = 0;
      if (g_str_has_suffix (row[0], ".kml"))
        g_assert_cmpuint (count_tuples (path, &n_areas, &n_joined), ==, n_tuples);
      /* A Point without coordinates is kept apart. */
      g_assert_cmpuint (heard.n_fixes + heard.n_path_points + heard.n_places + count_kept_apart (&heard), ==,
                        get_number (header, row, "gxcoord") + n_tuples - n_areas - n_joined + count_empty_points (path));
      g_assert_cmpuint (heard.n_fixes, <=, get_number (header, row, "gxcoord"));
      if (get_number (header, row, "gxcoord") == get_number (header, row, "when"))
        g_assert_cmpuint (heard.n_fixes + count_kept_apart (&heard), >=, get_number (header, row, "gxcoord"));
      clear_heard (&heard);
    }
  g_assert_cmpuint (n_refused, ==, 3);
  plim_test_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  static const char * const files[] = {
    "extensions.gpx", "mixed.gpx", "bare.gpx", "tracks.kml", "old.kml", "bare.kml", "two.kmz", "tracks.geojson",
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/track-readers/files/%s", files[i]);

      g_test_add_data_func (path, files[i], test_files);
    }
  g_test_add_func ("/track-readers/times", test_times);
  g_test_add_func ("/track-readers/degrees", test_degrees);
  g_test_add_func ("/track-readers/refused", test_refused);
  g_test_add_func ("/track-readers/limits", test_limits);
  g_test_add_func ("/track-readers/many-rejects", test_many_rejects);
  g_test_add_func ("/track-readers/archives", test_archives);
  g_test_add_func ("/track-readers/archives/directory", test_directory);
  g_test_add_func ("/track-readers/real/gpx", test_real_gpx);
  g_test_add_func ("/track-readers/real/kml", test_real_kml);

  return g_test_run ();
}
