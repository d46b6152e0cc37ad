#include "config.h"

#include "app/store/plim-store-digest.h"

#include "app/store/plim-store-private.h"

/* Rows that hang on a claim are known by the claim's place in the report. An import's claims have keys in a row, in the
 * order of the report: by key everything is read where it lies. */
#define OF_CLAIMS(columns, table, order) \
  "SELECT claim.ord, " columns " FROM " table " AS row CROSS JOIN claim USING (claim_key)" \
  " WHERE row.claim_key BETWEEN (SELECT min (claim_key) FROM claim WHERE import_id = ?1)" \
  "                         AND (SELECT max (claim_key) FROM claim WHERE import_id = ?1)" \
  " AND claim.import_id = ?1 ORDER BY row.claim_key" order

/* Rows are sorted in memory where no index has their order, as claims of a log: so many at a time, those with places from ?2 to ?3. */
#define PART 100000

/* Columns that came with a later version stand last in their table, @added of them, and are fed only where they hold
 * something: rows that were written before them keep their digest. For the same reason tables that came later stand last,
 * and none is ever taken out. The boxes of blocks are worked out and are no part of this. */
static const struct
{
  const char *sql;
  int         added;
  gboolean    in_parts;
} tables[] = {
  { "SELECT symbol, edition, lang, exercise, title, publisher, publisher_kind, dated, covers_from, covers_to, status, status_on, handling"
    " FROM report WHERE import_id = ?1", 0 },
  { "SELECT local_id, name, country, lat, lon, radius_km, kind FROM place WHERE import_id = ?1 ORDER BY local_id", 0 },
  { "SELECT local_id, imo, mmsi FROM vessel WHERE import_id = ?1 ORDER BY local_id", 1 },
  { "SELECT ord, local_id, subject, from_date, to_date, first_day, last_day, known, basis, part_of, supersedes, handling, content"
    " FROM claim WHERE claim_key BETWEEN (SELECT min (claim_key) FROM claim WHERE import_id = ?1)"
    "                              AND (SELECT max (claim_key) FROM claim WHERE import_id = ?1)"
    " AND +import_id = ?1 AND ord BETWEEN ?2 AND ?3 ORDER BY ord", 0, TRUE },
  { OF_CLAIMS ("row.ord, source, row.basis, para, annex, page, via, recalled", "cite", ", row.ord"), 0 },
  { OF_CLAIMS ("row.ord, lang, text", "wording", ", row.ord"), 0 },
  { OF_CLAIMS ("row.ord, by_whom, on_date, text", "dispute", ", row.ord"), 0 },
  { OF_CLAIMS ("is_total, commodity, direction, quantity, quantity_high, unit, bound, money, money_high, money_bound, currency, laden,"
               " count, origin, origin_country, destination, destination_country, vessel, method", "trade", ""), 0 },
  { OF_CLAIMS ("commodity, direction, quantity, unit, year_starts, resolution, para, limb_of, alternative_of, replaced_by", "cap", ""), 0 },
  { OF_CLAIMS ("commodity, from_unit, to_unit, factor", "conversion", ""), 0 },
  { OF_CLAIMS ("vessel, type, built, gt, dwt, capacity_bbl", "particulars", ""), 0 },
  { OF_CLAIMS ("vessel, name, flag, mmsi, callsign, kind, owner_imo, imo, ship_type, length_m, width_m,"
               " draught_m, destination", "identity", ""), 6 },
  { OF_CLAIMS ("vessel, by_whom, kind, instrument, para", "measure", ""), 0 },
  { OF_CLAIMS ("vessel, other, place, place_words, lat, lon, radius_km, activity, known_by", "sighting", ""), 0 },
  { OF_CLAIMS ("vessel, mmsi, known_by", "track", ""), 0 },
  { OF_CLAIMS ("row.ord, from_s, to_s", "silence", ", row.ord"), 0 },
  { OF_CLAIMS ("mmsi, first_s, last_s, row.count, positions", "position_block", ", row.first_s, row.block_key"), 0 },
  { OF_CLAIMS ("vessel, suspected", "route", ""), 0 },
  { OF_CLAIMS ("row.ord, from_place, to_place", "leg", ", row.ord"), 0 },
  { OF_CLAIMS ("leg, row.ord, lat, lon", "via", ", leg, row.ord"), 0 },
  { OF_CLAIMS ("is_total, target, target_kind, country, amount, amount_high, currency, bound, count", "theft", ""), 0 },
  { OF_CLAIMS ("row.ord, code, amount, address", "asset", ", row.ord"), 0 },
  { OF_CLAIMS ("row.ord, to_whom, by_whom, on_date, strength", "attribution", ", row.ord"), 0 },
  { OF_CLAIMS ("row.ord, amount, bound, fraction", "recovered", ", row.ord"), 0 },
  { OF_CLAIMS ("row.ord, on_date, how, through, amount", "step", ", row.ord"), 0 },
  { "SELECT reason, doubted, count, line, text FROM rejection WHERE import_id = ?1 ORDER BY reason", 0 },
  { "SELECT ord, line, reason, text FROM rejected_row WHERE import_id = ?1 ORDER BY ord", 0 },
};

