#include "config.h"

#include "app/map/plim-map-area.h"

#include "app/map/plim-clip.h"
#include "app/scene/plim-layout.h"

#define NAME_MM 2.5
/* Worlds to either side that may be in view too. */
#define REPETITIONS 1

/* Where the corners are drawn, with the first one as near the middle of the view as can be. */
static PlimClipPoint *
place_corners (const PlimArea    *area,
               const PlimMapView *view,
               double             x,
               double             y)
{
  guint n = plim_area_get_n (area);
  PlimClipPoint *corners = g_new0 (PlimClipPoint, n);
  double last = view->x + view->width / view->scale / 2.0;

  for (guint i = 0; i < n; i++)
    {
      double latitude, longitude;

      plim_area_get_corner (area, i, &latitude, &longitude);
      last = plim_projection_nearest_x (plim_projection_x (longitude), last);
      corners[i].x = x + (last - view->x) * view->scale;
      corners[i].y = y + (plim_projection_y (latitude) - view->y) * view->scale;
    }

  return corners;
}

/* NULL where nothing of it is in view. */
static PlimShape *
add_edge (PlimScene           *scene,
          PlimStyle            style,
          const PlimClipPoint *corners,
          guint                n,
          double               world,
          const PlimClipBox   *paper)
{
  PlimShape *path = NULL;

  /* A wide view, or an area whose first corner is far off, shows it again a world farther. */
  for (int turn = -REPETITIONS; turn <= REPETITIONS; turn++)
    for (guint i = 0; i < n; i++)
      {
        PlimClipPoint from = corners[i], to = corners[(i + 1) % n];

        from.x += turn * world;
        to.x += turn * world;
        if (!plim_clip_segment (paper, &from, &to))
          continue;
        if (path == NULL)
          path = plim_scene_add_path (scene, style);
        plim_shape_move_to (path, from.x, from.y);
        plim_shape_line_to (path, to.x, to.y);
      }

  return path;
}

static void
write_name (PlimScene           *scene,
            const char          *name,
            const PlimClipPoint *at,
            const PlimClipBox   *paper,
            PlimLabels          *labels)
{
  PlimLabelPlace place;

  if (name == NULL || *name == '\0' || at->x < paper->left || at->x > paper->right || at->y < paper->top || at->y > paper->bottom
      || !plim_labels_place (labels, at->x, at->y, 1.0, plim_layout_text_width (name, NAME_MM, FALSE), NAME_MM * 0.76, &place))
    return;

  plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, place.x, place.y, NAME_MM, place.align, name);
}

gboolean
plim_map_area_add (PlimScene         *scene,
                   const PlimArea    *area,
                   const char        *name,
                   const PlimMapView *view,
                   double             x,
                   double             y,
                   PlimLabels        *labels)
{
  g_autofree PlimClipPoint *corners = NULL;
  PlimClipBox paper = { x, y, x + view->width, y + view->height };
  static const PlimStyle styles[] = { PLIM_STYLE_AREA_GROUND, PLIM_STYLE_AREA };
  PlimShape *path = NULL;
  guint n, top = 0;

  g_return_val_if_fail (scene != NULL && area != NULL && view != NULL && labels != NULL, FALSE);

  n = plim_area_get_n (area);
  corners = place_corners (area, view, x, y);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    path = add_edge (scene, styles[i], corners, n, view->scale, &paper);

  for (guint i = 1; i < n; i++)
    if (corners[i].y < corners[top].y)
      top = i;
  if (path != NULL)
    write_name (scene, name, &corners[top], &paper, labels);

  return path != NULL;
}
