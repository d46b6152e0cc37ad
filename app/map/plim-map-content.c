#include "config.h"

#include "app/map/plim-map-content.h"

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "app/model/plim-text.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-vessel-finder.h"

/* Where most of what the reports tell of happened. */
static const PlimMapBox usual_frame = { 117.0, 24.5, 132.0, 41.5 };

/* Its south is shown where something lies there. */
#define LEAST_SOUTH 30.0
#define KM_A_DEGREE 111.2

/* The keys and references under which one vessel may be spoken of. */
typedef struct
{
  const char *wanted;
  GHashTable *keys;
} VesselChoice;

static gboolean
is_wanted (const VesselChoice *choice,
           const char         *key,
           const char         *name)
{
  if (choice->wanted == NULL)
    return TRUE;

  return (key != NULL && g_hash_table_contains (choice->keys, key))
         || (name != NULL && g_ascii_strcasecmp (name, choice->wanted) == 0);
}

static void
keep_wanted (PlimMapContent     *self,
             const VesselChoice *choice)
{
  guint i;

  for (i = self->tracks->len; i > 0; i--)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i - 1);

      /* As positions are asked for: a track of no vessel goes by its claim. */
      if (!is_wanted (choice, track->vessel_key != NULL ? track->vessel_key : track->claim->id, track->vessel_name))
        g_ptr_array_remove_index (self->tracks, i - 1);
    }
  for (i = self->sightings->len; i > 0; i--)
    {
      const PlimSighting *sighting = g_ptr_array_index (self->sightings, i - 1);

      if (!is_wanted (choice, sighting->vessel_key, sighting->vessel_name)
          && !(sighting->with_name != NULL && is_wanted (choice, NULL, sighting->with_name)))
        g_ptr_array_remove_index (self->sightings, i - 1);
    }
  for (i = self->routes->len; i > 0; i--)
    {
      const PlimRoute *route = g_ptr_array_index (self->routes, i - 1);

      if (!is_wanted (choice, route->vessel_key, route->vessel_name))
        g_ptr_array_remove_index (self->routes, i - 1);
    }
}

/* Before anything is left out: choosing one vessel does not change its colour. */
static void
number_vessels (PlimMapContent *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->vessel_key != NULL && g_hash_table_add (seen, track->vessel_key))
        g_ptr_array_add (self->vessels, g_strdup (track->vessel_key));
    }
  g_ptr_array_sort (self->vessels, plim_text_compare);
}

static void
include_point (PlimMapBox *box,
               gboolean   *any,
               double      latitude,
               double      longitude)
{
  double east;

  if (!*any)
    *box = (PlimMapBox) { longitude, latitude, longitude, latitude };
  *any = TRUE;

  /* Unwrapped while it grows; wrapped by whoever takes the result. */
  east = plim_geo_unwrap (longitude, (box->west + box->east) / 2.0);
  box->west = MIN (box->west, east);
  box->east = MAX (box->east, east);
  box->south = MIN (box->south, latitude);
  box->north = MAX (box->north, latitude);
}

typedef void (*PointVisit) (double   latitude,
                            double   longitude,
                            gpointer data);

static void
visit_points (const PlimMapContent *self,
              PointVisit            visit,
              gpointer              data)
{
  guint i, j;

  for (i = 0; i < self->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i);

      for (j = 0; j < track->positions->len; j++)
        {
          const PlimPosition *fix = &g_array_index (track->positions, PlimPosition, j);

          visit (fix->lat_e6 / 1e6, fix->lon_e6 / 1e6, data);
        }
    }
  for (i = 0; i < self->sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (self->sightings, i);

      if (sighting->has_point)
        {
          visit (sighting->lat, sighting->lon, data);
          visit (MAX (sighting->lat - sighting->radius_km / KM_A_DEGREE, -90.0), sighting->lon, data);
        }
    }
  for (i = 0; i < self->routes->len; i++)
    {
      const PlimRoute *route = g_ptr_array_index (self->routes, i);

      for (j = 0; j < route->legs->len; j++)
        {
          const PlimLeg *leg = g_ptr_array_index (route->legs, j);

          if (leg->has_ends)
            {
              visit (leg->from_lat, leg->from_lon, data);
              visit (leg->to_lat, leg->to_lon, data);
            }
        }
    }
}

typedef struct
{
  PlimMapBox box;
  gboolean   any;
  gboolean   any_usual;
  double     usual_south;    /* of what lies in the usual frame */
} Extent;

static void
extend_cb (double   latitude,
           double   longitude,
           gpointer data)
{
  Extent *extent = data;

  include_point (&extent->box, &extent->any, latitude, longitude);
  if (latitude >= usual_frame.south && latitude <= usual_frame.north
      && longitude >= usual_frame.west && longitude <= usual_frame.east)
    {
      extent->any_usual = TRUE;
      extent->usual_south = MIN (extent->usual_south, latitude);
    }
}

