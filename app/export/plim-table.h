/* plim-table.h: rows with named columns, written as CSV, as JSON, or for a terminal */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLIM_COLUMN_TEXT,
  PLIM_COLUMN_NUMBER,
  PLIM_COLUMN_YES_NO,
} PlimColumnKind;

/**
 * PlimColumn:
 * @name: never changed; new columns come at the end
 * @get: the value as text (transfer full), numbers with "." as decimal point; %NULL where unknown
 * @append_json: (nullable): for a value that is more than one text in JSON
 */
typedef struct
{
  const char     *name;
  PlimColumnKind  kind;
  char         *(*get)         (gconstpointer row);
  void          (*append_json) (gconstpointer row, GString *json);
} PlimColumn;

typedef enum
{
  PLIM_TABLE_PLAIN,
  PLIM_TABLE_CSV,
  PLIM_TABLE_JSON,
} PlimTableFormat;

/** Unknown is empty in CSV, null in JSON, and never zero. In plain text columns are tab separated and control characters shown as they are written. */
char *plim_table_write (const PlimColumn *columns,
                        guint             n_columns,
                        GPtrArray        *rows,
                        PlimTableFormat   format);

G_END_DECLS
