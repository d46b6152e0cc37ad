#include "config.h"

#include "app/store/plim-near-query.h"
#include "app/store/plim-position-pile.h"
#include "app/store/plim-position-query.h"
#include "tests/plim-test-log.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>

typedef struct
{
  GArray *fed;           /* PlimTestFed, craft is an index */
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
      PlimTestFed one = { craft, positions[i] };

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
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
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
  g_array_sort (found, plim_test_log_compare);

  for (guint i = 0; i < settled->len; i++)
    {
      const PlimTestFed *wanted = &g_array_index (settled, PlimTestFed, i), *here;
      const PlimCraft *craft;
      g_autofree char *key = g_strdup_printf ("MMSI %u", wanted->craft);

      if (wanted->position.time_s < from_s || wanted->position.time_s > to_s)
        continue;
      g_assert_cmpuint (at, <, found->len);
      here = &g_array_index (found, PlimTestFed, at++);
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
        if (g_array_index (found, PlimTestFed, j).craft == i)
          {
            n++;
            first_s = MIN (first_s, g_array_index (found, PlimTestFed, j).position.time_s);
            latest_s = MAX (latest_s, g_array_index (found, PlimTestFed, j).position.time_s);
          }
      g_assert_cmpuint (craft->n_positions, ==, n);
      g_assert_cmpint (craft->first_s, ==, first_s);
      g_assert_cmpint (craft->last_s, ==, latest_s);
    }
}

static void
test_all (PlimTestStore *fixture,
          gconstpointer  data)
{
  g_autoptr(GArray) fed = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
  g_autoptr(GArray) first = NULL, second = NULL, settled = NULL;
  g_autoptr(GPtrArray) crafts = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 last_s[5] = { G_MININT64, G_MININT64, G_MININT64, G_MININT64, G_MININT64 };
  Visits visits = { .last_s = last_s, .stop_after = 1 };
  PlimFilter filter = PLIM_FILTER_ALL;

  for (guint i = 0; i < 6000; i++)
    {
      PlimTestFed one = { PLIM_TEST_FIRST_MMSI + i % 5, plim_test_log_position (PLIM_TEST_START_S + (i / 5) * 200, 35000000 + (gint32) i, 124000000) };

      /* One craft has no order at all. */
      if (i % 5 == 3)
        one.position.time_s = PLIM_TEST_START_S + g_test_rand_int_range (0, 240000);
      g_array_append_val (fed, one);
    }
  settled = plim_test_log_settle (fed);
  /* Every second position in one log, all in another: times of the two interleave. */
  {
    g_autoptr(GArray) half = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));

    for (guint i = 0; i < fed->len; i++)
      if ((i / 5) % 2 == 0)
        g_array_append_val (half, g_array_index (fed, PlimTestFed, i));
    first = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) half->data, half->len);
  }
  second = plim_test_log_import (fixture->store, "AIS/2", FALSE, (const PlimTestFed *) (gpointer) fed->data, fed->len);

  assert_all (fixture->store, &filter, settled, G_MININT64, G_MAXINT64);
  plim_period_parse ("2031-01-02", NULL, &filter.days);
  assert_all (fixture->store, &filter, settled, PLIM_TEST_START_S + 86400, PLIM_TEST_START_S + 2 * 86400 - 1);
  plim_period_parse ("open", "2031-01-01", &filter.days);
  assert_all (fixture->store, &filter, settled, G_MININT64, PLIM_TEST_START_S + 86399);
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
  visits.fed = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
  g_assert_true (plim_position_query_all (fixture->store, &filter, crafts, visit_cb, &visits, NULL, &error));
  g_assert_cmpuint (visits.fed->len, <=, 6000 / 5);
  g_array_unref (visits.fed);
  g_cancellable_cancel (cancellable);
  g_assert_false (plim_position_query_all (fixture->store, &filter, crafts, visit_cb, &visits, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Each position knows which of two logs it came with; what two claims state knows both. */
static void
test_cited (PlimTestStore *fixture,
            gconstpointer  data)
{
  const PlimTestFed one[] = { { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, 37000000, 124000000) },
                              { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 120, 37000000, 124200000) } };
  const PlimTestFed other[] = { { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 60, 37000000, 124100000) } };
  g_autoptr(GArray) first = plim_test_log_import (fixture->store, "AIS/1", FALSE, one, G_N_ELEMENTS (one));
  g_autoptr(GArray) second = plim_test_log_import (fixture->store, "AIS/2", FALSE, other, G_N_ELEMENTS (other));
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = plim_position_query_cited (fixture->store, &filter, "MMSI 799000001", G_MININT64, G_MAXINT64, sources, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      guint32 source = g_array_index (found, PlimPosition, i).source;
      const char * const *claims = plim_position_sources_get_claims (sources, source);

      g_assert_cmpuint (g_strv_length ((char **) claims), ==, 1);
      g_assert_cmpstr (claims[0], ==, i == 1 ? "AIS/2/1#track-799000001" : "AIS/1/1#track-799000001");
      g_assert_cmpint (plim_position_sources_get_known_by (sources, source), ==, PLIM_KNOWN_BY_BROADCAST);
    }
}

