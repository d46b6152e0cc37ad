/* plim-import-conflict.h: which new claims contradict one another or one in the store */

#pragma once

#include "app/import/plim-import-plan.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** Sets the plan's conflicting and conflicts, by asking the store after the import's rows are written (and not yet committed). */
gboolean plim_import_find_conflicts (PlimStore       *store,
                                     gint64           import_id,
                                     PlimImportPlan  *plan,
                                     GError         **error);

G_END_DECLS
