/* plim-migration.h: brings a store of an older version up to date */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_migration_run:
 * @backup: (out) (transfer full): the copy that was made, or %NULL where another program had brought it up to date meanwhile
 *
 * First a copy beside the store, under a name that nothing has yet ("store-v1.db" for "store.db"); then one transaction,
 * at whose end the tables must be today's. Where anything fails the store is as it was and the copy is gone.
 */
gboolean plim_migration_run (const char  *path,
                             char       **backup,
                             GError     **error);

G_END_DECLS
