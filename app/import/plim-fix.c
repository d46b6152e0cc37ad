#include "config.h"

#include "app/import/plim-fix.h"

/* Years 1 to 9999, the most a four-digit year can say. */
#define FIRST_S G_GINT64_CONSTANT (-62135683200)
#define LAST_S  G_GINT64_CONSTANT (253402387200)

static int
two_digits (const char *at)
{
  return (at[0] - '0') * 10 + at[1] - '0';
}

/* Counted from 1 March, behind which the leap day stands. */
gboolean
plim_fix_count_days (int     year,
                     int     month,
                     int     day,
                     gint64 *days)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  int era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lengths[month - 1] + (is_leap && month == 2))
    return FALSE;
  year -= month <= 2;
  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  *days = (gint64) era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;

  return TRUE;
}

gint64
plim_fix_parse_time (const char *time)
{
  const char *at = time + 16;
  gint64 seconds, days = 0;
  int offset;

  plim_fix_count_days (two_digits (time) * 100 + two_digits (time + 2), two_digits (time + 5), two_digits (time + 8), &days);
  seconds = days * 86400 + two_digits (time + 11) * 3600 + two_digits (time + 14) * 60;
  if (*at == ':')
    {
      seconds += two_digits (at + 1);
      at += 3;
    }
  if (*at == '.')
    do
      at++;
    while (g_ascii_isdigit (*at));
  if (*at == 'Z')
    return seconds;
  offset = two_digits (at + 1) * 3600 + two_digits (at + 4) * 60;

  return *at == '-' ? seconds + offset : seconds - offset;
}

gint64
plim_fix_parse_decimal (const char *number,
                        guint       decimals)
{
  const char *at = number;
  gboolean is_negative = *at == '-';
  gint64 value = 0;

  if (is_negative)
    at++;
  while (g_ascii_isdigit (*at))
    value = value * 10 + (*at++ - '0');
  if (*at == '.')
    at++;
  for (guint i = 0; i < decimals; i++)
    value = value * 10 + (g_ascii_isdigit (*at) ? *at++ - '0' : 0);
  if (*at >= '5' && *at <= '9')
    value++;

  return is_negative ? -value : value;
}

gboolean
plim_fix_is_valid (const PlimFix *self)
{
  return self->time_s >= FIRST_S && self->time_s <= LAST_S
         && self->lat_e6 >= -90000000 && self->lat_e6 <= 90000000
         && self->lon_e6 >= -180000000 && self->lon_e6 <= 180000000
         && self->sog_tenths >= PLIM_FIX_UNKNOWN && self->sog_tenths <= 10000
         && self->cog_tenths >= PLIM_FIX_UNKNOWN && self->cog_tenths < 3600
         && self->heading >= PLIM_FIX_UNKNOWN && self->heading < 360
         && self->draught_tenths >= PLIM_FIX_UNKNOWN && self->draught_tenths <= 1000
         && self->status >= PLIM_FIX_UNKNOWN && self->status <= 15;
}
