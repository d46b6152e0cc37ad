#include "config.h"

#include "app/analysis/plim-area-find.h"

#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track-pass.h"
#include "app/store/plim-near-query.h"

/* Less than the shortest degree of a meridian, so that no box is too small. */
#define DEGREE_M 110500.0

static void
keep (PlimAreaStay *stay,
      gboolean     *found,
      gint64        from_s,
      gint64        to_s)
{
  stay->first_s = *found ? MIN (stay->first_s, from_s) : from_s;
  stay->last_s = *found ? MAX (stay->last_s, to_s) : to_s;
  *found = TRUE;
}

gboolean
plim_area_measure_positions (const PlimArea      *area,
                             GArray              *positions,
                             gint64               from_s,
                             gint64               to_s,
                             PlimPositionSources *sources,
                             PlimAreaStay        *stay)
{
  PlimAreaStay measured = { 0 };
  gboolean found = FALSE;

  for (guint i = 0; i < positions->len; i++)
    {
      const PlimPosition *here = &g_array_index (positions, PlimPosition, i);

      if (here->time_s < from_s || here->time_s > to_s || !plim_area_contains (area, here->lat_e6 / 1e6, here->lon_e6 / 1e6))
        continue;
      keep (&measured, &found, here->time_s, here->time_s);
      measured.n_positions++;
      if (sources != NULL)
        plim_position_sources_mark (sources, here->source);
    }
  if (found)
    *stay = measured;

  return found;
}

static gboolean
is_passage (const PlimArea       *area,
            const PlimTrackParts *parts,
            guint                 before,
            gint64                begins_s,
            gint64                ends_s)
{
  PlimTrackPlace from, to;

  if (begins_s > ends_s || !plim_track_parts_is_joined (parts, before))
    return FALSE;
  from = plim_track_parts_place_between (parts, before, begins_s);
  to = plim_track_parts_place_between (parts, before, ends_s);

  return plim_area_touches (area, from.latitude, from.longitude, to.latitude, to.longitude);
}

gboolean
plim_area_measure_passages (const PlimArea      *area,
                            GPtrArray           *pieces,
                            gint64               from_s,
                            gint64               to_s,
                            PlimPositionSources *sources,
                            PlimAreaStay        *stay)
{
  PlimAreaStay measured = { 0 };
  gboolean found = FALSE;

  for (guint piece = 0; piece < pieces->len; piece++)
    {
      const PlimTrackParts *parts = g_ptr_array_index (pieces, piece);
      const PlimPosition *positions = (const PlimPosition *) (gpointer) parts->positions->data;

      for (guint i = 0; i + 1 < parts->positions->len; i++)
        {
          gint64 begins_s = MAX (from_s, positions[i].time_s), ends_s = MIN (to_s, positions[i + 1].time_s);

          if (!is_passage (area, parts, i, begins_s, ends_s))
            continue;
          keep (&measured, &found, begins_s, ends_s);
          if (sources != NULL)
            {
              plim_position_sources_mark (sources, positions[i].source);
              plim_position_sources_mark (sources, positions[i + 1].source);
            }
        }
    }
  if (found)
    *stay = measured;

  return found;
}

void
plim_area_vessel_free (PlimAreaVessel *self)
{
  g_free (self->key);
  g_free (self->mmsi);
  g_free (self->name);
  g_strfreev (self->claims);
  g_free (self);
}

/* The area's box, and @distance_m around it. */
static PlimPositionArea
get_box (const PlimArea *area,
         double          distance_m)
{
  double west, south, east, north, reach = distance_m / DEGREE_M, across, width;
  PlimPositionArea box = { .west_e6 = -180000000, .east_e6 = 180000000 };

  plim_area_get_box (area, &west, &south, &east, &north);
  south = MAX (south - reach, -90.0);
  north = MIN (north + reach, 90.0);
  box.south_e6 = lround (south * 1e6);
  box.north_e6 = lround (north * 1e6);

  /* A degree of longitude is shortest at the latitude farthest from the equator. */
  across = reach / MAX (cos (MAX (fabs (south), fabs (north)) * G_PI / 180.0), 1e-6);
  width = fmod (east - west + 360.0, 360.0) + 2.0 * across;
  if (east - west < 360.0 && width < 360.0)
    {
      box.west_e6 = lround (plim_geo_wrap (west - across) * 1e6);
      box.east_e6 = lround (plim_geo_wrap (east + across) * 1e6);
    }

  return box;
}

GPtrArray *
plim_area_find (PlimStore              *store,
                const PlimFilter       *filter,
                const PlimArea         *area,
                const PlimTrackLimits  *limits,
                GCancellable           *cancellable,
                GError                **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_area_vessel_free);
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  g_autoptr(GPtrArray) hits = NULL;
  PlimFilter all_days = *filter;
  gint64 from_s, to_s, before_s, after_s, step_s;
  PlimPositionArea box, around;

  g_return_val_if_fail (PLIM_IS_STORE (store) && filter != NULL && area != NULL && limits != NULL, NULL);

  plim_period_get_span (&filter->days, &from_s, &to_s);
  all_days.days = PLIM_PERIOD_UNKNOWN;

  /* Who passed through between two positions has at least one of them within half the longest step that a ship can make. */
  step_s = MIN (limits->longest_step_s, limits->silence_s);
  box = get_box (area, 0.0);
  around = get_box (area, MAX (limits->jump_kn * PLIM_GEO_NAUTICAL_MILE_M * step_s / 3600.0 / 2.0, limits->jump_m));
  before_s = from_s > G_MININT64 + step_s ? from_s - step_s : G_MININT64;
  after_s = to_s < G_MAXINT64 - step_s ? to_s + step_s : G_MAXINT64;
  hits = plim_near_query (store, &all_days, &around, before_s, after_s, sources, cancellable, error);
  if (hits == NULL)
    return NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      PlimNearHit *hit = g_ptr_array_index (hits, i);
      PlimAreaStay stay = { 0 };
      PlimAreaVessel *vessel;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      /* Positions about the area tell who has one in it; who has none may have passed through, which only all of its positions tell. */
      if (!plim_area_measure_positions (area, hit->positions, from_s, to_s, sources, &stay))
        {
          g_autoptr(GPtrArray) pieces = plim_track_pass_find (store, &all_days, hit, &box, limits, before_s, after_s, sources, error);

          if (pieces == NULL)
            return NULL;
          if (!plim_area_measure_passages (area, pieces, from_s, to_s, sources, &stay))
            continue;
        }

      vessel = g_new0 (PlimAreaVessel, 1);
      vessel->key = g_steal_pointer (&hit->key);
      vessel->mmsi = g_steal_pointer (&hit->mmsi);
      vessel->name = g_steal_pointer (&hit->name);
      vessel->claims = plim_position_sources_take_marked (sources);
      vessel->stay = stay;
      g_ptr_array_add (found, vessel);
    }

  return g_steal_pointer (&found);
}
