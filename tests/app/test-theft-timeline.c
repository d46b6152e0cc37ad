#include "config.h"

#include "app/charts/plim-theft-timeline.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

static GPtrArray *
new_thefts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plim_theft_free);
}

static void
free_attribution (gpointer data)
{
  PlimAttribution *attribution = data;

  g_free (attribution->to);
  g_free (attribution);
}

static void
attribute (PlimTheft   *theft,
           PlimStrength strength)
{
  PlimAttribution *attribution = g_new0 (PlimAttribution, 1);

  attribution->strength = strength;
  attribution->to = g_strdup ("Group X");
  g_ptr_array_set_free_func (theft->attributions, free_attribution);
  g_ptr_array_add (theft->attributions, attribution);
}

static PlimScene *
draw (GPtrArray              *thefts,
      const PlimChartOptions *options)
{
  PlimFilter filter = PLIM_FILTER_ALL;

  return plim_theft_timeline_new (thefts, &filter, options);
}

static void
add_2019_2020 (GPtrArray *thefts)
{
  plim_test_theft (thefts, "total", NULL, "2019", "2020-11", "316400000", "USD");
  plim_test_theft (thefts, "dragonex", "DragonEx", "2019-03", NULL, "7000000", "USD");
  plim_test_theft (thefts, "a", "Exchange 9", "2019-07", NULL, "272000", "USD");
  plim_test_theft (thefts, "b", "Exchange 10", "2019-09", NULL, "2500000", "USD");
  plim_test_theft (thefts, "upbit", "Upbit", "2019-11", NULL, "50000000", "USD");
  plim_test_theft (thefts, "kucoin", "KuCoin", "2020-09-25", NULL, "281000000", "USD");
  plim_test_theft (thefts, "c", "Not named", "2020-10", NULL, "23000000", "USD");
}

static void
test_excess (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;
  const PlimShape *mark;

  add_2019_2020 (thefts);
  scene = draw (thefts, &options);
  plim_test_check_scene (scene);

  g_assert_true (plim_test_has_text (scene, "Stated: US$316.4 million"));
  g_assert_true (plim_test_has_text (scene, "listed items exceed the stated total by US$47.4 million: not all can be inside"));
  mark = plim_test_find_mark (scene, "not all can be inside");
  g_assert_nonnull (mark);
  /* The total and the six listed thefts all went in. */
  g_assert_cmpuint (g_strv_length (mark->claims), ==, 7);
}

static void
test_remainder (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;

  plim_test_theft (thefts, "total", NULL, "2030", NULL, "100000000", "USD");
  plim_test_theft (thefts, "a", "A", "2030-02-03", NULL, "60000000", "USD");
  plim_test_theft (thefts, "b", "B", "2030-12", "2031-01", "5000000", "USD");
  scene = draw (thefts, &options);
  plim_test_check_scene (scene);

  g_assert_true (plim_test_has_text (scene, "not itemised US$40 million"));
  g_assert_true (plim_test_has_text (scene, "B (date not wholly inside)"));
}

/* Two claims about one theft: two circles, one thread, one count; each keeps its own claim. */
static void
test_two_claims (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;
  guint circles = 0;
  guint group = 0;

  plim_test_theft (thefts, "fbi", "Bybit", "2025-02-21", NULL, "1500000000", "USD");
  plim_test_theft (thefts, "firm", "Bybit", "2025-02-19", NULL, "1460000000", "USD");
  scene = draw (thefts, &options);
  plim_test_check_scene (scene);

  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->kind != PLIM_SHAPE_CIRCLE || !plim_shape_is_mark (shape))
        continue;
      circles++;
      g_assert_cmpuint (g_strv_length (shape->claims), ==, 1);
      g_assert_true (group == 0 || shape->group == group);
      group = shape->group;
    }
  g_assert_cmpuint (circles, ==, 2);
  g_assert_true (plim_test_has_text (scene, "1,460–1,500"));
  g_assert_nonnull (strstr (plim_scene_get_summary (scene), "1 theft"));
}

/* Won are never turned into dollars; an unknown amount is no zero. */
static void
test_won (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;

  plim_test_theft (thefts, "won", "연습 거래소", "2030-02-11", NULL, "61300000000", "KRW");
  plim_test_theft (thefts, "none", "Wallets", "2030-06", NULL, NULL, "USD");
  plim_test_theft (thefts, "usd", "Bridge", "2030-05-20", NULL, "28000000", "USD");
  scene = draw (thefts, &options);
  plim_test_check_scene (scene);

  g_assert_true (plim_test_has_text (scene, "연습 거래소"));
  g_assert_true (plim_test_has_text (scene, "₩61.3 billion"));
  g_assert_true (plim_test_has_text (scene, "not stated"));
  g_assert_true (plim_test_has_text (scene, "2 thefts without an amount in US dollars"));
  g_assert_nonnull (plim_test_find_mark (scene, "₩61.3 billion"));

  /* Only won at all. */
  g_ptr_array_set_size (thefts, 1);
  plim_scene_unref (scene);
  scene = draw (thefts, &options);
  plim_test_check_scene (scene);
}

