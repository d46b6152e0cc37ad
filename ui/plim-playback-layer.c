#include "config.h"

#include "ui/plim-playback-layer.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-reach.h"
#include "app/map/plim-playback-picture.h"
#include "app/model/plim-zone.h"
#include "ui/plim-frame-log.h"
#include "ui/plim-playback-ground.h"

/* So strongly the tracks show through under what is played. */
#define TRACKS_SHARE  0.35
/* The map is made one texture again when it has rested so long. */
#define REST_MS       200
#define REACH_POINTS  96
/* More vessels than this are not named, chosen or not. */
#define MOST_LABELS   12

struct _PlimPlaybackLayer
{
  ShumateLayer         parent_instance;

  PlimTrackLayer      *tracks;
  PlimPlayback        *playback;
  PlimPlaybackSprites *sprites;
  guint8              *chosen;
  guint32              tail_s;
  double               reach_kn;
  gboolean             shown;
  gboolean             playing;
  GdkTexture          *ground;
  PlimMapView          ground_view;
  GCancellable        *painting;
  guint                rest_id;
  guint                n_symbols;
};

enum { PROP_FLAT = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimPlaybackLayer, plim_playback_layer, SHUMATE_TYPE_LAYER)

static PlimTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
}

/* How strongly the tracks are drawn: as they are, faintly under what is played, or not, being part of the ground. */
static void
show_tracks_below (PlimPlaybackLayer *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self->tracks), self->ground != NULL ? 0.0 : self->shown ? TRACKS_SHARE : 1.0);
}

/* The ground */

static void
drop_ground (PlimPlaybackLayer *self)
{
  g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->ground == NULL)
    return;

  g_clear_object (&self->ground);
  show_tracks_below (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FLAT]);
}

static gboolean
is_same_view (const PlimMapView *a,
              const PlimMapView *b)
{
  return a->x == b->x && a->y == b->y && a->scale == b->scale && a->width == b->width && a->height == b->height;
}

/* Land and sea below, the tracks as they are now faintly on it. */
static GdkTexture *
lay_tracks_on (PlimPlaybackLayer *self,
               GdkTexture        *base,
               const PlimMapView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GdkPaintable) tracks = gtk_widget_paintable_new (GTK_WIDGET (self->tracks));
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GskRenderNode *node;
  GdkTexture *texture;

  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_texture (snapshot, base, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view->width, view->height));
  /* The layer is drawn with this opacity already. */
  gdk_paintable_snapshot (tracks, snapshot, view->width, view->height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view->width * scale, view->height * scale));
  gsk_render_node_unref (node);

  return texture;
}

