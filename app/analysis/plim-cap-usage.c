#include "config.h"

#include "app/analysis/plim-cap-usage.h"

#include "app/analysis/plim-cap-estimate.h"

static void
free_notified (PlimNotified *self)
{
  g_ptr_array_unref (self->figures);
  g_free (self);
}

static void
free_year (PlimCapYear *self)
{
  g_clear_pointer (&self->notified, free_notified);
  g_ptr_array_unref (self->notified_also);
  g_ptr_array_unref (self->notified_zero);
  g_ptr_array_unref (self->notified_words);
  g_ptr_array_unref (self->estimates);
  g_ptr_array_unref (self->estimated_words);
  g_free (self);
}

static guint
year_of (guint32 day)
{
  guint year = 0;
  guint month = 0;
  guint month_day = 0;

  plim_day_to_ymd (day, &year, &month, &month_day);

  return year;
}

static guint32
first_day_of (guint year)
{
  return plim_day_from_ymd (year, 1, 1);
}

static guint32
last_day_of (guint year)
{
  return plim_day_from_ymd (year, 12, 31);
}

static guint
get_coverage (const PlimPeriod *when)
{
  return when->last - when->first + 1;
}

/* Who notified: the speaker, and where the goods came from or went to. */
static char *
dup_reporter (const PlimTrade *trade)
{
  const char *country = trade->export ? trade->destination_country : trade->origin_country;

  return g_strconcat (plim_claim_get_speaker (trade->claim), "|", country != NULL ? country : "", NULL);
}

static gboolean
is_superseded (GPtrArray       *trades,
               const PlimTrade *trade)
{
  g_autofree char *reference = plim_claim_dup_reference (trade->claim);

  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *other = g_ptr_array_index (trades, i);

      if (other != trade && g_strcmp0 (other->claim->supersedes, reference) == 0)
        return TRUE;
    }

  return FALSE;
}

static PlimFigure *
convert_trade (PlimTrade            *trade,
               const char           *unit,
               const PlimConversion *conversion)
{
  PlimFigure *figure;
  double factor = 1;

  if (!trade->quantity.known)
    return NULL;

  if (g_strcmp0 (trade->quantity.unit, unit) == 0)
    conversion = NULL;
  else if (conversion != NULL
           && g_strcmp0 (conversion->from_unit, trade->quantity.unit) == 0
           && g_strcmp0 (conversion->to_unit, unit) == 0)
    factor = conversion->factor;
  else if (conversion != NULL
           && g_strcmp0 (conversion->to_unit, trade->quantity.unit) == 0
           && g_strcmp0 (conversion->from_unit, unit) == 0
           && conversion->factor > 0)
    factor = 1 / conversion->factor;
  else
    return NULL;

  figure = g_new0 (PlimFigure, 1);
  figure->trade = trade;
  figure->low = trade->quantity.low * factor;
  figure->high = trade->quantity.high * factor;
  figure->conversion = conversion;

  return figure;
}

static int
compare_coverage (gconstpointer a,
                  gconstpointer b)
{
  const PlimFigure *one = *(PlimFigure * const *) a;
  const PlimFigure *two = *(PlimFigure * const *) b;
  guint one_days = get_coverage (&one->trade->when);
  guint two_days = get_coverage (&two->trade->when);

  if (one_days != two_days)
    return one_days > two_days ? -1 : 1;
  /* What the source states in the unit asked for goes before what was converted. */
  if ((one->conversion == NULL) != (two->conversion == NULL))
    return one->conversion == NULL ? -1 : 1;
  /* One state's figure is contained in that of all for the same days. */
  if (one->high != two->high)
    return one->high > two->high ? -1 : 1;

  return g_strcmp0 (one->trade->claim->id, two->trade->claim->id);
}

static int
compare_begin (gconstpointer a,
               gconstpointer b)
{
  const PlimTrade *one = *(PlimTrade * const *) a;
  const PlimTrade *two = *(PlimTrade * const *) b;

  if (one->when.last != two->when.last)
    return one->when.last < two->when.last ? -1 : 1;
  if (one->when.first != two->when.first)
    return one->when.first < two->when.first ? -1 : 1;

  return g_strcmp0 (one->claim->id, two->claim->id);
}

