#include "config.h"

#include "app/store/plim-schema.h"
#include "tests/plim-test.h"

static char *
dump_schema (sqlite3 *db)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name", -1,
                                       &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < 4; i++)
      g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, i));
  sqlite3_finalize (statement);

  return g_string_free (text, FALSE);
}

static gint64
ask_number (sqlite3    *db,
            const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return number;
}

/* A fresh store has the tables of schema.sql, no more and no fewer. */
static void
test_fresh (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "store.db", NULL);
  g_autofree char *schema_path = plim_test_file ("../app/store/schema.sql");
  g_autofree char *schema = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  PlimStore *store = plim_test_open_store (dir);
  sqlite3 *fresh = NULL, *model = NULL;

  g_clear_object (&store);
  g_assert_true (g_file_get_contents (schema_path, &schema, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &fresh), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (":memory:", &model), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (model, schema, NULL, NULL, NULL), ==, SQLITE_OK);
  expected = dump_schema (model);
  found = dump_schema (fresh);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (ask_number (fresh, "PRAGMA application_id"), ==, PLIM_SQLITE_APPLICATION_ID);
  g_assert_cmpint (ask_number (fresh, "PRAGMA user_version"), ==, PLIM_SCHEMA_VERSION);
  /* What keeps a store honest: no column takes what it is not, and no row hangs on nothing. */
  g_assert_cmpint (ask_number (fresh, "SELECT count (*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                                      " AND name NOT LIKE 'sqlite%' AND NOT strict"), ==, 0);
  g_assert_cmpint (ask_number (fresh, "SELECT count (*) FROM pragma_table_list AS t WHERE schema = 'main' AND type = 'table'"
                                      " AND name NOT LIKE 'sqlite%' AND name <> 'import'"
                                      " AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list (t.name))"), ==, 0);

  sqlite3_close (fresh);
  sqlite3_close (model);
  plim_test_remove_dir (dir);
}

/* "PLIM" where file(1) looks for it. */
static void
test_header (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "store.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  PlimStore *store = plim_test_open_store (dir);
  guint version;
  gsize size;

  g_clear_object (&store);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpmem (contents + 68, 4, "PLIM", 4);
  g_assert_true (plim_schema_check_header (path, &version, &error));
  g_assert_cmpuint (version, ==, PLIM_SCHEMA_VERSION);

  plim_test_remove_dir (dir);
  g_assert_true (plim_schema_check_header (path, &version, &error));
  g_assert_cmpuint (version, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/schema/fresh", test_fresh);
  g_test_add_func ("/schema/header", test_header);

  return g_test_run ();
}
