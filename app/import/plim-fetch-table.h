/* plim-fetch-table.h: a table of the server and what its columns hold */

#pragma once

#include "app/import/plim-fetch-connection.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_FETCH_TEXT,
  PLIM_FETCH_INTEGER,
  PLIM_FETCH_NUMBER,            /* of floating point */
  PLIM_FETCH_DECIMAL,
  PLIM_FETCH_TIMESTAMP,         /* without a zone: taken as UTC */
  PLIM_FETCH_TIMESTAMP_TZ,
  PLIM_FETCH_GEOMETRY,
  PLIM_FETCH_GEOGRAPHY,
  PLIM_FETCH_OTHER,
} PlimFetchType;

/**
 * PlimFetchColumn:
 * @words: the type as PostgreSQL names it
 * @srid: of a geometry that declares its reference system; else 0
 * @is_point: the column declares that nothing but points stand in it
 */
typedef struct
{
  char          *name;
  char          *words;
  PlimFetchType  type;
  int            srid;
  gboolean       is_point;
} PlimFetchColumn;

/**
 * PlimFetchTable: a table, view or foreign table that this person may read
 * @postgis: (nullable): the schema in which PostGIS is installed
 */
typedef struct
{
  char      *schema;
  char      *name;
  char      *postgis;
  GPtrArray *columns;     /* PlimFetchColumn, in the table's order */
} PlimFetchTable;

/** All there are outside PostgreSQL's own schemas, sorted. (element-type PlimFetchTable) */
GPtrArray             *plim_fetch_table_list        (PlimFetchConnection   *connection,
                                                     GCancellable          *cancellable,
                                                     GError               **error);

/** @schema: %NULL for the one schema that has a table of that name. */
PlimFetchTable        *plim_fetch_table_find        (PlimFetchConnection   *connection,
                                                     const char            *schema,
                                                     const char            *name,
                                                     GCancellable          *cancellable,
                                                     GError               **error);

void                   plim_fetch_table_free        (PlimFetchTable        *self);

/**
 * plim_fetch_table_parse_name:
 * @text: TABLE, SCHEMA.TABLE, either in double quotes where there is a dot or a quote in it
 * @schema: (out) (nullable)
 *
 * Letters stay as they are: nothing is folded to small ones.
 */
gboolean               plim_fetch_table_parse_name  (const char            *text,
                                                     char                 **schema,
                                                     char                 **name,
                                                     GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchTable, plim_fetch_table_free)

G_END_DECLS
