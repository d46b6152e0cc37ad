/* plim-import-preview.h: what an import would change, file by file, in words and numbers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** @plans: (element-type PlimImportPlan). All texts are shown as texts, whatever they hold. */
void plim_import_preview_show_plans (GtkBox     *box,
                                     GPtrArray  *plans);

/** Instead of a preview: what went wrong. */
void plim_import_preview_show_words (GtkBox     *box,
                                     const char *title,
                                     const char *words);

G_END_DECLS
