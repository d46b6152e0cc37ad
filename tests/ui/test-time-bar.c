#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <time.h>

#include "app/analysis/plim-geo.h"
#include "tests/plim-test-tracks.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-basemap-source.h"
#include "ui/plim-map-page.h"
#include "ui/plim-time-bar.h"
#include "ui/plim-time-strip.h"
#include "ui/plim-ui-resources.h"

#define DAY G_GINT64_CONSTANT (86400)

/* What is played runs in the Yellow Sea and so many degrees farther east: there 180° lies among the ships. */
static const double shifts[] = { 0.0, 56.25 };
static double shift;

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *window;
  ShumateMap     *map;
  PlimTrackLayer *tracks;
  PlimTimeBar    *bar;
  PlimTimeStrip  *strip;
  PlimTrackSet   *set;
  guint           n_moving;
  gint64          moving[2];
} Fixture;

static gboolean
bar_is_there (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 100;
}

static void
range_moving_cb (PlimTimeBar *bar,
                 gint64       from_s,
                 gint64       to_s,
                 Fixture     *f)
{
  f->n_moving++;
  f->moving[0] = from_s;
  f->moving[1] = to_s;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr(PlimBasemapSource) source = plim_basemap_source_new (FALSE, 1);
  ShumateViewport *viewport;

  shift = data != NULL ? *(const double *) data : 0.0;
  f->folder = plim_test_make_dir ();
  f->store = plim_test_open_store (f->folder);
  f->workspace = plim_workspace_new (f->store);
  f->window = gtk_window_new ();
  f->map = shumate_map_new ();
  gtk_widget_set_vexpand (GTK_WIDGET (f->map), TRUE);
  viewport = shumate_map_get_viewport (f->map);
  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (source));
  shumate_map_add_layer (f->map, SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), viewport)));
  f->tracks = plim_track_layer_new (viewport);
  shumate_map_add_layer (f->map, SHUMATE_LAYER (f->tracks));
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 35.5, plim_geo_wrap (125.0 + shift));
  shumate_viewport_set_zoom_level (viewport, 6.0);

  f->bar = g_object_new (PLIM_TYPE_TIME_BAR, NULL);
  plim_time_bar_start (f->bar, f->workspace, f->map, f->tracks);
  g_signal_connect (f->bar, "range-moving", G_CALLBACK (range_moving_cb), f);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->map));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->bar));
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 640);
  gtk_widget_show (f->window);

  f->set = plim_test_make_tracks (40, 500, 600, shift);
  plim_time_bar_set_tracks (f->bar, f->set);
  plim_ui_wait (bar_is_there, f->bar, "the bar");
  f->strip = PLIM_TIME_STRIP (plim_ui_get (GTK_WIDGET (f->bar), "PlimTimeStrip", NULL));
  plim_ui_rest (50);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  plim_ui_rest (50);
  plim_track_set_unref (f->set);
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static const char *
get_clock (Fixture *f)
{
  return gtk_inscription_get_text (GTK_INSCRIPTION (plim_ui_get (GTK_WIDGET (f->bar), "GtkInscription", NULL)));
}

/* As a key on the focused widget does. */
static void
press_key (GtkWidget       *widget,
           guint            key,
           GdkModifierType  state)
{
  GListModel *controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  g_assert_true (handled);
  g_object_unref (controllers);
}

static GtkWidget *
get_handle (Fixture *f,
            gboolean last)
{
  GtkWidget *first = plim_ui_get (GTK_WIDGET (f->strip), "PlimTimeHandle", NULL);

  return last ? gtk_widget_get_next_sibling (first) : first;
}

