/* plim-track-extent.h: where on the map a set's positions are */

#pragma once

#include "app/map/plim-projection.h"
#include "app/map/plim-track-set.h"

G_BEGIN_DECLS

/**
 * plim_track_extent:
 * @shown: (nullable): a byte for each track, 0 for those left out
 * @box: (out): all but the stragglers: one position in two hundred, most of them wrong, may lie outside in either direction
 *
 * %FALSE where there is no position.
 */
gboolean plim_track_extent       (const PlimTrackSet *set,
                                  const guint8       *shown,
                                  PlimMapBox         *box);

/** Which share of the positions, about, lies in a box. */
double   plim_track_extent_share (const PlimTrackSet *set,
                                  const guint8       *shown,
                                  const PlimMapBox   *box);

G_END_DECLS
