#include "config.h"

#include "ui/plim-vessels-page.h"

#include <glib/gi18n.h>

#include "app/store/plim-track-query.h"
#include "app/store/plim-vessel-query.h"
#include "ui/plim-search-list.h"
#include "ui/plim-vessel-details.h"

struct _PlimVesselsPage
{
  AdwBin              parent_instance;

  PlimWorkspace      *workspace;
  GtkStack           *stack;
  PlimSearchList     *list;
  AdwBin             *details;
  AdwStatusPage      *failed;
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
  const PlimVessel *vessel = plim_search_list_get_chosen (self->list);

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
  const PlimVessel *vessel = plim_search_list_get_chosen (self->list);
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

static gboolean
has_key (gconstpointer value,
         gconstpointer data)
{
  return g_str_equal (((const PlimVessel *) value)->key, data);
}

static void
follow_selection (PlimVesselsPage *self)
{
  const char *key = plim_workspace_get_vessel (self->workspace);
  gboolean outer = self->following;

  if (outer)
    return;

  /* A vessel that was let go of can be chosen again. */
  self->following = TRUE;
  if (key != NULL)
    plim_search_list_choose (self->list, has_key, key);
  else
    plim_search_list_let_go (self->list);
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

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *words = NULL;

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      /* A status page's description is markup, and these words come from outside. */
      words = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->failed, words);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  self->sightings = g_steal_pointer (&answer->sightings);
  gtk_stack_set_visible_child_name (self->stack, answer->vessels->len > 0 ? "vessels" : "empty");
  self->following = TRUE;
  plim_search_list_take (self->list, answer->vessels, (GDestroyNotify) plim_vessel_free, write_search);
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

static char *
write_second_line (const PlimVessel *vessel)
{
  g_autoptr(GPtrArray) doubts = plim_vessel_details_list_doubts (vessel);
  GString *text = g_string_new (NULL);

  if (vessel->imo != NULL)
    g_string_append_printf (text, "IMO %s", vessel->imo);
  /* Of a log's vessel the number it broadcasts is what there is; many have no name. */
  else if (g_str_has_prefix (vessel->key, "MMSI "))
    g_string_append (text, vessel->key);
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
write_row (gconstpointer  value,
           char          *lines[3])
{
  const PlimVessel *vessel = value;

  lines[0] = g_strdup (plim_vessel_get_name (vessel));
  lines[2] = write_second_line (vessel);
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
  return plim_search_list_find (PLIM_VESSELS_PAGE (page)->list);
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
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_vessels_page_parent_class)->dispose (object);
}

static void
plim_vessels_page_class_init (PlimVesselsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PLIM_TYPE_SEARCH_LIST);
  G_OBJECT_CLASS (klass)->dispose = plim_vessels_page_dispose;
  widget_class->map = plim_vessels_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-vessels-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, details);
  gtk_widget_class_bind_template_child (widget_class, PlimVesselsPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, row_chosen_cb);
}

static void
plim_vessels_page_init (PlimVesselsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  plim_search_list_set_write (self->list, write_row);
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
