/* plim-chart-request.h: a chart asked for with what the workspace has chosen */

#pragma once

#include "app/charts/plim-chart.h"
#include "app/plim-workspace.h"
#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

/** @options: sizes in it do not matter: they come when it is built; @conversion is copied. */
PlimSceneRequest *plim_chart_request_new (PlimWorkspace          *workspace,
                                          PlimChartKind           kind,
                                          const PlimChartOptions *options);

G_END_DECLS
