/* plim-map-hand.h: what the pointer and the keyboard do on the map, and for whom it is */

#pragma once

#include "ui/plim-map-ruler.h"
#include "ui/plim-map-tools.h"
#include "ui/plim-time-bar.h"

G_BEGIN_DECLS

/**
 * PlimMapHand:
 *
 * What is done over the tracks goes to the tool or the ruler in hand, to the time bar, or to the tracks; the map is
 * moved with the arrow keys. All of these outlive it.
 *
 * Signals: "pointed" (double latitude, double longitude: where the pointer is; NAN where it left), "home" (back to the first
 * frame), "let-go" (Escape, with nothing in hand).
 */
#define PLIM_TYPE_MAP_HAND (plim_map_hand_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapHand, plim_map_hand, PLIM, MAP_HAND, GObject)

PlimMapHand *plim_map_hand_new       (ShumateMap     *map,
                                      PlimTrackLayer *tracks,
                                      PlimMapTools   *tools,
                                      PlimMapRuler   *ruler,
                                      PlimTimeBar    *time_bar);

/** Whether what is picked now is added to what is chosen: Ctrl is held. */
gboolean     plim_map_hand_is_adding (PlimMapHand    *self);

G_END_DECLS
