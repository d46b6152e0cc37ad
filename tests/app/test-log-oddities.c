#include "config.h"

#include "app/model/plim-text.h"
#include "app/plim-error.h"
#include "app/store/plim-position-query.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>
#include <zlib.h>

#define HEAD "MMSI,Timestamp,Lat,Lon,COG,IMO\n"

static PlimImportPlan *
import_bytes (PlimTestStore *self,
              const char    *name,
              const char    *bytes,
              gssize         size,
              const char    *columns)
{
  const PlimImportOptions options = { .as = columns != NULL ? "ais-csv" : NULL, .columns = columns };

  return plim_test_import_bytes (self, name, bytes, size, &options);
}

typedef struct
{
  GPtrArray *crafts;
  GPtrArray *lines;
} Dump;

static gboolean
visit_cb (guint               craft,
          const PlimPosition *positions,
          guint               count,
          gpointer            data)
{
  Dump *dump = data;

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (dump->lines,
                     g_strdup_printf ("%s %" G_GINT64_FORMAT " %d %d", ((PlimCraft *) g_ptr_array_index (dump->crafts, craft))->key,
                                      positions[i].time_s, positions[i].lat_e6, positions[i].lon_e6));

  return TRUE;
}

/* Every position of the store, a line each, sorted. */
static char *
dump_positions (PlimTestStore *self)
{
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) crafts = plim_craft_query (self->store, &filter, &error);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Dump dump = { crafts, lines };

  g_assert_no_error (error);
  g_assert_true (plim_position_query_all (self->store, &filter, crafts, visit_cb, &dump, NULL, &error));
  g_assert_no_error (error);
  g_ptr_array_sort (lines, plim_text_compare);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* One row in a store of its own. @wanted: its time and place; NULL: it is kept apart. */
static void
check_row (const char *columns,
           const char *row,
           const char *wanted)
{
  /* What is said of columns is remembered for those names. */
  g_autofree char *table = g_strconcat (columns != NULL ? "MMSI,Stamp,Lat,Lon,COG,IMO\n" : HEAD, row, "\n", NULL);
  g_autofree char *found = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  PlimTestStore fixture;

  plim_test_store_set_up (&fixture, NULL);
  plan = import_bytes (&fixture, "row.csv", table, -1, columns);
  if (plan->error != NULL)
    g_error ("%s: %s", row, plan->error->message);
  found = dump_positions (&fixture);
  g_assert_cmpstr (found, ==, wanted != NULL ? wanted : "");
  g_assert_cmpuint (plan->rejected, ==, wanted == NULL);
  plim_test_store_tear_down (&fixture, NULL);
}

