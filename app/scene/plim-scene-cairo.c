#include "config.h"

#include "app/scene/plim-scene-cairo.h"

#include <math.h>

#include <pango/pangocairo.h>

#include "app/scene/plim-hatch.h"
#include "app/scene/plim-layout.h"
#include "app/scene/plim-path-thin.h"

/* In a file that may be looked at from near, lines closer than this are one. */
#define VECTOR_COLUMN_MM 0.05

/* So many circles of one size and look in a row are dots of a cloud: painted some at a time, outlines beneath. */
#define CLOUD_MIN 2000
#define CLOUD_CHUNK 1000

typedef struct
{
  cairo_t  *cr;
  PlimTheme theme;
  gboolean  pixels;                 /* not a PDF */
  double    column_mm;              /* the narrowest that can be told apart, for long paths */
  double    left, top, right, bottom;
  GArray   *points;                 /* PlimPathPoint: a path thinned */
} Painter;

static void
set_colour (cairo_t    *cr,
            PlimColour  colour)
{
  cairo_set_source_rgba (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

/* A series changes the hue of a line, or of a filled shape with its outline. */
static PlimLook
get_shape_look (const PlimShape *shape,
                PlimTheme        theme)
{
  PlimLook look = *plim_style_get_look (shape->style, theme);

  plim_look_set_series (&look, shape->series, theme);

  return look;
}

static void
trace_path (Painter         *painter,
            const PlimShape *shape)
{
  cairo_t *cr = painter->cr;
  const PlimPathPoint *points;
  guint n_points = plim_path_thin (shape->points, painter->column_mm, painter->points, &points);

  for (guint i = 0; i < n_points; i++)
    switch (points[i].verb)
      {
      case PLIM_PATH_MOVE:
        cairo_move_to (cr, points[i].x, points[i].y);
        break;

      case PLIM_PATH_LINE:
        cairo_line_to (cr, points[i].x, points[i].y);
        break;

      case PLIM_PATH_CURVE:
        if (i + 2 < n_points)
          cairo_curve_to (cr, points[i].x, points[i].y, points[i + 1].x, points[i + 1].y,
                          points[i + 2].x, points[i + 2].y);
        i += 2;
        break;

      case PLIM_PATH_CLOSE:
        cairo_close_path (cr);
        break;
      }
}

static void
trace_shape (Painter         *painter,
             const PlimShape *shape)
{
  switch (shape->kind)
    {
    case PLIM_SHAPE_RECT:
      cairo_rectangle (painter->cr, shape->x, shape->y, shape->w, shape->h);
      break;

    case PLIM_SHAPE_CIRCLE:
      cairo_new_sub_path (painter->cr);
      cairo_arc (painter->cr, shape->x, shape->y, shape->w, 0, 2 * G_PI);
      cairo_close_path (painter->cr);
      break;

    case PLIM_SHAPE_PATH:
      trace_path (painter, shape);
      break;

    case PLIM_SHAPE_TEXT:
      break;
    }
}

static void
set_stroke (cairo_t        *cr,
            const PlimLook *look)
{
  set_colour (cr, look->stroke);
  cairo_set_line_width (cr, look->width_mm);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (look->dash_mm[0] > 0)
    {
      cairo_set_dash (cr, look->dash_mm, 2, 0);
      /* Dots are round. */
      cairo_set_line_cap (cr, look->dash_mm[0] < look->width_mm * 1.2 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    }
  else
    {
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
    }
}

/* Real lines and dots, cut by the shape: a hatching stays sharp at every size in print. */
static void
fill_pattern (Painter         *painter,
              const PlimShape *shape,
              const PlimLook  *look)
{
  cairo_t *cr = painter->cr;
  double x, y, w, h;

  plim_shape_get_bounds (shape, &x, &y, &w, &h);
  /* What is far outside the picture needs no lines. */
  w = MIN (x + w, painter->right) - MAX (x, painter->left);
  h = MIN (y + h, painter->bottom) - MAX (y, painter->top);
  x = MAX (x, painter->left);
  y = MAX (y, painter->top);
  if (w <= 0 || h <= 0)
    {
      cairo_new_path (cr);
      return;
    }

  cairo_save (cr);
  if (look->pattern_ground.a != 0)
    {
      set_colour (cr, look->pattern_ground);
      cairo_fill_preserve (cr);
    }
  cairo_clip (cr);
  set_colour (cr, look->fill);
  plim_hatch_trace (cr, look->pattern, x, y, w, h);
  cairo_restore (cr);
}

static void
paint_shape (Painter         *painter,
             const PlimShape *shape,
             const PlimLook  *look)
{
  cairo_t *cr = painter->cr;

  if (look->fill.a == 0 && look->stroke.a == 0)
    return;

  trace_shape (painter, shape);
  if (look->fill.a != 0)
    {
      if (look->pattern != PLIM_PATTERN_SOLID)
        {
          fill_pattern (painter, shape, look);
          if (look->stroke.a == 0)
            return;
          trace_shape (painter, shape);
        }
      else
        {
          set_colour (cr, look->fill);
          if (look->stroke.a == 0)
            {
              cairo_fill (cr);
              return;
            }
          cairo_fill_preserve (cr);
        }
    }
  if (look->stroke.a != 0)
    {
      set_stroke (cr, look);
      cairo_stroke (cr);
    }
  else
    cairo_new_path (cr);
}

static void
paint_text (Painter         *painter,
            const PlimShape *shape,
            const PlimLook  *look)
{
  cairo_t *cr = painter->cr;
  PangoLayout *layout;
  double scale = shape->size_mm / PLIM_LAYOUT_EM;
  int width;

  if (*shape->text == '\0' || shape->size_mm <= 0)
    return;

  layout = plim_layout_set_line (shape->text, shape->bold);
  pango_layout_get_size (layout, &width, NULL);

  /* A state of its own: the layout's font was made for no particular scale, and must not be remembered for one. */
  cairo_save (cr);
  cairo_translate (cr, shape->x, shape->y);
  if (shape->angle != 0)
    cairo_rotate (cr, shape->angle * G_PI / 180);
  cairo_scale (cr, scale, scale);
  if (shape->align != PLIM_ALIGN_START)
    cairo_translate (cr, -(double) width / PANGO_SCALE / (shape->align == PLIM_ALIGN_MIDDLE ? 2 : 1), 0);
  cairo_translate (cr, 0, -(double) pango_layout_get_baseline (layout) / PANGO_SCALE);

  cairo_move_to (cr, 0, 0);
  if (look->halo.a != 0 || painter->pixels)
    pango_cairo_layout_path (cr, layout);
  if (look->halo.a != 0)
    {
      set_colour (cr, look->halo);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, plim_look_get_halo_mm (shape->size_mm) / scale);
      cairo_stroke_preserve (cr);
    }
  set_colour (cr, look->fill);
  if (painter->pixels)
    /* cairo 1.16 moves letters to whole pixels, which spoils the spacing of small type; outlines stay where they belong. */
    cairo_fill (cr);
  else
    {
      cairo_new_path (cr);
      cairo_move_to (cr, 0, 0);
      pango_cairo_show_layout (cr, layout);
    }
  cairo_restore (cr);
}

static gboolean
is_out_of_sight (const Painter   *painter,
                 const PlimShape *shape,
                 const PlimLook  *look)
{
  double reach = look->width_mm;

  switch (shape->kind)
    {
    case PLIM_SHAPE_RECT:
      return shape->x - reach > painter->right || shape->x + shape->w + reach < painter->left
             || shape->y - reach > painter->bottom || shape->y + shape->h + reach < painter->top;

    case PLIM_SHAPE_CIRCLE:
      reach += shape->w;
      return shape->x - reach > painter->right || shape->x + reach < painter->left
             || shape->y - reach > painter->bottom || shape->y + reach < painter->top;

    case PLIM_SHAPE_PATH:
    case PLIM_SHAPE_TEXT:
    default:
      return FALSE;
    }
}

static void
begin_painting (Painter         *painter,
                const PlimScene *scene,
                PlimTheme        theme,
                cairo_t         *cr)
{
  double dx = 1;
  double dy = 0;

  painter->cr = cr;
  painter->theme = theme;
  painter->points = g_array_new (FALSE, FALSE, sizeof (PlimPathPoint));

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, plim_scene_get_width (scene), plim_scene_get_height (scene));
  cairo_clip (cr);
  cairo_clip_extents (cr, &painter->left, &painter->top, &painter->right, &painter->bottom);

  cairo_user_to_device_distance (cr, &dx, &dy);
  painter->pixels = cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_PDF;
  /* Half a pixel, where there are pixels. */
  painter->column_mm = painter->pixels && hypot (dx, dy) > 0 ? 0.5 / hypot (dx, dy) : VECTOR_COLUMN_MM;
}

static void
end_painting (Painter *painter)
{
  cairo_restore (painter->cr);
  g_array_unref (painter->points);
}

/* How many shapes from @first on are dots of one cloud; 0 for too few to matter. */
static guint
measure_cloud (const PlimScene *scene,
               guint            first,
               const PlimLook  *look)
{
  const PlimShape *one = plim_scene_get_shape (scene, first);
  guint n_shapes = plim_scene_get_n_shapes (scene);
  guint end = first + 1;

  if (one->kind != PLIM_SHAPE_CIRCLE || look->pattern != PLIM_PATTERN_SOLID || look->dash_mm[0] > 0
      || look->fill.a != 0xff || (look->stroke.a != 0 && look->stroke.a != 0xff) || n_shapes - first < CLOUD_MIN)
    return 0;

  for (; end < n_shapes; end++)
    {
      const PlimShape *next = plim_scene_get_shape (scene, end);

      if (next->kind != one->kind || next->style != one->style || next->series != one->series || next->w != one->w)
        break;
    }

  return end - first >= CLOUD_MIN ? end - first : 0;
}

/* A line of no length with round ends is a dot; a thousand of them are one stroke. */
static void
stroke_dots (Painter         *painter,
             const PlimScene *scene,
             guint            first,
             guint            n_dots,
             PlimColour       colour,
             double           diameter)
{
  cairo_t *cr = painter->cr;

  for (guint i = first; i < first + n_dots; i++)
    {
      const PlimShape *dot = plim_scene_get_shape (scene, i);

      cairo_move_to (cr, dot->x, dot->y);
      cairo_line_to (cr, dot->x, dot->y);
    }
  set_colour (cr, colour);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, diameter);
  cairo_stroke (cr);
}

