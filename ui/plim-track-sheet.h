/* plim-track-sheet.h: all tracks in view as one texture, drawn by a worker */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-track-palette.h"

G_BEGIN_DECLS

/**
 * PlimTrackSheet:
 * @view: what of the map it shows, its output units being pixels of the widget
 * @scale: device pixels in one of these
 * @fine: drawn with a cell for each pixel; else a coarser one that was quickly there
 */
typedef struct
{
  PlimMapView      view;
  int              scale;
  gboolean         fine;
  PlimTrackSet    *set;
  PlimTrackRaster *raster;
  PlimTrackKey     key;
  GdkTexture      *texture;
} PlimTrackSheet;

/**
 * plim_track_sheet_draw_async:
 * @levels: (nullable)
 * @options: whose view's output units are pixels of the widget; copied, with what is shown
 * @fine: takes as long as it takes; else so coarse that it is there in about a tenth of a second
 *
 * Draws in a thread of its own; sheets are drawn one after the other.
 */
void            plim_track_sheet_draw_async  (GObject                      *owner,
                                              PlimTrackSet                 *set,
                                              PlimTrackLevels              *levels,
                                              const PlimTrackRasterOptions *options,
                                              PlimTheme                     theme,
                                              int                           scale,
                                              gboolean                      fine,
                                              GCancellable                 *cancellable,
                                              GAsyncReadyCallback           callback);
PlimTrackSheet *plim_track_sheet_draw_finish (GAsyncResult                 *result,
                                              GError                      **error);
void            plim_track_sheet_free        (PlimTrackSheet               *self);

/**
 * plim_track_sheet_pick:
 * @x, @y: in pixels of the widget, from the sheet's corner
 * @reach: how far around it is looked
 *
 * The position there, or PLIM_TRACK_NO_POSITION. Some microseconds.
 */
guint           plim_track_sheet_pick        (const PlimTrackSheet         *self,
                                              double                        x,
                                              double                        y,
                                              guint                         reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackSheet, plim_track_sheet_free)

G_END_DECLS
