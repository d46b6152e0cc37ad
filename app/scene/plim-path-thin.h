/* plim-path-thin.h: long paths without the points that no one can see */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_path_thin:
 * @points: (element-type PlimPathPoint): of a shape
 * @column_mm: what is narrower than this cannot be told apart
 * @room: (element-type PlimPathPoint): where a shorter path is kept; emptied
 * @thinned: the path to draw, in @points or in @room
 *
 * A series over time has more points than a picture has columns. Of the points within one column the
 * first, lowest, highest and last stay: the line drawn covers the same ground. Short paths stay as they are.
 *
 * Returns: how many points *@thinned has
 */
guint plim_path_thin (const GArray         *points,
                      double                column_mm,
                      GArray               *room,
                      const PlimPathPoint **thinned);

G_END_DECLS
