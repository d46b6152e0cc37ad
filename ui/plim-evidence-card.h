/* plim-evidence-card.h: one claim to read: its words, its citation, its standing */

#pragma once

#include <gtk/gtk.h>

#include "app/store/plim-claim-query.h"

G_BEGIN_DECLS

/** All texts are shown as texts, whatever they hold. */
GtkWidget *plim_evidence_card_new (const PlimClaimRow *row);

G_END_DECLS
