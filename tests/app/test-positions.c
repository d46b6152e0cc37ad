#include "config.h"

#include "app/store/plim-import-query.h"
#include "app/store/plim-position-box.h"
#include "app/store/plim-position-feed.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-store-digest.h"
#include "app/store/plim-store-private.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-vessel-query.h"
#include "tests/plim-test-log.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>

static void
assert_vessel (PlimStore  *store,
               gboolean    exercise,
               const char *key,
               GArray     *settled,
               guint32     craft,
               gint64      from_s,
               gint64      to_s)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GArray) found = NULL;
  g_autoptr(GError) error = NULL;
  guint at = 0;

  filter.exercise = exercise;
  found = plim_position_query_vessel (store, &filter, key, from_s, to_s, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < settled->len; i++)
    {
      const PlimTestFed *wanted = &g_array_index (settled, PlimTestFed, i);
      const PlimPosition *here;

      if (wanted->craft != craft || wanted->position.time_s < from_s || wanted->position.time_s > to_s)
        continue;
      g_assert_cmpuint (at, <, found->len);
      here = &g_array_index (found, PlimPosition, at++);
      g_assert_cmpint (here->time_s, ==, wanted->position.time_s);
      g_assert_cmpint (here->lat_e6, ==, wanted->position.lat_e6);
      g_assert_cmpint (here->lon_e6, ==, wanted->position.lon_e6);
    }
  g_assert_cmpuint (at, ==, found->len);
}

/* @jumbled: per mille of positions that come from anywhere in time; the others come one after the other. */
static GArray *
make_feed (guint n,
           gint64 from_s,
           guint  step_s,
           guint  jumbled)
{
  GArray *fed = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));

  for (guint i = 0; i < n; i++)
    {
      gint64 when = (guint) g_test_rand_int_range (0, 1000) < jumbled ? g_test_rand_int_range (0, (gint32) (n * step_s / 3 + 1))
                                                                      : (gint64) (i / 3) * step_s;
      /* Few places, so that the same one comes again by itself. */
      PlimTestFed one = { PLIM_TEST_FIRST_MMSI + i % 3, plim_test_log_position (from_s + when, 35000000 + g_test_rand_int_range (0, 3),
                                                              124000000 + g_test_rand_int_range (0, 3)) };

      if (i % 3 == 2)
        one.craft = PLIM_FEED_FIRST_NAMED;
      g_array_append_val (fed, one);
    }

  return fed;
}

static void
test_any_order (PlimTestStore *fixture,
                gconstpointer  data)
{
  static const struct { guint step_s, jumbled; } orders[] = { { 60, 0 }, { 0, 0 }, { 1, 5 }, { 60, 50 }, { 60, 1000 }, { 7, 400 } };

  for (guint order = 0; order < G_N_ELEMENTS (orders); order++)
    {
      g_autofree char *symbol = g_strdup_printf ("AIS/%u", order);
      g_autofree char *named_key = g_strdup_printf ("AIS/%u#track-0", order);
      g_autoptr(GArray) fed = make_feed (9000, PLIM_TEST_START_S + order * G_GINT64_CONSTANT (100000000), orders[order].step_s, orders[order].jumbled);
      g_autoptr(GArray) settled = plim_test_log_settle (fed);
      g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, symbol, TRUE, (const PlimTestFed *) (gpointer) fed->data, fed->len);
      guint64 added = 0, known = 0;

      for (guint i = 0; i < crafts->len; i++)
        {
          const PlimFedCraft *craft = &g_array_index (crafts, PlimFedCraft, i);

          added += craft->n_added;
          known += craft->n_known;
        }
      g_assert_cmpuint (crafts->len, ==, 3);
      g_assert_cmpuint (added, ==, settled->len);
      g_assert_cmpuint (added + known, ==, fed->len);

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *key = g_strdup_printf ("MMSI %u", PLIM_TEST_FIRST_MMSI + i);
          gint64 from_s = PLIM_TEST_START_S + order * G_GINT64_CONSTANT (100000000);

          assert_vessel (fixture->store, TRUE, key, settled, PLIM_TEST_FIRST_MMSI + i, from_s, from_s + 99999999);
          assert_vessel (fixture->store, TRUE, key, settled, PLIM_TEST_FIRST_MMSI + i, from_s + 1000, from_s + 3333);
        }
      assert_vessel (fixture->store, TRUE, named_key, settled, PLIM_FEED_FIRST_NAMED, G_MININT64, G_MAXINT64);
    }
  g_assert_cmpint (plim_position_box_count_wrong (plim_store_get_connection (fixture->store, NULL), NULL), ==, 0);
}

