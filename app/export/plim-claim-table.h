/* plim-claim-table.h: claims as rows, with stable columns, in CSV and JSON */

#pragma once

#include "app/export/plim-table.h"
#include "app/store/plim-claim-query.h"

G_BEGIN_DECLS

/**
 * plim_claim_table_write:
 * @rows: (element-type PlimClaimRow)
 *
 * One row a claim, the columns of `plimsoll claims`; for a terminal only id, statement and citation. Dates are ISO 8601
 * at the precision stated. In JSON a claim's wordings are an array.
 */
char *plim_claim_table_write (GPtrArray       *rows,
                              PlimTableFormat  format);

G_END_DECLS
