#include "config.h"

#include "tests/plim-test-track.h"
#include "tests/plim-test.h"

#define HOUR 3600

static void
test_legs (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;
  const PlimTrackBreak *between;
  const PlimTrackLeg *leg;

  /* An hour apart; then six hours exactly, which is no silence; then a second more, which is one; then a jump. */
  plim_test_positions_add (positions, 0, 37.0, 123.0, 100);
  plim_test_positions_add (positions, HOUR, 37.1, 123.0, 100);
  plim_test_positions_add (positions, 7 * HOUR, 37.6, 123.0, 100);
  plim_test_positions_add (positions, 13 * HOUR + 1, 38.0, 123.0, 100);
  plim_test_positions_add (positions, 13 * HOUR + 61, 38.001, 123.0, 100);
  plim_test_positions_add (positions, 13 * HOUR + 121, 39.0, 123.0, 100);
  parts = plim_test_positions_cut (positions);

  g_assert_cmpuint (parts->legs->len, ==, 3);
  g_assert_cmpuint (parts->breaks->len, ==, 2);
  leg = &g_array_index (parts->legs, PlimTrackLeg, 0);
  g_assert_true (leg->first == 0 && leg->count == 3);
  leg = &g_array_index (parts->legs, PlimTrackLeg, 1);
  g_assert_true (leg->first == 3 && leg->count == 2);
  leg = &g_array_index (parts->legs, PlimTrackLeg, 2);
  g_assert_true (leg->first == 5 && leg->count == 1);

  between = &g_array_index (parts->breaks, PlimTrackBreak, 0);
  g_assert_true (between->silent && !between->implausible && between->before == 2);
  g_assert_cmpint (between->from_s, ==, 7 * HOUR);
  g_assert_cmpint (between->to_s, ==, 13 * HOUR + 1);
  /* 0.4° of a meridian at 37.8° N: 44.4 km, in six hours 4.0 kn. */
  g_assert_cmpfloat_with_epsilon (between->distance_m, 44397.0, 10.0);
  g_assert_cmpfloat_with_epsilon (between->speed_kn, 44397.0 / 1852.0 / 6.0, 0.01);

  between = &g_array_index (parts->breaks, PlimTrackBreak, 1);
  g_assert_true (!between->silent && between->implausible && between->before == 4);
  g_assert_cmpfloat (between->speed_kn, >, 3000.0);
  g_assert_true (plim_track_parts_is_joined (parts, 0));
  g_assert_true (plim_track_parts_is_joined (parts, 1));
  g_assert_false (plim_track_parts_is_joined (parts, 2));
  g_assert_true (plim_track_parts_is_joined (parts, 3));
  g_assert_false (plim_track_parts_is_joined (parts, 4));
  g_assert_false (plim_track_parts_is_joined (parts, 5));
}

static void
test_jumps (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;

  /* Fast but short: a receiver's scatter. In no time and far: two ships under one number. */
  plim_test_positions_add (positions, 0, 37.0, 179.999, 0);
  plim_test_positions_add (positions, 1, 37.0, 180.008, 0);
  plim_test_positions_add (positions, 1, 37.0, 181.0, 0);
  parts = plim_test_positions_cut (positions);

  g_assert_cmpuint (parts->breaks->len, ==, 1);
  g_assert_cmpuint (g_array_index (parts->breaks, PlimTrackBreak, 0).before, ==, 1);
  g_assert_true (isinf (g_array_index (parts->breaks, PlimTrackBreak, 0).speed_kn));
}

/* The same way at three meridians, and far north: what is worked out does not depend on where 180° lies. */
static void
test_place (void)
{
  static const double meridians[] = { 124.0, 180.0, -180.0, 179.9 };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (meridians); i++)
    {
      g_autoptr(GArray) positions = plim_test_positions_new ();
      g_autoptr(PlimTrackParts) parts = NULL;
      PlimTrackPlace place;
      double latitude, longitude;

      plim_test_positions_add (positions, 1000, 80.0, meridians[i] - 0.3, 100);
      plim_test_positions_add (positions, 1000 + HOUR, 80.0, meridians[i] + 0.7, 100);
      plim_test_positions_add (positions, 1000 + 11 * HOUR, 80.2, meridians[i] + 0.7, 100);
      parts = plim_test_positions_cut (positions);

      place = plim_track_parts_place_at (parts, 999.5);
      g_assert_cmpint (place.where, ==, PLIM_TRACK_NOWHERE);
      g_assert_false (plim_track_place_is_known (&place));

      place = plim_track_parts_place_at (parts, 1000.0);
      g_assert_cmpint (place.where, ==, PLIM_TRACK_STATED);
      g_assert_cmpfloat (place.age_s, ==, 0.0);

      place = plim_track_parts_place_at (parts, 1000.0 + HOUR / 2);
      g_assert_cmpint (place.where, ==, PLIM_TRACK_INTERPOLATED);
      g_assert_true (plim_track_place_is_known (&place));
      /* On the great circle, which at 80° N bows north of the parallel: tan φ = tan 80° / cos 0.5°. */
      latitude = atan (tan (80.0 * G_PI / 180.0) / cos (0.5 * G_PI / 180.0)) * 180.0 / G_PI;
      longitude = plim_geo_unwrap (place.longitude, meridians[i] + 0.2);
      g_assert_cmpfloat_with_epsilon (place.latitude, latitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (longitude, meridians[i] + 0.2, 1e-6);
      g_assert_cmpfloat (fabs (place.longitude), <=, 180.0);

      /* Ten hours of silence: where it was, with the age of that. */
      place = plim_track_parts_place_at (parts, 1000.0 + 4 * HOUR);
      g_assert_cmpint (place.where, ==, PLIM_TRACK_LAST_KNOWN);
      g_assert_cmpfloat (place.age_s, ==, 3.0 * HOUR);
      g_assert_cmpuint (place.position, ==, 1);
      g_assert_cmpfloat_with_epsilon (place.latitude, 80.0, 1e-9);

      place = plim_track_parts_place_at (parts, 1000.0 + 12 * HOUR);
      g_assert_cmpint (place.where, ==, PLIM_TRACK_LAST_KNOWN);
      g_assert_cmpfloat_with_epsilon (place.latitude, 80.2, 1e-9);
    }
}

