#include "config.h"

#include "app/analysis/plim-track-compare.h"
#include "tests/plim-test-track.h"
#include "tests/plim-test.h"

#define HOUR 3600

static const double meridians[] = { 124.0, 180.0, -180.0, 179.99 };

static const PlimSeparation *
get_point (const PlimTrackComparison *comparison,
           guint                      i)
{
  return &g_array_index (comparison->points, PlimSeparation, i);
}

/* Two vessels meet head on on a meridian, one fix an hour: they pass each other between two fixes. */
static void
test_meridian (void)
{
  guint m;

  for (m = 0; m < G_N_ELEMENTS (meridians); m++)
    {
      g_autoptr(GArray) north = plim_test_positions_new (), south = plim_test_positions_new ();
      g_autoptr(PlimTrackParts) first = NULL, second = NULL;
      g_autoptr(PlimTrackComparison) comparison = NULL;
      const PlimNearSpan *span;
      guint i;

      for (i = 0; i <= 4; i++)
        plim_test_positions_add (north, i * HOUR, 36.0 + 0.1 * i, meridians[m], 60);
      for (i = 0; i <= 3; i++)
        plim_test_positions_add (south, i * HOUR + HOUR / 2, 36.5 - 0.1 * (i + 0.5), meridians[m], 60);
      first = plim_test_positions_cut (north);
      second = plim_test_positions_cut (south);
      /* 36 + 0.1 t and 36.5 - 0.1 t are equal at 2.5 h. */
      comparison = plim_track_compare (first, second, 0, 4 * HOUR, 5000.0);

      g_assert_cmpfloat_with_epsilon (get_point (comparison, comparison->nearest)->time_s, 2.5 * HOUR, 1.0);
      g_assert_cmpfloat (get_point (comparison, comparison->nearest)->distance_m, <, 1.0);
      /* The second is known from half past zero to half past three: 0.5, 1, 1.5, 2, 2.5, 3, 3.5. */
      g_assert_cmpuint (comparison->points->len, ==, 7);
      g_assert_false (get_point (comparison, 0)->joined);
      g_assert_true (get_point (comparison, 1)->joined);
      g_assert_false (get_point (comparison, 0)->first_stated);
      g_assert_true (get_point (comparison, 0)->second_stated);
      g_assert_true (get_point (comparison, 1)->first_stated);
      /* 0.4° of the meridian about 36.25° N: 44.385 km. */
      g_assert_cmpfloat_with_epsilon (get_point (comparison, 0)->distance_m, 44385.0, 5.0);

      /* They near each other at 22,192 m an hour: within 5 km for 5,000 / 22,192 of an hour before and after. */
      g_assert_cmpuint (comparison->spans->len, ==, 1);
      span = &g_array_index (comparison->spans, PlimNearSpan, 0);
      g_assert_cmpfloat_with_epsilon (span->from_s, 2.5 * HOUR - 5000.0 / 22192.0 * HOUR, 2.0);
      g_assert_cmpfloat_with_epsilon (span->to_s, 2.5 * HOUR + 5000.0 / 22192.0 * HOUR, 2.0);
      g_assert_true (!span->open_before && !span->open_after);
    }
}

