/* plim-pages.h: the pages side by side, each made when first shown, and the evidence pane they share */

#pragma once

#include <adwaita.h>

#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

/**
 * PlimPages:
 *
 * Properties: "page" (the PlimPage in view), "evidence" (whether the pane is wanted).
 */
#define PLIM_TYPE_PAGES (plim_pages_get_type ())
G_DECLARE_FINAL_TYPE (PlimPages, plim_pages, PLIM, PAGES, AdwBin)

GtkWidget    *plim_pages_new       (PlimWorkspace *workspace);
AdwViewStack *plim_pages_get_stack (PlimPages     *self);
PlimPage     *plim_pages_get_page  (PlimPages     *self);

/** @name: overview, map, coal, oil, crypto, vessels, reports. */
void          plim_pages_show      (PlimPages     *self,
                                    const char    *name);

/** The pages there are, in the order of their keys: their names and their translated titles; %NULL past the last. */
const char   *plim_pages_get_name  (guint          nth);
const char   *plim_pages_get_title (guint          nth);

G_END_DECLS
