/* plim-fetch-connection.h: one connection to the server that was named; everything can be given up, nothing waits for ever */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "app/import/plim-fetch-server.h"

G_BEGIN_DECLS

/**
 * PlimFetchConnection:
 *
 * Open, it is inside one transaction that reads only and sees one state of the database. Names mean what PostgreSQL itself
 * means by them (nothing but pg_catalog is searched), times are UTC, texts UTF-8. To be used by one thread.
 */
typedef struct _PlimFetchConnection PlimFetchConnection;

/** The only place where this program opens a connection to another machine. Gives up after twenty seconds. */
PlimFetchConnection *plim_fetch_connection_open   (const PlimFetchServer  *server,
                                                   GCancellable           *cancellable,
                                                   GError                **error);
void                 plim_fetch_connection_free   (PlimFetchConnection    *self);

/** In words: which server it is, as whom, and whether anybody on the way can read along. */
char                *plim_fetch_connection_to_words (PlimFetchConnection  *self);

/** A table's or column's name as it stands in SQL: whatever is in it stays a name. */
char                *plim_fetch_connection_quote  (PlimFetchConnection    *self,
                                                   const char             *name,
                                                   GError                **error);

/**
 * plim_fetch_connection_query:
 * @parameters: (nullable) (element-type utf8) (nullable elements): the values of $1, $2 …
 *
 * For small answers. Returns: rows, to be freed with PQclear().
 */
PGresult            *plim_fetch_connection_query  (PlimFetchConnection    *self,
                                                   const char             *sql,
                                                   GPtrArray              *parameters,
                                                   GCancellable           *cancellable,
                                                   GError                **error);

/** @line: one row as CSV, with its line end (and with more of them inside quotes, maybe). %FALSE ends the answer with the error. */
typedef gboolean   (*PlimFetchLine)               (const char             *line,
                                                   gsize                   size,
                                                   gpointer                data,
                                                   GError                **error);

/** For answers of any size: @sql's rows as CSV, its columns' names first, row by row; none is kept. What is given up is given up on
 * the server as well. */
gboolean             plim_fetch_connection_copy   (PlimFetchConnection    *self,
                                                   const char             *sql,
                                                   PlimFetchLine           take_line,
                                                   gpointer                data,
                                                   GCancellable           *cancellable,
                                                   GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchConnection, plim_fetch_connection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
