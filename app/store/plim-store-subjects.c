#include "config.h"

#include "app/store/plim-store-writer.h"

#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"

/* The rows that one subject of claims alone has: one function a subject, one column a line. */

/* NULL where the amount is not known: never zero. */
static void
bind_amount (PlimStatement    *row,
             const char       *low,
             const char       *high,
             const PlimAmount *amount)
{
  if (!amount->known)
    return;
  plim_statement_bind_double (row, low, amount->low);
  if (plim_amount_is_range (amount))
    plim_statement_bind_double (row, high, amount->high);
}

static void
bind_count (PlimStatement *row,
            guint          count)
{
  if (count > 0)
    plim_statement_bind_int (row, ":count", count);
}

gboolean
plim_store_writer_add_trade (PlimStoreWriter  *self,
                             gint64            claim_key,
                             const PlimTrade  *trade,
                             GError          **error)
{
  static const char insert[] =
    "INSERT INTO trade (claim_key, is_total, commodity, direction, quantity, quantity_high, unit, bound, money, money_high,"
    "                   money_bound, currency, laden, count, origin, origin_country, destination, destination_country, vessel, method)"
    " VALUES (:claim_key, :is_total, :commodity, :direction, :quantity, :quantity_high, :unit, :bound, :money, :money_high,"
    "         :money_bound, :currency, :laden, :count, :origin, :origin_country, :destination, :destination_country, :vessel, :method)";
  g_autofree char *laden = trade->laden > 0 ? plim_laden_format (trade->laden) : NULL;
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_int (row, ":is_total", trade->is_total);
  plim_statement_bind_text (row, ":commodity", trade->commodity);
  plim_statement_bind_text (row, ":direction", trade->export ? "export" : "import");
  bind_amount (row, ":quantity", ":quantity_high", &trade->quantity);
  plim_statement_bind_text (row, ":unit", trade->quantity.unit);
  plim_statement_bind_text (row, ":bound", plim_bound_get_name (trade->quantity.bound));
  bind_amount (row, ":money", ":money_high", &trade->money);
  plim_statement_bind_text (row, ":money_bound", plim_bound_get_name (trade->money.bound));
  plim_statement_bind_text (row, ":currency", trade->money.unit);
  plim_statement_bind_text (row, ":laden", laden);
  bind_count (row, trade->count);
  plim_statement_bind_text (row, ":origin", trade->origin);
  plim_statement_bind_text (row, ":origin_country", trade->origin_country);
  plim_statement_bind_text (row, ":destination", trade->destination);
  plim_statement_bind_text (row, ":destination_country", trade->destination_country);
  plim_statement_bind_text (row, ":vessel", trade->vessel);
  plim_statement_bind_text (row, ":method", trade->method);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_cap (PlimStoreWriter  *self,
                           gint64            claim_key,
                           const PlimCap    *cap,
                           GError          **error)
{
  static const char insert[] =
    "INSERT INTO cap (claim_key, commodity, direction, quantity, unit, year_starts, resolution, para, limb_of, alternative_of, replaced_by)"
    " VALUES (:claim_key, :commodity, :direction, :quantity, :unit, :year_starts, :resolution, :para, :limb_of, :alternative_of, :replaced_by)";
  g_autofree char *year_starts = cap->year_starts_month > 0
                                 ? g_strdup_printf ("%02u-%02u", cap->year_starts_month, cap->year_starts_day) : NULL;
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":commodity", cap->commodity);
  plim_statement_bind_text (row, ":direction", cap->export ? "export" : "import");
  if (cap->quantity.known)
    plim_statement_bind_double (row, ":quantity", cap->quantity.low);
  plim_statement_bind_text (row, ":unit", cap->quantity.unit);
  plim_statement_bind_text (row, ":year_starts", year_starts);
  plim_statement_bind_text (row, ":resolution", cap->resolution);
  plim_statement_bind_text (row, ":para", cap->para);
  plim_statement_bind_text (row, ":limb_of", cap->limb_of);
  plim_statement_bind_text (row, ":alternative_of", cap->alternative_of);
  plim_statement_bind_text (row, ":replaced_by", cap->replaced_by);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_conversion (PlimStoreWriter       *self,
                                  gint64                 claim_key,
                                  const PlimConversion  *conversion,
                                  GError               **error)
{
  static const char insert[] =
    "INSERT INTO conversion (claim_key, commodity, from_unit, to_unit, factor)"
    " VALUES (:claim_key, :commodity, :from_unit, :to_unit, :factor)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":commodity", conversion->commodity);
  plim_statement_bind_text (row, ":from_unit", conversion->from_unit);
  plim_statement_bind_text (row, ":to_unit", conversion->to_unit);
  plim_statement_bind_double (row, ":factor", conversion->factor);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_particulars (PlimStoreWriter        *self,
                                   gint64                  claim_key,
                                   const char             *vessel,
                                   const PlimParticulars  *particulars,
                                   GError                **error)
{
  static const char insert[] =
    "INSERT INTO particulars (claim_key, vessel, type, built, gt, dwt, capacity_bbl)"
    " VALUES (:claim_key, :vessel, :type, :built, :gt, :dwt, :capacity_bbl)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", vessel);
  plim_statement_bind_text (row, ":type", particulars->type);
  plim_statement_bind_text (row, ":built", particulars->built);
  plim_statement_bind_text (row, ":gt", particulars->gt);
  plim_statement_bind_text (row, ":dwt", particulars->dwt);
  plim_statement_bind_text (row, ":capacity_bbl", particulars->capacity_bbl);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_identity (PlimStoreWriter     *self,
                                gint64               claim_key,
                                const char          *vessel,
                                const PlimIdentity  *identity,
                                GError             **error)
{
  static const char insert[] =
    "INSERT INTO identity (claim_key, vessel, name, flag, mmsi, callsign, kind, owner_imo,"
    "                      imo, ship_type, length_m, width_m, draught_m, destination)"
    " VALUES (:claim_key, :vessel, :name, :flag, :mmsi, :callsign, :kind, :owner_imo,"
    "         :imo, :ship_type, :length_m, :width_m, :draught_m, :destination)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", vessel);
  plim_statement_bind_text (row, ":name", identity->name);
  plim_statement_bind_text (row, ":flag", identity->flag);
  plim_statement_bind_text (row, ":mmsi", identity->mmsi);
  plim_statement_bind_text (row, ":callsign", identity->callsign);
  plim_statement_bind_text (row, ":kind", identity->kind);
  plim_statement_bind_text (row, ":owner_imo", identity->owner_imo);
  plim_statement_bind_text (row, ":imo", identity->imo);
  plim_statement_bind_text (row, ":ship_type", identity->ship_type);
  plim_statement_bind_text (row, ":length_m", identity->length_m);
  plim_statement_bind_text (row, ":width_m", identity->width_m);
  plim_statement_bind_text (row, ":draught_m", identity->draught_m);
  plim_statement_bind_text (row, ":destination", identity->destination);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_measure (PlimStoreWriter    *self,
                               gint64              claim_key,
                               const char         *vessel,
                               const PlimMeasure  *measure,
                               GError            **error)
{
  static const char insert[] =
    "INSERT INTO measure (claim_key, vessel, by_whom, kind, instrument, para)"
    " VALUES (:claim_key, :vessel, :by_whom, :kind, :instrument, :para)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", vessel);
  plim_statement_bind_text (row, ":by_whom", measure->by);
  plim_statement_bind_text (row, ":kind", measure->kind);
  plim_statement_bind_text (row, ":instrument", measure->instrument);
  plim_statement_bind_text (row, ":para", measure->para);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_sighting (PlimStoreWriter     *self,
                                gint64               claim_key,
                                const PlimSighting  *sighting,
                                const char          *place,
                                GError             **error)
{
  static const char insert[] =
    "INSERT INTO sighting (claim_key, vessel, other, place, place_words, lat, lon, radius_km, activity, known_by)"
    " VALUES (:claim_key, :vessel, :other, :place, :place_words, :lat, :lon, :radius_km, :activity, :known_by)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", sighting->vessel);
  plim_statement_bind_text (row, ":other", sighting->with);
  plim_statement_bind_text (row, ":place", place);
  plim_statement_bind_text (row, ":place_words", sighting->where);
  if (sighting->has_point)
    {
      plim_statement_bind_double (row, ":lat", sighting->lat);
      plim_statement_bind_double (row, ":lon", sighting->lon);
    }
  if (sighting->radius_km > 0)
    plim_statement_bind_double (row, ":radius_km", sighting->radius_km);
  plim_statement_bind_text (row, ":activity", sighting->activity);
  plim_statement_bind_text (row, ":known_by", plim_known_by_get_name (sighting->known_by));

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_route (PlimStoreWriter  *self,
                             gint64            claim_key,
                             const PlimRoute  *route,
                             GPtrArray        *from_places,
                             GPtrArray        *to_places,
                             GError          **error)
{
  static const char insert[] = "INSERT INTO route (claim_key, vessel, suspected) VALUES (:claim_key, :vessel, :suspected)";
  static const char insert_leg[] =
    "INSERT INTO leg (claim_key, ord, from_place, to_place) VALUES (:claim_key, :ord, :from_place, :to_place)";
  static const char insert_via[] =
    "INSERT INTO via (claim_key, leg, ord, lat, lon) VALUES (:claim_key, :leg, :ord, :lat, :lon)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", route->vessel);
  plim_statement_bind_int (row, ":suspected", route->suspected);
  if (!plim_statement_run (row, error))
    return FALSE;

  for (guint i = 0; i < route->legs->len; i++)
    {
      const PlimLeg *leg = g_ptr_array_index (route->legs, i);

      row = plim_store_writer_get_statement (self, insert_leg, error);
      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":from_place", g_ptr_array_index (from_places, i));
      plim_statement_bind_text (row, ":to_place", g_ptr_array_index (to_places, i));
      if (!plim_statement_run (row, error))
        return FALSE;

      for (guint j = 0; leg->via != NULL && j + 1 < leg->via->len; j += 2)
        {
          row = plim_store_writer_get_statement (self, insert_via, error);
          if (row == NULL)
            return FALSE;
          plim_statement_bind_int (row, ":claim_key", claim_key);
          plim_statement_bind_int (row, ":leg", i);
          plim_statement_bind_int (row, ":ord", j / 2);
          plim_statement_bind_double (row, ":lat", g_array_index (leg->via, double, j));
          plim_statement_bind_double (row, ":lon", g_array_index (leg->via, double, j + 1));
          if (!plim_statement_run (row, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* What hangs on a theft: who did it as whom says, what was taken, where it went. */
static gboolean
add_theft_details (PlimStoreWriter  *self,
                   gint64            claim_key,
                   const PlimTheft  *theft,
                   GError          **error)
{
  static const char insert_asset[] =
    "INSERT INTO asset (claim_key, ord, code, amount, address) VALUES (:claim_key, :ord, :code, :amount, :address)";
  static const char insert_attribution[] =
    "INSERT INTO attribution (claim_key, ord, to_whom, by_whom, on_date, strength)"
    " VALUES (:claim_key, :ord, :to_whom, :by_whom, :on_date, :strength)";
  static const char insert_recovered[] =
    "INSERT INTO recovered (claim_key, ord, amount, bound, fraction) VALUES (:claim_key, 0, :amount, :bound, :fraction)";
  static const char insert_step[] =
    "INSERT INTO step (claim_key, ord, on_date, how, through, amount) VALUES (:claim_key, :ord, :on_date, :how, :through, :amount)";
  PlimStatement *row;

  for (guint i = 0; i < theft->assets->len; i++)
    {
      const PlimAsset *asset = g_ptr_array_index (theft->assets, i);

      row = plim_store_writer_get_statement (self, insert_asset, error);
      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":code", asset->code);
      plim_statement_bind_text (row, ":amount", asset->amount);
      plim_statement_bind_text (row, ":address", asset->address);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  for (guint i = 0; i < theft->attributions->len; i++)
    {
      const PlimAttribution *attribution = g_ptr_array_index (theft->attributions, i);

      row = plim_store_writer_get_statement (self, insert_attribution, error);
      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":to_whom", attribution->to);
      plim_statement_bind_text (row, ":by_whom", attribution->by);
      plim_statement_bind_text (row, ":on_date", attribution->on);
      plim_statement_bind_text (row, ":strength", plim_strength_get_name (attribution->strength));
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  for (guint i = 0; i < theft->steps->len; i++)
    {
      const PlimStep *step = g_ptr_array_index (theft->steps, i);

      row = plim_store_writer_get_statement (self, insert_step, error);
      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":on_date", step->on);
      plim_statement_bind_text (row, ":how", step->how);
      plim_statement_bind_text (row, ":through", step->through);
      plim_statement_bind_text (row, ":amount", step->amount);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  if (!theft->recovered.known && theft->recovered_fraction <= 0)
    return TRUE;
  row = plim_store_writer_get_statement (self, insert_recovered, error);
  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);
  if (theft->recovered.known)
    plim_statement_bind_double (row, ":amount", theft->recovered.low);
  plim_statement_bind_text (row, ":bound", plim_bound_get_name (theft->recovered.bound));
  if (theft->recovered_fraction > 0)
    plim_statement_bind_double (row, ":fraction", theft->recovered_fraction);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_theft (PlimStoreWriter  *self,
                             gint64            claim_key,
                             const PlimTheft  *theft,
                             GError          **error)
{
  static const char insert[] =
    "INSERT INTO theft (claim_key, is_total, target, target_kind, country, amount, amount_high, currency, bound, count)"
    " VALUES (:claim_key, :is_total, :target, :target_kind, :country, :amount, :amount_high, :currency, :bound, :count)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_int (row, ":is_total", theft->is_total);
  plim_statement_bind_text (row, ":target", theft->target);
  plim_statement_bind_text (row, ":target_kind", theft->target_kind);
  plim_statement_bind_text (row, ":country", theft->country);
  bind_amount (row, ":amount", ":amount_high", &theft->amount);
  plim_statement_bind_text (row, ":currency", theft->amount.unit);
  plim_statement_bind_text (row, ":bound", plim_bound_get_name (theft->amount.bound));
  bind_count (row, theft->count);

  return plim_statement_run (row, error) && add_theft_details (self, claim_key, theft, error);
}

gboolean
plim_store_writer_add_track (PlimStoreWriter  *self,
                             gint64            claim_key,
                             const PlimTrack  *track,
                             GError          **error)
{
  static const char insert[] =
    "INSERT INTO track (claim_key, vessel, mmsi, known_by) VALUES (:claim_key, :vessel, :mmsi, :known_by)";
  static const char insert_silence[] =
    "INSERT INTO silence (claim_key, ord, from_s, to_s) VALUES (:claim_key, :ord, :from_s, :to_s)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", track->vessel);
  plim_statement_bind_text (row, ":mmsi", track->mmsi);
  plim_statement_bind_text (row, ":known_by", plim_known_by_get_name (track->known_by));
  if (!plim_statement_run (row, error))
    return FALSE;

  for (guint i = 0; track->silences != NULL && i < track->silences->len; i++)
    {
      const PlimSilence *silence = &g_array_index (track->silences, PlimSilence, i);

      row = plim_store_writer_get_statement (self, insert_silence, error);
      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_int (row, ":from_s", silence->from_s);
      plim_statement_bind_int (row, ":to_s", silence->to_s);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  return TRUE;
}
