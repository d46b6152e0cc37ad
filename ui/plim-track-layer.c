#include "config.h"

#include "ui/plim-track-layer.h"

#include <adwaita.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/scene/plim-scene-cairo.h"
#include "ui/plim-track-picture.h"

/* How much more than the window is drawn on each side, so that a map that is moved has something to show. */
#define MARGIN     0.25
#define SLACK_MM   1.4
#define RULER_STEPS 64

struct _PlimTrackLayer
{
  ShumateLayer      parent_instance;

  PlimMapContent   *content;
  guint             layers;
  PlimTrackPicture *picture;
  GCancellable     *cancellable;   /* of the picture in the making */
  gboolean          stale;         /* the picture shows other content than there is now */
  int               current;       /* the mark that pointer or keyboard is on, or -1 */
  char            **selected_ids;
  char             *selected_vessel;
  guint             n_ruler;
  double            ruler[4];
};

enum { SCENE_CHANGED, MARK_CHANGED, MARK_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimTrackLayer, plim_track_layer, SHUMATE_TYPE_LAYER)

static void want_picture (PlimTrackLayer *self);

static PlimTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
}

/* The picture's corner in the widget, and how much it is stretched there. */
static double
locate_picture (PlimTrackLayer *self,
                double         *x,
                double         *y)
{
  PlimMapView now = plim_track_layer_get_view (self);
  const PlimMapView *then = &self->picture->view;
  double middle = now.x + now.width / now.scale / 2.0;
  double half = then->width / then->scale / 2.0;
  double left = plim_projection_nearest_x (then->x + half, middle) - half;

  *x = (left - now.x) * now.scale;
  *y = (then->y - now.y) * now.scale;

  return now.scale / then->scale;
}

/* Whether the last picture shows all of the window at the right scale. */
static gboolean
is_picture_enough (PlimTrackLayer *self)
{
  double x, y, stretch;

  if (self->picture == NULL || self->stale)
    return FALSE;

  stretch = locate_picture (self, &x, &y);

  return fabs (stretch - 1.0) < 1e-6 && x <= 0.5 && y <= 0.5
         && x + self->picture->view.width >= gtk_widget_get_width (GTK_WIDGET (self)) - 0.5
         && y + self->picture->view.height >= gtk_widget_get_height (GTK_WIDGET (self)) - 0.5;
}

static const char *
find_vessel (PlimTrackLayer  *self,
             const PlimShape *mark)
{
  const char *id = mark->claims[0];
  guint i;

  for (i = 0; i < self->content->sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (self->content->sightings, i);

      if (g_str_equal (sighting->claim->id, id))
        return sighting->vessel_key;
    }
  for (i = 0; i < self->content->tracks->len; i++)
    {
      const PlimTrack *track = g_ptr_array_index (self->content->tracks, i);

      if (g_str_equal (track->claim->id, id))
        return track->vessel_key;
    }
  for (i = 0; i < self->content->routes->len; i++)
    {
      const PlimRoute *route = g_ptr_array_index (self->content->routes, i);

      if (g_str_equal (route->claim->id, id))
        return route->vessel_key;
    }

  return NULL;
}

static gboolean
is_selected (PlimTrackLayer  *self,
             const PlimShape *shape)
{
  guint i;

  if (!plim_shape_is_mark (shape))
    return FALSE;
  for (i = 0; self->selected_ids != NULL && self->selected_ids[i] != NULL; i++)
    if (g_strv_contains ((const char * const *) shape->claims, self->selected_ids[i]))
      return TRUE;

  return self->selected_vessel != NULL && g_strcmp0 (find_vessel (self, shape), self->selected_vessel) == 0;
}

static void
set_current (PlimTrackLayer *self,
             int             index)
{
  if (index == self->current)
    return;

  self->current = index;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), index >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
}

static void
activate (PlimTrackLayer *self,
          int             index)
{
  const PlimShape *mark = index >= 0 ? plim_scene_get_shape (self->picture->scene, index) : NULL;

  g_signal_emit (self, signals[MARK_ACTIVATED], 0, mark != NULL ? mark->claims : NULL,
                 mark != NULL ? find_vessel (self, mark) : NULL);
}

static int
pick (PlimTrackLayer *self,
      double          x,
      double          y)
{
  double left, top, stretch;

  if (self->picture == NULL)
    return -1;

  stretch = locate_picture (self, &left, &top) / PLIM_TRACK_PIXEL_MM;

  return plim_scene_pick (self->picture->scene, (x - left) / stretch, (y - top) / stretch, SLACK_MM);
}

