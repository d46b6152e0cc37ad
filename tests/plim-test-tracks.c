#include "config.h"

#include "tests/plim-test-tracks.h"

#include <math.h>

typedef struct
{
  guint64 state;
  double  lat, lon, to_lat, to_lon, knots;
  guint   rest_s;
} Ship;

static double
next_share (Ship *ship)
{
  ship->state ^= ship->state << 13;
  ship->state ^= ship->state >> 7;
  ship->state ^= ship->state << 17;

  return (double) ((ship->state >> 16) & 0xffffff) / 0x1000000;
}

static void
choose_way (Ship *ship)
{
  ship->to_lat = 30.0 + 10.0 * next_share (ship);
  ship->to_lon = 118.0 + 14.0 * next_share (ship);
  ship->knots = 8.0 + 6.0 * next_share (ship);
}

static void
sail (Ship  *ship,
      guint  seconds)
{
  double north = ship->to_lat - ship->lat, east = ship->to_lon - ship->lon, degrees, far;

  if (ship->rest_s > 0)
    {
      ship->rest_s -= MIN (ship->rest_s, seconds);
      if (ship->rest_s == 0)
        choose_way (ship);
      return;
    }
  far = hypot (north, east);
  degrees = ship->knots * seconds / 3600.0 / 60.0;
  if (degrees >= far)
    {
      ship->rest_s = 4 * 3600 + 44 * 3600 * next_share (ship);
      degrees = far;
    }
  if (far > 0.0)
    {
      ship->lat += north / far * degrees;
      ship->lon += east / far * degrees;
    }
}

PlimPosition *
plim_test_make_positions (guint  n_tracks,
                          guint  n_positions,
                          guint  step_s,
                          double shift)
{
  PlimPosition *positions = g_new0 (PlimPosition, (gsize) n_tracks * n_positions);
  guint i, j;

  for (i = 0; i < n_tracks; i++)
    {
      Ship ship = { .state = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) * (i + 1) };
      gint64 time_s = PLIM_TEST_START_S + i;

      choose_way (&ship);
      ship.lat = ship.to_lat;
      ship.lon = ship.to_lon;
      choose_way (&ship);
      for (j = 0; j < n_positions; j++)
        {
          PlimPosition *position = &positions[(gsize) i * n_positions + j];
          guint seconds = next_share (&ship) < 0.002 ? 9 * 3600 : step_s;
          gboolean lies = ship.rest_s > 0;
          gint64 lon_e6;

          sail (&ship, seconds);
          time_s += seconds;
          lon_e6 = lround ((ship.lon + 2e-4 * next_share (&ship)) * 1e6) + lround (shift * 1e6);
          *position = (PlimPosition) {
            .time_s = time_s,
            .lat_e6 = lround ((ship.lat + 2e-4 * next_share (&ship)) * 1e6),
            .lon_e6 = lon_e6 > 180000000 ? lon_e6 - 360000000 : lon_e6,
            .sog_tenths = lies ? 1 : lround (ship.knots * 10.0),
            .cog_tenths = -1, .heading = -1, .draught_tenths = -1, .status = -1,
          };
        }
    }

  return positions;
}

PlimTrackSet *
plim_test_make_set (guint               n_tracks,
                    guint               n_positions,
                    const PlimPosition *positions)
{
  g_autofree PlimTrackInfo *tracks = g_new0 (PlimTrackInfo, n_tracks);
  PlimTrackSet *set;
  guint i;

  for (i = 0; i < n_tracks; i++)
    {
      g_autofree char *mmsi = g_strdup_printf ("%u", 799000000 + i);
      g_autofree char *claim = g_strdup_printf ("AIS/2031-12-31/00000000/1#track-%s", mmsi);
      char *claims[] = { g_steal_pointer (&claim), NULL };

      tracks[i] = (PlimTrackInfo) { .key = g_strdup_printf ("MMSI %s", mmsi), .name = g_strdup_printf ("EXERCISE %05u", i),
                                    .mmsi = g_steal_pointer (&mmsi), .claims = g_strdupv (claims), .first = i * n_positions,
                                    .count = n_positions, .basis = PLIM_BASIS_NATIONAL, .known_by = PLIM_KNOWN_BY_BROADCAST };
      g_free (claims[0]);
    }

  set = plim_track_set_new_from_positions (TRUE, tracks, n_tracks, positions);
  for (i = 0; i < n_tracks; i++)
    {
      g_free (tracks[i].key);
      g_free (tracks[i].name);
      g_free (tracks[i].mmsi);
      g_strfreev (tracks[i].claims);
    }

  return set;
}

PlimTrackSet *
plim_test_make_tracks (guint  n_tracks,
                       guint  n_positions,
                       guint  step_s,
                       double shift)
{
  g_autofree PlimPosition *positions = plim_test_make_positions (n_tracks, n_positions, step_s, shift);

  return plim_test_make_set (n_tracks, n_positions, positions);
}
