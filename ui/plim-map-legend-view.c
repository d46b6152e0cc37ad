#include "config.h"

#include "ui/plim-map-legend-view.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "app/map/plim-map-legend.h"
#include "app/scene/plim-scene-cairo.h"
#include "ui/plim-track-picture.h"

#define WIDTH_MM   58.0
#define EDGE_MM    3.0
#define SCALE_MM   11.0

struct _PlimMapLegendView
{
  GtkWidget    parent_instance;

  PlimMapUse   use;
  PlimMapView  view;
  PlimScene   *scene;
  double       height_mm;
};

G_DEFINE_FINAL_TYPE (PlimMapLegendView, plim_map_legend_view, GTK_TYPE_WIDGET)

static void
build_scene (PlimMapLegendView *self)
{
  PlimMapView view = self->view;
  double y;

  view.scale *= PLIM_TRACK_PIXEL_MM;
  view.width *= PLIM_TRACK_PIXEL_MM;
  view.height *= PLIM_TRACK_PIXEL_MM;

  g_clear_pointer (&self->scene, plim_scene_unref);
  self->height_mm = EDGE_MM + plim_map_legend_measure (&self->use, WIDTH_MM - 2.0 * EDGE_MM) + SCALE_MM + EDGE_MM / 2.0;
  self->scene = plim_scene_new (WIDTH_MM, self->height_mm);
  y = plim_map_legend_add (self->scene, &self->use, EDGE_MM, EDGE_MM + 2.2, WIDTH_MM - 2.0 * EDGE_MM);
  plim_map_legend_add_scale_bar (self->scene, &view, EDGE_MM, y + 1.5);
}

static void
plim_map_legend_view_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  PlimMapLegendView *self = PLIM_MAP_LEGEND_VIEW (widget);
  double mm = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_MM : self->height_mm;

  *minimum = *natural = ceil (mm / PLIM_TRACK_PIXEL_MM);
  *minimum_baseline = *natural_baseline = -1;
}

static void
plim_map_legend_view_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  PlimMapLegendView *self = PLIM_MAP_LEGEND_VIEW (widget);
  PlimTheme theme = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
  cairo_t *cr;

  if (self->scene == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  cairo_scale (cr, 1.0 / PLIM_TRACK_PIXEL_MM, 1.0 / PLIM_TRACK_PIXEL_MM);
  plim_scene_cairo_paint (self->scene, theme, cr);
  cairo_destroy (cr);
}

static void
plim_map_legend_view_dispose (GObject *object)
{
  g_clear_pointer (&PLIM_MAP_LEGEND_VIEW (object)->scene, plim_scene_unref);

  G_OBJECT_CLASS (plim_map_legend_view_parent_class)->dispose (object);
}

static void
plim_map_legend_view_class_init (PlimMapLegendViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_map_legend_view_dispose;
  widget_class->measure = plim_map_legend_view_measure;
  widget_class->snapshot = plim_map_legend_view_snapshot;

  gtk_widget_class_set_css_name (widget_class, "map-legend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plim_map_legend_view_init (PlimMapLegendView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
plim_map_legend_view_set (PlimMapLegendView *self,
                          const PlimMapUse  *use,
                          const PlimMapView *view)
{
  g_return_if_fail (PLIM_IS_MAP_LEGEND_VIEW (self));

  if (self->scene != NULL && memcmp (&self->use, use, sizeof *use) == 0 && memcmp (&self->view, view, sizeof *view) == 0)
    return;

  self->use = *use;
  self->view = *view;
  build_scene (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
