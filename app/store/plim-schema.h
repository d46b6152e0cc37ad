/* plim-schema.h: tells our files from others'; creates a new one */

#pragma once

#include <sqlite3.h>

#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** "PLIM": in the file's header at offset 68. */
#define PLIM_SQLITE_APPLICATION_ID 0x504C494D
#define PLIM_SCHEMA_VERSION 2

/**
 * plim_schema_check_header:
 *
 * Reads the file's first 100 bytes and nothing else. %FALSE: it is another program's database, of a newer version of
 * this one, or no database at all. *@is_new: there is no file yet, or an empty one.
 */
gboolean plim_schema_check_header (const char  *path,
                                   gboolean    *is_new,
                                   GError     **error);

/** Makes all tables in one transaction. */
gboolean plim_schema_create       (sqlite3     *db,
                                   GError     **error);

/** Whether the tables are today's, no more and no fewer: a foreign trigger or view is found here before any query runs. */
gboolean plim_schema_compare      (sqlite3     *db,
                                   const char  *path,
                                   GError     **error);

G_END_DECLS