static void
test_times (void)
{
  static const char unix_time[] = "mmsi=MMSI,time=Stamp,lat=Lat,lon=Lon,time-format=unix";

  check_row (NULL, "799000001,2030-12-31T23:59:59,1,2,,", "MMSI 799000001 1924991999 1000000 2000000");
  check_row (NULL, "799000001,2031-01-01T00:00:00,1,2,,", "MMSI 799000001 1924992000 1000000 2000000");
  check_row (NULL, "799000001,2031-01-01T00:00:00.999,1,2,,", "MMSI 799000001 1924992000 1000000 2000000");
  /* A leap second is the one before it; the hour 24 is refused, as what it means differs. */
  check_row (NULL, "799000001,2016-12-31T23:59:60Z,1,2,,", "MMSI 799000001 1483228799 1000000 2000000");
  check_row (NULL, "799000001,2030-12-31T24:00:00,1,2,,", NULL);
  check_row (NULL, "799000001,2031-02-29T00:00:00,1,2,,", NULL);
  check_row (NULL, "799000001,2032-02-29T00:00:00,1,2,,", "MMSI 799000001 1961625600 1000000 2000000");
  check_row (NULL, "799000001,1969-12-31T23:59:59,1,2,,", "MMSI 799000001 -1 1000000 2000000");
  check_row (NULL, "799000001,2031-01-01T08:59:59+09:00,1,2,,", "MMSI 799000001 1924991999 1000000 2000000");
  check_row (unix_time, "799000001,1930435200,1,2,,", "MMSI 799000001 1930435200 1000000 2000000");
  check_row (unix_time, "799000001,1930435200999,1,2,,", "MMSI 799000001 1930435200 1000000 2000000");
  check_row (unix_time, "799000001,-1,1,2,,", NULL);
  check_row (unix_time, "799000001,1.93044E+09,1,2,,", NULL);
  check_row (unix_time, "799000001,99999999999999999999,1,2,,", NULL);
  /* The edges of four digits, and what an offset pushes over them. */
  check_row (NULL, "799000001,9999-12-31T23:59:59,1,2,,", "MMSI 799000001 253402300799 1000000 2000000");
  check_row (NULL, "799000001,0001-01-01T00:00:00,1,2,,", "MMSI 799000001 -62135596800 1000000 2000000");
  check_row (NULL, "799000001,9999-12-31T23:59:59-14:00,1,2,,", NULL);
  check_row (NULL, "799000001,0001-01-01T00:00:00+14:00,1,2,,", NULL);
  check_row (NULL, "799000001,0000-01-01T00:00:00,1,2,,", NULL);
}

static void
test_places (void)
{
  check_row (NULL, "799000001,2031-01-01T00:00:00,90,180,,", "MMSI 799000001 1924992000 90000000 -180000000");
  check_row (NULL, "799000001,2031-01-01T00:00:00,-90,-180,,", "MMSI 799000001 1924992000 -90000000 -180000000");
  check_row (NULL, "799000001,2031-01-01T00:00:00,-0.0000004,-0,,", "MMSI 799000001 1924992000 0 0");
  check_row (NULL, "799000001,2031-01-01T00:00:00,90.000001,0,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,0,180.0000005,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,91,181,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,1e1,1e2,,", "MMSI 799000001 1924992000 10000000 100000000");
  check_row (NULL, "799000001,2031-01-01T00:00:00,1e999,0,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,99999999999999999999999999999999999999,0,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,0x10,0,,", NULL);
  check_row (NULL, "799000001,2031-01-01T00:00:00,nan,inf,,", NULL);
}

/* Numbers that a spreadsheet mangled name no vessel, least of all one that they could be. */
static void
test_numbers (void)
{
  check_row (NULL, "7.99E+08,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "7.99000001E8,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "799000001.0,2031-01-01T00:00:00,1,2,,", "MMSI 799000001 1924992000 1000000 2000000");
  check_row (NULL, "799000000.6,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "\"799000001\",\"2031-01-01T00:00:00\",\"1\",\"2\",,", "MMSI 799000001 1924992000 1000000 2000000");
  check_row (NULL, "'799000001,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "+799000001,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "7990000011,2031-01-01T00:00:00,1,2,,", NULL);
  check_row (NULL, "4294967297,2031-01-01T00:00:00,1,2,,", NULL);
}

/* With what NULs they hold. */
#define BYTES(text) text, sizeof (text) - 1

