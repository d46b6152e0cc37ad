#include "config.h"

#include "app/store/plim-statement.h"

#include "app/store/plim-store-private.h"

struct _PlimStatement
{
  sqlite3_stmt *statement;
  int           failed;      /* the first bind that failed, as SQLite's code */
};

static int
find_parameter (PlimStatement *self,
                const char    *name)
{
  int index = sqlite3_bind_parameter_index (self->statement, name);

  if (index == 0)
    g_critical ("%s is no parameter of: %s", name, sqlite3_sql (self->statement));

  return index;
}

static void
note_result (PlimStatement *self,
             int            result)
{
  if (result != SQLITE_OK && self->failed == SQLITE_OK)
    self->failed = result;
}

PlimStatement *
plim_statement_new (sqlite3     *db,
                    const char  *sql,
                    GError     **error)
{
  sqlite3_stmt *statement = NULL;
  PlimStatement *self;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      plim_store_set_error (error, db, "The store could not be asked");
      return NULL;
    }

  self = g_new0 (PlimStatement, 1);
  self->statement = statement;

  return self;
}

void
plim_statement_bind_text (PlimStatement *self,
                          const char    *name,
                          const char    *value)
{
  note_result (self, sqlite3_bind_text (self->statement, find_parameter (self, name), value, -1, SQLITE_TRANSIENT));
}

void
plim_statement_bind_int (PlimStatement *self,
                         const char    *name,
                         gint64         value)
{
  note_result (self, sqlite3_bind_int64 (self->statement, find_parameter (self, name), value));
}

void
plim_statement_bind_double (PlimStatement *self,
                            const char    *name,
                            double         value)
{
  note_result (self, sqlite3_bind_double (self->statement, find_parameter (self, name), value));
}

void
plim_statement_bind_blob (PlimStatement *self,
                          const char    *name,
                          gconstpointer  bytes,
                          gsize          size)
{
  note_result (self, sqlite3_bind_blob64 (self->statement, find_parameter (self, name), bytes, size, SQLITE_TRANSIENT));
}

gboolean
plim_statement_next (PlimStatement  *self,
                     GError        **error)
{
  int result;

  if (self->failed != SQLITE_OK)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "A value could not be handed to the store: %s", sqlite3_errstr (self->failed));
      return FALSE;
    }

  result = sqlite3_step (self->statement);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    plim_store_set_error (error, sqlite3_db_handle (self->statement), "The store did not answer");

  return FALSE;
}

gboolean
plim_statement_run (PlimStatement  *self,
                    GError        **error)
{
  GError *failure = NULL;

  while (plim_statement_next (self, &failure));
  plim_statement_reset (self);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

void
plim_statement_reset (PlimStatement *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->failed = SQLITE_OK;
}

gboolean
plim_statement_is_null (PlimStatement *self,
                        int            column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

const char *
plim_statement_get_text (PlimStatement *self,
                         int            column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

char *
plim_statement_dup_text (PlimStatement *self,
                         int            column)
{
  return g_strdup (plim_statement_get_text (self, column));
}

gint64
plim_statement_get_int (PlimStatement *self,
                        int            column)
{
  return sqlite3_column_int64 (self->statement, column);
}

double
plim_statement_get_double (PlimStatement *self,
                           int            column)
{
  return sqlite3_column_double (self->statement, column);
}

gconstpointer
plim_statement_get_blob (PlimStatement *self,
                         int            column,
                         gsize         *size)
{
  gconstpointer bytes = sqlite3_column_blob (self->statement, column);

  *size = (gsize) sqlite3_column_bytes (self->statement, column);

  return bytes;
}

void
plim_statement_free (PlimStatement *self)
{
  sqlite3_finalize (self->statement);
  g_free (self);
}
