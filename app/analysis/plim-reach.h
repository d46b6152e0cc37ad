/* plim-reach.h: how far a vessel may have come since it was last known */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Metres in @silent_s at @speed_kn, by any way at all; never more than half round the earth. 0 where either is not positive. */
double  plim_reach_radius_m (double    silent_s,
                             double    speed_kn);

/** Longitude goes on from one to the next, so it may leave -180…180. */
typedef struct
{
  double latitude;
  double longitude;
} PlimReachPoint;

/**
 * plim_reach_circle:
 * @n: of points, at least 8
 * @n_poles: (out) (optional): how many poles lie within. With one the line ends a whole turn beside where it began; with both
 *   it goes round what is farther than @radius_m
 *
 * The places @radius_m from one place by the shortest way on the ellipsoid: @n + 1 points clockwise from north, the last of them
 * where the first is. It says only what cannot have been farther: land, weather and the vessel's wish are not in it.
 *
 * Returns: (element-type PlimReachPoint)
 */
GArray *plim_reach_circle   (double    latitude,
                             double    longitude,
                             double    radius_m,
                             guint     n,
                             guint    *n_poles);

G_END_DECLS
