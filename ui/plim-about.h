/* plim-about.h: the Help menu: what this is, and its keys */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void plim_about_present           (GtkWindow *parent);
void plim_about_present_shortcuts (GtkWindow *parent);

G_END_DECLS
