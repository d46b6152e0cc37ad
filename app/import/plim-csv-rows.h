/* plim-csv-rows.h: a table row by row, its fields in place */

#pragma once

#include "app/import/plim-csv-value.h"
#include "app/import/plim-line-reader.h"

G_BEGIN_DECLS

#define PLIM_CSV_COLUMNS_MAX 1000

/**
 * PlimCsvRow:
 * @fields: the first @n_fields of them, without quotes
 * @text: the row as it stands, as far as it was read; its fields may have lost their quotes there
 * @is_broken: a quote without its other, too many columns, or longer than a row may be; @fields are then of no use
 */
typedef struct
{
  PlimCsvValue fields[PLIM_CSV_COLUMNS_MAX];
  guint        n_fields;
  const char  *text;
  gsize        size;
  guint32      line;
  gboolean     is_broken;
} PlimCsvRow;

typedef struct _PlimCsvRows PlimCsvRows;

PlimCsvRows *plim_csv_rows_new           (PlimByteSource    *source,
                                          PlimRecordWriter  *writer);
void         plim_csv_rows_free          (PlimCsvRows       *self);
/** The next row that is not empty, good until the next call. %FALSE: the end, or (with @error set) a failure. */
gboolean     plim_csv_rows_next          (PlimCsvRows       *self,
                                          PlimCsvRow        *row,
                                          GError           **error);
/** What parts the fields; told by the first line. */
char         plim_csv_rows_get_delimiter (PlimCsvRows       *self);

/** Whether a file with this beginning may be a table of four columns or more, whatever they are called: its first two lines have as many. */
gboolean     plim_csv_rows_sniff         (const guint8      *head,
                                          gsize              size);
/** What parts the fields of a line: what it has most of. */
char         plim_csv_find_delimiter     (const char        *line,
                                          gsize              size);
/** Cuts a line without quotes. Eight bytes behind it must be readable. @most + 1: it has too many fields. */
guint        plim_csv_split              (const char        *line,
                                          gsize              size,
                                          char               delimiter,
                                          PlimCsvValue      *fields,
                                          guint              most);
/** The same for a line that may have quotes, which are taken out in place. @most + 1: it has too many fields, or a quote without its other. */
guint        plim_csv_split_quoted       (char              *text,
                                          gsize              size,
                                          char               delimiter,
                                          PlimCsvValue      *fields,
                                          guint              most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCsvRows, plim_csv_rows_free)

G_END_DECLS
