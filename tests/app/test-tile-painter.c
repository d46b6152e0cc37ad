#include "config.h"

#include "app/map/plim-tile-painter.h"
#include "app/plim-data.h"
#include "tests/plim-test.h"

typedef cairo_surface_t Surface;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Surface, cairo_surface_destroy)

static PlimCoast *coast;

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (surface) + 4 * x);
}

static guint32
colour_of (PlimStyle style,
           PlimTheme theme)
{
  PlimColour colour = plim_style_get_look (style, theme)->fill;

  return 0xff000000 | colour.r << 16 | colour.g << 8 | colour.b;
}

static gboolean
surfaces_equal (cairo_surface_t *a,
                cairo_surface_t *b)
{
  return cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                    (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a)) == 0;
}

static void
test_themes (gconstpointer data)
{
  PlimTheme theme = GPOINTER_TO_INT (data);
  g_autoptr(Surface) a = plim_tile_painter_paint (coast, 54, 24, 6, 1, theme, FALSE);
  g_autoptr(Surface) b = plim_tile_painter_paint (coast, 54, 24, 6, 1, theme, FALSE);
  g_autoptr(Surface) big = plim_tile_painter_paint (coast, 54, 24, 6, 2, theme, TRUE);
  PlimMapView view = plim_map_view_for_tile (54, 24, 6, 256.0);
  double x, y;

  g_assert_true (surfaces_equal (a, b));
  g_assert_cmpint (cairo_image_surface_get_width (a), ==, 256);
  g_assert_cmpint (cairo_image_surface_get_width (big), ==, 512);

  plim_map_view_place (&view, 37.0, 124.0, &x, &y);
  g_assert_cmphex (pixel_at (a, x, y), ==, colour_of (PLIM_STYLE_SEA, theme));
  plim_map_view_place (&view, 40.0, 125.8, &x, &y);
  g_assert_cmphex (pixel_at (a, x, y), ==, colour_of (PLIM_STYLE_LAND, theme));
}

/* Three columns west of the world is three from its eastern edge. */
static void
test_wraps (void)
{
  g_autoptr(Surface) a = plim_tile_painter_paint (coast, -3, 2, 3, 1, PLIM_THEME_LIGHT, TRUE);
  g_autoptr(Surface) b = plim_tile_painter_paint (coast, 5, 2, 3, 1, PLIM_THEME_LIGHT, TRUE);
  g_autoptr(Surface) other = plim_tile_painter_paint (coast, 4, 2, 3, 1, PLIM_THEME_LIGHT, TRUE);

  g_assert_true (surfaces_equal (a, b));
  g_assert_false (surfaces_equal (a, other));
}

/* Chukotka goes on over the date line without a line along it. */
static void
test_date_line (void)
{
  g_autoptr(Surface) before = plim_tile_painter_paint (coast, 63, 15, 6, 1, PLIM_THEME_LIGHT, FALSE);
  g_autoptr(Surface) after = plim_tile_painter_paint (coast, 64, 15, 6, 1, PLIM_THEME_LIGHT, FALSE);
  guint32 land = colour_of (PLIM_STYLE_LAND, PLIM_THEME_LIGHT);
  guint both = 0;
  int y;

  for (y = 0; y < 256; y++)
    {
      gboolean left = pixel_at (before, 250, y) == land, right = pixel_at (after, 5, y) == land;

      if (left && right)
        {
          g_assert_cmphex (pixel_at (before, 255, y), ==, land);
          g_assert_cmphex (pixel_at (after, 0, y), ==, land);
          both++;
        }
    }
  g_assert_cmpuint (both, >, 50);
}

/* A tile is the cut-out of any larger picture: no seam, no shift. */
static void
test_seams (void)
{
  g_autoptr(Surface) whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 512, 256);
  g_autoptr(Surface) left = plim_tile_painter_paint (coast, 434, 196, 9, 1, PLIM_THEME_LIGHT, FALSE);
  g_autoptr(Surface) right = plim_tile_painter_paint (coast, 435, 196, 9, 1, PLIM_THEME_LIGHT, FALSE);
  cairo_t *cr = cairo_create (whole);
  PlimMapView view = plim_map_view_for_tile (434, 196, 9, 256.0);
  guint differing = 0;
  int x, y;

  view.width = 512.0;
  plim_tile_painter_draw (cr, coast, &view, 1.0, PLIM_THEME_LIGHT, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (whole);

  for (y = 0; y < 256; y++)
    for (x = 0; x < 512; x++)
      {
        guint32 a = pixel_at (whole, x, y), b = x < 256 ? pixel_at (left, x, y) : pixel_at (right, x - 256, y);

        if (ABS ((int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff)) > 24)
          differing++;
      }
  g_assert_cmpuint (differing, <, 60);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  plim_test_init (&argc, &argv);

  folder = plim_data_find ("coast");
  coast = plim_coast_load (folder, NULL);
  g_assert_nonnull (coast);

  g_test_add_data_func ("/tile-painter/light", GINT_TO_POINTER (PLIM_THEME_LIGHT), test_themes);
  g_test_add_data_func ("/tile-painter/dark", GINT_TO_POINTER (PLIM_THEME_DARK), test_themes);
  g_test_add_func ("/tile-painter/wraps", test_wraps);
  g_test_add_func ("/tile-painter/date-line", test_date_line);
  g_test_add_func ("/tile-painter/seams", test_seams);
  status = g_test_run ();
  plim_coast_unref (coast);

  return status;
}
