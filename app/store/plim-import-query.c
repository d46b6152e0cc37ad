#include "config.h"

#include "app/store/plim-import-query.h"

#include "app/store/plim-position-box.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store-private.h"

/* The edition before: the highest below this one. */
#define BEFORE \
  "WITH this AS (SELECT symbol, edition FROM report WHERE import_id = :import_id)," \
  " before AS (SELECT import_id FROM report JOIN this USING (symbol) WHERE report.edition < this.edition" \
  "            ORDER BY report.edition DESC LIMIT 1) "

static const char difference_of[] =
  BEFORE
  "SELECT count (*) FILTER (WHERE old.content IS NULL),"
  "       count (*) FILTER (WHERE old.content <> claim.content),"
  "       count (*) FILTER (WHERE old.content = claim.content),"
  "       (SELECT count (*) FROM claim AS gone WHERE gone.import_id = (SELECT import_id FROM before)"
  "           AND NOT EXISTS (SELECT 1 FROM claim AS kept WHERE kept.import_id = :import_id AND kept.local_id = gone.local_id))"
  "  FROM claim LEFT JOIN claim AS old ON old.import_id = (SELECT import_id FROM before) AND old.local_id = claim.local_id"
  " WHERE claim.import_id = :import_id";

/* Of a report its claims are counted, of a log its positions. */
static const char by_sha256[] =
  "SELECT coalesce (report.symbol || ', ', '') || 'imported ' || import.imported_at,"
  "       CASE import.kind WHEN 'report' THEN (SELECT count (*) FROM claim WHERE claim.import_id = import.import_id)"
  "       ELSE (SELECT coalesce (sum (position_block.count), 0) FROM claim JOIN position_block USING (claim_key)"
  "              WHERE claim.import_id = import.import_id) END,"
  "       import.kind"
  "  FROM import LEFT JOIN report USING (import_id) WHERE import.sha256 = :sha256";

static const char by_edition[] =
  "SELECT import_id, '“' || import.file_name || '” of ' || import.imported_at"
  "  FROM report JOIN import USING (import_id) WHERE report.symbol = :symbol AND report.edition = :edition";

/* Claims by id and content, and what they refer to. */
static const char of_other_world[] =
  "SELECT '“' || import.file_name || '” of ' || import.imported_at"
  "  FROM report JOIN import USING (import_id) WHERE report.symbol = :symbol AND report.exercise <> :exercise";

static const char differing[] =
  "SELECT (SELECT count (*) FROM claim WHERE import_id = :import_id) <> (SELECT count (*) FROM claim WHERE import_id = :other_id)"
  "    OR EXISTS (SELECT local_id, content FROM claim WHERE import_id = :import_id"
  "               EXCEPT SELECT local_id, content FROM claim WHERE import_id = :other_id)"
  "    OR EXISTS (SELECT local_id, name, country, lat, lon, radius_km, kind FROM place WHERE import_id = :import_id"
  "               EXCEPT SELECT local_id, name, country, lat, lon, radius_km, kind FROM place WHERE import_id = :other_id)"
  "    OR EXISTS (SELECT local_id, name, country, lat, lon, radius_km, kind FROM place WHERE import_id = :other_id"
  "               EXCEPT SELECT local_id, name, country, lat, lon, radius_km, kind FROM place WHERE import_id = :import_id)"
  "    OR EXISTS (SELECT local_id, imo, mmsi FROM vessel WHERE import_id = :import_id"
  "               EXCEPT SELECT local_id, imo, mmsi FROM vessel WHERE import_id = :other_id)"
  "    OR EXISTS (SELECT local_id, imo, mmsi FROM vessel WHERE import_id = :other_id"
  "               EXCEPT SELECT local_id, imo, mmsi FROM vessel WHERE import_id = :import_id)"
  "    OR NOT EXISTS (SELECT 1 FROM report WHERE import_id = :other_id AND exercise = :exercise AND lang IS :lang"
  "                   AND title IS :title AND publisher IS :publisher AND publisher_kind IS :publisher_kind AND dated IS :dated"
  "                   AND covers_from IS :covers_from AND covers_to IS :covers_to AND status IS :status"
  "                   AND status_on IS :status_on AND handling IS :handling),"
  " (SELECT count (*) FROM claim WHERE import_id = :import_id)";

static const char commodities[] =
  "SELECT DISTINCT commodity FROM trade JOIN claim USING (claim_key) WHERE import_id = :import_id ORDER BY commodity";

