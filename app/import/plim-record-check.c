#include "config.h"

#include "app/import/plim-record-check.h"

#include <string.h>

#define LEAST_BARRELS_A_TONNE 5.0
#define MOST_BARRELS_A_TONNE  13.0

static gboolean
is_digits (const char *text,
           gsize       count)
{
  return strlen (text) == count && strspn (text, "0123456789") == count;
}

char *
plim_record_check_imo (const char *imo,
                       gboolean    exercise)
{
  if (imo == NULL)
    return NULL;
  if (!is_digits (imo, 7))
    return g_strdup_printf ("“%s” is not an IMO number: seven digits were expected", imo);
  if (!plim_imo_is_valid (imo))
    return g_strdup_printf ("IMO number %s has a wrong check digit", imo);
  if (exercise && imo[0] != '0')
    return g_strdup_printf ("IMO number %s could be a real ship's: in an exercise numbers begin with 0", imo);
  if (!exercise && imo[0] == '0')
    return g_strdup_printf ("IMO number %s begins with 0, as no ship's does", imo);

  return NULL;
}

char *
plim_record_check_mmsi (const char *mmsi,
                        const char *flag,
                        gboolean    exercise)
{
  const char *country;

  if (mmsi == NULL)
    return NULL;
  if (!is_digits (mmsi, 9))
    return g_strdup_printf ("“%s” is not an MMSI: nine digits were expected", mmsi);

  country = plim_mmsi_get_country (mmsi);
  if (exercise)
    return country != NULL
           ? g_strdup_printf ("MMSI %s could be a real ship's: its country code is assigned to %s", mmsi, country) : NULL;
  if (mmsi[0] < '2' || mmsi[0] > '7')
    return g_strdup_printf ("MMSI %s is no ship's: a ship's begins with 2 to 7", mmsi);
  if (country != NULL && flag != NULL && strcmp (country, flag) != 0)
    return g_strdup_printf ("MMSI %s has the country code of %s, the flag given is %s", mmsi, country, flag);

  return NULL;
}

char *
plim_record_check_period (const PlimRecordContext *context,
                          const PlimPeriod        *when)
{
  const PlimPeriod *covers = &context->report->covers;
  const PlimPeriod *dated = &context->report->dated;

  if (!plim_period_is_known (when))
    return NULL;
  if (plim_period_is_known (dated) && when->first > dated->last)
    {
      g_autofree char *from = plim_period_format_from (when);

      return g_strdup_printf ("the period begins on %s, after the report was dated", from);
    }
  if (plim_period_is_known (covers) && !plim_period_overlaps (covers, when))
    {
      g_autofree char *words = plim_period_to_words (when);

      return g_strdup_printf ("the period (%s) lies outside the days that the report covers", words);
    }

  return NULL;
}

char *
plim_record_check_order (const PlimNode *node,
                         gboolean        dates)
{
  static const struct { PlimAttribute low, high; } pairs[] = {
    { PLIM_ATTRIBUTE_QUANTITY, PLIM_ATTRIBUTE_QUANTITY_HIGH },
    { PLIM_ATTRIBUTE_VALUE, PLIM_ATTRIBUTE_VALUE_HIGH },
    { PLIM_ATTRIBUTE_AMOUNT, PLIM_ATTRIBUTE_AMOUNT_HIGH },
  };
  const char *from = plim_node_get (node, PLIM_ATTRIBUTE_FROM);
  const char *to = plim_node_get (node, PLIM_ATTRIBUTE_TO);
  PlimPeriod period;

  if (dates && from != NULL && to != NULL && !plim_period_parse (from, to, &period))
    return g_strdup_printf ("the period ends (%s) before it begins (%s) and is taken as unknown", to, from);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *low = plim_node_get (node, pairs[i].low);
      const char *high = plim_node_get (node, pairs[i].high);

      if (low != NULL && high != NULL && g_ascii_strtod (high, NULL) < g_ascii_strtod (low, NULL))
        return g_strdup_printf ("the range's high end (%s) is below its low end (%s); the number is taken as unknown", high, low);
      if (low == NULL && high != NULL)
        return g_strdup_printf ("a range's high end (%s) stands without a low end; the number is taken as unknown", high);
    }

  return NULL;
}

char *
plim_record_check_conversion (const PlimConversion *conversion)
{
  double barrels_a_tonne = conversion->factor;

  if (g_strcmp0 (conversion->from_unit, "bbl") == 0 && g_strcmp0 (conversion->to_unit, "t") == 0 && conversion->factor > 0)
    barrels_a_tonne = 1 / conversion->factor;
  else if (g_strcmp0 (conversion->from_unit, "t") != 0 || g_strcmp0 (conversion->to_unit, "bbl") != 0)
    return NULL;

  if (barrels_a_tonne < LEAST_BARRELS_A_TONNE || barrels_a_tonne > MOST_BARRELS_A_TONNE)
    {
      g_autofree char *factor = plim_number_format (conversion->factor);

      return g_strdup_printf ("a factor of %s from %s to %s is outside anything petroleum weighs", factor,
                              conversion->from_unit, conversion->to_unit);
    }

  return NULL;
}