/* A hand that presses at one place, moves and lets go. */
static void
drag (Fixture *f,
      double   from,
      double   to)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->strip));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        {
          g_signal_emit_by_name (controller, "drag-begin", from, 30.0);
          g_signal_emit_by_name (controller, "drag-update", (to - from) / 2.0, 0.0);
          g_signal_emit_by_name (controller, "drag-update", to - from, 0.0);
          if (f->n_moving > 0)
            g_assert_false (plim_period_is_known (&plim_workspace_get_filter (f->workspace)->days));
          g_signal_emit_by_name (controller, "drag-end", to - from, 0.0);
        }
    }
  g_object_unref (controllers);
}

/* Dragging shows the map something else; letting go shows everybody. A double click takes all. */
static void
test_range (Fixture       *f,
            gconstpointer  data)
{
  double width = gtk_widget_get_width (GTK_WIDGET (f->strip));
  gint64 first_s, last_s, from_s, to_s;
  GtkWidget *all;

  g_assert_true (plim_time_strip_get_range (f->strip, &first_s, &last_s));
  drag (f, 8.0, width / 2.0);
  g_assert_cmpuint (f->n_moving, >=, 2);
  g_assert_cmpint (f->moving[0], ==, G_MININT64);
  plim_period_get_span (&plim_workspace_get_filter (f->workspace)->days, &from_s, &to_s);
  g_assert_cmpint (from_s, >, first_s + (last_s - first_s) * 45 / 100);
  g_assert_cmpint (from_s, <, first_s + (last_s - first_s) * 55 / 100);
  g_assert_cmpint (from_s % 60, ==, 0);
  g_assert_cmpint (to_s, ==, last_s);

  all = plim_ui_get (GTK_WIDGET (f->bar), "GtkButton", "All Times");
  g_signal_emit_by_name (all, "clicked");
  g_assert_false (plim_period_is_known (&plim_workspace_get_filter (f->workspace)->days));
  plim_time_strip_get_range (f->strip, &from_s, &to_s);
  g_assert_true (from_s == first_s && to_s == last_s);
}

static gboolean
days_are_chosen (gpointer data)
{
  return plim_period_is_known (&plim_workspace_get_filter (((Fixture *) data)->workspace)->days);
}

static void
test_range_keys (Fixture       *f,
                 gconstpointer  data)
{
  gint64 first_s, last_s, from_s, to_s, step_s;

  plim_time_strip_get_range (f->strip, &first_s, &last_s);
  press_key (get_handle (f, FALSE), GDK_KEY_Right, 0);
  plim_time_strip_get_range (f->strip, &from_s, &to_s);
  g_assert_cmpint (from_s, >, first_s);
  g_assert_cmpint (to_s, ==, last_s);
  press_key (get_handle (f, FALSE), GDK_KEY_Right, 0);
  plim_time_strip_get_range (f->strip, &step_s, &to_s);
  step_s -= from_s;
  from_s += step_s;
  press_key (get_handle (f, FALSE), GDK_KEY_Right, GDK_SHIFT_MASK);
  plim_time_strip_get_range (f->strip, &to_s, &last_s);
  g_assert_cmpint (to_s, ==, from_s + 10 * step_s);

  /* Whoever rests has chosen. */
  plim_ui_wait (days_are_chosen, f, "the days");
  press_key (get_handle (f, TRUE), GDK_KEY_Home, 0);
  plim_time_strip_get_range (f->strip, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, to_s);
  press_key (get_handle (f, TRUE), GDK_KEY_End, 0);
  press_key (get_handle (f, FALSE), GDK_KEY_Home, 0);
  plim_time_strip_get_range (f->strip, &from_s, &to_s);
  g_assert_true (from_s == first_s && to_s == last_s);
}

/* Where the hand presses and lets go without moving, the @nth time in a row. */
static void
press_strip (Fixture *f,
             int      nth,
             double   x)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->strip));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        g_signal_emit_by_name (controller, "drag-begin", x, 30.0);
      else if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", nth, x, 30.0);
    }
  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        g_signal_emit_by_name (controller, "drag-end", 0.0, 0.0);
    }
  g_object_unref (controllers);
}

