#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/plim-data.h"
#include "app/plim-workspace.h"
#include "app/store/plim-claim-query.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-claims-view.h"
#include "ui/plim-list-row.h"
#include "ui/plim-scene-view.h"
#include "ui/plim-search-list.h"
#include "ui/plim-window.h"
#include "ui/plim-window-state.h"

/* The main job from end to end, in one window; the steps build on each other, as they do for a person. */

static AdwApplication *application;
static PlimWindow *window;
static char *folder;

static gboolean
store_is_open (gpointer data)
{
  return plim_window_get_workspace (window) != NULL;
}

static gboolean
text_is_there (gpointer data)
{
  return plim_ui_find (GTK_WIDGET (window), NULL, data) != NULL;
}

static gboolean
window_is_gone (gpointer data)
{
  return !plim_ui_has_window (data);
}

static gboolean
pages_are_there (gpointer data)
{
  return plim_window_get_pages (window) != NULL
         && gtk_widget_get_mapped (GTK_WIDGET (plim_window_get_pages (window)));
}

static void
activate (const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

static void
go_to (const char *page)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page));
}

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static gboolean
wants_evidence (void)
{
  gboolean wanted;

  g_object_get (plim_window_get_pages (window), "evidence", &wanted, NULL);

  return wanted;
}

static gboolean
is_evidence_pressed (void)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "evidence");

  return g_variant_get_boolean (state);
}

static guint
count_reports (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) reports = plim_report_query (plim_workspace_get_store (plim_window_get_workspace (window)), &error);

  g_assert_no_error (error);

  return reports->len;
}

static char *
find_report (void)
{
  g_autofree char *reports = plim_data_find ("reports");
  g_autoptr(GDir) dir = g_dir_open (reports, 0, NULL);
  const char *name;
  char *first = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".plimsoll-report.xml") && (first == NULL || strcmp (name, first) < 0))
      {
        g_free (first);
        first = g_strdup (name);
      }
  g_assert_nonnull (first);
  {
    char *path = g_build_filename (reports, first, NULL);

    g_free (first);
    return path;
  }
}

static PlimSceneView *
get_picture (void)
{
  return PLIM_SCENE_VIEW (plim_ui_get (GTK_WIDGET (window), "PlimSceneView", NULL));
}

static void
wait_for_pictures (void)
{
  plim_ui_wait_for_pictures (GTK_WIDGET (window));
}

/* The steps */

static void
test_welcome (void)
{
  static const char * const menus[] = { "File", "Edit", "View", "Vessel", "Chart", "Tools", "Help" };

  plim_ui_wait (store_is_open, NULL, "the store is open");
  plim_ui_wait (text_is_there, (gpointer) "No Reports Yet", "the first page");
  plim_ui_rest (200);

  for (guint i = 0; i < G_N_ELEMENTS (menus); i++)
    plim_ui_get (plim_ui_get (GTK_WIDGET (window), "GtkPopoverMenuBar", NULL), "GtkLabel", menus[i]);
  plim_ui_get (GTK_WIDGET (window), "GtkButton", "Import Report…");
  plim_ui_get (GTK_WIDGET (window), "GtkButton", "Open the Bundled Reports");
  g_assert_true (is_enabled ("import"));
  g_assert_false (is_enabled ("export"));
  g_assert_false (is_enabled ("page"));
  plim_ui_take_picture (GTK_WIDGET (window), "welcome");
}

static void
test_preview_cancelled (void)
{
  g_autofree char *path = find_report ();
  GtkWindow *dialog;

  plim_ui_choose_menu (GTK_WIDGET (window), "File", "Import Report…");
  plim_ui_choose_file ("Import Report", path);
  dialog = plim_ui_wait_window ("Import Report");
  plim_ui_rest (800);
  plim_ui_get (GTK_WIDGET (dialog), "GtkLabel", "Added");
  plim_ui_take_picture (GTK_WIDGET (dialog), "import-preview");

  gtk_window_close (dialog);
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the preview is closed");
  plim_ui_rest (200);
  g_assert_cmpuint (count_reports (), ==, 0);
  plim_ui_get (GTK_WIDGET (window), NULL, "No Reports Yet");
}

