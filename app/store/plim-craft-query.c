#include "config.h"

#include "app/store/plim-craft-query.h"

#include <string.h>

#include "app/model/plim-text.h"
#include "app/store/plim-claim-reader.h"
#include "app/store/plim-names.h"
#include "app/store/plim-position-pile.h"

#define FROM_TRACKS \
  " FROM claim CROSS JOIN latest AS report USING (import_id) CROSS JOIN track USING (claim_key)" \
  " CROSS JOIN position_block AS block USING (claim_key)"
#define OF_TRACKS " AND claim.subject = :subject"

/* Blocks that lie in the span from end to end: what they say of themselves is enough. */
static const char claims_with_blocks[] =
  "SELECT claim.claim_key, " PLIM_CLAIM_ID ", claim.basis, track.vessel, track.mmsi, track.known_by,"
  " claim.import_id, total (block.count), min (block.first_s), max (block.last_s)"
  FROM_TRACKS PLIM_WHERE_FILTER OF_TRACKS
  " AND block.first_s >= :from_s AND block.last_s <= :to_s"
  " GROUP BY claim.claim_key";

/* The others must be looked into. */
static const char blocks_at_edges[] =
  "SELECT claim.claim_key, " PLIM_CLAIM_ID ", claim.basis, track.vessel, track.mmsi, track.known_by,"
  " claim.import_id, block.count, block.positions"
  FROM_TRACKS PLIM_WHERE_FILTER OF_TRACKS
  " AND block.first_s <= :to_s AND block.last_s >= :from_s AND (block.first_s < :from_s OR block.last_s > :to_s)";

static const char rejections[] = "SELECT import_id, total (count) FROM rejection WHERE doubted = 0 GROUP BY import_id";

/* One claim's part in a craft, while crafts are put together. */
typedef struct
{
  gint64      claim_key;
  gint64      import_id;
  char       *id;
  char       *vessel;
  char       *mmsi;
  PlimBasis   basis;
  PlimKnownBy known_by;
  guint64     n_positions;
  gint64      first_s, last_s;
} Share;

static void
free_share (gpointer data)
{
  Share *share = data;

  g_free (share->id);
  g_free (share->vessel);
  g_free (share->mmsi);
  g_free (share);
}

static Share *
find_share (GHashTable    *shares,
            PlimStatement *row)
{
  gint64 key = plim_statement_get_int (row, 0);
  Share *share = g_hash_table_lookup (shares, &key);

  if (share == NULL)
    {
      share = g_new0 (Share, 1);
      share->claim_key = key;
      share->id = plim_statement_dup_text (row, 1);
      share->basis = (PlimBasis) CLAMP (plim_statement_get_int (row, 2), 0, PLIM_N_BASES - 1);
      share->vessel = plim_statement_dup_text (row, 3);
      share->mmsi = plim_statement_dup_text (row, 4);
      share->known_by = plim_known_by_from_name (plim_statement_get_text (row, 5));
      share->import_id = plim_statement_get_int (row, 6);
      share->first_s = G_MAXINT64;
      share->last_s = G_MININT64;
      g_hash_table_insert (shares, &share->claim_key, share);
    }

  return share;
}

static void
add_to_share (Share   *share,
              guint64  count,
              gint64   first_s,
              gint64   last_s)
{
  share->n_positions += count;
  share->first_s = MIN (share->first_s, first_s);
  share->last_s = MAX (share->last_s, last_s);
}

static gboolean
add_whole_blocks (PlimStore         *store,
                  const PlimFilter  *filter,
                  PlimTimeSpan       span,
                  GHashTable        *shares,
                  GError           **error)
{
  g_autoptr(PlimStatement) row = plim_position_pile_ask (store, claims_with_blocks, filter, span, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":subject", PLIM_SUBJECT_TRACK);
  while (plim_statement_next (row, &failure))
    add_to_share (find_share (shares, row), (guint64) plim_statement_get_double (row, 7),
                  plim_statement_get_int (row, 8), plim_statement_get_int (row, 9));
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static gboolean
add_edges (PlimStore         *store,
           const PlimFilter  *filter,
           PlimTimeSpan       span,
           GHashTable        *shares,
           GError           **error)
{
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  g_autoptr(PlimStatement) row = plim_position_pile_ask (store, blocks_at_edges, filter, span, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":subject", PLIM_SUBJECT_TRACK);
  while (plim_statement_next (row, &failure) && plim_position_pile_add (positions, row, 7, span, &failure))
    {
      if (positions->len > 0)
        add_to_share (find_share (shares, row), positions->len, g_array_index (positions, PlimPosition, 0).time_s,
                      g_array_index (positions, PlimPosition, positions->len - 1).time_s);
      g_array_set_size (positions, 0);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const Share *first = *(const Share * const *) a, *second = *(const Share * const *) b;

  if (first->last_s != second->last_s)
    return first->last_s < second->last_s ? -1 : 1;

  return (first->claim_key > second->claim_key) - (first->claim_key < second->claim_key);
}

static int
compare_crafts (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(const PlimCraft * const *) a)->key, (*(const PlimCraft * const *) b)->key);
}

