/* plim-fetch-query.h: the question put to the server, as SQL */

#pragma once

#include "app/import/plim-fetch-table.h"

G_BEGIN_DECLS

/**
 * PlimFetchFilter: what is wanted of the table
 * @has_box: only within @west … @north, in degrees; where @east is less than @west the area lies across 180°
 * @from_s, @to_s: Unix seconds, both inclusive; %G_MININT64 and %G_MAXINT64 for all times
 * @mmsis: (nullable): sorted numbers; %NULL for all vessels
 */
typedef struct
{
  gboolean  has_box;
  double    west, south, east, north;
  gint64    from_s;
  gint64    to_s;
  GArray   *mmsis;        /* guint32 */
} PlimFetchFilter;

#define PLIM_FETCH_FILTER_ALL ((PlimFetchFilter) { FALSE, 0, 0, 0, 0, G_MININT64, G_MAXINT64, NULL })

/** Whether a position is one of those wanted. The server's answer is checked by this. */
gboolean plim_fetch_filter_has      (const PlimFetchFilter  *self,
                                     guint32                 mmsi,
                                     gint64                  time_s,
                                     gint32                  lat_e6,
                                     gint32                  lon_e6);

/** "area 119,36,124,40 (W,S,E,N); from 2026-04-26T00:00:00Z; 3 vessels"; "" for all. */
char    *plim_fetch_filter_to_words (const PlimFetchFilter  *self);

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
