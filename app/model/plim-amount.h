/* plim-amount.h: a number with unit and bound: "at least 2.5 million tonnes" */

#pragma once

#include "app/model/plim-period.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_BOUND_EXACT,
  PLIM_BOUND_AT_LEAST,
  PLIM_BOUND_MORE_THAN,
  PLIM_BOUND_ABOUT,
  PLIM_BOUND_NEARLY,
  PLIM_BOUND_UP_TO,
} PlimBound;

/**
 * PlimAmount:
 * @known: %FALSE where the source states no number; it is then never zero
 * @low: the number as stated, or the low end of a range
 * @high: the high end of a range; the same as @low where no range is stated
 * @unit: t, bbl, USD …; interned
 * @bound: what the source says of the number
 */
typedef struct
{
  gboolean    known;
  double      low;
  double      high;
  const char *unit;
  PlimBound   bound;
} PlimAmount;

/** @low, @high: decimal text as in a report, or %NULL; @unit is interned. %FALSE where a number is none. */
gboolean    plim_amount_parse        (const char       *low,
                                      const char       *high,
                                      const char       *unit,
                                      const char       *bound,
                                      PlimAmount       *amount);

gboolean    plim_amount_is_range     (const PlimAmount *self);

/** What a statement with this bound allows: "at least" has no upper end, "about" allows 5 % to either side. */
void        plim_bound_widen         (PlimBound         bound,
                                      double           *low,
                                      double           *high);
/** Whether the values that the two statements allow meet. */
gboolean    plim_amount_may_agree    (const PlimAmount *a,
                                      const PlimAmount *b);

/**
 * plim_amount_contradicts:
 *
 * Whether two totals over two periods cannot both be right. Over the same days their ranges must meet; a
 * total over some of the other's days must not be above it; other periods say nothing about each other.
 */
gboolean    plim_amount_contradicts  (const PlimAmount *a,
                                      const PlimPeriod *a_when,
                                      const PlimAmount *b,
                                      const PlimPeriod *b_when);

/** For people, translated: "at least 2.5 million t", "129,706 bbl", "US$316.4 million", "₩58 billion". */
char       *plim_amount_to_words     (const PlimAmount *self);

/** Only the number: "2.5 million", "129,706", "330–410 million". */
char       *plim_amount_number_words (double            low,
                                      double            high);

/** The shortest decimal that reads back as the same number, never with an exponent, "." in every locale. */
char       *plim_number_format       (double            value);

PlimBound   plim_bound_from_name     (const char       *name);   /* unknown or NULL: exact */
const char *plim_bound_get_name      (PlimBound         bound);  /* "at-least", as in reports */

/** Shares of the capacity: "1/3", "0.9" ↔ number. 0 where none is named. */
double      plim_laden_parse         (const char       *text);
char       *plim_laden_format        (double            laden);  /* "1/3", "1/2", "0.9": as reports write it */
char       *plim_laden_to_words      (double            laden);  /* "one third laden", "half laden", "90 % laden" */

G_END_DECLS
