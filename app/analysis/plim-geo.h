/* plim-geo.h: distance, bearing, the date line */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLIM_GEO_EARTH_RADIUS_M  6371008.8   /* the mean radius */
#define PLIM_GEO_NAUTICAL_MILE_M 1852.0

/*
 * Degrees in, metres and degrees out. Bearings are clockwise from north, 0 to below 360.
 * Between two equal places every bearing is right; 0 is given.
 */

/* On the sphere: quick, and within half a per cent. */
double plim_geo_distance_m          (double  latitude_1,
                                     double  longitude_1,
                                     double  latitude_2,
                                     double  longitude_2);
double plim_geo_bearing             (double  latitude_1,
                                     double  longitude_1,
                                     double  latitude_2,
                                     double  longitude_2);
void   plim_geo_destination         (double  latitude,
                                     double  longitude,
                                     double  bearing,
                                     double  distance_m,
                                     double *to_latitude,
                                     double *to_longitude);

/** The place at @part (0…1) of the great circle from one place to another. */
void   plim_geo_between             (double  latitude_1,
                                     double  longitude_1,
                                     double  latitude_2,
                                     double  longitude_2,
                                     double  part,
                                     double *latitude,
                                     double *longitude);

/**
 * plim_geo_geodesic:
 * @bearing: (out) (optional): initial bearing
 *
 * The shortest way on the WGS 84 ellipsoid, to a millimetre, for any two places,
 * nearly antipodal ones too.
 *
 * Returns: its length in metres
 */
double plim_geo_geodesic            (double  latitude_1,
                                     double  longitude_1,
                                     double  latitude_2,
                                     double  longitude_2,
                                     double *bearing);
void   plim_geo_geodesic_destination (double  latitude,
                                     double  longitude,
                                     double  bearing,
                                     double  distance_m,
                                     double *to_latitude,
                                     double *to_longitude);

/**
 * plim_geo_ellipsoid_m:
 *
 * The same length in one step, after Lambert: within a hundred-thousandth for any two places on one half of the earth.
 * For what is measured by the ten thousand.
 */
double plim_geo_ellipsoid_m         (double  latitude_1,
                                     double  longitude_1,
                                     double  latitude_2,
                                     double  longitude_2);

/** @longitude moved by whole turns to within half a turn of @reference: a track unwraps fix by fix. */
double plim_geo_unwrap              (double  longitude,
                                     double  reference);

/** Above -180, up to 180. */
double plim_geo_wrap                (double  longitude);

G_END_DECLS
