/* plim-playback-clock.h: how time goes on while vessels are played back */

#pragma once

#include "app/map/plim-playback.h"

G_BEGIN_DECLS

#define PLIM_PLAYBACK_N_SPEEDS 5

/**
 * PlimPlaybackClock:
 * @from_s, @to_s: the range that is played
 * @time_s: the moment that is shown
 * @speed: 0 to PLIM_PLAYBACK_N_SPEEDS - 1, from slow to quick
 * @loop: the beginning follows the end
 * @skip: time in which nothing is known of any vessel passes at once
 */
typedef struct
{
  double   from_s;
  double   to_s;
  double   time_s;
  guint    speed;
  gboolean loop;
  gboolean skip;
} PlimPlaybackClock;

/** Seconds that pass in one second of watching: 10 minutes, an hour, 6 hours, a day, a week. */
double      plim_playback_speed_get_seconds (guint                    speed);
/** Translated: "1 s = 1 h". */
const char *plim_playback_speed_get_words   (guint                    speed);

/** Another range; the moment is moved into it. */
void        plim_playback_clock_set_range   (PlimPlaybackClock       *self,
                                             double                   from_s,
                                             double                   to_s);

/**
 * plim_playback_clock_advance:
 * @watched_s: how much time has passed for whoever watches
 * @shown: (nullable): a byte for each track: whose time counts as empty when nothing is known of them
 *
 * Moves @playback, too. At the end without a loop it stays there.
 *
 * Returns: whether it goes on
 */
gboolean    plim_playback_clock_advance     (PlimPlaybackClock       *self,
                                             PlimPlayback            *playback,
                                             const guint8            *shown,
                                             double                   watched_s);

G_END_DECLS
