#include "config.h"

#include "app/charts/plim-distance-chart.h"
#include "app/plim-error.h"
#include "app/store/plim-position-query.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test-log.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test-track.h"
#include "tests/plim-test.h"

#include <string.h>

#define HOUR 3600
#define MAY_2030 1903824000

static GPtrArray *
new_claims (const char *local_id)
{
  GPtrArray *claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);

  g_ptr_array_add (claims, plim_test_claim_new ("TEST/2030", local_id, "positions"));

  return claims;
}

/* Vessel A lies still; B comes, is silent for ten hours, and leaves. */
static PlimTrackComparison *
compare (gint64 to_s)
{
  g_autoptr(GArray) a = plim_test_positions_new (), b = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  guint i;

  for (i = 0; i <= 24; i++)
    plim_test_positions_add (a, MAY_2030 + i * HOUR, 30.0, 124.0, 0);
  for (i = 0; i <= 6; i++)
    plim_test_positions_add (b, MAY_2030 + i * HOUR + 600, 30.6 - 0.1 * i + 0.004, 124.0, 60);
  for (i = 16; i <= 23; i++)
    plim_test_positions_add (b, MAY_2030 + i * HOUR, 30.0 + 0.1 * (i - 16), 124.1, 60);
  first = plim_test_positions_cut (a);
  second = plim_test_positions_cut (b);

  return plim_track_compare (first, second, MAY_2030, to_s, 926.0);
}

static PlimScene *
draw (PlimTrackComparison    *comparison,
      const PlimChartOptions *options)
{
  g_autoptr(GPtrArray) first = new_claims ("track-799000001"), second = new_claims ("track-799000002");
  PlimDistanceVessel a = { "EXERCISE ALPHA", first }, b = { "EXERCISE BRAVO", second };

  return plim_distance_chart_new (comparison, &a, &b, MAY_2030, MAY_2030 + 24 * HOUR, 6 * HOUR, TRUE, options);
}

static void
test_gap (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimTrackComparison) comparison = compare (MAY_2030 + 24 * HOUR);
  g_autoptr(PlimScene) scene = draw (comparison, &options);
  double gap_from = 0.0, gap_to = 0.0;
  guint i, n_paths = 0, n_spans = 0;

  plim_test_check_scene (scene);
  g_assert_true (plim_scene_get_exercise (scene));
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 2);
  g_assert_cmpstr (plim_scene_get_title (scene), ==,
                   "EXERCISE ALPHA and EXERCISE BRAVO: closest known approach 0.24\302\240nm, on 1 May 2030");
  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (!plim_shape_is_mark (shape))
        continue;
      g_assert_cmpuint (g_strv_length (shape->claims), ==, 2);
      if (shape->kind == PLIM_SHAPE_PATH)
        {
          const PlimPathPoint *last = &g_array_index (shape->points, PlimPathPoint, shape->points->len - 1);

          if (n_paths++ == 0)
            gap_from = last->x;
          else
            gap_to = g_array_index (shape->points, PlimPathPoint, 0).x;
        }
      if (shape->style == PLIM_STYLE_SIGHTING)
        {
          n_spans++;
          g_assert_true (strstr (shape->label, "After that it is not known.") != NULL);
        }
    }
  g_assert_cmpuint (n_paths, ==, 2);
  g_assert_cmpuint (n_spans, ==, 1);

  /* Nothing at all is drawn of the ten hours but axes: 9.8 h of 24. */
  g_assert_cmpfloat (gap_to - gap_from, >, 9.0 / 24.0 * 220.0);
  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);
      double x, y, w, h;

      if (!plim_shape_is_mark (shape))
        continue;
      plim_shape_get_bounds (shape, &x, &y, &w, &h);
      g_assert_true (x + w <= gap_from + 2.0 || x >= gap_to - 2.0);
    }
}

static void
test_sizes (void)
{
  static const double sizes[][2] = { { 254, 143 }, { 170, 96 }, { 120, 60 }, { 300, 55 } };
  g_autoptr(PlimTrackComparison) comparison = compare (MAY_2030 + 24 * HOUR);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      PlimChartOptions options = { .width_mm = sizes[i][0], .height_mm = sizes[i][1], .brief = i == 3 };
      g_autoptr(PlimScene) scene = draw (comparison, &options);

      plim_test_check_scene (scene);
    }
}

static void
test_never (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimTrackComparison) comparison = compare (MAY_2030);
  g_autoptr(PlimScene) scene = draw (comparison, &options);

  g_assert_cmpuint (comparison->points->len, ==, 0);
  g_assert_true (strstr (plim_scene_get_title (scene), "at no time in view") != NULL);
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 0);
}

