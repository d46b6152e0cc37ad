/* plim-period.h: some days, as vague as the source was: "the second half of 2020" */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimPrecision: how exactly a date was stated
 */
typedef enum
{
  PLIM_PRECISION_UNKNOWN,
  PLIM_PRECISION_INSTANT,
  PLIM_PRECISION_DAY,
  PLIM_PRECISION_MONTH,
  PLIM_PRECISION_QUARTER,
  PLIM_PRECISION_HALF_YEAR,
  PLIM_PRECISION_YEAR,
  PLIM_PRECISION_OPEN,
} PlimPrecision;

/* Days are Julian day numbers as GDate counts them (1 January 1 is day 1). */
#define PLIM_DAY_UNKNOWN 0
#define PLIM_DAY_FIRST   1
#define PLIM_DAY_LAST    3652059   /* 31 December 9999 */

/**
 * PlimPeriod:
 * @first: first day of the interval; %PLIM_DAY_FIRST when open, %PLIM_DAY_UNKNOWN when not stated
 * @last: last day, inclusive; %PLIM_DAY_LAST when open
 * @first_precision: how exactly the beginning was stated
 * @last_precision: how exactly the end was stated
 * @first_s: Unix seconds where the beginning is an instant, else G_MININT64
 * @last_s: likewise for the end
 *
 * An interval of days, both bounds inclusive at their own precision: an end
 * of "2020-09" is 30 September.
 */
typedef struct
{
  guint32       first;
  guint32       last;
  PlimPrecision first_precision;
  PlimPrecision last_precision;
  gint64        first_s;
  gint64        last_s;
} PlimPeriod;

/** Nothing known: both days %PLIM_DAY_UNKNOWN. */
#define PLIM_PERIOD_UNKNOWN ((PlimPeriod) { 0, 0, PLIM_PRECISION_UNKNOWN, PLIM_PRECISION_UNKNOWN, G_MININT64, G_MININT64 })

/**
 * plim_period_parse:
 * @from: (nullable): YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Hn, a time with its offset, or "open"
 * @to: (nullable): likewise; %NULL with @from known means "the same as @from"
 *
 * Returns: %FALSE, and @period unknown, when one of them is none of these
 */
gboolean plim_period_parse       (const char       *from,
                                  const char       *to,
                                  PlimPeriod       *period);

gboolean plim_period_is_known    (const PlimPeriod *self);

/** Whether the two share a day. Unknown periods share none. */
gboolean plim_period_overlaps    (const PlimPeriod *a,
                                  const PlimPeriod *b);

/** Whether all of @inner lies in @outer. */
gboolean plim_period_contains    (const PlimPeriod *outer,
                                  const PlimPeriod *inner);

/**
 * plim_period_get_span:
 * @from_s, @to_s: (out): its first and its last second, both inclusive; G_MININT64 and G_MAXINT64 where nothing bounds it
 *
 * Instants count to the second, anything vaguer by whole days. An unknown period is bounded by nothing.
 */
void     plim_period_get_span    (const PlimPeriod *self,
                                  gint64           *from_s,
                                  gint64           *to_s);

/** The period from second @from_s to second @to_s, both inclusive; an end that is a day's is stated as that day. */
PlimPeriod plim_period_from_span (gint64            from_s,
                                  gint64            to_s);

/** Whether the two say the same, to the second. */
gboolean plim_period_equal       (const PlimPeriod *a,
                                  const PlimPeriod *b);

/** The periods' bounds as ISO 8601 text at their stated precision ("2020-09", "2020-H2", "open"); free with g_free(). */
char    *plim_period_format_from (const PlimPeriod *self);
char    *plim_period_format_to   (const PlimPeriod *self);

/** For people, translated and short: "Jan–Sep 2020", "2020", "25 Sep 2020", "before Nov 2020", "since 22 Dec 2017". */
char    *plim_period_to_words    (const PlimPeriod *self);

/** The same without the year where the whole lies in @year: "Jan–Sep", "full year". */
char    *plim_period_to_words_in_year (const PlimPeriod *self,
                                       guint             year);

/** Calendar helpers over day numbers. */
guint32  plim_day_from_ymd       (guint             year,
                                  guint             month,
                                  guint             day);
void     plim_day_to_ymd         (guint32           day,
                                  guint            *year,
                                  guint            *month,
                                  guint            *month_day);
/** "4 Dec 2024", translated. */
char    *plim_day_to_words       (guint32           day);
/** The first day of 1970 as a day number, so that Unix seconds can be turned into days. */
guint32  plim_day_from_unix      (gint64            seconds);
gint64   plim_day_to_unix        (guint32           day);

G_END_DECLS