static void
press_import (void)
{
  GtkWindow *dialog = plim_ui_wait_window ("Import Report");
  GtkWidget *button;

  for (guint i = 0; i < 600; i++)
    {
      button = plim_ui_get (GTK_WIDGET (dialog), "GtkButton", "Import");
      if (gtk_widget_get_sensitive (button))
        break;
      plim_ui_rest (100);
    }
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the import is kept");
}

static void
test_import (void)
{
  g_autofree char *path = find_report ();

  plim_ui_choose_menu (GTK_WIDGET (window), "File", "Import Report…");
  plim_ui_choose_file ("Import Report", path);
  press_import ();
  plim_ui_wait (pages_are_there, NULL, "the pages");
  g_assert_cmpuint (count_reports (), ==, 1);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (plim_pages_get_stack (plim_window_get_pages (window))), ==, "overview");
}

static void
test_bundled (void)
{
  guint before = count_reports ();

  plim_ui_choose_menu (GTK_WIDGET (window), "Tools", "Open the Bundled Reports…");
  press_import ();
  g_assert_cmpuint (count_reports (), >, before);
}

static void
test_again_changes_nothing (void)
{
  guint before = count_reports ();
  GtkWindow *dialog;

  activate ("win.import-bundled");
  dialog = plim_ui_wait_window ("Import Report");
  for (guint i = 0; i < 600 && plim_ui_find (GTK_WIDGET (dialog), "GtkLabel", "Added") == NULL; i++)
    plim_ui_rest (100);
  plim_ui_get (GTK_WIDGET (dialog), "GtkLabel", "already in the store: nothing would change");
  g_assert_false (gtk_widget_get_sensitive (plim_ui_get (GTK_WIDGET (dialog), "GtkButton", "Import")));
  gtk_window_close (dialog);
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the preview is closed");
  g_assert_cmpuint (count_reports (), ==, before);
}

static void
take_pictures_of (const char *page)
{
  static const struct { int width, height; } sizes[] = { { 1280, 800 }, { 1920, 1080 } };
  static const char * const styles[] = { "light", "dark" };
  /* They look the same in every zone. */
  gboolean once = g_getenv ("PLIM_FEW_PICTURES") != NULL;

  for (guint i = 0; i < (once ? 1 : G_N_ELEMENTS (sizes)); i++)
    for (guint j = 0; j < (once ? 1 : G_N_ELEMENTS (styles)); j++)
      {
        g_autofree char *name = g_strdup_printf ("%s-%s-%d", page, styles[j], sizes[i].width);

        gtk_window_set_default_size (GTK_WINDOW (window), sizes[i].width, sizes[i].height);
        gtk_widget_activate_action (GTK_WIDGET (window), "win.style", "s", styles[j]);
        wait_for_pictures ();
        plim_ui_take_picture (GTK_WIDGET (window), name);
      }
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.style", "s", "light");
  wait_for_pictures ();
}

static gboolean
toast_is_gone (gpointer data)
{
  return plim_ui_find (GTK_WIDGET (window), "AdwToastWidget", NULL) == NULL;
}

static void
test_pages (void)
{
  plim_ui_wait (toast_is_gone, NULL, "the message is gone");
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    {
      const char *name = plim_pages_get_name (i);

      go_to (name);
      plim_ui_rest (100);
      g_assert_cmpstr (adw_view_stack_get_visible_child_name (plim_pages_get_stack (plim_window_get_pages (window))), ==, name);
      if (g_str_equal (name, "coal") || g_str_equal (name, "oil") || g_str_equal (name, "crypto"))
        {
          wait_for_pictures ();
          g_assert_cmpuint (plim_scene_view_get_n_marks (get_picture ()), >, 0);
          plim_ui_press_mark (get_picture (), 2);
        }
      take_pictures_of (name);
    }
}

static void
test_overview (void)
{
  go_to ("overview");
  wait_for_pictures ();
  g_assert_cmpuint (plim_ui_count (GTK_WIDGET (window), "PlimSceneView"), ==, 4);
}

