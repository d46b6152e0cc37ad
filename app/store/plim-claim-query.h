/* plim-claim-query.h: the question "who says so?": claims and reports as such */

#pragma once

#include "app/model/plim-amount.h"
#include "app/model/plim-claim.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** One claim by its id SYMBOL/EDITION#id, or %NULL: unset @error means that the store does not know it. */
PlimClaim *plim_claim_query_by_id  (PlimStore         *store,
                                    const char        *id,
                                    GError           **error);

/** (element-type PlimClaim): the claims of all tracks, in reports and logs: far sooner than each by its id. */
GPtrArray *plim_claim_query_tracks (PlimStore         *store,
                                    const PlimFilter  *filter,
                                    GError           **error);

/** A claim as the columns of `plimsoll claims`: every subject in one shape. Free with plim_claim_row_free(). */
typedef struct
{
  PlimClaim  *claim;
  const char *commodity;      /* interned; NULL where it does not apply */
  const char *direction;      /* "export", "import" or NULL */
  PlimPeriod  when;
  PlimAmount  value;          /* a quantity, an amount, a factor */
  PlimAmount  money;          /* the stated value of a quantity */
  double      laden;
  guint       count;          /* shipments, incidents; the positions of a log's track */
  char       *origin;
  char       *destination;
  char       *vessel;
  char       *statement;      /* the claim in words, translated */
} PlimClaimRow;

void       plim_claim_row_free     (PlimClaimRow      *self);
/** (element-type PlimClaimRow): all claims, by report, edition and order in it. */
GPtrArray *plim_claim_query        (PlimStore         *store,
                                    const PlimFilter  *filter,
                                    GError           **error);
/** The row of one claim, for the evidence pane. */
PlimClaimRow *plim_claim_row_query (PlimStore         *store,
                                    const char        *id,
                                    GError           **error);

typedef struct
{
  char      *symbol;
  guint      edition;
  char      *title;
  char      *publisher;
  char      *publisher_kind;
  PlimPeriod dated;
  PlimPeriod covers;
  char      *status;
  gboolean   exercise;
  gboolean   latest;          /* no later edition is in the store */
  guint      n_claims;
  guint      n_warnings;
  char      *file_name;
  char      *sha256;
  char      *imported_at;     /* ISO 8601, UTC */
  gint64     import_id;
} PlimReport;

void       plim_report_free        (PlimReport        *self);
/** (element-type PlimReport), newest document first. Real and exercises alike: a list of files is no statement. */
GPtrArray *plim_report_query       (PlimStore         *store,
                                    GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimClaimRow, plim_claim_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimReport, plim_report_free)

G_END_DECLS
