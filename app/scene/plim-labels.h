/* plim-labels.h: a place where labels find room without overlapping */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * A place where labels look for room: boxes are taken, labels try candidate
 * places around their anchor and take the first free one.
 */
typedef struct _PlimLabels PlimLabels;

PlimLabels *plim_labels_new      (double           x,
                                  double           y,
                                  double           w,
                                  double           h);
/** Another with the same boxes and leaders taken. */
PlimLabels *plim_labels_copy     (PlimLabels      *self);
void        plim_labels_free     (PlimLabels      *self);
/** Nothing may be written here any more. */
void        plim_labels_take     (PlimLabels      *self,
                                  double           x,
                                  double           y,
                                  double           w,
                                  double           h);
gboolean    plim_labels_is_free  (PlimLabels      *self,
                                  double           x,
                                  double           y,
                                  double           w,
                                  double           h);

typedef struct
{
  double    x, y;       /* baseline point */
  PlimAlign align;
  gboolean  leader;     /* far enough away to need a line to its anchor … */
  double    x1, y1;     /* … from the mark's edge */
  double    x2, y2;     /* … to the text; both are set even where no line is needed */
} PlimLabelPlace;

/**
 * plim_labels_place:
 * @x, @y: the anchor; @gap_mm: its mark's radius and some air
 * @width_mm, @height_mm: of the label's text (height from baseline to ascent)
 *
 * Finds a free place: right, left, above, below, the corners, then further out with a
 * leader that crosses no other text. Takes both. Two labels never overlap. Returns: %FALSE where there is none; the caller then leaves the label out
 * (and its mark keeps the words as its label).
 */
gboolean    plim_labels_place    (PlimLabels      *self,
                                  double           x,
                                  double           y,
                                  double           gap_mm,
                                  double           width_mm,
                                  double           height_mm,
                                  PlimLabelPlace  *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimLabels, plim_labels_free)

G_END_DECLS
