#include "config.h"

#include "app/import/plim-csv-ship.h"

#include <string.h>

#define MMSI_DIGITS 9
#define LONGEST_M   1100

/* From 0 to @most; else, or where nothing is said, unknown. */
static gboolean
read_up_to (PlimCsvValue  value,
            guint         decimals,
            gboolean      comma,
            gint64        most,
            gint16       *read)
{
  gint64 number;

  *read = PLIM_FIX_UNKNOWN;
  if (plim_csv_value_is_nothing (value))
    return TRUE;
  if (!plim_csv_read_decimal (value, decimals, comma, &number) || number < 0 || number > most)
    return FALSE;
  *read = (gint16) number;

  return TRUE;
}

/* 102.3 kn stands for "not available"; 102.2 for that and more. */
gboolean
plim_csv_read_sog (PlimCsvValue  value,
                   gboolean      comma,
                   gint16       *tenths)
{
  return read_up_to (value, 1, comma, 1022, tenths);
}

gboolean
plim_csv_read_cog (PlimCsvValue  value,
                   gboolean      comma,
                   gboolean      wraps,
                   gint16       *tenths)
{
  gint64 number;

  if (read_up_to (value, 1, comma, 3599, tenths))
    return TRUE;
  if (!wraps || !plim_csv_read_decimal (value, 1, comma, &number) || number <= -2048 || number >= 3600 - 4096)
    return FALSE;
  *tenths = (gint16) (number + 4096);

  return TRUE;
}

gboolean
plim_csv_read_heading (PlimCsvValue  value,
                       gboolean      comma,
                       gint16       *degrees)
{
  return read_up_to (value, 0, comma, 359, degrees);
}

/* 0 stands for "not available". */
gboolean
plim_csv_read_draught (PlimCsvValue  value,
                       gboolean      comma,
                       gint16       *tenths)
{
  gboolean is_good = read_up_to (value, 1, comma, 255, tenths);

  if (*tenths == 0)
    *tenths = PLIM_FIX_UNKNOWN;

  return is_good;
}

gint8
plim_csv_read_status (PlimCsvValue value,
                      gboolean     comma)
{
  /* The words of ITU-R M.1371, as far as tables use them. */
  static const struct { const char *word; gint8 status; } words[] = {
    { "under way using engine", 0 }, { "at anchor", 1 }, { "not under command", 2 }, { "restricted maneuverability", 3 },
    { "restricted manoeuvrability", 3 }, { "restricted manoeuverability", 3 }, { "constrained by her draught", 4 }, { "moored", 5 },
    { "aground", 6 }, { "engaged in fishing", 7 }, { "under way sailing", 8 },
  };
  gint64 number;

  if (value.size == 0)
    return PLIM_FIX_UNKNOWN;
  if (g_ascii_isdigit (*value.at))
    return plim_csv_read_decimal (value, 0, comma, &number) && number <= 15 ? (gint8) number : PLIM_FIX_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (plim_csv_value_is (value, words[i].word))
      return words[i].status;

  return PLIM_FIX_UNKNOWN;
}

/* Digits, and perhaps the ".0" of a table that went through a spreadsheet. "2.19E+08" went through one too, and there most of its
 * digits were lost: a vessel of that number there may be, but it is not the one. */
guint32
plim_csv_read_mmsi (PlimCsvValue value)
{
  guint32 mmsi = 0;
  gsize i = 0;

  for (; i < value.size && g_ascii_isdigit (value.at[i]); i++)
    {
      if (i == MMSI_DIGITS)
        return 0;
      mmsi = mmsi * 10 + (guint32) (value.at[i] - '0');
    }
  if (i < value.size && value.at[i] == '.')
    for (i++; i < value.size && value.at[i] == '0'; i++)
      ;

  return i == value.size ? mmsi : 0;
}

gboolean
plim_csv_read_imo (PlimCsvValue   value,
                   char         **imo)
{
  *imo = NULL;
  if (plim_csv_value_is_nothing (value))
    return TRUE;
  if (value.size > 3 && g_ascii_strncasecmp (value.at, "IMO", 3) == 0)
    {
      value.at += 3;
      value.size -= 3;
      while (value.size > 0 && (*value.at == ' ' || *value.at == ':'))
        {
          value.at++;
          value.size--;
        }
    }
  /* Tables that went through a spreadsheet end numbers in ".0". */
  if (value.size > 2 && memcmp (value.at + value.size - 2, ".0", 2) == 0)
    value.size -= 2;
  if (value.size == 1 && *value.at == '0')
    return TRUE;
  if (value.size != 7)
    return FALSE;
  for (gsize i = 0; i < value.size; i++)
    if (!g_ascii_isdigit (value.at[i]))
      return FALSE;
  *imo = g_strndup (value.at, value.size);

  return TRUE;
}

gint16
plim_csv_read_metres (PlimCsvValue value,
                      gboolean     comma)
{
  gint64 number;

  return plim_csv_read_decimal (value, 0, comma, &number) && number > 0 && number <= LONGEST_M ? (gint16) number : -1;
}

PlimLogReason
plim_csv_read_place (PlimCsvValue  lat,
                     PlimCsvValue  lon,
                     gboolean      comma,
                     gint32       *lat_e6,
                     gint32       *lon_e6)
{
  gint64 north, east;

  if (plim_csv_value_is_nothing (lat) && plim_csv_value_is_nothing (lon))
    return PLIM_LOG_NO_POSITION;
  if (!plim_csv_read_decimal (lat, 6, comma, &north) || !plim_csv_read_decimal (lon, 6, comma, &east))
    return PLIM_LOG_BAD_POSITION;
  /* AIS says "not available" by 91° and 181°. */
  if (north == 91000000 || east == 181000000)
    return PLIM_LOG_NO_POSITION;
  if (ABS (north) > 90000000 || ABS (east) > 180000000)
    return PLIM_LOG_BAD_POSITION;
  *lat_e6 = (gint32) north;
  *lon_e6 = (gint32) east;

  return PLIM_N_LOG_REASONS;
}
