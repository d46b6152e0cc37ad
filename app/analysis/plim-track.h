/* plim-track.h: one vessel's positions in order, cut into legs and silences */

#pragma once

#include "app/model/plim-position.h"

G_BEGIN_DECLS

/**
 * PlimTrackLimits:
 * @silence_s: a step that takes longer is a silence
 * @longest_step_s: between two positions farther apart in time nothing is worked out, silence or not
 * @jump_kn, @jump_m: a step that is faster and farther than this is implausible: no ship made it
 * @stop_kn, @go_kn: a stop begins at or below the one and ends at or above the other, so that drifting does not end it
 * @stop_s: a shorter stop is none
 */
typedef struct
{
  gint64 silence_s;
  gint64 longest_step_s;
  double jump_kn;
  double jump_m;
  double stop_kn;
  double go_kn;
  gint64 stop_s;
} PlimTrackLimits;

#define PLIM_TRACK_LIMITS_DEFAULT \
  ((PlimTrackLimits) { .silence_s = 6 * 3600, .longest_step_s = 6 * 3600, .jump_kn = 50.0, .jump_m = 1000.0, \
                       .stop_kn = 0.2, .go_kn = 0.5, .stop_s = 3600 })

/** @count positions, of which each is joined to the next. */
typedef struct
{
  guint first;
  guint count;
} PlimTrackLeg;

/**
 * PlimTrackBreak:
 * @before: the last position before it; the next one is the first after it
 * @distance_m: between the two, on the ellipsoid
 * @speed_kn: that this would take; INFINITY where no time passed
 *
 * Where one leg ends and another begins: for silence, or because no ship could have made the way.
 */
typedef struct
{
  guint    before;
  gint64   from_s;
  gint64   to_s;
  double   distance_m;
  double   speed_kn;
  gboolean silent;
  gboolean implausible;
} PlimTrackBreak;

typedef enum
{
  PLIM_TRACK_SILENCE_BEGINS,   /* the last position before a silence */
  PLIM_TRACK_SILENCE_ENDS,     /* the first after it */
  PLIM_TRACK_STOP_BEGINS,
  PLIM_TRACK_STOP_ENDS,        /* the first position under way, or the last that is known before a silence */
} PlimTrackEventKind;

typedef struct
{
  gint64             time_s;
  PlimTrackEventKind kind;
  guint              position;
} PlimTrackEvent;

/**
 * PlimTrackParts:
 * @positions: (element-type PlimPosition): in time order
 * @legs: (element-type PlimTrackLeg)
 * @breaks: (element-type PlimTrackBreak): always one fewer than legs, where there is a position at all
 * @events: (element-type PlimTrackEvent): in time order
 *
 * Immutable; any thread.
 */
typedef struct
{
  PlimTrackLimits  limits;
  GArray          *positions;
  GArray          *legs;
  GArray          *breaks;
  GArray          *events;
} PlimTrackParts;

/** Keeps @positions, which must not change any more. */
PlimTrackParts       *plim_track_parts_new        (GArray                *positions,
                                                   const PlimTrackLimits *limits);
void                  plim_track_parts_free       (PlimTrackParts        *self);

typedef enum
{
  PLIM_TRACK_NOWHERE,        /* before its first position */
  PLIM_TRACK_STATED,         /* a position of that very second */
  PLIM_TRACK_INTERPOLATED,   /* worked out, on the great circle between two positions */
  PLIM_TRACK_LAST_KNOWN,     /* in a break or after the last position: where it was then, not where it is */
} PlimTrackWhere;

/**
 * PlimTrackPlace:
 * @position: the last one at or before the moment
 * @age_s: how long ago that was
 */
typedef struct
{
  PlimTrackWhere where;
  double         latitude;
  double         longitude;
  guint          position;
  double         age_s;
} PlimTrackPlace;

/** Whether a place is known of that moment: stated, or worked out between two positions near in time. */
#define plim_track_place_is_known(place) \
  ((place)->where == PLIM_TRACK_STATED || (place)->where == PLIM_TRACK_INTERPOLATED)

/** Of several positions in one second the last one counts: see plim_track_parts_place_between(). */
PlimTrackPlace        plim_track_parts_place_at   (const PlimTrackParts  *self,
                                                   double                 time_s);

/** On the step from position @before to the next one, which are joined: at its ends where these positions are, whatever else is
 *  stated of the same second. */
PlimTrackPlace        plim_track_parts_place_between (const PlimTrackParts *self,
                                                   guint                  before,
                                                   double                 time_s);

/** Whether positions @before and @before + 1 may be joined: neither a break nor too far apart in time. */
gboolean              plim_track_parts_is_joined  (const PlimTrackParts  *self,
                                                   guint                  before);

/** The number of positions at or before a moment, so also the index of the first after it. */
guint                 plim_track_parts_count_until (const PlimTrackParts *self,
                                                   double                 time_s);

/** Translated: "a silence begins". */
const char           *plim_track_event_get_words  (PlimTrackEventKind     kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackParts, plim_track_parts_free)

G_END_DECLS