static void
paint_cloud (Painter         *painter,
             const PlimScene *scene,
             guint            first,
             guint            n_dots,
             const PlimLook  *look)
{
  double diameter = 2 * plim_scene_get_shape (scene, first)->w;
  double edge = look->stroke.a != 0 ? look->width_mm : 0;

  for (guint i = first; i < first + n_dots; i += CLOUD_CHUNK)
    {
      guint n = MIN (CLOUD_CHUNK, first + n_dots - i);

      if (edge > 0)
        stroke_dots (painter, scene, i, n, look->stroke, diameter + edge);
      stroke_dots (painter, scene, i, n, look->fill, MAX (diameter - edge, 0));
    }
}

void
plim_scene_cairo_paint (const PlimScene *scene,
                        PlimTheme        theme,
                        cairo_t         *cr)
{
  Painter painter;
  guint n_shapes;

  g_return_if_fail (scene != NULL && cr != NULL);

  begin_painting (&painter, scene, theme, cr);
  n_shapes = plim_scene_get_n_shapes (scene);
  for (guint i = 0; i < n_shapes; i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);
      PlimLook look = get_shape_look (shape, theme);
      guint cloud = measure_cloud (scene, i, &look);

      if (cloud > 0)
        {
          paint_cloud (&painter, scene, i, cloud, &look);
          i += cloud - 1;
          continue;
        }
      if (is_out_of_sight (&painter, shape, &look))
        continue;
      if (shape->kind == PLIM_SHAPE_TEXT)
        paint_text (&painter, shape, &look);
      else
        paint_shape (&painter, shape, &look);
    }
  end_painting (&painter);
}

