#include "config.h"

#include "app/store/plim-import-query.h"
#include "app/store/plim-names.h"
#include "app/store/plim-near-query.h"
#include "app/store/plim-position-box.h"
#include "app/store/plim-position-feed.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-store-digest.h"
#include "app/store/plim-store-private.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-vessel-query.h"
#include "tests/plim-test.h"

#include <string.h>

#define FIRST_MMSI 799000001u
#define START_S    G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */

typedef struct
{
  char      *dir;
  char      *path;
  PlimStore *store;
} Fixture;

typedef struct
{
  guint32      craft;
  PlimPosition position;
} Fed;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = plim_test_make_dir ();
  fixture->path = g_build_filename (fixture->dir, "store.db", NULL);
  fixture->store = plim_test_open_store (fixture->dir);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  plim_store_close (fixture->store);
  g_object_unref (fixture->store);
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static void
add_craft (PlimStoreWriter    *writer,
           const char         *symbol,
           const PlimFedCraft *craft)
{
  g_autoptr(PlimClaim) claim = plim_claim_new ();
  gboolean named = craft->craft >= PLIM_FEED_FIRST_NAMED;
  g_autofree char *mmsi = named ? NULL : g_strdup_printf ("%09u", craft->craft);
  g_autofree char *local_id = named ? g_strdup_printf ("track-%u", craft->craft - PLIM_FEED_FIRST_NAMED) : g_strdup (mmsi);
  g_autofree char *vessel = g_strdup_printf ("%s#%s", symbol, local_id);
  PlimTrack track = { .vessel = vessel, .mmsi = mmsi, .known_by = PLIM_KNOWN_BY_BROADCAST };
  PlimPeriod when = PLIM_PERIOD_UNKNOWN;
  const guint8 content[32] = { 1 };
  g_autoptr(GError) error = NULL;

  when.first = plim_day_from_unix (craft->first_s);
  when.last = plim_day_from_unix (craft->last_s);
  claim->local_id = g_strdup_printf ("track-%s", local_id);
  claim->subject = PLIM_SUBJECT_TRACK;
  claim->basis = PLIM_BASIS_PRIVATE;
  plim_store_writer_add_vessel (writer, local_id, NULL, mmsi, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plim_store_writer_add_claim (writer, craft->claim_key, claim, &when, "2031-01-01", "2031-01-02", NULL, content, &error),
                   ==, craft->claim_key);
  g_assert_no_error (error);
  plim_store_writer_add_track (writer, craft->claim_key, &track, &error);
  g_assert_no_error (error);
}

/* What the import of a log does, without a file. Returns the PlimFedCraft of each craft. */
static GArray *
import_log (PlimStore  *store,
            const char *symbol,
            gboolean    exercise,
            const Fed  *fed,
            guint       n_fed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0'), *rows = NULL;
  PlimReport report = { .symbol = (char *) symbol, .edition = 1, .title = "log", .publisher = "AIS log", .exercise = exercise };
  GArray *crafts = g_array_new (FALSE, FALSE, sizeof (PlimFedCraft));

  g_assert_no_error (error);
  g_assert_cmpint (plim_store_writer_begin_import (writer, "ais-csv", "log.csv", &error), >, 0);
  feed = plim_position_feed_new (writer, exercise);
  for (guint i = 0; i < n_fed; i++)
    if (!plim_position_feed_add (feed, fed[i].craft, &fed[i].position, &error))
      g_assert_no_error (error);
  plim_position_feed_finish (feed, &error);
  g_assert_no_error (error);

  plim_store_writer_set_report (writer, &report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plim_position_feed_get_n_crafts (feed); i++)
    {
      PlimFedCraft found = plim_position_feed_get_craft (feed, i);

      g_assert_true (i == 0 || g_array_index (crafts, PlimFedCraft, i - 1).craft < found.craft);
      add_craft (writer, symbol, &found);
      g_array_append_val (crafts, found);
    }
  plim_store_writer_end_import (writer, 1, sha256, &rows, &error);
  g_assert_no_error (error);
  plim_store_writer_commit (writer, &error);
  g_assert_no_error (error);

  return crafts;
}

