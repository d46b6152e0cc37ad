/* plim-vessel-query.h: the question "which hull is this, and what is said of it?" */

#pragma once

#include "app/model/plim-vessel.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** (element-type PlimVessel), hulls joined by their IMO number, by name. The filter's days do not apply. */
GPtrArray *plim_vessel_query (PlimStore         *store,
                              const PlimFilter  *filter,
                              GError           **error);

G_END_DECLS