static const char unresolved[] =
  "WITH mine AS (SELECT claim_key, part_of, supersedes FROM claim WHERE import_id = :import_id),"
  " claims (reference) AS (SELECT part_of FROM mine UNION SELECT supersedes FROM mine"
  "   UNION SELECT replaced_by FROM mine JOIN cap USING (claim_key)),"
  " vessels (reference) AS (SELECT vessel FROM mine JOIN trade USING (claim_key)"
  "   UNION SELECT vessel FROM mine JOIN sighting USING (claim_key) UNION SELECT other FROM mine JOIN sighting USING (claim_key)"
  "   UNION SELECT vessel FROM mine JOIN track USING (claim_key) UNION SELECT vessel FROM mine JOIN route USING (claim_key)),"
  " places (reference) AS (SELECT origin FROM mine JOIN trade USING (claim_key)"
  "   UNION SELECT destination FROM mine JOIN trade USING (claim_key) UNION SELECT place FROM mine JOIN sighting USING (claim_key)"
  "   UNION SELECT from_place FROM mine JOIN leg USING (claim_key) UNION SELECT to_place FROM mine JOIN leg USING (claim_key)) "
  "SELECT reference FROM claims WHERE reference IS NOT NULL AND reference NOT IN (SELECT symbol || '#' || local_id FROM claim JOIN report USING (import_id)) UNION "
  "SELECT reference FROM vessels WHERE reference IS NOT NULL AND reference NOT IN (SELECT symbol || '#' || local_id FROM vessel JOIN report USING (import_id)) UNION "
  "SELECT reference FROM places WHERE reference IS NOT NULL AND reference NOT IN (SELECT symbol || '#' || local_id FROM place JOIN report USING (import_id)) "
  "ORDER BY reference";

static const char all_imports[] =
  "SELECT import_id, kind, file_name, bytes, sha256, rows_sha256, imported_at,"
  " EXISTS (SELECT 1 FROM original WHERE original.import_id = import.import_id)"
  " FROM import ORDER BY import_id";

static const char original_part[] =
  "SELECT bytes FROM original WHERE import_id = :import_id AND part = :part";

gboolean
plim_import_query_difference (PlimStore              *store,
                              gint64                  import_id,
                              PlimEditionDifference  *difference,
                              GError                **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, difference_of, error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":import_id", import_id);
  if (!plim_statement_next (row, error))
    return FALSE;

  difference->added = (guint) plim_statement_get_int (row, 0);
  difference->revised = (guint) plim_statement_get_int (row, 1);
  difference->known = (guint) plim_statement_get_int (row, 2);
  difference->withdrawn = (guint) plim_statement_get_int (row, 3);

  return TRUE;
}

gboolean
plim_import_query_has_size (PlimStore  *store,
                            guint64     bytes,
                            GError    **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, "SELECT 1 FROM import WHERE bytes = :bytes", error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":bytes", (gint64) bytes);

  return plim_statement_next (row, error);
}

char *
plim_import_query_by_sha256 (PlimStore   *store,
                             const char  *sha256,
                             char       **kind,
                             guint       *n_known,
                             GError     **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, by_sha256, error);

  if (row == NULL)
    return NULL;
  plim_statement_bind_text (row, ":sha256", sha256);
  if (!plim_statement_next (row, error))
    return NULL;
  *n_known = (guint) MIN (plim_statement_get_int (row, 1), G_MAXUINT);
  g_free (*kind);
  *kind = plim_statement_dup_text (row, 2);

  return plim_statement_dup_text (row, 0);
}

gboolean
plim_import_query_by_edition (PlimStore   *store,
                              const char  *symbol,
                              guint        edition,
                              gint64      *import_id,
                              char       **name,
                              GError     **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, by_edition, error);
  GError *failure = NULL;

  *import_id = 0;
  if (row == NULL)
    return FALSE;
  plim_statement_bind_text (row, ":symbol", symbol);
  plim_statement_bind_int (row, ":edition", edition);
  if (plim_statement_next (row, &failure))
    {
      *import_id = plim_statement_get_int (row, 0);
      *name = plim_statement_dup_text (row, 1);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

gboolean
plim_import_query_is_same (PlimStore         *store,
                           gint64             import_id,
                           const PlimReport  *report,
                           const char        *lang,
                           const char        *status_on,
                           const char        *handling,
                           gint64             other_id,
                           gboolean          *same,
                           guint             *n_claims,
                           GError           **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, differing, error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_int (row, ":import_id", import_id);
  plim_statement_bind_int (row, ":other_id", other_id);
  plim_store_bind_report (row, report, lang, status_on, handling);
  if (!plim_statement_next (row, error))
    return FALSE;
  *same = plim_statement_get_int (row, 0) == 0;
  *n_claims = (guint) plim_statement_get_int (row, 1);

  return TRUE;
}

char *
plim_import_query_other_world (PlimStore   *store,
                               const char  *symbol,
                               gboolean     exercise,
                               GError     **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, of_other_world, error);

  if (row == NULL)
    return NULL;
  plim_statement_bind_text (row, ":symbol", symbol);
  plim_statement_bind_int (row, ":exercise", exercise);

  return plim_statement_next (row, error) ? plim_statement_dup_text (row, 0) : NULL;
}

