#include "config.h"

#include "app/analysis/plim-cap-curve.h"

#include <math.h>

#define SAME_SHARE(a, b) (fabs ((a) - (b)) < 0.002)


static void
free_point (PlimCurvePoint *self)
{
  g_ptr_array_unref (self->trades);
  g_free (self);
}

void
plim_curve_free (PlimCurve *self)
{
  g_ptr_array_unref (self->points);
  g_free (self);
}

void
plim_crossing_free (PlimCrossing *self)
{
  g_ptr_array_unref (self->trades);
  g_free (self);
}

static PlimCurve *
find_curve (GPtrArray       *curves,
            const PlimTrade *trade,
            gboolean         listed)
{
  gboolean notified = plim_cap_usage_is_notified (trade);
  const char *speaker = notified ? plim_claim_get_speaker (trade->claim) : NULL;
  PlimCurve *curve;

  for (guint i = 0; i < curves->len; i++)
    {
      curve = g_ptr_array_index (curves, i);
      if (curve->listed == listed
          && curve->notified == notified
          && (listed || g_strcmp0 (curve->speaker, speaker) == 0)
          && (listed || SAME_SHARE (curve->share, trade->laden)))
        {
          if (listed && !SAME_SHARE (curve->share, trade->laden))
            curve->share = 0;
          return curve;
        }
    }

  curve = g_new0 (PlimCurve, 1);
  curve->speaker = speaker;
  curve->notified = notified;
  curve->share = trade->laden;
  curve->listed = listed;
  curve->points = g_ptr_array_new_with_free_func ((GDestroyNotify) free_point);
  g_ptr_array_add (curves, curve);

  return curve;
}

static double
get_factor (const PlimTrade      *trade,
            const char           *unit,
            const PlimConversion *conversion)
{
  if (g_strcmp0 (trade->quantity.unit, unit) == 0)
    return 1;
  if (conversion != NULL
      && g_strcmp0 (conversion->from_unit, trade->quantity.unit) == 0
      && g_strcmp0 (conversion->to_unit, unit) == 0)
    return conversion->factor;

  return 0;
}

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const PlimCurvePoint *one = *(PlimCurvePoint * const *) a;
  const PlimCurvePoint *two = *(PlimCurvePoint * const *) b;

  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;
  if (one->first != two->first)
    return one->first < two->first ? -1 : 1;
  if (one->low != two->low)
    return one->low < two->low ? -1 : 1;

  return 0;
}

/* Shipments become running sums; each sum stands on all shipments up to it. */
static void
sum_up (PlimCurve *curve)
{
  double low = 0;
  double high = 0;

  for (guint i = 0; i < curve->points->len; i++)
    {
      PlimCurvePoint *point = g_ptr_array_index (curve->points, i);

      low += point->low;
      high += point->high;
      point->low = low;
      point->high = high;
      if (i > 0)
        {
          const PlimCurvePoint *before = g_ptr_array_index (curve->points, i - 1);

          for (guint j = 0; j < before->trades->len; j++)
            g_ptr_array_insert (point->trades, j, g_ptr_array_index (before->trades, j));
        }
    }
}

/* Months that one reporter notified, added up from the first of the year as far as none is missing. */
static void
add_months (GPtrArray  *curves,
            GPtrArray  *trades,
            const char *unit,
            guint       year)
{
  PlimPeriod whole = PLIM_PERIOD_UNKNOWN;
  g_autoptr(GPtrArray) chain = NULL;
  PlimCurve *curve = NULL;
  guint32 next;

  whole.first = plim_day_from_ymd (year, 1, 1);
  whole.last = plim_day_from_ymd (year, 12, 31);
  chain = plim_cap_usage_sum_disjoint (trades, &whole, unit, FALSE);

  next = whole.first;
  for (guint i = 0; i < chain->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (chain, i);
      PlimCurvePoint *point;

      if (trade->when.first != next)
        break;
      if (curve == NULL)
        {
          curve = g_new0 (PlimCurve, 1);
          curve->speaker = plim_claim_get_speaker (trade->claim);
          curve->notified = TRUE;
          curve->listed = TRUE;
          curve->points = g_ptr_array_new_with_free_func ((GDestroyNotify) free_point);
        }
      point = g_new0 (PlimCurvePoint, 1);
      point->first = point->day = trade->when.last;
      point->low = trade->quantity.low;
      point->high = trade->quantity.high;
      point->bound = trade->quantity.bound;
      point->trades = g_ptr_array_new ();
      g_ptr_array_add (point->trades, trade);
      g_ptr_array_add (curve->points, point);
      next = trade->when.last + 1;
    }

  if (curve != NULL && curve->points->len > 1)
    g_ptr_array_add (curves, curve);
  else if (curve != NULL)
    plim_curve_free (curve);
}