static void
test_evidence (void)
{
  const char * const *ids;

  go_to ("oil");
  wait_for_pictures ();
  plim_ui_press_mark (get_picture (), 0);
  ids = plim_workspace_get_selection (plim_window_get_workspace (window));
  g_assert_nonnull (ids);
  g_assert_nonnull (ids[0]);
  plim_ui_rest (300);
  plim_ui_get (plim_ui_get (GTK_WIDGET (window), "PlimEvidencePane", NULL), "GtkLabel", "Basis");
  plim_ui_get (plim_ui_get (GTK_WIDGET (window), "PlimEvidencePane", NULL), "GtkLabel", ids[0]);
  g_assert_true (is_enabled ("copy-citations"));
}

/* Where the pane lies over the page a click beside it closes it, and the button knows; the next mark brings it back. */
static void
test_evidence_closed (void)
{
  GtkWidget *flap = plim_ui_get (GTK_WIDGET (window), "AdwFlap", NULL);

  g_assert_true (is_evidence_pressed ());
  g_object_set (flap, "reveal-flap", FALSE, NULL);
  g_assert_false (is_evidence_pressed ());
  plim_ui_press_mark (get_picture (), 1);
  g_assert_true (is_evidence_pressed ());

  activate ("win.evidence");
  g_assert_false (is_evidence_pressed ());
  plim_ui_press_mark (get_picture (), 0);
  g_assert_false (is_evidence_pressed ());
  activate ("win.evidence");
  g_assert_true (is_evidence_pressed ());
  plim_ui_rest (300);
}

static gboolean
is_any (gconstpointer value,
        gconstpointer data)
{
  return TRUE;
}

/* Whoever was let go of can be chosen again, and is shown on the map. */
static void
test_vessel (void)
{
  PlimWorkspace *workspace = plim_window_get_workspace (window);
  PlimSearchList *list;
  g_autofree char *key = NULL;

  go_to ("vessels");
  plim_ui_rest (500);
  list = PLIM_SEARCH_LIST (plim_ui_get (GTK_WIDGET (window), "PlimSearchList", NULL));
  plim_search_list_choose (list, is_any, NULL);
  key = g_strdup (plim_workspace_get_vessel (workspace));
  g_assert_nonnull (key);
  activate ("win.vessel-clear");
  g_assert_null (plim_workspace_get_vessel (workspace));
  g_assert_null (plim_search_list_get_chosen (list));
  plim_search_list_choose (list, is_any, NULL);
  g_assert_cmpstr (plim_workspace_get_vessel (workspace), ==, key);

  activate ("win.vessel-on-map");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (plim_pages_get_stack (plim_window_get_pages (window))), ==, "map");
  plim_ui_rest (300);
  activate ("win.vessel-clear");
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy_citations (void)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *text = NULL;
  const char *id;

  go_to ("oil");
  wait_for_pictures ();
  plim_ui_press_mark (get_picture (), 0);
  id = plim_workspace_get_selection (plim_window_get_workspace (window))[0];
  activate ("win.copy-citations");
  plim_ui_wait (text_is_there, (gpointer) "Citations copied", "the message");
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  plim_ui_rest (300);
  g_assert_nonnull (text);
  g_assert_true (g_str_has_prefix (text, id));
  g_assert_cmpuint (strlen (text), >, strlen (id) + 10);
}