static void
test_sources (void)
{
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  const PlimPosition here = { .time_s = 7, .lat_e6 = 1, .lon_e6 = 2 };
  PlimPosition all[] = { here, here, here, here, here };
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  guint32 b = plim_position_sources_add (sources, "B", PLIM_KNOWN_BY_TOLD), a = plim_position_sources_add (sources, "A", PLIM_KNOWN_BY_SEEN);
  g_auto(GStrv) marked = NULL, none = NULL;

  /* A and C lie elsewhere alone; B and A state the same. */
  all[0].source = b;
  all[1].source = a;
  all[2].source = a;
  all[3].lat_e6 = 5;
  all[3].source = plim_position_sources_add (sources, "C", PLIM_KNOWN_BY_TOLD);
  all[4].source = b;
  g_array_append_vals (positions, all, G_N_ELEMENTS (all));
  plim_position_pile_tidy (positions, sources);
  g_assert_cmpuint (positions->len, ==, 2);
  {
    guint32 both = g_array_index (positions, PlimPosition, 0).source;
    const char * const *claims = plim_position_sources_get_claims (sources, both);

    g_assert_cmpuint (g_strv_length ((char **) claims), ==, 2);
    g_assert_cmpstr (claims[0], ==, "A");
    g_assert_cmpstr (claims[1], ==, "B");
    g_assert_cmpint (plim_position_sources_get_known_by (sources, both), ==, PLIM_KNOWN_BY_SEEN);
    g_assert_cmpuint (plim_position_sources_join (sources, a, b), ==, both);
    g_assert_cmpuint (plim_position_sources_join (sources, both, a), ==, both);
    plim_position_sources_mark (sources, both);
  }
  g_assert_cmpuint (g_array_index (positions, PlimPosition, 1).source, ==, all[3].source);

  plim_position_sources_mark (sources, a);
  plim_position_sources_mark (sources, a);
  marked = plim_position_sources_take_marked (sources);
  g_assert_cmpuint (g_strv_length (marked), ==, 2);
  g_assert_cmpstr (marked[0], ==, "A");
  g_assert_cmpstr (marked[1], ==, "B");
  none = plim_position_sources_take_marked (sources);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
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
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  g_autoptr(GPtrArray) hits = plim_near_query (store, &filter, area, from_s, to_s, sources, NULL, &error);
  guint n = 0, wanted = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const PlimNearHit *hit = g_ptr_array_index (hits, i);

      g_assert_true (i == 0 || strcmp (((PlimNearHit *) g_ptr_array_index (hits, i - 1))->key, hit->key) < 0);
      for (guint j = 0; j < hit->positions->len; j++)
        {
          const PlimPosition *here = &g_array_index (hit->positions, PlimPosition, j);
          const char * const *claims = plim_position_sources_get_claims (sources, here->source);

          g_assert_cmpuint (g_strv_length ((char **) claims), ==, 1);
          g_assert_true (g_str_has_suffix (claims[0], hit->mmsi));
          g_assert_true (plim_position_area_contains (area, here->lat_e6, here->lon_e6));
          g_assert_cmpint (here->time_s, >=, from_s);
          g_assert_cmpint (here->time_s, <=, to_s);
        }
      n += hit->positions->len;
    }
  for (guint i = 0; i < settled->len; i++)
    {
      const PlimPosition *here = &g_array_index (settled, PlimTestFed, i).position;

      wanted += plim_position_area_contains (area, here->lat_e6, here->lon_e6) && here->time_s >= from_s && here->time_s <= to_s;
    }
  g_assert_cmpuint (n, ==, wanted);
}

