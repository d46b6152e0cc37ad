#include "config.h"

#include "app/charts/plim-chart.h"
#include "app/import/plim-importer.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

typedef struct
{
  char      *dir;
  PlimStore *store;
} Fixture;

static void
import_bundled (PlimStore *store)
{
  const PlimImportOptions options = { .original = PLIM_ORIGINAL_NEVER };
  g_autofree char *path = plim_test_file ("../data/reports");
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr(GFile) file = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(PlimImportPlan) plan = NULL;

      if (!g_str_has_suffix (name, ".plimsoll-report.xml"))
        continue;
      file = g_file_new_build_filename (path, name, NULL);
      plan = plim_importer_run (store, file, TRUE, &options, &error);
      g_assert_no_error (error);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  fixture->dir = plim_test_make_dir ();
  path = g_build_filename (fixture->dir, "bundled.db", NULL);
  fixture->store = plim_store_open (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->store);
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static PlimScene *
build (Fixture                *fixture,
       PlimChartKind           kind,
       const PlimFilter       *filter,
       const PlimChartOptions *options)
{
  g_autoptr(GError) error = NULL;
  PlimScene *scene = plim_chart_build (kind, fixture->store, filter, options, &error);

  g_assert_no_error (error);

  return scene;
}

/* The three sentences that the bundled reports are to give. */
static void
check_known (Fixture *fixture)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(PlimScene) oil = NULL;
  g_autoptr(PlimScene) coal = NULL;
  g_autoptr(PlimScene) crypto = NULL;

  g_assert_true (plim_period_parse ("2018", "2024", &filter.days));
  oil = build (fixture, PLIM_CHART_OIL, &filter, &options);
  g_assert_nonnull (plim_test_find_mark (oil, "129,706 bbl notified to the Committee"));
  g_assert_nonnull (plim_test_find_mark (oil, "4.4 million bbl estimated if 90 % laden, 8.8 times the cap"));
  g_assert_true (plim_test_has_text (oil, "3.3–8.8×"));

  coal = build (fixture, PLIM_CHART_COAL, &filter, &options);
  g_assert_nonnull (plim_test_find_mark (coal, "at least 2.5 million t"));
  g_assert_nonnull (plim_test_find_mark (coal, "4.1 million t"));

  filter = PLIM_FILTER_ALL;
  crypto = build (fixture, PLIM_CHART_CRYPTO, &filter, &options);
  g_assert_true (plim_test_has_text (crypto, "listed items exceed the stated total by US$47.4 million: not all can be inside"));
  g_assert_nonnull (plim_test_find_mark (crypto, "listed items exceed the stated total by US$47.4 million: not all can be inside"));
}

/* Every chart of the bundled reports, at every size: nothing cut, nothing upon another. */
static void
test_bundled (Fixture      *fixture,
              gconstpointer data)
{
  import_bundled (fixture->store);
  check_known (fixture);

  for (gboolean exercise = FALSE; exercise <= TRUE; exercise++)
    for (PlimChartKind kind = 0; kind < PLIM_N_CHARTS; kind++)
      for (guint i = 0; i < G_N_ELEMENTS (plim_test_sizes); i++)
        for (guint variant = 0; variant < 4; variant++)
          {
            PlimFilter filter = PLIM_FILTER_ALL;
            PlimChartOptions options = {
              .width_mm = plim_test_sizes[i][0],
              .height_mm = plim_test_sizes[i][1],
              .brief = variant == 1,
              .linear = variant == 2,
              .with_notified = variant == 2,
              .cumulative_year = variant == 3 ? (exercise ? 2030 : 2020) : 0,
            };
            g_autoptr(PlimScene) scene = NULL;

            filter.exercise = exercise;
            scene = build (fixture, kind, &filter, &options);
            plim_test_check_scene (scene);
            plim_test_check_margins (scene);
            g_assert_cmpuint (plim_scene_get_claims (scene)->len, >, 3);
            g_assert_true (plim_scene_get_exercise (scene) == exercise);
            g_assert_true (plim_test_has_text (scene, "EXERCISE") == exercise);
            for (guint j = 0; j < plim_scene_get_claims (scene)->len; j++)
              g_assert_true (((PlimClaim *) g_ptr_array_index (plim_scene_get_claims (scene), j))->exercise == exercise);
          }
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  PlimFilter filter = PLIM_FILTER_ALL;

  for (PlimChartKind kind = 0; kind < PLIM_N_CHARTS; kind++)
    {
      g_autoptr(PlimScene) scene = build (fixture, kind, &filter, &options);

      plim_test_check_scene (scene);
      g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 0);
      g_assert_true (g_str_has_prefix (plim_scene_get_title (scene), "No "));
    }
}

static void
test_names (void)
{
  PlimChartKind kind = PLIM_N_CHARTS;

  for (PlimChartKind i = 0; i < PLIM_N_CHARTS; i++)
    {
      g_assert_true (plim_chart_kind_from_name (plim_chart_kind_get_name (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (plim_chart_kind_from_name ("pie", &kind));
  g_assert_false (plim_chart_kind_from_name (NULL, &kind));
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add ("/chart/bundled", Fixture, NULL, set_up, test_bundled, tear_down);
  g_test_add ("/chart/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add_func ("/chart/names", test_names);

  return g_test_run ();
}