/* A click goes to a moment; a double click takes all of the time, and goes nowhere. */
static void
test_double_click (Fixture       *f,
                   gconstpointer  data)
{
  PlimPeriod days = plim_period_from_span (PLIM_TEST_START_S + DAY, PLIM_TEST_START_S + 2 * DAY - 1);
  double middle = gtk_widget_get_width (GTK_WIDGET (f->strip)) / 2.0;
  double moment_s;

  plim_workspace_set_days (f->workspace, &days);
  press_strip (f, 1, middle / 4.0);
  g_assert_false (isnan (plim_time_bar_get_moment (f->bar)));
  press_strip (f, 2, middle / 4.0);
  g_assert_true (isnan (plim_time_bar_get_moment (f->bar)));
  g_assert_false (days_are_chosen (f));

  /* What was shown before is shown again. */
  press_strip (f, 1, middle);
  moment_s = plim_time_bar_get_moment (f->bar);
  press_strip (f, 1, middle / 2.0);
  g_assert_cmpfloat (plim_time_bar_get_moment (f->bar), <, moment_s);
  press_strip (f, 2, middle / 2.0);
  g_assert_cmpfloat (plim_time_bar_get_moment (f->bar), ==, moment_s);
}

/* What a key was choosing from may be taken away before it rests. */
static void
test_nothing_left (Fixture       *f,
                   gconstpointer  data)
{
  press_key (get_handle (f, FALSE), GDK_KEY_Right, 0);
  plim_time_bar_set_tracks (f->bar, NULL);
  plim_ui_rest (600);
  g_assert_false (days_are_chosen (f));
}

/* What another page chooses shows here. */
static void
test_chosen_elsewhere (Fixture       *f,
                       gconstpointer  data)
{
  PlimPeriod days = plim_period_from_span (PLIM_TEST_START_S + DAY, PLIM_TEST_START_S + 2 * DAY - 1);
  gint64 from_s, to_s;

  plim_workspace_set_days (f->workspace, &days);
  plim_time_strip_get_range (f->strip, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, PLIM_TEST_START_S + DAY);
  g_assert_cmpint (to_s, ==, PLIM_TEST_START_S + 2 * DAY - 1);
}

static gboolean
has_moved (gpointer data)
{
  return plim_time_bar_get_moment (((Fixture *) data)->bar) > PLIM_TEST_START_S + 3600;
}

static gboolean
is_flat (gpointer data)
{
  return plim_playback_layer_is_flat (plim_time_bar_get_layer (((Fixture *) data)->bar));
}

static void
count_frame_cb (GdkFrameClock *clock,
                guint         *n)
{
  (*n)++;
}

static void
test_playing (Fixture       *f,
              gconstpointer  data)
{
  PlimPlaybackLayer *layer = plim_time_bar_get_layer (f->bar);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->window);
  guint n_frames = 1, i;
  gulong id;

  g_assert_true (isnan (plim_time_bar_get_moment (f->bar)));
  g_assert_true (plim_time_bar_press_key (f->bar, GDK_KEY_space));
  g_assert_true (plim_time_bar_is_playing (f->bar));
  plim_ui_wait (has_moved, f, "an hour has passed");
  plim_ui_wait (is_flat, f, "the map is one picture");
  g_assert_cmpuint (plim_playback_layer_count_symbols (layer), >, 0);
  g_assert_true (plim_time_bar_press_key (f->bar, GDK_KEY_space));
  g_assert_false (plim_time_bar_is_playing (f->bar));
  g_assert_false (is_flat (f));

  /* While nothing is played nobody wakes up, once all tiles have come: on a busy machine that takes a while. */
  id = g_signal_connect (clock, "update", G_CALLBACK (count_frame_cb), &n_frames);
  for (i = 0; i < 20 && n_frames > 0; i++)
    {
      n_frames = 0;
      plim_ui_rest (800);
    }
  g_assert_cmpuint (n_frames, ==, 0);
  g_signal_handler_disconnect (clock, id);

  g_assert_true (plim_time_bar_press_key (f->bar, GDK_KEY_Escape));
  g_assert_true (isnan (plim_time_bar_get_moment (f->bar)));
  g_assert_false (plim_time_bar_press_key (f->bar, GDK_KEY_Escape));
}

