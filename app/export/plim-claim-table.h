/* plim-claim-table.h: claims as rows, with stable columns, in CSV and JSON */

#pragma once

#include "app/store/plim-claim-query.h"

G_BEGIN_DECLS

/**
 * plim_claim_table_write_csv:
 * @rows: (element-type PlimClaimRow)
 *
 * One row a claim, the columns of `plimsoll claims`: names are never changed and new ones come at the end. Dates are
 * ISO 8601 at the precision stated, decimals have a point in every locale, unknown is empty and never zero.
 */
char *plim_claim_table_write_csv  (GPtrArray *rows);

/** The same as an array of objects; unknown is null, and a claim's wordings are an array. */
char *plim_claim_table_write_json (GPtrArray *rows);

G_END_DECLS
