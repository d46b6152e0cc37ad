#include "config.h"

#include "app/store/plim-near-query.h"

#include <string.h>

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-names.h"
#include "app/store/plim-position-pile.h"

/* The R-tree first; it may answer too much, never too little. */
static const char blocks_near[] =
  "SELECT block.block_key, " PLIM_CLAIM_ID ", track.known_by, track.vessel, track.mmsi, block.count, block.positions"
  " FROM position_box AS box CROSS JOIN position_block AS block ON block.block_key = box.block_key"
  " CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id) CROSS JOIN track USING (claim_key)"
  PLIM_WHERE_FILTER
  " AND box.min_lon <= :east AND box.max_lon >= :west AND box.min_lat <= :north AND box.max_lat >= :south"
  " AND box.min_s <= :box_to_s AND box.max_s >= :box_from_s"
  " AND block.first_s <= :to_s AND block.last_s >= :from_s";

#define EDGE_E6 180000000

/* Blocks between two looks at whether anybody still wants the answer. */
#define CANCEL_EVERY 64

/* What is gathered while an area is asked about. */
typedef struct
{
  const PlimPositionArea *area;
  PlimTimeSpan            span;
  PlimNames              *names;
  GHashTable             *seen;      /* gint64 block_key */
  GHashTable             *hits;      /* key → PlimNearHit, lent by found */
  GPtrArray              *found;
  GArray                 *positions;
  PlimPositionSources    *sources;
  GCancellable           *cancellable;
  guint                   n_read;
} Search;

static gboolean
add_hit (Search         *search,
         PlimStatement  *row,
         GError        **error)
{
  gint64 block_key = plim_statement_get_int (row, 0);
  const char *id = plim_statement_get_text (row, 1);
  const char *reference = plim_statement_get_text (row, 3);
  const PlimVesselName *vessel = plim_names_get_vessel (search->names, reference);
  const char *key = plim_names_get_key (search->names, reference, id);
  PlimNearHit *hit;
  guint kept = 0;

  if (search->n_read++ % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return FALSE;
  if (!g_hash_table_add (search->seen, g_memdup2 (&block_key, sizeof block_key)))
    return TRUE;

  g_array_set_size (search->positions, 0);
  if (!plim_position_pile_add (search->positions, row, 5, search->span, error))
    return FALSE;
  for (guint i = 0; i < search->positions->len; i++)
    {
      const PlimPosition *here = &g_array_index (search->positions, PlimPosition, i);

      if (plim_position_area_contains (search->area, here->lat_e6, here->lon_e6))
        g_array_index (search->positions, PlimPosition, kept++) = *here;
    }
  if (kept == 0)
    return TRUE;
  g_array_set_size (search->positions, kept);
  if (search->sources != NULL)
    plim_position_pile_cite (search->positions, 0, row, 1, search->sources);

  hit = g_hash_table_lookup (search->hits, key);
  if (hit == NULL)
    {
      hit = g_new0 (PlimNearHit, 1);
      hit->key = g_strdup (key);
      hit->mmsi = plim_statement_dup_text (row, 4);
      hit->name = g_strdup (vessel != NULL ? vessel->name : NULL);
      hit->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
      g_ptr_array_add (search->found, hit);
      g_hash_table_insert (search->hits, hit->key, hit);
    }
  g_array_append_vals (hit->positions, search->positions->data, kept);

  return TRUE;
}

static gboolean
search_box (PlimStore         *store,
            const PlimFilter  *filter,
            Search            *search,
            gint32             west_e6,
            gint32             east_e6,
            GError           **error)
{
  g_autoptr(PlimStatement) row = plim_position_pile_ask (store, blocks_near, filter, search->span, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":west", west_e6);
  plim_statement_bind_int (row, ":east", east_e6);
  plim_statement_bind_int (row, ":south", search->area->south_e6);
  plim_statement_bind_int (row, ":north", search->area->north_e6);
  plim_statement_bind_int (row, ":box_from_s", CLAMP (search->span.from_s, G_MININT32, G_MAXINT32));
  plim_statement_bind_int (row, ":box_to_s", CLAMP (search->span.to_s, G_MININT32, G_MAXINT32));
  while (plim_statement_next (row, &failure) && add_hit (search, row, &failure));
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(const PlimNearHit * const *) a)->key, (*(const PlimNearHit * const *) b)->key);
}

gboolean
plim_position_area_contains (const PlimPositionArea *self,
                             gint32                  lat_e6,
                             gint32                  lon_e6)
{
  if (lat_e6 < self->south_e6 || lat_e6 > self->north_e6)
    return FALSE;

  if (self->east_e6 == EDGE_E6 && lon_e6 == -EDGE_E6)
    return TRUE;
  if (self->west_e6 == -EDGE_E6 && lon_e6 == EDGE_E6)
    return TRUE;

  return self->west_e6 <= self->east_e6 ? lon_e6 >= self->west_e6 && lon_e6 <= self->east_e6
                                        : lon_e6 >= self->west_e6 || lon_e6 <= self->east_e6;
}

void
plim_near_hit_free (PlimNearHit *self)
{
  g_free (self->key);
  g_free (self->mmsi);
  g_free (self->name);
  g_clear_pointer (&self->positions, g_array_unref);
  g_free (self);
}

GPtrArray *
plim_near_query (PlimStore               *store,
                 const PlimFilter        *filter,
                 const PlimPositionArea  *area,
                 gint64                   from_s,
                 gint64                   to_s,
                 PlimPositionSources     *sources,
                 GCancellable            *cancellable,
                 GError                 **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_near_hit_free);
  g_autoptr(PlimNames) names = plim_names_load (store, filter->exercise, error);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) hits = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  Search search = {
    .area = area, .span = plim_time_span_meet (plim_time_span_of_days (&filter->days), (PlimTimeSpan) { from_s, to_s }),
    .names = names, .seen = seen, .hits = hits, .found = found, .positions = positions, .sources = sources,
    .cancellable = cancellable,
  };
  gboolean wraps = area->west_e6 > area->east_e6;
  /* A bound on 180° is written one way, and a position on it may be the other. */
  gboolean and_west = !wraps && area->east_e6 == EDGE_E6 && area->west_e6 > -EDGE_E6;
  gboolean and_east = !wraps && area->west_e6 == -EDGE_E6 && area->east_e6 < EDGE_E6;

  if (names == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !search_box (store, filter, &search, area->west_e6, wraps ? G_MAXINT32 : area->east_e6, error)
      || (wraps && !search_box (store, filter, &search, G_MININT32, area->east_e6, error))
      || (and_west && !search_box (store, filter, &search, -EDGE_E6, -EDGE_E6, error))
      || (and_east && !search_box (store, filter, &search, EDGE_E6, EDGE_E6, error)))
    return NULL;

  for (guint i = 0; i < found->len; i++)
    plim_position_pile_tidy (((PlimNearHit *) g_ptr_array_index (found, i))->positions, sources);
  g_ptr_array_sort (found, compare_hits);

  return g_steal_pointer (&found);
}
