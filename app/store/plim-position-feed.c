#include "config.h"

#include "app/store/plim-position-feed.h"

#include <string.h>

#include "app/store/plim-number-index.h"
#include "app/store/plim-position-block.h"
#include "app/store/plim-position-pile.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"

/* Held back beyond a whole block, so that what comes a little late still finds its place. */
#define SLACK (PLIM_POSITION_BLOCK_MAX / 4)
/* What is held of one craft before it is looked through for whole blocks. */
#define LIMIT_FIRST (PLIM_POSITION_BLOCK_MAX + SLACK)
#define ROOM_FIRST 4
/* Bytes for all craft: positions give way to what is kept of each craft, as far as that is sensible. */
#define BYTES_MAX ((gsize) 64 << 20)
#define HELD_MIN  ((gsize) 16 << 20)
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

/* Not asked for yet; and asked for, but there is none. */
#define NOT_ASKED G_MININT64
#define NEVER     (G_MININT64 + 1)

/* Positions of one craft that wait for more of them. */
typedef struct
{
  gint64       last_s;      /* of the position that came last */
  guint        n, room;
  gboolean     sorted;
  PlimPosition positions[];
} Held;

/* All that is kept of a craft until the end: there may be a million. */
typedef struct
{
  Held    *held;            /* or NULL */
  gint64   first_s, last_s; /* of all that was fed */
  gint64   reached_s;       /* how far what is written goes: what the store had before, and this import's blocks; NOT_ASKED, NEVER */
  guint32  n_added, n_known;
} Craft;

struct _PlimPositionFeed
{
  PlimStoreWriter *writer;
  gboolean         exercise;
  PlimNumberIndex *numbers;
  GArray          *crafts;         /* Craft, in the order of their first position */
  GArray          *patience;       /* guint8: how often LIMIT_FIRST is doubled, where positions come late */
  gint64           first_key;      /* the claim of the first craft; those of the others follow */
  guint            last;           /* the craft of the last position */
  guint32          last_number;
  gsize            n_bytes;        /* of all that is held */
  GArray          *touching;       /* PlimPosition: a block that was read */
  guint32         *by_number;      /* when finished: crafts in the order of their numbers */
};

static gboolean
find_craft (PlimPositionFeed  *self,
            guint32            number,
            GError           **error)
{
  static const guint8 no_patience = 0;
  Craft craft = { .first_s = G_MAXINT64, .last_s = G_MININT64, .reached_s = NOT_ASKED };
  gint64 key;

  if (self->last_number == number && self->crafts->len > 0)
    return TRUE;

  self->last = plim_number_index_find (self->numbers, number);
  self->last_number = number;
  if (self->last != G_MAXUINT)
    return TRUE;

  if (self->crafts->len == PLIM_FEED_CRAFTS_MAX)
    {
      self->last = 0;
      self->last_number = plim_number_index_get_number (self->numbers, 0);
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT, "the file has positions of more than %u vessels: import it in parts",
                   PLIM_FEED_CRAFTS_MAX);
      return FALSE;
    }
  self->last = plim_number_index_add (self->numbers, number);
  g_array_append_val (self->crafts, craft);
  g_array_append_val (self->patience, no_patience);
  /* Nobody else has claims until the positions are written. */
  key = plim_store_writer_reserve_claim (self->writer);
  if (self->last == 0)
    self->first_key = key;
  g_assert (key == self->first_key + self->last);

  return TRUE;
}

static Craft *
get_craft (PlimPositionFeed *self,
           guint             place)
{
  return &g_array_index (self->crafts, Craft, place);
}

static gint64
get_claim_key (PlimPositionFeed *self,
               guint             place)
{
  return self->first_key + place;
}

/* Empty for a named track. */
static void
write_mmsi (PlimPositionFeed *self,
            guint             place,
            char              mmsi[16])
{
  guint32 number = plim_number_index_get_number (self->numbers, place);

  *mmsi = '\0';
  if (number < PLIM_FEED_FIRST_NAMED)
    g_snprintf (mmsi, 16, "%09u", number);
}

static guint
get_limit (PlimPositionFeed *self,
           guint             place)
{
  return (guint) LIMIT_FIRST << g_array_index (self->patience, guint8, place);
}

static gsize
size_of_held (guint room)
{
  return sizeof (Held) + room * sizeof (PlimPosition);
}

static gsize
get_held_max (PlimPositionFeed *self)
{
  return BYTES_MAX - MIN (BYTES_MAX - HELD_MIN, self->crafts->len * (sizeof (Craft) + 4 * sizeof (guint32)));
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
  Held *held = craft->held;
  guint kept = 0;

  if (held->sorted)
    return;

  g_qsort_with_data (held->positions, (int) held->n, sizeof *held->positions, compare_held, NULL);
  for (guint i = 0; i < held->n; i++)
    if (kept > 0 && plim_position_compare (&held->positions[kept - 1], &held->positions[i]) == 0)
      craft->n_known++;
    else
      held->positions[kept++] = held->positions[i];
  held->n = kept;
  held->last_s = held->positions[kept - 1].time_s;
  held->sorted = TRUE;
}

