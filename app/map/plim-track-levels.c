#include "config.h"

#include "app/map/plim-track-levels.h"

#include <string.h>

#include "app/map/plim-projection.h"

/* So few that a chunk's box says much and the box costs little. */
#define CHUNK_STEPS  64
/* A quarter of the world: what is east of it is told from what is west. */
#define WIDEST       (G_MAXINT32 / 2)
/* A little less than a pixel, as a coarser level is made of a finer one. */
#define TOLERANCE_PX 0.75
/* Choosing among more points at once would take ever longer for little. */
#define PIECE        512

static const double zooms[PLIM_TRACK_N_LEVELS] = { 6.0, 10.0 };

static inline guint
get_position (const guint32 *index,
              guint          point)
{
  return index != NULL ? index[point] : point;
}

/* Chunks */

static void
start_chunk (PlimTrackChunk     *chunk,
             const PlimTrackSet *set,
             guint               point,
             guint               position,
             guint               track,
             gboolean            continues)
{
  *chunk = (PlimTrackChunk) { point, 1, continues, set->x[position], 0, set->y[position], set->y[position],
                              set->time_s[position], set->time_s[position], 0, track, 0.0f };
}

/* FALSE where the chunk would grow too wide. */
static gboolean
extend_chunk (PlimTrackChunk     *chunk,
              const PlimTrackSet *set,
              guint               before,
              guint               position)
{
  gint32 step = (gint32) (set->x[position] - set->x[before]);
  gint64 at = (gint64) (guint32) (set->x[before] - chunk->left) + step;

  if (at < 0 ? (gint64) chunk->width - at > WIDEST : at > WIDEST)
    return FALSE;
  if (at < 0)
    {
      chunk->left = set->x[position];
      chunk->width -= at;
    }
  else
    chunk->width = MAX (chunk->width, at);

  chunk->top = MIN (chunk->top, set->y[position]);
  chunk->bottom = MAX (chunk->bottom, set->y[position]);
  chunk->last_s = MAX (chunk->last_s, set->time_s[position]);
  /* What a coarser level leaves out is never a silence. */
  if (position == before + 1)
    chunk->longest_s = MAX (chunk->longest_s, set->time_s[position] - set->time_s[before]);
  chunk->length += MAX (ABS ((double) step), ABS ((double) set->y[position] - set->y[before]));
  chunk->n++;

  return TRUE;
}

PlimTrackChunk *
plim_track_chunks_make (const PlimTrackSet *set,
                        const guint32      *index,
                        guint               n,
                        guint              *n_chunks)
{
  GArray *chunks = g_array_sized_new (FALSE, FALSE, sizeof (PlimTrackChunk), n / CHUNK_STEPS + set->n_tracks + 1);
  guint track = 0, point, before = 0;
  PlimTrackChunk chunk;

  for (point = 0; point < n; point++)
    {
      guint position = get_position (index, point);
      gboolean first = point == 0;

      while (position >= set->tracks[track].first + set->tracks[track].count)
        {
          track++;
          first = TRUE;
        }
      if (first || (position == before + 1 && plim_track_set_is_jump (set, position)))
        {
          if (point > 0)
            g_array_append_val (chunks, chunk);
          start_chunk (&chunk, set, point, position, track, FALSE);
        }
      else
        {
          if (chunk.n == CHUNK_STEPS + 1 || !extend_chunk (&chunk, set, before, position))
            {
              g_array_append_val (chunks, chunk);
              start_chunk (&chunk, set, point - 1, before, track, TRUE);
              /* A single step across a quarter of the world is no way that can be drawn. */
              if (!extend_chunk (&chunk, set, before, position))
                start_chunk (&chunk, set, point, position, track, FALSE);
            }
        }
      before = position;
    }
  if (n > 0)
    g_array_append_val (chunks, chunk);

  *n_chunks = chunks->len;

  return (PlimTrackChunk *) (gpointer) g_array_free (chunks, FALSE);
}

/* Choosing points */

typedef struct
{
  double  x[PIECE];
  double  y[PIECE];
  guint8  kept[PIECE];
  guint   n;
  double  tolerance;
} Piece;

static double
measure_square (const Piece *piece,
                guint        from,
                guint        to,
                guint        point)
{
  double along_x = piece->x[to] - piece->x[from], along_y = piece->y[to] - piece->y[from];
  double x = piece->x[point] - piece->x[from], y = piece->y[point] - piece->y[from];
  double length = along_x * along_x + along_y * along_y;
  double part = length > 0.0 ? (x * along_x + y * along_y) / length : 0.0;

  part = CLAMP (part, 0.0, 1.0);
  x -= part * along_x;
  y -= part * along_y;

  return x * x + y * y;
}

