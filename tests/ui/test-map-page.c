#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "app/store/plim-store-writer.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-map-legend-view.h"
#include "ui/plim-map-page.h"
#include "ui/plim-track-layer.h"
#include "ui/plim-ui-resources.h"

/* Every case with places runs where they are and so many degrees farther east: there 180° lies among them, or on them. */
static const double shifts[] = { 0.0, 56.625, 57.0 };
static double shift;

#define NEAR_LATITUDE  36.0
#define NEAR_LONGITUDE 123.0
#define FAR_LATITUDE   20.0
#define FAR_LONGITUDE  160.0

static double
move (double longitude)
{
  return plim_geo_wrap (longitude + shift);
}

static PlimStore *
open_store (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "map.db", NULL);
  g_autoptr(GError) error = NULL;
  PlimStore *store = plim_store_open (path, &error);

  g_assert_no_error (error);

  return store;
}

static gint64
add_claim (PlimStoreWriter *writer,
           PlimClaim       *claim,
           const char      *id,
           PlimSubject      subject,
           const char      *day,
           guint8           number)
{
  const guint8 content[32] = { number };
  g_autoptr(GError) error = NULL;
  PlimPeriod when;
  gint64 key;

  claim->local_id = g_strdup (id);
  claim->subject = subject;
  plim_period_parse (day, NULL, &when);
  key = plim_store_writer_add_claim (writer, 0, claim, &when, day, NULL, NULL, content, &error);
  g_assert_no_error (error);

  return key;
}

