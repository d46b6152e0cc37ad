/* plim-theft-query.h: the question "what was stolen, and when?" */

#pragma once

#include "app/model/plim-theft.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** (element-type PlimTheft): thefts and stated totals, by first day, then id. */
GPtrArray *plim_theft_query (PlimStore         *store,
                             const PlimFilter  *filter,
                             GError           **error);

G_END_DECLS