static const PlimShape *
find_circle (PlimScene  *scene,
             const char *part)
{
  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->kind == PLIM_SHAPE_CIRCLE && plim_shape_is_mark (shape) && strstr (shape->label, part) != NULL)
        return shape;
    }

  g_error ("No circle for %s", part);
}

static void
test_strength (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;
  PlimTheft *firm;

  attribute (plim_test_theft (thefts, "a", "Attributed", "2030-01-05", NULL, "10000000", "USD"), PLIM_STRENGTH_ATTRIBUTED);
  attribute (plim_test_theft (thefts, "b", "Investigated", "2030-04-05", NULL, "10000000", "USD"), PLIM_STRENGTH_INVESTIGATING);
  attribute (plim_test_theft (thefts, "c", "Suspected", "2030-07-05", NULL, "10000000", "USD"), PLIM_STRENGTH_SUSPECTED);
  firm = plim_test_theft (thefts, "d", "By a firm", "2030-10-05", NULL, "10000000", "USD");
  attribute (firm, PLIM_STRENGTH_ATTRIBUTED);
  firm->claim->basis = PLIM_BASIS_PRIVATE;
  scene = draw (thefts, &options);

  g_assert_cmpint (find_circle (scene, "Attributed")->style, ==, PLIM_STYLE_THEFT_ATTRIBUTED);
  g_assert_cmpint (find_circle (scene, "Investigated")->style, ==, PLIM_STYLE_THEFT_SUGGESTED);
  g_assert_cmpint (find_circle (scene, "Suspected")->style, ==, PLIM_STYLE_THEFT_SUSPECTED);
  g_assert_cmpint (find_circle (scene, "By a firm")->style, ==, PLIM_STYLE_THEFT_SUSPECTED);
}

/* Four times the amount is four times the area. */
static void
test_area (void)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(PlimScene) scene = NULL;

  plim_test_theft (thefts, "a", "Large", "2030-01-05", NULL, "400000000", "USD");
  plim_test_theft (thefts, "b", "Small", "2030-07-05", NULL, "100000000", "USD");
  options.linear = TRUE;
  scene = draw (thefts, &options);
  g_assert_cmpfloat_with_epsilon (find_circle (scene, "Large")->w, 2 * find_circle (scene, "Small")->w, 1e-6);
}

/* Crowded, at every size, none of the words on another. */
static void
test_sizes (void)
{
  for (guint n = 0; n <= 120; n += 40)
    {
      g_autoptr(GPtrArray) thefts = new_thefts ();

      if (n > 0)
        add_2019_2020 (thefts);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *id = g_strdup_printf ("t%u", i);
          g_autofree char *name = g_strdup_printf (i % 3 == 0 ? "한국 거래소 %u" : "Exchange %u", i);
          g_autofree char *day = g_strdup_printf ("20%02u-%02u", 18 + i % 14, 1 + i % 12);
          g_autofree char *amount = g_strdup_printf ("%u000000", 1 + i * i);

          plim_test_theft (thefts, id, name, day, NULL, i % 11 == 7 ? NULL : amount, i % 7 == 3 ? "KRW" : "USD");
        }
      for (guint i = 0; i < G_N_ELEMENTS (plim_test_sizes); i++)
        for (guint k = 0; k < 4; k++)
          {
            PlimChartOptions options = { .width_mm = plim_test_sizes[i][0], .height_mm = plim_test_sizes[i][1],
                                         .brief = k % 2, .linear = k / 2 };
            g_autoptr(PlimScene) scene = draw (thefts, &options);

            plim_test_check_scene (scene);
          }
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/theft-timeline/excess", test_excess);
  g_test_add_func ("/theft-timeline/remainder", test_remainder);
  g_test_add_func ("/theft-timeline/two-claims", test_two_claims);
  g_test_add_func ("/theft-timeline/won", test_won);
  g_test_add_func ("/theft-timeline/strength", test_strength);
  g_test_add_func ("/theft-timeline/area", test_area);
  g_test_add_func ("/theft-timeline/sizes", test_sizes);

  return g_test_run ();
}
