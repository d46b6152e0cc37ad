#include "config.h"

#include "app/analysis/plim-track-compare.h"

#include <math.h>

#include "app/analysis/plim-geo.h"

/* Halvings and golden sections until the moment is known to well below a second. */
#define STEPS 48
/* Across shorter steps a plane tells whether looking between two moments is worth its time. */
#define SHORT_STEP_S 600.0
/* A dip of less than this between two moments is none. */
#define DIP_M 0.5

typedef struct
{
  const PlimTrackParts *first;
  const PlimTrackParts *second;
} Pair;

/* The way between two moments without a break: both vessels move evenly. */
static double
measure_between (double   time_s,
                 gpointer data)
{
  const Pair *pair = data;
  PlimTrackPlace a = plim_track_parts_place_at (pair->first, time_s);
  PlimTrackPlace b = plim_track_parts_place_at (pair->second, time_s);

  return plim_geo_ellipsoid_m (a.latitude, a.longitude, b.latitude, b.longitude);
}

double
plim_track_find_nearest (double         from_s,
                         double         to_s,
                         PlimMeasureAt  measure,
                         gpointer       data,
                         double        *distance_m)
{
  static const double golden = 0.6180339887498949;
  double low = from_s, high = to_s;
  double left = high - golden * (high - low), right = low + golden * (high - low);
  double at_left = measure (left, data), at_right = measure (right, data);
  double at_from = measure (from_s, data), at_to = measure (to_s, data);

  for (guint i = 0; i < STEPS && high - low > 0.01; i++)
    {
      if (at_left <= at_right)
        {
          high = right;
          right = left;
          at_right = at_left;
          left = high - golden * (high - low);
          at_left = measure (left, data);
        }
      else
        {
          low = left;
          left = right;
          at_left = at_right;
          right = low + golden * (high - low);
          at_right = measure (right, data);
        }
    }

  *distance_m = MIN (at_left, at_right);
  if (at_from <= *distance_m && at_from <= at_to)
    {
      *distance_m = at_from;
      return from_s;
    }
  if (at_to <= *distance_m)
    {
      *distance_m = at_to;
      return to_s;
    }

  return at_left <= at_right ? left : right;
}

/* How the second vessel lies from the first, in metres on a plane at their height. */
static void
get_offset (const Pair *pair,
            double      time_s,
            double     *east,
            double     *north)
{
  PlimTrackPlace a = plim_track_parts_place_at (pair->first, time_s);
  PlimTrackPlace b = plim_track_parts_place_at (pair->second, time_s);
  double degree_m = PLIM_GEO_EARTH_RADIUS_M * G_PI / 180.0;

  *east = (plim_geo_unwrap (b.longitude, a.longitude) - a.longitude) * degree_m
          * cos ((a.latitude + b.latitude) / 2.0 * G_PI / 180.0);
  *north = (b.latitude - a.latitude) * degree_m;
}

static gboolean
may_dip (const Pair *pair,
         double      from_s,
         double      to_s)
{
  double east, north, to_east, to_north, moved_east, moved_north, part, passed;

  if (to_s - from_s > SHORT_STEP_S)
    return TRUE;

  get_offset (pair, from_s, &east, &north);
  get_offset (pair, to_s, &to_east, &to_north);
  moved_east = to_east - east;
  moved_north = to_north - north;
  passed = moved_east * moved_east + moved_north * moved_north;
  if (passed <= 0.0)
    return FALSE;
  part = -(east * moved_east + north * moved_north) / passed;

  return part > 0.0 && part < 1.0
         && hypot (east + part * moved_east, north + part * moved_north)
            < MIN (hypot (east, north), hypot (to_east, to_north)) - DIP_M / 2.0;
}

/* Whether the way from one moment to a later one is known whole: no position between them is followed by a break. */
static gboolean
is_way_known (const PlimTrackParts *parts,
              double                from_s,
              double                to_s)
{
  guint from = plim_track_parts_count_until (parts, from_s), to = plim_track_parts_count_until (parts, to_s);
  guint i;

  if (from == 0)
    return FALSE;
  for (i = from - 1; i < to; i++)
    {
      /* The last one is the place itself where the way ends on it. */
      if (i == to - 1 && g_array_index (parts->positions, PlimPosition, i).time_s == to_s)
        break;
      if (!plim_track_parts_is_joined (parts, i))
        return FALSE;
    }

  return TRUE;
}

