#include "config.h"

#include "ui/plim-import-preview.h"

#include <glib/gi18n.h>

#include "app/import/plim-import-plan.h"
#include "ui/plim-mapping-view.h"
#include "ui/plim-text.h"

/* Thousands of messages say no more than hundreds, and every one of them is a widget's text. */
#define MOST_MESSAGES 200

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
attach_cell (GtkGrid    *grid,
             const char *text,
             int         column,
             int         row,
             gboolean    heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, heading ? "caption-heading" : column == 0 ? "body" : "numeric");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static guint
count_warnings (const PlimImportPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->messages->len; i++)
    n += ((const PlimImportMessage *) g_ptr_array_index (plan->messages, i))->severity >= PLIM_SEVERITY_WARNING;

  return n;
}

/* What kind of log it is; %NULL for a report. */
static const char *
name_kind (const char *kind)
{
  static const struct { const char *kind, *words; } kinds[] = {
    { "ais-csv", N_("table of AIS positions") }, { "nmea", N_("AIS log, NMEA 0183") }, { "gpx", N_("GPX tracks") },
    { "kml", N_("KML tracks") }, { "geojson", N_("GeoJSON") }, { "postgis", N_("table of a database") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _(kinds[i].words);

  return NULL;
}

static void
attach_name (GtkGrid              *grid,
             const PlimImportPlan *plan,
             int                   row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *kind = name_kind (plan->kind);
  g_autofree char *file = NULL;
  g_autofree char *symbol = plan->symbol != NULL ? g_strdup_printf (_("%s, edition %u"), plan->symbol, plan->edition) : NULL;

  if (symbol != NULL)
    plim_text_add (GTK_BOX (box), symbol, "heading");
  if (plan->title != NULL && *plan->title != '\0' && g_strcmp0 (plan->title, plan->file_name) != 0)
    plim_text_add (GTK_BOX (box), plan->title, NULL);
  if (plan->exercise)
    plim_text_add (GTK_BOX (box), _("An exercise: shown only while the exercise is switched on"), "exercise-mark");
  if (kind != NULL)
    /* Translators: a file's name and what is in it: "day.csv: table of AIS positions" */
    file = g_strdup_printf (_("%s: %s"), plan->file_name, kind);
  plim_text_add (GTK_BOX (box), file != NULL ? file : plan->file_name != NULL ? plan->file_name : "", symbol != NULL ? "citation" : NULL);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_grid_attach (grid, box, 0, row, 1, 1);
}

/* Of many files one wants to know at once what all of them come to. */
static void
attach_totals (GtkGrid   *grid,
               GPtrArray *plans,
               int        row)
{
  guint counts[7] = { 0 };

  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);
      const guint own[] = { plan->added, plan->revised, plan->conflicting, plan->known, plan->withdrawn, plan->rejected,
                            count_warnings (plan) };

      for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
        counts[j] += own[j];
    }

  attach_cell (grid, _("All files"), 0, row, TRUE);
  for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", counts[j]);

      attach_cell (grid, text, j + 1, row, TRUE);
    }
}

static void
attach_plan (GtkGrid              *grid,
             const PlimImportPlan *plan,
             int                   row)
{
  const guint counts[] = { plan->added, plan->revised, plan->conflicting, plan->known, plan->withdrawn, plan->rejected,
                           count_warnings (plan) };

  attach_name (grid, plan, row);
  if (plan->error != NULL || plan->known_file)
    {
      GtkWidget *label = gtk_label_new (plan->error != NULL ? _("refused")
                                        : plan->known > 0 ? _("already in the store: nothing would change") : _("nothing would change"));

      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, plan->error != NULL ? "error" : "dim-label");
      gtk_grid_attach (grid, label, 1, row, G_N_ELEMENTS (counts), 1);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", counts[i]);

      attach_cell (grid, text, i + 1, row, FALSE);
    }
}

static void
add_table (GtkWidget *box,
           GPtrArray *plans)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  const char *titles[] = { _("File"), _("Added"), _("Revised"), _("Conflicting"), _("Known"), _("Withdrawn"), _("Rejected"), _("Warnings") };

  gtk_grid_set_column_spacing (grid, 14);
  gtk_grid_set_row_spacing (grid, 10);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    attach_cell (grid, titles[i], i, 0, TRUE);
  if (plans->len > 1)
    attach_totals (grid, plans, 1);
  for (guint i = 0; i < plans->len; i++)
    attach_plan (grid, g_ptr_array_index (plans, i), i + 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the import would change"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (grid));
}

