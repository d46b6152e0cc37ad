#include "config.h"

#include "app/scene/plim-path-thin.h"

#include <math.h>

/* Below this many there is nothing to gain. */
#define SHORT_POINTS 512

static void
flush_column (GArray              *room,
              const PlimPathPoint *points,
              guint                first,
              guint                last,
              guint                lowest,
              guint                highest)
{
  guint early = MIN (lowest, highest);
  guint late = MAX (lowest, highest);

  g_array_append_val (room, points[first]);
  if (early != first && early != last)
    g_array_append_val (room, points[early]);
  if (late != early && late != first && late != last)
    g_array_append_val (room, points[late]);
  if (last != first)
    g_array_append_val (room, points[last]);
}

guint
plim_path_thin (const GArray         *points,
                double                column_mm,
                GArray               *room,
                const PlimPathPoint **thinned)
{
  const PlimPathPoint *all;
  guint i = 0;

  g_return_val_if_fail (points != NULL && room != NULL && thinned != NULL, 0);

  all = (const PlimPathPoint *) points->data;
  *thinned = all;
  if (points->len < SHORT_POINTS || column_mm <= 0)
    return points->len;

  g_array_set_size (room, 0);
  while (i < points->len)
    {
      double column = floor (all[i].x / column_mm);
      guint first = i;
      guint lowest = i;
      guint highest = i;

      if (all[i].verb != PLIM_PATH_LINE)
        {
          /* A curve's three points stay together. */
          for (guint n = all[i].verb == PLIM_PATH_CURVE ? 3 : 1; n > 0 && i < points->len; n--)
            g_array_append_val (room, all[i++]);
          continue;
        }

      for (i++; i < points->len && all[i].verb == PLIM_PATH_LINE && floor (all[i].x / column_mm) == column; i++)
        {
          if (all[i].y < all[lowest].y)
            lowest = i;
          if (all[i].y > all[highest].y)
            highest = i;
        }
      flush_column (room, all, first, i - 1, lowest, highest);
    }

  *thinned = (const PlimPathPoint *) room->data;

  return room->len;
}
