/* plim-time-histogram.h: how many positions there are when */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimTimeHistogram:
 * @first_s, @last_s: Unix seconds of the first and last of them
 * @step_s: how long one of the @n_bins is; the first begins at @first_s
 * @before: @n_bins + 1 sums: how many come before the beginning of each bin
 *
 * Fine enough that a bar of pixels made from it is right to a pixel, and the same work however many positions there
 * are. Immutable; any thread.
 */
typedef struct
{
  gint64   first_s;
  gint64   last_s;
  gint64   step_s;
  guint    n_bins;
  guint64 *before;
} PlimTimeHistogram;

/** @times: Unix seconds in any order. %NULL where there are none. */
PlimTimeHistogram *plim_time_histogram_new       (const guint32           *times,
                                                  gsize                    n);
void               plim_time_histogram_free      (PlimTimeHistogram       *self);

/** How many lie from @from_s up to, and not including, @to_s; a bin that is cut is shared by length. */
double             plim_time_histogram_count     (const PlimTimeHistogram *self,
                                                  double                   from_s,
                                                  double                   to_s);

/**
 * plim_time_histogram_get_columns:
 * @columns: (out): for each of @n columns of equal length from @from_s to @to_s, how many lie in it
 *
 * Their sum is what lies between the two. Returns: the highest of them
 */
double             plim_time_histogram_get_columns (const PlimTimeHistogram *self,
                                                    double                   from_s,
                                                    double                   to_s,
                                                    double                  *columns,
                                                    guint                    n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTimeHistogram, plim_time_histogram_free)

G_END_DECLS
