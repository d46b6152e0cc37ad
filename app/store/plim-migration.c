#include "config.h"

#include "app/store/plim-migration.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/store/plim-position-box.h"
#include "app/store/plim-schema.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"
#include "plim-store-resources.h"

#define BACKUPS_MAX 1000

static gboolean
execute (sqlite3     *db,
         const char  *sql,
         GError     **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  plim_store_set_error (error, db, "The store could not be brought up to date");
  return FALSE;
}

static guint
read_version (sqlite3 *db)
{
  g_autoptr(PlimStatement) row = plim_statement_new (db, "PRAGMA user_version", NULL);

  return row != NULL && plim_statement_next (row, NULL) ? (guint) plim_statement_get_int (row, 0) : 0;
}

/* "store-v1.db", "store-v1-2.db" …: one that nothing has yet, and from now on an empty file has. */
static char *
take_backup_name (const char  *path,
                  guint        version,
                  GError     **error)
{
  gsize stem = g_str_has_suffix (path, ".db") ? strlen (path) - strlen (".db") : strlen (path);

  for (guint i = 1; i <= BACKUPS_MAX; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%.*s-v%u%s.db", (int) stem, path, version, number);
      int fd = g_open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      if (fd >= 0)
        {
          close (fd);
          return g_steal_pointer (&name);
        }
      if (errno != EEXIST)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "The copy “%s” cannot be made: %s", name, g_strerror (errno));
          return NULL;
        }
    }

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "There are already %d copies of older versions beside “%s”", BACKUPS_MAX, path);
  return NULL;
}

/* Read through a connection of its own: the one that is going to change the store has it locked for writing, not for reading. */
static gboolean
copy_store (const char  *path,
            const char  *backup,
            GError     **error)
{
  sqlite3 *from = NULL, *to = NULL;
  sqlite3_backup *copy = NULL;
  gboolean done = FALSE;

  if (sqlite3_open_v2 (path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_open_v2 (backup, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && (copy = sqlite3_backup_init (to, "main", from, "main")) != NULL)
    {
      sqlite3_backup_step (copy, -1);
      done = sqlite3_backup_finish (copy) == SQLITE_OK;
    }
  if (!done)
    plim_store_set_error (error, to != NULL ? to : from, "The copy of the store could not be made");
  sqlite3_close (from);
  sqlite3_close (to);

  return done;
}

/* The steps from its version to today's, inside the open transaction. */
static gboolean
take_steps (sqlite3     *db,
            guint        version,
            const char  *path,
            GError     **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", PLIM_SCHEMA_VERSION);

  for (guint step = version + 1; step <= PLIM_SCHEMA_VERSION; step++)
    {
      g_autofree char *name = g_strdup_printf ("/io/github/plimsoll/store/migrations/%04u.sql", step);
      g_autoptr(GBytes) sql = g_resource_lookup_data (plim_store_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (sql == NULL || !execute (db, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }

  return plim_position_box_rebuild (db, error)
         && execute (db, set_version, error)
         && plim_schema_compare (db, path, error);
}

/* Old stores have small pages, of which blocks of positions would fill half. It is as right without: only bigger. */
static void
enlarge_pages (sqlite3 *db)
{
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_exec (db, "PRAGMA temp_store = FILE; PRAGMA page_size = " PLIM_SCHEMA_PAGE_SIZE "; VACUUM", NULL, NULL, NULL);
}

gboolean
plim_migration_run (const char  *path,
                    char       **backup,
                    GError     **error)
{
  g_autofree char *copy = NULL;
  GError *failure = NULL;
  gboolean done = FALSE;
  sqlite3 *db = NULL;
  guint version;

  *backup = NULL;
  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      plim_store_harden (db);
      done = execute (db, "PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE", &failure);
    }
  else
    plim_store_set_error (&failure, db, "The store cannot be opened");

  version = done ? read_version (db) : PLIM_SCHEMA_VERSION;
  if (version < PLIM_SCHEMA_VERSION)
    {
      copy = take_backup_name (path, version, &failure);
      done = copy != NULL && copy_store (path, copy, &failure) && take_steps (db, version, path, &failure)
             && execute (db, "COMMIT", &failure);
      if (done)
        {
          enlarge_pages (db);
          *backup = g_steal_pointer (&copy);
        }
      else if (copy != NULL)
        g_unlink (copy);
    }

  /* Tables of somebody else's making: that says itself what it has to say. */
  if (g_error_matches (failure, PLIM_ERROR, PLIM_ERROR_FOREIGN))
    g_propagate_error (error, failure);
  else if (failure != NULL)
    {
      g_set_error (error, PLIM_ERROR, failure->code,
                   "The store “%s” was written by an older version of Plimsoll and could not be brought up to date: %s It was not changed.",
                   path, failure->message);
      g_error_free (failure);
    }
  /* An open transaction ends with its connection, and nothing of it stays. */
  sqlite3_close (db);

  return done;
}
