/* plim-import-dialog.h: reads reports, shows what they would change, and waits for a yes */

#pragma once

#include <adwaita.h>

#include "app/import/plim-fetch-request.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimImportDialog:
 *
 * While it is open the import's transaction is open: Import commits it, Cancel and closing
 * roll it back.
 *
 * Signal: "finished" (const char *words: what was imported, in a sentence; %NULL where nothing was).
 */
#define PLIM_TYPE_IMPORT_DIALOG (plim_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PlimImportDialog, plim_import_dialog, PLIM, IMPORT_DIALOG, AdwWindow)

PlimImportDialog *plim_import_dialog_new  (GtkWindow        *parent,
                                           PlimStore        *store);

/** Shows the dialog and begins to read @files (element-type GFile). */
void              plim_import_dialog_read (PlimImportDialog *self,
                                           GPtrArray        *files);

/** The same with what a database has. */
void              plim_import_dialog_fetch (PlimImportDialog       *self,
                                            const PlimFetchRequest *request);

G_END_DECLS