static void
test_store (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, "../data/reports/exercise.plimsoll-report.xml", NULL);
  PlimFilter filter = PLIM_FILTER_ALL;
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  PlimDistanceQuestion question = { "IMO 0001234", "IMO 0004563", MAY_2030, MAY_2030 + 14 * 86400, 926.0, PLIM_TRACK_LIMITS_DEFAULT };
  g_autoptr(GPtrArray) crafts = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimScene) scene = NULL;
  guint i;

  filter.exercise = TRUE;
  crafts = plim_craft_query (store, &filter, &error);
  g_assert_no_error (error);
  for (i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      g_test_message ("%s %s", craft->key, craft->name);
      if (g_strcmp0 (craft->name, "EXERCISE ALPHA") == 0)
        question.first = craft->key;
      if (g_strcmp0 (craft->name, "EXERCISE CHARLIE") == 0)
        question.second = craft->key;
    }
  scene = plim_distance_chart_build (store, &filter, &question, &options, &error);
  g_assert_no_error (error);
  plim_test_check_scene (scene);
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, >=, 2);

  question.second = "MMSI 799999999";
  g_assert_null (plim_distance_chart_build (store, &filter, &question, &options, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);

  g_clear_object (&store);
  plim_test_remove_dir (dir);
}

static PlimScene *
build (PlimStore  *store,
       gint64      from_s,
       gint64      to_s,
       const char *day)
{
  const PlimDistanceQuestion question = { "MMSI 799000001", "MMSI 799000002", from_s, to_s, 926.0, PLIM_TRACK_LIMITS_DEFAULT };
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  PlimScene *scene;

  if (day != NULL)
    g_assert_true (plim_period_parse (day, NULL, &filter.days));
  scene = plim_distance_chart_build (store, &filter, &question, &options, &error);
  g_assert_no_error (error);

  return scene;
}

static gboolean
cites (PlimScene  *scene,
       const char *id)
{
  GPtrArray *claims = plim_scene_get_claims (scene);

  for (guint i = 0; i < claims->len; i++)
    if (g_str_equal (((PlimClaim *) g_ptr_array_index (claims, i))->id, id))
      return TRUE;

  return FALSE;
}

/* Whose positions the line rests on is cited, before midnight too; who has others is not. */
static void
test_claims (PlimTestStore *fixture,
             gconstpointer  data)
{
  const gint64 midnight = PLIM_TEST_START_S + 86400;
  const PlimTestFed before[] = { { PLIM_TEST_FIRST_MMSI, plim_test_log_position (midnight - 120, 30000000, 124000000) } };
  const PlimTestFed after[] = {
    { PLIM_TEST_FIRST_MMSI, plim_test_log_position (midnight + 240, 30010000, 124000000) },
    { PLIM_TEST_FIRST_MMSI + 1, plim_test_log_position (midnight - 60, 30000000, 124010000) },
    { PLIM_TEST_FIRST_MMSI + 1, plim_test_log_position (midnight + 200, 30010000, 124010000) },
  };
  const PlimTestFed later[] = { { PLIM_TEST_FIRST_MMSI, plim_test_log_position (midnight + 8 * HOUR, 31000000, 124000000) } };
  g_autoptr(GArray) one = plim_test_log_import (fixture->store, "AIS/1", FALSE, before, G_N_ELEMENTS (before));
  g_autoptr(GArray) two = plim_test_log_import (fixture->store, "AIS/2", FALSE, after, G_N_ELEMENTS (after));
  g_autoptr(GArray) three = plim_test_log_import (fixture->store, "AIS/3", FALSE, later, G_N_ELEMENTS (later));
  g_autoptr(PlimScene) scene = build (fixture->store, G_MININT64, G_MAXINT64, "2031-01-02"), apart = NULL, none = NULL;

  plim_test_check_scene (scene);
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 3);
  g_assert_true (cites (scene, "AIS/1/1#track-799000001"));
  g_assert_true (cites (scene, "AIS/2/1#track-799000001"));
  g_assert_true (cites (scene, "AIS/2/1#track-799000002"));

  /* A time that is not in the chosen days, and one in which only one is known. */
  apart = build (fixture->store, PLIM_TEST_START_S, midnight - 1, "2031-01-02");
  g_assert_true (strstr (plim_scene_get_title (apart), "at no time in view") != NULL);
  none = build (fixture->store, midnight + 6 * HOUR, G_MAXINT64, NULL);
  g_assert_true (strstr (plim_scene_get_title (none), "at no time in view") != NULL);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/distance-chart/gap", test_gap);
  g_test_add_func ("/distance-chart/sizes", test_sizes);
  g_test_add_func ("/distance-chart/never", test_never);
  g_test_add_func ("/distance-chart/store", test_store);
  g_test_add ("/distance-chart/claims", PlimTestStore, NULL, plim_test_store_set_up, test_claims, plim_test_store_tear_down);

  return g_test_run ();
}