static void
ground_painted_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  PlimPlaybackLayer *self = PLIM_PLAYBACK_LAYER (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) base = plim_playback_ground_paint_finish (result, &error);
  PlimMapView view;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->painting);
  /* Without a coast there is no ground: the tiles say so, and go on being drawn. */
  if (base == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  view = plim_track_layer_get_view (self->tracks);
  if (!is_same_view (&view, &self->ground_view))
    return;
  self->ground = lay_tracks_on (self, base, &view);
  show_tracks_below (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FLAT]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
rested_cb (gpointer data)
{
  PlimPlaybackLayer *self = data;

  self->rest_id = 0;
  if (!self->playing || self->ground != NULL || self->painting != NULL)
    return G_SOURCE_REMOVE;

  self->ground_view = plim_track_layer_get_view (self->tracks);
  if (self->ground_view.width >= 1.0)
    {
      self->painting = g_cancellable_new ();
      plim_playback_ground_paint_async (G_OBJECT (self), &self->ground_view, get_theme (),
                                        gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->painting, ground_painted_cb);
    }

  return G_SOURCE_REMOVE;
}

static void
want_ground (PlimPlaybackLayer *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->playing && self->shown)
    self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
start_over (PlimPlaybackLayer *self)
{
  g_clear_pointer (&self->sprites, plim_playback_sprites_free);
  drop_ground (self);
  want_ground (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
viewport_moved_cb (PlimPlaybackLayer *self)
{
  if (!self->shown)
    return;

  drop_ground (self);
  want_ground (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawing */

static void
snapshot_symbols (PlimPlaybackLayer *self,
                  GtkSnapshot       *snapshot,
                  const PlimMapView *view)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint width = (guint) view->width * scale, height = (guint) view->height * scale;
  gsize stride = width * sizeof (guint32);
  guint32 *pixels = g_malloc (stride * height);
  PlimPlaybackLook look = { *view, self->tail_s, self->chosen, NULL };
  gint64 begun = plim_frame_log_begin ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  if (self->sprites == NULL)
    self->sprites = plim_playback_sprites_new (get_theme (), scale);
  look.view.scale *= scale;
  look.view.width = width;
  look.view.height = height;
  self->n_symbols = plim_playback_paint (self->playback, self->sprites, &look, pixels, width, height, stride);
  bytes = g_bytes_new_take (pixels, stride * height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width / scale, (float) height / scale));
  plim_frame_log_end ("playback-paint", begun);
}

/* In this world and in those to either side: a large circle leaves it, and a line round a pole begins at either of its edges. */
static void
trace_circle (cairo_t           *cr,
              GArray            *circle,
              const PlimMapView *view,
              double             x,
              gboolean           closed)
{
  for (int turn = -2; turn <= 2; turn++)
    {
      double last = x;

      cairo_new_sub_path (cr);
      for (guint i = 0; i < circle->len; i++)
        {
          const PlimReachPoint *point = &g_array_index (circle, PlimReachPoint, i);

          last = plim_projection_nearest_x (plim_projection_x (point->longitude), last);
          /* Cairo's numbers end where nobody can see. */
          cairo_line_to (cr, CLAMP ((last + turn - view->x) * view->scale, -1e5, 1e5),
                         CLAMP ((plim_projection_y (point->latitude) - view->y) * view->scale, -1e5, 1e5));
        }
      if (closed)
        cairo_close_path (cr);
    }
}

static void
snapshot_reach (PlimPlaybackLayer       *self,
                GtkSnapshot             *snapshot,
                const PlimMapView       *view,
                const PlimPlaybackState *state)
{
  PlimColour colour = plim_style_get_look (PLIM_STYLE_SELECTED, get_theme ())->stroke;
  static const double dash[] = { 6.0, 4.0 };
  double latitude = plim_projection_latitude (state->y / 4294967296.0), longitude = plim_projection_longitude (state->x / 4294967296.0);
  double x = plim_projection_nearest_x (plim_projection_x (longitude), view->x + view->width / view->scale / 2.0);
  guint n_poles;
  g_autoptr(GArray) circle = NULL;
  cairo_t *cr;

  circle = plim_reach_circle (latitude, longitude, plim_reach_radius_m (state->age_s, self->reach_kn), REACH_POINTS, &n_poles);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view->width, view->height));
  cairo_set_source_rgba (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, 0.08);
  if (n_poles != 1)
    {
      trace_circle (cr, circle, view, x, TRUE);
      /* The line then goes round what is out of reach, and everything else is in it. */
      if (n_poles == 2)
        cairo_rectangle (cr, 0.0, 0.0, view->width, view->height);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_fill (cr);
    }
  trace_circle (cr, circle, view, x, FALSE);
  cairo_set_source_rgba (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, 0.9);
  cairo_set_line_width (cr, 1.4);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* "NAME, silent 3 h 20 min" */
static char *
describe (PlimPlaybackLayer       *self,
          guint                    track,
          const PlimPlaybackState *state)
{
  const PlimTrackInfo *info = &plim_playback_get_set (self->playback)->tracks[track];
  const char *name = info->name != NULL && *info->name != '\0' ? info->name : info->key;
  g_autofree char *age = plim_zone_format_length (state->age_s);

  if (state->where != PLIM_PLAYBACK_LAST_KNOWN)
    return g_strdup (name);
  if (self->reach_kn > 0.0 && self->chosen != NULL && self->chosen[track])
    /* Translators: a vessel, how long it has been silent, how far it may have come at the most, in km, and at what speed. */
    return g_strdup_printf (_("%s, silent %s: within %.0f km at %.0f kn"), name, age,
                            plim_reach_radius_m (state->age_s, self->reach_kn) / 1000.0, self->reach_kn);

  /* Translators: a vessel and how long it has been silent. */
  return g_strdup_printf (_("%s, silent %s"), name, age);
}

static gboolean
is_free (GArray                *cards,
         const graphene_rect_t *card)
{
  for (guint i = 0; i < cards->len; i++)
    if (graphene_rect_intersection (&g_array_index (cards, graphene_rect_t, i), card, NULL))
      return FALSE;

  return TRUE;
}

/* The place nearest to @y, up or down, that no other label has; @y where there is none near. */
static double
find_free_y (GArray *cards,
             double  x,
             double  y,
             double  width,
             double  height)
{
  for (guint i = 0; i <= 2 * MOST_LABELS; i++)
    {
      double tried = y + (i % 2 == 0 ? 1.0 : -1.0) * ((i + 1) / 2) * (height + 1.0);

      if (is_free (cards, &GRAPHENE_RECT_INIT (x, tried, width, height)))
        return tried;
    }

  return y;
}

/* Beside its place, or where no other one stands already; @cards are those. */
static void
snapshot_label (PlimPlaybackLayer *self,
                GtkSnapshot       *snapshot,
                const char        *words,
                double             x,
                double             y,
                GArray            *cards)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA ground = { 1, 1, 1, 1 }, ink;
  GskRoundedRect card;
  int width, height;

  gtk_style_context_get_color (style, &ink);
  gtk_style_context_lookup_color (style, "window_bg_color", &ground);
  ground.alpha = 0.86f;
  pango_layout_get_pixel_size (layout, &width, &height);
  x += 13.0;
  if (x + width + 6.0 > gtk_widget_get_width (GTK_WIDGET (self)))
    x -= width + 26.0;
  y = find_free_y (cards, x - 4.0, y - height / 2.0 - 1.0, width + 8.0, height + 2.0) + 1.0;
  gsk_rounded_rect_init_from_rect (&card, &GRAPHENE_RECT_INIT (x - 4.0, y - 1.0, width + 8.0, height + 2.0), 4.0f);
  g_array_append_val (cards, card.bounds);
  gtk_snapshot_push_rounded_clip (snapshot, &card);
  gtk_snapshot_append_color (snapshot, &ground, &card.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* Who is chosen is named, and for how long it has been silent; where nobody is, so are few silent ones. */
static gboolean
is_labelled (PlimPlaybackLayer       *self,
             const PlimMapView       *view,
             guint                    track,
             const PlimPlaybackState *state)
{
  double x, y;

  if (state->where == PLIM_PLAYBACK_NOWHERE
      || (self->chosen != NULL ? self->chosen[track] == 0
          : state->where != PLIM_PLAYBACK_LAST_KNOWN || plim_playback_get_fade (state->age_s, FALSE) <= 0.0))
    return FALSE;
  plim_playback_place (state, view, &x, &y);

  return x >= 0.0 && y >= 0.0 && x < view->width && y < view->height;
}

static void
snapshot_labels (PlimPlaybackLayer *self,
                 GtkSnapshot       *snapshot,
                 const PlimMapView *view)
{
  const PlimPlaybackState *states = plim_playback_get_states (self->playback);
  guint n_tracks = plim_playback_get_set (self->playback)->n_tracks, labelled[MOST_LABELS], n = 0, i;
  g_autoptr(GArray) cards = g_array_sized_new (FALSE, FALSE, sizeof (graphene_rect_t), MOST_LABELS);

  for (i = 0; i < n_tracks; i++)
    {
      if (self->reach_kn > 0.0 && self->chosen != NULL && self->chosen[i] && states[i].where == PLIM_PLAYBACK_LAST_KNOWN)
        snapshot_reach (self, snapshot, view, &states[i]);
      if (is_labelled (self, view, i, &states[i]))
        {
          if (n == MOST_LABELS)
            return;
          labelled[n++] = i;
        }
    }
  for (i = 0; i < n; i++)
    {
      g_autofree char *words = describe (self, labelled[i], &states[labelled[i]]);
      double x, y;

      plim_playback_place (&states[labelled[i]], view, &x, &y);
      snapshot_label (self, snapshot, words, x, y, cards);
    }
}

static void
plim_playback_layer_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  PlimPlaybackLayer *self = PLIM_PLAYBACK_LAYER (widget);
  PlimMapView view = plim_track_layer_get_view (self->tracks);

  if (!self->shown || view.width < 1.0 || view.height < 1.0)
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  if (self->ground != NULL)
    gtk_snapshot_append_texture (snapshot, self->ground, &GRAPHENE_RECT_INIT (0.0f, 0.0f, view.width, view.height));
  snapshot_symbols (self, snapshot, &view);
  snapshot_labels (self, snapshot, &view);
  gtk_snapshot_pop (snapshot);
}

static void
plim_playback_layer_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  GTK_WIDGET_CLASS (plim_playback_layer_parent_class)->size_allocate (widget, width, height, baseline);
  if (PLIM_PLAYBACK_LAYER (widget)->ground != NULL
      && (PLIM_PLAYBACK_LAYER (widget)->ground_view.width != width || PLIM_PLAYBACK_LAYER (widget)->ground_view.height != height))
    viewport_moved_cb (PLIM_PLAYBACK_LAYER (widget));
}

static void
plim_playback_layer_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (id == PROP_FLAT)
    g_value_set_boolean (value, plim_playback_layer_is_flat (PLIM_PLAYBACK_LAYER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_playback_layer_constructed (GObject *object)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  static const char * const watched[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  guint i;

  G_OBJECT_CLASS (plim_playback_layer_parent_class)->constructed (object);

  for (i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (viewport, watched[i], G_CALLBACK (viewport_moved_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (start_over), object, G_CONNECT_SWAPPED);
  g_signal_connect (object, "notify::scale-factor", G_CALLBACK (start_over), NULL);
}

static void
plim_playback_layer_dispose (GObject *object)
{
  PlimPlaybackLayer *self = PLIM_PLAYBACK_LAYER (object);

  g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->ground);
  g_clear_pointer (&self->playback, plim_playback_free);
  g_clear_pointer (&self->sprites, plim_playback_sprites_free);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->tracks);

  G_OBJECT_CLASS (plim_playback_layer_parent_class)->dispose (object);
}

static void
plim_playback_layer_class_init (PlimPlaybackLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = plim_playback_layer_constructed;
  object_class->get_property = plim_playback_layer_get_property;
  object_class->dispose = plim_playback_layer_dispose;
  widget_class->snapshot = plim_playback_layer_snapshot;
  widget_class->size_allocate = plim_playback_layer_size_allocate;

  props[PROP_FLAT] = g_param_spec_boolean ("flat", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "playback-layer");
}

static void
plim_playback_layer_init (PlimPlaybackLayer *self)
{
  /* Who is under the pointer, the tracks say. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

PlimPlaybackLayer *
plim_playback_layer_new (PlimTrackLayer *tracks)
{
  PlimPlaybackLayer *self = g_object_new (PLIM_TYPE_PLAYBACK_LAYER,
                                          "viewport", shumate_layer_get_viewport (SHUMATE_LAYER (tracks)), NULL);

  self->tracks = g_object_ref (tracks);

  return self;
}

void
plim_playback_layer_set_tracks (PlimPlaybackLayer *self,
                                PlimTrackSet      *set)
{
  g_return_if_fail (PLIM_IS_PLAYBACK_LAYER (self));

  plim_playback_layer_hide (self);
  g_clear_pointer (&self->playback, plim_playback_free);
  g_clear_pointer (&self->chosen, g_free);
  if (set != NULL && set->n_tracks > 0)
    self->playback = plim_playback_new (set);
}

PlimPlayback *
plim_playback_layer_get_playback (PlimPlaybackLayer *self)
{
  return self->playback;
}

void
plim_playback_layer_show_moment (PlimPlaybackLayer *self)
{
  g_return_if_fail (PLIM_IS_PLAYBACK_LAYER (self) && self->playback != NULL);

  if (!self->shown)
    {
      self->shown = TRUE;
      show_tracks_below (self);
      want_ground (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_playback_layer_hide (PlimPlaybackLayer *self)
{
  if (!self->shown)
    return;

  self->shown = FALSE;
  drop_ground (self);
  show_tracks_below (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_playback_layer_set_playing (PlimPlaybackLayer *self,
                                 gboolean           playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  if (playing)
    want_ground (self);
  else
    drop_ground (self);
}

gboolean
plim_playback_layer_is_flat (PlimPlaybackLayer *self)
{
  return self->ground != NULL;
}

void
plim_playback_layer_set_chosen (PlimPlaybackLayer *self,
                                const guint8      *chosen)
{
  g_clear_pointer (&self->chosen, g_free);
  if (chosen != NULL && self->playback != NULL)
    self->chosen = g_memdup2 (chosen, plim_playback_get_set (self->playback)->n_tracks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_playback_layer_set_tail (PlimPlaybackLayer *self,
                              guint32            tail_s)
{
  self->tail_s = tail_s;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_playback_layer_set_reach (PlimPlaybackLayer *self,
                               double             speed_kn)
{
  self->reach_kn = speed_kn;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
plim_playback_layer_count_symbols (PlimPlaybackLayer *self)
{
  return self->shown ? self->n_symbols : 0;
}
