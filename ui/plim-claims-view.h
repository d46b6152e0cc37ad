/* plim-claims-view.h: claims as rows: what, how much, when, who says so, on what basis */

#pragma once

#include <gtk/gtk.h>

#include "app/plim-workspace.h"

G_BEGIN_DECLS

#define PLIM_TYPE_CLAIMS_VIEW (plim_claims_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimClaimsView, plim_claims_view, PLIM, CLAIMS_VIEW, GtkWidget)

/** Rows chosen here are the workspace's selection. */
GtkWidget *plim_claims_view_new      (PlimWorkspace  *workspace);

/** @rows: (element-type PlimClaimRow): emptied. */
void       plim_claims_view_take     (PlimClaimsView *self,
                                      GPtrArray      *rows);

/** Claims of one report alone, or of all (%NULL). */
void       plim_claims_view_filter   (PlimClaimsView *self,
                                      const char     *symbol,
                                      guint           edition);
guint      plim_claims_view_get_size (PlimClaimsView *self);

G_END_DECLS
