#include "config.h"

#include "app/map/plim-playback-picture.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "app/map/plim-clip.h"

#define WORLD         4294967296.0
#define DIRECTIONS    50                 /* of the set's 250 steps every fifth */
#define BOX           21                 /* a sprite's width in logical pixels */
#define FADES         16
#define N_BANDS       64                 /* of the picture, from top to bottom */
/* Of a tail, shorter steps on the screen are drawn together. */
#define TAIL_STEP_PX  3.0
/* Ten metres a second is no jump anywhere; on the map it is longer than at the equator, never shorter. */
#define SLOW_MS       10.0
#define EQUATOR_M     40075017.0
/* Tails of vessels that nobody chose: enough for a day of a position every five minutes. */
#define MOST_TAIL     400

enum { OBSERVED, INTERPOLATED, N_POINTED };

/* In each row, what is not empty. */
typedef struct
{
  guint16 first;
  guint16 end;
} Span;

typedef struct
{
  guint32 *pixels;
  Span    *rows;
} Sprite;

struct _PlimPlaybackSprites
{
  int     scale;
  guint   size;                          /* of each, in device pixels */
  Sprite  pointed[2][N_POINTED][DIRECTIONS];
  Sprite  round[2][N_POINTED];
  Sprite  last[2][FADES];
  guint32 tail[2];                       /* before it fades */
};

/* Drawing the sprites */

static void
set_colour (cairo_t    *cr,
            PlimColour  colour,
            double      alpha)
{
  cairo_set_source_rgba (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, alpha);
}

static PlimColour
get_colour (PlimTheme theme,
            gboolean  chosen)
{
  const PlimLook *look = plim_style_get_look (chosen ? PLIM_STYLE_SELECTED : PLIM_STYLE_TRACK, theme);

  return look->stroke.a > 0 ? look->stroke : look->fill;
}

static void
trace_arrow (cairo_t  *cr,
             double    turn,
             gboolean  chosen)
{
  double grown = chosen ? 1.25 : 1.0;

  cairo_rotate (cr, turn * 2.0 * G_PI);
  cairo_scale (cr, grown, grown);
  cairo_move_to (cr, 0.0, -7.0);
  cairo_line_to (cr, 4.4, 5.4);
  cairo_line_to (cr, 0.0, 3.0);
  cairo_line_to (cr, -4.4, 5.4);
  cairo_close_path (cr);
}

static void
paint_shape (cairo_t    *cr,
             PlimColour  ink,
             PlimColour  ground,
             gboolean    hollow)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* A rim of the ground's colour keeps it apart from tails and neighbours. */
  set_colour (cr, ground, 0.9);
  cairo_set_line_width (cr, hollow ? 3.6 : 2.6);
  cairo_stroke_preserve (cr);
  set_colour (cr, hollow ? ground : ink, 1.0);
  cairo_fill_preserve (cr);
  set_colour (cr, ink, 1.0);
  cairo_set_line_width (cr, hollow ? 1.5 : 0.6);
  cairo_stroke (cr);
}

static cairo_t *
begin_sprite (const PlimPlaybackSprites *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->size, self->size);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_translate (cr, self->size / 2.0, self->size / 2.0);
  cairo_scale (cr, self->scale, self->scale);

  return cr;
}

static Sprite
end_sprite (const PlimPlaybackSprites *self,
            cairo_t                   *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  Sprite sprite = { g_new (guint32, self->size * self->size), g_new0 (Span, self->size) };
  guint row, column;

  cairo_surface_flush (surface);
  for (row = 0; row < self->size; row++)
    {
      guint32 *pixels = sprite.pixels + row * self->size;

      memcpy (pixels, cairo_image_surface_get_data (surface) + (gsize) row * cairo_image_surface_get_stride (surface),
              self->size * sizeof *pixels);
      for (column = self->size; column-- > 0;)
        if (pixels[column] != 0)
          {
            sprite.rows[row].first = column;
            sprite.rows[row].end = MAX (sprite.rows[row].end, column + 1);
          }
    }
  cairo_destroy (cr);

  return sprite;
}

static Sprite
make_pointed (const PlimPlaybackSprites *self,
              PlimColour                 ink,
              PlimColour                 ground,
              gboolean                   chosen,
              gboolean                   hollow,
              guint                      direction)
{
  cairo_t *cr = begin_sprite (self);

  trace_arrow (cr, (double) direction / DIRECTIONS, chosen);
  paint_shape (cr, ink, ground, hollow);

  return end_sprite (self, cr);
}

