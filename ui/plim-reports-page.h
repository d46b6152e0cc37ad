/* plim-reports-page.h: which reports the store holds, and what each of them claims */

#pragma once

#include <adwaita.h>

#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

#define PLIM_TYPE_REPORTS_PAGE (plim_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimReportsPage, plim_reports_page, PLIM, REPORTS_PAGE, AdwBin)

GtkWidget *plim_reports_page_new (PlimWorkspace *workspace);

G_END_DECLS