/* A report with one vessel, seen once in the Yellow Sea and once off Japan; an exercise also has a track. */
static void
fill_store (PlimStore  *store,
            const char *symbol,
            gboolean    exercise)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, &error);
  g_autoptr(PlimClaim) named = plim_claim_new (), near = plim_claim_new (), far = plim_claim_new (), tracked = plim_claim_new ();
  g_autofree char *vessel = g_strdup_printf ("%s#alpha", symbol), *rows = NULL, *name = NULL, *digest = g_strnfill (64, '0');
  PlimReport report = { .symbol = (char *) symbol, .edition = 1, .title = "Exercise", .publisher = "Exercise Panel",
                        .publisher_kind = "panel", .status = "published", .exercise = exercise };
  PlimIdentity identity = { .name = "EXERCISE ALPHA", .when = PLIM_PERIOD_UNKNOWN };
  PlimSighting sighting = { .vessel = vessel, .known_by = PLIM_KNOWN_BY_SEEN, .has_point = TRUE, .lat = NEAR_LATITUDE,
                            .lon = move (NEAR_LONGITUDE), .radius_km = 40.0 };

  g_assert_no_error (error);
  plim_period_parse ("2031-03-04", NULL, &report.dated);
  plim_period_parse ("2030", NULL, &report.covers);
  plim_period_parse ("2030-05-01", NULL, &sighting.when);

  g_assert_cmpint (plim_store_writer_begin_import (writer, "report", symbol, &error), >, 0);
  plim_store_writer_set_report (writer, &report, "en", NULL, NULL, &error);
  g_assert_no_error (error);
  plim_store_writer_add_vessel (writer, "alpha", NULL, NULL, &error);
  g_assert_no_error (error);
  plim_store_writer_add_identity (writer, add_claim (writer, named, "named", PLIM_SUBJECT_IDENTITY, "2030", 1), vessel,
                                  &identity, &error);
  g_assert_no_error (error);
  plim_store_writer_add_sighting (writer, add_claim (writer, near, "near", PLIM_SUBJECT_SIGHTING, "2030-05-01", 2), &sighting,
                                  NULL, &error);
  g_assert_no_error (error);
  sighting.lat = FAR_LATITUDE;
  sighting.lon = move (FAR_LONGITUDE);
  plim_store_writer_add_sighting (writer, add_claim (writer, far, "far", PLIM_SUBJECT_SIGHTING, "2030-05-02", 3), &sighting,
                                  NULL, &error);
  g_assert_no_error (error);

  if (exercise)
    {
      PlimTrack track = { .vessel = vessel, .mmsi = "799000001", .known_by = PLIM_KNOWN_BY_BROADCAST };
      gint64 key = add_claim (writer, tracked, "track", PLIM_SUBJECT_TRACK, "2030-05-01", 4);
      PlimPosition fixes[20];
      guint i;

      for (i = 0; i < G_N_ELEMENTS (fixes); i++)
        fixes[i] = (PlimPosition) { 1903860000 + i * 3600, 34000000 + i * 100000, lround (move (NEAR_LONGITUDE) * 1e6), -1, -1, -1, -1 };
      track.positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
      track.silences = g_array_new (FALSE, FALSE, sizeof (PlimSilence));
      plim_store_writer_add_track (writer, key, &track, &error);
      g_assert_no_error (error);
      plim_store_writer_add_positions (writer, key, "799000001", fixes, G_N_ELEMENTS (fixes), NULL, &error);
      g_assert_no_error (error);
      g_array_unref (track.positions);
      g_array_unref (track.silences);
    }

  plim_store_writer_end_import (writer, 1, digest, &rows, &error);
  g_assert_no_error (error);
  plim_store_writer_commit (writer, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *child, *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *child, *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static void
spin_until (gboolean (*done) (gpointer data),
            gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static guint
count_marks (PlimTrackLayer *layer,
             PlimStyle       style)
{
  PlimScene *scene = plim_track_layer_get_scene (layer);
  guint i, n = 0;

  for (i = 0; scene != NULL && i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      n += shape->style == style && plim_shape_is_mark (shape);
    }

  return n;
}

static gboolean
has_sighting (gpointer data)
{
  return count_marks (data, PLIM_STYLE_SIGHTING) > 0;
}

static gboolean
has_track (gpointer data)
{
  return count_marks (data, PLIM_STYLE_TRACK) > 0;
}

static gboolean
has_scene (gpointer data)
{
  return plim_track_layer_get_scene (data) != NULL;
}

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *window;
  GtkWidget      *page;
  PlimTrackLayer *layer;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  const double *by = data;

  f->folder = plim_test_make_dir ();
  f->store = open_store (f->folder);
  shift = by != NULL ? *by : 0.0;
  if (by != NULL)
    {
      fill_store (f->store, "REAL/1", FALSE);
      fill_store (f->store, "EX/1", TRUE);
    }
  f->workspace = plim_workspace_new (f->store);
  f->window = gtk_window_new ();
  f->page = plim_map_page_new (f->workspace);
  f->layer = PLIM_TRACK_LAYER (find_widget (f->page, PLIM_TYPE_TRACK_LAYER));
  gtk_window_set_child (GTK_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_widget_show (f->window);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  guint i;

  gtk_window_destroy (GTK_WINDOW (f->window));
  for (i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static gboolean
sees (PlimTrackLayer *layer,
      double          latitude,
      double          longitude)
{
  PlimMapView view = plim_track_layer_get_view (layer);
  double x, y;

  plim_map_view_place (&view, latitude, move (longitude), &x, &y);

  return x > 0.0 && y > 0.0 && x < view.width && y < view.height;
}

static gboolean
has_one_sighting (gpointer data)
{
  return count_marks (data, PLIM_STYLE_SIGHTING) == 1;
}

/* At the Yellow Sea, on which the map opens, or where that lies in this case: the same is in view. */
static void
look (Fixture *f)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (f->layer));
  const PlimMapBox box = { move (117.0), 24.5, move (132.0), 41.5 };
  double latitude, longitude, zoom;

  spin_until (has_sighting, f->layer);
  if (shift == 0.0)
    return;

  plim_projection_fit (&box, gtk_widget_get_width (GTK_WIDGET (f->layer)), gtk_widget_get_height (GTK_WIDGET (f->layer)),
                       &latitude, &longitude, &zoom);
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
  spin_until (has_one_sighting, f->layer);
}

/* Where everything lies elsewhere it opens there. */
static void
test_opens_elsewhere (Fixture *f)
{
  PlimMapView view = plim_track_layer_get_view (f->layer);
  PlimMapBox box = plim_map_view_box (&view);

  g_assert_cmpuint (count_marks (f->layer, PLIM_STYLE_SIGHTING), ==, 2);
  g_assert_true (sees (f->layer, NEAR_LATITUDE, NEAR_LONGITUDE));
  g_assert_true (sees (f->layer, FAR_LATITUDE, FAR_LONGITUDE));
  /* Across 180°, not the long way round. */
  g_assert_cmpfloat (box.east, <, box.west);
  g_assert_cmpfloat (box.east + 360.0 - box.west, <, 90.0);
}

static void
test_opens_on_yellow_sea (Fixture       *f,
                          gconstpointer  data)
{
  PlimMapView view;
  PlimMapBox box;

  spin_until (has_sighting, f->layer);
  if (shift != 0.0)
    {
      test_opens_elsewhere (f);
      return;
    }
  view = plim_track_layer_get_view (f->layer);
  box = plim_map_view_box (&view);
  g_assert_cmpfloat (box.south, <, 25.0);
  g_assert_cmpfloat (box.north, >, 41.0);
  g_assert_cmpfloat (box.west, <, 117.5);
  g_assert_cmpfloat (box.east, >, 131.5);
  g_assert_cmpuint (count_marks (f->layer, PLIM_STYLE_SIGHTING), ==, 1);
  g_assert_cmpuint (count_marks (f->layer, PLIM_STYLE_TRACK), ==, 0);
}

static void
test_picking (Fixture       *f,
              gconstpointer  data)
{
  PlimMapView view;
  double x, y;

  look (f);

  g_assert_false (plim_track_layer_activate (f->layer));
  g_assert_true (plim_track_layer_step (f->layer, 1));
  g_assert_nonnull (strstr (plim_track_layer_get_mark (f->layer), "EXERCISE ALPHA"));
  g_assert_true (plim_track_layer_activate (f->layer));
  g_assert_cmpstr (plim_workspace_get_selection (f->workspace)[0], ==, "REAL/1/1#near");
  g_assert_cmpstr (plim_workspace_get_vessel (f->workspace), ==, "REAL/1#alpha");

  /* The pointer reaches the tracks, whatever lies above them. */
  g_assert_true (gtk_widget_pick (GTK_WIDGET (f->layer), 200.0, 150.0, GTK_PICK_DEFAULT) == GTK_WIDGET (f->layer));
  g_assert_true (gtk_widget_pick (gtk_widget_get_parent (GTK_WIDGET (f->layer)), 200.0, 150.0, GTK_PICK_DEFAULT)
                 == GTK_WIDGET (f->layer));

  /* Beside every mark: nothing is picked. */
  plim_track_layer_click (f->layer, 3.0, 3.0);
  g_assert_null (plim_workspace_get_selection (f->workspace)[0]);

  /* The mark is where its place is. */
  view = plim_track_layer_get_view (f->layer);
  plim_map_view_place (&view, NEAR_LATITUDE, move (NEAR_LONGITUDE), &x, &y);
  plim_track_layer_click (f->layer, x, y);
  g_assert_cmpstr (plim_workspace_get_selection (f->workspace)[0], ==, "REAL/1/1#near");
}

static gboolean
sees_far_place (gpointer data)
{
  return sees (data, FAR_LATITUDE, FAR_LONGITUDE);
}

static void
test_picked_elsewhere (Fixture       *f,
                       gconstpointer  data)
{
  static const char * const far[] = { "REAL/1/1#far", NULL };

  look (f);
  g_assert_false (sees_far_place (f->layer));
  plim_workspace_select (f->workspace, far, NULL);
  spin_until (sees_far_place, f->layer);
}

/* The exercise is offered in one line, and never drawn together with what is real. */
static void
test_exercise (Fixture       *f,
               gconstpointer  data)
{
  GtkWidget *button;

  look (f);
  button = find_button (f->page, "Show the _Exercise");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (plim_workspace_get_filter (f->workspace)->exercise);

  spin_until (has_track, f->layer);
  g_assert_cmpuint (count_marks (f->layer, PLIM_STYLE_SIGHTING), ==, 1);
  g_assert_false (gtk_widget_get_mapped (button));
}

static void
test_export (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(PlimSceneRequest) request = NULL;
  g_autoptr(PlimScene) scene = NULL;
  g_autoptr(GError) error = NULL;

  look (f);
  request = plim_page_dup_request (PLIM_PAGE (f->page));
  g_assert_nonnull (request);
  scene = plim_scene_request_build (request, 254.0, 143.0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 1);
}

/* Twenty vessels of a log, hourly. */
static void
import_log (PlimStore  *store,
            const char *folder)
{
  g_autoptr(GString) table = g_string_new ("MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n");
  g_autofree char *path = g_build_filename (folder, "log.csv", NULL);
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  guint i;

  for (i = 0; i < 20 * 24; i++)
    {
      char longitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (longitude, sizeof longitude, "%.6f", move (NEAR_LONGITUDE + i / 24 * 0.04));
      g_string_append_printf (table, "7990001%02u,2030-05-02T%02u:00:00,%u.%u,%s,10.0,0.0,0,EXERCISE %02u\n", i / 24, i % 24,
                              34 + i % 24 / 10, i % 24 % 10, longitude, i / 24);
    }
  g_file_set_contents (path, table->str, table->len, &error);
  g_assert_no_error (error);
  plan = plim_test_import (store, path);
  g_assert_no_error (plan->error);
}

/* What is seen is exported: how often tracks pass, without the exercise's. */
static void
test_export_logs (Fixture       *f,
                  gconstpointer  data)
{
  guint tries, i, density = 0;

  look (f);
  import_log (f->store, f->folder);
  plim_workspace_store_changed (f->workspace);
  for (tries = 0; tries < 2000 && density == 0; tries++)
    {
      g_autoptr(PlimSceneRequest) request = NULL;
      g_autoptr(PlimScene) scene = NULL;

      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
      if (tries % 50 != 0 || (request = plim_page_dup_request (PLIM_PAGE (f->page))) == NULL)
        continue;
      scene = plim_scene_request_build (request, 254.0, 143.0, NULL);
      for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
        density += plim_scene_get_shape (scene, i)->style == PLIM_STYLE_DENSITY
                   && plim_shape_is_mark (plim_scene_get_shape (scene, i));
      if (density > 0)
        g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 21);
    }
  g_assert_cmpuint (density, >, 0);
}

static gboolean
tracks_are_settled (gpointer data)
{
  gboolean settled;

  return plim_track_layer_has_tracks (data, &settled) && settled;
}

/* Who is under the pointer is told, and picked by a click. */
static void
test_picking_logs (Fixture       *f,
                   gconstpointer  data)
{
  PlimMapView view;
  double x, y;

  look (f);
  import_log (f->store, f->folder);
  plim_workspace_store_changed (f->workspace);
  plim_ui_wait (tracks_are_settled, f->layer, "all tracks");
  view = plim_track_layer_get_view (f->layer);

  /* West of the first of them nobody was. */
  plim_map_view_place (&view, 34.5, move (NEAR_LONGITUDE - 1.0), &x, &y);
  plim_track_layer_hover (f->layer, x, y);
  g_assert_null (plim_track_layer_get_mark (f->layer));

  plim_map_view_place (&view, 34.5, move (NEAR_LONGITUDE + 19 * 0.04), &x, &y);
  plim_track_layer_hover (f->layer, x + 2.0, y);
  g_assert_nonnull (plim_track_layer_get_mark (f->layer));
  g_assert_true (g_str_has_prefix (plim_track_layer_get_mark (f->layer), "EXERCISE 19, MMSI 799000119: 2030-05-02 05:00 UTC"));
  plim_track_layer_click (f->layer, x + 2.0, y);
  g_assert_cmpstr (plim_workspace_get_vessel (f->workspace), ==, "MMSI 799000119");
}

static gboolean
nothing_is_read (gpointer data)
{
  return plim_page_dup_request (data) == NULL;
}

static gboolean
has_no_tracks (gpointer data)
{
  return !plim_track_layer_has_tracks (data, NULL);
}

/* What was imported while another page was in view is there when the map is looked at again, whatever else changed. */
static void
test_imported_elsewhere (Fixture       *f,
                         gconstpointer  data)
{
  PlimPeriod days;

  look (f);
  plim_ui_rest (300);
  g_assert_true (has_no_tracks (f->layer));
  gtk_widget_set_visible (f->page, FALSE);
  import_log (f->store, f->folder);
  plim_workspace_store_changed (f->workspace);
  g_assert_true (plim_period_parse ("2030", "2030", &days));
  plim_workspace_set_days (f->workspace, &days);
  gtk_widget_set_visible (f->page, TRUE);
  plim_ui_wait (tracks_are_settled, f->layer, "the log's tracks");
}

/* Real tracks leave before the exercise comes: they are neither seen nor exported as one. */
static void
test_worlds_apart (Fixture       *f,
                   gconstpointer  data)
{
  GtkWidget *label;

  look (f);
  import_log (f->store, f->folder);
  plim_workspace_store_changed (f->workspace);
  plim_ui_wait (tracks_are_settled, f->layer, "the log's tracks");
  label = plim_ui_find (f->page, "GtkLabel", "EXERCISE");
  g_assert_null (label);

  plim_workspace_set_exercise (f->workspace, TRUE);
  g_assert_true (has_no_tracks (f->layer));
  g_assert_true (nothing_is_read (f->page));
  /* Marks of reports stay until the others are read, and are not called an exercise meanwhile. */
  g_assert_null (plim_ui_find (f->page, "GtkLabel", "EXERCISE"));
  spin_until (has_track, f->layer);
  plim_ui_rest (300);
  g_assert_true (has_no_tracks (f->layer));
  g_assert_false (nothing_is_read (f->page));

  plim_workspace_set_exercise (f->workspace, FALSE);
  plim_ui_wait (tracks_are_settled, f->layer, "the log's tracks again");
}

static gboolean
sees_last_of_log (gpointer data)
{
  return sees (data, 35.1, NEAR_LONGITUDE + 19 * 0.04);
}

/* A vessel that only logs know, asked for before they are read. */
static void
test_show_vessel (Fixture       *f,
                  gconstpointer  data)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (f->layer));
  PlimMapView view;
  PlimMapBox box;

  look (f);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), -30.0, move (NEAR_LONGITUDE + 180.0));
  g_assert_false (sees_last_of_log (f->layer));
  import_log (f->store, f->folder);
  plim_workspace_select (f->workspace, NULL, "MMSI 799000119");
  gtk_widget_set_visible (f->page, FALSE);
  plim_workspace_store_changed (f->workspace);
  gtk_widget_set_visible (f->page, TRUE);
  plim_map_page_show_vessel (PLIM_MAP_PAGE (f->page));
  plim_ui_wait (sees_last_of_log, f->layer, "where the vessel was");
  view = plim_track_layer_get_view (f->layer);
  box = plim_map_view_box (&view);
  g_assert_cmpfloat (box.north - box.south, <, 20.0);
}

