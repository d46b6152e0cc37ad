/* plim-compare-view.h: two vessels chosen, and their distance over time */

#pragma once

#include <adwaita.h>

#include "app/plim-workspace.h"

G_BEGIN_DECLS

/**
 * PlimCompareView:
 *
 * Offers what has positions in the chosen days and bases. A vessel picked elsewhere while it is in view becomes the first
 * that is still open, then the second. It reads the store only while it is in view.
 */
#define PLIM_TYPE_COMPARE_VIEW (plim_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimCompareView, plim_compare_view, PLIM, COMPARE_VIEW, AdwBin)

/** Once, before it is shown. */
void plim_compare_view_set_workspace (PlimCompareView *self,
                                      PlimWorkspace   *workspace);

/** By PlimVessel.key; one that has no positions leaves the choice open. */
void plim_compare_view_choose        (PlimCompareView *self,
                                      const char      *first,
                                      const char      *second);

G_END_DECLS
