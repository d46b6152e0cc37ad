/* plim-track-key.h: what the colours of all tracks mean, for whoever reads them */

#pragma once

#include "app/map/plim-track-raster.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/* Of these any picture on paper has at most one more: what is none of the others. */
#define PLIM_TRACK_MOST_CLASSES 8

/* How fast the fastest colour is, in knots. */
#define PLIM_TRACK_FASTEST_KN   20.0

/**
 * PlimTrackKey: what one has to know to read the colours
 * @top: by density and heat the number at the upper end, a power of ten; on paper where the last class begins
 * @cell_m: how wide a cell is on the ground, at the view's middle; by heat how far is looked around
 * @from_s, @to_s: by time, what the ends stand for
 * @bases: by basis, those that are seen, as a mask
 * @n_classes, @classes: on paper there are few colours, and what each begins with: passages, positions, knots,
 *   Unix seconds; by basis and by vessel which it is. On the screen none
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
  guint32            classes[PLIM_TRACK_MOST_CLASSES + 1];
  double             cell_mm;
} PlimTrackKey;

/* The class of what is none of the others: where the speed is not known, where several kinds of source meet. */
#define PLIM_TRACK_CLASS_OTHER G_MAXUINT32

/** "density", "heat", "vessel", "speed", "time", "basis", "none"; %FALSE with a sentence naming them. */
gboolean plim_track_colouring_parse    (const char          *name,
                                        PlimTrackColouring  *colouring,
                                        GError             **error);

/** Where on the ramp so many passages or positions lie, 0…1. */
double   plim_track_key_share          (double              value,
                                        double              top);

/** The colour of the nth class, as PlimShape.series counts. */
guint    plim_track_key_get_series     (const PlimTrackKey *key,
                                        guint               nth);

/** How far that is on the ground, in words: "1.2 km" */
char    *plim_track_key_words_for_cell (const PlimTrackKey *key);

/** What is told apart by colours, as the heading of a legend. */
char    *plim_track_key_to_words       (const PlimTrackKey *key);

/** Explains the colours in a scene. Returns: where the next line may stand. */
double   plim_track_key_explain        (PlimScene          *scene,
                                        const PlimTrackKey *key,
                                        double              x,
                                        double              y,
                                        double              width_mm);
/** How high that will be. */
double   plim_track_key_measure        (const PlimTrackKey *key,
                                        double              width_mm);

G_END_DECLS
