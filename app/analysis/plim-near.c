#include "config.h"

#include "app/analysis/plim-near.h"

#include <math.h>
#include <string.h>

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track-compare.h"
#include "app/analysis/plim-track-pass.h"
#include "app/store/plim-near-query.h"

/* What is worked out must be nearer by this to be told instead of a stated position: positions are no better than that. */
#define WORTH_M 50.0
/* Less than the shortest degree of a meridian, so that no box is too small. */
#define DEGREE_M 110500.0
/* No degree of any great circle is longer. */
#define LONG_DEGREE_M 111700.0

typedef struct
{
  const PlimTrackParts *parts;
  double                latitude;
  double                longitude;
  double                radius_m;
  gboolean              found;
  gboolean              found_stated;
  PlimApproach          nearest;
  PlimApproach          nearest_stated;
} Search;

static double
measure_at (double   time_s,
            gpointer data)
{
  const Search *search = data;
  PlimTrackPlace place = plim_track_parts_place_at (search->parts, time_s);

  return plim_geo_ellipsoid_m (search->latitude, search->longitude, place.latitude, place.longitude);
}

static void
set_nearest (PlimApproach         *nearest,
             const PlimTrackPlace *place,
             double                time_s,
             double                distance_m)
{
  nearest->time_s = time_s;
  nearest->distance_m = distance_m;
  nearest->latitude = place->latitude;
  nearest->longitude = place->longitude;
  nearest->step_s = 0.0;
}

static void
keep (Search *search,
      double  time_s,
      double  distance_m)
{
  PlimTrackPlace place;

  if (distance_m > search->radius_m)
    return;

  place = plim_track_parts_place_at (search->parts, time_s);
  if (place.where == PLIM_TRACK_STATED && (!search->found_stated || distance_m < search->nearest_stated.distance_m))
    {
      search->found_stated = TRUE;
      set_nearest (&search->nearest_stated, &place, time_s, distance_m);
    }
  if (!search->found)
    search->nearest.first_s = search->nearest.last_s = time_s;
  search->nearest.first_s = MIN (search->nearest.first_s, time_s);
  search->nearest.last_s = MAX (search->nearest.last_s, time_s);
  if (search->found && distance_m >= search->nearest.distance_m)
    return;

  search->found = TRUE;
  set_nearest (&search->nearest, &place, time_s, distance_m);
  if (place.where == PLIM_TRACK_INTERPOLATED)
    {
      const PlimPosition *from = &g_array_index (search->parts->positions, PlimPosition, place.position);

      search->nearest.step_s = from[1].time_s - from[0].time_s;
    }
}

/* The way between two moments of the step after a position is no longer than this. */
static double
bound_way (const PlimTrackParts *parts,
           guint                 position,
           double                from_s,
           double                to_s)
{
  const PlimPosition *from = &g_array_index (parts->positions, PlimPosition, position);
  double north = fabs ((double) from[1].lat_e6 - from[0].lat_e6), east = fabs ((double) from[1].lon_e6 - from[0].lon_e6);

  if (from[1].time_s == from[0].time_s)
    return INFINITY;

  return (north + MIN (east, 360e6 - east)) / 1e6 * LONG_DEGREE_M * (to_s - from_s) / (from[1].time_s - from[0].time_s);
}

/* Between two moments of the step after a position, of which the distances are known. */
static void
search_step (Search *search,
             guint   position,
             double  from_s,
             double  from_m,
             double  to_s,
             double  to_m)
{
  double limit_m = search->found ? MIN (search->radius_m, search->nearest.distance_m) : search->radius_m;
  PlimTrackPlace from, to;
  double way_m, nearest_s, nearest_m;

  /* No way of this length leads nearer. Looked at roughly first: most are far off. */
  if ((from_m + to_m - bound_way (search->parts, position, from_s, to_s)) / 2.0 > limit_m)
    return;
  from = plim_track_parts_place_at (search->parts, from_s);
  to = plim_track_parts_place_at (search->parts, to_s);
  way_m = plim_geo_ellipsoid_m (from.latitude, from.longitude, to.latitude, to.longitude);
  if ((from_m + to_m - way_m) / 2.0 > limit_m)
    return;

  nearest_s = plim_track_find_nearest (from_s, to_s, measure_at, search, &nearest_m);
  if (nearest_s > from_s && nearest_s < to_s)
    keep (search, nearest_s, nearest_m);
}

