#include "config.h"

#include "app/store/plim-claim-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/model/plim-country.h"

/* What was moved, and which way. */
static const char *
trade_words (const PlimClaimRow *row)
{
  gboolean export = g_strcmp0 (row->direction, "export") == 0;

  if (g_strcmp0 (row->commodity, "coal") == 0)
    return export ? _("Coal exported") : _("Coal imported");
  if (g_strcmp0 (row->commodity, "refined-petroleum") == 0)
    return export ? _("Refined petroleum exported") : _("Refined petroleum delivered");
  if (g_strcmp0 (row->commodity, "crude") == 0)
    return export ? _("Crude oil exported") : _("Crude oil delivered");

  return export ? _("Goods exported") : _("Goods delivered");
}

static const char *
subject_title (const PlimClaimRow *row)
{
  switch (row->claim->subject)
    {
    case PLIM_SUBJECT_TRADE:
      return trade_words (row);
    case PLIM_SUBJECT_CAP:
      return row->value.known && row->value.low == 0 ? _("Ban") : _("Cap");
    case PLIM_SUBJECT_CONVERSION:
      return _("Conversion");
    case PLIM_SUBJECT_PARTICULARS:
      return _("Particulars of a vessel");
    case PLIM_SUBJECT_IDENTITY:
      return _("Identity of a vessel");
    case PLIM_SUBJECT_MEASURE:
      return _("Measure on a vessel");
    case PLIM_SUBJECT_SIGHTING:
      return _("Sighting");
    case PLIM_SUBJECT_TRACK:
      return _("Track");
    case PLIM_SUBJECT_ROUTE:
      return _("Suspected route");
    case PLIM_SUBJECT_THEFT:
      return _("Virtual assets stolen");
    case PLIM_SUBJECT_THEFT_TOTAL:
      return _("Virtual assets stolen, stated total");
    }

  return "";
}

static void
append_part (GString    *sentence,
             const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? ", " : "", part);
}

char *
plim_claim_row_to_words (const PlimClaimRow *row,
                         const char         *subject_words)
{
  g_autoptr(GString) parts = g_string_new (NULL);
  g_autofree char *when = plim_period_is_known (&row->when) ? plim_period_to_words (&row->when) : NULL;
  g_autofree char *value = row->value.known ? plim_amount_to_words (&row->value) : NULL;
  g_autofree char *money = row->money.known ? plim_amount_to_words (&row->money) : NULL;
  g_autofree char *laden = row->laden > 0 ? plim_laden_to_words (row->laden) : NULL;
  g_autofree char *count = NULL;
  g_autofree char *vessel = NULL;
  g_autofree char *way = NULL;

  if (row->count > 0 && row->claim->subject == PLIM_SUBJECT_TRADE)
    count = g_strdup_printf (ngettext ("%u shipment", "%u shipments", row->count), row->count);
  else if (row->count > 0)
    count = g_strdup_printf (ngettext ("%u incident", "%u incidents", row->count), row->count);
  if (row->origin != NULL && row->destination != NULL)
    way = g_strdup_printf (_("from %s to %s"), plim_country_get_words (row->origin), plim_country_get_words (row->destination));
  else if (row->origin != NULL)
    way = g_strdup_printf (_("from %s"), plim_country_get_words (row->origin));
  else if (row->destination != NULL)
    way = g_strdup_printf (_("to %s"), plim_country_get_words (row->destination));

  append_part (parts, subject_words);
  append_part (parts, row->claim->subject == PLIM_SUBJECT_IDENTITY ? NULL : row->vessel);
  append_part (parts, value);
  append_part (parts, money);
  append_part (parts, laden);
  append_part (parts, count);
  append_part (parts, way);
  append_part (parts, when);

  return g_strdup_printf ("%s: %s", subject_title (row), parts->str);
}

/* "MMSI 799000001 (EXERCISE ALPHA)". */
static char *
broadcaster_words (const PlimClaimRow *row,
                   const char         *vessel_key)
{
  const char *name = row->vessel;

  if (name == NULL || strcmp (name, vessel_key) == 0)
    return g_strdup (vessel_key);
  /* A track of a file that gives no numbers goes by its name. */
  if (strchr (vessel_key, '#') != NULL)
    return g_strdup (name);

  return g_strdup_printf ("%s (%s)", vessel_key, name);
}

static char *
size_words (const PlimIdentity *identity)
{
  if (identity->length_m != NULL && identity->width_m != NULL)
    return g_strdup_printf (_("%s m × %s m"), identity->length_m, identity->width_m);
  if (identity->length_m != NULL)
    return g_strdup_printf (_("%s m long"), identity->length_m);

  return identity->width_m != NULL ? g_strdup_printf (_("%s m wide"), identity->width_m) : NULL;
}

static void
append_identity (GString            *parts,
                 const PlimIdentity *identity)
{
  const struct { const char *format; const char *value; } said[] = {
    { "%s", identity->name },
    { _("call sign %s"), identity->callsign },
    /* Translators: an IMO number, the one that stays with a hull */
    { _("IMO %s"), identity->imo },
    { _("type %s"), identity->ship_type },
  };
  g_autofree char *size = size_words (identity);
  g_autofree char *draught = identity->draught_m != NULL ? g_strdup_printf (_("draught %s m"), identity->draught_m) : NULL;
  g_autofree char *bound_for = identity->destination != NULL ? g_strdup_printf (_("destination %s"), identity->destination) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    if (said[i].value != NULL)
      {
        g_autofree char *part = g_strdup_printf (said[i].format, said[i].value);

        append_part (parts, part);
      }
  append_part (parts, size);
  append_part (parts, draught);
  append_part (parts, bound_for);
}

char *
plim_claim_row_to_broadcast_words (const PlimClaimRow *row,
                                   const char         *vessel_key,
                                   const PlimIdentity *identity,
                                   PlimKnownBy         known_by)
{
  g_autoptr(GString) parts = g_string_new (NULL);
  g_autofree char *when = plim_period_is_known (&row->when) ? plim_period_to_words (&row->when) : NULL;
  g_autofree char *title = NULL;

  if (identity != NULL)
    {
      title = g_strdup_printf (_("Identity broadcast by %s"), vessel_key);
      append_identity (parts, identity);
    }
  else
    {
      g_autofree char *whose = broadcaster_words (row, vessel_key);
      g_autofree char *number = plim_amount_number_words (row->count, row->count);
      g_autofree char *positions = g_strdup_printf (ngettext ("%s position", "%s positions", row->count), number);

      title = g_strdup_printf (_("Track of %s"), whose);
      append_part (parts, positions);
      append_part (parts, plim_known_by_get_words (known_by));
    }
  append_part (parts, when);

  return g_strdup_printf ("%s: %s", title, parts->str);
}
