#include "config.h"

#include "app/store/plim-import-query.h"
#include "app/store/plim-position-box.h"
#include "app/store/plim-schema.h"
#include "app/store/plim-store-digest.h"
#include "app/store/plim-store-private.h"
#include "app/store/plim-track-query.h"
#include "tests/plim-test.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *dir;
  char *path;
} Fixture;

/* A store as version 1 wrote it, with the two reports that the tests have: tests/stores/version-1.db.gz. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *packed_path = plim_test_file ("stores/version-1.db.gz");
  g_autoptr(GFile) packed = g_file_new_for_path (packed_path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr(GInputStream) plain = NULL;
  g_autoptr(GFile) store = NULL;
  g_autoptr(GFileOutputStream) out = NULL;
  g_autoptr(GError) error = NULL;

  fixture->dir = plim_test_make_dir ();
  fixture->path = g_build_filename (fixture->dir, "store.db", NULL);
  stream = g_file_read (packed, NULL, &error);
  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (stream), G_CONVERTER (unpacker));
  store = g_file_new_for_path (fixture->path);
  out = g_file_create (store, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain,
                          G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static char *
ask (const char *path,
     const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (statement, i));
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);

  return g_string_free (text, FALSE);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Every import's rows have the digest that version 1 wrote down, and every original is there. */
static void
assert_digests (PlimStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) imports = plim_import_query_all (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (imports->len, ==, 2);
  for (guint i = 0; i < imports->len; i++)
    {
      const PlimImportRecord *import = g_ptr_array_index (imports, i);
      g_autofree char *digest = plim_store_digest_import (store, import->import_id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (digest, ==, import->rows_sha256);
      g_assert_true (import->has_original);
    }
}

static void
test_migrated (Fixture       *fixture,
               gconstpointer  data)
{
  static const char schema[] = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";
  static const char tracks[] =
    "SELECT symbol, local_id, hex (content), vessel, mmsi, known_by FROM track JOIN claim USING (claim_key) JOIN report USING (import_id)"
    " ORDER BY 1, 2";
  g_autofree char *before = ask (fixture->path, "SELECT * FROM claim JOIN report USING (import_id) ORDER BY claim_key");
  g_autofree char *tracks_before = ask (fixture->path, tracks);
  g_autofree char *fresh_dir = plim_test_make_dir ();
  g_autofree char *fresh_path = g_build_filename (fresh_dir, "store.db", NULL);
  g_autofree char *copy_path = g_build_filename (fixture->dir, "store-v1.db", NULL);
  g_autofree char *fresh_schema = NULL, *found_schema = NULL, *after = NULL, *fresh_tracks = NULL, *kept = NULL, *pages = NULL;
  g_autofree char *version = NULL, *integrity = NULL, *files = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStore) store = plim_store_open (fixture->path, &error);
  PlimStore *fresh;

  g_assert_no_error (error);
  g_assert_cmpstr (plim_store_get_backup (store), ==, copy_path);
  assert_digests (store);
  g_assert_cmpint (plim_position_box_count_wrong (plim_store_get_connection (store, NULL), &error), ==, 0);
  g_assert_no_error (error);
  plim_store_close (store);

  /* Today's tables, letter for letter, and all that was in them. */
  fresh = plim_test_fill_store (fresh_dir, "reports/everything.plimsoll-report.xml", "reports/sample.plimsoll-report.xml", NULL);
  plim_store_close (fresh);
  g_object_unref (fresh);
  fresh_schema = ask (fresh_path, schema);
  found_schema = ask (fixture->path, schema);
  g_assert_cmpstr (found_schema, ==, fresh_schema);
  after = ask (fixture->path, "SELECT * FROM claim JOIN report USING (import_id) ORDER BY claim_key");
  g_assert_cmpstr (after, ==, before);
  integrity = ask (fixture->path, "SELECT * FROM pragma_integrity_check UNION ALL SELECT \"table\" FROM pragma_foreign_key_check");
  g_assert_cmpstr (integrity, ==, "ok|\n");
  pages = ask (fixture->path, "PRAGMA page_size");
  g_assert_cmpstr (pages, ==, PLIM_SCHEMA_PAGE_SIZE "|\n");

  /* The same report has the same claims, whichever version read it. */
  fresh_tracks = ask (fresh_path, tracks);
  g_assert_cmpstr (tracks_before, ==, fresh_tracks);
  g_assert_cmpuint (strlen (fresh_tracks), >, 0);

  /* What it was is beside it. */
  version = ask (copy_path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "1|\n");
  kept = ask (copy_path, "SELECT * FROM claim JOIN report USING (import_id) ORDER BY claim_key");
  g_assert_cmpstr (kept, ==, before);

  /* Once is enough. */
  g_clear_object (&store);
  store = plim_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (plim_store_get_backup (store));
  plim_store_close (store);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (files, ==, "store-v1.db store.db");

  plim_test_remove_dir (fresh_dir);
}

