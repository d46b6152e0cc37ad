#include "config.h"

#include "app/store/plim-store-writer.h"

#include "app/store/plim-position-block.h"
#include "app/store/plim-position-box.h"
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
  gint64      next_block_key;
  guint       n_claims, n_messages, n_parts, n_rejected;   /* of the open import */
};

PlimStatement *
plim_store_writer_get_statement (PlimStoreWriter  *self,
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

void
plim_store_writer_set_cache (PlimStoreWriter *self,
                             guint            kib)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%u", kib);

  plim_store_execute (self->store, sql, NULL);
}

static gboolean
find_next_keys (PlimStoreWriter  *self,
                GError          **error)
{
  g_autoptr(PlimStatement) last =
    plim_store_prepare (self->store, "SELECT (SELECT coalesce (max (claim_key), 0) FROM claim),"
                                     " (SELECT coalesce (max (block_key), 0) FROM position_block)", error);

  if (last == NULL || !plim_statement_next (last, error))
    return FALSE;
  self->next_claim_key = plim_statement_get_int (last, 0) + 1;
  self->next_block_key = plim_statement_get_int (last, 1) + 1;

  return TRUE;
}

PlimStoreWriter *
plim_store_writer_begin (PlimStore  *store,
                         GError    **error)
{
  g_autoptr(PlimStoreWriter) self = NULL;

  if (plim_store_is_read_only (store))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, "The store “%s” may only be read: the file or its folder is write protected.",
                   plim_store_get_path (store));
      return NULL;
    }
  /* Readers are not kept waiting while this writes: where write-ahead logging cannot be had (some network folders, or
   * another program at work), the rollback journal serves as well, only they wait. The cache has room enough that a big
   * import does not read its own pages back from the log. */
  plim_store_execute (store, "PRAGMA journal_mode = WAL", NULL);
  if (!plim_store_execute (store, "PRAGMA cache_size = -98304; BEGIN IMMEDIATE", error))
    return NULL;

  self = g_new0 (PlimStoreWriter, 1);
  self->store = g_object_ref (store);
  self->open = TRUE;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plim_statement_free);
  self->block = g_byte_array_new ();

  if (!find_next_keys (self, error))
    return NULL;

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

  return TRUE;
}

void
plim_store_writer_free (PlimStoreWriter *self)
{
  g_hash_table_unref (self->statements);
  if (self->open)
    plim_store_execute (self->store, "ROLLBACK", NULL);
  plim_store_execute (self->store, "PRAGMA cache_size = -2000; PRAGMA shrink_memory", NULL);
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
  self->n_claims = self->n_messages = self->n_parts = self->n_rejected = 0;

  return self->import_id;
}

