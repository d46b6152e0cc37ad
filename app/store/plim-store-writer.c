#include "config.h"

#include "app/store/plim-store-writer.h"

#include "app/store/plim-position-block.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-digest.h"
#include "app/store/plim-store-private.h"

struct _PlimStoreWriter
{
  PlimStore  *store;
  GHashTable *statements;        /* SQL constant → PlimStatement, prepared once */
  GByteArray *block;
  gboolean    open;              /* the transaction */
  gint64      import_id;         /* of the open import; 0 between imports */
  gint64      next_claim_key;
  guint       n_claims, n_messages, n_parts;   /* of the open import */
};

static PlimStatement *
get_statement (PlimStoreWriter  *self,
               const char       *sql,
               GError          **error)
{
  PlimStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      statement = plim_store_prepare (self->store, sql, error);
      if (statement != NULL)
        g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }

  return statement;
}

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

PlimStoreWriter *
plim_store_writer_begin (PlimStore  *store,
                         GError    **error)
{
  g_autoptr(PlimStoreWriter) self = NULL;
  g_autoptr(PlimStatement) last = NULL;

  if (plim_store_is_read_only (store))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "The store “%s” may only be read: the file or its folder is write protected.",
                   plim_store_get_path (store));
      return NULL;
    }
  /* Room enough that a big import does not read its own pages back from the log. */
  if (!plim_store_execute (store, "PRAGMA cache_size = -98304; BEGIN IMMEDIATE", error))
    return NULL;

  self = g_new0 (PlimStoreWriter, 1);
  self->store = g_object_ref (store);
  self->open = TRUE;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plim_statement_free);
  self->block = g_byte_array_new ();

  last = plim_store_prepare (store, "SELECT coalesce (max (claim_key), 0) FROM claim", error);
  if (last == NULL || !plim_statement_next (last, error))
    return NULL;
  self->next_claim_key = plim_statement_get_int (last, 0) + 1;

  return g_steal_pointer (&self);
}

gboolean
plim_store_writer_commit (PlimStoreWriter  *self,
                          GError          **error)
{
  g_return_val_if_fail (self->import_id == 0, FALSE);

  g_hash_table_remove_all (self->statements);
  if (!plim_store_execute (self->store, "COMMIT", error))
    return FALSE;
  self->open = FALSE;
  plim_store_bump (self->store);

  return TRUE;
}

void
plim_store_writer_free (PlimStoreWriter *self)
{
  g_hash_table_unref (self->statements);
  if (self->open)
    plim_store_execute (self->store, "ROLLBACK", NULL);
  g_byte_array_unref (self->block);
  g_object_unref (self->store);
  g_free (self);
}

gint64
plim_store_writer_begin_import (PlimStoreWriter  *self,
                                const char       *kind,
                                const char       *file_name,
                                GError          **error)
{
  /* The digests are set when all has been read. */
  static const char insert[] =
    "INSERT INTO import (import_id, kind, file_name, bytes, sha256, rows_sha256, imported_at, program)"
    " VALUES ((SELECT coalesce (max (import_id), 0) + 1 FROM import), :kind, :file_name, 0, '', '', :now, :program)"
    " RETURNING import_id";
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *now_text = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr(PlimStatement) row = NULL;

  g_return_val_if_fail (self->import_id == 0, 0);

  if (!plim_store_execute (self->store, "SAVEPOINT import", error))
    return 0;
  row = plim_store_prepare (self->store, insert, error);
  if (row == NULL)
    return 0;
  plim_statement_bind_text (row, ":kind", kind);
  plim_statement_bind_text (row, ":file_name", file_name);
  plim_statement_bind_text (row, ":now", now_text);
  plim_statement_bind_text (row, ":program", PLIM_VERSION);
  if (!plim_statement_next (row, error))
    return 0;

  self->import_id = plim_statement_get_int (row, 0);
  self->n_claims = self->n_messages = self->n_parts = 0;

  return self->import_id;
}

gboolean
plim_store_writer_undo_import (PlimStoreWriter  *self,
                               GError          **error)
{
  g_return_val_if_fail (self->import_id != 0, FALSE);

  self->import_id = 0;
  g_hash_table_remove_all (self->statements);

  return plim_store_execute (self->store, "ROLLBACK TO import; RELEASE import", error);
}

