#include "config.h"

#include "app/analysis/plim-reach.h"

#include <math.h>

#include "app/analysis/plim-geo.h"

/* From a place to its antipode, by way of a pole. */
#define HALF_MERIDIAN_M 20003931.4586

double
plim_reach_radius_m (double silent_s,
                     double speed_kn)
{
  if (!(silent_s > 0.0) || !(speed_kn > 0.0))
    return 0.0;

  return MIN (silent_s / 3600.0 * speed_kn * PLIM_GEO_NAUTICAL_MILE_M, HALF_MERIDIAN_M);
}

GArray *
plim_reach_circle (double    latitude,
                   double    longitude,
                   double    radius_m,
                   guint     n,
                   guint    *n_poles)
{
  GArray *circle = g_array_sized_new (FALSE, FALSE, sizeof (PlimReachPoint), n + 1);
  double last = longitude;

  g_return_val_if_fail (fabs (latitude) <= 90.0 && radius_m >= 0.0 && n >= 8, circle);

  for (guint i = 0; i <= n; i++)
    {
      PlimReachPoint point;

      plim_geo_geodesic_destination (latitude, longitude, 360.0 * (i % n) / n, radius_m, &point.latitude, &point.longitude);
      point.longitude = plim_geo_unwrap (point.longitude, last);
      last = point.longitude;
      g_array_append_val (circle, point);
    }
  /* The line's turns do not tell: round both poles they cancel. */
  if (n_poles != NULL)
    *n_poles = (plim_geo_geodesic (latitude, longitude, 90.0, longitude, NULL) < radius_m)
               + (plim_geo_geodesic (latitude, longitude, -90.0, longitude, NULL) < radius_m);

  return circle;
}
