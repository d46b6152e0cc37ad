/* plim-time-bar.h: the time of all pages, chosen by hand, and played back on the map */

#pragma once

#include <shumate/shumate.h>

#include "app/plim-workspace.h"
#include "ui/plim-playback-layer.h"
#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

/**
 * PlimTimeBar:
 *
 * Under the map: a clock, what plays it, and a strip of time (plim-time-strip.h) whose range is the workspace's. While it is dragged
 * the map alone follows; let go, every page does. There only while the store has positions.
 *
 * Keys (plim_time_bar_press_key()): space plays and pauses, comma and full stop go to the event before and after, [ and ] make it
 * slower and quicker, L loops, S skips empty stretches, R shows the reach, Escape ends it.
 *
 * Signals: "range-moving" (gint64 from, gint64 to): the map may show these already; G_MININT64, G_MAXINT64 when it is over. Property: "flat" (read only): the base map is
 * drawn by the playback and need not be drawn below it.
 */
#define PLIM_TYPE_TIME_BAR (plim_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlimTimeBar, plim_time_bar, PLIM, TIME_BAR, GtkBox)

/** Once. Adds the layer of what is played to @map, over @tracks. */
void               plim_time_bar_start      (PlimTimeBar     *self,
                                             PlimWorkspace   *workspace,
                                             ShumateMap      *map,
                                             PlimTrackLayer  *tracks);

/** @set: (nullable): of all time, whatever is chosen. */
void               plim_time_bar_set_tracks (PlimTimeBar     *self,
                                             PlimTrackSet    *set);
/** From how long a step on a vessel is silent. */
void               plim_time_bar_set_silence (PlimTimeBar    *self,
                                             guint32          silence_s);

/** Whether the key was for playback. */
gboolean           plim_time_bar_press_key  (PlimTimeBar     *self,
                                             guint            key);

gboolean           plim_time_bar_is_playing (PlimTimeBar     *self);
/** NAN where nothing is played. */
double             plim_time_bar_get_moment (PlimTimeBar     *self);
PlimPlaybackLayer *plim_time_bar_get_layer  (PlimTimeBar     *self);

G_END_DECLS