/* Of one reporter and period the latest known figure counts; the earlier one stays beside it. */
static gboolean
is_outdated (GPtrArray       *trades,
             const PlimTrade *trade)
{
  g_autofree char *reporter = NULL;

  if (is_superseded (trades, trade))
    return TRUE;

  reporter = dup_reporter (trade);
  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *other = g_ptr_array_index (trades, i);
      g_autofree char *other_reporter = NULL;

      if (other == trade
          || other->quantity.unit != trade->quantity.unit
          || other->when.first != trade->when.first
          || other->when.last != trade->when.last
          || other->claim->known.first <= trade->claim->known.first)
        continue;

      other_reporter = dup_reporter (other);
      if (g_strcmp0 (reporter, other_reporter) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
plim_cap_usage_is_notified (const PlimTrade *trade)
{
  return trade->claim->basis == PLIM_BASIS_NOTIFIED;
}

/* The chain of disjoint totals that covers most days: the classic choice of intervals
 * by earliest end is not enough, since a half-year must win over one of its months. */
static GPtrArray *
chain_disjoint (GPtrArray *sorted)
{
  g_autofree guint *best = g_new0 (guint, sorted->len + 1);
  g_autofree int *before = g_new0 (int, sorted->len + 1);
  GPtrArray *chain = g_ptr_array_new ();
  int end = -1;

  for (guint i = 0; i < sorted->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (sorted, i);

      best[i] = get_coverage (&trade->when);
      before[i] = -1;
      for (guint j = 0; j < i; j++)
        {
          const PlimTrade *earlier = g_ptr_array_index (sorted, j);

          if (earlier->when.last < trade->when.first
              && best[j] + get_coverage (&trade->when) > best[i])
            {
              best[i] = best[j] + get_coverage (&trade->when);
              before[i] = j;
            }
        }
      if (end < 0 || best[i] > best[end])
        end = i;
    }

  for (; end >= 0; end = before[end])
    g_ptr_array_insert (chain, 0, g_ptr_array_index (sorted, end));

  return chain;
}

GPtrArray *
plim_cap_usage_sum_disjoint (GPtrArray        *trades,
                             const PlimPeriod *within,
                             const char       *unit,
                             gboolean          money)
{
  g_autoptr(GHashTable) reporters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  GPtrArray *best = g_ptr_array_new ();
  guint best_days = 0;

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);
      const PlimAmount *amount = money ? &trade->money : &trade->quantity;
      GPtrArray *group;
      g_autofree char *reporter = NULL;

      if (!trade->is_total || !plim_cap_usage_is_notified (trade)
          || !amount->known || g_strcmp0 (amount->unit, unit) != 0
          || !plim_period_contains (within, &trade->when)
          || is_outdated (trades, trade))
        continue;

      reporter = dup_reporter (trade);
      group = g_hash_table_lookup (reporters, reporter);
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (reporters, g_steal_pointer (&reporter), group);
          g_ptr_array_add (order, group);
        }
      g_ptr_array_add (group, trade);
    }

  for (guint i = 0; i < order->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (order, i);
      GPtrArray *chain;
      guint days = 0;

      g_ptr_array_sort (group, compare_begin);
      chain = chain_disjoint (group);
      for (guint j = 0; j < chain->len; j++)
        days += get_coverage (&((PlimTrade *) g_ptr_array_index (chain, j))->when);

      if (days > best_days)
        {
          best_days = days;
          g_ptr_array_unref (best);
          best = chain;
        }
      else
        {
          g_ptr_array_unref (chain);
        }
    }

  return best;
}

static void
pick_notified (PlimCapYear *year,
               GPtrArray   *figures)
{
  g_autoptr(GPtrArray) usable = g_ptr_array_new ();
  g_autoptr(GPtrArray) trades = g_ptr_array_new ();
  g_autoptr(GPtrArray) chain = NULL;
  PlimPeriod whole = PLIM_PERIOD_UNKNOWN;
  PlimFigure *widest = NULL;
  guint chained = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      PlimFigure *figure = g_ptr_array_index (figures, i);

      g_ptr_array_add (trades, figure->trade);
    }
  for (guint i = 0; i < figures->len; i++)
    {
      PlimFigure *figure = g_ptr_array_index (figures, i);

      if (!is_outdated (trades, figure->trade))
        g_ptr_array_add (usable, figure);
    }

  if (usable->len == 0)
    return;

  g_ptr_array_sort (usable, compare_coverage);
  widest = g_ptr_array_index (usable, 0);

  whole.first = first_day_of (year->year);
  whole.last = last_day_of (year->year);
  chain = plim_cap_usage_sum_disjoint (trades, &whole, widest->trade->quantity.unit, FALSE);
  for (guint i = 0; i < chain->len; i++)
    chained += get_coverage (&((PlimTrade *) g_ptr_array_index (chain, i))->when);

  year->notified = g_new0 (PlimNotified, 1);
  year->notified->figures = g_ptr_array_new ();
  if (chain->len > 1 && chained > get_coverage (&widest->trade->when))
    {
      PlimTrade *first = g_ptr_array_index (chain, 0);
      PlimTrade *last = g_ptr_array_index (chain, chain->len - 1);

      year->notified->summed = TRUE;
      year->notified->when = first->when;
      year->notified->when.last = last->when.last;
      year->notified->when.last_precision = last->when.last_precision;
      year->notified->when.last_s = last->when.last_s;
    }
  else
    {
      g_ptr_array_set_size (chain, 0);
      g_ptr_array_add (chain, widest->trade);
      year->notified->when = widest->trade->when;
    }

  for (guint i = 0; i < figures->len; i++)
    {
      PlimFigure *figure = g_ptr_array_index (figures, i);

      if (g_ptr_array_find (chain, figure->trade, NULL))
        {
          g_ptr_array_add (year->notified->figures, figure);
          year->notified->low += figure->low;
          year->notified->high += figure->high;
        }
      else
        {
          g_ptr_array_add (year->notified_also, figure);
        }
    }
}

