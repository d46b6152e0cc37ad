#include "config.h"

#include <string.h>

#include "app/scene/plim-scene-cairo.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

#define SCALE 4   /* pixels a millimetre */

static cairo_surface_t *
paint (const PlimScene *scene,
       PlimTheme        theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, plim_scene_get_width (scene) * SCALE,
                                                         plim_scene_get_height (scene) * SCALE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  plim_scene_cairo_paint (scene, theme, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           double           x_mm,
           double           y_mm)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, data + (int) (y_mm * SCALE) * stride + (int) (x_mm * SCALE) * 4, 4);

  return pixel & 0xffffff;
}

static guint
count_pixels (cairo_surface_t *surface,
              double           x_mm,
              double           y_mm,
              double           w_mm,
              double           h_mm,
              guint32          colour)
{
  guint n = 0;

  for (double y = y_mm; y < y_mm + h_mm; y += 1.0 / SCALE)
    for (double x = x_mm; x < x_mm + w_mm; x += 1.0 / SCALE)
      n += get_pixel (surface, x, y) == colour;

  return n;
}

static void
test_shapes (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (60, 40);
  cairo_surface_t *surface;
  PlimShape *path;
  guint hatched;

  plim_scene_add_rect (scene, PLIM_STYLE_NOTIFIED, 2, 2, 10, 10);
  plim_scene_add_rect (scene, PLIM_STYLE_ESTIMATE, 15, 2, 12, 12);
  plim_scene_add_circle (scene, PLIM_STYLE_PORT, 35, 7, 4);
  path = plim_scene_add_path (scene, PLIM_STYLE_TRACK);
  path->series = 2;
  plim_shape_move_to (path, 2, 20.125);
  plim_shape_line_to (path, 58, 20.125);
  /* Outside the picture, and no picture at all. */
  plim_scene_add_rect (scene, PLIM_STYLE_NOTIFIED, 1000, 1000, 10, 10);
  plim_scene_add_rect (scene, PLIM_STYLE_BAN, -1e9, -1e9, 1e6, 1e6);
  plim_scene_add_path (scene, PLIM_STYLE_TRACK);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, 5, 30, 0, PLIM_ALIGN_START, "no size");

  surface = paint (scene, PLIM_THEME_PAPER);
  g_assert_cmphex (get_pixel (surface, 7, 7), ==, 0x1f4e79);
  g_assert_cmphex (get_pixel (surface, 35, 7), ==, 0x2b343c);
  g_assert_cmphex (get_pixel (surface, 58, 38), ==, 0xffffff);
  g_assert_cmphex (get_pixel (surface, 30, 20), ==, 0xb8500f);
  /* Hatched: line and ground, both. */
  hatched = count_pixels (surface, 15.5, 2.5, 11, 11, 0xf6e5ca);
  g_assert_cmpint (hatched, >, 300);
  g_assert_cmpint (hatched, <, 1200);
  g_assert_cmpint (count_pixels (surface, 15.5, 2.5, 11, 11, 0xffffff), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_text (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (60, 30);
  cairo_surface_t *surface;

  plim_scene_add_rect (scene, PLIM_STYLE_NOTIFIED, 0, 0, 60, 30);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, 30, 10, 6, PLIM_ALIGN_MIDDLE, "한글");
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_AXIS, 30, 25, 6, PLIM_ALIGN_END, "Right");

  surface = paint (scene, PLIM_THEME_PAPER);
  /* The halo keeps a label legible on any ground; both sides of the middle are used. */
  g_assert_cmpint (count_pixels (surface, 22, 4, 8, 8, 0xffffff), >, 20);
  g_assert_cmpint (count_pixels (surface, 30, 4, 8, 8, 0xffffff), >, 20);
  g_assert_cmpint (count_pixels (surface, 22, 4, 16, 8, 0x1d2329), >, 20);
  /* Right-aligned text ends at its point. */
  g_assert_cmpint (count_pixels (surface, 10, 19, 20, 8, 0x4a545e), >, 20);
  g_assert_cmpint (count_pixels (surface, 31, 19, 29, 8, 0x4a545e), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_themes (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  cairo_surface_t *dark = paint (scene, PLIM_THEME_DARK);
  cairo_surface_t *grey = paint (scene, PLIM_THEME_GREY);

  g_assert_cmphex (get_pixel (dark, 120, 30), ==, 0x1e1f22);
  for (double y = 0; y < 143; y += 0.25)
    for (double x = 0; x < 254; x += 0.25)
      {
        guint32 pixel = get_pixel (grey, x, y);

        g_assert_cmphex (pixel >> 16, ==, pixel & 0xff);
      }
  cairo_surface_destroy (dark);
  cairo_surface_destroy (grey);
}

/* Half of a picture is painted as it is in the whole. */
static void
test_clip (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  cairo_surface_t *whole = paint (scene, PLIM_THEME_PAPER);
  cairo_surface_t *part = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 254 * SCALE, 40 * SCALE);
  cairo_t *cr = cairo_create (part);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 0, -60 * SCALE);
  cairo_scale (cr, SCALE, SCALE);
  plim_scene_cairo_paint (scene, PLIM_THEME_PAPER, cr);
  cairo_destroy (cr);
  cairo_surface_flush (part);

  for (double y = 0; y < 40; y += 0.25)
    for (double x = 0; x < 254; x += 0.25)
      {
        guint32 a = get_pixel (part, x, y);
        guint32 b = get_pixel (whole, x, y + 60);

        /* Hatchings begin elsewhere, and cairo rounds. */
        for (guint shift = 0; shift < 24; shift += 8)
          g_assert_cmpint (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)), <=, 3);
      }
  cairo_surface_destroy (part);
  cairo_surface_destroy (whole);
}

