/* plim-test-tracks.h: tracks of ships that do not exist, for tests of what is drawn of them */

#pragma once

#include "app/map/plim-track-set.h"

G_BEGIN_DECLS

#define PLIM_TEST_START_S G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */

/**
 * plim_test_make_tracks:
 * @step_s: between two positions, but for a silence now and then
 * @shift: degrees by which everything lies farther east; multiples of 5.625 are exact
 *
 * The same ones every time, in the Yellow Sea. Keys are "MMSI 799000000" and upwards.
 */
PlimTrackSet *plim_test_make_tracks     (guint   n_tracks,
                                         guint   n_positions,
                                         guint   step_s,
                                         double  shift);

/** The positions of those tracks, one after the other. */
PlimPosition *plim_test_make_positions  (guint   n_tracks,
                                         guint   n_positions,
                                         guint   step_s,
                                         double  shift);

/** A set of these positions: track after track, each with as many. */
PlimTrackSet *plim_test_make_set        (guint               n_tracks,
                                         guint               n_positions,
                                         const PlimPosition *positions);

G_END_DECLS
