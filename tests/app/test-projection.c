#include "config.h"

#include "app/analysis/plim-geo.h"
#include "app/map/plim-projection.h"
#include "tests/plim-test.h"

#include <math.h>

static void
test_round_trip (void)
{
  double latitude, longitude;

  for (latitude = -85.0; latitude <= 85.0; latitude += 0.73)
    g_assert_cmpfloat_with_epsilon (plim_projection_latitude (plim_projection_y (latitude)), latitude, 1e-9);
  for (longitude = -179.9; longitude <= 180.0; longitude += 0.97)
    g_assert_cmpfloat_with_epsilon (plim_projection_longitude (plim_projection_x (longitude)), longitude, 1e-9);

  g_assert_cmpfloat_with_epsilon (plim_projection_y (PLIM_LATITUDE_LIMIT), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plim_projection_y (-90.0), 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plim_projection_y (0.0), 0.5, 1e-12);
}

static void
test_wrap (void)
{
  g_assert_cmpfloat_with_epsilon (plim_projection_nearest_x (0.01, 0.99), 1.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (plim_projection_nearest_x (0.4, -3.5), -3.6, 1e-12);
}

static void
test_fit (void)
{
  const PlimMapBox boxes[] = {
    { 117.0, 24.0, 132.0, 42.0 },
    { 170.0, -20.0, -170.0, 10.0 },
    { -180.0, -60.0, 180.0, 75.0 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      PlimMapView view = plim_map_view_fit (&boxes[i], 800.0, 600.0);
      double west, east, north, south, ignored, latitude, longitude, zoom;

      plim_map_view_place (&view, boxes[i].north, boxes[i].west + 1e-9, &west, &north);
      plim_map_view_place (&view, boxes[i].south, boxes[i].east - 1e-9, &east, &south);
      g_assert_cmpfloat (west, <, east);
      g_assert_cmpfloat (west, >=, -1e-3);
      g_assert_cmpfloat (east, <=, 800.0 + 1e-3);
      g_assert_cmpfloat (north, >=, -1e-3);
      g_assert_cmpfloat (south, <=, 600.0 + 1e-3);
      /* It touches two opposite sides. */
      g_assert_true (east - west > 799.9 || south - north > 599.9);

      plim_projection_fit (&boxes[i], 800.0, 600.0, &latitude, &longitude, &zoom);
      view = plim_map_view_at (latitude, longitude, zoom, 800.0, 600.0);
      plim_map_view_place (&view, latitude, longitude, &ignored, &north);
      g_assert_cmpfloat_with_epsilon (ignored, 400.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (north, 300.0, 1e-6);
    }
}

static void
test_across_date_line (void)
{
  PlimMapView view = plim_map_view_at (0.0, 179.0, 5.0, 1000.0, 800.0);
  PlimMapBox box = plim_map_view_box (&view);
  double x, y, latitude, longitude;

  g_assert_cmpfloat (box.west, >, 0.0);
  g_assert_cmpfloat (box.east, <, 0.0);

  plim_map_view_place (&view, 0.0, -179.0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 500.0 + 2.0 / 360.0 * view.scale, 1e-6);
  plim_map_view_locate (&view, x, y, &latitude, &longitude);
  g_assert_cmpfloat_with_epsilon (longitude, -179.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (latitude, 0.0, 1e-9);
}

/* What was drawn for one view is shown in another, wherever 180° is. */
static void
test_lay (void)
{
  static const double meridians[] = { 124.0, 179.9, 180.0, -180.0, -179.95 };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (meridians); i++)
    {
      PlimMapView view = plim_map_view_at (35.0, meridians[i], 6.0, 800.0, 600.0), wide = plim_map_view_widen (&view, 0.25);
      PlimMapView moved = plim_map_view_at (35.0, plim_geo_wrap (meridians[i] + 1.0), 6.0, 800.0, 600.0);
      PlimMapView far = plim_map_view_at (35.0, plim_geo_wrap (meridians[i] - 7.0), 6.0, 800.0, 600.0);
      PlimMapView near = plim_map_view_at (35.0, plim_geo_wrap (meridians[i] + 1.0), 7.0, 800.0, 600.0);
      double x, y, to_x, to_y, stretch;

      g_assert_cmpfloat_with_epsilon (plim_map_view_lay (&view, &wide, &x, &y), 1.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (x, -200.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, -150.0, 1e-6);
      g_assert_true (plim_map_view_covers (&wide, &view));
      g_assert_false (plim_map_view_covers (&view, &wide));
      g_assert_true (plim_map_view_covers (&wide, &moved));
      g_assert_false (plim_map_view_covers (&view, &moved));
      g_assert_false (plim_map_view_covers (&wide, &far));
      g_assert_false (plim_map_view_covers (&wide, &near));

      /* A place comes to lie where the other view has it. */
      stretch = plim_map_view_lay (&near, &wide, &x, &y);
      plim_map_view_place (&wide, 34.5, plim_geo_wrap (meridians[i] + 0.3), &to_x, &to_y);
      x += to_x * stretch;
      y += to_y * stretch;
      plim_map_view_place (&near, 34.5, plim_geo_wrap (meridians[i] + 0.3), &to_x, &to_y);
      g_assert_cmpfloat_with_epsilon (x, to_x, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, to_y, 1e-6);
    }
}

static void
test_tile (void)
{
  PlimMapView a = plim_map_view_for_tile (7, 2, 3, 256.0);
  PlimMapView b = plim_map_view_for_tile (-1, 2, 3, 256.0);
  PlimMapBox box = plim_map_view_box (&a);

  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
  g_assert_cmpfloat_with_epsilon (box.west, 135.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.east, 180.0, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/projection/round-trip", test_round_trip);
  g_test_add_func ("/projection/wrap", test_wrap);
  g_test_add_func ("/projection/fit", test_fit);
  g_test_add_func ("/projection/across-date-line", test_across_date_line);
  g_test_add_func ("/projection/lay", test_lay);
  g_test_add_func ("/projection/tile", test_tile);

  return g_test_run ();
}
