#include "config.h"

#include "tests/plim-test.h"

#include "app/analysis/plim-geo.h"
#include "app/import/plim-importer.h"
#include "app/import/plim-parse-worker.h"
#include "app/model/plim-text.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
plim_test_init (int    *argc,
                char ***argv)
{
  if (plim_parse_worker_wanted (*argc, *argv))
    exit (plim_parse_worker_main (*argc, *argv));

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}

char *
plim_test_file (const char *relative)
{
  return g_build_filename (PLIM_SOURCE_DATA_DIR, "..", "tests", relative, NULL);
}

char *
plim_test_make_dir (void)
{
  g_autoptr(GError) error = NULL;
  char *path = g_dir_make_tmp ("plimsoll-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

void
plim_test_remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        plim_test_remove_dir (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
plim_test_compare_expected (const char *name,
                            const char *bytes,
                            gsize       size)
{
  g_autofree char *relative = g_build_filename ("expected", name, NULL);
  g_autofree char *path = plim_test_file (relative);
  g_autofree char *wanted = NULL;
  g_autoptr(GError) error = NULL;
  gsize wanted_size;

  if (g_strcmp0 (g_getenv ("PLIM_TEST_UPDATE"), "1") == 0)
    {
      g_file_set_contents (path, bytes, size, &error);
      g_assert_no_error (error);
      return;
    }

  g_file_get_contents (path, &wanted, &wanted_size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, size, wanted, wanted_size);
}

PlimStore *
plim_test_open_store (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "store.db", NULL);
  g_autoptr(GError) error = NULL;
  PlimStore *store = plim_store_open (path, &error);

  g_assert_no_error (error);

  return store;
}

PlimImportPlan *
plim_test_import (PlimStore  *store,
                  const char *relative)
{
  g_autofree char *path = g_path_is_absolute (relative) ? g_strdup (relative) : plim_test_file (relative);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  PlimImportPlan *plan = plim_importer_run (store, file, TRUE, NULL, &error);

  g_assert_no_error (error);

  return plan;
}

PlimStore *
plim_test_fill_store (const char *dir,
                      const char *first,
                      ...)
{
  PlimStore *store = plim_test_open_store (dir);
  va_list names;

  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    {
      g_autoptr(PlimImportPlan) plan = plim_test_import (store, name);

      g_assert_no_error (plan->error);
    }
  va_end (names);

  return store;
}

static gboolean
shift_longitude (const GMatchInfo *match,
                 GString          *text,
                 gpointer          data)
{
  g_autofree char *longitude = g_match_info_fetch (match, 1);
  char moved[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (moved, sizeof moved, "%.6f", plim_geo_wrap (g_ascii_strtod (longitude, NULL) + *(const double *) data));
  g_string_append_printf (text, " lon=\"%s\"", moved);

  return FALSE;
}

char *
plim_test_shift_report (const char *relative,
                        const char *dir,
                        double      degrees)
{
  g_autofree char *path = plim_test_file (relative), *text = NULL, *shifted = NULL;
  g_autoptr(GRegex) longitude = g_regex_new (" lon=\"([-+0-9.]+)\"", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr(GError) error = NULL;
  char *written = g_build_filename (dir, "shifted.plimsoll-report.xml", NULL);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  shifted = g_regex_replace_eval (longitude, text, -1, 0, 0, shift_longitude, &degrees, &error);
  g_assert_no_error (error);
  g_file_set_contents (written, shifted, -1, &error);
  g_assert_no_error (error);

  return written;
}

static void
dump_rows (sqlite3    *db,
           const char *table,
           GString    *text)
{
  /* A time and a program's version are no statement of the file's. */
  g_autofree char *sql = g_str_equal (table, "import")
    ? g_strdup ("SELECT import_id, kind, file_name, bytes, sha256, rows_sha256 FROM import")
    : g_strdup_printf ("SELECT * FROM \"%s\"", table);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      GString *row = g_string_new (table);

      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const guint8 *bytes = sqlite3_column_blob (statement, i);
          int size = sqlite3_column_bytes (statement, i);

          g_string_append_printf (row, "|%d:", sqlite3_column_type (statement, i));
          if (sqlite3_column_type (statement, i) == SQLITE_BLOB)
            for (int j = 0; j < size; j++)
              g_string_append_printf (row, "%02x", bytes[j]);
          else if (bytes != NULL)
            g_string_append_len (row, (const char *) bytes, size);
        }
      g_ptr_array_add (rows, g_string_free (row, FALSE));
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);

  g_ptr_array_sort (rows, plim_text_compare);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (rows, i));
}

char *
plim_test_dump_store (const char *path)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *tables = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'view'"
                                      " AND type <> 'shadow' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    dump_rows (db, (const char *) sqlite3_column_text (tables, 0), text);
  sqlite3_finalize (tables);
  sqlite3_close (db);

  return g_string_free (text, FALSE);
}

char *
plim_test_list_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, plim_text_compare);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

char *
plim_test_hash_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, size);
}

void
plim_test_drop_rights (const char *dir,
                       const char *path)
{
  if (geteuid () != 0)
    return;

  /* The file goes along; and newer GLib gives each test a folder that only its maker may enter. */
  g_assert_cmpint (chown (dir, 65534, 65534) | chown (path, 65534, 65534), ==, 0);
  g_chmod (g_get_tmp_dir (), 01777);
  g_assert_cmpint (setgid (65534) | setuid (65534), ==, 0);
}
