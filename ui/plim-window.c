#include "config.h"

#include "ui/plim-window.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "ui/plim-import-dialog.h"
#include "ui/plim-range-popover.h"
#include "ui/plim-recent.h"
#include "ui/plim-ui-resources.h"
#include "ui/plim-window-actions.h"
#include "ui/plim-window-state.h"

/* Time to read one line; it lies over the page's foot meanwhile. */
#define TOAST_S 3

struct _PlimWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  GtkWidget            *switcher;
  GtkWidget            *switcher_bar;
  GtkWidget            *import_button;
  GtkWidget            *evidence_button;
  GtkMenuButton        *range_button;
  GtkRevealer          *exercise_banner;
  GtkStack             *states;
  GtkWidget            *welcome_button;
  GtkLabel             *status_counts;
  GtkLabel             *status_import;
  GtkLabel             *status_store;
  GMenu                *page_items;
  GMenu                *recent;

  PlimWorkspace        *workspace;
  PlimPages            *pages;
  char                 *store_path;
  char                 *last_page;       /* as the window was left; NULL once something else is wanted */
  char                **waiting_files;   /* to be imported once the store is open */
  GCancellable         *opening;
  GCancellable         *counting;
  gboolean              showed_pages;
};

G_DEFINE_FINAL_TYPE (PlimWindow, plim_window, ADW_TYPE_APPLICATION_WINDOW)

/* What the status line says, worked out in a worker. */
typedef struct
{
  PlimStore *store;
  guint      n_reports;
  guint      n_claims;
  guint      n_real;
  guint      n_exercises;
  char      *last_import;   /* ISO 8601, UTC */
  char      *last_file;
} Contents;

static void
free_contents (Contents *contents)
{
  g_clear_object (&contents->store);
  g_free (contents->last_import);
  g_free (contents->last_file);
  g_free (contents);
}

static gboolean
read_contents (Contents  *contents,
               GError   **error)
{
  g_autoptr(GPtrArray) reports = plim_report_query (contents->store, error);

  if (reports == NULL)
    return FALSE;

  contents->n_reports = reports->len;
  for (guint i = 0; i < reports->len; i++)
    {
      const PlimReport *report = g_ptr_array_index (reports, i);

      contents->n_claims += report->latest ? report->n_claims : 0;
      contents->n_real += !report->exercise;
      contents->n_exercises += report->exercise;
      if (contents->last_import == NULL || g_strcmp0 (report->imported_at, contents->last_import) > 0)
        {
          g_free (contents->last_import);
          g_free (contents->last_file);
          contents->last_import = g_strdup (report->imported_at);
          contents->last_file = g_strdup (report->file_name);
        }
    }

  return TRUE;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Contents *contents = g_new0 (Contents, 1);
  GError *error = NULL;

  contents->store = plim_store_open (data, &error);
  if (contents->store == NULL || !read_contents (contents, &error))
    {
      free_contents (contents);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, contents, (GDestroyNotify) free_contents);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Contents *contents = g_new0 (Contents, 1);
  GError *error = NULL;

  contents->store = g_object_ref (data);
  if (!read_contents (contents, &error))
    {
      free_contents (contents);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, contents, (GDestroyNotify) free_contents);
}

static void
show_failure (PlimWindow *self,
              const char *path,
              GError     *error)
{
  g_autoptr(GtkBuilder) builder = NULL;
  g_autofree char *description = NULL;
  GtkWidget *page, *old = gtk_stack_get_child_by_name (self->states, "failed");

  if (old != NULL)
    gtk_stack_remove (self->states, old);

  builder = gtk_builder_new_from_resource ("/io/github/plimsoll/Plimsoll/plim-store-failed.ui");
  page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  description = g_strdup_printf ("%s\n\n%s", path, error->message);
  /* A status page's description is markup, and these words come from outside: they stand in a label. */
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "reason")), description);
  gtk_stack_add_named (self->states, page, "failed");
  gtk_stack_set_visible_child_name (self->states, "failed");
  gtk_label_set_text (self->status_counts, _("No store is open"));
  gtk_label_set_text (self->status_import, "");
  gtk_label_set_text (self->status_store, path);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status_store), path);
}

static void
show_status (PlimWindow     *self,
             const Contents *contents)
{
  g_autofree char *reports = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *last = NULL;
  g_autofree char *store = NULL;

  reports = g_strdup_printf (ngettext ("%'u report", "%'u reports", contents->n_reports), contents->n_reports);
  /* Translators: "12 reports, 110 claims" */
  counts = g_strdup_printf (ngettext ("%s, %'u claim", "%s, %'u claims", contents->n_claims), reports, contents->n_claims);
  gtk_label_set_text (self->status_counts, counts);

  if (contents->last_import != NULL)
    {
      g_autoptr(GDateTime) then = g_date_time_new_from_iso8601 (contents->last_import, NULL);
      g_autofree char *when = then != NULL ? g_date_time_format (then, "%Y-%m-%d %H:%M") : g_strdup (contents->last_import);

      /* Translators: date and time in UTC, then a file's name */
      last = g_strdup_printf (_("Last import: %s UTC, %s"), when, contents->last_file != NULL ? contents->last_file : "");
    }
  gtk_label_set_text (self->status_import, last != NULL ? last : "");

  store = plim_store_is_read_only (contents->store)
          ? g_strdup_printf (_("%s (read only)"), self->store_path) : g_strdup (self->store_path);
  gtk_label_set_text (self->status_store, store);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status_store), store);
}

