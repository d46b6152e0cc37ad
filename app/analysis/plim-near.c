#include "config.h"

#include "app/analysis/plim-near.h"

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track-compare.h"

typedef struct
{
  const PlimTrackParts *parts;
  double                latitude;
  double                longitude;
  double                radius_m;
  gboolean              found;
  PlimApproach          nearest;
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
keep (Search *search,
      double  time_s,
      double  distance_m)
{
  PlimTrackPlace place;

  if (distance_m > search->radius_m)
    return;

  if (!search->found)
    search->nearest.first_s = search->nearest.last_s = time_s;
  search->nearest.first_s = MIN (search->nearest.first_s, time_s);
  search->nearest.last_s = MAX (search->nearest.last_s, time_s);
  if (search->found && distance_m >= search->nearest.distance_m)
    return;

  place = plim_track_parts_place_at (search->parts, time_s);
  search->found = TRUE;
  search->nearest.time_s = time_s;
  search->nearest.distance_m = distance_m;
  search->nearest.latitude = place.latitude;
  search->nearest.longitude = place.longitude;
  search->nearest.step_s = 0.0;
  if (place.where == PLIM_TRACK_INTERPOLATED)
    {
      const PlimPosition *from = &g_array_index (search->parts->positions, PlimPosition, place.position);

      search->nearest.step_s = from[1].time_s - from[0].time_s;
    }
}

/* Between two moments of one step, of which the distances are known. */
static void
search_step (Search *search,
             double  from_s,
             double  from_m,
             double  to_s,
             double  to_m)
{
  PlimTrackPlace from = plim_track_parts_place_at (search->parts, from_s), to = plim_track_parts_place_at (search->parts, to_s);
  double way_m = plim_geo_ellipsoid_m (from.latitude, from.longitude, to.latitude, to.longitude);
  double least_m = (from_m + to_m - way_m) / 2.0, nearest_s, nearest_m;

  /* No way of this length leads nearer. */
  if (least_m > (search->found ? MIN (search->radius_m, search->nearest.distance_m) : search->radius_m))
    return;

  nearest_s = plim_track_find_nearest (from_s, to_s, measure_at, search, &nearest_m);
  if (nearest_s > from_s && nearest_s < to_s)
    keep (search, nearest_s, nearest_m);
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
  Search search = { .parts = parts, .latitude = latitude, .longitude = longitude, .radius_m = radius_m };
  double time_s, distance_m = 0.0;
  gboolean known;
  guint i;

  g_return_val_if_fail (parts != NULL && approach != NULL && from_s <= to_s, FALSE);

  /* From one moment to the next: where the time begins, each position in it, where it ends. */
  time_s = from_s;
  i = plim_track_parts_count_until (parts, from_s);
  for (known = FALSE;; i++)
    {
      PlimTrackPlace place = plim_track_parts_place_at (parts, time_s);
      gboolean is_known = plim_track_place_is_known (&place);
      double next_s, next_m;

      if (is_known && !known)
        {
          distance_m = measure_at (time_s, &search);
          keep (&search, time_s, distance_m);
        }
      if (is_known && place.where == PLIM_TRACK_STATED && distance_m <= radius_m)
        search.nearest.n_positions++;
      if (time_s >= to_s)
        break;

      next_s = i < parts->positions->len ? MIN (to_s, g_array_index (parts->positions, PlimPosition, i).time_s) : to_s;
      known = is_known && place.position + 1 == i && plim_track_parts_is_joined (parts, place.position);
      if (known)
        {
          next_m = measure_at (next_s, &search);
          search_step (&search, time_s, distance_m, next_s, next_m);
          keep (&search, next_s, next_m);
          distance_m = next_m;
        }
      time_s = next_s;
    }
  if (search.found)
    *approach = search.nearest;

  return search.found;
}