static void
test_themes (Fixture       *f,
             gconstpointer  data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  look (f);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  spin_until (has_sighting, f->layer);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

/* As a hand would. */
static void
click (Fixture *f,
       double   latitude,
       double   longitude)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->layer));
  PlimMapView view = plim_track_layer_get_view (f->layer);
  double x, y;
  guint i;

  plim_map_view_place (&view, latitude, move (longitude), &x, &y);
  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        {
          g_signal_emit_by_name (controller, "pressed", 1, x, y);
          g_signal_emit_by_name (controller, "released", 1, x, y);
        }
    }
}

/* Two clicks measure the shortest way; the third begins again. Another tool puts the ruler down. */
static void
test_measuring (Fixture       *f,
                gconstpointer  data)
{
  double bearing, metres = plim_geo_geodesic (36.0, 122.0, 30.0, 127.5, &bearing);
  g_autofree char *from = plim_map_words_for_place (36.0, move (122.0)), *to = plim_map_words_for_place (30.0, move (127.5));
  g_autofree char *expected = g_strdup_printf ("%'.1f km · %'.1f nm, bearing %03.0f° from %s to %s", metres / 1000.0,
                                               metres / PLIM_GEO_NAUTICAL_MILE_M, bearing, from, to);
  gboolean measuring;

  look (f);
  g_object_set (f->page, "measuring", TRUE, NULL);
  plim_ui_get (f->page, "GtkLabel", "Click where measuring begins, then where it ends; or press Space for the middle of the map");
  click (f, 36.0, 122.0);
  click (f, 30.0, 127.5);
  plim_ui_get (f->page, "GtkLabel", expected);
  g_assert_null (plim_workspace_get_selection (f->workspace)[0]);

  click (f, 33.0, 124.0);
  g_assert_null (plim_ui_find (f->page, "GtkLabel", expected));
  g_object_set (f->page, "near", TRUE, NULL);
  g_object_get (f->page, "measuring", &measuring, NULL);
  g_assert_false (measuring);
}

