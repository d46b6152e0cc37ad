/* plim-test-track.h: made-up ways of vessels, for the tests of what is asked of them */

#pragma once

#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/analysis/plim-track.h"

static inline GArray *
plim_test_positions_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (PlimPosition));
}

static inline void
plim_test_positions_add (GArray *positions,
                         gint64  time_s,
                         double  latitude,
                         double  longitude,
                         int     sog_tenths)
{
  PlimPosition position = { time_s, lround (latitude * 1e6), lround (plim_geo_wrap (longitude) * 1e6), sog_tenths, -1, -1, -1, -1 };

  g_array_append_val (positions, position);
}

static inline PlimTrackParts *
plim_test_positions_cut (GArray *positions)
{
  return plim_track_parts_new (positions, &PLIM_TRACK_LIMITS_DEFAULT);
}
