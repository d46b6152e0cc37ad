/* plim-workspace.h: what all pages share: the store, the chosen days and bases, the selection */

#pragma once

#include "app/model/plim-zone.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimWorkspace:
 *
 * Pages ask it and watch two signals; changing anything here changes every page.
 * Main thread only; what a worker needs it copies (the store is thread safe).
 *
 * Signals: "changed" (the store's content, the days, the bases or the exercise switch),  "selection-changed",
 * "zone-changed" (how times are read on the screen; nothing else is, and no export).
 */
#define PLIM_TYPE_WORKSPACE (plim_workspace_get_type ())
G_DECLARE_FINAL_TYPE (PlimWorkspace, plim_workspace, PLIM, WORKSPACE, GObject)

PlimWorkspace *plim_workspace_new             (PlimStore         *store);
PlimStore     *plim_workspace_get_store       (PlimWorkspace     *self);

/** Says that the store's content changed (after an import). */
void           plim_workspace_store_changed   (PlimWorkspace     *self);
/** How often that was said: who compares it with an earlier number knows whether to read again. */
guint          plim_workspace_get_serial      (PlimWorkspace     *self);

const PlimFilter *
               plim_workspace_get_filter      (PlimWorkspace     *self);
void           plim_workspace_set_days        (PlimWorkspace     *self,
                                               const PlimPeriod  *days);
void           plim_workspace_set_bases       (PlimWorkspace     *self,
                                               guint              bases);
void           plim_workspace_set_exercise    (PlimWorkspace     *self,
                                               gboolean           exercise);

/** The selected claims' ids, %NULL-terminated, maybe empty; and the selected hull (PlimVessel.key) or %NULL. */
const char * const *
               plim_workspace_get_selection   (PlimWorkspace     *self);
const char    *plim_workspace_get_vessel      (PlimWorkspace     *self);
void           plim_workspace_select          (PlimWorkspace     *self,
                                               const char * const *claim_ids,
                                               const char        *vessel_key);

/** The zone that times are shown in: UTC until somebody asks for another. */
PlimZone       plim_workspace_get_zone         (PlimWorkspace     *self);
void           plim_workspace_set_zone         (PlimWorkspace     *self,
                                               PlimZone           zone);

G_END_DECLS
