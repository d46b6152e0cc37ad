#include "config.h"

#include "app/map/plim-clip.h"

/* Sutherland and Hodgman against one side. */
static void
clip_side (GArray   *from,
           GArray   *to,
           gboolean  along_x,
           double    limit,
           gboolean  keep_above)
{
  const PlimClipPoint *points = (const PlimClipPoint *) (gpointer) from->data;
  guint i;

  g_array_set_size (to, 0);
  for (i = 0; i < from->len; i++)
    {
      const PlimClipPoint *at = &points[i];
      const PlimClipPoint *before = &points[i > 0 ? i - 1 : from->len - 1];
      double here = along_x ? at->x : at->y, there = along_x ? before->x : before->y;
      gboolean inside = keep_above ? here >= limit : here <= limit;
      gboolean was_inside = keep_above ? there >= limit : there <= limit;

      if (inside != was_inside)
        {
          double part = (limit - there) / (here - there);
          PlimClipPoint crossing = { before->x + part * (at->x - before->x),
                                     before->y + part * (at->y - before->y),
                                     was_inside && at->drawn };

          g_array_append_val (to, crossing);
        }
      if (inside)
        g_array_append_val (to, *at);
    }
}

/* Liang and Barsky */
gboolean
plim_clip_segment (const PlimClipBox *box,
                   PlimClipPoint     *from,
                   PlimClipPoint     *to)
{
  double dx = to->x - from->x, dy = to->y - from->y;
  const double slope[] = { -dx, dx, -dy, dy };
  const double room[] = { from->x - box->left, box->right - from->x, from->y - box->top, box->bottom - from->y };
  double enter = 0.0, leave = 1.0;
  PlimClipPoint start = *from;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (slope); i++)
    {
      if (slope[i] == 0.0 && room[i] < 0.0)
        return FALSE;
      if (slope[i] < 0.0)
        enter = MAX (enter, room[i] / slope[i]);
      else if (slope[i] > 0.0)
        leave = MIN (leave, room[i] / slope[i]);
    }
  if (enter > leave)
    return FALSE;

  from->x = start.x + enter * dx;
  from->y = start.y + enter * dy;
  to->x = start.x + leave * dx;
  to->y = start.y + leave * dy;

  return TRUE;
}

void
plim_clip_ring (const PlimClipBox *box,
                GArray            *ring,
                GArray            *spare)
{
  clip_side (ring, spare, TRUE, box->left, TRUE);
  clip_side (spare, ring, TRUE, box->right, FALSE);
  clip_side (ring, spare, FALSE, box->top, TRUE);
  clip_side (spare, ring, FALSE, box->bottom, FALSE);
}
