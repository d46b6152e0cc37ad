/* plim-area-find.h: who was in an area, and when */

#pragma once

#include "app/analysis/plim-area.h"
#include "app/analysis/plim-track.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-position-sources.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimAreaStay:
 * @n_positions: stated positions in the area; 0 where the vessel only passed through it between two positions
 * @first_s, @last_s: of the first and the last position in it; not that it stayed, nor that it did not pass through before
 *   or after. With no position in it, when the first and the last such passage can have been: the position before and the
 *   one after
 */
typedef struct
{
  guint  n_positions;
  gint64 first_s;
  gint64 last_s;
} PlimAreaStay;

/**
 * plim_area_measure_positions:
 * @positions: (element-type PlimPosition): of one vessel, in time order
 * @sources: (nullable): the positions' own; what the answer rests on is marked in it
 *
 * Whether one of the positions from @from_s to @to_s, both included, is in the area. Any thread.
 */
gboolean   plim_area_measure_positions (const PlimArea      *area,
                                        GArray              *positions,
                                        gint64               from_s,
                                        gint64               to_s,
                                        PlimPositionSources *sources,
                                        PlimAreaStay        *stay);

/**
 * plim_area_measure_passages:
 * @pieces: (element-type PlimTrackParts): of the way of one vessel that has no position in the area
 *
 * Whether what is known of the way between its positions touches the area then. Any thread.
 */
gboolean   plim_area_measure_passages  (const PlimArea      *area,
                                        GPtrArray           *pieces,
                                        gint64               from_s,
                                        gint64               to_s,
                                        PlimPositionSources *sources,
                                        PlimAreaStay        *stay);

/** @key, @mmsi, @name: as of PlimCraft; @claims: those that state the positions counted, or the ends of the passages; sorted */
typedef struct
{
  char         *key;
  char         *mmsi;
  char         *name;
  char        **claims;
  PlimAreaStay  stay;
} PlimAreaVessel;

void       plim_area_vessel_free (PlimAreaVessel          *self);

/**
 * plim_area_find:
 *
 * Every craft in the store that is known to have touched the area within the filter's days. Any thread; %NULL with @error
 * where the store failed or nobody wants the answer any more.
 *
 * Returns: (element-type PlimAreaVessel): by key
 */
GPtrArray *plim_area_find        (PlimStore               *store,
                                  const PlimFilter        *filter,
                                  const PlimArea          *area,
                                  const PlimTrackLimits   *limits,
                                  GCancellable            *cancellable,
                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimAreaVessel, plim_area_vessel_free)

G_END_DECLS