static void
test_overlap (PlimTestStore *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) first = make_feed (3000, PLIM_TEST_START_S, 60, 20);
  g_autoptr(GArray) second = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
  g_autoptr(GArray) later = make_feed (1500, PLIM_TEST_START_S + 1000 * 60, 60, 300);
  g_autoptr(GArray) both = NULL, first_settled = plim_test_log_settle (first), both_settled = NULL;
  g_autoptr(GArray) again = NULL, crafts = NULL, more = NULL;
  guint64 added[3] = { 0 };

  /* Half of the first file and something new. */
  g_array_append_vals (second, &g_array_index (first, PlimTestFed, 1500), 1500);
  g_array_append_vals (second, later->data, later->len);
  both = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
  g_array_append_vals (both, first->data, first->len);
  g_array_append_vals (both, second->data, second->len);
  both_settled = plim_test_log_settle (both);

  crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) first->data, first->len);
  more = plim_test_log_import (fixture->store, "AIS/2", FALSE, (const PlimTestFed *) (gpointer) second->data, second->len);
  again = plim_test_log_import (fixture->store, "AIS/3", FALSE, (const PlimTestFed *) (gpointer) first->data, first->len);
  for (guint i = 0; i < 3; i++)
    {
      GArray * const runs[] = { crafts, more, again };

      /* The two with numbers; a named track is known within its file alone. */
      for (guint j = 0; j < 2; j++)
        added[i] += g_array_index (runs[i], PlimFedCraft, j).n_added;
    }
  g_assert_cmpuint (added[2], ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("MMSI %u", PLIM_TEST_FIRST_MMSI + i);
      const PlimFedCraft *craft = &g_array_index (again, PlimFedCraft, i);

      assert_vessel (fixture->store, FALSE, key, both_settled, PLIM_TEST_FIRST_MMSI + i, G_MININT64, G_MAXINT64);
      /* What the file says does not depend on what the store had. */
      g_assert_cmpint (craft->first_s, ==, g_array_index (crafts, PlimFedCraft, i).first_s);
      g_assert_cmpint (craft->last_s, ==, g_array_index (crafts, PlimFedCraft, i).last_s);
    }
  for (guint i = 0; i < both_settled->len; i++)
    if (g_array_index (both_settled, PlimTestFed, i).craft < PLIM_FEED_FIRST_NAMED)
      added[2]++;
  g_assert_cmpuint (added[0] + added[1], ==, added[2]);
  assert_vessel (fixture->store, FALSE, "AIS/3#track-0", first_settled, PLIM_FEED_FIRST_NAMED, G_MININT64, G_MAXINT64);
}

/* Exercises and what is real never know of each other, nor does a log of what a report says. */
static void
test_worlds (PlimTestStore *fixture,
             gconstpointer  data)
{
  const PlimPosition in_report = { .time_s = 1904702400, .lat_e6 = 38100000, .lon_e6 = 123900000, .sog_tenths = 98, .cog_tenths = 710,
                                   .heading = 70, .draught_tenths = 52, .status = -1 };
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, "reports/sample.plimsoll-report.xml");
  g_autoptr(GArray) real = NULL, exercise = NULL;
  g_autoptr(GPtrArray) crafts = NULL, tracks = NULL;
  g_autoptr(GError) error = NULL;
  PlimTestFed fed[2] = { { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, 35000000, 124000000) }, { PLIM_TEST_FIRST_MMSI, in_report } };
  PlimFilter filter = PLIM_FILTER_ALL;

  exercise = plim_test_log_import (fixture->store, "AIS/X", TRUE, fed, G_N_ELEMENTS (fed));
  real = plim_test_log_import (fixture->store, "AIS/R", FALSE, fed, G_N_ELEMENTS (fed));
  g_assert_cmpuint (g_array_index (exercise, PlimFedCraft, 0).n_added, ==, 2);
  g_assert_cmpuint (g_array_index (real, PlimFedCraft, 0).n_added, ==, 2);

  crafts = plim_craft_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (crafts->len, ==, 1);
  g_clear_pointer (&crafts, g_ptr_array_unref);

  filter.exercise = TRUE;
  crafts = plim_craft_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (crafts->len, ==, 2);
  g_assert_cmpstr (((PlimCraft *) g_ptr_array_index (crafts, 0))->key, ==, "IMO 0001236");
  g_assert_cmpstr (((PlimCraft *) g_ptr_array_index (crafts, 1))->key, ==, "MMSI 799000001");

  /* A report's tracks come as they did; a log's do not come this way. */
  tracks = plim_track_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tracks->len, ==, 1);
  g_assert_cmpstr (((PlimTrack *) g_ptr_array_index (tracks, 0))->claim->report, ==, "EX/1");
}

