/* plim-list-row.h: one line of a list: a plain value in the clothes that GListModel wants */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLIM_TYPE_LIST_ROW (plim_list_row_get_type ())
G_DECLARE_FINAL_TYPE (PlimListRow, plim_list_row, PLIM, LIST_ROW, GObject)

/** Takes @value; lists that search compare with @search, which is casefolded here. */
PlimListRow *plim_list_row_new       (gpointer        value,
                                      GDestroyNotify  free_value,
                                      const char     *search);
gpointer     plim_list_row_get_value (PlimListRow    *self);

/** Whether every word of @words stands somewhere in the row's search text; %NULL or empty: yes. */
gboolean     plim_list_row_matches   (PlimListRow    *self,
                                      const char     *words);

/** A list of rows with what @values holds, which is emptied: (element-type PlimListRow). */
GListStore  *plim_list_row_take_all  (GPtrArray      *values,
                                      GDestroyNotify  free_value,
                                      char         *(*search) (gconstpointer value));

G_END_DECLS