static Sprite
make_round (const PlimPlaybackSprites *self,
            PlimColour                 ink,
            PlimColour                 ground,
            gboolean                   chosen,
            gboolean                   hollow)
{
  cairo_t *cr = begin_sprite (self);

  cairo_arc (cr, 0.0, 0.0, chosen ? 4.6 : 3.6, 0.0, 2.0 * G_PI);
  paint_shape (cr, ink, ground, hollow);

  return end_sprite (self, cr);
}

static Sprite
make_last (const PlimPlaybackSprites *self,
           PlimColour                 ink,
           PlimColour                 ground,
           gboolean                   chosen,
           double                     strength)
{
  static const double dash[] = { 2.2, 1.8 };
  cairo_t *cr = begin_sprite (self);

  cairo_arc (cr, 0.0, 0.0, chosen ? 5.0 : 3.6, 0.0, 2.0 * G_PI);
  set_colour (cr, ground, 0.7 * strength);
  cairo_set_line_width (cr, 3.4);
  cairo_stroke_preserve (cr);
  set_colour (cr, ink, strength);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0.0);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  set_colour (cr, ink, strength);
  cairo_arc (cr, 0.0, 0.0, 1.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);

  return end_sprite (self, cr);
}

static guint32
pack_colour (PlimColour colour)
{
  return 0xff000000u | (guint32) colour.r << 16 | (guint32) colour.g << 8 | colour.b;
}

PlimPlaybackSprites *
plim_playback_sprites_new (PlimTheme theme,
                           int       scale)
{
  PlimPlaybackSprites *self = g_new0 (PlimPlaybackSprites, 1);
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;
  guint chosen, kind, i;

  self->scale = scale;
  self->size = BOX * scale;
  for (chosen = 0; chosen < 2; chosen++)
    {
      PlimColour ink = get_colour (theme, chosen);

      self->tail[chosen] = pack_colour (ink);
      for (kind = 0; kind < N_POINTED; kind++)
        {
          for (i = 0; i < DIRECTIONS; i++)
            self->pointed[chosen][kind][i] = make_pointed (self, ink, ground, chosen, kind == INTERPOLATED, i);
          self->round[chosen][kind] = make_round (self, ink, ground, chosen, kind == INTERPOLATED);
        }
      for (i = 0; i < FADES; i++)
        self->last[chosen][i] = make_last (self, ink, ground, chosen, (i + 1.0) / FADES);
    }

  return self;
}

static void
clear_sprite (Sprite *sprite)
{
  g_free (sprite->pixels);
  g_free (sprite->rows);
}

void
plim_playback_sprites_free (PlimPlaybackSprites *self)
{
  guint chosen, kind, i;

  for (chosen = 0; chosen < 2; chosen++)
    {
      for (kind = 0; kind < N_POINTED; kind++)
        {
          for (i = 0; i < DIRECTIONS; i++)
            clear_sprite (&self->pointed[chosen][kind][i]);
          clear_sprite (&self->round[chosen][kind]);
        }
      for (i = 0; i < FADES; i++)
        clear_sprite (&self->last[chosen][i]);
    }
  g_free (self);
}

double
plim_playback_get_fade (guint32  age_s,
                        gboolean chosen)
{
  /* By the logarithm: an hour more matters at first and not after a week. */
  double long_ago = log (MAX (age_s, PLIM_PLAYBACK_NEAR_S) / (double) PLIM_PLAYBACK_NEAR_S)
                    / log (PLIM_PLAYBACK_FORGOTTEN_S / (double) PLIM_PLAYBACK_NEAR_S);
  double fade = 1.0 - long_ago;

  if (chosen)
    return MAX (fade, 0.4);

  return age_s >= PLIM_PLAYBACK_FORGOTTEN_S ? 0.0 : MAX (fade, 0.08);
}

/* Putting them into a picture */

typedef struct
{
  const PlimPlaybackLook *look;
  guint32                *pixels;
  guint                   width;
  guint                   height;
  gsize                   stride;        /* in pixels */
  guint32                 middle_x;      /* of the view, in the set's units */
  double                  scale;         /* pixels in one of these */
  double                  left;          /* where the middle is, in pixels */
  double                  top;
  int                     turns;         /* of the world, how many to either side may show */
  double                  slow_px;       /* how far a slow ship comes in a second, at least, in pixels */
} Canvas;

