/* plim-position-query.h: the question "where was everybody?": positions of logs and of reports' tracks, by the million */

#pragma once

#include "app/store/plim-craft-query.h"
#include "app/store/plim-position-sources.h"

G_BEGIN_DECLS

/* All of these may be called from any thread. A position that stands in two places (a log and a report, say) is given
 * once: same craft, second, latitude and longitude. */

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

/** The same, and who states each: PlimPosition.source is one of @sources (nullable), and may be of other answers too. */
GArray    *plim_position_query_cited  (PlimStore               *store,
                                       const PlimFilter        *filter,
                                       const char              *key,
                                       gint64                   from_s,
                                       gint64                   to_s,
                                       PlimPositionSources     *sources,
                                       GError                 **error);

G_END_DECLS