gboolean
plim_store_writer_set_kind (PlimStoreWriter  *self,
                            const char       *kind,
                            GError          **error)
{
  static const char update[] = "UPDATE import SET kind = :kind WHERE import_id = :import_id";
  PlimStatement *row = plim_store_writer_get_statement (self, update, error);

  if (row == NULL)
    return FALSE;
  plim_statement_bind_text (row, ":kind", kind);
  plim_statement_bind_int (row, ":import_id", self->import_id);

  return plim_statement_run (row, error);
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
  row = digest != NULL ? plim_store_writer_get_statement (self, update, error) : NULL;
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

void
plim_store_bind_report (PlimStatement    *row,
                        const PlimReport *report,
                        const char       *lang,
                        const char       *status_on,
                        const char       *handling)
{
  g_autofree char *dated = plim_period_format_from (&report->dated);
  g_autofree char *covers_from = plim_period_format_from (&report->covers);
  g_autofree char *covers_to = plim_period_format_to (&report->covers);

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
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":symbol", report->symbol);
  plim_statement_bind_int (row, ":edition", report->edition);
  plim_store_bind_report (row, report, lang, status_on, handling);

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
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

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
                              const char       *mmsi,
                              GError          **error)
{
  static const char insert[] =
    "INSERT INTO vessel (import_id, local_id, imo, mmsi) VALUES (:import_id, :local_id, :imo, :mmsi)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":local_id", local_id);
  plim_statement_bind_text (row, ":imo", imo);
  plim_statement_bind_text (row, ":mmsi", mmsi);

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
      PlimStatement *row = plim_store_writer_get_statement (self, insert_cite, error);

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
      PlimStatement *row = plim_store_writer_get_statement (self, insert_wording, error);

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
      PlimStatement *row = plim_store_writer_get_statement (self, insert_dispute, error);

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
  PlimStatement *row = plim_store_writer_get_statement (self, find, error);
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
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

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
plim_store_writer_add_positions (PlimStoreWriter     *self,
                                 gint64               claim_key,
                                 const char          *mmsi,
                                 const PlimPosition  *positions,
                                 guint                count,
                                 GChecksum           *digest,
                                 GError             **error)
{
  static const char insert[] =
    "INSERT INTO position_block (block_key, claim_key, mmsi, first_s, last_s, count, positions)"
    " VALUES (:block_key, :claim_key, :mmsi, :first_s, :last_s, :count, :positions)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);
  PlimStatement *box_row = row != NULL ? plim_store_writer_get_statement (self, PLIM_POSITION_BOX_INSERT, error) : NULL;
  PlimPositionBox box;

  if (box_row == NULL)
    return FALSE;

  g_byte_array_set_size (self->block, 0);
  plim_position_block_pack (positions, count, self->block);
  if (digest != NULL)
    plim_position_block_update_digest (positions, count, digest);

  plim_statement_bind_int (row, ":block_key", self->next_block_key);
  plim_statement_bind_int (row, ":claim_key", claim_key);
  plim_statement_bind_text (row, ":mmsi", mmsi != NULL ? mmsi : "");
  plim_statement_bind_int (row, ":first_s", positions[0].time_s);
  plim_statement_bind_int (row, ":last_s", positions[count - 1].time_s);
  plim_statement_bind_int (row, ":count", count);
  plim_statement_bind_blob (row, ":positions", self->block->data, self->block->len);

  plim_position_box_measure (&box, positions, count);
  plim_position_box_bind (&box, box_row, self->next_block_key++);

  return plim_statement_run (row, error) && plim_statement_run (box_row, error);
}

gboolean
plim_store_writer_drop_positions (PlimStoreWriter  *self,
                                  gint64            claim_key,
                                  GError          **error)
{
  static const char delete_boxes[] =
    "DELETE FROM position_box WHERE block_key IN (SELECT block_key FROM position_block WHERE claim_key = :claim_key)";
  static const char delete_blocks[] = "DELETE FROM position_block WHERE claim_key = :claim_key";
  PlimStatement *boxes = plim_store_writer_get_statement (self, delete_boxes, error);
  PlimStatement *blocks = boxes != NULL ? plim_store_writer_get_statement (self, delete_blocks, error) : NULL;

  if (blocks == NULL)
    return FALSE;
  plim_statement_bind_int (boxes, ":claim_key", claim_key);
  plim_statement_bind_int (blocks, ":claim_key", claim_key);

  return plim_statement_run (boxes, error) && plim_statement_run (blocks, error);
}

gboolean
plim_store_writer_add_rejection (PlimStoreWriter  *self,
                                 const char       *reason,
                                 gboolean          doubted,
                                 guint64           count,
                                 guint             line,
                                 const char       *text,
                                 GError          **error)
{
  static const char insert[] =
    "INSERT INTO rejection (import_id, reason, doubted, count, line, text)"
    " VALUES (:import_id, :reason, :doubted, :count, :line, :text)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_text (row, ":reason", reason);
  plim_statement_bind_int (row, ":doubted", doubted);
  plim_statement_bind_int (row, ":count", (gint64) count);
  plim_statement_bind_int (row, ":line", line);
  plim_statement_bind_text (row, ":text", text);

  return plim_statement_run (row, error);
}

gboolean
plim_store_writer_add_rejected_row (PlimStoreWriter  *self,
                                    guint             line,
                                    const char       *reason,
                                    const char       *text,
                                    GError          **error)
{
  static const char insert[] =
    "INSERT INTO rejected_row (import_id, ord, line, reason, text) VALUES (:import_id, :ord, :line, :reason, :text)";
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_int (row, ":ord", self->n_rejected++);
  plim_statement_bind_int (row, ":line", line);
  plim_statement_bind_text (row, ":reason", reason);
  plim_statement_bind_text (row, ":text", text);

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
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

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
  PlimStatement *row = plim_store_writer_get_statement (self, insert, error);

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":import_id", self->import_id);
  plim_statement_bind_int (row, ":part", self->n_parts++);
  plim_statement_bind_blob (row, ":bytes", bytes, size);

  return plim_statement_run (row, error);
}