/* A value as its type, its size and its bytes, so that no two different rows read the same. */
static void
update_with_value (GChecksum    *checksum,
                   sqlite3_stmt *row,
                   int           column)
{
  int type = sqlite3_column_type (row, column);
  gconstpointer bytes = NULL;
  union { gint64 integer; double real; guint64 bits; } number;
  guint8 head[9];
  gsize size = 0;

  number.bits = 0;
  switch (type)
    {
    case SQLITE_INTEGER:
      number.integer = sqlite3_column_int64 (row, column);
      break;
    case SQLITE_FLOAT:
      number.real = sqlite3_column_double (row, column);
      break;
    case SQLITE_NULL:
      break;
    default:
      bytes = type == SQLITE_TEXT ? (gconstpointer) sqlite3_column_text (row, column) : sqlite3_column_blob (row, column);
      size = (gsize) sqlite3_column_bytes (row, column);
      number.bits = size;
      break;
    }

  head[0] = (guint8) type;
  for (int i = 0; i < 8; i++)
    head[1 + i] = (guint8) (number.bits >> (8 * i));
  g_checksum_update (checksum, head, sizeof head);
  if (size > 0)
    g_checksum_update (checksum, bytes, (gssize) size);
}

/* No table has this mark, so that the value cannot be taken for the next row. */
static void
update_with_added (GChecksum    *checksum,
                   sqlite3_stmt *row,
                   int           column)
{
  guint8 mark = (guint8) (0x80 | column);

  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return;
  g_checksum_update (checksum, &mark, 1);
  update_with_value (checksum, row, column);
}

/* Returns whether all could be read. */
static gboolean
update_with_rows (GChecksum    *checksum,
                  guint         table,
                  sqlite3_stmt *row)
{
  int n_first = sqlite3_column_count (row) - tables[table].added;
  guint8 mark = (guint8) table;
  int result;

  while ((result = sqlite3_step (row)) == SQLITE_ROW)
    {
      g_checksum_update (checksum, &mark, 1);
      for (int column = 0; column < n_first; column++)
        update_with_value (checksum, row, column);
      for (int column = n_first; column < n_first + tables[table].added; column++)
        update_with_added (checksum, row, column);
    }

  return result == SQLITE_DONE;
}

static gboolean
update_with_table (GChecksum    *checksum,
                   guint         table,
                   sqlite3_stmt *row,
                   gint64        n_claims)
{
  if (!tables[table].in_parts)
    return update_with_rows (checksum, table, row);

  /* Claims are counted from 1. One with another place was tampered with, and is missed. */
  for (gint64 from = 1; from <= n_claims; from += PART)
    {
      sqlite3_reset (row);
      sqlite3_bind_int64 (row, 2, from);
      sqlite3_bind_int64 (row, 3, from + PART - 1);
      if (!update_with_rows (checksum, table, row))
        return FALSE;
    }

  return TRUE;
}

static gint64
count_claims (sqlite3 *db,
              gint64   import_id)
{
  sqlite3_stmt *row = NULL;
  gint64 n = -1;

  if (sqlite3_prepare_v2 (db, "SELECT count (*) FROM claim WHERE import_id = ?1", -1, &row, NULL) == SQLITE_OK)
    {
      sqlite3_bind_int64 (row, 1, import_id);
      if (sqlite3_step (row) == SQLITE_ROW)
        n = sqlite3_column_int64 (row, 0);
    }
  sqlite3_finalize (row);

  return n;
}

char *
plim_store_digest_import (PlimStore  *store,
                          gint64      import_id,
                          GError    **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db = plim_store_get_connection (store, error);
  gint64 n_claims;
  gboolean read = TRUE;

  if (db == NULL)
    return NULL;

  n_claims = count_claims (db, import_id);
  if (n_claims < 0)
    {
      plim_store_set_error (error, db, "The rows of an import cannot be read");
      return NULL;
    }
  for (guint table = 0; read && table < G_N_ELEMENTS (tables); table++)
    {
      sqlite3_stmt *row = NULL;

      read = sqlite3_prepare_v2 (db, tables[table].sql, -1, &row, NULL) == SQLITE_OK;
      if (read)
        {
          sqlite3_bind_int64 (row, 1, import_id);
          read = update_with_table (checksum, table, row, n_claims);
        }
      /* What went wrong is told before it is forgotten. */
      if (!read)
        plim_store_set_error (error, db, "The rows of an import cannot be read");
      sqlite3_finalize (row);
    }

  return read ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}
