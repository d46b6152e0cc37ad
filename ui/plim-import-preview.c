#include "config.h"

#include "ui/plim-import-preview.h"

#include <glib/gi18n.h>

#include "app/import/plim-import-plan.h"

/* Thousands of messages say no more than hundreds, and every one of them is a widget's text. */
#define MOST_MESSAGES 200

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

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
count_messages (const PlimImportPlan *plan)
{
  return plan->messages != NULL ? plan->messages->len : 0;
}

static char *
write_name (const PlimImportPlan *plan)
{
  GString *text = g_string_new (plan->file_name != NULL ? plan->file_name : "");

  if (plan->symbol != NULL)
    g_string_append_printf (text, _("\n%s, edition %u"), plan->symbol, plan->edition);
  if (plan->title != NULL && *plan->title != '\0')
    g_string_append_printf (text, "\n%s", plan->title);
  if (plan->exercise)
    g_string_append (text, _("\nAn exercise: shown only while the exercise is switched on"));

  return g_string_free (text, FALSE);
}

static void
attach_plan (GtkGrid              *grid,
             const PlimImportPlan *plan,
             int                   row)
{
  g_autofree char *name = write_name (plan);
  const guint counts[] = { plan->added, plan->revised, plan->conflicting, plan->known, plan->withdrawn, plan->rejected,
                           count_messages (plan) };

  attach_cell (grid, name, 0, row, FALSE);
  if (plan->error != NULL || plan->known_file)
    {
      GtkWidget *label = gtk_label_new (plan->error != NULL ? _("refused") : _("already in the store: nothing would change"));

      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, plan->error != NULL ? "error" : "dim-label");
      gtk_grid_attach (grid, label, 1, row, G_N_ELEMENTS (counts), 1);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = counts[i] > 0 ? g_strdup_printf ("%u", counts[i]) : g_strdup ("–");

      attach_cell (grid, text, i + 1, row, FALSE);
    }
}

static void
add_table (GtkWidget *box,
           GPtrArray *plans)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  const char *titles[] = { _("File"), _("Added"), _("Revised"), _("Conflicting"), _("Known"), _("Withdrawn"), _("Rejected"), _("Warnings") };

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 10);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    attach_cell (grid, titles[i], i, 0, TRUE);
  for (guint i = 0; i < plans->len; i++)
    attach_plan (grid, g_ptr_array_index (plans, i), i + 1);
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
      add_label (box, plan->file_name != NULL ? plan->file_name : "", "heading");
      add_label (box, plan->error->message, "error");
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
            add_label (box, _("Contradictions: both statements are kept and shown side by side"), "heading");
          headed = TRUE;
          add_label (box, g_ptr_array_index (plan->conflicts, j), NULL);
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

      all += count_messages (plan);
      for (guint j = 0; j < count_messages (plan) && shown < MOST_MESSAGES; j++, shown++)
        {
          g_autofree char *words = plim_import_message_to_words (g_ptr_array_index (plan->messages, j));

          if (shown == 0)
            add_label (box, _("Messages: what is doubtful is kept and marked"), "heading");
          add_label (box, words, NULL);
        }
    }
  if (all > shown)
    {
      g_autofree char *words = g_strdup_printf (_("Shown: the first %u of %u messages."), shown, all);

      add_label (box, words, "dim-label");
    }
}

void
plim_import_preview_show_plans (GtkBox    *box,
                                GPtrArray *plans)
{
  clear (box);
  add_label (GTK_WIDGET (box), _("Nothing has been kept yet. This is what the import would change in the store:"), NULL);
  add_table (GTK_WIDGET (box), plans);
  add_errors (GTK_WIDGET (box), plans);
  add_conflicts (GTK_WIDGET (box), plans);
  add_messages (GTK_WIDGET (box), plans);
}

void
plim_import_preview_show_words (GtkBox     *box,
                                const char *title,
                                const char *words)
{
  clear (box);
  add_label (GTK_WIDGET (box), title, "title-2");
  add_label (GTK_WIDGET (box), words, NULL);
}
