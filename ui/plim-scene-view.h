/* plim-scene-view.h: a widget around any scene: focus, keyboard steps, tooltip, accessible text */

#pragma once

#include <gtk/gtk.h>

#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

/**
 * PlimSceneView:
 *
 * Shows what a request answers, built in a worker at the widget's own size. Marks
 * are reached by pointer and by arrow keys; Enter or a click activates one. Nothing
 * is drawn and nobody wakes up while nothing changes.
 *
 * Properties: "building" (gboolean), "summary" (what the picture shows, or the current mark, in words).
 * Signals: "scene-changed" (a new picture is there), "mark-activated" (const char * const *claim ids; %NULL: nothing).
 */
#define PLIM_TYPE_SCENE_VIEW (plim_scene_view_get_type ())
G_DECLARE_FINAL_TYPE (PlimSceneView, plim_scene_view, PLIM, SCENE_VIEW, GtkWidget)

GtkWidget        *plim_scene_view_new           (void);

/** Asks for another picture; the last one stays until it is there. %NULL shows nothing. */
void              plim_scene_view_set_request   (PlimSceneView      *self,
                                                 PlimSceneRequest   *request);
PlimSceneRequest *plim_scene_view_get_request   (PlimSceneView      *self);

/** The picture in view: %NULL until the first is there. */
PlimScene        *plim_scene_view_get_scene     (PlimSceneView      *self);
guint             plim_scene_view_get_n_marks   (PlimSceneView      *self);

/** Marks what is selected elsewhere: the first mark that carries one of @claim_ids. */
void              plim_scene_view_set_selection (PlimSceneView      *self,
                                                 const char * const *claim_ids);

G_END_DECLS
