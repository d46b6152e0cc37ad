/* plim-cap-curve.h: how a year filled up, and between which days its cap was crossed */

#pragma once

#include "app/analysis/plim-cap-usage.h"

G_BEGIN_DECLS

/**
 * PlimCurvePoint: by the end of this day so much is stated to have been moved
 * @day: the last day of the stated total, or of the shipment
 * @first: the first day on which it may have been so; before @day only for shipments with a vague date
 * @trades: (element-type PlimTrade): what went in, lent
 */
typedef struct
{
  guint32    first;
  guint32    day;
  double     low;
  double     high;
  PlimBound  bound;
  GPtrArray *trades;
} PlimCurvePoint;

/**
 * PlimCurve: the totals of one series within a year
 * @speaker: (nullable): who notified; %NULL where an estimate's series goes over several sources
 * @share: the share stated, or 0
 * @points: PlimCurvePoint, by day
 * @listed: sums worked out here, of dated shipments or of single notified months, instead of stated totals
 */
typedef struct
{
  const char *speaker;
  gboolean    notified;
  double      share;
  GPtrArray  *points;
  gboolean    listed;
} PlimCurve;

/**
 * PlimCrossing: when a curve passed the cap under one scenario
 * @crossed: whether any total is above the cap at all
 * @datable: whether a total below it says after when
 * @after: the end of the last total below the cap: it was crossed after this day
 * @by: the end of the first total above it: it was crossed by this day
 *
 * Never interpolated. A day itself is known only where @after is the day before @by.
 */
typedef struct
{
  double    share;
  gboolean  stated;
  gboolean  crossed;
  gboolean  datable;
  guint32   after;
  guint32   by;
  GPtrArray *trades;
} PlimCrossing;

/** (element-type PlimCurve): totals that begin with the year, months of one reporter added up, and dated shipments. */
GPtrArray    *plim_cap_curve_find  (GPtrArray            *trades,
                                    const char           *unit,
                                    const PlimConversion *conversion,
                                    guint                 year);
void          plim_curve_free      (PlimCurve            *self);

/** When the curve, at @share (or as stated where 0), passed @cap. */
PlimCrossing *plim_curve_cross     (const PlimCurve      *self,
                                    double                cap,
                                    guint32               year_begins,
                                    double                share);
void          plim_crossing_free   (PlimCrossing         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCurve, plim_curve_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCrossing, plim_crossing_free)

G_END_DECLS
