/* plim-clipboard.h: a picture to be pasted elsewhere, with its citations */

#pragma once

#include <gdk/gdk.h>

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/** Offers @scene as PNG and SVG, the bytes an export would write, and as text: its title and who says so. */
void  plim_clipboard_set_scene       (GdkClipboard    *clipboard,
                                      const PlimScene *scene);

/** The title, what it shows, and one line for each claim with its citation; free with g_free(). */
char *plim_clipboard_scene_to_text   (const PlimScene *scene);

G_END_DECLS
