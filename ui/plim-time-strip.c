#include "config.h"

#include "ui/plim-time-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-time-ticks.h"
#include "app/model/plim-period.h"

#define HEAD_PX    18
#define BARS_PX    26
#define FOOT_PX    16
#define HANDLE_PX  13
#define EDGE_PX    8
#define LABEL_PX   84         /* room for a tick's label */
#define KEY_STEPS  10         /* with Shift */
#define DRAG_PX    3.0
#define NEAREST_S  600.0      /* no shorter time fills the strip */
/* A key that is held down chooses once, when it is let go or rests. */
#define REST_MS    350

/* One end of the range: what the keyboard and a screen reader get hold of. */
#define PLIM_TYPE_TIME_HANDLE (plim_time_handle_get_type ())
G_DECLARE_FINAL_TYPE (PlimTimeHandle, plim_time_handle, PLIM, TIME_HANDLE, GtkWidget)

struct _PlimTimeHandle
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PlimTimeHandle, plim_time_handle, GTK_TYPE_WIDGET)

typedef enum { DRAG_NOTHING, DRAG_FROM, DRAG_TO, DRAG_RANGE, DRAG_NEW } Drag;

struct _PlimTimeStrip
{
  GtkWidget          parent_instance;

  PlimTimeHistogram *histogram;
  GtkWidget         *handles[2];
  PlimZone           zone;
  gint64             from_s;           /* chosen, within the histogram's ends */
  gint64             to_s;
  double             seen_from_s;      /* what the strip shows */
  double             seen_to_s;
  double             moment_s;
  double             most;             /* positions in a column */
  GdkTexture        *bars;             /* of the histogram, while size, time and colours last */
  Drag               drag;
  double             press_x;
  gint64             press_from_s;
  gint64             press_to_s;
  gboolean           moved;
  double             pointer_x;
  guint              rest_id;
  char              *note;
};

enum { RANGE_MOVING, RANGE_CHOSEN, MOMENT_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimTimeStrip, plim_time_strip, GTK_TYPE_WIDGET)

/* The handles */

static void
plim_time_handle_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? HANDLE_PX : BARS_PX + 6;
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

/* Times and pixels */

static double
get_inner_width (PlimTimeStrip *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * EDGE_PX, 1);
}

static double
place (PlimTimeStrip *self,
       double         time_s)
{
  return EDGE_PX + (time_s - self->seen_from_s) / (self->seen_to_s - self->seen_from_s) * get_inner_width (self);
}

static double
locate (PlimTimeStrip *self,
        double         x)
{
  return self->seen_from_s + (x - EDGE_PX) / get_inner_width (self) * (self->seen_to_s - self->seen_from_s);
}

/* How far one key goes, and on what a pointer's hand comes to rest. */
static gint64
get_step (PlimTimeStrip *self)
{
  return plim_time_ticks_get_step (self->seen_to_s - self->seen_from_s, get_inner_width (self));
}

/* Round in the zone that is shown. */
static gint64
round_time (PlimTimeStrip *self,
            double         time_s)
{
  gint64 step = get_step (self), offset = plim_zone_get_offset_s (self->zone);

  return (gint64) floor ((time_s + offset) / step + 0.5) * step - offset;
}

/* The last second before a round moment: a range ends with its last second, as a day does. */
static gint64
round_end (PlimTimeStrip *self,
           double         time_s)
{
  return round_time (self, time_s + 1.0) - 1;
}

static gboolean
is_all (PlimTimeStrip *self)
{
  return self->from_s <= self->histogram->first_s && self->to_s >= self->histogram->last_s;
}

static void
describe_handle (PlimTimeStrip *self,
                 guint          nth,
                 gint64         time_s)
{
  g_autofree char *words = plim_zone_format (self->zone, time_s);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[nth]),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) self->histogram->first_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->histogram->last_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) time_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
show_range (PlimTimeStrip *self)
{
  guint i;

  for (i = 0; i < 2; i++)
    gtk_widget_set_visible (self->handles[i], self->histogram != NULL);
  if (self->histogram != NULL)
    {
      describe_handle (self, 0, self->from_s);
      describe_handle (self, 1, self->to_s);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_range (PlimTimeStrip *self,
            gint64         from_s,
            gint64         to_s)
{
  const PlimTimeHistogram *all = self->histogram;

  from_s = CLAMP (from_s, all->first_s, all->last_s);
  to_s = CLAMP (to_s, all->first_s, all->last_s);
  if (from_s > to_s || (from_s == self->from_s && to_s == self->to_s))
    return;

  self->from_s = from_s;
  self->to_s = to_s;
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
    g_signal_emit (self, signals[RANGE_CHOSEN], 0, self->from_s, self->to_s);
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
  const PlimTimeHistogram *all = self->histogram;
  double first_s = all->first_s, last_s = MAX (all->last_s, all->first_s + NEAREST_S), span_s = MIN (to_s - from_s, last_s - first_s);

  span_s = MAX (span_s, NEAREST_S);
  self->seen_from_s = CLAMP (from_s, first_s, last_s - span_s);
  self->seen_to_s = self->seen_from_s + span_s;
  g_clear_object (&self->bars);
  show_range (self);
}

/* Drawing */

static GdkRGBA
get_colour (PlimTimeStrip *self,
            const char    *name)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);

  return colour;
}

