#include "config.h"

#include "app/analysis/plim-track.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"

#define METRES_PER_SECOND(knots) ((knots) * PLIM_GEO_NAUTICAL_MILE_M / 3600.0)

static const PlimPosition *
get_position (const PlimTrackParts *self,
              guint                 i)
{
  return &g_array_index (self->positions, PlimPosition, i);
}

static double
latitude (const PlimPosition *position)
{
  return position->lat_e6 / 1e6;
}

static double
longitude (const PlimPosition *position)
{
  return position->lon_e6 / 1e6;
}

static double
measure_step (const PlimPosition *from,
              const PlimPosition *to)
{
  return plim_geo_distance_m (latitude (from), longitude (from), latitude (to), longitude (to));
}

/* The speed stated, else the one that the way from the position before takes; negative where neither is known. */
static double
get_speed_kn (const PlimTrackParts *self,
              guint                 i,
              gboolean              begins_leg)
{
  const PlimPosition *position = get_position (self, i);
  gint64 taken_s;

  if (position->sog_tenths >= 0)
    return position->sog_tenths / 10.0;
  if (begins_leg)
    return -1.0;

  taken_s = position->time_s - get_position (self, i - 1)->time_s;

  return taken_s > 0 ? measure_step (get_position (self, i - 1), position) / METRES_PER_SECOND (1.0) / taken_s : -1.0;
}

static void
cut (PlimTrackParts *self)
{
  guint first = 0;

  for (guint i = 0; i + 1 < self->positions->len; i++)
    {
      const PlimPosition *from = get_position (self, i), *to = get_position (self, i + 1);
      gint64 taken_s = to->time_s - from->time_s;
      gboolean silent = taken_s > self->limits.silence_s;
      double way_m = measure_step (from, to);
      gboolean implausible = way_m > self->limits.jump_m && way_m > METRES_PER_SECOND (self->limits.jump_kn) * taken_s;
      PlimTrackLeg leg = { first, i + 1 - first };
      PlimTrackBreak between = { i, from->time_s, to->time_s, 0.0, INFINITY, silent, implausible };

      if (!silent && !implausible)
        continue;
      between.distance_m = plim_geo_ellipsoid_m (latitude (from), longitude (from), latitude (to), longitude (to));
      if (taken_s > 0)
        between.speed_kn = between.distance_m / METRES_PER_SECOND (1.0) / taken_s;
      g_array_append_val (self->legs, leg);
      g_array_append_val (self->breaks, between);
      first = i + 1;
    }

  if (self->positions->len > 0)
    {
      PlimTrackLeg leg = { first, self->positions->len - first };

      g_array_append_val (self->legs, leg);
    }
}

static void
add_event (PlimTrackParts     *self,
           guint               position,
           PlimTrackEventKind  kind)
{
  PlimTrackEvent event = { get_position (self, position)->time_s, kind, position };

  g_array_append_val (self->events, event);
}

static void
add_stop (PlimTrackParts *self,
          guint           from,
          guint           to)
{
  if (get_position (self, to)->time_s - get_position (self, from)->time_s < self->limits.stop_s)
    return;

  add_event (self, from, PLIM_TRACK_STOP_BEGINS);
  add_event (self, to, PLIM_TRACK_STOP_ENDS);
}

static void
find_stops (PlimTrackParts *self,
            guint           first,
            guint           count)
{
  gboolean stopped = FALSE;
  guint since = first;

  for (guint i = first; i < first + count; i++)
    {
      double speed_kn = get_speed_kn (self, i, i == first);

      if (!stopped && speed_kn >= 0.0 && speed_kn <= self->limits.stop_kn)
        {
          stopped = TRUE;
          since = i;
        }
      else if (stopped && speed_kn >= self->limits.go_kn)
        {
          stopped = FALSE;
          add_stop (self, since, i);
        }
    }
  if (stopped)
    add_stop (self, since, first + count - 1);
}

static void
find_events (PlimTrackParts *self)
{
  for (guint i = 0; i < self->legs->len; i++)
    {
      const PlimTrackLeg *leg = &g_array_index (self->legs, PlimTrackLeg, i);
      const PlimTrackBreak *between = i < self->breaks->len ? &g_array_index (self->breaks, PlimTrackBreak, i) : NULL;

      find_stops (self, leg->first, leg->count);
      if (between != NULL && between->silent)
        {
          add_event (self, between->before, PLIM_TRACK_SILENCE_BEGINS);
          add_event (self, between->before + 1, PLIM_TRACK_SILENCE_ENDS);
        }
    }
}

