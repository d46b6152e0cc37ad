/* plim-importer.h: a whole import: one task, one transaction, with progress */

#pragma once

#include <gio/gio.h>

#include "app/import/plim-fetch-request.h"
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

/** Whether the file itself goes into the store. A log is many times its blocks, and its digest is kept anyhow. */
typedef enum
{
  PLIM_ORIGINAL_OF_REPORTS,
  PLIM_ORIGINAL_ALWAYS,
  PLIM_ORIGINAL_NEVER,
} PlimOriginalKept;

/**
 * PlimImportOptions: what a person asked for
 * @as: "report" or a kind of log; %NULL: by content
 * @columns: of a table: which column is what, see plim-csv-mapping.h; %NULL: as remembered, else guessed. What is given is remembered
 *   when the import is kept
 * @exercise: what is in a log is an exercise
 */
typedef struct
{
  const char       *as;
  const char       *columns;
  gboolean          exercise;
  PlimOriginalKept  original;
} PlimImportOptions;

/** Properties: "fraction" (double, 0 to 1; notified in the main thread of its creator). */
PlimImporter *plim_importer_new             (PlimStore            *store);

/** For what is prepared afterwards; copied. */
void          plim_importer_set_options     (PlimImporter            *self,
                                             const PlimImportOptions *options);

/** Reads @files (element-type GFile) on the writer's thread. The result is one plan a file: (element-type PlimImportPlan). */
void          plim_importer_prepare_async   (PlimImporter         *self,
                                             GPtrArray            *files,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/** The same from a database that the person named: one plan. Finished as the other. */
void          plim_importer_fetch_async     (PlimImporter         *self,
                                             const PlimFetchRequest *request,
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
 * @options: (nullable): what the person asked for
 *
 * For the command line, in the calling thread: one file, one transaction. Returns: the plan, which also says why a file is
 * refused; %NULL where the store itself failed.
 */
PlimImportPlan *plim_importer_run           (PlimStore            *store,
                                             GFile                *file,
                                             gboolean              commit,
                                             const PlimImportOptions *options,
                                             GError              **error);

/** The same from a database. */
PlimImportPlan *plim_importer_run_fetch     (PlimStore            *store,
                                             const PlimFetchRequest *request,
                                             gboolean              commit,
                                             GError              **error);

G_END_DECLS