static void
test_shapes (void)
{
  static const struct { const char *what, *bytes; gssize size; guint added, rejected; } shapes[] = {
    { "carriage returns alone", BYTES ("MMSI,Timestamp,Lat,Lon\r799000001,2031-01-01T00:00:00,1,2\r799000002,2031-01-01T00:00:00,1,2\r"), 2, 0 },
    { "both line ends", BYTES ("MMSI,Timestamp,Lat,Lon\r\n799000001,2031-01-01T00:00:00,1,2\r\n\r\n799000002,2031-01-01T00:00:00,1,2"), 2, 0 },
    { "a mark of byte order", BYTES ("\xef\xbb\xbfMMSI,Timestamp,Lat,Lon\n799000001,2031-01-01T00:00:00,1,2\n"), 1, 0 },
    { "commas behind the last column", BYTES ("MMSI,Timestamp,Lat,Lon,,,\n799000001,2031-01-01T00:00:00,1,2,,,,,,\n\n\n"), 1, 0 },
    { "commas missing", BYTES ("MMSI,Timestamp,Lat,Lon,SOG\n799000001,2031-01-01T00:00:00,1,2\n799000001,2031-01-01T00:00:01,1\n"), 1, 1 },
    { "rows of blanks", BYTES ("MMSI,Timestamp,Lat,Lon\n   \n799000001,2031-01-01T00:00:00,1,2\n,,,\n"), 1, 2 },
    { "no rows", BYTES ("MMSI,Timestamp,Lat,Lon\n"), 0, 0 },
    { "files joined", BYTES ("MMSI,Timestamp,Lat,Lon\n799000001,2031-01-01T00:00:00,1,2\nMMSI,Timestamp,Lat,Lon\n799000001,2031-01-01T00:00:01,1,2\n"), 2, 0 },
    /* What follows an open quote is read again, also where a NUL stands in it. */
    { "an open quote and a NUL", BYTES ("MMSI,Timestamp,Lat,Lon,Name\n799000001,2031-01-01T00:00:00,1,2,\"A\n799000001,2031-01-01T00:00:01,1,2,\0\n"
      "799000001,2031-01-01T00:00:02,1,2,\n"), 2, 1 },
    /* NULs are no day. */
    { "NULs for a date", BYTES ("MMSI,Timestamp,Lat,Lon\n799000001,2031-01-01T00:00:0x,1,2\n799000001,\0\0\0\0\0\0\0\0\0\0T00:00:00,1,2\n"), 0, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(PlimImportPlan) plan = NULL;
      PlimTestStore fixture;

      plim_test_store_set_up (&fixture, NULL);
      g_test_message ("%s", shapes[i].what);
      plan = import_bytes (&fixture, "shape.csv", shapes[i].bytes, shapes[i].size, NULL);
      g_assert_no_error (plan->error);
      g_assert_cmpuint (plan->added, ==, shapes[i].added);
      g_assert_cmpuint (plan->rejected, ==, shapes[i].rejected);
      plim_test_store_tear_down (&fixture, NULL);
    }
}

/* Negative courses are an overflow in one publisher's tables, and elsewhere not known. */
static void
test_courses (PlimTestStore *self,
              gconstpointer  data)
{
  g_autoptr(PlimImportPlan) theirs = import_bytes (self, "theirs.csv", "MMSI,BaseDateTime,LAT,LON,SOG,COG\n"
                                                   "799000001,2031-01-01T00:00:00,1,2,0,-60.6\n", -1, NULL);
  g_autoptr(PlimImportPlan) others = import_bytes (self, "others.csv", "MMSI,Timestamp,Lat,Lon,SOG,COG\n"
                                                   "799000002,2031-01-01T00:00:00,1,2,0,-60.6\n", -1, NULL);
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GArray) wrapped = NULL, kept = NULL;

  g_assert_no_error (theirs->error);
  g_assert_no_error (others->error);
  wrapped = plim_position_query_vessel (self->store, &filter, "MMSI 799000001", 0, G_MAXINT32, NULL);
  kept = plim_position_query_vessel (self->store, &filter, "MMSI 799000002", 0, G_MAXINT32, NULL);
  g_assert_cmpuint (wrapped->len, ==, 1);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (g_array_index (wrapped, PlimPosition, 0).cog_tenths, ==, 3490);
  g_assert_cmpint (g_array_index (kept, PlimPosition, 0).cog_tenths, ==, -1);
}