/* Crossing at right angles on the equator and far north, between two fixes of each: a dip that no fix shows. */
static void
test_between (void)
{
  static const double latitudes[] = { 0.0, 82.0 };
  guint m, n;

  for (n = 0; n < G_N_ELEMENTS (latitudes); n++)
    for (m = 0; m < G_N_ELEMENTS (meridians); m++)
      {
        g_autoptr(GArray) up = plim_test_positions_new (), across = plim_test_positions_new ();
        g_autoptr(PlimTrackParts) first = NULL, second = NULL;
        g_autoptr(PlimTrackComparison) comparison = NULL;
        const PlimSeparation *nearest;
        double narrow = cos (latitudes[n] * G_PI / 180.0);

        plim_test_positions_add (up, 0, latitudes[n] - 0.02, meridians[m], 100);
        plim_test_positions_add (up, 600, latitudes[n] + 0.02, meridians[m], 100);
        plim_test_positions_add (across, 0, latitudes[n], meridians[m] - 0.02 / narrow, 100);
        plim_test_positions_add (across, 600, latitudes[n], meridians[m] + 0.02 / narrow, 100);
        first = plim_test_positions_cut (up);
        second = plim_test_positions_cut (across);
        comparison = plim_track_compare (first, second, 0, 600, 1000.0);

        g_assert_cmpuint (comparison->points->len, ==, 3);
        nearest = get_point (comparison, comparison->nearest);
        g_assert_cmpuint (comparison->nearest, ==, 1);
        g_assert_true (!nearest->first_stated && !nearest->second_stated && nearest->joined);
        g_assert_cmpfloat_with_epsilon (nearest->time_s, 300.0, 1.0);
        g_assert_cmpfloat (nearest->distance_m, <, 10.0);
        g_assert_cmpuint (comparison->spans->len, ==, 1);
      }
}

/* One falls silent while they lie side by side: nothing is said of that time, and the meeting stays open. */
static void
test_gap (void)
{
  g_autoptr(GArray) still = plim_test_positions_new (), silent = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  g_autoptr(PlimTrackComparison) comparison = NULL;
  const PlimNearSpan *span;
  guint i, open = 0;

  for (i = 0; i <= 30; i++)
    plim_test_positions_add (still, i * HOUR, 35.0, 124.0, 0);
  plim_test_positions_add (silent, 0, 36.0, 124.0, 100);
  plim_test_positions_add (silent, 6 * HOUR, 35.01, 124.0, 0);
  plim_test_positions_add (silent, 24 * HOUR, 35.01, 124.0, 0);
  plim_test_positions_add (silent, 29 * HOUR, 36.0, 124.0, 100);
  first = plim_test_positions_cut (still);
  second = plim_test_positions_cut (silent);
  comparison = plim_track_compare (first, second, 0, 30 * HOUR, 2000.0);

  for (i = 0; i < comparison->points->len; i++)
    {
      const PlimSeparation *point = get_point (comparison, i);

      g_assert_true (point->time_s <= 6 * HOUR || point->time_s >= 24 * HOUR);
      g_assert_true (point->time_s <= 29 * HOUR);
      open += !point->joined;
    }
  g_assert_cmpuint (open, ==, 2);
  g_assert_cmpuint (comparison->spans->len, ==, 2);
  span = &g_array_index (comparison->spans, PlimNearSpan, 0);
  g_assert_true (!span->open_before && span->open_after);
  g_assert_cmpfloat (span->to_s, ==, 6.0 * HOUR);
  span = &g_array_index (comparison->spans, PlimNearSpan, 1);
  g_assert_true (span->open_before && !span->open_after);
  g_assert_cmpfloat (span->from_s, ==, 24.0 * HOUR);
  g_assert_cmpfloat_with_epsilon (span->nearest_m, 1109.4, 0.5);

  /* The earliest of equals. */
  g_assert_cmpfloat (get_point (comparison, comparison->nearest)->time_s, ==, 6.0 * HOUR);
}

