#include "config.h"

#include "app/map/plim-map-chosen.h"
#include "app/plim-error.h"
#include "tests/plim-test-marks.h"
#include "tests/plim-test.h"

#include <math.h>

#define START_S G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */
#define HOUR    3600
#define WIDTH   160.0
#define HEIGHT  120.0

/* Where a made-up ship was, and how long after the place before. */
typedef struct
{
  double latitude;
  double longitude;
  double hours;
} Stop;

static PlimTrackSet *
make_set (const Stop *stops,
          guint       n)
{
  g_autofree PlimPosition *positions = g_new0 (PlimPosition, n);
  char *claims[] = { (char *) "EX/1/1#log", NULL };
  PlimTrackInfo info = { .key = (char *) "MMSI 799000001", .name = (char *) "EXERCISE ALPHA", .claims = claims, .count = n };
  double hours = 0.0;

  for (guint i = 0; i < n; i++)
    {
      hours += stops[i].hours;
      positions[i] = (PlimPosition) {
        .time_s = START_S + lround (hours * HOUR), .lat_e6 = lround (stops[i].latitude * 1e6),
        .lon_e6 = lround (stops[i].longitude * 1e6), .sog_tenths = -1, .cog_tenths = -1,
      };
    }

  return plim_track_set_new_from_positions (TRUE, &info, 1, positions);
}

/* As plim_map_chosen_new() makes it from a store that has the claim. */
static PlimMapChosen *
choose (PlimTrackSet *set)
{
  PlimMapChosen *chosen = g_new0 (PlimMapChosen, 1);
  GPtrArray *claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
  PlimClaim *claim = plim_claim_new ();
  guint track = 0;

  claim->id = g_strdup ("EX/1/1#log");
  claim->report = g_strdup ("EX/1");
  claim->local_id = g_strdup ("log");
  claim->publisher = g_strdup ("Exercise Panel");
  g_ptr_array_add (claims, claim);

  g_atomic_ref_count_init (&chosen->ref_count);
  chosen->set = plim_track_set_ref (set);
  chosen->tracks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (chosen->tracks, track);
  chosen->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (chosen->claims, claims);
  chosen->from_s = G_MININT64;
  chosen->to_s = G_MAXINT64;
  chosen->longest_step_s = PLIM_MAP_LONGEST_STEP_S;

  return chosen;
}

static PlimScene *
draw (const Stop       *stops,
      guint             n,
      const PlimMapBox *box,
      PlimMapUse       *use)
{
  g_autoptr(PlimTrackSet) set = make_set (stops, n);
  g_autoptr(PlimMapChosen) chosen = choose (set);
  g_autoptr(PlimLabels) labels = plim_labels_new (0.0, 0.0, WIDTH, HEIGHT);
  PlimMapView view = plim_map_view_fit (box, WIDTH, HEIGHT);
  PlimScene *scene = plim_scene_new (WIDTH, HEIGHT);

  *use = (PlimMapUse) { 0 };
  plim_map_chosen_add (chosen, scene, &view, 0.0, 0.0, labels, use);

  return scene;
}

static guint
count (PlimScene     *scene,
       PlimStyle      style,
       PlimShapeKind  kind)
{
  const PlimShape *shape;
  guint at = 0, n = 0;

  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    n += shape->style == style && shape->kind == kind;

  return n;
}

/* From the first to the last point of its lines, across, in mm. */
static double
measure_lines (PlimScene *scene)
{
  const PlimShape *shape;
  double left = WIDTH, right = 0.0;
  guint at = 0;

  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    {
      double x, y, w, h;

      if (shape->style != PLIM_STYLE_TRACK || shape->kind != PLIM_SHAPE_PATH)
        continue;
      plim_shape_get_bounds (shape, &x, &y, &w, &h);
      left = MIN (left, x);
      right = MAX (right, x + w);
    }

  return right - left;
}

/* However far round the world it came, where it arrives it is drawn, and there alone. */
static void
test_round_the_world (void)
{
  static const double ends[] = { 125.0, 125.0 + 360.0, 125.0 + 720.0, 125.0 - 360.0, 125.0 - 720.0 };
  const PlimMapBox sea = { 117.0, 29.0, 133.0, 41.0 };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree Stop *stops = g_new0 (Stop, 3000);
      g_autoptr(PlimScene) scene = NULL;
      double start = -58.0, step = ends[i] > start ? 0.5 : -0.5;
      PlimMapUse use;
      guint n = 0;

      for (; n < 3000 && (ends[i] - start) * step >= 0.0; n++, start += step)
        stops[n] = (Stop) { 35.0, remainder (start, 360.0), 3.0 };
      scene = draw (stops, n, &sea, &use);
      g_assert_cmpuint (use.tracks, ==, 1);
      g_assert_true (plim_test_has_text (scene, "EXERCISE ALPHA"));
      /* It ends in the middle of the map, or has passed through. */
      if (fabs (ends[i] - -58.0) <= 360.0)
        g_assert_cmpfloat_with_epsilon (measure_lines (scene), WIDTH / 2.0, WIDTH * 0.1);
      else
        g_assert_cmpfloat (measure_lines (scene), >, WIDTH * 0.75);
    }
}

