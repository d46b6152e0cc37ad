#include "config.h"

#include "ui/plim-window-actions.h"

#include <glib/gi18n.h>

#include "app/plim-data.h"
#include "app/store/plim-claim-query.h"
#include "ui/plim-about.h"
#include "ui/plim-claim-rows.h"
#include "ui/plim-clipboard.h"
#include "ui/plim-export-dialog.h"
#include "ui/plim-fetch-dialog.h"
#include "ui/plim-file-chooser.h"
#include "ui/plim-imports-dialog.h"
#include "ui/plim-map-page.h"

/* Boolean properties of pages that the window's actions of the same name set. */
static const char * const page_switches[] = { "table", "logarithmic", "cumulative", "with-notified", "measuring", "near", "comparing", "drawing-area" };

/* What needs a store that can be written to, any store, or something to show. */
static const char * const of_writing[] = { "import", "fetch", "import-bundled", NULL };
static const char * const of_store[] = { "imports", "exercise", "kst", NULL };
static const char * const of_pages[] = { "page", "find", "find-vessel", "range", "evidence", NULL };
static const char * const of_page_in_view[] = { "export", "copy", "copy-citations", "vessel-on-map", "vessel-details", "vessel-clear", NULL };

static PlimPage *
get_page (PlimWindow *self)
{
  PlimPages *pages = plim_window_get_pages (self);

  return pages != NULL ? plim_pages_get_page (pages) : NULL;
}

static void
set_enabled (PlimWindow *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_all_enabled (PlimWindow         *self,
                 const char * const *names,
                 gboolean            enabled)
{
  for (; *names != NULL; names++)
    set_enabled (self, *names, enabled);
}

/* File */

static void
reports_chosen_cb (GPtrArray *files,
                   gpointer   user_data)
{
  plim_window_import (PLIM_WINDOW (user_data), files);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  plim_file_chooser_open_reports (GTK_WINDOW (user_data), reports_chosen_cb, user_data);
}

static void
fetch_requested_cb (PlimWindow             *self,
                    const PlimFetchRequest *request)
{
  plim_window_fetch (self, request);
}

/* %NULL where it was not looked at yet. */
static PlimMapPage *
get_map (PlimWindow *self)
{
  PlimPages *pages = plim_window_get_pages (self);
  GtkWidget *slot = pages != NULL ? adw_view_stack_get_child_by_name (plim_pages_get_stack (pages), "map") : NULL;
  GtkWidget *page = slot != NULL ? adw_bin_get_child (ADW_BIN (slot)) : NULL;

  return page != NULL ? PLIM_MAP_PAGE (page) : NULL;
}

static void
fetch_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  const PlimFilter *filter = plim_workspace_get_filter (plim_window_get_workspace (user_data));
  PlimMapPage *map = get_map (user_data);
  PlimMapBox box;
  gboolean has_box = map != NULL && plim_map_page_get_box (map, &box);
  PlimFetchDialog *dialog = plim_fetch_dialog_new (user_data, has_box ? &box : NULL, &filter->days, filter->exercise);

  g_signal_connect_object (dialog, "requested", G_CALLBACK (fetch_requested_cb), user_data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (g_file_peek_path (*(GFile **) a), g_file_peek_path (*(GFile **) b));
}

static void
import_bundled_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autofree char *folder = plim_data_find ("reports");
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".plimsoll-report.xml"))
      g_ptr_array_add (files, g_file_new_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_paths);

  if (files->len > 0)
    plim_window_import (PLIM_WINDOW (user_data), files);
  else
    {
      g_autofree char *words = g_strdup_printf (_("The bundled reports were looked for and are not there: %s"), folder);

      plim_window_toast (PLIM_WINDOW (user_data), words);
    }
}

