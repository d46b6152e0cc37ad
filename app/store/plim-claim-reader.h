/* plim-claim-reader.h: for app/store alone: claims out of rows, with their evidence */

#pragma once

#include "app/model/plim-claim.h"
#include "app/store/plim-filter.h"
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

/* … of the latest editions … */
#define PLIM_FROM_LATEST " FROM claim JOIN latest AS report USING (import_id) "

/* … and these conditions, bound by plim_claim_reader_bind(). What has no date may have been in any days. */
#define PLIM_WHERE_FILTER \
  " WHERE report.exercise = :exercise AND ((1 << claim.basis) & :bases) <> 0" \
  "   AND (claim.first_day = 0 OR (claim.first_day <= :last AND claim.last_day >= :first)) "

typedef struct _PlimClaimReader PlimClaimReader;

PlimClaimReader *plim_claim_reader_new  (void);
void             plim_claim_reader_free (PlimClaimReader   *self);

void             plim_claim_reader_bind (PlimStatement     *statement,
                                         const PlimFilter  *filter);

/** The claim of a row, and the days it speaks of. (transfer full); without its evidence until plim_claim_reader_load(). */
PlimClaim       *plim_claim_reader_read (PlimClaimReader   *self,
                                         PlimStatement     *row,
                                         PlimPeriod        *when);
/** The key of the claim read last, for the rows that hang on it. */
gint64           plim_claim_reader_get_key (PlimClaimReader *self);

/** Fills in the cites, wordings and disputes of all claims read, in three questions however many they are. */
gboolean         plim_claim_reader_load (PlimClaimReader   *self,
                                         PlimStore         *store,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimClaimReader, plim_claim_reader_free)

G_END_DECLS
