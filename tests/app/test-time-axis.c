#include "config.h"

#include "app/map/plim-time-axis.h"
#include "tests/plim-test.h"

#define START_S 1924992000   /* 1 January 2031, 00:00 UTC */
#define HOUR    3600
#define DAY     86400

static void
test_places (void)
{
  PlimTimeAxis axis = { START_S, START_S + 10.0 * DAY, 8.0, 1000.0 };
  guint i;

  g_assert_cmpfloat (plim_time_axis_place (&axis, START_S), ==, 8.0);
  g_assert_cmpfloat (plim_time_axis_place (&axis, START_S + 5.0 * DAY), ==, 508.0);
  g_assert_cmpfloat (plim_time_axis_place (&axis, START_S - DAY), ==, -92.0);
  for (i = 0; i < 1200; i += 7)
    g_assert_cmpfloat_with_epsilon (plim_time_axis_place (&axis, plim_time_axis_locate (&axis, i)), i, 1e-6);
}

/* Round in the zone that is read: a day begins at midnight there. */
static void
test_rounding (void)
{
  PlimTimeAxis axis = { START_S, START_S + 1000.0 * DAY, 0.0, 1000.0 };

  g_assert_cmpint (plim_time_axis_get_step (&axis) % DAY, ==, 0);
  axis.to_s = START_S + 365.0 * DAY;
  g_assert_cmpint (plim_time_axis_get_step (&axis), ==, DAY);
  g_assert_cmpint (plim_time_axis_round (&axis, START_S + 3.4 * DAY), ==, START_S + 3 * DAY);
  axis.zone = PLIM_ZONE_KST;
  g_assert_cmpint (plim_time_axis_round (&axis, START_S + 3.4 * DAY), ==, START_S + 3 * DAY - 9 * HOUR + DAY);
  axis.zone = PLIM_ZONE_UTC;
  g_assert_cmpint (plim_time_axis_round_end (&axis, START_S + 3.6 * DAY), ==, START_S + 4 * DAY - 1);
  /* What is round already stays. */
  g_assert_cmpint (plim_time_axis_round_end (&axis, START_S + 4.0 * DAY - 1.0), ==, START_S + 4 * DAY - 1);
}

static void
test_showing (void)
{
  PlimTimeAxis axis = { 0.0, 1.0, 8.0, 500.0 };
  const gint64 first_s = START_S, last_s = START_S + 10 * DAY;

  plim_time_axis_show (&axis, START_S + DAY, START_S + 2 * DAY, first_s, last_s);
  g_assert_true (axis.from_s == START_S + DAY && axis.to_s == START_S + 2 * DAY);
  /* Neither before the beginning nor after the end, but as long. */
  plim_time_axis_show (&axis, START_S - DAY, START_S + DAY, first_s, last_s);
  g_assert_true (axis.from_s == START_S && axis.to_s == START_S + 2 * DAY);
  plim_time_axis_show (&axis, last_s - DAY, last_s + DAY, first_s, last_s);
  g_assert_true (axis.from_s == last_s - 2 * DAY && axis.to_s == last_s);
  /* Not more than there is, nor less than is seen. */
  plim_time_axis_show (&axis, START_S - 100 * DAY, START_S + 100 * DAY, first_s, last_s);
  g_assert_true (axis.from_s == first_s && axis.to_s == last_s);
  plim_time_axis_show (&axis, START_S + DAY, START_S + DAY + 1, first_s, last_s);
  g_assert_cmpfloat (axis.to_s - axis.from_s, ==, 600.0);
  /* A single moment. */
  plim_time_axis_show (&axis, START_S, START_S, START_S, START_S);
  g_assert_cmpfloat (axis.from_s, ==, START_S);
  g_assert_cmpfloat (axis.to_s, ==, START_S + 600.0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/time-axis/places", test_places);
  g_test_add_func ("/time-axis/rounding", test_rounding);
  g_test_add_func ("/time-axis/showing", test_showing);

  return g_test_run ();
}
