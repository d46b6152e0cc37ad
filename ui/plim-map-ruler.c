#include "config.h"

#include "ui/plim-map-ruler.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "app/scene/plim-style.h"

#define STEPS 64

struct _PlimMapRuler
{
  ShumateLayer    parent_instance;

  PlimTrackLayer *tracks;
  gboolean        measuring;
  guint           n_ends;        /* clicked */
  guint           n_shown;       /* with one end clicked, the other is where the pointer is */
  double          ends[4];       /* latitude and longitude of each */
};

enum { PROP_MEASURING = 1, N_PROPS };
enum { READING_CHANGED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimMapRuler, plim_map_ruler, SHUMATE_TYPE_LAYER)

static void
draw (PlimMapRuler      *self,
      const PlimMapView *view,
      cairo_t           *cr)
{
  static const double dash[] = { 7.0, 5.0 };
  PlimTheme theme = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
  PlimColour colour = plim_style_get_look (PLIM_STYLE_SCALE_BAR, theme)->stroke;
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;
  double last = view->x + view->width / view->scale / 2.0;
  guint i, steps = self->n_shown > 1 ? STEPS : 0;

  for (i = 0; i <= steps; i++)
    {
      double latitude = self->ends[0], longitude = self->ends[1], x, y;

      if (steps > 0)
        plim_geo_between (self->ends[0], self->ends[1], self->ends[2], self->ends[3], (double) i / steps,
                          &latitude, &longitude);
      last = plim_projection_nearest_x (plim_projection_x (longitude), last);
      x = (last - view->x) * view->scale;
      y = (plim_projection_y (latitude) - view->y) * view->scale;
      cairo_line_to (cr, x, y);
      if (i == 0 || i == steps)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, 3.5, 0.0, 2.0 * G_PI);
          cairo_move_to (cr, x, y);
        }
    }
  cairo_set_source_rgba (cr, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0, 0.85);
  cairo_set_line_width (cr, 4.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0.0);
  cairo_stroke (cr);
}

static void
plim_map_ruler_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PlimMapRuler *self = PLIM_MAP_RULER (widget);
  PlimMapView view;
  cairo_t *cr;

  if (self->n_shown == 0)
    return;

  view = plim_track_layer_get_view (self->tracks);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  draw (self, &view, cr);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
show_ends (PlimMapRuler *self,
           guint         n)
{
  self->n_shown = n;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[READING_CHANGED], 0);
}

static void
plim_map_ruler_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_MEASURING)
    g_value_set_boolean (value, PLIM_MAP_RULER (object)->measuring);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_ruler_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (id == PROP_MEASURING)
    plim_map_ruler_set_measuring (PLIM_MAP_RULER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_ruler_constructed (GObject *object)
{
  static const char * const watched[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  guint i;

  G_OBJECT_CLASS (plim_map_ruler_parent_class)->constructed (object);

  for (i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (viewport, watched[i], G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
plim_map_ruler_dispose (GObject *object)
{
  g_clear_object (&PLIM_MAP_RULER (object)->tracks);

  G_OBJECT_CLASS (plim_map_ruler_parent_class)->dispose (object);
}

static void
plim_map_ruler_class_init (PlimMapRulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = plim_map_ruler_get_property;
  object_class->set_property = plim_map_ruler_set_property;
  object_class->constructed = plim_map_ruler_constructed;
  object_class->dispose = plim_map_ruler_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = plim_map_ruler_snapshot;

  props[PROP_MEASURING] = g_param_spec_boolean ("measuring", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[READING_CHANGED] = g_signal_new ("reading-changed", PLIM_TYPE_MAP_RULER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
plim_map_ruler_init (PlimMapRuler *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

PlimMapRuler *
plim_map_ruler_new (ShumateViewport *viewport,
                    PlimTrackLayer  *tracks)
{
  PlimMapRuler *self = g_object_new (PLIM_TYPE_MAP_RULER, "viewport", viewport, NULL);

  self->tracks = g_object_ref (tracks);

  return self;
}

gboolean
plim_map_ruler_is_measuring (PlimMapRuler *self)
{
  return self->measuring;
}

void
plim_map_ruler_set_measuring (PlimMapRuler *self,
                              gboolean      measuring)
{
  g_return_if_fail (PLIM_IS_MAP_RULER (self));

  if (self->measuring == measuring)
    return;

  self->measuring = measuring;
  self->n_ends = 0;
  show_ends (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEASURING]);
}

gboolean
plim_map_ruler_move (PlimMapRuler *self,
                     double        latitude,
                     double        longitude)
{
  if (self->measuring && self->n_ends == 1)
    {
      self->ends[2] = latitude;
      self->ends[3] = longitude;
      show_ends (self, 2);
    }

  return self->measuring;
}

gboolean
plim_map_ruler_click (PlimMapRuler *self,
                      double        latitude,
                      double        longitude)
{
  if (!self->measuring)
    return FALSE;

  if (self->n_ends != 1)
    {
      self->n_ends = 0;
      self->ends[0] = latitude;
      self->ends[1] = longitude;
    }
  self->ends[2] = latitude;
  self->ends[3] = longitude;
  self->n_ends++;
  show_ends (self, self->n_ends);

  return TRUE;
}

char *
plim_map_ruler_dup_reading (PlimMapRuler *self)
{
  g_autofree char *from = NULL, *to = NULL;
  double bearing, metres;

  if (!self->measuring)
    return NULL;
  if (self->n_ends == 0)
    return g_strdup (_("Click where measuring begins, then where it ends; or press Space for the middle of the map"));

  metres = plim_geo_geodesic (self->ends[0], self->ends[1], self->ends[2], self->ends[3], &bearing);
  from = plim_map_words_for_place (self->ends[0], self->ends[1]);
  to = plim_map_words_for_place (self->ends[2], self->ends[3]);

  return g_strdup_printf (_("%'.1f km · %'.1f nm, bearing %03.0f° from %s to %s"), metres / 1000.0,
                          metres / PLIM_GEO_NAUTICAL_MILE_M, fmod (round (bearing), 360.0), from, to);
}
