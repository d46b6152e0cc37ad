#include "config.h"

#include "tests/plim-test-store.h"

#include <string.h>

#include "app/store/plim-statement.h"
#include "tests/plim-test.h"

void
plim_test_store_set_up (PlimTestStore *self,
                        gconstpointer  data)
{
  self->dir = plim_test_make_dir ();
  self->path = g_build_filename (self->dir, "store.db", NULL);
  self->store = plim_test_open_store (self->dir);
}

void
plim_test_store_tear_down (PlimTestStore *self,
                           gconstpointer  data)
{
  if (self->store != NULL)
    plim_store_close (self->store);
  g_clear_object (&self->store);
  plim_test_remove_dir (self->dir);
  g_free (self->dir);
  g_free (self->path);
}

PlimImportPlan *
plim_test_import_bytes (PlimTestStore           *self,
                        const char              *name,
                        gconstpointer            bytes,
                        gssize                   size,
                        const PlimImportOptions *options)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  PlimImportPlan *plan;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  plan = plim_importer_run (self->store, file, TRUE, options, &error);
  g_assert_no_error (error);

  return plan;
}

char *
plim_test_write_report (PlimTestStore *self,
                        const char    *name,
                        const char    *attributes,
                        const char    *body)
{
  char *path = g_build_filename (self->dir, name, NULL);
  g_autofree char *text = g_strdup_printf ("<report xmlns=\"urn:plimsoll:report:1\" %s>\n"
                                           "<about><title>T</title><publisher kind=\"panel\">P</publisher>"
                                           "<dated>2034-02-11</dated><covers from=\"2032\" to=\"2033\"/></about>\n%s\n</report>\n",
                                           attributes, body);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

PlimImportPlan *
plim_test_import_report (PlimTestStore *self,
                         const char    *name,
                         const char    *attributes,
                         const char    *body)
{
  g_autofree char *path = plim_test_write_report (self, name, attributes, body);

  return plim_test_import (self->store, path);
}

gboolean
plim_test_has_message (const PlimImportPlan *plan,
                       PlimSeverity          severity,
                       const char           *says)
{
  for (guint i = 0; i < plan->messages->len; i++)
    {
      const PlimImportMessage *message = g_ptr_array_index (plan->messages, i);

      if (message->severity == severity && strstr (message->text, says) != NULL)
        return TRUE;
    }

  return FALSE;
}

void
plim_test_assert_counts (const PlimImportPlan *plan,
                         guint                 added,
                         guint                 revised,
                         guint                 known,
                         guint                 withdrawn)
{
  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, added);
  g_assert_cmpuint (plan->revised, ==, revised);
  g_assert_cmpuint (plan->known, ==, known);
  g_assert_cmpuint (plan->withdrawn, ==, withdrawn);
  g_assert_cmpuint (plan->rejected, ==, 0);
}

char *
plim_test_ask (PlimStore  *store,
               const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStatement) row = plim_store_prepare (store, sql, &error);
  GString *answer = g_string_new (NULL);

  g_assert_no_error (error);
  while (plim_statement_next (row, &error))
    {
      g_autofree char *text = plim_statement_dup_text (row, 0);

      g_string_append_printf (answer, "%s%s", answer->len > 0 ? "\n" : "", text != NULL ? text : "-");
    }
  g_assert_no_error (error);

  return g_string_free (answer, FALSE);
}
