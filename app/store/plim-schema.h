/* plim-schema.h: tells our files from others'; creates a new one */

#pragma once

#include <sqlite3.h>

#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** "PLIM": in the file's header at offset 68. */
#define PLIM_SQLITE_APPLICATION_ID 0x504C494D
#define PLIM_SCHEMA_VERSION 2

/** A block of positions takes some two thousand bytes: of pages of SQLite's own four thousand half would stay empty. */
#define PLIM_SCHEMA_PAGE_SIZE "16384"

/**
 * plim_schema_check_header:
 *
 * Reads the file's first 100 bytes and nothing else. %FALSE: it is another program's database, of a newer version of
 * this one, or no database at all. *@version: of its tables; 0 where there is no file yet, or an empty one.
 */
gboolean plim_schema_check_header (const char  *path,
                                   guint       *version,
                                   GError     **error);

/** Makes all tables in one transaction. */
gboolean plim_schema_create       (sqlite3     *db,
                                   GError     **error);

/** Whether the tables are today's, no more and no fewer: a foreign trigger or view is found here before any query runs. */
gboolean plim_schema_compare      (sqlite3     *db,
                                   const char  *path,
                                   GError     **error);

G_END_DECLS
