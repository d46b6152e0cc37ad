/* plim-playback-ground.h: the map under what is played back, as one picture */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-projection.h"
#include "app/scene/plim-style.h"

G_BEGIN_DECLS

/**
 * plim_playback_ground_paint_async:
 * @view: its output units are pixels of the widget
 * @scale: device pixels in one of these
 *
 * Sea, land and coast of the whole view, painted in a worker: while vessels move, one texture is quicker than its tiles.
 */
void        plim_playback_ground_paint_async  (GObject              *owner,
                                               const PlimMapView    *view,
                                               PlimTheme             theme,
                                               int                   scale,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback);
/** (transfer full): %NULL where it was cancelled or the coast could not be read. */
GdkTexture *plim_playback_ground_paint_finish (GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
