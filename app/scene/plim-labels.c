#include "config.h"

#include "app/scene/plim-labels.h"

#include <math.h>

/* Boxes are looked up by the cells they touch. */
#define CELL_MM 8.0
#define CELLS_MAX 256

/* Between one text and the next, and below the baseline in shares of the height. */
#define AIR_MM 0.35
#define DESCENT 0.3

typedef struct
{
  double x, y, w, h;
} Box;

typedef struct
{
  double x1, y1, x2, y2;
} Segment;

struct _PlimLabels
{
  Box      area;
  int      columns, rows;
  double   cell_w, cell_h;
  GArray  *boxes;      /* Box */
  GArray **cells;      /* guint: which boxes touch it */
  GArray  *leaders;    /* Segment */
};

PlimLabels *
plim_labels_new (double x,
                 double y,
                 double w,
                 double h)
{
  PlimLabels *self = g_new0 (PlimLabels, 1);

  self->area = (Box) { x, y, MAX (w, 0), MAX (h, 0) };
  self->columns = (int) CLAMP (ceil (self->area.w / CELL_MM), 1, CELLS_MAX);
  self->rows = (int) CLAMP (ceil (self->area.h / CELL_MM), 1, CELLS_MAX);
  self->cell_w = MAX (self->area.w / self->columns, 0.001);
  self->cell_h = MAX (self->area.h / self->rows, 0.001);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  self->cells = g_new0 (GArray *, self->columns * self->rows);
  self->leaders = g_array_new (FALSE, FALSE, sizeof (Segment));

  return self;
}