static PlimPosition
make_position (gint64 time_s,
               gint32 lat_e6,
               gint32 lon_e6)
{
  return (PlimPosition) {
    .time_s = time_s, .lat_e6 = lat_e6, .lon_e6 = lon_e6, .sog_tenths = 98, .cog_tenths = 710, .heading = 71,
    .draught_tenths = -1, .status = 0,
  };
}

static int
compare_fed (gconstpointer a,
             gconstpointer b)
{
  const Fed *first = a, *second = b;

  if (first->craft != second->craft)
    return first->craft < second->craft ? -1 : 1;
  if (first->position.time_s != second->position.time_s)
    return first->position.time_s < second->position.time_s ? -1 : 1;
  if (first->position.lat_e6 != second->position.lat_e6)
    return first->position.lat_e6 < second->position.lat_e6 ? -1 : 1;

  return (first->position.lon_e6 > second->position.lon_e6) - (first->position.lon_e6 < second->position.lon_e6);
}

/* Each once, by craft and time: what the store has to say after all these were fed. */
static GArray *
settle (GArray *fed)
{
  GArray *settled = g_array_new (FALSE, FALSE, sizeof (Fed));

  g_array_append_vals (settled, fed->data, fed->len);
  g_array_sort (settled, compare_fed);
  for (guint i = 1; i < settled->len;)
    if (compare_fed (&g_array_index (settled, Fed, i - 1), &g_array_index (settled, Fed, i)) == 0)
      g_array_remove_index (settled, i);
    else
      i++;

  return settled;
}

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
      const Fed *wanted = &g_array_index (settled, Fed, i);
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
  GArray *fed = g_array_new (FALSE, FALSE, sizeof (Fed));

  for (guint i = 0; i < n; i++)
    {
      gint64 when = (guint) g_test_rand_int_range (0, 1000) < jumbled ? g_test_rand_int_range (0, (gint32) (n * step_s / 3 + 1))
                                                                      : (gint64) (i / 3) * step_s;
      /* Few places, so that the same one comes again by itself. */
      Fed one = { FIRST_MMSI + i % 3, make_position (from_s + when, 35000000 + g_test_rand_int_range (0, 3),
                                                     124000000 + g_test_rand_int_range (0, 3)) };

      if (i % 3 == 2)
        one.craft = PLIM_FEED_FIRST_NAMED;
      g_array_append_val (fed, one);
    }

  return fed;
}

static void
test_any_order (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { guint step_s, jumbled; } orders[] = { { 60, 0 }, { 0, 0 }, { 1, 5 }, { 60, 50 }, { 60, 1000 }, { 7, 400 } };

  for (guint order = 0; order < G_N_ELEMENTS (orders); order++)
    {
      g_autofree char *symbol = g_strdup_printf ("AIS/%u", order);
      g_autofree char *named_key = g_strdup_printf ("AIS/%u#track-0", order);
      g_autoptr(GArray) fed = make_feed (9000, START_S + order * G_GINT64_CONSTANT (100000000), orders[order].step_s, orders[order].jumbled);
      g_autoptr(GArray) settled = settle (fed);
      g_autoptr(GArray) crafts = import_log (fixture->store, symbol, TRUE, (const Fed *) (gpointer) fed->data, fed->len);
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
          g_autofree char *key = g_strdup_printf ("MMSI %u", FIRST_MMSI + i);
          gint64 from_s = START_S + order * G_GINT64_CONSTANT (100000000);

          assert_vessel (fixture->store, TRUE, key, settled, FIRST_MMSI + i, from_s, from_s + 99999999);
          assert_vessel (fixture->store, TRUE, key, settled, FIRST_MMSI + i, from_s + 1000, from_s + 3333);
        }
      assert_vessel (fixture->store, TRUE, named_key, settled, PLIM_FEED_FIRST_NAMED, G_MININT64, G_MAXINT64);
    }
  g_assert_cmpint (plim_position_box_count_wrong (plim_store_get_connection (fixture->store, NULL), NULL), ==, 0);
}

