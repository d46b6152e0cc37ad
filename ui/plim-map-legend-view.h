/* plim-map-legend-view.h: the corner of the map that says what its signs mean and how far a kilometre is */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-map-marks.h"

G_BEGIN_DECLS

#define PLIM_TYPE_MAP_LEGEND_VIEW (plim_map_legend_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapLegendView, plim_map_legend_view, PLIM, MAP_LEGEND_VIEW, GtkWidget)

/** @use: what is on the map; @view: its output units being pixels of the widget. Both are copied. */
void plim_map_legend_view_set (PlimMapLegendView *self,
                               const PlimMapUse  *use,
                               const PlimMapView *view);

G_END_DECLS
