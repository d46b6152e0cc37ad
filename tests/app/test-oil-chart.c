#include "config.h"

#include "app/charts/plim-oil-chart.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

typedef PlimTestTrade Fixture;

static void
add_2020 (Fixture *fixture)
{
  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
  plim_test_total (fixture->trades, "C/2020", "n", PLIM_BASIS_NOTIFIED, "Table", "2020-01", "2020-08", "129706", NULL, NULL);
  plim_test_total (fixture->trades, "S/2021/211", "e", PLIM_BASIS_MEMBER_STATE, "A Member State",
                   "2020-01-01", "2020-09-30", "4400000", NULL, "0.9")->count = 121;
}

static PlimScene *
draw (Fixture                *fixture,
      const PlimChartOptions *options)
{
  PlimFilter filter = PLIM_FILTER_ALL;

  return plim_oil_chart_new (fixture->trades, fixture->caps, NULL, &filter, options);
}

static gboolean
stands_on (const PlimShape *mark,
           const char      *claim)
{
  return g_strv_contains ((const char * const *) mark->claims, claim);
}

static void
test_2020 (Fixture      *fixture,
           gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *stated;
  const PlimShape *computed;
  const PlimShape *notified;

  add_2020 (fixture);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);
  g_assert_cmpstr (plim_scene_get_title (scene), ==, "Oil: the highest estimate for 2020 exceeds the cap");
  g_assert_true (plim_test_has_text (scene, "3.3–8.8×"));
  g_assert_true (plim_test_has_text (scene, "Jan–Aug"));
  g_assert_true (plim_test_has_text (scene, "Jan–Sep"));
  g_assert_true (plim_test_has_text (scene, "121 deliveries"));
  g_assert_true (plim_test_has_text (scene, "res. 2397 (2017), para 5"));

  stated = plim_test_find_mark (scene, "4.4 million bbl estimated if 90 % laden, 8.8 times the cap");
  g_assert_nonnull (stated);
  g_assert_cmpint (stated->style, ==, PLIM_STYLE_ESTIMATE);
  g_assert_true (stands_on (stated, "S/RES/2397 (2017)/1#refined"));

  computed = plim_test_find_mark (scene, "if half laden, computed from");
  g_assert_nonnull (computed);
  g_assert_cmpint (computed->style, ==, PLIM_STYLE_COMPUTED);
  g_assert_true (stands_on (computed, "S/2021/211/1#e"));

  notified = plim_test_find_mark (scene, "129,706 bbl notified to the Committee, 25.9 % of the cap");
  g_assert_nonnull (notified);
  g_assert_cmpint (notified->style, ==, PLIM_STYLE_NOTIFIED);
}

/* The title counts the highest stated estimate of each year, not what was computed. */
static void
test_title (Fixture      *fixture,
            gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  g_autoptr(PlimScene) both = NULL;

  add_2020 (fixture);
  /* 450,000 at 60 % would be 675,000 at 90 %: that is computed and does not count. */
  plim_test_total (fixture->trades, "R", "sixty", PLIM_BASIS_NGO, "An observatory", "2031-02", "2031-10", "450000", "about", "0.6");
  plim_test_total (fixture->trades, "R", "n", PLIM_BASIS_NOTIFIED, "Table", "2031", NULL, "100000", NULL, NULL);
  scene = draw (fixture, &options);
  g_assert_cmpstr (plim_scene_get_title (scene), ==, "Oil: the highest estimate exceeds the cap in one of two years with an estimate");
  g_assert_nonnull (plim_test_find_mark (scene, "if 60 % laden"));
  plim_test_check_scene (scene);

  /* A single delivery is no estimate of its year, however much it was. */
  plim_test_total (fixture->trades, "EX", "one", PLIM_BASIS_PANEL, "Panel", "2032-05-03", NULL, "900000", NULL, NULL)->is_total = FALSE;
  g_clear_pointer (&scene, plim_scene_unref);
  scene = draw (fixture, &options);
  g_assert_cmpstr (plim_scene_get_title (scene), ==, "Oil: the highest estimate exceeds the cap in one of two years with an estimate");
  g_assert_nonnull (plim_test_find_mark (scene, "1 listed delivery"));

  options.with_notified = TRUE;
  both = draw (fixture, &options);
  g_assert_nonnull (strstr (plim_scene_get_title (both), "plus what was notified"));
  g_assert_nonnull (strstr (plim_scene_get_title (both), "both years"));
}