static void
test_accessible (void)
{
  PlimSceneView *view;
  const char *title;

  go_to ("oil");
  wait_for_pictures ();
  view = get_picture ();
  title = plim_scene_get_title (plim_scene_view_get_scene (view));
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, title);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  gtk_test_accessible_assert_role (plim_ui_get (GTK_WIDGET (window), "PlimEvidencePane", NULL), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
test_table (void)
{
  GPtrArray *claims;

  go_to ("oil");
  wait_for_pictures ();
  claims = plim_scene_get_claims (plim_scene_view_get_scene (get_picture ()));
  activate ("win.table");
  plim_ui_rest (500);
  g_assert_cmpuint (plim_claims_view_get_size (PLIM_CLAIMS_VIEW (plim_ui_get (GTK_WIDGET (window), "PlimClaimsView", NULL))), ==, claims->len);
  plim_ui_take_picture (GTK_WIDGET (window), "oil-table");
  activate ("win.table");
  plim_ui_rest (100);
  get_picture ();
}

static void
test_export (void)
{
  g_autofree char *path = g_build_filename (folder, "my-oil.png", NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  GtkWindow *dialog;

  go_to ("oil");
  wait_for_pictures ();
  plim_ui_choose_menu (GTK_WIDGET (window), "File", "Export…");
  dialog = plim_ui_wait_window ("Export");
  for (guint i = 0; i < 300 && !gtk_widget_get_sensitive (plim_ui_get (GTK_WIDGET (dialog), "GtkButton", "Save…")); i++)
    plim_ui_rest (100);
  plim_ui_take_picture (GTK_WIDGET (dialog), "export");
  /* The chooser has the same title; the dialog steps out of the way. */
  gtk_window_set_title (dialog, "Export dialog");
  g_signal_emit_by_name (plim_ui_get (GTK_WIDGET (dialog), "GtkButton", "Save…"), "clicked");
  plim_ui_choose_name ("Export", folder, "my-oil");
  plim_ui_wait (window_is_gone, (gpointer) "Export dialog", "the export is written");

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (bytes, 4, "\211PNG", 4);
  g_remove (path);
}

/* A map's positions can be had as tracks; a chart has none. */
static void
test_export_tracks (void)
{
  static const struct { const char *page; guint n_formats; } pages[] = { { "oil", 4 }, { "map", 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwComboRow *format;
      GtkWindow *dialog;

      go_to (pages[i].page);
      plim_ui_rest (500);
      plim_ui_choose_menu (GTK_WIDGET (window), "File", "Export…");
      dialog = plim_ui_wait_window ("Export");
      format = ADW_COMBO_ROW (plim_ui_get (GTK_WIDGET (dialog), "AdwComboRow", NULL));
      g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (format)), ==, pages[i].n_formats);
      adw_combo_row_set_selected (format, pages[i].n_formats - 1);
      for (guint j = 0; j < 300 && !gtk_widget_get_sensitive (plim_ui_get (GTK_WIDGET (dialog), "GtkButton", "Save…")); j++)
        plim_ui_rest (100);
      if (i == 1)
        {
          plim_ui_get (GTK_WIDGET (dialog), "GtkLabel", "The vessels’ positions that are in view, with the claims behind them.");
          plim_ui_take_picture (GTK_WIDGET (dialog), "export-tracks");
        }
      gtk_window_set_title (dialog, "Export dialog");
      gtk_window_close (dialog);
      plim_ui_wait (window_is_gone, (gpointer) "Export dialog", "the dialog is gone");
    }
}

static void
test_copy (void)
{
  GdkContentFormats *formats;

  go_to ("oil");
  wait_for_pictures ();
  activate ("win.copy");
  plim_ui_rest (600);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml"));
}

static void
test_days (void)
{
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;
  guint all, some;

  go_to ("oil");
  wait_for_pictures ();
  all = plim_scene_view_get_n_marks (get_picture ());
  g_assert_true (plim_period_parse ("2020", "2020", &days));
  plim_workspace_set_days (plim_window_get_workspace (window), &days);
  wait_for_pictures ();
  some = plim_scene_view_get_n_marks (get_picture ());
  g_assert_cmpuint (some, <, all);
  g_assert_cmpuint (some, >, 0);

  /* Days about which nothing was said say so, and offer the way back. */
  g_assert_true (plim_period_parse ("1950", "1950", &days));
  plim_workspace_set_days (plim_window_get_workspace (window), &days);
  plim_ui_wait (text_is_there, (gpointer) "No Oil Figures Here", "an empty page that says so");
  plim_ui_take_picture (GTK_WIDGET (window), "oil-empty");
  g_signal_emit_by_name (plim_ui_get (GTK_WIDGET (window), "GtkButton", "Show All Days and Bases"), "clicked");
  wait_for_pictures ();
  g_assert_cmpuint (plim_scene_view_get_n_marks (get_picture ()), ==, all);
}

static void
test_exercise (void)
{
  go_to ("oil");
  activate ("win.exercise");
  plim_ui_rest (400);
  plim_ui_get (GTK_WIDGET (window), "GtkLabel", "EXERCISE: every vessel, place and figure shown is fictitious");
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("exercise-%s", plim_pages_get_name (i));

      go_to (plim_pages_get_name (i));
      wait_for_pictures ();
      plim_ui_take_picture (GTK_WIDGET (window), name);
    }
  activate ("win.exercise");
  plim_ui_rest (400);
  g_assert_null (plim_ui_find (GTK_WIDGET (window), "GtkLabel", "EXERCISE"));
}

