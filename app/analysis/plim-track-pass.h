/* plim-track-pass.h: where on its way a vessel may have passed an area: quick, so that the rest is not looked at */

#pragma once

#include "app/analysis/plim-track.h"
#include "app/store/plim-near-query.h"

G_BEGIN_DECLS

/**
 * plim_track_pass_may_touch:
 *
 * %FALSE where the way between two positions surely stays out of the area: the way on the great circle as well as the straight
 * one on the map, the short way round.
 */
gboolean   plim_track_pass_may_touch (const PlimPositionArea  *area,
                                      const PlimPosition      *from,
                                      const PlimPosition      *to);

/**
 * plim_track_pass_cut:
 * @pieces: (element-type PlimTrackParts): those pieces of a way, in time order, that may touch the area, are added here
 *
 * No position is in two of them; between two of them nothing touches it.
 */
void       plim_track_pass_cut       (GArray                  *positions,
                                      const PlimPositionArea  *area,
                                      const PlimTrackLimits   *limits,
                                      GPtrArray               *pieces);

/**
 * plim_track_pass_find:
 * @hit: who was within half the longest step of @area, and when
 *
 * (element-type PlimTrackParts): the same of what the store knows of a vessel's way about those times, from @from_s to @to_s.
 * PlimPosition.source is one of @sources.
 */
GPtrArray *plim_track_pass_find      (PlimStore               *store,
                                      const PlimFilter        *filter,
                                      const PlimNearHit       *hit,
                                      const PlimPositionArea  *area,
                                      const PlimTrackLimits   *limits,
                                      gint64                   from_s,
                                      gint64                   to_s,
                                      PlimPositionSources     *sources,
                                      GError                 **error);

G_END_DECLS
