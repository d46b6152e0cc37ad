#include "config.h"

#include "app/analysis/plim-geo.h"
#include "tests/plim-test.h"

#include <math.h>

static void
test_sphere (void)
{
  double quarter_m = PLIM_GEO_EARTH_RADIUS_M * G_PI / 2.0, latitude, longitude;

  g_assert_cmpfloat_with_epsilon (plim_geo_distance_m (0.0, 0.0, 0.0, 90.0), quarter_m, 1e-3);
  g_assert_cmpfloat_with_epsilon (plim_geo_distance_m (0.0, 170.0, 0.0, -100.0), quarter_m, 1e-3);
  g_assert_cmpfloat_with_epsilon (plim_geo_distance_m (90.0, 12.0, -90.0, 77.0), 2.0 * quarter_m, 1e-3);
  g_assert_cmpfloat (plim_geo_distance_m (38.7, 125.4, 38.7, 125.4), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (plim_geo_bearing (0.0, 0.0, 0.0, 1.0), 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plim_geo_bearing (0.0, -179.0, 0.0, 179.0), 270.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plim_geo_bearing (10.0, 20.0, 5.0, 20.0), 180.0, 1e-9);

  plim_geo_destination (0.0, 179.0, 90.0, quarter_m / 45.0, &latitude, &longitude);
  g_assert_cmpfloat_with_epsilon (latitude, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (longitude, -179.0, 1e-9);

  plim_geo_between (0.0, 178.0, 0.0, -170.0, 0.5, &latitude, &longitude);
  g_assert_cmpfloat_with_epsilon (longitude, -176.0, 1e-9);
}

/* Published lines: Karney (2013) tables 2 to 4, Geoscience Australia's Flinders Peak to Buninyong. */
static void
test_geodesic (void)
{
  static const struct { double lat_1, lon_1, lat_2, lon_2, metres, bearing; } lines[] = {
    { -30.12345, 0.0, -30.12344, 0.00005, 4.944208, 77.04353354237 },
    { -30.0, 0.0, 29.9, 179.8, 19989832.82761, 161.89052473633 },
    { 40.0, 0.0, 41.79331020506, 137.84490004377, 10000000.0, 30.0 },
    { -37.95103341667, 144.42486788889, -37.65282113889, 143.92649552778, 54972.271, 306.86815833333 },
    { 0.0, 0.0, 90.0, 0.0, 10001965.7293, 0.0 },
    { 0.0, 0.0, 0.0, 90.0, 10018754.1714, 90.0 },
    { -90.0, 0.0, 90.0, 50.0, 20003931.4586, -1.0 },
    { 0.0, 0.0, 0.0, 180.0, 20003931.4586, -1.0 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double bearing, metres = plim_geo_geodesic (lines[i].lat_1, lines[i].lon_1, lines[i].lat_2, lines[i].lon_2, &bearing);
      int turn;

      g_test_message ("line %u: %.6f m at %.9f", i, metres, bearing);
      g_assert_cmpfloat_with_epsilon (metres, lines[i].metres, 0.002);
      /* Which of equally short ways one takes between the poles, or half round the equator, is open: -1. */
      if (lines[i].bearing >= 0.0)
        g_assert_cmpfloat_with_epsilon (bearing, lines[i].bearing, 1e-5);

      /* The same line elsewhere, backwards and mirrored is as long. */
      for (turn = -1; turn <= 1; turn++)
        {
          double lon_1 = lines[i].lon_1 + 181.0 * turn, lon_2 = lines[i].lon_2 + 181.0 * turn + 360.0 * turn;

          g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (lines[i].lat_1, lon_1, lines[i].lat_2, lon_2, NULL), metres, 1e-3);
          g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (lines[i].lat_2, lon_2, lines[i].lat_1, lon_1, NULL), metres, 1e-3);
          g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (-lines[i].lat_1, -lon_1, -lines[i].lat_2, -lon_2, NULL), metres, 1e-3);
        }
    }
}

