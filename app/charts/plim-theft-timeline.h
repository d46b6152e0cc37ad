/* plim-theft-timeline.h: thefts along time, sized by value, reconciled with stated totals */

#pragma once

#include "app/charts/plim-chart.h"
#include "app/model/plim-theft.h"

G_BEGIN_DECLS

/**
 * plim_theft_timeline_new:
 * @thefts: (element-type PlimTheft): thefts and stated totals
 *
 * Draws from what it is given alone.
 */
PlimScene *plim_theft_timeline_new (GPtrArray              *thefts,
                                    const PlimFilter       *filter,
                                    const PlimChartOptions *options);

G_END_DECLS
