#include "config.h"

#include "app/model/plim-zone.h"

#include <glib/gi18n.h>

#include "app/model/plim-period.h"

/* What can be told of: from year 1 to year 9999, with room for an offset. */
static gint64
keep_tellable (gint64 time_s)
{
  return CLAMP (time_s, plim_day_to_unix (PLIM_DAY_FIRST + 1), plim_day_to_unix (PLIM_DAY_LAST) - 1);
}

typedef struct
{
  guint year, month, day;
  int   hour, minute;
} Shown;

static Shown
show (PlimZone self,
      gint64   time_s)
{
  gint64 shown = keep_tellable (time_s) + plim_zone_get_offset_s (self);
  guint32 date = plim_day_from_unix (shown);
  int of_day = (int) (shown - plim_day_to_unix (date));
  Shown parts = { .hour = of_day / 3600, .minute = of_day / 60 % 60 };

  plim_day_to_ymd (date, &parts.year, &parts.month, &parts.day);

  return parts;
}

const char *
plim_zone_get_name (PlimZone self)
{
  return self == PLIM_ZONE_KST ? "KST" : "UTC";
}

gint64
plim_zone_get_offset_s (PlimZone self)
{
  return self == PLIM_ZONE_KST ? 9 * 3600 : 0;
}

char *
plim_zone_format (PlimZone self,
                  gint64   time_s)
{
  g_autofree char *bare = plim_zone_format_bare (self, time_s), *beside = plim_zone_format_beside (self, time_s);

  return beside == NULL ? g_strdup_printf ("%s %s", bare, plim_zone_get_name (self))
                        : g_strdup_printf ("%s %s (%s)", bare, plim_zone_get_name (self), beside);
}

char *
plim_zone_format_bare (PlimZone self,
                       gint64   time_s)
{
  Shown shown = show (self, time_s);

  return g_strdup_printf ("%04u-%02u-%02u %02d:%02d", shown.year, shown.month, shown.day, shown.hour, shown.minute);
}

char *
plim_zone_format_beside (PlimZone self,
                         gint64   time_s)
{
  Shown here = show (self, time_s), utc = show (PLIM_ZONE_UTC, time_s);

  if (self == PLIM_ZONE_UTC)
    return NULL;

  return here.day == utc.day ? g_strdup_printf ("%02d:%02d UTC", utc.hour, utc.minute)
                             : g_strdup_printf ("%02u-%02u %02d:%02d UTC", utc.month, utc.day, utc.hour, utc.minute);
}

char *
plim_zone_format_span (PlimZone self,
                       gint64   from_s,
                       gint64   to_s)
{
  g_autofree char *from = plim_zone_format_bare (self, from_s), *to = plim_zone_format_bare (self, to_s);
  int ahead_h = (int) (plim_zone_get_offset_s (self) / 3600);

  return ahead_h == 0 ? g_strdup_printf ("%s – %s %s", from, to, plim_zone_get_name (self))
                      : g_strdup_printf ("%s – %s %s (UTC%+d)", from, to, plim_zone_get_name (self), ahead_h);
}

char *
plim_zone_format_length (gint64 seconds)
{
  gint64 minutes = seconds / 60, hours = minutes / 60, days = hours / 24;

  if (days > 0 && hours % 24 > 0 && days < 100)
    /* Translators: a length of time: days and hours. */
    return g_strdup_printf (_("%d d %d h"), (int) days, (int) (hours % 24));
  if (days > 0)
    return g_strdup_printf (_("%d d"), (int) days);
  if (hours > 0 && minutes % 60 > 0)
    /* Translators: a length of time: hours and minutes. */
    return g_strdup_printf (_("%d h %d min"), (int) hours, (int) (minutes % 60));
  if (hours > 0)
    return g_strdup_printf (_("%d h"), (int) hours);
  if (minutes > 0)
    return g_strdup_printf (_("%d min"), (int) minutes);

  return g_strdup_printf (_("%d s"), (int) MAX (seconds, 0));
}
