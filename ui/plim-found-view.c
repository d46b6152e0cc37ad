#include "config.h"

#include "ui/plim-found-view.h"

#include "app/export/plim-csv.h"
#include "ui/plim-list-row.h"

struct _PlimFoundView
{
  GtkWidget              parent_instance;

  GtkWidget             *scrolled;
  GtkColumnView         *list;
  GListStore            *rows;
  const PlimFoundColumn *columns;
  guint                  n_columns;
};

enum { VESSEL_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimFoundView, plim_found_view, GTK_TYPE_WIDGET)

void
plim_found_row_free (PlimFoundRow *self)
{
  g_free (self->key);
  g_strfreev (self->claims);
  g_strfreev (self->cells);
  g_strfreev (self->fields);
  g_free (self);
}

static const PlimFoundRow *
get_row (PlimFoundView *self,
         guint          i)
{
  g_autoptr(PlimListRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

  return plim_list_row_get_value (row);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  const PlimFoundColumn *column = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->number ? 1.0f : 0.0f);
  if (column->number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  const PlimFoundColumn *column = user_data;
  PlimFoundView *self = PLIM_FOUND_VIEW (g_object_get_data (G_OBJECT (factory), "view"));
  const PlimFoundRow *row = plim_list_row_get_value (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row->cells[column - self->columns]);
}

static void
activated_cb (PlimFoundView *self,
              guint          position)
{
  const PlimFoundRow *row = get_row (self, position);

  g_signal_emit (self, signals[VESSEL_ACTIVATED], 0, row->claims, row->key);
}

static void
plim_found_view_dispose (GObject *object)
{
  PlimFoundView *self = PLIM_FOUND_VIEW (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (plim_found_view_parent_class)->dispose (object);
}

static void
plim_found_view_class_init (PlimFoundViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_found_view_dispose;
  signals[VESSEL_ACTIVATED] = g_signal_new ("vessel-activated", PLIM_TYPE_FOUND_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
plim_found_view_init (PlimFoundView *self)
{
  GtkSingleSelection *selection;

  self->rows = g_list_store_new (PLIM_TYPE_LIST_ROW);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  self->list = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "data-table");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
plim_found_view_set_columns (PlimFoundView         *self,
                             const char            *label,
                             const PlimFoundColumn *columns,
                             guint                  n_columns)
{
  g_return_if_fail (PLIM_IS_FOUND_VIEW (self) && self->columns == NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->columns = columns;
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr(GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "view", self);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), (gpointer) &columns[i]);
      column = gtk_column_view_column_new (columns[i].title, factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_append_column (self->list, column);
    }
}

void
plim_found_view_take_rows (PlimFoundView *self,
                           GPtrArray     *rows)
{
  g_autoptr(GListStore) taken = plim_list_row_take_all (rows, (GDestroyNotify) plim_found_row_free, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (taken));
  g_autofree gpointer *items = g_new (gpointer, n + 1);

  g_return_if_fail (PLIM_IS_FOUND_VIEW (self));

  for (guint i = 0; i < n; i++)
    items[i] = g_list_model_get_item (G_LIST_MODEL (taken), i);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items, n);
  for (guint i = 0; i < n; i++)
    g_object_unref (items[i]);
}

guint
plim_found_view_get_n_rows (PlimFoundView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

char *
plim_found_view_to_text (PlimFoundView *self)
{
  GString *text = g_string_new (NULL);
  guint n = plim_found_view_get_n_rows (self);

  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", self->columns[i].title);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strjoinv ("\t", get_row (self, i)->cells);

      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (text, FALSE);
}

char *
plim_found_view_to_csv (PlimFoundView *self)
{
  GString *csv = g_string_new (NULL);
  guint n = plim_found_view_get_n_rows (self);

  plim_csv_append_field (csv, "vessel", FALSE);
  for (guint i = 0; i < self->n_columns; i++)
    plim_csv_append_field (csv, self->columns[i].name, FALSE);
  plim_csv_append_field (csv, "claims", FALSE);
  plim_csv_end_row (csv);
  for (guint i = 0; i < n; i++)
    {
      const PlimFoundRow *row = get_row (self, i);
      g_autofree char *claims = g_strjoinv (" ", row->claims);

      plim_csv_append_field (csv, row->key, FALSE);
      for (guint j = 0; j < self->n_columns; j++)
        plim_csv_append_field (csv, row->fields[j], self->columns[j].number);
      plim_csv_append_field (csv, claims, FALSE);
      plim_csv_end_row (csv);
    }

  return g_string_free (csv, FALSE);
}
