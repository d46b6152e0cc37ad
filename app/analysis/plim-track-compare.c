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

/* Two vessels, and the step that each is on between two points that are joined: after these positions. */
typedef struct
{
  const PlimTrackParts *first;
  const PlimTrackParts *second;
  guint                 first_step;
  guint                 second_step;
} Pair;

static Pair
get_steps (const Pair           *pair,
           const PlimSeparation *before)
{
  return (Pair) { pair->first, pair->second, before->first_position, before->second_position };
}

/* The way between two moments without a break: both vessels move evenly. */
static double
measure_between (double   time_s,
                 gpointer data)
{
  const Pair *pair = data;
  PlimTrackPlace a = plim_track_parts_place_between (pair->first, pair->first_step, time_s);
  PlimTrackPlace b = plim_track_parts_place_between (pair->second, pair->second_step, time_s);

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
  PlimTrackPlace a = plim_track_parts_place_between (pair->first, pair->first_step, time_s);
  PlimTrackPlace b = plim_track_parts_place_between (pair->second, pair->second_step, time_s);
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

/* Where a vessel is at a moment: at a position of that second, of which there may be several, or on a step. */
typedef struct
{
  const PlimTrackParts *parts;
  guint                 first;      /* index of the first position of that second */
  guint                 n_stated;
} Moment;

static Moment
get_moment (const PlimTrackParts *parts,
            double                time_s)
{
  guint end = plim_track_parts_count_until (parts, time_s), first = end;

  while (first > 0 && g_array_index (parts->positions, PlimPosition, first - 1).time_s == time_s)
    first--;

  return (Moment) { parts, first, end - first };
}

/* The @i-th place of it, or the last: %FALSE where none is known. */
static gboolean
get_place (const Moment   *moment,
           double          time_s,
           guint           i,
           PlimTrackPlace *place)
{
  if (moment->n_stated > 0)
    {
      guint position = moment->first + MIN (i, moment->n_stated - 1);
      const PlimPosition *here = &g_array_index (moment->parts->positions, PlimPosition, position);

      *place = (PlimTrackPlace) { PLIM_TRACK_STATED, here->lat_e6 / 1e6, here->lon_e6 / 1e6, position, 0.0 };
      return TRUE;
    }
  if (moment->first == 0 || !plim_track_parts_is_joined (moment->parts, moment->first - 1))
    return FALSE;

  *place = plim_track_parts_place_between (moment->parts, moment->first - 1, time_s);

  return TRUE;
}

/* Whether the way from one place to another is known whole: no position between them is followed by a break. */
static gboolean
is_way_known (const PlimTrackParts *parts,
              guint                 from,
              guint                 to,
              gboolean              to_stated)
{
  if (to < from)
    return FALSE;
  for (guint i = from; i < to + !to_stated; i++)
    if (!plim_track_parts_is_joined (parts, i))
      return FALSE;

  return TRUE;
}

static void
add_point (PlimTrackComparison  *self,
           const Pair           *pair,
           double                time_s,
           const PlimTrackPlace *a,
           const PlimTrackPlace *b)
{
  PlimSeparation point = {
    .time_s = time_s,
    .distance_m = plim_geo_ellipsoid_m (a->latitude, a->longitude, b->latitude, b->longitude),
    .first_stated = a->where == PLIM_TRACK_STATED, .second_stated = b->where == PLIM_TRACK_STATED,
    .first_position = a->position, .second_position = b->position,
  };

  if (self->points->len > 0)
    {
      PlimSeparation before = g_array_index (self->points, PlimSeparation, self->points->len - 1);
      Pair steps = get_steps (pair, &before);

      point.joined = is_way_known (pair->first, before.first_position, point.first_position, point.first_stated)
                     && is_way_known (pair->second, before.second_position, point.second_position, point.second_stated);
      if (point.joined && before.time_s < time_s && may_dip (&steps, before.time_s, time_s))
        {
          double nearest_m, nearest_s = plim_track_find_nearest (before.time_s, time_s, measure_between, &steps, &nearest_m);

          if (nearest_m < MIN (before.distance_m, point.distance_m) - DIP_M)
            {
              PlimSeparation between = { nearest_s, nearest_m, FALSE, FALSE, TRUE, before.first_position, before.second_position };

              g_array_append_val (self->points, between);
            }
        }
    }
  g_array_append_val (self->points, point);
}

static void
add_points (PlimTrackComparison *self,
            const Pair          *pair,
            double               time_s)
{
  Moment first = get_moment (pair->first, time_s), second = get_moment (pair->second, time_s);

  for (guint i = 0; i < MAX (1, MAX (first.n_stated, second.n_stated)); i++)
    {
      PlimTrackPlace a, b;

      if (get_place (&first, time_s, i, &a) && get_place (&second, time_s, i, &b))
        add_point (self, pair, time_s, &a, &b);
    }
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
  Pair steps = get_steps (pair, before);

  for (guint i = 0; i < STEPS; i++)
    {
      double middle = (inside + outside) / 2.0;

      if (measure_between (middle, &steps) <= limit_m)
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

/* When the vessel's first position after a moment is. */
static gint64
get_next_time (const PlimTrackParts *parts,
               gint64                time_s)
{
  guint next = plim_track_parts_count_until (parts, time_s);

  return next < parts->positions->len ? g_array_index (parts->positions, PlimPosition, next).time_s : G_MAXINT64;
}

PlimTrackComparison *
plim_track_compare (const PlimTrackParts *first,
                    const PlimTrackParts *second,
                    gint64                from_s,
                    gint64                to_s,
                    double                limit_m)
{
  PlimTrackComparison *self;
  Pair pair = { .first = first, .second = second };

  g_return_val_if_fail (first != NULL && second != NULL && from_s <= to_s, NULL);

  self = g_new0 (PlimTrackComparison, 1);
  self->limit_m = limit_m;
  self->points = g_array_new (FALSE, FALSE, sizeof (PlimSeparation));
  self->spans = g_array_new (FALSE, FALSE, sizeof (PlimNearSpan));

  add_points (self, &pair, from_s);
  for (gint64 time_s = from_s; time_s < to_s;)
    {
      time_s = MIN (to_s, MIN (get_next_time (first, time_s), get_next_time (second, time_s)));
      add_points (self, &pair, time_s);
    }

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