static void
picture_drawn_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  PlimTrackLayer *self = PLIM_TRACK_LAYER (object);
  g_autoptr(PlimTrackPicture) picture = plim_track_picture_draw_finish (result, NULL);

  /* Cancelled: the layer is going, or other content is being drawn. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, plim_track_picture_free);
  self->picture = g_steal_pointer (&picture);
  self->stale = FALSE;
  self->current = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
  g_signal_emit (self, signals[SCENE_CHANGED], 0);

  /* The map may have been moved on meanwhile. */
  want_picture (self);
}

static void
want_picture (PlimTrackLayer *self)
{
  PlimMapView view;

  if (self->content == NULL || self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || gtk_widget_get_width (GTK_WIDGET (self)) < 1 || is_picture_enough (self))
    return;

  view = plim_track_layer_get_view (self);
  view.x -= view.width * MARGIN / view.scale;
  view.y -= view.height * MARGIN / view.scale;
  view.width *= 1.0 + 2.0 * MARGIN;
  view.height *= 1.0 + 2.0 * MARGIN;

  self->cancellable = g_cancellable_new ();
  plim_track_picture_draw_async (G_OBJECT (self), self->content, &view, self->layers, get_theme (),
                                 gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->cancellable, picture_drawn_cb);
}

static void
start_over (PlimTrackLayer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->stale = TRUE;
  want_picture (self);
}

static void
viewport_moved_cb (PlimTrackLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  want_picture (self);
}

static void
snapshot_marks (PlimTrackLayer *self,
                GtkSnapshot    *snapshot)
{
  double x, y, stretch = locate_picture (self, &x, &y);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0.0f, 0.0f, gtk_widget_get_width (GTK_WIDGET (self)),
                                             gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_t *cr = NULL;
  guint i;

  gtk_snapshot_append_texture (snapshot, self->picture->texture,
                               &GRAPHENE_RECT_INIT (x, y, self->picture->view.width * stretch,
                                                    self->picture->view.height * stretch));

  for (i = 0; i < plim_scene_get_n_shapes (self->picture->scene); i++)
    if ((int) i == self->current || is_selected (self, plim_scene_get_shape (self->picture->scene, i)))
      {
        if (cr == NULL)
          {
            cr = gtk_snapshot_append_cairo (snapshot, &area);
            cairo_translate (cr, x, y);
            cairo_scale (cr, stretch / PLIM_TRACK_PIXEL_MM, stretch / PLIM_TRACK_PIXEL_MM);
          }
        plim_scene_cairo_paint_selection (self->picture->scene, get_theme (), i, cr);
      }
  if (cr != NULL)
    cairo_destroy (cr);
}

