#include "config.h"

#include "app/map/plim-track-extent.h"
#include "tests/plim-test.h"

#include <math.h>

/* A quarter of the positions each, in four places. */
static PlimTrackSet *
make_set (void)
{
  static const double places[][2] = { { 35.0, 125.0 }, { 35.0, 179.0 }, { 35.0, -179.0 }, { -80.0, -60.0 } };
  PlimPosition positions[8];
  PlimTrackInfo infos[4];

  for (guint i = 0; i < 4; i++)
    {
      static const char * const keys[] = { "MMSI 799000001", "MMSI 799000002", "MMSI 799000003", "MMSI 799000004" };

      infos[i] = (PlimTrackInfo) { .key = (char *) keys[i], .first = 2 * i, .count = 2 };
      for (guint j = 0; j < 2; j++)
        positions[2 * i + j] = (PlimPosition) {
          .time_s = 1924992000 + j * 3600, .lat_e6 = lround (places[i][0] * 1e6), .lon_e6 = lround ((places[i][1] + j * 0.01) * 1e6),
          .sog_tenths = -1, .cog_tenths = -1,
        };
    }

  return plim_track_set_new_from_positions (TRUE, infos, 4, positions);
}

/* Boxes that end at the world's edges, or go across 180°. */
static void
test_share (void)
{
  static const struct { PlimMapBox box; double share; } cases[] = {
    { { 120.0, 30.0, 130.0, 40.0 }, 0.25 },
    { { -180.0, -90.0, 180.0, 90.0 }, 1.0 },
    { { -180.0, 0.0, 180.0, 90.0 }, 0.75 },
    { { 120.0, 0.0, 180.0, 90.0 }, 0.5 },
    { { 170.0, 0.0, -170.0, 90.0 }, 0.5 },
    { { 170.0, 0.0, -180.0, 90.0 }, 0.25 },
    { { -180.0, 0.0, -170.0, 90.0 }, 0.25 },
    { { -70.0, -90.0, -50.0, 0.0 }, 0.25 },
    { { 0.0, -90.0, 10.0, 90.0 }, 0.0 },
  };
  g_autoptr(PlimTrackSet) set = make_set ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (plim_track_extent_share (set, NULL, &cases[i].box), ==, cases[i].share);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/track-extent/share", test_share);

  return g_test_run ();
}
