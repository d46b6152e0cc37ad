#include "config.h"

#include "tests/plim-test.h"

#include "app/import/plim-csv-mapping.h"
#include "app/import/plim-csv-value.h"
#include "app/import/plim-importer.h"
#include "app/plim-error.h"
#include "app/store/plim-position-query.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

/* The counts of one file. -1: not asked. */
typedef struct
{
  const char *name;
  const char *kind;
  int         added, known, rejected;
  const char *message;       /* a pattern that one message fits; or NULL */
} Case;

static PlimImportPlan *
import_path (PlimStore               *store,
             const char              *path,
             const PlimImportOptions *options)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  PlimImportPlan *plan = plim_importer_run (store, file, TRUE, options, &error);

  g_assert_no_error (error);

  return plan;
}

static void
check_case (PlimStore  *store,
            const char *path,
            const Case *wanted)
{
  const PlimImportOptions options = { .exercise = TRUE };
  g_autoptr(PlimImportPlan) plan = import_path (store, path, &options);
  gboolean is_heard = wanted->message == NULL;

  g_test_message ("%s", wanted->name);
  g_assert_no_error (plan->error);
  g_assert_cmpstr (plan->kind, ==, wanted->kind);
  g_assert_cmpint (plan->added, ==, wanted->added);
  g_assert_cmpint (plan->known, ==, wanted->known);
  g_assert_cmpint (plan->rejected, ==, wanted->rejected);
  for (guint i = 0; i < plan->messages->len; i++)
    is_heard |= g_pattern_match_simple (wanted->message != NULL ? wanted->message : "*",
                                        ((PlimImportMessage *) g_ptr_array_index (plan->messages, i))->text);
  if (!is_heard)
    g_error ("%s: no message fits %s", wanted->name, wanted->message);
}

