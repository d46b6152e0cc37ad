#include "config.h"

#include "app/store/plim-claim-query.h"

#include <string.h>

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-claim-words.h"
#include "app/store/plim-row.h"

/* Every subject in one shape. The last columns are what the subject alone says, in words that need no translation, and
 * whether the latest edition still says this. */
#define ROW_COLUMNS \
  "SELECT " PLIM_CLAIM_COLUMNS "," \
  " coalesce (trade.commodity, cap.commodity, conversion.commodity), coalesce (trade.direction, cap.direction)," \
  " coalesce (trade.quantity, cap.quantity, conversion.factor, theft.amount), coalesce (trade.quantity_high, theft.amount_high)," \
  " coalesce (trade.unit, cap.unit, conversion.to_unit || '/' || conversion.from_unit, theft.currency)," \
  " coalesce (trade.bound, theft.bound)," \
  " trade.money, trade.money_high, trade.currency, trade.money_bound, trade.laden, coalesce (trade.count, theft.count)," \
  " trade.origin, trade.origin_country, trade.destination, trade.destination_country," \
  " coalesce (trade.vessel, particulars.vessel, identity.vessel, measure.vessel, sighting.vessel, track.vessel, route.vessel)," \
  " coalesce (cap.resolution || coalesce (', para. ' || cap.para, '')," \
  "           identity.name || coalesce (' (' || identity.flag || ')', ''), particulars.type," \
  "           measure.by_whom || ', ' || measure.kind, sighting.place_words, theft.target, track.mmsi)," \
  " CASE WHEN latest.import_id = claim.import_id THEN 0" \
  "      WHEN EXISTS (SELECT 1 FROM claim AS later WHERE later.import_id = latest.import_id AND later.local_id = claim.local_id)" \
  "      THEN 1 ELSE 2 END," \
  " (SELECT kind <> 'report' FROM import WHERE import.import_id = claim.import_id), track.known_by," \
  " (SELECT sum (block.count) FROM position_block AS block WHERE block.claim_key = track.claim_key)," \
  " identity.name, identity.callsign, identity.imo, identity.ship_type, identity.length_m, identity.width_m," \
  " identity.draught_m, identity.destination" \
  " FROM claim JOIN report USING (import_id) JOIN latest ON latest.symbol = report.symbol" \
  " LEFT JOIN trade USING (claim_key) LEFT JOIN cap USING (claim_key) LEFT JOIN conversion USING (claim_key)" \
  " LEFT JOIN theft USING (claim_key) LEFT JOIN particulars USING (claim_key) LEFT JOIN identity USING (claim_key)" \
  " LEFT JOIN measure USING (claim_key) LEFT JOIN sighting USING (claim_key) LEFT JOIN track USING (claim_key)" \
  " LEFT JOIN route USING (claim_key)"

static const char all_rows[] =
  ROW_COLUMNS PLIM_WHERE_FILTER " ORDER BY report.symbol, report.edition, claim.ord";

static const char one_row[] =
  ROW_COLUMNS " WHERE report.symbol || '/' || report.edition = :edition AND claim.local_id = :local_id";

/* The subject is a number of ours, see plim-claim.h: that of tracks. */
static const char all_tracks[] =
  "SELECT " PLIM_CLAIM_COLUMNS PLIM_FROM_LATEST PLIM_WHERE_FILTER " AND claim.subject = 7"
  " ORDER BY report.symbol, report.edition, claim.ord";
G_STATIC_ASSERT (PLIM_SUBJECT_TRACK == 7);

static const char all_reports[] =
  "SELECT report.symbol, report.edition, report.title, report.publisher, report.publisher_kind, report.dated, report.covers_from,"
  " report.covers_to, report.status, report.exercise,"
  " NOT EXISTS (SELECT 1 FROM report AS later WHERE later.symbol = report.symbol AND later.edition > report.edition),"
  " (SELECT count (*) FROM claim WHERE claim.import_id = report.import_id),"
  " (SELECT count (*) FROM message WHERE message.import_id = report.import_id AND severity = 'warning'),"
  " import.file_name, import.sha256, import.imported_at, import.import_id"
  " FROM report JOIN import USING (import_id) ORDER BY report.dated DESC, report.symbol, report.edition";