static void
store_chosen_cb (GPtrArray *files,
                 gpointer   user_data)
{
  const char *path = g_file_peek_path (g_ptr_array_index (files, 0));

  if (path != NULL)
    plim_window_open_store (PLIM_WINDOW (user_data), path, NULL);
  else
    plim_window_toast (PLIM_WINDOW (user_data), _("A store has to be a file on this computer."));
}

static void
open_store_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  plim_file_chooser_open_store (GTK_WINDOW (user_data), store_chosen_cb, user_data);
}

static void
new_store_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  plim_file_chooser_save (GTK_WINDOW (user_data), _("New Store"), "plimsoll.db", store_chosen_cb, user_data);
}

static void
open_recent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  plim_window_open_store (PLIM_WINDOW (user_data), g_variant_get_string (parameter, NULL), NULL);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PlimPage *page = get_page (user_data);
  g_autoptr(PlimSceneRequest) request = page != NULL ? plim_page_dup_request (page) : NULL;

  if (request != NULL)
    plim_export_dialog_present (user_data, plim_workspace_get_store (plim_window_get_workspace (user_data)), request);
  else
    plim_window_toast (user_data, _("There is no picture yet."));
}

static void
imports_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PlimWorkspace *workspace = plim_window_get_workspace (user_data);

  plim_imports_dialog_present (GTK_WINDOW (user_data), plim_workspace_get_store (workspace));
}

static void
close_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

/* Edit */

static void
copy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  /* A slide's size: what is pasted does not depend on how large the window is. */
  PlimScene *scene = plim_scene_request_build (data, 254, 143, &error);

  if (scene == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, scene, (GDestroyNotify) plim_scene_unref);
}

static void
picture_built_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimScene) scene = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *words = NULL;

  if (scene == NULL)
    words = g_strdup_printf (_("The picture was not copied: %s"), error->message);
  else
    plim_clipboard_set_scene (gtk_widget_get_clipboard (GTK_WIDGET (source)), scene);

  plim_window_toast (PLIM_WINDOW (source), words != NULL ? words : _("Picture copied, with its citations"));
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PlimPage *page = get_page (user_data);
  PlimSceneRequest *request = page != NULL ? plim_page_dup_request (page) : NULL;
  g_autoptr(GTask) task = NULL;

  if (request == NULL)
    {
      plim_window_toast (user_data, _("There is no picture yet."));
      return;
    }
  task = g_task_new (user_data, NULL, picture_built_cb, NULL);
  g_task_set_task_data (task, request, (GDestroyNotify) plim_scene_request_unref);
  g_task_run_in_thread (task, copy_in_thread);
}

static void
citations_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;
  guint n_wanted;
  g_autoptr(GPtrArray) rows = plim_claim_rows_read_finish (result, &n_wanted, &error);

  /* Half of them would be pasted as if they were all. */
  if (rows == NULL || rows->len < n_wanted)
    words = g_strdup_printf (_("The citations were not copied: %s"), error != NULL ? error->message : _("the store does not have them all"));
  for (guint i = 0; words == NULL && i < rows->len; i++)
    {
      const PlimClaim *claim = ((const PlimClaimRow *) g_ptr_array_index (rows, i))->claim;
      g_autofree char *citation = plim_claim_format_citation (claim);

      g_string_append_printf (text, "%s: %s\n", claim->id, citation);
    }
  if (words == NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (source)), text->str);
  plim_window_toast (PLIM_WINDOW (source), words != NULL ? words : _("Citations copied"));
}

static void
copy_citations_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  PlimWorkspace *workspace = plim_window_get_workspace (user_data);

  plim_claim_rows_read_async (user_data, plim_workspace_get_store (workspace), plim_workspace_get_selection (workspace), G_MAXUINT,
                              NULL, citations_read_cb);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PlimPage *page = get_page (user_data);

  /* A page without a list has nothing to find in; vessels are what one looks for by name. */
  if (page != NULL && !plim_page_find (page))
    g_action_group_activate_action (G_ACTION_GROUP (user_data), "find-vessel", NULL);
}

/* View */

