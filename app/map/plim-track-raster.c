#include "config.h"

#include "app/map/plim-track-raster.h"

#include <math.h>
#include <string.h>

#define WORLD         4294967296.0
/* Farther than a coarser level strays from what it stands for, so that nothing at the edge is missed. */
#define EDGE_PX       2.0
#define MOST_THREADS  4
/* Along a line a name is left so often. */
#define SIGN_STEP     8
#define MOST_CELL     6
/* A point takes as long as so many passages. */
#define POINT_COST    2.5
/* After so many chunks it is worth asking whether anyone still wants the picture. */
#define CHUNKS_A_LOOK 1024
/* By speed a value holds how many passages were counted, at most all ones, and above that the sum of their speeds. */
#define SPEED_PASSES  0xfffu
#define SPEED_SHIFT   12
/* Not for a picture: whose tracks pass which cells. */
#define FINDING_TRACKS PLIM_N_TRACK_COLOURINGS

/* What one thread draws, and into what. */
typedef struct
{
  const PlimTrackSet           *set;
  const PlimTrackLevel         *level;      /* NULL: all points */
  const PlimTrackRasterOptions *options;
  PlimMapView                   view;       /* in cells */
  GCancellable                 *cancellable;
  guint                         first_chunk;
  guint                         end_chunk;
  guint32                       from_s, to_s;
  double                        scale;      /* cells in one of the set's units */
  guint32                       middle;     /* the view's, of x */
  gint64                        width, height;
  guint32                      *values;
  guint32                      *picks;
  const guint16                *bits;       /* of each cell, and of each track whatever it passes: FINDING_TRACKS alone */
  guint16                      *found;
  gboolean                      finds_positions;    /* and not the lines between them */
  gboolean                      cancelled;
} Pass;

/* The chunk in hand: where it lies among the cells. */
typedef struct
{
  const PlimTrackChunk *chunk;
  guint32               middle;     /* of x: what all its points are measured from */
  double                x;          /* that, in cells */
  double                y;          /* of the world's upper edge */
  gboolean              inside;     /* all of it is in view: no need to clip */
  gint32                left, right;    /* else what is in view, with some room, as its points are measured */
  guint32               top, bottom;
  guint32               value;      /* what its track says by itself */
} Piece;

static G_ALWAYS_INLINE inline gint64
to_cell (double value)
{
  /* Rounds down below 0 too, and is quicker than floor(). */
  return (gint64) (value + 1073741824.0) - 1073741824;
}

static G_ALWAYS_INLINE inline void
locate (const Pass  *pass,
        const Piece *piece,
        guint32      x,
        guint32      y,
        gint64      *px,
        gint64      *py)
{
  *px = to_cell (piece->x + (gint32) (x - piece->middle) * pass->scale);
  *py = to_cell (piece->y + y * pass->scale);
}

/* What a passage leaves in a cell. */
static G_ALWAYS_INLINE inline void
stamp (const Pass         *pass,
       const Piece        *piece,
       PlimTrackColouring  colouring,
       gsize               at,
       guint               position)
{
  switch (colouring)
    {
    case PLIM_TRACKS_BY_VESSEL:
      pass->picks[at] = position;
      break;
    case PLIM_TRACKS_BY_SPEED:
      if (piece->value == 0)
        pass->values[at] = pass->values[at] == 0 ? PLIM_TRACK_RASTER_SPEED_UNKNOWN : pass->values[at];
      else if (pass->values[at] == PLIM_TRACK_RASTER_SPEED_UNKNOWN)
        pass->values[at] = piece->value;
      else if ((pass->values[at] & SPEED_PASSES) != SPEED_PASSES)
        pass->values[at] += piece->value;
      break;
    case PLIM_TRACKS_BY_TIME:
      if (piece->value > pass->values[at])
        pass->values[at] = piece->value;
      break;
    case PLIM_TRACKS_BY_BASIS:
      pass->values[at] |= piece->value;
      break;
    case FINDING_TRACKS:
      pass->found[piece->chunk->track] |= pass->bits[at];
      break;
    default:
      pass->values[at]++;
      break;
    }
}