/* Marks those of the first @n held positions that are in the block just read; both are in order. */
static void
mark_known (PlimPositionFeed   *self,
            const PlimPosition *held,
            guint               n,
            guint8             *known)
{
  const PlimPosition *there = (const PlimPosition *) (gpointer) self->touching->data;
  const PlimPosition *there_end = there + self->touching->len;
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (plim_position_compare (&held[middle], there) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  for (guint i = low; i < n && there < there_end;)
    {
      int order = plim_position_compare (&held[i], there);

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
              guint              place,
              const char        *mmsi,
              guint              n,
              GError           **error)
{
  Craft *craft = get_craft (self, place);
  PlimPosition *held = craft->held->positions;
  gboolean named = *mmsi == '\0';
  g_autofree guint8 *known = g_new0 (guint8, n);
  PlimStatement *row = plim_store_writer_get_statement (self->writer, named ? touching_of_claim : touching_of_number, error);
  GError *failure = NULL;
  gboolean own = FALSE;
  guint kept = 0;

  if (row == NULL)
    return G_MAXUINT;
  if (named)
    plim_statement_bind_int (row, ":claim_key", get_claim_key (self, place));
  else
    {
      plim_statement_bind_text (row, ":mmsi", mmsi);
      plim_statement_bind_int (row, ":exercise", self->exercise);
    }
  plim_statement_bind_int (row, ":from", held[0].time_s);
  plim_statement_bind_int (row, ":to", held[n - 1].time_s);
  while (plim_statement_next (row, &failure) && unpack_touching (self, row, &failure))
    {
      own |= plim_statement_get_int (row, 0) != 0;
      mark_known (self, held, n, known);
    }
  plim_statement_reset (row);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return G_MAXUINT;
    }

  for (guint i = 0; i < n; i++)
    if (known[i])
      craft->n_known++;
    else
      held[kept++] = held[i];
  memmove (held + kept, held + n, (craft->held->n - n) * sizeof *held);
  craft->held->n -= n - kept;

  /* A file in no order at all would have every block read again and again: the more it jumps back, the more is held. */
  if (own && get_limit (self, place) < BYTES_MAX / sizeof (PlimPosition))
    g_array_index (self->patience, guint8, place)++;

  return kept;
}

static gboolean
ask_store (PlimPositionFeed  *self,
           Craft             *craft,
           const char        *mmsi,
           GError           **error)
{
  PlimStatement *row;
  GError *failure = NULL;

  if (craft->reached_s != NOT_ASKED)
    return TRUE;

  craft->reached_s = NEVER;
  if (*mmsi == '\0')
    return TRUE;
  row = plim_store_writer_get_statement (self->writer, last_of_number, error);
  if (row == NULL)
    return FALSE;
  plim_statement_bind_text (row, ":mmsi", mmsi);
  if (plim_statement_next (row, &failure) && !plim_statement_is_null (row, 0))
    craft->reached_s = plim_statement_get_int (row, 0);
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
             guint              place,
             gboolean           all,
             GError           **error)
{
  Craft *craft = get_craft (self, place);
  Held *held = craft->held;
  char mmsi[16];
  guint n, at = 0;

  sort_held (craft);
  if (held->n > 0)
    {
      craft->first_s = MIN (craft->first_s, held->positions[0].time_s);
      craft->last_s = MAX (craft->last_s, held->positions[held->n - 1].time_s);
    }
  n = all ? held->n : held->n - MIN (held->n, SLACK);
  if (n == 0)
    return TRUE;

  write_mmsi (self, place, mmsi);
  if (!ask_store (self, craft, mmsi, error))
    return FALSE;
  if (held->positions[0].time_s <= craft->reached_s)
    {
      n = drop_written (self, place, mmsi, n, error);
      if (n == G_MAXUINT)
        return FALSE;
    }

  while (n - at >= (all ? 1 : PLIM_POSITION_BLOCK_MAX))
    {
      const PlimPosition *block = held->positions + at;
      guint count = MIN (n - at, PLIM_POSITION_BLOCK_MAX);

      if (at + count < held->n)
        count = cut_between_seconds (block, count);
      if (!plim_store_writer_add_positions (self->writer, get_claim_key (self, place), mmsi, block, count, NULL, error))
        return FALSE;
      at += count;
      craft->n_added += count;
      craft->reached_s = MAX (craft->reached_s, block[count - 1].time_s);
    }
  held->n -= at;
  memmove (held->positions, held->positions + at, held->n * sizeof *held->positions);

  return TRUE;
}

static gboolean
release_craft (PlimPositionFeed  *self,
               guint              place,
               GError           **error)
{
  Craft *craft = get_craft (self, place);

  if (craft->held == NULL)
    return TRUE;
  if (!flush_craft (self, place, TRUE, error))
    return FALSE;
  self->n_bytes -= size_of_held (craft->held->room);
  g_clear_pointer (&craft->held, g_free);

  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b,
                 gpointer      numbers)
{
  guint32 first = plim_number_index_get_number (numbers, *(const guint32 *) a);
  guint32 second = plim_number_index_get_number (numbers, *(const guint32 *) b);

  return (first > second) - (first < second);
}

/* Writes all that is held of craft which hold @least bytes or more, in the order of their numbers: the index of blocks is in it too. */
static gboolean
release_crafts (PlimPositionFeed  *self,
                gsize              least,
                GError           **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->crafts->len; i++)
    {
      const Held *held = get_craft (self, i)->held;

      if (held != NULL && size_of_held (held->room) >= least)
        g_array_append_val (places, i);
    }
  g_array_sort_with_data (places, compare_numbers, self->numbers);
  for (guint i = 0; i < places->len; i++)
    if (!release_craft (self, g_array_index (places, guint32, i), error))
      return FALSE;

  return TRUE;
}

