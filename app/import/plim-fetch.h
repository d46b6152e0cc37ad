/* plim-fetch.h: positions from the table of a shared archive into the local store */

#pragma once

#include "app/import/plim-fetch-request.h"
#include "app/import/plim-import-file.h"

G_BEGIN_DECLS

/**
 * plim_fetch_read:
 * @progress: (nullable): told in the calling thread; a guess from the server's statistics
 *
 * The server's answer is a table of positions like one from a file: it streams as CSV through the same jailed
 * reader, which checks and counts it, into @writer's transaction. The same answer again changes nothing: it is known by
 * the digest of its rows in whatever order they come.
 *
 * Returns: the plan; its error says what was tried and what the server said, and then nothing is in the transaction
 */
PlimImportPlan   *plim_fetch_read         (PlimStore               *store,
                                           PlimStoreWriter         *writer,
                                           const PlimFetchRequest  *request,
                                           GCancellable            *cancellable,
                                           PlimImportProgress       progress,
                                           gpointer                 progress_data);

G_END_DECLS