static gboolean
has_legend (Fixture *f)
{
  GtkWidget *legend = find_widget (f->page, PLIM_TYPE_MAP_LEGEND_VIEW);

  return gtk_widget_get_visible (legend) && gtk_widget_get_child_visible (legend);
}

static gboolean
legend_is_there (gpointer data)
{
  return has_legend (data);
}

static gboolean
legend_is_gone (gpointer data)
{
  return !has_legend (data);
}

/* Where the map is too low for all of the legend it goes, and comes back. */
static void
test_low_window (Fixture       *f,
                 gconstpointer  data)
{
  plim_ui_wait (legend_is_there, f, "the legend");
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 100);
  plim_ui_wait (legend_is_gone, f, "no legend");
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 700);
  plim_ui_wait (legend_is_there, f, "the legend again");
}

/* The window's menu says how tracks are shown, while the map is in view. */
static void
test_menu (Fixture       *f,
           gconstpointer  data)
{
  spin_until (has_scene, f->layer);
  g_assert_cmpint (plim_track_layer_get_show (PLIM_TRACK_LAYER (f->layer))->colouring, ==, PLIM_TRACKS_BY_DENSITY);
  g_assert_true (gtk_widget_activate_action (f->window, "map.tracks", "s", "speed"));
  g_assert_cmpint (plim_track_layer_get_show (PLIM_TRACK_LAYER (f->layer))->colouring, ==, PLIM_TRACKS_BY_SPEED);
  gtk_widget_set_visible (f->page, FALSE);
  g_assert_false (gtk_widget_activate_action (f->window, "map.tracks", "s", "heat"));
  gtk_widget_set_visible (f->page, TRUE);
  g_assert_true (gtk_widget_activate_action (f->window, "map.tracks", "s", "heat"));
}

