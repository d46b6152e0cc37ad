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
  const PlimNearQuestion *question;
  PlimPositionSources    *sources;
  const PlimTrackParts   *parts;
  guint                   before;          /* the step that is looked at leads from it to the next */
  gboolean                found;
  gboolean                found_stated;
  PlimApproach            nearest;
  PlimApproach            nearest_stated;
  guint32                 ends[2];         /* the sources of both ends of the step that the nearest is on */
} Search;

static double
measure_place (const Search         *search,
               const PlimTrackPlace *place)
{
  return plim_geo_ellipsoid_m (search->question->latitude, search->question->longitude, place->latitude, place->longitude);
}

static double
measure_at (double   time_s,
            gpointer data)
{
  const Search *search = data;
  PlimTrackPlace place = plim_track_parts_place_between (search->parts, search->before, time_s);

  return measure_place (search, &place);
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

/* A stated position, each once. */
static double
keep_position (Search *search,
               guint   position)
{
  const PlimPosition *here = &g_array_index (search->parts->positions, PlimPosition, position);
  PlimTrackPlace place = { .where = PLIM_TRACK_STATED, .latitude = here->lat_e6 / 1e6, .longitude = here->lon_e6 / 1e6 };
  double distance_m = measure_place (search, &place);

  if (distance_m > search->question->radius_m)
    return distance_m;

  search->nearest.n_positions++;
  if (search->sources != NULL)
    plim_position_sources_mark (search->sources, here->source);
  if (!search->found_stated || distance_m < search->nearest_stated.distance_m)
    set_nearest (&search->nearest_stated, &place, here->time_s, distance_m);
  if (!search->found || distance_m < search->nearest.distance_m)
    set_nearest (&search->nearest, &place, here->time_s, distance_m);
  search->found = search->found_stated = TRUE;

  return distance_m;
}

/* A moment of the step, between its ends. */
static void
keep_between (Search *search,
              double  time_s,
              double  distance_m)
{
  const PlimPosition *from = &g_array_index (search->parts->positions, PlimPosition, search->before);
  PlimTrackPlace place;

  if (distance_m > search->question->radius_m || (search->found && distance_m >= search->nearest.distance_m))
    return;

  place = plim_track_parts_place_between (search->parts, search->before, time_s);
  search->found = TRUE;
  set_nearest (&search->nearest, &place, time_s, distance_m);
  search->nearest.step_s = from[1].time_s - from[0].time_s;
  search->ends[0] = from[0].source;
  search->ends[1] = from[1].source;
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

/* Between two moments of the step, of which the distances are known. */
static void
search_between (Search *search,
                double  from_s,
                double  from_m,
                double  to_s,
                double  to_m)
{
  double radius_m = search->question->radius_m;
  double limit_m = search->found ? MIN (radius_m, search->nearest.distance_m) : radius_m;
  PlimTrackPlace from, to;
  double way_m, nearest_s, nearest_m;

  /* No way of this length leads nearer. Looked at roughly first: most are far off. */
  if ((from_m + to_m - bound_way (search->parts, search->before, from_s, to_s)) / 2.0 > limit_m)
    return;
  from = plim_track_parts_place_between (search->parts, search->before, from_s);
  to = plim_track_parts_place_between (search->parts, search->before, to_s);
  way_m = plim_geo_ellipsoid_m (from.latitude, from.longitude, to.latitude, to.longitude);
  if ((from_m + to_m - way_m) / 2.0 > limit_m)
    return;

  nearest_s = plim_track_find_nearest (from_s, to_s, measure_at, search, &nearest_m);
  if (nearest_s > from_s && nearest_s < to_s)
    keep_between (search, nearest_s, nearest_m);
}

/* The step after a position, as much of it as lies in the time asked for. The distances of its ends count only where they lie in it. */
static void
search_step (Search *search,
             guint   before,
             double  before_m,
             double  after_m)
{
  const PlimPosition *step = &g_array_index (search->parts->positions, PlimPosition, before);
  gint64 from_s = MAX (search->question->from_s, step[0].time_s), to_s = MIN (search->question->to_s, step[1].time_s);

  if (step[0].time_s == step[1].time_s || !plim_track_parts_is_joined (search->parts, before))
    return;
  search->before = before;
  if (from_s > step[0].time_s && from_s < step[1].time_s)
    keep_between (search, from_s, before_m = measure_at (from_s, search));
  if (to_s < step[1].time_s && to_s > step[0].time_s)
    keep_between (search, to_s, after_m = measure_at (to_s, search));
  if (from_s < to_s)
    search_between (search, from_s, before_m, to_s, after_m);
}

/* Each position, and the step that leads to it, by index: two of them may be of one second. */
static void
search_parts (Search               *search,
              const PlimTrackParts *parts)
{
  gint64 from_s = search->question->from_s, to_s = search->question->to_s;
  const PlimPosition *all = (const PlimPosition *) (gpointer) parts->positions->data;
  guint n_before = 0, n = parts->positions->len;
  double before_m = 0.0;

  /* How many lie before the time asked for. */
  for (guint high = n; n_before < high;)
    {
      guint middle = n_before + (high - n_before) / 2;

      if (all[middle].time_s < from_s)
        n_before = middle + 1;
      else
        high = middle;
    }

  search->parts = parts;
  for (guint i = n_before; i < n; i++)
    {
      gboolean is_within = all[i].time_s <= to_s;
      double here_m = is_within ? keep_position (search, i) : 0.0;

      if (i > 0)
        search_step (search, i - 1, before_m, here_m);
      if (!is_within)
        break;
      before_m = here_m;
    }
}

gboolean
plim_near_measure (const PlimNearQuestion *question,
                   GPtrArray              *pieces,
                   PlimPositionSources    *sources,
                   PlimApproach           *approach)
{
  Search search = { .question = question, .sources = sources };

  g_return_val_if_fail (question != NULL && question->from_s <= question->to_s, FALSE);
  g_return_val_if_fail (pieces != NULL && approach != NULL, FALSE);

  for (guint i = 0; i < pieces->len; i++)
    search_parts (&search, g_ptr_array_index (pieces, i));
  if (!search.found)
    return FALSE;

  if (search.found_stated && search.nearest_stated.distance_m <= search.nearest.distance_m + WORTH_M)
    {
      const PlimApproach *stated = &search.nearest_stated;
      PlimTrackPlace place = { .latitude = stated->latitude, .longitude = stated->longitude };

      set_nearest (&search.nearest, &place, stated->time_s, stated->distance_m);
    }
  if (sources != NULL && search.nearest.step_s > 0.0)
    for (guint i = 0; i < G_N_ELEMENTS (search.ends); i++)
      plim_position_sources_mark (sources, search.ends[i]);
  *approach = search.nearest;

  return TRUE;
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
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  g_autoptr(GPtrArray) hits = NULL;
  PlimNearQuestion within;
  PlimFilter all_days;
  gint64 step_s, from_s, to_s;
  PlimPositionArea area, around;
  double step_m;

  g_return_val_if_fail (PLIM_IS_STORE (store) && filter != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->from_s <= question->to_s, NULL);

  within = *question;
  all_days = *filter;
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
  hits = plim_near_query (store, &all_days, &around, from_s, to_s, NULL, cancellable, error);
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
      pieces = plim_track_pass_find (store, &all_days, hit, &area, &question->limits, from_s, to_s, sources, error);
      if (pieces == NULL)
        return NULL;
      if (!plim_near_measure (&within, pieces, sources, &approach))
        continue;

      vessel = g_new0 (PlimNearVessel, 1);
      vessel->key = g_steal_pointer (&hit->key);
      vessel->mmsi = g_steal_pointer (&hit->mmsi);
      vessel->name = g_steal_pointer (&hit->name);
      vessel->claims = plim_position_sources_take_marked (sources);
      vessel->approach = approach;
      g_ptr_array_add (found, vessel);
    }
  g_ptr_array_sort (found, compare_vessels);

  return g_steal_pointer (&found);
}
