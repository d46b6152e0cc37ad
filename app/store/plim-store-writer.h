/* plim-store-writer.h: the only code that changes rows; used by the importer */

#pragma once

#include "app/model/plim-amount.h"
#include "app/model/plim-position.h"
#include "app/model/plim-theft.h"
#include "app/model/plim-trade.h"
#include "app/model/plim-vessel.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimStoreWriter:
 *
 * One write transaction, from plim_store_writer_begin() to the commit. All calls come from one thread.
 * Freeing it without a commit undoes everything. An import that is refused is undone alone, the others of the same
 * transaction stay.
 */
typedef struct _PlimStoreWriter PlimStoreWriter;

/** Takes the write lock; %PLIM_ERROR_BUSY where another program keeps it for longer than five seconds. */
PlimStoreWriter *plim_store_writer_begin         (PlimStore             *store,
                                                  GError               **error);
gboolean         plim_store_writer_commit        (PlimStoreWriter       *self,
                                                  GError               **error);
void             plim_store_writer_free          (PlimStoreWriter       *self);

/** Opens an import inside the transaction. Returns: its import_id, or 0. */
gint64           plim_store_writer_begin_import  (PlimStoreWriter       *self,
                                                  const char            *kind,
                                                  const char            *file_name,
                                                  GError               **error);
/** Says what the file is, where that shows only as it is read. What is no "report" is a log: see plim-position-feed.h. */
gboolean         plim_store_writer_set_kind      (PlimStoreWriter       *self,
                                                  const char            *kind,
                                                  GError               **error);
/** Undoes the open import and nothing else. */
gboolean         plim_store_writer_undo_import   (PlimStoreWriter       *self,
                                                  GError               **error);

/**
 * plim_store_writer_end_import:
 * @bytes, @sha256: of the file
 * @rows_sha256: (out) (transfer full): the digest of the canonical rows it became
 *
 * Closes the open import. Rows of it may not be added afterwards.
 */
gboolean         plim_store_writer_end_import    (PlimStoreWriter       *self,
                                                  guint64                bytes,
                                                  const char            *sha256,
                                                  char                 **rows_sha256,
                                                  GError               **error);

/* What an import consists of. A claim's content must be set: 32 bytes of SHA-256. @claim carries the local id, the
 * subject, part-of, supersedes (as SYMBOL#id), cites and so on; its report fields are not written, they come from the import. */
gboolean         plim_store_writer_set_report    (PlimStoreWriter       *self,
                                                  const PlimReport      *report,
                                                  const char            *lang,
                                                  const char            *status_on,
                                                  const char            *handling,
                                                  GError               **error);
gboolean         plim_store_writer_add_place     (PlimStoreWriter       *self,
                                                  const char            *local_id,
                                                  const PlimPlace       *place,
                                                  GError               **error);
/** @imo: the hull's, in a report; @mmsi: the number that broadcast, in a log, which knows no hulls. Either or both may be %NULL. */
gboolean         plim_store_writer_add_vessel    (PlimStoreWriter       *self,
                                                  const char            *local_id,
                                                  const char            *imo,
                                                  const char            *mmsi,
                                                  GError               **error);

/** Whether the open import already has a claim of this id. %FALSE with @error set on failure. */
gboolean         plim_store_writer_has_claim     (PlimStoreWriter       *self,
                                                  const char            *local_id,
                                                  GError               **error);

/** A key for a claim whose positions come before it. */
gint64           plim_store_writer_reserve_claim (PlimStoreWriter       *self);

/**
 * plim_store_writer_add_claim:
 * @claim_key: reserved, or 0 for a new one
 * @when: the days it speaks of
 * @from_date, @to_date: the same as stated
 * @known: as stated, or %NULL
 * @content: 32 bytes
 *
 * Returns: its key for the rows of its subject, or 0.
 */
gint64           plim_store_writer_add_claim     (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimClaim       *claim,
                                                  const PlimPeriod      *when,
                                                  const char            *from_date,
                                                  const char            *to_date,
                                                  const char            *known,
                                                  const guint8          *content,
                                                  GError               **error);
gboolean         plim_store_writer_add_trade     (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimTrade       *trade,
                                                  GError               **error);
gboolean         plim_store_writer_add_cap       (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimCap         *cap,
                                                  GError               **error);
gboolean         plim_store_writer_add_conversion (PlimStoreWriter      *self,
                                                  gint64                 claim_key,
                                                  const PlimConversion  *conversion,
                                                  GError               **error);
gboolean         plim_store_writer_add_particulars (PlimStoreWriter     *self,
                                                  gint64                 claim_key,
                                                  const char            *vessel,
                                                  const PlimParticulars *particulars,
                                                  GError               **error);
gboolean         plim_store_writer_add_identity  (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const char            *vessel,
                                                  const PlimIdentity    *identity,
                                                  GError               **error);
gboolean         plim_store_writer_add_measure   (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const char            *vessel,
                                                  const PlimMeasure     *measure,
                                                  GError               **error);
/** @place: SYMBOL#id or %NULL; the sighting's point only where it has its own. */
gboolean         plim_store_writer_add_sighting  (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimSighting    *sighting,
                                                  const char            *place,
                                                  GError               **error);
/** @from_places, @to_places: of each leg, SYMBOL#id or %NULL. */
gboolean         plim_store_writer_add_route     (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimRoute       *route,
                                                  GPtrArray             *from_places,
                                                  GPtrArray             *to_places,
                                                  GError               **error);
gboolean         plim_store_writer_add_theft     (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimTheft       *theft,
                                                  GError               **error);
gboolean         plim_store_writer_add_track     (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const PlimTrack       *track,
                                                  GError               **error);
/** At most 256 positions in time order, as one block; they are fed to @digest, if any. Logs use plim-position-feed.h. */
gboolean         plim_store_writer_add_positions (PlimStoreWriter       *self,
                                                  gint64                 claim_key,
                                                  const char            *mmsi,
                                                  const PlimPosition    *positions,
                                                  guint                  count,
                                                  GChecksum             *digest,
                                                  GError               **error);
/** Takes back the positions of a reserved claim that is not added after all. */
gboolean         plim_store_writer_drop_positions (PlimStoreWriter      *self,
                                                  gint64                 claim_key,
                                                  GError               **error);
gboolean         plim_store_writer_add_message   (PlimStoreWriter       *self,
                                                  const char            *severity,
                                                  guint                  line,
                                                  guint                  column,
                                                  const char            *element,
                                                  const char            *text,
                                                  GError               **error);
/** Rows of a log that were kept apart or, where @doubted, kept without something in them: once for each @reason.
 *  @line and @text: of the first; 0 and %NULL unknown. */
gboolean         plim_store_writer_add_rejection (PlimStoreWriter       *self,
                                                  const char            *reason,
                                                  gboolean               doubted,
                                                  guint64                count,
                                                  guint                  line,
                                                  const char            *text,
                                                  GError               **error);
/** One of them, as it stands; the caller sees to it that they do not become too many. */
gboolean         plim_store_writer_add_rejected_row (PlimStoreWriter    *self,
                                                  guint                  line,
                                                  const char            *reason,
                                                  const char            *text,
                                                  GError               **error);
/** A part of the compressed original. */
gboolean         plim_store_writer_add_original  (PlimStoreWriter       *self,
                                                  gconstpointer          bytes,
                                                  gsize                  size,
                                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimStoreWriter, plim_store_writer_free)

G_END_DECLS
