#include "config.h"

#include "app/model/plim-amount.h"
#include "tests/plim-test.h"

#include <float.h>
#include <math.h>
#include <string.h>

static PlimAmount
make (const char *low,
      const char *high,
      const char *unit,
      const char *bound)
{
  PlimAmount amount;

  g_assert_true (plim_amount_parse (low, high, unit, bound, &amount));

  return amount;
}

static void
test_parse (void)
{
  static const char * const wrong[][2] = {
    { "many", NULL }, { "1,5", NULL }, { "1.5t", NULL }, { "-1", NULL }, { "nan", NULL }, { "inf", NULL }, { "1e999", NULL },
    { "5", "4" }, { "5", "x" }, { NULL, "4" }, { "", "4" },
  };
  PlimAmount amount = make ("4100000", NULL, "t", "about");

  g_assert_true (amount.known);
  g_assert_cmpfloat (amount.low, ==, 4100000);
  g_assert_cmpfloat (amount.high, ==, 4100000);
  g_assert_true (amount.unit == g_intern_static_string ("t"));
  g_assert_cmpint (amount.bound, ==, PLIM_BOUND_ABOUT);
  g_assert_false (plim_amount_is_range (&amount));

  amount = make ("330000000", "410000000", "USD", NULL);
  g_assert_true (plim_amount_is_range (&amount));
  g_assert_cmpint (amount.bound, ==, PLIM_BOUND_EXACT);
  amount = make ("5", "5", "t", "no such bound");
  g_assert_false (plim_amount_is_range (&amount));
  g_assert_cmpint (amount.bound, ==, PLIM_BOUND_EXACT);

  /* Nothing stated is not zero; zero is. */
  amount = make ("", "", "t", NULL);
  g_assert_false (amount.known);
  amount = make (NULL, NULL, NULL, NULL);
  g_assert_false (amount.known);
  amount = make ("0", NULL, "bbl", NULL);
  g_assert_true (amount.known);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      if (plim_amount_parse (wrong[i][0], wrong[i][1], "t", NULL, &amount))
        g_error ("“%s” to “%s” was taken for an amount", wrong[i][0], wrong[i][1]);
      g_assert_false (amount.known);
    }
}

typedef struct
{
  const char *low, *high, *unit, *bound;
} Stated;