/* Where a name is left; the time's is the latest. */
static G_ALWAYS_INLINE inline void
sign (const Pass         *pass,
      const Piece        *piece,
      PlimTrackColouring  colouring,
      gsize               at,
      guint               position)
{
  if (colouring != FINDING_TRACKS && (colouring != PLIM_TRACKS_BY_TIME || piece->value >= pass->values[at]))
    pass->picks[at] = position;
}

/* What the step to that position says wherever it passes. */
static G_ALWAYS_INLINE inline guint32
read_value (const Pass         *pass,
            const Piece        *piece,
            PlimTrackColouring  colouring,
            guint               position)
{
  guint8 speed;

  switch (colouring)
    {
    case PLIM_TRACKS_BY_TIME:
      return pass->set->time_s[position];
    case PLIM_TRACKS_BY_SPEED:
      speed = pass->set->speed[position];
      return speed == PLIM_TRACK_SPEED_UNKNOWN ? 0 : ((guint32) speed << SPEED_SHIFT) + 1;
    default:
      return piece->value;
    }
}

static G_ALWAYS_INLINE inline gboolean
is_inside (const Pass *pass,
           gint64      x,
           gint64      y)
{
  return (guint64) x < (guint64) pass->width && (guint64) y < (guint64) pass->height;
}

static G_ALWAYS_INLINE inline void
put (const Pass         *pass,
     Piece              *piece,
     PlimTrackColouring  colouring,
     gint64              x,
     gint64              y,
     guint               position)
{
  gsize at = y * pass->width + x;

  if (!piece->inside && !is_inside (pass, x, y))
    return;

  piece->value = read_value (pass, piece, colouring, position);
  stamp (pass, piece, colouring, at, position);
  sign (pass, piece, colouring, at, position);
}

/* A step within a cell is no passage; yet the ship was there again, which only the latest time tells. */
static G_ALWAYS_INLINE inline void
stay (const Pass         *pass,
      Piece              *piece,
      PlimTrackColouring  colouring,
      gint64              x,
      gint64              y,
      guint               position)
{
  if (colouring == PLIM_TRACKS_BY_TIME)
    put (pass, piece, colouring, x, y, position);
}

/* The steps of a line on which start + step × along / steps lies in 0 … room - 1. */
static G_ALWAYS_INLINE inline void
clip_steps (gint64  start,
            gint64  along,
            gint64  room,
            gint64 *first,
            gint64 *last)
{
  if (along > 0)
    {
      *first = MAX (*first, (-start + along - 1) / along);
      *last = start >= room ? -1 : MIN (*last, (room - 1 - start) / along);
    }
  else if (along < 0)
    {
      *first = MAX (*first, (start - room + 1 - along - 1) / -along);
      *last = start < 0 ? -1 : MIN (*last, start / -along);
    }
  else if (start < 0 || start >= room)
    *last = -1;
}