void
plim_map_content_include_days (PlimPeriod       *days,
                               const PlimPeriod *more)
{
  if (!plim_period_is_known (more))
    return;

  if (!plim_period_is_known (days))
    {
      *days = *more;
      return;
    }
  if (more->first < days->first)
    {
      days->first = more->first;
      days->first_precision = more->first_precision;
      days->first_s = more->first_s;
    }
  if (more->last > days->last)
    {
      days->last = more->last;
      days->last_precision = more->last_precision;
      days->last_s = more->last_s;
    }
}

/* What has a place; the rest can only be told of. */
static void
count_placed (const PlimMapContent *content,
              guint                *sightings,
              guint                *routes,
              guint                *reported,
              guint                *tracks)
{
  guint i, j;

  *sightings = *routes = *reported = *tracks = 0;
  for (i = 0; i < content->sightings->len; i++)
    *sightings += ((const PlimSighting *) g_ptr_array_index (content->sightings, i))->has_point;
  for (i = 0; i < content->tracks->len; i++)
    *tracks += ((const PlimTrack *) g_ptr_array_index (content->tracks, i))->positions->len > 0;
  for (i = 0; i < content->routes->len; i++)
    {
      const PlimRoute *route = g_ptr_array_index (content->routes, i);

      for (j = 0; j < route->legs->len; j++)
        if (((const PlimLeg *) g_ptr_array_index (route->legs, j))->has_ends)
          break;
      *routes += j < route->legs->len;
      *reported += j < route->legs->len && !route->suspected;
    }
}

PlimMapContent *
plim_map_content_query (PlimStore         *store,
                        const PlimFilter  *filter,
                        const char        *vessel,
                        GError           **error)
{
  g_autoptr(PlimMapContent) self = g_new0 (PlimMapContent, 1);
  g_autoptr(GHashTable) keys = NULL;

  g_return_val_if_fail (PLIM_IS_STORE (store), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->exercise = filter->exercise;
  self->vessels = g_ptr_array_new_with_free_func (g_free);
  if ((self->tracks = plim_track_query (store, filter, error)) == NULL
      || (self->sightings = plim_sighting_query (store, filter, error)) == NULL
      || (self->routes = plim_route_query (store, filter, error)) == NULL
      || (self->places = plim_place_query (store, filter, error)) == NULL)
    return NULL;

  number_vessels (self);
  if (vessel != NULL)
    {
      keys = plim_vessel_find_keys (store, filter, NULL, vessel, error);
      if (keys == NULL)
        return NULL;
      keep_wanted (self, &(VesselChoice) { vessel, keys });
    }

  return g_steal_pointer (&self);
}

PlimMapContent *
plim_map_content_ref (PlimMapContent *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_map_content_unref (PlimMapContent *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->tracks, g_ptr_array_unref);
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->vessels, g_ptr_array_unref);
  g_clear_pointer (&self->whole, plim_map_content_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->area, plim_area_unref);
  g_free (self->area_name);
  g_free (self);
}

gboolean
plim_map_content_shows (const PlimMapContent *self,
                        const char           *vessel_key)
{
  return self->keys == NULL || (vessel_key != NULL && g_hash_table_contains (self->keys, vessel_key));
}

PlimMapContent *
plim_map_content_narrow (PlimMapContent      *self,
                         PlimArea            *area,
                         const char          *area_name,
                         const char * const  *keys)
{
  PlimMapContent *narrowed = g_new0 (PlimMapContent, 1);

  g_return_val_if_fail (area != NULL && keys != NULL, narrowed);

  g_atomic_ref_count_init (&narrowed->ref_count);
  narrowed->exercise = self->exercise;
  narrowed->whole = plim_map_content_ref (self);
  narrowed->sightings = g_ptr_array_ref (self->sightings);
  narrowed->routes = g_ptr_array_ref (self->routes);
  narrowed->places = g_ptr_array_ref (self->places);
  narrowed->vessels = g_ptr_array_ref (self->vessels);
  narrowed->area = plim_area_ref (area);
  narrowed->area_name = g_strdup (area_name);
  narrowed->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    g_hash_table_add (narrowed->keys, g_strdup (keys[i]));
  narrowed->tracks = g_ptr_array_new ();
  for (guint i = 0; i < self->tracks->len; i++)
    {
      PlimTrack *track = g_ptr_array_index (self->tracks, i);

      if (plim_map_content_shows (narrowed, track->vessel_key))
        g_ptr_array_add (narrowed->tracks, track);
    }

  return narrowed;
}

gboolean
plim_map_content_is_empty (const PlimMapContent *self)
{
  return self->tracks->len == 0 && self->sightings->len == 0 && self->routes->len == 0;
}

