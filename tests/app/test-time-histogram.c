#include "config.h"

#include "app/map/plim-time-histogram.h"
#include "tests/plim-test.h"

#define START 1924992000u   /* 1 January 2031 */

static guint32 *
make_times (guint n,
            guint span_s)
{
  guint32 *times = g_new (guint32, n), state = 12345;
  guint i;

  for (i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      times[i] = START + (guint32) ((guint64) state * span_s >> 32);
    }

  return times;
}

static void
test_nothing (void)
{
  g_assert_null (plim_time_histogram_new (NULL, 0));
}

/* One moment only, and the two ends of what fits. */
static void
test_extremes (void)
{
  const guint32 one[] = { START, START, START }, far[] = { G_MAXUINT32, 0 };
  g_autoptr(PlimTimeHistogram) moment = plim_time_histogram_new (one, G_N_ELEMENTS (one));
  g_autoptr(PlimTimeHistogram) all = plim_time_histogram_new (far, G_N_ELEMENTS (far));

  g_assert_cmpint (moment->first_s, ==, START);
  g_assert_cmpint (moment->last_s, ==, START);
  g_assert_cmpfloat (plim_time_histogram_count (moment, START, START + 1.0), ==, 3.0);
  g_assert_cmpfloat (plim_time_histogram_count (moment, START - 10.0, START), ==, 0.0);
  g_assert_cmpfloat (plim_time_histogram_count (moment, START + 5.0, START), ==, 0.0);

  g_assert_cmpint (all->first_s, ==, 0);
  g_assert_cmpint (all->last_s, ==, G_MAXUINT32);
  g_assert_cmpfloat (plim_time_histogram_count (all, 0.0, G_MAXUINT32 + 1.0), ==, 2.0);
}

/* Whatever the number of columns, each position is in one of them. */
static void
test_columns (void)
{
  enum { N = 20000 };
  g_autofree guint32 *times = make_times (N, 365 * 86400);
  g_autoptr(PlimTimeHistogram) histogram = plim_time_histogram_new (times, N);
  static const guint widths[] = { 1, 7, 333, 1000, 3840 };
  double columns[3840];
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      double most = plim_time_histogram_get_columns (histogram, START, START + 365.0 * 86400.0, columns, widths[i]), sum = 0.0, top = 0.0;

      for (j = 0; j < widths[i]; j++)
        {
          g_assert_cmpfloat (columns[j], >=, 0.0);
          sum += columns[j];
          top = MAX (top, columns[j]);
        }
      g_assert_cmpfloat_with_epsilon (sum, N, 1e-6);
      g_assert_cmpfloat (top, ==, most);
    }
}

/* Against counting them one by one: off by no more than lies in the two bins that are cut. */
static void
test_counts (void)
{
  enum { N = 50000 };
  g_autofree guint32 *times = make_times (N, 30 * 86400);
  g_autoptr(PlimTimeHistogram) histogram = plim_time_histogram_new (times, N);
  guint i, j;

  for (i = 0; i < 60; i++)
    {
      guint32 from = START + i * 41234, to = from + 7 * 3600 * (1 + i % 5);
      guint n = 0;

      for (j = 0; j < N; j++)
        n += times[j] >= from && times[j] < to;
      g_assert_cmpfloat_with_epsilon (plim_time_histogram_count (histogram, from, to), n, 8.0);
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/time-histogram/nothing", test_nothing);
  g_test_add_func ("/time-histogram/extremes", test_extremes);
  g_test_add_func ("/time-histogram/columns", test_columns);
  g_test_add_func ("/time-histogram/counts", test_counts);

  return g_test_run ();
}
