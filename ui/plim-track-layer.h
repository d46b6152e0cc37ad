/* plim-track-layer.h: shows tracks, sightings and suspected routes over the basemap */

#pragma once

#include <shumate/shumate.h>

#include "app/map/plim-map-marks.h"

G_BEGIN_DECLS

/**
 * PlimTrackLayer:
 *
 * Draws what a PlimMapContent holds, as the printed map does. A worker draws the view and a margin
 * around it; until the next picture is there the last one is moved and scaled. At most one picture is
 * in the making, and nobody wakes up while nothing changes.
 *
 * Signals: "scene-changed" (another picture is there), "mark-changed" (the pointer or the keyboard is on another
 * mark), "mark-activated" (const char * const *claim ids or %NULL, const char *vessel key or %NULL).
 */
#define PLIM_TYPE_TRACK_LAYER (plim_track_layer_get_type ())
G_DECLARE_FINAL_TYPE (PlimTrackLayer, plim_track_layer, PLIM, TRACK_LAYER, ShumateLayer)

PlimTrackLayer *plim_track_layer_new           (ShumateViewport     *viewport);

void            plim_track_layer_set_content   (PlimTrackLayer      *self,
                                                PlimMapContent      *content,
                                                guint                layers);

/** Marks what is selected: every mark with one of @claim_ids, and all that is said of the vessel. */
void            plim_track_layer_set_selection (PlimTrackLayer      *self,
                                                const char * const  *claim_ids,
                                                const char          *vessel_key);

/** The window's view of the map, its output units being pixels of the widget. */
PlimMapView     plim_track_layer_get_view      (PlimTrackLayer      *self);

/** The picture in view and what was drawn in it; %NULL until the first is there. */
PlimScene      *plim_track_layer_get_scene     (PlimTrackLayer      *self);
const PlimMapUse *
                plim_track_layer_get_use       (PlimTrackLayer      *self);

/** The mark the pointer or keyboard is on, in words; %NULL for none. */
const char     *plim_track_layer_get_mark      (PlimTrackLayer      *self);

/** To the next mark in @direction (1 or -1), as the keyboard does. %FALSE past the last. */
gboolean        plim_track_layer_step          (PlimTrackLayer      *self,
                                                int                  direction);
/** Activates the mark that the keyboard is on, if any. */
gboolean        plim_track_layer_activate      (PlimTrackLayer      *self);

/* What the pointer does. */
void            plim_track_layer_hover         (PlimTrackLayer      *self,
                                                double               x,
                                                double               y);
void            plim_track_layer_click         (PlimTrackLayer      *self,
                                                double               x,
                                                double               y);

/**
 * plim_track_layer_set_ruler:
 * @n: 0 for none, 1 or 2 ends
 * @ends: latitude and longitude of each
 *
 * Draws the measuring tool's great circle.
 */
void            plim_track_layer_set_ruler     (PlimTrackLayer      *self,
                                                guint                n,
                                                const double        *ends);

G_END_DECLS
