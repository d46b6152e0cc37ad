/* plim-playback-layer.h: every vessel at the moment that is played, over the map */

#pragma once

#include <shumate/shumate.h>

#include "app/map/plim-playback.h"
#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

/**
 * PlimPlaybackLayer:
 *
 * Draws nothing until there are tracks and a moment to show. While it plays the map under it is one texture that the layer
 * draws itself ("flat"): whoever owns the map does not draw the rest meanwhile. It never wakes up by itself.
 *
 * Property: "flat" (read only).
 */
#define PLIM_TYPE_PLAYBACK_LAYER (plim_playback_layer_get_type ())
G_DECLARE_FINAL_TYPE (PlimPlaybackLayer, plim_playback_layer, PLIM, PLAYBACK_LAYER, ShumateLayer)

/** @tracks: the layer below, which lends its view and shows through faintly. */
PlimPlaybackLayer *plim_playback_layer_new         (PlimTrackLayer    *tracks);

/** @set: (nullable) */
void               plim_playback_layer_set_tracks  (PlimPlaybackLayer *self,
                                                    PlimTrackSet      *set);
/** %NULL without tracks. After it was moved, plim_playback_layer_show_moment() shows it. */
PlimPlayback      *plim_playback_layer_get_playback (PlimPlaybackLayer *self);
void               plim_playback_layer_show_moment (PlimPlaybackLayer *self);
/** Nothing is shown any more. */
void               plim_playback_layer_hide        (PlimPlaybackLayer *self);

/** Whether moments follow each other now, so that it is worth while to make the map one texture. */
void               plim_playback_layer_set_playing (PlimPlaybackLayer *self,
                                                    gboolean           playing);
gboolean           plim_playback_layer_is_flat     (PlimPlaybackLayer *self);

/** @chosen: (nullable): a byte for each track; copied. */
void               plim_playback_layer_set_chosen  (PlimPlaybackLayer *self,
                                                    const guint8      *chosen);
/** 0: no tails. */
void               plim_playback_layer_set_tail    (PlimPlaybackLayer *self,
                                                    guint32            tail_s);
/** How far chosen vessels may have come in a silence at that speed; 0: not shown. */
void               plim_playback_layer_set_reach   (PlimPlaybackLayer *self,
                                                    double             speed_kn);

/** How many symbols the last picture has. */
guint              plim_playback_layer_count_symbols (PlimPlaybackLayer *self);

G_END_DECLS
