/* plim-test-store.h: a store of its own for each test, and files made up to be put into it */

#pragma once

#include "app/import/plim-importer.h"

G_BEGIN_DECLS

/** What g_test_add() gives to each test; @path is the store's, in @dir. */
typedef struct
{
  char      *dir;
  char      *path;
  PlimStore *store;
} PlimTestStore;

void            plim_test_store_set_up    (PlimTestStore           *self,
                                           gconstpointer            data);
/** A test may have let go of the store itself. */
void            plim_test_store_tear_down (PlimTestStore           *self,
                                           gconstpointer            data);

/** Imports these bytes as a file of that name; whether it was refused, the plan says. @options: or %NULL. */
PlimImportPlan *plim_test_import_bytes    (PlimTestStore           *self,
                                           const char              *name,
                                           gconstpointer            bytes,
                                           gssize                   size,
                                           const PlimImportOptions *options);

/** A report with this inside, as a file of that name. Free with g_free(). */
char           *plim_test_write_report    (PlimTestStore           *self,
                                           const char              *name,
                                           const char              *attributes,
                                           const char              *body);
PlimImportPlan *plim_test_import_report   (PlimTestStore           *self,
                                           const char              *name,
                                           const char              *attributes,
                                           const char              *body);

/** Whether one of the plan's messages has these words. */
gboolean        plim_test_has_message     (const PlimImportPlan    *plan,
                                           PlimSeverity             severity,
                                           const char              *says);
/** No error, nothing rejected, and these counts. */
void            plim_test_assert_counts   (const PlimImportPlan    *plan,
                                           guint                    added,
                                           guint                    revised,
                                           guint                    known,
                                           guint                    withdrawn);

/** The first column of what @sql gives, a line each, "-" for none. Free with g_free(). */
char           *plim_test_ask             (PlimStore               *store,
                                           const char              *sql);

G_END_DECLS