static void
test_imo (PlimTestStore *self,
          gconstpointer  data)
{
  static const char table[] = "MMSI,Timestamp,Lat,Lon,IMO\n"
                              "799000001,2031-01-01T00:00:00,1,2,0001236\n799000002,2031-01-01T00:00:00,1,2,IMO0001236\n"
                              "799000003,2031-01-01T00:00:00,1,2,imo: 0001236\n799000004,2031-01-01T00:00:00,1,2,0001236.0\n"
                              "799000005,2031-01-01T00:00:00,1,2,0\n799000006,2031-01-01T00:00:00,1,2,1.24E+03\n"
                              "799000007,2031-01-01T00:00:00,1,2,00012360\n799000008,2031-01-01T00:00:00,1,2,IMO\n";
  g_autoptr(PlimImportPlan) plan = import_bytes (self, "imo.csv", table, -1, NULL);
  g_autofree char *found = NULL, *doubted = NULL;

  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 8);
  found = plim_test_ask (self->store, "SELECT mmsi || ' ' || imo FROM identity WHERE imo IS NOT NULL ORDER BY mmsi");
  g_assert_cmpstr (found, ==, "799000001 0001236\n799000002 0001236\n799000003 0001236\n799000004 0001236");
  doubted = plim_test_ask (self->store, "SELECT count FROM rejection WHERE reason = 'bad-imo'");
  g_assert_cmpstr (doubted, ==, "3");
}

/* A table of an older encoding: positions and numbers are kept, and that letters are lost is said. */
static void
test_letters (PlimTestStore *self,
              gconstpointer  data)
{
  static const char table[] = "MMSI,Timestamp,Lat,Lon,Name,Destination\n"
                              "799000001,2031-01-01T00:00:00,1,2,EXERCISE CAF\xc9,PORT\n"
                              "799000002,2031-01-01T00:00:00,1,2,EXERCISE CAF\xc3\x89,PORT\n"
                              "799000003,2031-01-01T00:00:00,1,2,EXERCISE,\xb0\xa1\n";
  g_autoptr(PlimImportPlan) plan = import_bytes (self, "letters.csv", table, -1, NULL);
  g_autofree char *found = NULL, *doubted = NULL;

  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 3);
  found = plim_test_ask (self->store, "SELECT name FROM identity ORDER BY mmsi");
  g_assert_cmpstr (found, ==, "EXERCISE CAF�\nEXERCISE CAFÉ\nEXERCISE");
  doubted = plim_test_ask (self->store, "SELECT reason || ' ' || count || ' ' || line FROM rejection");
  g_assert_cmpstr (doubted, ==, "bad-letters 2 2");
}

/* UTF-16 with its mark and without it, either way round. */
static void
test_wide (PlimTestStore *self,
           gconstpointer  data)
{
  static const struct { const char *encoding; const char *mark; } cases[] = {
    { "UTF-16LE", "\xff\xfe" }, { "UTF-16BE", "\xfe\xff" }, { "UTF-16LE", "" }, { "UTF-16BE", "" },
  };
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *table = g_strdup_printf ("MMSI,Timestamp,Lat,Lon,Name\r\n7990000%02u,2031-01-01T00:00:00,1,2,EXERCISE É\r\n", i);
      g_autoptr(GError) error = NULL;
      gsize size;
      g_autofree char *wide = g_convert (table, -1, cases[i].encoding, "UTF-8", NULL, &size, &error);
      g_autoptr(GString) bytes = g_string_new (cases[i].mark);
      g_autoptr(PlimImportPlan) plan = NULL;

      g_assert_no_error (error);
      g_string_append_len (bytes, wide, size);
      plan = import_bytes (self, "wide.csv", bytes->str, bytes->len, NULL);
      g_assert_no_error (plan->error);
      g_assert_cmpuint (plan->added, ==, 1);
      g_assert_cmpuint (plan->rejected, ==, 0);
    }

  found = plim_test_ask (self->store, "SELECT DISTINCT name FROM identity");
  g_assert_cmpstr (found, ==, "EXERCISE É");
}

