/* plim-layout.h: texts measured, wrapped, and placed so that they do not overlap */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/** The width of one line of type in mm, in the program's own fonts (Inter; Hangul in Noto Sans CJK KR). Any thread. */
double   plim_layout_text_width  (const char      *text,
                                  double           size_mm,
                                  gboolean         bold);

/** Breaks @text so that no line is wider than @width_mm: a %NULL-terminated array. Breaks between words, in Korean and Chinese also between syllables where they must. */
char   **plim_layout_wrap        (const char      *text,
                                  double           size_mm,
                                  gboolean         bold,
                                  double           width_mm);

/**
 * plim_layout_add_paragraph:
 * @line_mm: from baseline to baseline
 *
 * Adds wrapped text with its first baseline at @y. Returns: the baseline of the last line.
 */
double   plim_layout_add_paragraph (PlimScene     *scene,
                                  PlimStyle        style,
                                  double           x,
                                  double           y,
                                  double           size_mm,
                                  double           line_mm,
                                  double           width_mm,
                                  const char      *text);

/**
 * A place where labels look for room: boxes are taken, labels try candidate
 * places around their anchor and take the first free one.
 */
typedef struct _PlimLabels PlimLabels;

PlimLabels *plim_labels_new      (double           x,
                                  double           y,
                                  double           w,
                                  double           h);
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
  gboolean  leader;     /* far enough away to need a line to its anchor */
} PlimLabelPlace;

/**
 * plim_labels_place:
 * @x, @y: the anchor; @gap_mm: its mark's radius and some air
 * @width_mm, @height_mm: of the label's text (height from baseline to ascent)
 *
 * Finds a free place: right, left, above, below, the corners, then further out with a
 * leader. Takes it. Returns: %FALSE where there is none; the caller then leaves the label out
 * (and its mark keeps the words as its label).
 */
gboolean    plim_labels_place    (PlimLabels      *self,
                                  double           x,
                                  double           y,
                                  double           gap_mm,
                                  double           width_mm,
                                  double           height_mm,
                                  PlimLabelPlace  *place);

/** The program's own PangoFontMap (fontconfig with only our families first); one for each thread, owned by it. */
typedef struct _PangoFontMap PangoFontMap;
PangoFontMap *plim_layout_get_font_map (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimLabels, plim_labels_free)

G_END_DECLS
