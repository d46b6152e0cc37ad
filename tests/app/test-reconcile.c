#include "config.h"

#include "app/analysis/plim-reconcile.h"
#include "tests/plim-test-claims.h"
#include "tests/plim-test.h"

static GPtrArray *
new_thefts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plim_theft_free);
}

/* The thefts listed for 2019 to November 2020 are more than the total: not all can be inside. */
static void
test_excess (void)
{
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(PlimReconciled) reconciled = NULL;
  PlimTheft *total = plim_test_theft (thefts, "total", NULL, "2019", "2020-11", "316400000", "USD");

  plim_test_theft (thefts, "dragonex", "DragonEx", "2019-03", NULL, "7000000", "USD");
  plim_test_theft (thefts, "a", "Exchange 9", "2019-07", NULL, "272000", "USD");
  plim_test_theft (thefts, "b", "Exchange 10", "2019-09", NULL, "2500000", "USD");
  plim_test_theft (thefts, "upbit", "Upbit", "2019-11", NULL, "50000000", "USD");
  plim_test_theft (thefts, "kucoin", "KuCoin", "2020-09-25", NULL, "281000000", "USD");
  plim_test_theft (thefts, "c", "Not named", "2020-10", NULL, "23000000", "USD");
  plim_test_theft (thefts, "later", "Ronin", "2022-03-23", NULL, "620000000", "USD");

  incidents = plim_reconcile_group (thefts);
  g_assert_cmpuint (incidents->len, ==, 7);
  reconciled = plim_reconcile (total, incidents);

  g_assert_cmpuint (reconciled->listed->len, ==, 6);
  g_assert_cmpfloat_with_epsilon (reconciled->listed_high, 363772000, 1);
  g_assert_cmpfloat_with_epsilon (reconciled->excess_low, 47372000, 1);
  g_assert_cmpfloat (reconciled->remainder_high, ==, 0);
  g_assert_cmpuint (reconciled->left_out->len, ==, 0);
}

/* T7: two claims about one theft are one theft with a range. */
static void
test_two_amounts (void)
{
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(PlimReconciled) reconciled = NULL;
  PlimTheft *total = plim_test_theft (thefts, "total", NULL, "2023", NULL, "300000000", "USD");
  PlimIncident *atomic;

  plim_test_theft (thefts, "fbi", "Atomic Wallet", "2023-06-02", NULL, "100000000", "USD");
  plim_test_theft (thefts, "panel", "ATOMIC WALLET", "2023-06", NULL, "120000000", "USD");
  plim_test_theft (thefts, "first", "Kai", "2023-01-05", NULL, "10000000", "USD");
  plim_test_theft (thefts, "again", "Kai", "2023-10-05", NULL, "10000000", "USD");

  incidents = plim_reconcile_group (thefts);
  g_assert_cmpuint (incidents->len, ==, 3);
  atomic = g_ptr_array_index (incidents, 1);
  g_assert_cmpuint (atomic->thefts->len, ==, 2);
  g_assert_cmpfloat (atomic->low, ==, 100000000);
  g_assert_cmpfloat (atomic->high, ==, 120000000);

  reconciled = plim_reconcile (total, incidents);
  g_assert_cmpfloat (reconciled->listed_low, ==, 120000000);
  g_assert_cmpfloat (reconciled->listed_high, ==, 140000000);
  g_assert_cmpfloat (reconciled->remainder_low, ==, 160000000);
  g_assert_cmpfloat (reconciled->remainder_high, ==, 180000000);
}

/* Only what is whole inside, in the same currency and with an amount; the rest is named with its reason. */
static void
test_left_out (void)
{
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(PlimReconciled) reconciled = NULL;
  PlimTheft *total = plim_test_theft (thefts, "total", NULL, "2030", NULL, "100", "USD");
  static const PlimLeftOutReason reasons[] = { PLIM_LEFT_OUT_DATE, PLIM_LEFT_OUT_CURRENCY, PLIM_LEFT_OUT_AMOUNT };

  plim_test_theft (thefts, "vague", "A", "2029-12", "2030-01", "5", "USD");
  plim_test_theft (thefts, "won", "B", "2030-02", NULL, "58000000000", "KRW");
  plim_test_theft (thefts, "unknown", "C", "2030-03", NULL, NULL, "USD");
  plim_test_theft (thefts, "inside", "D", "2030-04", NULL, "40", "USD");

  incidents = plim_reconcile_group (thefts);
  reconciled = plim_reconcile (total, incidents);

  g_assert_cmpuint (reconciled->listed->len, ==, 1);
  g_assert_cmpuint (reconciled->left_out->len, ==, 3);
  for (guint i = 0; i < reconciled->left_out->len; i++)
    g_assert_cmpint (((PlimLeftOut *) g_ptr_array_index (reconciled->left_out, i))->reason, ==, reasons[i]);
  g_assert_cmpfloat (reconciled->remainder_low, ==, 60);
}

/* A total without a number can be neither exceeded nor filled. */
static void
test_unknown_total (void)
{
  g_autoptr(GPtrArray) thefts = new_thefts ();
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(PlimReconciled) reconciled = NULL;
  PlimTheft *total = plim_test_theft (thefts, "total", NULL, "2030", NULL, NULL, "USD");

  plim_test_theft (thefts, "a", "A", "2030-02", NULL, "7", "USD");
  incidents = plim_reconcile_group (thefts);
  reconciled = plim_reconcile (total, incidents);

  g_assert_cmpfloat (reconciled->excess_high, ==, 0);
  g_assert_cmpfloat (reconciled->remainder_high, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/reconcile/excess", test_excess);
  g_test_add_func ("/reconcile/two-amounts", test_two_amounts);
  g_test_add_func ("/reconcile/left-out", test_left_out);
  g_test_add_func ("/reconcile/unknown-total", test_unknown_total);

  return g_test_run ();
}
