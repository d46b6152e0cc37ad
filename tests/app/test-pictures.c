#include "config.h"

#include "app/charts/plim-chart.h"
#include "app/map/plim-map-scene.h"
#include "app/scene/plim-scene-svg.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

#include <pango/pango.h>
#include <string.h>

/* Pictures of a small report that nothing else depends on, as they should come out. Where one differs, look at
 * it before the file in expected/ is written anew. The open sea: a newer coast changes no picture. */
#define REPORT "reports/scenes.plimsoll-report.xml"
#define OPEN_SEA { 123.8, 27.9, 126.6, 29.9 }

typedef struct
{
  char      *dir;
  PlimStore *store;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = plim_test_make_dir ();
  fixture->store = plim_test_fill_store (fixture->dir, REPORT, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->store);
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static void
compare (PlimScene  *scene,
         const char *name,
         PlimTheme   theme)
{
  g_autofree char *svg = plim_scene_svg_write (scene, theme);

  plim_test_check_scene (scene);
  /* Letters are as wide as the fonts and the library say that measure them: what is expected was made on Debian 12. */
  if (g_str_has_prefix (pango_version_string (), "1.50."))
    plim_test_compare_expected (name, svg, strlen (svg));
}

static void
compare_chart (Fixture          *fixture,
               PlimChartKind     kind,
               PlimChartOptions  options,
               const char       *name,
               PlimTheme         theme)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimScene) scene = NULL;

  filter.exercise = TRUE;
  scene = plim_chart_build (kind, fixture->store, &filter, &options, &error);
  g_assert_no_error (error);
  plim_test_check_margins (scene);
  compare (scene, name, theme);
}

static void
test_coal (Fixture      *fixture,
           gconstpointer data)
{
  compare_chart (fixture, PLIM_CHART_COAL, PLIM_CHART_OPTIONS_DEFAULT, "coal.svg", PLIM_THEME_PAPER);
}

static void
test_oil (Fixture      *fixture,
          gconstpointer data)
{
  compare_chart (fixture, PLIM_CHART_OIL, PLIM_CHART_OPTIONS_DEFAULT, "oil.svg", PLIM_THEME_GREY);
  compare_chart (fixture, PLIM_CHART_OIL, (PlimChartOptions) { .width_mm = 120, .height_mm = 70, .brief = TRUE },
                 "oil-brief.svg", PLIM_THEME_DARK);
  compare_chart (fixture, PLIM_CHART_OIL, (PlimChartOptions) { .width_mm = 254, .height_mm = 143, .cumulative_year = 2030 },
                 "oil-2030.svg", PLIM_THEME_PAPER);
}

static void
test_crypto (Fixture      *fixture,
             gconstpointer data)
{
  compare_chart (fixture, PLIM_CHART_CRYPTO, PLIM_CHART_OPTIONS_DEFAULT, "crypto.svg", PLIM_THEME_PAPER);
}

static void
test_map (Fixture      *fixture,
          gconstpointer data)
{
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimScene) scene = NULL;

  options.has_box = TRUE;
  options.box = (PlimMapBox) OPEN_SEA;
  filter.exercise = TRUE;
  scene = plim_map_scene_build (fixture->store, &filter, &options, &error);
  g_assert_no_error (error);
  compare (scene, "map.svg", PLIM_THEME_PAPER);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/pictures/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("coal", test_coal);
  ADD ("oil", test_oil);
  ADD ("crypto", test_crypto);
  ADD ("map", test_map);

  return g_test_run ();
}
