#include "config.h"

#include "app/export/plim-tracks-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/export/plim-atomic-file.h"
#include "app/export/plim-tracks-split.h"
#include "app/export/plim-tracks-writer.h"
#include "app/plim-error.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-vessel-finder.h"

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

/* One export, while it goes from craft to craft. */
typedef struct
{
  PlimStore               *store;
  const PlimTracksRequest *request;
  const PlimTracksWriter  *writer;
  PlimTracksOutput        *out;
  PlimTracksSummary       *summary;
  GHashTable              *claims;     /* id → PlimClaim, of the craft that is being written */
} Tour;

/* (element-type PlimClaim): every one of them, or %NULL with @error set. */
static GPtrArray *
find_claims (Tour                *tour,
             const char * const  *ids,
             GError             **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      PlimClaim *claim = g_hash_table_lookup (tour->claims, ids[i]);
      GError *failure = NULL;

      if (claim == NULL)
        {
          claim = plim_claim_query_by_id (tour->store, ids[i], &failure);
          if (claim == NULL)
            {
              if (failure == NULL)
                g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The store no longer knows the claim %s"), ids[i]);
              g_propagate_error (error, failure);
              return NULL;
            }
          g_hash_table_insert (tour->claims, claim->id, claim);
        }
      g_ptr_array_add (claims, plim_claim_ref (claim));
    }

  return g_steal_pointer (&claims);
}

static const PlimPositionArea *
get_area (const Tour *tour)
{
  return tour->request->has_area ? &tour->request->area : NULL;
}

static void
write_unit (Tour               *tour,
            const PlimCraft    *craft,
            GArray             *sources,
            const PlimPosition *positions,
            const guint        *ends,
            guint               n_segments)
{
  PlimTracksCraft written = {
    .key = craft->key, .mmsi = craft->mmsi, .name = craft->name, .exercise = tour->request->filter.exercise,
    .sources = &g_array_index (sources, PlimTracksSource, 0), .n_sources = sources->len,
    .positions = positions, .ends = ends, .n_segments = n_segments,
  };

  tour->writer->write_craft (tour->out, &written);
  tour->summary->n_positions += ends[n_segments - 1];
}

static void
clear_source (gpointer data)
{
  g_clear_pointer (&((PlimTracksSource *) data)->claims, g_ptr_array_unref);
}

static GArray *
new_sources (void)
{
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (PlimTracksSource));

  g_array_set_clear_func (sources, clear_source);

  return sources;
}

static gboolean
add_source (Tour                *tour,
            GArray              *sources,
            PlimKnownBy          known_by,
            const char * const  *claim_ids,
            GError             **error)
{
  PlimTracksSource source = { known_by, find_claims (tour, claim_ids, error) };

  if (source.claims == NULL)
    return FALSE;
  g_array_append_val (sources, source);

  return TRUE;
}

/* A track, or a segment of one, with all claims that state any of its positions. */
static gboolean
write_line (Tour                 *tour,
            const PlimCraft      *craft,
            PlimPositionSources  *known,
            PlimKnownBy           known_by,
            const PlimPosition   *positions,
            const guint          *ends,
            guint                 n_segments,
            GError              **error)
{
  g_autoptr(GArray) sources = new_sources ();
  g_auto(GStrv) claim_ids = NULL;

  for (guint i = 0; i < ends[n_segments - 1]; i++)
    plim_position_sources_mark (known, positions[i].source);
  claim_ids = plim_position_sources_take_marked (known);
  if (!add_source (tour, sources, known_by, (const char * const *) claim_ids, error))
    return FALSE;
  write_unit (tour, craft, sources, positions, ends, n_segments);

  return TRUE;
}

static gboolean
write_lines (Tour                 *tour,
             const PlimCraft      *craft,
             GArray               *positions,
             PlimPositionSources  *known,
             GError              **error)
{
  g_autoptr(GPtrArray) parts = plim_tracks_split (positions, known, get_area (tour));

  tour->summary->n_crafts += parts->len > 0;
  for (guint i = 0; i < parts->len; i++)
    {
      const PlimTracksPart *part = g_ptr_array_index (parts, i);
      const PlimPosition *first = &g_array_index (part->positions, PlimPosition, 0);
      const guint *ends = &g_array_index (part->ends, guint, 0);

      if (tour->writer->unit == PLIM_TRACKS_TRACKS)
        {
          if (!write_line (tour, craft, known, part->known_by, first, ends, part->ends->len, error))
            return FALSE;
          continue;
        }
      for (guint j = 0; j < part->ends->len; j++)
        {
          guint begin = j > 0 ? ends[j - 1] : 0;
          guint n = ends[j] - begin;

          if (!write_line (tour, craft, known, part->known_by, first + begin, &n, 1, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* All positions in one go, each with a source of its own. */
static gboolean
write_rows (Tour                 *tour,
            const PlimCraft      *craft,
            GArray               *positions,
            PlimPositionSources  *known,
            GError              **error)
{
  g_autoptr(GArray) ends = plim_tracks_cut (positions, get_area (tour));
  g_autoptr(GArray) sources = new_sources ();
  g_autoptr(GHashTable) indices = g_hash_table_new (NULL, NULL);

  if (positions->len == 0)
    return TRUE;
  for (guint i = 0; i < positions->len; i++)
    {
      PlimPosition *position = &g_array_index (positions, PlimPosition, i);
      gpointer source = GUINT_TO_POINTER (position->source), index;

      if (!g_hash_table_lookup_extended (indices, source, NULL, &index))
        {
          index = GUINT_TO_POINTER (sources->len);
          g_hash_table_insert (indices, source, index);
          if (!add_source (tour, sources, plim_position_sources_get_known_by (known, position->source),
                           plim_position_sources_get_claims (known, position->source), error))
            return FALSE;
        }
      position->source = GPOINTER_TO_UINT (index);
    }
  write_unit (tour, craft, sources, &g_array_index (positions, PlimPosition, 0), &g_array_index (ends, guint, 0), ends->len);
  tour->summary->n_crafts++;

  return TRUE;
}

static gboolean
write_craft (Tour             *tour,
             const PlimCraft  *craft,
             GError          **error)
{
  g_autoptr(PlimPositionSources) known = plim_position_sources_new ();
  g_autoptr(GArray) positions = plim_position_query_cited (tour->store, &tour->request->filter, craft->key, G_MININT64, G_MAXINT64,
                                                           known, error);

  if (positions == NULL)
    return FALSE;
  g_hash_table_remove_all (tour->claims);

  return (tour->writer->unit == PLIM_TRACKS_ROWS ? write_rows : write_lines) (tour, craft, positions, known, error);
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
  g_autoptr(GHashTable) claims = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) plim_claim_unref);
  Tour tour = { store, request, writer, &out, &counted, claims };

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

      if ((keys != NULL && !g_hash_table_contains (keys, craft->key))
          || (request->keys != NULL && !g_hash_table_contains (request->keys, craft->key)))
        continue;
      if (!write_craft (&tour, craft, error))
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
