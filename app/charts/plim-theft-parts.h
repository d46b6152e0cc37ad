/* plim-theft-parts.h: what the files of the theft timeline share with each other */

#pragma once

#include "app/analysis/plim-reconcile.h"
#include "app/charts/plim-chart-frame.h"
#include "app/scene/plim-scale.h"

G_BEGIN_DECLS

/**
 * PlimTheftPlot:
 * @incidents: (element-type PlimIncident): within the days shown
 * @currency: of the axis
 * @largest_mm: the radius of the highest amount
 * @undated_mm: where marks stand on the axis for want of an amount
 */
typedef struct
{
  PlimChartFrame *frame;
  GPtrArray      *incidents;
  const char     *currency;
  PlimScale       amounts;
  PlimDayScale    days;
  double          axis_y;
  double          highest;
  double          largest_mm;
  GArray         *undated_mm;
} PlimTheftPlot;

/** Stated totals for one period: several claims about it stand together. */
typedef struct
{
  GPtrArray      *totals;        /* PlimTheft */
  PlimReconciled *reconciled;    /* of the lowest */
  double          low, high;
  gboolean        outdated;      /* its publisher has since stated a total that holds these days */
} PlimStatedTotal;

/** (element-type PlimStatedTotal): those that can be reconciled, the most telling first. */
GPtrArray  *plim_stated_total_find   (GPtrArray       *thefts,
                                      GPtrArray       *incidents,
                                      const PlimPeriod *shown);

/** Height that one row of bars and their words takes. */
double      plim_stated_total_row_mm (PlimChartFrame  *frame);

/** Draws as many as have room in @n_rows below @y and adds them, lent, to @drawn. */
void        plim_stated_total_draw   (PlimTheftPlot   *plot,
                                      GPtrArray       *stated,
                                      double           y,
                                      guint            n_rows,
                                      GPtrArray       *drawn);

/** Adds to @notes what was left out of the totals and why. */
void        plim_stated_total_note   (GPtrArray       *notes,
                                      GPtrArray       *stated);

/** How strongly it is attributed, as a look. */
PlimStyle   plim_theft_get_style     (const PlimTheft *theft);

/** Circles, dates and names of all incidents, the largest named first. */
void        plim_theft_draw_incidents (PlimTheftPlot  *plot);

/** "Bybit", or "target not named" */
const char *plim_incident_get_name   (const PlimIncident *incident);

void        plim_stated_total_collect (GPtrArray      *claims,
                                       GPtrArray      *stated);

G_END_DECLS
