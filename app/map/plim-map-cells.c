#include "config.h"

#include "app/map/plim-map-cells.h"

/* So many cells either way are covered or not, as to names. */
#define BLOCK 4

/* A run of cells in a row, and the row in which it began; below each other, equal ones are one rectangle. */
typedef struct
{
  guint from, to;
  guint row;
} Run;

static void
add_rectangle (const PlimMapCells *self,
               const Run          *run,
               guint               end,
               PlimShape          *path)
{
  const PlimClipBox *frame = &self->frame;
  double left = frame->left + run->from * self->cell_mm, right = MIN (frame->left + run->to * self->cell_mm, frame->right);
  double top = frame->top + run->row * self->cell_mm, bottom = MIN (frame->top + end * self->cell_mm, frame->bottom);

  plim_shape_move_to (path, left, top);
  plim_shape_line_to (path, right, top);
  plim_shape_line_to (path, right, bottom);
  plim_shape_line_to (path, left, bottom);
  plim_shape_close (path);
}

static void
find_runs (const guint16 *bits,
           guint          width,
           guint          row,
           guint          class,
           GArray        *runs)
{
  guint i;

  for (i = 0; i < width; i++)
    {
      Run run = { i, i, row };

      for (; i < width && bits[i] & 1u << class; i++)
        run.to = i + 1;
      if (run.to > run.from)
        g_array_append_val (runs, run);
    }
}

/* The runs of a row that go on from the one above keep its beginning; those above that do not go on are drawn. */
static void
join_runs (const PlimMapCells *self,
           GArray             *above,
           GArray             *runs,
           guint               row,
           PlimShape          *path)
{
  guint i, j = 0;

  for (i = 0; i < above->len; i++)
    {
      const Run *old = &g_array_index (above, Run, i);
      Run *run;

      while (j < runs->len && g_array_index (runs, Run, j).from < old->from)
        j++;
      run = j < runs->len ? &g_array_index (runs, Run, j) : NULL;
      if (run != NULL && run->from == old->from && run->to == old->to)
        run->row = old->row;
      else
        add_rectangle (self, old, row, path);
    }
}

void
plim_map_cells_fill (const PlimMapCells *self,
                     guint               class,
                     PlimShape          *path)
{
  g_autoptr(GArray) above = g_array_new (FALSE, FALSE, sizeof (Run)), runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint row;

  for (row = 0; row <= self->height; row++)
    {
      g_array_set_size (runs, 0);
      if (row < self->height)
        find_runs (self->bits + (gsize) row * self->width, self->width, row, class, runs);
      join_runs (self, above, runs, row, path);
      g_array_set_size (above, 0);
      g_array_append_vals (above, runs->data, runs->len);
    }
}

/* Blocks of which an eighth or more is coloured. */
void
plim_map_cells_cover (const PlimMapCells *self,
                      GArray             *covered)
{
  double side = BLOCK * self->cell_mm;
  guint row, column, i, j;

  for (row = 0; row < self->height; row += BLOCK)
    for (column = 0; column < self->width; column += BLOCK)
      {
        double left = self->frame.left + column * self->cell_mm, top = self->frame.top + row * self->cell_mm;
        PlimClipBox block = { left, top, left + side, top + side };
        guint coloured = 0;

        for (j = row; j < MIN (row + BLOCK, self->height); j++)
          for (i = column; i < MIN (column + BLOCK, self->width); i++)
            coloured += self->bits[(gsize) j * self->width + i] != 0;
        if (coloured * 8 >= BLOCK * BLOCK)
          g_array_append_val (covered, block);
      }
}
