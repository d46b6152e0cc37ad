/* plim-layout.h: texts measured and wrapped */

#pragma once

#include "app/scene/plim-labels.h"
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
 * plim_layout_set_line:
 *
 * One line of type as Pango sets it, at an em of %PLIM_LAYOUT_EM units whatever its size will be: painters scale it.
 * It belongs to the calling thread and holds this text until the next call.
 */
#define PLIM_LAYOUT_EM 32
typedef struct _PangoLayout PangoLayout;
PangoLayout *plim_layout_set_line (const char *text,
                                   gboolean    bold);

G_END_DECLS
