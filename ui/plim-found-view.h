/* plim-found-view.h: a list of vessels that an answer found: to pick from, to copy, to save */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlimFoundColumn:
 * @title: for people, translated
 * @name: in files, never changed
 * @number: in files; shown at the right
 */
typedef struct
{
  const char *title;
  const char *name;
  gboolean    number;
} PlimFoundColumn;

/**
 * PlimFoundRow:
 * @cells: what is shown, one for each column
 * @fields: what a file says, one for each column; "" where unknown
 */
typedef struct
{
  char  *key;
  char **claims;
  char **cells;
  char **fields;
} PlimFoundRow;

void plim_found_row_free (PlimFoundRow *self);

/** Signal: "vessel-activated" (const char * const *claim ids, const char *vessel key). */
#define PLIM_TYPE_FOUND_VIEW (plim_found_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimFoundView, plim_found_view, PLIM, FOUND_VIEW, GtkWidget)

/** Once; @label: what is listed, for a screen reader; @columns must stay. */
void  plim_found_view_set_columns (PlimFoundView         *self,
                                   const char            *label,
                                   const PlimFoundColumn *columns,
                                   guint                  n_columns);

/** @rows: (element-type PlimFoundRow): emptied */
void  plim_found_view_take_rows   (PlimFoundView         *self,
                                   GPtrArray             *rows);
guint plim_found_view_get_n_rows  (PlimFoundView         *self);

/** Tab separated, as shown, for pasting; free with g_free(). */
char *plim_found_view_to_text     (PlimFoundView         *self);
/** With the fields' own names, the vessel's key first and the claims last; free with g_free(). */
char *plim_found_view_to_csv      (PlimFoundView         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFoundRow, plim_found_row_free)

G_END_DECLS
