/* plim-importer.h: a whole import: one task, one transaction, with progress */

#pragma once

#include <gio/gio.h>

#include "app/import/plim-import-plan.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimImporter:
 *
 * Reads files into one write transaction that stays open: what it would do is
 * the plan. Committing makes it so; rolling back, dropping the importer or a crash leaves the store as it was. A
 * second writer waits meanwhile and is told why. A file that is refused leaves no trace; the others of the same
 * import go on.
 */
#define PLIM_TYPE_IMPORTER (plim_importer_get_type ())
G_DECLARE_FINAL_TYPE (PlimImporter, plim_importer, PLIM, IMPORTER, GObject)

/** Properties: "fraction" (double, 0 to 1; notified in the main thread of its creator). */
PlimImporter *plim_importer_new             (PlimStore            *store);

/** Reads @files (element-type GFile) on the writer's thread. The result is one plan a file: (element-type PlimImportPlan). */
void          plim_importer_prepare_async   (PlimImporter         *self,
                                             GPtrArray            *files,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray    *plim_importer_prepare_finish  (PlimImporter         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/** Keeps (@commit) or undoes what was prepared. */
void          plim_importer_end_async       (PlimImporter         *self,
                                             gboolean              commit,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      plim_importer_end_finish      (PlimImporter         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/**
 * plim_importer_run:
 * @commit: %FALSE to see the plan only
 * @keep_original: %FALSE to leave the file itself out of the store
 *
 * For the command line, in the calling thread: one file, one transaction. Returns: the plan, which also says why a file is
 * refused; %NULL where the store itself failed.
 */
PlimImportPlan *plim_importer_run           (PlimStore            *store,
                                             GFile                *file,
                                             gboolean              commit,
                                             gboolean              keep_original,
                                             GError              **error);

G_END_DECLS
