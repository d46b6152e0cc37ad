/* plim-export-dialog.h: size, format, screen or paper colours, with a preview */

#pragma once

#include <adwaita.h>

#include "app/store/plim-store.h"
#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

#define PLIM_TYPE_EXPORT_DIALOG (plim_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PlimExportDialog, plim_export_dialog, PLIM, EXPORT_DIALOG, AdwWindow)

PlimExportDialog *plim_export_dialog_present (GtkWindow        *parent,
                                              PlimStore        *store,
                                              PlimSceneRequest *request);

G_END_DECLS