void
plim_labels_free (PlimLabels *self)
{
  g_return_if_fail (self != NULL);

  for (int i = 0; i < self->columns * self->rows; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  g_free (self->cells);
  g_array_unref (self->boxes);
  g_array_unref (self->leaders);
  g_free (self);
}

/* The cells that a box touches; what lies outside the area counts to its rim. */
static void
find_cells (const PlimLabels *self,
            const Box        *box,
            int              *first_column,
            int              *last_column,
            int              *first_row,
            int              *last_row)
{
  double left = floor ((box->x - self->area.x) / self->cell_w);
  double right = floor ((box->x + box->w - self->area.x) / self->cell_w);
  double top = floor ((box->y - self->area.y) / self->cell_h);
  double bottom = floor ((box->y + box->h - self->area.y) / self->cell_h);

  *first_column = (int) CLAMP (left, 0, self->columns - 1);
  *last_column = (int) CLAMP (right, 0, self->columns - 1);
  *first_row = (int) CLAMP (top, 0, self->rows - 1);
  *last_row = (int) CLAMP (bottom, 0, self->rows - 1);
}

static void
take_box (PlimLabels *self,
          const Box  *box)
{
  guint index = self->boxes->len;
  int first_column, last_column, first_row, last_row;

  g_array_append_val (self->boxes, *box);
  find_cells (self, box, &first_column, &last_column, &first_row, &last_row);
  for (int row = first_row; row <= last_row; row++)
    for (int column = first_column; column <= last_column; column++)
      {
        GArray **cell = &self->cells[row * self->columns + column];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}

static gboolean
boxes_meet (const Box *a,
            const Box *b)
{
  return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static gboolean
box_holds (const Box *box,
           double     x,
           double     y)
{
  return x > box->x && x < box->x + box->w && y > box->y && y < box->y + box->h;
}

/* Cuts the segment down to the box, side by side; something is left where they meet. */
static gboolean
segment_meets_box (const Segment *segment,
                   const Box     *box)
{
  double dx = segment->x2 - segment->x1;
  double dy = segment->y2 - segment->y1;
  const double p[] = { -dx, dx, -dy, dy };
  const double q[] = { segment->x1 - box->x, box->x + box->w - segment->x1,
                       segment->y1 - box->y, box->y + box->h - segment->y1 };
  double enter = 0;
  double leave = 1;

  for (guint side = 0; side < 4; side++)
    {
      if (p[side] == 0)
        {
          if (q[side] <= 0)
            return FALSE;
        }
      else if (p[side] < 0)
        enter = MAX (enter, q[side] / p[side]);
      else
        leave = MIN (leave, q[side] / p[side]);
    }

  return enter < leave;
}

static double
turn (double ax,
      double ay,
      double bx,
      double by,
      double cx,
      double cy)
{
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

static gboolean
segments_cross (const Segment *a,
                const Segment *b)
{
  return turn (a->x1, a->y1, a->x2, a->y2, b->x1, b->y1) * turn (a->x1, a->y1, a->x2, a->y2, b->x2, b->y2) < 0
         && turn (b->x1, b->y1, b->x2, b->y2, a->x1, a->y1) * turn (b->x1, b->y1, b->x2, b->y2, a->x2, a->y2) < 0;
}

static gboolean
is_box_free (PlimLabels *self,
             const Box  *box)
{
  int first_column, last_column, first_row, last_row;

  find_cells (self, box, &first_column, &last_column, &first_row, &last_row);
  for (int row = first_row; row <= last_row; row++)
    for (int column = first_column; column <= last_column; column++)
      {
        const GArray *cell = self->cells[row * self->columns + column];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (boxes_meet (box, &g_array_index (self->boxes, Box, g_array_index (cell, guint, i))))
            return FALSE;
      }

  for (guint i = 0; i < self->leaders->len; i++)
    if (segment_meets_box (&g_array_index (self->leaders, Segment, i), box))
      return FALSE;

  return TRUE;
}

PlimLabels *
plim_labels_copy (PlimLabels *self)
{
  PlimLabels *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = plim_labels_new (self->area.x, self->area.y, self->area.w, self->area.h);
  for (guint i = 0; i < self->boxes->len; i++)
    take_box (copy, &g_array_index (self->boxes, Box, i));
  g_array_append_vals (copy->leaders, self->leaders->data, self->leaders->len);

  return copy;
}

void
plim_labels_take (PlimLabels *self,
                  double      x,
                  double      y,
                  double      w,
                  double      h)
{
  Box box = { w < 0 ? x + w : x, h < 0 ? y + h : y, fabs (w), fabs (h) };

  g_return_if_fail (self != NULL);

  take_box (self, &box);
}

gboolean
plim_labels_is_free (PlimLabels *self,
                     double      x,
                     double      y,
                     double      w,
                     double      h)
{
  Box box = { w < 0 ? x + w : x, h < 0 ? y + h : y, fabs (w), fabs (h) };

  g_return_val_if_fail (self != NULL, FALSE);

  return is_box_free (self, &box);
}

/* A leader may start in what it belongs to, and must not cross anything else. */
static gboolean
is_leader_free (PlimLabels    *self,
                const Segment *leader,
                double         anchor_x,
                double         anchor_y)
{
  Box box = { MIN (leader->x1, leader->x2), MIN (leader->y1, leader->y2),
              fabs (leader->x2 - leader->x1), fabs (leader->y2 - leader->y1) };
  int first_column, last_column, first_row, last_row;

  find_cells (self, &box, &first_column, &last_column, &first_row, &last_row);
  for (int row = first_row; row <= last_row; row++)
    for (int column = first_column; column <= last_column; column++)
      {
        const GArray *cell = self->cells[row * self->columns + column];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            const Box *taken = &g_array_index (self->boxes, Box, g_array_index (cell, guint, i));

            if (segment_meets_box (leader, taken) && !box_holds (taken, anchor_x, anchor_y))
              return FALSE;
          }
      }

  for (guint i = 0; i < self->leaders->len; i++)
    if (segments_cross (leader, &g_array_index (self->leaders, Segment, i)))
      return FALSE;

  return TRUE;
}

/* Tries the text with its box touching the circle of @reach around the anchor in the direction (@dx, @dy). */
static gboolean
try_place (PlimLabels     *self,
           double          x,
           double          y,
           double          gap,
           double          reach,
           double          dx,
           double          dy,
           double          width,
           double          height,
           PlimLabelPlace *place)
{
  double side = dx > 0.3 ? 1 : dx < -0.3 ? -1 : 0;
  double left = x + dx * reach + side * AIR_MM - (side > 0 ? 0 : side < 0 ? width : width / 2);
  /* Above, the text stands on the point; below, it hangs from it; beside, its middle is level with it. */
  double baseline = y + dy * (reach + AIR_MM) + (dy < -0.3 ? height * DESCENT * dy : dy > 0.3 ? height * dy : height / 2);
  Box box = { left - AIR_MM, baseline - height - AIR_MM / 2,
              width + 2 * AIR_MM, height * (1 + DESCENT) + AIR_MM };
  Segment leader = { x + dx * gap, y + dy * gap,
                     x + dx * reach - (side == 0 ? 0 : side * AIR_MM),
                     CLAMP (y + dy * reach, box.y, box.y + box.h) };
  gboolean wants_leader = reach > gap * 1.01;

  if (box.x < self->area.x || box.x + box.w > self->area.x + self->area.w
      || box.y < self->area.y || box.y + box.h > self->area.y + self->area.h)
    return FALSE;
  /* Never on its own mark either. */
  if (box_holds (&box, x, y) || !is_box_free (self, &box))
    return FALSE;
  if (wants_leader && !is_leader_free (self, &leader, x, y))
    return FALSE;

  take_box (self, &box);
  if (wants_leader)
    g_array_append_val (self->leaders, leader);

  *place = (PlimLabelPlace) {
    .x = side > 0 ? left : side < 0 ? left + width : left + width / 2,
    .y = baseline,
    .align = side > 0 ? PLIM_ALIGN_START : side < 0 ? PLIM_ALIGN_END : PLIM_ALIGN_MIDDLE,
    .leader = wants_leader,
    .x1 = leader.x1, .y1 = leader.y1, .x2 = leader.x2, .y2 = leader.y2,
  };

  return TRUE;
}

gboolean
plim_labels_place (PlimLabels     *self,
                   double          x,
                   double          y,
                   double          gap_mm,
                   double          width_mm,
                   double          height_mm,
                   PlimLabelPlace *place)
{
  static const double near[][2] = {
    { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 },
    { G_SQRT2 / 2, -G_SQRT2 / 2 }, { G_SQRT2 / 2, G_SQRT2 / 2 },
    { -G_SQRT2 / 2, -G_SQRT2 / 2 }, { -G_SQRT2 / 2, G_SQRT2 / 2 },
  };
  const guint directions = 16;
  const guint rings = 7;
  double step;

  g_return_val_if_fail (self != NULL && place != NULL, FALSE);

  gap_mm = MAX (gap_mm, 0.1);
  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    if (try_place (self, x, y, gap_mm, gap_mm, near[i][0], near[i][1], width_mm, height_mm, place))
      return TRUE;

  step = MAX (height_mm, 1.5);
  for (guint ring = 1; ring <= rings; ring++)
    for (guint i = 0; i < directions; i++)
      {
        /* From level to the right alternately up and down, so that leaders stay short and flat. */
        guint turns = (i + 1) / 2;
        double angle = (i % 2 == 1 ? -1.0 : 1.0) * turns * 2 * G_PI / directions;

        if (try_place (self, x, y, gap_mm, gap_mm + ring * step, cos (angle), sin (angle),
                       width_mm, height_mm, place))
          return TRUE;
      }

  return FALSE;
}