/* On both sides of 180° and anywhere else: nothing is missed that is there. */
static void
test_near (PlimTestStore *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) fed = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));
  const PlimPositionArea world = { -90000000, -180000000, 90000000, 180000000 };
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) settled = NULL, crafts = NULL;

  for (guint craft = 0; craft < 20; craft++)
    {
      gint64 lon = g_test_rand_int_range (-180000000, 180000000), lat = g_test_rand_int_range (-60000000, 60000000);

      /* Half of them go to and fro across 180°. */
      if (craft % 2 == 0)
        lon = 179500000;
      for (guint i = 0; i < 800; i++)
        {
          PlimTestFed one = { PLIM_TEST_FIRST_MMSI + craft, plim_test_log_position (PLIM_TEST_START_S + i * 600, (gint32) lat, (gint32) lon) };

          g_array_append_val (fed, one);
          lat += g_test_rand_int_range (-30000, 30001);
          lon += g_test_rand_int_range (-100000, 100001);
          lon = lon > 180000000 ? lon - 360000000 : lon < -180000000 ? lon + 360000000 : lon;
        }
    }
  settled = plim_test_log_settle (fed);
  crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, (const PlimTestFed *) (gpointer) fed->data, fed->len);

  for (guint i = 0; i < 200; i++)
    {
      PlimPositionArea area = { g_test_rand_int_range (-70000000, 60000000), g_test_rand_int_range (-180000000, 180000000), 0, 0 };
      gint64 from_s = PLIM_TEST_START_S + g_test_rand_int_range (0, 400000);
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
  assert_near (fixture->store, settled, &world, G_MININT64, G_MAXINT64);

  g_cancellable_cancel (cancelled);
  g_assert_null (plim_near_query (fixture->store, &filter, &world, G_MININT64, G_MAXINT64, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* On 180° itself, from whichever side it is asked for. */
static void
test_near_edge (PlimTestStore *fixture,
                gconstpointer  data)
{
  const PlimTestFed fed[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, -10000000, -180000000) },
    { PLIM_TEST_FIRST_MMSI + 1, plim_test_log_position (PLIM_TEST_START_S, -10000000, 180000000) },
  };
  const PlimPositionArea areas[] = {
    { -20000000, 170000000, 0, 180000000 }, { -20000000, -180000000, 0, -170000000 }, { -20000000, 170000000, 0, -170000000 },
    { -20000000, 170000000, 0, -180000000 }, { -20000000, 180000000, 0, -170000000 }, { -20000000, -180000000, 0, 180000000 },
    { -20000000, 170000000, 0, 179999999 },
  };
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, fed, G_N_ELEMENTS (fed));

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) hits = plim_near_query (fixture->store, &filter, &areas[i], G_MININT64, G_MAXINT64, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, i + 1 < G_N_ELEMENTS (areas) ? 2 : 0);
    }
}

/* Times that 32 bits do not hold are found all the same. */
static void
test_far_times (PlimTestStore *fixture,
                gconstpointer  data)
{
  const PlimTestFed fed[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (-5000000000, 1000000, 2000000) },
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (5000000000, 1000000, 2000000) },
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (5000000001, 1000000, 2000000) },
  };
  const PlimPositionArea area = { 0, 0, 5000000, 5000000 };
  g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, "AIS/1", FALSE, fed, G_N_ELEMENTS (fed));
  g_autoptr(GArray) settled = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));

  g_array_append_vals (settled, fed, G_N_ELEMENTS (fed));
  assert_near (fixture->store, settled, &area, G_MININT64, G_MAXINT64);
  assert_near (fixture->store, settled, &area, 5000000001, G_MAXINT64);
  assert_near (fixture->store, settled, &area, G_MININT64, -5000000000);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (PlimTestStore *, gconstpointer); } tests[] = {
    { "/position-query/all", test_all },
    { "/position-query/cited", test_cited },
    { "/position-query/near", test_near },
    { "/position-query/near-edge", test_near_edge },
    { "/position-query/far-times", test_far_times },
  };

  plim_test_init (&argc, &argv);

  g_test_add_func ("/position-query/sources", test_sources);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PlimTestStore, NULL, plim_test_store_set_up, tests[i].test, plim_test_store_tear_down);

  return g_test_run ();
}
