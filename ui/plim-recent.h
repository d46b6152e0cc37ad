/* plim-recent.h: the stores that were opened last, as the desktop remembers them */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void plim_recent_add  (const char *path);

/** Fills @menu with them, newest first, once the program has nothing better to do. */
void plim_recent_fill (GMenu      *menu);

G_END_DECLS
