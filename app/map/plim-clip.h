/* plim-clip.h: lines and rings cut by a rectangle */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} PlimClipBox;

/**
 * PlimClipPoint:
 * @drawn: whether the edge that leads here is one of the original's; those that a cut makes are not
 */
typedef struct
{
  double   x;
  double   y;
  gboolean drawn;
} PlimClipPoint;

/** Shortens the segment to what lies in the box; %FALSE where nothing does. */
gboolean plim_clip_segment (const PlimClipBox *box,
                            PlimClipPoint     *from,
                            PlimClipPoint     *to);

/**
 * plim_clip_ring:
 * @ring: (element-type PlimClipPoint): cut in place; fewer than three points where nothing is left
 * @spare: room to work in, of the same element type
 */
void     plim_clip_ring    (const PlimClipBox *box,
                            GArray            *ring,
                            GArray            *spare);

G_END_DECLS