/* What stands for a group of marks: its circle or bar, not the stem that leads to it. */
static const PlimShape *
find_body (const PlimScene *scene,
           const PlimShape *shape)
{
  if (shape->group == 0 || shape->kind != PLIM_SHAPE_PATH)
    return shape;

  for (guint i = plim_scene_get_n_shapes (scene); i > 0; i--)
    {
      const PlimShape *other = plim_scene_get_shape (scene, i - 1);

      if (other->group == shape->group && (other->kind == PLIM_SHAPE_CIRCLE || other->kind == PLIM_SHAPE_RECT))
        return other;
    }

  return shape;
}

void
plim_scene_cairo_paint_selection (const PlimScene *scene,
                                  PlimTheme        theme,
                                  int              index,
                                  cairo_t         *cr)
{
  const PlimLook *ground = plim_style_get_look (PLIM_STYLE_PAPER, theme);
  const PlimShape *shape;
  Painter painter;
  PlimLook look;

  g_return_if_fail (scene != NULL && cr != NULL);

  if (index < 0 || index >= (int) plim_scene_get_n_shapes (scene))
    return;

  shape = find_body (scene, plim_scene_get_shape (scene, index));
  look = *plim_style_get_look (PLIM_STYLE_SELECTED, theme);
  begin_painting (&painter, scene, theme, cr);
  if (shape->kind == PLIM_SHAPE_TEXT)
    {
      double x, y, w, h;

      plim_shape_get_bounds (shape, &x, &y, &w, &h);
      cairo_rectangle (cr, x - 0.6, y - 0.3, w + 1.2, h + 0.6);
    }
  else
    {
      trace_shape (&painter, shape);
      /* Around a line, so that its own colour and dash stay readable. */
      if (plim_style_get_look (shape->style, theme)->fill.a == 0)
        look.stroke.a = 0x80;
    }

  /* The ground first: the frame stands out from whatever is beneath. */
  set_stroke (cr, &look);
  set_colour (cr, ground->fill);
  cairo_set_line_width (cr, look.width_mm * 2.6);
  if (look.stroke.a == 0xff)
    cairo_stroke_preserve (cr);
  else
    cairo_set_line_width (cr, look.width_mm * 3);
  set_colour (cr, look.stroke);
  cairo_set_line_width (cr, look.stroke.a == 0xff ? look.width_mm : look.width_mm * 3);
  cairo_stroke (cr);
  end_painting (&painter);
}
