/* plim-track-classes.h: a raster on paper: a few classes of cells, each of one colour, with words for what it is */

#pragma once

#include "app/map/plim-track-key.h"

G_BEGIN_DECLS

/**
 * plim_track_classes_get_key:
 * @cell_mm: how wide a cell is on the paper
 *
 * The classes there are; none where there is nothing to see.
 */
PlimTrackKey plim_track_classes_get_key  (const PlimTrackRaster        *raster,
                                          const PlimTrackSet           *set,
                                          const PlimTrackRasterOptions *options,
                                          double                        cell_mm);

/**
 * plim_track_classes_assign:
 *
 * For each cell the classes that it is part of, as bits. By density and by heat it is in each class from its
 * own down, since the rarer ones lie under the others; else in one.
 */
guint16     *plim_track_classes_assign   (const PlimTrackRaster        *raster,
                                          const PlimTrackSet           *set,
                                          const PlimTrackKey           *key);

/** Whether that track is one of the class, given that it passes one of its cells. */
gboolean     plim_track_classes_has      (const PlimTrackKey           *key,
                                          guint                         nth,
                                          guint                         track);

/** "Passed at least 3 times" */
char        *plim_track_classes_to_words (const PlimTrackKey           *key,
                                          guint                         nth);

G_END_DECLS