static void
test_may_agree (void)
{
  static const struct { Stated a, b; gboolean agree; } pairs[] = {
    { { "100", NULL, "t", "exact" }, { "100", NULL, "t", "exact" }, TRUE },
    { { "100", NULL, "t", "exact" }, { "101", NULL, "t", "exact" }, FALSE },
    { { "2500000", NULL, "t", "at-least" }, { "4100000", NULL, "t", "exact" }, TRUE },
    { { "2500000", NULL, "t", "at-least" }, { "2400000", NULL, "t", "exact" }, FALSE },
    { { "100", NULL, "t", "more-than" }, { "90", NULL, "t", "more-than" }, TRUE },
    { { "100", NULL, "t", "up-to" }, { "0", NULL, "t", "exact" }, TRUE },
    { { "100", NULL, "t", "up-to" }, { "100.5", NULL, "t", "exact" }, FALSE },
    { { "100", NULL, "t", "about" }, { "105", NULL, "t", "exact" }, TRUE },
    { { "100", NULL, "t", "about" }, { "94", NULL, "t", "exact" }, FALSE },
    { { "100", NULL, "t", "nearly" }, { "96", NULL, "t", "exact" }, TRUE },
    { { "100", NULL, "t", "nearly" }, { "101", NULL, "t", "exact" }, FALSE },
    { { "100", "200", "t", "exact" }, { "150", NULL, "t", "exact" }, TRUE },
    { { "100", "200", "t", "exact" }, { "200", "300", "t", "exact" }, TRUE },
    { { "100", "200", "t", "exact" }, { "201", "300", "t", "exact" }, FALSE },
    /* Other units are other statements, and what is not known contradicts nothing. */
    { { "100", NULL, "t", "exact" }, { "1", NULL, "bbl", "exact" }, TRUE },
    { { NULL, NULL, "t", NULL }, { "1", NULL, "t", "exact" }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      PlimAmount a = make (pairs[i].a.low, pairs[i].a.high, pairs[i].a.unit, pairs[i].a.bound);
      PlimAmount b = make (pairs[i].b.low, pairs[i].b.high, pairs[i].b.unit, pairs[i].b.bound);

      g_assert_cmpint (plim_amount_may_agree (&a, &b), ==, pairs[i].agree);
      g_assert_cmpint (plim_amount_may_agree (&b, &a), ==, pairs[i].agree);
    }
}

static void
test_contradicts (void)
{
  static const struct { Stated a; const char *a_when; Stated b; const char *b_when; gboolean contradicts; } pairs[] = {
    /* The same days: the ranges must meet. */
    { { "100", NULL, "t", "exact" }, "2020", { "101", NULL, "t", "exact" }, "2020", TRUE },
    { { "100", NULL, "t", "at-least" }, "2020", { "101", NULL, "t", "exact" }, "2020", FALSE },
    /* Some of the other's days: it must not be above the whole. */
    { { "100", NULL, "t", "exact" }, "2020", { "101", NULL, "t", "exact" }, "2020-H1", TRUE },
    { { "100", NULL, "t", "exact" }, "2020", { "99", NULL, "t", "exact" }, "2020-H1", FALSE },
    { { "100", NULL, "t", "at-least" }, "2020", { "500", NULL, "t", "exact" }, "2020-H1", FALSE },
    { { "100", NULL, "t", "exact" }, "2020", { "80", NULL, "t", "at-least" }, "2020-H1", FALSE },
    /* Other days say nothing about each other; overlapping ones neither. */
    { { "100", NULL, "t", "exact" }, "2019", { "900", NULL, "t", "exact" }, "2020", FALSE },
    { { "100", NULL, "t", "exact" }, "2019-12", { "900", NULL, "t", "exact" }, "2020", FALSE },
    { { "100", NULL, "t", "exact" }, "2020", { "900", NULL, "bbl", "exact" }, "2020", FALSE },
    { { NULL, NULL, "t", NULL }, "2020", { "900", NULL, "t", "exact" }, "2020", FALSE },
    { { "100", NULL, "t", "exact" }, NULL, { "900", NULL, "t", "exact" }, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      PlimAmount a = make (pairs[i].a.low, pairs[i].a.high, pairs[i].a.unit, pairs[i].a.bound);
      PlimAmount b = make (pairs[i].b.low, pairs[i].b.high, pairs[i].b.unit, pairs[i].b.bound);
      PlimPeriod a_when, b_when;

      g_assert_true (plim_period_parse (pairs[i].a_when, NULL, &a_when));
      g_assert_true (plim_period_parse (pairs[i].b_when, NULL, &b_when));
      g_assert_cmpint (plim_amount_contradicts (&a, &a_when, &b, &b_when), ==, pairs[i].contradicts);
      g_assert_cmpint (plim_amount_contradicts (&b, &b_when, &a, &a_when), ==, pairs[i].contradicts);
    }
}

static void
test_words (void)
{
  static const struct { Stated stated; const char *words; } amounts[] = {
    { { "2500000", NULL, "t", "at-least" }, "at least 2.5 million t" },
    { { "129706", NULL, "bbl", "exact" }, "129,706 bbl" },
    { { "316400000", NULL, "USD", "exact" }, "US$316.4 million" },
    { { "58000000000", NULL, "KRW", "about" }, "about ₩58 billion" },
    { { "330000000", "410000000", "USD", "exact" }, "US$330–410 million" },
    { { "400870018", NULL, "USD", "exact" }, "US$400,870,018" },
    { { "2679000", NULL, "t", "exact" }, "2.679 million t" },
    { { "6340001", NULL, "t", "more-than" }, "more than 6,340,001 t" },
    { { "999", NULL, "t", "nearly" }, "nearly 999 t" },
    { { "1000", NULL, "t", "up-to" }, "up to 1,000 t" },
    { { "0", NULL, "bbl", "exact" }, "0 bbl" },
    { { "0.5", NULL, "ETH", "exact" }, "0.5 ETH" },
    { { "0.0004", NULL, "t", "exact" }, "0.0004 t" },
    { { "0.000000000000000001", NULL, "t", "exact" }, "0.000000000000000001 t" },
    { { "41881", "41881.25", "bbl", "exact" }, "41,881–41,881.25 bbl" },
    { { "900000", "1200000", "t", "exact" }, "900,000–1,200,000 t" },
    { { NULL, NULL, "t", NULL }, "amount not stated" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      PlimAmount amount = make (amounts[i].stated.low, amounts[i].stated.high, amounts[i].stated.unit, amounts[i].stated.bound);
      g_autofree char *words = plim_amount_to_words (&amount);

      g_assert_cmpstr (words, ==, amounts[i].words);
    }
}

static void
assert_round_trip (double value)
{
  g_autofree char *text = plim_number_format (value);

  g_assert_null (strpbrk (text, "eE,"));
  if (g_ascii_strtod (text, NULL) != value)
    g_error ("%.17g became “%s”", value, text);
}

static void
test_number_format (void)
{
  static const struct { double value; const char *text; } numbers[] = {
    { 0, "0" }, { 1, "1" }, { 0.9, "0.9" }, { 8.33, "8.33" }, { 500000, "500000" }, { 38.72, "38.72" },
    { 316400000, "316400000" }, { 123456789012345678.0, "123456789012345680" }, { 0.000001, "0.000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = plim_number_format (numbers[i].value);

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, numbers[i].value);
      if (numbers[i].value < 1e15)
        g_assert_cmpstr (text, ==, numbers[i].text);
    }

  for (guint i = 0; i < 3000; i++)
    {
      assert_round_trip (g_test_rand_double ());
      assert_round_trip (g_test_rand_double_range (0, 1e12));
      assert_round_trip (g_test_rand_int_range (0, G_MAXINT32));
      assert_round_trip (g_test_rand_double () * pow (10, g_test_rand_int_range (-30, 30)));
    }
  assert_round_trip (DBL_MAX);
  assert_round_trip (DBL_MIN);
  assert_round_trip (1e-17);
}

static void
test_bounds (void)
{
  for (int bound = PLIM_BOUND_EXACT; bound <= PLIM_BOUND_UP_TO; bound++)
    g_assert_cmpint (plim_bound_from_name (plim_bound_get_name ((PlimBound) bound)), ==, bound);
  g_assert_cmpint (plim_bound_from_name (NULL), ==, PLIM_BOUND_EXACT);
}

static void
test_laden (void)
{
  static const struct { const char *text; double share; const char *again, *words; } shares[] = {
    { "1/3", 1.0 / 3, "1/3", "one third laden" },
    { "0.333", 0.333, "1/3", "one third laden" },
    { "1/2", 0.5, "1/2", "half laden" },
    { "0.5", 0.5, "1/2", "half laden" },
    { "2/3", 2.0 / 3, "2/3", "two thirds laden" },
    { "0.9", 0.9, "0.9", "90 % laden" },
    { "0.6", 0.6, "0.6", "60 % laden" },
    { "0.625", 0.625, "0.625", "62.5 % laden" },
    { "1", 1, "1", "fully laden" },
  };
  static const char * const none[] = { NULL, "", "0", "-0.5", "1.5", "3/2", "1/0", "1/", "/2", "half", "0.9x", "1/3x", "nan" };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double share = plim_laden_parse (shares[i].text);
      g_autofree char *again = plim_laden_format (share);
      g_autofree char *words = plim_laden_to_words (share);

      g_assert_cmpfloat_with_epsilon (share, shares[i].share, 1e-12);
      g_assert_cmpstr (again, ==, shares[i].again);
      g_assert_cmpstr (words, ==, shares[i].words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpfloat (plim_laden_parse (none[i]), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/amount/parse", test_parse);
  g_test_add_func ("/amount/may-agree", test_may_agree);
  g_test_add_func ("/amount/contradicts", test_contradicts);
  g_test_add_func ("/amount/words", test_words);
  g_test_add_func ("/amount/number-format", test_number_format);
  g_test_add_func ("/amount/bounds", test_bounds);
  g_test_add_func ("/amount/laden", test_laden);

  return g_test_run ();
}
