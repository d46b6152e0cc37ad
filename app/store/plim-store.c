#include "config.h"

#include "app/store/plim-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/store/plim-migration.h"
#include "app/store/plim-schema.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"

/* How long a connection waits for another program's writing before it says so. */
#define BUSY_TIMEOUT_MS 5000

struct _PlimStore
{
  GObject     parent_instance;
  char       *path;
  char       *backup;        /* of a store that had to be brought up to date */
  gboolean    read_only;
  GMutex      lock;
  GHashTable *connections;   /* GThread * → sqlite3 * */
};

G_DEFINE_FINAL_TYPE (PlimStore, plim_store, G_TYPE_OBJECT)

void
plim_store_harden (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (db, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit (db, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit (db, SQLITE_LIMIT_COMPOUND_SELECT, 20);
  sqlite3_limit (db, SQLITE_LIMIT_VDBE_OP, 25000);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_exec (db,
                "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
                "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;",
                NULL, NULL, NULL);
}

/* Each connection serves one thread alone, and needs no lock of SQLite's. */
static sqlite3 *
open_connection (PlimStore  *self,
                 GError    **error)
{
  int flags = (self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (self->path, &db, flags, NULL) != SQLITE_OK)
    {
      g_autofree char *what = g_strdup_printf ("The store “%s” cannot be opened", self->path);

      plim_store_set_error (error, db, what);
      sqlite3_close (db);
      return NULL;
    }
  plim_store_harden (db);

  return db;
}

static gboolean
quick_check (sqlite3     *db,
             const char  *path,
             GError     **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(PlimStatement) check = plim_statement_new (db, "PRAGMA quick_check (1)", &failure);
  const char *answer = NULL;

  if (check != NULL && plim_statement_next (check, &failure))
    answer = plim_statement_get_text (check, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  if (failure != NULL && !g_error_matches (failure, PLIM_ERROR, PLIM_ERROR_DAMAGED))
    {
      g_set_error (error, PLIM_ERROR, failure->code, "The store “%s” cannot be opened: %s It was not changed.", path, failure->message);
      return FALSE;
    }
  if (answer == NULL)
    answer = sqlite3_errmsg (db);

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED,
               "The store “%s” is damaged (%s). It was not changed; open a backup, or import the reports into a new store.",
               path, answer);
  return FALSE;
}

/* Without write access in the folder there can be no journal: then the store is for reading. */
static gboolean
may_be_written (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (folder, W_OK) == 0 && access (path, W_OK) == 0;
}

/* Another program may have made the same store meanwhile, and may be writing to it: that one stays. An
 * empty file is nobody's store. */
static gboolean
give_name (const char *draft,
           const char *path)
{
  struct stat about;

  if (g_stat (path, &about) == 0 && about.st_size == 0)
    return g_rename (draft, path) == 0;
  if (link (draft, path) == 0 || errno == EEXIST)
    return TRUE;

  /* Some file systems have no links. */
  return (errno == EPERM || errno == ENOTSUP) && g_rename (draft, path) == 0;
}

/* A new store comes to its name whole: it is made beside it and then moved there. A file that is only
 * half there would be taken for another program's. */
static gboolean
create_file (const char  *path,
             GError     **error)
{
  g_autofree char *draft = g_strdup_printf ("%s.%d.new", path, (int) getpid ());
  sqlite3 *db = NULL;
  gboolean made;

  g_unlink (draft);
  if (sqlite3_open_v2 (draft, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      g_autofree char *what = g_strdup_printf ("The store “%s” cannot be created", path);

      plim_store_set_error (error, db, what);
      sqlite3_close (db);
      return FALSE;
    }
  plim_store_harden (db);
  made = plim_schema_create (db, error);
  sqlite3_close (db);

  if (made && !give_name (draft, path))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "The store “%s” cannot be created: %s.", path, g_strerror (errno));
      made = FALSE;
    }
  g_unlink (draft);

  return made;
}

static gboolean
bring_up_to_date (PlimStore  *self,
                  GError    **error)
{
  if (self->read_only)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE,
                   "The store “%s” was written by an older version of Plimsoll, and cannot be brought up to date where it is: the file or "
                   "its folder is write protected. It was not changed; open a copy of it that may be written.", self->path);
      return FALSE;
    }

  /* The other connection changes the tables, and the size of the pages, under this one. */
  plim_store_close (self);

  return plim_migration_run (self->path, &self->backup, error);
}

