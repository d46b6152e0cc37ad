#include "config.h"

#include "app/analysis/plim-geo.h"

#include <math.h>

/* WGS 84 */
#define MAJOR_M    6378137.0
#define FLATTENING (1.0 / 298.257223563)
#define MINOR_M    (MAJOR_M * (1.0 - FLATTENING))

/* A geodesic on the auxiliary sphere: Karney's α₀, σ₁, σ₂, ω₁₂ and Vincenty's series for what
 * an arc of the sphere is on the ellipsoid. */
typedef struct
{
  double sin_azimuth_0;
  double cos2_azimuth_0;
  double sigma_1;
  double sigma_12;
  double omega_12;
  double sin_azimuth_2;
  double cos_azimuth_2;
} Arc;

static double
radians (double degrees)
{
  return degrees * (G_PI / 180.0);
}

static double
degrees (double angle)
{
  return angle * (180.0 / G_PI);
}

static double
positive_bearing (double angle)
{
  double bearing = degrees (angle);

  if (bearing < 0.0)
    bearing += 360.0;

  return bearing >= 360.0 ? 0.0 : bearing;
}

static double
reduced_latitude (double latitude)
{
  /* tan (90°) is a very large number, not infinity: the pole comes out right. */
  return atan ((1.0 - FLATTENING) * tan (radians (latitude)));
}

/* The difference between longitude on the sphere and on the ellipsoid, after Vincenty. */
static double
longitude_correction (double sin_azimuth_0,
                      double cos2_azimuth_0,
                      double sigma_12,
                      double cos_2_middle)
{
  double c = FLATTENING / 16.0 * cos2_azimuth_0 * (4.0 + FLATTENING * (4.0 - 3.0 * cos2_azimuth_0));

  return (1.0 - c) * FLATTENING * sin_azimuth_0
         * (sigma_12 + c * sin (sigma_12)
                       * (cos_2_middle + c * cos (sigma_12) * (-1.0 + 2.0 * cos_2_middle * cos_2_middle)));
}

/* Vincenty's A and B, and the difference between an arc and its length over b A. */
static double
length_factor (double  cos2_azimuth_0,
               double *b)
{
  double u2 = cos2_azimuth_0 * (MAJOR_M * MAJOR_M - MINOR_M * MINOR_M) / (MINOR_M * MINOR_M);

  *b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));

  return 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
}

static double
sigma_correction (double b,
                  double sigma_12,
                  double cos_2_middle)
{
  double sine = sin (sigma_12);

  return b * sine
         * (cos_2_middle
            + b / 4.0 * (cos (sigma_12) * (-1.0 + 2.0 * cos_2_middle * cos_2_middle)
                         - b / 6.0 * cos_2_middle * (-3.0 + 4.0 * sine * sine)
                           * (-3.0 + 4.0 * cos_2_middle * cos_2_middle)));
}

/* The geodesic that leaves the southern reduced latitude @beta_1 at @past_east, an angle clockwise from
 * east, and goes to @beta_2; gives the longitude it then has covered on the ellipsoid. By the equator all lies in
 * how little the angle differs from east, which an angle from north could not hold. */
static double
follow (double  beta_1,
        double  beta_2,
        double  past_east,
        Arc    *arc)
{
  double sin_1 = cos (past_east), cos_1 = -sin (past_east);
  double sin_b1 = sin (beta_1), cos_b1 = cos (beta_1), sin_b2 = sin (beta_2), cos_b2 = cos (beta_2);
  double sigma_2, difference;

  arc->sin_azimuth_0 = sin_1 * cos_b1;
  arc->cos2_azimuth_0 = MAX (0.0, 1.0 - arc->sin_azimuth_0 * arc->sin_azimuth_0);
  arc->sin_azimuth_2 = arc->sin_azimuth_0 / cos_b2;
  /* cos² β₂ - cos² β₁ in a form that loses nothing where the two are close. */
  difference = (sin_b1 - sin_b2) * (sin_b1 + sin_b2);
  arc->cos_azimuth_2 = sqrt (MAX (0.0, cos_1 * cos_1 * cos_b1 * cos_b1 + difference)) / cos_b2;

  arc->sigma_1 = atan2 (sin_b1, cos_1 * cos_b1);
  sigma_2 = atan2 (sin_b2, arc->cos_azimuth_2 * cos_b2);
  arc->sigma_12 = sigma_2 - arc->sigma_1;
  arc->omega_12 = atan2 (arc->sin_azimuth_0 * sin_b2, arc->cos_azimuth_2 * cos_b2)
                  - atan2 (arc->sin_azimuth_0 * sin_b1, cos_1 * cos_b1);
  if (arc->omega_12 < 0.0)
    arc->omega_12 += 2.0 * G_PI;

  return arc->omega_12 - longitude_correction (arc->sin_azimuth_0, arc->cos2_azimuth_0, arc->sigma_12,
                                               cos (2.0 * arc->sigma_1 + arc->sigma_12));
}

