#include "config.h"

#include "ui/plim-map-hand.h"

#include <math.h>

#include "ui/plim-viewport.h"

/* A press that moves less than this is a click, not a drag of the map. */
#define CLICK_PX 5.0
#define NOWHERE  -1e5
#define MOVE_PX  90.0

struct _PlimMapHand
{
  GObject             parent_instance;

  ShumateMap         *map;
  PlimTrackLayer     *tracks;
  PlimMapTools       *tools;
  PlimMapRuler       *ruler;
  PlimTimeBar        *time_bar;
  GtkEventController *click;
  double              press_x;
  double              press_y;
  gboolean            adding;
};

enum { POINTED, HOME, LET_GO, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimMapHand, plim_map_hand, G_TYPE_OBJECT)

static void
locate (PlimMapHand *self,
        double       x,
        double       y,
        double      *latitude,
        double      *longitude)
{
  PlimMapView view = plim_track_layer_get_view (self->tracks);

  plim_map_view_locate (&view, x, y, latitude, longitude);
}

static void
motion_cb (PlimMapHand *self,
           double       x,
           double       y)
{
  double latitude, longitude;

  locate (self, x, y, &latitude, &longitude);
  g_signal_emit (self, signals[POINTED], 0, latitude, longitude);
  /* While a tool asks for a place, no ring stays behind at a track. */
  if (plim_map_tools_move (self->tools, latitude, longitude) || plim_map_ruler_move (self->ruler, latitude, longitude))
    plim_track_layer_hover (self->tracks, NOWHERE, NOWHERE);
  else
    plim_track_layer_hover (self->tracks, x, y);
}

static void
left_cb (PlimMapHand *self)
{
  g_signal_emit (self, signals[POINTED], 0, NAN, NAN);
}

static void
pressed_cb (PlimMapHand *self,
            int          n_press,
            double       x,
            double       y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->tracks));
  self->press_x = x;
  self->press_y = y;
}

static void
released_cb (PlimMapHand *self,
             int          n_press,
             double       x,
             double       y)
{
  double latitude, longitude;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_PX)
    return;

  locate (self, x, y, &latitude, &longitude);
  if (plim_map_tools_click (self->tools, latitude, longitude) || plim_map_ruler_click (self->ruler, latitude, longitude))
    return;

  self->adding = (gtk_event_controller_get_current_event_state (self->click) & GDK_CONTROL_MASK) != 0;
  plim_track_layer_click (self->tracks, x, y);
  self->adding = FALSE;
}

static void
locate_middle (PlimMapHand *self,
               double      *latitude,
               double      *longitude)
{
  PlimMapView view = plim_track_layer_get_view (self->tracks);

  plim_map_view_locate (&view, view.width / 2.0, view.height / 2.0, latitude, longitude);
}

static gboolean
move_map (PlimMapHand *self,
          double       x,
          double       y)
{
  double latitude, longitude;

  shumate_map_stop_go_to (self->map);
  plim_viewport_move (shumate_map_get_viewport (self->map), x, y);
  /* To the keyboard the cross in the middle is the pointer. */
  locate_middle (self, &latitude, &longitude);
  plim_map_ruler_move (self->ruler, latitude, longitude);

  return TRUE;
}

static gboolean
measure_here (PlimMapHand *self)
{
  double latitude, longitude;

  locate_middle (self, &latitude, &longitude);

  return plim_map_ruler_click (self->ruler, latitude, longitude);
}

static gboolean
activate (PlimMapHand *self,
          gboolean     adding)
{
  gboolean done;

  self->adding = adding;
  done = plim_track_layer_activate (self->tracks);
  self->adding = FALSE;

  return done;
}

static void
escape (PlimMapHand *self)
{
  if (plim_map_ruler_is_measuring (self->ruler))
    plim_map_ruler_set_measuring (self->ruler, FALSE);
  else
    g_signal_emit (self, signals[LET_GO], 0);
}

static gboolean
key_pressed_cb (PlimMapHand     *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (state & GDK_ALT_MASK)
    return FALSE;
  if (control)
    return (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && activate (self, TRUE);
  if (plim_map_tools_press_key (self->tools, key))
    return TRUE;
  if ((key == GDK_KEY_space || key == GDK_KEY_KP_Space) && measure_here (self))
    return TRUE;
  if (plim_time_bar_press_key (self->time_bar, key))
    return TRUE;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_Left: return move_map (self, -MOVE_PX, 0.0);
    case GDK_KEY_Right: return move_map (self, MOVE_PX, 0.0);
    case GDK_KEY_Up: return move_map (self, 0.0, -MOVE_PX);
    case GDK_KEY_Down: return move_map (self, 0.0, MOVE_PX);
    case GDK_KEY_plus: case GDK_KEY_equal: case GDK_KEY_KP_Add: shumate_map_zoom_in (self->map); return TRUE;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract: shumate_map_zoom_out (self->map); return TRUE;
    case GDK_KEY_Home: g_signal_emit (self, signals[HOME], 0); return TRUE;
    case GDK_KEY_Page_Down: plim_track_layer_step (self->tracks, 1); return TRUE;
    case GDK_KEY_Page_Up: plim_track_layer_step (self->tracks, -1); return TRUE;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: return activate (self, FALSE);
    case GDK_KEY_m: plim_map_ruler_set_measuring (self->ruler, !plim_map_ruler_is_measuring (self->ruler)); return TRUE;
    case GDK_KEY_n: plim_map_tools_set_tool (self->tools, PLIM_MAP_TOOL_NEAR); return TRUE;
    case GDK_KEY_c: plim_map_tools_set_tool (self->tools, PLIM_MAP_TOOL_COMPARE); return TRUE;
    case GDK_KEY_a: plim_map_tools_set_tool (self->tools, PLIM_MAP_TOOL_AREA); return TRUE;
    case GDK_KEY_Escape: escape (self); return TRUE;
    default: return FALSE;
    }
}

static void
measuring_changed_cb (PlimMapHand *self)
{
  plim_map_tools_set_aiming (self->tools, plim_map_ruler_is_measuring (self->ruler));
}

static void
plim_map_hand_class_init (PlimMapHandClass *klass)
{
  signals[POINTED] = g_signal_new ("pointed", PLIM_TYPE_MAP_HAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[HOME] = g_signal_new ("home", PLIM_TYPE_MAP_HAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LET_GO] = g_signal_new ("let-go", PLIM_TYPE_MAP_HAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plim_map_hand_init (PlimMapHand *self)
{
}

PlimMapHand *
plim_map_hand_new (ShumateMap     *map,
                   PlimTrackLayer *tracks,
                   PlimMapTools   *tools,
                   PlimMapRuler   *ruler,
                   PlimTimeBar    *time_bar)
{
  PlimMapHand *self = g_object_new (PLIM_TYPE_MAP_HAND, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  self->map = map;
  self->tracks = tracks;
  self->tools = tools;
  self->ruler = ruler;
  self->time_bar = time_bar;
  self->click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect_object (ruler, "notify::measuring", G_CALLBACK (measuring_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (tracks), motion);

  g_signal_connect_object (self->click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (tracks), self->click);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (tracks), keys);
  gtk_widget_set_focusable (GTK_WIDGET (tracks), TRUE);

  return self;
}

gboolean
plim_map_hand_is_adding (PlimMapHand *self)
{
  return self->adding;
}
