#include "config.h"

#include "ui/plim-mapping-view.h"

#include <glib/gi18n.h>

#include "app/import/plim-csv-mapping.h"

#define MOST_COLUMNS 60
#define MOST_ROWS    5

struct _PlimMappingView
{
  GtkBox           parent_instance;

  char           **names;
  guint            n_names;
  PlimCsvMapping   mapping;
  GPtrArray       *choices;       /* GtkDropDown, one a column */
  GPtrArray       *sample;        /* GStrv, one a row */
  GtkDropDown     *time_format;
  GtkWidget       *again;
  gboolean         showing;
};

enum { READ_AGAIN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimMappingView, plim_mapping_view, GTK_TYPE_BOX)

static void
show_mapping (PlimMappingView *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      guint chosen = 0;

      for (guint field = 0; field < PLIM_N_CSV_FIELDS; field++)
        if (self->mapping.column[field] == (int) i)
          chosen = field + 1;
      gtk_drop_down_set_selected (g_ptr_array_index (self->choices, i), chosen);
    }
  gtk_drop_down_set_selected (self->time_format, self->mapping.time_format);
  self->showing = FALSE;
}

/* A field is in one column: the one that was chosen last. */
static void
chosen_cb (PlimMappingView *self,
           GParamSpec      *pspec,
           GtkDropDown     *choice)
{
  guint selected = gtk_drop_down_get_selected (choice), at = 0;
  g_autofree char *missing = NULL;

  if (self->showing)
    return;

  if (choice == self->time_format)
    self->mapping.time_format = (PlimCsvTime) selected;
  else
    {
      g_ptr_array_find (self->choices, choice, &at);
      for (guint field = 0; field < PLIM_N_CSV_FIELDS; field++)
        if (self->mapping.column[field] == (int) at)
          self->mapping.column[field] = -1;
      if (selected > 0)
        self->mapping.column[selected - 1] = (int) at;
      if (selected == PLIM_CSV_TIME + 1)
        self->mapping.time_format = plim_csv_mapping_guess_time (self->sample, (int) at);
    }
  show_mapping (self);
  missing = plim_csv_mapping_find_missing (&self->mapping);
  gtk_widget_set_sensitive (self->again, missing == NULL);
}

static void
again_clicked_cb (PlimMappingView *self)
{
  g_autofree char *mapping = plim_csv_mapping_format (&self->mapping, (const char * const *) self->names, self->n_names);

  g_signal_emit (self, signals[READ_AGAIN], 0, mapping);
}

static GtkStringList *
make_fields (void)
{
  GtkStringList *fields = gtk_string_list_new (NULL);

  gtk_string_list_append (fields, _("not used"));
  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    gtk_string_list_append (fields, plim_csv_field_get_words ((PlimCsvField) i));

  return fields;
}

static void
attach_text (GtkGrid    *grid,
             const char *text,
             int         column,
             int         row,
             const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* As much of it as tells how times are written. */
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), 20));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_column (PlimMappingView *self,
            GtkGrid         *grid,
            guint            at)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (make_fields ()), NULL);

  attach_text (grid, self->names[at], (int) at, 0, "caption-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, self->names[at], -1);
  g_ptr_array_add (self->choices, choice);
  gtk_grid_attach (grid, choice, (int) at, 1, 1, 1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
}

static GtkWidget *
make_table (PlimMappingView  *self,
            char            **lines)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  guint n = MIN (self->n_names, MOST_COLUMNS);

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 4);
  for (guint i = 0; i < n; i++)
    add_column (self, grid, i);
  for (guint row = 1; lines[row - 1] != NULL && lines[row] != NULL && row <= MOST_ROWS; row++)
    {
      char **fields = g_strsplit (lines[row], "\t", -1);

      g_ptr_array_add (self->sample, fields);

      for (guint i = 0; i < n && fields[i] != NULL; i++)
        attach_text (grid, fields[i], (int) i, (int) row + 1, "numeric");
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (grid));

  return scrolled;
}

static GtkWidget *
make_buttons (PlimMappingView *self)
{
  /* In the order of PlimCsvTime. */
  const char * const formats[] = { _("year first"), _("day first"), _("month first"), _("seconds since 1970"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (_("Form of the times"));

  gtk_box_append (GTK_BOX (box), label);
  self->time_format = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (formats));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->time_format), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect_swapped (self->time_format, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time_format));
  self->again = gtk_button_new_with_mnemonic (_("_Read Again"));
  gtk_widget_set_sensitive (self->again, FALSE);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (again_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->again);

  return box;
}

static void
plim_mapping_view_finalize (GObject *object)
{
  PlimMappingView *self = PLIM_MAPPING_VIEW (object);

  g_strfreev (self->names);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->sample);

  G_OBJECT_CLASS (plim_mapping_view_parent_class)->finalize (object);
}

static void
plim_mapping_view_class_init (PlimMappingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plim_mapping_view_finalize;

  signals[READ_AGAIN] = g_signal_new ("read-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plim_mapping_view_init (PlimMappingView *self)
{
  self->choices = g_ptr_array_new ();
  self->sample = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

GtkWidget *
plim_mapping_view_new (const char *columns,
                       const char *mapping)
{
  PlimMappingView *self = g_object_new (PLIM_TYPE_MAPPING_VIEW, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);
  g_auto(GStrv) lines = g_strsplit (columns, "\n", -1);

  self->names = g_strsplit (lines[0] != NULL ? lines[0] : "", "\t", -1);
  self->n_names = g_strv_length (self->names);
  gtk_box_append (GTK_BOX (self), make_table (self, lines));
  gtk_box_append (GTK_BOX (self), make_buttons (self));
  if (!plim_csv_mapping_parse (&self->mapping, mapping, (const char * const *) self->names, self->n_names, NULL))
    plim_csv_mapping_guess (&self->mapping, (const char * const *) self->names, self->n_names, NULL);
  show_mapping (self);

  return GTK_WIDGET (self);
}
