#include "config.h"

#include "ui/plim-track-layer.h"

#include <adwaita.h>
#include <math.h>

#include "app/map/plim-map-words.h"
#include "app/model/plim-zone.h"
#include "app/scene/plim-scene-cairo.h"
#include "ui/plim-frame-log.h"
#include "ui/plim-track-picture.h"
#include "ui/plim-viewport.h"

/* How far from the pointer a mark is still meant. */
#define SLACK_MM   1.4

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
  PlimMapUse        use;           /* of the picture, with the sheet's key */
  PlimMapChosen    *chosen;

  PlimTrackSheets  *sheets;        /* of all tracks */
  guint             position;      /* that the pointer is on, or PLIM_TRACK_NO_POSITION */
  char             *words;         /* about it */
  PlimZone          zone;          /* in which they tell its time */
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

  return plim_map_view_lay (&now, &self->picture->view, x, y);
}

static const char *
find_vessel (PlimTrackLayer  *self,
             const PlimShape *mark)
{
  const char *id = mark->claims[0], *key = plim_map_content_find_vessel (self->content, id);
  guint i;

  for (i = 0; key == NULL && self->chosen != NULL && i < self->chosen->tracks->len; i++)
    {
      const PlimTrackInfo *info = &self->chosen->set->tracks[g_array_index (self->chosen->tracks, guint, i)];

      if (g_strv_contains ((const char * const *) info->claims, id))
        key = info->key;
    }

  return key;
}

static gboolean
is_selected (PlimTrackLayer  *self,
             const PlimShape *shape)
{
  guint i;

  /* Chosen tracks stand out as they are, and are too long to be drawn twice. */
  if (!plim_shape_is_mark (shape) || shape->group >= PLIM_MAP_CHOSEN_GROUP)
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
set_position (PlimTrackLayer *self,
              guint           position)
{
  if (position == self->position)
    return;

  self->position = position;
  g_clear_pointer (&self->words, g_free);
  if (position != PLIM_TRACK_NO_POSITION)
    self->words = plim_map_words_for_position (plim_track_sheets_get_tracks (self->sheets), position, self->zone);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), position != PLIM_TRACK_NO_POSITION ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
}

static void
activate (PlimTrackLayer *self,
          int             index)
{
  const PlimShape *mark = index >= 0 ? plim_scene_get_shape (self->picture->scene, index) : NULL;

  if (mark == NULL && self->position != PLIM_TRACK_NO_POSITION)
    {
      const PlimTrackSet *set = plim_track_sheets_get_tracks (self->sheets);
      const PlimTrackInfo *info = &set->tracks[plim_track_set_get_track (set, self->position)];

      g_signal_emit (self, signals[MARK_ACTIVATED], 0, info->claims, info->key);
      return;
    }
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
  gint64 begun = plim_frame_log_begin ();

  /* Cancelled: the layer is going, or other content is being drawn. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, plim_track_picture_free);
  self->picture = g_steal_pointer (&picture);
  self->use = self->picture->use;
  self->use.key = plim_track_sheets_get_key (self->sheets);
  self->stale = FALSE;
  self->current = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
  g_signal_emit (self, signals[SCENE_CHANGED], 0);

  /* The map may have been moved on meanwhile. */
  want_picture (self);
  plim_frame_log_end ("picture", begun);
}

static void
want_picture (PlimTrackLayer *self)
{
  PlimMapView view = plim_track_layer_get_view (self);

  if (self->content == NULL || self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || view.width < 1.0
      || (self->picture != NULL && !self->stale && plim_map_view_covers (&self->picture->view, &view)))
    return;

  view = plim_map_view_widen (&view, PLIM_TRACK_MARGIN);
  self->cancellable = g_cancellable_new ();
  plim_track_picture_draw_async (G_OBJECT (self), self->content, self->chosen, &view, self->layers, get_theme (),
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
want_view (PlimTrackLayer *self)
{
  PlimMapView view = plim_track_layer_get_view (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || view.width < 1.0)
    return;

  plim_track_sheets_set_view (self->sheets, &view, get_theme (), gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  want_picture (self);
}

/* Colours and the size of a pixel are another matter than before. */
static void
looks_changed_cb (PlimTrackLayer *self)
{
  start_over (self);
  want_view (self);
}

static void
sheet_drawn_cb (PlimTrackLayer *self)
{
  self->use.key = plim_track_sheets_get_key (self->sheets);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SCENE_CHANGED], 0);
}

static void
viewport_moved_cb (PlimTrackLayer *self)
{
  gint64 begun = plim_frame_log_begin ();

  gtk_widget_queue_draw (GTK_WIDGET (self));
  want_view (self);
  plim_frame_log_end ("move", begun);
}

/* A ring around the position that the reading line tells of. */
static void
snapshot_position (PlimTrackLayer *self,
                   GtkSnapshot    *snapshot)
{
  PlimMapView view = plim_track_layer_get_view (self);
  PlimColour colour = plim_style_get_look (PLIM_STYLE_SELECTED, get_theme ())->stroke;
  double latitude, longitude, x, y;
  cairo_t *cr;

  plim_track_set_get_place (plim_track_sheets_get_tracks (self->sheets), self->position, &latitude, &longitude);
  plim_map_view_place (&view, latitude, longitude, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - 8.0, y - 8.0, 16.0, 16.0));
  cairo_arc (cr, x, y, 5.0, 0.0, 2.0 * G_PI);
  cairo_set_source_rgb (cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
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
  gint64 begun = plim_frame_log_begin ();

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  plim_track_sheets_snapshot (self->sheets, snapshot);
  if (self->picture != NULL)
    snapshot_marks (self, snapshot);
  if (self->position != PLIM_TRACK_NO_POSITION)
    snapshot_position (self, snapshot);
  gtk_snapshot_pop (snapshot);
  plim_frame_log_end ("snapshot", begun);
}

static void
plim_track_layer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->size_allocate (widget, width, height, baseline);
  want_view (PLIM_TRACK_LAYER (widget));
}