/* By the square root: a day with few positions is still seen beside one with many. */
static GdkTexture *
draw_bars (PlimTimeStrip *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)), width = (int) get_inner_width (self) * scale, height = BARS_PX * scale;
  g_autofree double *columns = g_new (double, width);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkRGBA colour;
  int i;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  self->most = plim_time_histogram_get_columns (self->histogram, self->seen_from_s, self->seen_to_s, columns, width);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.55);
  for (i = 0; i < width; i++)
    if (columns[i] > 0.0)
      {
        double tall = MAX (sqrt (columns[i] / self->most) * height, scale);

        cairo_rectangle (cr, i, height - tall, 1.0, tall);
      }
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
}

static void
snapshot_text (PlimTimeStrip *self,
               GtkSnapshot   *snapshot,
               const char    *text,
               double         x,
               double         y,
               double         align,
               gboolean       dim)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA colour;
  int width;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= dim ? 0.7f : 1.0f;
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - align * width, 0.0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - width, 0));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* On the left the range; on the right what there is to say, where there is room. */
static void
snapshot_head (PlimTimeStrip *self,
               GtkSnapshot   *snapshot)
{
  g_autofree char *range = plim_zone_format_span (self->zone, self->from_s, self->to_s);
  g_autofree char *length = plim_zone_format_length ((gint64) ((self->seen_to_s - self->seen_from_s) / get_inner_width (self)));
  g_autofree char *scale = NULL;
  const char *words = self->note;
  g_autoptr(PangoLayout) layout = NULL;
  int width, used, whole = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean has_note = words != NULL && *words != '\0';

  /* Translators: how high the bars are: the highest number of positions in one bar, and how long a time a bar stands for. */
  scale = g_strdup_printf (_("up to %.0f positions in %s, √ scale"), ceil (self->most), length);
  if (!has_note)
    words = scale;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), range);
  pango_layout_get_pixel_size (layout, &used, NULL);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);

  if (used + width + 3 * EDGE_PX < whole)
    {
      snapshot_text (self, snapshot, range, EDGE_PX, 0.0, 0.0, FALSE);
      snapshot_text (self, snapshot, words, whole - EDGE_PX, 0.0, 1.0, !has_note);
    }
  else
    snapshot_text (self, snapshot, has_note ? words : range, EDGE_PX, 0.0, 0.0, FALSE);
}

static void
snapshot_ticks (PlimTimeStrip *self,
                GtkSnapshot   *snapshot)
{
  guint most = (guint) (get_inner_width (self) / LABEL_PX), i;
  g_autoptr(GArray) ticks = plim_time_ticks_make ((gint64) ceil (self->seen_from_s), (gint64) self->seen_to_s, most, self->zone);
  GdkRGBA colour = get_colour (self, "borders");
  double clear = -1e9;

  for (i = 0; i < ticks->len; i++)
    {
      const PlimTimeTick *tick = &g_array_index (ticks, PlimTimeTick, i);
      double x = place (self, tick->time_s);

      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (floor (x), HEAD_PX + BARS_PX, 1.0f, 5.0f));
      if (x - LABEL_PX / 2.0 >= clear)
        {
          snapshot_text (self, snapshot, tick->label, x, HEAD_PX + BARS_PX + 4.0, 0.5, !tick->strong);
          clear = x + 24.0;
        }
    }
}

