#include "config.h"

#include "ui/plim-claims-view.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "ui/plim-list-row.h"

struct _PlimClaimsView
{
  GtkWidget           parent_instance;

  PlimWorkspace      *workspace;
  GtkWidget          *scrolled;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  char               *symbol;
  guint               edition;
};

G_DEFINE_FINAL_TYPE (PlimClaimsView, plim_claims_view, GTK_TYPE_WIDGET)

typedef char *(*CellText) (const PlimClaimRow *row);

static char *
write_statement (const PlimClaimRow *row)
{
  return g_strdup (row->statement);
}

static char *
write_when (const PlimClaimRow *row)
{
  return plim_period_is_known (&row->when) ? plim_period_to_words (&row->when) : g_strdup (_("not stated"));
}

static char *
write_value (const PlimClaimRow *row)
{
  if (row->value.known)
    return plim_amount_to_words (&row->value);

  return g_strdup ("–");
}

static char *
write_basis (const PlimClaimRow *row)
{
  const char *words = plim_basis_get_words_for (row->claim->basis, row->claim->subject);

  if (words == NULL)
    words = row->claim->subject == PLIM_SUBJECT_CONVERSION ? _("a conversion") : _("a decision");

  return g_strdup (words);
}

static char *
write_citation (const PlimClaimRow *row)
{
  return plim_claim_format_citation (row->claim);
}

static char *
write_known (const PlimClaimRow *row)
{
  return plim_period_is_known (&row->claim->known) ? plim_period_to_words (&row->claim->known) : g_strdup (_("not stated"));
}

static char *
write_grade (const PlimClaimRow *row)
{
  return g_strdup (plim_claim_is_recalled (row->claim) ? _("not checked") : _("seen"));
}

static char *
write_id (const PlimClaimRow *row)
{
  return g_strdup (row->claim->id);
}

/* The first five stand side by side beside the evidence in a window of usual size. */
static const struct
{
  const char *title;
  CellText    write;
  int         width;
} columns[] = {
  { N_("Statement"), write_statement, 280 },
  { N_("When"), write_when, 115 },
  { N_("Stated"), write_value, 125 },
  { N_("Basis"), write_basis, 150 },
  { N_("Cited from"), write_citation, 260 },
  { N_("Known since"), write_known, 115 },
  { N_("Grade"), write_grade, 100 },
  { N_("Claim"), write_id, 200 },
};

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = columns[column].write (plim_list_row_get_value (gtk_list_item_get_item (item)));

  gtk_label_set_text (GTK_LABEL (label), text);
}

static int
compare_text (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  CellText write = columns[GPOINTER_TO_UINT (user_data)].write;
  g_autofree char *left = write (plim_list_row_get_value ((PlimListRow *) a));
  g_autofree char *right = write (plim_list_row_get_value ((PlimListRow *) b));

  return g_utf8_collate (left, right);
}

static int
compare_days (guint32 a,
              guint32 b)
{
  return (a > b) - (a < b);
}

static int
compare_when (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const PlimClaimRow *left = plim_list_row_get_value ((PlimListRow *) a);
  const PlimClaimRow *right = plim_list_row_get_value ((PlimListRow *) b);

  return compare_days (left->when.first, right->when.first);
}

static int
compare_known (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PlimClaimRow *left = plim_list_row_get_value ((PlimListRow *) a);
  const PlimClaimRow *right = plim_list_row_get_value ((PlimListRow *) b);

  return compare_days (left->claim->known.first, right->claim->known.first);
}

/* Only amounts in one unit can be told larger or smaller. */
static int
compare_value (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PlimAmount *left = &((PlimClaimRow *) plim_list_row_get_value ((PlimListRow *) a))->value;
  const PlimAmount *right = &((PlimClaimRow *) plim_list_row_get_value ((PlimListRow *) b))->value;
  int units;

  if (!left->known || !right->known)
    return left->known - right->known;
  units = g_strcmp0 (left->unit, right->unit);

  return units != 0 ? units : (left->low > right->low) - (left->low < right->low);
}

static GtkColumnViewColumn *
make_column (guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GCompareDataFunc compare = columns[i].write == write_when ? compare_when
                             : columns[i].write == write_known ? compare_known
                             : columns[i].write == write_value ? compare_value : compare_text;
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (i), NULL));
  GtkColumnViewColumn *column = gtk_column_view_column_new (_(columns[i].title), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, columns[i].width);

  return column;
}

static gboolean
is_of_report (gpointer item,
              gpointer user_data)
{
  PlimClaimsView *self = user_data;
  const PlimClaimRow *row = plim_list_row_get_value (item);

  return self->symbol == NULL
         || (g_str_equal (row->claim->report, self->symbol) && row->claim->edition == self->edition);
}

static void
row_chosen_cb (PlimClaimsView *self)
{
  PlimListRow *item = gtk_single_selection_get_selected_item (self->selection);
  const PlimClaimRow *row = item != NULL ? plim_list_row_get_value (item) : NULL;
  const char * const ids[] = { row != NULL ? row->claim->id : NULL, NULL };

  if (row != NULL)
    plim_workspace_select (self->workspace, ids, NULL);
}

static void
plim_claims_view_dispose (GObject *object)
{
  PlimClaimsView *self = PLIM_CLAIMS_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->symbol, g_free);

  G_OBJECT_CLASS (plim_claims_view_parent_class)->dispose (object);
}

static void
plim_claims_view_class_init (PlimClaimsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_claims_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
plim_claims_view_init (PlimClaimsView *self)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkSortListModel *sorted;
  GtkSorter *sorter;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = make_column (i);

      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }

  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (is_of_report, self, NULL)));
  sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (view));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (self->filtered), g_object_ref (sorter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (row_chosen_cb), self);

  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (self->selection));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Claims"), -1);

  /* The bar stays in sight: it says that there are more columns. */
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scrolled), FALSE);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
plim_claims_view_new (PlimWorkspace *workspace)
{
  PlimClaimsView *self = g_object_new (PLIM_TYPE_CLAIMS_VIEW, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}

void
plim_claims_view_take (PlimClaimsView *self,
                       GPtrArray      *rows)
{
  g_autoptr(GListStore) list = NULL;

  g_return_if_fail (PLIM_IS_CLAIMS_VIEW (self));

  list = plim_list_row_take_all (rows, (GDestroyNotify) plim_claim_row_free, NULL);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (list));
}

void
plim_claims_view_filter (PlimClaimsView *self,
                         const char     *symbol,
                         guint           edition)
{
  g_return_if_fail (PLIM_IS_CLAIMS_VIEW (self));

  g_free (self->symbol);
  self->symbol = g_strdup (symbol);
  self->edition = edition;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

guint
plim_claims_view_get_size (PlimClaimsView *self)
{
  g_return_val_if_fail (PLIM_IS_CLAIMS_VIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}
