/* plim-track-picture.h: what lies over the basemap, drawn by a worker */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-map-chosen.h"

G_BEGIN_DECLS

/* A screen is read from farther away than paper: a millimetre of the picture takes more pixels there. */
#define PLIM_TRACK_PIXEL_MM (25.4 / 116.0)

/**
 * PlimTrackPicture:
 * @view: what of the map it shows, its output units being pixels of the widget
 * @scene: the same in millimetres, PLIM_TRACK_PIXEL_MM of them a pixel
 */
typedef struct
{
  PlimMapView  view;
  PlimScene   *scene;
  PlimMapUse   use;
  GdkTexture  *texture;
} PlimTrackPicture;

/**
 * plim_track_picture_draw_async:
 * @chosen: (nullable): drawn over the rest
 * @scale: device pixels in one pixel of the widget
 *
 * Draws in a thread of its own, which keeps its fonts; pictures are drawn one after the other.
 */
void              plim_track_picture_draw_async  (GObject              *owner,
                                                  PlimMapContent       *content,
                                                  PlimMapChosen        *chosen,
                                                  const PlimMapView    *view,
                                                  guint                 layers,
                                                  PlimTheme             theme,
                                                  int                   scale,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback);
PlimTrackPicture *plim_track_picture_draw_finish (GAsyncResult         *result,
                                                  GError              **error);
void              plim_track_picture_free        (PlimTrackPicture     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackPicture, plim_track_picture_free)

G_END_DECLS
