/* plim-window-actions.h: what the window's menus and keys do */

#pragma once

#include "ui/plim-window.h"

G_BEGIN_DECLS

/** Adds every "win." action and its keys. Called once, by the window's own init. */
void plim_window_actions_add           (PlimWindow *self,
                                        GtkWidget  *menu_bar,
                                        GtkWidget  *menu_button);

/** Actions that need a store are enabled; with @pages those, too, that need something to show. */
void plim_window_actions_enable        (PlimWindow *self,
                                        gboolean    pages);

/** Ties the page's and the chart's actions to whichever page of @pages is in view. */
void plim_window_actions_follow        (PlimWindow *self,
                                        PlimPages  *pages);

/** Nothing that needs a store or pages can be done any more. */
void plim_window_actions_let_go        (PlimWindow *self);

void plim_window_actions_show_exercise (PlimWindow *self,
                                        gboolean    exercise);
void plim_window_actions_show_zone     (PlimWindow *self,
                                        PlimZone    zone);

G_END_DECLS
