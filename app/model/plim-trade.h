/* plim-trade.h: coal or oil that somebody says was moved */

#pragma once

#include "app/model/plim-amount.h"
#include "app/model/plim-claim.h"

G_BEGIN_DECLS

/**
 * PlimTrade:
 * @claim: (transfer full): who says so
 * @is_total: a stated total of shipments, not one shipment
 * @commodity: coal, refined-petroleum, crude …, as in the report format; interned
 * @export: out of the DPRK; otherwise into it
 * @when: when it was moved, as exactly as the source says
 * @quantity: as stated, in the unit stated; conversions are made when drawn
 * @money: the stated value, likewise
 * @laden: the share of the capacity taken to be aboard, or 0 where none is named
 * @count: shipments or deliveries; 0 where not stated
 * @origin, @destination: names of places; @…_country: ISO 3166 codes; %NULL where unknown
 * @vessel: reference SYMBOL#id of the vessel, @vessel_name: its first name there; or %NULL
 */
typedef struct
{
  PlimClaim  *claim;
  gboolean    is_total;
  const char *commodity;
  gboolean    export;
  PlimPeriod  when;
  PlimAmount  quantity;
  PlimAmount  money;
  double      laden;
  guint       count;
  char       *origin;
  char       *origin_country;
  char       *destination;
  char       *destination_country;
  char       *vessel;
  char       *vessel_name;
  char       *method;
} PlimTrade;

void     plim_trade_free      (PlimTrade       *self);

/**
 * plim_trade_contradicts:
 *
 * Whether two stated totals cannot both be right: of the same goods and way, under the same scenario, both
 * notified or neither, with ranges that do not meet, neither being part of the other or revising it. Where one
 * total's days lie within the other's, it contradicts only by being the greater. Shown, never resolved.
 */
gboolean plim_trade_contradicts (const PlimTrade *a,
                                 const PlimTrade *b);

/** A claim on one cap: how much may be moved within which twelve months. Quantity 0 is a ban. */
typedef struct
{
  PlimClaim  *claim;
  const char *commodity;
  gboolean    export;
  PlimPeriod  when;            /* in force */
  PlimAmount  quantity;
  guint       year_starts_month;   /* 1 and 1 where the twelve months are the calendar year */
  guint       year_starts_day;
  char       *resolution;
  char       *para;
  char       *limb_of;         /* applies together with others of the same name, whichever is reached first */
  char       *alternative_of;  /* states the same cap in another unit */
  char       *replaced_by;
} PlimCap;

void     plim_cap_free        (PlimCap         *self);

typedef struct
{
  PlimClaim  *claim;
  const char *commodity;
  const char *from_unit;
  const char *to_unit;
  double      factor;
} PlimConversion;

void     plim_conversion_free (PlimConversion  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrade, plim_trade_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCap, plim_cap_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimConversion, plim_conversion_free)

G_END_DECLS
