/* plim-vessels-page.h: find a hull, and read what is said of it */

#pragma once

#include <adwaita.h>

#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

/** A vessel picked here is picked on every page, and the other way round. */
#define PLIM_TYPE_VESSELS_PAGE (plim_vessels_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimVesselsPage, plim_vessels_page, PLIM, VESSELS_PAGE, AdwBin)

GtkWidget *plim_vessels_page_new (PlimWorkspace *workspace);

G_END_DECLS
