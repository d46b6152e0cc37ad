/* plim-track-raster.h: all tracks in a view as counts, with who is at each pixel */

#pragma once

#include "app/map/plim-projection.h"
#include "app/map/plim-track-levels.h"

G_BEGIN_DECLS

/**
 * PlimTrackColouring: what is counted, and what the colour then says
 * @PLIM_TRACKS_NOT_SHOWN: nothing
 * @PLIM_TRACKS_BY_DENSITY: how often a track passes the pixel
 * @PLIM_TRACKS_BY_HEAT: how many positions lie there, smoothed when painted
 * @PLIM_TRACKS_BY_VESSEL: whose track it is, the last one where several pass
 * @PLIM_TRACKS_BY_SPEED: the mean speed of those that pass
 * @PLIM_TRACKS_BY_TIME: when one passed last
 * @PLIM_TRACKS_BY_BASIS: what kind of source says so
 */
typedef enum
{
  PLIM_TRACKS_NOT_SHOWN,
  PLIM_TRACKS_BY_DENSITY,
  PLIM_TRACKS_BY_HEAT,
  PLIM_TRACKS_BY_VESSEL,
  PLIM_TRACKS_BY_SPEED,
  PLIM_TRACKS_BY_TIME,
  PLIM_TRACKS_BY_BASIS,
  PLIM_N_TRACK_COLOURINGS
} PlimTrackColouring;

/**
 * PlimTrackRasterOptions:
 * @view: its output units are pixels
 * @from_s, @to_s: only positions of this time, both ends included
 * @longest_step_s: no line across a longer silence
 * @shown: (nullable): a byte for each track, 0 for those left out; lent
 * @cell: pixels that share one count in either direction; 0 is 1
 * @n_threads: 0: all processors; what the window itself has to do meanwhile takes well under a millisecond a frame
 */
typedef struct
{
  PlimMapView         view;
  gint64              from_s;
  gint64              to_s;
  guint               longest_step_s;
  PlimTrackColouring  colouring;
  const guint8       *shown;
  guint               cell;
  guint               n_threads;
} PlimTrackRasterOptions;

/* By speed a cell in which tracks pass, none of them with a speed. */
#define PLIM_TRACK_RASTER_SPEED_UNKNOWN G_MAXUINT32

/**
 * PlimTrackRaster:
 * @width, @height: in cells of @cell × @cell pixels
 * @values: by density passages, by heat positions; by speed see plim_track_raster_get_speed(); by time the latest Unix second; by
 *   basis a mask of 1 << PlimBasis; by vessel nothing
 * @picks: positions, PLIM_TRACK_NO_POSITION where there is none: the end of a step that passes here, of the
 *   last track that does (by time: of the latest). By vessel each cell that is passed has one; else one in
 *   eight along a line, which is enough for whoever looks around a pointer
 * @most: the highest of @values by density and heat
 * @bases: every basis that is seen, as a mask
 *
 * A passage is a line that enters a cell: steps that stay within it count once, a ship at anchor too.
 */
typedef struct
{
  guint               width;
  guint               height;
  guint               cell;
  PlimTrackColouring  colouring;
  guint32            *values;
  guint32            *picks;
  guint32             most;
  guint               bases;
} PlimTrackRaster;

/* Passages that are counted in about a tenth of a second. */
#define PLIM_TRACK_RASTER_QUICK 40e6

/**
 * plim_track_raster_choose_cell:
 * @passages: about how many may be counted
 *
 * How large cells must be for a picture that is quickly there: a picture's time is that of its
 * passages, and twice as large a cell has half as many. Takes a few tenths of a millisecond.
 */
guint            plim_track_raster_choose_cell (const PlimTrackSet           *set,
                                                const PlimTrackLevels        *levels,
                                                const PlimTrackRasterOptions *options,
                                                double                        passages);

/**
 * plim_track_raster_new:
 * @levels: (nullable): used where they serve
 *
 * Any thread. Returns: %NULL where it was cancelled
 */
PlimTrackRaster *plim_track_raster_new  (const PlimTrackSet           *set,
                                         const PlimTrackLevels        *levels,
                                         const PlimTrackRasterOptions *options,
                                         GCancellable                 *cancellable);
void             plim_track_raster_free (PlimTrackRaster              *self);

/**
 * plim_track_raster_find_tracks:
 * @bits: of each cell that plim_track_raster_new() has with these options
 *
 * For each track the bits of all cells that it passes, together; by heat of those in which it has positions.
 */
guint16         *plim_track_raster_find_tracks (const PlimTrackSet           *set,
                                                const PlimTrackLevels        *levels,
                                                const PlimTrackRasterOptions *options,
                                                const guint16                *bits);

/** By speed, what a value means that is neither 0 nor unknown: the mean of those that pass, in knots. */
double           plim_track_raster_get_speed (guint32                       value);

/**
 * plim_track_raster_pick:
 * @x, @y: in pixels
 * @reach: how many pixels away it may be
 *
 * The position at the nearest pixel that has one, or PLIM_TRACK_NO_POSITION.
 */
guint            plim_track_raster_pick (const PlimTrackRaster        *self,
                                         double                        x,
                                         double                        y,
                                         guint                         reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackRaster, plim_track_raster_free)

G_END_DECLS
