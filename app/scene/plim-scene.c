#include "config.h"

#include "app/scene/plim-scene.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "app/model/plim-text.h"
#include "app/scene/plim-layout.h"

/* A line of text in a picture; whoever has more to say wraps it first. */
#define TEXT_MAX_BYTES 4096

/* What is thinner than this is meant where the pointer is near it, even over something larger. */
#define THIN_MM 2.0
#define THIN_SLACK_MM 1.0

struct _PlimScene
{
  gatomicrefcount ref_count;
  double          width_mm;
  double          height_mm;
  char           *title;
  char           *summary;
  gboolean        exercise;
  GArray         *shapes;        /* PlimShape */
  GHashTable     *claims_by_id;  /* id, owned by its claim → PlimClaim, owned */
  GPtrArray      *claims;        /* the same, in the order of their ids once asked for */
  gboolean        sorted;
  GMutex          sorting;
};

static void
clear_shape (gpointer data)
{
  PlimShape *shape = data;

  g_clear_pointer (&shape->points, g_array_unref);
  g_free (shape->text);
  g_free (shape->label);
  /* The ids belong to the scene's claims. */
  g_free (shape->claims);
}

PlimScene *
plim_scene_new (double width_mm,
                double height_mm)
{
  PlimScene *self = g_new0 (PlimScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->width_mm = width_mm;
  self->height_mm = height_mm;
  self->title = g_strdup ("");
  self->summary = g_strdup ("");
  self->shapes = g_array_new (FALSE, FALSE, sizeof (PlimShape));
  g_array_set_clear_func (self->shapes, clear_shape);
  self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
  self->claims_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->sorted = TRUE;
  g_mutex_init (&self->sorting);

  return self;
}

PlimScene *
plim_scene_ref (PlimScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_scene_unref (PlimScene *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->shapes);
  g_hash_table_unref (self->claims_by_id);
  g_ptr_array_unref (self->claims);
  g_mutex_clear (&self->sorting);
  g_free (self->title);
  g_free (self->summary);
  g_free (self);
}

double
plim_scene_get_width (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width_mm;
}

double
plim_scene_get_height (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height_mm;
}

void
plim_scene_set_title (PlimScene  *self,
                      const char *title)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  self->title = plim_text_clean_line (title);
}

const char *
plim_scene_get_title (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

void
plim_scene_set_summary (PlimScene  *self,
                        const char *summary)
{
  g_return_if_fail (self != NULL);

  g_free (self->summary);
  self->summary = plim_text_clean_line (summary);
}

const char *
plim_scene_get_summary (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->summary;
}

void
plim_scene_set_exercise (PlimScene *self,
                         gboolean   exercise)
{
  g_return_if_fail (self != NULL);

  self->exercise = exercise;
}

gboolean
plim_scene_get_exercise (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->exercise;
}

static PlimShape *
add_shape (PlimScene     *self,
           PlimShapeKind  kind,
           PlimStyle      style,
           double         x,
           double         y,
           double         w,
           double         h)
{
  PlimShape shape = { .kind = kind, .style = style, .x = x, .y = y, .w = w, .h = h };

  g_array_append_val (self->shapes, shape);

  return &g_array_index (self->shapes, PlimShape, self->shapes->len - 1);
}

PlimShape *
plim_scene_add_rect (PlimScene *self,
                     PlimStyle  style,
                     double     x,
                     double     y,
                     double     w,
                     double     h)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (w < 0)
    {
      x += w;
      w = -w;
    }
  if (h < 0)
    {
      y += h;
      h = -h;
    }

  return add_shape (self, PLIM_SHAPE_RECT, style, x, y, w, h);
}

PlimShape *
plim_scene_add_circle (PlimScene *self,
                       PlimStyle  style,
                       double     x,
                       double     y,
                       double     radius)
{
  g_return_val_if_fail (self != NULL, NULL);

  return add_shape (self, PLIM_SHAPE_CIRCLE, style, x, y, fabs (radius), 0);
}

