#include "config.h"

#include "ui/plim-tool-layer.h"

#include <adwaita.h>

#include "app/analysis/plim-reach.h"
#include "app/scene/plim-style.h"

#define CIRCLE_POINTS 180
#define CROSS_PX      9.0
#define CORNER_PX     3.5

struct _PlimToolLayer
{
  ShumateLayer    parent_instance;

  PlimTrackLayer *tracks;
  double          place[2];
  double          radius_m;
  GArray         *corners;     /* double latitude, longitude pairs */
  double          to[2];
  gboolean        has_to;
  gboolean        cross;
};

G_DEFINE_FINAL_TYPE (PlimToolLayer, plim_tool_layer, SHUMATE_TYPE_LAYER)

static void
stroke (cairo_t  *cr,
        gboolean  dashed)
{
  static const double dash[] = { 7.0, 4.0 };
  PlimTheme theme = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
  PlimColour colour = plim_style_get_look (PLIM_STYLE_AREA, theme)->stroke;
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;

  cairo_set_source_rgba (cr, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0, 0.85);
  cairo_set_line_width (cr, 4.0);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
  cairo_set_line_width (cr, 1.5);
  if (dashed)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0.0);
  cairo_stroke (cr);
}

/* Where a place is drawn, @last_x being where the one before it was in world units. */
static void
locate (const PlimMapView *view,
        double             latitude,
        double             longitude,
        double            *last_x,
        double            *x,
        double            *y)
{
  *last_x = plim_projection_nearest_x (plim_projection_x (longitude), *last_x);
  *x = (*last_x - view->x) * view->scale;
  *y = (plim_projection_y (latitude) - view->y) * view->scale;
}

static void
draw_circle (PlimToolLayer     *self,
             const PlimMapView *view,
             cairo_t           *cr)
{
  guint n_poles;
  g_autoptr(GArray) circle = plim_reach_circle (self->place[0], self->place[1], self->radius_m, CIRCLE_POINTS, &n_poles);
  double last = view->x + view->width / view->scale / 2.0, x, y;

  locate (view, self->place[0], self->place[1], &last, &x, &y);
  for (guint i = 0; i < circle->len; i++)
    {
      const PlimReachPoint *point = &g_array_index (circle, PlimReachPoint, i);
      double cx, cy;

      locate (view, point->latitude, point->longitude, &last, &cx, &cy);
      cairo_line_to (cr, cx, cy);
    }
  if (n_poles != 1)
    cairo_close_path (cr);
  stroke (cr, TRUE);

  cairo_move_to (cr, x - CROSS_PX / 2.0, y);
  cairo_line_to (cr, x + CROSS_PX / 2.0, y);
  cairo_move_to (cr, x, y - CROSS_PX / 2.0);
  cairo_line_to (cr, x, y + CROSS_PX / 2.0);
  stroke (cr, FALSE);
}

static void
draw_corners (PlimToolLayer     *self,
              const PlimMapView *view,
              cairo_t           *cr)
{
  double last = view->x + view->width / view->scale / 2.0, x, y;
  guint n = self->corners->len / 2;

  for (guint i = 0; i < n; i++)
    {
      locate (view, g_array_index (self->corners, double, 2 * i), g_array_index (self->corners, double, 2 * i + 1), &last, &x, &y);
      cairo_line_to (cr, x, y);
    }
  if (self->has_to)
    {
      locate (view, self->to[0], self->to[1], &last, &x, &y);
      cairo_line_to (cr, x, y);
    }
  if (n + self->has_to > 2)
    cairo_close_path (cr);
  stroke (cr, TRUE);

  last = view->x + view->width / view->scale / 2.0;
  for (guint i = 0; i < n; i++)
    {
      locate (view, g_array_index (self->corners, double, 2 * i), g_array_index (self->corners, double, 2 * i + 1), &last, &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, CORNER_PX, 0.0, 2.0 * G_PI);
    }
  stroke (cr, FALSE);
}

static void
draw_cross (const PlimMapView *view,
            cairo_t           *cr)
{
  double x = view->width / 2.0, y = view->height / 2.0;

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 3.0, y);
      cairo_line_to (cr, x + side * (3.0 + CROSS_PX), y);
      cairo_move_to (cr, x, y + side * 3.0);
      cairo_line_to (cr, x, y + side * (3.0 + CROSS_PX));
    }
  stroke (cr, FALSE);
}

static void
plim_tool_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PlimToolLayer *self = PLIM_TOOL_LAYER (widget);
  PlimMapView view;
  cairo_t *cr;

  if (self->radius_m <= 0.0 && self->corners->len == 0 && !self->cross)
    return;

  view = plim_track_layer_get_view (self->tracks);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  if (self->radius_m > 0.0)
    draw_circle (self, &view, cr);
  if (self->corners->len > 0)
    draw_corners (self, &view, cr);
  if (self->cross)
    draw_cross (&view, cr);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
plim_tool_layer_constructed (GObject *object)
{
  static const char * const watched[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (plim_tool_layer_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (viewport, watched[i], G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
plim_tool_layer_dispose (GObject *object)
{
  g_clear_object (&PLIM_TOOL_LAYER (object)->tracks);

  G_OBJECT_CLASS (plim_tool_layer_parent_class)->dispose (object);
}

static void
plim_tool_layer_finalize (GObject *object)
{
  g_array_unref (PLIM_TOOL_LAYER (object)->corners);

  G_OBJECT_CLASS (plim_tool_layer_parent_class)->finalize (object);
}

static void
plim_tool_layer_class_init (PlimToolLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = plim_tool_layer_constructed;
  object_class->dispose = plim_tool_layer_dispose;
  object_class->finalize = plim_tool_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = plim_tool_layer_snapshot;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
plim_tool_layer_init (PlimToolLayer *self)
{
  self->corners = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

PlimToolLayer *
plim_tool_layer_new (ShumateViewport *viewport,
                     PlimTrackLayer  *tracks)
{
  PlimToolLayer *self = g_object_new (PLIM_TYPE_TOOL_LAYER, "viewport", viewport, NULL);

  self->tracks = g_object_ref (tracks);

  return self;
}

void
plim_tool_layer_set_circle (PlimToolLayer *self,
                            double         latitude,
                            double         longitude,
                            double         radius_m)
{
  g_return_if_fail (PLIM_IS_TOOL_LAYER (self));

  self->place[0] = latitude;
  self->place[1] = longitude;
  self->radius_m = radius_m;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_tool_layer_set_corners (PlimToolLayer *self,
                             const double  *corners,
                             guint          n,
                             const double  *to)
{
  g_return_if_fail (PLIM_IS_TOOL_LAYER (self));

  g_array_set_size (self->corners, 0);
  if (n > 0)
    g_array_append_vals (self->corners, corners, 2 * n);
  self->has_to = to != NULL;
  if (to != NULL)
    memcpy (self->to, to, sizeof self->to);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_tool_layer_set_cross (PlimToolLayer *self,
                           gboolean       shown)
{
  g_return_if_fail (PLIM_IS_TOOL_LAYER (self));

  self->cross = shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
