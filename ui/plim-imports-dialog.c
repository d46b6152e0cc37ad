#include "config.h"

#include "ui/plim-imports-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *reports = plim_report_query (data, &error);

  if (reports == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
}

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  const PlimReport *left = *(PlimReport **) a, *right = *(PlimReport **) b;
  int times = g_strcmp0 (right->imported_at, left->imported_at);

  return times != 0 ? times : g_strcmp0 (left->symbol, right->symbol);
}

static char *
write_time (const PlimReport *report)
{
  g_autoptr(GDateTime) then = report->imported_at != NULL ? g_date_time_new_from_iso8601 (report->imported_at, NULL) : NULL;

  return then != NULL ? g_date_time_format (then, "%Y-%m-%d %H:%M UTC") : g_strdup (report->imported_at);
}

static void
add_report (GtkListBox       *list,
            const PlimReport *report)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *time = write_time (report);
  g_autofree char *claims = g_strdup_printf (ngettext ("%'u claim", "%'u claims", report->n_claims), report->n_claims);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%'u warning", "%'u warnings", report->n_warnings), report->n_warnings);
  g_autofree char *first = g_strdup_printf (_("%s, edition %u"), report->symbol, report->edition);
  g_autofree char *second = g_strdup_printf ("%s · %s · %s · %s", time, report->file_name, claims, warnings);
  g_autofree char *third = g_strdup_printf ("SHA-256 %s", report->sha256);
  const char *texts[] = { first, second, third };
  const char *styles[] = { "heading", "body", "caption" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, styles[i]);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "import-row");
  gtk_list_box_append (list, box);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkListBox) list = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) reports = g_task_propagate_pointer (G_TASK (result), &error);

  if (reports == NULL)
    {
      gtk_list_box_append (list, gtk_label_new (error->message));
      return;
    }
  g_ptr_array_sort (reports, compare_latest_first);
  for (guint i = 0; i < reports->len; i++)
    add_report (list, g_ptr_array_index (reports, i));
}

void
plim_imports_dialog_present (GtkWindow *parent,
                             PlimStore *store)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/plimsoll/Plimsoll/plim-imports-dialog.ui");
  GtkWindow *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  g_autoptr(GTask) task = NULL;

  gtk_window_set_transient_for (dialog, parent);
  task = g_task_new (NULL, NULL, read_cb, g_object_ref (list));
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
  gtk_window_present (dialog);
}
