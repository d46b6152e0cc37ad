/* plim-csv.h: fields and rows of CSV (RFC 4180) that no spreadsheet takes for formulas */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_csv_append_field:
 * @value: (nullable): %NULL is empty
 * @is_number: a number in our own form, which is written as it is
 *
 * Appends a field, and a comma before it where the row has one already. Text that a spreadsheet would take for a
 * formula (= + - @ or a tab first) gets a single quote in front; so does text that starts with quotes before such a
 * character, so that one quote can always be taken off again.
 */
void       plim_csv_append_field (GString    *csv,
                                  const char *value,
                                  gboolean    is_number);
void       plim_csv_end_row      (GString    *csv);

/**
 * plim_csv_read_row:
 * @at: where to read; moved past the row
 *
 * The fields of the next row with our single quotes taken off: (element-type utf8), or %NULL at the end or where a quote is never closed.
 */
GPtrArray *plim_csv_read_row     (const char **at);

G_END_DECLS