double
plim_geo_distance_m (double latitude_1,
                     double longitude_1,
                     double latitude_2,
                     double longitude_2)
{
  double half_lat = sin (radians (latitude_2 - latitude_1) / 2.0);
  double half_lon = sin (radians (longitude_2 - longitude_1) / 2.0);
  double a = half_lat * half_lat
             + cos (radians (latitude_1)) * cos (radians (latitude_2)) * half_lon * half_lon;

  return 2.0 * PLIM_GEO_EARTH_RADIUS_M * asin (sqrt (CLAMP (a, 0.0, 1.0)));
}

double
plim_geo_bearing (double latitude_1,
                  double longitude_1,
                  double latitude_2,
                  double longitude_2)
{
  double turn = radians (longitude_2 - longitude_1);
  double from = radians (latitude_1), to = radians (latitude_2);

  return positive_bearing (atan2 (sin (turn) * cos (to), cos (from) * sin (to) - sin (from) * cos (to) * cos (turn)));
}

void
plim_geo_destination (double  latitude,
                      double  longitude,
                      double  bearing,
                      double  distance_m,
                      double *to_latitude,
                      double *to_longitude)
{
  double arc = distance_m / PLIM_GEO_EARTH_RADIUS_M;
  double from = radians (latitude), course = radians (bearing);
  double sine = sin (from) * cos (arc) + cos (from) * sin (arc) * cos (course);

  *to_latitude = degrees (asin (CLAMP (sine, -1.0, 1.0)));
  *to_longitude = plim_geo_wrap (longitude + degrees (atan2 (sin (course) * sin (arc) * cos (from),
                                                             cos (arc) - sin (from) * sine)));
}

void
plim_geo_between (double  latitude_1,
                  double  longitude_1,
                  double  latitude_2,
                  double  longitude_2,
                  double  part,
                  double *latitude,
                  double *longitude)
{
  double distance_m = plim_geo_distance_m (latitude_1, longitude_1, latitude_2, longitude_2);
  double bearing = plim_geo_bearing (latitude_1, longitude_1, latitude_2, longitude_2);

  plim_geo_destination (latitude_1, longitude_1, bearing, distance_m * part, latitude, longitude);
}

double
plim_geo_geodesic (double  latitude_1,
                   double  longitude_1,
                   double  latitude_2,
                   double  longitude_2,
                   double *bearing)
{
  double turn = plim_geo_unwrap (longitude_2, longitude_1) - longitude_1;
  int east = turn < 0.0 ? -1 : 1, order = 1, south = 1;
  double beta_1, beta_2, wanted, low = -G_PI_2, high = G_PI_2, past_east, sin_1, cos_1, a, b, cos_2_middle;
  Arc arc;
  guint i;

  g_return_val_if_fail (fabs (latitude_1) <= 90.0 && fabs (latitude_2) <= 90.0, 0.0);

  if (bearing != NULL)
    *bearing = 0.0;
  if (latitude_1 == latitude_2 && turn == 0.0)
    return 0.0;

  /* Karney (2013): turned and mirrored so that the first place is southern and the farther from
   * the equator, exactly one azimuth leads to the second, and the longitude covered grows with the
   * azimuth. Halving the interval finds it everywhere; Vincenty's own iteration does not. */
  wanted = radians (fabs (turn));
  if (fabs (latitude_1) < fabs (latitude_2))
    {
      double kept = latitude_1;

      latitude_1 = latitude_2;
      latitude_2 = kept;
      order = -1;
      east = -east;
    }
  if (latitude_1 > 0.0)
    {
      latitude_1 = -latitude_1;
      latitude_2 = -latitude_2;
      south = -1;
    }

  /* Within a thousandth of a millimetre of the equator is on it. */
  if (latitude_1 > -1e-14 && wanted <= (1.0 - FLATTENING) * G_PI)
    {
      if (bearing != NULL)
        *bearing = order * east > 0 ? 90.0 : 270.0;
      return MAJOR_M * wanted;
    }

  /* Exactly on the equator or a pole the azimuth would lose its meaning. */
  beta_1 = MIN (reduced_latitude (latitude_1), -1e-15);
  beta_2 = reduced_latitude (latitude_2);
  for (i = 0; i < 100; i++)
    {
      past_east = (low + high) / 2.0;
      if (follow (beta_1, beta_2, past_east, &arc) < wanted)
        low = past_east;
      else
        high = past_east;
    }
  past_east = wanted == 0.0 ? -G_PI_2 : (low + high) / 2.0;
  follow (beta_1, beta_2, past_east, &arc);

  cos_2_middle = cos (2.0 * arc.sigma_1 + arc.sigma_12);
  a = length_factor (arc.cos2_azimuth_0, &b);
  sin_1 = order > 0 ? cos (past_east) : arc.sin_azimuth_2;
  cos_1 = order > 0 ? -sin (past_east) : arc.cos_azimuth_2;
  if (bearing != NULL)
    *bearing = positive_bearing (atan2 (sin_1 * order * east, cos_1 * order * south));

  return MINOR_M * a * (arc.sigma_12 - sigma_correction (b, arc.sigma_12, cos_2_middle));
}

