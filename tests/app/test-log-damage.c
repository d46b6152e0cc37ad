#include "config.h"

#include "app/import/plim-log-rows.h"
#include "app/plim-error.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>
#include <zlib.h>

#define HEAD "MMSI,Timestamp,Lat,Lon,Name\n"
#define ROW(second, name) "799000001,2031-01-01T00:00:" second ",1,2," name "\n"

/* A quote without its other takes no row with it, also where a later row has quotes of its own. */
static void
test_quotes (PlimTestStore *self,
             gconstpointer  data)
{
  static const char table[] = HEAD ROW ("01", "\"EXERCISE A") ROW ("02", "EXERCISE B") ROW ("03", "\"EXERCISE C\"")
                              ROW ("04", "\"EXERCISE\nD\"") ROW ("05", "\"EXERCISE E");
  g_autoptr(PlimImportPlan) plan = plim_test_import_bytes (self, "quotes.csv", table, -1, NULL);
  g_autofree char *names = NULL;

  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 3);
  g_assert_cmpuint (plan->rejected, ==, 2);
  names = plim_test_ask (self->store, "SELECT name FROM identity ORDER BY name");
  g_assert_cmpstr (names, ==, "EXERCISE B\nEXERCISE C\nEXERCISE D");
}

/* What of an archive is not read is said. */
static void
test_two_kinds (PlimTestStore *self,
                gconstpointer  data)
{
  g_autofree char *path = plim_test_file ("logs/two-kinds.zip");
  g_autofree char *bytes = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  plan = plim_test_import_bytes (self, "two-kinds.zip", bytes, size, NULL);
  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 1);
  g_assert_true (plim_test_has_message (plan, PLIM_SEVERITY_WARNING, "1 more file, of another kind"));
}

/* Tables joined end to end are one only where their columns are the same. */
static void
test_joined (PlimTestStore *self,
             gconstpointer  data)
{
  static const char same[] = HEAD ROW ("01", "") HEAD ROW ("02", "");
  static const char other[] = HEAD ROW ("01", "") "MMSI,Timestamp,Lon,Lat,Name\n799000001,2031-01-01T00:00:02,2,1,\n";
  static const char fewer[] = HEAD ROW ("01", "") "Lon,Lat,Time,MMSI\n2,1,2031-01-01T00:00:02,799000001\n";
  g_autoptr(PlimImportPlan) a = plim_test_import_bytes (self, "same.csv", same, -1, NULL);
  g_autoptr(PlimImportPlan) b = plim_test_import_bytes (self, "other.csv", other, -1, NULL);
  g_autoptr(PlimImportPlan) c = plim_test_import_bytes (self, "fewer.csv", fewer, -1, NULL);

  g_assert_no_error (a->error);
  g_assert_cmpuint (a->added, ==, 2);
  g_assert_cmpuint (a->rejected, ==, 0);
  g_assert_error (b->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (b->error->message, "in line 3 another table begins"));
  g_assert_error (c->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
}

/* A table of which no column is known is one all the same: its columns are shown, for a person to say which is which. */
static void
test_unknown_columns (PlimTestStore *self,
                      gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import_bytes (self, "own.csv", "A;B;C;D\n799000001;2031-01-01T00:00:00Z;1;2\n", -1, NULL);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "it is not known which columns"));
  g_assert_nonnull (plan->columns);
  g_assert_nonnull (strstr (plan->columns, "A\tB\tC\tD\n"));
}

