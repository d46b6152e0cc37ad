#include "config.h"

#include <adwaita.h>

#include "app/analysis/plim-geo.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-area-box.h"
#include "ui/plim-areas.h"
#include "ui/plim-compare-view.h"
#include "ui/plim-found-view.h"
#include "ui/plim-map-note.h"
#include "ui/plim-map-page.h"
#include "ui/plim-map-ruler.h"
#include "ui/plim-map-tools.h"
#include "ui/plim-window.h"

/* Every case runs where the exercise's places are and so many degrees farther east: there 180° lies among them, and
 * through the anchorage where EXERCISE ALPHA lies on 1 May 2030. */
static const double shifts[] = { 0.0, 57.38 };
static double shift;

#define ANCHORAGE 28.64, move (122.62)

static double
move (double longitude)
{
  return plim_geo_wrap (longitude + shift);
}

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *window;
  GtkWidget      *page;
  PlimTrackLayer *layer;
  PlimMapTools   *tools;
  gboolean        area_changed;
} Fixture;

/* In view or not. */
static gpointer
find_widget (GtkWidget *widget,
             GType      type)
{
  gpointer found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

static void
area_changed_cb (Fixture *f)
{
  f->area_changed = TRUE;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *report = NULL;

  shift = *(const double *) data;
  f->folder = plim_test_make_dir ();
  report = plim_test_shift_report ("../data/reports/exercise.plimsoll-report.xml", f->folder, shift);
  f->store = plim_test_fill_store (f->folder, report, NULL);
  f->workspace = plim_workspace_new (f->store);
  plim_workspace_set_exercise (f->workspace, TRUE);
  f->window = gtk_window_new ();
  f->page = plim_map_page_new (f->workspace);
  f->layer = find_widget (f->page, PLIM_TYPE_TRACK_LAYER);
  gtk_window_set_child (GTK_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 900);
  gtk_widget_show (f->window);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  plim_ui_rest (100);
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static guint
count_tracks (PlimTrackLayer *layer)
{
  PlimScene *scene = plim_track_layer_get_scene (layer);
  guint n = 0;

  for (guint i = 0; scene != NULL && i < plim_scene_get_n_shapes (scene); i++)
    n += plim_scene_get_shape (scene, i)->style == PLIM_STYLE_TRACK && plim_shape_is_mark (plim_scene_get_shape (scene, i));

  return n;
}

static gboolean
has_tracks (gpointer data)
{
  return count_tracks (data) > 0;
}

static gboolean
has_tool (GtkWidget  *page,
          const char *name)
{
  gboolean taken;

  g_object_get (page, name, &taken, NULL);

  return taken;
}

static gboolean
has_rows (gpointer data)
{
  GtkWidget *list = plim_ui_find (data, "PlimFoundView", NULL);

  return list != NULL && plim_found_view_get_n_rows (PLIM_FOUND_VIEW (list)) > 0;
}

static void
start (Fixture *f)
{
  f->tools = find_widget (f->page, PLIM_TYPE_MAP_TOOLS);
  g_signal_connect_swapped (f->tools, "area-changed", G_CALLBACK (area_changed_cb), f);
  plim_ui_wait (has_tracks, f->layer, "tracks on the map");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->tools)));
}

static void
take_picture (Fixture    *f,
              const char *name)
{
  g_autofree char *shown = g_strconcat (name, shift != 0.0 ? "-across-180" : "", NULL);

  plim_ui_take_picture (f->window, shown);
}

