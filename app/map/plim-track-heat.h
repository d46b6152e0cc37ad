/* plim-track-heat.h: how many positions lie around each place: a raster's counts, smoothed */

#pragma once

#include "app/map/plim-track-raster.h"

G_BEGIN_DECLS

/* So far it is looked around, in cells of the raster. */
#define PLIM_TRACK_HEAT_CELLS 12

/* And so far on paper, where it is counted: what lies that far outside of a picture belongs to it. */
#define PLIM_TRACK_HEAT_REACH (PLIM_TRACK_HEAT_CELLS / 2)

/**
 * PlimTrackHeat:
 * @columns, @rows: in blocks of several cells either way
 * @values: about how many positions lie within PLIM_TRACK_HEAT_CELLS around the block
 * @most: the highest of them
 */
typedef struct
{
  gsize  columns;
  gsize  rows;
  float *values;
  double most;
} PlimTrackHeat;

/** Of a raster that was drawn by heat. */
PlimTrackHeat *plim_track_heat_new  (const PlimTrackRaster *raster);
void           plim_track_heat_free (PlimTrackHeat         *self);

/** Which of @values stands for a cell of the raster. */
gsize          plim_track_heat_find (const PlimTrackHeat   *self,
                                     gsize                  column,
                                     gsize                  row);

/**
 * plim_track_heat_count:
 *
 * For paper, which has time: for each cell of a raster by heat, how many positions lie within PLIM_TRACK_HEAT_REACH
 * cells, exactly. Free with g_free().
 */
guint32       *plim_track_heat_count (const PlimTrackRaster *raster);

/** The bits of all cells within that reach of each cell that has positions: what they are counted for. Free with g_free(). */
guint16       *plim_track_heat_spread (const PlimTrackRaster *raster,
                                       const guint16         *bits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackHeat, plim_track_heat_free)

G_END_DECLS
