/* bench-map-frames.c: what the main thread has to do while a map with all tracks is moved
 *
 *   bench-map-frames [POSITIONS [FOLDER]]
 *
 * A window of 1,200 × 800 is panned, zoomed and hovered over; PLIM_FRAME_LOG tells of each piece of our own work. Says
 * the 95th percentile of each against what is promised: 8 ms a frame, 1 ms for a look under the pointer. With a
 * folder, pictures of every way to colour the tracks are put there. */

#include "config.h"

#include <adwaita.h>
#include <shumate/shumate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/plim-test-tracks.h"
#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-basemap-source.h"
#include "ui/plim-map-legend-view.h"
#include "ui/plim-track-layer.h"

#define STEPS 120

static ShumateMap *map;
static PlimTrackLayer *layer;
static PlimMapLegendView *legend;

static gboolean
is_settled (gpointer data)
{
  gboolean settled;

  return plim_track_layer_has_tracks (layer, &settled) && settled && plim_track_layer_get_scene (layer) != NULL;
}

static gboolean
has_picture (gpointer data)
{
  return plim_track_layer_has_tracks (layer, NULL);
}

/* Whatever comes in is worked off until the next frame is due. */
static void
show_frame (void)
{
  gint64 due = g_get_monotonic_time () + 16667;

  while (g_get_monotonic_time () < due)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
show_legend_cb (void)
{
  const PlimMapUse *use = plim_track_layer_get_use (layer);
  PlimMapView view = plim_track_layer_get_view (layer);

  if (use != NULL)
    plim_map_legend_view_set (legend, use, &view);
}

static PlimMapChosen *
choose (PlimTrackSet *set)
{
  PlimMapChosen *chosen = g_new0 (PlimMapChosen, 1);
  guint i;

  g_atomic_ref_count_init (&chosen->ref_count);
  chosen->set = plim_track_set_ref (set);
  chosen->tracks = g_array_new (FALSE, FALSE, sizeof (guint));
  chosen->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  chosen->from_s = PLIM_TEST_START_S + 30 * 86400;
  chosen->to_s = PLIM_TEST_START_S + 50 * 86400;
  chosen->longest_step_s = PLIM_MAP_LONGEST_STEP_S;
  for (i = 0; i < 3; i++)
    {
      PlimClaim *claim = plim_claim_new ();
      GPtrArray *claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);

      claim->id = g_strdup (set->tracks[i].claims[0]);
      g_ptr_array_add (claims, claim);
      g_ptr_array_add (chosen->claims, claims);
      g_array_append_val (chosen->tracks, i);
    }

  return chosen;
}

static void
take (GtkWidget  *window,
      const char *folder,
      const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL), *path = g_build_filename (folder, file, NULL);

  plim_ui_wait (is_settled, NULL, "all tracks");
  plim_ui_rest (300);
  plim_ui_save_picture (window, path);
}

static void
take_pictures (GtkWidget    *window,
               PlimTrackSet *set,
               const char   *folder)
{
  static const char * const names[] = { "none", "density", "heat", "vessel", "speed", "time", "basis" };
  g_autoptr(PlimMapChosen) chosen = choose (set);
  PlimTrackShow show = PLIM_TRACK_SHOW_DEFAULT;
  int dark;

  for (dark = 0; dark < 2; dark++)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      for (show.colouring = PLIM_TRACKS_BY_DENSITY; show.colouring < PLIM_N_TRACK_COLOURINGS; show.colouring++)
        {
          g_autofree char *name = g_strconcat (names[show.colouring], dark ? "-dark" : "", NULL);

          plim_track_layer_set_show (layer, &show);
          take (window, folder, name);
        }
      show.colouring = PLIM_TRACKS_BY_DENSITY;
      plim_track_layer_set_show (layer, &show);
      plim_track_layer_set_chosen (layer, chosen);
      plim_ui_rest (500);
      take (window, folder, dark ? "chosen-dark" : "chosen");
      plim_track_layer_set_chosen (layer, NULL);
    }
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return (*(const int *) a > *(const int *) b) - (*(const int *) a < *(const int *) b);
}