static void
add_errors (GtkWidget *box,
            GPtrArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      if (plan->error == NULL)
        continue;
      plim_text_add (GTK_BOX (box), plan->file_name != NULL ? plan->file_name : "", "heading");
      plim_text_add (GTK_BOX (box), plan->error->message, "error");
    }
}

static void
add_conflicts (GtkWidget *box,
               GPtrArray *plans)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      for (guint j = 0; plan->conflicts != NULL && j < plan->conflicts->len && j < MOST_MESSAGES; j++)
        {
          if (!headed)
            plim_text_add (GTK_BOX (box), _("Contradictions: both statements are kept and shown side by side"), "heading");
          headed = TRUE;
          plim_text_add (GTK_BOX (box), g_ptr_array_index (plan->conflicts, j), NULL);
        }
    }
}

static void
add_messages (GtkWidget *box,
              GPtrArray *plans)
{
  guint shown = 0, all = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      all += plan->messages->len;
      for (guint j = 0; j < plan->messages->len && shown < MOST_MESSAGES; j++, shown++)
        {
          g_autofree char *words = plim_import_message_format (g_ptr_array_index (plan->messages, j), plan->file_name);

          if (shown == 0)
            plim_text_add (GTK_BOX (box), _("Messages: what is doubtful is kept and marked"), "heading");
          plim_text_add (GTK_BOX (box), words, NULL);
        }
    }
  if (all > shown)
    {
      g_autofree char *words = g_strdup_printf (_("Shown: the first %'u of %'u messages."), shown, all);

      plim_text_add (GTK_BOX (box), words, "dim-label");
    }
}

typedef struct
{
  PlimReadAgain  again;
  gpointer       data;
} Asked;

static void
free_asked (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

static void
read_again_cb (PlimMappingView *view,
               const char      *mapping,
               Asked           *asked)
{
  asked->again (NULL, mapping, asked->data);
}

static void
read_as_table_cb (GtkButton *button,
                  Asked     *asked)
{
  asked->again ("ais-csv", NULL, asked->data);
}

static gboolean
is_called_table (const char *name)
{
  static const char * const endings[] = { ".csv", ".tsv", ".txt", ".csv.gz", ".csv.xz", ".csv.zip" };
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (small, endings[i]))
      return TRUE;

  return FALSE;
}

/* A table's columns are what a person is most likely to know better. Each table has its own: one at a time. */
static void
add_mapping (GtkWidget     *box,
             GPtrArray     *plans,
             PlimReadAgain  again,
             gpointer       data)
{
  const PlimImportPlan *plan = plans->len == 1 ? g_ptr_array_index (plans, 0) : NULL;
  Asked *asked;

  if (plan == NULL || again == NULL || plan->known_file)
    return;
  if (plan->columns != NULL && plan->mapping != NULL && g_strcmp0 (plan->kind, "ais-csv") == 0)
    {
      GtkWidget *view = plim_mapping_view_new (plan->columns, plan->mapping);

      asked = g_new (Asked, 1);
      *asked = (Asked) { again, data };
      plim_text_add (GTK_BOX (box), _("The first rows, and what each column was read as"), "heading");
      g_signal_connect_data (view, "read-again", G_CALLBACK (read_again_cb), asked, free_asked, 0);
      gtk_box_append (GTK_BOX (box), view);
    }
  else if (plan->error != NULL && plan->columns == NULL && is_called_table (plan->file_name))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Read as a Table of Positions"));

      asked = g_new (Asked, 1);
      *asked = (Asked) { again, data };
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_signal_connect_data (button, "clicked", G_CALLBACK (read_as_table_cb), asked, free_asked, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
}

void
plim_import_preview_show_plans (GtkBox        *box,
                                GPtrArray     *plans,
                                PlimReadAgain  again,
                                gpointer       data)
{
  clear (box);
  plim_text_add (box, _("Nothing has been kept yet. This is what the import would change in the store:"), NULL);
  add_table (GTK_WIDGET (box), plans);
  add_errors (GTK_WIDGET (box), plans);
  add_mapping (GTK_WIDGET (box), plans, again, data);
  add_conflicts (GTK_WIDGET (box), plans);
  add_messages (GTK_WIDGET (box), plans);
}

void
plim_import_preview_show_words (GtkBox     *box,
                                const char *title,
                                const char *words)
{
  clear (box);
  plim_text_add (box, title, "title-2");
  plim_text_add (box, words, NULL);
}
