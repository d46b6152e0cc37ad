#include "config.h"

#include "app/model/plim-period.h"
#include "tests/plim-test.h"

#include <string.h>

typedef struct
{
  const char   *text;
  guint         first[3], last[3];
  PlimPrecision precision;
} Form;

static void
test_forms (void)
{
  static const Form forms[] = {
    { "2020", { 2020, 1, 1 }, { 2020, 12, 31 }, PLIM_PRECISION_YEAR },
    { "2020-H1", { 2020, 1, 1 }, { 2020, 6, 30 }, PLIM_PRECISION_HALF_YEAR },
    { "2020-H2", { 2020, 7, 1 }, { 2020, 12, 31 }, PLIM_PRECISION_HALF_YEAR },
    { "2020-Q1", { 2020, 1, 1 }, { 2020, 3, 31 }, PLIM_PRECISION_QUARTER },
    { "2020-Q2", { 2020, 4, 1 }, { 2020, 6, 30 }, PLIM_PRECISION_QUARTER },
    { "2020-Q3", { 2020, 7, 1 }, { 2020, 9, 30 }, PLIM_PRECISION_QUARTER },
    { "2020-Q4", { 2020, 10, 1 }, { 2020, 12, 31 }, PLIM_PRECISION_QUARTER },
    { "2020-02", { 2020, 2, 1 }, { 2020, 2, 29 }, PLIM_PRECISION_MONTH },
    { "2021-02", { 2021, 2, 1 }, { 2021, 2, 28 }, PLIM_PRECISION_MONTH },
    { "2000-02", { 2000, 2, 1 }, { 2000, 2, 29 }, PLIM_PRECISION_MONTH },
    { "1900-02", { 1900, 2, 1 }, { 1900, 2, 28 }, PLIM_PRECISION_MONTH },
    { "2020-12", { 2020, 12, 1 }, { 2020, 12, 31 }, PLIM_PRECISION_MONTH },
    { "2020-09-30", { 2020, 9, 30 }, { 2020, 9, 30 }, PLIM_PRECISION_DAY },
    { "2020-02-29", { 2020, 2, 29 }, { 2020, 2, 29 }, PLIM_PRECISION_DAY },
    { "0001", { 1, 1, 1 }, { 1, 12, 31 }, PLIM_PRECISION_YEAR },
    { "9999-12-31", { 9999, 12, 31 }, { 9999, 12, 31 }, PLIM_PRECISION_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const Form *form = &forms[i];
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;
      PlimPeriod period;

      g_assert_true (plim_period_parse (form->text, NULL, &period));
      g_assert_cmpuint (period.first, ==, plim_day_from_ymd (form->first[0], form->first[1], form->first[2]));
      g_assert_cmpuint (period.last, ==, plim_day_from_ymd (form->last[0], form->last[1], form->last[2]));
      g_assert_cmpint (period.first_precision, ==, form->precision);
      g_assert_cmpint (period.last_precision, ==, form->precision);
      g_assert_true (period.first_s == G_MININT64 && period.last_s == G_MININT64);

      from = plim_period_format_from (&period);
      to = plim_period_format_to (&period);
      g_assert_cmpstr (from, ==, form->text);
      g_assert_cmpstr (to, ==, form->text);
    }
}

static void
test_wrong (void)
{
  static const char * const wrong[] = {
    "20", "202", "20201", "0000", "2020-", "2020-0", "2020-00", "2020-13", "2020-1", "2020-Q0", "2020-Q5", "2020-Q", "2020-Q11",
    "2020-H0", "2020-H3", "2020-q1", "2020-02-30", "2021-02-29", "2020-04-31", "2020-09-00", "2020-09-3", "2020-09-300", "2020/09",
    " 2020", "2020 ", "Open", "opened", "-2020", "+2020", "２０２０", "2020-09-30T", "2020-09-30T10", "2020-09-30T10:00",
    "2020-09-30T10:00:00", "2020-09-30T24:00Z", "2020-09-30T10:60Z", "2020-09-30T10:00:60Z", "2020-09-30T10:00z", "2020-09-30 10:00Z",
    "2020-09-30T10:00+9:00", "2020-09-30T10:00+0900", "2020-09-30T10:00+15:00", "2020-09-30T10:00+14:01", "2020-09-30T10:00+09:60",
    "2020-09-30T10:00Zulu", "2020-09-30T10:00:00.Z", "2020-09T10:00Z", "2020T10:00Z",
    /* Before the first day and after the last, by their offset. */
    "0001-01-01T00:00+09:00", "9999-12-31T23:00-09:00",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      PlimPeriod period;

      if (plim_period_parse (wrong[i], NULL, &period))
        g_error ("“%s” was taken for a date", wrong[i]);
      g_assert_false (plim_period_is_known (&period));
      if (plim_period_parse ("2020", wrong[i], &period))
        g_error ("“%s” was taken for the end of a period", wrong[i]);
      g_assert_false (plim_period_is_known (&period));
    }
}

/* The seconds are those of a calendar of our own making, not of the one under test. */
static void
test_instants (void)
{
  static const struct { const char *text; const char *utc; gint64 seconds; } instants[] = {
    { "1970-01-01T00:00Z", "1970-01-01T00:00:00Z", 0 },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1 },
    { "2020-05-11T03:30Z", "2020-05-11T03:30:00Z", 1589167800 },
    { "2020-05-11T12:30+09:00", "2020-05-11T03:30:00Z", 1589167800 },
    { "2020-05-10T22:30:00-05:00", "2020-05-11T03:30:00Z", 1589167800 },
    { "2020-05-11T09:00:00.250+05:30", "2020-05-11T03:30:00Z", 1589167800 },
    /* A day in Seoul is the day before in UTC, and a day in Honolulu the day after. */
    { "2021-01-01T08:59:59+09:00", "2020-12-31T23:59:59Z", 1609459199 },
    { "2020-12-31T14:00-10:00", "2021-01-01T00:00:00Z", 1609459200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *text = NULL;
      PlimPeriod period, again;

      g_assert_true (plim_period_parse (instants[i].text, NULL, &period));
      g_assert_cmpint (period.first_s, ==, instants[i].seconds);
      g_assert_cmpint (period.last_s, ==, instants[i].seconds);
      g_assert_cmpint (period.first_precision, ==, PLIM_PRECISION_INSTANT);
      g_assert_cmpuint (period.first, ==, plim_day_from_unix (instants[i].seconds));
      text = plim_period_format_from (&period);
      g_assert_cmpstr (text, ==, instants[i].utc);
      g_assert_true (plim_period_parse (text, NULL, &again));
      g_assert_cmpint (again.first_s, ==, period.first_s);
    }
}

static void
test_bounds (void)
{
  PlimPeriod period;

  /* Inclusive at the precision of each end. */
  g_assert_true (plim_period_parse ("2020-01", "2020-09", &period));
  g_assert_cmpuint (period.first, ==, plim_day_from_ymd (2020, 1, 1));
  g_assert_cmpuint (period.last, ==, plim_day_from_ymd (2020, 9, 30));
  g_assert_true (plim_period_parse ("2017-08-05", "2020", &period));
  g_assert_cmpuint (period.last, ==, plim_day_from_ymd (2020, 12, 31));
  g_assert_cmpint (period.first_precision, ==, PLIM_PRECISION_DAY);
  g_assert_cmpint (period.last_precision, ==, PLIM_PRECISION_YEAR);

  /* The same day, or the whole in the part: fine. The end before the beginning: not. */
  g_assert_true (plim_period_parse ("2020-09-30", "2020-09-30", &period));
  g_assert_true (plim_period_parse ("2020", "2020-03", &period));
  g_assert_false (plim_period_parse ("2020-10", "2020-09", &period));
  g_assert_false (plim_period_is_known (&period));
  g_assert_false (plim_period_parse ("2020-05-11T03:30Z", "2020-05-11T03:29Z", &period));
  g_assert_true (plim_period_parse ("2020-05-11T03:30Z", "2020-05-11T03:30Z", &period));

  /* Nothing stated is nothing known, never the beginning of time. */
  g_assert_true (plim_period_parse (NULL, NULL, &period));
  g_assert_false (plim_period_is_known (&period));
  g_assert_true (plim_period_parse ("", "", &period));
  g_assert_false (plim_period_is_known (&period));
}

static void
test_open (void)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *before = NULL;
  PlimPeriod period;

  g_assert_true (plim_period_parse ("2017-12-22", "open", &period));
  g_assert_cmpuint (period.first, ==, plim_day_from_ymd (2017, 12, 22));
  g_assert_cmpuint (period.last, ==, PLIM_DAY_LAST);
  from = plim_period_format_from (&period);
  to = plim_period_format_to (&period);
  g_assert_cmpstr (from, ==, "2017-12-22");
  g_assert_cmpstr (to, ==, "open");

  g_assert_true (plim_period_parse ("open", "2020-11", &period));
  g_assert_cmpuint (period.first, ==, PLIM_DAY_FIRST);
  g_assert_cmpuint (period.last, ==, plim_day_from_ymd (2020, 11, 30));
  before = plim_period_format_from (&period);
  g_assert_cmpstr (before, ==, "open");

  /* Only the end is stated: nothing bounds the beginning, and nothing is said of it. */
  g_assert_true (plim_period_parse (NULL, "2020-11", &period));
  g_assert_cmpuint (period.first, ==, PLIM_DAY_FIRST);
  g_assert_null (plim_period_format_from (&period));

  g_assert_true (plim_period_parse ("open", "open", &period));
  g_assert_true (plim_period_is_known (&period));
  g_assert_true (plim_period_parse ("open", NULL, &period));
  g_assert_cmpuint (period.last, ==, PLIM_DAY_LAST);
}

