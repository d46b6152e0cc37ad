/* plim-vessel-finder.h: the question "who goes by that name or number?" */

#pragma once

#include "app/store/plim-craft-query.h"

G_BEGIN_DECLS

/**
 * plim_vessel_find_keys:
 * @crafts: (element-type PlimCraft) (nullable): from plim_craft_query() with this filter; asked for where it is %NULL
 * @wanted: a key, an IMO number, an MMSI, a name or a reference SYMBOL#id, its letters big or small
 *
 * Maps, tables and files of tracks all choose a vessel by this, so that one word means the same ships everywhere. What a
 * vessel borrowed, claimed or disguised itself with is another's, or no one's: by that it does not go, unless it has
 * positions under it.
 *
 * Returns: (element-type utf8): a set of PlimVessel.key; %NULL with @error set. Any thread.
 */
GHashTable *plim_vessel_find_keys (PlimStore         *store,
                                   const PlimFilter  *filter,
                                   GPtrArray         *crafts,
                                   const char        *wanted,
                                   GError           **error);

G_END_DECLS
