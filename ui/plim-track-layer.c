#include "config.h"

#include "ui/plim-track-layer.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "app/model/plim-zone.h"
#include "app/scene/plim-scene-cairo.h"
#include "ui/plim-frame-log.h"
#include "ui/plim-track-picture.h"
#include "ui/plim-track-sheet.h"

/* How much more than the window is drawn on each side, so that a map that is moved has something to show. */
#define MARGIN     0.25
#define SLACK_MM   1.4
#define RULER_STEPS 64
/* How far from the pointer a track is still meant: a window of 11 × 11 pixels. */
#define REACH_PX    5
/* A map that has rested so long is worth a fine picture. */
#define REST_MS     200
/* Fewer positions are drawn as quickly without coarser levels. */
#define FEW         50000

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
  PlimMapUse        use;           /* of the picture, with the sheet's key */

  PlimMapChosen    *chosen;
  PlimTrackSet     *set;
  guint8           *shown;
  PlimTrackShow     show;
  PlimTrackLevels  *levels;
  GCancellable     *thinning;      /* the levels in the making */
  PlimTrackSheet   *sheet;
  GCancellable     *sheet_wanted;  /* the sheet in the making */
  gboolean          fine_wanted;   /* … and it is a fine one */
  gboolean          sheet_stale;
  guint             rest_id;
  guint             position;      /* that the pointer is on, or PLIM_TRACK_NO_POSITION */
  char             *words;         /* about it */
  PlimZone          zone;          /* in which they tell its time */
};

enum { SCENE_CHANGED, MARK_CHANGED, MARK_ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimTrackLayer, plim_track_layer, SHUMATE_TYPE_LAYER)

static void want_picture (PlimTrackLayer *self);
static void want_sheet (PlimTrackLayer *self);

static PlimTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
}

/* The corner in the widget of what was drawn for another view, and how much it is stretched there. */
static double
locate_view (PlimTrackLayer    *self,
             const PlimMapView *then,
             double            *x,
             double            *y)
{
  PlimMapView now = plim_track_layer_get_view (self);
  double middle = now.x + now.width / now.scale / 2.0;
  double half = then->width / then->scale / 2.0;
  double left = plim_projection_nearest_x (then->x + half, middle) - half;

  *x = (left - now.x) * now.scale;
  *y = (then->y - now.y) * now.scale;

  return now.scale / then->scale;
}

static double
locate_picture (PlimTrackLayer *self,
                double         *x,
                double         *y)
{
  return locate_view (self, &self->picture->view, x, y);
}

/* Whether what was drawn for another view shows all of the window at the right scale. */
static gboolean
is_view_enough (PlimTrackLayer    *self,
                const PlimMapView *view)
{
  double x, y, stretch = locate_view (self, view, &x, &y);

  return fabs (stretch - 1.0) < 1e-6 && x <= 0.5 && y <= 0.5
         && x + view->width >= gtk_widget_get_width (GTK_WIDGET (self)) - 0.5
         && y + view->height >= gtk_widget_get_height (GTK_WIDGET (self)) - 0.5;
}

static gboolean
is_picture_enough (PlimTrackLayer *self)
{
  return self->picture != NULL && !self->stale && is_view_enough (self, &self->picture->view);
}

/* The view with a margin on each side. */
static PlimMapView
get_wide_view (PlimTrackLayer *self)
{
  PlimMapView view = plim_track_layer_get_view (self);

  view.x -= view.width * MARGIN / view.scale;
  view.y -= view.height * MARGIN / view.scale;
  view.width *= 1.0 + 2.0 * MARGIN;
  view.height *= 1.0 + 2.0 * MARGIN;

  return view;
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

  for (i = 0; self->chosen != NULL && i < self->chosen->tracks->len; i++)
    {
      const PlimTrackInfo *info = &self->chosen->set->tracks[g_array_index (self->chosen->tracks, guint, i)];

      if (g_strv_contains ((const char * const *) info->claims, id))
        return info->key;
    }

  return NULL;
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

/* "EXERCISE ALPHA, MMSI 799000001: 2031-03-04 05:06 UTC, 9.8 kn" */
static char *
describe_position (PlimTrackLayer *self,
                   guint           position)
{
  const PlimTrackInfo *info = &self->set->tracks[plim_track_set_get_track (self->set, position)];
  g_autofree char *when = plim_zone_format (self->zone, self->set->time_s[position]);
  g_autofree char *name = plim_map_words_name_track (info->name, info->mmsi, info->key);
  double speed = plim_track_set_get_speed (self->set, position);

  if (speed < 0.0)
    /* Translators: a vessel; a time; how its position is known: broadcast, seen, told */
    return g_strdup_printf (_("%s: %s, %s"), name, when, plim_known_by_get_words (info->known_by));

  /* Translators: a vessel; a time; its speed in knots; how its position is known: broadcast, seen, told */
  return g_strdup_printf (_("%s: %s, %.1f kn, %s"), name, when, speed, plim_known_by_get_words (info->known_by));
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
    self->words = describe_position (self, position);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), position != PLIM_TRACK_NO_POSITION ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
}

