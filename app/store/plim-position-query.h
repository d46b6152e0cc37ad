/* plim-position-query.h: the question "where was everybody?": positions of logs and of reports' tracks, by the million */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/* All of these may be called from any thread. A position that stands in two places (a log and a report, say) is given
 * once: same craft, second, latitude and longitude. */

/**
 * PlimCraft: what has positions, in logs or in reports' tracks
 * @key: PlimVessel.key: a hull's, or "MMSI 799000001" for a number that a log knows
 * @mmsi: the number it broadcast, the last one where it had several; %NULL where none is known
 * @name: its last own name, or %NULL
 * @claims: ids of the tracks' claims, sorted
 * @n_positions, @first_s, @last_s: within the filter's days. One that stands in two places is counted at each
 * @n_rejected: rows that the logs behind @claims kept apart, whosever they were: many do not say
 * @basis, @known_by: of the claim with the most positions
 */
typedef struct
{
  char       *key;
  char       *mmsi;
  char       *name;
  char      **claims;
  guint64     n_positions;
  gint64      first_s, last_s;
  guint64     n_rejected;
  PlimBasis   basis;
  PlimKnownBy known_by;
  GArray     *claim_keys;    /* gint64: for app/store alone */
} PlimCraft;

void       plim_craft_free            (PlimCraft               *self);

/** (element-type PlimCraft): by key; only those that have a position in the filter's days. */
GPtrArray *plim_craft_query           (PlimStore               *store,
                                       const PlimFilter        *filter,
                                       GError                 **error);

/**
 * PlimPositionVisit:
 * @craft: index in the array of crafts
 * @positions: lent; of one craft they come in time order, the crafts in any order
 *
 * Returns: %FALSE to hear no more.
 */
typedef gboolean (*PlimPositionVisit) (guint                    craft,
                                       const PlimPosition      *positions,
                                       guint                    count,
                                       gpointer                 data);

/** @crafts: from plim_craft_query() with this filter. %FALSE with @error set: failed or cancelled. */
gboolean   plim_position_query_all    (PlimStore               *store,
                                       const PlimFilter        *filter,
                                       GPtrArray               *crafts,
                                       PlimPositionVisit        visit,
                                       gpointer                 data,
                                       GCancellable            *cancellable,
                                       GError                 **error);

/** (element-type PlimPosition): of the craft of that key, @from_s to @to_s inclusive and within the filter's days, in time order. */
GArray    *plim_position_query_vessel (PlimStore               *store,
                                       const PlimFilter        *filter,
                                       const char              *key,
                                       gint64                   from_s,
                                       gint64                   to_s,
                                       GError                 **error);

/** Millionths of a degree, bounds inclusive. @west_e6 > @east_e6: the area that crosses 180°. */
typedef struct
{
  gint32 south_e6;
  gint32 west_e6;
  gint32 north_e6;
  gint32 east_e6;
} PlimPositionArea;

gboolean   plim_position_area_contains (const PlimPositionArea *self,
                                       gint32                   lat_e6,
                                       gint32                   lon_e6);

/** A craft that was in an area, and its positions there in time order. */
typedef struct
{
  char      *key;
  char      *mmsi;
  char      *name;
  char     **claims;       /* those whose positions are among these, sorted */
  GArray    *positions;    /* PlimPosition */
} PlimNearHit;

void       plim_near_hit_free         (PlimNearHit             *self);

/** (element-type PlimNearHit): by key. */
GPtrArray *plim_position_query_near   (PlimStore               *store,
                                       const PlimFilter        *filter,
                                       const PlimPositionArea  *area,
                                       gint64                   from_s,
                                       gint64                   to_s,
                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCraft, plim_craft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNearHit, plim_near_hit_free)

G_END_DECLS
