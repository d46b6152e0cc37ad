/* plim-fetch-request.h: what a person wants of which table of which server */

#pragma once

#include "app/import/plim-fetch-server.h"
#include "app/model/plim-period.h"

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

/** Unknown days are all times. */
void     plim_fetch_filter_set_days (PlimFetchFilter        *self,
                                     const PlimPeriod       *days);

/** @text: MMSIs, parted by commas or blanks; empty for all vessels. */
gboolean plim_fetch_filter_set_vessels (PlimFetchFilter     *self,
                                     const char             *text,
                                     GError                **error);

/** Whether a position is one of those wanted. The server's answer is checked by this. */
gboolean plim_fetch_filter_has      (const PlimFetchFilter  *self,
                                     guint32                 mmsi,
                                     gint64                  time_s,
                                     gint32                  lat_e6,
                                     gint32                  lon_e6);

/** "area 119,36,124,40 (W,S,E,N); from 2026-04-26T00:00:00Z; 3 vessels"; "" for all. */
char    *plim_fetch_filter_to_words (const PlimFetchFilter  *self);

/**
 * PlimFetchRequest: what the person asked for
 * @schema: (nullable): %NULL for the one schema that has a table of that name
 * @columns: (nullable): which column is what, as plim-csv-mapping.h writes it, where “lat” and “lon” may be one column of
 *   points; %NULL: as remembered for a table with these columns, else guessed
 * @exercise: what comes is an exercise
 */
typedef struct
{
  PlimFetchServer *server;
  char            *schema;
  char            *table;
  char            *columns;
  PlimFetchFilter  filter;
  gboolean         exercise;
} PlimFetchRequest;

PlimFetchRequest *plim_fetch_request_copy (const PlimFetchRequest  *self);
void              plim_fetch_request_free (PlimFetchRequest        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchRequest, plim_fetch_request_free)

G_END_DECLS