static guint
pick_position (PlimTrackLayer *self,
               double          x,
               double          y)
{
  double left, top, stretch, latitude, longitude;
  PlimMapView view;
  guint position;

  /* What was drawn of another set has other numbers. */
  if (self->sheet == NULL || self->sheet->set != self->set || self->show.colouring == PLIM_TRACKS_NOT_SHOWN)
    return PLIM_TRACK_NO_POSITION;

  stretch = locate_view (self, &self->sheet->view, &left, &top);
  position = plim_track_sheet_pick (self->sheet, (x - left) / stretch, (y - top) / stretch, REACH_PX);
  if (position == PLIM_TRACK_NO_POSITION)
    return position;

  view = plim_track_layer_get_view (self);
  plim_map_view_locate (&view, x, y, &latitude, &longitude);

  return plim_track_set_refine (self->set, position, latitude, longitude, self->show.longest_step_s, self->show.from_s, self->show.to_s);
}

static void
activate (PlimTrackLayer *self,
          int             index)
{
  const PlimShape *mark = index >= 0 ? plim_scene_get_shape (self->picture->scene, index) : NULL;

  if (mark == NULL && self->position != PLIM_TRACK_NO_POSITION)
    {
      const PlimTrackInfo *info = &self->set->tracks[plim_track_set_get_track (self->set, self->position)];

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
  PlimTrackKey key = self->use.key;

  /* Cancelled: the layer is going, or other content is being drawn. */
  if (picture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, plim_track_picture_free);
  self->picture = g_steal_pointer (&picture);
  self->use = self->picture->use;
  self->use.key = key;
  self->stale = FALSE;
  self->current = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_CHANGED], 0);
  g_signal_emit (self, signals[SCENE_CHANGED], 0);

  /* The map may have been moved on meanwhile. */
  want_picture (self);
  plim_frame_log_end ("picture", begun);
}

/* All tracks */

static gboolean
is_sheet_enough (PlimTrackLayer *self)
{
  return self->sheet != NULL && !self->sheet_stale && is_view_enough (self, &self->sheet->view);
}

static void
levels_made_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimTrackLayer *self = PLIM_TRACK_LAYER (object);
  PlimTrackLevels *levels = g_task_propagate_pointer (G_TASK (result), NULL);

  if (levels == NULL)
    return;
  g_clear_object (&self->thinning);
  g_clear_pointer (&self->levels, plim_track_levels_unref);
  self->levels = levels;
}

typedef struct
{
  PlimTrackSet *set;
  guint         longest_step_s;
} Thinning;

static void
free_thinning (Thinning *thinning)
{
  plim_track_set_unref (thinning->set);
  g_free (thinning);
}

