/* plim-scene.h: a drawing as data */

#pragma once

#include "app/model/plim-claim.h"
#include "app/scene/plim-style.h"

G_BEGIN_DECLS

/**
 * A scene is a flat list of shapes and texts in millimetres, y downwards, each
 * with a style and the ids of the claims behind it. It is built once, by a chart
 * or the map, and then read by all: painted on cairo, written as SVG, hit-tested,
 * walked by keyboard, read aloud, and asked for the citations to embed.
 *
 * A *mark* is a shape whose position or size comes from data: it has at least
 * one claim and a label that says it in words. Axes, grid, coast, legend and
 * texts are furniture and have none.
 *
 * Not thread safe; may be built in a worker and handed over.
 */

typedef enum
{
  PLIM_SHAPE_RECT,
  PLIM_SHAPE_CIRCLE,
  PLIM_SHAPE_PATH,
  PLIM_SHAPE_TEXT,
} PlimShapeKind;

typedef enum
{
  PLIM_ALIGN_START,
  PLIM_ALIGN_MIDDLE,
  PLIM_ALIGN_END,
} PlimAlign;

typedef enum
{
  PLIM_PATH_MOVE,
  PLIM_PATH_LINE,
  PLIM_PATH_CURVE,   /* takes three points */
  PLIM_PATH_CLOSE,
} PlimPathVerb;

typedef struct
{
  PlimPathVerb verb;
  double       x, y;
} PlimPathPoint;

/**
 * PlimShape:
 * @x, @y, @w, @h: rectangle; circle: centre, @w the radius; text: baseline point
 * @series: 0, or 1 + n for the nth colour of plim_style_get_series_colour(), in place of the style's hue
 * @claims: (nullable): ids of the claims behind a mark, %NULL-terminated
 * @label: (nullable): a mark in words: "2020: estimated 4.4 million bbl at 90 % laden, 8.8 times the cap"
 * @group: marks of one thing share a number > 0: keyboard steps visit a group once
 * @size_mm: of the type (its em); @bold; @align; @angle: degrees, clockwise; @lang: "ko" or %NULL
 */
typedef struct
{
  PlimShapeKind kind;
  PlimStyle     style;
  guint         series;
  double        x, y, w, h;
  GArray       *points;     /* PlimPathPoint, of a path */
  char         *text;
  double        size_mm;
  gboolean      bold;
  PlimAlign     align;
  double        angle;
  char        **claims;
  char         *label;
  guint         group;
} PlimShape;

typedef struct _PlimScene PlimScene;

/** @paper: size in mm. Everything is drawn within; painters clip there. */
PlimScene   *plim_scene_new          (double             width_mm,
                                      double             height_mm);
PlimScene   *plim_scene_ref          (PlimScene         *self);
void         plim_scene_unref        (PlimScene         *self);
double       plim_scene_get_width    (const PlimScene   *self);
double       plim_scene_get_height   (const PlimScene   *self);

/** What it is called, and in a sentence or two what it shows: for SVG's title and desc, PDF's title, the screen reader. */
void         plim_scene_set_title    (PlimScene         *self,
                                      const char        *title);
const char  *plim_scene_get_title    (const PlimScene   *self);
void         plim_scene_set_summary  (PlimScene         *self,
                                      const char        *summary);
const char  *plim_scene_get_summary  (const PlimScene   *self);
void         plim_scene_set_exercise (PlimScene         *self,
                                      gboolean           exercise);
gboolean     plim_scene_get_exercise (const PlimScene   *self);

/* The returned shape belongs to the scene and stays valid until the next one is added. */
PlimShape   *plim_scene_add_rect     (PlimScene         *self,
                                      PlimStyle          style,
                                      double             x,
                                      double             y,
                                      double             w,
                                      double             h);
PlimShape   *plim_scene_add_circle   (PlimScene         *self,
                                      PlimStyle          style,
                                      double             x,
                                      double             y,
                                      double             radius);
PlimShape   *plim_scene_add_line     (PlimScene         *self,
                                      PlimStyle          style,
                                      double             x1,
                                      double             y1,
                                      double             x2,
                                      double             y2);
/** An empty path, to be filled with plim_shape_move_to() and the others. */
PlimShape   *plim_scene_add_path     (PlimScene         *self,
                                      PlimStyle          style);
void         plim_shape_move_to      (PlimShape         *shape,
                                      double             x,
                                      double             y);
void         plim_shape_line_to      (PlimShape         *shape,
                                      double             x,
                                      double             y);
void         plim_shape_curve_to     (PlimShape         *shape,
                                      double             x1,
                                      double             y1,
                                      double             x2,
                                      double             y2,
                                      double             x3,
                                      double             y3);
void         plim_shape_close        (PlimShape         *shape);
PlimShape   *plim_scene_add_text     (PlimScene         *self,
                                      PlimStyle          style,
                                      double             x,
                                      double             y,
                                      double             size_mm,
                                      PlimAlign          align,
                                      const char        *text);

/**
 * plim_scene_mark:
 * @shape: a shape of this scene
 * @label: (transfer full): the mark in words
 * @...: the claims that went in, PlimClaim pointers, ended by %NULL
 *
 * Makes the shape a mark and remembers the claims for the citations.
 */
void         plim_scene_mark         (PlimScene         *self,
                                      PlimShape         *shape,
                                      char              *label,
                                      ...) G_GNUC_NULL_TERMINATED;
/** The same with an array of PlimClaim. */
void         plim_scene_mark_many    (PlimScene         *self,
                                      PlimShape         *shape,
                                      char              *label,
                                      GPtrArray         *claims);

guint        plim_scene_get_n_shapes (const PlimScene   *self);
const PlimShape *
             plim_scene_get_shape    (const PlimScene   *self,
                                      guint              index);
gboolean     plim_shape_is_mark      (const PlimShape   *shape);

/** Every claim behind any mark, each once, sorted by id: (element-type PlimClaim) (transfer none). */
GPtrArray   *plim_scene_get_claims   (const PlimScene   *self);

/** The latest day that any of its claims became known; 0 for none. Nothing drawn reads the clock. */
guint32      plim_scene_get_as_of    (const PlimScene   *self);

/** The index of the topmost mark at a point, within @slack_mm; -1 for none. */
int          plim_scene_pick         (const PlimScene   *self,
                                      double             x,
                                      double             y,
                                      double             slack_mm);
/** The next mark of another group for the keyboard, from @index (-1: before the first) forwards or backwards; -1 past the end. */
int          plim_scene_step         (const PlimScene   *self,
                                      int                index,
                                      int                direction);
/** Where a shape lies, in mm. */
void         plim_shape_get_bounds   (const PlimShape   *shape,
                                      double            *x,
                                      double            *y,
                                      double            *w,
                                      double            *h);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimScene, plim_scene_unref)

G_END_DECLS
