#include "config.h"

#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-near.h"
#include "app/analysis/plim-track-pass.h"
#include "tests/plim-test-log.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test-track.h"
#include "tests/plim-test.h"

#define HOUR 3600

static gboolean
measure (PlimTrackParts *parts,
         double          latitude,
         double          longitude,
         double          radius_m,
         gint64          from_s,
         gint64          to_s,
         PlimApproach   *approach)
{
  const PlimNearQuestion question = { latitude, longitude, radius_m, from_s, to_s, PLIM_TRACK_LIMITS_DEFAULT };
  g_autoptr(GPtrArray) pieces = g_ptr_array_new ();

  g_ptr_array_add (pieces, parts);

  return plim_near_measure (&question, pieces, NULL, approach);
}

/* A vessel passes a place on a parallel near the equator, a tenth of a degree off: the closest is between two fixes. */
static void
test_passing (void)
{
  static const double meridians[] = { 124.0, 180.0, -180.0, 179.7 };
  guint m;

  for (m = 0; m < G_N_ELEMENTS (meridians); m++)
    {
      g_autoptr(GArray) positions = plim_test_positions_new ();
      g_autoptr(PlimTrackParts) parts = NULL;
      PlimApproach approach = { 0 };
      guint i;

      for (i = 0; i <= 10; i++)
        plim_test_positions_add (positions, i * HOUR, 0.0, meridians[m] - 1.1 + 0.2 * i, 120);
      parts = plim_test_positions_cut (positions);

      /* At 5.5 h straight below; 0.1° of the meridian at the equator is 11,057.4 m. */
      g_assert_true (measure (parts, 0.1, meridians[m], 12000.0, 0, 10 * HOUR, &approach));
      g_assert_cmpfloat_with_epsilon (approach.time_s, 5.5 * HOUR, 5.0);
      g_assert_cmpfloat_with_epsilon (approach.distance_m, 11057.4, 0.5);
      g_assert_cmpfloat (approach.step_s, ==, HOUR);
      g_assert_cmpuint (approach.n_positions, ==, 0);
      g_assert_cmpfloat_with_epsilon (plim_geo_unwrap (approach.longitude, meridians[m]), meridians[m], 1e-3);
      g_assert_false (measure (parts, 0.1, meridians[m], 11000.0, 0, 10 * HOUR, &approach));

      /* With a wider circle, positions in it are counted; the closest stays. */
      g_assert_true (measure (parts, 0.1, meridians[m], 40000.0, 0, 10 * HOUR, &approach));
      g_assert_cmpuint (approach.n_positions, ==, 4);
      g_assert_cmpfloat_with_epsilon (approach.distance_m, 11057.4, 0.5);

      /* The time asked for ends before it passes: the closest is at its end, worked out. */
      g_assert_true (measure (parts, 0.1, meridians[m], 40000.0, 0, 5 * HOUR + HOUR / 4, &approach));
      g_assert_cmpfloat (approach.time_s, ==, 5.25 * HOUR);
      g_assert_cmpfloat (approach.step_s, ==, HOUR);
      g_assert_false (measure (parts, 0.1, meridians[m], 40000.0, 20 * HOUR, 30 * HOUR, &approach));
    }
}

/* What was not known is not worked out: it may have come by in its silence, or not. */
static void
test_silence (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;
  PlimApproach approach = { 0 };

  plim_test_positions_add (positions, 0, 37.0, 123.0, 120);
  plim_test_positions_add (positions, 12 * HOUR, 39.0, 123.0, 120);
  parts = plim_test_positions_cut (positions);

  g_assert_false (measure (parts, 38.0, 123.0, 50000.0, 0, 12 * HOUR, &approach));
  g_assert_true (measure (parts, 37.0, 123.1, 50000.0, 0, 12 * HOUR, &approach));
  g_assert_cmpfloat (approach.time_s, ==, 0.0);
  g_assert_cmpfloat (approach.step_s, ==, 0.0);
  g_assert_cmpuint (approach.n_positions, ==, 1);
  /* In the silence alone nothing is known. */
  g_assert_false (measure (parts, 37.0, 123.0, 50000.0, HOUR, 11 * HOUR, &approach));
}

