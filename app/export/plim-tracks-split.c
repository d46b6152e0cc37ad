#include "config.h"

#include "app/export/plim-tracks-split.h"

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track.h"
#include "app/export/plim-tracks-export.h"

/* A longer segment goes on in the next one: readers keep one in memory. */
#define MAX_SEGMENT_POSITIONS 500000
#define HALF_TURN_E6          180000000

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

GArray *
plim_tracks_cut (GArray                 *positions,
                 const PlimPositionArea *area)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint begin = 0, n = 0;
  gboolean left = FALSE;

  for (guint i = 0; i < positions->len; i++)
    {
      PlimPosition position = g_array_index (positions, PlimPosition, i);
      gint32 stated_e6 = position.lon_e6;

      /* Before it is cut: what follows then lies on the side that it is cut on. */
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

void
plim_tracks_part_free (PlimTracksPart *self)
{
  g_array_unref (self->positions);
  g_clear_pointer (&self->ends, g_array_unref);
  g_free (self);
}

/* How many positions each source states, and in @by_claim (id → count, lent by @sources) each claim. */
static guint
count_positions (const GArray         *positions,
                 PlimPositionSources  *sources,
                 GHashTable           *by_claim)
{
  g_autoptr(GArray) by_source = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < positions->len; i++)
    {
      guint32 source = g_array_index (positions, PlimPosition, i).source;

      if (source >= by_source->len)
        g_array_set_size (by_source, source + 1);
      g_array_index (by_source, guint, source)++;
    }
  for (guint source = 0; source < by_source->len; source++)
    {
      guint n = g_array_index (by_source, guint, source);
      const char * const *claims = n > 0 ? plim_position_sources_get_claims (sources, source) : NULL;

      for (guint i = 0; claims != NULL && claims[i] != NULL; i++)
        g_hash_table_insert (by_claim, (gpointer) claims[i],
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (by_claim, claims[i])) + n));
    }

  return by_source->len;
}

/* Of those that state it, the claim that states most; of equals the first. */
static const char *
find_leader (PlimPositionSources *sources,
             guint32              source,
             GHashTable          *by_claim)
{
  const char * const *claims = plim_position_sources_get_claims (sources, source);
  const char *leader = claims[0];

  for (guint i = 1; claims[i] != NULL; i++)
    if (GPOINTER_TO_UINT (g_hash_table_lookup (by_claim, claims[i])) > GPOINTER_TO_UINT (g_hash_table_lookup (by_claim, leader)))
      leader = claims[i];

  return leader;
}

/* The part that a source's positions belong to; a new one where it is the first. */
static PlimTracksPart *
find_part (GPtrArray            *parts,
           GHashTable           *by_leader,
           PlimPositionSources  *sources,
           guint32               source,
           GHashTable           *by_claim)
{
  PlimKnownBy known_by = plim_position_sources_get_known_by (sources, source);
  g_autofree char *key = g_strdup_printf ("%d %s", known_by, find_leader (sources, source, by_claim));
  PlimTracksPart *part = g_hash_table_lookup (by_leader, key);

  if (part == NULL)
    {
      part = g_new0 (PlimTracksPart, 1);
      part->known_by = known_by;
      part->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
      g_ptr_array_add (parts, part);
      g_hash_table_insert (by_leader, g_steal_pointer (&key), part);
    }

  return part;
}

GPtrArray *
plim_tracks_split (const GArray           *positions,
                   PlimPositionSources    *sources,
                   const PlimPositionArea *area)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autoptr(GHashTable) by_claim = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) by_leader = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree PlimTracksPart **of_source = g_new0 (PlimTracksPart *, count_positions (positions, sources, by_claim) + 1);
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_tracks_part_free);

  for (guint i = 0; i < positions->len; i++)
    {
      const PlimPosition *position = &g_array_index (positions, PlimPosition, i);

      if (of_source[position->source] == NULL)
        of_source[position->source] = find_part (parts, by_leader, sources, position->source, by_claim);
      g_array_append_vals (of_source[position->source]->positions, position, 1);
    }

  for (guint i = 0; i < parts->len; i++)
    {
      PlimTracksPart *part = g_ptr_array_index (parts, i);

      part->ends = plim_tracks_cut (part->positions, area);
      if (part->positions->len > 0)
        g_ptr_array_add (kept, part);
      else
        plim_tracks_part_free (part);
    }

  return kept;
}
