/* plim-track-point.h: a point of a line as GPX, KML and GeoJSON have it, and what of it can be used */

#pragma once

#include "app/import/plim-log.h"
#include "app/import/plim-track-text.h"

G_BEGIN_DECLS

/**
 * PlimTrackPoint:
 * @has_place: else the coordinates are missing or none
 * @time: what is said of when; @fix has it where that is a moment
 * @doubts: mask of 1 << PlimLogReason: what it says of its vessel that cannot be used
 * @fix: with everything that is known; its @line is where the point stands
 */
typedef struct
{
  gboolean      has_place;
  PlimLogReason no_place;      /* why not: %PLIM_LOG_NO_POSITION, %PLIM_LOG_BAD_POSITION or %PLIM_LOG_MALFORMED */
  PlimTrackTime time;
  guint         doubts;
  PlimFix       fix;
} PlimTrackPoint;

/** What a point says of its vessel beside place and time; our exports call it by the names in comments. */
typedef enum
{
  PLIM_TRACK_SPEED,       /* sog: knots */
  PLIM_TRACK_COURSE,      /* cog: degrees */
  PLIM_TRACK_HEADING,     /* heading: degrees */
  PLIM_TRACK_DRAUGHT,     /* draught: metres */
  PLIM_TRACK_STATUS,      /* status: a code of ITU-R M.1371 */
  PLIM_N_TRACK_VALUES
} PlimTrackValue;

/** By the name of @size bytes, in capitals or not; %PLIM_N_TRACK_VALUES: it is none of them. */
PlimTrackValue plim_track_value_find      (const char     *name,
                                           gsize           size);

/** A fresh point of which nothing is known but its line. */
void           plim_track_point_init      (PlimTrackPoint *point,
                                           guint32         line);
/** Sets place or reason of @point from two texts, that of the latitude first. */
void           plim_track_point_set_place (PlimTrackPoint *point,
                                           const char     *lat,
                                           gsize           lat_size,
                                           const char     *lon,
                                           gsize           lon_size);
/** A number that no ship has is left out and told as a doubt. */
void           plim_track_point_set_value (PlimTrackPoint *point,
                                           PlimTrackValue  value,
                                           double          number);

G_END_DECLS