/* One number on two ships: of two places in one second both are stated, and no way leads from the one to the other. */
static void
test_same_second (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new (), passing = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL, passing_parts = NULL;
  PlimApproach approach = { 0 };

  plim_test_positions_add (positions, HOUR, 37.0, 124.0, 120);
  plim_test_positions_add (positions, HOUR, 38.0, 124.0, 120);
  parts = plim_test_positions_cut (positions);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (measure (parts, 37.0 + i, 124.0, 10000.0, i * HOUR, HOUR, &approach));
      g_assert_cmpfloat (approach.distance_m, <, 1.0);
      g_assert_cmpuint (approach.n_positions, ==, 1);
      g_assert_cmpfloat (approach.time_s, ==, HOUR);
    }
  g_assert_false (measure (parts, 37.5, 124.0, 10000.0, 0, 2 * HOUR, &approach));

  /* A step that ends where another ship is stated too leads past the place all the same. */
  plim_test_positions_add (passing, 0, 36.9, 124.0, 120);
  plim_test_positions_add (passing, HOUR, 37.1, 124.0, 120);
  plim_test_positions_add (passing, HOUR, 39.0, 124.0, 120);
  passing_parts = plim_test_positions_cut (passing);
  g_assert_true (measure (passing_parts, 37.0, 124.01, 5000.0, 0, 2 * HOUR, &approach));
  g_assert_cmpuint (approach.n_positions, ==, 0);
  g_assert_cmpfloat_with_epsilon (approach.time_s, HOUR / 2, 2.0);
  g_assert_false (measure (passing_parts, 38.0, 124.01, 50000.0, 0, 2 * HOUR, &approach));
}

/* As a slow look at every second finds. */
static void
test_against_all_seconds (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  guint n, i;

  for (n = 0; n < 40; n++)
    {
      g_autoptr(GArray) positions = plim_test_positions_new ();
      g_autoptr(PlimTrackParts) parts = NULL;
      PlimApproach approach = { 0 };
      double latitude = n % 2 == 0 ? 81.0 : 37.0, least_m = G_MAXDOUBLE, longitude = 179.8;
      gint64 time_s = 0, second;
      gboolean found;

      for (i = 0; i < 12; i++)
        {
          plim_test_positions_add (positions, time_s, latitude, longitude, -1);
          time_s += g_rand_int_range (rand, 60, 1500);
          latitude += g_rand_double_range (rand, -0.03, 0.03);
          longitude += g_rand_double_range (rand, -0.05, 0.15);
        }
      parts = plim_test_positions_cut (positions);
      for (second = 300; second <= 9000; second++)
        {
          PlimTrackPlace place = plim_track_parts_place_at (parts, second);

          if (plim_track_place_is_known (&place))
            least_m = MIN (least_m, plim_geo_ellipsoid_m (place.latitude, place.longitude, n % 2 == 0 ? 81.02 : 37.02, -179.9));
        }
      found = measure (parts, n % 2 == 0 ? 81.02 : 37.02, -179.9, 20000.0, 300, 9000, &approach);
      g_assert_cmpint (found, ==, least_m <= 20000.0);
      if (found)
        {
          g_assert_cmpfloat (approach.distance_m, >=, least_m - 15.0);
          g_assert_cmpfloat (approach.distance_m, <=, least_m + (approach.step_s > 0.0 ? 15.0 : 51.0));
        }
    }
  g_rand_free (rand);
}

/* Whatever way between two positions comes into an area, it is not ruled out beforehand; and most of those that do not, are. */
static void
test_pass (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  guint n_touching = 0, n_ruled_out = 0;

  for (guint n = 0; n < 40000; n++)
    {
      double south = g_rand_double_range (rand, -84.0, 80.0), west = n % 3 == 0 ? g_rand_double_range (rand, 170.0, 179.9) : g_rand_double_range (rand, -180.0, 170.0);
      double height = g_rand_double_range (rand, 0.01, 3.0), width = g_rand_double_range (rand, 0.01, 3.0);
      const PlimPositionArea area = { lround (south * 1e6), lround (west * 1e6), lround ((south + height) * 1e6),
                                      lround (plim_geo_wrap (west + width) * 1e6) };
      PlimPosition step[2] = { { 0 }, { 0 } };
      gboolean touches = FALSE, may_touch;
      double map_y[2];

      for (guint i = 0; i < 2; i++)
        {
          step[i].lat_e6 = lround (CLAMP (south + g_rand_double_range (rand, -6.0, 6.0), -85.0, 85.0) * 1e6);
          step[i].lon_e6 = lround (plim_geo_wrap (west + g_rand_double_range (rand, -12.0, 12.0)) * 1e6);
          map_y[i] = asinh (tan (step[i].lat_e6 / 1e6 * G_PI / 180.0));
        }
      may_touch = plim_track_pass_may_touch (&area, &step[0], &step[1]);
      for (guint i = 0; i <= 200 && !touches; i++)
        {
          double share = i / 200.0, lat, lon, way = plim_geo_wrap ((step[1].lon_e6 - (double) step[0].lon_e6) / 1e6);

          /* On the great circle, and straight on the map. */
          plim_geo_between (step[0].lat_e6 / 1e6, step[0].lon_e6 / 1e6, step[1].lat_e6 / 1e6, step[1].lon_e6 / 1e6, share, &lat, &lon);
          touches = plim_position_area_contains (&area, lround (lat * 1e6), lround (lon * 1e6));
          lat = atan (sinh (map_y[0] + (map_y[1] - map_y[0]) * share)) * 180.0 / G_PI;
          lon = plim_geo_wrap (step[0].lon_e6 / 1e6 + way * share);
          touches |= plim_position_area_contains (&area, lround (lat * 1e6), lround (lon * 1e6));
        }
      if (touches)
        g_assert_true (may_touch);
      n_touching += touches;
      n_ruled_out += !may_touch;
    }
  g_assert_cmpuint (n_touching, >, 2000);
  g_assert_cmpuint (n_ruled_out, >, 20000);
}

