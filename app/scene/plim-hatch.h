/* plim-hatch.h: the lines and dots of the patterns, the same in every output */

#pragma once

#include <cairo.h>

#include "app/scene/plim-style.h"

G_BEGIN_DECLS

/* From line to line, and how thick one is; from dot to dot, and its radius. */
#define PLIM_HATCH_PITCH_MM 1.2
#define PLIM_HATCH_WIDTH_MM 0.45
#define PLIM_DOTS_PITCH_MM  3.2
#define PLIM_DOTS_RADIUS_MM 0.18

/**
 * plim_hatch_trace:
 *
 * Draws the pattern over the box in the current source; the caller has clipped. Lines run on from one shape to
 * the next, because they are counted from the page's corner.
 */
void plim_hatch_trace (cairo_t     *cr,
                       PlimPattern  pattern,
                       double       x,
                       double       y,
                       double       w,
                       double       h);

G_END_DECLS
