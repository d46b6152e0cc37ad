#include "config.h"

#include "app/store/plim-position-query.h"

#include <string.h>

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-names.h"
#include "app/store/plim-position-pile.h"

/* A run of blocks is read in one go where at most so many that are not wanted lie between two that are. */
#define RUN_GAP 8
/* Blocks between two looks at whether anybody still wants the answer. */
#define CANCEL_EVERY 64

static const char blocks_in_span[] =
  "SELECT claim_key, block_key, first_s, last_s FROM position_block INDEXED BY position_block_by_claim"
  " WHERE first_s <= :to_s AND last_s >= :from_s";

static const char blocks_of_run[] =
  "SELECT block_key, count, positions FROM position_block WHERE block_key BETWEEN :first_key AND :last_key ORDER BY block_key";

#define IN_SPAN " AND block.first_s <= :to_s AND block.last_s >= :from_s ORDER BY block.first_s, block.block_key"
static const char blocks_of_number[] =
  "SELECT block.count, block.positions, " PLIM_POSITION_SOURCE_COLUMNS
  " FROM position_block AS block CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id)"
  " CROSS JOIN import USING (import_id)"
  PLIM_WHERE_FILTER " AND block.mmsi = :key AND import.kind <> 'report'" IN_SPAN;

static const char blocks_of_hull[] =
  "SELECT block.count, block.positions, " PLIM_POSITION_SOURCE_COLUMNS
  " FROM vessel CROSS JOIN latest AS whose ON whose.import_id = vessel.import_id AND whose.exercise = :exercise"
  " CROSS JOIN track ON track.vessel = whose.symbol || '#' || vessel.local_id"
  " CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report ON report.import_id = claim.import_id"
  " CROSS JOIN position_block AS block USING (claim_key)"
  PLIM_WHERE_FILTER " AND vessel.imo = :key" IN_SPAN;

/* A track of no named vessel goes by its claim: see plim_names_get_key(). */
static const char blocks_of_reference[] =
  "SELECT block.count, block.positions, " PLIM_POSITION_SOURCE_COLUMNS
  " FROM track CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id)"
  " CROSS JOIN position_block AS block USING (claim_key)"
  PLIM_WHERE_FILTER " AND (track.vessel = :key OR track.vessel IS NULL) AND coalesce (track.vessel, " PLIM_CLAIM_ID ") = :key" IN_SPAN;

/* A block that is wanted. */
typedef struct
{
  gint64  block_key;
  gint64  first_s, last_s;
  guint   craft;
} Piece;

static int
compare_by_key (gconstpointer a,
                gconstpointer b)
{
  gint64 first = ((const Piece *) a)->block_key, second = ((const Piece *) b)->block_key;

  return (first > second) - (first < second);
}

static int
compare_by_craft (gconstpointer a,
                  gconstpointer b)
{
  const Piece *first = a, *second = b;

  if (first->craft != second->craft)
    return first->craft < second->craft ? -1 : 1;
  if (first->first_s != second->first_s)
    return first->first_s < second->first_s ? -1 : 1;

  return compare_by_key (a, b);
}

/* All blocks of the crafts in the span, as they lie in the file. */
static GArray *
find_pieces (PlimStore     *store,
             GPtrArray     *crafts,
             PlimTimeSpan   span,
             GError       **error)
{
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr(GHashTable) by_claim = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(PlimStatement) row = plim_store_prepare (store, blocks_in_span, error);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  for (guint i = 0; i < crafts->len; i++)
    {
      GArray *keys = ((PlimCraft *) g_ptr_array_index (crafts, i))->claim_keys;

      for (guint j = 0; j < keys->len; j++)
        g_hash_table_insert (by_claim, &g_array_index (keys, gint64, j), GUINT_TO_POINTER (i + 1));
    }

  plim_statement_bind_int (row, ":from_s", span.from_s);
  plim_statement_bind_int (row, ":to_s", span.to_s);
  while (plim_statement_next (row, &failure))
    {
      gint64 claim_key = plim_statement_get_int (row, 0);
      guint craft = GPOINTER_TO_UINT (g_hash_table_lookup (by_claim, &claim_key));
      Piece piece = { plim_statement_get_int (row, 1), plim_statement_get_int (row, 2), plim_statement_get_int (row, 3), craft - 1 };

      if (craft > 0)
        g_array_append_val (pieces, piece);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_array_sort (pieces, compare_by_key);

  return g_steal_pointer (&pieces);
}

/* Moves out the pieces of crafts whose blocks, as they lie in the file, are not one after the other in time. */
static GArray *
take_tangled (GArray *pieces,
              guint   n_crafts)
{
  GArray *tangled = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autofree gint64 *last_s = g_new (gint64, MAX (n_crafts, 1));
  g_autofree gboolean *is_tangled = g_new0 (gboolean, MAX (n_crafts, 1));
  guint kept = 0;

  for (guint i = 0; i < n_crafts; i++)
    last_s[i] = G_MININT64;
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      is_tangled[piece->craft] |= piece->first_s <= last_s[piece->craft];
      last_s[piece->craft] = piece->last_s;
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece piece = g_array_index (pieces, Piece, i);

      if (is_tangled[piece.craft])
        g_array_append_val (tangled, piece);
      else
        g_array_index (pieces, Piece, kept++) = piece;
    }
  g_array_set_size (pieces, kept);
  g_array_sort (tangled, compare_by_craft);

  return tangled;
}

