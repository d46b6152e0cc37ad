/* plim-coal-chart.h: tonnes over time, caps and the ban; what no one reported stays open */

#pragma once

#include "app/charts/plim-chart.h"
#include "app/model/plim-trade.h"

G_BEGIN_DECLS

/**
 * plim_coal_chart_new:
 * @trades: (element-type PlimTrade): coal out of the DPRK
 * @caps: (element-type PlimCap): caps, bans and suspensions
 *
 * Each stated total is a bar over the days it is stated for; how it spread over them is not known and not
 * drawn. Draws from what it is given alone.
 */
PlimScene *plim_coal_chart_new (GPtrArray              *trades,
                                GPtrArray              *caps,
                                const PlimFilter       *filter,
                                const PlimChartOptions *options);

G_END_DECLS