static GPtrArray *
gather_texts (PlimStore   *store,
              const char  *sql,
              gint64       import_id,
              GError     **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(PlimStatement) row = plim_store_prepare (store, sql, error);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  plim_statement_bind_int (row, ":import_id", import_id);
  while (plim_statement_next (row, &failure))
    g_ptr_array_add (found, plim_statement_dup_text (row, 0));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return g_steal_pointer (&found);
}

GPtrArray *
plim_import_query_commodities (PlimStore  *store,
                               gint64      import_id,
                               GError    **error)
{
  return gather_texts (store, commodities, import_id, error);
}

GPtrArray *
plim_import_query_unresolved (PlimStore  *store,
                              gint64      import_id,
                              GError    **error)
{
  return gather_texts (store, unresolved, import_id, error);
}

void
plim_import_record_free (PlimImportRecord *self)
{
  g_free (self->kind);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->rows_sha256);
  g_free (self->imported_at);
  g_free (self);
}

GPtrArray *
plim_import_query_all (PlimStore  *store,
                       GError    **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_import_record_free);
  g_autoptr(PlimStatement) row = plim_store_prepare (store, all_imports, error);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  while (plim_statement_next (row, &failure))
    {
      PlimImportRecord *import = g_new0 (PlimImportRecord, 1);

      import->import_id = plim_statement_get_int (row, 0);
      import->kind = plim_statement_dup_text (row, 1);
      import->file_name = plim_statement_dup_text (row, 2);
      import->bytes = (guint64) plim_statement_get_int (row, 3);
      import->sha256 = plim_statement_dup_text (row, 4);
      import->rows_sha256 = plim_statement_dup_text (row, 5);
      import->imported_at = plim_statement_dup_text (row, 6);
      import->has_original = plim_statement_get_int (row, 7) != 0;
      g_ptr_array_add (found, import);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return g_steal_pointer (&found);
}

GBytes *
plim_import_query_original (PlimStore  *store,
                            gint64      import_id,
                            guint       part,
                            GError    **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, original_part, error);
  gconstpointer bytes;
  gsize size;

  if (row == NULL)
    return NULL;
  plim_statement_bind_int (row, ":import_id", import_id);
  plim_statement_bind_int (row, ":part", part);
  if (!plim_statement_next (row, error))
    return NULL;
  bytes = plim_statement_get_blob (row, 0, &size);

  return g_bytes_new (bytes, size);
}

static gboolean
gather_failures (PlimStore   *store,
                 const char  *pragma,
                 const char  *format,
                 GPtrArray   *failures,
                 GError     **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, pragma, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  while (plim_statement_next (row, &failure))
    {
      const char *text = plim_statement_get_text (row, 0);

      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (failures, g_strdup_printf (format, text));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/* No check of SQLite's looks whether the R-tree says where the blocks are. */
static gboolean
check_boxes (sqlite3    *db,
             GPtrArray  *failures,
             GError    **error)
{
  gint64 n_wrong = plim_position_box_count_wrong (db, error);

  if (n_wrong > 0)
    g_ptr_array_add (failures, g_strdup_printf ("the index of places does not agree with the positions (%" G_GINT64_FORMAT " blocks)",
                                                n_wrong));

  return n_wrong >= 0;
}

GPtrArray *
plim_import_query_integrity (PlimStore  *store,
                             GError    **error)
{
  g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = plim_store_get_connection (store, error);

  if (db == NULL || !gather_failures (store, "PRAGMA integrity_check", "SQLite finds: %s", failures, error)
      || !gather_failures (store, "PRAGMA foreign_key_check", "a row of “%s” belongs to nothing", failures, error)
      || !check_boxes (db, failures, error))
    return NULL;

  return g_steal_pointer (&failures);
}