/* What a vessel said of itself, and in which days: a statement that comes back is one claim, of the whole period. */
static void
test_periods (PlimTestStore *self,
              gconstpointer  data)
{
  static const char table[] = "MMSI,Timestamp,Lat,Lon,Name,Destination\n"
                              "799000001,2031-01-02T00:00:00,1,2,EXERCISE A,PORT A\n"
                              "799000001,2031-01-05T00:00:00,1,2,EXERCISE A,PORT B\n"
                              "799000001,2031-01-09T12:00:00,1,2,EXERCISE A,PORT A\n"
                              "799000001,2031-01-03T00:00:00,1,2,EXERCISE A,PORT B\n"
                              "799000002,2031-01-03T00:00:00,1,2,,\n";
  g_autoptr(PlimImportPlan) plan = import_bytes (self, "periods.csv", table, -1, NULL);
  g_autofree char *found = NULL;

  g_assert_no_error (plan->error);
  found = plim_test_ask (self->store, "SELECT local_id || ' ' || destination || ' ' || from_date || ' ' || to_date FROM claim JOIN identity USING (claim_key)"
                     " ORDER BY local_id");
  g_assert_cmpstr (found, ==, "identity-799000001-1 PORT A 2031-01-02 2031-01-09T12:00:00Z\n"
                              "identity-799000001-2 PORT B 2031-01-03 2031-01-05T00:00:00Z");
}

/* Whether one of the messages has these words. */
static gboolean
is_told (const PlimImportPlan *plan,
         const char           *words)
{
  for (guint i = 0; i < plan->messages->len; i++)
    if (strstr (((PlimImportMessage *) g_ptr_array_index (plan->messages, i))->text, words) != NULL)
      return TRUE;

  return FALSE;
}

/* Of several drawings in an archive one is read, which is said. */
static void
test_several (PlimTestStore *self,
              gconstpointer  data)
{
  g_autofree char *path = plim_test_file ("tracks/two-gpx.zip");
  g_autoptr(PlimImportPlan) plan = plim_test_import (self->store, path);

  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 1);
  g_assert_true (is_told (plan, "the first alone is read"));
}

/* A vessel that says ever something new does not fill the store, and it is said that it was cut short. */
static void
test_many_identities (PlimTestStore *self,
                      gconstpointer  data)
{
  g_autoptr(GString) table = g_string_new ("MMSI,Timestamp,Lat,Lon,Name\n");
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (table, "799000001,2031-01-01T00:%02u:%02u,1,2,EXERCISE %u\n", i / 60, i % 60, i);
  plan = import_bytes (self, "many.csv", table->str, -1, NULL);
  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 500);
  found = plim_test_ask (self->store, "SELECT count (*) FROM identity");
  g_assert_cmpstr (found, ==, "200");
  g_assert_true (is_told (plan, "300 statements are not kept"));
}

/* Texts as long as may be, of as many vessels as a table has: what is held of them has a bound. */
static void
test_long_identities (PlimTestStore *self,
                      gconstpointer  data)
{
  g_autoptr(GString) table = g_string_new ("MMSI,Timestamp,Lat,Lon,Name,Destination\n");
  g_autofree char *filler = g_strnfill (1000, 'x');
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autofree char *kept = NULL;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (table, "%u,2031-01-01T00:00:00,1,2,%u%s,%u%s\n", 799000000 + i, i, filler, i, filler);
  plan = import_bytes (self, "long.csv", table->str, table->len, NULL);
  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, 30000);
  kept = plim_test_ask (self->store, "SELECT sum (length (name) + length (destination)) < 40000000 FROM identity");
  g_assert_cmpstr (kept, ==, "1");
}

typedef struct
{
  guint  order;
  char  *row;
} Shuffled;

static int
compare_shuffled (gconstpointer a,
                  gconstpointer b)
{
  guint first = ((const Shuffled *) a)->order, second = ((const Shuffled *) b)->order;

  return (first > second) - (first < second);
}

