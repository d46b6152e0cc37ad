/* plim-map-legend.h: what the signs on a map mean, and how long a kilometre is */

#pragma once

#include "app/map/plim-map-marks.h"

G_BEGIN_DECLS

/** Explains the signs that were used, and only those. Returns: where the next line may stand. */
double plim_map_legend_add           (PlimScene         *scene,
                                      const PlimMapUse  *use,
                                      double             x,
                                      double             y,
                                      double             width_mm);

/** How high plim_map_legend_add() will be. */
double plim_map_legend_measure       (const PlimMapUse  *use,
                                      double             width_mm);

/**
 * plim_map_legend_add_scale_bar:
 * @x, @y: the left end of the bar
 *
 * Kilometres and nautical miles at the middle of the view, whose latitude is said where
 * the scale changes visibly over the map.
 */
void   plim_map_legend_add_scale_bar (PlimScene         *scene,
                                      const PlimMapView *view,
                                      double             x,
                                      double             y);

/** Keeps the room that the scale bar there will need free of labels. */
void   plim_map_legend_reserve_scale_bar (const PlimMapView *view,
                                      double             x,
                                      double             y,
                                      PlimLabels        *labels);

/** The longest round length (1, 2 or 5 × 10ⁿ) of at most @most. */
double plim_map_legend_round_length  (double             most);

G_END_DECLS
