/* plim-map-cells.h: a raster's cells on paper: those of a class as one area of few rectangles */

#pragma once

#include "app/map/plim-clip.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * PlimMapCells:
 * @bits: for each cell the classes it is part of; lent
 * @width, @height: in cells
 * @cell_mm: how wide one is
 * @frame: what of the paper they may cover
 */
typedef struct
{
  const guint16 *bits;
  guint          width;
  guint          height;
  double         cell_mm;
  PlimClipBox    frame;
} PlimMapCells;

/** Adds the cells of a class to a path. */
void plim_map_cells_fill  (const PlimMapCells *self,
                           guint               class,
                           PlimShape          *path);

/** Adds, as PlimClipBox, where so much is coloured that a name without a ground of its own cannot be read. */
void plim_map_cells_cover (const PlimMapCells *self,
                           GArray             *covered);

G_END_DECLS