/* From one moment to the next: where the time begins, each position in it, where it ends. */
static void
search_parts (Search               *search,
              const PlimTrackParts *parts,
              gint64                from_s,
              gint64                to_s)
{
  double time_s = from_s, distance_m = 0.0;
  gboolean known = FALSE;

  search->parts = parts;
  for (guint i = plim_track_parts_count_until (parts, from_s);; i++)
    {
      PlimTrackPlace place = plim_track_parts_place_at (parts, time_s);
      gboolean is_known = plim_track_place_is_known (&place);
      double next_s, next_m;

      if (is_known && !known)
        {
          distance_m = measure_at (time_s, search);
          keep (search, time_s, distance_m);
        }
      if (is_known && place.where == PLIM_TRACK_STATED && distance_m <= search->radius_m)
        search->nearest.n_positions++;
      if (time_s >= to_s)
        break;

      next_s = i < parts->positions->len ? MIN (to_s, g_array_index (parts->positions, PlimPosition, i).time_s) : to_s;
      known = is_known && place.position + 1 == i && plim_track_parts_is_joined (parts, place.position);
      if (known)
        {
          next_m = measure_at (next_s, search);
          search_step (search, place.position, time_s, distance_m, next_s, next_m);
          keep (search, next_s, next_m);
          distance_m = next_m;
        }
      time_s = next_s;
    }
}

static gboolean
conclude (Search       *search,
          PlimApproach *approach)
{
  if (search->found_stated && search->nearest_stated.distance_m <= search->nearest.distance_m + WORTH_M)
    {
      const PlimApproach *stated = &search->nearest_stated;
      PlimTrackPlace place = { .latitude = stated->latitude, .longitude = stated->longitude };

      set_nearest (&search->nearest, &place, stated->time_s, stated->distance_m);
    }
  if (search->found)
    *approach = search->nearest;

  return search->found;
}

gboolean
plim_near_measure (const PlimTrackParts *parts,
                   double                latitude,
                   double                longitude,
                   double                radius_m,
                   gint64                from_s,
                   gint64                to_s,
                   PlimApproach         *approach)
{
  Search search = { .latitude = latitude, .longitude = longitude, .radius_m = radius_m };

  g_return_val_if_fail (parts != NULL && approach != NULL && from_s <= to_s, FALSE);

  search_parts (&search, parts, from_s, to_s);

  return conclude (&search, approach);
}

/* The same of those pieces of a way that may come so near. */
static gboolean
measure_pieces (GPtrArray              *pieces,
                const PlimNearQuestion *question,
                PlimApproach           *approach)
{
  Search search = { .latitude = question->latitude, .longitude = question->longitude, .radius_m = question->radius_m };

  for (guint i = 0; i < pieces->len; i++)
    {
      const PlimTrackParts *parts = g_ptr_array_index (pieces, i);
      const PlimPosition *first = &g_array_index (parts->positions, PlimPosition, 0);
      gint64 from_s = MAX (question->from_s, first->time_s);
      gint64 to_s = MIN (question->to_s, first[parts->positions->len - 1].time_s);

      if (from_s <= to_s)
        search_parts (&search, parts, from_s, to_s);
    }

  return conclude (&search, approach);
}

void
plim_near_vessel_free (PlimNearVessel *self)
{
  g_free (self->key);
  g_free (self->mmsi);
  g_free (self->name);
  g_strfreev (self->claims);
  g_free (self);
}

