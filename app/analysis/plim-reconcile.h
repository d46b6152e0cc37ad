/* plim-reconcile.h: stated totals against listed items, in intervals */

#pragma once

#include "app/model/plim-theft.h"

G_BEGIN_DECLS

/**
 * PlimIncident: one theft, with all that was claimed about it
 * @thefts: (element-type PlimTheft) (transfer none): claims about the same target whose dates meet or lie a few days apart
 * @low, @high: the lowest and highest of their amounts in @currency; 0 where none states one
 * @currency: (nullable): US dollars where any claim has them, else the first stated
 */
typedef struct
{
  GPtrArray  *thefts;
  PlimPeriod  when;
  const char *target;
  const char *currency;
  double      low;
  double      high;
} PlimIncident;

typedef enum
{
  PLIM_LEFT_OUT_DATE,       /* not all of its possible days lie within the total's */
  PLIM_LEFT_OUT_CURRENCY,   /* no amount in the total's currency */
  PLIM_LEFT_OUT_AMOUNT,     /* no amount at all */
} PlimLeftOutReason;

typedef struct
{
  PlimIncident     *incident;
  PlimLeftOutReason reason;
} PlimLeftOut;

/**
 * PlimReconciled: one stated total and the thefts listed for its period
 * @listed: (element-type PlimIncident) (transfer none)
 * @left_out: PlimLeftOut: those that touch the period but could not be counted
 * @listed_low, @listed_high: their sum; a theft with several amounts counts as a range
 * @remainder_low, @remainder_high: what the total states beyond the listed; never below 0
 * @open: the total is a lower bound, which nothing listed can exceed
 * @excess_low, @excess_high: by how much the listed exceed the total; above 0 not all of them can be inside
 */
typedef struct
{
  PlimTheft *total;
  GPtrArray *listed;
  GPtrArray *left_out;
  double     listed_low;
  double     listed_high;
  double     remainder_low;
  double     remainder_high;
  gboolean   open;
  double     excess_low;
  double     excess_high;
} PlimReconciled;

/** (element-type PlimIncident) by date: @thefts without the totals; claims about one target with dates that meet, or nearly so, stand together. */
GPtrArray      *plim_reconcile_group    (GPtrArray      *thefts);
void            plim_incident_free      (PlimIncident   *self);

/** The stated @total against @incidents. Lends both. */
PlimReconciled *plim_reconcile          (PlimTheft      *total,
                                         GPtrArray      *incidents);
void            plim_reconciled_free    (PlimReconciled *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimReconciled, plim_reconciled_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimIncident, plim_incident_free)

G_END_DECLS
