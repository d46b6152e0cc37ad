/* plim-map-area.h: an area that somebody drew, on the map */

#pragma once

#include "app/analysis/plim-area.h"
#include "app/map/plim-projection.h"
#include "app/scene/plim-labels.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_map_area_add:
 * @name: (nullable): written at its northern corner where there is room
 * @view: its output units are millimetres
 * @x, @y: where the view's upper left corner lies on the paper
 *
 * The edge alone: an area says what was asked for, not what was found. Returns: whether any of it is in view.
 */
gboolean plim_map_area_add (PlimScene         *scene,
                            const PlimArea    *area,
                            const char        *name,
                            const PlimMapView *view,
                            double             x,
                            double             y,
                            PlimLabels        *labels);

G_END_DECLS
