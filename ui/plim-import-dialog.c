#include "config.h"

#include "ui/plim-import-dialog.h"

#include <glib/gi18n.h>

#include "app/import/plim-importer.h"
#include "ui/plim-import-preview.h"

struct _PlimImportDialog
{
  AdwWindow       parent_instance;

  GtkStack       *stack;
  GtkBox         *preview;
  GtkProgressBar *progress;
  GtkWidget      *cancel_button;
  GtkWidget      *import_button;

  PlimStore      *store;
  PlimImporter   *importer;
  GPtrArray      *files;       /* NULL where a database is read */
  GCancellable   *reading;
  GPtrArray      *plans;
  char           *as;          /* what was said of a table; or NULL */
  char           *mapping;
  gboolean        ending;      /* the transaction is being closed, one way or the other */
};

enum { FINISHED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimImportDialog, plim_import_dialog, ADW_TYPE_WINDOW)

/* An importer outlives the dialog while it tidies up, and then still tells how far it is. */
static PlimImporter *
take_importer (PlimImportDialog *self)
{
  PlimImporter *importer = g_steal_pointer (&self->importer);

  if (importer != NULL)
    g_signal_handlers_disconnect_by_data (importer, self);

  return importer;
}

static void
let_go_of_importer (PlimImportDialog *self)
{
  g_autoptr(PlimImporter) importer = take_importer (self);
}

static void
show_words (PlimImportDialog *self,
            const char       *title,
            const char       *words)
{
  plim_import_preview_show_words (self->preview, title, words);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static guint
count_changes (GPtrArray *plans)
{
  guint n = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      if (plan->error == NULL && !plan->known_file)
        n++;
    }

  return n;
}

static char *
write_result (GPtrArray *plans)
{
  guint n = count_changes (plans), added = 0, revised = 0;
  g_autofree char *reports = NULL;
  g_autofree char *claims = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      added += plan->added;
      revised += plan->revised;
    }
  reports = g_strdup_printf (ngettext ("%'u report imported", "%'u reports imported", n), n);
  claims = g_strdup_printf (ngettext ("%'u claim added", "%'u claims added", added), added);

  /* Translators: "2 reports imported: 40 claims added, 3 revised" */
  return g_strdup_printf (_("%s: %s, %'u revised"), reports, claims, revised);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PlimImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean kept = plim_importer_end_finish (PLIM_IMPORTER (source), result, &error);

  self->ending = FALSE;
  let_go_of_importer (self);
  if (!kept)
    {
      g_autofree char *words = g_strdup_printf (_("%s\n\nThe store is as it was before."), error->message);

      show_words (self, _("The import could not be kept"), words);
      gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
      gtk_widget_set_sensitive (self->import_button, FALSE);
      gtk_widget_set_sensitive (self->cancel_button, TRUE);
      gtk_widget_grab_focus (self->cancel_button);
      return;
    }

  {
    g_autofree char *words = write_result (self->plans);

    g_signal_emit (self, signals[FINISHED], 0, words);
  }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
rolled_back_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!plim_importer_end_finish (PLIM_IMPORTER (source), result, &error))
    g_warning ("The import was given up, and undoing it failed: %s", error->message);
}

static void
import_clicked_cb (PlimImportDialog *self)
{
  if (self->importer == NULL || self->ending)
    return;

  self->ending = TRUE;
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  plim_importer_end_async (self->importer, TRUE, ended_cb, g_object_ref (self));
}

static void read_again_cb (const char *as,
                           const char *mapping,
                           gpointer    data);

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PlimImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *plans = plim_importer_prepare_finish (PLIM_IMPORTER (source), result, &error);

  /* Closed meanwhile: the importer is gone, and what was read with it. */
  if (self->importer == NULL)
    {
      g_clear_pointer (&plans, g_ptr_array_unref);
      return;
    }

  if (plans == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("%s\n\nThe store is as it was before."), error->message);

      let_go_of_importer (self);
      show_words (self, _("Nothing was imported"), words);
      gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
      return;
    }

  self->plans = plans;
  plim_import_preview_show_plans (self->preview, plans, self->files != NULL ? read_again_cb : NULL, self);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  if (count_changes (plans) > 0)
    {
      gtk_widget_set_sensitive (self->import_button, TRUE);
      gtk_widget_grab_focus (self->import_button);
    }
  else
    gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
}

