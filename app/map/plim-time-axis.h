/* plim-time-axis.h: a span of time along pixels */

#pragma once

#include "app/model/plim-zone.h"

G_BEGIN_DECLS

/**
 * PlimTimeAxis:
 * @from_s, @to_s: the Unix seconds at its ends; never equal
 * @left: where the first lies
 * @width: how far from it the last
 * @zone: in which it is read
 */
typedef struct
{
  double   from_s;
  double   to_s;
  double   left;
  double   width;
  PlimZone zone;
} PlimTimeAxis;

double plim_time_axis_place     (const PlimTimeAxis *self,
                                 double              time_s);
double plim_time_axis_locate    (const PlimTimeAxis *self,
                                 double              x);

/** How far one key goes, and on what a pointer's hand comes to rest: a round length that is seen. */
gint64 plim_time_axis_get_step  (const PlimTimeAxis *self);
/** The nearest moment that is a whole number of steps in the zone. */
gint64 plim_time_axis_round     (const PlimTimeAxis *self,
                                 double              time_s);
/** The last second before a round moment: a range ends with its last second, as a day does. */
gint64 plim_time_axis_round_end (const PlimTimeAxis *self,
                                 double              time_s);

/** Shows that span, or as much of it as lies from @first_s to @last_s; none shorter than ten minutes. */
void   plim_time_axis_show      (PlimTimeAxis       *self,
                                 double              from_s,
                                 double              to_s,
                                 gint64              first_s,
                                 gint64              last_s);

G_END_DECLS