static gboolean
judge (const char *log,
       const char *what,
       int         limit_us)
{
  g_auto(GStrv) lines = g_strsplit (log, "\n", -1);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (int));
  guint i;
  int at_95;

  for (i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], what) && lines[i][strlen (what)] == ' ')
      {
        int time = atoi (lines[i] + strlen (what) + 1);

        g_array_append_val (times, time);
      }
  if (times->len == 0)
    return TRUE;
  g_array_sort (times, compare_numbers);
  at_95 = g_array_index (times, int, times->len * 95 / 100);
  g_print ("  %-9s %5u times, median %5d µs, 95 %% %5d µs, worst %6d µs; promised %d: %s\n", what, times->len,
           g_array_index (times, int, times->len / 2), at_95, g_array_index (times, int, times->len - 1), limit_us,
           at_95 <= limit_us ? "kept" : "NOT KEPT");

  return at_95 <= limit_us;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = plim_ui_init (&argc, &argv), *path = g_build_filename (home, "frames", NULL), *log = NULL;
  guint n = argc > 1 ? atoi (argv[1]) : 1000000, i;
  g_autoptr(PlimMapContent) content = g_new0 (PlimMapContent, 1);
  g_autoptr(PlimTrackSet) set = NULL;
  g_autoptr(PlimBasemapSource) source = NULL;
  GtkWidget *window = gtk_window_new (), *overlay = gtk_overlay_new ();
  ShumateViewport *viewport;
  gint64 then;
  gboolean kept = TRUE;

  g_setenv ("PLIM_FRAME_LOG", path, TRUE);
  adw_init ();
  set = plim_test_make_tracks (MAX (n / 5000, 3), 5000, 365 * 86400 / 5000, 0.0);
  g_atomic_ref_count_init (&content->ref_count);
  content->tracks = g_ptr_array_new ();
  content->sightings = g_ptr_array_new ();
  content->routes = g_ptr_array_new ();
  content->places = g_ptr_array_new ();
  content->vessels = g_ptr_array_new ();

  map = shumate_map_new ();
  viewport = shumate_map_get_viewport (map);
  source = plim_basemap_source_new (FALSE, 1);
  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (source));
  shumate_map_add_layer (map, SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), viewport)));
  layer = plim_track_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
  legend = g_object_new (PLIM_TYPE_MAP_LEGEND_VIEW, "halign", GTK_ALIGN_START, "valign", GTK_ALIGN_END, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (legend), "map-card");
  g_signal_connect (layer, "scene-changed", G_CALLBACK (show_legend_cb), NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (map));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (legend));
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 35.0, 125.0);
  shumate_viewport_set_zoom_level (viewport, 6.0);
  gtk_window_present (GTK_WINDOW (window));

  plim_track_layer_set_content (layer, content, PLIM_MAP_ALL);
  then = g_get_monotonic_time ();
  plim_track_layer_set_tracks (layer, set, NULL);
  plim_ui_wait (has_picture, NULL, "a picture");
  g_print ("%u positions: first picture after %.0f ms", set->n, (g_get_monotonic_time () - then) / 1000.0);
  plim_ui_wait (is_settled, NULL, "a fine picture");
  g_print (", a fine one and the levels after %.0f ms\n", (g_get_monotonic_time () - then) / 1000.0);

  if (argc > 2)
    {
      take_pictures (window, set, argv[2]);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
    }

  g_assert_cmpint (truncate (path, 0), ==, 0);
  for (i = 0; i < STEPS; i++)
    {
      shumate_location_set_location (SHUMATE_LOCATION (viewport), 35.0 + i * 0.02, 125.0 + i * 0.05);
      show_frame ();
    }
  for (i = 0; i < STEPS; i++)
    {
      shumate_viewport_set_zoom_level (viewport, 6.0 + 3.0 * (i < STEPS / 2 ? i : STEPS - i) / (STEPS / 2.0));
      show_frame ();
    }
  then = g_get_monotonic_time ();
  plim_ui_wait (has_picture, NULL, "a picture");
  g_print ("  settled %.0f ms after the last step\n", (g_get_monotonic_time () - then) / 1000.0);
  plim_ui_wait (is_settled, NULL, "a fine picture");
  for (i = 0; i < 500; i++)
    plim_track_layer_hover (layer, (i * 37) % 1200, (i * 53) % 800);

  g_file_get_contents (path, &log, NULL, NULL);
  kept &= judge (log, "move", 8000);
  kept &= judge (log, "snapshot", 8000);
  kept &= judge (log, "picture", 8000);
  kept &= judge (log, "sheet", 8000);
  kept &= judge (log, "hover", 1000);

  gtk_window_destroy (GTK_WINDOW (window));
  plim_ui_rest (100);
  plim_test_remove_dir (home);

  return kept ? 0 : 1;
}