static char *
pack (const char *text,
      gsize      *size)
{
  z_stream stream = { 0 };
  gsize room = strlen (text) + 1024;
  char *packed = g_malloc (room);

  g_assert_cmpint (deflateInit2 (&stream, 0, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_in = (guint8 *) text;
  stream.avail_in = strlen (text);
  stream.next_out = (guint8 *) packed;
  stream.avail_out = room;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  *size = stream.total_out;
  deflateEnd (&stream);

  return packed;
}

/* One letter changed, and only the sum at the end can tell: a table, and a drawing that is read no further than its own end. */
static void
test_changed (PlimTestStore *self,
              gconstpointer  data)
{
  static const struct { const char *name, *text; } files[] = {
    { "a.csv.gz", HEAD ROW ("01", "EXERCISE A") },
    { "a.gpx.gz", "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><name>EXERCISE A</name><trkseg>"
                  "<trkpt lat=\"1\" lon=\"2\"><time>2031-01-01T00:00:00Z</time></trkpt></trkseg></trk></gpx>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size, at;
      g_autofree char *bytes = pack (files[i].text, &size);
      g_autofree char *longer = g_malloc0 (2 * size + 4);
      g_autoptr(PlimImportPlan) padded = NULL, twice = NULL, torn = NULL, changed = NULL;

      /* Packed without making it smaller, its letters stand there as they are. */
      for (at = 0; memcmp (bytes + at, "EXERCISE", 8) != 0; at++)
        g_assert_cmpuint (at, <, size);
      bytes[at] = 'F';
      changed = plim_test_import_bytes (self, files[i].name, bytes, size, NULL);
      g_assert_error (changed->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      g_assert_nonnull (strstr (changed->error->message, "incorrect data check"));
      bytes[at] = 'E';

      memcpy (longer, bytes, size);
      memcpy (longer + size, "more", 4);
      torn = plim_test_import_bytes (self, files[i].name, longer, size + 4, NULL);
      g_assert_error (torn->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      g_assert_nonnull (strstr (torn->error->message, "something else"));
      memset (longer + size, 0, 4);
      padded = plim_test_import_bytes (self, files[i].name, longer, size + 4, NULL);
      g_assert_no_error (padded->error);
      g_assert_cmpuint (padded->added, ==, 1);
      if (i > 0)
        continue;
      memcpy (longer + size, bytes, size);
      twice = plim_test_import_bytes (self, files[i].name, longer, 2 * size, NULL);
      g_assert_no_error (twice->error);
      g_assert_cmpuint (twice->known, ==, 2);
    }
}

static void
add_sentence (GString    *log,
              const char *tag,
              const char *sentence)
{
  guint8 sum = 0, tag_sum = 0;

  for (const char *c = sentence; *c != '\0'; c++)
    sum ^= (guint8) *c;
  for (const char *c = tag; *c != '\0'; c++)
    tag_sum ^= (guint8) *c;
  if (*tag != '\0' && *tag != ',')
    g_string_append_printf (log, "\\%s*%02X\\", tag, tag_sum);
  g_string_append_printf (log, "!%s*%02X%s\n", sentence, sum, *tag == ',' ? tag : "");
}

/* Two receivers that use the same number for two messages at once: each part finds its own other. */
static void
test_receivers (void)
{
  /* Of 799000001, EXERCISE ALPHA to PORT A, and 799000002, EXERCISE BRAVO to PORT B. */
  static const char * const parts[][2] = {
    { "5;qw5h@000000000000EPE8<U<F04i0P4000001@<PD554000=43lU80",
      "@00000000000000" },
    { "5;qw5hP000000000000EPE8<U<F0985Ht000001@<PD554000=43lU80",
      "P00000000000000" },
  };
  static const char * const tags[][4] = {
    { "s:rA,c:1925000000", "s:rB,c:1925000000", "s:rA,c:1925000000", "s:rB,c:1925000000" },
    { "g:1-2-78,s:rA,c:1925000000", "g:1-2-79,s:rA,c:1925000000", "g:2-2-78", "g:2-2-79" },
    { ",rA0001,1925000000", ",rB0001,1925000000", ",rA0001,1925000000", ",rB0001,1925000000" },
    { "s:rA,c:1925000000", "s:rB,c:1925000000", "s:rB,c:1925000000", "s:rA,c:1925000000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autoptr(GString) log = g_string_new (NULL);
      g_autoptr(PlimImportPlan) plan = NULL;
      g_autofree char *found = NULL;
      gboolean crossed = i == 3;
      PlimTestStore fixture;

      for (guint k = 0; k < 4; k++)
        {
          guint vessel = k < 2 ? k : crossed ? 3 - k : k - 2;
          g_autofree char *sentence = g_strdup_printf ("AIVDM,2,%u,1,A,%s,%u", k / 2 + 1, parts[vessel][k / 2], k < 2 ? 0 : 2);

          add_sentence (log, tags[i][k], sentence);
        }
      plim_test_store_set_up (&fixture, NULL);
      plan = plim_test_import_bytes (&fixture, "receivers.nmea", log->str, log->len, NULL);
      g_assert_no_error (plan->error);
      g_assert_cmpuint (plan->rejected, ==, 0);
      found = plim_test_ask (fixture.store, "SELECT mmsi || ' ' || name || ' ' || destination FROM identity ORDER BY mmsi");
      g_assert_cmpstr (found, ==, "799000001 EXERCISE ALPHA PORT A\n799000002 EXERCISE BRAVO PORT B");
      plim_test_store_tear_down (&fixture, NULL);
    }
}

/* 180° E and 180° W are one place. */
static void
test_two_numbers (PlimTestStore *self,
                  gconstpointer  data)
{
  static const char table[] = "MMSI,Timestamp,Lat,Lon\n799000001,2031-01-01T00:00:00,1,180\n799000001,2031-01-01T00:00:00,1,-180\n";
  g_autoptr(PlimImportPlan) plan = plim_test_import_bytes (self, "line.csv", table, -1, NULL);

  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 1);
  g_assert_cmpuint (plan->known, ==, 1);
}

/* A disk that fails is no attack. */
static void
test_unreadable (PlimTestStore *self,
                 gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/proc/self/mem");
  g_autoptr(PlimImportPlan) plan = plim_importer_run (self->store, file, TRUE, NULL, NULL);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "cannot be read"));
}

/* Cancel is heard also while the claims of very many vessels are written. */
static void
test_given_up (PlimTestStore *self,
               gconstpointer  data)
{
  const PlimLogHead head = { .kind = PLIM_LOG_AIS_CSV };
  const PlimFix fix = { .craft = 799000001, .time_s = 1930435200, .lat_e6 = 1, .lon_e6 = 2 };
  g_autofree char *sha256 = g_strnfill (64, '0');
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (self->store, &error);
  g_autoptr(PlimImportPlan) plan = g_new0 (PlimImportPlan, 1);
  g_autoptr(PlimLogRows) rows = NULL;

  g_assert_no_error (error);
  plan->file_name = g_strdup ("a.csv");
  plan->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_import_message_free);
  plan->conflicts = g_ptr_array_new_with_free_func (g_free);
  g_assert_cmpint (plim_store_writer_begin_import (writer, "ais-csv", plan->file_name, &error), !=, 0);
  rows = plim_log_rows_new (writer, plan);
  g_assert_true (plim_log_rows_head (rows, &head, &error));
  g_assert_true (plim_log_rows_fixes (rows, &fix, 1, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (plim_log_rows_finish (rows, sha256, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add ("/log-damage/quotes", PlimTestStore, NULL, plim_test_store_set_up, test_quotes, plim_test_store_tear_down);
  g_test_add ("/log-damage/unknown-columns", PlimTestStore, NULL, plim_test_store_set_up, test_unknown_columns, plim_test_store_tear_down);
  g_test_add ("/log-damage/changed", PlimTestStore, NULL, plim_test_store_set_up, test_changed, plim_test_store_tear_down);
  g_test_add ("/log-damage/two-kinds", PlimTestStore, NULL, plim_test_store_set_up, test_two_kinds, plim_test_store_tear_down);
  g_test_add ("/log-damage/unreadable", PlimTestStore, NULL, plim_test_store_set_up, test_unreadable, plim_test_store_tear_down);
  g_test_add ("/log-damage/two-numbers", PlimTestStore, NULL, plim_test_store_set_up, test_two_numbers, plim_test_store_tear_down);
  g_test_add ("/log-damage/joined", PlimTestStore, NULL, plim_test_store_set_up, test_joined, plim_test_store_tear_down);
  g_test_add ("/log-damage/given-up", PlimTestStore, NULL, plim_test_store_set_up, test_given_up, plim_test_store_tear_down);
  g_test_add_func ("/log-damage/receivers", test_receivers);

  return g_test_run ();
}
