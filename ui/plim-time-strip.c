#include "config.h"

#include "ui/plim-time-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "ui/plim-time-handle.h"
#include "ui/plim-time-picture.h"

#define KEY_STEPS  10         /* with Shift */
#define DRAG_PX    3.0
/* A handle stands out over the bars. */
#define HANDLE_OVER_PX 3
#define HANDLE_HEIGHT  (PLIM_TIME_BARS_PX + 2 * HANDLE_OVER_PX)
/* A key that is held down chooses once, when it is let go or rests. */
#define REST_MS    350

typedef enum { DRAG_NOTHING, DRAG_FROM, DRAG_TO, DRAG_RANGE, DRAG_NEW } Drag;

struct _PlimTimeStrip
{
  GtkWidget          parent_instance;

  PlimTimePicture    shown;            /* and chosen */
  GtkWidget         *handles[2];
  Drag               drag;
  double             press_x;
  gint64             press_from_s;
  gint64             press_to_s;
  gboolean           moved;
  int                n_presses;        /* of the last click, two for a double one */
  gboolean           went;             /* its first press was taken for a moment, */
  double             before_s;         /* and this one was shown before */
  double             pointer_x;
  guint              rest_id;
};

enum { RANGE_MOVING, RANGE_CHOSEN, MOMENT_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimTimeStrip, plim_time_strip, GTK_TYPE_WIDGET)

/* The range */

static gboolean
is_all (PlimTimeStrip *self)
{
  return self->shown.from_s <= self->shown.histogram->first_s && self->shown.to_s >= self->shown.histogram->last_s;
}

static void
describe_handle (PlimTimeStrip *self,
                 guint          nth,
                 gint64         time_s)
{
  g_autofree char *words = plim_zone_format (self->shown.axis.zone, time_s);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[nth]),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) self->shown.histogram->first_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->shown.histogram->last_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) time_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
show_range (PlimTimeStrip *self)
{
  guint i;

  for (i = 0; i < 2; i++)
    gtk_widget_set_visible (self->handles[i], self->shown.histogram != NULL);
  if (self->shown.histogram != NULL)
    {
      describe_handle (self, 0, self->shown.from_s);
      describe_handle (self, 1, self->shown.to_s);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_range (PlimTimeStrip *self,
            gint64         from_s,
            gint64         to_s)
{
  const PlimTimeHistogram *all = self->shown.histogram;

  from_s = CLAMP (from_s, all->first_s, all->last_s);
  to_s = CLAMP (to_s, all->first_s, all->last_s);
  if (from_s > to_s || (from_s == self->shown.from_s && to_s == self->shown.to_s))
    return;

  self->shown.from_s = from_s;
  self->shown.to_s = to_s;
  show_range (self);
  g_signal_emit (self, signals[RANGE_MOVING], 0, from_s, to_s);
}

static void
choose_range (PlimTimeStrip *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (is_all (self))
    g_signal_emit (self, signals[RANGE_CHOSEN], 0, G_MININT64, G_MAXINT64);
  else
    g_signal_emit (self, signals[RANGE_CHOSEN], 0, self->shown.from_s, self->shown.to_s);
}

static gboolean
rested_cb (gpointer data)
{
  PlimTimeStrip *self = data;

  self->rest_id = 0;
  choose_range (self);

  return G_SOURCE_REMOVE;
}

static void
see (PlimTimeStrip *self,
     double         from_s,
     double         to_s)
{
  plim_time_axis_show (&self->shown.axis, from_s, to_s, self->shown.histogram->first_s, self->shown.histogram->last_s);
  plim_time_picture_forget_bars (&self->shown);
  show_range (self);
}

/* Its place on the screen */

static void
plim_time_strip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PlimTimeStrip *self = PLIM_TIME_STRIP (widget);
  int i;

  if (self->shown.histogram == NULL)
    return;

  plim_time_picture_snapshot (&self->shown, widget, snapshot);
  for (i = 0; i < 2; i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);
  plim_time_picture_snapshot_moment (&self->shown, widget, snapshot);
}

static void
plim_time_strip_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : PLIM_TIME_HEAD_PX + PLIM_TIME_BARS_PX + PLIM_TIME_FOOT_PX + 2;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : *minimum;
}

