/* plim-projection.h: degrees ↔ map; wraps at 180° */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A tile's edge in pixels at scale factor 1, and the map's northern and southern edge. */
#define PLIM_TILE_SIZE        256
#define PLIM_LATITUDE_LIMIT   85.0511287798066

/**
 * PlimMapBox:
 *
 * Degrees. Where @east is less than @west the box lies across 180°.
 */
typedef struct
{
  double west;
  double south;
  double east;
  double north;
} PlimMapBox;

/**
 * PlimMapView:
 * @x, @y: its upper left corner in world units
 * @scale: output units (pixels, millimetres) in one world unit
 * @width, @height: its size in output units
 *
 * A rectangle of the web-mercator map. The world is one unit wide and high,
 * from 180° W and the northern edge; @x may leave 0…1, as the world repeats.
 */
typedef struct
{
  double x;
  double y;
  double scale;
  double width;
  double height;
} PlimMapView;

/* World units. Latitudes beyond the map's edge are drawn on it. */
double plim_projection_x                (double longitude);
double plim_projection_y                (double latitude);
double plim_projection_longitude        (double x);
double plim_projection_latitude         (double y);

/**
 * plim_projection_nearest_x:
 *
 * @x moved by whole turns of the world until it is as near @reference as can be.
 */
double plim_projection_nearest_x        (double x,
                                         double reference);

/** The world's width in pixels at a zoom level, which need not be whole. */
double plim_projection_world_pixels     (double zoom);

/**
 * plim_projection_fit:
 * @zoom: (out): the greatest zoom level at which all of @box is seen
 *
 * Where to stand so that @box fills a window of that many pixels.
 */
void   plim_projection_fit              (const PlimMapBox *box,
                                         double            width,
                                         double            height,
                                         double           *latitude,
                                         double           *longitude,
                                         double           *zoom);

/** The view of tile @x, @y at zoom level @z, @pixels wide; @x outside the world wraps. */
PlimMapView plim_map_view_for_tile      (int               x,
                                         int               y,
                                         int               z,
                                         double            pixels);

/** The view that shows all of @box in the middle of @width × @height output units. */
PlimMapView plim_map_view_fit           (const PlimMapBox *box,
                                         double            width,
                                         double            height);

PlimMapView plim_map_view_at            (double            latitude,
                                         double            longitude,
                                         double            zoom,
                                         double            width,
                                         double            height);

/** Where a place is drawn; of its repetitions the one nearest the view's middle. */
void   plim_map_view_place              (const PlimMapView *view,
                                         double             latitude,
                                         double             longitude,
                                         double            *x,
                                         double            *y);
void   plim_map_view_locate             (const PlimMapView *view,
                                         double             x,
                                         double             y,
                                         double            *latitude,
                                         double            *longitude);

/** What of the world is seen. West lies in -180…180; all the way round is -180…180. */
PlimMapBox plim_map_view_box            (const PlimMapView *view);

/**
 * plim_map_view_lay:
 *
 * Lays what was drawn for @other on @view: @x and @y is where its upper left corner comes to lie, of its repetitions that
 * nearest the view's middle. Returns by how much it is stretched there.
 */
double plim_map_view_lay                (const PlimMapView *view,
                                         const PlimMapView *other,
                                         double            *x,
                                         double            *y);

/** Whether what was drawn for @self shows all of @other, and at its scale. */
gboolean plim_map_view_covers           (const PlimMapView *self,
                                         const PlimMapView *other);

/** The view with a margin on each side: that share of its width and height. */
PlimMapView plim_map_view_widen         (const PlimMapView *view,
                                         double             share);

/** Metres on the ground in one output unit, at a latitude. */
double plim_map_view_metres             (const PlimMapView *view,
                                         double             latitude);

G_END_DECLS
