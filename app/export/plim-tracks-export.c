#include "config.h"

#include "app/export/plim-tracks-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/export/plim-atomic-file.h"
#include "app/export/plim-tracks-writer.h"
#include "app/plim-error.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-vessel-query.h"

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

static gboolean
is_same (const char *a,
         const char *b)
{
  return a != NULL && g_ascii_strcasecmp (a, b) == 0;
}

static gboolean
is_called (const PlimVessel *vessel,
           const char       *wanted)
{
  if (is_same (vessel->key, wanted) || is_same (vessel->imo, wanted))
    return TRUE;
  for (guint i = 0; i < vessel->refs->len; i++)
    if (is_same (g_ptr_array_index (vessel->refs, i), wanted))
      return TRUE;
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const PlimIdentity *identity = g_ptr_array_index (vessel->identities, i);

      if (!plim_identity_is_foreign (identity) && (is_same (identity->mmsi, wanted) || is_same (identity->name, wanted)))
        return TRUE;
    }

  return FALSE;
}

/* The keys of the vessels that go by that name or number; %NULL with @error set on failure. */
static GHashTable *
find_keys (PlimStore                *store,
           const PlimTracksRequest  *request,
           GPtrArray                *crafts,
           GError                  **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) vessels = NULL;

  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (is_same (craft->key, request->vessel) || is_same (craft->mmsi, request->vessel) || is_same (craft->name, request->vessel))
        g_hash_table_add (keys, g_strdup (craft->key));
    }

  vessels = plim_vessel_query (store, &request->filter, error);
  if (vessels == NULL)
    return NULL;
  for (guint i = 0; i < vessels->len; i++)
    {
      const PlimVessel *vessel = g_ptr_array_index (vessels, i);

      if (is_called (vessel, request->vessel))
        g_hash_table_add (keys, g_strdup (vessel->key));
    }

  return g_steal_pointer (&keys);
}

/* Where segments end. With @area, only what lies in it is kept, and nothing joins two visits. */
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

      if (area != NULL && !plim_position_area_contains (area, position.lat_e6, position.lon_e6))
        {
          left = TRUE;
          continue;
        }
      if (n > begin)
        {
          const PlimPosition *last = &g_array_index (positions, PlimPosition, n - 1);

          if (left || position.time_s - last->time_s > PLIM_TRACKS_SILENCE_S
              || ABS (position.lon_e6 - last->lon_e6) > HALF_TURN_E6
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
  if (request->vessel != NULL && (keys = find_keys (store, request, crafts, error)) == NULL)
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