static gboolean
is_paused (gpointer data)
{
  return !plim_time_bar_is_playing (data);
}

static gboolean
has_begun_again (gpointer data)
{
  return plim_time_bar_get_moment (((Fixture *) data)->bar) < PLIM_TEST_START_S + DAY + 1800;
}

static void
test_loop_and_speed (Fixture       *f,
                     gconstpointer  data)
{
  PlimPeriod days = plim_period_from_span (PLIM_TEST_START_S + DAY, PLIM_TEST_START_S + DAY + 3599);
  guint i;

  plim_workspace_set_days (f->workspace, &days);
  for (i = 0; i < 9; i++)
    plim_time_bar_press_key (f->bar, GDK_KEY_bracketright);
  plim_time_bar_press_key (f->bar, GDK_KEY_space);
  plim_ui_wait (is_paused, f->bar, "the end");
  g_assert_cmpfloat (plim_time_bar_get_moment (f->bar), ==, PLIM_TEST_START_S + DAY + 3599.0);

  for (i = 0; i < 9; i++)
    plim_time_bar_press_key (f->bar, GDK_KEY_bracketleft);
  plim_time_bar_press_key (f->bar, GDK_KEY_bracketright);
  plim_time_bar_press_key (f->bar, GDK_KEY_l);
  g_signal_emit_by_name (f->strip, "moment-chosen", PLIM_TEST_START_S + DAY + 3500.0);
  plim_time_bar_press_key (f->bar, GDK_KEY_space);
  plim_ui_wait (has_begun_again, f, "the beginning");
  g_assert_true (plim_time_bar_is_playing (f->bar));
}

static gboolean
has_stepped (gpointer data)
{
  Fixture *f = data;

  return !g_str_has_prefix (plim_time_strip_get_note (f->strip), "Looking");
}

static void
test_stepping (Fixture       *f,
               gconstpointer  data)
{
  double first_s, second_s;

  plim_time_bar_press_key (f->bar, GDK_KEY_period);
  plim_ui_wait (has_stepped, f, "the events");
  first_s = plim_time_bar_get_moment (f->bar);
  plim_time_bar_press_key (f->bar, GDK_KEY_period);
  second_s = plim_time_bar_get_moment (f->bar);
  g_assert_cmpfloat (second_s, >, first_s);
  plim_time_bar_press_key (f->bar, GDK_KEY_comma);
  g_assert_cmpfloat (plim_time_bar_get_moment (f->bar), ==, first_s);

  /* Of one vessel only, when one is chosen. */
  plim_workspace_select (f->workspace, NULL, "MMSI 799000007");
  plim_time_bar_press_key (f->bar, GDK_KEY_period);
  g_assert_cmpfloat (plim_time_bar_get_moment (f->bar), >=, first_s);
}

