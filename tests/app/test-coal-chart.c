#include "config.h"

#include "app/charts/plim-coal-chart.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

typedef PlimTestTrade Fixture;

static PlimTrade *
add_total (Fixture    *fixture,
           const char *report,
           const char *id,
           PlimBasis   basis,
           const char *from,
           const char *to,
           const char *tonnes,
           const char *bound)
{
  PlimTrade *trade = plim_test_total (fixture->trades, report, id, basis, "A source", from, to, tonnes, bound, NULL);

  trade->commodity = g_intern_string ("coal");
  trade->export = TRUE;
  trade->quantity.unit = g_intern_string (tonnes != NULL ? "t" : "");

  return trade;
}

static PlimCap *
add_cap (Fixture    *fixture,
         const char *id,
         const char *from,
         const char *to,
         const char *quantity,
         const char *unit)
{
  PlimCap *cap = plim_test_cap (fixture->caps, "S/RES/2321 (2016)", id, from, to, quantity);

  cap->export = TRUE;
  cap->quantity.unit = g_intern_string (unit);

  return cap;
}

static void
notify (Fixture    *fixture,
        const char *month,
        const char *tonnes,
        const char *dollars)
{
  PlimTrade *trade = add_total (fixture, "C/2017", month, PLIM_BASIS_NOTIFIED, month, NULL, tonnes, NULL);

  g_assert_true (plim_amount_parse (dollars, NULL, "USD", NULL, &trade->money));
}

static void
add_2017 (Fixture *fixture)
{
  add_cap (fixture, "t", "2017-01-01", "2017-08-04", "7500000", "t")->limb_of = g_strdup ("coal-2017");
  add_cap (fixture, "usd", "2017-01-01", "2017-08-04", "400870018", "USD")->limb_of = g_strdup ("coal-2017");
  add_cap (fixture, "ban", "2017-08-05", "open", "0", "t");
  notify (fixture, "2017-01", "1440000", "126390000");
  notify (fixture, "2017-02", "1230000", "104590000");
  notify (fixture, "2017-03", "6342", "580000");
  notify (fixture, "2017-04", "0", "0");
}

static PlimScene *
draw (Fixture                *fixture,
      const PlimChartOptions *options)
{
  PlimFilter filter = PLIM_FILTER_ALL;

  return plim_coal_chart_new (fixture->trades, fixture->caps, &filter, options);
}

/* 35.7 % of the tonnes are 57.8 % of the dollars: both limbs are shown. */
static void
test_limbs (Fixture      *fixture,
            gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *mark;

  add_2017 (fixture);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  g_assert_true (plim_test_has_text (scene, "35.7 %"));
  g_assert_true (plim_test_has_text (scene, "57.8 %"));
  mark = plim_test_find_mark (scene, "57.8 % of the cap");
  g_assert_nonnull (mark);
  g_assert_true (g_strv_contains ((const char * const *) mark->claims, "S/RES/2321 (2016)/1#usd"));
  g_assert_cmpuint (g_strv_length (mark->claims), ==, 5);
  g_assert_nonnull (plim_test_find_mark (scene, "banned from 5 Aug 2017"));
  g_assert_cmpstr (plim_scene_get_title (scene), ==, "Coal: 58 % of the cap for 2017, counted in dollars, was notified");
}

/* T20: zero was said, June was not reported, and the two look different. */
static void
test_zero (Fixture      *fixture,
           gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  gboolean unknown = FALSE;

  add_2017 (fixture);
  scene = draw (fixture, &options);
  g_assert_nonnull (plim_test_find_mark (scene, "Apr 2017: 0 t of coal notified"));
  g_assert_cmpint (plim_test_find_mark (scene, "Apr 2017: 0 t of coal notified")->kind, ==, PLIM_SHAPE_CIRCLE);
  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    unknown |= plim_scene_get_shape (scene, i)->style == PLIM_STYLE_NOT_REPORTED;
  g_assert_true (unknown);
}

static double
get_left (const PlimShape *shape)
{
  double x, y, w, h;

  plim_shape_get_bounds (shape, &x, &y, &w, &h);

  return x;
}

/* T9: a part stands inside its total. T10: two statements about the same days stand side by side. */
static void
test_part_and_pair (Fixture      *fixture,
                    gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *total;
  const PlimShape *part;
  const PlimShape *panel;
  const PlimShape *state;
  const PlimShape *bracket;
  double x, y, w, h;

  add_2017 (fixture);
  add_total (fixture, "S/2020/151", "all", PLIM_BASIS_MEMBER_STATE, "2019-01", "2019-08", "3700000", NULL);
  add_total (fixture, "S/2020/151", "sts", PLIM_BASIS_MEMBER_STATE, "2019-01", "2019-08", "2800000", NULL)->claim->part_of = g_strdup ("S/2020/151#all");
  add_total (fixture, "S/2021/211", "panel", PLIM_BASIS_PANEL, "2020-01", "2020-09", "2500000", "at-least");
  add_total (fixture, "US", "state", PLIM_BASIS_NATIONAL, "2020-01", "2020-09", "4100000", NULL);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  total = plim_test_find_mark (scene, "3.7 million t");
  part = plim_test_find_mark (scene, "2.8 million t");
  panel = plim_test_find_mark (scene, "at least 2.5 million t");
  state = plim_test_find_mark (scene, "4.1 million t");
  bracket = plim_test_find_mark (scene, "2 statements, each about all of these days");
  g_assert_true (total && part && panel && state && bracket);
  g_assert_cmpfloat (part->x, >, total->x);
  g_assert_cmpfloat (part->x + part->w, <, total->x + total->w);
  g_assert_cmpfloat (part->h, <, total->h);
  g_assert_cmpint (part->style, !=, total->style);
  g_assert_true (get_left (panel) >= state->x + state->w || get_left (state) >= panel->x + panel->w);
  plim_shape_get_bounds (bracket, &x, &y, &w, &h);
  g_assert_cmpfloat (x, <, MIN (get_left (panel), get_left (state)) + 0.5);
  g_assert_cmpfloat (x + w, >, MAX (panel->x + panel->w, state->x + state->w) - 0.5);
  g_assert_cmpuint (g_strv_length (bracket->claims), ==, 2);
  g_assert_true (plim_test_has_text (scene, "Jan–Sep 2020 · S/2021/211"));
  g_assert_nonnull (strstr (plim_scene_get_title (scene), "under the ban, exports of 4.1 million t reported for Jan–Sep 2020"));
}

