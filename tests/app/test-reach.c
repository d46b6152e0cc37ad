#include "config.h"

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-reach.h"
#include "tests/plim-test.h"

#include <math.h>

static void
test_radius (void)
{
  g_assert_cmpfloat_with_epsilon (plim_reach_radius_m (10.0 * 3600.0, 12.0), 120.0 * 1852.0, 1e-6);
  g_assert_cmpfloat (plim_reach_radius_m (0.0, 12.0), ==, 0.0);
  g_assert_cmpfloat (plim_reach_radius_m (-5.0, 12.0), ==, 0.0);
  g_assert_cmpfloat (plim_reach_radius_m (3600.0, -1.0), ==, 0.0);
  g_assert_cmpfloat (plim_reach_radius_m (3600.0, NAN), ==, 0.0);
  /* In a year one can be anywhere. */
  g_assert_cmpfloat (plim_reach_radius_m (365.0 * 86400.0, 12.0), <, 20004000.0);
}

static void
test_circle (void)
{
  static const struct { double latitude, longitude, radius_m; guint n_poles; } cases[] = {
    { 38.0, 124.0, 222240.0, 0 },
    { 38.0, 179.9, 222240.0, 0 },
    { 38.0, -180.0, 222240.0, 0 },
    { 84.0, 180.0, 300000.0, 0 },
    { 84.0, 180.0, 700000.0, 1 },
    { -89.0, 20.0, 300000.0, 1 },
    { 0.0, 0.0, 5000000.0, 0 },
    { 37.0, 123.0, 0.0, 0 },
    { 38.0, 124.0, 14000000.0, 1 },
    /* At 12 knots in 27 days: the loop is round the antipode. */
    { 38.0, 124.0, 14401152.0, 2 },
    { -38.0, -179.0, 14401152.0, 2 },
    { 1.0, 124.0, 15000000.0, 2 },
  };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_poles;
      g_autoptr(GArray) circle = plim_reach_circle (cases[i].latitude, cases[i].longitude, cases[i].radius_m, 72, &n_poles);
      const PlimReachPoint *points = (const PlimReachPoint *) (gpointer) circle->data;

      g_assert_cmpuint (circle->len, ==, 73);
      g_assert_cmpuint (n_poles, ==, cases[i].n_poles);
      for (j = 0; j < circle->len; j++)
        {
          g_assert_cmpfloat_with_epsilon (plim_geo_geodesic (cases[i].latitude, cases[i].longitude, points[j].latitude,
                                                             points[j].longitude, NULL), cases[i].radius_m, 0.01);
          if (j > 0)
            g_assert_cmpfloat (fabs (points[j].longitude - points[j - 1].longitude), <=, 180.0);
        }
      g_assert_cmpfloat_with_epsilon (points[72].latitude, points[0].latitude, 1e-9);
      g_assert_cmpfloat_with_epsilon (fabs (points[72].longitude - points[0].longitude), n_poles == 1 ? 360.0 : 0.0, 1e-6);
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/reach/radius", test_radius);
  g_test_add_func ("/reach/circle", test_circle);

  return g_test_run ();
}