static gboolean
is_named (const PlimCap *cap,
          const PlimCap *by,
          const char    *name)
{
  g_autofree char *reference = NULL;

  if (name == NULL)
    return FALSE;

  reference = plim_claim_dup_reference (cap->claim);

  return g_strcmp0 (reference, name) == 0
         || (g_strcmp0 (cap->claim->report, by->claim->report) == 0
             && g_strcmp0 (cap->claim->local_id, name) == 0);
}

static gboolean
is_replaced_by (GPtrArray     *caps,
                const PlimCap *cap,
                guint32        day)
{
  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *other = g_ptr_array_index (caps, i);

      if (other != cap && is_named (other, cap, cap->replaced_by) && other->when.first <= day)
        return TRUE;
    }

  return FALSE;
}

/* Twelve months that are not the calendar year's, unless the cap lived for some months of one year only. */
static gboolean
is_elsewhere (const PlimCap *cap)
{
  if (cap->year_starts_month <= 1 && cap->year_starts_day <= 1)
    return FALSE;

  return cap->when.last >= PLIM_DAY_LAST || year_of (cap->when.first) != year_of (cap->when.last);
}

PlimCap *
plim_cap_usage_find_cap (GPtrArray  *caps,
                         const char *unit,
                         guint       year)
{
  guint32 first = first_day_of (year);
  guint32 last = last_day_of (year);
  PlimCap *found = NULL;

  for (guint i = 0; i < caps->len; i++)
    {
      PlimCap *cap = g_ptr_array_index (caps, i);

      if (!cap->quantity.known || g_strcmp0 (cap->quantity.unit, unit) != 0
          || cap->when.first > last || cap->when.last < first
          || is_elsewhere (cap)
          || is_replaced_by (caps, cap, MAX (first, cap->when.first)))
        continue;

      if (found == NULL || cap->when.first >= found->when.first)
        found = cap;
    }

  return found;
}

static PlimCapYear *
new_year (guint      year,
          GPtrArray *caps,
          const char *unit)
{
  PlimCapYear *self = g_new0 (PlimCapYear, 1);

  self->year = year;
  self->cap = plim_cap_usage_find_cap (caps, unit, year);
  self->notified_also = g_ptr_array_new ();
  self->notified_zero = g_ptr_array_new ();
  self->notified_words = g_ptr_array_new ();
  self->estimates = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_cap_estimate_free);
  self->estimated_words = g_ptr_array_new ();

  return self;
}

static gboolean
is_zero (const PlimTrade *trade)
{
  return trade->quantity.known && trade->quantity.low == 0 && trade->quantity.high == 0;
}

/* The years that have a figure of their own, from the first to the last. What is estimated in another
 * unit alone opens no year: it could only be counted there. */
static gboolean
find_span (GPtrArray            *trades,
           const char           *unit,
           const PlimConversion *conversion,
           const PlimPeriod     *days,
           guint                *first,
           guint                *last)
{
  gboolean any = FALSE;

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);
      g_autofree PlimFigure *figure = NULL;
      guint year;

      if (!plim_period_is_known (&trade->when)
          || trade->when.first <= PLIM_DAY_FIRST || trade->when.last >= PLIM_DAY_LAST)
        continue;
      figure = convert_trade (trade, unit, conversion);
      if (figure == NULL && !plim_cap_usage_is_notified (trade))
        continue;

      year = year_of (trade->when.first);
      if (year != year_of (trade->when.last))
        continue;
      if (days != NULL && plim_period_is_known (days)
          && (days->first > last_day_of (year) || days->last < first_day_of (year)))
        continue;

      *first = any ? MIN (*first, year) : year;
      *last = any ? MAX (*last, year) : year;
      any = TRUE;
    }

  return any;
}