gboolean
plim_store_writer_end_import (PlimStoreWriter  *self,
                              guint64           bytes,
                              const char       *sha256,
                              char            **rows_sha256,
                              GError          **error)
{
  static const char update[] =
    "UPDATE import SET bytes = :bytes, sha256 = :sha256, rows_sha256 = :rows_sha256 WHERE import_id = :import_id";
  g_autofree char *digest = NULL;
  PlimStatement *row;

  g_return_val_if_fail (self->import_id != 0, FALSE);

  digest = plim_store_digest_import (self->store, self->import_id, error);
  row = digest != NULL ? get_statement (self, update, error) : NULL;
  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":bytes", (gint64) bytes);
  plim_statement_bind_text (row, ":sha256", sha256);
  plim_statement_bind_text (row, ":rows_sha256", digest);
  plim_statement_bind_int (row, ":import_id", self->import_id);
  if (!plim_statement_run (row, error) || !plim_store_execute (self->store, "RELEASE import", error))
    return FALSE;

  self->import_id = 0;
  *rows_sha256 = g_steal_pointer (&digest);

  return TRUE;
}

gboolean
plim_store_writer_set_report (PlimStoreWriter   *self,
                              const PlimReport  *report,
                              const char        *lang,
                              const char        *status_on,
                              const char        *handling,
                              GError           **error)
{
  static const char insert[] =
    "INSERT INTO report (import_id, symbol, edition, lang, exercise, title, publisher, publisher_kind, dated,"
    "                    covers_from, covers_to, status, status_on, handling)"
    " VALUES (:import_id, :symbol, :edition, :lang, :exercise, :title, :publisher, :publisher_kind, :dated,"
    "         :covers_from, :covers_to, :status, :status_on, :handling)";
  g_autofree char *dated = plim_period_format_from (&report->dated);
  g_autofree char *covers_from = plim_period_format_from (&report->covers);
  g_autofree char *covers_to = plim_period_format_to (&report->covers);
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":symbol", report->symbol);
  plim_statement_bind_int (row, ":edition", report->edition);
  plim_statement_bind_text (row, ":lang", lang);
  plim_statement_bind_int (row, ":exercise", report->exercise);
  plim_statement_bind_text (row, ":title", report->title);
  plim_statement_bind_text (row, ":publisher", report->publisher);
  plim_statement_bind_text (row, ":publisher_kind", report->publisher_kind);
  plim_statement_bind_text (row, ":dated", dated);
  plim_statement_bind_text (row, ":covers_from", covers_from);
  plim_statement_bind_text (row, ":covers_to", covers_to);
  plim_statement_bind_text (row, ":status", report->status);
  plim_statement_bind_text (row, ":status_on", status_on);
  plim_statement_bind_text (row, ":handling", handling);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_place (PlimStoreWriter  *self,
                             const char       *local_id,
                             const PlimPlace  *place,
                             GError          **error)
{
  static const char insert[] =
    "INSERT INTO place (import_id, local_id, name, country, lat, lon, radius_km, kind)"
    " VALUES (:import_id, :local_id, :name, :country, :lat, :lon, :radius_km, :kind)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":local_id", local_id);
  plim_statement_bind_text (row, ":name", place->name);
  plim_statement_bind_text (row, ":country", place->country);
  plim_statement_bind_text (row, ":kind", place->kind);
  if (place->has_point)
    {
      plim_statement_bind_double (row, ":lat", place->lat);
      plim_statement_bind_double (row, ":lon", place->lon);
    }
  if (place->radius_km > 0)
    plim_statement_bind_double (row, ":radius_km", place->radius_km);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_vessel (PlimStoreWriter  *self,
                              const char       *local_id,
                              const char       *imo,
                              GError          **error)
{
  static const char insert[] = "INSERT INTO vessel (import_id, local_id, imo) VALUES (:import_id, :local_id, :imo)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":local_id", local_id);
  plim_statement_bind_text (row, ":imo", imo);

  return plim_statement_run (row, error);
}

/* The places where the claim stands, the source's words, who disagrees. */
static gboolean
add_evidence (PlimStoreWriter  *self,
              gint64            claim_key,
              const PlimClaim  *claim,
              GError          **error)
{
  static const char insert_cite[] =
    "INSERT INTO cite (claim_key, ord, source, basis, para, annex, page, via, recalled)"
    " VALUES (:claim_key, :ord, :source, :basis, :para, :annex, :page, :via, :recalled)";
  static const char insert_wording[] =
    "INSERT INTO wording (claim_key, ord, lang, text) VALUES (:claim_key, :ord, :lang, :text)";
  static const char insert_dispute[] =
    "INSERT INTO dispute (claim_key, ord, by_whom, on_date, text) VALUES (:claim_key, :ord, :by_whom, :on_date, :text)";

  for (guint i = 0; i < claim->cites->len; i++)
    {
      const PlimCite *cite = g_ptr_array_index (claim->cites, i);
      PlimStatement *row = get_statement (self, insert_cite, error);

      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":source", cite->source);
      plim_statement_bind_int (row, ":basis", cite->basis);
      plim_statement_bind_text (row, ":para", cite->para);
      plim_statement_bind_text (row, ":annex", cite->annex);
      plim_statement_bind_text (row, ":page", cite->page);
      plim_statement_bind_text (row, ":via", cite->via);
      plim_statement_bind_int (row, ":recalled", cite->recalled);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  for (guint i = 0; i < claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (claim->wordings, i);
      PlimStatement *row = get_statement (self, insert_wording, error);

      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":lang", wording->lang);
      plim_statement_bind_text (row, ":text", wording->text);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  for (guint i = 0; i < claim->disputes->len; i++)
    {
      const PlimDispute *dispute = g_ptr_array_index (claim->disputes, i);
      PlimStatement *row = get_statement (self, insert_dispute, error);

      if (row == NULL)
        return FALSE;
      plim_statement_bind_int (row, ":claim_key", claim_key);
      plim_statement_bind_int (row, ":ord", i);
      plim_statement_bind_text (row, ":by_whom", dispute->by);
      plim_statement_bind_text (row, ":on_date", dispute->on);
      plim_statement_bind_text (row, ":text", dispute->text);
      if (!plim_statement_run (row, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
plim_store_writer_has_claim (PlimStoreWriter  *self,
                          const char       *local_id,
                          GError          **error)
{
  static const char find[] =
    "SELECT 1 FROM claim WHERE import_id = :import_id AND local_id = :local_id";
  PlimStatement *row = get_statement (self, find, error);
  gboolean found;

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":local_id", local_id);
  found = plim_statement_next (row, error);
  plim_statement_reset (row);

  return found;
}

gint64
plim_store_writer_reserve_claim (PlimStoreWriter *self)
{
  return self->next_claim_key++;
}

gint64
plim_store_writer_add_claim (PlimStoreWriter   *self,
                             gint64             claim_key,
                             const PlimClaim   *claim,
                             const PlimPeriod  *when,
                             const char        *from_date,
                             const char        *to_date,
                             const char        *known,
                             const guint8      *content,
                             GError           **error)
{
  static const char insert[] =
    "INSERT INTO claim (claim_key, import_id, ord, local_id, subject, from_date, to_date, first_day, last_day, known,"
    "                   basis, part_of, supersedes, handling, content)"
    " VALUES (:claim_key, :import_id, :ord, :local_id, :subject, :from_date, :to_date, :first_day, :last_day, :known,"
    "         :basis, :part_of, :supersedes, :handling, :content)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return 0;
  if (claim_key == 0)
    claim_key = plim_store_writer_reserve_claim (self);

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_int (row, ":ord", ++self->n_claims);
  plim_statement_bind_text (row, ":local_id", claim->local_id);
  plim_statement_bind_int (row, ":subject", claim->subject);
  plim_statement_bind_text (row, ":from_date", from_date);
  plim_statement_bind_text (row, ":to_date", to_date);
  plim_statement_bind_int (row, ":first_day", when->first);
  plim_statement_bind_int (row, ":last_day", when->last);
  plim_statement_bind_text (row, ":known", known);
  plim_statement_bind_int (row, ":basis", claim->basis);
  plim_statement_bind_text (row, ":part_of", claim->part_of);
  plim_statement_bind_text (row, ":supersedes", claim->supersedes);
  plim_statement_bind_text (row, ":handling", claim->handling);
  plim_statement_bind_blob (row, ":content", content, 32);
  if (!plim_statement_run (row, error) || !add_evidence (self, claim_key, claim, error))
    return 0;

  return claim_key;
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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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
    "INSERT INTO identity (claim_key, vessel, name, flag, mmsi, callsign, borrowed, owner_imo)"
    " VALUES (:claim_key, :vessel, :name, :flag, :mmsi, :callsign, :borrowed, :owner_imo)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":vessel", vessel);
  plim_statement_bind_text (row, ":name", identity->name);
  plim_statement_bind_text (row, ":flag", identity->flag);
  plim_statement_bind_text (row, ":mmsi", identity->mmsi);
  plim_statement_bind_text (row, ":callsign", identity->callsign);
  plim_statement_bind_int (row, ":borrowed", identity->borrowed);
  plim_statement_bind_text (row, ":owner_imo", identity->owner_imo);

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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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

      row = get_statement (self, insert_leg, error);
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
          row = get_statement (self, insert_via, error);
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

      row = get_statement (self, insert_asset, error);
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

      row = get_statement (self, insert_attribution, error);
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

      row = get_statement (self, insert_step, error);
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
  row = get_statement (self, insert_recovered, error);
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
  PlimStatement *row = get_statement (self, insert, error);

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
  PlimStatement *row = get_statement (self, insert, error);

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

      row = get_statement (self, insert_silence, error);
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

gboolean
plim_store_writer_add_positions (PlimStoreWriter     *self,
                                 gint64               claim_key,
                                 const char          *mmsi,
                                 const PlimPosition  *positions,
                                 guint                count,
                                 GChecksum           *digest,
                                 GError             **error)
{
  static const char insert[] =
    "INSERT INTO position_block (claim_key, mmsi, first_s, last_s, count, positions)"
    " VALUES (:claim_key, :mmsi, :first_s, :last_s, :count, :positions)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  g_byte_array_set_size (self->block, 0);
  plim_position_block_pack (positions, count, self->block);
  if (digest != NULL)
    g_checksum_update (digest, self->block->data, self->block->len);

  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":mmsi", mmsi != NULL ? mmsi : "");
  plim_statement_bind_int (row, ":first_s", positions[0].time_s);
  plim_statement_bind_int (row, ":last_s", positions[count - 1].time_s);
  plim_statement_bind_int (row, ":count", count);
  plim_statement_bind_blob (row, ":positions", self->block->data, self->block->len);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_drop_positions (PlimStoreWriter  *self,
                                  gint64            claim_key,
                                  GError          **error)
{
  PlimStatement *row = get_statement (self, "DELETE FROM position_block WHERE claim_key = :claim_key", error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":claim_key", claim_key);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_message (PlimStoreWriter  *self,
                               const char       *severity,
                               guint             line,
                               guint             column,
                               const char       *element,
                               const char       *text,
                               GError          **error)
{
  static const char insert[] =
    "INSERT INTO message (import_id, ord, severity, line, \"column\", element, text)"
    " VALUES (:import_id, :ord, :severity, :line, :column, :element, :text)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_int (row, ":ord", self->n_messages++);
  plim_statement_bind_text (row, ":severity", severity);
  plim_statement_bind_int (row, ":line", line);
  plim_statement_bind_int (row, ":column", column);
  plim_statement_bind_text (row, ":element", element);
  plim_statement_bind_text (row, ":text", text);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_original (PlimStoreWriter  *self,
                                gconstpointer     bytes,
                                gsize             size,
                                GError          **error)
{
  static const char insert[] = "INSERT INTO original (import_id, part, bytes) VALUES (:import_id, :part, :bytes)";
  PlimStatement *row = get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_int (row, ":part", self->n_parts++);
  plim_statement_bind_blob (row, ":bytes", bytes, size);

  return plim_statement_run (row, error);
}
