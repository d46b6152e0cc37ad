/* plim-import-preview.h: what an import would change, file by file, in words and numbers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A table is to be read again: @as a kind of log or %NULL, with @mapping or %NULL. */
typedef void (*PlimReadAgain) (const char *as,
                               const char *mapping,
                               gpointer    data);

/**
 * @plans: (element-type PlimImportPlan). All texts are shown as texts, whatever they hold. Where it is one table alone, its first
 * rows are shown with what each column was read as, to be changed; then @again is called with @data.
 */
void plim_import_preview_show_plans (GtkBox        *box,
                                     GPtrArray     *plans,
                                     PlimReadAgain  again,
                                     gpointer       data);

/** Instead of a preview: what went wrong. */
void plim_import_preview_show_words (GtkBox     *box,
                                     const char *title,
                                     const char *words);

G_END_DECLS
