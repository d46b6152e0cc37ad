/* plim-imports-dialog.h: what came into the store, when, and from which file */

#pragma once

#include <gtk/gtk.h>

#include "app/store/plim-store.h"

G_BEGIN_DECLS

void plim_imports_dialog_present (GtkWindow *parent,
                                  PlimStore *store);

G_END_DECLS
