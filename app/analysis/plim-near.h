/* plim-near.h: who was near a place, and when */

#pragma once

#include "app/analysis/plim-track.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-position-sources.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimApproach:
 * @time_s, @latitude, @longitude, @distance_m: of the closest approach
 * @step_s: 0 where that is a stated position, which it is unless between two the vessel came nearer by 50 m; else the time between the two positions that it was worked out from
 * @n_positions: stated positions within the distance asked for
 */
typedef struct
{
  double time_s;
  double latitude;
  double longitude;
  double distance_m;
  double step_s;
  guint  n_positions;
} PlimApproach;

/** From @from_s to @to_s, both included; G_MININT64 and G_MAXINT64 where nothing bounds it. */
typedef struct
{
  double          latitude;
  double          longitude;
  double          radius_m;
  gint64          from_s;
  gint64          to_s;
  PlimTrackLimits limits;
} PlimNearQuestion;

/**
 * plim_near_measure:
 * @pieces: (element-type PlimTrackParts): of one vessel's way, in time order: all of it, or those that may come so near
 * @sources: (nullable): the positions' own; what the answer rests on is marked in it: the positions counted, and where the
 *   closest lies between two, those two
 *
 * The closest that what is known of the way came to the place then. Where the way is not known (PlimTrackLimits) nothing is
 * worked out. Any thread.
 *
 * Returns: whether that is within the radius; else @approach is left as it was
 */
gboolean   plim_near_measure     (const PlimNearQuestion  *question,
                                  GPtrArray               *pieces,
                                  PlimPositionSources     *sources,
                                  PlimApproach            *approach);

/**
 * PlimNearVessel:
 * @key, @mmsi, @name: as of PlimCraft
 * @claims: those that the answer rests on, sorted
 */
typedef struct
{
  char         *key;
  char         *mmsi;
  char         *name;
  char        **claims;
  PlimApproach  approach;
} PlimNearVessel;

void       plim_near_vessel_free (PlimNearVessel          *self);

/**
 * plim_near_find:
 *
 * Every craft in the store that is known to have been there then. Any thread; %NULL with @error where the store failed
 * or nobody wants the answer any more.
 *
 * Returns: (element-type PlimNearVessel): the closest first, then by key
 */
GPtrArray *plim_near_find        (PlimStore               *store,
                                  const PlimFilter        *filter,
                                  const PlimNearQuestion  *question,
                                  GCancellable            *cancellable,
                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNearVessel, plim_near_vessel_free)

G_END_DECLS