static void
page_cb (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  plim_pages_show (plim_window_get_pages (user_data), g_variant_get_string (state, NULL));
}

static void
range_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  plim_window_show_range (user_data);
}

static void
exercise_cb (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  plim_workspace_set_exercise (plim_window_get_workspace (user_data), g_variant_get_boolean (state));
}

static void
kst_cb (GSimpleAction *action,
        GVariant      *state,
        gpointer       user_data)
{
  plim_workspace_set_zone (plim_window_get_workspace (user_data), g_variant_get_boolean (state) ? PLIM_ZONE_KST : PLIM_ZONE_UTC);
}

static void
evidence_cb (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  if (plim_window_get_pages (user_data) != NULL)
    g_object_set (plim_window_get_pages (user_data), "evidence", g_variant_get_boolean (state), NULL);
}

static void
style_cb (GSimpleAction *action,
          GVariant      *state,
          gpointer       user_data)
{
  const char *style = g_variant_get_string (state, NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (style, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : ADW_COLOR_SCHEME_DEFAULT);
  g_simple_action_set_state (action, state);
}

static void
full_screen_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  if (gtk_window_is_fullscreen (user_data))
    gtk_window_unfullscreen (user_data);
  else
    gtk_window_fullscreen (user_data);
}

/* Vessel */

static void
find_vessel_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  plim_pages_show (plim_window_get_pages (user_data), "vessels");
  plim_page_find (get_page (user_data));
}

static void
vessel_on_map_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  plim_pages_show (plim_window_get_pages (user_data), "map");
  plim_map_page_show_vessel (get_map (user_data));
}

static void
vessel_details_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  plim_pages_show (plim_window_get_pages (user_data), "vessels");
}

static void
vessel_clear_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  plim_workspace_select (plim_window_get_workspace (user_data), NULL, NULL);
}

/* Help */

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  plim_about_present_shortcuts (user_data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  plim_about_present (user_data);
}

static const GActionEntry entries[] = {
  { "import", import_cb },
  { "fetch", fetch_cb },
  { "import-bundled", import_bundled_cb },
  { "open-store", open_store_cb },
  { "new-store", new_store_cb },
  { "open-recent", open_recent_cb, "s" },
  { "export", export_cb },
  { "imports", imports_cb },
  { "close", close_cb },
  { "copy", copy_cb },
  { "copy-citations", copy_citations_cb },
  { "find", find_cb },
  { "page", NULL, "s", "''", page_cb },
  { "range", range_cb },
  { "exercise", NULL, NULL, "false", exercise_cb },
  { "kst", NULL, NULL, "false", kst_cb },
  { "evidence", NULL, NULL, "true", evidence_cb },
  { "style", NULL, "s", "'default'", style_cb },
  { "full-screen", full_screen_cb },
  { "find-vessel", find_vessel_cb },
  { "vessel-on-map", vessel_on_map_cb },
  { "vessel-details", vessel_details_cb },
  { "vessel-clear", vessel_clear_cb },
  { "shortcuts", shortcuts_cb },
  { "about", about_cb },
};

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "win.import", { "<Control>i" } },
  { "win.open-store", { "<Control>o" } },
  { "win.new-store", { "<Control>n" } },
  { "win.export", { "<Control>e" } },
  { "win.close", { "<Control>w" } },
  { "win.find", { "<Control>f" } },
  { "win.kst", { "F8" } },
  { "win.evidence", { "F9" } },
  { "win.full-screen", { "F11" } },
  { "win.table", { "F4", "<Control>t" } },
  { "win.range", { "<Control>r" } },
  { "win.shortcuts", { "<Control>question", "F1" } },
};

/* Ctrl+C has to reach whatever text is being read first: it is tried when nobody else wanted it. */
static void
add_copy_key (PlimWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("win.copy")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
add_keys (PlimWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, (const char * const *) accels[i].keys);
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", plim_pages_get_name (i));
      g_autofree char *key = g_strdup_printf ("<Control>%u", i + 1);
      const char * const keys[] = { key, NULL };

      gtk_application_set_accels_for_action (application, action, keys);
    }
}

