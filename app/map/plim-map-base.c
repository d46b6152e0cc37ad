#include "config.h"

#include "app/map/plim-map-base.h"

#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-gazetteer.h"
#include "app/map/plim-tile-painter.h"
#include "app/scene/plim-layout.h"

/* Printed at 300 dpi nobody sees less. */
#define TOLERANCE_MM 0.08

static void
add_rings (PlimScene             *scene,
           PlimStyle              style,
           const PlimCoastPieces *pieces,
           double                 x,
           double                 y)
{
  PlimShape *path = plim_scene_add_path (scene, style);
  guint piece, i = 0;

  for (piece = 0; piece < pieces->ends->len; piece++)
    {
      guint start = i, end = g_array_index (pieces->ends, guint, piece);

      for (; i < end; i++)
        {
          const PlimClipPoint *point = &g_array_index (pieces->points, PlimClipPoint, i);

          if (i == start)
            plim_shape_move_to (path, x + point->x, y + point->y);
          else
            plim_shape_line_to (path, x + point->x, y + point->y);
        }
      plim_shape_close (path);
    }
}

static void
add_lines (PlimScene             *scene,
           PlimStyle              style,
           const PlimCoastPieces *pieces,
           gboolean               rings,
           double                 x,
           double                 y)
{
  PlimShape *path = plim_scene_add_path (scene, style);
  guint piece, start = 0;

  for (piece = 0; piece < pieces->ends->len; piece++)
    {
      guint end = g_array_index (pieces->ends, guint, piece), i;
      const PlimClipPoint *points = &g_array_index (pieces->points, PlimClipPoint, start);
      gboolean pen_down = FALSE;

      for (i = 1; i < end - start + (rings ? 1 : 0); i++)
        {
          const PlimClipPoint *to = &points[i % (end - start)];

          if (to->drawn && !pen_down)
            plim_shape_move_to (path, x + points[i - 1].x, y + points[i - 1].y);
          if (to->drawn)
            plim_shape_line_to (path, x + to->x, y + to->y);
          pen_down = to->drawn;
        }
      start = end;
    }
}

static void
add_graticule (PlimScene         *scene,
               const PlimMapView *view,
               double             x,
               double             y)
{
  double step = plim_tile_painter_graticule_step (view, PLIM_MAP_PIXEL_MM);
  double west = (view->x - 0.5) * 360.0, east = west + view->width / view->scale * 360.0;
  double north = plim_projection_latitude (view->y);
  double south = plim_projection_latitude (view->y + view->height / view->scale);
  PlimShape *path = plim_scene_add_path (scene, PLIM_STYLE_GRATICULE);
  double i;

  for (i = ceil (west / step); i * step <= east; i++)
    {
      double at = x + (plim_projection_x (i * step) - view->x) * view->scale;

      plim_shape_move_to (path, at, y);
      plim_shape_line_to (path, at, y + view->height);
    }
  for (i = ceil (south / step); i * step <= north; i++)
    {
      double at = y + (plim_projection_y (i * step) - view->y) * view->scale;

      plim_shape_move_to (path, x, at);
      plim_shape_line_to (path, x + view->width, at);
    }
}

/* "125° E", "125° 30′ E", "0°" */
static char *
format_degrees (double      degrees,
                const char *positive,
                const char *negative)
{
  long minutes = lround (fabs (degrees) * 60.0);
  const char *side = minutes == 0 || minutes == 180 * 60 ? "" : degrees < 0.0 ? negative : positive;

  if (minutes % 60 == 0)
    return g_strdup_printf ("%ld°%s%s", minutes / 60, *side ? " " : "", side);

  return g_strdup_printf ("%ld° %02ld′ %s", minutes / 60, minutes % 60, side);
}

double
plim_map_base_zoom (const PlimMapView *view)
{
  return log2 (view->scale / PLIM_MAP_PIXEL_MM / PLIM_TILE_SIZE);
}

void
plim_map_base_add (PlimScene         *scene,
                   PlimCoast         *coast,
                   const PlimMapView *view,
                   double             x,
                   double             y)
{
  static const PlimCoastKind rings[] = { PLIM_COAST_LAND, PLIM_COAST_WATER, PLIM_COAST_ISLAND };
  g_auto(PlimCoastPieces) pieces = { NULL };
  /* Paper shows twice as much as a screen. */
  double zoom = plim_map_base_zoom (view) + 1.0;
  guint i;

  plim_scene_add_rect (scene, PLIM_STYLE_SEA, x, y, view->width, view->height);
  add_graticule (scene, view, x, y);

  plim_coast_pieces_init (&pieces);
  for (i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      plim_coast_cut (coast, view, rings[i], zoom, TOLERANCE_MM, 0.0, &pieces);
      if (pieces.ends->len == 0)
        continue;
      add_rings (scene, rings[i] == PLIM_COAST_WATER ? PLIM_STYLE_SEA : PLIM_STYLE_LAND, &pieces, x, y);
      add_lines (scene, PLIM_STYLE_COAST, &pieces, TRUE, x, y);
    }

  plim_coast_cut (coast, view, PLIM_COAST_BORDER, zoom, TOLERANCE_MM, 0.0, &pieces);
  if (pieces.ends->len > 0)
    add_lines (scene, PLIM_STYLE_BORDER, &pieces, FALSE, x, y);
}

