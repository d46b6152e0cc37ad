#include "config.h"

#include "app/map/plim-projection.h"

#include <math.h>

#include "app/analysis/plim-geo.h"

/* The sphere of web mercator has WGS 84's equatorial radius. */
#define EQUATOR_M (2.0 * G_PI * 6378137.0)
/* Less than that of an output unit nobody sees. */
#define SLACK     0.5

static double
box_width_degrees (const PlimMapBox *box)
{
  double width = box->east - box->west;

  return width < 0.0 ? width + 360.0 : width;
}

double
plim_projection_x (double longitude)
{
  return longitude / 360.0 + 0.5;
}

double
plim_projection_y (double latitude)
{
  double sine = sin (CLAMP (latitude, -PLIM_LATITUDE_LIMIT, PLIM_LATITUDE_LIMIT) * G_PI / 180.0);

  return 0.5 - log ((1.0 + sine) / (1.0 - sine)) / (4.0 * G_PI);
}

double
plim_projection_longitude (double x)
{
  return plim_geo_wrap ((x - 0.5) * 360.0);
}

double
plim_projection_latitude (double y)
{
  return atan (sinh ((1.0 - 2.0 * y) * G_PI)) * 180.0 / G_PI;
}

double
plim_projection_nearest_x (double x,
                           double reference)
{
  return x - floor (x - reference + 0.5);
}

double
plim_projection_world_pixels (double zoom)
{
  return PLIM_TILE_SIZE * exp2 (zoom);
}

void
plim_projection_fit (const PlimMapBox *box,
                     double            width,
                     double            height,
                     double           *latitude,
                     double           *longitude,
                     double           *zoom)
{
  PlimMapView view;

  g_return_if_fail (latitude != NULL && longitude != NULL && zoom != NULL);

  view = plim_map_view_fit (box, width, height);
  plim_map_view_locate (&view, width / 2.0, height / 2.0, latitude, longitude);
  *zoom = log2 (view.scale / PLIM_TILE_SIZE);
}

PlimMapView
plim_map_view_for_tile (int    x,
                        int    y,
                        int    z,
                        double pixels)
{
  int across = 1 << CLAMP (z, 0, 30);
  int column = ((x % across) + across) % across;

  return (PlimMapView) { (double) column / across, (double) y / across, pixels * across, pixels, pixels };
}

PlimMapView
plim_map_view_fit (const PlimMapBox *box,
                   double            width,
                   double            height)
{
  PlimMapView view = { 0.0, 0.0, 1.0, width, height };
  double left, top, across, down;

  g_return_val_if_fail (box != NULL && width > 0.0 && height > 0.0, view);

  left = plim_projection_x (box->west);
  top = plim_projection_y (box->north);
  across = box_width_degrees (box) / 360.0;
  down = plim_projection_y (box->south) - top;

  /* A single place has no size: show a few kilometres around it. */
  view.scale = MIN (width / MAX (across, 1e-4), height / MAX (down, 1e-4));
  view.x = left + across / 2.0 - width / view.scale / 2.0;
  view.y = top + down / 2.0 - height / view.scale / 2.0;

  return view;
}

PlimMapView
plim_map_view_at (double latitude,
                  double longitude,
                  double zoom,
                  double width,
                  double height)
{
  double scale = plim_projection_world_pixels (zoom);

  return (PlimMapView) { plim_projection_x (longitude) - width / scale / 2.0,
                         plim_projection_y (latitude) - height / scale / 2.0,
                         scale, width, height };
}

void
plim_map_view_place (const PlimMapView *view,
                     double             latitude,
                     double             longitude,
                     double            *x,
                     double            *y)
{
  double middle = view->x + view->width / view->scale / 2.0;

  *x = (plim_projection_nearest_x (plim_projection_x (longitude), middle) - view->x) * view->scale;
  *y = (plim_projection_y (latitude) - view->y) * view->scale;
}

void
plim_map_view_locate (const PlimMapView *view,
                      double             x,
                      double             y,
                      double            *latitude,
                      double            *longitude)
{
  *latitude = plim_projection_latitude (view->y + y / view->scale);
  *longitude = plim_projection_longitude (view->x + x / view->scale);
}

PlimMapBox
plim_map_view_box (const PlimMapView *view)
{
  PlimMapBox box;

  plim_map_view_locate (view, 0.0, 0.0, &box.north, &box.west);
  plim_map_view_locate (view, view->width, view->height, &box.south, &box.east);
  if (view->width / view->scale >= 1.0)
    {
      box.west = -180.0;
      box.east = 180.0;
    }

  return box;
}

double
plim_map_view_lay (const PlimMapView *view,
                   const PlimMapView *other,
                   double            *x,
                   double            *y)
{
  double middle = view->x + view->width / view->scale / 2.0;
  double half = other->width / other->scale / 2.0;
  double left = plim_projection_nearest_x (other->x + half, middle) - half;

  *x = (left - view->x) * view->scale;
  *y = (other->y - view->y) * view->scale;

  return view->scale / other->scale;
}

gboolean
plim_map_view_covers (const PlimMapView *self,
                      const PlimMapView *other)
{
  double x, y, stretch = plim_map_view_lay (other, self, &x, &y);

  return fabs (stretch - 1.0) < 1e-6 && x <= SLACK && y <= SLACK
         && x + self->width >= other->width - SLACK && y + self->height >= other->height - SLACK;
}

PlimMapView
plim_map_view_widen (const PlimMapView *view,
                     double             share)
{
  return (PlimMapView) { view->x - view->width * share / view->scale, view->y - view->height * share / view->scale, view->scale,
                         view->width * (1.0 + 2.0 * share), view->height * (1.0 + 2.0 * share) };
}

double
plim_map_view_metres (const PlimMapView *view,
                      double             latitude)
{
  return cos (latitude * G_PI / 180.0) * EQUATOR_M / view->scale;
}
