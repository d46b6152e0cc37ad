/* plim-tile-painter.h: the basemap in pixels, one tile at a time */

#pragma once

#include <cairo.h>

#include "app/map/plim-coast.h"
#include "app/scene/plim-style.h"

G_BEGIN_DECLS

/**
 * plim_tile_painter_paint:
 * @coast: the land
 * @x, @y, @z: which tile; columns beyond the world wrap
 * @scale: device pixels in one logical pixel: the picture is so many times 256 wide
 * @graticule: whether meridians and parallels are drawn
 *
 * Any thread may call. The same request always gives the same pixels.
 *
 * Returns: (transfer full): a CAIRO_FORMAT_ARGB32 image
 */
cairo_surface_t *plim_tile_painter_paint (PlimCoast          *coast,
                                          int                 x,
                                          int                 y,
                                          int                 z,
                                          int                 scale,
                                          PlimTheme           theme,
                                          gboolean            graticule);

/**
 * plim_tile_painter_draw:
 * @unit: how wide a thin line is, in the view's output units
 *
 * The same picture of any view, at the origin of @cr.
 */
void             plim_tile_painter_draw  (cairo_t            *cr,
                                          PlimCoast          *coast,
                                          const PlimMapView  *view,
                                          double              unit,
                                          PlimTheme           theme,
                                          gboolean            graticule);

/** Sea and nothing else, where the land could not be read. */
void             plim_tile_painter_paint_empty (cairo_surface_t    *surface,
                                                PlimTheme           theme);

/** The graticule's spacing, in degrees, that suits a scale. */
double           plim_tile_painter_graticule_step (const PlimMapView *view,
                                                   double             unit);

G_END_DECLS