/* What claims to be part of itself, at once or by a detour, or nests without end, is drawn like any other. */
static void
test_part_of_itself (Fixture      *fixture,
                     gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;

  add_total (fixture, "EX", "self", PLIM_BASIS_PANEL, "2019-01", "2019-03", "1100000", NULL)->claim->part_of = g_strdup ("EX#self");
  add_total (fixture, "EX", "a", PLIM_BASIS_PANEL, "2019-04", "2019-06", "1200000", NULL)->claim->part_of = g_strdup ("EX#b");
  add_total (fixture, "EX", "b", PLIM_BASIS_PANEL, "2019-04", "2019-06", "1300000", NULL)->claim->part_of = g_strdup ("EX#a");
  add_total (fixture, "EX", "c", PLIM_BASIS_PANEL, "2019-04", "2019-06", "1400000", NULL)->claim->part_of = g_strdup ("EX#b");
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);

      add_total (fixture, "EX", id, PLIM_BASIS_PANEL, "2020", NULL, "2000", NULL)->claim->part_of = g_strdup_printf ("EX#n%u", i + 1);
    }
  scene = draw (fixture, &options);

  g_assert_nonnull (plim_test_find_mark (scene, "1.1 million t"));
  g_assert_nonnull (plim_test_find_mark (scene, "1.2 million t"));
  g_assert_nonnull (plim_test_find_mark (scene, "1.3 million t"));
  g_assert_nonnull (plim_test_find_mark (scene, "1.4 million t"));
}

/* A count without a tonnage has days but no height. */
static void
test_count_only (Fixture      *fixture,
                 gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *mark;
  PlimCap *suspended;

  add_total (fixture, "S/2020/840", "spring", PLIM_BASIS_PANEL, "2020-03", "2020-05", NULL, "at-least")->count = 33;
  suspended = add_cap (fixture, "halt", "2020-07-01", "open", "0", "t");
  g_clear_pointer (&suspended->resolution, g_free);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  mark = plim_test_find_mark (scene, "at least 33 shipments, tonnage not stated");
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->kind, !=, PLIM_SHAPE_RECT);
  g_assert_true (plim_test_has_text (scene, "banned or suspended by"));
}

/* A stop of which no end was read ends where what replaces it begins; one with an end is called a suspension. */
static void
test_replaced (Fixture      *fixture,
               gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = NULL;
  PlimCap *halt;
  PlimCap *brief;

  add_2017 (fixture);
  halt = add_cap (fixture, "halt", "2017-02-19", "open", "0", "t");
  halt->replaced_by = g_strdup ("S/RES/2321 (2016)#ban");
  g_clear_pointer (&halt->resolution, g_free);
  brief = add_cap (fixture, "brief", "2017-01-11", "2017-01-31", "0", "t");
  g_clear_pointer (&brief->resolution, g_free);
  scene = draw (fixture, &options);
  plim_test_check_scene (scene);

  g_assert_nonnull (plim_test_find_mark (scene, " 4 Aug 2017: banned or suspended by"));
  g_assert_nonnull (plim_test_find_mark (scene, " 31 Jan 2017: suspended by"));
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimScene) scene = draw (fixture, &options);

  g_assert_nonnull (strstr (plim_scene_get_title (scene), "No coal exports"));
  plim_test_check_scene (scene);
}

static void
test_sizes (Fixture      *fixture,
            gconstpointer data)
{
  add_2017 (fixture);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      g_autofree char *from = g_strdup_printf ("20%02u-%02u", 18 + i % 14, 1 + i % 9);
      g_autofree char *to = g_strdup_printf ("20%02u-%02u", 18 + i % 14, 3 + i % 9);
      g_autofree char *tonnes = g_strdup_printf ("%u000", 10 + i * i);
      PlimTrade *trade = add_total (fixture, "보고서/1", id, PLIM_BASIS_PANEL, from, to, i % 5 == 4 ? NULL : tonnes,
                                    i % 3 == 0 ? "at-least" : NULL);

      trade->count = i;
      trade->destination_country = g_strdup ("CN");
    }
  for (guint i = 0; i < G_N_ELEMENTS (plim_test_sizes); i++)
    for (guint brief = 0; brief < 2; brief++)
      {
        PlimChartOptions options = { .width_mm = plim_test_sizes[i][0], .height_mm = plim_test_sizes[i][1], .brief = brief };
        g_autoptr(PlimScene) scene = draw (fixture, &options);

        plim_test_check_scene (scene);
      }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/coal-chart/" path, Fixture, NULL, plim_test_trade_set_up, function, plim_test_trade_tear_down)
  ADD ("limbs", test_limbs);
  ADD ("zero", test_zero);
  ADD ("part-and-pair", test_part_and_pair);
  ADD ("part-of-itself", test_part_of_itself);
  ADD ("count-only", test_count_only);
  ADD ("replaced", test_replaced);
  ADD ("empty", test_empty);
  ADD ("sizes", test_sizes);

  return g_test_run ();
}