/* Two files that overlap, through the whole import: the second adds what is new, and neither passes for a report. */
static void
test_files (PlimTestStore *fixture,
            gconstpointer  data)
{
  static const char head[] =
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n";
  static const char tail[] = "9.5,71.0,71,EXERCISE ALPHA,,EX00001,70,0,180,28,9.5,70,A";
  g_autoptr(GPtrArray) imports = NULL, tracks = NULL, crafts = NULL;
  g_autoptr(GError) error = NULL;
  PlimFilter filter = PLIM_FILTER_ALL;

  for (guint file = 0; file < 2; file++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.csv", fixture->dir, file);
      g_autoptr(GString) text = g_string_new (head);
      g_autoptr(PlimImportPlan) plan = NULL;

      for (guint i = 0; i < 10; i++)
        g_string_append_printf (text, "799000001,2031-01-01T00:%02u:00,35.%05u,124.00000,%s\n", file * 5 + i, file * 5 + i, tail);
      g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
      plan = plim_test_import (fixture->store, path);
      g_assert_no_error (plan->error);
      g_assert_cmpuint (plan->positions, ==, file == 0 ? 10 : 5);
    }

  imports = plim_import_query_all (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (imports->len, ==, 2);
  for (guint i = 0; i < imports->len; i++)
    g_assert_cmpstr (((PlimImportRecord *) g_ptr_array_index (imports, i))->kind, ==, "ais-csv");
  tracks = plim_track_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tracks->len, ==, 0);
  crafts = plim_craft_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (crafts->len, ==, 1);
  g_assert_cmpuint (((PlimCraft *) g_ptr_array_index (crafts, 0))->n_positions, ==, 15);
}