static void
test_selection (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();

  for (int index = -1; index <= (int) plim_scene_get_n_shapes (scene); index++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 254 * SCALE, 143 * SCALE);
      cairo_t *cr = cairo_create (surface);
      gboolean drawn = FALSE;
      const guint8 *data;

      cairo_scale (cr, SCALE, SCALE);
      plim_scene_cairo_paint_selection (scene, PLIM_THEME_LIGHT, index, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      data = cairo_image_surface_get_data (surface);
      for (int i = 0; i < cairo_image_surface_get_stride (surface) * 143 * SCALE && !drawn; i++)
        drawn = data[i] != 0;
      g_assert_true (drawn == (index >= 0 && index < (int) plim_scene_get_n_shapes (scene)));
      cairo_surface_destroy (surface);
    }
}

/* A long series looks the same as when every point is drawn. */
static void
test_long_series (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (200, 50);
  PlimShape *path = plim_scene_add_path (scene, PLIM_STYLE_TRACK);
  cairo_surface_t *thinned;
  cairo_surface_t *full;
  cairo_t *cr;
  guint n_different = 0;

  plim_shape_move_to (path, 0, 25);
  for (guint i = 1; i <= 20000; i++)
    plim_shape_line_to (path, i / 100.0, 25 + 20 * ((int) (i * 7919 % 4001) - 2000) / 2000.0 * ((i / 500) % 3) / 2.0);

  thinned = paint (scene, PLIM_THEME_PAPER);
  full = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200 * SCALE, 50 * SCALE);
  cr = cairo_create (full);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  cairo_set_source_rgb (cr, 0x1f / 255.0, 0x4e / 255.0, 0x79 / 255.0);
  cairo_set_line_width (cr, 0.4);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, 0, 25);
  for (guint i = 0; i < path->points->len; i++)
    cairo_line_to (cr, g_array_index (path->points, PlimPathPoint, i).x, g_array_index (path->points, PlimPathPoint, i).y);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (full);

  for (double y = 0; y < 50; y += 0.25)
    for (double x = 0; x < 200; x += 0.25)
      {
        int a = get_pixel (thinned, x, y) >> 16;
        int b = get_pixel (full, x, y) >> 16;

        n_different += ABS (a - b) > 64;
      }
  g_assert_cmpint (n_different, <, 800 * 200 / 100);
  cairo_surface_destroy (thinned);
  cairo_surface_destroy (full);
}

/* Thousands of dots are painted together, and are where they would be alone. */
static void
test_cloud (void)
{
  g_autoptr(PlimScene) few = plim_scene_new (100, 60);
  g_autoptr(PlimScene) many = plim_scene_new (100, 60);
  cairo_surface_t *alone;
  cairo_surface_t *together;
  guint n_different = 0;

  for (guint i = 0; i < 1200; i++)
    plim_scene_add_circle (few, PLIM_STYLE_NOTIFIED, 2 + i % 40 * 2.4, 2 + i / 40 * 1.9, 0.7);
  for (guint i = 0; i < 2400; i++)
    plim_scene_add_circle (many, PLIM_STYLE_NOTIFIED, 2 + i % 1200 % 40 * 2.4, 2 + i % 1200 / 40 * 1.9, 0.7);

  alone = paint (few, PLIM_THEME_PAPER);
  together = paint (many, PLIM_THEME_PAPER);
  g_assert_cmphex (get_pixel (together, 2, 2), ==, 0x1f4e79);
  for (double y = 0; y < 60; y += 0.25)
    for (double x = 0; x < 100; x += 0.25)
      {
        int a = get_pixel (alone, x, y) >> 16;
        int b = get_pixel (together, x, y) >> 16;

        n_different += ABS (a - b) > 64;
      }
  /* Drawn twice, an edge between two pixels is a little darker. */
  g_assert_cmpint (n_different, <, 400 * 240 / 20);
  cairo_surface_destroy (alone);
  cairo_surface_destroy (together);
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/scene-cairo/shapes", test_shapes);
  g_test_add_func ("/scene-cairo/text", test_text);
  g_test_add_func ("/scene-cairo/themes", test_themes);
  g_test_add_func ("/scene-cairo/clip", test_clip);
  g_test_add_func ("/scene-cairo/selection", test_selection);
  g_test_add_func ("/scene-cairo/long-series", test_long_series);

  g_test_add_func ("/scene-cairo/cloud", test_cloud);

  return g_test_run ();
}