static void
plim_time_strip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PlimTimeStrip *self = PLIM_TIME_STRIP (widget);
  GdkRGBA ground = get_colour (self, "view_bg_color"), accent = get_colour (self, "accent_color"), colour, veil;
  double inner = get_inner_width (self), from, to, moment;
  int i;

  if (self->histogram == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  from = CLAMP (place (self, self->from_s), EDGE_PX, EDGE_PX + inner);
  to = CLAMP (place (self, self->to_s), EDGE_PX, EDGE_PX + inner);
  if (self->bars == NULL)
    self->bars = draw_bars (self);

  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (EDGE_PX, HEAD_PX, inner, BARS_PX));
  accent.alpha = 0.16f;
  gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (from, HEAD_PX, MAX (to - from, 1.0), BARS_PX));
  gtk_snapshot_append_texture (snapshot, self->bars, &GRAPHENE_RECT_INIT (EDGE_PX, HEAD_PX, floor (inner), BARS_PX));
  /* Outside the range the bars are faint. */
  veil = ground;
  veil.alpha = 0.62f;
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (EDGE_PX, HEAD_PX, from - EDGE_PX, BARS_PX));
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (to, HEAD_PX, EDGE_PX + inner - to, BARS_PX));
  colour.alpha = 0.35f;
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (EDGE_PX, HEAD_PX + BARS_PX, inner, 1.0f));

  snapshot_ticks (self, snapshot);
  snapshot_head (self, snapshot);
  for (i = 0; i < 2; i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);

  moment = place (self, self->moment_s);
  if (isfinite (self->moment_s) && moment >= EDGE_PX && moment <= EDGE_PX + inner)
    {
      GdkRGBA now = get_colour (self, "error_color");

      gtk_snapshot_append_color (snapshot, &now, &GRAPHENE_RECT_INIT (moment - 1.0, HEAD_PX - 3.0f, 2.0f, BARS_PX + 6.0f));
    }
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
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : HEAD_PX + BARS_PX + FOOT_PX + 2;
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

  if (self->bars != NULL
      && gdk_texture_get_width (self->bars) != (int) get_inner_width (self) * gtk_widget_get_scale_factor (widget))
    g_clear_object (&self->bars);
  for (i = 0; i < 2; i++)
    if (self->histogram != NULL && gtk_widget_should_layout (self->handles[i]))
      {
        double x = CLAMP (place (self, i == 0 ? self->from_s : self->to_s), EDGE_PX, width - EDGE_PX);
        GtkRequisition least;

        gtk_widget_get_preferred_size (self->handles[i], &least, NULL);
        gtk_widget_size_allocate (self->handles[i],
                                  &(GtkAllocation) { (int) floor (x - HANDLE_PX / 2.0 + 0.5), HEAD_PX - 3,
                                                     MAX (HANDLE_PX, least.width), MAX (BARS_PX + 6, least.height) }, -1);
      }
}

/* What a hand does */

static Drag
find_drag (PlimTimeStrip *self,
           double         x)
{
  double from = place (self, self->from_s), to = place (self, self->to_s);

  /* Where the two lie on each other the hand may go either way. */
  if (fabs (x - from) <= HANDLE_PX && (fabs (x - from) <= fabs (x - to)) && !(fabs (from - to) < 1.0 && x > to))
    return DRAG_FROM;
  if (fabs (x - to) <= HANDLE_PX)
    return DRAG_TO;

  return x > from && x < to && !is_all (self) ? DRAG_RANGE : DRAG_NEW;
}

static void
drag_begin_cb (PlimTimeStrip *self,
               double         x,
               double         y)
{
  if (self->histogram == NULL)
    return;

  self->drag = find_drag (self, x);
  self->press_x = x;
  self->press_from_s = self->from_s;
  self->press_to_s = self->to_s;
  self->moved = FALSE;
  gtk_widget_grab_focus (self->handles[self->drag == DRAG_TO]);
}

static void
drag_update_cb (PlimTimeStrip *self,
                double         dx,
                double         dy)
{
  double x = self->press_x + dx;

  if (self->histogram == NULL || (!self->moved && fabs (dx) < DRAG_PX))
    return;
  self->moved = TRUE;

  switch (self->drag)
    {
    case DRAG_FROM:
      move_range (self, MIN (round_time (self, locate (self, x)), self->to_s), self->to_s);
      break;
    case DRAG_TO:
      move_range (self, self->from_s, MAX (round_end (self, locate (self, x)), self->from_s));
      break;
    case DRAG_RANGE:
      {
        gint64 length = self->press_to_s - self->press_from_s;
        gint64 from_s = round_time (self, self->press_from_s + locate (self, x) - locate (self, self->press_x));

        from_s = CLAMP (from_s, self->histogram->first_s, self->histogram->last_s - length);
        move_range (self, from_s, from_s + length);
        break;
      }
    case DRAG_NEW:
      {
        double a = locate (self, self->press_x), b = locate (self, x);
        gint64 from_s = round_time (self, MIN (a, b));

        move_range (self, from_s, MAX (round_end (self, MAX (a, b)), from_s));
        break;
      }
    default:
      break;
    }
}