static inline double
place_x (const Canvas *canvas,
         guint32       x)
{
  return canvas->left + (gint32) (x - canvas->middle_x) * canvas->scale;
}

static inline double
place_y (const Canvas *canvas,
         guint32       y)
{
  return canvas->top + y * canvas->scale;
}

void
plim_playback_place (const PlimPlaybackState *state,
                     const PlimMapView       *view,
                     double                  *x,
                     double                  *y)
{
  double middle = view->x + view->width / view->scale / 2.0;

  *x = (plim_projection_nearest_x (state->x / WORLD, middle) - view->x) * view->scale;
  *y = (state->y / WORLD - view->y) * view->scale;
}

/* Two channels at a time. */
static inline guint32
fade_pixel (guint32 pixel,
            guint   share)       /* of 256 */
{
  return ((((pixel & 0x00ff00ffu) * share) >> 8) & 0x00ff00ffu) | ((((pixel >> 8) & 0x00ff00ffu) * share) & 0xff00ff00u);
}

static inline guint32
blend (guint32 under,
       guint32 over)
{
  return over + fade_pixel (under, 256 - (over >> 24) - (over >> 31));
}

static void
blit (const Canvas *canvas,
      const Sprite *sprite,
      int           size,
      double        x,
      double        y)
{
  int left = (int) lrint (x - size / 2.0), top = (int) lrint (y - size / 2.0);
  int first_row = MAX (0, -top), end_row = MIN (size, (int) canvas->height - top);
  int row, column;

  for (row = first_row; row < end_row; row++)
    {
      guint32 *to = canvas->pixels + (gsize) (top + row) * canvas->stride;
      const guint32 *from = sprite->pixels + row * size;
      int end = MIN (sprite->rows[row].end, (int) canvas->width - left);

      for (column = MAX (sprite->rows[row].first, -left); column < end; column++)
        to[left + column] = blend (to[left + column], from[column]);
    }
}

/* Where tails cross, the stronger one shows: they do not add up to something that was never there. */
static inline void
put_pixel (guint32 *pixel,
           guint32  colour)
{
  if (*pixel >> 24 < colour >> 24)
    *pixel = colour;
}

static gboolean
is_inside (const Canvas        *canvas,
           const PlimClipPoint *point)
{
  return point->x >= 0.0 && point->y >= 0.0 && point->x < canvas->width - 1.0 && point->y < canvas->height - 1.0;
}

/* Steps along the longer side, a pixel each: with a pixel's width nothing finer is to be seen. */
static void
draw_step (const Canvas *canvas,
           double        x1,
           double        y1,
           double        x2,
           double        y2,
           guint32       colour,
           int           thick)
{
  PlimClipBox box = { 0.0, 0.0, canvas->width - 1.0, canvas->height - 1.0 };
  PlimClipPoint from = { x1, y1, TRUE }, to = { x2, y2, TRUE };
  int n, i, across, x, y, step_x, step_y;
  gboolean flat;

  if (!(is_inside (canvas, &from) && is_inside (canvas, &to)) && !plim_clip_segment (&box, &from, &to))
    return;

  /* In 1/65536 of a pixel. */
  flat = fabs (to.x - from.x) >= fabs (to.y - from.y);
  n = (int) MAX (fabs (to.x - from.x), fabs (to.y - from.y)) + 1;
  x = (int) (from.x * 65536.0);
  y = (int) (from.y * 65536.0);
  step_x = (int) ((to.x - from.x) * 65536.0) / n;
  step_y = (int) ((to.y - from.y) * 65536.0) / n;
  for (i = 0; i < n; i++, x += step_x, y += step_y)
    {
      guint32 *pixel = canvas->pixels + (gsize) (y >> 16) * canvas->stride + (x >> 16);

      put_pixel (pixel, colour);
      for (across = 1; across < thick; across++)
        if (flat && (y >> 16) + across < (int) canvas->height)
          put_pixel (pixel + across * canvas->stride, colour);
        else if (!flat && (x >> 16) + across < (int) canvas->width)
          put_pixel (pixel + across, colour);
    }
}

typedef struct
{
  double x;
  double y;
  double time_s;
} Vertex;

