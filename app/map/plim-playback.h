/* plim-playback.h: where every vessel is at one moment, and how that is known */

#pragma once

#include "app/map/plim-track-set.h"

G_BEGIN_DECLS

/* So near in time to a position, a vessel counts as observed. */
#define PLIM_PLAYBACK_NEAR_S 300

typedef enum
{
  PLIM_PLAYBACK_NOWHERE,        /* before its first position */
  PLIM_PLAYBACK_OBSERVED,       /* a position is a few minutes away at most */
  PLIM_PLAYBACK_INTERPOLATED,   /* worked out: on the line between two positions that are near enough in time */
  PLIM_PLAYBACK_LAST_KNOWN,     /* silent: where it was then, not where it is */
} PlimPlaybackWhere;

/**
 * PlimPlaybackState:
 * @x, @y: where, in the set's units; not set where it is nowhere
 * @position: the last one at or before the moment
 * @age_s: how long ago that was
 * @course: where it is heading, in the set's steps, or PLIM_TRACK_COURSE_UNKNOWN
 * @where: a PlimPlaybackWhere
 *
 * Between two positions a vessel is on the straight line that the map draws there, at an even pace. Over a step that is
 * longer than the shortest silence, or faster than a ship, nothing is worked out.
 */
typedef struct
{
  guint32 x;
  guint32 y;
  guint32 position;
  guint32 age_s;
  guint8  course;
  guint8  where;
} PlimPlaybackState;

typedef struct _PlimPlayback PlimPlayback;

/** One thread at a time. Keeps a reference to @set. */
PlimPlayback            *plim_playback_new            (PlimTrackSet        *set);
void                     plim_playback_free           (PlimPlayback        *self);
PlimTrackSet            *plim_playback_get_set        (const PlimPlayback  *self);

/** From how long a step on a vessel is silent; six hours where nobody says. */
void                     plim_playback_set_silence    (PlimPlayback        *self,
                                                       guint32              silence_s);
guint32                  plim_playback_get_silence    (const PlimPlayback  *self);

/** Goes to a moment (Unix seconds). Quick where it is a little later than the one before, right in any case. */
void                     plim_playback_move_to        (PlimPlayback        *self,
                                                       double               time_s);
double                   plim_playback_get_time       (const PlimPlayback  *self);

/** One state for each of the set's tracks. Until the first move all are nowhere. */
const PlimPlaybackState *plim_playback_get_states     (const PlimPlayback  *self);

/** Tracks that are observed or interpolated; of those with a byte in @shown (nullable) that is not 0. */
guint                    plim_playback_count_known    (const PlimPlayback  *self,
                                                       const guint8        *shown);

/** The time of the first position after the moment, of the tracks in @shown (nullable); G_MAXINT64 where there is none. */
gint64                   plim_playback_find_next      (const PlimPlayback  *self,
                                                       const guint8        *shown);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimPlayback, plim_playback_free)

G_END_DECLS
