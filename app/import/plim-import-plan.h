/* plim-import-plan.h: what an import would add, revise, contradict; shown before, applied after */

#pragma once

#include <glib.h>

#include "app/import/plim-import-log.h"

G_BEGIN_DECLS

/**
 * PlimImportPlan:
 * @kind: "report", or the kind of log: "ais-csv", "nmea" …
 * @known_file: the store already has exactly this; nothing changes
 * @added: claims that no earlier edition has; @revised: claims an earlier edition says differently; @known: says alike
 * @withdrawn: claims of the earlier edition that are missing in this one
 * @conflicting: claims that contradict one in the store (design: shown, never resolved)
 * @rejected: rows kept apart (tables and logs only)
 * @positions: written. Of a log, @added counts these (with drawn ways and points), @known those that the store or the file had before
 * @mapping: of a table: which column was read as what, see plim-csv-mapping.h; @columns: their names and the first rows, a line each,
 *   fields parted by tabs. %NULL where there are none
 * @error: why the whole file is refused, or %NULL; the counts are then 0
 */
typedef struct
{
  char      *file_name;
  char      *kind;
  char      *symbol;
  guint      edition;
  char      *title;
  gboolean   exercise;
  gboolean   known_file;
  guint      added;
  guint      revised;
  guint      known;
  guint      withdrawn;
  guint      conflicting;
  guint      rejected;
  guint64    positions;
  char      *mapping;
  char      *columns;
  GPtrArray *messages;      /* PlimImportMessage */
  GPtrArray *conflicts;     /* char *: sentences, "S/2021/211/1#t1 (at least 2.5 million t) and US-STATE/… (4.1 million t)" */
  GError    *error;
} PlimImportPlan;

void plim_import_plan_free (PlimImportPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimImportPlan, plim_import_plan_free)

G_END_DECLS
