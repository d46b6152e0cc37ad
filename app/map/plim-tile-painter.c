#include "config.h"

#include "app/map/plim-tile-painter.h"

#include <math.h>

/* Points nearer to one another than this make no visible difference. */
#define TOLERANCE_PX 0.4

/* Lines that end at a tile's edge would show there: shapes go on so far beyond it. */
#define MARGIN_PX    8.0

/* The sea beside the coast is a shade lighter, which lifts the land off it. */
#define SHALLOWS     0.4

static void
set_colour (cairo_t    *cr,
            PlimColour  colour)
{
  cairo_set_source_rgb (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
}

static void
set_fill (cairo_t   *cr,
          PlimStyle  style,
          PlimTheme  theme)
{
  set_colour (cr, plim_style_get_look (style, theme)->fill);
}

static void
set_stroke (cairo_t   *cr,
            PlimStyle  style,
            PlimTheme  theme)
{
  set_colour (cr, plim_style_get_look (style, theme)->stroke);
}

static void
set_shallows (cairo_t   *cr,
              PlimTheme  theme)
{
  PlimColour sea = plim_style_get_look (PLIM_STYLE_SEA, theme)->fill;
  double towards = theme == PLIM_THEME_DARK ? 64.0 : 255.0, share = theme == PLIM_THEME_DARK ? SHALLOWS / 3.0 : SHALLOWS;

  cairo_set_source_rgb (cr, (sea.r + (towards - sea.r) * share) / 255.0, (sea.g + (towards - sea.g) * share) / 255.0,
                        (sea.b + (towards - sea.b) * share) / 255.0);
}

static void
trace_shapes (cairo_t               *cr,
              const PlimCoastPieces *pieces)
{
  guint piece, i = 0;

  for (piece = 0; piece < pieces->ends->len; piece++)
    {
      guint end = g_array_index (pieces->ends, guint, piece);

      for (cairo_new_sub_path (cr); i < end; i++)
        {
          const PlimClipPoint *point = &g_array_index (pieces->points, PlimClipPoint, i);

          cairo_line_to (cr, point->x, point->y);
        }
      cairo_close_path (cr);
    }
}

static void
trace_lines (cairo_t               *cr,
             const PlimCoastPieces *pieces,
             gboolean               rings)
{
  guint piece, start = 0;

  for (piece = 0; piece < pieces->ends->len; piece++)
    {
      guint end = g_array_index (pieces->ends, guint, piece);
      const PlimClipPoint *points = &g_array_index (pieces->points, PlimClipPoint, start);
      guint i, n = end - start;

      for (i = 0; i < n; i++)
        {
          if (i > 0 && points[i].drawn)
            cairo_line_to (cr, points[i].x, points[i].y);
          else
            cairo_move_to (cr, points[i].x, points[i].y);
        }
      if (rings && points[0].drawn)
        cairo_line_to (cr, points[0].x, points[0].y);
      start = end;
    }
}

static void
draw_graticule (cairo_t           *cr,
                const PlimMapView *view,
                double             unit)
{
  double step = plim_tile_painter_graticule_step (view, unit);
  double west = (view->x - 0.5) * 360.0, east = west + view->width / view->scale * 360.0;
  double north = plim_projection_latitude (view->y);
  double south = plim_projection_latitude (view->y + view->height / view->scale);
  double at;

  for (at = floor (west / step) * step; at <= east; at += step)
    {
      double x = (plim_projection_x (at) - view->x) * view->scale;

      cairo_move_to (cr, x, 0.0);
      cairo_line_to (cr, x, view->height);
    }
  for (at = floor (south / step) * step; at <= north; at += step)
    {
      double y = (plim_projection_y (at) - view->y) * view->scale;

      cairo_move_to (cr, 0.0, y);
      cairo_line_to (cr, view->width, y);
    }
  cairo_set_line_width (cr, unit * 0.7);
  cairo_stroke (cr);
}

double
plim_tile_painter_graticule_step (const PlimMapView *view,
                                  double             unit)
{
  static const double steps[] = { 30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 1.0 / 6.0, 1.0 / 12.0, 1.0 / 60.0 };
  guint i;

  /* Lines stand some 100 to 300 pixels apart. */
  for (i = 0; i + 1 < G_N_ELEMENTS (steps); i++)
    if (steps[i + 1] / 360.0 * view->scale / unit < 110.0)
      break;

  return steps[i];
}

void
plim_tile_painter_draw (cairo_t            *cr,
                        PlimCoast          *coast,
                        const PlimMapView  *view,
                        double              unit,
                        PlimTheme           theme,
                        gboolean            graticule)
{
  static const PlimCoastKind rings[] = { PLIM_COAST_LAND, PLIM_COAST_WATER, PLIM_COAST_ISLAND };
  g_auto(PlimCoastPieces) pieces = { NULL };
  double device = 1.0, none = 0.0, tolerance, zoom;
  guint i;

  g_return_if_fail (cr != NULL && coast != NULL && view != NULL);

  /* Detail follows the pixels there are: a dense screen shows the finer coast earlier. */
  cairo_user_to_device_distance (cr, &device, &none);
  zoom = log2 (view->scale * device / PLIM_TILE_SIZE);
  tolerance = TOLERANCE_PX / device;

  plim_coast_pieces_init (&pieces);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, view->width, view->height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  set_fill (cr, PLIM_STYLE_SEA, theme);
  cairo_paint (cr);
  if (graticule)
    {
      set_stroke (cr, PLIM_STYLE_GRATICULE, theme);
      draw_graticule (cr, view, unit);
    }

  for (i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      plim_coast_cut (coast, view, rings[i], zoom, tolerance, MARGIN_PX * unit, &pieces);
      if (pieces.ends->len == 0)
        continue;

      if (rings[i] != PLIM_COAST_WATER)
        {
          trace_lines (cr, &pieces, TRUE);
          set_shallows (cr, theme);
          cairo_set_line_width (cr, unit * 5.0);
          cairo_stroke (cr);
        }
      trace_shapes (cr, &pieces);
      set_fill (cr, rings[i] == PLIM_COAST_WATER ? PLIM_STYLE_SEA : PLIM_STYLE_LAND, theme);
      cairo_fill (cr);
      trace_lines (cr, &pieces, TRUE);
      set_stroke (cr, PLIM_STYLE_COAST, theme);
      cairo_set_line_width (cr, unit * 0.8);
      cairo_stroke (cr);
    }

  plim_coast_cut (coast, view, PLIM_COAST_BORDER, zoom, tolerance, MARGIN_PX * unit, &pieces);
  trace_lines (cr, &pieces, FALSE);
  set_stroke (cr, PLIM_STYLE_BORDER, theme);
  cairo_set_line_width (cr, unit * 0.9);
  cairo_stroke (cr);
  cairo_restore (cr);
}

cairo_surface_t *
plim_tile_painter_paint (PlimCoast          *coast,
                         int                 x,
                         int                 y,
                         int                 z,
                         int                 scale,
                         PlimTheme           theme,
                         gboolean            graticule)
{
  int pixels = PLIM_TILE_SIZE * MAX (scale, 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);
  PlimMapView view = plim_map_view_for_tile (x, y, z, pixels);

  plim_tile_painter_draw (cr, coast, &view, MAX (scale, 1), theme, graticule);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

void
plim_tile_painter_paint_empty (cairo_surface_t    *surface,
                               PlimTheme           theme)
{
  cairo_t *cr = cairo_create (surface);

  set_fill (cr, PLIM_STYLE_SEA, theme);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}