PlimShape *
plim_scene_add_line (PlimScene *self,
                     PlimStyle  style,
                     double     x1,
                     double     y1,
                     double     x2,
                     double     y2)
{
  PlimShape *shape;

  g_return_val_if_fail (self != NULL, NULL);

  shape = plim_scene_add_path (self, style);
  plim_shape_move_to (shape, x1, y1);
  plim_shape_line_to (shape, x2, y2);

  return shape;
}

PlimShape *
plim_scene_add_path (PlimScene *self,
                     PlimStyle  style)
{
  PlimShape *shape;

  g_return_val_if_fail (self != NULL, NULL);

  shape = add_shape (self, PLIM_SHAPE_PATH, style, 0, 0, 0, 0);
  shape->points = g_array_new (FALSE, FALSE, sizeof (PlimPathPoint));

  return shape;
}

static void
add_point (PlimShape    *shape,
           PlimPathVerb  verb,
           double        x,
           double        y)
{
  PlimPathPoint point = { verb, x, y };

  g_return_if_fail (shape != NULL && shape->kind == PLIM_SHAPE_PATH);

  g_array_append_val (shape->points, point);
}

void
plim_shape_move_to (PlimShape *shape,
                    double     x,
                    double     y)
{
  add_point (shape, PLIM_PATH_MOVE, x, y);
}

void
plim_shape_line_to (PlimShape *shape,
                    double     x,
                    double     y)
{
  add_point (shape, PLIM_PATH_LINE, x, y);
}

void
plim_shape_curve_to (PlimShape *shape,
                     double     x1,
                     double     y1,
                     double     x2,
                     double     y2,
                     double     x3,
                     double     y3)
{
  add_point (shape, PLIM_PATH_CURVE, x1, y1);
  add_point (shape, PLIM_PATH_CURVE, x2, y2);
  add_point (shape, PLIM_PATH_CURVE, x3, y3);
}

void
plim_shape_close (PlimShape *shape)
{
  add_point (shape, PLIM_PATH_CLOSE, 0, 0);
}

PlimShape *
plim_scene_add_text (PlimScene  *self,
                     PlimStyle   style,
                     double      x,
                     double      y,
                     double      size_mm,
                     PlimAlign   align,
                     const char *text)
{
  PlimShape *shape;

  g_return_val_if_fail (self != NULL, NULL);

  shape = add_shape (self, PLIM_SHAPE_TEXT, style, x, y, 0, 0);
  shape->size_mm = size_mm;
  shape->align = align;
  shape->text = plim_text_clean_line (text);
  if (strlen (shape->text) > TEXT_MAX_BYTES)
    {
      const char *end = g_utf8_find_prev_char (shape->text, shape->text + TEXT_MAX_BYTES);
      char *cut = g_strdup_printf ("%.*s…", (int) (end - shape->text), shape->text);

      g_free (shape->text);
      shape->text = cut;
    }

  return shape;
}

/* Two readings of one claim are one claim here; the first stays. */
static const char *
remember_claim (PlimScene *self,
                PlimClaim *claim)
{
  PlimClaim *known = g_hash_table_lookup (self->claims_by_id, claim->id);

  if (known != NULL)
    return known->id;

  plim_claim_ref (claim);
  g_ptr_array_add (self->claims, claim);
  g_hash_table_insert (self->claims_by_id, claim->id, claim);
  self->sorted = self->claims->len == 1;

  return claim->id;
}

static void
set_mark (PlimScene   *self,
          PlimShape   *shape,
          char        *label,
          PlimClaim  **claims,
          guint        n_claims)
{
  guint n = 0;

  g_free (shape->claims);
  shape->claims = g_new (char *, n_claims + 1);
  for (guint i = 0; i < n_claims; i++)
    {
      const char *id = remember_claim (self, claims[i]);
      gboolean twice = FALSE;

      for (guint j = 0; j < n && !twice; j++)
        twice = shape->claims[j] == id;
      if (!twice)
        shape->claims[n++] = (char *) id;
    }
  shape->claims[n] = NULL;

  g_free (shape->label);
  shape->label = plim_text_clean_line (label);
  g_free (label);
}

