#include "config.h"

#include "ui/plim-reports-page.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "ui/plim-claims-view.h"
#include "ui/plim-list-row.h"

struct _PlimReportsPage
{
  AdwBin              parent_instance;

  PlimWorkspace      *workspace;
  GtkSearchEntry     *search;
  GtkListView        *list;
  GtkLabel           *title;
  GtkLabel           *details;
  GtkStack           *claims_stack;
  PlimClaimsView     *claims;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
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
  PlimListRow *row = gtk_single_selection_get_selected_item (self->selection);
  const PlimReport *report = row != NULL ? plim_list_row_get_value (row) : NULL;
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
  g_autoptr(GListStore) list = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->details, error->message);
      return;
    }

  plim_claims_view_take (self->claims, answer->claims);
  list = plim_list_row_take_all (answer->reports, (GDestroyNotify) plim_report_free, write_search);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (list));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
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

/* A list of files is no statement, yet here, too, exercises and real reports do not stand side by side. */
static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  PlimReportsPage *self = user_data;
  const PlimReport *report = plim_list_row_get_value (item);

  return report->exercise == plim_workspace_get_filter (self->workspace)->exercise
         && plim_list_row_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (PlimReportsPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_add_css_class (box, "list-row");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      /* A title may be as long as it likes; the details have all of it. */
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, i == 0 ? "heading" : i == 1 ? "body" : "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  const PlimReport *report = plim_list_row_get_value (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *second = write_second_line (report);

  gtk_label_set_text (GTK_LABEL (label), report->symbol);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_text (GTK_LABEL (label), report->title != NULL ? report->title : "");
  gtk_widget_set_tooltip_text (label, report->title);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_text (GTK_LABEL (label), second);
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
  return gtk_widget_grab_focus (GTK_WIDGET (PLIM_REPORTS_PAGE (page)->search));
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
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_reports_page_parent_class)->dispose (object);
}

static void
plim_reports_page_class_init (PlimReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_reports_page_dispose;
  widget_class->map = plim_reports_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, search);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, title);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, details);
  gtk_widget_class_bind_template_child (widget_class, PlimReportsPage, claims_stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
plim_reports_page_init (PlimReportsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reports"), -1);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (show_report), self);
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
