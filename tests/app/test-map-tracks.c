#include "config.h"

#include "app/analysis/plim-geo.h"
#include "app/export/plim-export.h"
#include "app/import/plim-importer.h"
#include "app/map/plim-map-scene.h"
#include "app/plim-error.h"
#include "app/store/plim-claim-query.h"
#include "tests/plim-test-marks.h"
#include "tests/plim-test-tracks.h"
#include "tests/plim-test.h"

#include <math.h>
#include <string.h>

/* Where the ships of plim-test-tracks.h sail. */
static const PlimMapBox sea = { 117.0, 29.0, 133.0, 41.0 };

/* Every case runs where they sail and so many degrees farther east, across 180°. */
#define ACROSS      56.25
static double shift;

#define MANY        40
#define POSITIONS   60
#define STEP_S      3600

typedef struct
{
  char      *dir;
  PlimStore *store;
} World;

/* A log of the first ships, as a table; in the made-up world nothing is real. */
static void
open_world (World *world)
{
  world->dir = plim_test_make_dir ();
  world->store = plim_test_open_store (world->dir);
}

/* Returns: how many positions it added. */
static guint
add_log (World      *world,
         const char *table)
{
  const PlimImportOptions options = { .exercise = TRUE };
  g_autofree char *path = g_build_filename (world->dir, "log.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, table, -1, &error);
  g_assert_no_error (error);
  plan = plim_importer_run (world->store, file, TRUE, &options, &error);
  g_assert_no_error (error);
  g_assert_no_error (plan->error);

  return plan->added;
}

static void
set_up_with (World      *world,
             guint       n_tracks,
             double      by,
             const char *speed)
{
  g_autofree PlimPosition *positions = plim_test_make_positions (n_tracks, POSITIONS, STEP_S, by);
  g_autoptr(GString) table = g_string_new ("MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n");
  guint i;

  for (i = 0; i < n_tracks * POSITIONS; i++)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (positions[i].time_s);
      g_autofree char *words = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
      char latitude[32], longitude[32];

      g_ascii_formatd (latitude, sizeof latitude, "%.6f", positions[i].lat_e6 / 1e6);
      g_ascii_formatd (longitude, sizeof longitude, "%.6f", positions[i].lon_e6 / 1e6);
      g_string_append_printf (table, "%u,%s,%s,%s,%s,90.0,511,EXERCISE %05u\n", 799000000 + i / POSITIONS, words, latitude,
                              longitude, speed, i / POSITIONS);
    }

  open_world (world);
  g_assert_cmpuint (add_log (world, table->str), >=, n_tracks * POSITIONS - n_tracks);
}

static void
set_up (World  *world,
        guint   n_tracks,
        double  by)
{
  set_up_with (world, n_tracks, by, "10.0");
}

static void
tear_down (World *world)
{
  g_clear_object (&world->store);
  plim_test_remove_dir (world->dir);
  g_free (world->dir);
}

static PlimMapBox
move_sea (double by)
{
  return (PlimMapBox) { plim_geo_wrap (sea.west + by), sea.south, plim_geo_wrap (sea.east + by), sea.north };
}

static PlimScene *
build_by (World              *world,
          double              by,
          const char         *vessel,
          PlimTrackColouring  colouring)
{
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  PlimScene *scene;

  filter.exercise = TRUE;
  options.vessel = vessel;
  options.tracks_by = colouring;
  options.has_box = TRUE;
  options.box = move_sea (by);
  scene = plim_map_scene_build (world->store, &filter, &options, &error);
  g_assert_no_error (error);

  return scene;
}

static PlimScene *
build (World      *world,
       double      by,
       const char *vessel)
{
  return build_by (world, by, vessel, PLIM_TRACKS_BY_DENSITY);
}

static guint
count_style (PlimScene *scene,
             PlimStyle  style)
{
  guint at = 0, n = 0;
  const PlimShape *shape;

  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    n += shape->style == style;

  return n;
}

/* Whether a place is in an area: inside of an odd number of its rectangles' outlines. */
static gboolean
is_in (const PlimShape *shape,
       double           x,
       double           y)
{
  guint i;

  for (i = 0; i + 4 < shape->points->len + 1; i += 5)
    {
      const PlimPathPoint *corner = &g_array_index (shape->points, PlimPathPoint, i);

      if (x >= corner[0].x && x < corner[2].x && y >= corner[0].y && y < corner[2].y)
        return TRUE;
    }

  return FALSE;
}

