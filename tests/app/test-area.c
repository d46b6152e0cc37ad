#include "config.h"

#include "app/analysis/plim-area-find.h"
#include "app/plim-error.h"
#include "tests/plim-test-log.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test-track.h"
#include "tests/plim-test.h"

static PlimArea *
make (double        shift,
      const double *places,
      guint         n)
{
  g_autofree double *shifted = g_memdup2 (places, 2 * n * sizeof (double));
  g_autoptr(GError) error = NULL;
  PlimArea *area;
  guint i;

  for (i = 0; i < n; i++)
    {
      shifted[2 * i + 1] += shift;
      if (shifted[2 * i + 1] > 180.0)
        shifted[2 * i + 1] -= 360.0;
    }
  area = plim_area_new (shifted, n, &error);
  g_assert_no_error (error);

  return area;
}

/* A U of straight edges about 124° E, and the same moved across 180°. */
static const double shape[] = { 36.0, 123.0, 39.0, 123.0, 39.0, 123.5, 37.0, 123.5, 37.0, 124.5, 39.0, 124.5, 39.0, 125.0, 36.0, 125.0 };
static const double shifts[] = { 0.0, 56.0, 56.4, 57.0, -124.0, -303.5 };

static void
test_contains (void)
{
  guint s;

  for (s = 0; s < G_N_ELEMENTS (shifts); s++)
    {
      double shift = shifts[s], west, south, east, north;
      g_autoptr(PlimArea) area = make (shift, shape, 8);

      g_assert_true (plim_area_contains (area, 36.5, 124.0 + shift));
      g_assert_true (plim_area_contains (area, 36.5, 124.0 + shift - 360.0));
      g_assert_true (plim_area_contains (area, 38.9, 123.2 + shift));
      g_assert_true (plim_area_contains (area, 38.9, 124.7 + shift));
      g_assert_false (plim_area_contains (area, 38.9, 124.0 + shift));
      g_assert_false (plim_area_contains (area, 36.5, 122.9 + shift));
      g_assert_false (plim_area_contains (area, 36.5, 125.1 + shift));
      g_assert_false (plim_area_contains (area, 35.9, 124.0 + shift));
      g_assert_false (plim_area_contains (area, 90.0, 124.0 + shift));
      g_assert_false (plim_area_contains (area, 36.5, -56.0 + shift));

      /* From one arm to the other, over the open middle; past it; through a corner's edge; wholly inside. */
      g_assert_true (plim_area_touches (area, 38.5, 123.2 + shift, 38.5, 124.7 + shift));
      g_assert_true (plim_area_touches (area, 38.5, 122.0 + shift, 38.5, 126.0 + shift));
      g_assert_true (plim_area_touches (area, 36.2, 124.0 + shift, 36.3, 124.1 + shift));
      g_assert_false (plim_area_touches (area, 38.5, 123.6 + shift, 38.5, 124.4 + shift));
      g_assert_false (plim_area_touches (area, 39.5, 122.0 + shift, 39.5, 126.0 + shift));
      g_assert_false (plim_area_touches (area, 35.0, 123.0 + shift, 35.9, 126.0 + shift));
      /* Nearly parallel to an edge, but outside. */
      g_assert_false (plim_area_touches (area, 35.0, 122.99 + shift, 40.0, 122.999 + shift));

      plim_area_get_box (area, &west, &south, &east, &north);
      g_assert_cmpfloat_with_epsilon (south, 36.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (north, 39.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (fmod (east - west + 360.0, 360.0), 2.0, 1e-9);
      g_assert_cmpfloat (fabs (west), <=, 180.0);
    }
}

/* An edge is straight on the map: at its middle it is not at the mean of the latitudes. */
static void
test_mercator (void)
{
  static const double triangle[] = { 60.0, 100.0, 80.0, 120.0, 60.0, 140.0 };
  g_autoptr(PlimArea) area = make (0.0, triangle, 3);
  double y_60 = log (tan (G_PI / 4.0 + 60.0 * G_PI / 360.0)), y_80 = log (tan (G_PI / 4.0 + 80.0 * G_PI / 360.0));
  double middle = (2.0 * atan (exp ((y_60 + y_80) / 2.0)) - G_PI / 2.0) * 180.0 / G_PI;

  g_assert_cmpfloat (middle, >, 72.0);
  g_assert_true (plim_area_contains (area, middle - 0.001, 110.0));
  g_assert_false (plim_area_contains (area, middle + 0.001, 110.0));
  g_assert_true (plim_area_contains (area, middle - 0.001, 130.0));
  g_assert_false (plim_area_contains (area, middle + 0.001, 130.0));
}

static void
test_text (void)
{
  static const double places[] = { 38.5, 179.5, 39.0, -179.5, 37.25, -179.0 };
  g_autoptr(PlimArea) area = make (0.0, places, 3), again = NULL, closed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = plim_area_to_text (area), *text_again = NULL;
  guint i;

  g_assert_cmpstr (text, ==, "38.500000,179.500000 39.000000,-179.500000 37.250000,-179.000000");
  again = plim_area_parse (" 38.5,179.5\n39,-179.5   37.25,-179 ", &error);
  g_assert_no_error (error);
  text_again = plim_area_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
  closed = plim_area_parse ("38.5,179.5 39,-179.5 37.25,-179 38.5,179.5", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plim_area_get_n (closed), ==, 3);

  for (i = 0; i < 3; i++)
    {
      double latitude, longitude;

      plim_area_get_corner (again, i, &latitude, &longitude);
      g_assert_cmpfloat_with_epsilon (latitude, places[2 * i], 1e-9);
      g_assert_cmpfloat_with_epsilon (longitude, places[2 * i + 1], 1e-9);
    }
}

static void
test_broken (void)
{
  static const char * const broken[] = {
    "", "   ", "38.5,124", "38.5,124 39,124", "38.5,124 39,124 38.5,124",
    "38.5,124 39,125 91,126", "38.5,124 39,125 nan,126", "38.5,124 39,125 38,inf", "38.5,124 39,125 38,1e9",
    "38.5;124 39,125 38,126", "38.5,124 39,125 38", "38.5,124 39,125 38,126x", "38.5, 124 39, 125 38, 126", ",", "38.5,",
    "30,100 31,101 32,102,", "30,120 30,122 30,125", "30,0 30,120 30,-120", "10,10 10,10 10,10",
  };
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) refused = NULL;

      g_test_message ("%s", broken[i]);
      g_assert_null (plim_area_parse (broken[i], &refused));
      g_assert_error (refused, PLIM_ERROR, PLIM_ERROR_FORMAT);
    }

  for (i = 0; i < 5000; i++)
    g_string_append_printf (many, "%u,%u ", i % 80, i % 170);
  g_assert_null (plim_area_parse (many->str, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
}

/* As a fine sampling of the way finds, wherever 180° is. */
static void
test_against_samples (void)
{
  GRand *rand = g_rand_new_with_seed (11);
  guint n, i, touching = 0;

  for (n = 0; n < 4000; n++)
    {
      double shift = shifts[n % G_N_ELEMENTS (shifts)], ends[4];
      g_autoptr(PlimArea) area = make (shift, shape, 8);
      gboolean sampled = FALSE;

      for (i = 0; i < 4; i += 2)
        {
          ends[i] = 0.5 - asinh (tan (g_rand_double_range (rand, 35.0, 40.0) * G_PI / 180.0)) / (2.0 * G_PI);
          ends[i + 1] = (g_rand_double_range (rand, 121.5, 126.5) + shift) / 360.0 + 0.5;
        }
      for (i = 0; i <= 2000 && !sampled; i++)
        sampled = plim_area_contains_xy (area, ends[1] + (ends[3] - ends[1]) * i / 2000.0, ends[0] + (ends[2] - ends[0]) * i / 2000.0);
      touching += sampled;
      if (sampled)
        g_assert_true (plim_area_touches_xy (area, ends[1] - 1.0, ends[0], ends[3], ends[2]));
      else if (plim_area_touches_xy (area, ends[1], ends[0], ends[3], ends[2]))
        {
          /* Then it only cuts a corner, finer than the samples. */
          guint inside = 0;

          for (i = 0; i <= 400000; i++)
            inside += plim_area_contains_xy (area, ends[1] + (ends[3] - ends[1]) * i / 400000.0, ends[0] + (ends[2] - ends[0]) * i / 400000.0);
          g_assert_cmpuint (inside, >, 0);
        }
    }
  g_assert_cmpuint (touching, >, 1000);
  g_assert_cmpuint (touching, <, 3900);
  g_rand_free (rand);
}

static gboolean
measure (const PlimArea *area,
         PlimTrackParts *parts,
         gint64          from_s,
         gint64          to_s,
         PlimAreaStay   *stay)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new ();

  g_ptr_array_add (pieces, parts);

  return plim_area_measure_positions (area, parts->positions, from_s, to_s, NULL, stay)
         || plim_area_measure_passages (area, pieces, from_s, to_s, NULL, stay);
}

/* One number on two ships, both stated of one second: no way leads from the one to the other. */
static void
test_same_second (void)
{
  g_autoptr(PlimArea) area = plim_area_parse ("37.4,123.5 37.6,123.5 37.6,124.5 37.4,124.5", NULL);
  g_autoptr(PlimArea) near = plim_area_parse ("37.004,123.5 37.006,123.5 37.006,124.5 37.004,124.5", NULL);
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;
  PlimAreaStay stay = { 0 };

  plim_test_positions_add (positions, 0, 37.0, 124.0, 60);
  plim_test_positions_add (positions, 600, 37.01, 124.0, 60);
  plim_test_positions_add (positions, 600, 38.0, 124.0, 60);
  parts = plim_test_positions_cut (positions);
  g_assert_false (measure (area, parts, 0, 1000, &stay));
  g_assert_true (measure (near, parts, 0, 1000, &stay));
  g_assert_cmpint (stay.last_s, ==, 600);
}

/* Fixes in it count; without one, a passage between two does, unless that is a silence. */
static void
test_stay (void)
{
  static const double square[] = { 36.0, -0.5, 36.0, 0.5, 37.0, 0.5, 37.0, -0.5 };
  guint s;

  for (s = 0; s < G_N_ELEMENTS (shifts); s++)
    {
      g_autoptr(PlimArea) area = make (shifts[s] + 124.0, square, 4);
      double middle = shifts[s] + 124.0;
      gint64 hours;

      for (hours = 2; hours <= 8; hours += 3)
        {
          g_autoptr(GArray) positions = plim_test_positions_new ();
          g_autoptr(PlimTrackParts) parts = NULL;
          PlimAreaStay stay = { 0 };

          plim_test_positions_add (positions, 1000, 36.5, middle - 0.8, 200);
          plim_test_positions_add (positions, 1000 + hours * 3600, 36.5, middle + 0.8, 200);
          parts = plim_test_positions_cut (positions);
          g_assert_cmpint (measure (area, parts, 0, 1000000, &stay), ==, hours <= 6);
          if (hours <= 6)
            {
              g_assert_cmpuint (stay.n_positions, ==, 0);
              g_assert_cmpint (stay.first_s, ==, 1000);
              g_assert_cmpint (stay.last_s, ==, 1000 + hours * 3600);
              /* In the first tenth of the time it had not come so far. */
              g_assert_false (measure (area, parts, 0, 1000 + hours * 360, &stay));
              g_assert_true (measure (area, parts, 1000 + hours * 1800, 1000 + hours * 1801, &stay));
            }
        }
    }
}

static void
test_store (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, "../data/reports/exercise.plimsoll-report.xml", NULL);
  PlimFilter filter = PLIM_FILTER_ALL;
  PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  g_autoptr(PlimArea) area = plim_area_parse ("28.5,122.4 28.5,122.9 28.9,122.9 28.9,122.4", NULL);
  g_autoptr(PlimArea) elsewhere = plim_area_parse ("-60,-170 -60,170 -50,170 -50,-170", NULL);
  g_autoptr(GPtrArray) found = NULL, none = NULL, later = NULL;
  g_autoptr(GError) error = NULL;
  guint i, alpha = G_MAXUINT;

  filter.exercise = TRUE;
  found = plim_area_find (store, &filter, area, &limits, NULL, &error);
  g_assert_no_error (error);
  for (i = 0; i < found->len; i++)
    if (g_strcmp0 (((PlimAreaVessel *) g_ptr_array_index (found, i))->name, "EXERCISE ALPHA") == 0)
      alpha = i;
  g_assert_cmpuint (alpha, <, found->len);
  g_assert_cmpuint (((PlimAreaVessel *) g_ptr_array_index (found, alpha))->stay.n_positions, >, 10);

  none = plim_area_find (store, &filter, elsewhere, &limits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_true (plim_period_parse ("2031", NULL, &filter.days));
  later = plim_area_find (store, &filter, area, &limits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->len, ==, 0);

  g_clear_object (&store);
  plim_test_remove_dir (dir);
}

static char **
ask_claims (PlimStore  *store,
            const char *corners,
            guint      *n_positions)
{
  const PlimFilter filter = PLIM_FILTER_ALL;
  const PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  g_autoptr(PlimArea) area = plim_area_parse (corners, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = plim_area_find (store, &filter, area, &limits, NULL, &error);
  PlimAreaVessel *vessel;

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  vessel = g_ptr_array_index (found, 0);
  *n_positions = vessel->stay.n_positions;

  return g_steal_pointer (&vessel->claims);
}

/* One vessel in three logs: an answer cites the logs that it rests on, and no other. */
static void
test_claims (PlimTestStore *fixture,
             gconstpointer  data)
{
  const PlimTestFed fed[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S, -1600000, 124000000) },
    /* so far on that the first look about the equator does not see it */
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 19800, 2800000, 124000000) },
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (PLIM_TEST_START_S + 28800, 1400000, 124000000) },
  };
  g_auto(GStrv) passing = NULL, stated = NULL;
  guint n_positions;

  for (guint i = 0; i < G_N_ELEMENTS (fed); i++)
    {
      g_autofree char *symbol = g_strdup_printf ("AIS/%u", i + 1);
      g_autoptr(GArray) crafts = plim_test_log_import (fixture->store, symbol, FALSE, &fed[i], 1);
    }

  passing = ask_claims (fixture->store, "-0.05,123.9 -0.05,124.1 0.05,124.1 0.05,123.9", &n_positions);
  g_assert_cmpuint (n_positions, ==, 0);
  g_assert_cmpuint (g_strv_length (passing), ==, 2);
  g_assert_cmpstr (passing[0], ==, "AIS/1/1#track-799000001");
  g_assert_cmpstr (passing[1], ==, "AIS/2/1#track-799000001");

  stated = ask_claims (fixture->store, "1.3,123.9 1.3,124.1 1.5,124.1 1.5,123.9", &n_positions);
  g_assert_cmpuint (n_positions, ==, 1);
  g_assert_cmpuint (g_strv_length (stated), ==, 1);
  g_assert_cmpstr (stated[0], ==, "AIS/3/1#track-799000001");
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/area/contains", test_contains);
  g_test_add_func ("/area/mercator", test_mercator);
  g_test_add_func ("/area/text", test_text);
  g_test_add_func ("/area/broken", test_broken);
  g_test_add_func ("/area/against-samples", test_against_samples);
  g_test_add_func ("/area/stay", test_stay);
  g_test_add_func ("/area/store", test_store);
  g_test_add_func ("/area/same-second", test_same_second);
  g_test_add ("/area/claims", PlimTestStore, NULL, plim_test_store_set_up, test_claims, plim_test_store_tear_down);

  return g_test_run ();
}
