#include "config.h"

#include "app/store/plim-import-query.h"
#include "app/store/plim-schema.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-writer.h"
#include "app/store/plim-store.h"
#include "tests/plim-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SAMPLE "reports/sample.plimsoll-report.xml"

/* Of a store. */
#define PAGE_SIZE 16384

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = plim_test_make_dir ();
  fixture->path = g_build_filename (fixture->dir, "store.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_chmod (fixture->dir, 0700);
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

/* What another program may do to a file of ours, or to its own. */
static void
run_sql (const char *path,
         const char *sql)
{
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
make_filled (Fixture *fixture)
{
  g_autoptr(PlimStore) store = plim_test_fill_store (fixture->dir, SAMPLE, NULL);

  plim_store_close (store);
}

/* Refused with that code, a sentence that names the file, and not one byte of it changed. */
static void
assert_refused (Fixture    *fixture,
                int         code,
                const char *says)
{
  g_autofree char *before = plim_test_hash_file (fixture->path);
  g_autofree char *files_before = plim_test_list_dir (fixture->dir);
  g_autofree char *after = NULL;
  g_autofree char *files_after = NULL;
  g_autoptr(GError) error = NULL;
  PlimStore *store = plim_store_open (fixture->path, &error);

  g_assert_error (error, PLIM_ERROR, code);
  g_assert_null (store);
  g_assert_nonnull (strstr (error->message, "store.db"));
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);

  after = plim_test_hash_file (fixture->path);
  files_after = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (files_after, ==, files_before);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *deep = g_build_filename (fixture->dir, "a", "b", "store.db", NULL);
  g_autofree char *files = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStore) store = plim_store_open (deep, &error);
  g_autoptr(GPtrArray) reports = NULL;
  g_autofree char *folder = g_path_get_dirname (deep);

  g_assert_no_error (error);
  g_assert_false (plim_store_is_read_only (store));
  reports = plim_report_query (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 0);

  plim_store_close (store);
  files = plim_test_list_dir (folder);
  g_assert_cmpstr (files, ==, "store.db");
}

static void
test_same_twice (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_filled (fixture);
  before = plim_test_hash_file (fixture->path);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(PlimStore) store = plim_test_open_store (fixture->dir);
      g_autoptr(GPtrArray) reports = plim_report_query (store, NULL);

      g_assert_cmpuint (reports->len, ==, 1);
    }
  after = plim_test_hash_file (fixture->path);
  g_assert_cmpuint (strlen (before), ==, strlen (after));

  /* Two at the same time see the same, whoever writes. */
  {
    g_autoptr(PlimStore) one = plim_test_open_store (fixture->dir);
    g_autoptr(PlimStore) two = plim_test_open_store (fixture->dir);
    g_autoptr(PlimImportPlan) plan = plim_test_import (one, "../data/reports/s-2020-151.plimsoll-report.xml");
    g_autoptr(GPtrArray) reports = plim_report_query (two, NULL);

    g_assert_no_error (plan->error);
    g_assert_cmpuint (reports->len, ==, 2);
    plim_store_close (one);
    plim_store_close (two);
  }
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PlimStore) store = plim_test_fill_store (fixture->dir, SAMPLE, NULL);
  g_autofree char *files = NULL;
  g_autofree char *head = NULL;

  plim_store_close (store);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (files, ==, "store.db");

  /* A rollback journal's file format: what a read-only folder can serve. */
  g_assert_true (g_file_get_contents (fixture->path, &head, NULL, NULL));
  g_assert_cmpint (head[18], ==, 1);
  g_assert_cmpint (head[19], ==, 1);
}

static gpointer
query_thread (gpointer data)
{
  g_autoptr(GPtrArray) reports = plim_report_query (data, NULL);

  return GUINT_TO_POINTER (reports->len);
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PlimStore) store = plim_test_fill_store (fixture->dir, SAMPLE, NULL);
  g_autofree char *files = NULL;
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("query", query_thread, store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 1);

  plim_store_close (store);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (files, ==, "store.db");
}

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  run_sql (fixture->path, "CREATE TABLE bookmark (title TEXT); INSERT INTO bookmark VALUES ('x')");
  assert_refused (fixture, PLIM_ERROR_FOREIGN, "another program");
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  make_filled (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture, PLIM_ERROR_NEWER, "newer version of Plimsoll");
}

/* Ours by its mark, but with tables of no version there was. */
static void
test_no_version (Fixture       *fixture,
                 gconstpointer  data)
{
  make_filled (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 0");
  assert_refused (fixture, PLIM_ERROR_FOREIGN, "version");
}

static void
test_text_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');

  g_assert_true (g_file_set_contents (fixture->path, "Dear Sir", -1, NULL));
  assert_refused (fixture, PLIM_ERROR_FOREIGN, "no SQLite database");
  g_assert_true (g_file_set_contents (fixture->path, long_text, -1, NULL));
  assert_refused (fixture, PLIM_ERROR_FOREIGN, "no SQLite database");
}

