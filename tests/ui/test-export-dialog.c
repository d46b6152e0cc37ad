#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-chart-request.h"
#include "ui/plim-export-dialog.h"
#include "ui/plim-window.h"

/* The dialog steps out of the way of the chooser, which has the same title. */
#define TITLE "Export dialog"

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *dialog;
} Fixture;

static gboolean
is_drawn (gpointer data)
{
  GtkWidget *save = plim_ui_find (data, "GtkButton", "Save…");

  return save != NULL && gtk_widget_get_sensitive (save);
}

static gboolean
has_refused (gpointer data)
{
  return plim_ui_find (data, "GtkLabel", "Nothing was written: there is a file “my-oil.png” already. Choose it with its whole name "
                                         "to replace it, or choose another name.") != NULL;
}

static gboolean
is_spinning (gpointer data)
{
  return gtk_spinner_get_spinning (data);
}

static gboolean
is_gone (gpointer data)
{
  return !plim_ui_has_window (data);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimSceneRequest) request = NULL;

  f->folder = plim_test_make_dir ();
  f->store = plim_test_fill_store (f->folder, "../data/reports/exercise.plimsoll-report.xml", NULL);
  f->workspace = plim_workspace_new (f->store);
  plim_workspace_set_exercise (f->workspace, TRUE);
  request = plim_chart_request_new (f->workspace, PLIM_CHART_OIL, &options);
  f->dialog = GTK_WIDGET (plim_export_dialog_present (NULL, f->store, request));
  gtk_window_set_title (GTK_WINDOW (f->dialog), TITLE);
  plim_ui_wait (is_drawn, f->dialog, "the preview");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  plim_ui_wait (is_gone, (gpointer) TITLE, "the dialog is gone");
  plim_ui_rest (50);
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static void
save_as (Fixture    *f,
         const char *name)
{
  g_signal_emit_by_name (plim_ui_get (f->dialog, "GtkButton", "Save…"), "clicked");
  plim_ui_choose_name ("Export", f->folder, name);
}

/* The chooser asks about the name that was typed; about the one with its ending nobody was asked. */
static void
test_asks_first (Fixture       *f,
                 gconstpointer  data)
{
  g_autofree char *kept = g_build_filename (f->folder, "my-oil.png", NULL), *written = g_build_filename (f->folder, "my-oil.PNG", NULL);
  g_autofree char *longer = g_strconcat (written, ".png", NULL), *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_file_set_contents (kept, "kept", -1, &error);
  g_assert_no_error (error);
  save_as (f, "my-oil");
  plim_ui_wait (has_refused, f->dialog, "the words that say why not");
  g_assert_true (g_file_get_contents (kept, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "kept");

  /* Nothing hinders another name; an ending in capitals is one. */
  g_assert_true (is_drawn (f->dialog));
  save_as (f, "my-oil.PNG");
  plim_ui_wait (is_gone, (gpointer) TITLE, "the picture is written");
  g_assert_false (g_file_test (longer, G_FILE_TEST_EXISTS));
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (written, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (bytes, 4, "\211PNG", 4);
}

/* Whoever closes the dialog while the largest picture is written wants none. */
static void
test_closed_meanwhile (Fixture       *f,
                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "large.png", NULL);
  GtkWidget *spinner = plim_ui_get (f->dialog, "GtkSpinner", NULL), *row = plim_ui_get (f->dialog, "AdwComboRow", NULL);

  while (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Dots per inch") != 0)
    row = gtk_widget_get_next_sibling (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 3);
  save_as (f, "large.png");
  plim_ui_wait (is_spinning, spinner, "the picture is being written");
  g_assert_false (is_drawn (f->dialog));
  gtk_window_close (GTK_WINDOW (f->dialog));
  plim_ui_rest (4000);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = plim_ui_init (&argc, &argv);

  g_test_add ("/export-dialog/asks-first", Fixture, NULL, set_up, test_asks_first, tear_down);
  g_test_add ("/export-dialog/closed-meanwhile", Fixture, NULL, set_up, test_closed_meanwhile, tear_down);

  return plim_ui_run (folder);
}