static void
test_overlap (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) first = make_feed (3000, START_S, 60, 20);
  g_autoptr(GArray) second = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_autoptr(GArray) later = make_feed (1500, START_S + 1000 * 60, 60, 300);
  g_autoptr(GArray) both = NULL, first_settled = settle (first), both_settled = NULL;
  g_autoptr(GArray) again = NULL, crafts = NULL, more = NULL;
  guint64 added[3] = { 0 };

  /* Half of the first file and something new. */
  g_array_append_vals (second, &g_array_index (first, Fed, 1500), 1500);
  g_array_append_vals (second, later->data, later->len);
  both = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_array_append_vals (both, first->data, first->len);
  g_array_append_vals (both, second->data, second->len);
  both_settled = settle (both);

  crafts = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) first->data, first->len);
  more = import_log (fixture->store, "AIS/2", FALSE, (const Fed *) (gpointer) second->data, second->len);
  again = import_log (fixture->store, "AIS/3", FALSE, (const Fed *) (gpointer) first->data, first->len);
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
      g_autofree char *key = g_strdup_printf ("MMSI %u", FIRST_MMSI + i);
      const PlimFedCraft *craft = &g_array_index (again, PlimFedCraft, i);

      assert_vessel (fixture->store, FALSE, key, both_settled, FIRST_MMSI + i, G_MININT64, G_MAXINT64);
      /* What the file says does not depend on what the store had. */
      g_assert_cmpint (craft->first_s, ==, g_array_index (crafts, PlimFedCraft, i).first_s);
      g_assert_cmpint (craft->last_s, ==, g_array_index (crafts, PlimFedCraft, i).last_s);
    }
  for (guint i = 0; i < both_settled->len; i++)
    if (g_array_index (both_settled, Fed, i).craft < PLIM_FEED_FIRST_NAMED)
      added[2]++;
  g_assert_cmpuint (added[0] + added[1], ==, added[2]);
  assert_vessel (fixture->store, FALSE, "AIS/3#track-0", first_settled, PLIM_FEED_FIRST_NAMED, G_MININT64, G_MAXINT64);
}

