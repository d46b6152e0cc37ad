/* plim-fetch-server.h: the database server that a person named, and what is remembered of it */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimFetchServer:
 * @host: a name, an address, or the folder of a local socket; never empty
 * @port, @database, @user, @sslmode: %NULL where left to PostgreSQL's own defaults
 * @more: (nullable): whatever else was said (sslrootcert=… connect_timeout=…), as PostgreSQL's library reads it; never a password
 * @password: (nullable): as typed; it lives as long as this value and is written nowhere. Without one the library looks into
 *   PGPASSFILE or ~/.pgpass
 */
typedef struct
{
  char *host;
  char *port;
  char *database;
  char *user;
  char *sslmode;
  char *more;
  char *password;
} PlimFetchServer;

/**
 * plim_fetch_server_parse:
 * @address: "postgresql://USER@HOST:PORT/DATABASE?sslmode=…" or "host=… port=… dbname=… user=…"
 *
 * Opens nothing. Whatever is wrong with the address, the message does not repeat it: there may be a password in it.
 */
PlimFetchServer *plim_fetch_server_parse       (const char             *address,
                                                GError                **error);
PlimFetchServer *plim_fetch_server_copy        (const PlimFetchServer  *self);
void             plim_fetch_server_free        (PlimFetchServer        *self);

/** The address again, without the password. */
char            *plim_fetch_server_to_address  (const PlimFetchServer  *self);

/** "database ais on db.example.org, port 5432". */
char            *plim_fetch_server_to_words    (const PlimFetchServer  *self);

/** What PostgreSQL's library is given: all but the password. */
char            *plim_fetch_server_to_conninfo (const PlimFetchServer  *self);

/**
 * PlimFetchMemory: what the person last named: $XDG_CONFIG_HOME/plimsoll/fetch.conf
 * @server: (nullable): without its password
 * @schema, @table: (nullable)
 *
 * Nothing is asked of a server because it is remembered.
 */
typedef struct
{
  PlimFetchServer *server;
  char            *schema;
  char            *table;
} PlimFetchMemory;

/** What there is; what cannot be read is as good as forgotten. */
PlimFetchMemory *plim_fetch_memory_load        (void);
gboolean         plim_fetch_memory_save        (const PlimFetchMemory  *self,
                                                GError                **error);
void             plim_fetch_memory_free        (PlimFetchMemory        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchServer, plim_fetch_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchMemory, plim_fetch_memory_free)

G_END_DECLS