void
plim_scene_mark (PlimScene *self,
                 PlimShape *shape,
                 char      *label,
                 ...)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  PlimClaim *claim;
  va_list rest;

  va_start (rest, label);
  while ((claim = va_arg (rest, PlimClaim *)) != NULL)
    g_ptr_array_add (claims, claim);
  va_end (rest);

  plim_scene_mark_many (self, shape, label, claims);
}

void
plim_scene_mark_many (PlimScene *self,
                      PlimShape *shape,
                      char      *label,
                      GPtrArray *claims)
{
  g_return_if_fail (self != NULL && shape != NULL);
  g_return_if_fail (label != NULL);
  /* A mark without a claim is what this program exists to prevent. */
  g_return_if_fail (claims != NULL && claims->len > 0);

  set_mark (self, shape, label, (PlimClaim **) claims->pdata, claims->len);
}

guint
plim_scene_get_n_shapes (const PlimScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->shapes->len;
}

const PlimShape *
plim_scene_get_shape (const PlimScene *self,
                      guint            index)
{
  g_return_val_if_fail (self != NULL && index < self->shapes->len, NULL);

  return &g_array_index (self->shapes, PlimShape, index);
}

gboolean
plim_shape_is_mark (const PlimShape *shape)
{
  g_return_val_if_fail (shape != NULL, FALSE);

  return shape->claims != NULL;
}

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  const PlimClaim *first = *(PlimClaim *const *) a;
  const PlimClaim *second = *(PlimClaim *const *) b;

  return strcmp (first->id, second->id);
}

GPtrArray *
plim_scene_get_claims (const PlimScene *self)
{
  PlimScene *writable = (PlimScene *) self;

  g_return_val_if_fail (self != NULL, NULL);

  /* A finished scene may be read by the window and by an export at once. */
  g_mutex_lock (&writable->sorting);
  if (!writable->sorted)
    {
      g_ptr_array_sort (writable->claims, compare_claims);
      writable->sorted = TRUE;
    }
  g_mutex_unlock (&writable->sorting);

  return writable->claims;
}

guint32
plim_scene_get_as_of (const PlimScene *self)
{
  guint32 latest = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (self->claims, i);

      if (plim_period_is_known (&claim->known) && claim->known.last < PLIM_DAY_LAST)
        latest = MAX (latest, claim->known.last);
    }

  return latest;
}

static double
distance_to_segment (double x,
                     double y,
                     double x1,
                     double y1,
                     double x2,
                     double y2)
{
  double dx = x2 - x1;
  double dy = y2 - y1;
  double length = dx * dx + dy * dy;
  double share = length > 0 ? CLAMP (((x - x1) * dx + (y - y1) * dy) / length, 0, 1) : 0;

  return hypot (x - x1 - share * dx, y - y1 - share * dy);
}

typedef struct
{
  double   x, y;         /* the point asked about */
  double   distance;
  gboolean inside;       /* crossed an odd number of times by a ray to the right */
} PathProbe;

static void
probe_segment (PathProbe *probe,
               double     x1,
               double     y1,
               double     x2,
               double     y2)
{
  probe->distance = MIN (probe->distance, distance_to_segment (probe->x, probe->y, x1, y1, x2, y2));
  if ((y1 > probe->y) != (y2 > probe->y)
      && probe->x < x1 + (probe->y - y1) / (y2 - y1) * (x2 - x1))
    probe->inside = !probe->inside;
}

static void
probe_curve (PathProbe           *probe,
             double               x,
             double               y,
             const PlimPathPoint *points)
{
  const guint pieces = 12;
  double from_x = x;
  double from_y = y;

  for (guint i = 1; i <= pieces; i++)
    {
      double t = (double) i / pieces;
      double s = 1 - t;
      double to_x = s * s * s * x + 3 * s * s * t * points[0].x + 3 * s * t * t * points[1].x + t * t * t * points[2].x;
      double to_y = s * s * s * y + 3 * s * s * t * points[0].y + 3 * s * t * t * points[1].y + t * t * t * points[2].y;

      probe_segment (probe, from_x, from_y, to_x, to_y);
      from_x = to_x;
      from_y = to_y;
    }
}

