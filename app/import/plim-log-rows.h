/* plim-log-rows.h: a log's records, as they arrive, into the open transaction */

#pragma once

#include "app/import/plim-import-plan.h"
#include "app/import/plim-record-stream.h"
#include "app/store/plim-store-writer.h"

G_BEGIN_DECLS

/**
 * PlimLogRows:
 *
 * Makes a log one report of the store: each vessel's positions one track claim, each distinct set of what it broadcast of itself
 * one identity claim with the time in which it did (the first 200 of a vessel), lines without times and named points as such.
 * Used for files, and by the fetching from a database.
 */
typedef struct _PlimLogRows PlimLogRows;

/** @plan: its symbol, title, counts and messages are set. Both stay the caller's. */
PlimLogRows *plim_log_rows_new      (PlimStoreWriter      *writer,
                                     PlimImportPlan       *plan);
void         plim_log_rows_free     (PlimLogRows          *self);

/** First of all. */
gboolean     plim_log_rows_head     (PlimLogRows          *self,
                                     const PlimLogHead    *head,
                                     GError              **error);
gboolean     plim_log_rows_fixes    (PlimLogRows          *self,
                                     const PlimFix        *fixes,
                                     gsize                 n_fixes,
                                     GError              **error);
gboolean     plim_log_rows_craft    (PlimLogRows          *self,
                                     const PlimLogCraft   *craft,
                                     GError              **error);
gboolean     plim_log_rows_static   (PlimLogRows          *self,
                                     const PlimLogStatic  *statics,
                                     GError              **error);
gboolean     plim_log_rows_path     (PlimLogRows          *self,
                                     const PlimLogPath    *path,
                                     GError              **error);
gboolean     plim_log_rows_place    (PlimLogRows          *self,
                                     const PlimLogPlace   *place,
                                     GError              **error);
gboolean     plim_log_rows_reject   (PlimLogRows          *self,
                                     const PlimLogReject  *reject,
                                     GError              **error);

/** Writes what is held, the claims and the report's own row. @sha256: of the file, as hex: it names the report and pins its claims. */
gboolean     plim_log_rows_finish   (PlimLogRows          *self,
                                     const char           *sha256,
                                     GCancellable         *cancellable,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimLogRows, plim_log_rows_free)

G_END_DECLS
