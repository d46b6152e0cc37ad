#include "config.h"

#include "ui/plim-time-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-playback-clock.h"
#include "ui/plim-event-finder.h"
#include "ui/plim-frame-log.h"
#include "ui/plim-time-strip.h"

/* A frame that comes late does not leap: the machine was busy, not the sea. */
#define MOST_FRAME_S  0.25
#define SILENCE_S     (6 * 3600)

struct _PlimTimeBar
{
  GtkBox             parent_instance;

  GtkInscription    *clock_face;
  GtkLabel          *clock_utc;      /* where the clock shows another zone */
  GtkButton         *play;
  GtkDropDown       *speed;
  GtkCheckButton    *loop;
  GtkCheckButton    *skip;
  GtkDropDown       *tails;
  GtkCheckButton    *reach;
  GtkSpinButton     *reach_kn;
  PlimTimeStrip     *strip;

  PlimWorkspace     *workspace;
  PlimPlaybackLayer *layer;
  PlimTrackSet      *set;
  guint8            *chosen;         /* a byte for each track, or NULL where nobody is */
  guint32            silence_s;
  PlimPlaybackClock  clock;
  gboolean           begun;          /* a moment is shown */
  guint              tick_id;
  gint64             last_frame_us;
  PlimEventFinder   *finder;
  GCancellable      *counting;
};

enum { PROP_FLAT = 1, N_PROPS };
enum { RANGE_MOVING, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const guint32 tail_lengths[] = { 0, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 3 * 86400 };

G_DEFINE_FINAL_TYPE (PlimTimeBar, plim_time_bar, GTK_TYPE_BOX)

/* What is shown */

static void
show_clock (PlimTimeBar *self)
{
  PlimZone zone = plim_workspace_get_zone (self->workspace);
  g_autofree char *bare = NULL, *face = NULL, *beside = NULL, *words = NULL;
  gint64 time_s = 0, to_s;
  gboolean any = self->begun || plim_time_strip_get_range (self->strip, &time_s, &to_s);

  if (self->begun)
    time_s = (gint64) self->clock.time_s;
  if (any)
    {
      bare = plim_zone_format_bare (zone, time_s);
      face = g_strdup_printf ("%s %s", bare, plim_zone_get_name (zone));
      beside = plim_zone_format_beside (zone, time_s);
      words = plim_zone_format (zone, time_s);
    }
  gtk_inscription_set_text (self->clock_face, face);
  gtk_label_set_text (self->clock_utc, beside != NULL ? beside : "");
  gtk_widget_set_visible (GTK_WIDGET (self->clock_utc), beside != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock_face), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : "", -1);
  plim_time_strip_set_moment (self->strip, self->begun ? self->clock.time_s : NAN);
  if (self->begun)
    gtk_widget_remove_css_class (GTK_WIDGET (self->clock_face), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->clock_face), "dim-label");
}

static void
show_playing (PlimTimeBar *self)
{
  gboolean playing = self->tick_id != 0;

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), playing ? _("Pause (Space)") : _("Play (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, playing ? _("Pause") : _("Play"), -1);
}