/* 2021: both estimates are drawn, and the higher one is said. */
static void
test_higher_variant (Fixture      *fixture,
                     gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;

  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
  plim_test_total (fixture->trades, "S/2022/132", "a", PLIM_BASIS_MEMBER_STATE, "States", "2021", NULL, "323000", NULL, "0.9");
  plim_test_total (fixture->trades, "S/2022/132", "b", PLIM_BASIS_MEMBER_STATE, "States", "2021", NULL, "526000", NULL, "0.9");
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  g_assert_nonnull (plim_test_find_mark (scene, "323,000 bbl"));
  g_assert_nonnull (plim_test_find_mark (scene, "526,000 bbl"));
  g_assert_true (plim_test_has_text (scene, "or 1.05×"));
  g_assert_cmpstr (plim_scene_get_title (scene), ==, "Oil: the highest estimate for 2021 exceeds the cap");
}

static void
test_open_bound (Fixture      *fixture,
                 gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;

  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
  plim_test_total (fixture->trades, "OSC", "a", PLIM_BASIS_NGO, "Open Source Centre", "2024-03-07", "2024-11-05", "1000000", "more-than", NULL);
  scene = draw (fixture, &options);

  g_assert_true (plim_test_has_text (scene, "over 2×"));
  g_assert_true (plim_test_has_text (scene, "none known"));
}

/* One claim alone, no cap, Korean words, and nothing at all. */
static void
test_few (Fixture      *fixture,
          gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) empty = draw (fixture, &options);
  g_autoptr(PlimScene) one = NULL;

  g_assert_nonnull (strstr (plim_scene_get_title (empty), "No oil deliveries"));
  g_assert_cmpuint (plim_scene_get_claims (empty)->len, ==, 0);
  plim_test_check_scene (empty);

  plim_test_total (fixture->trades, "외교부/2031-05-01", "하나", PLIM_BASIS_NATIONAL, "대한민국 외교부", "2031-05", NULL, "1234", NULL, NULL);
  one = draw (fixture, &options);
  plim_test_check_scene (one);
  g_assert_nonnull (plim_test_find_mark (one, "대한민국 외교부"));
  g_assert_nonnull (strstr (plim_scene_get_title (one), "no cap is in the store"));
}

/* Tonnes without a conversion, and days of two years, are no bar; that is not said to be nothing. */
static void
test_no_bars (Fixture      *fixture,
              gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;

  plim_test_total (fixture->trades, "R", "t", PLIM_BASIS_PANEL, "P", "2031", NULL, "5000", NULL, NULL)->quantity.unit = g_intern_string ("t");
  plim_test_total (fixture->trades, "R", "two", PLIM_BASIS_PANEL, "P", "2031-08", "2032-06", "700000", NULL, NULL);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);
  g_assert_nonnull (strstr (plim_scene_get_title (scene), "2 statements, but none in barrels"));
}

static void
add_century (Fixture *fixture)
{
  plim_test_cap (fixture->caps, "R", "cap", "1960-01-01", "open", "500000");
  for (guint year = 1960; year < 2060; year++)
    {
      g_autofree char *when = g_strdup_printf ("%u", year);
      g_autofree char *quantity = g_strdup_printf ("%u", 100000 + year * 777);

      plim_test_total (fixture->trades, "R", when, PLIM_BASIS_MEMBER_STATE, "States", when, NULL, quantity, "about", "0.9")->count = year;
    }
}