/* Every position is in the lowest class, every track among its claims, and each higher class lies within the one below. */
static void
test_density (void)
{
  World world;
  g_autoptr(PlimScene) scene = NULL, again = NULL;
  g_autoptr(GHashTable) below = NULL;
  const PlimShape *shape, *first = NULL;
  guint at = 0, n = 0, i;

  set_up (&world, MANY, shift);
  scene = build (&world, shift, NULL);
  again = build (&world, shift, NULL);
  plim_test_compare_marks (scene, again);
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_TRACK), ==, 0);
  g_assert_true (plim_scene_get_exercise (scene));
  g_assert_nonnull (strstr (plim_scene_get_title (scene), ": 40 vessels’ tracks as density"));
  g_assert_nonnull (strstr (plim_scene_get_summary (scene), "positions of 40 vessels, from logs of "));
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, MANY);

  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    {
      g_autoptr(GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpint (shape->style, ==, PLIM_STYLE_DENSITY);
      g_assert_nonnull (strstr (shape->label, n == 0 ? "Passed at least 1 time," : "Passed at least "));
      for (i = 0; shape->claims[i] != NULL; i++)
        {
          g_assert_true (below == NULL || g_hash_table_contains (below, shape->claims[i]));
          g_hash_table_add (here, shape->claims[i]);
        }
      if (n == 0)
        g_assert_cmpuint (g_hash_table_size (here), ==, MANY);
      for (i = 0; first != NULL && i < shape->points->len; i += 5)
        {
          const PlimPathPoint *corner = &g_array_index (shape->points, PlimPathPoint, i);

          g_assert_true (is_in (first, corner->x + PLIM_MAP_CELL_MM / 2.0, corner->y + PLIM_MAP_CELL_MM / 2.0));
        }
      g_clear_pointer (&below, g_hash_table_unref);
      below = g_steal_pointer (&here);
      first = shape;
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  tear_down (&world);
}

/* Whatever the colours mean: all tracks are there, each picture explains itself, and no place has two colours. */
static void
test_colourings (void)
{
  static const struct { PlimTrackColouring colouring; const char *title; const char *legend; const char *label; gboolean nested; } cases[] = {
    { PLIM_TRACKS_BY_HEAT, "40 vessels’ positions as heat", "Positions within about", "At least 1 position around, within about ", TRUE },
    { PLIM_TRACKS_BY_VESSEL, "40 vessels’ tracks", "one colour a vessel", "One of eight colours that repeat, a vessel each", FALSE },
    { PLIM_TRACKS_BY_SPEED, "tracks by speed", "Mean speed over ground", "Mean speed over ground of 10 to 15 knots, ", FALSE },
    { PLIM_TRACKS_BY_TIME, "tracks by time", "When a track passed last", "Last passed from 1 Jan 2031 to ", FALSE },
    { PLIM_TRACKS_BY_BASIS, "tracks by kind of source", "Whose positions", "Positions: ", FALSE },
  };
  World world;
  guint i, j;

  set_up (&world, MANY, shift);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PlimScene) scene = build_by (&world, shift, NULL, cases[i].colouring), again = build_by (&world, shift, NULL, cases[i].colouring);
      g_autoptr(GPtrArray) areas = g_ptr_array_new ();
      const PlimShape *shape;
      gboolean labelled = FALSE;
      guint at = 0;

      plim_test_compare_marks (scene, again);
      g_assert_nonnull (strstr (plim_scene_get_title (scene), cases[i].title));
      g_assert_true (plim_test_has_text (scene, cases[i].legend));
      g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, MANY);
      while ((shape = plim_test_next_mark (scene, &at)) != NULL)
        {
          g_assert_cmpint (shape->style, ==, PLIM_STYLE_DENSITY);
          g_assert_cmpuint (shape->series, !=, 0);
          labelled = labelled || g_str_has_prefix (shape->label, cases[i].label);
          for (j = 0; j < areas->len && !cases[i].nested; j++)
            {
              const PlimPathPoint *corner = &g_array_index (shape->points, PlimPathPoint, 0);

              g_assert_false (is_in (g_ptr_array_index (areas, j), corner->x + PLIM_MAP_CELL_MM / 2.0, corner->y + PLIM_MAP_CELL_MM / 2.0));
            }
          g_ptr_array_add (areas, (gpointer) shape);
        }
      g_assert_cmpuint (areas->len, >=, 1);
      g_assert_true (labelled);
    }
  tear_down (&world);
}

