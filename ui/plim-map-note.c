#include "config.h"

#include "ui/plim-map-note.h"

#include <glib/gi18n.h>

#include "app/map/plim-coast.h"

typedef enum { OFFER_NOTHING, OFFER_ALL, OFFER_IMPORT, OFFER_EXERCISE } Offer;

struct _PlimMapNote
{
  GtkBox         parent_instance;

  GtkLabel      *words;
  GtkButton     *button;

  PlimWorkspace *workspace;
  Offer          offer;
};

G_DEFINE_FINAL_TYPE (PlimMapNote, plim_map_note, GTK_TYPE_BOX)

static void
clicked_cb (PlimMapNote *self)
{
  PlimPeriod all = PLIM_PERIOD_UNKNOWN;

  if (self->offer == OFFER_ALL)
    {
      plim_workspace_set_days (self->workspace, &all);
      plim_workspace_set_bases (self->workspace, PLIM_BASES_ALL);
    }
  else if (self->offer == OFFER_EXERCISE)
    plim_workspace_set_exercise (self->workspace, TRUE);
}

static void
plim_map_note_dispose (GObject *object)
{
  g_clear_object (&PLIM_MAP_NOTE (object)->workspace);

  G_OBJECT_CLASS (plim_map_note_parent_class)->dispose (object);
}

static void
plim_map_note_class_init (PlimMapNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_map_note_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-map-note.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimMapNote, words);
  gtk_widget_class_bind_template_child (widget_class, PlimMapNote, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
plim_map_note_init (PlimMapNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
plim_map_note_show (PlimMapNote   *self,
                    PlimWorkspace *workspace,
                    gboolean       bare,
                    gboolean       exercise_has_more)
{
  const PlimFilter *filter = plim_workspace_get_filter (workspace);
  gboolean narrowed = plim_period_is_known (&filter->days) || filter->bases != PLIM_BASES_ALL;
  const char *words = NULL, *button = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (PLIM_IS_MAP_NOTE (self));

  self->offer = OFFER_NOTHING;
  if (plim_coast_get_bundled (&error) == NULL)
    words = _("The bundled coast could not be read, so there is no land on this map; positions are right all the same.");
  else if (bare && narrowed)
    {
      words = _("No claim in the store places a vessel in the chosen days and bases.");
      button = _("Show _All Days and Bases");
      self->offer = OFFER_ALL;
    }
  else if (bare)
    {
      words = _("No report in the store places a vessel. Importing one that does fills this map.");
      button = _("_Import Report…");
      self->offer = OFFER_IMPORT;
    }
  else if (exercise_has_more && !filter->exercise)
    {
      words = _("The reports tell of places and days, not of full tracks. The exercise has them, all fictitious.");
      button = _("Show the _Exercise");
      self->offer = OFFER_EXERCISE;
    }

  g_set_object (&self->workspace, workspace);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), self->offer == OFFER_IMPORT ? "win.import" : NULL);
  /* Without a name the button would stay as insensitive as an action that is not there. */
  if (self->offer != OFFER_IMPORT)
    gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
  if (button != NULL)
    gtk_button_set_label (self->button, button);
}
