#include "config.h"

#include "app/store/plim-position-feed.h"

#include <string.h>

#include "app/store/plim-position-block.h"
#include "app/store/plim-position-pile.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"

/* Held back beyond a whole block, so that what comes a little late still finds its place. */
#define SLACK (PLIM_POSITION_BLOCK_MAX / 4)
#define ROOM_FIRST 16
/* Positions held for all craft: 64 MiB. */
#define HELD_MAX ((64u << 20) / sizeof (PlimPosition))
/* SQLite's pages while blocks are written. */
#define CACHE_KIB 16384

/* Blocks that have a position of the span, of this import (which has no claims yet) and of earlier logs. */
#define FROM_LOGS \
  " FROM position_block LEFT JOIN claim USING (claim_key) LEFT JOIN report USING (import_id) LEFT JOIN import USING (import_id)" \
  " WHERE position_block.mmsi = :mmsi AND position_block.last_s >= :from AND position_block.first_s <= :to" \
  " AND (claim.claim_key IS NULL OR (report.exercise = :exercise AND import.kind <> 'report'))"
static const char touching_of_number[] =
  "SELECT claim.claim_key IS NULL, position_block.count, position_block.positions" FROM_LOGS;

static const char touching_of_claim[] =
  "SELECT 1, count, positions FROM position_block WHERE claim_key = :claim_key AND first_s <= :to AND last_s >= :from";

static const char last_of_number[] = "SELECT max (last_s) FROM position_block WHERE mmsi = :mmsi";

/* What every position touches comes first: of many craft only so much stays near the processor. */
typedef struct
{
  PlimPosition  *held;
  gint64         last_s;             /* of the position that came last */
  guint          n_held, room;
  guint          limit;              /* grows where positions come late */
  gboolean       sorted;
  gboolean       asked;
  PlimFedCraft   fed;
  char           mmsi[16];           /* empty for a named track */
  gint64         store_last_s;       /* of what the store had before */
  gint64         written_last_s;     /* of this import's blocks */
} Craft;

struct _PlimPositionFeed
{
  PlimStoreWriter *writer;
  gboolean         exercise;
  GHashTable      *by_number;
  GPtrArray       *crafts;           /* in the order of their first position */
  Craft           *last;
  gsize            n_room;           /* of all crafts */
  GArray          *touching;         /* PlimPosition: a block that was read */
  GArray          *fed;              /* PlimFedCraft */
};

static void
free_craft (gpointer data)
{
  Craft *craft = data;

  g_free (craft->held);
  g_free (craft);
}

static Craft *
find_craft (PlimPositionFeed *self,
            guint32           number)
{
  Craft *craft;

  if (self->last != NULL && self->last->fed.craft == number)
    return self->last;

  craft = g_hash_table_lookup (self->by_number, GUINT_TO_POINTER (number));
  if (craft == NULL)
    {
      craft = g_new0 (Craft, 1);
      craft->fed.craft = number;
      craft->fed.claim_key = plim_store_writer_reserve_claim (self->writer);
      craft->fed.first_s = G_MAXINT64;
      craft->fed.last_s = G_MININT64;
      craft->store_last_s = craft->written_last_s = G_MININT64;
      craft->limit = PLIM_POSITION_BLOCK_MAX + SLACK;
      craft->sorted = TRUE;
      if (number < PLIM_FEED_FIRST_NAMED)
        g_snprintf (craft->mmsi, sizeof craft->mmsi, "%09u", number);
      g_hash_table_insert (self->by_number, GUINT_TO_POINTER (number), craft);
      g_ptr_array_add (self->crafts, craft);
    }
  self->last = craft;

  return craft;
}

static int
compare_held (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  return plim_position_compare (a, b);
}

/* In time order, the same one once: the first that came, since the sort keeps equal ones in their order. */
static void
sort_held (Craft *craft)
{
  guint kept = 0;

  if (craft->sorted)
    return;

  g_qsort_with_data (craft->held, (int) craft->n_held, sizeof *craft->held, compare_held, NULL);
  for (guint i = 0; i < craft->n_held; i++)
    if (kept > 0 && plim_position_compare (&craft->held[kept - 1], &craft->held[i]) == 0)
      craft->fed.n_known++;
    else
      craft->held[kept++] = craft->held[i];
  craft->n_held = kept;
  craft->last_s = craft->held[kept - 1].time_s;
  craft->sorted = TRUE;
}

