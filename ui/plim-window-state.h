/* plim-window-state.h: how the person left the window */

#pragma once

#include "ui/plim-window.h"

G_BEGIN_DECLS

/**
 * plim_window_state_restore:
 *
 * Size, whether it filled the screen, menu bar and style as they were when the window was last
 * closed. What is not there or makes no sense is left as it is.
 *
 * Returns: (transfer full) (nullable): the name of the page that was in view
 */
char *plim_window_state_restore (PlimWindow *window);

/** Keeps all of this in $XDG_STATE_HOME/plimsoll/window.ini, and nothing else: no file's name, no figure. */
void  plim_window_state_save    (PlimWindow *window);

G_END_DECLS