static void
make_levels_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      data,
                       GCancellable *cancellable)
{
  const Thinning *thinning = data;
  PlimTrackLevels *levels = plim_track_levels_new (thinning->set, thinning->longest_step_s, cancellable);

  if (levels == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else
    g_task_return_pointer (task, levels, (GDestroyNotify) plim_track_levels_unref);
}

/* After the first picture: what makes the next ones quick need not delay that one. */
static void
want_levels (PlimTrackLayer *self)
{
  g_autoptr(GTask) task = NULL;
  Thinning *thinning;

  if (self->set->n < FEW || self->thinning != NULL
      || (self->levels != NULL && self->levels->longest_step_s <= self->show.longest_step_s))
    return;

  self->thinning = g_cancellable_new ();
  thinning = g_new (Thinning, 1);
  *thinning = (Thinning) { plim_track_set_ref (self->set), MIN (self->show.longest_step_s, PLIM_MAP_LONGEST_STEP_S) };
  task = g_task_new (self, self->thinning, levels_made_cb, NULL);
  g_task_set_source_tag (task, want_levels);
  g_task_set_task_data (task, thinning, (GDestroyNotify) free_thinning);
  g_task_run_in_thread (task, make_levels_in_thread);
}

static void
sheet_drawn_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimTrackLayer *self = PLIM_TRACK_LAYER (object);
  g_autoptr(PlimTrackSheet) sheet = plim_track_sheet_draw_finish (result, NULL);
  gint64 begun = plim_frame_log_begin ();

  if (sheet == NULL)
    return;

  g_clear_object (&self->sheet_wanted);
  /* A fine one is of the view as it was when the map rested. */
  g_clear_pointer (&self->sheet, plim_track_sheet_free);
  self->sheet = g_steal_pointer (&sheet);
  self->use.key = self->sheet->key;
  if (!self->fine_wanted)
    want_levels (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SCENE_CHANGED], 0);

  want_sheet (self);
  plim_frame_log_end ("sheet", begun);
}

static void
draw_sheet (PlimTrackLayer *self,
            gboolean        fine)
{
  PlimTrackRasterOptions options = {
    .view = fine ? self->sheet->view : get_wide_view (self), .from_s = self->show.from_s, .to_s = self->show.to_s,
    .longest_step_s = self->show.longest_step_s, .colouring = self->show.colouring, .shown = self->shown,
  };

  self->sheet_wanted = g_cancellable_new ();
  self->fine_wanted = fine;
  self->sheet_stale = FALSE;
  plim_track_sheet_draw_async (G_OBJECT (self), self->set, self->levels, &options, get_theme (),
                               gtk_widget_get_scale_factor (GTK_WIDGET (self)), fine, self->sheet_wanted, sheet_drawn_cb);
}

