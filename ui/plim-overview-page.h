/* plim-overview-page.h: four small finished figures, each with its sentence and source */

#pragma once

#include <adwaita.h>

#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

#define PLIM_TYPE_OVERVIEW_PAGE (plim_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimOverviewPage, plim_overview_page, PLIM, OVERVIEW_PAGE, AdwBin)

GtkWidget *plim_overview_page_new (PlimWorkspace *workspace);

G_END_DECLS
