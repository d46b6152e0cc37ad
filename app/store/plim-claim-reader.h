/* plim-claim-reader.h: for app/store alone: claims out of rows, with their evidence */

#pragma once

#include "app/model/plim-claim.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-names.h"
#include "app/store/plim-statement.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/* Every question about claims selects these columns first, FROM claim JOIN report. */
#define PLIM_CLAIM_COLUMNS \
  "claim.claim_key, report.symbol, report.edition, claim.local_id, report.title, report.publisher, report.dated," \
  " claim.subject, claim.basis, claim.known, claim.part_of, claim.supersedes," \
  " coalesce (claim.handling, report.handling), report.exercise, claim.from_date, claim.to_date," \
  " lower (hex (substr (claim.content, 1, 6)))"
#define PLIM_N_CLAIM_COLUMNS 17

/* PlimClaim.id, from the same tables. */
#define PLIM_CLAIM_ID "report.symbol || '/' || report.edition || '#' || claim.local_id"

/* … of the latest editions … */
#define PLIM_FROM_LATEST " FROM claim JOIN latest AS report USING (import_id) "

/* … and these conditions. What has no date may have been in any days. */
#define PLIM_WHERE_FILTER \
  " WHERE report.exercise = :exercise AND ((1 << claim.basis) & :bases) <> 0" \
  "   AND (claim.first_day = 0 OR (claim.first_day <= :last AND claim.last_day >= :first)) "

typedef struct _PlimClaimReader PlimClaimReader;

/** A value out of a row whose first columns are the claim's; %NULL with @error set where that fails, without where the row is to be passed over. */
typedef gpointer (*PlimClaimReadRow) (PlimClaimReader   *reader,
                                      PlimStatement     *row,
                                      gpointer           data,
                                      GError           **error);

/** @exercise: whose names references stand for; see plim-names.h. */
PlimClaimReader *plim_claim_reader_new  (PlimStore         *store,
                                         gboolean           exercise,
                                         GError           **error);
void             plim_claim_reader_free (PlimClaimReader   *self);

PlimStore       *plim_claim_reader_get_store (PlimClaimReader *self);
PlimNames       *plim_claim_reader_get_names (PlimClaimReader *self);

/** Binds what PLIM_WHERE_FILTER asks for. */
void             plim_claim_reader_bind_filter (PlimStatement    *statement,
                                                const PlimFilter *filter);

/**
 * plim_claim_reader_ask:
 * @sql: selects PLIM_CLAIM_COLUMNS first and has PLIM_WHERE_FILTER
 * @commodity: (nullable): bound to :commodity
 * @found: what @read gives is added here
 *
 * Asks one question. The claims have no evidence yet: plim_claim_reader_load() fetches it for all questions asked.
 */
gboolean         plim_claim_reader_ask  (PlimClaimReader   *self,
                                         const char        *sql,
                                         const char        *commodity,
                                         const PlimFilter  *filter,
                                         PlimClaimReadRow   read,
                                         gpointer           data,
                                         GPtrArray         *found,
                                         GError           **error);

/** One question from beginning to end: (transfer full) what @read gives, with its evidence. */
GPtrArray       *plim_claim_query_run   (PlimStore         *store,
                                         const char        *sql,
                                         const char        *commodity,
                                         const PlimFilter  *filter,
                                         PlimClaimReadRow   read,
                                         GDestroyNotify     free_one,
                                         GError           **error);

/** The claim of a row, and the days it speaks of. (transfer full); without its evidence until plim_claim_reader_load(). */
PlimClaim       *plim_claim_reader_read (PlimClaimReader   *self,
                                         PlimStatement     *row,
                                         PlimPeriod        *when);
/** The key of the claim read last, for the rows that hang on it. */
gint64           plim_claim_reader_get_key (PlimClaimReader *self);

/** Fills in the cites, wordings and disputes of all claims read, in three questions however many they are. */
gboolean         plim_claim_reader_load (PlimClaimReader   *self,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimClaimReader, plim_claim_reader_free)

G_END_DECLS