static void
test_near (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *text = NULL, *csv = NULL;
  GtkWidget *list, *title;

  start (f);
  g_object_set (f->page, "measuring", TRUE, NULL);
  g_object_set (f->page, "near", TRUE, NULL);
  g_assert_true (has_tool (f->page, "near"));
  g_assert_false (has_tool (f->page, "measuring"));
  g_assert_nonnull (plim_map_tools_get_reading (f->tools));
  title = plim_ui_get (f->page, "GtkLabel", "Who was near here then?");
  /* What it says next is announced. */
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (title)), ==, GTK_ACCESSIBLE_ROLE_STATUS);

  g_assert_true (plim_map_tools_click (f->tools, ANCHORAGE));
  plim_ui_wait (has_rows, f->tools, "vessels near");
  list = plim_ui_get (f->page, "PlimFoundView", NULL);
  text = plim_found_view_to_text (PLIM_FOUND_VIEW (list));
  csv = plim_found_view_to_csv (PLIM_FOUND_VIEW (list));
  g_test_message ("%s%s", text, csv);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (plim_ui_get (list, "GtkColumnView", NULL)), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (g_str_has_prefix (text, "Vessel\tMMSI\tClosest, nm\t"));
  g_assert_nonnull (strstr (text, "\nEXERCISE ALPHA\t799000001\t0.0"));
  g_assert_nonnull (strstr (text, " UTC\tposition stated\t"));
  g_assert_true (g_str_has_prefix (csv, "vessel,name,mmsi,closest_nm,closest_km,time,known,positions,claims\r\n"
                                        "IMO 0001236,EXERCISE ALPHA,799000001,0.0"));
  g_assert_nonnull (strstr (csv, "Z,stated,"));
  plim_ui_rest (700);
  take_picture (f, "map-near");

  /* A row picks its vessel. */
  g_signal_emit_by_name (plim_ui_get (list, "GtkColumnView", NULL), "activate", 0);
  g_assert_cmpstr (plim_workspace_get_vessel (f->workspace), ==, "IMO 0001236");
  g_assert_nonnull (plim_workspace_get_selection (f->workspace)[0]);

  /* Real and exercise are never mixed: with the real ones in view nobody was there. */
  plim_workspace_set_exercise (f->workspace, FALSE);
  plim_ui_rest (500);
  g_assert_false (has_rows (f->tools));

  g_assert_true (plim_map_tools_press_key (f->tools, GDK_KEY_Escape));
  g_assert_false (has_tool (f->page, "near"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->tools)));
  g_assert_false (plim_map_tools_click (f->tools, ANCHORAGE));
}

static gboolean
is_area_known (gpointer data)
{
  return ((Fixture *) data)->area_changed;
}