static void
fraction_changed_cb (PlimImporter     *importer,
                     GParamSpec       *pspec,
                     PlimImportDialog *self)
{
  double fraction;

  g_object_get (importer, "fraction", &fraction, NULL);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
}

static void
start_reading (PlimImportDialog        *self,
               const PlimImportOptions *options)
{
  self->importer = plim_importer_new (self->store);
  if (options != NULL)
    plim_importer_set_options (self->importer, options);
  g_signal_connect (self->importer, "notify::fraction", G_CALLBACK (fraction_changed_cb), self);
  plim_importer_prepare_async (self->importer, self->files, self->reading, prepared_cb, g_object_ref (self));
}

/* In an idle moment: the button that was pressed is part of the preview that goes. */
static gboolean
read_again_idle_cb (gpointer user_data)
{
  PlimImportDialog *self = user_data;
  PlimImporter *importer;
  const PlimImportOptions options = { .as = self->as, .columns = self->mapping };

  if (self->plans == NULL || self->ending)
    return G_SOURCE_REMOVE;

  /* The transaction is given back before the next one is begun: its thread has nothing else to do. */
  importer = take_importer (self);
  if (importer != NULL)
    {
      plim_importer_end_async (importer, FALSE, rolled_back_cb, NULL);
      g_object_unref (importer);
    }
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Cancel"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  start_reading (self, &options);

  return G_SOURCE_REMOVE;
}

static void
read_again_cb (const char *as,
               const char *mapping,
               gpointer    data)
{
  PlimImportDialog *self = data;

  /* Once it was said that it is a table, it stays one. */
  if (as != NULL)
    {
      g_free (self->as);
      self->as = g_strdup (as);
    }
  g_free (self->mapping);
  self->mapping = g_strdup (mapping);
  g_idle_add_full (G_PRIORITY_DEFAULT, read_again_idle_cb, g_object_ref (self), g_object_unref);
}

static gboolean
plim_import_dialog_close_request (GtkWindow *window)
{
  PlimImportDialog *self = PLIM_IMPORT_DIALOG (window);
  PlimImporter *importer;

  /* A commit that has begun is waited for. */
  if (self->ending)
    return TRUE;

  importer = take_importer (self);
  if (importer != NULL)
    {
      g_cancellable_cancel (self->reading);
      if (self->plans != NULL)
        plim_importer_end_async (importer, FALSE, rolled_back_cb, NULL);
      g_object_unref (importer);
    }
  g_signal_emit (self, signals[FINISHED], 0, NULL);

  return GTK_WINDOW_CLASS (plim_import_dialog_parent_class)->close_request (window);
}

static void
plim_import_dialog_dispose (GObject *object)
{
  PlimImportDialog *self = PLIM_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  let_go_of_importer (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->as, g_free);
  g_clear_pointer (&self->mapping, g_free);

  G_OBJECT_CLASS (plim_import_dialog_parent_class)->dispose (object);
}

static void
plim_import_dialog_class_init (PlimImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_import_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = plim_import_dialog_close_request;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, PlimImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PlimImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PlimImportDialog, import_button);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
plim_import_dialog_init (PlimImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reading = g_cancellable_new ();
}

PlimImportDialog *
plim_import_dialog_new (GtkWindow *parent,
                        PlimStore *store)
{
  PlimImportDialog *self = g_object_new (PLIM_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);

  return self;
}

void
plim_import_dialog_read (PlimImportDialog *self,
                         GPtrArray        *files)
{
  g_return_if_fail (PLIM_IS_IMPORT_DIALOG (self));
  g_return_if_fail (self->importer == NULL);

  self->files = g_ptr_array_ref (files);
  start_reading (self, NULL);
  gtk_window_present (GTK_WINDOW (self));
}

void
plim_import_dialog_fetch (PlimImportDialog       *self,
                          const PlimFetchRequest *request)
{
  g_return_if_fail (PLIM_IS_IMPORT_DIALOG (self));
  g_return_if_fail (self->importer == NULL);

  gtk_window_set_title (GTK_WINDOW (self), _("Fetch Tracks"));
  self->importer = plim_importer_new (self->store);
  g_signal_connect (self->importer, "notify::fraction", G_CALLBACK (fraction_changed_cb), self);
  plim_importer_fetch_async (self->importer, request, self->reading, prepared_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