static void
draw_tail_step (const Canvas              *canvas,
                const PlimPlaybackSprites *sprites,
                const Vertex              *to,
                Vertex                     from,
                double                     now_s,
                gboolean                   chosen)
{
  double tail_s = canvas->look->tail_s, share = 1.0 - (now_s - from.time_s) / tail_s, world = canvas->scale * WORLD;
  int turn;

  if (share < 0.0 && to->time_s > from.time_s)
    {
      double part = (to->time_s - (now_s - tail_s)) / (to->time_s - from.time_s);

      from.x = to->x + (from.x - to->x) * part;
      from.y = to->y + (from.y - to->y) * part;
      share = 0.0;
    }
  /* A wide view shows a tail that leaves the world at one edge again at the other. */
  for (turn = canvas->turns; turn >= -canvas->turns; turn--)
    draw_step (canvas, from.x + turn * world, from.y, to->x + turn * world, to->y,
               fade_pixel (sprites->tail[chosen], (guint) (CLAMP (share, 0.0, 1.0) * (chosen ? 200.0 : 150.0) + 40.0)),
               chosen ? 2 * sprites->scale : sprites->scale);
}

static void
draw_tail (const Canvas              *canvas,
           const PlimPlayback        *playback,
           const PlimPlaybackSprites *sprites,
           guint                      track,
           gboolean                   chosen)
{
  const PlimTrackSet *set = plim_playback_get_set (playback);
  const PlimPlaybackState *state = &plim_playback_get_states (playback)[track];
  guint32 silence_s = plim_playback_get_silence (playback), first = set->tracks[track].first, position = state->position;
  double now_s = plim_playback_get_time (playback), begin_s = now_s - canvas->look->tail_s;
  double least = TAIL_STEP_PX * sprites->scale;
  Vertex drawn = { place_x (canvas, state->x), place_y (canvas, state->y), now_s }, vertex = drawn;
  guint32 x_before = state->x;
  guint most = chosen ? G_MAXUINT : MOST_TAIL, i;

  if (state->where == PLIM_PLAYBACK_LAST_KNOWN && state->age_s >= canvas->look->tail_s)
    return;

  /* Backward from position to position, as long as one was joined to the next. */
  for (i = 0; i < most; i++, position--)
    {
      /* The shorter way round from the position before, not nearest to the middle: a tail may leave the world's edge. */
      Vertex next = { vertex.x + (gint32) (set->x[position] - x_before) * canvas->scale, place_y (canvas, set->y[position]),
                      set->time_s[position] };
      double dx = next.x - drawn.x, dy = next.y - drawn.y;

      if (dx * dx + dy * dy >= least * least)
        {
          /* No jump is shorter than what is drawn together, nor as slow as ships are. */
          double seconds = vertex.time_s - next.time_s, slow = canvas->slow_px * seconds + least;

          if (i > 0 && dx * dx + dy * dy > slow * slow && plim_track_set_is_jump (set, position + 1))
            break;
          draw_tail_step (canvas, sprites, &drawn, next, now_s, chosen);
          drawn = next;
        }
      vertex = next;
      x_before = set->x[position];
      if (position == first || next.time_s <= begin_s || set->time_s[position] - set->time_s[position - 1] > silence_s)
        break;
    }
  if (vertex.time_s < drawn.time_s && vertex.time_s >= begin_s)
    draw_tail_step (canvas, sprites, &drawn, vertex, now_s, chosen);
}

/* Every tail lies elsewhere in memory, and waiting for it would take longer than drawing it. */
static inline void
fetch_tail (const PlimTrackSet      *set,
            const PlimPlaybackState *state)
{
  guint32 back;

  for (back = 0; back < 3 * 16 && back <= state->position; back += 16)
    {
      __builtin_prefetch (&set->x[state->position - back]);
      __builtin_prefetch (&set->y[state->position - back]);
      __builtin_prefetch (&set->time_s[state->position - back]);
    }
}

static gboolean
draw_symbol (const Canvas              *canvas,
             const PlimPlaybackSprites *sprites,
             const PlimPlaybackState   *state,
             gboolean                   chosen)
{
  double x = place_x (canvas, state->x), y = place_y (canvas, state->y), reach = sprites->size;
  const Sprite *sprite;
  guint kind = state->where == PLIM_PLAYBACK_INTERPOLATED ? INTERPOLATED : OBSERVED;

  if (x < -reach || y < -reach || x > canvas->width + reach || y > canvas->height + reach)
    return FALSE;

  if (state->where == PLIM_PLAYBACK_LAST_KNOWN)
    {
      double fade = plim_playback_get_fade (state->age_s, chosen);

      if (fade <= 0.0)
        return FALSE;
      sprite = &sprites->last[chosen][(guint) CLAMP (fade * FADES, 0.0, FADES - 1.0)];
    }
  else if (state->course == PLIM_TRACK_COURSE_UNKNOWN)
    sprite = &sprites->round[chosen][kind];
  else
    sprite = &sprites->pointed[chosen][kind][(state->course * DIRECTIONS + PLIM_TRACK_COURSES / 2) / PLIM_TRACK_COURSES % DIRECTIONS];
  blit (canvas, sprite, sprites->size, x, y);

  return TRUE;
}