static void
show_pages (PlimWindow *self)
{
  AdwViewStack *stack;

  if (self->pages == NULL)
    {
      self->pages = PLIM_PAGES (plim_pages_new (self->workspace));
      gtk_stack_add_named (self->states, GTK_WIDGET (self->pages), "pages");
      stack = plim_pages_get_stack (self->pages);
      g_object_set (self->switcher, "stack", stack, "view-switcher-enabled", TRUE, NULL);
      g_object_set (self->switcher_bar, "stack", stack, NULL);
      plim_window_actions_follow (self, self->pages);
    }

  gtk_stack_set_visible_child_name (self->states, "pages");
  gtk_widget_set_visible (self->import_button, TRUE);
  gtk_widget_set_visible (self->evidence_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->range_button), TRUE);
  plim_window_actions_enable (self, TRUE);
  if (!self->showed_pages)
    plim_pages_show (self->pages, self->last_page != NULL ? self->last_page : "overview");
  self->showed_pages = TRUE;
}

static void
show_welcome (PlimWindow *self)
{
  /* The first reports are met on Overview. */
  g_clear_pointer (&self->last_page, g_free);
  gtk_stack_set_visible_child_name (self->states, "welcome");
  gtk_widget_grab_focus (self->welcome_button);
}

static void
show_contents (PlimWindow     *self,
               const Contents *contents)
{
  show_status (self, contents);
  if (contents->n_reports == 0)
    show_welcome (self);
  else
    show_pages (self);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PlimWindow *self = PLIM_WINDOW (source);
  g_autoptr(GError) error = NULL;
  Contents *contents = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (contents == NULL)
    {
      gtk_label_set_text (self->status_counts, error->message);
      return;
    }
  show_contents (self, contents);
  free_contents (contents);
}

static void
show_range (PlimWindow *self)
{
  g_autofree char *words = plim_range_to_words (plim_workspace_get_filter (self->workspace), plim_workspace_get_zone (self->workspace));

  gtk_menu_button_set_label (self->range_button, words);
}

static void
zone_changed_cb (PlimWindow *self)
{
  plim_window_actions_show_zone (self, plim_workspace_get_zone (self->workspace));
  show_range (self);
}

static void
show_filter (PlimWindow *self)
{
  gboolean exercise = plim_workspace_get_filter (self->workspace)->exercise;

  gtk_revealer_set_reveal_child (self->exercise_banner, exercise);
  plim_window_actions_show_exercise (self, exercise);
  show_range (self);
}

static void
workspace_changed_cb (PlimWindow *self)
{
  g_autoptr(GTask) task = NULL;

  show_filter (self);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_source_tag (task, workspace_changed_cb);
  g_task_set_task_data (task, g_object_ref (plim_workspace_get_store (self->workspace)), g_object_unref);
  g_task_run_in_thread (task, count_in_thread);
}

static void
import_waiting (PlimWindow *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) names = g_steal_pointer (&self->waiting_files);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_commandline_arg (names[i]));
  if (files->len > 0)
    plim_window_import (self, files);
}

static void
make_range_popover (GtkMenuButton *button,
                    gpointer       user_data)
{
  PlimWindow *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, plim_range_popover_new (self->workspace));
}

static void
store_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PlimWindow *self = PLIM_WINDOW (source);
  g_autoptr(GError) error = NULL;
  const char *path = g_task_get_task_data (G_TASK (result));
  Contents *contents = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->opening);
  if (contents == NULL)
    {
      show_failure (self, path, error);
      return;
    }

  self->workspace = plim_workspace_new (contents->store);
  g_signal_connect_object (self->workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "zone-changed", G_CALLBACK (zone_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->range_button, make_range_popover, self, NULL);
  zone_changed_cb (self);
  show_filter (self);
  plim_recent_add (path);
  plim_window_actions_enable (self, FALSE);
  show_contents (self, contents);
  free_contents (contents);
  import_waiting (self);
}

static void
import_finished_cb (PlimWindow *self,
                    const char *words)
{
  if (words == NULL)
    return;

  plim_window_toast (self, words);
  plim_workspace_store_changed (self->workspace);
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            PlimWindow    *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *node = g_value_get_boxed (value); node != NULL; node = node->next)
    g_ptr_array_add (files, g_object_ref (node->data));
  /* Nothing is brought into a store that is not open, or cannot be written to. */
  if (files->len == 0 || !g_action_group_get_action_enabled (G_ACTION_GROUP (self), "import"))
    return FALSE;
  plim_window_import (self, files);

  return TRUE;
}