static void
choose_points (Piece *piece)
{
  guint16 waiting[PIECE][2];
  guint n_waiting = 1, i;

  memset (piece->kept, 0, piece->n);
  piece->kept[0] = piece->kept[piece->n - 1] = 1;
  waiting[0][0] = 0;
  waiting[0][1] = piece->n - 1;

  while (n_waiting > 0)
    {
      guint from = waiting[--n_waiting][0], to = waiting[n_waiting][1], farthest = 0;
      double most = piece->tolerance * piece->tolerance;

      for (i = from + 1; i < to; i++)
        {
          double square = measure_square (piece, from, to, i);

          if (square > most)
            {
              most = square;
              farthest = i;
            }
        }
      if (farthest == 0)
        continue;

      piece->kept[farthest] = 1;
      waiting[n_waiting][0] = from;
      waiting[n_waiting++][1] = farthest;
      waiting[n_waiting][0] = farthest;
      waiting[n_waiting++][1] = to;
    }
}

/* Points of one run, no farther than a piece; the next begins with the last one of this. */
static void
fill_piece (Piece              *piece,
            const PlimTrackSet *set,
            const guint32      *index,
            guint               first,
            guint               end)
{
  guint32 last = set->x[get_position (index, first)];
  double x = 0.0;
  guint i;

  piece->n = MIN (end - first, PIECE);
  for (i = 0; i < piece->n; i++)
    {
      guint position = get_position (index, first + i);

      x += (gint32) (set->x[position] - last);
      last = set->x[position];
      piece->x[i] = x;
      piece->y[i] = set->y[position];
    }
}

static gboolean
breaks (const PlimTrackSet *set,
        guint               before,
        guint               position,
        guint               longest_step_s)
{
  return position == before + 1
         && (set->time_s[position] - set->time_s[before] > longest_step_s || plim_track_set_is_jump (set, position));
}

static void
thin_run (const PlimTrackSet *set,
          const guint32      *index,
          guint               first,
          guint               end,
          Piece              *piece,
          PlimTrackLevel     *level)
{
  guint i;

  level->index[level->n++] = get_position (index, first);
  while (end - first > 1)
    {
      fill_piece (piece, set, index, first, end);
      choose_points (piece);
      for (i = 1; i < piece->n; i++)
        if (piece->kept[i])
          level->index[level->n++] = get_position (index, first + i);
      first += piece->n - 1;
    }
}

static gboolean
make_level (const PlimTrackSet   *set,
            const PlimTrackLevel *finer,
            guint                 longest_step_s,
            PlimTrackLevel       *level,
            GCancellable         *cancellable)
{
  const guint32 *index = finer != NULL ? finer->index : NULL;
  guint n = finer != NULL ? finer->n : set->n, point = 0, i;
  Piece piece = { .tolerance = TOLERANCE_PX * 4294967296.0 / plim_projection_world_pixels (level->zoom) };

  level->index = g_new (guint32, n);
  for (i = 0; i < set->n_tracks; i++)
    {
      guint last = set->tracks[i].first + set->tracks[i].count - 1, first = point;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (; point < n && get_position (index, point) <= last; point++)
        if (point > first && breaks (set, get_position (index, point - 1), get_position (index, point), longest_step_s))
          {
            thin_run (set, index, first, point, &piece, level);
            first = point;
          }
      thin_run (set, index, first, point, &piece, level);
    }

  level->index = g_renew (guint32, level->index, level->n);
  level->x = g_new (guint32, level->n);
  level->y = g_new (guint32, level->n);
  for (i = 0; i < level->n; i++)
    {
      level->x[i] = set->x[level->index[i]];
      level->y[i] = set->y[level->index[i]];
    }
  level->chunks = plim_track_chunks_make (set, level->index, level->n, &level->n_chunks);

  return TRUE;
}

PlimTrackLevels *
plim_track_levels_new (const PlimTrackSet *set,
                       guint               longest_step_s,
                       GCancellable       *cancellable)
{
  g_autoptr(PlimTrackLevels) self = g_new0 (PlimTrackLevels, 1);
  guint i;

  g_return_val_if_fail (set != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->longest_step_s = longest_step_s;
  for (i = PLIM_TRACK_N_LEVELS; i > 0; i--)
    {
      self->levels[i - 1].zoom = zooms[i - 1];
      if (!make_level (set, i < PLIM_TRACK_N_LEVELS ? &self->levels[i] : NULL, longest_step_s, &self->levels[i - 1], cancellable))
        return NULL;
    }

  return g_steal_pointer (&self);
}

PlimTrackLevels *
plim_track_levels_ref (PlimTrackLevels *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_track_levels_unref (PlimTrackLevels *self)
{
  guint i;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (i = 0; i < PLIM_TRACK_N_LEVELS; i++)
    {
      g_free (self->levels[i].index);
      g_free (self->levels[i].x);
      g_free (self->levels[i].y);
      g_free (self->levels[i].chunks);
    }
  g_free (self);
}

gsize
plim_track_levels_get_size (const PlimTrackLevels *self)
{
  gsize size = 0;
  guint i;

  for (i = 0; i < PLIM_TRACK_N_LEVELS; i++)
    size += (gsize) self->levels[i].n * 3 * sizeof (guint32) + (gsize) self->levels[i].n_chunks * sizeof (PlimTrackChunk);

  return size;
}