static gboolean
open_file (PlimStore  *self,
           GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  gboolean is_new;
  guint version;
  sqlite3 *db;

  if (!plim_schema_check_header (self->path, &version, error))
    return FALSE;
  is_new = version == 0;

  if (is_new && g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "The folder “%s” for the store cannot be made: %s.", folder, g_strerror (errno));
      return FALSE;
    }
  if (is_new && !create_file (self->path, error))
    return FALSE;
  self->read_only = !may_be_written (self->path);

  db = plim_store_get_connection (self, error);
  if (db == NULL)
    return FALSE;

  if (is_new)
    return TRUE;
  if (!quick_check (db, self->path, error))
    return FALSE;
  if (version < PLIM_SCHEMA_VERSION && !bring_up_to_date (self, error))
    return FALSE;
  db = plim_store_get_connection (self, error);
  if (db == NULL || !plim_schema_compare (db, self->path, error))
    return FALSE;

  return TRUE;
}

static void
plim_store_dispose (GObject *object)
{
  plim_store_close (PLIM_STORE (object));

  G_OBJECT_CLASS (plim_store_parent_class)->dispose (object);
}

static void
plim_store_finalize (GObject *object)
{
  PlimStore *self = PLIM_STORE (object);

  g_hash_table_unref (self->connections);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->backup);

  G_OBJECT_CLASS (plim_store_parent_class)->finalize (object);
}

static void
plim_store_class_init (PlimStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = plim_store_finalize;
}

static void
plim_store_init (PlimStore *self)
{
  g_mutex_init (&self->lock);
  self->connections = g_hash_table_new (NULL, NULL);
}

sqlite3 *
plim_store_get_connection (PlimStore  *self,
                           GError    **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  sqlite3 *db = g_hash_table_lookup (self->connections, g_thread_self ());

  if (db == NULL)
    {
      db = open_connection (self, error);
      if (db != NULL)
        g_hash_table_insert (self->connections, g_thread_self (), db);
    }

  return db;
}

gboolean
plim_store_execute (PlimStore   *self,
                    const char  *sql,
                    GError     **error)
{
  sqlite3 *db = plim_store_get_connection (self, error);

  if (db == NULL)
    return FALSE;
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      plim_store_set_error (error, db, "The store could not be changed");
      return FALSE;
    }

  return TRUE;
}

void
plim_store_set_error (GError     **error,
                      sqlite3     *db,
                      const char  *what)
{
  int code = sqlite3_errcode (db) & 0xff;
  gboolean busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;

  g_set_error (error, PLIM_ERROR,
               busy ? PLIM_ERROR_BUSY : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? PLIM_ERROR_DAMAGED : PLIM_ERROR_STORE,
               "%s: %s.", what, busy ? "another program is writing to the store; try again when it has finished" : sqlite3_errmsg (db));
}

PlimStore *
plim_store_open (const char  *path,
                 GError     **error)
{
  g_autoptr(PlimStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (PLIM_TYPE_STORE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  if (!open_file (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
plim_store_get_path (PlimStore *self)
{
  return self->path;
}

const char *
plim_store_get_backup (PlimStore *self)
{
  return self->backup;
}

gboolean
plim_store_is_read_only (PlimStore *self)
{
  return self->read_only;
}

void
plim_store_close (PlimStore *self)
{
  GHashTableIter iter;
  gpointer db, last = NULL;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, &db))
    {
      if (last != NULL)
        sqlite3_close_v2 (last);
      last = db;
    }
  g_hash_table_remove_all (self->connections);

  if (last != NULL)
    {
      /* The last one out leaves a single plain file that a read-only folder can serve. Where another
       * program still has it open this fails, and that one will do it. */
      if (!self->read_only)
        {
          sqlite3_busy_timeout (last, 0);
          sqlite3_exec (last, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
        }
      sqlite3_close_v2 (last);
    }
}

void
plim_store_release_thread (PlimStore *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  sqlite3 *db = g_hash_table_lookup (self->connections, g_thread_self ());

  /* The last one is left for plim_store_close(), which tidies up. */
  if (db != NULL && g_hash_table_size (self->connections) > 1)
    {
      g_hash_table_remove (self->connections, g_thread_self ());
      sqlite3_close_v2 (db);
    }
}

PlimStatement *
plim_store_prepare (PlimStore   *self,
                    const char  *sql,
                    GError     **error)
{
  sqlite3 *db = plim_store_get_connection (self, error);

  return db != NULL ? plim_statement_new (db, sql, error) : NULL;
}

char *
plim_store_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "plimsoll", "plimsoll.db", NULL);
}
