/* plim-fetch-dialog.h: which table of which server, what is wanted of it; then the same preview as for files */

#pragma once

#include <adwaita.h>

#include "app/import/plim-fetch-request.h"
#include "app/map/plim-projection.h"

G_BEGIN_DECLS

/**
 * PlimFetchDialog:
 *
 * Asks nothing of any server before Connect is pressed. The server, without its password, the table and changed columns are
 * remembered; a remembered server is shown and nothing more.
 *
 * Signal: "requested" (const PlimFetchRequest *request): the person pressed Fetch; the dialog closes itself.
 */
#define PLIM_TYPE_FETCH_DIALOG (plim_fetch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PlimFetchDialog, plim_fetch_dialog, PLIM, FETCH_DIALOG, AdwWindow)

/** @view: (nullable): the map in view, offered as the area; @days: offered as the time; @exercise: whether exercises are shown. */
PlimFetchDialog *plim_fetch_dialog_new (GtkWindow         *parent,
                                        const PlimMapBox  *view,
                                        const PlimPeriod  *days,
                                        gboolean           exercise);

G_END_DECLS