/* Another moment than by playing: the layer is asked for it. */
static void
show_moment (PlimTimeBar *self,
             double       time_s)
{
  PlimPlayback *playback = plim_playback_layer_get_playback (self->layer);

  if (playback == NULL)
    return;

  self->clock.time_s = CLAMP (time_s, self->clock.from_s, self->clock.to_s);
  self->begun = TRUE;
  plim_playback_move_to (playback, self->clock.time_s);
  plim_playback_layer_show_moment (self->layer);
  show_clock (self);
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *frames,
          gpointer       user_data)
{
  PlimTimeBar *self = PLIM_TIME_BAR (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (frames);
  double passed_s = self->last_frame_us > 0 ? MIN ((now_us - self->last_frame_us) / 1e6, MOST_FRAME_S) : 0.0;
  gint64 begun = plim_frame_log_begin ();

  self->last_frame_us = now_us;
  if (!plim_playback_clock_advance (&self->clock, plim_playback_layer_get_playback (self->layer), self->chosen, passed_s))
    self->tick_id = 0;
  plim_frame_log_end ("playback-state", begun);
  plim_playback_layer_show_moment (self->layer);
  show_clock (self);
  if (self->tick_id != 0)
    return G_SOURCE_CONTINUE;

  plim_playback_layer_set_playing (self->layer, FALSE);
  show_playing (self);

  return G_SOURCE_REMOVE;
}

static void
pause_playing (PlimTimeBar *self)
{
  if (self->tick_id == 0)
    return;

  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  plim_playback_layer_set_playing (self->layer, FALSE);
  show_playing (self);
}

static void
play (PlimTimeBar *self)
{
  if (self->tick_id != 0 || plim_playback_layer_get_playback (self->layer) == NULL)
    return;

  plim_time_strip_set_note (self->strip, "");
  show_moment (self, self->begun && self->clock.time_s < self->clock.to_s ? self->clock.time_s : self->clock.from_s);
  self->last_frame_us = 0;
  plim_playback_layer_set_playing (self->layer, TRUE);
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
  show_playing (self);
}

static void
end_playing (PlimTimeBar *self)
{
  pause_playing (self);
  self->begun = FALSE;
  self->clock.time_s = self->clock.from_s;
  plim_playback_layer_hide (self->layer);
  plim_time_strip_set_note (self->strip, "");
  show_clock (self);
}

/* Events */

static void
show_event (PlimTimeBar             *self,
            const PlimPlaybackEvent *event)
{
  const PlimTrackInfo *info = &self->set->tracks[event->track];
  g_autofree char *words = NULL;

  /* Translators: a vessel, then what happens: "a silence begins". */
  words = g_strdup_printf (_("%s: %s"), info->name != NULL && *info->name != '\0' ? info->name : info->key,
                           plim_track_event_get_words (event->kind));
  plim_time_strip_set_note (self->strip, words);
  show_moment (self, event->time_s);
}

/* To the event of whoever is chosen, or of all, before the moment or after it. */
static void
go_to_event (PlimTimeBar *self,
             int          direction)
{
  PlimPlaybackEvent event;
  gboolean any;

  if (!plim_event_finder_ask (self->finder, self->chosen, self->clock.time_s, direction, &event, &any))
    plim_time_strip_set_note (self->strip, _("Looking for silences and stops…"));
  else if (any && event.time_s >= self->clock.from_s && event.time_s <= self->clock.to_s)
    show_event (self, &event);
  else
    plim_time_strip_set_note (self->strip, direction > 0 ? _("No later event in this range") : _("No earlier event in this range"));
}

static void
step (PlimTimeBar *self,
      int          direction)
{
  if (self->set == NULL)
    return;

  pause_playing (self);
  if (!self->begun)
    show_moment (self, direction > 0 ? self->clock.from_s : self->clock.to_s);
  go_to_event (self, direction);
}

/* The range, which is everybody's */

static void
take_range (PlimTimeBar *self)
{
  gint64 from_s, to_s;

  if (!plim_time_strip_get_range (self->strip, &from_s, &to_s))
    return;
  plim_playback_clock_set_range (&self->clock, from_s, to_s);
  if (self->begun)
    show_moment (self, self->clock.time_s);
  else
    self->clock.time_s = from_s;
  show_clock (self);
}

static void
workspace_changed_cb (PlimTimeBar *self)
{
  gint64 from_s, to_s;

  plim_period_get_span (&plim_workspace_get_filter (self->workspace)->days, &from_s, &to_s);
  plim_time_strip_set_range (self->strip, from_s, to_s);
  take_range (self);
}

static void
range_moving_cb (PlimTimeBar *self,
                 gint64       from_s,
                 gint64       to_s)
{
  take_range (self);
  g_signal_emit (self, signals[RANGE_MOVING], 0, from_s, to_s);
}

static void
range_chosen_cb (PlimTimeBar *self,
                 gint64       from_s,
                 gint64       to_s)
{
  PlimPeriod days = from_s == G_MININT64 && to_s == G_MAXINT64 ? PLIM_PERIOD_UNKNOWN : plim_period_from_span (from_s, to_s);

  plim_workspace_set_days (self->workspace, &days);
  /* What the map was shown by the way is now what everybody is shown. */
  g_signal_emit (self, signals[RANGE_MOVING], 0, G_MININT64, G_MAXINT64);
}

static void
moment_chosen_cb (PlimTimeBar *self,
                  double       time_s)
{
  plim_time_strip_set_note (self->strip, "");
  if (isnan (time_s))
    end_playing (self);
  else
    show_moment (self, time_s);
}

static void
zone_changed_cb (PlimTimeBar *self)
{
  plim_time_strip_set_zone (self->strip, plim_workspace_get_zone (self->workspace));
  show_clock (self);
}

/* Whoever is selected is chosen here: by its key, or by one of its claims. */
static void
selection_changed_cb (PlimTimeBar *self)
{
  const char * const *ids = plim_workspace_get_selection (self->workspace);
  int selected = self->set != NULL ? plim_track_set_find (self->set, plim_workspace_get_vessel (self->workspace)) : -1;
  gboolean any = FALSE;
  guint i, j;

  g_clear_pointer (&self->chosen, g_free);
  if (self->set != NULL && self->set->n_tracks > 0)
    {
      self->chosen = g_new0 (guint8, self->set->n_tracks);
      for (i = 0; i < self->set->n_tracks; i++)
        {
          char **claims = self->set->tracks[i].claims;

          self->chosen[i] = (int) i == selected;
          for (j = 0; ids != NULL && claims != NULL && ids[j] != NULL && !self->chosen[i]; j++)
            self->chosen[i] = g_strv_contains ((const char * const *) claims, ids[j]);
          any = any || self->chosen[i];
        }
      if (!any)
        g_clear_pointer (&self->chosen, g_free);
    }
  plim_playback_layer_set_chosen (self->layer, self->chosen);
}

/* Controls */

static void
play_clicked_cb (PlimTimeBar *self)
{
  if (self->tick_id != 0)
    pause_playing (self);
  else
    play (self);
}

static void
before_clicked_cb (PlimTimeBar *self)
{
  step (self, -1);
}

static void
after_clicked_cb (PlimTimeBar *self)
{
  step (self, 1);
}

static void
all_clicked_cb (PlimTimeBar *self)
{
  plim_time_strip_show_all (self->strip);
}

static void
speed_selected_cb (PlimTimeBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->speed);

  if (selected < PLIM_PLAYBACK_N_SPEEDS)
    self->clock.speed = selected;
}