/* Exercises and what is real never know of each other, nor does a log of what a report says. */
static void
test_worlds (Fixture       *fixture,
             gconstpointer  data)
{
  const PlimPosition in_report = { .time_s = 1904702400, .lat_e6 = 38100000, .lon_e6 = 123900000, .sog_tenths = 98, .cog_tenths = 710,
                                   .heading = 70, .draught_tenths = 52, .status = -1 };
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, "reports/sample.plimsoll-report.xml");
  g_autoptr(GArray) real = NULL, exercise = NULL;
  g_autoptr(GPtrArray) crafts = NULL, tracks = NULL;
  g_autoptr(GError) error = NULL;
  Fed fed[2] = { { FIRST_MMSI, make_position (START_S, 35000000, 124000000) }, { FIRST_MMSI, in_report } };
  PlimFilter filter = PLIM_FILTER_ALL;

  exercise = import_log (fixture->store, "AIS/X", TRUE, fed, G_N_ELEMENTS (fed));
  real = import_log (fixture->store, "AIS/R", FALSE, fed, G_N_ELEMENTS (fed));
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
test_files (Fixture       *fixture,
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
test_impossible (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (fixture->store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  PlimPosition positions[8];

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    positions[i] = make_position (START_S, 35000000, 124000000);
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
      g_assert_false (plim_position_feed_add (feed, FIRST_MMSI, &positions[i], &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
      g_clear_error (&error);
    }
}

/* The same file into the same store gives the same rows. */
static void
test_same_rows (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (5000, START_S, 60, 100);
  g_autofree char *dumps[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GArray) crafts = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) fed->data, fed->len);

      plim_store_close (fixture->store);
      dumps[i] = plim_test_dump_store (fixture->path);
      tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
  g_assert_cmpstr (dumps[0], ==, dumps[1]);
  g_assert_nonnull (strstr (dumps[0], "position_box|"));
  g_free (dumps[1]);
}

typedef struct
{
  GArray *fed;           /* Fed, craft is an index */
  gint64 *last_s;
  guint   stop_after;
} Visits;

static gboolean
visit_cb (guint               craft,
          const PlimPosition *positions,
          guint               count,
          gpointer            data)
{
  Visits *visits = data;

  for (guint i = 0; i < count; i++)
    {
      Fed one = { craft, positions[i] };

      g_assert_cmpint (positions[i].time_s, >=, visits->last_s[craft]);
      visits->last_s[craft] = positions[i].time_s;
      g_array_append_val (visits->fed, one);
    }

  return visits->stop_after == 0 || --visits->stop_after > 0;
}

static void
assert_all (PlimStore        *store,
            const PlimFilter *filter,
            GArray           *settled,
            gint64            from_s,
            gint64            to_s)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) crafts = plim_craft_query (store, filter, &error);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_autofree gint64 *last_s = NULL;
  Visits visits = { .fed = found };
  guint at = 0;

  g_assert_no_error (error);
  last_s = g_new (gint64, crafts->len + 1);
  for (guint i = 0; i < crafts->len; i++)
    last_s[i] = G_MININT64;
  visits.last_s = last_s;
  g_assert_true (plim_position_query_all (store, filter, crafts, visit_cb, &visits, NULL, &error));
  g_assert_no_error (error);
  g_array_sort (found, compare_fed);

  for (guint i = 0; i < settled->len; i++)
    {
      const Fed *wanted = &g_array_index (settled, Fed, i), *here;
      const PlimCraft *craft;
      g_autofree char *key = g_strdup_printf ("MMSI %u", wanted->craft);

      if (wanted->position.time_s < from_s || wanted->position.time_s > to_s)
        continue;
      g_assert_cmpuint (at, <, found->len);
      here = &g_array_index (found, Fed, at++);
      craft = g_ptr_array_index (crafts, here->craft);
      g_assert_cmpstr (craft->key, ==, key);
      g_assert_cmpint (here->position.time_s, ==, wanted->position.time_s);
      g_assert_cmpint (here->position.lat_e6, ==, wanted->position.lat_e6);
      g_assert_cmpint (here->position.lon_e6, ==, wanted->position.lon_e6);
      g_assert_cmpint (craft->first_s, <=, here->position.time_s);
      g_assert_cmpint (craft->last_s, >=, here->position.time_s);
    }
  g_assert_cmpuint (at, ==, found->len);
  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);
      guint64 n = 0;
      gint64 first_s = G_MAXINT64, latest_s = G_MININT64;

      for (guint j = 0; j < found->len; j++)
        if (g_array_index (found, Fed, j).craft == i)
          {
            n++;
            first_s = MIN (first_s, g_array_index (found, Fed, j).position.time_s);
            latest_s = MAX (latest_s, g_array_index (found, Fed, j).position.time_s);
          }
      g_assert_cmpuint (craft->n_positions, ==, n);
      g_assert_cmpint (craft->first_s, ==, first_s);
      g_assert_cmpint (craft->last_s, ==, latest_s);
    }
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GArray) fed = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_autoptr(GArray) first = NULL, second = NULL, settled = NULL;
  g_autoptr(GPtrArray) crafts = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 last_s[5] = { G_MININT64, G_MININT64, G_MININT64, G_MININT64, G_MININT64 };
  Visits visits = { .last_s = last_s, .stop_after = 1 };
  PlimFilter filter = PLIM_FILTER_ALL;

  for (guint i = 0; i < 6000; i++)
    {
      Fed one = { FIRST_MMSI + i % 5, make_position (START_S + (i / 5) * 200, 35000000 + (gint32) i, 124000000) };

      /* One craft has no order at all. */
      if (i % 5 == 3)
        one.position.time_s = START_S + g_test_rand_int_range (0, 240000);
      g_array_append_val (fed, one);
    }
  settled = settle (fed);
  /* Every second position in one log, all in another: times of the two interleave. */
  {
    g_autoptr(GArray) half = g_array_new (FALSE, FALSE, sizeof (Fed));

    for (guint i = 0; i < fed->len; i++)
      if ((i / 5) % 2 == 0)
        g_array_append_val (half, g_array_index (fed, Fed, i));
    first = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) half->data, half->len);
  }
  second = import_log (fixture->store, "AIS/2", FALSE, (const Fed *) (gpointer) fed->data, fed->len);

  assert_all (fixture->store, &filter, settled, G_MININT64, G_MAXINT64);
  plim_period_parse ("2031-01-02", NULL, &filter.days);
  assert_all (fixture->store, &filter, settled, START_S + 86400, START_S + 2 * 86400 - 1);
  plim_period_parse ("open", "2031-01-01", &filter.days);
  assert_all (fixture->store, &filter, settled, G_MININT64, START_S + 86399);
  plim_period_parse ("2031-02", NULL, &filter.days);
  assert_all (fixture->store, &filter, settled, 1, 0);
  filter.days = PLIM_PERIOD_UNKNOWN;
  filter.bases = 1u << PLIM_BASIS_PANEL;
  assert_all (fixture->store, &filter, settled, 1, 0);

  /* Enough is enough. */
  filter.bases = PLIM_BASES_ALL;
  crafts = plim_craft_query (fixture->store, &filter, &error);
  g_assert_cmpuint (crafts->len, ==, 5);
  g_assert_cmpuint (g_strv_length (((PlimCraft *) g_ptr_array_index (crafts, 0))->claims), ==, 2);
  g_assert_cmpstr (((PlimCraft *) g_ptr_array_index (crafts, 0))->claims[0], ==, "AIS/1/1#track-799000001");
  visits.fed = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_assert_true (plim_position_query_all (fixture->store, &filter, crafts, visit_cb, &visits, NULL, &error));
  g_assert_cmpuint (visits.fed->len, <=, 6000 / 5);
  g_array_unref (visits.fed);
  g_cancellable_cancel (cancellable);
  g_assert_false (plim_position_query_all (fixture->store, &filter, crafts, visit_cb, &visits, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_near (PlimStore              *store,
             GArray                 *settled,
             const PlimPositionArea *area,
             gint64                  from_s,
             gint64                  to_s)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = plim_near_query (store, &filter, area, from_s, to_s, &error);
  guint n = 0, wanted = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const PlimNearHit *hit = g_ptr_array_index (hits, i);

      g_assert_true (i == 0 || strcmp (((PlimNearHit *) g_ptr_array_index (hits, i - 1))->key, hit->key) < 0);
      g_assert_cmpuint (g_strv_length (hit->claims), ==, 1);
      g_assert_true (g_str_has_suffix (hit->claims[0], hit->mmsi));
      for (guint j = 0; j < hit->positions->len; j++)
        {
          const PlimPosition *here = &g_array_index (hit->positions, PlimPosition, j);

          g_assert_true (plim_position_area_contains (area, here->lat_e6, here->lon_e6));
          g_assert_cmpint (here->time_s, >=, from_s);
          g_assert_cmpint (here->time_s, <=, to_s);
        }
      n += hit->positions->len;
    }
  for (guint i = 0; i < settled->len; i++)
    {
      const PlimPosition *here = &g_array_index (settled, Fed, i).position;

      wanted += plim_position_area_contains (area, here->lat_e6, here->lon_e6) && here->time_s >= from_s && here->time_s <= to_s;
    }
  g_assert_cmpuint (n, ==, wanted);
}

