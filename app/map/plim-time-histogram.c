#include "config.h"

#include "app/map/plim-time-histogram.h"

/* A year in bins of eight minutes: a bar may be drawn nearer a hundred times before they show. */
#define MOST_BINS 65536

PlimTimeHistogram *
plim_time_histogram_new (const guint32 *times,
                         gsize          n)
{
  PlimTimeHistogram *self;
  guint32 first = G_MAXUINT32, last = 0, step;
  gsize i;

  if (n == 0)
    return NULL;

  for (i = 0; i < n; i++)
    {
      first = MIN (first, times[i]);
      last = MAX (last, times[i]);
    }

  self = g_new0 (PlimTimeHistogram, 1);
  self->first_s = first;
  self->last_s = last;
  step = (last - first) / MOST_BINS + 1;
  self->step_s = step;
  self->n_bins = (last - first) / step + 1;
  self->before = g_new0 (guint64, self->n_bins + 1);

  for (i = 0; i < n; i++)
    self->before[(times[i] - first) / step + 1]++;
  for (i = 1; i <= self->n_bins; i++)
    self->before[i] += self->before[i - 1];

  return self;
}

void
plim_time_histogram_free (PlimTimeHistogram *self)
{
  g_free (self->before);
  g_free (self);
}

/* How many come before a moment. */
static double
count_before (const PlimTimeHistogram *self,
              double                   time_s)
{
  double bins = (time_s - self->first_s) / self->step_s;
  guint bin;

  if (bins <= 0.0)
    return 0.0;
  if (bins >= self->n_bins)
    return self->before[self->n_bins];
  bin = (guint) bins;

  return self->before[bin] + (self->before[bin + 1] - self->before[bin]) * (bins - bin);
}

double
plim_time_histogram_count (const PlimTimeHistogram *self,
                           double                   from_s,
                           double                   to_s)
{
  return to_s <= from_s ? 0.0 : count_before (self, to_s) - count_before (self, from_s);
}

double
plim_time_histogram_get_columns (const PlimTimeHistogram *self,
                                 double                   from_s,
                                 double                   to_s,
                                 double                  *columns,
                                 guint                    n)
{
  double before = count_before (self, from_s), most = 0.0;
  guint i;

  for (i = 0; i < n; i++)
    {
      double until = count_before (self, from_s + (to_s - from_s) * (i + 1) / n);

      columns[i] = until - before;
      before = until;
      most = MAX (most, columns[i]);
    }

  return most;
}