static void
plim_time_strip_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  PlimTimeStrip *self = PLIM_TIME_STRIP (widget);
  int i;

  if (self->shown.axis.width != MAX (width - 2 * PLIM_TIME_EDGE_PX, 1))
    plim_time_picture_forget_bars (&self->shown);
  self->shown.axis.width = MAX (width - 2 * PLIM_TIME_EDGE_PX, 1);
  for (i = 0; i < 2; i++)
    if (self->shown.histogram != NULL && gtk_widget_should_layout (self->handles[i]))
      {
        double x = plim_time_axis_place (&self->shown.axis, i == 0 ? self->shown.from_s : self->shown.to_s);
        GtkRequisition least;

        x = CLAMP (x, PLIM_TIME_EDGE_PX, width - PLIM_TIME_EDGE_PX);
        gtk_widget_get_preferred_size (self->handles[i], &least, NULL);
        gtk_widget_size_allocate (self->handles[i],
                                  &(GtkAllocation) { (int) floor (x - PLIM_TIME_HANDLE_WIDTH / 2.0 + 0.5),
                                                     PLIM_TIME_HEAD_PX - HANDLE_OVER_PX,
                                                     MAX (PLIM_TIME_HANDLE_WIDTH, least.width), MAX (HANDLE_HEIGHT, least.height) }, -1);
      }
}

/* What a hand does */

static Drag
find_drag (PlimTimeStrip *self,
           double         x)
{
  double from = plim_time_axis_place (&self->shown.axis, self->shown.from_s);
  double to = plim_time_axis_place (&self->shown.axis, self->shown.to_s);

  /* Where the two lie on each other the hand may go either way. */
  if (fabs (x - from) <= PLIM_TIME_HANDLE_WIDTH && (fabs (x - from) <= fabs (x - to)) && !(fabs (from - to) < 1.0 && x > to))
    return DRAG_FROM;
  if (fabs (x - to) <= PLIM_TIME_HANDLE_WIDTH)
    return DRAG_TO;

  return x > from && x < to && !is_all (self) ? DRAG_RANGE : DRAG_NEW;
}

static void
drag_begin_cb (PlimTimeStrip *self,
               double         x,
               double         y)
{
  if (self->shown.histogram == NULL)
    return;

  self->drag = find_drag (self, x);
  self->press_x = x;
  self->press_from_s = self->shown.from_s;
  self->press_to_s = self->shown.to_s;
  self->moved = FALSE;
  gtk_widget_grab_focus (self->handles[self->drag == DRAG_TO]);
}

static void
drag_update_cb (PlimTimeStrip *self,
                double         dx,
                double         dy)
{
  const PlimTimeAxis *axis = &self->shown.axis;
  double pressed_s = plim_time_axis_locate (axis, self->press_x), now_s = plim_time_axis_locate (axis, self->press_x + dx);
  gint64 from_s = self->shown.from_s, to_s = self->shown.to_s;

  if (self->shown.histogram == NULL || (!self->moved && fabs (dx) < DRAG_PX))
    return;
  self->moved = TRUE;

  switch (self->drag)
    {
    case DRAG_FROM:
      from_s = MIN (plim_time_axis_round (axis, now_s), to_s);
      break;
    case DRAG_TO:
      to_s = MAX (plim_time_axis_round_end (axis, now_s), from_s);
      break;
    case DRAG_RANGE:
      {
        gint64 length = self->press_to_s - self->press_from_s;

        from_s = plim_time_axis_round (axis, self->press_from_s + now_s - pressed_s);
        from_s = CLAMP (from_s, self->shown.histogram->first_s, self->shown.histogram->last_s - length);
        to_s = from_s + length;
        break;
      }
    case DRAG_NEW:
      from_s = plim_time_axis_round (axis, MIN (pressed_s, now_s));
      to_s = MAX (plim_time_axis_round_end (axis, MAX (pressed_s, now_s)), from_s);
      break;
    default:
      return;
    }
  move_range (self, from_s, to_s);
}