PlimTrackParts *
plim_track_parts_new (GArray                *positions,
                      const PlimTrackLimits *limits)
{
  PlimTrackParts *self;

  g_return_val_if_fail (positions != NULL && limits != NULL, NULL);

  self = g_new0 (PlimTrackParts, 1);
  self->limits = *limits;
  self->positions = g_array_ref (positions);
  self->legs = g_array_new (FALSE, FALSE, sizeof (PlimTrackLeg));
  self->breaks = g_array_new (FALSE, FALSE, sizeof (PlimTrackBreak));
  self->events = g_array_new (FALSE, FALSE, sizeof (PlimTrackEvent));
  cut (self);
  find_events (self);

  return self;
}

void
plim_track_parts_free (PlimTrackParts *self)
{
  g_array_unref (self->positions);
  g_array_unref (self->legs);
  g_array_unref (self->breaks);
  g_array_unref (self->events);
  g_free (self);
}

guint
plim_track_parts_count_until (const PlimTrackParts *self,
                              double                time_s)
{
  guint low = 0, high = self->positions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_position (self, middle)->time_s <= time_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
plim_track_parts_is_joined (const PlimTrackParts *self,
                            guint                 before)
{
  guint low = 0, high = self->breaks->len;

  if (before + 1 >= self->positions->len
      || get_position (self, before + 1)->time_s - get_position (self, before)->time_s > self->limits.longest_step_s)
    return FALSE;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint at = g_array_index (self->breaks, PlimTrackBreak, middle).before;

      if (at == before)
        return FALSE;
      if (at < before)
        low = middle + 1;
      else
        high = middle;
    }

  return TRUE;
}

PlimTrackPlace
plim_track_parts_place_at (const PlimTrackParts *self,
                           double                time_s)
{
  guint until = plim_track_parts_count_until (self, time_s);
  PlimTrackPlace place = { .where = PLIM_TRACK_NOWHERE };
  const PlimPosition *from;

  if (until == 0)
    return place;

  from = get_position (self, until - 1);
  place.position = until - 1;
  place.age_s = time_s - from->time_s;
  place.latitude = latitude (from);
  place.longitude = longitude (from);
  place.where = place.age_s == 0.0 ? PLIM_TRACK_STATED : PLIM_TRACK_LAST_KNOWN;
  if (place.where == PLIM_TRACK_STATED || !plim_track_parts_is_joined (self, until - 1))
    return place;

  return plim_track_parts_place_between (self, until - 1, time_s);
}

PlimTrackPlace
plim_track_parts_place_between (const PlimTrackParts *self,
                                guint                 before,
                                double                time_s)
{
  const PlimPosition *from, *to;
  PlimTrackPlace place = { .where = PLIM_TRACK_NOWHERE };

  g_return_val_if_fail (before + 1 < self->positions->len, place);

  from = get_position (self, before);
  to = get_position (self, before + 1);
  if (time_s <= from->time_s || time_s >= to->time_s)
    {
      const PlimPosition *end = time_s <= from->time_s ? from : to;

      place.where = PLIM_TRACK_STATED;
      place.position = end == from ? before : before + 1;
      place.latitude = latitude (end);
      place.longitude = longitude (end);
      return place;
    }

  place.where = PLIM_TRACK_INTERPOLATED;
  place.position = before;
  place.age_s = time_s - from->time_s;
  plim_geo_between (latitude (from), longitude (from), latitude (to), longitude (to),
                    place.age_s / (to->time_s - from->time_s), &place.latitude, &place.longitude);

  return place;
}

const char *
plim_track_event_get_words (PlimTrackEventKind kind)
{
  switch (kind)
    {
    case PLIM_TRACK_SILENCE_BEGINS:
      return _("a silence begins");
    case PLIM_TRACK_SILENCE_ENDS:
      return _("a silence ends");
    case PLIM_TRACK_STOP_BEGINS:
      return _("a stop begins");
    case PLIM_TRACK_STOP_ENDS:
      return _("a stop ends");
    default:
      return "";
    }
}