/* A silence may be allowed to be longer than what may be worked out. */
static void
test_longest_step (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;
  PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  PlimTrackPlace place;

  plim_test_positions_add (positions, 0, 30.0, 125.0, 100);
  plim_test_positions_add (positions, 8 * HOUR, 30.5, 125.0, 100);
  limits.silence_s = 12 * HOUR;
  limits.longest_step_s = HOUR;
  parts = plim_track_parts_new (positions, &limits);
  place = plim_track_parts_place_at (parts, 4 * HOUR);

  g_assert_cmpuint (parts->legs->len, ==, 1);
  g_assert_cmpint (place.where, ==, PLIM_TRACK_LAST_KNOWN);
}

static void
test_events (void)
{
  static const struct { gint64 time_s; PlimTrackEventKind kind; } expected[] = {
    { 2 * HOUR, PLIM_TRACK_STOP_BEGINS },
    { 5 * HOUR, PLIM_TRACK_STOP_ENDS },
    { 6 * HOUR, PLIM_TRACK_SILENCE_BEGINS },
    { 20 * HOUR, PLIM_TRACK_SILENCE_ENDS },
    { 20 * HOUR, PLIM_TRACK_STOP_BEGINS },
    { 22 * HOUR, PLIM_TRACK_STOP_ENDS },
    { 22 * HOUR, PLIM_TRACK_SILENCE_BEGINS },
    { 40 * HOUR, PLIM_TRACK_SILENCE_ENDS },
  };
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) parts = NULL;
  const PlimTrackEvent *event;
  guint i;

  plim_test_positions_add (positions, 0, 37.0, 125.0, 120);
  plim_test_positions_add (positions, HOUR, 37.2, 125.0, 80);
  plim_test_positions_add (positions, 2 * HOUR, 37.3, 125.0, 2);
  plim_test_positions_add (positions, 3 * HOUR, 37.3, 125.0, 4);     /* drifts: the stop goes on */
  plim_test_positions_add (positions, 4 * HOUR, 37.3, 125.0, -1);    /* no speed stated: no way was made */
  plim_test_positions_add (positions, 5 * HOUR, 37.4, 125.0, -1);    /* no speed stated: six miles in an hour */
  plim_test_positions_add (positions, 6 * HOUR, 37.6, 125.0, 120);
  plim_test_positions_add (positions, 20 * HOUR, 38.0, 125.0, 0);
  plim_test_positions_add (positions, 22 * HOUR, 38.0, 125.0, 0);    /* the last that is known of the stop */
  plim_test_positions_add (positions, 40 * HOUR, 38.0, 125.0, 0);
  plim_test_positions_add (positions, 40 * HOUR + 600, 38.1, 125.0, 120);   /* a stop of ten minutes is none */
  parts = plim_test_positions_cut (positions);

  g_assert_cmpuint (parts->events->len, ==, G_N_ELEMENTS (expected));
  for (i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      event = &g_array_index (parts->events, PlimTrackEvent, i);
      g_test_message ("%" G_GINT64_FORMAT " h %s", event->time_s / HOUR, plim_track_event_get_words (event->kind));
      g_assert_cmpint (event->time_s, ==, expected[i].time_s);
      g_assert_cmpint (event->kind, ==, expected[i].kind);
    }
}

static void
test_nothing (void)
{
  g_autoptr(GArray) positions = plim_test_positions_new ();
  g_autoptr(PlimTrackParts) none = plim_test_positions_cut (positions), one = NULL;
  g_autoptr(GArray) single = plim_test_positions_new ();
  PlimTrackPlace place = plim_track_parts_place_at (none, 0.0);

  g_assert_cmpint (place.where, ==, PLIM_TRACK_NOWHERE);
  g_assert_cmpuint (none->legs->len + none->breaks->len + none->events->len, ==, 0);

  plim_test_positions_add (single, 50, 90.0, 0.0, -1);
  one = plim_test_positions_cut (single);
  g_assert_cmpuint (one->legs->len, ==, 1);
  place = plim_track_parts_place_at (one, 50.0);
  g_assert_cmpint (place.where, ==, PLIM_TRACK_STATED);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/track/legs", test_legs);
  g_test_add_func ("/track/jumps", test_jumps);
  g_test_add_func ("/track/place", test_place);
  g_test_add_func ("/track/longest-step", test_longest_step);
  g_test_add_func ("/track/events", test_events);
  g_test_add_func ("/track/nothing", test_nothing);

  return g_test_run ();
}
