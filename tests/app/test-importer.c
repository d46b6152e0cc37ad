#include "config.h"

#include "app/import/plim-importer.h"
#include "app/import/plim-original.h"
#include "app/model/plim-text.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-store-writer.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <stdio.h>
#include <string.h>

#define EVERYTHING "reports/everything.plimsoll-report.xml"
#define SAMPLE     "reports/sample.plimsoll-report.xml"
#define ONE_CLAIM  "<trade><total id='t1' commodity='coal' direction='export' from='2032' quantity='1' unit='t'/></trade>"

typedef struct
{
  GMainLoop *loop;
  GPtrArray *plans;
  gboolean   done;
  GError    *error;
  double     fraction;
} Batch;

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Batch *batch = data;

  batch->plans = plim_importer_prepare_finish (NULL, result, &batch->error);
  g_main_loop_quit (batch->loop);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Batch *batch = data;

  batch->done = plim_importer_end_finish (NULL, result, &batch->error);
  g_main_loop_quit (batch->loop);
}

static void
fraction_cb (GObject    *importer,
             GParamSpec *pspec,
             gpointer    data)
{
  Batch *batch = data;
  double fraction;

  g_object_get (importer, "fraction", &fraction, NULL);
  g_assert_cmpfloat (fraction, >=, batch->fraction);
  batch->fraction = fraction;
}

static GPtrArray *
make_files (const char *first,
            ...)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  va_list names;

  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    g_ptr_array_add (files, g_file_new_for_path (name));
  va_end (names);

  return files;
}

enum { COMMIT, ROLL_BACK, CANCEL, DROP };

/* Three files, the middle one is no report: the others do not care. */
static void
test_batch (PlimTestStore *fixture,
            gconstpointer  data)
{
  int how = GPOINTER_TO_INT (data);
  g_autofree char *everything = plim_test_file (EVERYTHING);
  g_autofree char *bad = plim_test_write_report (fixture, "bad.xml", "symbol='R/1'", "<nonsense/>");
  g_autofree char *sample = plim_test_file (SAMPLE);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) files = make_files (everything, bad, sample, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PlimImporter) importer = plim_importer_new (fixture->store);
  Batch batch = { .loop = g_main_loop_new (NULL, FALSE) };

  g_signal_connect (importer, "notify::fraction", G_CALLBACK (fraction_cb), &batch);
  if (how == CANCEL)
    g_cancellable_cancel (cancellable);
  plim_importer_prepare_async (importer, files, cancellable, prepared_cb, &batch);
  g_main_loop_run (batch.loop);

  if (how == CANCEL)
    {
      g_assert_error (batch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&batch.error);
    }
  else
    {
      g_assert_no_error (batch.error);
      g_assert_cmpuint (batch.plans->len, ==, 3);
      plim_test_assert_counts (g_ptr_array_index (batch.plans, 0), 23, 0, 0, 0);
      g_assert_error (((PlimImportPlan *) g_ptr_array_index (batch.plans, 1))->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      plim_test_assert_counts (g_ptr_array_index (batch.plans, 2), 13, 0, 0, 0);
      /* Nobody sees it before it is decided. */
      {
        g_autofree char *meanwhile = plim_test_dump_store (fixture->path);

        g_assert_cmpstr (meanwhile, ==, before);
      }
    }

  if (how == COMMIT || how == ROLL_BACK)
    {
      plim_importer_end_async (importer, how == COMMIT, ended_cb, &batch);
      g_main_loop_run (batch.loop);
      g_assert_no_error (batch.error);
      g_assert_true (batch.done);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handlers_disconnect_by_data (importer, &batch);
  g_clear_object (&importer);

  after = plim_test_dump_store (fixture->path);
  if (how == COMMIT)
    {
      g_autoptr(GPtrArray) reports = plim_report_query (fixture->store, NULL);
      g_autoptr(GPtrArray) integrity = plim_import_query_integrity (fixture->store, NULL);

      g_assert_cmpuint (reports->len, ==, 2);
      g_assert_cmpuint (integrity->len, ==, 0);
      g_assert_cmpfloat (batch.fraction, >, 0);
    }
  else
    g_assert_cmpstr (after, ==, before);

  /* Whatever became of it, the lock is free. */
  {
    g_autoptr(PlimImportPlan) plan = plim_test_import_report (fixture, "later.xml", "symbol='R/9'", ONE_CLAIM);

    plim_test_assert_counts (plan, 1, 0, 0, 0);
  }

  g_clear_pointer (&batch.plans, g_ptr_array_unref);
  g_main_loop_unref (batch.loop);
}

static void
test_busy (PlimTestStore *fixture,
           gconstpointer  data)
{
  g_autoptr(PlimStore) other = plim_test_open_store (fixture->dir);
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (other, NULL);
  g_autofree char *path = plim_test_file (SAMPLE);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (writer);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, &error);
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another program is writing"));
  g_assert_null (plan);

  g_clear_pointer (&writer, plim_store_writer_free);
  g_clear_error (&error);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (plan->error);
  plim_store_close (other);
}

static void
test_preview (PlimTestStore *fixture,
              gconstpointer  data)
{
  g_autofree char *path = plim_test_file (EVERYTHING);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr(PlimImportPlan) preview = plim_importer_run (fixture->store, file, FALSE, NULL, NULL);
  g_autoptr(PlimImportPlan) plan = NULL;

  after = plim_test_dump_store (fixture->path);
  g_assert_cmpstr (after, ==, before);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, NULL);
  plim_test_assert_counts (plan, preview->added, preview->revised, preview->known, preview->withdrawn);
  g_assert_cmpuint (plan->conflicting, ==, preview->conflicting);
  g_assert_cmpuint (plan->messages->len, ==, preview->messages->len);
  g_assert_cmpuint (plan->positions, ==, preview->positions);
}