void
plim_geo_geodesic_destination (double  latitude,
                               double  longitude,
                               double  bearing,
                               double  distance_m,
                               double *to_latitude,
                               double *to_longitude)
{
  double azimuth = radians (bearing), beta = reduced_latitude (latitude);
  double sin_b = sin (beta), cos_b = cos (beta);
  double sigma_1 = atan2 (tan (beta), cos (azimuth));
  double sin_0 = cos_b * sin (azimuth), cos2_0 = 1.0 - sin_0 * sin_0;
  double a, b, sigma, before, cos_2_middle, x, y;
  guint i;

  a = length_factor (cos2_0, &b);
  sigma = distance_m / (MINOR_M * a);
  for (i = 0; i < 20; i++)
    {
      before = sigma;
      cos_2_middle = cos (2.0 * sigma_1 + sigma);
      sigma = distance_m / (MINOR_M * a) + sigma_correction (b, sigma, cos_2_middle);
      if (fabs (sigma - before) < 1e-15)
        break;
    }

  cos_2_middle = cos (2.0 * sigma_1 + sigma);
  x = cos_b * cos (sigma) - sin_b * sin (sigma) * cos (azimuth);
  y = sin (sigma) * sin (azimuth);
  *to_latitude = degrees (atan2 (sin_b * cos (sigma) + cos_b * sin (sigma) * cos (azimuth),
                                 (1.0 - FLATTENING) * hypot (sin_0, sin_b * sin (sigma) - cos_b * cos (sigma) * cos (azimuth))));
  *to_longitude = plim_geo_wrap (longitude + degrees (atan2 (y, x)
                                                      - longitude_correction (sin_0, cos2_0, sigma, cos_2_middle)));
}

double
plim_geo_ellipsoid_m (double latitude_1,
                      double longitude_1,
                      double latitude_2,
                      double longitude_2)
{
  double beta_1 = reduced_latitude (latitude_1), beta_2 = reduced_latitude (latitude_2);
  double sin_lon = sin (radians (longitude_2 - longitude_1) / 2.0);
  double sin_q = sin ((beta_2 - beta_1) / 2.0), cos_q = cos ((beta_2 - beta_1) / 2.0);
  double sin_p = sin ((beta_1 + beta_2) / 2.0), cos_p = cos ((beta_1 + beta_2) / 2.0);
  double sin2_half = sin_q * sin_q + cos (beta_1) * cos (beta_2) * sin_lon * sin_lon;
  double cos2_half = 1.0 - sin2_half, sigma;

  if (sin2_half <= 0.0)
    return 0.0;
  /* Beyond a quarter of the earth the series loses its exactness, and near the far side its meaning. */
  if (cos2_half < 0.5)
    return plim_geo_geodesic (latitude_1, longitude_1, latitude_2, longitude_2, NULL);

  sigma = 2.0 * asin (sqrt (sin2_half));

  return MAJOR_M * (sigma - FLATTENING / 2.0
                            * ((sigma - sin (sigma)) * sin_p * sin_p * cos_q * cos_q / cos2_half
                               + (sigma + sin (sigma)) * sin_q * sin_q * cos_p * cos_p / sin2_half));
}

double
plim_geo_unwrap (double longitude,
                 double reference)
{
  return longitude - 360.0 * floor ((longitude - reference) / 360.0 + 0.5);
}

double
plim_geo_wrap (double longitude)
{
  double turned;

  if (longitude > -180.0 && longitude <= 180.0)
    return longitude;

  turned = fmod (longitude + 180.0, 360.0);
  if (turned <= 0.0)
    turned += 360.0;

  return turned - 180.0;
}
