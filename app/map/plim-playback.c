#include "config.h"

#include "app/map/plim-playback.h"

#include <math.h>

#define SILENCE_S   (6 * 3600)
#define NOISE       12000          /* in the set's units: 110 m at the equator */
/* One step forward in time seldom passes more positions than this. */
#define MOST_STEPS  16

struct _PlimPlayback
{
  PlimTrackSet      *set;
  guint32            silence_s;
  double             time_s;
  guint32           *cursors;   /* of each track: how many of its positions are at or before the moment */
  PlimPlaybackState *states;
};

PlimPlayback *
plim_playback_new (PlimTrackSet *set)
{
  PlimPlayback *self = g_new0 (PlimPlayback, 1);

  self->set = plim_track_set_ref (set);
  self->silence_s = SILENCE_S;
  self->time_s = -HUGE_VAL;
  self->cursors = g_new0 (guint32, set->n_tracks);
  self->states = g_new0 (PlimPlaybackState, set->n_tracks);

  return self;
}

void
plim_playback_free (PlimPlayback *self)
{
  plim_track_set_unref (self->set);
  g_free (self->cursors);
  g_free (self->states);
  g_free (self);
}

PlimTrackSet *
plim_playback_get_set (const PlimPlayback *self)
{
  return self->set;
}

void
plim_playback_set_silence (PlimPlayback *self,
                           guint32       silence_s)
{
  if (self->silence_s == silence_s)
    return;

  self->silence_s = silence_s;
  if (isfinite (self->time_s))
    plim_playback_move_to (self, self->time_s);
}

guint32
plim_playback_get_silence (const PlimPlayback *self)
{
  return self->silence_s;
}

/* Of @n times in order, how many are at or before @time_s. Looks onward from @from first. */
static guint32
count_until (const guint32 *times,
             guint32        n,
             guint32        from,
             double         time_s)
{
  guint32 low = 0, high = n, i;

  if (from == 0 || times[from - 1] <= time_s)
    {
      low = from;
      for (i = 0; i < MOST_STEPS; i++, low++)
        if (low == n || times[low] > time_s)
          return low;
    }
  else
    high = from - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (times[middle] <= time_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The way the line runs, clockwise from north. */
static guint8
get_direction (gint32 dx,
               gint32 dy)
{
  double turn = atan2 (dx, -(double) dy) / (2.0 * G_PI);

  return (guint) floor ((turn < 0.0 ? turn + 1.0 : turn) * PLIM_TRACK_COURSES + 0.5) % PLIM_TRACK_COURSES;
}

static void
show_between (PlimPlayback      *self,
              PlimPlaybackState *state,
              guint32            position)
{
  const PlimTrackSet *set = self->set;
  double step_s = (double) set->time_s[position + 1] - set->time_s[position];
  double age_s = self->time_s - set->time_s[position], part = age_s / step_s;
  /* Across 180° the shorter way, as x wraps. */
  gint32 dx = (gint32) (set->x[position + 1] - set->x[position]);
  gint32 dy = (gint32) (set->y[position + 1] - set->y[position]);

  state->x = set->x[position] + (guint32) (gint32) lrint (dx * part);
  state->y = set->y[position] + (guint32) (gint32) lrint (dy * part);
  state->where = MIN (age_s, step_s - age_s) <= PLIM_PLAYBACK_NEAR_S ? PLIM_PLAYBACK_OBSERVED : PLIM_PLAYBACK_INTERPOLATED;
  /* Within a hundred metres it is the receiver's noise that has a direction: what was broadcast says more. */
  if (ABS ((gint64) dx) + ABS ((gint64) dy) > NOISE)
    state->course = get_direction (dx, dy);
}

static void
show_track (PlimPlayback *self,
            guint         track)
{
  const PlimTrackSet *set = self->set;
  const PlimTrackInfo *info = &set->tracks[track];
  PlimPlaybackState *state = &self->states[track];
  guint32 cursor, position;

  cursor = self->cursors[track] = count_until (set->time_s + info->first, info->count, self->cursors[track], self->time_s);
  if (cursor == 0)
    {
      state->where = PLIM_PLAYBACK_NOWHERE;
      return;
    }

  position = info->first + cursor - 1;
  state->position = position;
  state->age_s = (guint32) (self->time_s - set->time_s[position]);
  state->course = set->course[position];
  if (cursor < info->count && set->time_s[position + 1] - set->time_s[position] <= self->silence_s
      && !plim_track_set_is_jump (set, position + 1))
    {
      show_between (self, state, position);
      return;
    }

  state->x = set->x[position];
  state->y = set->y[position];
  state->where = state->age_s <= PLIM_PLAYBACK_NEAR_S ? PLIM_PLAYBACK_OBSERVED : PLIM_PLAYBACK_LAST_KNOWN;
}

void
plim_playback_move_to (PlimPlayback *self,
                       double        time_s)
{
  guint i;

  g_return_if_fail (isfinite (time_s));

  self->time_s = time_s;
  for (i = 0; i < self->set->n_tracks; i++)
    show_track (self, i);
}

double
plim_playback_get_time (const PlimPlayback *self)
{
  return self->time_s;
}

const PlimPlaybackState *
plim_playback_get_states (const PlimPlayback *self)
{
  return self->states;
}

guint
plim_playback_count_known (const PlimPlayback *self,
                           const guint8       *shown)
{
  guint i, n = 0;

  for (i = 0; i < self->set->n_tracks; i++)
    n += (shown == NULL || shown[i] != 0)
         && (self->states[i].where == PLIM_PLAYBACK_OBSERVED || self->states[i].where == PLIM_PLAYBACK_INTERPOLATED);

  return n;
}

gint64
plim_playback_find_next (const PlimPlayback *self,
                         const guint8       *shown)
{
  gint64 next = G_MAXINT64;
  guint i;

  for (i = 0; i < self->set->n_tracks; i++)
    {
      const PlimTrackInfo *info = &self->set->tracks[i];

      if ((shown == NULL || shown[i] != 0) && self->cursors[i] < info->count)
        next = MIN (next, self->set->time_s[info->first + self->cursors[i]]);
    }

  return next;
}
