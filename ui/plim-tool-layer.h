/* plim-tool-layer.h: what is being asked, drawn over the map: a place with its circle, an area in the making */

#pragma once

#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

/**
 * PlimToolLayer:
 *
 * In the colours of paper and ink, as the ruler: nothing that was observed looks like it. It takes no clicks.
 */
#define PLIM_TYPE_TOOL_LAYER (plim_tool_layer_get_type ())
G_DECLARE_FINAL_TYPE (PlimToolLayer, plim_tool_layer, PLIM, TOOL_LAYER, ShumateLayer)

/** @tracks: lies on the same map; tells what of it is in view */
PlimToolLayer *plim_tool_layer_new         (ShumateViewport *viewport,
                                            PlimTrackLayer  *tracks);

/** A place and the circle of @radius_m around it; 0 for none. */
void           plim_tool_layer_set_circle  (PlimToolLayer   *self,
                                            double           latitude,
                                            double           longitude,
                                            double           radius_m);

/**
 * plim_tool_layer_set_corners:
 * @corners: latitude and longitude of each; copied
 * @n: of corners so far; 0 for none
 * @to: (nullable): latitude and longitude of where the next may come
 */
void           plim_tool_layer_set_corners (PlimToolLayer   *self,
                                            const double    *corners,
                                            guint            n,
                                            const double    *to);

/** A cross in the middle, for who points with the keyboard. */
void           plim_tool_layer_set_cross   (PlimToolLayer   *self,
                                            gboolean         shown);

G_END_DECLS
