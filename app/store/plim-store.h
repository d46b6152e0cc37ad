/* plim-store.h: opens a file; one connection per thread; transactions; backup */

#pragma once

#include <gio/gio.h>

#include "app/plim-error.h"

G_BEGIN_DECLS

#define PLIM_TYPE_STORE (plim_store_get_type ())
G_DECLARE_FINAL_TYPE (PlimStore, plim_store, PLIM, STORE, GObject)

typedef struct _PlimStatement PlimStatement;

/**
 * plim_store_open:
 * @path: created where it is not there, with its folder
 *
 * Opens in this order: header, application id, version, quick_check, then writable.
 * A store of a newer version, another program's database or a damaged file is refused and not changed by one byte. A
 * store that cannot be written (read-only file or folder) is opened for reading.
 * One of an older version is copied beside it and brought up to date; where it cannot be written it is refused.
 */
PlimStore  *plim_store_open          (const char   *path,
                                      GError      **error);
const char *plim_store_get_path      (PlimStore    *self);
/** The copy that was made of a store of an older version before it was brought up to date; else %NULL. */
const char *plim_store_get_backup    (PlimStore    *self);
gboolean    plim_store_is_read_only  (PlimStore    *self);
/** Closes every connection and returns a clean store to its rollback journal. Called by dispose. */
void        plim_store_close         (PlimStore    *self);

/** Closes the calling thread's connection, which must have no statement left: for a thread that ends before the store does. */
void        plim_store_release_thread (PlimStore   *self);

/** A statement on the calling thread's own connection. @sql is a whole statement and a constant. */
PlimStatement *plim_store_prepare    (PlimStore    *self,
                                      const char   *sql,
                                      GError      **error);

/** The default store: $XDG_DATA_HOME/plimsoll/plimsoll.db; free with g_free(). */
char       *plim_store_default_path  (void);

G_END_DECLS
