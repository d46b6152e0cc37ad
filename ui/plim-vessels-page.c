#include "config.h"

#include "ui/plim-vessels-page.h"

#include <glib/gi18n.h>

#include "app/store/plim-track-query.h"
#include "app/store/plim-vessel-query.h"
#include "ui/plim-list-row.h"
#include "ui/plim-vessel-details.h"

struct _PlimVesselsPage
{
  AdwBin              parent_instance;

  PlimWorkspace      *workspace;
  GtkStack           *stack;
  GtkSearchEntry     *search;
  GtkListView        *list;
  AdwBin             *details;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  GPtrArray          *sightings;
  GCancellable       *reading;
  gboolean            stale;
  gboolean            following;   /* the list follows what was picked elsewhere */
};

static void page_iface_init (PlimPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimVesselsPage, plim_vessels_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PLIM_TYPE_PAGE, page_iface_init))

typedef struct
{
  PlimStore *store;
  PlimFilter filter;
  GPtrArray *vessels;
  GPtrArray *sightings;
} Answer;

static void
free_answer (Answer *answer)
{
  g_object_unref (answer->store);
  g_clear_pointer (&answer->vessels, g_ptr_array_unref);
  g_clear_pointer (&answer->sightings, g_ptr_array_unref);
  g_free (answer);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Answer *answer = data;
  GError *error = NULL;

  answer->vessels = plim_vessel_query (answer->store, &answer->filter, &error);
  if (answer->vessels != NULL)
    answer->sightings = plim_sighting_query (answer->store, &answer->filter, &error);
  if (answer->sightings == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
write_search (gconstpointer value)
{
  const PlimVessel *vessel = value;
  GString *text = g_string_new (vessel->imo);

  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const PlimIdentity *identity = g_ptr_array_index (vessel->identities, i);
      const char *parts[] = { identity->name, identity->mmsi, identity->callsign, identity->flag };

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (parts[j] != NULL)
          g_string_append_printf (text, " %s", parts[j]);
    }

  return g_string_free (text, FALSE);
}

static const PlimVessel *
get_chosen (PlimVesselsPage *self)
{
  PlimListRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? plim_list_row_get_value (row) : NULL;
}

static void
add_claim_ids (GPtrArray        *ids,
               const PlimVessel *vessel)
{
  for (guint i = 0; i < vessel->identities->len; i++)
    g_ptr_array_add (ids, ((const PlimIdentity *) g_ptr_array_index (vessel->identities, i))->claim->id);
  for (guint i = 0; i < vessel->particulars->len; i++)
    g_ptr_array_add (ids, ((const PlimParticulars *) g_ptr_array_index (vessel->particulars, i))->claim->id);
  for (guint i = 0; i < vessel->measures->len; i++)
    g_ptr_array_add (ids, ((const PlimMeasure *) g_ptr_array_index (vessel->measures, i))->claim->id);
}

static void
show_chosen (PlimVesselsPage *self)
{
  const PlimVessel *vessel = get_chosen (self);

  if (vessel != NULL)
    adw_bin_set_child (self->details, plim_vessel_details_new (vessel, self->sightings));
  else
    adw_bin_set_child (self->details, g_object_new (ADW_TYPE_STATUS_PAGE,
                                                    "icon-name", "plim-vessels-symbolic",
                                                    "title", _("Choose a Vessel"),
                                                    "description", _("Its names and numbers over time, measures and sightings stand here."),
                                                    "vexpand", TRUE,
                                                    NULL));
}

static void
row_chosen_cb (PlimVesselsPage *self)
{
  const PlimVessel *vessel = get_chosen (self);
  g_autoptr(GPtrArray) ids = NULL;

  show_chosen (self);
  if (vessel == NULL || self->following)
    return;

  ids = g_ptr_array_new ();
  add_claim_ids (ids, vessel);
  g_ptr_array_add (ids, NULL);
  self->following = TRUE;
  plim_workspace_select (self->workspace, (const char * const *) ids->pdata, vessel->key);
  self->following = FALSE;
}

static void
follow_selection (PlimVesselsPage *self)
{
  const char *key = plim_workspace_get_vessel (self->workspace);
  GListModel *model = G_LIST_MODEL (self->filtered);
  gboolean outer = self->following;

  if (outer || key == NULL)
    return;

  self->following = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PlimListRow) row = g_list_model_get_item (model, i);

      if (g_str_equal (((const PlimVessel *) plim_list_row_get_value (row))->key, key))
        gtk_single_selection_set_selected (self->selection, i);
    }
  self->following = outer;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PlimVesselsPage *self = PLIM_VESSELS_PAGE (source);
  Answer *answer = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) list = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The vessels could not be read: %s", error->message);
      return;
    }

  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  self->sightings = g_steal_pointer (&answer->sightings);
  gtk_stack_set_visible_child_name (self->stack, answer->vessels->len > 0 ? "vessels" : "empty");
  list = plim_list_row_take_all (answer->vessels, (GDestroyNotify) plim_vessel_free, write_search);
  self->following = TRUE;
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (list));
  self->following = FALSE;
  follow_selection (self);
  show_chosen (self);
}