static void
test_relations (void)
{
  static const struct { const char *a[2], *b[2]; gboolean overlaps, contains, contained; } pairs[] = {
    { { "2020", NULL }, { "2020-09", NULL }, TRUE, TRUE, FALSE },
    { { "2020-01", "2020-09" }, { "2020-09-30", NULL }, TRUE, TRUE, FALSE },
    { { "2020-01", "2020-09" }, { "2020-10-01", NULL }, FALSE, FALSE, FALSE },
    { { "2020-Q1", "2020-Q2" }, { "2020-H1", NULL }, TRUE, TRUE, TRUE },
    { { "2019-08-04", "2020-02-05" }, { "2020", NULL }, TRUE, FALSE, FALSE },
    { { "open", "2019" }, { "2019-12-31", "open" }, TRUE, FALSE, FALSE },
    { { NULL, NULL }, { "2020", NULL }, FALSE, FALSE, FALSE },
    { { NULL, NULL }, { NULL, NULL }, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      PlimPeriod a, b;

      g_assert_true (plim_period_parse (pairs[i].a[0], pairs[i].a[1], &a));
      g_assert_true (plim_period_parse (pairs[i].b[0], pairs[i].b[1], &b));
      g_assert_cmpint (plim_period_overlaps (&a, &b), ==, pairs[i].overlaps);
      g_assert_cmpint (plim_period_overlaps (&b, &a), ==, pairs[i].overlaps);
      g_assert_cmpint (plim_period_contains (&a, &b), ==, pairs[i].contains);
      g_assert_cmpint (plim_period_contains (&b, &a), ==, pairs[i].contained);
    }
}

static void
test_words (void)
{
  static const struct { const char *from, *to, *words, *in_2020; } periods[] = {
    { "2020-01", "2020-09", "Jan–Sep 2020", "Jan–Sep" },
    { "2020", NULL, "2020", "full year" },
    { "2020-01-01", "2020-12-31", "2020", "full year" },
    { "2020-H2", NULL, "Jul–Dec 2020", "Jul–Dec" },
    { "2020-09", NULL, "Sep 2020", "Sep" },
    { "2020-09-25", NULL, "25 Sep 2020", "25 Sep" },
    { "2020-01-01", "2020-10-30", "1 Jan 2020 – 30 Oct 2020", "to 30 Oct" },
    { "2020-03-07", "2020-11-05", "7 Mar 2020 – 5 Nov 2020", "7 Mar – 5 Nov" },
    { "2019", "2020-11", "Jan 2019–Nov 2020", "Jan 2019–Nov 2020" },
    { "2017", "2023", "2017–2023", "2017–2023" },
    { "2020-05-11T03:30Z", NULL, "11 May 2020", "11 May" },
    { "2017-12-22", "open", "since 22 Dec 2017", "since 22 Dec 2017" },
    { "open", "2020-11", "until 30 Nov 2020", "until 30 Nov 2020" },
    { "open", "open", "at any time", "at any time" },
    { NULL, NULL, "date not stated", "date not stated" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *in_year = NULL;
      PlimPeriod period;

      g_assert_true (plim_period_parse (periods[i].from, periods[i].to, &period));
      words = plim_period_to_words (&period);
      in_year = plim_period_to_words_in_year (&period, 2020);
      g_assert_cmpstr (words, ==, periods[i].words);
      g_assert_cmpstr (in_year, ==, periods[i].in_2020);
    }
}

static void
test_days (void)
{
  for (gint64 seconds = -86400 * 400; seconds <= 86400 * 400; seconds += 43199)
    {
      guint32 day = plim_day_from_unix (seconds);

      g_assert_cmpint (plim_day_to_unix (day), <=, seconds);
      g_assert_cmpint (plim_day_to_unix (day + 1), >, seconds);
    }
  for (guint32 day = PLIM_DAY_FIRST; day <= PLIM_DAY_LAST; day += 97)
    {
      guint year, month, month_day;

      plim_day_to_ymd (day, &year, &month, &month_day);
      g_assert_cmpuint (plim_day_from_ymd (year, month, month_day), ==, day);
    }
  g_assert_cmpuint (plim_day_from_ymd (1, 1, 1), ==, PLIM_DAY_FIRST);
  g_assert_cmpuint (plim_day_from_ymd (9999, 12, 31), ==, PLIM_DAY_LAST);
  g_assert_cmpint (plim_day_to_unix (plim_day_from_ymd (1970, 1, 1)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/period/forms", test_forms);
  g_test_add_func ("/period/wrong", test_wrong);
  g_test_add_func ("/period/instants", test_instants);
  g_test_add_func ("/period/bounds", test_bounds);
  g_test_add_func ("/period/open", test_open);
  g_test_add_func ("/period/relations", test_relations);
  g_test_add_func ("/period/words", test_words);
  g_test_add_func ("/period/days", test_days);

  return g_test_run ();
}
