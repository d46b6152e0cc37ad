/* plim-track-palette.h: what a raster's numbers look like on the screen */

#pragma once

#include "app/map/plim-track-key.h"

G_BEGIN_DECLS

/** The key for a raster that was drawn with these options. */
PlimTrackKey plim_track_palette_get_key (const PlimTrackRaster        *raster,
                                         const PlimTrackSet           *set,
                                         const PlimTrackRasterOptions *options);

/** By time, what the ends of the scale stand for: the first and last second of the tracks that are shown. */
void         plim_track_palette_span    (const PlimTrackSet           *set,
                                         const PlimTrackRasterOptions *options,
                                         PlimTrackKey                 *key);

/**
 * plim_track_palette_paint:
 * @pixels: (out): a cell each, @stride cells from row to row; premultiplied ARGB in the machine's byte order, as cairo has it
 */
void         plim_track_palette_paint   (const PlimTrackRaster        *raster,
                                         const PlimTrackSet           *set,
                                         const PlimTrackKey           *key,
                                         PlimTheme                     theme,
                                         guint32                      *pixels,
                                         gsize                         stride);

G_END_DECLS
