/* plim-store-digest.h: one number that changes when any row of an import changes */

#pragma once

#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * plim_store_digest_import:
 *
 * The SHA-256 over the canonical rows of one import: every table in a fixed order, rows in the report's order,
 * each value with its type. Row numbers, times of import and file names are not in it: the same report gives the same
 * digest in every store. SQLite's own checks do not see a changed value; this does.
 */
char *plim_store_digest_import (PlimStore  *store,
                                gint64      import_id,
                                GError    **error);

G_END_DECLS