static void
drag_end_cb (PlimTimeStrip *self,
             double         dx,
             double         dy)
{
  if (self->histogram == NULL || self->drag == DRAG_NOTHING)
    return;

  if (self->moved)
    choose_range (self);
  else if (self->drag == DRAG_NEW || self->drag == DRAG_RANGE)
    g_signal_emit (self, signals[MOMENT_CHOSEN], 0,
                   CLAMP (locate (self, self->press_x), (double) self->histogram->first_s, (double) self->histogram->last_s));
  self->drag = DRAG_NOTHING;
}

static void
pressed_cb (PlimTimeStrip *self,
            int            n_press,
            double         x,
            double         y)
{
  if (n_press == 2 && self->histogram != NULL)
    plim_time_strip_show_all (self);
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

  if (self->histogram == NULL || dy == 0.0)
    return FALSE;

  middle = locate (self, self->pointer_x);
  see (self, middle - (middle - self->seen_from_s) * share, middle + (self->seen_to_s - middle) * share);

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

  if (self->histogram == NULL || keyboard || y < HEAD_PX)
    return FALSE;

  from_s = locate (self, x);
  to_s = locate (self, x + 1);
  when = plim_zone_format (self->zone, (gint64) from_s);
  /* Translators: a time with its zone, then how many positions there are about then. */
  words = g_strdup_printf (_("%s: %.0f positions"), when, round (plim_time_histogram_count (self->histogram, from_s, to_s)));
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
  gint64 step = get_step (self) * (state & GDK_SHIFT_MASK ? KEY_STEPS : 1), time_s = last ? self->to_s : self->from_s;

  if (self->histogram == NULL || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_Down: time_s = last ? round_end (self, time_s - step) : round_time (self, time_s - step); break;
    case GDK_KEY_Right: case GDK_KEY_Up: time_s = last ? round_end (self, time_s + step) : round_time (self, time_s + step); break;
    case GDK_KEY_Home: time_s = self->histogram->first_s; break;
    case GDK_KEY_End: time_s = self->histogram->last_s; break;
    default: return FALSE;
    }

  if (last)
    move_range (self, self->from_s, MAX (time_s, self->from_s));
  else
    move_range (self, MIN (time_s, self->to_s), self->to_s);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);

  return TRUE;
}

static void
colours_changed_cb (PlimTimeStrip *self)
{
  g_clear_object (&self->bars);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plim_time_strip_dispose (GObject *object)
{
  PlimTimeStrip *self = PLIM_TIME_STRIP (object);
  int i;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->note, g_free);
  g_clear_object (&self->bars);
  g_clear_pointer (&self->histogram, plim_time_histogram_free);
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

  self->moment_s = NAN;
  self->seen_to_s = 1.0;
  for (i = 0; i < 2; i++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      self->handles[i] = g_object_new (PLIM_TYPE_TIME_HANDLE, "visible", FALSE, NULL);
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

  g_clear_pointer (&self->histogram, plim_time_histogram_free);
  self->histogram = histogram;
  g_clear_object (&self->bars);
  if (histogram != NULL)
    {
      self->from_s = histogram->first_s;
      self->to_s = histogram->last_s;
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

  if (self->histogram == NULL)
    return;
  self->from_s = CLAMP (from_s, self->histogram->first_s, self->histogram->last_s);
  self->to_s = CLAMP (to_s, self->from_s, self->histogram->last_s);
  show_range (self);
}

gboolean
plim_time_strip_get_range (PlimTimeStrip *self,
                           gint64        *from_s,
                           gint64        *to_s)
{
  *from_s = self->from_s;
  *to_s = self->to_s;

  return self->histogram != NULL;
}

void
plim_time_strip_set_moment (PlimTimeStrip *self,
                            double         time_s)
{
  self->moment_s = time_s;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plim_time_strip_set_zone (PlimTimeStrip *self,
                          PlimZone       zone)
{
  if (self->zone == zone)
    return;

  self->zone = zone;
  show_range (self);
}

void
plim_time_strip_set_note (PlimTimeStrip *self,
                          const char    *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;

  g_free (self->note);
  self->note = g_strdup (note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
plim_time_strip_get_note (PlimTimeStrip *self)
{
  return self->note != NULL ? self->note : "";
}

void
plim_time_strip_show_all (PlimTimeStrip *self)
{
  g_return_if_fail (PLIM_IS_TIME_STRIP (self));

  if (self->histogram == NULL)
    return;
  see (self, self->histogram->first_s, self->histogram->last_s);
  move_range (self, self->histogram->first_s, self->histogram->last_s);
  choose_range (self);
}
