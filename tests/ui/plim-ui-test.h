/* plim-ui-test.h: what the widgets' tests share: finding, waiting, clicking, looking */

#pragma once

#include <adwaita.h>

#include "ui/plim-scene-view.h"
#include "ui/plim-window.h"

G_BEGIN_DECLS

/**
 * plim_ui_init:
 *
 * To be called first in main(), instead of plim_test_init(): icons and settings of the desktop stay
 * visible, while what the person has is out of sight. Where there is no display the test is skipped and this function
 * does not return.
 *
 * Returns: (transfer full): a fresh folder for this test alone
 */
char      *plim_ui_init         (int            *argc,
                                 char         ***argv);

/** Runs the main loop until @condition holds; fails the test after half a minute, naming @what. */
void       plim_ui_wait         (gboolean      (*condition) (gpointer data),
                                 gpointer        data,
                                 const char     *what);
/** Runs the main loop for a while: only for what has no sign of its own. */
void       plim_ui_rest         (guint           milliseconds);

/** The first widget at or below @root, in view, of that type (a type's name, or %NULL) and with that text (or %NULL). */
GtkWidget *plim_ui_find         (GtkWidget      *root,
                                 const char     *type,
                                 const char     *text);
/** The same, failing the test where there is none. */
GtkWidget *plim_ui_get          (GtkWidget      *root,
                                 const char     *type,
                                 const char     *text);
guint      plim_ui_count        (GtkWidget      *root,
                                 const char     *type);

/** Runs the tests of single widgets: the program's types are there. Removes the folder. Returns: what main() returns. */
int        plim_ui_run          (const char     *folder);

/** The program's window on the store “store.db” in that folder, and the application it belongs to. Once a program. */
PlimWindow *plim_ui_open_window (const char     *folder,
                                 AdwApplication **application);

/** The window of that title, waited for; and whether there is one. */
GtkWindow *plim_ui_wait_window  (const char     *title);
gboolean   plim_ui_has_window   (const char     *title);

/** Opens a menu of the menu bar and chooses an item, as a hand would. */
void       plim_ui_choose_menu  (GtkWidget      *window,
                                 const char     *menu,
                                 const char     *item);

/** Answers the file chooser of that title. */
void       plim_ui_choose_file  (const char     *title,
                                 const char     *path);
void       plim_ui_choose_name  (const char     *title,
                                 const char     *folder,
                                 const char     *name);

/** Waits until every scene in view is drawn at its size. */
void       plim_ui_wait_for_pictures (GtkWidget *window);
/** As a hand would: a press in the middle of the @nth mark, from 0 on. */
void       plim_ui_press_mark   (PlimSceneView  *view,
                                 guint           nth);

/** Saves what the window shows as a PNG. */
void       plim_ui_save_picture (GtkWidget      *window,
                                 const char     *path);
/** Saves what the window shows to pictures/@name.png in the build folder. */
void       plim_ui_take_picture (GtkWidget      *window,
                                 const char     *name);

G_END_DECLS
