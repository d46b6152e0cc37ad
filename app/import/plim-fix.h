/* plim-fix.h: one position of a track, as numbers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Stands for a speed, course, heading or draught that is not known. */
#define PLIM_FIX_UNKNOWN (-1)

/**
 * PlimFix:
 * @time_s: Unix seconds
 * @lat_e6, @lon_e6: millionths of a degree, north and east
 * @sog_tenths: tenths of a knot over ground, or %PLIM_FIX_UNKNOWN
 * @cog_tenths: tenths of a degree, 0 to 3599, or %PLIM_FIX_UNKNOWN
 * @heading: degrees, 0 to 359, or %PLIM_FIX_UNKNOWN
 * @draught_tenths: tenths of a metre, or %PLIM_FIX_UNKNOWN
 * @status: navigational status, 0 to 15, or %PLIM_FIX_UNKNOWN
 * @craft: whose position it is, see plim-log.h; 0 in a report, where the track says so
 * @line: where it stands in the file
 */
typedef struct
{
  gint64  time_s;
  gint32  lat_e6;
  gint32  lon_e6;
  gint16  sog_tenths;
  gint16  cog_tenths;
  gint16  heading;
  gint16  draught_tenths;
  guint32 line;
  guint32 craft;
  gint8   status;
} PlimFix;

/** Days since 1970 of a date of the Gregorian calendar; %FALSE: there is no such day in the years 1 to 9999. */
gboolean plim_fix_count_days    (int            year,
                                 int            month,
                                 int            day,
                                 gint64        *days);

/** Unix seconds of a value of type PLIM_VALUE_TIME. A part of a second is cut off. */
gint64   plim_fix_parse_time    (const char    *time);

/** A value of a number type times ten to the @decimals, rounded. */
gint64   plim_fix_parse_decimal (const char    *number,
                                 guint          decimals);

/** Whether every number is one that a fix may have. */
gboolean plim_fix_is_valid      (const PlimFix *self);

G_END_DECLS
