#include "config.h"

#include "app/analysis/plim-cap-curve.h"
#include "app/analysis/plim-cap-usage.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

typedef PlimTestTrade Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  plim_test_trade_set_up (fixture, data);
  plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "refined", "2018-01-01", "open", "500000");
}

static PlimTrade *
notify (Fixture    *fixture,
        const char *id,
        const char *speaker,
        const char *from,
        const char *to,
        const char *quantity)
{
  return plim_test_total (fixture->trades, "C", id, PLIM_BASIS_NOTIFIED, speaker, from, to, quantity, NULL, NULL);
}

static PlimTrade *
estimate (Fixture    *fixture,
          const char *report,
          const char *id,
          const char *from,
          const char *to,
          const char *quantity,
          const char *bound,
          const char *laden)
{
  return plim_test_total (fixture->trades, report, id, PLIM_BASIS_MEMBER_STATE, "A Member State",
                          from, to, quantity, bound, laden);
}

static PlimCapUsage *
work_out (Fixture *fixture)
{
  return plim_cap_usage_new (fixture->trades, fixture->caps, "bbl", NULL, NULL);
}

static PlimCapYear *
only_year (PlimCapUsage *usage)
{
  g_assert_cmpuint (usage->years->len, ==, 1);

  return g_ptr_array_index (usage->years, 0);
}

/* 2020: overlapping totals are never added; the widest stands first. */
static void
test_notified_never_added (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimCapYear *year;

  notify (fixture, "may", "Table", "2020-01", "2020-05", "106094.17");
  notify (fixture, "aug", "Table", "2020-01", "2020-08", "129706");
  notify (fixture, "cn", "China", "2020-01", "2020-08", "37152");
  notify (fixture, "jul", "China", "2020-07", "2020-07", "12479");
  usage = work_out (fixture);
  year = only_year (usage);

  g_assert_cmpfloat (year->notified->high, ==, 129706);
  g_assert_false (year->notified->summed);
  g_assert_cmpuint (year->notified_also->len, ==, 3);
}

/* Only months: of one reporter, disjoint, so they may be summed, and the answer says so. */
static void
test_notified_months (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimCapYear *year;

  notify (fixture, "jan", "China", "2022-01", "2022-01", "10822");
  notify (fixture, "feb", "China", "2022-02", "2022-02", "6295");
  notify (fixture, "ru", "Russia", "2022-03", "2022-03", "999");
  usage = work_out (fixture);
  year = only_year (usage);

  g_assert_true (year->notified->summed);
  g_assert_cmpfloat (year->notified->high, ==, 17117);
  g_assert_cmpuint (year->notified_also->len, ==, 1);
}

/* T15: 38,334 grew to 91,909 as more became known; of one period the latest counts. */
static void
test_notified_revised (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimTrade *early = notify (fixture, "early", "China", "2021", NULL, "38334");
  PlimTrade *late = notify (fixture, "late", "China", "2021", NULL, "91909");

  g_assert_true (plim_period_parse ("2021-10-05", NULL, &early->claim->known));
  g_assert_true (plim_period_parse ("2022-03-23", NULL, &late->claim->known));
  usage = work_out (fixture);

  g_assert_cmpfloat (only_year (usage)->notified->high, ==, 91909);
  g_assert_cmpuint (only_year (usage)->notified_also->len, ==, 1);
}

/* T20: zero over several years is zero in each; not reported is nothing at all. */
static void
test_zero_is_not_unknown (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimCapYear *zero;
  PlimCapYear *unknown;

  notify (fixture, "ru", "Russia", "2020-10", "2021-12", "0");
  estimate (fixture, "R", "a", "2021", NULL, "323000", NULL, "0.9");
  estimate (fixture, "R", "b", "2023-01", "2023-04", "780000", NULL, "0.9");
  usage = work_out (fixture);
  g_assert_cmpuint (usage->years->len, ==, 3);
  zero = g_ptr_array_index (usage->years, 0);
  unknown = g_ptr_array_index (usage->years, 2);

  g_assert_cmpuint (zero->year, ==, 2021);
  g_assert_null (zero->notified);
  g_assert_cmpuint (zero->notified_zero->len, ==, 1);
  g_assert_null (unknown->notified);
  g_assert_cmpuint (unknown->notified_zero->len, ==, 0);
}