static void
test_not_files (PlimTestStore *fixture,
                gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.xml", NULL);
  g_autoptr(PlimImportPlan) folder = plim_test_import (fixture->store, fixture->dir);
  g_autoptr(PlimImportPlan) nothing = plim_test_import (fixture->store, missing);
  g_autoptr(PlimImportPlan) device = plim_test_import (fixture->store, "/dev/zero");

  g_assert_error (folder->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_error (nothing->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_error (device->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
}

static gpointer
append_thread (gpointer data)
{
  FILE *file = fopen (data, "a");

  for (guint i = 0; i < 200; i++)
    {
      fputs (" ", file);
      fflush (file);
      g_usleep (2000);
    }
  fclose (file);

  return NULL;
}

static void
test_changing_file (PlimTestStore *fixture,
                    gconstpointer  data)
{
  GString *body = g_string_new ("<trade>");
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  GThread *thread;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (body, "<total id='t%u' commodity='coal' direction='export' from='2032' quantity='%u' unit='t'"
                                  " laden='0.%u'/>\n", i, i, i + 1);
  g_string_append (body, "</trade>");
  path = plim_test_write_report (fixture, "a.xml", "symbol='R/1'", body->str);
  g_string_free (body, TRUE);

  thread = g_thread_new ("append", append_thread, path);
  g_usleep (5000);
  plan = plim_test_import (fixture->store, path);
  g_thread_join (thread);
  after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "changed while it was being read"));
  g_assert_cmpstr (after, ==, before);
}

/* Kept whole, whatever its size: an empty tail, one part, several that do not compress. */
static void
test_original (PlimTestStore *fixture,
               gconstpointer  data)
{
  static const guint sizes[] = { 0, 1000, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.xml", i);
      g_autofree char *attributes = g_strdup_printf ("symbol='R/%u'", i);
      GString *body = g_string_new ("<!--");
      g_autofree char *path = NULL;
      g_autofree char *hash = NULL;
      g_autofree char *unpacked = NULL;
      g_autoptr(PlimImportPlan) plan = NULL;
      g_autoptr(GPtrArray) imports = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) part = NULL;
      gint64 import_id;

      for (guint j = 0; j < sizes[i]; j++)
        g_string_append_c (body, (char) g_test_rand_int_range ('0', 'z'));
      g_string_append (body, "-->" ONE_CLAIM);
      path = plim_test_write_report (fixture, name, attributes, body->str);
      g_string_free (body, TRUE);
      plan = plim_test_import (fixture->store, path);
      g_assert_no_error (plan->error);

      imports = plim_import_query_all (fixture->store, NULL);
      import_id = ((PlimImportRecord *) g_ptr_array_index (imports, i))->import_id;
      hash = plim_test_hash_file (path);
      unpacked = plim_original_query_digest (fixture->store, import_id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (unpacked, ==, hash);
      g_assert_cmpstr (((PlimImportRecord *) g_ptr_array_index (imports, i))->sha256, ==, hash);
      g_assert_nonnull (((PlimImportRecord *) g_ptr_array_index (imports, i))->kind);
      /* Of 1 MiB each. */
      part = plim_import_query_original (fixture->store, import_id, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (part != NULL, ==, sizes[i] > 2000000);
    }
}

static char *
join_digests (const char * const *names)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_open_store (dir);
  g_autoptr(GPtrArray) imports = NULL;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(PlimImportPlan) plan = plim_test_import (store, names[i]);

      g_assert_no_error (plan->error);
    }
  imports = plim_import_query_all (store, NULL);
  for (guint i = 0; i < imports->len; i++)
    {
      const PlimImportRecord *import = g_ptr_array_index (imports, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", import->file_name, import->sha256, import->rows_sha256));
    }
  g_ptr_array_sort (lines, plim_text_compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));

  plim_store_close (store);
  plim_test_remove_dir (dir);

  return g_string_free (text, FALSE);
}

/* What a report became does not depend on what came before it. */
static void
test_digests (void)
{
  static const char * const forth[] = { EVERYTHING, SAMPLE, "../data/reports/s-2020-151.plimsoll-report.xml", NULL };
  static const char * const back[] = { "../data/reports/s-2020-151.plimsoll-report.xml", SAMPLE, EVERYTHING, NULL };
  g_autofree char *one = join_digests (forth);
  g_autofree char *again = join_digests (forth);
  g_autofree char *other = join_digests (back);

  g_assert_cmpstr (again, ==, one);
  g_assert_cmpstr (other, ==, one);
  g_assert_cmpuint (strlen (one), >, 3 * 128);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (PlimTestStore *, gconstpointer); int data; } tests[] = {
    { "/importer/batch/commit", test_batch, COMMIT },
    { "/importer/batch/roll-back", test_batch, ROLL_BACK },
    { "/importer/batch/cancel", test_batch, CANCEL },
    { "/importer/batch/drop", test_batch, DROP },
    { "/importer/busy", test_busy },
    { "/importer/preview", test_preview },
    { "/importer/not-files", test_not_files },
    { "/importer/changing-file", test_changing_file },
    { "/importer/original", test_original },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PlimTestStore, GINT_TO_POINTER (tests[i].data), plim_test_store_set_up, tests[i].test, plim_test_store_tear_down);
  g_test_add_func ("/importer/digests", test_digests);

  return g_test_run ();
}