static double
distance_to_path (const PlimShape *shape,
                  gboolean         filled,
                  double           x,
                  double           y)
{
  PathProbe probe = { x, y, G_MAXDOUBLE, FALSE };
  double start_x = 0, start_y = 0;
  double at_x = 0, at_y = 0;

  for (guint i = 0; i < shape->points->len; i++)
    {
      const PlimPathPoint *point = &g_array_index (shape->points, PlimPathPoint, i);

      switch (point->verb)
        {
        case PLIM_PATH_MOVE:
          start_x = point->x;
          start_y = point->y;
          break;

        case PLIM_PATH_LINE:
          probe_segment (&probe, at_x, at_y, point->x, point->y);
          break;

        case PLIM_PATH_CURVE:
          if (i + 2 >= shape->points->len)
            return probe.distance;
          probe_curve (&probe, at_x, at_y, point);
          point += 2;
          i += 2;
          break;

        case PLIM_PATH_CLOSE:
          probe_segment (&probe, at_x, at_y, start_x, start_y);
          break;
        }

      at_x = point->verb == PLIM_PATH_CLOSE ? start_x : point->x;
      at_y = point->verb == PLIM_PATH_CLOSE ? start_y : point->y;
    }

  return filled && probe.inside ? 0 : probe.distance;
}

/* How far a point is from what is drawn of a shape; 0 on it. *@thin where it is narrow enough to be missed. */
static double
distance_to_shape (const PlimShape *shape,
                   double           x,
                   double           y,
                   double           slack_mm,
                   gboolean        *thin)
{
  const PlimLook *look = plim_style_get_look (shape->style, PLIM_THEME_PAPER);
  double reach = look->width_mm / 2;
  double bx, by, bw, bh;
  double dx, dy;
  double distance;

  plim_shape_get_bounds (shape, &bx, &by, &bw, &bh);
  dx = MAX (MAX (bx - x, x - bx - bw), 0);
  dy = MAX (MAX (by - y, y - by - bh), 0);
  distance = hypot (dx, dy);
  *thin = MIN (bw, bh) < THIN_MM;

  if (distance - reach > slack_mm)
    return distance - reach;
  if (shape->kind == PLIM_SHAPE_CIRCLE)
    distance = hypot (x - shape->x, y - shape->y) - shape->w;
  else if (shape->kind == PLIM_SHAPE_PATH)
    {
      /* A path without a fill is only its line. */
      gboolean filled = look->fill.a != 0;

      distance = distance_to_path (shape, filled, x, y);
      *thin = *thin || !filled;
    }

  return MAX (distance - reach, 0);
}

int
plim_scene_pick (const PlimScene *self,
                 double           x,
                 double           y,
                 double           slack_mm)
{
  int near = -1;
  int near_thin = -1;
  double near_mm = G_MAXDOUBLE;
  double near_thin_mm = MIN (slack_mm, THIN_SLACK_MM);

  g_return_val_if_fail (self != NULL, -1);

  for (int i = (int) self->shapes->len - 1; i >= 0; i--)
    {
      const PlimShape *shape = &g_array_index (self->shapes, PlimShape, i);
      gboolean thin;
      double distance;

      if (shape->claims == NULL)
        continue;
      distance = distance_to_shape (shape, x, y, slack_mm, &thin);
      if (distance > slack_mm)
        continue;
      if (thin && distance <= near_thin_mm && (near_thin < 0 || distance < near_thin_mm))
        {
          near_thin_mm = distance;
          near_thin = i;
        }
      /* A line across a bar is picked near the line, the bar elsewhere. */
      if (distance == 0)
        return near_thin >= 0 ? near_thin : i;
      if (distance < near_mm)
        {
          near_mm = distance;
          near = i;
        }
    }

  return near;
}