/* On both sides of 180° and anywhere else: nothing is missed that is there. */
static void
test_near (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) fed = g_array_new (FALSE, FALSE, sizeof (Fed));
  g_autoptr(GArray) settled = NULL, crafts = NULL;

  for (guint craft = 0; craft < 20; craft++)
    {
      gint64 lon = g_test_rand_int_range (-180000000, 180000000), lat = g_test_rand_int_range (-60000000, 60000000);

      /* Half of them go to and fro across 180°. */
      if (craft % 2 == 0)
        lon = 179500000;
      for (guint i = 0; i < 800; i++)
        {
          Fed one = { FIRST_MMSI + craft, make_position (START_S + i * 600, (gint32) lat, (gint32) lon) };

          g_array_append_val (fed, one);
          lat += g_test_rand_int_range (-30000, 30001);
          lon += g_test_rand_int_range (-100000, 100001);
          lon = lon > 180000000 ? lon - 360000000 : lon < -180000000 ? lon + 360000000 : lon;
        }
    }
  settled = settle (fed);
  crafts = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) fed->data, fed->len);

  for (guint i = 0; i < 200; i++)
    {
      PlimPositionArea area = { g_test_rand_int_range (-70000000, 60000000), g_test_rand_int_range (-180000000, 180000000), 0, 0 };
      gint64 from_s = START_S + g_test_rand_int_range (0, 400000);
      gint64 east = area.west_e6 + (gint64) g_test_rand_int_range (0, 60000000);

      if (i % 2 == 0)
        {
          area.west_e6 = 179000000 + g_test_rand_int_range (0, 1000000);
          east = area.west_e6 + (gint64) g_test_rand_int_range (0, 2000000);
        }
      area.north_e6 = area.south_e6 + g_test_rand_int_range (0, 40000000);
      area.east_e6 = (gint32) (east > 180000000 ? east - 360000000 : east);
      assert_near (fixture->store, settled, &area, from_s, from_s + g_test_rand_int_range (0, 200000));
    }
  {
    const PlimPositionArea world = { -90000000, -180000000, 90000000, 180000000 };

    assert_near (fixture->store, settled, &world, G_MININT64, G_MAXINT64);
  }
}