static void
test_tonnes_stay_words (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  g_autoptr(PlimConversion) conversion = g_new0 (PlimConversion, 1);
  PlimTrade *tonnes = notify (fixture, "t", "Table", "2018", NULL, "48430");

  tonnes->quantity.unit = g_intern_string ("t");
  usage = work_out (fixture);
  g_assert_null (only_year (usage)->notified);
  g_assert_cmpuint (only_year (usage)->notified_words->len, ==, 1);

  conversion->claim = plim_test_claim ("F", "f", PLIM_BASIS_PANEL, NULL, "2018-01-01");
  conversion->from_unit = g_intern_string ("t");
  conversion->to_unit = g_intern_string ("bbl");
  conversion->factor = 8;
  plim_cap_usage_free (usage);
  usage = plim_cap_usage_new (fixture->trades, fixture->caps, "bbl", conversion, NULL);
  g_assert_cmpfloat (only_year (usage)->notified->high, ==, 48430 * 8);
}

static const PlimScenario *
get_scenario (PlimEstimate *one,
              double        share)
{
  for (guint i = 0; i < one->scenarios->len; i++)
    {
      const PlimScenario *scenario = &g_array_index (one->scenarios, PlimScenario, i);

      if (ABS (scenario->share - share) < 0.001)
        return scenario;
    }

  return NULL;
}