/* Of a vessel's colour are the vessels that have it, and no other that passes the same place. */
static void
test_by_vessel (void)
{
  World world;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *shape;
  guint at = 0, n = 0;

  set_up (&world, MANY, shift);
  scene = build_by (&world, shift, NULL, PLIM_TRACKS_BY_VESSEL);
  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    {
      g_assert_cmpuint (g_strv_length (shape->claims), <=, MANY / 8);
      n++;
    }
  g_assert_cmpuint (n, ==, 8);
  tear_down (&world);
}

/* Grey, and said to be not known: never the colour of zero knots. */
static void
test_no_speed (void)
{
  World world;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *shape;
  guint at = 0;

  set_up_with (&world, MANY, shift, "");
  scene = build_by (&world, shift, NULL, PLIM_TRACKS_BY_SPEED);
  shape = plim_test_next_mark (scene, &at);
  g_assert_nonnull (shape);
  g_assert_cmpuint (shape->series, ==, 0);
  g_assert_true (g_str_has_prefix (shape->label, "Speed over ground not known, "));
  g_assert_null (plim_test_next_mark (scene, &at));
  tear_down (&world);
}

/* One position far from all others is counted where it is, cited by the area around it and by no other. */
static void
test_heat (void)
{
  static const char extra[] = "MMSI,BaseDateTime,LAT,LON\n799000999,2031-01-01T00:00:00,30.0,%s\n";
  World world;
  g_autoptr(PlimScene) scene = NULL;
  g_autofree char *alone = NULL;
  char longitude[32];
  const PlimShape *shape, *first;
  guint at = 0, n = 0;

  set_up (&world, MANY, shift);
  g_ascii_formatd (longitude, sizeof longitude, "%.6f", plim_geo_wrap (118.0 + shift));
  alone = g_strdup_printf (extra, longitude);
  g_assert_cmpuint (add_log (&world, alone), ==, 1);
  scene = build_by (&world, shift, NULL, PLIM_TRACKS_BY_HEAT);
  first = plim_test_next_mark (scene, &at);
  g_assert_cmpuint (g_strv_length (first->claims), ==, MANY + 1);
  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    {
      for (guint i = 0; shape->claims[i] != NULL; i++)
        g_assert_null (strstr (shape->claims[i], "799000999"));
      n++;
    }
  g_assert_cmpuint (n, >=, 1);
  g_assert_nonnull (strstr (plim_scene_get_title (scene), "41 vessels’ positions as heat"));
  tear_down (&world);
}

/* Two in the same places: by vessel only the later one is seen, and that the other is not is said. */
static void
test_covered (void)
{
  World world;
  g_autoptr(PlimScene) scene = NULL;
  g_autoptr(GString) table = g_string_new ("MMSI,BaseDateTime,LAT,LON\n");
  guint i;

  open_world (&world);
  for (i = 0; i < 26; i++)
    {
      char longitude[32];

      g_ascii_formatd (longitude, sizeof longitude, "%.6f", plim_geo_wrap (120.0 + i / 2 * 0.5 + shift));
      g_string_append_printf (table, "7990000%02u,2031-01-01T00:00:00,35.0,%s\n", i, longitude);
    }
  g_assert_cmpuint (add_log (&world, table->str), ==, 26);
  scene = build_by (&world, shift, NULL, PLIM_TRACKS_BY_VESSEL);
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 13);
  g_assert_nonnull (strstr (plim_scene_get_title (scene), ": 13 vessels’ tracks"));
  g_assert_nonnull (strstr (plim_scene_get_summary (scene), "13 more vessels’ tracks lie wholly under those of others."));
  tear_down (&world);
}

