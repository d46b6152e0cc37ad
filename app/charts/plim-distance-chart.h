/* plim-distance-chart.h: how far two vessels were from each other, over time */

#pragma once

#include "app/analysis/plim-track-compare.h"
#include "app/charts/plim-chart.h"

G_BEGIN_DECLS

/**
 * PlimDistanceVessel:
 * @name: a name or number that tells it from the other
 * @claims: (element-type PlimClaim): those that state the positions that the comparison was made from
 */
typedef struct
{
  const char *name;
  GPtrArray  *claims;
} PlimDistanceVessel;

/**
 * plim_distance_chart_new:
 * @longest_step_s: as the comparison was made: said in the picture
 *
 * Draws from what it is given alone. Where one of the two is not known there is no line.
 */
PlimScene *plim_distance_chart_new   (const PlimTrackComparison *comparison,
                                      const PlimDistanceVessel  *first,
                                      const PlimDistanceVessel  *second,
                                      gint64                     from_s,
                                      gint64                     to_s,
                                      gint64                     longest_step_s,
                                      gboolean                   exercise,
                                      const PlimChartOptions    *options);

/** Two vessels by PlimVessel.key, compared from @from_s to @to_s within the filter's days; where these are G_MININT64 and
 *  G_MAXINT64, as long as both have positions; @limit_m: nearer than this is pointed out. */
typedef struct
{
  const char      *first;
  const char      *second;
  gint64           from_s;
  gint64           to_s;
  double           limit_m;
  PlimTrackLimits  limits;
} PlimDistanceQuestion;

/** Asks the store, compares and draws. Any thread. %NULL with @error: the store failed, or does not know one of the two. */
PlimScene *plim_distance_chart_build (PlimStore                  *store,
                                      const PlimFilter           *filter,
                                      const PlimDistanceQuestion *question,
                                      const PlimChartOptions     *options,
                                      GError                    **error);

G_END_DECLS
