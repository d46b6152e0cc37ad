/* plim-map-note.h: one line over the map: what is missing and what fills it, or where there is more to see */

#pragma once

#include <gtk/gtk.h>

#include "app/plim-workspace.h"

G_BEGIN_DECLS

#define PLIM_TYPE_MAP_NOTE (plim_map_note_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapNote, plim_map_note, PLIM, MAP_NOTE, GtkBox)

/**
 * plim_map_note_show:
 * @workspace: whose filter is what is asked, and which the note's button widens
 * @bare: nothing lies on the map
 * @exercise_has_more: what lies there has no full tracks, and the exercise has
 *
 * Where all is well there is no note.
 */
void plim_map_note_show (PlimMapNote   *self,
                         PlimWorkspace *workspace,
                         gboolean       bare,
                         gboolean       exercise_has_more);

G_END_DECLS