static void
add_point (PlimTrackComparison *self,
           const Pair          *pair,
           double               time_s)
{
  PlimTrackPlace a = plim_track_parts_place_at (pair->first, time_s);
  PlimTrackPlace b = plim_track_parts_place_at (pair->second, time_s);
  PlimSeparation point = { .time_s = time_s };

  if (!plim_track_place_is_known (&a) || !plim_track_place_is_known (&b))
    return;

  point.distance_m = plim_geo_ellipsoid_m (a.latitude, a.longitude, b.latitude, b.longitude);
  point.first_stated = a.where == PLIM_TRACK_STATED;
  point.second_stated = b.where == PLIM_TRACK_STATED;
  if (self->points->len > 0)
    {
      PlimSeparation *before = &g_array_index (self->points, PlimSeparation, self->points->len - 1);

      if (before->time_s == time_s)
        return;

      point.joined = is_way_known (pair->first, before->time_s, time_s) && is_way_known (pair->second, before->time_s, time_s);
      if (point.joined && may_dip (pair, before->time_s, time_s))
        {
          double nearest_m, nearest_s = plim_track_find_nearest (before->time_s, time_s, measure_between, (gpointer) pair, &nearest_m);

          if (nearest_m < MIN (before->distance_m, point.distance_m) - DIP_M)
            {
              PlimSeparation between = { nearest_s, nearest_m, FALSE, FALSE, TRUE };

              g_array_append_val (self->points, between);
            }
        }
    }
  g_array_append_val (self->points, point);
}

/* The moment between two points at which the distance passes the limit. */
static double
find_passing (const Pair           *pair,
              const PlimSeparation *before,
              const PlimSeparation *after,
              double                limit_m)
{
  double inside = before->distance_m <= limit_m ? before->time_s : after->time_s;
  double outside = before->distance_m <= limit_m ? after->time_s : before->time_s;

  for (guint i = 0; i < STEPS; i++)
    {
      double middle = (inside + outside) / 2.0;

      if (measure_between (middle, (gpointer) pair) <= limit_m)
        inside = middle;
      else
        outside = middle;
    }

  return inside;
}

static void
find_spans (PlimTrackComparison *self,
            const Pair          *pair)
{
  PlimNearSpan span = { 0 };
  gboolean near = FALSE;

  for (guint i = 0; i < self->points->len; i++)
    {
      const PlimSeparation *point = &g_array_index (self->points, PlimSeparation, i);
      const PlimSeparation *before = i > 0 && point->joined ? point - 1 : NULL;
      gboolean within = point->distance_m <= self->limit_m;

      if (near && before == NULL)
        {
          span.to_s = (point - 1)->time_s;
          span.open_after = TRUE;
          g_array_append_val (self->spans, span);
          near = FALSE;
        }
      if (within && !near)
        {
          span = (PlimNearSpan) { .from_s = before != NULL ? find_passing (pair, before, point, self->limit_m) : point->time_s,
                                  .nearest_s = point->time_s, .nearest_m = point->distance_m, .open_before = before == NULL };
          near = TRUE;
        }
      else if (within && point->distance_m < span.nearest_m)
        {
          span.nearest_s = point->time_s;
          span.nearest_m = point->distance_m;
        }
      else if (!within && near)
        {
          span.to_s = find_passing (pair, before, point, self->limit_m);
          g_array_append_val (self->spans, span);
          near = FALSE;
        }
    }
  if (near)
    {
      span.to_s = g_array_index (self->points, PlimSeparation, self->points->len - 1).time_s;
      span.open_after = TRUE;
      g_array_append_val (self->spans, span);
    }
}

static gint64
get_time (const PlimTrackParts *parts,
          guint                 i,
          gint64                to_s)
{
  gint64 time_s = i < parts->positions->len ? g_array_index (parts->positions, PlimPosition, i).time_s : G_MAXINT64;

  return time_s > to_s ? G_MAXINT64 : time_s;
}

PlimTrackComparison *
plim_track_compare (const PlimTrackParts *first,
                    const PlimTrackParts *second,
                    gint64                from_s,
                    gint64                to_s,
                    double                limit_m)
{
  PlimTrackComparison *self;
  Pair pair = { first, second };
  guint a, b;

  g_return_val_if_fail (first != NULL && second != NULL && from_s <= to_s, NULL);

  self = g_new0 (PlimTrackComparison, 1);
  self->limit_m = limit_m;
  self->points = g_array_new (FALSE, FALSE, sizeof (PlimSeparation));
  self->spans = g_array_new (FALSE, FALSE, sizeof (PlimNearSpan));

  add_point (self, &pair, from_s);
  a = plim_track_parts_count_until (first, from_s);
  b = plim_track_parts_count_until (second, from_s);
  for (;;)
    {
      gint64 time_a = get_time (first, a, to_s), time_b = get_time (second, b, to_s), time_s = MIN (time_a, time_b);

      if (time_s == G_MAXINT64)
        break;
      add_point (self, &pair, time_s);
      a += time_a == time_s;
      b += time_b == time_s;
    }
  add_point (self, &pair, to_s);

  for (guint i = 1; i < self->points->len; i++)
    if (g_array_index (self->points, PlimSeparation, i).distance_m
        < g_array_index (self->points, PlimSeparation, self->nearest).distance_m)
      self->nearest = i;
  find_spans (self, &pair);

  return self;
}

void
plim_track_comparison_free (PlimTrackComparison *self)
{
  g_array_unref (self->points);
  g_array_unref (self->spans);
  g_free (self);
}