static void
test_lines (void)
{
  World world;
  g_autoptr(PlimScene) few = NULL, one = NULL, none = NULL;
  g_autoptr(PlimScene) many = NULL;

  set_up (&world, 5, shift);
  few = build (&world, shift, NULL);
  g_assert_cmpuint (count_style (few, PLIM_STYLE_DENSITY), ==, 0);
  g_assert_cmpuint (count_style (few, PLIM_STYLE_TRACK), >=, 5);
  g_assert_cmpuint (plim_scene_get_claims (few)->len, ==, 5);
  g_assert_nonnull (strstr (plim_scene_get_title (few), "5 tracks"));
  tear_down (&world);

  /* One of many: by its number, its name, its key; and whoever is not there. */
  set_up (&world, MANY, shift);
  many = build (&world, shift, "MMSI 799000007");
  one = build (&world, shift, "799000007");
  g_assert_cmpuint (count_style (one, PLIM_STYLE_DENSITY), ==, 0);
  g_assert_cmpuint (plim_scene_get_claims (one)->len, ==, 1);
  plim_test_compare_marks (one, many);
  g_clear_pointer (&many, plim_scene_unref);
  many = build (&world, shift, "exercise 00007");
  plim_test_compare_marks (one, many);
  none = build (&world, shift, "799999999");
  g_assert_cmpuint (plim_test_count_marks (none), ==, 0);
  tear_down (&world);
}

/* Those that were chosen are lines over the density of the others. */
static void
test_chosen (void)
{
  static const char * const keys[] = { "MMSI 799000003", "MMSI 799000030", NULL };
  World world;
  PlimFilter filter = PLIM_FILTER_ALL;
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimMapContent) content = NULL;
  g_autoptr(PlimTrackSet) set = NULL;
  g_autoptr(PlimMapChosen) chosen = NULL;
  g_autoptr(PlimMapTracks) both = NULL, alone = NULL;
  g_autoptr(PlimScene) over = NULL, lines = NULL;

  set_up (&world, MANY, shift);
  filter.exercise = TRUE;
  content = plim_map_content_query (world.store, &filter, NULL, &error);
  g_assert_no_error (error);
  set = plim_track_set_load (world.store, &filter, NULL, NULL, &error);
  g_assert_no_error (error);
  chosen = plim_map_chosen_new (world.store, set, NULL, keys, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S, &error);
  g_assert_no_error (error);
  both = plim_map_tracks_new (world.store, set, NULL, chosen, PLIM_TRACKS_BY_DENSITY, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S);
  alone = plim_map_tracks_new (world.store, set, NULL, chosen, PLIM_TRACKS_NOT_SHOWN, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S);

  options.has_box = TRUE;
  options.box = move_sea (shift);
  options.tracks = both;
  over = plim_map_scene_draw (content, &options, &error);
  g_assert_no_error (error);
  options.tracks = alone;
  lines = plim_map_scene_draw (content, &options, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (count_style (over, PLIM_STYLE_DENSITY), >=, 1);
  g_assert_cmpuint (count_style (over, PLIM_STYLE_TRACK), >=, 2);
  g_assert_nonnull (strstr (plim_scene_get_title (over), "2 tracks, 38 vessels’ tracks as density"));
  g_assert_cmpuint (count_style (lines, PLIM_STYLE_DENSITY), ==, 0);
  g_assert_cmpuint (count_style (lines, PLIM_STYLE_TRACK), ==, count_style (over, PLIM_STYLE_TRACK));
  g_assert_cmpuint (plim_scene_get_claims (lines)->len, ==, 2);
  tear_down (&world);
}

/* No mark without what is behind it: a claim that is gone is an error, and asking again is one too. */
static void
test_missing_claim (void)
{
  World world;
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (MANY, POSITIONS, STEP_S, shift);
  g_autoptr(PlimMapTracks) tracks = NULL;
  guint i;

  open_world (&world);
  tracks = plim_map_tracks_new (world.store, set, NULL, NULL, PLIM_TRACKS_BY_DENSITY, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S);
  for (i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (plim_map_tracks_prepare (tracks, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_STORE);
      g_assert_nonnull (strstr (error->message, set->tracks[0].claims[0]));
    }
  tear_down (&world);
}

/* Another time, another layer, the real world: nothing of the log. */
static void
test_left_out (void)
{
  World world;
  PlimFilter filter = PLIM_FILTER_ALL;
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) real = NULL, later = NULL, layers = NULL;

  set_up (&world, MANY, shift);
  real = plim_map_scene_build (world.store, &filter, &options, NULL);
  g_assert_cmpuint (plim_test_count_marks (real), ==, 0);

  filter.exercise = TRUE;
  options.layers = PLIM_MAP_ALL & ~PLIM_MAP_TRACKS;
  layers = plim_map_scene_build (world.store, &filter, &options, NULL);
  g_assert_cmpuint (plim_test_count_marks (layers), ==, 0);

  options.layers = PLIM_MAP_ALL;
  plim_period_parse ("2032", NULL, &filter.days);
  later = plim_map_scene_build (world.store, &filter, &options, NULL);
  g_assert_cmpuint (plim_test_count_marks (later), ==, 0);
  tear_down (&world);
}