/* By vessel, by time, backwards, at random, packed, and in two halves that overlap: the same positions. */
static void
test_orders (void)
{
  enum { VESSELS = 5, STEPS = 6000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);
  g_autofree Shuffled *rows = g_new (Shuffled, VESSELS * STEPS);
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < VESSELS * STEPS; i++)
    rows[i].row = g_strdup_printf ("%u,%u,%u.%06u,125.5,,\n", 799000001 + i / STEPS, 1930435200 + (i % STEPS) * 60, 30 + i % 5,
                                   g_rand_int_range (rand, 0, 1000000));
  for (guint order = 0; order < 4; order++)
    {
      g_autoptr(GString) table = g_string_new (HEAD);
      g_autofree char *found = NULL, *again = NULL;
      g_autoptr(PlimImportPlan) plan = NULL, packed = NULL;
      PlimTestStore fixture;

      for (guint i = 0; i < VESSELS * STEPS; i++)
        rows[i].order = order == 0 ? i : order == 1 ? (i % STEPS) * VESSELS + i / STEPS
                        : order == 2 ? G_MAXUINT - i : g_rand_int (rand);
      qsort (rows, VESSELS * STEPS, sizeof *rows, compare_shuffled);
      for (guint i = 0; i < VESSELS * STEPS; i++)
        g_string_append (table, rows[i].row);
      /* The array as it was, for the next order. */
      if (order != 3)
        {
          for (guint i = 0; i < VESSELS * STEPS; i++)
            rows[i].order = (guint) g_ascii_strtoull (rows[i].row, NULL, 10) * 10000u
                            + ((guint) g_ascii_strtoull (strchr (rows[i].row, ',') + 1, NULL, 10) - 1930435200) / 60;
          qsort (rows, VESSELS * STEPS, sizeof *rows, compare_shuffled);
        }

      plim_test_store_set_up (&fixture, NULL);
      if (order == 1)
        {
          /* Two files that share the middle third. */
          const char *third = strchr (table->str + table->len / 3, '\n') + 1, *two_thirds = strchr (table->str + 2 * (table->len / 3), '\n') + 1;
          g_autofree char *tail = g_strconcat (HEAD, third, NULL);
          g_autoptr(PlimImportPlan) first = import_bytes (&fixture, "a.csv", table->str, two_thirds - table->str, NULL);

          g_assert_no_error (first->error);
          plan = import_bytes (&fixture, "b.csv", tail, -1, NULL);
          g_assert_cmpuint (first->added + plan->added, ==, VESSELS * STEPS);
          g_assert_cmpuint (plan->known, >, VESSELS * STEPS / 4);
        }
      else
        {
          plan = import_bytes (&fixture, "a.csv", table->str, -1, NULL);
          g_assert_cmpuint (plan->added, ==, VESSELS * STEPS);
          g_assert_cmpuint (plan->known, ==, 0);
        }
      g_assert_no_error (plan->error);
      found = dump_positions (&fixture);
      if (order == 0)
        {
          g_autofree char *path = g_build_filename (fixture.dir, "a.csv.gz", NULL);
          gzFile file = gzopen (path, "wb1");

          wanted = g_strdup (found);
          g_assert_cmpint (gzwrite (file, table->str, table->len), ==, (int) table->len);
          g_assert_cmpint (gzclose (file), ==, Z_OK);
          packed = plim_test_import (fixture.store, path);
          g_assert_no_error (packed->error);
          g_assert_cmpuint (packed->added, ==, 0);
          g_assert_cmpuint (packed->known, ==, VESSELS * STEPS);
          again = dump_positions (&fixture);
          g_assert_true (strcmp (again, wanted) == 0);
        }
      g_assert_true (strcmp (found, wanted) == 0);
      plim_test_store_tear_down (&fixture, NULL);
    }
  for (guint i = 0; i < VESSELS * STEPS; i++)
    g_free (rows[i].row);
}

