/* plim-store-private.h: for app/store alone: the connection behind a store */

#pragma once

#include <sqlite3.h>

#include "app/store/plim-store-writer.h"

G_BEGIN_DECLS

/** The calling thread's connection; opened on first use. Owned by the store. */
sqlite3 *plim_store_get_connection (PlimStore    *self,
                                    GError      **error);

/** A store may come from anyone: nothing in it is trusted, and nothing in it needs more than this leaves. */
void     plim_store_harden         (sqlite3      *db);

/** One or more statements without results. */
gboolean plim_store_execute        (PlimStore    *self,
                                    const char   *sql,
                                    GError      **error);

/** Turns SQLite's last error on @db into a GError that says at what. */
void     plim_store_set_error      (GError      **error,
                                    sqlite3      *db,
                                    const char   *what);

/** A statement of the open transaction, prepared once; @sql is a constant. Owned by the writer. */
PlimStatement *plim_store_writer_get_statement (PlimStoreWriter  *self,
                                                const char       *sql,
                                                GError          **error);

/** The columns of a report's row but for its keys: each as a parameter of its name. */
void           plim_store_bind_report          (PlimStatement    *row,
                                                const PlimReport *report,
                                                const char       *lang,
                                                const char       *status_on,
                                                const char       *handling);

/** How much of the store SQLite keeps in memory until the writer is freed. */
void           plim_store_writer_set_cache     (PlimStoreWriter  *self,
                                                guint             kib);

PlimStatement *plim_statement_new  (sqlite3      *db,
                                    const char   *sql,
                                    GError      **error);

G_END_DECLS