/* Every file carries every track's claim, pinned to what it says. */
static void
test_files (void)
{
  static const PlimExportFormat formats[] = { PLIM_EXPORT_SVG, PLIM_EXPORT_PNG, PLIM_EXPORT_PDF };
  World world;
  g_autoptr(PlimScene) scene = NULL;
  guint i, j;

  set_up (&world, MANY, shift);
  scene = build (&world, shift, NULL);
  for (i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = plim_export_scene_to_bytes (scene, world.store, formats[i], PLIM_THEME_PAPER, 96.0, &error);
      g_autoptr(GPtrArray) carried = NULL;

      g_assert_no_error (error);
      carried = plim_export_read_claims (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (carried->len, ==, MANY);
      for (j = 0; j < carried->len; j++)
        {
          const PlimCarriedClaim *one = g_ptr_array_index (carried, j);
          g_autoptr(PlimClaim) claim = plim_claim_query_by_id (world.store, one->id, NULL);

          g_assert_nonnull (claim);
          g_assert_cmpstr (one->content, ==, claim->content);
        }
    }
  tear_down (&world);
}

/* Wherever 180° lies, the map is the same. Quarters of 5.625° keep every cell where it was. */
static void
test_shifted (gconstpointer data)
{
  static const double shifts[] = { 56.25, 61.875, -123.75 };
  guint n_tracks = GPOINTER_TO_UINT (data), i;
  World world;
  g_autoptr(PlimScene) here = NULL;

  set_up (&world, n_tracks, 0.0);
  here = build (&world, 0.0, NULL);
  tear_down (&world);
  for (i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr(PlimScene) there = NULL;
      guint a = 0, b = 0;
      const PlimShape *one, *other;

      set_up (&world, n_tracks, shifts[i]);
      there = build (&world, shifts[i], NULL);
      tear_down (&world);
      g_assert_cmpstr (plim_scene_get_title (here), ==, plim_scene_get_title (there));
      g_assert_cmpuint (plim_test_count_marks (here), ==, plim_test_count_marks (there));
      while ((one = plim_test_next_mark (here, &a)) != NULL)
        {
          double x, y, w, h, x2, y2, w2, h2;

          other = plim_test_next_mark (there, &b);
          g_assert_cmpint (one->style, ==, other->style);
          g_assert_cmpuint (g_strv_length (one->claims), ==, g_strv_length (other->claims));
          g_assert_cmpstr (one->label, ==, other->label);
          plim_shape_get_bounds (one, &x, &y, &w, &h);
          plim_shape_get_bounds (other, &x2, &y2, &w2, &h2);
          g_assert_cmpfloat_with_epsilon (x, x2, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (y, y2, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (w, w2, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (h, h2, PLIM_TEST_SAME_MM);
          if (one->kind == PLIM_SHAPE_PATH)
            g_assert_cmpuint (one->points->len, ==, other->points->len);
        }
    }
}

static const struct
{
  const char *name;
  void      (*run) (void);
} cases[] = {
  { "density", test_density },
  { "colourings", test_colourings },
  { "heat", test_heat },
  { "by-vessel", test_by_vessel },
  { "covered", test_covered },
  { "no-speed", test_no_speed },
  { "lines", test_lines },
  { "chosen", test_chosen },
  { "missing-claim", test_missing_claim },
  { "left-out", test_left_out },
  { "files", test_files },
};

static void
run_shifted (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  shift = number % 2 * ACROSS;
  cases[number / 2].run ();
  shift = 0.0;
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map-tracks/%s/%u", cases[i / 2].name, i % 2);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_shifted);
    }
  g_test_add_data_func ("/map-tracks/shifted-density", GUINT_TO_POINTER (MANY), test_shifted);
  g_test_add_data_func ("/map-tracks/shifted-lines", GUINT_TO_POINTER (5), test_shifted);

  return g_test_run ();
}
