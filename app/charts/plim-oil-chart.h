/* plim-oil-chart.h: barrels in each year, notified beside estimated, against the cap */

#pragma once

#include "app/charts/plim-chart.h"
#include "app/model/plim-trade.h"

G_BEGIN_DECLS

/**
 * plim_oil_chart_new:
 * @trades: (element-type PlimTrade): refined petroleum into the DPRK
 * @caps: (element-type PlimCap)
 * @conversions: (element-type PlimConversion): of which options->conversion may name one
 *
 * For each year the notified quantity beside the estimates; or, with options->cumulative_year, how
 * that year filled up. Draws from what it is given alone.
 */
PlimScene *plim_oil_chart_new (GPtrArray              *trades,
                               GPtrArray              *caps,
                               GPtrArray              *conversions,
                               const PlimFilter       *filter,
                               const PlimChartOptions *options);

G_END_DECLS
