#include "config.h"

#include "ui/plim-reports-page.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "ui/plim-claims-view.h"
#include "ui/plim-search-list.h"

struct _PlimReportsPage
{
  AdwBin              parent_instance;

  PlimWorkspace      *workspace;
  PlimSearchList     *list;
  GtkLabel           *title;
  GtkLabel           *details;
  GtkStack           *claims_stack;
  PlimClaimsView     *claims;
  GCancellable       *reading;
  gboolean            stale;
};

static void page_iface_init (PlimPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimReportsPage, plim_reports_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PLIM_TYPE_PAGE, page_iface_init))

typedef struct
{
  PlimStore *store;
  gboolean   exercise;
  GPtrArray *reports;
  GPtrArray *claims;
} Answer;

static void
free_answer (Answer *answer)
{
  g_object_unref (answer->store);
  g_clear_pointer (&answer->reports, g_ptr_array_unref);
  g_clear_pointer (&answer->claims, g_ptr_array_unref);
  g_free (answer);
}

/* A list of files is no statement, yet here, too, exercises and real reports do not stand side by side. */
static void
drop_others (Answer *answer)
{
  for (guint i = answer->reports->len; i-- > 0;)
    if (((const PlimReport *) g_ptr_array_index (answer->reports, i))->exercise != answer->exercise)
      g_ptr_array_remove_index (answer->reports, i);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Answer *answer = data;
  PlimFilter filter = PLIM_FILTER_ALL;
  GError *error = NULL;

  filter.exercise = answer->exercise;
  answer->reports = plim_report_query (answer->store, &error);
  if (answer->reports != NULL)
    drop_others (answer);
  if (answer->reports != NULL)
    answer->claims = plim_claim_query (answer->store, &filter, &error);
  if (answer->claims == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
write_search (gconstpointer value)
{
  const PlimReport *report = value;

  return g_strjoin (" ", report->symbol, report->title != NULL ? report->title : "",
                    report->publisher != NULL ? report->publisher : "", NULL);
}

static char *
write_second_line (const PlimReport *report)
{
  g_autofree char *dated = plim_period_is_known (&report->dated) ? plim_period_to_words (&report->dated) : NULL;
  g_autofree char *claims = g_strdup_printf (ngettext ("%'u claim", "%'u claims", report->n_claims), report->n_claims);
  GString *text = g_string_new (report->exercise ? _("EXERCISE · ") : "");

  if (dated != NULL)
    g_string_append_printf (text, "%s · ", dated);
  g_string_append (text, claims);
  if (report->n_warnings > 0)
    {
      g_autofree char *warnings = g_strdup_printf (ngettext ("%'u warning", "%'u warnings", report->n_warnings), report->n_warnings);

      g_string_append_printf (text, " · %s", warnings);
    }
  if (!report->latest)
    g_string_append (text, _(" · an older edition"));
  if (report->publisher != NULL)
    g_string_append_printf (text, " · %s", report->publisher);

  return g_string_free (text, FALSE);
}

static void
show_report (PlimReportsPage *self)
{
  const PlimReport *report = plim_search_list_get_chosen (self->list);
  g_autofree char *covers = NULL;
  g_autofree char *second = NULL;
  g_autofree char *details = NULL;

  if (report == NULL)
    {
      gtk_label_set_text (self->title, _("No report is chosen"));
      gtk_label_set_text (self->details, "");
      gtk_stack_set_visible_child_name (self->claims_stack, "none");
      return;
    }

  covers = plim_period_is_known (&report->covers) ? plim_period_to_words (&report->covers) : g_strdup (_("not stated"));
  second = write_second_line (report);
  details = g_strdup_printf (_("%s, edition %u · %s\nCovers: %s · Status: %s · File: %s"), report->symbol, report->edition, second,
                             covers, report->status != NULL ? report->status : _("not stated"),
                             report->file_name != NULL ? report->file_name : _("not stated"));
  gtk_label_set_text (self->title, report->title != NULL && *report->title != '\0' ? report->title : report->symbol);
  gtk_label_set_text (self->details, details);
  plim_claims_view_filter (self->claims, report->symbol, report->edition);
  gtk_stack_set_visible_child_name (self->claims_stack, report->n_claims > 0 ? "claims" : "no-claims");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PlimReportsPage *self = PLIM_REPORTS_PAGE (source);
  Answer *answer = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->details, error->message);
      return;
    }

  plim_claims_view_take (self->claims, answer->claims);
  plim_search_list_take (self->list, answer->reports, (GDestroyNotify) plim_report_free, write_search);
  show_report (self);
}

static void
refresh (PlimReportsPage *self)
{
  g_autoptr(GTask) task = NULL;
  Answer *answer = g_new0 (Answer, 1);

  self->stale = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  answer->store = g_object_ref (plim_workspace_get_store (self->workspace));
  answer->exercise = plim_workspace_get_filter (self->workspace)->exercise;
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, answer, (GDestroyNotify) free_answer);
  g_task_run_in_thread (task, read_in_thread);
}

static void
write_row (gconstpointer  value,
           char          *lines[3])
{
  const PlimReport *report = value;

  lines[0] = g_strdup (report->symbol);
  lines[1] = g_strdup (report->title);
  lines[2] = write_second_line (report);
}

static void
workspace_changed_cb (PlimReportsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  else
    self->stale = TRUE;
}

static void
plim_reports_page_map (GtkWidget *widget)
{
  PlimReportsPage *self = PLIM_REPORTS_PAGE (widget);

  GTK_WIDGET_CLASS (plim_reports_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static gboolean
plim_reports_page_find (PlimPage *page)
{
  return plim_search_list_find (PLIM_REPORTS_PAGE (page)->list);
}

static void
page_iface_init (PlimPageInterface *iface)
{
  iface->find = plim_reports_page_find;
}

static void
plim_reports_page_dispose (GObject *object)
{
  PlimReportsPage *self = PLIM_REPORTS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_reports_page_parent_class)->dispose (object);
}

static void
plim_reports_page_class_init (PlimReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PLIM_TYPE_SEARCH_LIST);
  G_OBJECT_CLASS (klass)->dispose = plim_reports_page_dispose;
  widget_class->map = plim_reports_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, title);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, details);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, claims_stack);
  gtk_widget_class_bind_template_callback (widget_class, show_report);
}

static void
plim_reports_page_init (PlimReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  plim_search_list_set_write (self->list, write_row);
}

GtkWidget *
plim_reports_page_new (PlimWorkspace *workspace)
{
  PlimReportsPage *self = g_object_new (PLIM_TYPE_REPORTS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->claims = PLIM_CLAIMS_VIEW (plim_claims_view_new (workspace));
  gtk_stack_add_named (self->claims_stack, GTK_WIDGET (self->claims), "claims");
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
