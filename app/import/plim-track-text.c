#include "config.h"

#include "app/import/plim-track-text.h"

#include "app/import/plim-fix.h"
#include "app/import/plim-log-check.h"

#include <math.h>
#include <string.h>

#define NUMBER_BYTES 64
/* The shortest time that is a moment: to the minute. */
#define MINUTE_BYTES 16

static void
trim (const char **text,
      gsize       *size)
{
  while (*size > 0 && g_ascii_isspace (**text))
    {
      (*text)++;
      (*size)--;
    }
  while (*size > 0 && g_ascii_isspace ((*text)[*size - 1]))
    (*size)--;
}

static gboolean
are_digits (const char *at,
            guint       n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (at[i]))
      return FALSE;

  return TRUE;
}

static guint
two_digits (const char *at)
{
  return (guint) (at[0] - '0') * 10 + (guint) (at[1] - '0');
}

/* "YYYY", "YYYY-MM" or "YYYY-MM-DD"; how many bytes it takes, 0 where it is none. */
static gsize
check_date (const char *text,
            gsize       size)
{
  guint year, month;
  gint64 days;

  if (size < 4 || !are_digits (text, 4) || (year = two_digits (text) * 100 + two_digits (text + 2)) == 0)
    return 0;
  if (size == 4)
    return 4;
  if (size < 7 || text[4] != '-' || !are_digits (text + 5, 2)
      || (month = two_digits (text + 5)) < 1 || month > 12)
    return 0;
  if (size == 7)
    return 7;
  if (size < 10 || text[7] != '-' || !are_digits (text + 8, 2)
      || !plim_fix_count_days ((int) year, (int) month, (int) two_digits (text + 8), &days))
    return 0;

  return 10;
}

/* "Z", "+hh:mm", "-hhmm" or nothing, in seconds east. */
static gboolean
read_offset (const char *text,
             gsize       size,
             gint64     *offset_s)
{
  const char *minutes;

  *offset_s = 0;
  if (size == 0 || (size == 1 && (*text == 'Z' || *text == 'z')))
    return TRUE;
  if ((*text != '+' && *text != '-') || (size != 3 && size != 5 && size != 6) || !are_digits (text + 1, 2))
    return FALSE;
  if (size == 6 && text[3] != ':')
    return FALSE;
  minutes = size == 6 ? text + 4 : text + 3;
  if (size > 3 && !are_digits (minutes, 2))
    return FALSE;
  *offset_s = two_digits (text + 1) * 3600 + (size > 3 ? two_digits (minutes) * 60 : 0);
  if (*offset_s > 14 * 3600 || (size > 3 && two_digits (minutes) > 59))
    return FALSE;
  if (*text == '-')
    *offset_s = -*offset_s;

  return TRUE;
}

PlimTrackTime
plim_track_text_time (const char *text,
                      gsize       size,
                      gint64     *seconds)
{
  char minute[] = "0000-00-00T00:00Z";
  gint64 offset_s;
  guint second = 0;
  gsize date, at;

  trim (&text, &size);
  if (size == 0)
    return PLIM_TRACK_TIME_NONE;
  date = check_date (text, size);
  if (date == 0)
    return PLIM_TRACK_TIME_BAD;
  if (date == size)
    return PLIM_TRACK_TIME_VAGUE;

  if (size < MINUTE_BYTES || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')
      || !are_digits (text + 11, 2) || text[13] != ':' || !are_digits (text + 14, 2)
      || two_digits (text + 11) > 23 || two_digits (text + 14) > 59)
    return PLIM_TRACK_TIME_BAD;
  at = MINUTE_BYTES;
  if (size >= at + 3 && text[at] == ':')
    {
      if (!are_digits (text + at + 1, 2))
        return PLIM_TRACK_TIME_BAD;
      second = two_digits (text + at + 1);
      at += 3;
      /* A leap second is told as the second before it. */
      if (second > 60)
        return PLIM_TRACK_TIME_BAD;
      second = MIN (second, 59);
      if (at < size && text[at] == '.')
        do
          at++;
        while (at < size && g_ascii_isdigit (text[at]));
    }
  if (!read_offset (text + at, size - at, &offset_s))
    return PLIM_TRACK_TIME_BAD;

  memcpy (minute, text, MINUTE_BYTES);
  *seconds = plim_fix_parse_time (minute) + second - offset_s;

  return plim_log_is_moment (*seconds) ? PLIM_TRACK_TIME_MOMENT : PLIM_TRACK_TIME_BAD;
}

gboolean
plim_track_text_number (const char *text,
                        gsize       size,
                        double     *value)
{
  char copy[NUMBER_BYTES];
  char *end;

  trim (&text, &size);
  if (size == 0 || size >= NUMBER_BYTES)
    return FALSE;
  /* g_ascii_strtod() also takes "nan", "infinity" and hexadecimal. */
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isdigit (text[i]) && memchr ("+-.eE", text[i], 5) == NULL)
      return FALSE;
  memcpy (copy, text, size);
  copy[size] = '\0';
  *value = g_ascii_strtod (copy, &end);

  return end == copy + size && isfinite (*value);
}

gboolean
plim_track_text_degrees (const char *text,
                         gsize       size,
                         gint32     *millionths)
{
  const char *at, *end;
  gboolean is_negative;
  gint64 number = 0;
  guint decimals = 0;
  double value;

  trim (&text, &size);
  at = text;
  end = text + size;
  is_negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+'))
    at++;

  /* Digits, a point, digits: what nearly every file has. */
  if (end - at >= 1 && end - at < 30 && g_ascii_isdigit (*at))
    {
      while (at < end && g_ascii_isdigit (*at) && number < 10000)
        number = number * 10 + (*at++ - '0');
      if (at < end && *at == '.')
        for (at++; at < end && g_ascii_isdigit (*at) && decimals < 6; decimals++)
          number = number * 10 + (*at++ - '0');
      if (number < G_GINT64_CONSTANT (10000000000))
        {
          for (; decimals < 6; decimals++)
            number *= 10;
          if (at < end && *at >= '5' && *at <= '9')
            number++;
          while (at < end && g_ascii_isdigit (*at))
            at++;
          if (at == end && number <= 2000000000)
            {
              *millionths = (gint32) (is_negative ? -number : number);
              return TRUE;
            }
        }
    }

  if (!plim_track_text_number (text, size, &value) || fabs (value) > 2000.0)
    return FALSE;
  *millionths = (gint32) lround (value * 1e6);

  return TRUE;
}

gboolean
plim_track_text_integer (const char *text,
                         gsize       size,
                         guint32    *value)
{
  trim (&text, &size);
  if (size == 0 || size > 9 || !are_digits (text, (guint) size))
    return FALSE;
  *value = 0;
  for (gsize i = 0; i < size; i++)
    *value = *value * 10 + (guint32) (text[i] - '0');

  return TRUE;
}

guint32
plim_track_text_mmsi (const char *text,
                      gsize       size)
{
  guint32 mmsi;

  trim (&text, &size);

  return size == 9 && plim_track_text_integer (text, size, &mmsi) ? mmsi : 0;
}