static void
add_drop_target (PlimWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
add_page_items (PlimWindow *self)
{
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", plim_pages_get_name (i));

      g_menu_append (self->page_items, plim_pages_get_title (i), action);
    }
}

static void
let_go_of_store (PlimWindow *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);

  if (self->pages != NULL)
    {
      g_object_set (self->switcher, "stack", NULL, "view-switcher-enabled", FALSE, NULL);
      g_object_set (self->switcher_bar, "stack", NULL, NULL);
      gtk_stack_remove (self->states, GTK_WIDGET (self->pages));
      self->pages = NULL;
    }
  plim_window_actions_let_go (self);
  gtk_revealer_set_reveal_child (self->exercise_banner, FALSE);
  gtk_menu_button_set_create_popup_func (self->range_button, NULL, NULL, NULL);
  gtk_menu_button_set_popover (self->range_button, NULL);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
}

static gboolean
plim_window_close_request (GtkWindow *window)
{
  plim_window_state_save (PLIM_WINDOW (window));

  return GTK_WINDOW_CLASS (plim_window_parent_class)->close_request (window);
}

static void
plim_window_dispose (GObject *object)
{
  PlimWindow *self = PLIM_WINDOW (object);

  if (self->states != NULL)
    let_go_of_store (self);
  self->states = NULL;
  g_clear_pointer (&self->store_path, g_free);
  g_clear_pointer (&self->last_page, g_free);
  g_clear_pointer (&self->waiting_files, g_strfreev);

  G_OBJECT_CLASS (plim_window_parent_class)->dispose (object);
}

static void
plim_window_class_init (PlimWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plim_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = plim_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, evidence_button);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, range_button);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, exercise_banner);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, welcome_button);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, status_counts);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, status_import);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, status_store);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, page_items);
  gtk_widget_class_bind_template_child (widget_class, PlimWindow, recent);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_bar", TRUE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", TRUE, 0);
}

static void
plim_window_init (PlimWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  plim_window_actions_add (self,
                           GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), PLIM_TYPE_WINDOW, "menu_bar")),
                           GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), PLIM_TYPE_WINDOW, "menu_button")));
  add_page_items (self);
  add_drop_target (self);
}

void
plim_window_register (void)
{
  plim_ui_register_resource ();
}

PlimWindow *
plim_window_new (AdwApplication *application)
{
  PlimWindow *self = g_object_new (PLIM_TYPE_WINDOW, "application", application, NULL);

  self->last_page = plim_window_state_restore (self);

  return self;
}

void
plim_window_open_store (PlimWindow         *self,
                        const char         *path,
                        const char * const *files)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PLIM_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  let_go_of_store (self);
  self->showed_pages = FALSE;
  gtk_stack_set_visible_child_name (self->states, "opening");
  g_free (self->store_path);
  self->store_path = g_strdup (path);
  g_strfreev (self->waiting_files);
  self->waiting_files = g_strdupv ((char **) files);

  self->opening = g_cancellable_new ();
  task = g_task_new (self, self->opening, store_opened_cb, NULL);
  g_task_set_source_tag (task, plim_window_open_store);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
  plim_recent_fill (self->recent);
}

PlimWorkspace *
plim_window_get_workspace (PlimWindow *self)
{
  g_return_val_if_fail (PLIM_IS_WINDOW (self), NULL);

  return self->workspace;
}

PlimPages *
plim_window_get_pages (PlimWindow *self)
{
  g_return_val_if_fail (PLIM_IS_WINDOW (self), NULL);

  return self->pages;
}

static PlimImportDialog *
make_import_dialog (PlimWindow *self)
{
  PlimImportDialog *dialog = plim_import_dialog_new (GTK_WINDOW (self), plim_workspace_get_store (self->workspace));

  g_signal_connect_object (dialog, "finished", G_CALLBACK (import_finished_cb), self, G_CONNECT_SWAPPED);

  return dialog;
}

void
plim_window_import (PlimWindow *self,
                    GPtrArray  *files)
{
  g_return_if_fail (PLIM_IS_WINDOW (self));
  g_return_if_fail (self->workspace != NULL);

  plim_import_dialog_read (make_import_dialog (self), files);
}

void
plim_window_fetch (PlimWindow             *self,
                   const PlimFetchRequest *request)
{
  g_return_if_fail (PLIM_IS_WINDOW (self));
  g_return_if_fail (self->workspace != NULL);

  plim_import_dialog_fetch (make_import_dialog (self), request);
}

void
plim_window_toast (PlimWindow *self,
                   const char *words)
{
  g_autofree char *markup = g_markup_escape_text (words, -1);
  AdwToast *toast;

  g_return_if_fail (PLIM_IS_WINDOW (self));

  /* A toast's title is markup in libadwaita 1.2, and the words may name a file. */
  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, TOAST_S);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
plim_window_show_range (PlimWindow *self)
{
  g_return_if_fail (PLIM_IS_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->range_button)))
    gtk_menu_button_popup (self->range_button);
}