static gboolean
drop (GFile *file)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  g_autoptr(GSList) files = g_slist_append (NULL, file);
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean handled = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &handled);
    }

  return handled;
}

static void
test_drop (void)
{
  g_autofree char *path = find_report ();
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GAction *import = g_action_map_lookup_action (G_ACTION_MAP (window), "import");
  GtkWindow *dialog;

  /* As it is where the store cannot be written to. */
  g_simple_action_set_enabled (G_SIMPLE_ACTION (import), FALSE);
  g_assert_false (drop (file));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (import), TRUE);

  g_assert_true (drop (file));
  dialog = plim_ui_wait_window ("Import Report");
  for (guint i = 0; i < 300 && plim_ui_find (GTK_WIDGET (dialog), "GtkLabel", "Added") == NULL; i++)
    plim_ui_rest (100);
  gtk_window_close (dialog);
  plim_ui_wait (window_is_gone, (gpointer) "Import Report", "the preview is closed");
}

static void
test_dialogs (void)
{
  GtkWindow *dialog;

  activate ("win.imports");
  dialog = plim_ui_wait_window ("Imports");
  plim_ui_rest (300);
  plim_ui_take_picture (GTK_WIDGET (dialog), "imports");
  gtk_window_close (dialog);
  plim_ui_rest (100);

  activate ("win.range");
  plim_ui_rest (300);
  plim_ui_get (GTK_WIDGET (window), "PlimRangePopover", NULL);
  gtk_popover_popdown (GTK_POPOVER (plim_ui_get (GTK_WIDGET (window), "PlimRangePopover", NULL)));
  plim_ui_rest (200);
}

static gboolean
text_is_gone (gpointer data)
{
  return !text_is_there (data);
}

static gboolean
is_exercise (void)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "exercise");

  return g_variant_get_boolean (state);
}

/* What is opened next is real until somebody asks for its exercise. */
static void
test_another_store (void)
{
  static const char banner[] = "EXERCISE: every vessel, place and figure shown is fictitious";
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);

  activate ("win.exercise");
  activate ("win.evidence");
  plim_ui_wait (text_is_there, (gpointer) banner, "the exercise's banner");
  plim_window_open_store (window, path, NULL);
  g_assert_false (is_enabled ("kst"));
  plim_ui_wait (pages_are_there, NULL, "the pages");
  plim_ui_wait (text_is_gone, (gpointer) banner, "no banner");
  g_assert_false (is_exercise ());
  g_assert_false (plim_workspace_get_filter (plim_window_get_workspace (window))->exercise);
  /* The pane that nobody wanted is not wanted now; one press brings it. */
  g_assert_false (wants_evidence ());
  activate ("win.evidence");
  g_assert_true (wants_evidence ());

  activate ("win.exercise");
  plim_ui_wait (text_is_there, (gpointer) banner, "the banner again");
  g_assert_true (plim_workspace_get_filter (plim_window_get_workspace (window))->exercise);
  activate ("win.exercise");
  plim_ui_wait (text_is_gone, (gpointer) banner, "no banner");
}

static void
test_foreign_store (void)
{
  g_autofree char *path = g_build_filename (folder, "foreign.db", NULL);
  g_autofree char *before = NULL;
  const char *words = "This is a letter, not a database, and it is to stay what it is.";
  static const char * const needing[] = { "import", "fetch", "import-bundled", "imports", "exercise", "kst", "export", "page", "range" };
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  plim_window_open_store (window, path, NULL);
  plim_ui_wait (text_is_there, (gpointer) "The Store Could Not Be Opened", "a page that says why");
  plim_ui_rest (200);
  plim_ui_take_picture (GTK_WIDGET (window), "store-failed");
  g_assert_true (is_enabled ("open-store"));
  for (guint i = 0; i < G_N_ELEMENTS (needing); i++)
    g_assert_false (is_enabled (needing[i]));
  g_assert_false (drop (file));
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, words);
}