/* What is cut out of a way tells of an area what the whole way does. */
static void
test_cut (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  const PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  const PlimPositionArea area = { 36900000, 179900000, 37100000, -179800000 };
  guint n_pieces = 0;

  for (guint n = 0; n < 200; n++)
    {
      g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
      g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_track_parts_free);
      double lat = 37.0, lon = 180.0;
      guint at = 0;

      for (guint i = 0; i < 100; i++)
        {
          PlimPosition here = { .time_s = i * 600, .sog_tenths = 100 };

          lat += g_rand_double_range (rand, -0.1, 0.1);
          lon += g_rand_double_range (rand, -0.1, 0.1);
          here.lat_e6 = lround (lat * 1e6);
          here.lon_e6 = lround (plim_geo_wrap (lon) * 1e6);
          g_array_append_val (positions, here);
        }
      plim_track_pass_cut (positions, &area, &limits, pieces);
      n_pieces += pieces->len;

      /* In order, none twice; none left out that is in the area or next to it. */
      for (guint i = 0; i < positions->len; i++)
        {
          const PlimPosition *here = &g_array_index (positions, PlimPosition, i);
          gboolean wanted = plim_position_area_contains (&area, here->lat_e6, here->lon_e6)
                            || (i > 0 && plim_track_pass_may_touch (&area, here - 1, here))
                            || (i + 1 < positions->len && plim_track_pass_may_touch (&area, here, here + 1));
          gboolean there = FALSE;

          while (at < pieces->len)
            {
              GArray *piece = ((PlimTrackParts *) g_ptr_array_index (pieces, at))->positions;

              if (g_array_index (piece, PlimPosition, piece->len - 1).time_s >= here->time_s)
                {
                  there = g_array_index (piece, PlimPosition, 0).time_s <= here->time_s;
                  break;
                }
              at++;
            }
          g_assert_cmpint (there, ==, wanted);
        }
    }
  g_assert_cmpuint (n_pieces, >, 100);
}

