#include "config.h"

#include "app/import/plim-track-point.h"

#include <math.h>
#include <string.h>

PlimTrackValue
plim_track_value_find (const char *name,
                       gsize       size)
{
  static const char * const names[PLIM_N_TRACK_VALUES] = {
    [PLIM_TRACK_SPEED] = "sog", [PLIM_TRACK_COURSE] = "cog", [PLIM_TRACK_HEADING] = "heading",
    [PLIM_TRACK_DRAUGHT] = "draught", [PLIM_TRACK_STATUS] = "status",
  };
  guint i = 0;

  while (i < PLIM_N_TRACK_VALUES && (strlen (names[i]) != size || g_ascii_strncasecmp (names[i], name, size) != 0))
    i++;

  return (PlimTrackValue) i;
}

void
plim_track_point_init (PlimTrackPoint *point,
                       guint32         line)
{
  memset (point, 0, sizeof *point);
  point->no_place = PLIM_LOG_NO_POSITION;
  point->time = PLIM_TRACK_TIME_NONE;
  point->fix.sog_tenths = point->fix.cog_tenths = point->fix.heading = PLIM_FIX_UNKNOWN;
  point->fix.draught_tenths = point->fix.status = PLIM_FIX_UNKNOWN;
  point->fix.line = line;
}

void
plim_track_point_set_place (PlimTrackPoint *point,
                            const char     *lat,
                            gsize           lat_size,
                            const char     *lon,
                            gsize           lon_size)
{
  gboolean are_numbers = plim_track_text_degrees (lat, lat_size, &point->fix.lat_e6)
                         && plim_track_text_degrees (lon, lon_size, &point->fix.lon_e6);

  point->has_place = are_numbers && ABS (point->fix.lat_e6) <= 90000000 && ABS (point->fix.lon_e6) <= 180000000;
  if (point->has_place)
    return;
  /* AIS says "not available" by 91° and 181°, and files made from it do. */
  point->no_place = (lat_size == 0 && lon_size == 0)
                    || (are_numbers && point->fix.lat_e6 == 91000000 && point->fix.lon_e6 == 181000000)
                    ? PLIM_LOG_NO_POSITION : PLIM_LOG_BAD_POSITION;
}

void
plim_track_point_set_value (PlimTrackPoint *point,
                            PlimTrackValue  value,
                            double          number)
{
  static const struct { double most; PlimLogReason doubt; } limits[PLIM_N_TRACK_VALUES] = {
    [PLIM_TRACK_SPEED] = { 1000.0, PLIM_LOG_SPEED_UNKNOWN }, [PLIM_TRACK_COURSE] = { 360.0, PLIM_LOG_COURSE_UNKNOWN },
    [PLIM_TRACK_HEADING] = { 360.0, PLIM_LOG_HEADING_UNKNOWN }, [PLIM_TRACK_DRAUGHT] = { 100.0, PLIM_LOG_DRAUGHT_UNKNOWN },
    [PLIM_TRACK_STATUS] = { 15.0, PLIM_N_LOG_REASONS },     /* nothing is lost that would be missed */
  };
  PlimFix *fix = &point->fix;

  if (!(number >= 0.0 && number <= limits[value].most))
    {
      if (limits[value].doubt != PLIM_N_LOG_REASONS)
        point->doubts |= 1u << limits[value].doubt;
      return;
    }
  switch (value)
    {
    case PLIM_TRACK_SPEED:
      fix->sog_tenths = (gint16) lround (number * 10.0);
      break;
    case PLIM_TRACK_COURSE:
      fix->cog_tenths = (gint16) (lround (number * 10.0) % 3600);
      break;
    case PLIM_TRACK_HEADING:
      fix->heading = (gint16) (lround (number) % 360);
      break;
    case PLIM_TRACK_DRAUGHT:
      fix->draught_tenths = (gint16) lround (number * 10.0);
      break;
    default:
      if (number == floor (number))
        fix->status = (gint8) number;
      break;
    }
}
