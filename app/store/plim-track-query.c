#include "config.h"

#include "app/store/plim-track-query.h"

#include <string.h>

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-names.h"
#include "app/store/plim-position-pile.h"

#define IN_ORDER " ORDER BY claim.first_day, claim.last_day, report.symbol, claim.ord"

static const char tracks[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", track.vessel, track.mmsi, track.known_by"
  PLIM_FROM_LATEST "JOIN track USING (claim_key) JOIN import USING (import_id)" PLIM_WHERE_FILTER " AND import.kind = 'report'" IN_ORDER;

static const char blocks_of_claim[] =
  "SELECT count, positions FROM position_block WHERE claim_key = :claim_key ORDER BY first_s, block_key";

static const char silences_of_claim[] =
  "SELECT from_s, to_s FROM silence WHERE claim_key = :claim_key ORDER BY from_s, ord";

static const char sightings[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", sighting.vessel, sighting.other, sighting.place, sighting.place_words, sighting.lat, sighting.lon,"
  " sighting.radius_km, sighting.activity, sighting.known_by"
  PLIM_FROM_LATEST "JOIN sighting USING (claim_key)" PLIM_WHERE_FILTER IN_ORDER;

static const char routes[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", route.vessel, route.suspected"
  PLIM_FROM_LATEST "JOIN route USING (claim_key)" PLIM_WHERE_FILTER IN_ORDER;

static const char legs_of_claim[] =
  "SELECT ord, from_place, to_place FROM leg WHERE claim_key = :claim_key ORDER BY ord";

static const char vias_of_claim[] =
  "SELECT leg, lat, lon FROM via WHERE claim_key = :claim_key ORDER BY leg, ord";

static void
name_vessel (PlimNames  *names,
             const char *reference,
             char      **name,
             char      **key)
{
  const PlimVesselName *vessel = plim_names_get_vessel (names, reference);

  *name = g_strdup (vessel != NULL ? vessel->name : NULL);
  if (key != NULL)
    *key = g_strdup (vessel != NULL ? vessel->key : reference);
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const PlimPosition *first = a, *second = b;

  return (first->time_s > second->time_s) - (first->time_s < second->time_s);
}

/* Blocks are in time order, each within itself; only a report that jumps back in time needs sorting. */
static gboolean
read_positions (PlimStore  *store,
                gint64      claim_key,
                GArray     *positions,
                GError    **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, blocks_of_claim, error);
  GError *failure = NULL;
  gboolean sorted = TRUE;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);
  while (plim_statement_next (row, &failure))
    {
      guint before = positions->len;

      if (!plim_position_pile_add (positions, row, 0, PLIM_TIME_SPAN_ALL, &failure))
        break;
      if (before > 0 && compare_positions (&g_array_index (positions, PlimPosition, before - 1),
                                           &g_array_index (positions, PlimPosition, before)) > 0)
        sorted = FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!sorted)
    g_array_sort (positions, compare_positions);

  return TRUE;
}

static gboolean
read_silences (PlimStore  *store,
               gint64      claim_key,
               GArray     *silences,
               GError    **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, silences_of_claim, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);
  while (plim_statement_next (row, &failure))
    {
      PlimSilence silence = { plim_statement_get_int (row, 0), plim_statement_get_int (row, 1) };

      g_array_append_val (silences, silence);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static gpointer
read_track (PlimClaimReader  *reader,
            PlimStatement    *row,
            gpointer          data,
            GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimStore *store = plim_claim_reader_get_store (reader);
  PlimNames *names = plim_claim_reader_get_names (reader);
  g_autoptr(PlimTrack) track = g_new0 (PlimTrack, 1);
  PlimPeriod ignored;
  gint64 key;

  track->claim = plim_claim_reader_read (reader, row, &ignored);
  key = plim_claim_reader_get_key (reader);
  track->vessel = plim_statement_dup_text (row, at);
  name_vessel (names, track->vessel, &track->vessel_name, &track->vessel_key);
  track->mmsi = plim_statement_dup_text (row, at + 1);
  track->known_by = plim_known_by_from_name (plim_statement_get_text (row, at + 2));
  track->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  track->silences = g_array_new (FALSE, FALSE, sizeof (PlimSilence));

  if (!read_positions (store, key, track->positions, error) || !read_silences (store, key, track->silences, error))
    return NULL;

  return g_steal_pointer (&track);
}

static gpointer
read_sighting (PlimClaimReader  *reader,
               PlimStatement    *row,
               gpointer          data,
               GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimNames *names = plim_claim_reader_get_names (reader);
  PlimSighting *sighting = g_new0 (PlimSighting, 1);
  const PlimPlace *place = plim_names_get_place (names, plim_statement_get_text (row, at + 2));

  sighting->claim = plim_claim_reader_read (reader, row, &sighting->when);
  sighting->vessel = plim_statement_dup_text (row, at);
  name_vessel (names, sighting->vessel, &sighting->vessel_name, &sighting->vessel_key);
  sighting->with = plim_statement_dup_text (row, at + 1);
  name_vessel (names, sighting->with, &sighting->with_name, NULL);
  sighting->where = plim_statement_dup_text (row, at + 3);
  sighting->activity = plim_statement_dup_text (row, at + 7);
  sighting->known_by = plim_known_by_from_name (plim_statement_get_text (row, at + 8));

  sighting->has_point = !plim_statement_is_null (row, at + 4) && !plim_statement_is_null (row, at + 5);
  sighting->lat = plim_statement_get_double (row, at + 4);
  sighting->lon = plim_statement_get_double (row, at + 5);
  sighting->radius_km = plim_statement_get_double (row, at + 6);
  if (!sighting->has_point && place != NULL && place->has_point)
    {
      sighting->has_point = TRUE;
      sighting->lat = place->lat;
      sighting->lon = place->lon;
      if (sighting->radius_km <= 0)
        sighting->radius_km = place->radius_km;
    }
  if (sighting->where == NULL && place != NULL)
    sighting->where = g_strdup (place->name);

  return sighting;
}

static void
place_end (PlimNames  *names,
           const char *reference,
           char      **name,
           double     *lat,
           double     *lon,
           gboolean   *has_point)
{
  const PlimPlace *place = plim_names_get_place (names, reference);

  *name = g_strdup (place != NULL ? place->name : reference);
  *has_point = place != NULL && place->has_point;
  if (*has_point)
    {
      *lat = place->lat;
      *lon = place->lon;
    }
}

static gboolean
read_legs (PlimStore  *store,
           PlimNames  *names,
           gint64      claim_key,
           GPtrArray  *legs,
           GError    **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, legs_of_claim, error);
  g_autoptr(PlimStatement) via = row != NULL ? plim_store_prepare (store, vias_of_claim, error) : NULL;
  GError *failure = NULL;

  if (via == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  while (plim_statement_next (row, &failure))
    {
      PlimLeg *leg = g_new0 (PlimLeg, 1);
      gboolean has_from, has_to;

      place_end (names, plim_statement_get_text (row, 1), &leg->from_name, &leg->from_lat, &leg->from_lon, &has_from);
      place_end (names, plim_statement_get_text (row, 2), &leg->to_name, &leg->to_lat, &leg->to_lon, &has_to);
      leg->has_ends = has_from && has_to;
      leg->via = g_array_new (FALSE, FALSE, sizeof (double));
      g_ptr_array_add (legs, leg);
    }

  plim_statement_bind_int (via, ":claim_key", claim_key);
  while (failure == NULL && plim_statement_next (via, &failure))
    {
      gint64 index = plim_statement_get_int (via, 0);
      double point[2] = { plim_statement_get_double (via, 1), plim_statement_get_double (via, 2) };

      if (index >= 0 && index < legs->len)
        g_array_append_vals (((PlimLeg *) g_ptr_array_index (legs, index))->via, point, 2);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static gpointer
read_route (PlimClaimReader  *reader,
            PlimStatement    *row,
            gpointer          data,
            GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimNames *names = plim_claim_reader_get_names (reader);
  g_autoptr(PlimRoute) route = g_new0 (PlimRoute, 1);

  route->claim = plim_claim_reader_read (reader, row, &route->when);
  route->vessel = plim_statement_dup_text (row, at);
  name_vessel (names, route->vessel, &route->vessel_name, &route->vessel_key);
  route->suspected = plim_statement_get_int (row, at + 1) != 0;
  route->legs = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_leg_free);
  if (!read_legs (plim_claim_reader_get_store (reader), names, plim_claim_reader_get_key (reader), route->legs, error))
    return NULL;

  return g_steal_pointer (&route);
}

/* A track's claim states no days of its own: what it says of others than those asked for is left out here, and the
 * track with it where nothing remains. */
static void
keep_span (GPtrArray    *found,
           PlimTimeSpan  span)
{
  for (guint i = found->len; i > 0; i--)
    {
      const PlimTrack *track = g_ptr_array_index (found, i - 1);
      guint n_stated = track->positions->len + track->silences->len, kept = 0;

      for (guint j = 0; j < track->positions->len; j++)
        {
          const PlimPosition *here = &g_array_index (track->positions, PlimPosition, j);

          if (here->time_s >= span.from_s && here->time_s <= span.to_s)
            g_array_index (track->positions, PlimPosition, kept++) = *here;
        }
      g_array_set_size (track->positions, kept);

      kept = 0;
      for (guint j = 0; j < track->silences->len; j++)
        {
          const PlimSilence *here = &g_array_index (track->silences, PlimSilence, j);

          if (here->to_s >= span.from_s && here->from_s <= span.to_s)
            g_array_index (track->silences, PlimSilence, kept++) = *here;
        }
      g_array_set_size (track->silences, kept);

      if (n_stated > 0 && track->positions->len == 0 && track->silences->len == 0)
        g_ptr_array_remove_index (found, i - 1);
    }
}

GPtrArray *
plim_track_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  GPtrArray *found = plim_claim_query_run (store, tracks, NULL, filter, read_track, (GDestroyNotify) plim_track_free, error);

  if (found != NULL && plim_period_is_known (&filter->days))
    keep_span (found, plim_time_span_of_days (&filter->days));

  return found;
}

GPtrArray *
plim_sighting_query (PlimStore         *store,
                     const PlimFilter  *filter,
                     GError           **error)
{
  return plim_claim_query_run (store, sightings, NULL, filter, read_sighting, (GDestroyNotify) plim_sighting_free, error);
}

GPtrArray *
plim_route_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  return plim_claim_query_run (store, routes, NULL, filter, read_route, (GDestroyNotify) plim_route_free, error);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const PlimPlace *first = *(const PlimPlace * const *) a;
  const PlimPlace *second = *(const PlimPlace * const *) b;
  int by_name = g_strcmp0 (first->name, second->name);

  return by_name != 0 ? by_name : strcmp (first->ref, second->ref);
}

static PlimPlace *
copy_place (const PlimPlace *place)
{
  PlimPlace *copy = g_memdup2 (place, sizeof *place);

  copy->ref = g_strdup (place->ref);
  copy->name = g_strdup (place->name);
  copy->country = g_strdup (place->country);
  copy->kind = g_strdup (place->kind);

  return copy;
}

GPtrArray *
plim_place_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_place_free);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autoptr(PlimNames) names = plim_names_load (store, filter->exercise, error);
  GHashTableIter iter;
  gpointer place;

  if (names == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, plim_names_get_places (names));
  while (g_hash_table_iter_next (&iter, NULL, &place))
    g_ptr_array_add (all, place);
  g_ptr_array_sort (all, compare_places);

  for (guint i = 0; i < all->len; i++)
    {
      const PlimPlace *here = g_ptr_array_index (all, i);
      const PlimPlace *last = found->len > 0 ? g_ptr_array_index (found, found->len - 1) : NULL;

      if (last == NULL || g_strcmp0 (last->name, here->name) != 0 || last->lat != here->lat || last->lon != here->lon)
        g_ptr_array_add (found, copy_place (here));
    }

  return g_steal_pointer (&found);
}
