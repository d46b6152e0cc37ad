/* plim-text.h: words in a column that can be read, wrapped and copied */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Adds a label that wraps and can be selected to a box. @style: (nullable): its CSS class. */
GtkWidget *plim_text_add (GtkBox     *box,
                          const char *text,
                          const char *style);

G_END_DECLS