static void
test_empty_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PlimStore) store = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *files = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  store = plim_store_open (fixture->path, &error);
  g_assert_no_error (error);
  plim_store_close (store);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (files, ==, "store.db");
}

static void
test_folder (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_mkdir (fixture->path, 0700);
  g_assert_null (plim_store_open (fixture->path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "store.db"));
}

/* What is no file is neither waited for nor replaced. */
static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  struct stat about;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (plim_store_open (fixture->path, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "store.db"));
  g_assert_cmpint (g_stat (fixture->path, &about), ==, 0);
  g_assert_true (S_ISFIFO (about.st_mode));
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize size;

  make_filled (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size / 2, NULL));
  assert_refused (fixture, PLIM_ERROR_DAMAGED, "damaged");
  g_assert_true (g_file_set_contents (fixture->path, contents, 50, NULL));
  assert_refused (fixture, PLIM_ERROR_FOREIGN, "no SQLite database");
}

static void
test_damaged_page (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize size;
  guint refused = 0;

  make_filled (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));

  /* A page of rubbish, page by page: found at the door, or no harm to what can be asked; never a crash. */
  for (gsize page = PAGE_SIZE; page + PAGE_SIZE <= size; page += PAGE_SIZE)
    {
      g_autofree char *damaged = g_memdup2 (contents, size);
      g_autoptr(PlimStore) store = NULL;
      g_autoptr(GError) error = NULL;

      memset (damaged + page, 0xa5, PAGE_SIZE);
      g_assert_true (g_file_set_contents (fixture->path, damaged, (gssize) size, NULL));
      store = plim_store_open (fixture->path, &error);
      if (store == NULL)
        {
          g_assert_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED);
          refused++;
        }
      else
        plim_store_close (store);
    }
  g_assert_cmpuint (refused, >=, (size / PAGE_SIZE - 1) * 9 / 10);

  memset (contents + PAGE_SIZE, 0xa5, PAGE_SIZE);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  assert_refused (fixture, PLIM_ERROR_DAMAGED, "damaged");
}

/* Whatever is not in our schema has no business in a store: it would run when we ask. */
static void
test_tampered (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const additions[] = {
    "CREATE TRIGGER later AFTER INSERT ON claim BEGIN DELETE FROM cite; END",
    "CREATE VIEW more AS SELECT 1",
    "CREATE TABLE more (x)",
    "CREATE INDEX more ON claim (known)",
    "DROP VIEW latest; CREATE VIEW latest AS SELECT import_id, symbol, edition, exercise, title, publisher, dated, handling FROM report",
    "DROP INDEX claim_by_subject",
    "ALTER TABLE cite ADD COLUMN more TEXT",
  };

  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_unlink (fixture->path);
      make_filled (fixture);
      run_sql (fixture->path, additions[i]);
      assert_refused (fixture, PLIM_ERROR_FOREIGN, "its tables are not those");
    }
}

static void
assert_readable_only (Fixture *fixture)
{
  g_autoptr(PlimStoreWriter) writer = NULL;
  g_autoptr(PlimStore) store = NULL;
  g_autoptr(GPtrArray) reports = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = plim_test_hash_file (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *files = NULL;

  store = plim_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (plim_store_is_read_only (store));
  reports = plim_report_query (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);

  writer = plim_store_writer_begin (store, &error);
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "write protected"));
  g_assert_null (writer);

  plim_store_close (store);
  after = plim_test_hash_file (fixture->path);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (files, ==, "store.db");
}

static void
test_read_only (void)
{
  Fixture fixture = { 0 };

  if (g_test_subprocess ())
    {
      set_up (&fixture, NULL);
      make_filled (&fixture);
      plim_test_drop_rights (fixture.dir, fixture.path);

      g_chmod (fixture.path, 0400);
      assert_readable_only (&fixture);
      g_chmod (fixture.path, 0600);
      g_chmod (fixture.dir, 0500);
      assert_readable_only (&fixture);

      /* Where there is none and none can be made. */
      {
        g_autofree char *missing = g_build_filename (fixture.dir, "other.db", NULL);
        g_autoptr(GError) error = NULL;

        g_assert_null (plim_store_open (missing, &error));
        g_assert_nonnull (strstr (error->message, "other.db"));
      }
      tear_down (&fixture, NULL);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/store/new", test_new },
    { "/store/same-twice", test_same_twice },
    { "/store/close", test_close },
    { "/store/threads", test_threads },
    { "/store/foreign", test_foreign },
    { "/store/newer", test_newer },
    { "/store/no-version", test_no_version },
    { "/store/text-file", test_text_file },
    { "/store/empty-file", test_empty_file },
    { "/store/folder", test_folder },
    { "/store/no-file", test_no_file },
    { "/store/truncated", test_truncated },
    { "/store/damaged-page", test_damaged_page },
    { "/store/tampered", test_tampered },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/store/read-only", test_read_only);

  return g_test_run ();
}