/* In a store: the exercise's vessels, about one of its anchorages. */
static void
test_store (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, "../data/reports/exercise.plimsoll-report.xml", NULL);
  PlimFilter filter = PLIM_FILTER_ALL;
  /* 1 to 14 May 2030 */
  PlimNearQuestion question = { 28.64, 122.62, 5000.0, 1903824000, 1905033600, PLIM_TRACK_LIMITS_DEFAULT };
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GPtrArray) found = NULL, none = NULL, all = NULL;
  g_autoptr(GError) error = NULL;
  const PlimNearVessel *vessel;
  guint i;

  /* A real map knows nothing of exercises. */
  none = plim_near_find (store, &filter, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  filter.exercise = TRUE;
  found = plim_near_find (store, &filter, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >=, 1);
  vessel = g_ptr_array_index (found, 0);
  g_assert_cmpstr (vessel->name, ==, "EXERCISE ALPHA");
  g_assert_cmpfloat (vessel->approach.distance_m, <, 100.0);
  g_assert_cmpuint (vessel->approach.n_positions, >, 10);
  g_assert_cmpuint (g_strv_length (vessel->claims), >=, 1);

  /* With a circle round the world, all six; and the same whichever the order is. */
  question.radius_m = 3e7;
  all = plim_near_find (store, &filter, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 6);
  for (i = 1; i < all->len; i++)
    g_assert_cmpfloat (((PlimNearVessel *) g_ptr_array_index (all, i - 1))->approach.distance_m, <=,
                       ((PlimNearVessel *) g_ptr_array_index (all, i))->approach.distance_m);

  g_cancellable_cancel (cancelled);
  g_assert_null (plim_near_find (store, &filter, &question, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&store);
  plim_test_remove_dir (dir);
}

static char **
ask_claims (PlimStore *store,
            double     latitude,
            double     radius_m,
            double    *step_s)
{
  const PlimNearQuestion question = { latitude, 124.0, radius_m, G_MININT64, G_MAXINT64, PLIM_TRACK_LIMITS_DEFAULT };
  const PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = plim_near_find (store, &filter, &question, NULL, &error);
  PlimNearVessel *vessel;

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  vessel = g_ptr_array_index (found, 0);
  *step_s = vessel->approach.step_s;

  return g_steal_pointer (&vessel->claims);
}

/* One vessel in three logs: an answer cites the logs that it rests on, and no other. */
static void
test_claims (PlimTestStore *fixture,
             gconstpointer  data)
{
  const PlimTestFed fed[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, -1600000, 124000000) },
    /* 264 nautical miles on, and too far off for the first look about the equator */
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 5 * HOUR + HOUR / 2, 2800000, 124000000) },
    /* and 84 back */
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 8 * HOUR, 1400000, 124000000) },
  };
  g_auto(GStrv) between = NULL, stated = NULL, counted = NULL;
  double step_s;

  for (guint i = 0; i < G_N_ELEMENTS (fed); i++)
    {
      g_autofree char *symbol = g_strdup_printf ("AIS/%u", i + 1);
      g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, symbol, FALSE, &fed[i], 1);
    }

  /* Between two positions: both logs, and not the third, whose position is near enough to be looked at. */
  between = ask_claims (fixture->store, 0.0, 5000.0, &step_s);
  g_assert_cmpfloat (step_s, ==, 5.5 * HOUR);
  g_assert_cmpuint (g_strv_length (between), ==, 2);
  g_assert_cmpstr (between[0], ==, "AIS/1/1#track-799000001");
  g_assert_cmpstr (between[1], ==, "AIS/2/1#track-799000001");

  /* A position: its log alone, though others are near and the steps from and to it lead through. */
  stated = ask_claims (fixture->store, 2.8, 5000.0, &step_s);
  g_assert_cmpfloat (step_s, ==, 0.0);
  g_assert_cmpuint (g_strv_length (stated), ==, 1);
  g_assert_cmpstr (stated[0], ==, "AIS/2/1#track-799000001");

  /* Where two positions are counted, both of their logs. */
  counted = ask_claims (fixture->store, 2.8, 160000.0, &step_s);
  g_assert_cmpuint (g_strv_length (counted), ==, 2);
  g_assert_cmpstr (counted[0], ==, "AIS/2/1#track-799000001");
  g_assert_cmpstr (counted[1], ==, "AIS/3/1#track-799000001");
}

/* What two reports state of one hull is both of theirs; and what is of no named vessel is found too. */
static void
test_report_claims (PlimTestStore *fixture,
                    gconstpointer  data)
{
#define WAY(id) "<vessels><vessel id='a' imo='9000003'/></vessels><movements><track id='" id "' vessel='a' known-by='seen'>" \
                "<fix time='2032-01-01T00:00Z' lat='1' lon='124'/></track></movements>"
  g_autoptr(PlimImportPlan) one = plim_test_import_report (fixture, "1.xml", "symbol='R/1'", WAY ("t1"));
  g_autoptr(PlimImportPlan) two = plim_test_import_report (fixture, "2.xml", "symbol='R/2'", WAY ("t2"));
  g_autoptr(PlimImportPlan) unnamed = plim_test_import_report (
    fixture, "3.xml", "symbol='R/3'",
    "<movements><track id='t3' mmsi='799000001'><fix time='2032-01-01T00:00Z' lat='5' lon='124'/></track></movements>");
  g_auto(GStrv) hull = NULL, nobody = NULL;
  double step_s;

  g_assert_no_error (one->error);
  g_assert_no_error (two->error);
  g_assert_no_error (unnamed->error);

  hull = ask_claims (fixture->store, 1.0, 5000.0, &step_s);
  g_assert_cmpuint (g_strv_length (hull), ==, 2);
  g_assert_cmpstr (hull[0], ==, "R/1/1#t1");
  g_assert_cmpstr (hull[1], ==, "R/2/1#t2");
  nobody = ask_claims (fixture->store, 5.0, 5000.0, &step_s);
  g_assert_cmpuint (g_strv_length (nobody), ==, 1);
  g_assert_cmpstr (nobody[0], ==, "R/3/1#t3");
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/near/passing", test_passing);
  g_test_add_func ("/near/silence", test_silence);
  g_test_add_func ("/near/same-second", test_same_second);
  g_test_add_func ("/near/against-all-seconds", test_against_all_seconds);
  g_test_add_func ("/near/pass", test_pass);
  g_test_add_func ("/near/cut", test_cut);
  g_test_add_func ("/near/store", test_store);
  g_test_add ("/near/claims", PlimTestStore, NULL, plim_test_store_set_up, test_claims, plim_test_store_tear_down);
  g_test_add ("/near/report-claims", PlimTestStore, NULL, plim_test_store_set_up, test_report_claims, plim_test_store_tear_down);

  return g_test_run ();
}