static void
change_speed (PlimTimeBar *self,
              int          by)
{
  gtk_drop_down_set_selected (self->speed, (guint) CLAMP ((int) self->clock.speed + by, 0, PLIM_PLAYBACK_N_SPEEDS - 1));
}

static void
options_changed_cb (PlimTimeBar *self)
{
  guint tail = gtk_drop_down_get_selected (self->tails);

  self->clock.loop = gtk_check_button_get_active (self->loop);
  self->clock.skip = gtk_check_button_get_active (self->skip);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reach_kn), gtk_check_button_get_active (self->reach));
  if (self->layer == NULL)
    return;
  plim_playback_layer_set_tail (self->layer, tail < G_N_ELEMENTS (tail_lengths) ? tail_lengths[tail] : 0);
  plim_playback_layer_set_reach (self->layer, gtk_check_button_get_active (self->reach) ? gtk_spin_button_get_value (self->reach_kn) : 0.0);
}

static void
toggle (GtkCheckButton *button)
{
  gtk_check_button_set_active (button, !gtk_check_button_get_active (button));
}

static void
flat_changed_cb (PlimTimeBar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FLAT]);
}

/* The histogram */

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const PlimTrackSet *set = data;

  g_task_return_pointer (task, plim_time_histogram_new (set->time_s, set->n), (GDestroyNotify) plim_time_histogram_free);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  PlimTimeBar *self = PLIM_TIME_BAR (object);
  g_autoptr(GError) error = NULL;
  PlimTimeHistogram *histogram = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    return;
  g_clear_object (&self->counting);
  plim_time_strip_set_histogram (self->strip, histogram);
  gtk_widget_set_visible (GTK_WIDGET (self), histogram != NULL);
  workspace_changed_cb (self);
}

static void
unmapped_cb (PlimTimeBar *self)
{
  /* On another page nobody watches. */
  pause_playing (self);
}

static void
plim_time_bar_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PlimTimeBar *self = PLIM_TIME_BAR (object);

  if (id == PROP_FLAT)
    g_value_set_boolean (value, self->layer != NULL && plim_playback_layer_is_flat (self->layer));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_time_bar_dispose (GObject *object)
{
  PlimTimeBar *self = PLIM_TIME_BAR (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_object_run_dispose (G_OBJECT (self->finder));
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->layer);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_time_bar_parent_class)->dispose (object);
}

static void
plim_time_bar_finalize (GObject *object)
{
  g_object_unref (PLIM_TIME_BAR (object)->finder);

  G_OBJECT_CLASS (plim_time_bar_parent_class)->finalize (object);
}

static void
plim_time_bar_class_init (PlimTimeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PLIM_TYPE_TIME_STRIP);

  object_class->get_property = plim_time_bar_get_property;
  object_class->dispose = plim_time_bar_dispose;
  object_class->finalize = plim_time_bar_finalize;

  props[PROP_FLAT] = g_param_spec_boolean ("flat", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[RANGE_MOVING] = g_signal_new ("range-moving", PLIM_TYPE_TIME_BAR, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-time-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, clock_face);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, clock_utc);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, play);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, speed);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, loop);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, skip);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, tails);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, reach);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, reach_kn);
  gtk_widget_class_bind_template_child (widget_class, PlimTimeBar, strip);
  gtk_widget_class_bind_template_callback (widget_class, play_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, speed_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_moving_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, moment_chosen_cb);
  gtk_widget_class_set_css_name (widget_class, "time-bar");
}

