#include "config.h"

#include "app/scene/plim-scale.h"

#include <math.h>

/* Rounding noise of one division must not make a tick at the very end disappear. */
#define EPSILON 1e-9

double
plim_scale_map (const PlimScale *self,
                double           value)
{
  double share;

  g_return_val_if_fail (self != NULL, 0);

  if (self->logarithmic)
    {
      g_return_val_if_fail (self->low > 0 && self->high > 0, self->from_mm);
      /* Zero has no place on a logarithmic axis; the near end is where it is nearest to. */
      if (value <= 0 || self->high == self->low)
        return self->from_mm;
      share = log (value / self->low) / log (self->high / self->low);
    }
  else
    {
      if (self->high == self->low)
        return self->from_mm;
      share = (value - self->low) / (self->high - self->low);
    }

  return self->from_mm + share * (self->to_mm - self->from_mm);
}

/* Dividing by a whole power of ten gives the nearest double to 0.3; multiplying by 0.1 does not. */
static double
scale_by_ten (double whole,
              int    power)
{
  return power >= 0 ? whole * pow (10, power) : whole / pow (10, -power);
}

/* The smallest of 1, 2, 5 × 10ⁿ that is not below: as @digit × 10^@power. */
static void
find_round_step (double  value,
                 double *digit,
                 int    *power)
{
  static const double digits[] = { 1, 2, 5, 10 };

  *power = (int) floor (log10 (value) + EPSILON);
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      *digit = digits[i];
      if (scale_by_ten (digits[i], *power) >= value * (1 - EPSILON))
        break;
    }
}

static void
add_linear_ticks (GArray *ticks,
                  double  low,
                  double  high,
                  guint   wanted)
{
  double digit;
  double first;
  int power;

  find_round_step ((high - low) / wanted, &digit, &power);
  first = ceil (low / scale_by_ten (digit, power) - EPSILON);
  for (guint i = 0; i <= 4 * wanted; i++)
    {
      double value = scale_by_ten ((first + i) * digit, power);

      if (value > high + (high - low) * EPSILON)
        break;
      value += 0.0;   /* no "-0" on an axis */
      g_array_append_val (ticks, value);
    }
}

static void
add_logarithmic_ticks (GArray *ticks,
                       double  low,
                       double  high,
                       guint   wanted)
{
  static const guint between[] = { 1, 2, 5 };
  int first = (int) floor (log10 (low) + EPSILON);
  int last = (int) floor (log10 (high) + EPSILON);
  int every = MAX (1, (last - first + (int) wanted) / (int) wanted);
  /* Less than about one power in view: the powers alone would leave the axis bare. */
  guint n = last - first < 2 ? G_N_ELEMENTS (between) : 1;

  for (int power = first; power <= last; power++)
    {
      if ((power % every + every) % every != 0)
        continue;
      for (guint i = 0; i < n; i++)
        {
          double value = scale_by_ten (between[i], power);

          if (value >= low * (1 - EPSILON) && value <= high * (1 + EPSILON))
            g_array_append_val (ticks, value);
        }
    }
}

GArray *
plim_scale_ticks (const PlimScale *self,
                  guint            wanted)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  double low;
  double high;

  g_return_val_if_fail (self != NULL, ticks);

  low = MIN (self->low, self->high);
  high = MAX (self->low, self->high);
  wanted = MAX (wanted, 1);
  if (!isfinite (low) || !isfinite (high) || high <= low)
    return ticks;

  if (!self->logarithmic)
    add_linear_ticks (ticks, low, high, wanted);
  else if (low > 0)
    add_logarithmic_ticks (ticks, low, high, wanted);

  return ticks;
}

double
plim_day_scale_map (const PlimDayScale *self,
                    guint32             day)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->last == self->first)
    return self->from_mm;

  return self->from_mm + ((double) day - self->first) / ((double) self->last - self->first)
                         * (self->to_mm - self->from_mm);
}

/* The first days of every @step months, counted from January of year 0, within the scale. */
static GArray *
list_month_starts (const PlimDayScale *self,
                   guint               step,
                   guint               most)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint year, month, day;
  guint count;

  plim_day_to_ymd (self->first, &year, &month, &day);
  count = year * 12 + (month - 1);
  if (day > 1)
    count++;
  count = (count + step - 1) / step * step;

  for (;; count += step)
    {
      guint32 start;

      if (count / 12 > 9999)
        break;
      start = plim_day_from_ymd (count / 12, count % 12 + 1, 1);
      if (start > self->last)
        break;
      if (days->len == most)
        return NULL;
      g_array_append_val (days, start);
    }

  return g_steal_pointer (&days);
}

GArray *
plim_day_scale_ticks (const PlimDayScale *self,
                      guint               most,
                      PlimTickUnit       *unit)
{
  static const struct { guint months; PlimTickUnit unit; } steps[] = {
    { 1, PLIM_TICK_MONTH }, { 3, PLIM_TICK_QUARTER }, { 12, PLIM_TICK_YEAR }, { 24, PLIM_TICK_YEAR },
    { 60, PLIM_TICK_YEAR }, { 120, PLIM_TICK_YEAR }, { 600, PLIM_TICK_YEAR }, { 1200, PLIM_TICK_YEAR },
    { 6000, PLIM_TICK_YEAR }, { 12000, PLIM_TICK_YEAR }, { 60000, PLIM_TICK_YEAR },
  };
  GArray *days;

  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  most = MAX (most, 2);
  *unit = PLIM_TICK_DAY;
  days = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (self->first == PLIM_DAY_UNKNOWN || self->last < self->first)
    return days;

  if (self->last - self->first < most)
    {
      for (guint32 day = self->first; day <= self->last; day++)
        g_array_append_val (days, day);
      return days;
    }

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GArray *found = list_month_starts (self, steps[i].months, most);

      if (found != NULL)
        {
          g_array_unref (days);
          *unit = steps[i].unit;
          return found;
        }
    }

  return days;
}
