/* plim-map-ruler.h: measures the way between two places on the map */

#pragma once

#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

/**
 * PlimMapRuler:
 *
 * Draws the great circle between two places over the map, in the colours of paper and ink: nothing that was observed looks
 * like it. It takes no clicks; whoever hears the pointer tells it.
 *
 * Property: "measuring". Signal: "reading-changed" (plim_map_ruler_dup_reading()).
 */
#define PLIM_TYPE_MAP_RULER (plim_map_ruler_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapRuler, plim_map_ruler, PLIM, MAP_RULER, ShumateLayer)

/** @tracks: lies on the same map; tells what of it is in view */
PlimMapRuler *plim_map_ruler_new           (ShumateViewport *viewport,
                                            PlimTrackLayer  *tracks);

gboolean      plim_map_ruler_is_measuring  (PlimMapRuler    *self);
/** Taken up, it has no end yet. */
void          plim_map_ruler_set_measuring (PlimMapRuler    *self,
                                            gboolean         measuring);

/* What the pointer does; %TRUE: it was for the ruler. */
gboolean      plim_map_ruler_move          (PlimMapRuler    *self,
                                            double           latitude,
                                            double           longitude);
/** Where the way begins, then where it ends, then where another begins. */
gboolean      plim_map_ruler_click         (PlimMapRuler    *self,
                                            double           latitude,
                                            double           longitude);

/** How long the way is, or what to do next; %NULL while nothing is measured. */
char         *plim_map_ruler_dup_reading   (PlimMapRuler    *self);

G_END_DECLS
