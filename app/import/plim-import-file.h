/* plim-import-file.h: one file read into an open transaction */

#pragma once

#include <gio/gio.h>

#include "app/import/plim-import-plan.h"
#include "app/import/plim-importer.h"
#include "app/store/plim-store-writer.h"

G_BEGIN_DECLS

/** @fraction: of the file, 0 to 1. */
typedef void (*PlimImportProgress) (double   fraction,
                                    gpointer data);

/**
 * plim_import_file_read:
 * @options: (nullable): what the person asked for
 * @progress: (nullable): told in the calling thread as records come
 *
 * Reads, checks and writes one file within @writer's transaction, on the writer's thread. What is wrong with the file stands in
 * the plan, and then nothing of it is in the transaction; so does that the store has it already.
 */
PlimImportPlan *plim_import_file_read (PlimStore           *store,
                                       PlimStoreWriter     *writer,
                                       GFile               *file,
                                       const PlimImportOptions *options,
                                       GCancellable        *cancellable,
                                       PlimImportProgress   progress,
                                       gpointer             progress_data);

G_END_DECLS
