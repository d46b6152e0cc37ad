/* bench-track-raster.c: how long the worker takes to draw all tracks in a window of 1,200 × 800
 *
 *   bench-track-raster [POSITIONS [VESSELS]]
 *
 * The picture is as large as the map's layer asks for: with a quarter of the window more on each side. The
 * limits are those of the program's promises; what is above is said and makes the exit status 1. */

#include "config.h"

#include <stdlib.h>

#include "app/map/plim-track-raster.h"
#include "tests/plim-test-tracks.h"

#define WIDTH    1800.0
#define HEIGHT   1200.0
#define ROUNDS   5
#define STEP_S   (6 * 3600)

static const char * const names[PLIM_N_TRACK_COLOURINGS] = { "", "density", "heat", "vessel", "speed", "time", "basis" };

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
draw (const PlimTrackSet     *set,
      const PlimTrackLevels  *levels,
      PlimTrackRasterOptions *options,
      gboolean                first,
      guint                  *most)
{
  gint64 times[ROUNDS];
  guint i;

  for (i = 0; i < ROUNDS; i++)
    {
      g_autoptr(PlimTrackRaster) raster = NULL;

      times[i] = g_get_monotonic_time ();
      if (first)
        options->cell = plim_track_raster_choose_cell (set, levels, options, PLIM_TRACK_RASTER_QUICK);
      raster = plim_track_raster_new (set, levels, options, NULL);
      times[i] = g_get_monotonic_time () - times[i];
      *most = raster->most;
    }
  qsort (times, ROUNDS, sizeof *times, (int (*) (const void *, const void *)) compare_times);

  return times[ROUNDS / 2] / 1000.0;
}

static gboolean
measure (guint n,
         guint n_vessels)
{
  guint each = n / n_vessels, colouring, most;
  double zoom, limit = n > 2000000 ? 150.0 : 30.0, worst = 0.0;
  gint64 then = g_get_monotonic_time ();
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (n_vessels, each, 365 * 86400 / each, 0.0);
  g_autoptr(PlimTrackLevels) levels = NULL;
  PlimTrackRasterOptions options = { .from_s = 0, .to_s = G_MAXINT64, .longest_step_s = STEP_S, .colouring = PLIM_TRACKS_BY_DENSITY };

  g_print ("%u positions, %u vessels: made in %.2f s, set %.1f MiB\n", set->n, n_vessels,
           (g_get_monotonic_time () - then) / 1e6, plim_track_set_get_size (set) / 1048576.0);
  then = g_get_monotonic_time ();
  levels = plim_track_levels_new (set, STEP_S, NULL);
  g_print ("  levels made in %.2f s, %.1f MiB: %u and %u points\n", (g_get_monotonic_time () - then) / 1e6,
           plim_track_levels_get_size (levels) / 1048576.0, levels->levels[0].n, levels->levels[1].n);

  for (zoom = 4.0; zoom <= 12.0; zoom++)
    {
      double whole, fine, first;

      options.view = plim_map_view_at (35.0, 124.0, zoom, WIDTH, HEIGHT);
      options.cell = 1;
      whole = draw (set, NULL, &options, FALSE, &most);
      fine = draw (set, levels, &options, FALSE, &most);
      first = draw (set, levels, &options, TRUE, &most);
      g_print ("  density, zoom %2.0f: first picture %6.1f ms, in cells of %u pixels; fine one %6.1f ms (of all points %.1f)\n",
               zoom, first, options.cell, fine, whole);
      worst = MAX (worst, first);
    }
  options.view = plim_map_view_at (35.0, 124.0, 6.0, WIDTH, HEIGHT);
  for (colouring = PLIM_TRACKS_BY_HEAT; colouring < PLIM_N_TRACK_COLOURINGS; colouring++)
    {
      options.colouring = colouring;
      g_print ("  %s, zoom 6: %.1f ms\n", names[colouring], draw (set, levels, &options, TRUE, &most));
    }
  options.colouring = PLIM_TRACKS_BY_DENSITY;
  options.from_s = PLIM_TEST_START_S + 100 * 86400;
  options.to_s = options.from_s + 30 * 86400;
  g_print ("  density, 30 days, zoom 6: %.1f ms\n", draw (set, levels, &options, TRUE, &most));
  g_print ("  slowest first picture %.1f ms, promised %.0f ms: %s\n", worst, limit, worst <= limit ? "kept" : "NOT KEPT");

  return worst <= limit;
}

int
main (int    argc,
      char **argv)
{
  guint n_vessels = argc > 2 ? atoi (argv[2]) : 2000;
  gboolean kept = TRUE;

  if (argc > 1)
    return measure (atoi (argv[1]), n_vessels) ? 0 : 1;
  kept &= measure (1000000, 200);
  kept &= measure (10000000, n_vessels);

  return kept ? 0 : 1;
}