/* How the window was left is met again; what makes no sense there is not. */
static void
test_left_as_it_was (void)
{
  g_autofree char *dir = g_build_filename (g_get_user_state_dir (), "plimsoll", NULL);
  g_autofree char *path = g_build_filename (dir, "window.ini", NULL);
  g_autofree char *store = g_build_filename (folder, "store.db", NULL);
  g_autoptr(GVariant) menu_bar = NULL;
  g_autoptr(GVariant) style = NULL;
  PlimWindow *first = window;
  int width, height;

  /* A store that says why it does not open has no page to keep. */
  plim_window_open_store (window, store, NULL);
  plim_ui_wait (pages_are_there, NULL, "the pages");
  go_to ("crypto");
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  g_action_group_change_action_state (G_ACTION_GROUP (window), "menu-bar", g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "style", g_variant_new_string ("dark"));
  plim_ui_rest (300);
  plim_window_state_save (window);

  window = plim_window_new (application);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 700);
  menu_bar = g_action_group_get_action_state (G_ACTION_GROUP (window), "menu-bar");
  style = g_action_group_get_action_state (G_ACTION_GROUP (window), "style");
  g_assert_false (g_variant_get_boolean (menu_bar));
  g_assert_cmpstr (g_variant_get_string (style, NULL), ==, "dark");
  plim_window_open_store (window, store, NULL);
  gtk_window_present (GTK_WINDOW (window));
  plim_ui_wait (pages_are_there, NULL, "the pages");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (plim_pages_get_stack (plim_window_get_pages (window))), ==, "crypto");
  gtk_window_destroy (GTK_WINDOW (first));

  g_assert_true (g_file_set_contents (path, "[window]\nwidth=-4\nheight=many\npage=../../x\nstyle=loud\nmenu-bar=perhaps\n", -1, NULL));
  first = plim_window_new (application);
  gtk_window_get_default_size (GTK_WINDOW (first), &width, &height);
  g_assert_cmpint (width, ==, 1280);
  g_assert_null (plim_window_state_restore (first));
  gtk_window_destroy (GTK_WINDOW (first));
}

int
main (int    argc,
      char **argv)
{
  int failed;

  folder = plim_ui_init (&argc, &argv);
  window = plim_ui_open_window (folder, &application);

  g_test_add_func ("/window/welcome", test_welcome);
  g_test_add_func ("/window/preview-cancelled", test_preview_cancelled);
  g_test_add_func ("/window/import", test_import);
  g_test_add_func ("/window/bundled", test_bundled);
  g_test_add_func ("/window/again-changes-nothing", test_again_changes_nothing);
  g_test_add_func ("/window/pages", test_pages);
  g_test_add_func ("/window/overview", test_overview);
  g_test_add_func ("/window/evidence", test_evidence);
  g_test_add_func ("/window/evidence-closed", test_evidence_closed);
  g_test_add_func ("/window/copy-citations", test_copy_citations);
  g_test_add_func ("/window/vessel", test_vessel);
  g_test_add_func ("/window/accessible", test_accessible);
  g_test_add_func ("/window/table", test_table);
  g_test_add_func ("/window/export", test_export);
  g_test_add_func ("/window/export-tracks", test_export_tracks);
  g_test_add_func ("/window/copy", test_copy);
  g_test_add_func ("/window/days", test_days);
  g_test_add_func ("/window/exercise", test_exercise);
  g_test_add_func ("/window/drop", test_drop);
  g_test_add_func ("/window/dialogs", test_dialogs);
  g_test_add_func ("/window/another-store", test_another_store);
  g_test_add_func ("/window/foreign-store", test_foreign_store);
  g_test_add_func ("/window/left-as-it-was", test_left_as_it_was);
  failed = g_test_run ();

  gtk_window_destroy (GTK_WINDOW (window));
  plim_ui_rest (100);
  plim_test_remove_dir (folder);
  g_free (folder);

  return failed;
}
