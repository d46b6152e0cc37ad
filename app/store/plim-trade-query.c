#include "config.h"

#include "app/store/plim-trade-query.h"

#include <stdio.h>

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-row.h"

/* Ids settle ties, so that two runs over one store never differ. */
#define IN_ORDER " ORDER BY claim.first_day, claim.last_day, report.symbol, claim.ord"

static const char trade_within[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", trade.is_total, trade.direction, trade.quantity, trade.quantity_high, trade.unit, trade.bound,"
  " trade.money, trade.money_high, trade.currency, trade.money_bound, trade.laden, trade.count, trade.origin, trade.origin_country,"
  " trade.destination, trade.destination_country, trade.vessel, trade.method"
  PLIM_FROM_LATEST "JOIN trade USING (claim_key)" PLIM_WHERE_FILTER "AND trade.commodity = :commodity" IN_ORDER;

static const char caps[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", cap.direction, cap.quantity, cap.unit, cap.year_starts, cap.resolution, cap.para,"
  " cap.limb_of, cap.alternative_of, cap.replaced_by"
  PLIM_FROM_LATEST "JOIN cap USING (claim_key)" PLIM_WHERE_FILTER "AND cap.commodity = :commodity" IN_ORDER;

static const char conversions[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", conversion.from_unit, conversion.to_unit, conversion.factor"
  PLIM_FROM_LATEST "JOIN conversion USING (claim_key)" PLIM_WHERE_FILTER "AND conversion.commodity = :commodity" IN_ORDER;

static char *
dup_place_name (PlimNames  *names,
                const char *reference)
{
  const PlimPlace *place = plim_names_get_place (names, reference);

  return g_strdup (place != NULL ? place->name : reference);
}

static gpointer
read_trade (PlimClaimReader  *reader,
            PlimStatement    *row,
            gpointer          commodity,
            GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimNames *names = plim_claim_reader_get_names (reader);
  PlimTrade *trade = g_new0 (PlimTrade, 1);
  const PlimVesselName *vessel;

  trade->claim = plim_claim_reader_read (reader, row, &trade->when);
  trade->commodity = g_intern_string (commodity);
  trade->is_total = plim_statement_get_int (row, at) != 0;
  trade->export = g_strcmp0 (plim_statement_get_text (row, at + 1), "export") == 0;
  trade->quantity = plim_row_get_amount (row, at + 2, at + 3, at + 4, at + 5);
  trade->money = plim_row_get_amount (row, at + 6, at + 7, at + 8, at + 9);
  trade->laden = plim_laden_parse (plim_statement_get_text (row, at + 10));
  trade->count = (guint) plim_statement_get_int (row, at + 11);
  trade->origin = dup_place_name (names, plim_statement_get_text (row, at + 12));
  trade->origin_country = plim_statement_dup_text (row, at + 13);
  trade->destination = dup_place_name (names, plim_statement_get_text (row, at + 14));
  trade->destination_country = plim_statement_dup_text (row, at + 15);
  trade->vessel = plim_statement_dup_text (row, at + 16);
  trade->method = plim_statement_dup_text (row, at + 17);
  vessel = plim_names_get_vessel (names, trade->vessel);
  trade->vessel_name = g_strdup (vessel != NULL ? vessel->name : NULL);

  return trade;
}

static gpointer
read_cap (PlimClaimReader  *reader,
          PlimStatement    *row,
          gpointer          commodity,
          GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimCap *cap = g_new0 (PlimCap, 1);

  cap->claim = plim_claim_reader_read (reader, row, &cap->when);
  cap->commodity = g_intern_string (commodity);
  cap->export = g_strcmp0 (plim_statement_get_text (row, at), "export") == 0;
  cap->quantity = plim_row_get_amount (row, at + 1, -1, at + 2, -1);
  if (plim_statement_is_null (row, at + 3)
      || sscanf (plim_statement_get_text (row, at + 3), "%2u-%2u", &cap->year_starts_month, &cap->year_starts_day) != 2)
    cap->year_starts_month = cap->year_starts_day = 1;
  cap->resolution = plim_statement_dup_text (row, at + 4);
  cap->para = plim_statement_dup_text (row, at + 5);
  cap->limb_of = plim_statement_dup_text (row, at + 6);
  cap->alternative_of = plim_statement_dup_text (row, at + 7);
  cap->replaced_by = plim_statement_dup_text (row, at + 8);

  return cap;
}

static gpointer
read_conversion (PlimClaimReader  *reader,
                 PlimStatement    *row,
                 gpointer          commodity,
                 GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimConversion *conversion = g_new0 (PlimConversion, 1);
  PlimPeriod ignored;

  conversion->claim = plim_claim_reader_read (reader, row, &ignored);
  conversion->commodity = g_intern_string (commodity);
  conversion->from_unit = g_intern_string (plim_statement_get_text (row, at));
  conversion->to_unit = g_intern_string (plim_statement_get_text (row, at + 1));
  conversion->factor = plim_statement_get_double (row, at + 2);

  return conversion;
}

GPtrArray *
plim_trade_query (PlimStore         *store,
                  const char        *commodity,
                  const PlimFilter  *filter,
                  GError           **error)
{
  return plim_claim_query_run (store, trade_within, commodity, filter, read_trade, (GDestroyNotify) plim_trade_free, error);
}

GPtrArray *
plim_cap_query (PlimStore         *store,
                const char        *commodity,
                const PlimFilter  *filter,
                GError           **error)
{
  PlimFilter law = *filter;

  law.bases = PLIM_BASES_ALL;

  return plim_claim_query_run (store, caps, commodity, &law, read_cap, (GDestroyNotify) plim_cap_free, error);
}

GPtrArray *
plim_conversion_query (PlimStore         *store,
                       const char        *commodity,
                       const PlimFilter  *filter,
                       GError           **error)
{
  PlimFilter any_time = *filter;

  any_time.bases = PLIM_BASES_ALL;
  any_time.days = PLIM_PERIOD_UNKNOWN;

  return plim_claim_query_run (store, conversions, commodity, &any_time, read_conversion, (GDestroyNotify) plim_conversion_free, error);
}