/* The cells from one to another, without the first. However the line is clipped they are the same ones. */
static G_ALWAYS_INLINE inline void
walk (const Pass         *pass,
      Piece              *piece,
      PlimTrackColouring  colouring,
      gint64              x0,
      gint64              y0,
      gint64              x1,
      gint64              y1,
      guint               position)
{
  gint64 dx = x1 - x0, dy = y1 - y0, steps, first = 1, last, slope, minor, i;
  gboolean flat = ABS (dx) >= ABS (dy);
  const gint64 width = pass->width;
  gint64 major, stride;

  steps = last = flat ? ABS (dx) : ABS (dy);
  if (steps == 1)
    {
      put (pass, piece, colouring, x1, y1, position);
      return;
    }

  if (!piece->inside && (MAX (x0, x1) < 0 || MAX (y0, y1) < 0 || MIN (x0, x1) >= width || MIN (y0, y1) >= pass->height))
    return;

  /* Half a cell more, then the whole part: rounded to the nearest. */
  slope = (gint64) ((guint64) (flat ? dy : dx) << 32) / steps;
  minor = (gint64) ((guint64) (flat ? y0 : x0) << 32) + (G_GINT64_CONSTANT (1) << 31);
  if (!piece->inside && !(is_inside (pass, x0, y0) && is_inside (pass, x1, y1)))
    {
      clip_steps (flat ? x0 : y0, (flat ? dx : dy) > 0 ? 1 : -1, flat ? width : pass->height, &first, &last);
      clip_steps (minor, slope, (flat ? pass->height : width) << 32, &first, &last);
      if (first > last)
        return;
    }

  piece->value = read_value (pass, piece, colouring, position);
  if (flat)
    {
      stride = dx > 0 ? 1 : -1;
      for (i = first, major = x0 + first * stride; i <= last; i++, major += stride)
        stamp (pass, piece, colouring, ((minor + i * slope) >> 32) * width + major, position);
    }
  else
    {
      stride = dy > 0 ? width : -width;
      for (i = first, major = y0 * width + first * stride; i <= last; i++, major += stride)
        stamp (pass, piece, colouring, ((minor + i * slope) >> 32) + major, position);
    }

  /* Whoever looks for a name looks around: not every cell needs one. */
  if (colouring == PLIM_TRACKS_BY_VESSEL || colouring == FINDING_TRACKS)
    return;
  for (i = last; i >= first; i -= SIGN_STEP)
    sign (pass, piece, colouring,
          flat ? ((minor + i * slope) >> 32) * width + x0 + (dx > 0 ? i : -i)
               : ((minor + i * slope) >> 32) + (y0 + (dy > 0 ? i : -i)) * width, position);
}

/* On which sides of the view a point lies. A step whose ends share one is nowhere in it. */
static G_ALWAYS_INLINE inline guint
get_sides (const Piece *piece,
           guint32      x,
           guint32      y)
{
  gint32 across = (gint32) (x - piece->middle);

  return (across < piece->left) | (across > piece->right) << 1 | (y < piece->top) << 2 | (y > piece->bottom) << 3;
}

/* All of the chunk's points are wanted and joined: the usual case, and the quick one. */
static G_ALWAYS_INLINE inline void
draw_joined (const Pass         *pass,
             Piece              *piece,
             PlimTrackColouring  colouring)
{
  const guint32 *xs = pass->level != NULL ? pass->level->x : pass->set->x;
  const guint32 *ys = pass->level != NULL ? pass->level->y : pass->set->y;
  guint point = piece->chunk->first, end = point + piece->chunk->n;
  guint sides, last_sides = get_sides (piece, xs[point], ys[point]);
  gboolean passed_over = FALSE;
  gint64 x, y, last_x, last_y;

  locate (pass, piece, xs[point], ys[point], &last_x, &last_y);
  if (!piece->chunk->continues)
    put (pass, piece, colouring, last_x, last_y, pass->level != NULL ? pass->level->index[point] : point);

  for (point++; point < end; point++, last_sides = sides)
    {
      sides = get_sides (piece, xs[point], ys[point]);
      if (!piece->inside && (sides & last_sides) != 0)
        {
          passed_over = TRUE;
          continue;
        }
      if (passed_over)
        locate (pass, piece, xs[point - 1], ys[point - 1], &last_x, &last_y);
      passed_over = FALSE;
      locate (pass, piece, xs[point], ys[point], &x, &y);
      if (x == last_x && y == last_y)
        {
          stay (pass, piece, colouring, x, y, pass->level != NULL ? pass->level->index[point] : point);
          continue;
        }
      walk (pass, piece, colouring, last_x, last_y, x, y, pass->level != NULL ? pass->level->index[point] : point);
      last_x = x;
      last_y = y;
    }
}