static void
refresh (PlimVesselsPage *self)
{
  g_autoptr(GTask) task = NULL;
  Answer *answer = g_new0 (Answer, 1);

  self->stale = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  answer->store = g_object_ref (plim_workspace_get_store (self->workspace));
  answer->filter = *plim_workspace_get_filter (self->workspace);
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, answer, (GDestroyNotify) free_answer);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  PlimVesselsPage *self = user_data;

  return plim_list_row_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (PlimVesselsPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_add_css_class (box, "list-row");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, i == 0 ? "heading" : "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static char *
write_second_line (const PlimVessel *vessel)
{
  g_autoptr(GPtrArray) doubts = plim_vessel_details_list_doubts (vessel);
  GString *text = g_string_new (NULL);

  if (vessel->imo != NULL)
    g_string_append_printf (text, "IMO %s", vessel->imo);
  else
    g_string_append (text, _("IMO number not stated"));
  if (vessel->measures->len > 0)
    {
      g_autofree char *measures = g_strdup_printf (ngettext ("%u measure", "%u measures", vessel->measures->len), vessel->measures->len);

      g_string_append_printf (text, " · %s", measures);
    }
  if (doubts->len > 0)
    g_string_append (text, _(" · doubtful number"));

  return g_string_free (text, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  const PlimVessel *vessel = plim_list_row_get_value (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *second = write_second_line (vessel);

  gtk_label_set_text (GTK_LABEL (label), plim_vessel_get_name (vessel));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)), second);
}

static void
workspace_changed_cb (PlimVesselsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  else
    self->stale = TRUE;
}

static void
plim_vessels_page_map (GtkWidget *widget)
{
  PlimVesselsPage *self = PLIM_VESSELS_PAGE (widget);

  GTK_WIDGET_CLASS (plim_vessels_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static gboolean
plim_vessels_page_find (PlimPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLIM_VESSELS_PAGE (page)->search));
}

static void
page_iface_init (PlimPageInterface *iface)
{
  iface->find = plim_vessels_page_find;
}

static void
plim_vessels_page_dispose (GObject *object)
{
  PlimVesselsPage *self = PLIM_VESSELS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_vessels_page_parent_class)->dispose (object);
}

static void
plim_vessels_page_class_init (PlimVesselsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_vessels_page_dispose;
  widget_class->map = plim_vessels_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-vessels-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, search);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, details);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
plim_vessels_page_init (PlimVesselsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  /* What is picked here is picked everywhere: the list picks nothing by itself. */
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Vessels"), -1);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (row_chosen_cb), self);
}

GtkWidget *
plim_vessels_page_new (PlimWorkspace *workspace)
{
  PlimVesselsPage *self = g_object_new (PLIM_TYPE_VESSELS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