void
plim_claim_row_free (PlimClaimRow *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->origin);
  g_free (self->destination);
  g_free (self->vessel);
  g_free (self->statement);
  g_free (self);
}

void
plim_report_free (PlimReport *self)
{
  g_free (self->symbol);
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->publisher_kind);
  g_free (self->status);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->imported_at);
  g_free (self);
}

/* A place's name, else its country, else the reference that is not resolved yet. */
static char *
name_place (PlimNames  *names,
            const char *reference,
            const char *country)
{
  const PlimPlace *place = plim_names_get_place (names, reference);

  return g_strdup (place != NULL ? place->name : reference != NULL ? reference : country);
}

static char *
name_vessel (PlimNames  *names,
             const char *reference)
{
  const PlimVesselName *vessel = plim_names_get_vessel (names, reference);

  if (vessel == NULL)
    return g_strdup (reference);
  if (vessel->name != NULL)
    return g_strdup (vessel->name);

  return g_strdup (vessel->mmsi != NULL ? vessel->key : reference);
}

/* What a log says is said in other words: it is a number that speaks. */
static char *
word_broadcast (PlimClaimRow  *found,
                PlimNames     *names,
                PlimStatement *row)
{
  const int at = PLIM_N_CLAIM_COLUMNS + 19;
  const char *reference = plim_statement_get_text (row, PLIM_N_CLAIM_COLUMNS + 16);
  const PlimVesselName *vessel = plim_names_get_vessel (names, reference);
  const char *key = vessel != NULL ? vessel->key : reference;
  const PlimIdentity identity = {
    .name = (char *) plim_statement_get_text (row, at + 3), .callsign = (char *) plim_statement_get_text (row, at + 4),
    .imo = (char *) plim_statement_get_text (row, at + 5), .ship_type = (char *) plim_statement_get_text (row, at + 6),
    .length_m = (char *) plim_statement_get_text (row, at + 7), .width_m = (char *) plim_statement_get_text (row, at + 8),
    .draught_m = (char *) plim_statement_get_text (row, at + 9), .destination = (char *) plim_statement_get_text (row, at + 10),
  };
  gboolean is_identity = found->claim->subject == PLIM_SUBJECT_IDENTITY;

  if (!is_identity)
    found->count = (guint) plim_statement_get_int (row, at + 2);

  return plim_claim_row_to_broadcast_words (found, key != NULL ? key : found->claim->local_id, is_identity ? &identity : NULL,
                                            plim_known_by_from_name (plim_statement_get_text (row, at + 1)));
}

static gpointer
read_row (PlimClaimReader  *reader,
          PlimStatement    *row,
          gpointer          data,
          GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimNames *names = plim_claim_reader_get_names (reader);
  PlimClaimRow *found = g_new0 (PlimClaimRow, 1);

  found->claim = plim_claim_reader_read (reader, row, &found->when);
  found->claim->state = (PlimClaimState) plim_statement_get_int (row, at + 18);
  found->commodity = g_intern_string (plim_statement_get_text (row, at));
  found->direction = g_intern_string (plim_statement_get_text (row, at + 1));
  found->value = plim_row_get_amount (row, at + 2, at + 3, at + 4, at + 5);
  found->money = plim_row_get_amount (row, at + 6, at + 7, at + 8, at + 9);
  found->laden = plim_laden_parse (plim_statement_get_text (row, at + 10));
  found->count = (guint) plim_statement_get_int (row, at + 11);
  found->origin = name_place (names, plim_statement_get_text (row, at + 12), plim_statement_get_text (row, at + 13));
  found->destination = name_place (names, plim_statement_get_text (row, at + 14), plim_statement_get_text (row, at + 15));
  found->vessel = name_vessel (names, plim_statement_get_text (row, at + 16));
  if (plim_statement_get_int (row, at + 19) != 0
      && (found->claim->subject == PLIM_SUBJECT_TRACK || found->claim->subject == PLIM_SUBJECT_IDENTITY))
    found->statement = word_broadcast (found, names, row);
  else
    found->statement = plim_claim_row_to_words (found, plim_statement_get_text (row, at + 17));

  return found;
}