/* Some of the steps are silences, or some of the points are of another time. */
static G_ALWAYS_INLINE inline void
draw_broken (const Pass         *pass,
             Piece              *piece,
             PlimTrackColouring  colouring,
             const guint32      *index,
             guint               point,
             guint               end)
{
  const PlimTrackSet *set = pass->set;
  gboolean was_wanted = FALSE;
  guint first = point, before = 0;
  gint64 x, y, last_x = 0, last_y = 0;

  for (; point < end; point++)
    {
      guint position = index != NULL ? index[point] : point;
      gboolean wanted = set->time_s[position] >= pass->from_s && set->time_s[position] <= pass->to_s;

      if (wanted)
        {
          gboolean joined = point > first && was_wanted
                            && (position != before + 1
                                || set->time_s[position] - set->time_s[before] <= pass->options->longest_step_s);

          locate (pass, piece, set->x[position], set->y[position], &x, &y);
          if (joined && (x != last_x || y != last_y))
            walk (pass, piece, colouring, last_x, last_y, x, y, position);
          else if (joined)
            stay (pass, piece, colouring, x, y, position);
          else if (!(point == first && piece->chunk->continues))
            put (pass, piece, colouring, x, y, position);
          last_x = x;
          last_y = y;
        }
      was_wanted = wanted;
      before = position;
    }
}

/* Positions and no lines. */
static G_ALWAYS_INLINE inline void
draw_points (const Pass         *pass,
             Piece              *piece,
             PlimTrackColouring  colouring)
{
  const PlimTrackSet *set = pass->set;
  guint point = piece->chunk->first + piece->chunk->continues, end = piece->chunk->first + piece->chunk->n;

  for (; point < end; point++)
    {
      gint64 x, y;

      if (set->time_s[point] < pass->from_s || set->time_s[point] > pass->to_s)
        continue;
      locate (pass, piece, set->x[point], set->y[point], &x, &y);
      put (pass, piece, colouring, x, y, point);
    }
}

static G_ALWAYS_INLINE inline void
draw_piece (const Pass         *pass,
            Piece              *piece,
            PlimTrackColouring  colouring)
{
  const PlimTrackChunk *chunk = piece->chunk;
  gboolean whole = chunk->first_s >= pass->from_s && chunk->last_s <= pass->to_s;

  if (whole && chunk->longest_s <= pass->options->longest_step_s)
    draw_joined (pass, piece, colouring);
  else if (whole || pass->level == NULL)
    draw_broken (pass, piece, colouring, pass->level != NULL ? pass->level->index : NULL, chunk->first, chunk->first + chunk->n);
  else
    /* Where time cuts a coarser level every position counts. */
    draw_broken (pass, piece, colouring, NULL, pass->level->index[chunk->first],
                 pass->level->index[chunk->first + chunk->n - 1] + 1);
}

/* With the colouring known when compiled the inner loops have no choice left to make. */
static void
draw_coloured (const Pass *pass,
               Piece      *piece)
{
  switch (pass->options->colouring)
    {
    case PLIM_TRACKS_BY_HEAT: draw_points (pass, piece, PLIM_TRACKS_BY_HEAT); break;
    case PLIM_TRACKS_BY_VESSEL: draw_piece (pass, piece, PLIM_TRACKS_BY_VESSEL); break;
    case PLIM_TRACKS_BY_SPEED: draw_piece (pass, piece, PLIM_TRACKS_BY_SPEED); break;
    case PLIM_TRACKS_BY_TIME: draw_piece (pass, piece, PLIM_TRACKS_BY_TIME); break;
    case PLIM_TRACKS_BY_BASIS: draw_piece (pass, piece, PLIM_TRACKS_BY_BASIS); break;
    case FINDING_TRACKS:
      if (pass->finds_positions)
        draw_points (pass, piece, FINDING_TRACKS);
      else
        draw_piece (pass, piece, FINDING_TRACKS);
      break;
    default: draw_piece (pass, piece, PLIM_TRACKS_BY_DENSITY); break;
    }
}

