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

#define CLAIM_ID "report.symbol || '/' || report.edition || '#' || claim.local_id"
#define FROM_TRACKS \
  " FROM claim CROSS JOIN latest AS report USING (import_id) CROSS JOIN track USING (claim_key)" \
  " CROSS JOIN position_block AS block USING (claim_key)"
#define OF_TRACKS " AND claim.subject = :subject"

/* Blocks that lie in the span from end to end: what they say of themselves is enough. */
static const char claims_with_blocks[] =
  "SELECT claim.claim_key, " CLAIM_ID ", claim.basis, track.vessel, track.mmsi, track.known_by,"
  " claim.import_id, total (block.count), min (block.first_s), max (block.last_s)"
  FROM_TRACKS PLIM_WHERE_FILTER OF_TRACKS
  " AND block.first_s >= :from_s AND block.last_s <= :to_s"
  " GROUP BY claim.claim_key";

/* The others must be looked into. */
static const char blocks_at_edges[] =
  "SELECT claim.claim_key, " CLAIM_ID ", claim.basis, track.vessel, track.mmsi, track.known_by,"
  " claim.import_id, block.count, block.positions"
  FROM_TRACKS PLIM_WHERE_FILTER OF_TRACKS
  " AND block.first_s <= :to_s AND block.last_s >= :from_s AND (block.first_s < :from_s OR block.last_s > :to_s)";

static const char rejections[] = "SELECT import_id, total (count) FROM rejection WHERE doubted = 0 GROUP BY import_id";

static const char blocks_in_span[] =
  "SELECT claim_key, block_key, first_s, last_s FROM position_block INDEXED BY position_block_by_claim"
  " WHERE first_s <= :to_s AND last_s >= :from_s";

static const char blocks_of_run[] =
  "SELECT block_key, count, positions FROM position_block WHERE block_key BETWEEN :first_key AND :last_key ORDER BY block_key";

#define IN_SPAN " AND block.first_s <= :to_s AND block.last_s >= :from_s ORDER BY block.first_s, block.block_key"
static const char blocks_of_number[] =
  "SELECT block.count, block.positions"
  " FROM position_block AS block CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id)"
  " CROSS JOIN import USING (import_id)"
  PLIM_WHERE_FILTER " AND block.mmsi = :key AND import.kind <> 'report'" IN_SPAN;

static const char blocks_of_hull[] =
  "SELECT block.count, block.positions"
  " FROM vessel CROSS JOIN latest AS whose ON whose.import_id = vessel.import_id AND whose.exercise = :exercise"
  " CROSS JOIN track ON track.vessel = whose.symbol || '#' || vessel.local_id"
  " CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report ON report.import_id = claim.import_id"
  " CROSS JOIN position_block AS block USING (claim_key)"
  PLIM_WHERE_FILTER " AND vessel.imo = :key" IN_SPAN;

static const char blocks_of_reference[] =
  "SELECT block.count, block.positions"
  " FROM track CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id)"
  " CROSS JOIN position_block AS block USING (claim_key)"
  PLIM_WHERE_FILTER " AND track.vessel = :key" IN_SPAN;

/* The R-tree first; it may answer too much, never too little. */
static const char blocks_near[] =
  "SELECT block.block_key, " CLAIM_ID ", track.vessel, track.mmsi, block.count, block.positions"
  " FROM position_box AS box CROSS JOIN position_block AS block ON block.block_key = box.block_key"
  " CROSS JOIN claim USING (claim_key) CROSS JOIN latest AS report USING (import_id) CROSS JOIN track USING (claim_key)"
  PLIM_WHERE_FILTER
  " AND box.min_lon <= :east AND box.max_lon >= :west AND box.min_lat <= :north AND box.max_lat >= :south"
  " AND box.min_s <= :box_to_s AND box.max_s >= :box_from_s"
  " AND block.first_s <= :to_s AND block.last_s >= :from_s";

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

void
plim_near_hit_free (PlimNearHit *self)
{
  g_free (self->key);
  g_free (self->mmsi);
  g_free (self->name);
  g_strfreev (self->claims);
  g_clear_pointer (&self->positions, g_array_unref);
  g_free (self);
}

static PlimStatement *
prepare (PlimStore         *store,
         const char        *sql,
         const PlimFilter  *filter,
         PlimTimeSpan       span,
         GError           **error)
{
  PlimStatement *row = plim_store_prepare (store, sql, error);

  if (row == NULL)
    return NULL;
  plim_claim_reader_bind_filter (row, filter);
  plim_statement_bind_int (row, ":from_s", span.from_s);
  plim_statement_bind_int (row, ":to_s", span.to_s);

  return row;
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
  g_autoptr(PlimStatement) row = prepare (store, claims_with_blocks, filter, span, error);
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
  g_autoptr(PlimStatement) row = prepare (store, blocks_at_edges, filter, span, error);
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
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static int
compare_crafts (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(const PlimCraft * const *) a)->key, (*(const PlimCraft * const *) b)->key);
}