static void
test_own (void)
{
  static const Case cases[] = {
    { "authority.csv", "ais-csv", 2, 1, 7, "1 row is kept apart: a buoy*" },
    { "quoted.csv", "ais-csv", 4, 0, 2, "1 row: the IMO number has not seven digits*" },
    { "receivers.nmea", "nmea", 6, 1, 9, "2 rows are kept apart: the checksum*" },
    { "seconds.tsv.gz", "ais-csv", 2, 0, 0, NULL },
    { "seconds.tsv.xz", "ais-csv", 2, 0, 0, NULL },
    { "seconds.zip", "ais-csv", 4, 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = plim_test_make_dir ();
      g_autofree char *relative = g_build_filename ("logs", cases[i].name, NULL);
      g_autofree char *path = plim_test_file (relative);
      PlimStore *store = plim_test_open_store (dir);

      check_case (store, path, &cases[i]);
      g_object_unref (store);
      plim_test_remove_dir (dir);
    }
}

/* What the tools of others count in files of others. Ours may differ where the reason is said here. */
static void
test_real (void)
{
  static const Case cases[] = {
    /* 8,000 rows, of which 345 at 91°, 0° and 3,138 repeated: 4,517 places, all stations counted. Those on land (517, and 8 whose number
     * says so alone), at sea marks (139) and without nine digits (20) are no vessels: taken off, as are their repetitions. */
    { "dma-danish-2026-04-26-part1.csv.xz", "ais-csv", 4281, 2751, 968, "284 rows are kept apart: no position*" },
    { "marinecadastre-nyharbor-2020-06-30.csv.xz", "ais-csv", 8687, 2, 0, "1 row: the IMO number has not seven digits*" },
    { "virginiabeach-2020-06-04_06.csv.xz", "ais-csv", 39822, 0, 0, NULL },
    /* 13,212 with a valid position, 3,109 of them twice. Of the 1,019 without one, 1,000 tell a name instead: nothing is wrong with these. */
    { "gfw-mmsi-sharing-a.csv", "ais-csv", 10103, 3109, 23, "23 rows are kept apart: no position*" },
    /* gpsdecode counts 12 positions of ships; nothing in the file says when: all are kept apart. 4 base stations, 2 aids, 2 aircraft, one torn sentence. */
    { "gpsd-sample.aivdm", "nmea", 0, 0, 21, "12 rows are kept apart: nothing says when*" },
    { "libais-tagblock.nmea", "nmea", 3, 0, 0, NULL },
    /* Made of noise but for its types: of five places three are possible, one is out of range, one number has not nine digits. */
    { "libais-typeexamples.nmea", "nmea", 3, 0, 5, "16 rows: messages that say nothing*" },
    /* Ten positions; pyais takes them without a time, we keep those apart. */
    { "pyais-mixed.txt", "nmea", 1, 0, 12, "7 rows are kept apart: nothing says when*" },
    { "pyais-messages.ais", "nmea", 0, 0, 6, NULL },
    { "pyais-timestamped.ais", "nmea", 1, 0, 3, NULL },
    { "pyais-gatehouse.nmea", "nmea", 1, 0, 3, NULL },
    { "pyais-sample.ais", "nmea", 0, 0, 13, "8 rows are kept apart: nothing says when*" },
    /* 9,640 positions of ships, 2,386 of them distinct by second and place: the receiver repeats its own. 956 of base stations. */
    { "opencpn-Hakefjord.log.xz", "nmea", 2386, 7254, 956, "4932 rows: messages that say nothing*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *real = g_getenv ("PLIM_TEST_REAL");
      g_autofree char *dir = NULL;
      g_autofree char *path = real != NULL ? g_build_filename (real, "ais", cases[i].name, NULL)
                                           : g_build_filename (PLIM_SOURCE_DATA_DIR, "..", "..", "shared", "real", "ais", cases[i].name, NULL);
      PlimStore *store;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("the real files are not here");
          return;
        }
      dir = plim_test_make_dir ();
      store = plim_test_open_store (dir);
      check_case (store, path, &cases[i]);
      g_object_unref (store);
      plim_test_remove_dir (dir);
    }
}

/* The same file changes nothing; another with the same positions adds none of them. */
static void
test_again (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *packed = plim_test_file ("logs/seconds.tsv.gz");
  g_autofree char *other = plim_test_file ("logs/seconds.zip");
  PlimStore *store = plim_test_open_store (dir);
  g_autofree char *path = g_build_filename (dir, "store.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(PlimImportPlan) first = import_path (store, packed, NULL), again = NULL, overlapping = NULL;

  before = plim_test_dump_store (path);
  again = import_path (store, packed, NULL);
  after = plim_test_dump_store (path);
  g_assert_true (again->known_file);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (first->added, ==, 2);

  overlapping = import_path (store, other, NULL);
  g_assert_no_error (overlapping->error);
  g_assert_cmpuint (overlapping->added, ==, 2);
  g_assert_cmpuint (overlapping->known, ==, 2);
  g_object_unref (store);
  plim_test_remove_dir (dir);
}

/* Words that no guess knows: said once, remembered afterwards. */
static void
test_columns (void)
{
  const PlimImportOptions as_table = { .as = "ais-csv" };
  const PlimImportOptions told = {
    .as = "ais-csv", .columns = "mmsi=MMSI,time=Zeit,lat=Breite,lon=Länge,sog=Fahrt,name=Schiff,time-format=dmy,time-zone=UTC",
  };
  g_autofree char *path = plim_test_file ("logs/semicolons.csv");
  g_autofree char *dir = plim_test_make_dir (), *second_dir = plim_test_make_dir ();
  PlimStore *store = plim_test_open_store (dir), *second = plim_test_open_store (second_dir);
  g_autoptr(PlimImportPlan) refused = import_path (store, path, &as_table), read = NULL, remembered = NULL;

  g_assert_error (refused->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (refused->error->message, "time, lat, lon"));
  g_assert_nonnull (strstr (refused->error->message, "Breite"));
  read = import_path (store, path, &told);
  g_assert_no_error (read->error);
  g_assert_cmpuint (read->added, ==, 2);
  g_assert_cmpstr (read->symbol, ==, "AIS/2031-03-13/654f46f3");
  g_assert_nonnull (strstr (read->columns, "ÜBUNG A\t1.3.2031 12:00:00"));
  remembered = import_path (second, path, &as_table);
  g_assert_no_error (remembered->error);
  g_assert_cmpuint (remembered->added, ==, 2);
  g_assert_cmpstr (remembered->mapping, ==, read->mapping);
  g_object_unref (store);
  g_object_unref (second);
  plim_test_remove_dir (dir);
  plim_test_remove_dir (second_dir);
}

static void
test_mapping (void)
{
  static const char * const names[] = { "a,b", "x=y", "back\\slash", "Time", "time", "#3", NULL };
  PlimCsvMapping mapping, back;
  g_autofree char *text = NULL, *again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (plim_csv_mapping_parse (&mapping, "mmsi=a\\,b,time=#5,lat=x\\=y,lon=back\\\\slash,sog=#6,time-format=mdy", names, 6, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mapping.column[PLIM_CSV_MMSI], ==, 0);
  g_assert_cmpint (mapping.column[PLIM_CSV_LON], ==, 2);
  g_assert_false (mapping.utc);
  text = plim_csv_mapping_format (&mapping, names, 6);
  g_assert_true (plim_csv_mapping_parse (&back, text, names, 6, NULL));
  again = plim_csv_mapping_format (&back, names, 6);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpmem (mapping.column, sizeof mapping.column, back.column, sizeof back.column);

  g_assert_false (plim_csv_mapping_parse (&back, "mmsi=nowhere", names, 6, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (plim_csv_mapping_parse (&back, "captain=Time", names, 6, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
}

static void
test_values (void)
{
  static const struct { const char *text; PlimCsvTime format; gboolean utc; gint64 time_s; } times[] = {
    { "2031-03-04T05:06:07", PLIM_CSV_TIME_YMD, TRUE, 1930367167 },
    { "2031-03-04T05:06:07", PLIM_CSV_TIME_YMD, FALSE, -1 },
    { "2031-03-04 14:06:07.999+09:00", PLIM_CSV_TIME_YMD, FALSE, 1930367167 },
    { "2031/3/4 5:06Z", PLIM_CSV_TIME_YMD, FALSE, 1930367160 },
    { "04/03/2031 05:06:07", PLIM_CSV_TIME_DMY, TRUE, 1930367167 },
    { "03/04/2031 05:06:07", PLIM_CSV_TIME_MDY, TRUE, 1930367167 },
    { "1930367167", PLIM_CSV_TIME_UNIX, TRUE, 1930367167 },
    { "1930367167.5", PLIM_CSV_TIME_UNIX, TRUE, 1930367167 },
    { "1930367167123", PLIM_CSV_TIME_UNIX, TRUE, 1930367167 },
    { "2031-02-29T00:00:00", PLIM_CSV_TIME_YMD, TRUE, -1 },
    { "2031-03-04T24:00:00", PLIM_CSV_TIME_YMD, TRUE, -1 },
    { "2031-03-04", PLIM_CSV_TIME_YMD, TRUE, -1 },
    { "", PLIM_CSV_TIME_YMD, TRUE, -1 },
  };
  static const struct { const char *text; gint64 number; } numbers[] = {
    { "38.1", 38100000 }, { "-0.0000005", -1 }, { "-125.2000004", -125200000 }, { "+5", 5000000 }, { "1e-5", 10 }, { "5.", 5000000 }, { ".5", 500000 },
    { "", G_MAXINT64 }, { "-", G_MAXINT64 }, { ".", G_MAXINT64 }, { "1,5", G_MAXINT64 }, { "nan", G_MAXINT64 }, { "999999999999", G_MAXINT64 }, { "1x", G_MAXINT64 },
  };
  PlimCsvDay day = { "", 0 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 time_s = -1;

      if (!plim_csv_read_time ((PlimCsvValue) { times[i].text, strlen (times[i].text) }, times[i].format, times[i].utc, &day, &time_s))
        time_s = -1;
      g_assert_cmpint (time_s, ==, times[i].time_s);
      /* The day that is remembered is one of the same form. */
      day.date[0] = '\0';
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint64 number = 0;

      if (!plim_csv_read_decimal ((PlimCsvValue) { numbers[i].text, strlen (numbers[i].text) }, 6, FALSE, &number))
        number = G_MAXINT64;
      g_assert_cmpint (number, ==, numbers[i].number);
    }
}

/* @size bytes of one letter behind a header, packed or not. */
static char *
write_hostile (const char *dir,
               const char *name,
               gboolean    packed,
               char        letter,
               gsize       size)
{
  static const char header[] = "MMSI,Timestamp,Lat,Lon\n799000001,1930435200,38.5,125.25\n";
  char *path = g_build_filename (dir, name, NULL);
  g_autofree char *bytes = g_malloc (1024 * 1024);
  gzFile file = gzopen (path, packed ? "wb9" : "wbT");

  memset (bytes, letter, 1024 * 1024);
  g_assert_cmpint (gzwrite (file, header, strlen (header)), ==, (int) strlen (header));
  for (gsize left = size; left > 0; left -= 1024 * 1024)
    g_assert_cmpint (gzwrite (file, bytes, 1024 * 1024), ==, 1024 * 1024);
  g_assert_cmpint (gzclose (file), ==, Z_OK);

  return path;
}

static void
test_hostile (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  PlimStore *store = plim_test_open_store (dir);
  g_autofree char *bomb = write_hostile (dir, "bomb.csv.gz", TRUE, '\0', 300 * 1024 * 1024);
  g_autofree char *long_line = write_hostile (dir, "long.csv", FALSE, 'x', 40 * 1024 * 1024);
  g_autofree char *quotes = write_hostile (dir, "quotes.csv", FALSE, '"', 4 * 1024 * 1024);
  g_autofree char *nuls = write_hostile (dir, "nuls.csv", FALSE, '\0', 1024 * 1024);
  g_autofree char *whole = plim_test_file ("logs/seconds.tsv.gz");
  g_autofree char *cut = g_build_filename (dir, "cut.csv.gz", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(PlimImportPlan) a = import_path (store, bomb, NULL), b = import_path (store, long_line, NULL), c = NULL, d = NULL, e = NULL;
  gsize size;

  g_assert_error (a->error, PLIM_ERROR, PLIM_ERROR_LIMIT);
  g_assert_nonnull (strstr (a->error->message, "a thousand times its size"));
  g_assert_no_error (b->error);
  g_assert_cmpuint (b->added, ==, 1);
  g_assert_cmpuint (b->rejected, ==, 1);
  c = import_path (store, quotes, NULL);
  g_assert_no_error (c->error);
  g_assert_cmpuint (c->known, ==, 1);
  g_assert_cmpuint (c->rejected, ==, 1);
  d = import_path (store, nuls, NULL);
  g_assert_no_error (d->error);
  g_assert_cmpuint (d->rejected, ==, 1);

  g_assert_true (g_file_get_contents (whole, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (cut, contents, size - 12, NULL));
  e = import_path (store, cut, NULL);
  g_assert_error (e->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_cmpuint (e->added, ==, 0);
  g_object_unref (store);
  plim_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/ais-logs/own", test_own);
  g_test_add_func ("/ais-logs/real", test_real);
  g_test_add_func ("/ais-logs/again", test_again);
  g_test_add_func ("/ais-logs/columns", test_columns);
  g_test_add_func ("/ais-logs/mapping", test_mapping);
  g_test_add_func ("/ais-logs/values", test_values);
  g_test_add_func ("/ais-logs/hostile", test_hostile);

  return g_test_run ();
}