/* Once for every copy of the world in which the chunk is in view. */
static void
draw_chunk (const Pass           *pass,
            const PlimTrackChunk *chunk)
{
  const PlimMapView *view = &pass->view;
  double turn = view->scale, half = chunk->width / 2.0 * pass->scale + EDGE_PX, first;
  Piece piece = { .chunk = chunk, .y = -view->y * view->scale,
                  .value = 1u << pass->set->tracks[chunk->track].basis };
  double top = piece.y + chunk->top * pass->scale, bottom = piece.y + chunk->bottom * pass->scale;

  if (bottom < -EDGE_PX || top > pass->height + EDGE_PX)
    return;

  piece.middle = chunk->left + chunk->width / 2;
  first = (gint32) (piece.middle - pass->middle) * pass->scale + view->width / 2.0;
  for (piece.x = first - floor ((first + half) / turn) * turn; piece.x - half <= pass->width; piece.x += turn)
    {
      piece.inside = piece.x - half >= 0.0 && piece.x + half < pass->width && top >= EDGE_PX && bottom < pass->height - EDGE_PX;
      piece.left = CLAMP ((-EDGE_PX - piece.x) / pass->scale, G_MININT32, G_MAXINT32);
      piece.right = CLAMP ((pass->width + EDGE_PX - piece.x) / pass->scale, G_MININT32, G_MAXINT32);
      piece.top = CLAMP ((-EDGE_PX - piece.y) / pass->scale, 0.0, G_MAXUINT32);
      piece.bottom = CLAMP ((pass->height + EDGE_PX - piece.y) / pass->scale, 0.0, G_MAXUINT32);
      draw_coloured (pass, &piece);
    }
}

static gpointer
draw_pass (gpointer data)
{
  Pass *pass = data;
  const PlimTrackChunk *chunks = pass->level != NULL ? pass->level->chunks : pass->set->chunks;
  guint i;

  for (i = pass->first_chunk; i < pass->end_chunk; i++)
    {
      const PlimTrackChunk *chunk = &chunks[i];

      if (i % CHUNKS_A_LOOK == 0 && g_cancellable_is_cancelled (pass->cancellable))
        {
          pass->cancelled = TRUE;
          return NULL;
        }
      if (chunk->last_s < pass->from_s || chunk->first_s > pass->to_s
          || (pass->options->shown != NULL && !pass->options->shown[chunk->track]))
        continue;
      draw_chunk (pass, chunk);
    }

  return NULL;
}

/* The coarsest that looks like the whole at this scale; NULL for the whole. */
static const PlimTrackLevel *
choose_level (const PlimTrackLevels        *levels,
              const PlimTrackRasterOptions *options)
{
  double zoom = log2 (options->view.scale / MAX (options->cell, 1) / PLIM_TILE_SIZE);
  guint i;

  /* Every position counts for the heat, and where lines are broken at shorter silences than the levels know. */
  if (levels == NULL || options->colouring == PLIM_TRACKS_BY_HEAT || options->longest_step_s < levels->longest_step_s)
    return NULL;
  for (i = 0; i < PLIM_TRACK_N_LEVELS; i++)
    if (zoom <= levels->levels[i].zoom)
      return &levels->levels[i];

  return NULL;
}

/* Which part of a length lies within another one. */
static double
get_share (double from,
           double to,
           double within_from,
           double within_to)
{
  double shared = MIN (to, within_to) - MAX (from, within_from);

  if (shared < 0.0)
    return 0.0;

  return to > from ? MIN (shared / (to - from), 1.0) : 1.0;
}

guint
plim_track_raster_choose_cell (const PlimTrackSet           *set,
                               const PlimTrackLevels        *levels,
                               const PlimTrackRasterOptions *options,
                               double                        passages)
{
  const PlimTrackLevel *level = choose_level (levels, options);
  const PlimTrackChunk *chunks = level != NULL ? level->chunks : set->chunks;
  const PlimMapView *view = &options->view;
  guint n = level != NULL ? level->n_chunks : set->n_chunks, i;
  double middle = view->x + view->width / view->scale / 2.0, sum = 0.0, points = 0.0;

  for (i = 0; i < n; i++)
    {
      const PlimTrackChunk *chunk = &chunks[i];
      double share, left = plim_projection_nearest_x ((chunk->left + chunk->width / 2.0) / WORLD, middle) - chunk->width / WORLD / 2.0;

      if (options->shown != NULL && !options->shown[chunk->track])
        continue;
      share = get_share (left, left + chunk->width / WORLD, view->x, view->x + view->width / view->scale)
              * get_share (chunk->top / WORLD, chunk->bottom / WORLD, view->y, view->y + view->height / view->scale)
              * get_share (chunk->first_s, chunk->last_s, options->from_s, options->to_s);
      sum += share * chunk->length;
      if (share > 0.0)
        points += chunk->n;
    }

  return CLAMP (ceil ((sum / WORLD * view->scale + points * POINT_COST) / passages), 1, MOST_CELL);
}

