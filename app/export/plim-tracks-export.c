#include "config.h"

#include "app/export/plim-tracks-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track.h"
#include "app/export/plim-atomic-file.h"
#include "app/export/plim-tracks-writer.h"
#include "app/plim-error.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-vessel-finder.h"

/* A longer segment goes on in the next one: readers keep one in memory. */
#define MAX_SEGMENT_POSITIONS 500000
#define HALF_TURN_E6          180000000

static const struct { const char *ending; PlimTracksFormat format; } endings[] = {
  { ".gpx", PLIM_TRACKS_GPX }, { ".kml", PLIM_TRACKS_KML }, { ".geojson", PLIM_TRACKS_GEOJSON }, { ".csv", PLIM_TRACKS_CSV },
};

static const PlimTracksWriter * const writers[] = {
  &plim_tracks_gpx, &plim_tracks_kml, &plim_tracks_geojson, &plim_tracks_csv,
};

gboolean
plim_tracks_format_from_path (const char       *path,
                              PlimTracksFormat *format)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (small, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }

  return FALSE;
}

/* A step that no ship made, by the limits of whatever else is worked out from positions. */
static gboolean
is_jump (const PlimPosition *from,
         const PlimPosition *to)
{
  const PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  double way_m = plim_geo_distance_m (from->lat_e6 / 1e6, from->lon_e6 / 1e6, to->lat_e6 / 1e6, to->lon_e6 / 1e6);

  return way_m > limits.jump_m
         && way_m > limits.jump_kn * PLIM_GEO_NAUTICAL_MILE_M / 3600.0 * (double) (to->time_s - from->time_s);
}

/* Where segments end. With @area, only what lies in it is kept, and nothing joins two visits. 180° is written as -180°,
 * the one of the two that all formats have: what follows then lies on the side of it that it is cut on. */
static GArray *
cut (GArray                 *positions,
     const PlimPositionArea *area)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint begin = 0, n = 0;
  gboolean left = FALSE;

  for (guint i = 0; i < positions->len; i++)
    {
      PlimPosition position = g_array_index (positions, PlimPosition, i);
      gint32 stated_e6 = position.lon_e6;

      if (position.lon_e6 == HALF_TURN_E6)
        position.lon_e6 = -HALF_TURN_E6;
      /* On that meridian lies what touches it from either side. */
      if (area != NULL && !plim_position_area_contains (area, position.lat_e6, position.lon_e6)
          && !plim_position_area_contains (area, position.lat_e6, stated_e6))
        {
          left = TRUE;
          continue;
        }
      if (n > begin)
        {
          const PlimPosition *last = &g_array_index (positions, PlimPosition, n - 1);

          if (left || position.time_s - last->time_s > PLIM_TRACKS_SILENCE_S
              || ABS (position.lon_e6 - last->lon_e6) > HALF_TURN_E6
              || is_jump (last, &position)
              || n - begin == MAX_SEGMENT_POSITIONS)
            {
              g_array_append_val (ends, n);
              begin = n;
            }
        }
      left = FALSE;
      g_array_index (positions, PlimPosition, n++) = position;
    }
  if (n > begin)
    g_array_append_val (ends, n);
  g_array_set_size (positions, n);

  return ends;
}

/* (element-type PlimClaim): every one of them, or %NULL with @error set. */
static GPtrArray *
find_claims (PlimStore        *store,
             const PlimCraft  *craft,
             GError          **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);

  for (guint i = 0; craft->claims != NULL && craft->claims[i] != NULL; i++)
    {
      GError *failure = NULL;
      PlimClaim *claim = plim_claim_query_by_id (store, craft->claims[i], &failure);

      if (claim == NULL)
        {
          if (failure == NULL)
            g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The store no longer knows the claim %s"), craft->claims[i]);
          g_propagate_error (error, failure);
          return NULL;
        }
      g_ptr_array_add (claims, claim);
    }

  return g_steal_pointer (&claims);
}