/* The key of a craft: its vessel's, else what the claim has for one. */
static const char *
get_key (const PlimVesselName *vessel,
         const char           *reference,
         const char           *id)
{
  return vessel != NULL ? vessel->key : reference != NULL ? reference : id;
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
      const char *key = get_key (vessel, share->vessel, share->id);
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

      g_ptr_array_sort (claims, compare_text);
      g_ptr_array_add (claims, NULL);
      ((PlimCraft *) g_ptr_array_index (crafts, i))->claims = (char **) g_ptr_array_steal (claims, NULL);
    }
  g_ptr_array_sort (crafts, compare_crafts);

  return crafts;
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
  plim_position_pile_tidy (tour->positions);
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

  row = prepare (store, sql, filter, span, error);
  if (row == NULL)
    return NULL;
  plim_statement_bind_text (row, ":key", bound);
  while (plim_statement_next (row, &failure) && plim_position_pile_add (positions, row, 0, span, &failure));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  plim_position_pile_tidy (positions);

  return g_steal_pointer (&positions);
}

gboolean
plim_position_area_contains (const PlimPositionArea *self,
                             gint32                  lat_e6,
                             gint32                  lon_e6)
{
  if (lat_e6 < self->south_e6 || lat_e6 > self->north_e6)
    return FALSE;

  return self->west_e6 <= self->east_e6 ? lon_e6 >= self->west_e6 && lon_e6 <= self->east_e6
                                        : lon_e6 >= self->west_e6 || lon_e6 <= self->east_e6;
}

/* What is gathered while an area is asked about. */
typedef struct
{
  const PlimPositionArea *area;
  PlimTimeSpan            span;
  PlimNames              *names;
  GHashTable             *seen;      /* gint64 block_key */
  GHashTable             *hits;      /* key → PlimNearHit, lent by found */
  GHashTable             *ids;       /* key → set of claim ids */
  GPtrArray              *found;
  GArray                 *positions;
} Search;

static gboolean
add_hit (Search         *search,
         PlimStatement  *row,
         GError        **error)
{
  gint64 block_key = plim_statement_get_int (row, 0);
  const char *id = plim_statement_get_text (row, 1);
  const char *reference = plim_statement_get_text (row, 2);
  const PlimVesselName *vessel = plim_names_get_vessel (search->names, reference);
  const char *key = get_key (vessel, reference, id);
  PlimNearHit *hit;
  guint kept = 0;

  if (!g_hash_table_add (search->seen, g_memdup2 (&block_key, sizeof block_key)))
    return TRUE;

  g_array_set_size (search->positions, 0);
  if (!plim_position_pile_add (search->positions, row, 4, search->span, error))
    return FALSE;
  for (guint i = 0; i < search->positions->len; i++)
    {
      const PlimPosition *here = &g_array_index (search->positions, PlimPosition, i);

      if (plim_position_area_contains (search->area, here->lat_e6, here->lon_e6))
        g_array_index (search->positions, PlimPosition, kept++) = *here;
    }
  if (kept == 0)
    return TRUE;

  hit = g_hash_table_lookup (search->hits, key);
  if (hit == NULL)
    {
      hit = g_new0 (PlimNearHit, 1);
      hit->key = g_strdup (key);
      hit->mmsi = plim_statement_dup_text (row, 3);
      hit->name = g_strdup (vessel != NULL ? vessel->name : NULL);
      hit->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
      g_ptr_array_add (search->found, hit);
      g_hash_table_insert (search->hits, hit->key, hit);
      g_hash_table_insert (search->ids, hit->key, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
    }
  g_hash_table_add (g_hash_table_lookup (search->ids, key), g_strdup (id));
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
  g_autoptr(PlimStatement) row = prepare (store, blocks_near, filter, search->span, error);
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

GPtrArray *
plim_position_query_near (PlimStore               *store,
                          const PlimFilter        *filter,
                          const PlimPositionArea  *area,
                          gint64                   from_s,
                          gint64                   to_s,
                          GError                 **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_near_hit_free);
  g_autoptr(PlimNames) names = plim_names_load (store, filter->exercise, error);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) hits = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  Search search = {
    .area = area, .span = plim_time_span_meet (plim_time_span_of_days (&filter->days), (PlimTimeSpan) { from_s, to_s }),
    .names = names, .seen = seen, .hits = hits, .ids = ids, .found = found, .positions = positions,
  };
  gboolean wraps = area->west_e6 > area->east_e6;

  if (names == NULL
      || !search_box (store, filter, &search, area->west_e6, wraps ? G_MAXINT32 : area->east_e6, error)
      || (wraps && !search_box (store, filter, &search, G_MININT32, area->east_e6, error)))
    return NULL;

  for (guint i = 0; i < found->len; i++)
    {
      PlimNearHit *hit = g_ptr_array_index (found, i);
      GHashTable *set = g_hash_table_lookup (ids, hit->key);
      guint n;

      plim_position_pile_tidy (hit->positions);
      hit->claims = (char **) g_hash_table_get_keys_as_array (set, &n);
      g_hash_table_steal_all (set);
      qsort (hit->claims, n, sizeof (char *), compare_text);
    }
  g_ptr_array_sort (found, compare_hits);

  return g_steal_pointer (&found);
}
