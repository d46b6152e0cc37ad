/* plim-time-ticks.h: round moments along a span of time, in the zone it is read in */

#pragma once

#include "app/model/plim-zone.h"

G_BEGIN_DECLS

/** A label is a date or a time of day; "2031", "2031-03", "03-04", "06:00". @strong begins a greater unit. */
typedef struct
{
  gint64   time_s;
  char     label[16];
  gboolean strong;
} PlimTimeTick;

/** (element-type PlimTimeTick): at most @most of them, as many as are round. */
GArray *plim_time_ticks_make (gint64   from_s,
                              gint64   to_s,
                              guint    most,
                              PlimZone zone);

/** How far one key goes on a bar on which @seconds are so many pixels long: a round length that is seen. */
gint64  plim_time_ticks_get_step (double seconds,
                                  double pixels);

G_END_DECLS