static void
selection_changed_cb (PlimWindow *self)
{
  PlimWorkspace *workspace = plim_window_get_workspace (self);
  const char * const *ids = plim_workspace_get_selection (workspace);
  gboolean vessel = plim_workspace_get_vessel (workspace) != NULL;

  set_enabled (self, "copy-citations", ids != NULL && ids[0] != NULL);
  set_enabled (self, "vessel-on-map", vessel);
  set_enabled (self, "vessel-details", vessel);
  set_enabled (self, "vessel-clear", vessel);
}

static void
evidence_changed_cb (PlimWindow *self,
                     GParamSpec *pspec,
                     PlimPages  *pages)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "evidence");
  gboolean wanted;

  g_object_get (pages, "evidence", &wanted, NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (wanted));
}

static void
page_changed_cb (PlimWindow *self)
{
  PlimPages *pages = plim_window_get_pages (self);
  PlimPage *page = get_page (self);
  gboolean draws = page != NULL && plim_page_draws (page);
  const char *name = adw_view_stack_get_visible_child_name (plim_pages_get_stack (pages));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name != NULL ? name : ""));
  set_enabled (self, "export", draws);
  set_enabled (self, "copy", draws);

  for (guint i = 0; i < G_N_ELEMENTS (page_switches); i++)
    {
      g_action_map_remove_action (G_ACTION_MAP (self), page_switches[i]);
      if (page != NULL && plim_page_offers (page, page_switches[i]))
        {
          g_autoptr(GPropertyAction) tied = g_property_action_new (page_switches[i], page, page_switches[i]);

          g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (tied));
        }
    }
}

void
plim_window_actions_add (PlimWindow *self,
                         GtkWidget  *menu_bar,
                         GtkWidget  *menu_button)
{
  g_autoptr(GPropertyAction) shown = g_property_action_new ("menu-bar", menu_bar, "visible");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (shown));
  g_object_bind_property (menu_bar, "visible", menu_button, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);

  plim_window_actions_let_go (self);
  add_copy_key (self);
  g_signal_connect (self, "notify::application", G_CALLBACK (add_keys), NULL);
}

void
plim_window_actions_enable (PlimWindow *self,
                            gboolean    pages)
{
  PlimStore *store = plim_workspace_get_store (plim_window_get_workspace (self));

  set_all_enabled (self, of_writing, !plim_store_is_read_only (store));
  set_all_enabled (self, of_store, TRUE);
  set_all_enabled (self, of_pages, pages);
}

void
plim_window_actions_let_go (PlimWindow *self)
{
  set_all_enabled (self, of_writing, FALSE);
  set_all_enabled (self, of_store, FALSE);
  set_all_enabled (self, of_pages, FALSE);
  set_all_enabled (self, of_page_in_view, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (page_switches); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), page_switches[i]);
  plim_window_actions_show_exercise (self, FALSE);
}

void
plim_window_actions_follow (PlimWindow *self,
                            PlimPages  *pages)
{
  GAction *evidence = g_action_map_lookup_action (G_ACTION_MAP (self), "evidence");
  g_autoptr(GVariant) wanted = g_action_get_state (evidence);

  g_object_set (pages, "evidence", g_variant_get_boolean (wanted), NULL);
  g_signal_connect_object (pages, "notify::evidence", G_CALLBACK (evidence_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pages, "notify::page", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plim_window_get_workspace (self), "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  page_changed_cb (self);
  selection_changed_cb (self);
}

void
plim_window_actions_show_exercise (PlimWindow *self,
                                   gboolean    exercise)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "exercise");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (exercise));
}

void
plim_window_actions_show_zone (PlimWindow *self,
                               PlimZone    zone)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "kst");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (zone == PLIM_ZONE_KST));
}