static void
plim_track_layer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->map (widget);
  want_view (PLIM_TRACK_LAYER (widget));
}

static void
plim_track_layer_unmap (GtkWidget *widget)
{
  plim_track_sheets_set_view (PLIM_TRACK_LAYER (widget)->sheets, NULL, get_theme (), gtk_widget_get_scale_factor (widget));
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->unmap (widget);
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
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (looks_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect (object, "notify::scale-factor", G_CALLBACK (looks_changed_cb), NULL);
}

static void
plim_track_layer_finalize (GObject *object)
{
  g_object_unref (PLIM_TRACK_LAYER (object)->sheets);

  G_OBJECT_CLASS (plim_track_layer_parent_class)->finalize (object);
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
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  g_object_run_dispose (G_OBJECT (self->sheets));
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (plim_track_layer_parent_class)->dispose (object);
}

/* libshumate's layers let the pointer through to the map; this one wants to know what is under it. What it does not
 * take, the map gets all the same. */
static gboolean
plim_track_layer_contains (GtkWidget *widget,
                           double     x,
                           double     y)
{
  return x >= 0.0 && y >= 0.0 && x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

static void
plim_track_layer_class_init (PlimTrackLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = plim_track_layer_constructed;
  object_class->dispose = plim_track_layer_dispose;
  object_class->finalize = plim_track_layer_finalize;
  widget_class->snapshot = plim_track_layer_snapshot;
  widget_class->size_allocate = plim_track_layer_size_allocate;
  widget_class->contains = plim_track_layer_contains;
  widget_class->map = plim_track_layer_map;
  widget_class->unmap = plim_track_layer_unmap;

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
  self->position = PLIM_TRACK_NO_POSITION;
  self->sheets = plim_track_sheets_new ();
  g_signal_connect_object (self->sheets, "drawn", G_CALLBACK (sheet_drawn_cb), self, G_CONNECT_SWAPPED);
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
plim_track_layer_set_tracks (PlimTrackLayer *self,
                             PlimTrackSet   *set,
                             const guint8   *shown)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self));

  set_position (self, PLIM_TRACK_NO_POSITION);
  plim_track_sheets_set_tracks (self->sheets, set, shown);
  self->use.key = plim_track_sheets_get_key (self->sheets);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_track_layer_set_show (PlimTrackLayer      *self,
                           const PlimTrackShow *show)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self) && show != NULL);

  if (!plim_track_sheets_set_show (self->sheets, show) || show->colouring != PLIM_TRACKS_NOT_SHOWN)
    return;

  set_position (self, PLIM_TRACK_NO_POSITION);
  sheet_drawn_cb (self);
}

const PlimTrackShow *
plim_track_layer_get_show (PlimTrackLayer *self)
{
  return plim_track_sheets_get_show (self->sheets);
}

PlimTrackLevels *
plim_track_layer_get_levels (PlimTrackLayer *self)
{
  return plim_track_sheets_get_levels (self->sheets);
}

void
plim_track_layer_set_chosen (PlimTrackLayer *self,
                             PlimMapChosen  *chosen)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self));

  if (chosen == self->chosen)
    return;

  if (chosen != NULL)
    plim_map_chosen_ref (chosen);
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  self->chosen = chosen;
  start_over (self);
}

gboolean
plim_track_layer_has_tracks (PlimTrackLayer *self,
                             gboolean       *settled)
{
  return plim_track_sheets_is_enough (self->sheets, settled);
}

void
plim_track_layer_set_zone (PlimTrackLayer *self,
                           PlimZone        zone)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self));

  self->zone = zone;
  if (self->position == PLIM_TRACK_NO_POSITION)
    return;
  g_free (self->words);
  self->words = plim_map_words_for_position (plim_track_sheets_get_tracks (self->sheets), self->position, zone);
  g_signal_emit (self, signals[MARK_CHANGED], 0);
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
  return plim_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), gtk_widget_get_width (GTK_WIDGET (self)),
                                 gtk_widget_get_height (GTK_WIDGET (self)));
}

PlimScene *
plim_track_layer_get_scene (PlimTrackLayer *self)
{
  return self->picture != NULL ? self->picture->scene : NULL;
}

const PlimMapUse *
plim_track_layer_get_use (PlimTrackLayer *self)
{
  return self->picture != NULL ? &self->use : NULL;
}

const char *
plim_track_layer_get_mark (PlimTrackLayer *self)
{
  return self->current >= 0 ? plim_scene_get_shape (self->picture->scene, self->current)->label : self->words;
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
  gint64 begun = plim_frame_log_begin ();
  int mark = pick (self, x, y);

  set_position (self, mark < 0 ? plim_track_sheets_pick (self->sheets, x, y) : PLIM_TRACK_NO_POSITION);
  set_current (self, mark);
  plim_frame_log_end ("hover", begun);
}

void
plim_track_layer_click (PlimTrackLayer *self,
                        double          x,
                        double          y)
{
  if (self->picture == NULL)
    return;
  plim_track_layer_hover (self, x, y);
  activate (self, self->current);
}
