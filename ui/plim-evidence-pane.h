/* plim-evidence-pane.h: the claims behind whatever is selected */

#pragma once

#include <gtk/gtk.h>

#include "app/plim-workspace.h"

G_BEGIN_DECLS

/**
 * PlimEvidencePane:
 *
 * For each selected claim: what it states, the source's own words, where that stands, on what
 * basis, known since when, who disputes it. Follows the workspace's selection.
 */
#define PLIM_TYPE_EVIDENCE_PANE (plim_evidence_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlimEvidencePane, plim_evidence_pane, PLIM, EVIDENCE_PANE, GtkWidget)

GtkWidget *plim_evidence_pane_new (PlimWorkspace *workspace);

G_END_DECLS
