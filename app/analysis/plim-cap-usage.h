/* plim-cap-usage.h: a year's deliveries against that year's cap, under each scenario */

#pragma once

#include "app/model/plim-trade.h"

G_BEGIN_DECLS

/**
 * Arithmetic only. Everything answered lends the trades and caps it was given,
 * so these must outlive it. Nothing is merged: where several figures stand for
 * one year all of them are in the answer, and what was picked to stand first
 * says so by standing first.
 */

/**
 * PlimFigure: one stated figure in the unit asked for
 * @low, @high: the same where no range is stated
 * @conversion: (nullable): what turned the stated unit into the one asked for
 */
typedef struct
{
  PlimTrade            *trade;
  double                low;
  double                high;
  const PlimConversion *conversion;
} PlimFigure;

/**
 * PlimScenario: what an estimate comes to at one share of the capacity
 * @share: 0 where the source names none
 * @stated: whether a source states it at this share; else it is in proportion to one that is stated
 * @from: the figure it is, or was computed from
 */
typedef struct
{
  double      share;
  double      low;
  double      high;
  gboolean    stated;
  PlimFigure *from;
} PlimScenario;

/**
 * PlimEstimate: one source's estimate for one period, under one or more scenarios
 * @figures: (element-type PlimFigure) (transfer none): what went in
 * @scenarios: PlimScenario, by share
 * @low, @high: the lowest and highest *stated* value
 * @listed: not a stated total but the sum of the shipments listed
 */
typedef struct
{
  GPtrArray *figures;
  GArray    *scenarios;
  PlimPeriod when;
  PlimBound  bound;
  guint      count;
  double     low;
  double     high;
  gboolean   listed;
} PlimEstimate;

/**
 * PlimNotified: what was notified for a year
 * @figures: one stated total, or disjoint totals by one reporter that were summed
 */
typedef struct
{
  GPtrArray *figures;
  PlimPeriod when;
  double     low;
  double     high;
  gboolean   summed;
} PlimNotified;

/**
 * PlimCapYear:
 * @cap: (nullable): the cap that applied in the year
 * @notified: (nullable): the notified figure with the widest coverage; overlapping ones are never added
 * @notified_also: PlimFigure: notified figures of the year that went into none: earlier, narrower, of one reporter
 * @notified_zero: PlimTrade: who notified zero, for all or a part of the year
 * @notified_words: PlimTrade: notified in a unit that no chosen conversion turns into the one asked for
 * @estimates: PlimEstimate: the one with the widest coverage first; with the same coverage one that names its
 *   share comes first, then the one with more shares stated, then the lower one, so that what stands first never overstates
 * @estimated_words: PlimTrade: estimates without a number in the unit asked for
 */
typedef struct
{
  guint         year;
  PlimCap      *cap;
  PlimNotified *notified;
  GPtrArray    *notified_also;
  GPtrArray    *notified_zero;
  GPtrArray    *notified_words;
  GPtrArray    *estimates;
  GPtrArray    *estimated_words;
} PlimCapYear;

/**
 * PlimCapUsage:
 * @years: PlimCapYear, one for each year from the first to the last of which something is stated
 * @unplaced: PlimTrade: figures for periods of more than one year, which belong to none
 * @outside: PlimTrade: estimates of other years, which have no figure in the unit asked for
 * @caps_elsewhere: PlimCap: caps whose twelve months are not the calendar year
 */
typedef struct
{
  const char *unit;
  GPtrArray  *years;
  GPtrArray  *unplaced;
  GPtrArray  *outside;
  GPtrArray  *caps_elsewhere;
  GPtrArray  *figures;
} PlimCapUsage;

/**
 * plim_cap_usage_new:
 * @trades: (element-type PlimTrade): of one commodity and direction
 * @caps: (element-type PlimCap)
 * @conversion: (nullable): chosen to turn another unit into @unit
 * @days: (nullable): only years that share a day with it
 */
PlimCapUsage *plim_cap_usage_new           (GPtrArray            *trades,
                                            GPtrArray            *caps,
                                            const char           *unit,
                                            const PlimConversion *conversion,
                                            const PlimPeriod     *days);
void          plim_cap_usage_free          (PlimCapUsage         *self);

/** The highest stated estimate of the year, a sum of listed shipments only where there is no other; %NULL where there is none. */
PlimEstimate *plim_cap_year_get_highest    (const PlimCapYear    *self);

/** What was estimated at all, or also notified where @with_notified, as a multiple of the cap; 0 without a cap above zero. */
double        plim_cap_year_get_multiple   (const PlimCapYear    *self,
                                            double                value,
                                            gboolean              with_notified);

/** The one of @caps (PlimCap, in @unit) that applied in @year: in force, not replaced before it began. */
PlimCap      *plim_cap_usage_find_cap      (GPtrArray            *caps,
                                            const char           *unit,
                                            guint                 year);

/** Whether @trade states what was notified to the Committee. */
gboolean      plim_cap_usage_is_notified   (const PlimTrade      *trade);

/**
 * plim_cap_usage_sum_disjoint:
 * @trades: (element-type PlimTrade): notified totals
 * @within: only totals that lie within
 * @money: the stated values instead of the quantities
 *
 * The largest coverage that disjoint totals in @unit of one reporter give: (element-type PlimTrade) by
 * date, lent; empty where there is none. Of one reporter and period the latest known figure counts.
 */
GPtrArray    *plim_cap_usage_sum_disjoint  (GPtrArray            *trades,
                                            const PlimPeriod     *within,
                                            const char           *unit,
                                            gboolean              money);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCapUsage, plim_cap_usage_free)

G_END_DECLS
