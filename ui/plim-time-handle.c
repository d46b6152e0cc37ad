#include "config.h"

#include "ui/plim-time-handle.h"

struct _PlimTimeHandle
{
  GtkWidget parent_instance;

  int       height;
};

G_DEFINE_FINAL_TYPE (PlimTimeHandle, plim_time_handle, GTK_TYPE_WIDGET)

static void
plim_time_handle_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? PLIM_TIME_HANDLE_WIDTH : PLIM_TIME_HANDLE (widget)->height;
}

static void
plim_time_handle_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GdkRGBA colour, ground;
  GskRoundedRect grip;
  int height = gtk_widget_get_height (widget), width = gtk_widget_get_width (widget);
  float middle = width / 2.0f;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_bg_color", &ground))
    ground = (GdkRGBA) { 1, 1, 1, 1 };

  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (middle - 1.0f, 0.0f, 2.0f, height));
  gsk_rounded_rect_init_from_rect (&grip, &GRAPHENE_RECT_INIT (middle - 4.5f, height / 2.0f - 8.0f, 9.0f, 16.0f), 4.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &grip);
  gtk_snapshot_append_color (snapshot, &ground, &grip.bounds);
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (middle - 1.0f, height / 2.0f - 4.0f, 2.0f, 8.0f));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &grip, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]) { colour, colour, colour, colour });
}

static void
plim_time_handle_class_init (PlimTimeHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = plim_time_handle_measure;
  widget_class->snapshot = plim_time_handle_snapshot;
  gtk_widget_class_set_css_name (widget_class, "time-handle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
plim_time_handle_init (PlimTimeHandle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
}

GtkWidget *
plim_time_handle_new (int height)
{
  PlimTimeHandle *self = g_object_new (PLIM_TYPE_TIME_HANDLE, NULL);

  self->height = height;

  return GTK_WIDGET (self);
}
