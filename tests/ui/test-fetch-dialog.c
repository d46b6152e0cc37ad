#include "config.h"

#include <adwaita.h>

#include "app/store/plim-claim-query.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-window.h"

/* From File ▸ Fetch Tracks… to the store, with a server that tests/ui/test-fetch.py has started. */

static AdwApplication *application;
static PlimWindow *window;
static char *folder;

static gboolean
store_is_open (gpointer data)
{
  return plim_window_get_workspace (window) != NULL;
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
  gboolean    whole;
} Wanted;

/* A label that is that text, or begins with it. */
static gboolean
has_text (GtkWidget    *root,
          const Wanted *wanted)
{
  if (wanted->whole)
    return plim_ui_find (root, NULL, wanted->text) != NULL;
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), wanted->text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, wanted))
      return TRUE;

  return FALSE;
}

static gboolean
text_is_there (gpointer data)
{
  return has_text (((const Wanted *) data)->root, data);
}

static void
wait_for_text (GtkWidget  *root,
               const char *text,
               gboolean    whole)
{
  Wanted wanted = { root, text, whole };

  plim_ui_wait (text_is_there, &wanted, text);
}

static gboolean
window_is_gone (gpointer data)
{
  return !plim_ui_has_window (data);
}

/* The row of that title. */
static GtkWidget *
get_row (GtkWidget  *root,
         const char *title)
{
  GtkWidget *label = plim_ui_get (root, "GtkLabel", title);

  return gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW);
}

static void
click (GtkWidget  *root,
       const char *label)
{
  g_signal_emit_by_name (gtk_widget_get_ancestor (plim_ui_get (root, NULL, label), GTK_TYPE_BUTTON), "clicked");
}

static gboolean
is_ready (gpointer button)
{
  return gtk_widget_get_sensitive (button);
}

static GtkWidget *
open_dialog (void)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.fetch", NULL));

  return GTK_WIDGET (plim_ui_wait_window ("Fetch Tracks"));
}

/* Nothing is asked of a server that was not named. */
static void
test_nothing_named (void)
{
  GtkWidget *dialog;

  plim_ui_wait (store_is_open, NULL, "the store is open");
  dialog = open_dialog ();
  plim_ui_rest (300);
  plim_ui_get (dialog, NULL, "Not connected");
  click (dialog, "Connect");
  wait_for_text (dialog, "Name the server first.", TRUE);
  g_assert_false (is_ready (gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Fetch"), GTK_TYPE_BUTTON)));
  plim_ui_take_picture (dialog, "fetch-nothing-named");
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Fetch Tracks", "the dialog is closed");
}

static void
test_no_server (void)
{
  GtkWidget *dialog = open_dialog ();

  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Host, or an address postgresql://…")), folder);
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Database")), "ais");
  /* Without a name the C library is asked who is sitting here, which it may ask of others. */
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "User")), "nobody");
  click (dialog, "Connect");
  wait_for_text (dialog, "Connecting…", TRUE);
  wait_for_text (dialog, "Not connected", TRUE);
  plim_ui_take_picture (dialog, "fetch-no-server");
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Fetch Tracks", "the dialog is closed");
}

static void
test_fetch (void)
{
  const char *host = g_getenv ("PLIM_TEST_ARCHIVE");
  g_autoptr(GPtrArray) reports = NULL;
  GtkWidget *dialog, *row, *fetch, *preview;

  if (host == NULL)
    {
      g_test_skip ("no server was started for this test");
      return;
    }

  dialog = open_dialog ();
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Host, or an address postgresql://…")), host);
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Database")), "ais");
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "User")), "owner");
  click (dialog, "Connect");
  fetch = gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Fetch"), GTK_TYPE_BUTTON);
  plim_ui_wait (is_ready, fetch, "a table of positions was found");
  row = plim_ui_get (dialog, "AdwExpanderRow", NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  plim_ui_rest (500);
  plim_ui_take_picture (dialog, "fetch-connected");

  /* Without its time a row is no position; what was changed is what is fetched. */
  row = get_row (dialog, "time");
  {
    guint guessed = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

    adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
    g_assert_false (is_ready (fetch));
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), guessed);
    g_assert_true (is_ready (fetch));
  }
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Vessels (MMSI, MMSI …; empty: all)")), "not a number");
  g_signal_emit_by_name (fetch, "clicked");
  g_assert_nonnull (plim_ui_find (dialog, NULL, "“not” is not an MMSI: nine digits were expected"));
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "Vessels (MMSI, MMSI …; empty: all)")), "799000001");
  g_signal_emit_by_name (fetch, "clicked");

  plim_ui_wait (text_is_there, &(Wanted) { GTK_WIDGET (plim_ui_wait_window ("Fetch Tracks")), "Import", TRUE }, "the preview");
  preview = GTK_WIDGET (plim_ui_wait_window ("Fetch Tracks"));
  fetch = gtk_widget_get_ancestor (plim_ui_get (preview, NULL, "Import"), GTK_TYPE_BUTTON);
  plim_ui_wait (is_ready, fetch, "the answer has come");
  plim_ui_take_picture (preview, "fetch-preview");
  g_signal_emit_by_name (fetch, "clicked");
  plim_ui_wait (window_is_gone, (gpointer) "Fetch Tracks", "what was fetched is kept");

  reports = plim_report_query (plim_workspace_get_store (plim_window_get_workspace (window)), NULL);
  g_assert_cmpuint (reports->len, ==, 1);
}

static GtkWidget *
open_table (const char *text)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (files, g_file_new_for_path (path));
  plim_window_import (window, files);

  return GTK_WIDGET (plim_ui_wait_window ("Import Report"));
}