/* Marks those of the first @n held positions that are in the block just read; both are in order. */
static void
mark_known (PlimPositionFeed *self,
            const Craft      *craft,
            guint             n,
            guint8           *known)
{
  const PlimPosition *there = (const PlimPosition *) (gpointer) self->touching->data;
  const PlimPosition *there_end = there + self->touching->len;
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (plim_position_compare (&craft->held[middle], there) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  for (guint i = low; i < n && there < there_end;)
    {
      int order = plim_position_compare (&craft->held[i], there);

      if (order == 0)
        known[i] = TRUE;
      if (order <= 0)
        i++;
      else
        there++;
    }
}

static gboolean
unpack_touching (PlimPositionFeed  *self,
                 PlimStatement     *row,
                 GError           **error)
{
  gsize size;
  const guint8 *bytes = plim_statement_get_blob (row, 2, &size);

  g_array_set_size (self->touching, 0);
  if (plim_position_block_unpack (bytes, size, (guint) plim_statement_get_int (row, 1), self->touching))
    return TRUE;

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED, "Positions that the store had already are damaged; plimsoll verify says which.");
  return FALSE;
}

/* Drops those of the first @n held positions that are written already, here or by another import. Returns what is left of @n. */
static guint
drop_written (PlimPositionFeed  *self,
              Craft             *craft,
              guint              n,
              GError           **error)
{
  gboolean named = *craft->mmsi == '\0';
  g_autofree guint8 *known = g_new0 (guint8, n);
  PlimStatement *row = plim_store_writer_get_statement (self->writer, named ? touching_of_claim : touching_of_number, error);
  GError *failure = NULL;
  gboolean own = FALSE;
  guint kept = 0;

  if (row == NULL)
    return G_MAXUINT;
  if (named)
    plim_statement_bind_int (row, ":claim_key", craft->fed.claim_key);
  else
    {
      plim_statement_bind_text (row, ":mmsi", craft->mmsi);
      plim_statement_bind_int (row, ":exercise", self->exercise);
    }
  plim_statement_bind_int (row, ":from", craft->held[0].time_s);
  plim_statement_bind_int (row, ":to", craft->held[n - 1].time_s);
  while (plim_statement_next (row, &failure) && unpack_touching (self, row, &failure))
    {
      own |= plim_statement_get_int (row, 0) != 0;
      mark_known (self, craft, n, known);
    }
  plim_statement_reset (row);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return G_MAXUINT;
    }

  for (guint i = 0; i < n; i++)
    if (known[i])
      craft->fed.n_known++;
    else
      craft->held[kept++] = craft->held[i];
  memmove (craft->held + kept, craft->held + n, (craft->n_held - n) * sizeof *craft->held);
  craft->n_held -= n - kept;

  /* A file in no order at all would have every block read again and again: the more it jumps back, the more is held. */
  if (own && craft->limit < HELD_MAX)
    craft->limit *= 2;

  return kept;
}

