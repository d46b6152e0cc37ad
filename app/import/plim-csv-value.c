#include "config.h"

#include "app/import/plim-csv-value.h"

#include "app/import/plim-fix.h"

#include <math.h>

/* Before the decimal sign: nothing that a row tells has more. */
#define WHOLE_DIGITS 11

gboolean
plim_csv_value_is_yes (PlimCsvValue value)
{
  return plim_csv_value_is (value, "yes") || plim_csv_value_is (value, "true") || plim_csv_value_is (value, "1");
}

gboolean
plim_csv_value_is_unknown (PlimCsvValue value)
{
  static const char * const words[] = { "unknown", "undefined", "null", "none", "nan", "n/a" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (plim_csv_value_is (value, words[i]))
      return TRUE;

  return FALSE;
}

char *
plim_csv_value_dup (PlimCsvValue value)
{
  return plim_csv_value_is_nothing (value) ? NULL : g_strndup (value.at, value.size);
}

static inline gboolean
is_digit (char c)
{
  return (guchar) (c - '0') < 10;
}

/* With an exponent: rare, and left to the library. */
static gboolean
read_scientific (PlimCsvValue  value,
                 guint         decimals,
                 gint64       *number)
{
  char text[64], *end;
  double read;

  if (value.size >= sizeof text)
    return FALSE;
  memcpy (text, value.at, value.size);
  text[value.size] = '\0';
  read = g_ascii_strtod (text, &end);
  if (*end != '\0' || end == text || !(fabs (read) < 1e11))
    return FALSE;
  for (guint i = 0; i < decimals; i++)
    read *= 10;
  *number = (gint64) llround (read);

  return TRUE;
}

gboolean
plim_csv_read_decimal (PlimCsvValue  value,
                       guint         decimals,
                       gboolean      comma,
                       gint64       *number)
{
  const char *at = value.at, *end = at + value.size, *first;
  gboolean is_negative = FALSE;
  gint64 whole = 0;
  guint left = decimals;
  gboolean any;

  if (at < end && (*at == '-' || *at == '+'))
    is_negative = *at++ == '-';
  first = at;
  while (at < end && is_digit (*at) && at - first <= WHOLE_DIGITS)
    whole = whole * 10 + (*at++ - '0');
  if (at - first > WHOLE_DIGITS)
    return FALSE;
  any = at > first;
  if (at < end && (*at == '.' || (comma && *at == ',')))
    {
      at++;
      while (at < end && is_digit (*at) && left > 0)
        {
          whole = whole * 10 + (*at++ - '0');
          left--;
          any = TRUE;
        }
      for (; left > 0; left--)
        whole *= 10;
      if (at < end && is_digit (*at))
        {
          whole += *at >= '5';
          any = TRUE;
          while (at < end && is_digit (*at))
            at++;
        }
    }
  else
    for (; left > 0; left--)
      whole *= 10;
  if (!any)
    return FALSE;
  if (at < end)
    return (*at == 'e' || *at == 'E') && read_scientific (value, decimals, number);
  *number = is_negative ? -whole : whole;

  return TRUE;
}

/* One to @most digits. */
static gboolean
take_number (const char **at,
             const char  *end,
             guint        most,
             int         *number)
{
  const char *first = *at;

  *number = 0;
  while (*at < end && is_digit (**at) && (guint) (*at - first) < most)
    *number = *number * 10 + (*(*at)++ - '0');

  return *at > first;
}

static gboolean
take_date (const char  **at,
           const char   *end,
           PlimCsvTime   format,
           gint64       *days)
{
  int numbers[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      if (!take_number (at, end, 4, &numbers[i]))
        return FALSE;
      if (i < 2)
        {
          if (*at == end || (**at != '-' && **at != '/' && **at != '.'))
            return FALSE;
          (*at)++;
        }
    }
  switch (format)
    {
    case PLIM_CSV_TIME_DMY:
      return plim_fix_count_days (numbers[2], numbers[1], numbers[0], days);
    case PLIM_CSV_TIME_MDY:
      return plim_fix_count_days (numbers[2], numbers[0], numbers[1], days);
    default:
      return plim_fix_count_days (numbers[0], numbers[1], numbers[2], days);
    }
}

/* "Z", "UTC", "+09:00", "+0900", "+09"; nothing where @utc. */
static gboolean
take_offset (const char *at,
             const char *end,
             gboolean    utc,
             int        *offset_s)
{
  int hours, minutes = 0, sign;

  *offset_s = 0;
  while (at < end && *at == ' ')
    at++;
  if (at == end)
    return utc;
  if ((end - at == 1 && (*at == 'Z' || *at == 'z')) || (end - at == 3 && (memcmp (at, "UTC", 3) == 0 || memcmp (at, "GMT", 3) == 0)))
    return TRUE;
  if (*at != '+' && *at != '-')
    return FALSE;
  sign = *at++ == '-' ? -1 : 1;
  if (!take_number (&at, end, 2, &hours))
    return FALSE;
  if (at < end && *at == ':')
    at++;
  if (at < end && !take_number (&at, end, 2, &minutes))
    return FALSE;
  if (at != end || hours > 14 || minutes > 59)
    return FALSE;
  *offset_s = sign * (hours * 3600 + minutes * 60);

  return TRUE;
}

static gboolean
read_unix (PlimCsvValue  value,
           gint64       *time_s)
{
  gsize digits = 0;
  gint64 number = 0;

  while (digits < value.size && is_digit (value.at[digits]) && digits < 14)
    number = number * 10 + (value.at[digits++] - '0');
  if (digits < 1 || digits > 13)
    return FALSE;
  if (digits < value.size)
    {
      if (value.at[digits] != '.')
        return FALSE;
      for (gsize i = digits + 1; i < value.size; i++)
        if (!is_digit (value.at[i]))
          return FALSE;
    }
  *time_s = digits >= 12 ? number / 1000 : number;

  return TRUE;
}

gboolean
plim_csv_read_time (PlimCsvValue  value,
                    PlimCsvTime   format,
                    gboolean      utc,
                    PlimCsvDay   *day,
                    gint64       *time_s)
{
  const char *at = value.at, *end = at + value.size;
  int hours, minutes, seconds = 0, offset_s;

  if (format == PLIM_CSV_TIME_UNIX)
    return read_unix (value, time_s);

  if (value.size >= 16 && day->date[0] != '\0' && memcmp (at, day->date, sizeof day->date) == 0)
    at += sizeof day->date;
  else
    {
      if (!take_date (&at, end, format, &day->days))
        {
          day->date[0] = '\0';
          return FALSE;
        }
      /* Only a date of ten letters is remembered. */
      if (at - value.at == sizeof day->date)
        memcpy (day->date, value.at, sizeof day->date);
      else
        day->date[0] = '\0';
    }
  if (at == end || (*at != 'T' && *at != ' ' && *at != 't'))
    return FALSE;
  at++;
  if (!take_number (&at, end, 2, &hours) || at == end || *at++ != ':' || !take_number (&at, end, 2, &minutes))
    return FALSE;
  if (at < end && *at == ':')
    {
      at++;
      if (!take_number (&at, end, 2, &seconds))
        return FALSE;
      if (at < end && (*at == '.' || *at == ','))
        {
          at++;
          while (at < end && is_digit (*at))
            at++;
        }
    }
  /* A leap second is the one before it. */
  if (hours > 23 || minutes > 59 || seconds > 60)
    return FALSE;
  if (!take_offset (at, end, utc, &offset_s))
    return FALSE;
  *time_s = day->days * 86400 + hours * 3600 + minutes * 60 + MIN (seconds, 59) - offset_s;

  return TRUE;
}
