#include "config.h"

#include "ui/plim-viewport.h"

#include <math.h>

PlimMapView
plim_viewport_get_view (ShumateViewport *viewport,
                        int              width,
                        int              height)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  double level = shumate_viewport_get_zoom_level (viewport), zoom = level;

  /* Between two levels libshumate lets tiles grow evenly, not by powers. */
  if (source != NULL)
    zoom = floor (level) + log2 (shumate_map_source_get_tile_size_at_zoom (source, level) / PLIM_TILE_SIZE);

  return plim_map_view_at (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                           shumate_location_get_longitude (SHUMATE_LOCATION (viewport)), zoom, width, height);
}

void
plim_viewport_fit (ShumateViewport  *viewport,
                   const PlimMapBox *box,
                   int               width,
                   int               height)
{
  double latitude, longitude, zoom;

  plim_projection_fit (box, width, height, &latitude, &longitude, &zoom);
  shumate_viewport_set_zoom_level (viewport, floor (zoom) + exp2 (zoom - floor (zoom)) - 1.0);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

void
plim_viewport_move (ShumateViewport *viewport,
                    double           x,
                    double           y)
{
  PlimMapView view = plim_viewport_get_view (viewport, 0, 0);
  double latitude, longitude;

  plim_map_view_locate (&view, x, y, &latitude, &longitude);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), CLAMP (latitude, -PLIM_LATITUDE_LIMIT, PLIM_LATITUDE_LIMIT), longitude);
}

void
plim_viewport_get_place (ShumateViewport *viewport,
                         double           place[3])
{
  place[0] = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  place[1] = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  place[2] = shumate_viewport_get_zoom_level (viewport);
}
