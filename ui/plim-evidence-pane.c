#include "config.h"

#include "ui/plim-evidence-pane.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "ui/plim-claim-rows.h"
#include "ui/plim-evidence-card.h"

/* A map's selection may have thousands of claims behind it; nobody reads more than these. */
#define MOST_CARDS 60

struct _PlimEvidencePane
{
  GtkWidget      parent_instance;

  PlimWorkspace *workspace;
  GtkWidget     *scrolled;
  GtkBox        *cards;
  GCancellable  *reading;
};

G_DEFINE_FINAL_TYPE (PlimEvidencePane, plim_evidence_pane, GTK_TYPE_WIDGET)

static void
add_words (PlimEvidencePane *self,
           const char       *words,
           const char       *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->cards, label);
}

static void
clear_cards (PlimEvidencePane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PlimEvidencePane *self = PLIM_EVIDENCE_PANE (source);
  guint wanted;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = plim_claim_rows_read_finish (result, &wanted, &error);
  g_autofree char *count = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_cards (self);
  if (rows == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("The claims could not be read: %s"), error->message);

      add_words (self, words, "error");
      return;
    }

  count = g_strdup_printf (ngettext ("%'u claim behind this", "%'u claims behind this", wanted), wanted);
  add_words (self, count, "dim-label");
  for (guint i = 0; i < rows->len; i++)
    gtk_box_append (self->cards, plim_evidence_card_new (g_ptr_array_index (rows, i)));
  if (wanted > rows->len)
    {
      g_autofree char *rest = g_strdup_printf (_("Shown: the first %u. The table of the chart has all of them."), rows->len);

      add_words (self, rest, "dim-label");
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static void
selection_changed_cb (PlimEvidencePane *self)
{
  const char * const *ids = plim_workspace_get_selection (self->workspace);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);

  if (ids == NULL || ids[0] == NULL)
    {
      clear_cards (self);
      add_words (self, _("Evidence"), "heading");
      add_words (self, _("Choose a bar, a circle or a row, by pointer or with the arrow keys and Enter: here stands who says so, in which words, and where."),
                 "dim-label");
      return;
    }

  self->reading = g_cancellable_new ();
  plim_claim_rows_read_async (G_OBJECT (self), plim_workspace_get_store (self->workspace), ids, MOST_CARDS, self->reading, rows_read_cb);
}

static void
plim_evidence_pane_dispose (GObject *object)
{
  PlimEvidencePane *self = PLIM_EVIDENCE_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (plim_evidence_pane_parent_class)->dispose (object);
}

static void
plim_evidence_pane_class_init (PlimEvidencePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_evidence_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
plim_evidence_pane_init (PlimEvidencePane *self)
{
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "evidence-cards");

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->cards));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "evidence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Evidence"), -1);
}

GtkWidget *
plim_evidence_pane_new (PlimWorkspace *workspace)
{
  PlimEvidencePane *self = g_object_new (PLIM_TYPE_EVIDENCE_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}