static void
fill_lists (PlimTimeBar *self)
{
  g_autoptr(GtkStringList) speeds = gtk_string_list_new (NULL), tails = gtk_string_list_new (NULL);
  guint i;

  for (i = 0; i < PLIM_PLAYBACK_N_SPEEDS; i++)
    gtk_string_list_append (speeds, plim_playback_speed_get_words (i));
  for (i = 0; i < G_N_ELEMENTS (tail_lengths); i++)
    {
      g_autofree char *length = plim_zone_format_length (tail_lengths[i]);

      gtk_string_list_append (tails, tail_lengths[i] == 0 ? _("none") : length);
    }
  gtk_drop_down_set_model (self->speed, G_LIST_MODEL (speeds));
  gtk_drop_down_set_model (self->tails, G_LIST_MODEL (tails));
  gtk_drop_down_set_selected (self->speed, 1);
  gtk_drop_down_set_selected (self->tails, 1);
}

static void
plim_time_bar_init (PlimTimeBar *self)
{
  self->silence_s = SILENCE_S;
  self->finder = plim_event_finder_new ();
  g_signal_connect_object (self->finder, "ready", G_CALLBACK (go_to_event), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lists (self);
  speed_selected_cb (self);
  options_changed_cb (self);
  show_playing (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}

void
plim_time_bar_start (PlimTimeBar    *self,
                     PlimWorkspace  *workspace,
                     ShumateMap     *map,
                     PlimTrackLayer *tracks)
{
  g_return_if_fail (PLIM_IS_TIME_BAR (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->layer = g_object_ref_sink (plim_playback_layer_new (tracks));
  shumate_map_add_layer (map, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (self->layer, "notify::flat", G_CALLBACK (flat_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "zone-changed", G_CALLBACK (zone_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  options_changed_cb (self);
  zone_changed_cb (self);
}

void
plim_time_bar_set_tracks (PlimTimeBar  *self,
                          PlimTrackSet *set)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PLIM_IS_TIME_BAR (self) && self->layer != NULL);

  if (set == self->set)
    return;

  end_playing (self);
  plim_event_finder_set (self->finder, set, self->silence_s);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->set, plim_track_set_unref);
  plim_playback_layer_set_tracks (self->layer, set);
  if (set != NULL)
    {
      self->set = plim_track_set_ref (set);
      if (plim_playback_layer_get_playback (self->layer) != NULL)
        plim_playback_set_silence (plim_playback_layer_get_playback (self->layer), self->silence_s);
      self->counting = g_cancellable_new ();
      task = g_task_new (self, self->counting, counted_cb, NULL);
      g_task_set_source_tag (task, plim_time_bar_set_tracks);
      g_task_set_task_data (task, plim_track_set_ref (set), (GDestroyNotify) plim_track_set_unref);
      g_task_run_in_thread (task, count_in_thread);
    }
  else
    {
      plim_time_strip_set_histogram (self->strip, NULL);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
  selection_changed_cb (self);
}

void
plim_time_bar_set_silence (PlimTimeBar *self,
                           guint32      silence_s)
{
  g_return_if_fail (PLIM_IS_TIME_BAR (self));

  if (self->silence_s == silence_s)
    return;

  self->silence_s = silence_s;
  plim_event_finder_set (self->finder, self->set, silence_s);
  if (self->layer != NULL && plim_playback_layer_get_playback (self->layer) != NULL)
    {
      plim_playback_set_silence (plim_playback_layer_get_playback (self->layer), silence_s);
      gtk_widget_queue_draw (GTK_WIDGET (self->layer));
    }
}

gboolean
plim_time_bar_press_key (PlimTimeBar *self,
                         guint        key)
{
  if (self->set == NULL || self->set->n_tracks == 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_space: play_clicked_cb (self); return TRUE;
    case GDK_KEY_comma: step (self, -1); return TRUE;
    case GDK_KEY_period: step (self, 1); return TRUE;
    case GDK_KEY_bracketleft: change_speed (self, -1); return TRUE;
    case GDK_KEY_bracketright: change_speed (self, 1); return TRUE;
    case GDK_KEY_l: case GDK_KEY_L: toggle (self->loop); return TRUE;
    case GDK_KEY_s: case GDK_KEY_S: toggle (self->skip); return TRUE;
    case GDK_KEY_r: case GDK_KEY_R: toggle (self->reach); return TRUE;
    case GDK_KEY_Escape:
      if (!self->begun)
        return FALSE;
      end_playing (self);
      return TRUE;
    default: return FALSE;
    }
}

gboolean
plim_time_bar_is_playing (PlimTimeBar *self)
{
  return self->tick_id != 0;
}

double
plim_time_bar_get_moment (PlimTimeBar *self)
{
  return self->begun ? self->clock.time_s : NAN;
}

PlimPlaybackLayer *
plim_time_bar_get_layer (PlimTimeBar *self)
{
  return self->layer;
}