int
plim_scene_step (const PlimScene *self,
                 int              index,
                 int              direction)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint current = 0;
  gboolean reached = FALSE;
  int before = -1;

  g_return_val_if_fail (self != NULL, -1);

  if (index >= 0 && index < (int) self->shapes->len)
    current = g_array_index (self->shapes, PlimShape, index).group;

  /* Only the first mark of each group counts: its place in the list is the group's. */
  for (int i = 0; i < (int) self->shapes->len; i++)
    {
      const PlimShape *shape = &g_array_index (self->shapes, PlimShape, i);
      gboolean is_current;

      if (shape->claims == NULL)
        continue;
      if (shape->group > 0 && !g_hash_table_add (seen, GUINT_TO_POINTER (shape->group)))
        continue;

      is_current = current > 0 ? shape->group == current : i == index;
      if (direction >= 0 && !is_current && (reached || (current == 0 && i > index)))
        return i;
      if (direction < 0 && (is_current || (current == 0 && i >= index)))
        return before;
      reached = reached || is_current;
      before = i;
    }

  /* Backwards from beyond the end is the last one; from before the first there is nothing. */
  return direction < 0 && index >= 0 ? before : -1;
}

static void
get_text_bounds (const PlimShape *shape,
                 double          *x,
                 double          *y,
                 double          *w,
                 double          *h)
{
  double width = plim_layout_text_width (shape->text, shape->size_mm, shape->bold);
  double left = shape->align == PLIM_ALIGN_START ? 0 : shape->align == PLIM_ALIGN_MIDDLE ? -width / 2 : -width;
  double top = -0.97 * shape->size_mm;      /* Inter's ascent and descent */
  double bottom = 0.25 * shape->size_mm;
  double turn = shape->angle * G_PI / 180;
  double low_x = G_MAXDOUBLE, low_y = G_MAXDOUBLE;
  double high_x = -G_MAXDOUBLE, high_y = -G_MAXDOUBLE;

  for (guint corner = 0; corner < 4; corner++)
    {
      double cx = corner & 1 ? left + width : left;
      double cy = corner & 2 ? bottom : top;
      double px = shape->x + cx * cos (turn) - cy * sin (turn);
      double py = shape->y + cx * sin (turn) + cy * cos (turn);

      low_x = MIN (low_x, px);
      low_y = MIN (low_y, py);
      high_x = MAX (high_x, px);
      high_y = MAX (high_y, py);
    }

  *x = low_x;
  *y = low_y;
  *w = high_x - low_x;
  *h = high_y - low_y;
}

void
plim_shape_get_bounds (const PlimShape *shape,
                       double          *x,
                       double          *y,
                       double          *w,
                       double          *h)
{
  double low_x = G_MAXDOUBLE, low_y = G_MAXDOUBLE;
  double high_x = -G_MAXDOUBLE, high_y = -G_MAXDOUBLE;

  g_return_if_fail (shape != NULL && x != NULL && y != NULL && w != NULL && h != NULL);

  *x = shape->x;
  *y = shape->y;
  *w = shape->w;
  *h = shape->h;

  switch (shape->kind)
    {
    case PLIM_SHAPE_RECT:
      return;

    case PLIM_SHAPE_CIRCLE:
      *x = shape->x - shape->w;
      *y = shape->y - shape->w;
      *w = *h = 2 * shape->w;
      return;

    case PLIM_SHAPE_TEXT:
      get_text_bounds (shape, x, y, w, h);
      return;

    case PLIM_SHAPE_PATH:
      break;
    }

  /* A curve lies within the hull of its points. */
  for (guint i = 0; i < shape->points->len; i++)
    {
      const PlimPathPoint *point = &g_array_index (shape->points, PlimPathPoint, i);

      if (point->verb == PLIM_PATH_CLOSE)
        continue;
      low_x = MIN (low_x, point->x);
      low_y = MIN (low_y, point->y);
      high_x = MAX (high_x, point->x);
      high_y = MAX (high_y, point->y);
    }
  if (low_x <= high_x)
    {
      *x = low_x;
      *y = low_y;
      *w = high_x - low_x;
      *h = high_y - low_y;
    }
}