static gboolean
map_rested_cb (gpointer user_data)
{
  PlimTrackLayer *self = user_data;

  self->rest_id = 0;
  if (self->sheet_wanted == NULL && is_sheet_enough (self) && !self->sheet->fine)
    draw_sheet (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
cancel_sheet (PlimTrackLayer *self)
{
  g_cancellable_cancel (self->sheet_wanted);
  g_clear_object (&self->sheet_wanted);
}

/* One in the making at a time; a fine one, which takes longer, gives way to what is wanted now. */
static void
want_sheet (PlimTrackLayer *self)
{
  if (self->set == NULL || self->show.colouring == PLIM_TRACKS_NOT_SHOWN || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || gtk_widget_get_width (GTK_WIDGET (self)) < 1)
    return;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (is_sheet_enough (self))
    {
      if (self->sheet_wanted == NULL && !self->sheet->fine)
        self->rest_id = g_timeout_add (REST_MS, map_rested_cb, self);
      return;
    }
  if (self->sheet_wanted != NULL && !self->fine_wanted)
    return;

  cancel_sheet (self);
  draw_sheet (self, FALSE);
}

static void
restart_sheet (PlimTrackLayer *self)
{
  self->sheet_stale = TRUE;
  want_sheet (self);
}

static void
want_picture (PlimTrackLayer *self)
{
  PlimMapView view;

  if (self->content == NULL || self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || gtk_widget_get_width (GTK_WIDGET (self)) < 1 || is_picture_enough (self))
    return;

  view = get_wide_view (self);
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

/* Colours and the size of a pixel are another matter than before. */
static void
looks_changed_cb (PlimTrackLayer *self)
{
  start_over (self);
  restart_sheet (self);
}

static void
viewport_moved_cb (PlimTrackLayer *self)
{
  gint64 begun = plim_frame_log_begin ();

  gtk_widget_queue_draw (GTK_WIDGET (self));
  want_sheet (self);
  want_picture (self);
  plim_frame_log_end ("move", begun);
}

static void
snapshot_sheet (PlimTrackLayer *self,
                GtkSnapshot    *snapshot)
{
  double x, y, stretch = locate_view (self, &self->sheet->view, &x, &y);
  const PlimTrackRaster *raster = self->sheet->raster;
  double cell = stretch * raster->cell / self->sheet->scale;

  gtk_snapshot_append_texture (snapshot, self->sheet->texture, &GRAPHENE_RECT_INIT (x, y, raster->width * cell, raster->height * cell));
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

  plim_track_set_get_place (self->set, self->position, &latitude, &longitude);
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
  gint64 begun = plim_frame_log_begin ();

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  if (self->sheet != NULL && self->set != NULL && self->show.colouring != PLIM_TRACKS_NOT_SHOWN)
    snapshot_sheet (self, snapshot);
  if (self->picture != NULL)
    snapshot_marks (self, snapshot);
  if (self->position != PLIM_TRACK_NO_POSITION)
    snapshot_position (self, snapshot);
  if (self->n_ruler > 0)
    snapshot_ruler (self, snapshot);
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
  want_sheet (PLIM_TRACK_LAYER (widget));
  want_picture (PLIM_TRACK_LAYER (widget));
}

static void
plim_track_layer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plim_track_layer_parent_class)->map (widget);
  want_sheet (PLIM_TRACK_LAYER (widget));
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
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (looks_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect (object, "notify::scale-factor", G_CALLBACK (looks_changed_cb), NULL);
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
  g_clear_handle_id (&self->rest_id, g_source_remove);
  cancel_sheet (self);
  g_cancellable_cancel (self->thinning);
  g_clear_object (&self->thinning);
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  g_clear_pointer (&self->sheet, plim_track_sheet_free);
  g_clear_pointer (&self->levels, plim_track_levels_unref);
  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->shown, g_free);
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
  widget_class->snapshot = plim_track_layer_snapshot;
  widget_class->size_allocate = plim_track_layer_size_allocate;
  widget_class->contains = plim_track_layer_contains;
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
  self->position = PLIM_TRACK_NO_POSITION;
  self->show = PLIM_TRACK_SHOW_DEFAULT;
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
  if (set != NULL)
    plim_track_set_ref (set);
  if (set != self->set)
    {
      g_cancellable_cancel (self->thinning);
      g_clear_object (&self->thinning);
      g_clear_pointer (&self->levels, plim_track_levels_unref);
    }
  g_clear_pointer (&self->set, plim_track_set_unref);
  self->set = set;
  g_free (self->shown);
  self->shown = g_memdup2 (shown, shown != NULL && set != NULL ? set->n_tracks : 0);

  /* Who was drawn before may be gone. */
  cancel_sheet (self);
  if (set == NULL)
    {
      g_clear_pointer (&self->sheet, plim_track_sheet_free);
      self->use.key = (PlimTrackKey) { 0 };
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  restart_sheet (self);
}

PlimTrackSet *
plim_track_layer_get_tracks (PlimTrackLayer *self)
{
  return self->set;
}

void
plim_track_layer_set_show (PlimTrackLayer      *self,
                           const PlimTrackShow *show)
{
  g_return_if_fail (PLIM_IS_TRACK_LAYER (self) && show != NULL);

  if (self->show.colouring == show->colouring && self->show.from_s == show->from_s && self->show.to_s == show->to_s
      && self->show.longest_step_s == show->longest_step_s)
    return;

  self->show = *show;
  if (show->colouring == PLIM_TRACKS_NOT_SHOWN)
    {
      set_position (self, PLIM_TRACK_NO_POSITION);
      self->use.key = (PlimTrackKey) { 0 };
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_signal_emit (self, signals[SCENE_CHANGED], 0);
    }
  restart_sheet (self);
}

const PlimTrackShow *
plim_track_layer_get_show (PlimTrackLayer *self)
{
  return &self->show;
}

PlimTrackLevels *
plim_track_layer_get_levels (PlimTrackLayer *self)
{
  return self->levels;
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
  gboolean enough = is_sheet_enough (self);

  if (settled != NULL)
    *settled = enough && self->sheet->fine && self->sheet_wanted == NULL && self->thinning == NULL;

  return enough;
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
  self->words = describe_position (self, self->position);
  g_signal_emit (self, signals[MARK_CHANGED], 0);
}

guint
plim_track_layer_get_position (PlimTrackLayer *self)
{
  return self->position;
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

  set_position (self, mark < 0 ? pick_position (self, x, y) : PLIM_TRACK_NO_POSITION);
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
