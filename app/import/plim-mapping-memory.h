/* plim-mapping-memory.h: which column was what in tables that came in before; outside the jail */

#pragma once

#include "app/import/plim-csv-mapping.h"

G_BEGIN_DECLS

/** All that is remembered, for PlimLogOptions.remembered: a line each, the key of the columns, a tab, the mapping. Free with g_free(). */
char    *plim_mapping_memory_load     (void);

/**
 * plim_mapping_memory_remember:
 * @columns: as PlimImportPlan has them
 * @mapping: as text
 *
 * Keeps what a person said, in mappings.ini in the program's folder of settings; the 100 last ones stay.
 */
gboolean plim_mapping_memory_remember (const char  *columns,
                                       const char  *mapping,
                                       GError     **error);

G_END_DECLS