static gboolean
write_craft (PlimStore                *store,
             const PlimTracksRequest  *request,
             const PlimTracksWriter   *writer,
             const PlimCraft          *craft,
             PlimTracksOutput         *out,
             PlimTracksSummary        *summary,
             GError                  **error)
{
  g_autoptr(GArray) positions = NULL;
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(GArray) ends = NULL;
  PlimTracksCraft written;

  positions = plim_position_query_vessel (store, &request->filter, craft->key, G_MININT64, G_MAXINT64, error);
  if (positions == NULL)
    return FALSE;
  ends = cut (positions, request->has_area ? &request->area : NULL);
  if (ends->len == 0)
    return TRUE;
  claims = find_claims (store, craft, error);
  if (claims == NULL)
    return FALSE;

  written = (PlimTracksCraft) {
    .key = craft->key, .mmsi = craft->mmsi, .name = craft->name, .exercise = request->filter.exercise,
    .known_by = craft->known_by, .claims = claims,
    .positions = &g_array_index (positions, PlimPosition, 0),
    .ends = &g_array_index (ends, guint, 0), .n_segments = ends->len,
  };
  writer->write_craft (out, &written);
  summary->n_crafts++;
  summary->n_positions += positions->len;

  return TRUE;
}

gboolean
plim_tracks_export (PlimStore                *store,
                    const PlimTracksRequest  *request,
                    PlimTracksFormat          format,
                    GOutputStream            *stream,
                    PlimTracksSummary        *summary,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  const PlimTracksWriter *writer = writers[format];
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) crafts = NULL;
  g_autoptr(GHashTable) keys = NULL;
  PlimTracksOutput out = { .text = text, .stream = stream, .cancellable = cancellable };
  PlimTracksSummary counted = { 0, 0 };

  g_return_val_if_fail (PLIM_IS_STORE (store) && request != NULL && stream != NULL, FALSE);

  crafts = plim_craft_query (store, &request->filter, error);
  if (crafts == NULL)
    return FALSE;
  if (request->vessel != NULL && (keys = plim_vessel_find_keys (store, &request->filter, crafts, request->vessel, error)) == NULL)
    return FALSE;

  writer->write_begin (&out, request->filter.exercise);
  for (guint i = 0; i < crafts->len && out.failure == NULL; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (keys != NULL && !g_hash_table_contains (keys, craft->key))
        continue;
      if (!write_craft (store, request, writer, craft, &out, &counted, error))
        {
          g_clear_error (&out.failure);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, out.failure == NULL ? &out.failure : NULL))
        break;
    }
  if (out.failure == NULL && counted.n_crafts == 0)
    g_set_error (&out.failure, PLIM_ERROR, PLIM_ERROR_EXPORT, _("There are no positions of vessels in what was asked for"));
  if (out.failure == NULL)
    {
      writer->write_end (&out);
      g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, &out.failure);
    }
  if (out.failure != NULL)
    {
      g_propagate_error (error, out.failure);
      return FALSE;
    }
  if (summary != NULL)
    *summary = counted;

  return TRUE;
}

typedef struct
{
  PlimStore               *store;
  const PlimTracksRequest *request;
  PlimTracksFormat         format;
  PlimTracksSummary       *summary;
  GCancellable            *cancellable;
} Job;

static gboolean
write_job (GOutputStream  *stream,
           gpointer        data,
           GError        **error)
{
  Job *job = data;

  return plim_tracks_export (job->store, job->request, job->format, stream, job->summary, job->cancellable, error);
}

gboolean
plim_tracks_export_file (PlimStore                *store,
                         const PlimTracksRequest  *request,
                         PlimTracksFormat          format,
                         const char               *path,
                         PlimTracksSummary        *summary,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  Job job = { store, request, format, summary, cancellable };

  return plim_atomic_file_write (path, write_job, &job, error);
}
