/* plim-map-base.h: sea, land, graticule and names in a scene: what carries no claim */

#pragma once

#include "app/map/plim-coast.h"
#include "app/scene/plim-labels.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/* How large one pixel of a screen is taken to be; what is chosen by zoom level is chosen by it. */
#define PLIM_MAP_PIXEL_MM (25.4 / 96.0)

/** A view's scale as a zoom level, its output units being millimetres. */
double plim_map_base_zoom          (const PlimMapView *view);

/**
 * plim_map_base_add:
 * @x, @y: where the view's upper left corner lies on the paper
 *
 * Adds sea, graticule, land, coast and borders, clipped to the view.
 */
void   plim_map_base_add           (PlimScene         *scene,
                                    PlimCoast         *coast,
                                    const PlimMapView *view,
                                    double             x,
                                    double             y);

/** The coast's line once more, where something covers it. */
void   plim_map_base_add_coast     (PlimScene         *scene,
                                    PlimCoast         *coast,
                                    const PlimMapView *view,
                                    double             x,
                                    double             y);

/** Writes degrees along the view's lower and right edge, outside it. */
void   plim_map_base_add_degrees   (PlimScene         *scene,
                                    const PlimMapView *view,
                                    double             x,
                                    double             y);

/** Writes those names of seas and countries for which there is room. */
void   plim_map_base_add_names     (PlimScene         *scene,
                                    const PlimMapView *view,
                                    double             x,
                                    double             y,
                                    PlimLabels        *labels);

G_END_DECLS
