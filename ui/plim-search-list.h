/* plim-search-list.h: a list with a field above it that narrows it down by words */

#pragma once

#include <gtk/gtk.h>

#include "ui/plim-list-row.h"

G_BEGIN_DECLS

#define PLIM_TYPE_SEARCH_LIST (plim_search_list_get_type ())
/**
 * PlimSearchList:
 *
 * Properties: "placeholder", what the field asks for; "label", what the list is of; "picks", whether the first line is
 * chosen where nobody has chosen yet. Emits "chosen" when another line is chosen, or none.
 */
G_DECLARE_FINAL_TYPE (PlimSearchList, plim_search_list, PLIM, SEARCH_LIST, GtkBox)

/**
 * PlimSearchListWrite:
 * @lines: (out): the line's own: a heading, what it is about, and a caption; %NULL leaves one out
 */
typedef void (*PlimSearchListWrite) (gconstpointer   value,
                                     char          *lines[3]);

/** What a line of the list says; before anything is in it. */
void          plim_search_list_set_write  (PlimSearchList      *self,
                                           PlimSearchListWrite  write);

/** Replaces what is listed with what @values holds, which is emptied; see plim_list_row_take_all(). */
void          plim_search_list_take       (PlimSearchList      *self,
                                           GPtrArray           *values,
                                           GDestroyNotify       free_value,
                                           char              *(*search) (gconstpointer value));

/** The value that is chosen, or %NULL. Valid until the list is replaced. */
gconstpointer plim_search_list_get_chosen (PlimSearchList      *self);

/** Chooses the first line of those in view whose value @is_it. Nothing changes where there is none. */
void          plim_search_list_choose     (PlimSearchList      *self,
                                           gboolean           (*is_it) (gconstpointer value, gconstpointer data),
                                           gconstpointer        data);

/** Chooses none; not where the list @picks. */
void          plim_search_list_let_go     (PlimSearchList      *self);

/** Puts the keyboard into the field. */
gboolean      plim_search_list_find       (PlimSearchList      *self);

G_END_DECLS