#ifndef __SANITIZE_ADDRESS__
/* The dictionary that the header of an archive's one block asks for: 3 GiB, of which the numbers add up. */
static void
test_dictionary (PlimTestStore *self,
                 gconstpointer  data)
{
  g_autofree char *path = plim_test_file ("logs/seconds.tsv.xz");
  g_autofree char *bytes = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  gsize size, block = 12, length, at;
  guint32 sum;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  length = ((guint8) bytes[block] + 1) * 4;
  for (at = block; memcmp (bytes + at, "\x21\x01", 2) != 0; at++)
    g_assert_cmpuint (at, <, block + length);
  bytes[at + 2] = 39;
  sum = GUINT32_TO_LE ((guint32) crc32 (0, (const guint8 *) bytes + block, length - 4));
  memcpy (bytes + block + length - 4, &sum, sizeof sum);
  plan = import_bytes (self, "dictionary.csv.xz", bytes, size, NULL);
  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_LIMIT);
  g_assert_nonnull (strstr (plan->error->message, "more memory than reading may have"));
}
#endif

/* What a file is, is told when it comes again too, though it is not read. */
static void
test_kind_again (PlimTestStore *self,
                 gconstpointer  data)
{
  static const char table[] = HEAD "799000001,2031-01-01T00:00:00,1,2,,\n799000001,2031-01-01T00:00:01,1,2,,\n";
  g_autoptr(PlimImportPlan) first = import_bytes (self, "a.csv", table, -1, NULL), again = NULL;

  g_assert_no_error (first->error);
  g_assert_cmpstr (first->kind, ==, "ais-csv");
  again = import_bytes (self, "a.csv", table, -1, NULL);
  g_assert_no_error (again->error);
  g_assert_true (again->known_file);
  g_assert_cmpstr (again->kind, ==, "ais-csv");
  g_assert_cmpuint (again->known, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/log-oddities/times", test_times);
  g_test_add_func ("/log-oddities/places", test_places);
  g_test_add_func ("/log-oddities/numbers", test_numbers);
  g_test_add_func ("/log-oddities/shapes", test_shapes);
  g_test_add ("/log-oddities/courses", PlimTestStore, NULL, plim_test_store_set_up, test_courses, plim_test_store_tear_down);
  g_test_add ("/log-oddities/imo", PlimTestStore, NULL, plim_test_store_set_up, test_imo, plim_test_store_tear_down);
  g_test_add ("/log-oddities/letters", PlimTestStore, NULL, plim_test_store_set_up, test_letters, plim_test_store_tear_down);
  g_test_add ("/log-oddities/wide", PlimTestStore, NULL, plim_test_store_set_up, test_wide, plim_test_store_tear_down);
  g_test_add ("/log-oddities/periods", PlimTestStore, NULL, plim_test_store_set_up, test_periods, plim_test_store_tear_down);
  g_test_add ("/log-oddities/several", PlimTestStore, NULL, plim_test_store_set_up, test_several, plim_test_store_tear_down);
  g_test_add ("/log-oddities/many-identities", PlimTestStore, NULL, plim_test_store_set_up, test_many_identities, plim_test_store_tear_down);
  g_test_add ("/log-oddities/long-identities", PlimTestStore, NULL, plim_test_store_set_up, test_long_identities, plim_test_store_tear_down);
  g_test_add_func ("/log-oddities/orders", test_orders);
#ifndef __SANITIZE_ADDRESS__
  /* The sanitizer needs address space without bound. */
  g_test_add ("/log-oddities/dictionary", PlimTestStore, NULL, plim_test_store_set_up, test_dictionary, plim_test_store_tear_down);
#endif
  g_test_add ("/log-oddities/kind-again", PlimTestStore, NULL, plim_test_store_set_up, test_kind_again, plim_test_store_tear_down);

  return g_test_run ();
}
