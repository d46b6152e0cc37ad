#include "config.h"

#include "ui/plim-evidence-card.h"

#include <glib/gi18n.h>

#include "app/model/plim-country.h"
#include "ui/plim-text.h"

/* A name and what it is, one below the other, so that a narrow pane keeps both whole. */
static void
add_fact (GtkGrid    *grid,
          int        *row,
          const char *name,
          const char *value)
{
  GtkWidget *left, *right;

  if (value == NULL || *value == '\0')
    return;

  left = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_grid_attach (grid, left, 0, *row, 1, 1);

  right = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (grid, right, 1, *row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, left, NULL, -1);
  (*row)++;
}

static void
add_wordings (GtkBox          *box,
              const PlimClaim *claim)
{
  if (claim->wordings == NULL || claim->wordings->len == 0)
    {
      plim_text_add (box, _("The source’s own words are not in the store."), "dim-label");
      return;
    }

  for (guint i = 0; i < claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (claim->wordings, i);
      g_autofree char *quoted = wording->lang != NULL && *wording->lang != '\0'
                                ? g_strdup_printf ("“%s” (%s)", wording->text, wording->lang)
                                : g_strdup_printf ("“%s”", wording->text);

      plim_text_add (box, quoted, "wording");
    }
}

static char *
join_place (const PlimCite *cite)
{
  GString *text = g_string_new (NULL);

  if (cite->para != NULL && *cite->para != '\0')
    g_string_append_printf (text, _("paragraph %s"), cite->para);
  if (cite->annex != NULL && *cite->annex != '\0')
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, _("annex %s"), cite->annex);
    }
  if (cite->page != NULL && *cite->page != '\0')
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, _("page %s"), cite->page);
    }
  if (text->len == 0)
    g_string_append (text, _("paragraph not known"));

  return g_string_free (text, FALSE);
}

static gboolean
is_same_place (const PlimCite *a,
               const PlimCite *b)
{
  return g_strcmp0 (a->source, b->source) == 0 && a->basis == b->basis && a->recalled == b->recalled
         && g_strcmp0 (a->para, b->para) == 0 && g_strcmp0 (a->annex, b->annex) == 0 && g_strcmp0 (a->page, b->page) == 0;
}

static gboolean
was_told_before (GPtrArray *cites,
                 guint      at)
{
  for (guint i = 0; i < at; i++)
    if (is_same_place (g_ptr_array_index (cites, i), g_ptr_array_index (cites, at)))
      return TRUE;

  return FALSE;
}

/* Several publications may repeat one place: each has a line of its own. */
static char *
join_readings (GPtrArray *cites,
               guint      first)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < cites->len; i++)
    {
      const PlimCite *cite = g_ptr_array_index (cites, i);

      if (cite->via != NULL && *cite->via != '\0' && is_same_place (cite, g_ptr_array_index (cites, first)))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ";\n" : "", cite->via);
    }

  return g_string_free (text, FALSE);
}

static void
add_basis (GtkGrid         *grid,
           int             *row,
           const PlimClaim *claim,
           PlimBasis        basis)
{
  add_fact (grid, row, _("Basis"), plim_basis_get_words_for (basis, claim->subject));
}

/* One place after the other, each told whole, with some air between them. */
static void
add_cites (GtkGrid         *grid,
           int             *row,
           const PlimClaim *claim)
{
  for (guint i = 0; claim->cites != NULL && i < claim->cites->len; i++)
    {
      const PlimCite *cite = g_ptr_array_index (claim->cites, i);
      g_autofree char *place = join_place (cite);
      g_autofree char *readings = NULL;
      int first = *row;

      if (was_told_before (claim->cites, i))
        continue;
      readings = join_readings (claim->cites, i);
      add_fact (grid, row, _("Said by"), cite->source);
      add_basis (grid, row, claim, cite->basis);
      add_fact (grid, row, _("Where"), place);
      add_fact (grid, row, _("Read in"), readings);
      add_fact (grid, row, _("Grade"), cite->recalled ? _("not checked against the source yet") : _("seen"));
      for (int column = 0; i > 0 && column < 2; column++)
        gtk_widget_set_margin_top (gtk_grid_get_child_at (grid, column, first), 8);
    }
  if (claim->cites == NULL || claim->cites->len == 0)
    add_basis (grid, row, claim, claim->basis);
}

/* Whoever publishes a limit as an authority has set it; anybody else only tells of it. */
static gboolean
is_decision (const PlimClaim *claim)
{
  return claim->subject == PLIM_SUBJECT_CAP && plim_basis_get_words_for (claim->basis, claim->subject) == NULL;
}