/* gint64 import_id → guint64 *: rows that were kept apart. */
static GHashTable *
load_rejected (PlimStore  *store,
               GError    **error)
{
  g_autoptr(GHashTable) rejected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(PlimStatement) row = plim_store_prepare (store, rejections, error);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  while (plim_statement_next (row, &failure))
    {
      gint64 import_id = plim_statement_get_int (row, 0);
      guint64 count = (guint64) plim_statement_get_double (row, 1);

      g_hash_table_insert (rejected, g_memdup2 (&import_id, sizeof import_id), g_memdup2 (&count, sizeof count));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return g_steal_pointer (&rejected);
}

/* Takes the shares, those that end last last: their names and numbers stay. A craft has one claim of an import. */
static GPtrArray *
join_shares (GPtrArray  *shares,
             PlimNames  *names,
             GHashTable *rejected)
{
  GPtrArray *crafts = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_craft_free);
  g_autoptr(GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autofree guint64 *most = NULL;

  most = g_new0 (guint64, shares->len);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = g_ptr_array_index (shares, i);
      const PlimVesselName *vessel = plim_names_get_vessel (names, share->vessel);
      const char *key = plim_names_get_key (names, share->vessel, share->id);
      gpointer at = g_hash_table_lookup (by_key, key);
      const guint64 *n_rejected;
      PlimCraft *craft;
      GPtrArray *claims;

      if (at == NULL)
        {
          craft = g_new0 (PlimCraft, 1);
          craft->key = g_strdup (key);
          craft->first_s = G_MAXINT64;
          craft->last_s = G_MININT64;
          craft->claim_keys = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_ptr_array_add (crafts, craft);
          at = GUINT_TO_POINTER (crafts->len);
          g_hash_table_insert (by_key, craft->key, at);
          g_hash_table_insert (ids, at, g_ptr_array_new ());
        }
      craft = g_ptr_array_index (crafts, GPOINTER_TO_UINT (at) - 1);
      claims = g_hash_table_lookup (ids, at);

      if (share->mmsi != NULL)
        {
          g_free (craft->mmsi);
          craft->mmsi = g_strdup (share->mmsi);
        }
      if (vessel != NULL && vessel->name != NULL)
        {
          g_free (craft->name);
          craft->name = g_strdup (vessel->name);
        }
      craft->n_positions += share->n_positions;
      n_rejected = g_hash_table_lookup (rejected, &share->import_id);
      craft->n_rejected += n_rejected != NULL ? *n_rejected : 0;
      craft->first_s = MIN (craft->first_s, share->first_s);
      craft->last_s = MAX (craft->last_s, share->last_s);
      if (share->n_positions >= most[GPOINTER_TO_UINT (at) - 1])
        {
          most[GPOINTER_TO_UINT (at) - 1] = share->n_positions;
          craft->basis = share->basis;
          craft->known_by = share->known_by;
        }
      g_array_append_val (craft->claim_keys, share->claim_key);
      g_ptr_array_add (claims, g_strdup (share->id));
    }

  for (guint i = 0; i < crafts->len; i++)
    {
      GPtrArray *claims = g_hash_table_lookup (ids, GUINT_TO_POINTER (i + 1));

      g_ptr_array_sort (claims, plim_text_compare);
      g_ptr_array_add (claims, NULL);
      ((PlimCraft *) g_ptr_array_index (crafts, i))->claims = (char **) g_ptr_array_steal (claims, NULL);
    }
  g_ptr_array_sort (crafts, compare_crafts);

  return crafts;
}

void
plim_craft_free (PlimCraft *self)
{
  g_free (self->key);
  g_free (self->mmsi);
  g_free (self->name);
  g_strfreev (self->claims);
  g_clear_pointer (&self->claim_keys, g_array_unref);
  g_free (self);
}

GPtrArray *
plim_craft_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  PlimTimeSpan span = plim_time_span_of_days (&filter->days);
  g_autoptr(PlimNames) names = plim_names_load (store, filter->exercise, error);
  g_autoptr(GHashTable) rejected = names != NULL ? load_rejected (store, error) : NULL;
  g_autoptr(GHashTable) by_claim = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func (free_share);
  GHashTableIter iter;
  gpointer share;
  gboolean done;

  if (rejected == NULL)
    return NULL;
  done = add_whole_blocks (store, filter, span, by_claim, error)
         && (!plim_period_is_known (&filter->days) || add_edges (store, filter, span, by_claim, error));

  g_hash_table_iter_init (&iter, by_claim);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    g_ptr_array_add (shares, share);
  g_ptr_array_sort (shares, compare_shares);

  return done ? join_shares (shares, names, rejected) : NULL;
}
