/* plim-track-layer.h: shows tracks, sightings and suspected routes over the basemap */

#pragma once

#include <shumate/shumate.h>

#include "app/map/plim-map-chosen.h"
#include "app/model/plim-zone.h"
#include "ui/plim-track-sheets.h"

G_BEGIN_DECLS

/**
 * PlimTrackLayer:
 *
 * Draws what a PlimMapContent holds, as the printed map does. A worker draws the view and a margin
 * around it; until the next picture is there the last one is moved and scaled. At most one picture is
 * in the making, and nobody wakes up while nothing changes.
 *
 * Under these marks lie all tracks of a PlimTrackSet as one texture (plim-track-sheets.h). Who is under the pointer is
 * looked up in it.
 *
 * With PLIM_FRAME_LOG naming a file, how long each piece of work on the main thread took is written there: a
 * line each with what it was and its microseconds.
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

/**
 * plim_track_layer_set_tracks:
 * @set: (nullable): none to show
 * @shown: (nullable): a byte for each track, 0 for those left out; copied
 */
void            plim_track_layer_set_tracks    (PlimTrackLayer      *self,
                                                PlimTrackSet        *set,
                                                const guint8        *shown);
/** Cheap: may be called for every frame of a time slider that is moved. */
void            plim_track_layer_set_show      (PlimTrackLayer      *self,
                                                const PlimTrackShow *show);
const PlimTrackShow *
                plim_track_layer_get_show      (PlimTrackLayer      *self);
/** Fewer points for small scales, once they are there: %NULL before. */
PlimTrackLevels *plim_track_layer_get_levels   (PlimTrackLayer      *self);

/** Vessels drawn as lines over all others; %NULL for none. */
void            plim_track_layer_set_chosen    (PlimTrackLayer      *self,
                                                PlimMapChosen       *chosen);

/** Whether a raster of all tracks is there, and whether it is the last one until something changes. */
gboolean        plim_track_layer_has_tracks    (PlimTrackLayer      *self,
                                                gboolean            *settled);

/** In which the time of the position that the pointer is on is told. */
void            plim_track_layer_set_zone      (PlimTrackLayer      *self,
                                                PlimZone             zone);

/** Marks what is selected: every mark with one of @claim_ids, and all that is said of the vessel. */
void            plim_track_layer_set_selection (PlimTrackLayer      *self,
                                                const char * const  *claim_ids,
                                                const char          *vessel_key);

/** The window's view of the map, its output units being pixels of the widget. */
PlimMapView     plim_track_layer_get_view      (PlimTrackLayer      *self);

/** The picture in view and what was drawn in it, all tracks among it; %NULL until the first is there. */
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

G_END_DECLS