static void
test_sizes (Fixture      *fixture,
            gconstpointer data)
{
  static const guint n_years[] = { 1, 7, 100 };

  for (guint k = 0; k < G_N_ELEMENTS (n_years); k++)
    {
      g_ptr_array_set_size (fixture->trades, 0);
      g_ptr_array_set_size (fixture->caps, 0);
      add_century (fixture);
      g_ptr_array_set_size (fixture->trades, n_years[k]);
      for (guint i = 0; i < G_N_ELEMENTS (plim_test_sizes); i++)
        for (guint brief = 0; brief < 2; brief++)
          {
            PlimChartOptions options = { .width_mm = plim_test_sizes[i][0], .height_mm = plim_test_sizes[i][1], .brief = brief };
            g_autoptr(PlimScene) scene = draw (fixture, &options);

            plim_test_check_scene (scene);
            options.cumulative_year = 1960;
            plim_scene_unref (scene);
            scene = draw (fixture, &options);
            plim_test_check_scene (scene);
          }
    }
}

static void
test_cumulative (Fixture      *fixture,
                 gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *mark;

  options.cumulative_year = 2030;
  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
  plim_test_total (fixture->trades, "R", "q1", PLIM_BASIS_MEMBER_STATE, "States", "2030-01", "2030-03", "245700", NULL, "0.9");
  plim_test_total (fixture->trades, "R", "h1", PLIM_BASIS_MEMBER_STATE, "States", "2030-01", "2030-06", "519300", NULL, "0.9");
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  mark = plim_test_find_mark (scene, "after 31 Mar 2030, by 30 Jun 2030");
  g_assert_nonnull (mark);
  g_assert_true (stands_on (mark, "R/1#q1"));
  g_assert_true (stands_on (mark, "R/1#h1"));
  g_assert_true (stands_on (mark, "S/RES/2397 (2017)/1#refined"));
  g_assert_true (plim_test_has_text (scene, "not above the cap in what is stated"));
}

/* One reporter among several is named, a colon's and a comma's words apart; the earliest crossing comes first. */
static void
test_cumulative_names (Fixture      *fixture,
                       gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;

  options.cumulative_year = 2030;
  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
  plim_test_total (fixture->trades, "C", "cn", PLIM_BASIS_NOTIFIED, "State A, as notified to the Committee", "2030-01", "2030-05", "40000", NULL, NULL);
  plim_test_total (fixture->trades, "C", "all", PLIM_BASIS_NOTIFIED, "Table: State A and State B together", "2030-01", "2030-08", "90000", NULL, NULL);
  plim_test_total (fixture->trades, "R", "h1", PLIM_BASIS_MEMBER_STATE, "States", "2030-01", "2030-06", "719300", NULL, "0.9");
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);
  plim_test_check_margins (scene);

  g_assert_true (plim_test_has_text (scene, "notified, State A: not above the cap"));
  g_assert_true (plim_test_has_text (scene, "notified, State A and State B together: not above the cap"));
  g_assert_true (plim_test_has_text (scene, "estimated, 90 % laden: already above on 30 Jun 2030, the first date stated"));
  g_assert_false (plim_test_has_text (scene, "not datable"));
}

/* The same in, the same out. */
static void
test_same (Fixture      *fixture,
           gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) one = NULL;
  g_autoptr(PlimScene) two = NULL;

  add_2020 (fixture);
  one = draw (fixture, &options);
  two = draw (fixture, &options);
  g_assert_cmpuint (plim_scene_get_n_shapes (one), ==, plim_scene_get_n_shapes (two));
  for (guint i = 0; i < plim_scene_get_n_shapes (one); i++)
    {
      const PlimShape *a = plim_scene_get_shape (one, i);
      const PlimShape *b = plim_scene_get_shape (two, i);

      g_assert_cmpfloat (a->x, ==, b->x);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpstr (a->label, ==, b->label);
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/oil-chart/" path, Fixture, NULL, plim_test_trade_set_up, function, plim_test_trade_tear_down)
  ADD ("2020", test_2020);
  ADD ("title", test_title);
  ADD ("higher-variant", test_higher_variant);
  ADD ("open-bound", test_open_bound);
  ADD ("few", test_few);
  ADD ("no-bars", test_no_bars);
  ADD ("sizes", test_sizes);
  ADD ("cumulative", test_cumulative);
  ADD ("cumulative/names", test_cumulative_names);
  ADD ("same", test_same);

  return g_test_run ();
}