const char *
plim_map_content_find_vessel (const PlimMapContent *self,
                              const char           *claim_id)
{
  guint i;

  for (i = 0; i < self->sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (self->sightings, i);

      if (g_str_equal (sighting->claim->id, claim_id))
        return sighting->vessel_key;
    }
  for (i = 0; i < self->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i);

      if (g_str_equal (track->claim->id, claim_id))
        return track->vessel_key;
    }
  for (i = 0; i < self->routes->len; i++)
    {
      const PlimRoute *route = g_ptr_array_index (self->routes, i);

      if (g_str_equal (route->claim->id, claim_id))
        return route->vessel_key;
    }

  return NULL;
}

static gboolean
is_meant (const PlimClaim    *claim,
          const char         *key,
          const char * const *claim_ids,
          const char         *vessel_key)
{
  return g_strv_contains (claim_ids, claim->id) || (vessel_key != NULL && g_strcmp0 (key, vessel_key) == 0);
}

gboolean
plim_map_content_find_place (const PlimMapContent *self,
                             const char * const   *claim_ids,
                             const char           *vessel_key,
                             double               *latitude,
                             double               *longitude)
{
  guint i;

  for (i = 0; i < self->sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (self->sightings, i);

      if (sighting->has_point && is_meant (sighting->claim, sighting->vessel_key, claim_ids, vessel_key))
        {
          *latitude = sighting->lat;
          *longitude = sighting->lon;
          return TRUE;
        }
    }
  for (i = 0; i < self->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->positions->len > 0 && is_meant (track->claim, track->vessel_key, claim_ids, vessel_key))
        {
          const PlimPosition *fix = &g_array_index (track->positions, PlimPosition, track->positions->len - 1);

          *latitude = fix->lat_e6 / 1e6;
          *longitude = fix->lon_e6 / 1e6;
          return TRUE;
        }
    }

  return FALSE;
}

guint
plim_map_content_get_series (const PlimMapContent *self,
                             const char           *vessel_key)
{
  guint index;

  if (vessel_key != NULL
      && g_ptr_array_find_with_equal_func (self->vessels, vessel_key, g_str_equal, &index))
    return index + 1;

  return 0;
}

void
plim_map_content_get_frame (const PlimMapContent *self,
                            PlimMapBox           *box)
{
  Extent extent = { { 0.0 }, FALSE, FALSE, LEAST_SOUTH };
  double pad_lat, pad_lon;

  visit_points (self, extend_cb, &extent);
  if (!extent.any || extent.any_usual)
    {
      *box = usual_frame;
      return;
    }

  pad_lat = MAX ((extent.box.north - extent.box.south) * 0.1, 0.5);
  pad_lon = MAX ((extent.box.east - extent.box.west) * 0.1, 0.5);
  box->south = MAX (extent.box.south - pad_lat, -PLIM_LATITUDE_LIMIT);
  box->north = MIN (extent.box.north + pad_lat, PLIM_LATITUDE_LIMIT);
  box->west = plim_geo_wrap (extent.box.west - pad_lon);
  box->east = plim_geo_wrap (extent.box.east + pad_lon);
  if (extent.box.east - extent.box.west + 2.0 * pad_lon >= 360.0)
    {
      box->west = -180.0;
      box->east = 180.0;
    }
}

void
plim_map_content_get_sheet (const PlimMapContent *self,
                            PlimMapBox           *box)
{
  Extent extent = { { 0.0 }, FALSE, FALSE, LEAST_SOUTH };

  plim_map_content_get_frame (self, box);
  visit_points (self, extend_cb, &extent);
  if (extent.any_usual)
    box->south = MAX (usual_frame.south, extent.usual_south - 1.0);
}

PlimPeriod
plim_map_content_get_days (const PlimMapContent *self)
{
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;
  guint i;

  for (i = 0; i < self->sightings->len; i++)
    plim_map_content_include_days (&days, &((const PlimSighting *) g_ptr_array_index (self->sightings, i))->when);
  for (i = 0; i < self->routes->len; i++)
    plim_map_content_include_days (&days, &((const PlimRoute *) g_ptr_array_index (self->routes, i))->when);
  for (i = 0; i < self->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->tracks, i);
      const PlimPosition *fixes = (const PlimPosition *) (gpointer) track->positions->data;
      PlimPeriod when = PLIM_PERIOD_UNKNOWN;

      if (track->positions->len == 0)
        continue;
      when.first = plim_day_from_unix (fixes[0].time_s);
      when.last = plim_day_from_unix (fixes[track->positions->len - 1].time_s);
      when.first_precision = when.last_precision = PLIM_PRECISION_DAY;
      plim_map_content_include_days (&days, &when);
    }

  return days;
}

gboolean
plim_map_content_has_positions (const PlimMapContent *self)
{
  guint sightings, routes, reported, tracks;

  count_placed (self, &sightings, &routes, &reported, &tracks);

  return tracks > 0;
}

char *
plim_map_content_to_words (const PlimMapContent *self)
{
  guint sightings, routes, reported, tracks;

  count_placed (self, &sightings, &routes, &reported, &tracks);

  return plim_map_words_for_counts (sightings, routes, reported, tracks);
}
