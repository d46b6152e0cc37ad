/* plim-window.h: header bar, menus, pages, messages */

#pragma once

#include <adwaita.h>

#include "app/import/plim-fetch-request.h"
#include "app/plim-workspace.h"
#include "ui/plim-pages.h"

G_BEGIN_DECLS

/**
 * PlimWindow:
 *
 * One window on one store. Everything a menu or a key does is a GAction of the
 * window ("win.import", "win.export" …), so that tests and desktops can do it too.
 */
#define PLIM_TYPE_WINDOW (plim_window_get_type ())
G_DECLARE_FINAL_TYPE (PlimWindow, plim_window, PLIM, WINDOW, AdwApplicationWindow)

/** Makes templates, icons and style known. To be called once, before the application runs. */
void           plim_window_register      (void);

PlimWindow    *plim_window_new           (AdwApplication     *application);

/**
 * plim_window_open_store:
 * @files: (nullable): %NULL-terminated paths or URIs, imported through the preview once the store is open
 *
 * Opens in a worker. A store that cannot be opened leaves the window saying why, and what can be done.
 */
void           plim_window_open_store    (PlimWindow         *self,
                                          const char         *path,
                                          const char * const *files);

/** %NULL until a store is open. */
PlimWorkspace *plim_window_get_workspace (PlimWindow         *self);

/** %NULL while there is nothing to show pages of. */
PlimPages     *plim_window_get_pages     (PlimWindow         *self);

/** Shows the preview of what @files (element-type GFile) would add. */
void           plim_window_import        (PlimWindow         *self,
                                          GPtrArray          *files);
/** The same with what a database has. */
void           plim_window_fetch         (PlimWindow         *self,
                                          const PlimFetchRequest *request);
void           plim_window_toast         (PlimWindow         *self,
                                          const char         *words);

/** For the range button and its menu item. */
void           plim_window_show_range    (PlimWindow         *self);

G_END_DECLS