/* What a visit of all positions goes by. */
typedef struct
{
  PlimStatement     *run;
  PlimTimeSpan       span;
  GArray            *positions;
  PlimPositionVisit  visit;
  gpointer           data;
  GCancellable      *cancellable;
  guint              n_read;
  gboolean           stopped;
} Tour;

static gboolean
read_piece (Tour    *tour,
            GError **error)
{
  if (tour->n_read++ % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (tour->cancellable, error))
    return FALSE;

  return plim_position_pile_add (tour->positions, tour->run, 1, tour->span, error);
}

static void
show (Tour  *tour,
      guint  craft)
{
  plim_position_pile_tidy (tour->positions, NULL);
  if (tour->positions->len > 0)
    tour->stopped = !tour->visit (craft, (const PlimPosition *) (gpointer) tour->positions->data, tour->positions->len, tour->data);
  g_array_set_size (tour->positions, 0);
}

static gboolean
visit_in_file_order (Tour    *tour,
                     GArray  *pieces,
                     GError **error)
{
  GError *failure = NULL;

  for (guint from = 0, to; from < pieces->len && failure == NULL && !tour->stopped; from = to)
    {
      guint at = from;

      for (to = from + 1; to < pieces->len; to++)
        if (g_array_index (pieces, Piece, to).block_key > g_array_index (pieces, Piece, to - 1).block_key + RUN_GAP)
          break;

      plim_statement_bind_int (tour->run, ":first_key", g_array_index (pieces, Piece, from).block_key);
      plim_statement_bind_int (tour->run, ":last_key", g_array_index (pieces, Piece, to - 1).block_key);
      while (!tour->stopped && plim_statement_next (tour->run, &failure))
        {
          if (plim_statement_get_int (tour->run, 0) != g_array_index (pieces, Piece, at).block_key)
            continue;
          if (!read_piece (tour, &failure))
            break;
          show (tour, g_array_index (pieces, Piece, at).craft);
          at++;
        }
      plim_statement_reset (tour->run);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/* Pieces that touch in time are put together before they are shown. */
static gboolean
visit_tangled (Tour    *tour,
               GArray  *pieces,
               GError **error)
{
  gint64 last_s = G_MININT64;
  GError *failure = NULL;

  for (guint i = 0; i < pieces->len && !tour->stopped; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *next = i + 1 < pieces->len ? piece + 1 : NULL;

      last_s = MAX (last_s, piece->last_s);
      plim_statement_bind_int (tour->run, ":first_key", piece->block_key);
      plim_statement_bind_int (tour->run, ":last_key", piece->block_key);
      if (plim_statement_next (tour->run, &failure))
        read_piece (tour, &failure);
      plim_statement_reset (tour->run);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }

      if (next == NULL || next->craft != piece->craft || next->first_s > last_s)
        {
          show (tour, piece->craft);
          last_s = G_MININT64;
        }
    }

  return TRUE;
}

gboolean
plim_position_query_all (PlimStore          *store,
                         const PlimFilter   *filter,
                         GPtrArray          *crafts,
                         PlimPositionVisit   visit,
                         gpointer            data,
                         GCancellable       *cancellable,
                         GError            **error)
{
  PlimTimeSpan span = plim_time_span_of_days (&filter->days);
  g_autoptr(GArray) pieces = find_pieces (store, crafts, span, error);
  g_autoptr(GArray) tangled = pieces != NULL ? take_tangled (pieces, crafts->len) : NULL;
  g_autoptr(PlimStatement) run = pieces != NULL ? plim_store_prepare (store, blocks_of_run, error) : NULL;
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  Tour tour = { .run = run, .span = span, .positions = positions, .visit = visit, .data = data, .cancellable = cancellable };

  return run != NULL && visit_in_file_order (&tour, pieces, error) && visit_tangled (&tour, tangled, error);
}

GArray *
plim_position_query_vessel (PlimStore         *store,
                            const PlimFilter  *filter,
                            const char        *key,
                            gint64             from_s,
                            gint64             to_s,
                            GError           **error)
{
  return plim_position_query_cited (store, filter, key, from_s, to_s, NULL, error);
}

GArray *
plim_position_query_cited (PlimStore            *store,
                           const PlimFilter     *filter,
                           const char           *key,
                           gint64                from_s,
                           gint64                to_s,
                           PlimPositionSources  *sources,
                           GError              **error)
{
  PlimTimeSpan span = plim_time_span_meet (plim_time_span_of_days (&filter->days), (PlimTimeSpan) { from_s, to_s });
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  g_autoptr(PlimStatement) row = NULL;
  const char *sql = blocks_of_reference, *bound = key;
  GError *failure = NULL;

  if (g_str_has_prefix (key, PLIM_NAMES_MMSI_PREFIX))
    {
      sql = blocks_of_number;
      bound = key + strlen (PLIM_NAMES_MMSI_PREFIX);
    }
  else if (g_str_has_prefix (key, PLIM_NAMES_IMO_PREFIX))
    {
      sql = blocks_of_hull;
      bound = key + strlen (PLIM_NAMES_IMO_PREFIX);
    }

  row = plim_position_pile_ask (store, sql, filter, span, error);
  if (row == NULL)
    return NULL;
  plim_statement_bind_text (row, ":key", bound);
  while (plim_statement_next (row, &failure))
    {
      guint before = positions->len;

      if (!plim_position_pile_add (positions, row, 0, span, &failure))
        break;
      if (sources != NULL)
        plim_position_pile_cite (positions, before, row, 2, sources);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  plim_position_pile_tidy (positions, sources);

  return g_steal_pointer (&positions);
}