/* Too much is held for all craft together: those that hold most give it up, and where that is not enough, all. */
static gboolean
relieve (PlimPositionFeed  *self,
         GError           **error)
{
  gsize average = self->n_bytes / self->crafts->len;

  return release_crafts (self, average, error)
         && (self->n_bytes <= get_held_max (self) / 2 || release_crafts (self, 0, error));
}

/* For one position more of the last craft. */
static gboolean
make_room (PlimPositionFeed  *self,
           GError           **error)
{
  Craft *craft = get_craft (self, self->last);
  guint limit = get_limit (self, self->last);
  guint room;

  if (craft->held != NULL && craft->held->n >= limit)
    {
      if (!flush_craft (self, self->last, FALSE, error))
        return FALSE;
      limit = get_limit (self, self->last);
    }
  if (craft->held != NULL && craft->held->n < craft->held->room)
    return TRUE;

  room = craft->held != NULL ? craft->held->room : 0;
  if (self->n_bytes + size_of_held (MAX (room, ROOM_FIRST)) > get_held_max (self) && !relieve (self, error))
    return FALSE;
  if (craft->held == NULL)
    {
      craft->held = g_malloc (size_of_held (ROOM_FIRST));
      *craft->held = (Held) { .room = ROOM_FIRST, .sorted = TRUE };
      self->n_bytes += size_of_held (ROOM_FIRST);
    }
  else
    {
      room = MIN (room * 2, MAX (limit, room + 1));
      craft->held = g_realloc (craft->held, size_of_held (room));
      self->n_bytes += size_of_held (room) - size_of_held (craft->held->room);
      craft->held->room = room;
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
  self->numbers = plim_number_index_new ();
  self->crafts = g_array_new (FALSE, FALSE, sizeof (Craft));
  self->patience = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->touching = g_array_new (FALSE, FALSE, sizeof (PlimPosition));

  return self;
}

void
plim_position_feed_free (PlimPositionFeed *self)
{
  for (guint i = 0; i < self->crafts->len; i++)
    g_free (get_craft (self, i)->held);
  g_array_unref (self->crafts);
  g_array_unref (self->patience);
  plim_number_index_free (self->numbers);
  g_array_unref (self->touching);
  g_free (self->by_number);
  g_free (self);
}

gboolean
plim_position_feed_add (PlimPositionFeed    *self,
                        guint32              number,
                        const PlimPosition  *position,
                        GError             **error)
{
  Held *held;

  if (!plim_position_block_can_hold (position))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, "the parsing process handed over a position that is none on Earth");
      return FALSE;
    }
  if (!find_craft (self, number, error))
    return FALSE;

  /* This may put what is held in order: before the new one is compared with it. */
  held = get_craft (self, self->last)->held;
  if (held == NULL || held->n == held->room)
    {
      if (!make_room (self, error))
        return FALSE;
      held = get_craft (self, self->last)->held;
    }

  /* Most come in time order. */
  if (held->n > 0 && held->sorted && position->time_s <= held->last_s)
    {
      int order = plim_position_compare (position, &held->positions[held->n - 1]);

      if (order == 0)
        {
          get_craft (self, self->last)->n_known++;
          return TRUE;
        }
      held->sorted = order > 0;
    }

  held->positions[held->n++] = *position;
  held->last_s = position->time_s;

  return TRUE;
}

gboolean
plim_position_feed_finish (PlimPositionFeed  *self,
                           GError           **error)
{
  guint n = self->crafts->len;

  if (!release_crafts (self, 0, error))
    return FALSE;

  self->by_number = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    self->by_number[i] = i;
  g_qsort_with_data (self->by_number, (int) n, sizeof *self->by_number, compare_numbers, self->numbers);

  return TRUE;
}

guint
plim_position_feed_get_n_crafts (PlimPositionFeed *self)
{
  return self->crafts->len;
}

PlimFedCraft
plim_position_feed_get_craft (PlimPositionFeed *self,
                              guint             index)
{
  guint place = self->by_number[index];
  const Craft *craft = get_craft (self, place);

  return (PlimFedCraft) {
    .craft = plim_number_index_get_number (self->numbers, place), .claim_key = get_claim_key (self, place),
    .n_added = craft->n_added, .n_known = craft->n_known, .first_s = craft->first_s, .last_s = craft->last_s,
  };
}