/* All within @distance_m, and somewhat more. */
static PlimPositionArea
get_area (double latitude,
          double longitude,
          double distance_m)
{
  double reach = distance_m / DEGREE_M, sine = 2.0;
  PlimPositionArea area = { lround (MAX (latitude - reach, -90.0) * 1e6), -180000000,
                            lround (MIN (latitude + reach, 90.0) * 1e6), 180000000 };

  /* How far the circle bows east; not at all where a pole is in it. */
  if (fabs (latitude) + reach < 89.9)
    sine = sin (reach * G_PI / 180.0) / cos (latitude * G_PI / 180.0);
  if (sine < 1.0)
    {
      double across = asin (sine) * 180.0 / G_PI;

      area.west_e6 = lround (plim_geo_wrap (longitude - across) * 1e6);
      area.east_e6 = lround (plim_geo_wrap (longitude + across) * 1e6);
    }

  return area;
}

static int
compare_vessels (gconstpointer a,
                 gconstpointer b)
{
  const PlimNearVessel *one = *(PlimNearVessel * const *) a, *two = *(PlimNearVessel * const *) b;

  if (one->approach.distance_m != two->approach.distance_m)
    return one->approach.distance_m < two->approach.distance_m ? -1 : 1;

  return strcmp (one->key, two->key);
}

GPtrArray *
plim_near_find (PlimStore               *store,
                const PlimFilter        *filter,
                const PlimNearQuestion  *question,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_near_vessel_free);
  g_autoptr(GPtrArray) hits = NULL;
  PlimNearQuestion within = *question;
  PlimFilter all_days = *filter;
  gint64 step_s, from_s, to_s;
  PlimPositionArea area, around;
  double step_m;

  g_return_val_if_fail (PLIM_IS_STORE (store) && filter != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->from_s <= question->to_s, NULL);

  /* The chosen days bound what is asked for, but not the positions that it is worked out from. */
  plim_period_get_span (&filter->days, &from_s, &to_s);
  within.from_s = MAX (within.from_s, from_s);
  within.to_s = MIN (within.to_s, to_s);
  all_days.days = PLIM_PERIOD_UNKNOWN;
  if (within.from_s > within.to_s)
    return g_steal_pointer (&found);

  /* Who came by between two positions has at least one of them within half the longest step that a ship can make. */
  step_s = MIN (question->limits.longest_step_s, question->limits.silence_s);
  step_m = question->limits.jump_kn * PLIM_GEO_NAUTICAL_MILE_M * step_s / 3600.0 / 2.0;
  area = get_area (question->latitude, question->longitude, question->radius_m);
  around = get_area (question->latitude, question->longitude, question->radius_m + MAX (step_m, question->limits.jump_m));
  from_s = within.from_s > G_MININT64 + step_s ? within.from_s - step_s : G_MININT64;
  to_s = within.to_s < G_MAXINT64 - step_s ? within.to_s + step_s : G_MAXINT64;
  hits = plim_near_query (store, &all_days, &around, from_s, to_s, cancellable, error);
  if (hits == NULL)
    return NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      PlimNearHit *hit = g_ptr_array_index (hits, i);
      g_autoptr(GPtrArray) pieces = NULL;
      PlimNearVessel *vessel;
      PlimApproach approach;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      /* Its positions in the area alone are not enough: it may have left between two of them. */
      pieces = plim_track_pass_find (store, &all_days, hit, &area, &question->limits, from_s, to_s, error);
      if (pieces == NULL)
        return NULL;
      if (!measure_pieces (pieces, &within, &approach))
        continue;

      vessel = g_new0 (PlimNearVessel, 1);
      vessel->key = g_steal_pointer (&hit->key);
      vessel->mmsi = g_steal_pointer (&hit->mmsi);
      vessel->name = g_steal_pointer (&hit->name);
      vessel->claims = g_steal_pointer (&hit->claims);
      vessel->approach = approach;
      g_ptr_array_add (found, vessel);
    }
  g_ptr_array_sort (found, compare_vessels);

  return g_steal_pointer (&found);
}