GPtrArray *
plim_claim_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  return plim_claim_query_run (store, all_rows, NULL, filter, read_row, (GDestroyNotify) plim_claim_row_free, error);
}

static gpointer
read_claim (PlimClaimReader  *reader,
            PlimStatement    *row,
            gpointer          data,
            GError          **error)
{
  PlimPeriod when;

  return plim_claim_reader_read (reader, row, &when);
}

GPtrArray *
plim_claim_query_tracks (PlimStore         *store,
                         const PlimFilter  *filter,
                         GError           **error)
{
  return plim_claim_query_run (store, all_tracks, NULL, filter, read_claim, (GDestroyNotify) plim_claim_unref, error);
}

PlimClaimRow *
plim_claim_row_query (PlimStore   *store,
                      const char  *id,
                      GError     **error)
{
  g_autoptr(PlimClaimReader) reader = NULL;
  g_autoptr(PlimClaimRow) found = NULL;
  g_autoptr(PlimStatement) row = NULL;
  g_autofree char *edition = NULL;
  const char *hash = strrchr (id, '#');
  GError *failure = NULL;

  if (hash == NULL)
    return NULL;
  edition = g_strndup (id, (gsize) (hash - id));

  row = plim_store_prepare (store, one_row, error);
  if (row == NULL)
    return NULL;
  plim_statement_bind_text (row, ":edition", edition);
  plim_statement_bind_text (row, ":local_id", hash + 1);
  if (!plim_statement_next (row, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return NULL;
    }

  /* The names of its own world: exercises are never mixed with what is real. */
  reader = plim_claim_reader_new (store, plim_statement_get_int (row, 13) != 0, error);
  if (reader == NULL)
    return NULL;
  found = read_row (reader, row, NULL, error);

  return plim_claim_reader_load (reader, error) ? g_steal_pointer (&found) : NULL;
}

PlimClaim *
plim_claim_query_by_id (PlimStore   *store,
                        const char  *id,
                        GError     **error)
{
  g_autoptr(PlimClaimRow) row = plim_claim_row_query (store, id, error);

  return row != NULL ? plim_claim_ref (row->claim) : NULL;
}

GPtrArray *
plim_report_query (PlimStore  *store,
                   GError    **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_report_free);
  g_autoptr(PlimStatement) row = plim_store_prepare (store, all_reports, error);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;

  while (plim_statement_next (row, &failure))
    {
      PlimReport *report = g_new0 (PlimReport, 1);

      report->symbol = plim_statement_dup_text (row, 0);
      report->edition = (guint) plim_statement_get_int (row, 1);
      report->title = plim_statement_dup_text (row, 2);
      report->publisher = plim_statement_dup_text (row, 3);
      report->publisher_kind = plim_statement_dup_text (row, 4);
      plim_period_parse (plim_statement_get_text (row, 5), NULL, &report->dated);
      plim_period_parse (plim_statement_get_text (row, 6), plim_statement_get_text (row, 7), &report->covers);
      report->status = plim_statement_dup_text (row, 8);
      report->exercise = plim_statement_get_int (row, 9) != 0;
      report->latest = plim_statement_get_int (row, 10) != 0;
      report->n_claims = (guint) plim_statement_get_int (row, 11);
      report->n_warnings = (guint) plim_statement_get_int (row, 12);
      report->file_name = plim_statement_dup_text (row, 13);
      report->sha256 = plim_statement_dup_text (row, 14);
      report->imported_at = plim_statement_dup_text (row, 15);
      report->import_id = plim_statement_get_int (row, 16);
      g_ptr_array_add (found, report);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return g_steal_pointer (&found);
}