static void
place_trade (PlimCapUsage         *self,
             PlimCapYear          *year,
             GPtrArray            *notified,
             PlimTrade            *trade,
             const PlimConversion *conversion)
{
  PlimFigure *figure;

  if (plim_cap_usage_is_notified (trade) && is_zero (trade))
    {
      g_ptr_array_add (year->notified_zero, trade);
      return;
    }

  figure = convert_trade (trade, self->unit, conversion);
  if (figure == NULL)
    {
      g_ptr_array_add (plim_cap_usage_is_notified (trade) ? year->notified_words : year->estimated_words, trade);
      return;
    }

  g_ptr_array_add (self->figures, figure);
  if (plim_cap_usage_is_notified (trade))
    g_ptr_array_add (notified, figure);
  else if (trade->is_total)
    plim_cap_estimate_add (year->estimates, figure);
  else
    plim_cap_estimate_add_listed (year->estimates, figure);
}

static void
fill_year (PlimCapUsage         *self,
           PlimCapYear          *year,
           GPtrArray            *trades,
           const PlimConversion *conversion)
{
  PlimPeriod whole = PLIM_PERIOD_UNKNOWN;
  g_autoptr(GPtrArray) notified = g_ptr_array_new ();

  whole.first = first_day_of (year->year);
  whole.last = last_day_of (year->year);

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);

      if (plim_period_contains (&whole, &trade->when))
        place_trade (self, year, notified, trade, conversion);
      /* Zero over several years is zero in each of them. */
      else if (plim_cap_usage_is_notified (trade) && is_zero (trade) && plim_period_overlaps (&whole, &trade->when))
        g_ptr_array_add (year->notified_zero, trade);
    }

  pick_notified (year, notified);
  plim_cap_estimate_complete (year->estimates);
}

PlimCapUsage *
plim_cap_usage_new (GPtrArray            *trades,
                    GPtrArray            *caps,
                    const char           *unit,
                    const PlimConversion *conversion,
                    const PlimPeriod     *days)
{
  PlimCapUsage *self = g_new0 (PlimCapUsage, 1);
  guint first = 0;
  guint last = 0;

  self->unit = g_intern_string (unit);
  self->years = g_ptr_array_new_with_free_func ((GDestroyNotify) free_year);
  self->unplaced = g_ptr_array_new ();
  self->outside = g_ptr_array_new ();
  self->caps_elsewhere = g_ptr_array_new ();
  self->figures = g_ptr_array_new_with_free_func (g_free);

  if (find_span (trades, unit, conversion, days, &first, &last))
    for (guint number = first; number <= last; number++)
      {
        PlimCapYear *year = new_year (number, caps, unit);

        fill_year (self, year, trades, conversion);
        g_ptr_array_add (self->years, year);
      }

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);

      if (!plim_period_is_known (&trade->when)
          || self->years->len == 0
          || (year_of (trade->when.first) != year_of (trade->when.last)
              && !(plim_cap_usage_is_notified (trade) && is_zero (trade))))
        g_ptr_array_add (self->unplaced, trade);
      else if (!plim_cap_usage_is_notified (trade)
               && (year_of (trade->when.first) < first || year_of (trade->when.last) > last))
        g_ptr_array_add (self->outside, trade);
    }

  for (guint i = 0; i < caps->len; i++)
    {
      PlimCap *cap = g_ptr_array_index (caps, i);

      if (is_elsewhere (cap))
        g_ptr_array_add (self->caps_elsewhere, cap);
    }

  return self;
}

void
plim_cap_usage_free (PlimCapUsage *self)
{
  g_ptr_array_unref (self->years);
  g_ptr_array_unref (self->unplaced);
  g_ptr_array_unref (self->outside);
  g_ptr_array_unref (self->caps_elsewhere);
  g_ptr_array_unref (self->figures);
  g_free (self);
}

PlimEstimate *
plim_cap_year_get_highest (const PlimCapYear *self)
{
  PlimEstimate *highest = NULL;

  for (guint i = 0; i < self->estimates->len; i++)
    {
      PlimEstimate *estimate = g_ptr_array_index (self->estimates, i);

      /* Listed ones come last, and count only where nothing is estimated. */
      if (highest == NULL || (!estimate->listed && estimate->high > highest->high))
        highest = estimate;
    }

  return highest;
}

double
plim_cap_year_get_multiple (const PlimCapYear *self,
                            double             value,
                            gboolean           with_notified)
{
  if (self->cap == NULL || self->cap->quantity.low <= 0)
    return 0;

  if (with_notified && self->notified != NULL)
    value += self->notified->high;

  return value / self->cap->quantity.low;
}
