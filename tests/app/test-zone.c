#include "config.h"

#include "app/model/plim-zone.h"

#include <time.h>

#include "app/model/plim-period.h"
#include "tests/plim-test.h"

#define HOUR_S G_GINT64_CONSTANT (3600)

/* 4 March 2031, 05:06:07 UTC */
static gint64
get_moment (void)
{
  return plim_day_to_unix (plim_day_from_ymd (2031, 3, 4)) + 5 * HOUR_S + 6 * 60 + 7;
}

static void
assert_formats (void)
{
  gint64 moment = get_moment ();
  g_autofree char *utc = plim_zone_format (PLIM_ZONE_UTC, moment), *kst = plim_zone_format (PLIM_ZONE_KST, moment);
  g_autofree char *bare = plim_zone_format_bare (PLIM_ZONE_UTC, moment);
  g_autofree char *next_day = plim_zone_format (PLIM_ZONE_KST, moment + 10 * HOUR_S);
  g_autofree char *before = plim_zone_format (PLIM_ZONE_UTC, -1);
  g_autofree char *span = plim_zone_format_span (PLIM_ZONE_KST, moment, moment + 24 * HOUR_S);

  g_assert_cmpstr (utc, ==, "2031-03-04 05:06 UTC");
  g_assert_cmpstr (kst, ==, "2031-03-04 14:06 KST (05:06 UTC)");
  g_assert_cmpstr (bare, ==, "2031-03-04 05:06");
  g_assert_cmpstr (next_day, ==, "2031-03-05 00:06 KST (03-04 15:06 UTC)");
  g_assert_cmpstr (before, ==, "1969-12-31 23:59 UTC");
  g_assert_cmpstr (span, ==, "2031-03-04 14:06 – 2031-03-05 14:06 KST (UTC+9)");
}

/* Wherever the machine stands: with summer time, half hours and quarters of hours. */
static void
test_machine_zone (void)
{
  static const char * const zones[] = { "UTC", "Asia/Seoul", "America/New_York", "Asia/Kolkata", "Pacific/Chatham" };
  g_autofree char *kept = g_strdup (g_getenv ("TZ"));
  guint i;

  for (i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_setenv ("TZ", zones[i], TRUE);
      tzset ();
      assert_formats ();
    }
  if (kept != NULL)
    g_setenv ("TZ", kept, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
}

static void
test_ends_of_time (void)
{
  g_autofree char *first = plim_zone_format (PLIM_ZONE_KST, G_MININT64), *last = plim_zone_format (PLIM_ZONE_KST, G_MAXINT64);

  g_assert_true (g_str_has_prefix (first, "0001-01-"));
  g_assert_true (g_str_has_prefix (last, "9999-12-3"));
}

static void
test_lengths (void)
{
  static const struct
  {
    gint64      seconds;
    const char *words;
  } lengths[] = {
    { -5, "0 s" }, { 40, "40 s" }, { 59, "59 s" }, { 60, "1 min" }, { 3599, "59 min" }, { 3600, "1 h" }, { 12030, "3 h 20 min" },
    { 86399, "23 h 59 min" }, { 86400, "1 d" }, { 187300, "2 d 4 h" }, { 8640000 + 3600, "100 d" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *words = plim_zone_format_length (lengths[i].seconds);

      g_assert_cmpstr (words, ==, lengths[i].words);
    }
}

/* A range of time is a period, and back. */
static void
test_spans (void)
{
  gint64 day = plim_day_to_unix (plim_day_from_ymd (2031, 3, 4)), from_s, to_s;
  PlimPeriod days = plim_period_from_span (day, day + 48 * HOUR_S - 1), times = plim_period_from_span (day + 60, day + 48 * HOUR_S);
  PlimPeriod open;
  g_autofree char *first = plim_period_format_from (&days), *last = plim_period_format_to (&days);
  g_autofree char *from = plim_period_format_from (&times), *to = plim_period_format_to (&times);

  g_assert_cmpstr (first, ==, "2031-03-04");
  g_assert_cmpstr (last, ==, "2031-03-05");
  g_assert_cmpstr (from, ==, "2031-03-04T00:01:00Z");
  g_assert_cmpstr (to, ==, "2031-03-06T00:00:00Z");

  plim_period_get_span (&days, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, day);
  g_assert_cmpint (to_s, ==, day + 48 * HOUR_S - 1);
  plim_period_get_span (&times, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, day + 60);
  g_assert_cmpint (to_s, ==, day + 48 * HOUR_S);
  g_assert_false (plim_period_equal (&days, &times));
  g_assert_true (plim_period_equal (&times, &times));

  g_assert_true (plim_period_parse ("2031-03-04", "open", &open));
  plim_period_get_span (&open, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, day);
  g_assert_cmpint (to_s, ==, G_MAXINT64);
  open = PLIM_PERIOD_UNKNOWN;
  plim_period_get_span (&open, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, G_MININT64);
  g_assert_cmpint (to_s, ==, G_MAXINT64);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/zone/machine-zone", test_machine_zone);
  g_test_add_func ("/zone/ends-of-time", test_ends_of_time);
  g_test_add_func ("/zone/lengths", test_lengths);
  g_test_add_func ("/zone/spans", test_spans);

  return g_test_run ();
}
