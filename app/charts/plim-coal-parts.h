/* plim-coal-parts.h: what the files of the coal chart share with each other */

#pragma once

#include "app/analysis/plim-cap-usage.h"
#include "app/charts/plim-chart-frame.h"
#include "app/scene/plim-scale.h"

G_BEGIN_DECLS

typedef struct
{
  PlimChartFrame *frame;
  PlimScale       tonnes;
  PlimDayScale    days;
  double          axis_y;
} PlimCoalPlot;

/**
 * PlimCoalBar: one stated quantity
 * @part_of: (nullable): the bar this one is contained in, and inside which it is drawn
 * @place, @n_places: its share of the width where several stand for the same days
 */
typedef struct _PlimCoalBar PlimCoalBar;
struct _PlimCoalBar
{
  PlimTrade   *trade;
  PlimCoalBar *part_of;
  guint        place;
  guint        n_places;
};

/**
 * PlimLimb: how much of one limb of a cap is used by what was notified
 * @trades: (element-type PlimTrade): disjoint totals of one reporter
 */
typedef struct
{
  PlimCap   *cap;
  GPtrArray *trades;
  double     used;
  gboolean   money;
} PlimLimb;

/** (element-type PlimCoalBar): what has a quantity in tonnes above zero, contained ones after what contains them. */
GPtrArray *plim_coal_find_bars    (GPtrArray       *trades);
/** (element-type PlimLimb): of caps for which something was notified; limbs of one cap stand together. */
GPtrArray *plim_coal_find_limbs   (GPtrArray       *trades,
                                   GPtrArray       *caps);

void       plim_coal_draw_bars    (PlimCoalPlot    *plot,
                                   GPtrArray       *bars);
/** After all that is drawn, so that words are clear of it. */
void       plim_coal_label_bars   (PlimCoalPlot    *plot,
                                   GPtrArray       *bars);
/** Notified zeros, and months under a cap for which nothing is known. */
void       plim_coal_draw_zeros   (PlimCoalPlot    *plot,
                                   GPtrArray       *trades,
                                   GPtrArray       *caps);
/** The sum of what was notified under each cap in tonnes: hollow, around its months. */
void       plim_coal_draw_sums    (PlimCoalPlot    *plot,
                                   GPtrArray       *limbs);
/** One gauge for each limb, two in a row: whichever is reached first ends it. */
void       plim_coal_draw_limbs   (PlimCoalPlot    *plot,
                                   GPtrArray       *limbs,
                                   double           x,
                                   double           right,
                                   double           y);
/** What has days but no tonnes: counts of shipments, suspensions. In at most @n_lanes below @y. Returns: how many had no room. */
guint      plim_coal_draw_lanes   (PlimCoalPlot    *plot,
                                   GPtrArray       *trades,
                                   GPtrArray       *caps,
                                   double           y,
                                   guint            n_lanes);
double     plim_coal_limbs_mm     (PlimChartFrame  *frame,
                                   GPtrArray       *limbs);
guint      plim_coal_count_lanes  (GPtrArray       *trades,
                                   GPtrArray       *caps);
double     plim_coal_lane_mm      (PlimChartFrame  *frame);

/** A ban by resolution, as against a suspension by one state. */
gboolean   plim_coal_is_ban       (const PlimCap   *cap);
gboolean   plim_coal_is_suspension (const PlimCap  *cap);
gboolean   plim_coal_is_tonnes    (const PlimTrade *trade);

G_END_DECLS