/* Where the destination says one arrives is as far away, and in that direction, as one went. */
static void
test_there_and_back (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  guint i;

  for (i = 0; i < 3000; i++)
    {
      double latitude = g_rand_double_range (rand, -89.0, 89.0), longitude = g_rand_double_range (rand, -180.0, 180.0);
      double bearing = g_rand_double_range (rand, 0.0, 360.0);
      double metres = i % 3 == 0 ? g_rand_double_range (rand, 1.0, 20000.0) : g_rand_double_range (rand, 1e5, 1.9e7);
      double to_latitude, to_longitude, found_m, found_bearing, turn;

      plim_geo_geodesic_destination (latitude, longitude, bearing, metres, &to_latitude, &to_longitude);
      found_m = plim_geo_geodesic (latitude, longitude, to_latitude, to_longitude, &found_bearing);
      g_assert_cmpfloat_with_epsilon (found_m, metres, 0.002);
      turn = fabs (found_bearing - bearing);
      g_assert_cmpfloat (MIN (turn, 360.0 - turn) * G_PI / 180.0 * sin (metres / PLIM_GEO_EARTH_RADIUS_M)
                         * PLIM_GEO_EARTH_RADIUS_M, <, 0.5);

      /* Sphere and ellipsoid differ by little more than half a per cent. */
      g_assert_cmpfloat (fabs (plim_geo_distance_m (latitude, longitude, to_latitude, to_longitude) - metres), <,
                         0.0067 * metres);
    }
  g_rand_free (rand);
}

/* Around the antipode the length is never more than half a meridian's ellipse and changes smoothly. */
static void
test_near_antipodes (void)
{
  double latitude, longitude;

  for (latitude = -1.0; latitude <= 1.0; latitude += 0.05)
    for (longitude = 178.5; longitude <= 181.5; longitude += 0.05)
      {
        double metres = plim_geo_geodesic (20.0, 0.0, -20.0 + latitude, longitude, NULL);
        double beside = plim_geo_geodesic (20.0, 0.0, -20.0 + latitude, longitude + 1e-6, NULL);

        g_assert_cmpfloat (metres, <=, 20003931.46);
        g_assert_cmpfloat (metres, >, 19700000.0);
        g_assert_cmpfloat_with_epsilon (metres, beside, 0.2);
      }
}

static void
test_unwrap (void)
{
  g_assert_cmpfloat (plim_geo_unwrap (-179.0, 179.0), ==, 181.0);
  g_assert_cmpfloat (plim_geo_unwrap (179.0, -540.5), ==, -541.0);
  g_assert_cmpfloat (plim_geo_unwrap (10.0, 20.0), ==, 10.0);
  g_assert_cmpfloat (plim_geo_wrap (181.0), ==, -179.0);
  g_assert_cmpfloat (plim_geo_wrap (-180.0), ==, 180.0);
}

/* By a hair's breadth off the equator. */
static void
test_by_equator (void)
{
  static const double latitudes[] = { 0.0, 1e-17, 1e-15, 1e-13, 1e-10, 1e-7, 1e-5 };
  double degree_m = 6378137.0 * G_PI / 180.0;
  guint i, j;

  /* Ten metres north of the equator are nothing on 45 degrees of it. */
  for (i = 0; i < G_N_ELEMENTS (latitudes); i++)
    for (j = 0; j < G_N_ELEMENTS (latitudes); j++)
      {
        g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (latitudes[i], 10.0, latitudes[j], 55.0, NULL), 45.0 * degree_m, 1e-3);
        g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (-latitudes[i], 170.0, latitudes[j], -145.0, NULL), 45.0 * degree_m, 1e-3);
      }
}

/* One step instead of a hundred, and nearly as exact. */
static void
test_ellipsoid (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  guint i;

  g_assert_cmpfloat (plim_geo_ellipsoid_m (38.0, 180.0, 38.0, -180.0), <, 1e-6);
  for (i = 0; i < 3000; i++)
    {
      double reach = i % 2 == 0 ? 0.5 : 179.0;
      double latitude_1 = g_rand_double_range (rand, -89.9, 89.9), longitude_1 = g_rand_double_range (rand, -180.0, 180.0);
      double turned = latitude_1 + g_rand_double_range (rand, -reach, reach), latitude_2 = CLAMP (turned, -90.0, 90.0);
      double longitude_2 = longitude_1 + g_rand_double_range (rand, -reach, reach);
      double exact_m = plim_geo_geodesic (latitude_1, longitude_1, latitude_2, longitude_2, NULL);

      g_assert_cmpfloat_with_epsilon (plim_geo_ellipsoid_m (latitude_1, longitude_1, latitude_2, longitude_2), exact_m,
                                      1e-5 * exact_m + 1e-6);
    }
  g_rand_free (rand);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/geo/sphere", test_sphere);
  g_test_add_func ("/geo/geodesic", test_geodesic);
  g_test_add_func ("/geo/there-and-back", test_there_and_back);
  g_test_add_func ("/geo/near-antipodes", test_near_antipodes);
  g_test_add_func ("/geo/by-equator", test_by_equator);
  g_test_add_func ("/geo/ellipsoid", test_ellipsoid);
  g_test_add_func ("/geo/unwrap", test_unwrap);

  return g_test_run ();
}