/* Whether all that a notified total says is also said by the same reporter's months added up. */
static gboolean
is_among_months (const PlimCurve *curve,
                 GPtrArray       *curves)
{
  const PlimCurve *months = g_ptr_array_index (curves, curves->len - 1);

  if (!curve->notified || curve->listed || !months->notified || !months->listed
      || g_strcmp0 (curve->speaker, months->speaker) != 0)
    return FALSE;

  for (guint i = 0; i < curve->points->len; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (curve->points, i);
      gboolean found = FALSE;

      for (guint j = 0; j < months->points->len && !found; j++)
        found = g_ptr_array_find (((PlimCurvePoint *) g_ptr_array_index (months->points, j))->trades,
                                  g_ptr_array_index (point->trades, 0), NULL);
      if (!found)
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
plim_cap_curve_find (GPtrArray            *trades,
                     const char           *unit,
                     const PlimConversion *conversion,
                     guint                 year)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_curve_free);
  guint32 begins = plim_day_from_ymd (year, 1, 1);
  guint32 ends = plim_day_from_ymd (year, 12, 31);

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);
      double factor = get_factor (trade, unit, conversion);
      PlimCurvePoint *point;

      if (!trade->quantity.known || factor == 0
          || (!trade->is_total && plim_cap_usage_is_notified (trade))
          || !plim_period_is_known (&trade->when)
          || trade->when.first < begins || trade->when.last > ends
          || (trade->is_total && trade->when.first != begins))
        continue;

      point = g_new0 (PlimCurvePoint, 1);
      point->first = trade->is_total ? trade->when.last : trade->when.first;
      point->day = trade->when.last;
      point->low = trade->quantity.low * factor;
      point->high = trade->quantity.high * factor;
      point->bound = trade->quantity.bound;
      point->trades = g_ptr_array_new ();
      g_ptr_array_add (point->trades, trade);
      g_ptr_array_add (find_curve (curves, trade, !trade->is_total)->points, point);
    }

  add_months (curves, trades, unit, year);
  for (guint i = curves->len; i > 0; i--)
    if (is_among_months (g_ptr_array_index (curves, i - 1), curves))
      g_ptr_array_remove_index (curves, i - 1);

  for (guint i = 0; i < curves->len; i++)
    {
      PlimCurve *curve = g_ptr_array_index (curves, i);

      g_ptr_array_sort (curve->points, compare_points);
      if (curve->listed)
        sum_up (curve);
    }

  return curves;
}

/* The least and the most that a bounded statement allows. */
static void
get_allowed (const PlimCurvePoint *point,
             double                factor,
             double               *least,
             double               *most)
{
  *least = point->low * factor;
  *most = point->high * factor;
  plim_bound_widen (point->bound, least, most);
}

static void
add_trades (GPtrArray *to,
            GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    if (!g_ptr_array_find (to, g_ptr_array_index (from, i), NULL))
      g_ptr_array_add (to, g_ptr_array_index (from, i));
}

/* Stated totals: after the end of the last below the cap, by the end of the first above. */
static void
cross_totals (const PlimCurve *self,
              PlimCrossing    *crossing,
              double           cap,
              double           factor,
              guint32          year_begins)
{
  const PlimCurvePoint *above = NULL;
  const PlimCurvePoint *below = NULL;

  for (guint i = 0; i < self->points->len && above == NULL; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (self->points, i);
      double least, most;

      get_allowed (point, factor, &least, &most);
      if (least > cap)
        above = point;
    }
  if (above == NULL)
    {
      /* Nothing says that it was crossed: all that went into the answer is the whole curve. */
      for (guint i = 0; i < self->points->len; i++)
        add_trades (crossing->trades, ((PlimCurvePoint *) g_ptr_array_index (self->points, i))->trades);
      return;
    }

  for (guint i = 0; i < self->points->len; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (self->points, i);
      double least, most;

      get_allowed (point, factor, &least, &most);
      if (most <= cap && point->day < above->day)
        below = point;
    }

  crossing->crossed = TRUE;
  crossing->by = above->day;
  crossing->after = below != NULL ? below->day : year_begins - 1;
  crossing->datable = below != NULL;
  if (below != NULL)
    add_trades (crossing->trades, below->trades);
  add_trades (crossing->trades, above->trades);
}

/* Dated shipments: by the last day of the one that certainly passes the cap; not before
 * the first day on which the shipments that may have come by then could pass it. */
static void
cross_shipments (const PlimCurve *self,
                 PlimCrossing    *crossing,
                 double           cap,
                 double           factor)
{
  const PlimCurvePoint *above = NULL;
  guint32 earliest = 0;

  for (guint i = 0; i < self->points->len && above == NULL; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (self->points, i);

      if (point->low * factor > cap)
        above = point;
    }
  if (above == NULL)
    {
      const PlimCurvePoint *last = g_ptr_array_index (self->points, self->points->len - 1);

      add_trades (crossing->trades, last->trades);
      return;
    }

  /* The sum over all that could have come by each shipment's first day. */
  for (guint i = 0; i < self->points->len; i++)
    {
      const PlimCurvePoint *at = g_ptr_array_index (self->points, i);
      double sum = 0;

      for (guint j = 0; j < self->points->len; j++)
        {
          const PlimCurvePoint *point = g_ptr_array_index (self->points, j);
          const PlimCurvePoint *before = j > 0 ? g_ptr_array_index (self->points, j - 1) : NULL;

          if (point->first <= at->first)
            sum += point->high - (before != NULL ? before->high : 0);
        }
      if (sum * factor > cap && (earliest == 0 || at->first < earliest))
        earliest = at->first;
    }

  crossing->crossed = TRUE;
  crossing->datable = TRUE;
  crossing->by = above->day;
  crossing->after = earliest - 1;
  add_trades (crossing->trades, above->trades);
}

PlimCrossing *
plim_curve_cross (const PlimCurve *self,
                  double           cap,
                  guint32          year_begins,
                  double           share)
{
  PlimCrossing *crossing = g_new0 (PlimCrossing, 1);
  double factor = share > 0 && self->share > 0 ? share / self->share : 1;

  crossing->share = share > 0 ? share : self->share;
  crossing->stated = SAME_SHARE (crossing->share, self->share);
  crossing->trades = g_ptr_array_new ();

  if (self->listed)
    cross_shipments (self, crossing, cap, factor);
  else
    cross_totals (self, crossing, cap, factor, year_begins);

  return crossing;
}
