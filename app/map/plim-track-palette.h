/* plim-track-palette.h: what a raster's numbers look like, and what the colours mean */

#pragma once

#include "app/map/plim-track-raster.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/* More shades of one hue cannot be told apart. */
#define PLIM_TRACK_MOST_CLASSES 7

/**
 * PlimTrackKey: what one has to know to read the colours
 * @top: by density and heat the number at the upper end, a power of ten
 * @cell_m: how wide a cell is on the ground, at the view's middle; by heat how far is looked around
 * @from_s, @to_s: by time, what the ends stand for
 * @bases: by basis, those that are seen, as a mask
 * @n_classes, @classes: on paper the density has few colours: from how many passages on each of them stands
 * @cell_mm: how wide a cell is on that paper
 */
typedef struct
{
  PlimTrackColouring colouring;
  double             top;
  double             cell_m;
  gint64             from_s;
  gint64             to_s;
  guint              bases;
  guint              n_classes;
  guint32            classes[PLIM_TRACK_MOST_CLASSES];
  double             cell_mm;
} PlimTrackKey;

/** The key for a raster that was drawn with these options. */
PlimTrackKey plim_track_palette_get_key (const PlimTrackRaster        *raster,
                                         const PlimTrackSet           *set,
                                         const PlimTrackRasterOptions *options);

/** The key for the same on paper, where cells are so wide. */
PlimTrackKey plim_track_palette_get_paper_key (const PlimTrackRaster        *raster,
                                               const PlimTrackRasterOptions *options,
                                               double                        cell_mm);

/** The colour of the nth class, as PlimShape.series counts. */
guint        plim_track_palette_get_series (const PlimTrackKey           *key,
                                            guint                         nth);

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

/** Where on the ramp so many passages or positions lie, 0…1. */
double       plim_track_palette_share   (double                        value,
                                         double                        top);

/** How far that is on the ground, in words: "1.2 km" */
char        *plim_track_palette_words_for_cell (const PlimTrackKey       *key);

/** Explains the colours in a scene. Returns: where the next line may stand. */
double       plim_track_palette_explain (PlimScene                    *scene,
                                         const PlimTrackKey           *key,
                                         double                        x,
                                         double                        y,
                                         double                        width_mm);
/** How high that will be. */
double       plim_track_palette_measure (const PlimTrackKey           *key,
                                         double                        width_mm);

G_END_DECLS