/* Where all the world is shown, a way that leaves it at one edge comes back at the other. */
static void
test_whole_world (void)
{
  const Stop stops[] = { { 10.0, 176.0, 0.0 }, { 10.0, 179.0, 6.0 }, { 10.0, -179.0, 6.0 }, { 10.0, -176.0, 6.0 } };
  const PlimMapBox world = { -180.0, -60.0, 180.0, 60.0 };
  PlimMapUse use;
  g_autoptr(PlimScene) scene = draw (stops, G_N_ELEMENTS (stops), &world, &use);
  const PlimShape *shape;
  guint at = 0;
  double length = 0.0;

  g_assert_cmpuint (use.tracks, ==, 1);
  while ((shape = plim_test_next_mark (scene, &at)) != NULL)
    {
      double x, y, w, h;

      plim_shape_get_bounds (shape, &x, &y, &w, &h);
      length += w;
    }
  /* Eight degrees in all, and none of them twice. */
  g_assert_cmpfloat_with_epsilon (length, WIDTH * 8.0 / 360.0, 0.2);
}

/* A position that no line leads to is a dot, and the name stands at it. */
static void
test_single_positions (void)
{
  const PlimMapBox sea = { 117.0, 29.0, 133.0, 41.0 };
  const Stop one[] = { { 35.0, 125.0, 0.0 } };
  /* In an hour no ship comes so far, nor back. */
  const Stop jumps[] = { { 35.0, 125.0, 0.0 }, { 35.0, 125.1, 1.0 }, { 39.0, 119.0, 1.0 }, { 35.0, 125.3, 1.0 }, { 35.0, 125.4, 1.0 } };
  const Stop still[] = { { 35.0, 125.0, 0.0 }, { 35.0, 125.0, 1.0 }, { 35.0, 125.0, 1.0 } };
  const Stop silent[] = { { 35.0, 125.0, 0.0 }, { 36.0, 125.0, 48.0 }, { 37.0, 125.0, 48.0 } };
  const Stop elsewhere[] = { { -35.0, 25.0, 0.0 } };
  PlimMapUse use;
  g_autoptr(PlimScene) scene = draw (one, G_N_ELEMENTS (one), &sea, &use);

  g_assert_cmpuint (count (scene, PLIM_STYLE_TRACK, PLIM_SHAPE_CIRCLE), ==, 1);
  g_assert_cmpuint (use.tracks, ==, 1);
  g_assert_true (plim_test_has_text (scene, "EXERCISE ALPHA"));

  g_clear_pointer (&scene, plim_scene_unref);
  scene = draw (jumps, G_N_ELEMENTS (jumps), &sea, &use);
  g_assert_cmpuint (count (scene, PLIM_STYLE_TRACK, PLIM_SHAPE_CIRCLE), ==, 1);
  g_assert_cmpuint (count (scene, PLIM_STYLE_TRACK, PLIM_SHAPE_PATH), ==, 2);

  g_clear_pointer (&scene, plim_scene_unref);
  scene = draw (still, G_N_ELEMENTS (still), &sea, &use);
  g_assert_cmpuint (plim_test_count_marks (scene), ==, 1);

  /* The rings show where it was: no dot in them. */
  g_clear_pointer (&scene, plim_scene_unref);
  scene = draw (silent, G_N_ELEMENTS (silent), &sea, &use);
  g_assert_cmpuint (count (scene, PLIM_STYLE_SILENCE, PLIM_SHAPE_CIRCLE), ==, 4);
  g_assert_cmpuint (count (scene, PLIM_STYLE_TRACK, PLIM_SHAPE_CIRCLE), ==, 0);
  g_assert_cmpuint (use.spans, ==, 2);
  g_assert_cmpuint (use.tracks, ==, 1);

  g_clear_pointer (&scene, plim_scene_unref);
  scene = draw (elsewhere, G_N_ELEMENTS (elsewhere), &sea, &use);
  g_assert_cmpuint (plim_test_count_marks (scene), ==, 0);
  g_assert_cmpuint (use.tracks, ==, 0);
}

/* What crosses the map without a position on it is drawn, so it is counted and named. */
static void
test_crossing (void)
{
  const PlimMapBox strait = { 124.0, 34.0, 125.0, 35.0 };
  const Stop stops[] = { { 34.5, 123.0, 0.0 }, { 34.6, 126.0, 5.5 } };
  PlimMapUse use;
  g_autoptr(PlimScene) scene = draw (stops, G_N_ELEMENTS (stops), &strait, &use);

  g_assert_cmpuint (count (scene, PLIM_STYLE_TRACK, PLIM_SHAPE_PATH), >=, 1);
  g_assert_cmpuint (use.tracks, ==, 1);
  g_assert_cmpuint (use.chosen, ==, 1);
  g_assert_true (plim_test_has_text (scene, "EXERCISE ALPHA"));
}

/* A track is not drawn without what it rests on. */
static void
test_missing_claim (void)
{
  static const char * const keys[] = { "MMSI 799000001", NULL };
  const Stop stops[] = { { 35.0, 125.0, 0.0 }, { 35.0, 125.1, 1.0 } };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimTrackSet) set = make_set (stops, G_N_ELEMENTS (stops));
  g_autoptr(PlimStore) store = plim_test_open_store (dir);
  g_autoptr(GError) error = NULL;

  g_assert_null (plim_map_chosen_new (store, set, NULL, keys, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "EX/1/1#log"));
  g_clear_object (&store);
  plim_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/map-chosen/round-the-world", test_round_the_world);
  g_test_add_func ("/map-chosen/whole-world", test_whole_world);
  g_test_add_func ("/map-chosen/single-positions", test_single_positions);
  g_test_add_func ("/map-chosen/crossing", test_crossing);
  g_test_add_func ("/map-chosen/missing-claim", test_missing_claim);

  return g_test_run ();
}
