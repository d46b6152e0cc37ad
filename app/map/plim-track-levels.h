/* plim-track-levels.h: the same tracks with fewer points, for small scales */

#pragma once

#include "app/map/plim-track-set.h"

G_BEGIN_DECLS

/**
 * PlimTrackLevel: points of a set
 * @zoom: up to this zoom level it looks like the whole
 * @index: which of the set's positions they are; %NULL: all of them
 */
typedef struct
{
  double          zoom;
  guint           n;
  guint32        *index;
  guint32        *x;
  guint32        *y;
  guint           n_chunks;
  PlimTrackChunk *chunks;
} PlimTrackLevel;

#define PLIM_TRACK_N_LEVELS 2

/**
 * PlimTrackLevels:
 * @longest_step_s: either end of every longer silence is among the points: so they serve for drawing with this
 *   or a longer one, not with a shorter one
 *
 * Douglas and Peucker's choice of points, none farther than a pixel from the line that is drawn without it.
 * Reference counted, immutable once made, any thread.
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint           longest_step_s;
  PlimTrackLevel  levels[PLIM_TRACK_N_LEVELS];    /* the coarsest first */
} PlimTrackLevels;

/** %NULL where it was cancelled. About a second for ten million positions. */
PlimTrackLevels *plim_track_levels_new      (const PlimTrackSet    *set,
                                             guint                  longest_step_s,
                                             GCancellable          *cancellable);
PlimTrackLevels *plim_track_levels_ref      (PlimTrackLevels       *self);
void             plim_track_levels_unref    (PlimTrackLevels       *self);
gsize            plim_track_levels_get_size (const PlimTrackLevels *self);

/** The chunks of those points, kept together; %NULL @index: all of the set's. For plim-track-set.c too. */
PlimTrackChunk  *plim_track_chunks_make     (const PlimTrackSet    *set,
                                             const guint32         *index,
                                             guint                  n,
                                             guint                 *n_chunks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackLevels, plim_track_levels_unref)

G_END_DECLS
