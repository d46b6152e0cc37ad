/* plim-fetch-query.h: the question put to the server, as SQL */

#pragma once

#include "app/import/plim-fetch-request.h"
#include "app/import/plim-fetch-table.h"

G_BEGIN_DECLS

/**
 * PlimFetchExpression: one column of the answer
 * @name: as the answer calls it
 * @column: of the table
 * @role: what the filters need to know of it
 */
typedef enum
{
  PLIM_FETCH_VALUE,
  PLIM_FETCH_MMSI,
  PLIM_FETCH_TIME,
  PLIM_FETCH_LAT,           /* a column of latitudes, or the north of a point */
  PLIM_FETCH_LON,
} PlimFetchRole;

typedef struct
{
  const char            *name;
  const PlimFetchColumn *column;
  PlimFetchRole          role;
} PlimFetchExpression;

/**
 * plim_fetch_query_make:
 *
 * Returns: one SELECT. Names in it are quoted by PostgreSQL's library; values are numbers and times. The filters leave to the server
 * what its column types allow, in a form that its indexes can serve (a point's by its box); a column of texts is filtered
 * where the rows arrive.
 */
char    *plim_fetch_query_make      (PlimFetchConnection        *connection,
                                     const PlimFetchTable       *table,
                                     const PlimFetchExpression  *expressions,
                                     guint                       n_expressions,
                                     const PlimFetchFilter      *filter,
                                     GError                    **error);

/** How many rows the server expects to send: a rough number from its statistics. */
gboolean plim_fetch_query_estimate  (PlimFetchConnection        *connection,
                                     const char                 *sql,
                                     double                     *rows,
                                     GCancellable               *cancellable,
                                     GError                    **error);

G_END_DECLS
