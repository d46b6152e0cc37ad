#include "config.h"

#include <math.h>

#include "app/scene/plim-scale.h"
#include "tests/plim-test.h"

static char *
join_ticks (const PlimScale *scale,
            guint            wanted)
{
  g_autoptr(GArray) ticks = plim_scale_ticks (scale, wanted);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.17g", g_array_index (ticks, double, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", number);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_ticks (PlimScale   scale,
              guint       wanted,
              const char *expected)
{
  g_autofree char *found = join_ticks (&scale, wanted);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_map (void)
{
  PlimScale linear = { 0, 5, 108, 37, FALSE };
  PlimScale powers = { 0.1, 1000, 100, 20, TRUE };

  g_assert_cmpfloat (plim_scale_map (&linear, 0), ==, 108);
  g_assert_cmpfloat (plim_scale_map (&linear, 5), ==, 37);
  g_assert_cmpfloat_with_epsilon (plim_scale_map (&powers, 10), 60, 1e-9);
  g_assert_cmpfloat (plim_scale_map (&powers, 0), ==, 100);
  g_assert_cmpfloat (plim_scale_map (&powers, -4), ==, 100);
}

static void
test_ticks (void)
{
  assert_ticks ((PlimScale) { 0, 5, 0, 1, FALSE }, 5, "0 1 2 3 4 5");
  assert_ticks ((PlimScale) { 0, 1, 0, 1, FALSE }, 10, "0 0.10000000000000001 0.20000000000000001 0.29999999999999999 "
                "0.40000000000000002 0.5 0.59999999999999998 0.69999999999999996 0.80000000000000004 0.90000000000000002 1");
  assert_ticks ((PlimScale) { 0, 4400000, 0, 1, FALSE }, 5, "0 1000000 2000000 3000000 4000000");
  assert_ticks ((PlimScale) { -30, 30, 0, 1, FALSE }, 3, "-20 0 20");
  assert_ticks ((PlimScale) { 5, 5, 0, 1, FALSE }, 3, "");
  assert_ticks ((PlimScale) { 0, NAN, 0, 1, FALSE }, 3, "");
  assert_ticks ((PlimScale) { 0.5, 2000, 0, 1, TRUE }, 5, "1 10 100 1000");
  assert_ticks ((PlimScale) { 1, 40, 0, 1, TRUE }, 5, "1 2 5 10 20");
  assert_ticks ((PlimScale) { 1, 1e12, 0, 1, TRUE }, 4, "1 10000 100000000 1000000000000");
}

static void
test_days (void)
{
  PlimDayScale years = { plim_day_from_ymd (2018, 1, 1), plim_day_from_ymd (2024, 12, 31), 20, 214 };
  PlimDayScale centuries = { PLIM_DAY_FIRST, PLIM_DAY_LAST, 0, 100 };
  PlimTickUnit unit;
  g_autoptr(GArray) ticks = plim_day_scale_ticks (&years, 10, &unit);

  g_assert_cmpint (unit, ==, PLIM_TICK_YEAR);
  g_assert_cmpint (ticks->len, ==, 7);
  g_assert_cmpint (g_array_index (ticks, guint32, 2), ==, plim_day_from_ymd (2020, 1, 1));
  g_assert_cmpfloat (plim_day_scale_map (&years, years.first), ==, 20);
  g_assert_cmpfloat (plim_day_scale_map (&years, years.last), ==, 214);

  g_array_unref (ticks);
  ticks = plim_day_scale_ticks (&years, 30, &unit);
  g_assert_cmpint (unit, ==, PLIM_TICK_QUARTER);
  g_assert_cmpint (ticks->len, ==, 28);

  years.last = plim_day_from_ymd (2018, 12, 31);
  g_array_unref (ticks);
  ticks = plim_day_scale_ticks (&years, 12, &unit);
  g_assert_cmpint (unit, ==, PLIM_TICK_MONTH);
  g_assert_cmpint (ticks->len, ==, 12);

  years.last = years.first + 6;
  g_array_unref (ticks);
  ticks = plim_day_scale_ticks (&years, 12, &unit);
  g_assert_cmpint (unit, ==, PLIM_TICK_DAY);
  g_assert_cmpint (ticks->len, ==, 7);

  /* Never more than asked for, whatever the days. */
  g_array_unref (ticks);
  ticks = plim_day_scale_ticks (&centuries, 12, &unit);
  g_assert_cmpint (ticks->len, >, 2);
  g_assert_cmpint (ticks->len, <=, 12);

  years.last = years.first - 1;
  g_array_unref (ticks);
  ticks = plim_day_scale_ticks (&years, 12, &unit);
  g_assert_cmpint (ticks->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/scale/map", test_map);
  g_test_add_func ("/scale/ticks", test_ticks);
  g_test_add_func ("/scale/days", test_days);

  return g_test_run ();
}