/* What no block could hold is refused where it comes in, not found when it is read. */
static void
test_impossible (PlimTestStore *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (fixture->store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  PlimPosition positions[8];

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    positions[i] = plim_test_log_position (PLIM_TEST_START_S, 35000000, 124000000);
  positions[0].lat_e6 = 90000001;
  positions[1].lat_e6 = G_MININT32;
  positions[2].lon_e6 = 180000001;
  positions[3].lon_e6 = -180000001;
  positions[4].status = 16;
  positions[5].sog_tenths = -2;
  positions[6].heading = G_MININT16;
  positions[7].draught_tenths = -2;

  g_assert_no_error (error);
  plim_store_writer_begin_import (writer, "ais-csv", "log.csv", &error);
  feed = plim_position_feed_new (writer, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_assert_false (plim_position_feed_add (feed, PLIM_TEST_FIRST_MMSI, &positions[i], &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
      g_clear_error (&error);
    }
}

/* The same file into the same store gives the same rows. */
static void
test_same_rows (PlimTestStore *fixture,
                gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (5000, PLIM_TEST_START_S, 60, 100);
  g_autofree char *dumps[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) fed->data, fed->len);

      plim_store_close (fixture->store);
      dumps[i] = plim_test_dump_store (fixture->path);
      plim_test_store_tear_down (fixture, NULL);
      plim_test_store_set_up (fixture, NULL);
    }
  g_assert_cmpstr (dumps[0], ==, dumps[1]);
  g_assert_nonnull (strstr (dumps[0], "position_box|"));
  g_free (dumps[1]);
}

/* What a vessel broadcasts of itself, rows kept apart, and the words for all of it. */
static void
test_broadcast (PlimTestStore *fixture,
                gconstpointer  data)
{
  const PlimTestFed fed[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, 35000000, 124000000) },
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 60, 35000100, 124000000) },
  };
  PlimIdentity identity = { .name = "EXERCISE ALPHA", .mmsi = "799000001", .callsign = "EX01", .imo = "0001236", .ship_type = "80",
                            .length_m = "180", .width_m = "28", .draught_m = "9.5", .destination = "PORT A" };
  PlimReport report = { .symbol = "AIS/1", .edition = 1, .title = "log", .publisher = "AIS log" };
  const guint8 content[32] = { 2 };
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (fixture->store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  g_autoptr(PlimClaim) claim = plim_claim_new ();
  g_autoptr(GPtrArray) vessels = NULL, rows = NULL, crafts = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0'), *digest = NULL, *changed = NULL;
  PlimFedCraft found;
  const PlimIdentity *read;
  PlimFilter filter = PLIM_FILTER_ALL;
  PlimPeriod when;
  gint64 import_id, key;

  g_assert_no_error (error);
  import_id = plim_store_writer_begin_import (writer, "ais-csv", "log.csv", &error);
  feed = plim_position_feed_new (writer, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (fed); i++)
    plim_position_feed_add (feed, fed[i].craft, &fed[i].position, &error);
  plim_position_feed_finish (feed, &error);
  g_assert_no_error (error);
  plim_store_writer_set_report (writer, &report, NULL, NULL, NULL, &error);
  g_assert_cmpuint (plim_position_feed_get_n_crafts (feed), ==, 1);
  found = plim_position_feed_get_craft (feed, 0);
  plim_test_log_add_craft (writer, "AIS/1", &found);
  claim->local_id = g_strdup ("identity-799000001-1");
  claim->subject = PLIM_SUBJECT_IDENTITY;
  plim_period_parse ("2031-01-01", NULL, &when);
  key = plim_store_writer_add_claim (writer, 0, claim, &when, "2031-01-01", NULL, NULL, content, &error);
  plim_store_writer_add_identity (writer, key, "AIS/1#799000001", &identity, &error);
  g_assert_no_error (error);
  plim_store_writer_add_rejection (writer, "no-position", FALSE, 12, 7, "799000001,91,181", &error);
  plim_store_writer_add_rejection (writer, "speed-unknown", TRUE, 5, 8, NULL, &error);
  plim_store_writer_add_rejected_row (writer, 7, "no-position", "799000001,91,181", &error);
  plim_store_writer_add_rejected_row (writer, 9, "no-position", "799000001,91,181", &error);
  g_assert_no_error (error);
  plim_store_writer_end_import (writer, 1, sha256, &digest, &error);
  g_assert_no_error (error);
  plim_store_writer_commit (writer, &error);
  g_assert_no_error (error);

  vessels = plim_vessel_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vessels->len, ==, 1);
  g_assert_cmpstr (((PlimVessel *) g_ptr_array_index (vessels, 0))->key, ==, "MMSI 799000001");
  g_assert_null (((PlimVessel *) g_ptr_array_index (vessels, 0))->imo);
  read = g_ptr_array_index (((PlimVessel *) g_ptr_array_index (vessels, 0))->identities, 0);
  g_assert_cmpstr (read->imo, ==, "0001236");
  g_assert_cmpstr (read->ship_type, ==, "80");
  g_assert_cmpstr (read->length_m, ==, "180");
  g_assert_cmpstr (read->width_m, ==, "28");
  g_assert_cmpstr (read->draught_m, ==, "9.5");
  g_assert_cmpstr (read->destination, ==, "PORT A");

  crafts = plim_craft_query (fixture->store, &filter, &error);
  g_assert_cmpuint (crafts->len, ==, 1);
  g_assert_cmpstr (((PlimCraft *) g_ptr_array_index (crafts, 0))->name, ==, "EXERCISE ALPHA");
  g_assert_cmpstr (((PlimCraft *) g_ptr_array_index (crafts, 0))->mmsi, ==, "799000001");
  g_assert_cmpuint (((PlimCraft *) g_ptr_array_index (crafts, 0))->n_rejected, ==, 12);

  rows = plim_claim_query (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((PlimClaimRow *) g_ptr_array_index (rows, 0))->statement, ==,
                   "Track of MMSI 799000001 (EXERCISE ALPHA): 2 positions, broadcast, 1 Jan 2031 – 2 Jan 2031");
  g_assert_cmpuint (((PlimClaimRow *) g_ptr_array_index (rows, 0))->count, ==, 2);
  g_assert_cmpstr (((PlimClaimRow *) g_ptr_array_index (rows, 1))->statement, ==,
                   "Identity broadcast by MMSI 799000001: EXERCISE ALPHA, call sign EX01, IMO 0001236, type 80, 180 m × 28 m, "
                   "draught 9.5 m, destination PORT A, 1 Jan 2031");

  /* Each of these rows is in the digest. */
  {
    static const char * const changes[] = {
      "UPDATE rejection SET count = 11", "UPDATE rejection SET doubted = 1", "UPDATE rejected_row SET line = 8 WHERE ord = 0", "UPDATE vessel SET mmsi = '799000002'",
      "UPDATE identity SET imo = NULL", "UPDATE identity SET destination = 'PORT B'",
      "UPDATE identity SET length_m = NULL, width_m = '180'",
    };

    for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
      {
        g_assert_true (plim_store_execute (fixture->store, "BEGIN", NULL));
        g_assert_true (plim_store_execute (fixture->store, changes[i], &error));
        g_assert_no_error (error);
        changed = plim_store_digest_import (fixture->store, import_id, &error);
        g_assert_cmpstr (changed, !=, digest);
        g_clear_pointer (&changed, g_free);
        g_assert_true (plim_store_execute (fixture->store, "ROLLBACK", NULL));
      }
    changed = plim_store_digest_import (fixture->store, import_id, &error);
    g_assert_cmpstr (changed, ==, digest);
  }
}

