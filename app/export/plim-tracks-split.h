/* plim-tracks-split.h: for app/export alone: a vessel's positions, apart by who states them, and cut where no line may lead */

#pragma once

#include "app/store/plim-near-query.h"
#include "app/store/plim-position-sources.h"

G_BEGIN_DECLS

/**
 * PlimTracksPart: positions that one claim states, if others of them too, all known in one way
 * @positions: (element-type PlimPosition): in time order, never empty
 * @ends: (element-type guint): of its segments, as plim_tracks_cut() gives them
 */
typedef struct
{
  PlimKnownBy  known_by;
  GArray      *positions;
  GArray      *ends;
} PlimTracksPart;

void       plim_tracks_part_free (PlimTracksPart         *self);

/**
 * plim_tracks_cut:
 * @positions: (inout): in time order; with @area, only what lies in it is kept
 *
 * Returns: (element-type guint): where segments end. None crosses 180°, spans a silence, a jump or a time out of @area. 180°
 * becomes -180°, the one of the two that all formats have.
 */
GArray    *plim_tracks_cut       (GArray                 *positions,
                                  const PlimPositionArea *area);

/**
 * plim_tracks_split:
 * @positions: in time order, with their sources; not changed
 *
 * What several claims state goes with the one of them that states most of this vessel: so its line stays whole, and no line
 * joins what two claims say.
 *
 * Returns: (element-type PlimTracksPart): in the order in which they begin
 */
GPtrArray *plim_tracks_split     (const GArray           *positions,
                                  PlimPositionSources    *sources,
                                  const PlimPositionArea *area);

G_END_DECLS
