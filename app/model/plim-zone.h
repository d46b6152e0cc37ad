/* plim-zone.h: the two zones that times are shown in: UTC, and Korea's on request */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimZone:
 *
 * Times are kept, exported and printed in UTC; on screen they may also be read in Korea Standard Time, which is
 * nine hours ahead all year. The machine's own zone is never asked. Whatever is formatted here says which one it is in.
 */
typedef enum
{
  PLIM_ZONE_UTC,
  PLIM_ZONE_KST,
} PlimZone;

/** "UTC", "KST": the same in every language. */
const char *plim_zone_get_name      (PlimZone  self);
/** Seconds to be added to UTC. */
gint64      plim_zone_get_offset_s  (PlimZone  self);

/** "2031-03-04 05:06 UTC"; UTC is always told: "2031-03-04 14:06 KST (05:06 UTC)". Free with g_free(). */
char       *plim_zone_format        (PlimZone  self,
                                     gint64    time_s);
/** The same without its zone, where that stands beside it: "2031-03-04 05:06". */
char       *plim_zone_format_bare   (PlimZone  self,
                                     gint64    time_s);
/** What has to stand beside a time that is not told in UTC: "05:06 UTC", "03-03 20:06 UTC" of another day; %NULL in UTC. */
char       *plim_zone_format_beside (PlimZone  self,
                                     gint64    time_s);

/** "2031-03-04 05:06 – 2031-03-05 00:00 UTC", "… KST (UTC+9)". */
char       *plim_zone_format_span   (PlimZone  self,
                                     gint64    from_s,
                                     gint64    to_s);

/** A length of time, translated and short: "3 h 20 min", "2 d 4 h", "40 s". Always two units at most, cut and not rounded. */
char       *plim_zone_format_length (gint64    seconds);

G_END_DECLS
