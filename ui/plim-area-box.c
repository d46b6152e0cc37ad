#include "config.h"

#include "ui/plim-area-box.h"

#include <glib/gi18n.h>

#include "ui/plim-areas.h"

struct _PlimAreaBox
{
  GtkBox         parent_instance;

  GtkEntry      *entry;
  GtkWidget     *save;
  GtkMenuButton *saved;
  GtkWidget     *clear;
  PlimArea      *area;
  char          *name;
};

enum { CHOSEN, NAMED, SAID, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimAreaBox, plim_area_box, GTK_TYPE_BOX)

static void
say (PlimAreaBox *self,
     const char  *words)
{
  g_signal_emit (self, signals[SAID], 0, words);
}

static char *
dup_typed (PlimAreaBox *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
entry_changed_cb (PlimAreaBox *self)
{
  g_autofree char *name = dup_typed (self);

  gtk_widget_set_sensitive (self->save, *name != '\0');
}

static void
save_cb (PlimAreaBox *self)
{
  g_autofree char *name = dup_typed (self), *words = NULL;
  g_autoptr(GError) error = NULL;

  if (self->area == NULL || *name == '\0')
    return;

  if (plim_areas_save (name, self->area, &error))
    {
      g_free (self->name);
      self->name = g_strdup (name);
      g_signal_emit (self, signals[NAMED], 0);
      words = g_strdup_printf (_("The area is kept as “%s”"), name);
    }
  else
    words = g_strdup_printf (_("The area could not be saved: %s"), error->message);
  say (self, words);
}

static void
clear_cb (PlimAreaBox *self)
{
  plim_area_box_set_area (self, NULL, NULL);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
choose_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PlimAreaBox *self = PLIM_AREA_BOX (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimArea) area = plim_areas_load (name, &error);

  if (area == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("The area “%s” could not be read: %s"), name, error->message);

      say (self, words);
      return;
    }

  plim_area_box_set_area (self, area, name);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
forget_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PlimAreaBox *self = PLIM_AREA_BOX (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (plim_areas_forget (name, &error))
    words = g_strdup_printf (_("The area “%s” is no longer kept"), name);
  else
    words = g_strdup_printf (_("The area “%s” could not be forgotten: %s"), name, error->message);
  say (self, words);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *name)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *literal = g_strjoinv ("__", parts);   /* one alone would be a mnemonic */

  g_menu_item_set_label (item, literal);
  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

static void
make_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  PlimAreaBox *self = user_data;
  g_auto(GStrv) names = plim_areas_list ();
  g_autoptr(GMenu) menu = g_menu_new (), kept = g_menu_new (), more = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    append_item (kept, names[i], "area.choose", names[i]);
  if (names[0] == NULL)
    g_menu_append (kept, _("No area is saved yet"), NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kept));
  if (self->name != NULL && g_strv_contains ((const char * const *) names, self->name))
    {
      g_autofree char *label = g_strdup_printf (_("Forget “%s”"), self->name);

      append_item (more, label, "area.forget", self->name);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
plim_area_box_dispose (GObject *object)
{
  PlimAreaBox *self = PLIM_AREA_BOX (object);

  g_clear_pointer (&self->area, plim_area_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (plim_area_box_parent_class)->dispose (object);
}

static void
plim_area_box_class_init (PlimAreaBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_area_box_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PLIM_TYPE_AREA_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NAMED] = g_signal_new ("named", PLIM_TYPE_AREA_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", PLIM_TYPE_AREA_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "area.choose", "s", choose_cb);
  gtk_widget_class_install_action (widget_class, "area.forget", "s", forget_cb);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-area-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimAreaBox, entry);
  gtk_widget_class_bind_template_child (widget_class, PlimAreaBox, save);
  gtk_widget_class_bind_template_child (widget_class, PlimAreaBox, saved);
  gtk_widget_class_bind_template_child (widget_class, PlimAreaBox, clear);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
plim_area_box_init (PlimAreaBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->saved, make_menu_cb, self, NULL);
  plim_area_box_set_area (self, NULL, NULL);
}

void
plim_area_box_set_area (PlimAreaBox *self,
                        PlimArea    *area,
                        const char  *name)
{
  char *kept = area != NULL ? g_strdup (name) : NULL;

  g_return_if_fail (PLIM_IS_AREA_BOX (self));

  if (area != NULL)
    plim_area_ref (area);
  g_clear_pointer (&self->area, plim_area_unref);
  g_free (self->name);
  self->area = area;
  self->name = kept;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), kept != NULL ? kept : "");
  entry_changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), area != NULL);
  gtk_widget_set_visible (self->save, area != NULL);
  gtk_widget_set_visible (self->clear, area != NULL);
}

PlimArea *
plim_area_box_get_area (PlimAreaBox *self)
{
  return self->area;
}

const char *
plim_area_box_get_name (PlimAreaBox *self)
{
  return self->name;
}