/* Times that 32 bits do not hold are found all the same. */
static void
test_far_times (Fixture       *fixture,
                gconstpointer  data)
{
  const Fed fed[] = {
    { FIRST_MMSI, make_position (-5000000000, 1000000, 2000000) },
    { FIRST_MMSI, make_position (5000000000, 1000000, 2000000) },
    { FIRST_MMSI, make_position (5000000001, 1000000, 2000000) },
  };
  const PlimPositionArea area = { 0, 0, 5000000, 5000000 };
  g_autoptr(GArray) crafts = import_log (fixture->store, "AIS/1", FALSE, fed, G_N_ELEMENTS (fed));
  g_autoptr(GArray) settled = g_array_new (FALSE, FALSE, sizeof (Fed));

  g_array_append_vals (settled, fed, G_N_ELEMENTS (fed));
  assert_near (fixture->store, settled, &area, G_MININT64, G_MAXINT64);
  assert_near (fixture->store, settled, &area, 5000000001, G_MAXINT64);
  assert_near (fixture->store, settled, &area, G_MININT64, -5000000000);
}

/* What a vessel broadcasts of itself, rows kept apart, and the words for all of it. */
static void
test_broadcast (Fixture       *fixture,
                gconstpointer  data)
{
  const Fed fed[] = {
    { FIRST_MMSI, make_position (START_S, 35000000, 124000000) },
    { FIRST_MMSI, make_position (START_S + 60, 35000100, 124000000) },
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
  add_craft (writer, "AIS/1", &found);
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
test_boxes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (3000, START_S, 60, 0);
  g_autoptr(GArray) crafts = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) fed->data, fed->len);
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
test_undone (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GArray) fed = make_feed (6000, START_S, 60, 100);
  g_autoptr(GArray) first = import_log (fixture->store, "AIS/1", FALSE, (const Fed *) (gpointer) fed->data, 900);
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
        plim_position_feed_add (feed, g_array_index (fed, Fed, i).craft, &g_array_index (fed, Fed, i).position, &error);
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
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/positions/any-order", test_any_order },
    { "/positions/overlap", test_overlap },
    { "/positions/worlds", test_worlds },
    { "/positions/files", test_files },
    { "/positions/impossible", test_impossible },
    { "/positions/same-rows", test_same_rows },
    { "/positions/all", test_all },
    { "/positions/near", test_near },
    { "/positions/far-times", test_far_times },
    { "/positions/broadcast", test_broadcast },
    { "/positions/boxes", test_boxes },
    { "/positions/undone", test_undone },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