static void
add_disputes (GtkGrid         *grid,
              int             *row,
              const PlimClaim *claim)
{
  for (guint i = 0; claim->disputes != NULL && i < claim->disputes->len; i++)
    {
      const PlimDispute *dispute = g_ptr_array_index (claim->disputes, i);
      GString *text = g_string_new (dispute->by);

      if (dispute->on != NULL && *dispute->on != '\0')
        g_string_append_printf (text, " (%s)", dispute->on);
      if (dispute->text != NULL && *dispute->text != '\0')
        g_string_append_printf (text, ": “%s”", dispute->text);
      add_fact (grid, row, _("Disputed by"), text->str);
      g_string_free (text, TRUE);
    }
}

static const char *
get_edition_words (const PlimClaim *claim)
{
  switch (claim->state)
    {
    case PLIM_CLAIM_REVISED: return _("a later edition says it differently");
    case PLIM_CLAIM_WITHDRAWN: return _("a later edition no longer says it");
    case PLIM_CLAIM_CURRENT: break;
    }

  return NULL;
}

static void
copy_citation_cb (GtkButton *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), g_object_get_data (G_OBJECT (button), "citation"));
}

static void
add_copy_button (GtkBox             *box,
                 const PlimClaimRow *row)
{
  GtkWidget *button = gtk_button_new_with_label (_("Copy Citation"));
  g_autofree char *citation = plim_claim_format_citation (row->claim);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "citation",
                          g_strdup_printf ("%s\n%s [%s]", row->statement != NULL ? row->statement : "", citation, row->claim->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_citation_cb), NULL);
  gtk_box_append (box, button);
}

GtkWidget *
plim_evidence_card_new (const PlimClaimRow *row)
{
  const PlimClaim *claim = row->claim;
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  g_autofree char *value = row->value.known ? plim_amount_to_words (&row->value) : NULL;
  g_autofree char *money = row->money.known ? plim_amount_to_words (&row->money) : NULL;
  g_autofree char *laden = row->laden > 0 ? plim_laden_to_words (row->laden) : NULL;
  g_autofree char *when = plim_period_is_known (&row->when) ? plim_period_to_words (&row->when) : NULL;
  g_autofree char *known = plim_period_is_known (&claim->known) ? plim_period_to_words (&claim->known) : NULL;
  g_autofree char *report = g_strdup_printf (_("%s, edition %u"), claim->report, claim->edition);
  int at = 0;

  gtk_widget_add_css_class (GTK_WIDGET (box), "evidence-card");
  if (claim->exercise)
    plim_text_add (box, _("EXERCISE"), "exercise-mark");
  plim_text_add (box, row->statement != NULL ? row->statement : claim->id, "heading");
  if (plim_claim_is_recalled (claim))
    plim_text_add (box, _("Not checked against the source yet"), "warning");
  add_wordings (box, claim);

  gtk_grid_set_column_spacing (grid, 10);
  gtk_grid_set_row_spacing (grid, 3);
  add_fact (grid, &at, _("Stated"), value);
  add_fact (grid, &at, _("Worth"), money);
  add_fact (grid, &at, _("Scenario"), laden);
  add_fact (grid, &at, _("When"), when);
  add_fact (grid, &at, _("Vessel"), row->vessel);
  add_fact (grid, &at, _("From"), row->origin != NULL ? plim_country_get_words (row->origin) : NULL);
  add_fact (grid, &at, _("To"), row->destination != NULL ? plim_country_get_words (row->destination) : NULL);
  add_cites (grid, &at, claim);
  add_fact (grid, &at, _("Report"), report);
  add_fact (grid, &at, _("Title"), claim->report_title);
  add_fact (grid, &at, is_decision (claim) ? _("Decided by") : _("Publisher"), claim->publisher);
  add_fact (grid, &at, _("Known since"), known);
  add_disputes (grid, &at, claim);
  add_fact (grid, &at, _("Part of"), claim->part_of);
  add_fact (grid, &at, _("Revises"), claim->supersedes);
  add_fact (grid, &at, _("Handling"), claim->handling);
  add_fact (grid, &at, _("Edition"), get_edition_words (claim));
  add_fact (grid, &at, _("Claim"), claim->id);
  gtk_box_append (box, GTK_WIDGET (grid));
  add_copy_button (box, row);

  return GTK_WIDGET (box);
}
