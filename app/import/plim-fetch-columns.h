/* plim-fetch-columns.h: which column of a table is what, as for tables from files */

#pragma once

#include "app/import/plim-csv-mapping.h"
#include "app/import/plim-fetch-query.h"

G_BEGIN_DECLS

/** The columns' names, %NULL-terminated; the table's own. Free with g_free(). */
const char         **plim_fetch_columns_get_names (const PlimFetchTable   *table);

/**
 * plim_fetch_columns_guess:
 * @connection: (nullable): asked for some rows where a time is text, since only they tell how it is written
 *
 * What the names and types suggest. A column of points is both latitude and longitude.
 */
gboolean             plim_fetch_columns_guess     (const PlimFetchTable   *table,
                                                   PlimFetchConnection    *connection,
                                                   PlimCsvMapping         *mapping,
                                                   GCancellable           *cancellable,
                                                   GError                **error);

/** What a person said of a table with these columns before, as text; or %NULL. */
char                *plim_fetch_columns_recall    (const PlimFetchTable   *table);
gboolean             plim_fetch_columns_remember  (const PlimFetchTable   *table,
                                                   const char             *mapping,
                                                   GError                **error);

/** Whether a table could be one of positions. */
gboolean             plim_fetch_columns_suit      (const PlimFetchTable   *table);

/** The question's columns for a mapping, named as the mapping's fields are. (element-type PlimFetchExpression) */
GArray              *plim_fetch_columns_ask       (const PlimFetchTable   *table,
                                                   const PlimCsvMapping   *mapping,
                                                   GError                **error);

/** How the answer to such a question is read. */
char                *plim_fetch_columns_describe  (GArray                 *expressions,
                                                   const PlimCsvMapping   *mapping);

G_END_DECLS