static void
test_area (Fixture       *f,
           gconstpointer  data)
{
  static const double corners[][2] = { { 28.3, 122.2 }, { 28.3, 123.0 }, { 29.0, 123.0 }, { 29.0, 122.2 } };
  g_autoptr(PlimSceneRequest) request = NULL;
  g_autoptr(PlimScene) printed = NULL;
  g_autoptr(PlimArea) saved = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = NULL;
  GtkWidget *entry;
  guint before;

  start (f);
  before = count_tracks (f->layer);
  g_assert_cmpuint (before, >, 3);
  g_object_set (f->page, "drawing-area", TRUE, NULL);

  /* Two corners are no area, and that is said; one more than wanted is taken back. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (plim_map_tools_click (f->tools, corners[i][0], move (corners[i][1])));
  g_assert_true (plim_map_tools_press_key (f->tools, GDK_KEY_Return));
  g_assert_true (has_tool (f->page, "drawing-area"));
  g_assert_null (plim_map_tools_get_area (f->tools));
  plim_map_tools_click (f->tools, 50.0, move (150.0));
  g_assert_true (plim_map_tools_press_key (f->tools, GDK_KEY_BackSpace));
  for (guint i = 2; i < 4; i++)
    plim_map_tools_click (f->tools, corners[i][0], move (corners[i][1]));
  plim_map_tools_move (f->tools, 28.6, move (121.8));
  plim_ui_rest (200);
  take_picture (f, "map-drawing-area");
  g_assert_true (plim_map_tools_press_key (f->tools, GDK_KEY_Return));
  g_assert_false (has_tool (f->page, "drawing-area"));
  g_assert_cmpuint (plim_area_get_n (plim_map_tools_get_area (f->tools)), ==, 4);

  plim_ui_wait (is_area_known, f, "tracks that touch the area");
  g_assert_true (has_rows (f->tools));
  g_assert_true (g_strv_contains (plim_map_tools_get_keys (f->tools), "IMO 0001236"));
  plim_ui_rest (700);
  g_assert_cmpuint (count_tracks (f->layer), <, before);
  g_assert_cmpuint (count_tracks (f->layer), >, 0);
  take_picture (f, "map-area");

  /* The printed map has the area and says what it leaves out. */
  request = plim_page_dup_request (PLIM_PAGE (f->page));
  printed = plim_scene_request_build (request, 254.0, 143.0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (plim_scene_get_summary (printed), "an area drawn by hand"));
  /* So have its positions. */
  g_assert_nonnull (plim_scene_request_get_tracks (request)->keys);
  g_assert_true (g_hash_table_contains (plim_scene_request_get_tracks (request)->keys, "IMO 0001236"));
  g_assert_cmpuint (g_hash_table_size (plim_scene_request_get_tracks (request)->keys), ==, g_strv_length ((char **) plim_map_tools_get_keys (f->tools)));

  /* It is kept under a name, and can be chosen again after it was cleared. */
  entry = plim_ui_get (f->page, "GtkEntry", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Anchorage [north] / 1  ");
  g_signal_emit_by_name (entry, "activate");
  names = plim_areas_list ();
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "Anchorage [north] / 1");
  saved = plim_areas_load (names[0], &error);
  g_assert_no_error (error);
  g_assert_true (plim_area_contains (saved, ANCHORAGE));

  g_signal_emit_by_name (plim_ui_get (f->page, "GtkButton", "Clear Area"), "clicked");
  g_assert_null (plim_map_tools_get_area (f->tools));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->tools)));
  plim_ui_rest (700);
  g_assert_cmpuint (count_tracks (f->layer), ==, before);

  f->area_changed = FALSE;
  g_assert_true (gtk_widget_activate_action (find_widget (f->page, PLIM_TYPE_AREA_BOX), "area.choose", "s", names[0]));
  plim_ui_wait (is_area_known, f, "the saved area");
  g_assert_cmpuint (plim_area_get_n (plim_map_tools_get_area (f->tools)), ==, 4);
  g_assert_true (gtk_widget_activate_action (find_widget (f->page, PLIM_TYPE_AREA_BOX), "area.forget", "s", names[0]));
  g_strfreev (names);
  names = plim_areas_list ();
  g_assert_cmpuint (g_strv_length (names), ==, 0);
}

static gboolean
has_chart (gpointer data)
{
  GtkWidget *view = plim_ui_find (data, "PlimSceneView", NULL);

  return view != NULL && plim_scene_view_get_n_marks (PLIM_SCENE_VIEW (view)) > 0;
}

static void
test_compare (Fixture       *f,
              gconstpointer  data)
{
  static const char * const none[] = { NULL };
  PlimPeriod days;
  GtkWidget *view;
  int low;

  start (f);
  plim_workspace_select (f->workspace, none, "IMO 0001236");
  g_object_set (f->page, "comparing", TRUE, NULL);
  plim_ui_rest (500);
  g_assert_false (has_chart (f->tools));

  /* The second is picked as anywhere else. */
  plim_workspace_select (f->workspace, none, "IMO 0003454");
  plim_ui_wait (has_chart, f->tools, "the chart of the distance");
  plim_ui_wait_for_pictures (f->window);
  view = plim_ui_get (f->page, "PlimSceneView", NULL);
  g_assert_nonnull (strstr (plim_scene_get_title (plim_scene_view_get_scene (PLIM_SCENE_VIEW (view))),
                            "EXERCISE ALPHA and EXERCISE CHARLIE: closest known approach"));
  take_picture (f, "map-compare");
  /* There is room for it, and a low window still holds it. */
  g_assert_cmpint (gtk_widget_get_height (view), >, 200);
  gtk_widget_measure (f->page, GTK_ORIENTATION_VERTICAL, 800, &low, NULL, NULL, NULL);
  g_assert_cmpint (low, <, 500);

  /* The same days as everywhere. */
  g_assert_true (plim_period_parse ("2030-05-12", "2030-05-14", &days));
  plim_workspace_set_days (f->workspace, &days);
  plim_ui_rest (1000);
  plim_ui_wait_for_pictures (f->window);
  g_assert_nonnull (strstr (plim_scene_get_title (plim_scene_view_get_scene (PLIM_SCENE_VIEW (view))), "on 13 May 2030"));

  g_object_set (f->page, "near", TRUE, NULL);
  g_assert_false (has_tool (f->page, "comparing"));
}