/* 2020: 4.4 million at 90 % is stated and 8.8 times the cap; one third is computed from it, 3.26 times. */
static void
test_scenarios (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimCapYear *year;
  PlimEstimate *main;

  estimate (fixture, "S/2021/211", "gtr", "2020-01-01", "2020-09-30", "4500000", "nearly", "0.9");
  estimate (fixture, "S/2021/211", "nhk", "2020-01-01", "2020-09-30", "4400000", NULL, "0.9");
  estimate (fixture, "S/2020/840", "may", "2020-01-01", "2020-05-30", "1600000", "more-than", "0.9");
  usage = work_out (fixture);
  year = only_year (usage);

  g_assert_cmpuint (year->estimates->len, ==, 3);
  main = g_ptr_array_index (year->estimates, 0);
  g_assert_cmpfloat (main->high, ==, 4400000);
  g_assert_true (get_scenario (main, 0.9)->stated);
  g_assert_false (get_scenario (main, 0.5)->stated);
  g_assert_cmpfloat_with_epsilon (plim_cap_year_get_multiple (year, get_scenario (main, 0.9)->high, FALSE), 8.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (plim_cap_year_get_multiple (year, get_scenario (main, 1.0 / 3)->high, FALSE), 3.259, 0.001);
  g_assert_cmpfloat (plim_cap_year_get_highest (year)->high, ==, 4500000);
}

/* A share that is in nobody's table, a range, and another year. */
static void
test_other_share (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimTrade *trade = estimate (fixture, "R", "x", "2031-02", "2031-10", "390000", "about", "0.6");
  PlimEstimate *main;

  trade->quantity.high = 430000;
  usage = work_out (fixture);
  main = g_ptr_array_index (only_year (usage)->estimates, 0);

  g_assert_cmpuint (main->scenarios->len, ==, 4);
  g_assert_true (get_scenario (main, 0.6)->stated);
  g_assert_cmpfloat_with_epsilon (get_scenario (main, 0.9)->low, 585000, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_scenario (main, 0.9)->high, 645000, 1e-6);
  g_assert_cmpuint (only_year (usage)->year, ==, 2031);
}

/* An estimate without a share has no scenarios: none is invented. */
static void
test_no_share (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimEstimate *main;

  estimate (fixture, "OSC", "x", "2024-03-07", "2024-11-05", "1000000", "more-than", NULL);
  usage = work_out (fixture);
  main = g_ptr_array_index (only_year (usage)->estimates, 0);

  g_assert_cmpuint (main->scenarios->len, ==, 1);
  g_assert_cmpint (main->bound, ==, PLIM_BOUND_MORE_THAN);
}

/* Two stated shares of one report are one estimate; shares between are computed from the nearer. */
static void
test_stated_shares_group (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimEstimate *main;

  estimate (fixture, "R", "third", "2019", NULL, "100000", NULL, "1/3");
  estimate (fixture, "R", "most", "2019", NULL, "270000", NULL, "0.9");
  usage = work_out (fixture);
  g_assert_cmpuint (only_year (usage)->estimates->len, ==, 1);
  main = g_ptr_array_index (only_year (usage)->estimates, 0);

  g_assert_cmpuint (main->figures->len, ==, 2);
  g_assert_true (get_scenario (main, 1.0 / 3)->stated);
  g_assert_false (get_scenario (main, 0.5)->stated);
  g_assert_cmpfloat_with_epsilon (get_scenario (main, 0.5)->high, 150000, 1e-6);
}

/* What spans years belongs to none of them. */
static void
test_unplaced (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;

  estimate (fixture, "R", "x", "2024", "2025-H1", "1000000", "more-than", NULL);
  estimate (fixture, "R", "y", "2024", NULL, "600000", NULL, NULL);
  usage = work_out (fixture);

  g_assert_cmpuint (only_year (usage)->estimates->len, ==, 1);
  g_assert_cmpuint (usage->unplaced->len, ==, 1);
}

static void
test_caps (Fixture      *fixture,
           gconstpointer data)
{
  PlimCap *first = plim_test_cap (fixture->caps, "S/RES/2375 (2017)", "never-applied", "2018-01-01", "open", "2000000");
  PlimCap *quarter = plim_test_cap (fixture->caps, "S/RES/2375 (2017)", "q4", "2017-10-01", "2017-12-31", "500000");
  PlimCap *crude = plim_test_cap (fixture->caps, "S/RES/2397 (2017)", "crude", "2017-12-22", "open", "4000000");

  first->replaced_by = g_strdup ("S/RES/2397 (2017)#refined");
  quarter->year_starts_month = 10;
  quarter->replaced_by = g_strdup ("S/RES/2397 (2017)#refined");
  crude->year_starts_month = 12;
  crude->year_starts_day = 22;

  g_assert_true (plim_cap_usage_find_cap (fixture->caps, "bbl", 2017) == quarter);
  g_assert_true (plim_cap_usage_find_cap (fixture->caps, "bbl", 2018) == g_ptr_array_index (fixture->caps, 0));
  g_assert_true (plim_cap_usage_find_cap (fixture->caps, "bbl", 2099) == g_ptr_array_index (fixture->caps, 0));
  g_assert_null (plim_cap_usage_find_cap (fixture->caps, "bbl", 2016));
  g_assert_null (plim_cap_usage_find_cap (fixture->caps, "t", 2018));
}

static PlimTrade *
deliver (Fixture    *fixture,
         const char *id,
         const char *on,
         const char *quantity)
{
  PlimTrade *trade = estimate (fixture, "EX", id, on, NULL, quantity, NULL, "0.9");

  trade->is_total = FALSE;

  return trade;
}

static void
test_listed_sum (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(PlimCapUsage) usage = NULL;
  PlimEstimate *main;

  deliver (fixture, "a", "2030-01-09", "300000");
  deliver (fixture, "b", "2030-04-19", "250000");
  usage = work_out (fixture);
  main = g_ptr_array_index (only_year (usage)->estimates, 0);

  g_assert_true (main->listed);
  g_assert_cmpuint (main->count, ==, 2);
  g_assert_cmpfloat (main->high, ==, 550000);
}

static guint32
day (guint year,
     guint month,
     guint number)
{
  return plim_day_from_ymd (year, month, number);
}

static PlimCrossing *
cross (Fixture *fixture,
       guint    year,
       double   share)
{
  g_autoptr(GPtrArray) curves = plim_cap_curve_find (fixture->trades, "bbl", NULL, year);

  g_assert_cmpuint (curves->len, ==, 1);

  return plim_curve_cross (g_ptr_array_index (curves, 0), 500000, day (year, 1, 1), share);
}

/* After the end of the last total below, by the end of the first above; never between. */
static void
test_crossing_interval (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(PlimCrossing) stated = NULL;
  g_autoptr(PlimCrossing) computed = NULL;

  estimate (fixture, "R", "q1", "2030-01", "2030-03", "245700", NULL, "0.9");
  estimate (fixture, "R", "h1", "2030-01", "2030-06", "519300", NULL, "0.9");
  estimate (fixture, "R", "q3", "2030-01", "2030-09", "961050", NULL, "0.9");

  stated = cross (fixture, 2030, 0);
  g_assert_true (stated->crossed && stated->datable && stated->stated);
  g_assert_cmpuint (stated->after, ==, day (2030, 3, 31));
  g_assert_cmpuint (stated->by, ==, day (2030, 6, 30));

  computed = cross (fixture, 2030, 0.5);
  g_assert_false (computed->stated);
  g_assert_cmpuint (computed->after, ==, day (2030, 6, 30));
  g_assert_cmpuint (computed->by, ==, day (2030, 9, 30));
}

static void
test_crossing_not_datable (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(PlimCrossing) above = NULL;
  g_autoptr(PlimCrossing) third = NULL;

  /* "At least" so much in March does not say that it was not more. */
  estimate (fixture, "R", "q1", "2030-01", "2030-03", "245700", "at-least", "0.9");
  estimate (fixture, "R", "h1", "2030-01", "2030-06", "519300", NULL, "0.9");

  above = cross (fixture, 2030, 0);
  g_assert_true (above->crossed);
  g_assert_false (above->datable);

  third = cross (fixture, 2030, 1.0 / 3);
  g_assert_false (third->crossed);
}

static void
test_crossing_day (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(PlimCrossing) exact = NULL;
  g_autoptr(PlimCrossing) vague = NULL;

  deliver (fixture, "a", "2030-01-09", "300000");
  deliver (fixture, "b", "2030-04-19", "150000");
  deliver (fixture, "c", "2030-05-02", "60000");
  exact = cross (fixture, 2030, 0);
  g_assert_cmpuint (exact->by, ==, day (2030, 5, 2));
  g_assert_cmpuint (exact->after, ==, day (2030, 5, 1));

  /* A delivery "in April" may have been the one. */
  deliver (fixture, "d", "2030-04", "100000");
  vague = cross (fixture, 2030, 0);
  g_assert_cmpuint (vague->after, ==, day (2030, 4, 18));
  g_assert_cmpuint (vague->by, ==, day (2030, 4, 30));
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/cap-usage/" path, Fixture, NULL, set_up, function, plim_test_trade_tear_down)
  ADD ("notified/never-added", test_notified_never_added);
  ADD ("notified/months", test_notified_months);
  ADD ("notified/revised", test_notified_revised);
  ADD ("notified/zero", test_zero_is_not_unknown);
  ADD ("notified/tonnes", test_tonnes_stay_words);
  ADD ("estimate/scenarios", test_scenarios);
  ADD ("estimate/other-share", test_other_share);
  ADD ("estimate/no-share", test_no_share);
  ADD ("estimate/stated-shares", test_stated_shares_group);
  ADD ("estimate/listed", test_listed_sum);
  ADD ("unplaced", test_unplaced);
  ADD ("caps", test_caps);
  ADD ("crossing/interval", test_crossing_interval);
  ADD ("crossing/not-datable", test_crossing_not_datable);
  ADD ("crossing/day", test_crossing_day);

  return g_test_run ();
}
