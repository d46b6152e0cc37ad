/* plim-playback-events.h: when something begins or ends: silences and stops, of one vessel or of all */

#pragma once

#include <gio/gio.h>

#include "app/analysis/plim-track.h"
#include "app/map/plim-track-set.h"

G_BEGIN_DECLS

typedef struct
{
  guint32            time_s;
  guint32            track;
  PlimTrackEventKind kind;
} PlimPlaybackEvent;

/**
 * plim_playback_events_find:
 * @shown: (nullable): a byte for each track; those with 0 are left out
 * @silence_s: from how long a step on a vessel is silent
 *
 * Silences that begin and end, and stops that begin, by the rules of plim-track.h. Any thread; a second for ten million positions.
 *
 * Returns: (transfer full) (element-type PlimPlaybackEvent): by time, then track; %NULL where it was cancelled
 */
GArray                  *plim_playback_events_find (const PlimTrackSet *set,
                                                    const guint8       *shown,
                                                    guint32             silence_s,
                                                    GCancellable       *cancellable);

/** The first event later than a moment (@direction 1), or the last one earlier (-1); %NULL where there is none. */
const PlimPlaybackEvent *plim_playback_events_step (const GArray       *events,
                                                    double              time_s,
                                                    int                 direction);

G_END_DECLS
