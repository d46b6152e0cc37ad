/* plim-event-finder.h: from silence to stop to silence of what is played, found when first asked for */

#pragma once

#include "app/map/plim-playback-events.h"

G_BEGIN_DECLS

/**
 * PlimEventFinder:
 *
 * Events of a few chosen vessels are found at once, those of all in a worker and then kept. Whoever lets go of it disposes
 * of it first (g_object_run_dispose()): a worker may hold it for a while.
 *
 * Signal: "ready" (int direction: what was asked for last can be asked again).
 */
#define PLIM_TYPE_EVENT_FINDER (plim_event_finder_get_type ())
G_DECLARE_FINAL_TYPE (PlimEventFinder, plim_event_finder, PLIM, EVENT_FINDER, GObject)

PlimEventFinder *plim_event_finder_new (void);

/** @set: (nullable). What was found before, or is being looked for, is forgotten. */
void             plim_event_finder_set (PlimEventFinder    *self,
                                        PlimTrackSet       *set,
                                        guint32             silence_s);

/**
 * plim_event_finder_ask:
 * @chosen: (nullable): a byte for each track, not 0 for the chosen ones
 * @found: (out): the next event after @time_s (@direction 1) or before it (-1)
 * @any: (out): whether there is one
 *
 * Returns: %FALSE where it is being looked for: "ready" follows
 */
gboolean         plim_event_finder_ask (PlimEventFinder    *self,
                                        const guint8       *chosen,
                                        double              time_s,
                                        int                 direction,
                                        PlimPlaybackEvent  *found,
                                        gboolean           *any);

G_END_DECLS