static void
drag_end_cb (PlimTimeStrip *self,
             double         dx,
             double         dy)
{
  const PlimTimeHistogram *all = self->shown.histogram;
  double pressed_s = plim_time_axis_locate (&self->shown.axis, self->press_x);

  if (all == NULL || self->drag == DRAG_NOTHING)
    return;

  if (self->moved)
    choose_range (self);
  else if ((self->drag == DRAG_NEW || self->drag == DRAG_RANGE) && self->n_presses < 2)
    {
      self->went = TRUE;
      g_signal_emit (self, signals[MOMENT_CHOSEN], 0, CLAMP (pressed_s, (double) all->first_s, (double) all->last_s));
    }
  self->drag = DRAG_NOTHING;
}

static void
pressed_cb (PlimTimeStrip *self,
            int            n_press,
            double         x,
            double         y)
{
  self->n_presses = n_press;
  if (n_press == 1)
    {
      self->went = FALSE;
      self->before_s = self->shown.moment_s;
    }
  else if (n_press == 2 && self->shown.histogram != NULL)
    {
      plim_time_strip_show_all (self);
      if (self->went)
        g_signal_emit (self, signals[MOMENT_CHOSEN], 0, self->before_s);
    }
}

static void
motion_cb (PlimTimeStrip *self,
           double         x,
           double         y)
{
  self->pointer_x = x;
}

static gboolean
scroll_cb (PlimTimeStrip *self,
           double         dx,
           double         dy)
{
  double middle, share = exp2 (dy * 0.5);

  if (self->shown.histogram == NULL || dy == 0.0)
    return FALSE;

  middle = plim_time_axis_locate (&self->shown.axis, self->pointer_x);
  see (self, middle - (middle - self->shown.axis.from_s) * share, middle + (self->shown.axis.to_s - middle) * share);

  return TRUE;
}

static gboolean
query_tooltip_cb (PlimTimeStrip *self,
                  int            x,
                  int            y,
                  gboolean       keyboard,
                  GtkTooltip    *tooltip)
{
  g_autofree char *when = NULL, *words = NULL;
  double from_s, to_s;
  guint n;

  if (self->shown.histogram == NULL || keyboard || y < PLIM_TIME_HEAD_PX)
    return FALSE;

  from_s = plim_time_axis_locate (&self->shown.axis, x);
  to_s = plim_time_axis_locate (&self->shown.axis, x + 1);
  when = plim_zone_format (self->shown.axis.zone, (gint64) from_s);
  n = (guint) round (plim_time_histogram_count (self->shown.histogram, from_s, to_s));
  /* Translators: a time with its zone, then how many positions there are about then. */
  words = g_strdup_printf (ngettext ("%s: %'u position", "%s: %'u positions", n), when, n);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static gboolean
key_pressed_cb (PlimTimeStrip         *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  gboolean last = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)) == self->handles[1];
  gint64 (*round_to) (const PlimTimeAxis *, double) = last ? plim_time_axis_round_end : plim_time_axis_round;
  gint64 step_s = plim_time_axis_get_step (&self->shown.axis) * (state & GDK_SHIFT_MASK ? KEY_STEPS : 1);
  gint64 time_s = last ? self->shown.to_s : self->shown.from_s;

  if (self->shown.histogram == NULL || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_Down: time_s = round_to (&self->shown.axis, time_s - step_s); break;
    case GDK_KEY_Right: case GDK_KEY_Up: time_s = round_to (&self->shown.axis, time_s + step_s); break;
    case GDK_KEY_Home: time_s = self->shown.histogram->first_s; break;
    case GDK_KEY_End: time_s = self->shown.histogram->last_s; break;
    default: return FALSE;
    }

  if (last)
    move_range (self, self->shown.from_s, MAX (time_s, self->shown.from_s));
  else
    move_range (self, MIN (time_s, self->shown.to_s), self->shown.to_s);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);

  return TRUE;
}

static void
colours_changed_cb (PlimTimeStrip *self)
{
  plim_time_picture_forget_bars (&self->shown);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plim_time_strip_dispose (GObject *object)
{
  PlimTimeStrip *self = PLIM_TIME_STRIP (object);
  int i;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->shown.note, g_free);
  plim_time_picture_forget_bars (&self->shown);
  g_clear_pointer (&self->shown.histogram, plim_time_histogram_free);
  for (i = 0; i < 2; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);

  G_OBJECT_CLASS (plim_time_strip_parent_class)->dispose (object);
}

