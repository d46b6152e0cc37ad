/* plim-chart-page.h: one chart with its switches, and the table of the claims behind it */

#pragma once

#include <adwaita.h>

#include "app/charts/plim-chart.h"
#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

/**
 * PlimChartPage:
 *
 * Coal, Oil and Crypto are three of these. Properties that the window's actions of the same name set:
 * "table", "logarithmic" (crypto), "cumulative" (oil), "with-notified" (oil).
 */
#define PLIM_TYPE_CHART_PAGE (plim_chart_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimChartPage, plim_chart_page, PLIM, CHART_PAGE, AdwBin)

GtkWidget *plim_chart_page_new (PlimWorkspace *workspace,
                                PlimChartKind  kind);

G_END_DECLS
