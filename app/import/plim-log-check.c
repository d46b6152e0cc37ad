#include "config.h"

#include "app/import/plim-log-check.h"

#include <string.h>

#define FIRST_S G_GINT64_CONSTANT (-62135596800)
#define LAST_S  G_GINT64_CONSTANT (253402300799)

gboolean
plim_log_is_craft (guint32 craft,
                   guint32 n_crafts)
{
  return (craft > 0 && craft < PLIM_LOG_FIRST_CRAFT)
         || (craft >= PLIM_LOG_FIRST_CRAFT && craft - PLIM_LOG_FIRST_CRAFT < n_crafts);
}

gboolean
plim_log_is_moment (gint64 time_s)
{
  return time_s >= FIRST_S && time_s <= LAST_S;
}

gboolean
plim_log_is_time (gint64 time_s)
{
  return time_s == G_MININT64 || plim_log_is_moment (time_s);
}

gboolean
plim_log_is_point (gint32 lat_e6,
                   gint32 lon_e6)
{
  const PlimFix fix = { .lat_e6 = lat_e6, .lon_e6 = lon_e6 };

  return plim_fix_is_valid (&fix);
}

PlimLogReason
plim_log_judge_mmsi (guint32 mmsi)
{
  /* 00MIDxxxx: the zeros are often left out. */
  if (mmsi >= 2000000 && mmsi < 8000000)
    return PLIM_LOG_BASE_STATION;
  if (mmsi < 100000000 || mmsi > 999999999)
    return PLIM_LOG_BAD_MMSI;
  if (mmsi / 1000000 == 111)
    return PLIM_LOG_AIRCRAFT;
  if (mmsi / 10000000 == 99)
    return PLIM_LOG_AID_TO_NAVIGATION;
  if (mmsi / 1000000 == 970 || mmsi / 1000000 == 972 || mmsi / 1000000 == 974)
    return PLIM_LOG_BAD_MMSI;

  return PLIM_N_LOG_REASONS;
}

static gboolean
is_control (gunichar c,
            gboolean lines)
{
  return (c < 0x20 && !(lines && (c == '\t' || c == '\n'))) || (c >= 0x7f && c < 0xa0);
}

gboolean
plim_log_is_text (const char *text,
                  gsize       size,
                  gboolean    lines)
{
  if (size == 0 || strlen (text) != size)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_control (g_utf8_get_char (at), lines))
      return FALSE;

  return TRUE;
}

char *
plim_log_clean_text (const char *text,
                     gsize       max,
                     gboolean    lines)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (text == NULL)
    return NULL;
  /* One that is cut in the middle of a letter loses that letter. */
  valid = g_utf8_make_valid (text, strnlen (text, max));
  clean = g_string_sized_new (strlen (valid));
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gsize before = clean->len;

      if (is_control (c, lines))
        g_string_append_c (clean, ' ');
      else
        g_string_append_unichar (clean, c);
      if (clean->len > max)
        {
          g_string_truncate (clean, before);
          break;
        }
    }
  g_strchomp (clean->str);
  if (!lines)
    g_strchug (clean->str);
  if (*clean->str == '\0')
    {
      g_string_free (clean, TRUE);
      return NULL;
    }

  return g_string_free (clean, FALSE);
}