static gboolean
is_wanted (const PlimPlayback     *playback,
           const PlimPlaybackLook *look,
           guint                   track,
           gboolean                chosen)
{
  return plim_playback_get_states (playback)[track].where != PLIM_PLAYBACK_NOWHERE
         && (look->shown == NULL || look->shown[track] != 0)
         && (look->chosen != NULL && look->chosen[track] != 0) == chosen;
}

/* Whether any of a tail may show: the ship itself may have left the picture a while ago. */
static gboolean
is_near (const Canvas            *canvas,
         const PlimPlaybackState *state)
{
  double x = place_x (canvas, state->x), y = place_y (canvas, state->y);

  return x > -(double) canvas->width && y > -(double) canvas->height
         && x < 2.0 * canvas->width && y < 2.0 * canvas->height;
}

/* The tracks that are to be drawn from top to bottom: what is near in the picture is then near in memory, too. */
static guint32 *
sort_by_row (const PlimPlayback *playback,
             const Canvas       *canvas,
             gboolean            chosen,
             guint              *n)
{
  const PlimPlaybackState *states = plim_playback_get_states (playback);
  guint n_tracks = plim_playback_get_set (playback)->n_tracks, first[N_BANDS + 1] = { 0 }, band, i;
  g_autofree guint8 *bands = g_malloc (n_tracks);
  guint32 *order;

  for (i = 0; i < n_tracks; i++)
    {
      bands[i] = N_BANDS;
      if (!is_wanted (playback, canvas->look, i, chosen))
        continue;
      bands[i] = (guint8) CLAMP (place_y (canvas, states[i].y) * N_BANDS / canvas->height, 0.0, N_BANDS - 1.0);
      first[bands[i] + 1]++;
    }
  for (band = 0; band < N_BANDS; band++)
    first[band + 1] += first[band];
  *n = first[N_BANDS];

  order = g_new (guint32, *n);
  for (i = 0; i < n_tracks; i++)
    if (bands[i] < N_BANDS)
      order[first[bands[i]]++] = i;

  return order;
}

guint
plim_playback_paint (const PlimPlayback        *playback,
                     const PlimPlaybackSprites *sprites,
                     const PlimPlaybackLook    *look,
                     guint32                   *pixels,
                     guint                      width,
                     guint                      height,
                     gsize                      stride)
{
  const PlimPlaybackState *states = plim_playback_get_states (playback);
  guint n = 0, i;
  double middle = look->view.x + look->view.width / look->view.scale / 2.0;
  Canvas canvas = {
    .look = look, .pixels = pixels, .width = width, .height = height, .stride = stride / sizeof *pixels,
    .middle_x = (guint32) (gint64) floor ((middle - floor (middle)) * WORLD),
    .scale = look->view.scale / WORLD, .left = look->view.width / 2.0, .top = -look->view.y * look->view.scale,
    .turns = look->view.width > look->view.scale / 2.0, .slow_px = SLOW_MS / EQUATOR_M * look->view.scale,
  };
  int chosen;

  for (i = 0; i < height; i++)
    memset (pixels + i * canvas.stride, 0, width * sizeof *pixels);

  /* A tail never covers a symbol (see put_pixel()), so each vessel is finished while its surroundings are at hand. */
  for (chosen = 0; chosen <= (look->chosen != NULL); chosen++)
    {
      guint n_wanted;
      g_autofree guint32 *order = sort_by_row (playback, &canvas, chosen, &n_wanted);

      for (i = 0; i < n_wanted; i++)
        {
          const PlimPlaybackState *state = &states[order[i]];

          if (look->tail_s > 0 && i + 2 < n_wanted)
            fetch_tail (plim_playback_get_set (playback), &states[order[i + 2]]);
          if (look->tail_s > 0 && is_near (&canvas, state))
            draw_tail (&canvas, playback, sprites, order[i], chosen);
          n += draw_symbol (&canvas, sprites, state, chosen);
        }
    }

  return n;
}
