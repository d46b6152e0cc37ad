#include "config.h"

#include "ui/plim-layers-popover.h"

#include "app/map/plim-map-marks.h"

struct _PlimLayersPopover
{
  GtkPopover      parent_instance;

  GtkCheckButton *show_tracks;
  GtkCheckButton *show_sightings;
  GtkCheckButton *show_routes;
  GtkCheckButton *show_ports;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimLayersPopover, plim_layers_popover, GTK_TYPE_POPOVER)

static void
toggled_cb (PlimLayersPopover *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
plim_layers_popover_class_init (PlimLayersPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", PLIM_TYPE_LAYERS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-layers-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimLayersPopover, show_tracks);
  gtk_widget_class_bind_template_child (widget_class, PlimLayersPopover, show_sightings);
  gtk_widget_class_bind_template_child (widget_class, PlimLayersPopover, show_routes);
  gtk_widget_class_bind_template_child (widget_class, PlimLayersPopover, show_ports);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
plim_layers_popover_init (PlimLayersPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

guint
plim_layers_popover_get (PlimLayersPopover *self)
{
  g_return_val_if_fail (PLIM_IS_LAYERS_POPOVER (self), 0);

  return (gtk_check_button_get_active (self->show_tracks) ? PLIM_MAP_TRACKS : 0)
         | (gtk_check_button_get_active (self->show_sightings) ? PLIM_MAP_SIGHTINGS : 0)
         | (gtk_check_button_get_active (self->show_routes) ? PLIM_MAP_ROUTES : 0)
         | (gtk_check_button_get_active (self->show_ports) ? PLIM_MAP_PORTS : 0);
}