static PlimMapView
count_cells (const PlimTrackRasterOptions *options,
             guint                        *width,
             guint                        *height)
{
  PlimMapView view = options->view;
  guint cell = MAX (options->cell, 1);

  view.width /= cell;
  view.height /= cell;
  view.scale /= cell;
  *width = MAX (ceil (view.width), 1.0);
  *height = MAX (ceil (view.height), 1.0);

  return view;
}

static Pass
make_pass (const PlimTrackSet           *set,
           const PlimTrackLevel         *level,
           const PlimTrackRasterOptions *options,
           GCancellable                 *cancellable)
{
  guint width, height;
  PlimMapView view = count_cells (options, &width, &height);
  double middle = view.x + view.width / view.scale / 2.0;

  return (Pass) {
    .set = set, .level = level, .options = options, .view = view, .cancellable = cancellable,
    .end_chunk = level != NULL ? level->n_chunks : set->n_chunks,
    .from_s = CLAMP (options->from_s, 0, G_MAXUINT32), .to_s = CLAMP (options->to_s, 0, G_MAXUINT32),
    .scale = view.scale / WORLD, .middle = (guint32) (guint64) ((middle - floor (middle)) * WORLD),
    .width = width, .height = height,
  };
}

static void
start_pass (Pass            *pass,
            PlimTrackRaster *raster)
{
  gsize n = (gsize) raster->width * raster->height;

  pass->values = g_new0 (guint32, n);
  pass->picks = g_new (guint32, n);
  memset (pass->picks, 0xff, n * sizeof *pass->picks);
}

static guint32
join_speeds (guint32 one,
             guint32 other)
{
  if (one == 0 || one == PLIM_TRACK_RASTER_SPEED_UNKNOWN)
    return other != 0 ? other : one;
  if (other == 0 || other == PLIM_TRACK_RASTER_SPEED_UNKNOWN)
    return one;

  /* Together more than can be counted: that of the faster ones alone. */
  return (one & SPEED_PASSES) + (other & SPEED_PASSES) > SPEED_PASSES ? MAX (one, other) : one + other;
}

/* Adds what another thread drew; its tracks come after. */
static void
merge (PlimTrackRaster *raster,
       Pass            *pass)
{
  gsize n = (gsize) raster->width * raster->height, i;

  for (i = 0; i < n; i++)
    {
      guint32 value = pass->values[i];

      if (pass->picks[i] != PLIM_TRACK_NO_POSITION && (raster->colouring != PLIM_TRACKS_BY_TIME || value >= raster->values[i]))
        raster->picks[i] = pass->picks[i];
      if (raster->colouring == PLIM_TRACKS_BY_TIME)
        raster->values[i] = MAX (raster->values[i], value);
      else if (raster->colouring == PLIM_TRACKS_BY_BASIS)
        raster->values[i] |= value;
      else if (raster->colouring == PLIM_TRACKS_BY_SPEED)
        raster->values[i] = join_speeds (raster->values[i], value);
      else
        raster->values[i] += value;
    }
  g_free (pass->values);
  g_free (pass->picks);
}

static void
sum_up (PlimTrackRaster *raster)
{
  gsize n = (gsize) raster->width * raster->height, i;

  if (raster->colouring == PLIM_TRACKS_BY_DENSITY || raster->colouring == PLIM_TRACKS_BY_HEAT)
    for (i = 0; i < n; i++)
      raster->most = MAX (raster->most, raster->values[i]);
  else if (raster->colouring == PLIM_TRACKS_BY_BASIS)
    for (i = 0; i < n; i++)
      raster->bases |= raster->values[i];
}

