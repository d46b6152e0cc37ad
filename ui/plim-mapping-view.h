/* plim-mapping-view.h: the first rows of a table, and above each column what it was read as, to be changed */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlimMappingView:
 *
 * Signal: "read-again" (const char *mapping): the person changed what columns are and wants the table read so.
 */
#define PLIM_TYPE_MAPPING_VIEW (plim_mapping_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimMappingView, plim_mapping_view, PLIM, MAPPING_VIEW, GtkBox)

/** @columns, @mapping: as PlimImportPlan has them. */
GtkWidget *plim_mapping_view_new (const char *columns,
                                  const char *mapping);

G_END_DECLS
