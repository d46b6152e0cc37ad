/* plim-trade-query.h: the questions "how much coal?" and "how much oil?" */

#pragma once

#include "app/model/plim-trade.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** (element-type PlimTrade) by first day, then id. @commodity: coal, refined-petroleum, crude … */
GPtrArray *plim_trade_query       (PlimStore         *store,
                                   const char        *commodity,
                                   const PlimFilter  *filter,
                                   GError           **error);
/** (element-type PlimCap): the commodity's caps and bans, by first day. The filter's bases do not apply: a cap is law, not evidence. */
GPtrArray *plim_cap_query         (PlimStore         *store,
                                   const char        *commodity,
                                   const PlimFilter  *filter,
                                   GError           **error);
/** (element-type PlimConversion) */
GPtrArray *plim_conversion_query  (PlimStore         *store,
                                   const char        *commodity,
                                   const PlimFilter  *filter,
                                   GError           **error);

G_END_DECLS