static void
press_key (Fixture         *f,
           guint            key,
           GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->layer));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  g_assert_true (handled);
}

/* Tools are taken up and a distance is measured without a pointer, with Shift or Caps Lock as well. */
static void
test_keys (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *begun = NULL, *moved = NULL, *measured = NULL;
  PlimMapRuler *ruler = find_widget (f->page, PLIM_TYPE_MAP_RULER);

  start (f);
  press_key (f, GDK_KEY_N, GDK_LOCK_MASK);
  g_assert_true (has_tool (f->page, "near"));
  press_key (f, GDK_KEY_A, GDK_SHIFT_MASK);
  g_assert_true (has_tool (f->page, "drawing-area"));
  press_key (f, GDK_KEY_M, GDK_SHIFT_MASK);
  g_assert_true (has_tool (f->page, "measuring"));

  press_key (f, GDK_KEY_space, 0);
  begun = plim_map_ruler_dup_reading (ruler);
  g_assert_true (g_str_has_prefix (begun, "0.0 km"));
  press_key (f, GDK_KEY_Right, 0);
  moved = plim_map_ruler_dup_reading (ruler);
  g_assert_cmpstr (moved, !=, begun);
  press_key (f, GDK_KEY_space, 0);
  press_key (f, GDK_KEY_Down, 0);
  measured = plim_map_ruler_dup_reading (ruler);
  g_assert_cmpstr (measured, ==, moved);
  press_key (f, GDK_KEY_Escape, 0);
  g_assert_false (has_tool (f->page, "measuring"));

  /* With Ctrl a vessel is added to who is chosen; alone it is chosen. */
  press_key (f, GDK_KEY_Page_Down, 0);
  press_key (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_null (plim_workspace_get_vessel (f->workspace));
  press_key (f, GDK_KEY_Return, 0);
  g_assert_nonnull (plim_workspace_get_vessel (f->workspace));
}

/* The note's button follows the window's action only while it offers to import. */
static void
test_note (void)
{
  g_autofree char *folder = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_open_store (folder);
  g_autoptr(PlimWorkspace) workspace = plim_workspace_new (store);
  GtkWidget *note = g_object_ref_sink (g_object_new (PLIM_TYPE_MAP_NOTE, NULL));
  GtkWidget *button = find_widget (note, GTK_TYPE_BUTTON);

  plim_map_note_show (PLIM_MAP_NOTE (note), workspace, TRUE, FALSE);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.import");
  plim_map_note_show (PLIM_MAP_NOTE (note), workspace, FALSE, TRUE);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (plim_workspace_get_filter (workspace)->exercise);

  g_object_unref (note);
  plim_test_remove_dir (folder);
}

static const struct
{
  const char *name;
  void      (*run) (Fixture       *f,
                    gconstpointer  data);
} cases[] = {
  { "near", test_near },
  { "area", test_area },
  { "compare", test_compare },
  { "keys", test_keys },
};

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = plim_ui_init (&argc, &argv);
  guint i, s;
  int status;

  adw_init ();
  plim_window_register ();

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    for (s = 0; s < G_N_ELEMENTS (shifts); s++)
      {
        g_autofree char *path = g_strdup_printf ("/map-tools/%s/%u", cases[i].name, s);

        g_test_add (path, Fixture, &shifts[s], set_up, cases[i].run, tear_down);
      }

  g_test_add_func ("/map-tools/note", test_note);

  status = g_test_run ();
  plim_test_remove_dir (folder);

  return status;
}