/* One number on two ships, two places in one second: each is compared, and no way leads from the one to the other. */
static void
test_same_second (void)
{
  g_autoptr(GArray) still = plim_test_positions_new (), two = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  guint turn;

  plim_test_positions_add (still, 0, 37.1, 124.0, 0);
  plim_test_positions_add (still, HOUR, 37.1, 124.0, 0);
  plim_test_positions_add (still, 2 * HOUR, 37.1, 124.0, 0);
  plim_test_positions_add (two, 0, 37.0, 124.0, 60);
  plim_test_positions_add (two, HOUR, 37.1, 124.0, 60);
  plim_test_positions_add (two, HOUR, 38.0, 124.0, 60);
  plim_test_positions_add (two, 2 * HOUR, 38.1, 124.0, 60);
  first = plim_test_positions_cut (still);
  second = plim_test_positions_cut (two);

  for (turn = 0; turn < 2; turn++)
    {
      g_autoptr(PlimTrackComparison) comparison = plim_track_compare (turn ? second : first, turn ? first : second, 0, 2 * HOUR, 5000.0);
      const PlimNearSpan *span = &g_array_index (comparison->spans, PlimNearSpan, 0);
      const PlimSeparation *point;

      g_assert_cmpuint (comparison->points->len, ==, 4);
      g_assert_cmpuint (comparison->nearest, ==, 1);
      point = get_point (comparison, 1);
      g_assert_true (point->joined && point->time_s == HOUR);
      g_assert_cmpfloat (point->distance_m, <, 1.0);
      g_assert_cmpuint (turn ? point->first_position : point->second_position, ==, 1);
      point = get_point (comparison, 2);
      g_assert_true (!point->joined && point->time_s == HOUR);
      g_assert_cmpfloat (point->distance_m, >, 99000.0);
      g_assert_true (get_point (comparison, 3)->joined);
      g_assert_cmpfloat (get_point (comparison, 3)->distance_m, >, 110000.0);

      /* It came as near as five kilometres on its own way, which is 11,098 m long. */
      g_assert_cmpuint (comparison->spans->len, ==, 1);
      g_assert_true (!span->open_before && span->open_after);
      g_assert_cmpfloat_with_epsilon (span->from_s, HOUR - 5000.0 / 11098.0 * HOUR, 3.0);
      g_assert_cmpfloat (span->to_s, ==, HOUR);
    }
}

static void
test_never_together (void)
{
  g_autoptr(GArray) early = plim_test_positions_new (), late = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  g_autoptr(PlimTrackComparison) comparison = NULL;

  plim_test_positions_add (early, 0, 35.0, 124.0, 0);
  plim_test_positions_add (late, HOUR, 35.0, 124.0, 0);
  first = plim_test_positions_cut (early);
  second = plim_test_positions_cut (late);
  comparison = plim_track_compare (first, second, 0, 2 * HOUR, 2000.0);

  g_assert_cmpuint (comparison->points->len, ==, 0);
  g_assert_cmpuint (comparison->spans->len, ==, 0);
}

/* The window cuts; its ends are moments too. And a year of two vessels does not take long. */
static void
test_window (void)
{
  g_autoptr(GArray) a = plim_test_positions_new (), b = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  g_autoptr(PlimTrackComparison) some = NULL, all = NULL;
  gint64 start_us;
  guint i;

  for (i = 0; i < 50000; i++)
    {
      plim_test_positions_add (a, i * 600, 35.0 + sin (i / 100.0), 124.0, 100);
      plim_test_positions_add (b, i * 600 + 300, 35.0 - sin (i / 90.0), 124.5, 100);
    }
  first = plim_test_positions_cut (a);
  second = plim_test_positions_cut (b);

  some = plim_track_compare (first, second, 900, 1650, 1e6);
  g_assert_cmpfloat (get_point (some, 0)->time_s, ==, 900.0);
  g_assert_cmpfloat (get_point (some, some->points->len - 1)->time_s, ==, 1650.0);

  start_us = g_get_monotonic_time ();
  all = plim_track_compare (first, second, 0, 50000 * 600, 60000.0);
  g_test_message ("%u points in %.3f s", all->points->len, (g_get_monotonic_time () - start_us) / 1e6);
  g_assert_cmpuint (all->points->len, >=, 99998);
  for (i = 1; i < all->points->len; i++)
    g_assert_cmpfloat (get_point (all, i)->time_s, >, get_point (all, i - 1)->time_s);
  for (i = 0; i < all->spans->len; i++)
    g_assert_cmpfloat (g_array_index (all->spans, PlimNearSpan, i).nearest_m, <=, 60000.0);
  g_assert_cmpuint (all->spans->len, >, 10);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/track-compare/meridian", test_meridian);
  g_test_add_func ("/track-compare/between", test_between);
  g_test_add_func ("/track-compare/gap", test_gap);
  g_test_add_func ("/track-compare/same-second", test_same_second);
  g_test_add_func ("/track-compare/never-together", test_never_together);
  g_test_add_func ("/track-compare/window", test_window);

  return g_test_run ();
}