PlimTrackRaster *
plim_track_raster_new (const PlimTrackSet           *set,
                       const PlimTrackLevels        *levels,
                       const PlimTrackRasterOptions *options,
                       GCancellable                 *cancellable)
{
  g_autoptr(PlimTrackRaster) self = NULL;
  const PlimTrackLevel *level;
  Pass passes[MOST_THREADS];
  GThread *threads[MOST_THREADS] = { NULL };
  guint n_threads, n_chunks, i;
  gboolean cancelled = FALSE;

  g_return_val_if_fail (set != NULL && options != NULL, NULL);

  self = g_new0 (PlimTrackRaster, 1);
  self->cell = MAX (options->cell, 1);
  count_cells (options, &self->width, &self->height);
  self->colouring = options->colouring;
  level = choose_level (levels, options);
  n_chunks = level != NULL ? level->n_chunks : set->n_chunks;
  n_threads = options->n_threads > 0 ? options->n_threads : g_get_num_processors ();
  n_threads = CLAMP (n_threads, 1, MOST_THREADS);
  if (options->colouring == PLIM_TRACKS_NOT_SHOWN)
    n_chunks = 0;

  for (i = 0; i < n_threads; i++)
    {
      passes[i] = make_pass (set, level, options, cancellable);
      passes[i].first_chunk = (guint64) n_chunks * i / n_threads;
      passes[i].end_chunk = (guint64) n_chunks * (i + 1) / n_threads;
      start_pass (&passes[i], self);
      if (i > 0)
        threads[i] = g_thread_new ("tracks", draw_pass, &passes[i]);
    }
  draw_pass (&passes[0]);

  self->values = passes[0].values;
  self->picks = passes[0].picks;
  for (i = 0; i < n_threads; i++)
    {
      if (i > 0)
        {
          g_thread_join (threads[i]);
          merge (self, &passes[i]);
        }
      cancelled |= passes[i].cancelled;
    }
  if (cancelled)
    return NULL;
  sum_up (self);

  return g_steal_pointer (&self);
}

guint16 *
plim_track_raster_find_tracks (const PlimTrackSet           *set,
                               const PlimTrackLevels        *levels,
                               const PlimTrackRasterOptions *options,
                               const guint16                *bits)
{
  g_autofree guint16 *found = NULL;
  PlimTrackRasterOptions finding;
  Pass pass;

  g_return_val_if_fail (set != NULL && options != NULL && bits != NULL, NULL);

  found = g_new0 (guint16, MAX (set->n_tracks, 1));
  finding = *options;
  finding.colouring = FINDING_TRACKS;
  pass = make_pass (set, choose_level (levels, options), &finding, NULL);
  pass.bits = bits;
  pass.found = found;
  pass.finds_positions = options->colouring == PLIM_TRACKS_BY_HEAT;
  draw_pass (&pass);

  return g_steal_pointer (&found);
}

double
plim_track_raster_get_speed (guint32 value)
{
  return (value >> SPEED_SHIFT) * PLIM_TRACK_SPEED_STEP_KN / (value & SPEED_PASSES);
}

void
plim_track_raster_free (PlimTrackRaster *self)
{
  g_free (self->values);
  g_free (self->picks);
  g_free (self);
}

guint
plim_track_raster_pick (const PlimTrackRaster *self,
                        double                 x,
                        double                 y,
                        guint                  reach)
{
  int r = (reach + self->cell - 1) / self->cell, column, row, i, j, nearest = G_MAXINT;
  guint found = PLIM_TRACK_NO_POSITION;

  x /= self->cell;
  y /= self->cell;
  if (!(x >= -r && y >= -r && x < (double) self->width + r && y < (double) self->height + r))
    return found;

  column = floor (x);
  row = floor (y);

  for (j = MAX (row - r, 0); j <= MIN (row + r, (int) self->height - 1); j++)
    for (i = MAX (column - r, 0); i <= MIN (column + r, (int) self->width - 1); i++)
      {
        int square = (i - column) * (i - column) + (j - row) * (j - row);
        guint position = self->picks[(gsize) j * self->width + i];

        if (position != PLIM_TRACK_NO_POSITION && square < nearest)
          {
            nearest = square;
            found = position;
          }
      }

  return found;
}