static gboolean
mapping_is_there (gpointer root)
{
  return plim_ui_find (root, "PlimMappingView", NULL) != NULL;
}

/* What each column is read as is shown with the first rows, and can be changed. */
static void
test_columns_of_table (void)
{
  GtkWidget *dialog = open_table ("MMSI,when,LAT,LON,time,remark\n"
                                  "799000001,2031-03-05 00:00:00,38.5,124.25,2031-03-06 01:00:00,<b>first</b>\n"
                                  "799000001,2031-03-05 00:10:00,38.6,124.25,2031-03-06 01:10:00,second\n"
                                  "799000001,2031-03-05 00:20:00,91,181,2031-03-06 01:20:00,third\n");
  GtkWidget *grid, *choice, *button;

  plim_ui_wait (mapping_is_there, dialog, "the columns are shown");
  wait_for_text (dialog, "AIS/2031-03-06/", FALSE);
  wait_for_text (dialog, "<b>first</b>", TRUE);
  button = gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Read Again"), GTK_TYPE_BUTTON);
  g_assert_false (is_ready (button));
  grid = gtk_widget_get_ancestor (plim_ui_get (dialog, "GtkLabel", "remark"), GTK_TYPE_GRID);
  choice = gtk_grid_get_child_at (GTK_GRID (grid), 1, 1);
  plim_ui_rest (200);
  plim_ui_take_picture (dialog, "import-columns");
  /* The time is in another column after all. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (gtk_grid_get_child_at (GTK_GRID (grid), 4, 1))), ==, 0);
  g_assert_true (is_ready (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for_text (dialog, "AIS/2031-03-05/", FALSE);
  button = gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Import"), GTK_TYPE_BUTTON);
  plim_ui_wait (is_ready, button, "it can be kept");
  g_signal_emit_by_name (button, "clicked");
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "it is kept");

  /* What was said of such a table is remembered. */
  dialog = open_table ("MMSI,when,LAT,LON,time,remark\n799000001,2031-03-07 00:00:00,38.5,124.25,2031-03-08 01:00:00,x\n");
  plim_ui_wait (mapping_is_there, dialog, "the columns are shown");
  wait_for_text (dialog, "AIS/2031-03-07/", FALSE);
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the dialog is closed");
}

/* What does not look like a table can be said to be one. */
static void
test_no_table (void)
{
  GtkWidget *dialog = open_table ("Positions of a day\n\na,b,c,d\n799000002,2031-04-05 00:00:00,38.5,124.25\n");

  wait_for_text (dialog, "Read as a Table of Positions", TRUE);
  g_signal_emit_by_name (gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Read as a Table of Positions"), GTK_TYPE_BUTTON), "clicked");
  plim_ui_wait (mapping_is_there, dialog, "the columns are shown");
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the dialog is closed");
}

/* A table whose columns nobody can guess is refused, but can be told. */
static void
test_strange_table (void)
{
  GtkWidget *dialog = open_table ("a,b,c,d\n799000002,05/04/2031 00:00:00,38.5,124.25\n");
  GtkWidget *grid, *button;

  plim_ui_wait (mapping_is_there, dialog, "the columns are shown");
  plim_ui_rest (200);
  plim_ui_take_picture (dialog, "import-strange-table");
  grid = gtk_widget_get_ancestor (plim_ui_get (dialog, "GtkLabel", "b"), GTK_TYPE_GRID);
  for (int i = 0; i < 4; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_grid_get_child_at (GTK_GRID (grid), i, 1)), (guint) i + 1);
  /* That the day comes first is told by the times in the column. */
  g_signal_emit_by_name (gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Read Again"), GTK_TYPE_BUTTON), "clicked");
  wait_for_text (dialog, "AIS/2031-04-05/", FALSE);
  button = gtk_widget_get_ancestor (plim_ui_get (dialog, NULL, "Import"), GTK_TYPE_BUTTON);
  plim_ui_wait (is_ready, button, "it can be kept");
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the dialog is closed");
}

/* The server is there again the next time, and nobody has asked it anything. */
static void
test_remembered (void)
{
  const char *host = g_getenv ("PLIM_TEST_ARCHIVE");
  GtkWidget *dialog;

  if (host == NULL)
    {
      g_test_skip ("no server was started for this test");
      return;
    }

  dialog = open_dialog ();
  plim_ui_rest (300);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, "Host, or an address postgresql://…"))), ==, host);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, "User"))), ==, "owner");
  plim_ui_get (dialog, NULL, "Not connected");
  gtk_window_close (GTK_WINDOW (dialog));
  plim_ui_wait (window_is_gone, (gpointer) "Fetch Tracks", "the dialog is closed");
}

int
main (int    argc,
      char **argv)
{
  int failed;

  folder = plim_ui_init (&argc, &argv);
  window = plim_ui_open_window (folder, &application);

  g_test_add_func ("/fetch-dialog/nothing-named", test_nothing_named);
  g_test_add_func ("/fetch-dialog/no-server", test_no_server);
  g_test_add_func ("/fetch-dialog/fetch", test_fetch);
  g_test_add_func ("/fetch-dialog/remembered", test_remembered);
  g_test_add_func ("/fetch-dialog/columns-of-table", test_columns_of_table);
  g_test_add_func ("/fetch-dialog/strange-table", test_strange_table);
  g_test_add_func ("/fetch-dialog/no-table", test_no_table);
  failed = g_test_run ();

  gtk_window_destroy (GTK_WINDOW (window));
  plim_ui_rest (100);
  plim_test_remove_dir (folder);
  g_free (folder);

  return failed;
}