static void
test_empty (Fixture       *f,
            gconstpointer  data)
{
  GtkWidget *button;

  spin_until (has_scene, f->layer);
  button = find_button (f->page, "_Import Report…");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
}

static const struct
{
  const char *name;
  void      (*run) (Fixture       *f,
                    gconstpointer  data);
} cases[] = {
  { "opens-on-yellow-sea", test_opens_on_yellow_sea },
  { "picking", test_picking },
  { "picked-elsewhere", test_picked_elsewhere },
  { "exercise", test_exercise },
  { "export", test_export },
  { "export-logs", test_export_logs },
  { "picking-logs", test_picking_logs },
  { "imported-elsewhere", test_imported_elsewhere },
  { "worlds-apart", test_worlds_apart },
  { "show-vessel", test_show_vessel },
  { "themes", test_themes },
  { "measuring", test_measuring },
  { "low-window", test_low_window },
  { "menu", test_menu },
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
    for (s = 0; s < G_N_ELEMENTS (shifts); s++)
      {
        g_autofree char *path = g_strdup_printf ("/map-page/%s/%u", cases[i].name, s);

        g_test_add (path, Fixture, &shifts[s], set_up, cases[i].run, tear_down);
      }
  g_test_add ("/map-page/empty", Fixture, NULL, set_up, test_empty, tear_down);

  status = g_test_run ();
  plim_test_remove_dir (folder);

  return status;
}
