/* plim-csv-opening.h: the first rows of a table, which tell what its columns are, who publishes it and whether it is an exercise */

#pragma once

#include "app/import/plim-csv-rows.h"
#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

#define PLIM_CSV_MARINE_CADASTRE "MarineCadastre"

/**
 * PlimCsvOpening:
 * @rows: of an own kind: the names, or what should be, and some rows after them; they wait until it is known what they hold
 * @names: of the columns, %NULL after the last
 * @columns: names and rows as text for a preview, see PlimLogHead
 */
typedef struct
{
  GPtrArray          *rows;
  const char * const *names;
  guint               n_names;
  char               *columns;
} PlimCsvOpening;

/** @row: room for one row. %NULL with @error set: it cannot be read, or is empty. */
PlimCsvOpening *plim_csv_opening_read           (PlimCsvRows           *rows,
                                                 PlimCsvRow            *row,
                                                 GError               **error);
void            plim_csv_opening_free           (PlimCsvOpening        *self);

/** Which column is what: as the person says, as remembered for such a table, else as guessed. %FALSE: it is not known of a column that is needed. */
gboolean        plim_csv_opening_settle_mapping (PlimCsvOpening        *self,
                                                 const PlimLogOptions  *options,
                                                 PlimCsvMapping        *mapping,
                                                 GError               **error);

/** Only where the columns are those of one publisher and of nobody else known here; else %NULL. */
const char     *plim_csv_opening_tell_publisher (PlimCsvOpening        *self);

/** Whether the first row of data says so: a table is real or an exercise as a whole. */
gboolean        plim_csv_opening_is_exercise    (PlimCsvOpening        *self,
                                                 const PlimCsvMapping  *mapping);

/** Whether the first row is one of data: a table without names, whose columns were given by number. */
gboolean        plim_csv_opening_has_no_names   (PlimCsvOpening        *self,
                                                 const PlimCsvMapping  *mapping);

/** Sets @row to the row of number @i; good as long as @self is. */
void            plim_csv_opening_get_row        (PlimCsvOpening        *self,
                                                 guint                  i,
                                                 PlimCsvRow            *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCsvOpening, plim_csv_opening_free)

G_END_DECLS
