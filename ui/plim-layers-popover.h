/* plim-layers-popover.h: the choice of what is drawn on the map, and how all tracks are */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlimLayersPopover:
 *
 * How tracks of logs are shown are the actions of PlimMapLogs, as "map".
 *
 * Signal: "changed" (plim_layers_popover_get()).
 */
#define PLIM_TYPE_LAYERS_POPOVER (plim_layers_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlimLayersPopover, plim_layers_popover, PLIM, LAYERS_POPOVER, GtkPopover)

/** Of PlimMapLayers. */
guint plim_layers_popover_get (PlimLayersPopover *self);

G_END_DECLS
