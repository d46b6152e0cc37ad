#include "config.h"

#include "app/store/plim-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/store/plim-store-private.h"
#include "plim-store-resources.h"

#define HEADER_SIZE 100
#define USER_VERSION_AT 60
#define APPLICATION_ID_AT 68

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static GBytes *
lookup_schema (void)
{
  /* Naming the resource keeps the static library's linker from dropping it. */
  return g_resource_lookup_data (plim_store_get_resource (), "/io/github/plimsoll/store/schema.sql",
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* All of sqlite_master as one text, in a fixed order; SQLite's own tables left out. */
static char *
dump_schema (sqlite3 *db)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db,
                          "SELECT type, name, tbl_name, sql FROM sqlite_master"
                          " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
                          -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      for (int i = 0; i < 4; i++)
        g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, i));
  sqlite3_finalize (statement);

  return g_string_free (text, FALSE);
}

gboolean
plim_schema_check_header (const char  *path,
                          guint       *version,
                          GError     **error)
{
  guint8 header[HEADER_SIZE];
  struct stat about;
  gssize got;
  int fd;

  *version = 0;
  /* Opening a pipe would wait for somebody to write into it. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE,
                   "The store “%s” cannot be opened: %s. It was not changed.", path, g_strerror (errno));
      return FALSE;
    }

  if (fstat (fd, &about) != 0 || !S_ISREG (about.st_mode))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN,
                   "“%s” is a folder or a device, not a file that could be a Plimsoll store. It was not changed.", path);
      close (fd);
      return FALSE;
    }

  do
    got = read (fd, header, sizeof header);
  while (got < 0 && errno == EINTR);
  close (fd);

  if (got == 0)
    return TRUE;
  if (got < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN,
                   "“%s” is not a Plimsoll store: it is no SQLite database. It was not changed.", path);
      return FALSE;
    }
  if (read_be32 (header + APPLICATION_ID_AT) != PLIM_SQLITE_APPLICATION_ID)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN,
                   "“%s” is a database of another program, not a Plimsoll store. It was not changed.", path);
      return FALSE;
    }
  *version = read_be32 (header + USER_VERSION_AT);
  if (*version > PLIM_SCHEMA_VERSION)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_NEWER,
                   "The store “%s” was written by a newer version of Plimsoll (tables of version %u; this program knows version %u). "
                   "It was not changed; open it with the newer program.",
                   path, *version, PLIM_SCHEMA_VERSION);
      return FALSE;
    }
  if (*version == 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN,
                   "“%s” says it is a Plimsoll store, but of no version that there was. It was not changed.", path);
      return FALSE;
    }

  return TRUE;
}

gboolean
plim_schema_create (sqlite3  *db,
                    GError  **error)
{
  g_autoptr(GBytes) schema = lookup_schema ();
  g_autofree char *sql = g_strdup_printf ("PRAGMA page_size = " PLIM_SCHEMA_PAGE_SIZE "; BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d; PRAGMA user_version = %d;\nCOMMIT;",
                                          (const char *) g_bytes_get_data (schema, NULL),
                                          PLIM_SQLITE_APPLICATION_ID, PLIM_SCHEMA_VERSION);

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      plim_store_set_error (error, db, "A new store could not be created");
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }

  return TRUE;
}

gboolean
plim_schema_compare (sqlite3     *db,
                     const char  *path,
                     GError     **error)
{
  g_autoptr(GBytes) schema = lookup_schema ();
  g_autofree char *expected = NULL;
  g_autofree char *found = dump_schema (db);
  sqlite3 *model = NULL;

  if (sqlite3_open (":memory:", &model) != SQLITE_OK
      || sqlite3_exec (model, g_bytes_get_data (schema, NULL), NULL, NULL, NULL) != SQLITE_OK)
    g_error ("schema.sql is no schema: %s", sqlite3_errmsg (model));
  expected = dump_schema (model);
  sqlite3_close (model);

  if (strcmp (expected, found) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN,
                   "“%s” says it is a Plimsoll store of version %d, but its tables are not those of that version. It was not changed.",
                   path, PLIM_SCHEMA_VERSION);
      return FALSE;
    }

  return TRUE;
}
