#include "config.h"

#include "ui/plim-search-list.h"

struct _PlimSearchList
{
  GtkBox               parent_instance;

  GtkSearchEntry      *search;
  GtkListView         *list;
  GtkFilterListModel  *filtered;
  GtkSingleSelection  *selection;
  PlimSearchListWrite  write;
  char                *placeholder;
};

enum { PROP_PLACEHOLDER = 1, PROP_LABEL, PROP_PICKS, N_PROPS };
enum { CHOSEN, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimSearchList, plim_search_list, GTK_TYPE_BOX)

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  PlimSearchList *self = user_data;

  return plim_list_row_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (PlimSearchList *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
chosen_cb (PlimSearchList *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  static const char * const styles[] = { "heading", "body", "caption" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_add_css_class (box, "list-row");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      /* A title may be as long as it likes; the tooltip has all of it. */
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, styles[i]);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (PlimSearchList           *self,
             GtkListItem              *item,
             GtkSignalListItemFactory *factory)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  char *lines[3] = { NULL };

  self->write (plim_list_row_get_value (gtk_list_item_get_item (item)), lines);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++, label = gtk_widget_get_next_sibling (label))
    {
      gtk_label_set_text (GTK_LABEL (label), lines[i] != NULL ? lines[i] : "");
      gtk_widget_set_tooltip_text (label, lines[i]);
      gtk_widget_set_visible (label, lines[i] != NULL && *lines[i] != '\0');
      g_free (lines[i]);
    }
}

static void
plim_search_list_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PlimSearchList *self = PLIM_SEARCH_LIST (object);

  if (id == PROP_PLACEHOLDER)
    g_value_set_string (value, self->placeholder);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_search_list_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PlimSearchList *self = PLIM_SEARCH_LIST (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      g_free (self->placeholder);
      self->placeholder = g_value_dup_string (value);
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
      break;
    case PROP_PICKS:
      gtk_single_selection_set_autoselect (self->selection, g_value_get_boolean (value));
      gtk_single_selection_set_can_unselect (self->selection, !g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
plim_search_list_dispose (GObject *object)
{
  PlimSearchList *self = PLIM_SEARCH_LIST (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (plim_search_list_parent_class)->dispose (object);
}

static void
plim_search_list_finalize (GObject *object)
{
  g_free (PLIM_SEARCH_LIST (object)->placeholder);

  G_OBJECT_CLASS (plim_search_list_parent_class)->finalize (object);
}

static void
plim_search_list_class_init (PlimSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = plim_search_list_get_property;
  object_class->set_property = plim_search_list_set_property;
  object_class->dispose = plim_search_list_dispose;
  object_class->finalize = plim_search_list_finalize;

  props[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_PICKS] = g_param_spec_boolean ("picks", NULL, NULL, TRUE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", PLIM_TYPE_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-search-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimSearchList, search);
  gtk_widget_class_bind_template_child (widget_class, PlimSearchList, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
plim_search_list_init (PlimSearchList *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self);
}

void
plim_search_list_set_write (PlimSearchList      *self,
                            PlimSearchListWrite  write)
{
  g_return_if_fail (PLIM_IS_SEARCH_LIST (self) && write != NULL);

  self->write = write;
}

void
plim_search_list_take (PlimSearchList  *self,
                       GPtrArray       *values,
                       GDestroyNotify   free_value,
                       char          *(*search) (gconstpointer value))
{
  g_autoptr(GListStore) list = NULL;

  g_return_if_fail (PLIM_IS_SEARCH_LIST (self) && self->write != NULL);

  list = plim_list_row_take_all (values, free_value, search);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (list));
}

gconstpointer
plim_search_list_get_chosen (PlimSearchList *self)
{
  PlimListRow *row;

  g_return_val_if_fail (PLIM_IS_SEARCH_LIST (self), NULL);

  row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? plim_list_row_get_value (row) : NULL;
}

void
plim_search_list_choose (PlimSearchList  *self,
                         gboolean       (*is_it) (gconstpointer value, gconstpointer data),
                         gconstpointer    data)
{
  GListModel *model;
  guint n;

  g_return_if_fail (PLIM_IS_SEARCH_LIST (self));

  model = G_LIST_MODEL (self->filtered);
  n = g_list_model_get_n_items (model);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PlimListRow) row = g_list_model_get_item (model, i);

      if (is_it (plim_list_row_get_value (row), data))
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

void
plim_search_list_let_go (PlimSearchList *self)
{
  g_return_if_fail (PLIM_IS_SEARCH_LIST (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

gboolean
plim_search_list_find (PlimSearchList *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