/* The zone is what is asked for, never the machine's. */
static void
test_zones (Fixture       *f,
            gconstpointer  data)
{
  static const char * const zones[] = { "Asia/Kolkata", "America/New_York", "Pacific/Chatham" };
  g_autofree char *kept = g_strdup (g_getenv ("TZ"));
  guint i;

  g_signal_emit_by_name (f->strip, "moment-chosen", PLIM_TEST_START_S + DAY + 5 * 3600 + 6 * 60.0);
  g_assert_cmpstr (get_clock (f), ==, "2031-01-02 05:06 UTC");
  for (i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_setenv ("TZ", zones[i], TRUE);
      tzset ();
      plim_workspace_set_zone (f->workspace, PLIM_ZONE_KST);
      g_assert_cmpstr (get_clock (f), ==, "2031-01-02 14:06 KST");
      plim_workspace_set_zone (f->workspace, PLIM_ZONE_UTC);
      g_assert_cmpstr (get_clock (f), ==, "2031-01-02 05:06 UTC");
    }
  if (kept != NULL)
    g_setenv ("TZ", kept, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
}

static void
take_picture (GtkWidget  *window,
              const char *name)
{
  g_autofree char *shown = g_strconcat (name, shift != 0.0 ? "-across-180" : "", NULL);

  plim_ui_take_picture (window, shown);
}

static void
test_pictures (Fixture       *f,
               gconstpointer  data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  PlimPeriod days = plim_period_from_span (PLIM_TEST_START_S + DAY, PLIM_TEST_START_S + 3 * DAY - 1);

  plim_workspace_set_days (f->workspace, &days);
  plim_time_bar_press_key (f->bar, GDK_KEY_r);
  plim_workspace_select (f->workspace, NULL, "MMSI 799000007");
  g_signal_emit_by_name (f->strip, "moment-chosen", PLIM_TEST_START_S + 2.4 * DAY);
  plim_ui_rest (600);
  take_picture (f->window, "time-bar-light");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  plim_workspace_set_zone (f->workspace, PLIM_ZONE_KST);
  plim_time_bar_press_key (f->bar, GDK_KEY_space);
  plim_ui_wait (is_flat, f, "the map is one picture");
  plim_ui_rest (200);
  take_picture (f->window, "time-bar-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

static gboolean
has_symbols (gpointer data)
{
  return plim_playback_layer_count_symbols (plim_time_bar_get_layer (((Fixture *) data)->bar)) > 0;
}

/* As many are in view wherever 180° is, whole and near the middle. */
static void
test_same_everywhere (void)
{
  static const double zooms[] = { 6.0, 8.0 };
  guint counted[G_N_ELEMENTS (zooms)], i, s;

  for (s = 0; s < G_N_ELEMENTS (shifts); s++)
    {
      Fixture f = { NULL };

      set_up (&f, &shifts[s]);
      g_signal_emit_by_name (f.strip, "moment-chosen", PLIM_TEST_START_S + 2.4 * DAY);
      plim_ui_wait (has_symbols, &f, "the vessels");
      for (i = 0; i < G_N_ELEMENTS (zooms); i++)
        {
          guint n;

          shumate_viewport_set_zoom_level (shumate_map_get_viewport (f.map), zooms[i]);
          plim_ui_rest (200);
          n = plim_playback_layer_count_symbols (plim_time_bar_get_layer (f.bar));
          g_assert_cmpuint (n, >, 1);
          if (s == 0)
            counted[i] = n;
          g_assert_cmpuint (n, ==, counted[i]);
        }
      g_assert_cmpuint (counted[0], >, counted[1]);
      tear_down (&f, &shifts[s]);
    }
}

/* Another store's time, or none. */
static void
test_other_tracks (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(PlimTrackSet) other = plim_test_make_tracks (3, 50, 60, shift);

  plim_time_bar_press_key (f->bar, GDK_KEY_space);
  plim_time_bar_press_key (f->bar, GDK_KEY_period);
  plim_time_bar_set_tracks (f->bar, other);
  g_assert_false (plim_time_bar_is_playing (f->bar));
  plim_ui_rest (100);
  plim_time_bar_press_key (f->bar, GDK_KEY_space);
  plim_time_bar_set_tracks (f->bar, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  g_assert_false (plim_time_bar_press_key (f->bar, GDK_KEY_space));
}

/* The bar as it stands on the map page, with a log in the store: keys of the map play it. */
static gboolean
page_plays (gpointer data)
{
  GtkWidget *bar = plim_ui_find (data, "PlimTimeBar", NULL);

  return bar != NULL && plim_time_bar_get_moment (PLIM_TIME_BAR (bar)) > 0.0
         && plim_playback_layer_is_flat (plim_time_bar_get_layer (PLIM_TIME_BAR (bar)));
}

static gboolean
page_has_bar (gpointer data)
{
  GtkWidget *bar = plim_ui_find (data, "PlimTimeBar", NULL);

  return bar != NULL && bar_is_there (bar);
}

static void
write_log (const char *path)
{
  g_autofree PlimPosition *positions = plim_test_make_positions (30, 400, 600, shift);
  g_autoptr(GString) text = g_string_new ("MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n");
  g_autoptr(GError) error = NULL;
  guint i;

  for (i = 0; i < 30 * 400; i++)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (positions[i].time_s);
      g_autofree char *when = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

      g_string_append_printf (text, "%u,%s,%.5f,%.5f,10.0,45.0,511,EXERCISE %02u,,,70,0,,,,,A\n", 799000000 + i / 400, when,
                              positions[i].lat_e6 / 1e6, positions[i].lon_e6 / 1e6, i / 400);
    }
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static void
test_on_the_map (gconstpointer data)
{
  g_autofree char *folder = plim_test_make_dir (), *log = g_build_filename (folder, "log.csv", NULL);
  g_autoptr(PlimStore) store = plim_test_open_store (folder);
  g_autoptr(PlimWorkspace) workspace = plim_workspace_new (store);
  g_autoptr(PlimImportPlan) plan = NULL;
  GtkWidget *window = gtk_window_new (), *page;

  shift = *(const double *) data;
  write_log (log);
  plan = plim_test_import (store, log);
  page = plim_map_page_new (workspace);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_widget_show (window);
  plim_ui_wait (page_has_bar, page, "the bar on the page");

  press_key (plim_ui_get (page, "PlimTrackLayer", NULL), GDK_KEY_space, 0);
  plim_ui_wait (page_plays, page, "the page plays");
  plim_ui_rest (700);
  take_picture (window, "playback-page");
  press_key (plim_ui_get (page, "PlimTrackLayer", NULL), GDK_KEY_Escape, 0);
  g_assert_false (page_plays (page));

  gtk_window_destroy (GTK_WINDOW (window));
  plim_ui_rest (100);
  plim_test_remove_dir (folder);
}

static const struct
{
  const char *name;
  void      (*run) (Fixture       *f,
                    gconstpointer  data);
} cases[] = {
  { "range", test_range },
  { "range-keys", test_range_keys },
  { "nothing-left", test_nothing_left },
  { "double-click", test_double_click },
  { "chosen-elsewhere", test_chosen_elsewhere },
  { "loop-and-speed", test_loop_and_speed },
  { "zones", test_zones },
}, cases_with_places[] = {
  { "playing", test_playing },
  { "stepping", test_stepping },
  { "pictures", test_pictures },
  { "other-tracks", test_other_tracks },
};

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = plim_ui_init (&argc, &argv);
  guint i, s;
  int status;

  adw_init ();
  plim_ui_register_resource ();

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/time-bar/", cases[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, cases[i].run, tear_down);
    }
  g_test_add_func ("/time-bar/same-everywhere", test_same_everywhere);
  for (s = 0; s < G_N_ELEMENTS (shifts); s++)
    {
      g_autofree char *on_the_map = g_strdup_printf ("/time-bar/on-the-map/%u", s);

      for (i = 0; i < G_N_ELEMENTS (cases_with_places); i++)
        {
          g_autofree char *path = g_strdup_printf ("/time-bar/%s/%u", cases_with_places[i].name, s);

          g_test_add (path, Fixture, &shifts[s], set_up, cases_with_places[i].run, tear_down);
        }
      g_test_add_data_func (on_the_map, &shifts[s], test_on_the_map);
    }

  status = g_test_run ();
  plim_test_remove_dir (folder);

  return status;
}