void
plim_map_base_add_coast (PlimScene         *scene,
                         PlimCoast         *coast,
                         const PlimMapView *view,
                         double             x,
                         double             y)
{
  static const PlimCoastKind rings[] = { PLIM_COAST_LAND, PLIM_COAST_ISLAND };
  g_auto(PlimCoastPieces) pieces = { NULL };
  guint i;

  plim_coast_pieces_init (&pieces);
  for (i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      plim_coast_cut (coast, view, rings[i], plim_map_base_zoom (view) + 1.0, TOLERANCE_MM, 0.0, &pieces);
      if (pieces.ends->len > 0)
        add_lines (scene, PLIM_STYLE_COAST, &pieces, TRUE, x, y);
    }
}

void
plim_map_base_add_degrees (PlimScene         *scene,
                           const PlimMapView *view,
                           double             x,
                           double             y)
{
  const double size = 2.2, edge = 6.0;
  double step = plim_tile_painter_graticule_step (view, PLIM_MAP_PIXEL_MM);
  double west = (view->x - 0.5) * 360.0, east = west + view->width / view->scale * 360.0;
  double north = plim_projection_latitude (view->y);
  double south = plim_projection_latitude (view->y + view->height / view->scale);
  double i;

  for (i = ceil (west / step); i * step <= east; i++)
    {
      double at = (plim_projection_x (i * step) - view->x) * view->scale;
      g_autofree char *text = format_degrees (plim_geo_wrap (i * step), "E", "W");

      if (at > edge && at < view->width - edge)
        plim_scene_add_text (scene, PLIM_STYLE_TEXT_AXIS, x + at, y + view->height + size * 1.25, size,
                             PLIM_ALIGN_MIDDLE, text);
    }
  for (i = ceil (south / step); i * step <= north; i++)
    {
      double at = (plim_projection_y (i * step) - view->y) * view->scale;
      g_autofree char *text = format_degrees (i * step, "N", "S");

      if (at > edge / 2.0 && at < view->height - edge / 2.0)
        plim_scene_add_text (scene, PLIM_STYLE_TEXT_AXIS, x - 0.9, y + at + size * 0.35, size, PLIM_ALIGN_END, text);
    }
}

/* Whether the middle of a name and most of the way to its ends lie on land, or on water. */
static gboolean
is_on_its_own (const PlimMapView *view,
               PlimCoast         *coast,
               double             x,
               double             y,
               double             width,
               gboolean           water)
{
  int i;

  for (i = -1; i <= 1; i++)
    {
      double latitude, longitude;

      plim_map_view_locate (view, x + i * width * 0.4, y, &latitude, &longitude);
      if (plim_coast_is_land (coast, latitude, longitude) == water)
        return FALSE;
    }

  return TRUE;
}

void
plim_map_base_add_names (PlimScene         *scene,
                         const PlimMapView *view,
                         double             x,
                         double             y,
                         PlimLabels        *labels)
{
  GPtrArray *names = plim_gazetteer_get ();
  PlimCoast *coast = plim_coast_get_bundled (NULL);
  double zoom = plim_map_base_zoom (view);
  guint i;

  for (i = 0; i < names->len; i++)
    {
      const PlimName *name = g_ptr_array_index (names, i);
      const char *words = plim_name_get_words (name);
      gboolean water = plim_name_is_water (name);
      double size = g_str_equal (name->kind, "ocean") ? 3.6
                    : g_str_equal (name->kind, "sea") ? 3.2
                    : g_str_equal (name->kind, "country") ? 2.9 : 2.4;
      double at_x, at_y, width;
      int shift;

      if (zoom < name->from_zoom - 0.5 || zoom > name->to_zoom + 0.5)
        continue;

      plim_map_view_place (view, name->latitude, name->longitude, &at_x, &at_y);
      width = plim_layout_text_width (words, size, FALSE);
      if (at_x < width / 2.0 + 1.0 || at_x > view->width - width / 2.0 - 1.0 || at_y < 0.0 || at_y > view->height)
        continue;

      /* A name may move a little to where nothing is written yet, but not off its land or sea. */
      for (shift = 0; shift < 15; shift++)
        {
          double down = (shift % 2 == 0 ? 1 : -1) * (shift % 5 + 1) / 2 * size * 1.3;
          double along = shift < 5 ? 0.0 : (shift < 10 ? 0.6 : -0.6) * width;
          double left = x + at_x + along - width / 2.0, baseline = y + at_y + down + size * 0.35;

          if (baseline < y + size * 1.4 || baseline > y + view->height - size * 0.7
              || left < x + 0.5 || left + width > x + view->width - 0.5
              || !plim_labels_is_free (labels, left - 0.5, baseline - size, width + 1.0, size * 1.35))
            continue;
          if (shift > 0 && coast != NULL && !is_on_its_own (view, coast, at_x + along, at_y + down, width, water))
            continue;

          plim_labels_take (labels, left - 0.5, baseline - size, width + 1.0, size * 1.35);
          plim_scene_add_text (scene, water ? PLIM_STYLE_TEXT_SEA : PLIM_STYLE_TEXT_LAND,
                               left + width / 2.0, baseline, size, PLIM_ALIGN_MIDDLE, words);
          break;
        }
    }
}