static void
plim_time_strip_class_init (PlimTimeStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_time_strip_dispose;
  widget_class->measure = plim_time_strip_measure;
  widget_class->size_allocate = plim_time_strip_size_allocate;
  widget_class->snapshot = plim_time_strip_snapshot;

  signals[RANGE_MOVING] = g_signal_new ("range-moving", PLIM_TYPE_TIME_STRIP, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[RANGE_CHOSEN] = g_signal_new ("range-chosen", PLIM_TYPE_TIME_STRIP, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[MOMENT_CHOSEN] = g_signal_new ("moment-chosen", PLIM_TYPE_TIME_STRIP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "time-strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (PlimTimeStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
plim_time_strip_init (PlimTimeStrip *self)
{
  /* Translators: the two ends of a range of time, for a screen reader. */
  static const char * const names[] = { N_("Beginning of the time range"), N_("End of the time range") };
  int i;

  self->shown.moment_s = NAN;
  self->shown.axis = (PlimTimeAxis) { 0.0, 1.0, PLIM_TIME_EDGE_PX, 1.0, PLIM_ZONE_UTC };
  for (i = 0; i < 2; i++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      self->handles[i] = plim_time_handle_new (HANDLE_HEIGHT);
      gtk_widget_set_visible (self->handles[i], FALSE);
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, _(names[i]), -1);
      g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
      gtk_widget_add_controller (self->handles[i], keys);
    }
  add_controllers (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (colours_changed_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (colours_changed_cb), self, G_CONNECT_SWAPPED);
}

void
plim_time_strip_set_histogram (PlimTimeStrip     *self,
                               PlimTimeHistogram *histogram)
{
  g_return_if_fail (PLIM_IS_TIME_STRIP (self));

  /* What a key was choosing from, and what a hand was dragging over, is there no more. */
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->drag = DRAG_NOTHING;
  g_clear_pointer (&self->shown.histogram, plim_time_histogram_free);
  self->shown.histogram = histogram;
  plim_time_picture_forget_bars (&self->shown);
  if (histogram != NULL)
    {
      self->shown.from_s = histogram->first_s;
      self->shown.to_s = histogram->last_s;
      see (self, histogram->first_s, histogram->last_s);
    }
  show_range (self);
}

void
plim_time_strip_set_range (PlimTimeStrip *self,
                           gint64         from_s,
                           gint64         to_s)
{
  g_return_if_fail (PLIM_IS_TIME_STRIP (self));

  if (self->shown.histogram == NULL)
    return;
  self->shown.from_s = CLAMP (from_s, self->shown.histogram->first_s, self->shown.histogram->last_s);
  self->shown.to_s = CLAMP (to_s, self->shown.from_s, self->shown.histogram->last_s);
  show_range (self);
}

gboolean
plim_time_strip_get_range (PlimTimeStrip *self,
                           gint64        *from_s,
                           gint64        *to_s)
{
  *from_s = self->shown.from_s;
  *to_s = self->shown.to_s;

  return self->shown.histogram != NULL;
}

void
plim_time_strip_set_moment (PlimTimeStrip *self,
                            double         time_s)
{
  self->shown.moment_s = time_s;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_time_strip_set_zone (PlimTimeStrip *self,
                          PlimZone       zone)
{
  if (self->shown.axis.zone == zone)
    return;

  self->shown.axis.zone = zone;
  show_range (self);
}

void
plim_time_strip_set_note (PlimTimeStrip *self,
                          const char    *note)
{
  if (g_strcmp0 (self->shown.note, note) == 0)
    return;

  g_free (self->shown.note);
  self->shown.note = g_strdup (note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
plim_time_strip_get_note (PlimTimeStrip *self)
{
  return self->shown.note != NULL ? self->shown.note : "";
}

void
plim_time_strip_show_all (PlimTimeStrip *self)
{
  g_return_if_fail (PLIM_IS_TIME_STRIP (self));

  if (self->shown.histogram == NULL)
    return;
  see (self, self->shown.histogram->first_s, self->shown.histogram->last_s);
  move_range (self, self->shown.histogram->first_s, self->shown.histogram->last_s);
  choose_range (self);
}