static void
snapshot_ruler (PlimTrackLayer *self,
                GtkSnapshot    *snapshot)
{
  PlimMapView view = plim_track_layer_get_view (self);
  PlimColour colour = plim_style_get_look (PLIM_STYLE_SCALE_BAR, get_theme ())->stroke;
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, get_theme ())->fill;
  static const double dash[] = { 7.0, 5.0 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  double middle = view.x + view.width / view.scale / 2.0, last = middle;
  guint i, steps = self->n_ruler > 1 ? RULER_STEPS : 0;

  for (i = 0; i <= steps; i++)
    {
      double latitude = self->ruler[0], longitude = self->ruler[1], x, y;

      if (steps > 0)
        plim_geo_between (self->ruler[0], self->ruler[1], self->ruler[2], self->ruler[3], (double) i / steps,
                          &latitude, &longitude);
      last = plim_projection_nearest_x (plim_projection_x (longitude), last);
      x = (last - view.x) * view.scale;
      y = (plim_projection_y (latitude) - view.y) * view.scale;
      cairo_line_to (cr, x, y);
      if (i == 0 || i == steps)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, 3.5, 0.0, 2.0 * G_PI);
          cairo_move_to (cr, x, y);
        }
    }
  /* A ruler laid on the map, in the colours of paper and ink: nothing that was observed looks like it. */
  cairo_set_source_rgba (cr, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0, 0.85);
  cairo_set_line_width (cr, 4.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
keep_upright (ShumateViewport *viewport)
{
  /* Everything here is drawn with north up; a touch screen's turning gesture would tear it apart. */
  if (shumate_viewport_get_rotation (viewport) != 0.0)
    shumate_viewport_set_rotation (viewport, 0.0);
}

static void
plim_track_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  PlimTrackLayer *self = PLIM_TRACK_LAYER (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  if (self->picture != NULL)
    snapshot_marks (self, snapshot);
  if (self->n_ruler > 0)
    snapshot_ruler (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
plim_track_layer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->size_allocate (widget, width, height, baseline);
  want_picture (PLIM_TRACK_LAYER (widget));
}

static void
plim_track_layer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->map (widget);
  want_picture (PLIM_TRACK_LAYER (widget));
}

static void
plim_track_layer_constructed (GObject *object)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  static const char * const watched[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  guint i;

  G_OBJECT_CLASS (plim_track_layer_parent_class)->constructed (object);

  for (i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (viewport, watched[i], G_CALLBACK (viewport_moved_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect (viewport, "notify::rotation", G_CALLBACK (keep_upright), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (start_over), object, G_CONNECT_SWAPPED);
  g_signal_connect (object, "notify::scale-factor", G_CALLBACK (start_over), NULL);
}

static void
plim_track_layer_dispose (GObject *object)
{
  PlimTrackLayer *self = PLIM_TRACK_LAYER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, plim_map_content_unref);
  g_clear_pointer (&self->picture, plim_track_picture_free);
  g_clear_pointer (&self->selected_ids, g_strfreev);
  g_clear_pointer (&self->selected_vessel, g_free);

  G_OBJECT_CLASS (plim_track_layer_parent_class)->dispose (object);
}

static void
plim_track_layer_class_init (PlimTrackLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = plim_track_layer_constructed;
  object_class->dispose = plim_track_layer_dispose;
  widget_class->snapshot = plim_track_layer_snapshot;
  widget_class->size_allocate = plim_track_layer_size_allocate;
  widget_class->map = plim_track_layer_map;

  signals[SCENE_CHANGED] = g_signal_new ("scene-changed", PLIM_TYPE_TRACK_LAYER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARK_CHANGED] = g_signal_new ("mark-changed", PLIM_TYPE_TRACK_LAYER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", PLIM_TYPE_TRACK_LAYER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "track-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plim_track_layer_init (PlimTrackLayer *self)
{
  self->current = -1;
  self->layers = PLIM_MAP_ALL;
}

PlimTrackLayer *
plim_track_layer_new (ShumateViewport *viewport)
{
  return g_object_new (PLIM_TYPE_TRACK_LAYER, "viewport", viewport, NULL);
}

void
plim_track_layer_set_content (PlimTrackLayer *self,
                              PlimMapContent *content,
                              guint           layers)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self));
  g_return_if_fail (content != NULL);

  plim_map_content_ref (content);
  g_clear_pointer (&self->content, plim_map_content_unref);
  self->content = content;
  self->layers = layers;
  start_over (self);
}

void
plim_track_layer_set_selection (PlimTrackLayer     *self,
                                const char * const *claim_ids,
                                const char         *vessel_key)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self));

  g_strfreev (self->selected_ids);
  self->selected_ids = g_strdupv ((char **) claim_ids);
  g_free (self->selected_vessel);
  self->selected_vessel = g_strdup (vessel_key);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

PlimMapView
plim_track_layer_get_view (PlimTrackLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  double level = shumate_viewport_get_zoom_level (viewport), zoom = level;

  /* Between two levels libshumate lets tiles grow evenly, not by powers. */
  if (source != NULL)
    zoom = floor (level) + log2 (shumate_map_source_get_tile_size_at_zoom (source, level) / PLIM_TILE_SIZE);

  return plim_map_view_at (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                           shumate_location_get_longitude (SHUMATE_LOCATION (viewport)), zoom,
                           gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

PlimScene *
plim_track_layer_get_scene (PlimTrackLayer *self)
{
  return self->picture != NULL ? self->picture->scene : NULL;
}

const PlimMapUse *
plim_track_layer_get_use (PlimTrackLayer *self)
{
  return self->picture != NULL ? &self->picture->use : NULL;
}

const char *
plim_track_layer_get_mark (PlimTrackLayer *self)
{
  return self->current >= 0 ? plim_scene_get_shape (self->picture->scene, self->current)->label : NULL;
}

gboolean
plim_track_layer_step (PlimTrackLayer *self,
                       int             direction)
{
  int index;

  if (self->picture == NULL || (self->current < 0 && direction < 0))
    return FALSE;

  index = plim_scene_step (self->picture->scene, self->current, direction);
  if (index < 0)
    return FALSE;
  set_current (self, index);

  return TRUE;
}

gboolean
plim_track_layer_activate (PlimTrackLayer *self)
{
  if (self->current < 0)
    return FALSE;
  activate (self, self->current);

  return TRUE;
}

void
plim_track_layer_hover (PlimTrackLayer *self,
                        double          x,
                        double          y)
{
  set_current (self, pick (self, x, y));
}

void
plim_track_layer_click (PlimTrackLayer *self,
                        double          x,
                        double          y)
{
  if (self->picture == NULL)
    return;
  set_current (self, pick (self, x, y));
  activate (self, self->current);
}

void
plim_track_layer_set_ruler (PlimTrackLayer *self,
                            guint           n,
                            const double   *ends)
{
  guint i;

  g_return_if_fail (PLIM_IS_TRACK_LAYER (self) && n <= 2);

  self->n_ruler = n;
  for (i = 0; i < 2 * n; i++)
    self->ruler[i] = ends[i];
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