static gboolean
ask_store (PlimPositionFeed  *self,
           Craft             *craft,
           GError           **error)
{
  PlimStatement *row;
  GError *failure = NULL;

  if (craft->asked || *craft->mmsi == '\0')
    return TRUE;

  craft->asked = TRUE;
  row = plim_store_writer_get_statement (self->writer, last_of_number, error);
  if (row == NULL)
    return FALSE;
  plim_statement_bind_text (row, ":mmsi", craft->mmsi);
  if (plim_statement_next (row, &failure) && !plim_statement_is_null (row, 0))
    craft->store_last_s = plim_statement_get_int (row, 0);
  plim_statement_reset (row);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/* What is of one second stays together where it can: then the next block need not look into this one. */
static guint
cut_between_seconds (const PlimPosition *positions,
                     guint               count)
{
  guint cut = count;

  while (cut > count / 2 && positions[cut - 1].time_s == positions[cut].time_s)
    cut--;

  return cut > count / 2 ? cut : count;
}

/* Writes whole blocks, or everything where @all. */
static gboolean
flush_craft (PlimPositionFeed  *self,
             Craft             *craft,
             gboolean           all,
             GError           **error)
{
  guint n, at = 0;

  sort_held (craft);
  if (craft->n_held > 0)
    {
      craft->fed.first_s = MIN (craft->fed.first_s, craft->held[0].time_s);
      craft->fed.last_s = MAX (craft->fed.last_s, craft->held[craft->n_held - 1].time_s);
    }
  n = all ? craft->n_held : craft->n_held - MIN (craft->n_held, SLACK);
  if (n == 0)
    return TRUE;

  if (!ask_store (self, craft, error))
    return FALSE;
  if (craft->held[0].time_s <= MAX (craft->store_last_s, craft->written_last_s))
    {
      n = drop_written (self, craft, n, error);
      if (n == G_MAXUINT)
        return FALSE;
    }

  while (n - at >= (all ? 1 : PLIM_POSITION_BLOCK_MAX))
    {
      guint count = MIN (n - at, PLIM_POSITION_BLOCK_MAX);

      if (at + count < craft->n_held)
        count = cut_between_seconds (craft->held + at, count);
      if (!plim_store_writer_add_positions (self->writer, craft->fed.claim_key, craft->mmsi, craft->held + at, count, NULL, error))
        return FALSE;
      at += count;
      craft->fed.n_added += count;
      craft->written_last_s = MAX (craft->written_last_s, craft->held[at - 1].time_s);
    }
  craft->n_held -= at;
  memmove (craft->held, craft->held + at, craft->n_held * sizeof *craft->held);

  return TRUE;
}

static gboolean
release_craft (PlimPositionFeed  *self,
               Craft             *craft,
               GError           **error)
{
  if (!flush_craft (self, craft, TRUE, error))
    return FALSE;
  self->n_room -= craft->room;
  craft->room = 0;
  g_clear_pointer (&craft->held, g_free);

  return TRUE;
}

/* Too much is held for all craft together: those that hold most give it up, and where that is not enough, all. */
static gboolean
relieve (PlimPositionFeed  *self,
         GError           **error)
{
  gsize average = self->n_room / self->crafts->len;

  for (int round = 0; round < 2 && self->n_room > HELD_MAX / 2; round++, average = 0)
    for (guint i = 0; i < self->crafts->len; i++)
      {
        Craft *craft = g_ptr_array_index (self->crafts, i);

        if (craft->room >= average && !release_craft (self, craft, error))
          return FALSE;
      }

  return TRUE;
}

static gboolean
make_room (PlimPositionFeed  *self,
           Craft             *craft,
           GError           **error)
{
  if (craft->n_held >= craft->limit && !flush_craft (self, craft, FALSE, error))
    return FALSE;
  if (craft->n_held < craft->room)
    return TRUE;

  if (self->n_room + MAX (craft->room, ROOM_FIRST) > HELD_MAX && !relieve (self, error))
    return FALSE;
  if (craft->n_held == craft->room)
    {
      guint room = craft->room == 0 ? ROOM_FIRST : MIN (craft->room * 2, MAX (craft->limit, craft->room + 1));

      craft->held = g_renew (PlimPosition, craft->held, room);
      self->n_room += room - craft->room;
      craft->room = room;
    }

  return TRUE;
}

PlimPositionFeed *
plim_position_feed_new (PlimStoreWriter *writer,
                        gboolean         exercise)
{
  PlimPositionFeed *self = g_new0 (PlimPositionFeed, 1);

  /* Blocks are written once and not read again: what the writer keeps for reports would only fill up with them. */
  plim_store_writer_set_cache (writer, CACHE_KIB);
  self->writer = writer;
  self->exercise = exercise;
  self->by_number = g_hash_table_new (NULL, NULL);
  self->crafts = g_ptr_array_new_with_free_func (free_craft);
  self->touching = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  self->fed = g_array_new (FALSE, FALSE, sizeof (PlimFedCraft));

  return self;
}

void
plim_position_feed_free (PlimPositionFeed *self)
{
  g_hash_table_unref (self->by_number);
  g_ptr_array_unref (self->crafts);
  g_array_unref (self->touching);
  g_array_unref (self->fed);
  g_free (self);
}

gboolean
plim_position_feed_add (PlimPositionFeed    *self,
                        guint32              number,
                        const PlimPosition  *position,
                        GError             **error)
{
  Craft *craft;

  if (!plim_position_block_can_hold (position))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, "the parsing process handed over a position that is none on Earth");
      return FALSE;
    }
  craft = find_craft (self, number);

  /* This may put what is held in order: before the new one is compared with it. */
  if ((craft->n_held == craft->room || craft->n_held >= craft->limit) && !make_room (self, craft, error))
    return FALSE;

  /* Most come in time order. */
  if (craft->n_held > 0 && craft->sorted && position->time_s <= craft->last_s)
    {
      int order = plim_position_compare (position, &craft->held[craft->n_held - 1]);

      if (order == 0)
        {
          craft->fed.n_known++;
          return TRUE;
        }
      craft->sorted = order > 0;
    }

  craft->held[craft->n_held++] = *position;
  craft->last_s = position->time_s;

  return TRUE;
}

static int
compare_fed (gconstpointer a,
             gconstpointer b)
{
  guint32 first = ((const PlimFedCraft *) a)->craft, second = ((const PlimFedCraft *) b)->craft;

  return (first > second) - (first < second);
}

gboolean
plim_position_feed_finish (PlimPositionFeed  *self,
                           GError           **error)
{
  for (guint i = 0; i < self->crafts->len; i++)
    {
      Craft *craft = g_ptr_array_index (self->crafts, i);

      if (!flush_craft (self, craft, TRUE, error))
        return FALSE;
      g_array_append_val (self->fed, craft->fed);
    }
  g_array_sort (self->fed, compare_fed);

  return TRUE;
}

const PlimFedCraft *
plim_position_feed_get_crafts (PlimPositionFeed *self,
                               guint            *n_crafts)
{
  *n_crafts = self->fed->len;

  return (const PlimFedCraft *) (gpointer) self->fed->data;
}