/* The positions of a track in blocks of version 1 are the ones that the same report gives today. */
static void
test_track (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *fresh_dir = plim_test_make_dir ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStore) store = plim_store_open (fixture->path, &error);
  g_autoptr(PlimStore) fresh = plim_test_fill_store (fresh_dir, "reports/everything.plimsoll-report.xml",
                                                     "reports/sample.plimsoll-report.xml", NULL);
  g_autoptr(GPtrArray) found = NULL, wanted = NULL;
  PlimFilter filter = PLIM_FILTER_ALL;

  g_assert_no_error (error);
  filter.exercise = TRUE;
  found = plim_track_query (store, &filter, &error);
  g_assert_no_error (error);
  wanted = plim_track_query (fresh, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (wanted->len, ==, 2);
  for (guint i = 0; i < found->len; i++)
    {
      const PlimTrack *a = g_ptr_array_index (found, i), *b = g_ptr_array_index (wanted, i);

      g_assert_cmpstr (a->claim->id, ==, b->claim->id);
      g_assert_cmpuint (a->positions->len, >, 0);
      g_assert_cmpuint (a->positions->len, ==, b->positions->len);
      for (guint j = 0; j < a->positions->len; j++)
        {
          const PlimPosition *here = &g_array_index (a->positions, PlimPosition, j);
          const PlimPosition *there = &g_array_index (b->positions, PlimPosition, j);

          g_assert_cmpint (here->time_s, ==, there->time_s);
          g_assert_cmpint (here->lat_e6, ==, there->lat_e6);
          g_assert_cmpint (here->lon_e6, ==, there->lon_e6);
          g_assert_cmpint (here->sog_tenths, ==, there->sog_tenths);
          g_assert_cmpint (here->cog_tenths, ==, there->cog_tenths);
          g_assert_cmpint (here->heading, ==, there->heading);
          g_assert_cmpint (here->draught_tenths, ==, there->draught_tenths);
          g_assert_cmpint (here->status, ==, there->status);
        }
    }
  plim_store_close (store);
  plim_store_close (fresh);
  plim_test_remove_dir (fresh_dir);
}

/* A file that two programs open at once, or that has a copy already: no copy is ever written over. */
static void
test_second_copy (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *first = g_build_filename (fixture->dir, "store-v1.db", NULL);
  g_autofree char *second = g_build_filename (fixture->dir, "store-v1-2.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStore) store = NULL;

  g_assert_true (g_file_set_contents (first, "mine", -1, NULL));
  store = plim_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plim_store_get_backup (store), ==, second);
  g_assert_true (g_file_get_contents (first, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
  plim_store_close (store);
}

static void
assert_refused (Fixture    *fixture,
                int         code,
                const char *words)
{
  g_autofree char *before = plim_test_hash_file (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *files = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (plim_store_open (fixture->path, &error));
  g_assert_error (error, PLIM_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  after = plim_test_hash_file (fixture->path);
  g_assert_cmpstr (after, ==, before);
  files = plim_test_list_dir (fixture->dir);
  g_assert_cmpstr (files, ==, "store.db");
}

/* What is not version 1's has no business in a store of version 1, and nothing of it runs. */
static void
test_tampered (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const additions[] = {
    "CREATE TRIGGER later AFTER DELETE ON position_block BEGIN DELETE FROM cite; END",
    "CREATE VIEW more AS SELECT 1",
    "CREATE TABLE rejection (x)",
    "ALTER TABLE cite ADD COLUMN more TEXT",
    "DROP TABLE leg",
  };

  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      if (i > 0)
        set_up (fixture, NULL);
      run_sql (fixture->path, additions[i]);
      /* A table of the same name is in the way before the comparison comes to it. */
      assert_refused (fixture, strstr (additions[i], "rejection") != NULL ? PLIM_ERROR_STORE : PLIM_ERROR_FOREIGN, "It was not changed");
      if (i + 1 < G_N_ELEMENTS (additions))
        tear_down (fixture, NULL);
    }
}

/* A damaged block cannot be looked into: nothing is changed then. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  run_sql (fixture->path, "UPDATE position_block SET positions = x'00ff'");
  assert_refused (fixture, PLIM_ERROR_DAMAGED, "It was not changed");
}

static void
test_read_only (void)
{
  Fixture fixture = { 0 };

  if (g_test_subprocess ())
    {
      set_up (&fixture, NULL);
      plim_test_drop_rights (fixture.dir, fixture.path);
      g_chmod (fixture.path, 0400);
      assert_refused (&fixture, PLIM_ERROR_STORE, "write protected");
      g_chmod (fixture.path, 0600);
      g_chmod (fixture.dir, 0500);
      assert_refused (&fixture, PLIM_ERROR_STORE, "write protected");
      g_chmod (fixture.dir, 0700);
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
    { "/migration/migrated", test_migrated },
    { "/migration/track", test_track },
    { "/migration/second-copy", test_second_copy },
    { "/migration/tampered", test_tampered },
    { "/migration/damaged", test_damaged },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/migration/read-only", test_read_only);

  return g_test_run ();
}
