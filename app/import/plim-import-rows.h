/* plim-import-rows.h: a report's records, as they arrive, into the open transaction */

#pragma once

#include "app/import/plim-import-plan.h"
#include "app/import/plim-parse-worker.h"
#include "app/store/plim-store-writer.h"

G_BEGIN_DECLS

/**
 * PlimImportRows:
 *
 * Takes what the parsing process hands over, one record at a time: checks it, doubts it where need be, and
 * gives it to the writer. Nothing of it stays in memory but the positions of one block and the ids of sources.
 */
typedef struct _PlimImportRows PlimImportRows;

/** @plan: its messages are added to, its symbol, edition, title and positions set. */
PlimImportRows       *plim_import_rows_new      (PlimStoreWriter       *writer,
                                                 PlimImportPlan        *plan);
void                  plim_import_rows_free     (PlimImportRows        *self);

/** What plim_parse_file() calls with the rows as data; message and progress are left to the caller. */
extern const PlimRecordSink plim_import_rows_sink;

/** Whether the import @other_id of the same edition says the same; how many claims these rows have. %FALSE on failure. */
gboolean              plim_import_rows_is_same  (PlimImportRows        *self,
                                                 PlimStore             *store,
                                                 gint64                 import_id,
                                                 gint64                 other_id,
                                                 gboolean              *same,
                                                 guint                 *n_claims,
                                                 GError               **error);

/** Writes the report's own row, after its last record. */
gboolean              plim_import_rows_finish   (PlimImportRows        *self,
                                                 GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimImportRows, plim_import_rows_free)

G_END_DECLS