/* Boxes that are lost or wrong are noticed, and can be made anew. */
static void
test_boxes (PlimTestStore *fixture,
            gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (3000, PLIM_TEST_START_S, 60, 0);
  g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) fed->data, fed->len);
  sqlite3 *db = plim_store_get_connection (fixture->store, NULL);
  static const char * const harm[] = {
    "DELETE FROM position_box WHERE block_key = 1", "UPDATE position_box SET max_lat = max_lat + 1 WHERE block_key = 2",
    "INSERT INTO position_box VALUES (999999, 0, 1, 0, 1, 0, 1)",
  };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      g_autoptr(GPtrArray) failures = NULL;

      g_assert_cmpint (plim_position_box_count_wrong (db, &error), ==, 0);
      g_assert_true (plim_store_execute (fixture->store, harm[i], &error));
      g_assert_no_error (error);
      g_assert_cmpint (plim_position_box_count_wrong (db, &error), >=, 1);
      failures = plim_import_query_integrity (fixture->store, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (failures->len, ==, 1);
      g_assert_true (plim_position_box_rebuild (db, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (plim_position_box_count_wrong (db, &error), ==, 0);
}

/* An import that is undone leaves neither blocks nor boxes. */
static void
test_undone (PlimTestStore *fixture,
             gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (6000, PLIM_TEST_START_S, 60, 100);
  g_autoptr(GArray) first = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) fed->data, 900);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(GError) error = NULL;

  plim_store_close (fixture->store);
  before = plim_test_dump_store (fixture->path);
  for (guint way = 0; way < 2; way++)
    {
      g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (fixture->store, &error);
      g_autoptr(PlimPositionFeed) feed = NULL;

      g_assert_no_error (error);
      plim_store_writer_begin_import (writer, "ais-csv", "log.csv", &error);
      feed = plim_position_feed_new (writer, FALSE);
      for (guint i = 0; i < fed->len; i++)
        plim_position_feed_add (feed, g_array_index (fed, PlimTestFed, i).craft, &g_array_index (fed, PlimTestFed, i).position, &error);
      g_assert_no_error (error);
      if (way == 0)
        {
          plim_position_feed_finish (feed, &error);
          plim_store_writer_undo_import (writer, &error);
          plim_store_writer_commit (writer, &error);
          g_assert_no_error (error);
        }
    }
  plim_store_close (fixture->store);
  after = plim_test_dump_store (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (PlimTestStore *, gconstpointer); } tests[] = {
    { "/positions/any-order", test_any_order },
    { "/positions/overlap", test_overlap },
    { "/positions/worlds", test_worlds },
    { "/positions/files", test_files },
    { "/positions/impossible", test_impossible },
    { "/positions/same-rows", test_same_rows },
    { "/positions/broadcast", test_broadcast },
    { "/positions/boxes", test_boxes },
    { "/positions/undone", test_undone },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PlimTestStore, NULL, plim_test_store_set_up, tests[i].test, plim_test_store_tear_down);

  return g_test_run ();
}
