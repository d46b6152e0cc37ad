#include "config.h"

#include "app/map/plim-playback-events.h"

#include <math.h>

static GArray *
unpack_positions (const PlimTrackSet  *set,
                  const PlimTrackInfo *info)
{
  GArray *positions = g_array_sized_new (FALSE, FALSE, sizeof (PlimPosition), info->count);
  guint i;

  for (i = info->first; i < info->first + info->count; i++)
    {
      double latitude, longitude, speed = plim_track_set_get_speed (set, i), course = plim_track_set_get_course (set, i);
      PlimPosition position = { .time_s = set->time_s[i], .heading = -1, .draught_tenths = -1, .status = -1 };

      plim_track_set_get_place (set, i, &latitude, &longitude);
      position.lat_e6 = (gint32) lround (latitude * 1e6);
      position.lon_e6 = (gint32) lround (longitude * 1e6);
      position.sog_tenths = speed < 0.0 ? -1 : (gint16) lround (speed * 10.0);
      position.cog_tenths = course < 0.0 ? -1 : (gint16) lround (course * 10.0);
      g_array_append_val (positions, position);
    }

  return positions;
}

static void
add_events (GArray             *events,
            const PlimTrackSet *set,
            guint               track,
            guint32             silence_s)
{
  g_autoptr(GArray) positions = unpack_positions (set, &set->tracks[track]);
  PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  g_autoptr(PlimTrackParts) parts = NULL;
  guint i;

  limits.silence_s = silence_s;
  limits.longest_step_s = silence_s;
  parts = plim_track_parts_new (positions, &limits);
  for (i = 0; i < parts->events->len; i++)
    {
      const PlimTrackEvent *found = &g_array_index (parts->events, PlimTrackEvent, i);
      PlimPlaybackEvent event = { (guint32) found->time_s, track, found->kind };

      if (found->kind != PLIM_TRACK_STOP_ENDS)
        g_array_append_val (events, event);
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const PlimPlaybackEvent *x = a, *y = b;

  if (x->time_s != y->time_s)
    return x->time_s < y->time_s ? -1 : 1;
  if (x->track != y->track)
    return x->track < y->track ? -1 : 1;

  return (x->kind > y->kind) - (x->kind < y->kind);
}

GArray *
plim_playback_events_find (const PlimTrackSet *set,
                           const guint8       *shown,
                           guint32             silence_s,
                           GCancellable       *cancellable)
{
  g_autoptr(GArray) events = g_array_new (FALSE, FALSE, sizeof (PlimPlaybackEvent));
  guint i;

  for (i = 0; i < set->n_tracks; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (shown == NULL || shown[i] != 0)
        add_events (events, set, i, silence_s);
    }
  g_array_sort (events, compare_events);

  return g_steal_pointer (&events);
}

const PlimPlaybackEvent *
plim_playback_events_step (const GArray *events,
                           double        time_s,
                           int           direction)
{
  guint low = 0, high = events->len;

  /* How many are at or before the moment; backward, before it. */
  while (low < high)
    {
      guint middle = (low + high) / 2;
      double at_s = g_array_index (events, PlimPlaybackEvent, middle).time_s;

      if (direction > 0 ? at_s <= time_s : at_s < time_s)
        low = middle + 1;
      else
        high = middle;
    }
  if (direction > 0)
    return low < events->len ? &g_array_index (events, PlimPlaybackEvent, low) : NULL;

  return low > 0 ? &g_array_index (events, PlimPlaybackEvent, low - 1) : NULL;
}
