#include "config.h"

#include "app/analysis/plim-geo.h"
#include "app/map/plim-track-raster.h"
#include "app/store/plim-position-query.h"
#include "tests/plim-test-tracks.h"
#include "tests/plim-test.h"

#include <math.h>
#include <string.h>

/* So many degrees farther east everything lies across 180°; a multiple of 5.625° is exact in the set's units. */
#define ACROSS 56.25
#define STEP_S (6 * 3600)

/* Every case runs where its tracks are and that much farther east. */
static double shift;

static const PlimTrackRasterOptions all = { .to_s = G_MAXINT64, .longest_step_s = STEP_S, .n_threads = 1 };

static PlimTrackRaster *
draw (PlimTrackSet       *set,
      PlimTrackLevels    *levels,
      PlimTrackColouring  colouring,
      double              longitude,
      double              zoom,
      guint               n_threads)
{
  PlimTrackRasterOptions options = all;

  options.view = plim_map_view_at (35.0, longitude + shift, zoom, 301.0, 217.0);
  options.colouring = colouring;
  options.n_threads = n_threads;

  return plim_track_raster_new (set, levels, &options, NULL);
}

/* The same in the plainest way: every step's every cell, wherever it is. */
static void
count_cell (const PlimTrackRaster *raster,
            guint32               *counts,
            gint64                 x,
            gint64                 y)
{
  if (x >= 0 && y >= 0 && x < raster->width && y < raster->height)
    counts[y * raster->width + x]++;
}

static guint32 *
count_plainly (const PlimTrackSet     *set,
               const PlimTrackRaster  *raster,
               const PlimMapView      *view,
               gint64                  from_s,
               gint64                  to_s,
               guint                   longest_step_s)
{
  guint32 *counts = g_new0 (guint32, (gsize) raster->width * raster->height);
  double middle = view->x + view->width / view->scale / 2.0;
  gint64 last_x = 0, last_y = 0, i;
  gboolean was_wanted = FALSE;
  guint p;

  for (p = 0; p < set->n; p++)
    {
      double world_x = plim_projection_nearest_x (set->x[p] / 4294967296.0, middle);
      gint64 x = floor ((world_x - view->x) * view->scale), y = floor ((set->y[p] / 4294967296.0 - view->y) * view->scale);
      gboolean wanted = set->time_s[p] >= from_s && set->time_s[p] <= to_s;

      if (wanted && was_wanted && plim_track_set_joins (set, p, longest_step_s))
        {
          gint64 n = MAX (ABS (x - last_x), ABS (y - last_y));

          for (i = 1; i <= n; i++)
            {
              double part = (double) i / n;

              if (ABS (x - last_x) == n)
                count_cell (raster, counts, last_x + (x > last_x ? i : -i), floor (last_y + part * (y - last_y) + 0.5));
              else
                count_cell (raster, counts, floor (last_x + part * (x - last_x) + 0.5), last_y + (y > last_y ? i : -i));
            }
        }
      else if (wanted)
        count_cell (raster, counts, x, y);
      was_wanted = wanted;
      last_x = x;
      last_y = y;
    }

  return counts;
}

static void
test_counts (void)
{
  const double zooms[] = { 3.0, 5.3, 7.0, 9.6 };
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (12, 3000, 600, shift);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      PlimTrackRasterOptions options = all;
      g_autofree guint32 *plain = NULL, *plain_days = NULL;
      g_autoptr(PlimTrackRaster) one = NULL, three = NULL, days = NULL;
      guint k, differ = 0;
      guint64 sum = 0;

      options.view = plim_map_view_at (34.9, 124.3 + shift, zooms[i], 301.0, 217.0);
      options.colouring = PLIM_TRACKS_BY_DENSITY;
      one = plim_track_raster_new (set, NULL, &options, NULL);
      options.n_threads = 3;
      three = plim_track_raster_new (set, NULL, &options, NULL);
      options.from_s = PLIM_TEST_START_S + 5 * 86400 + 17;
      options.to_s = PLIM_TEST_START_S + 9 * 86400 + 17;
      days = plim_track_raster_new (set, NULL, &options, NULL);
      plain = count_plainly (set, one, &options.view, 0, G_MAXINT64, STEP_S);
      plain_days = count_plainly (set, one, &options.view, options.from_s, options.to_s, STEP_S);

      for (k = 0; k < one->width * one->height; k++)
        {
          sum += plain[k];
          /* Where a line passes the corner of four cells, either neighbour is right. */
          differ += ABS ((int) plain[k] - (int) one->values[k]) + ABS ((int) plain_days[k] - (int) days->values[k]);
          g_assert_cmpuint (one->values[k], ==, three->values[k]);
          g_assert_cmpuint (one->picks[k], ==, three->picks[k]);
        }
      g_test_message ("zoom %.1f: %" G_GUINT64_FORMAT " passages, %u differ", zooms[i], sum, differ);
      g_assert_cmpuint (sum, >, 100);
      g_assert_cmpuint (differ, <=, sum / 20);
    }
}

static void
test_heat (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (7, 1000, 600, shift);
  g_autoptr(PlimTrackRaster) raster = draw (set, NULL, PLIM_TRACKS_BY_HEAT, 125.0, 4.0, 2);
  guint64 sum = 0;
  guint i;

  for (i = 0; i < raster->width * raster->height; i++)
    sum += raster->values[i];
  g_assert_cmpuint (sum, ==, 7000);
}

static gint32
move_e6 (double longitude)
{
  return (gint32) lround (plim_geo_wrap (longitude + shift) * 1e6);
}

/* Three positions, the last after a silence. */
static PlimTrackSet *
make_three (guint silent_s)
{
  PlimPosition positions[3];
  guint i;

  for (i = 0; i < 3; i++)
    positions[i] = (PlimPosition) { PLIM_TEST_START_S + i * 600 + (i == 2 ? silent_s : 0), 35000000, move_e6 (124.0 + i * 0.2),
                                    i == 1 ? 100 : -1, 900, -1, -1, -1 };

  return plim_test_make_set (1, 3, positions);
}

static guint
count_cells (const PlimTrackRaster *raster)
{
  guint i, n = 0;

  for (i = 0; i < raster->width * raster->height; i++)
    n += raster->values[i] > 0;

  return n;
}

static void
test_silences (void)
{
  g_autoptr(PlimTrackSet) set = make_three (7 * 3600);
  g_autoptr(PlimTrackLevels) levels = plim_track_levels_new (set, STEP_S, NULL);
  PlimTrackRasterOptions options = all;
  g_autoptr(PlimTrackRaster) broken = NULL, levelled = NULL, joined = NULL;

  /* At zoom 8 a fifth of a degree is 36 pixels. */
  options.view = plim_map_view_at (35.0, 124.2 + shift, 8.0, 301.0, 217.0);
  options.colouring = PLIM_TRACKS_BY_DENSITY;
  broken = plim_track_raster_new (set, NULL, &options, NULL);
  levelled = plim_track_raster_new (set, levels, &options, NULL);
  options.longest_step_s = 12 * 3600;
  joined = plim_track_raster_new (set, levels, &options, NULL);

  g_assert_cmpuint (count_cells (broken), ==, 38);
  g_assert_cmpuint (count_cells (levelled), ==, 38);
  g_assert_cmpuint (count_cells (joined), ==, 73);
  g_assert_false (plim_track_set_joins (set, 2, STEP_S));
  g_assert_true (plim_track_set_joins (set, 2, 12 * 3600));
  g_assert_false (plim_track_set_joins (set, 0, 12 * 3600));
}

/* Two hundred kilometres in ten minutes: one number on two ships, or a receiver gone wrong. */
static void
test_jumps (void)
{
  g_autofree PlimPosition *positions = g_new0 (PlimPosition, 4);
  g_autoptr(PlimTrackSet) set = NULL;
  g_autoptr(PlimTrackLevels) levels = NULL;
  g_autoptr(PlimTrackRaster) raster = NULL, levelled = NULL;
  guint i;

  for (i = 0; i < 4; i++)
    positions[i] = (PlimPosition) { PLIM_TEST_START_S + i * 600, 35000000, move_e6 (124.0 + (i % 2) * 2.0), -1, -1, -1, -1, -1 };
  set = plim_test_make_set (1, 4, positions);
  levels = plim_track_levels_new (set, STEP_S, NULL);
  raster = draw (set, NULL, PLIM_TRACKS_BY_DENSITY, 125.0, 6.0, 1);
  levelled = draw (set, levels, PLIM_TRACKS_BY_DENSITY, 125.0, 6.0, 1);

  g_assert_cmpuint (count_cells (raster), ==, 2);
  g_assert_cmpuint (count_cells (levelled), ==, 2);
  g_assert_cmpuint (raster->most, ==, 2);
}

static void
test_picks (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (5, 2000, 600, shift);
  g_autoptr(PlimTrackRaster) raster = draw (set, NULL, PLIM_TRACKS_BY_VESSEL, 125.0, 6.5, 1);
  PlimMapView view = plim_map_view_at (35.0, 125.0 + shift, 6.5, 301.0, 217.0);
  guint p, seen = 0, own = 0;

  for (p = 0; p < set->n; p += 7)
    {
      double latitude, longitude, x, y;
      guint found;

      plim_track_set_get_place (set, p, &latitude, &longitude);
      plim_map_view_place (&view, latitude, longitude, &x, &y);
      if (x < 0.0 || y < 0.0 || x >= raster->width || y >= raster->height)
        continue;
      found = plim_track_raster_pick (raster, x, y, 5);
      g_assert_cmpuint (found, !=, PLIM_TRACK_NO_POSITION);
      seen++;
      own += plim_track_set_get_track (set, found) == plim_track_set_get_track (set, p);

      /* What is found lies there: the step that ends with it passes within the pixel and its neighbours. */
      plim_track_set_get_place (set, plim_track_set_refine (set, found, latitude, longitude, STEP_S, 0, G_MAXINT64), &latitude, &longitude);
      {
        double found_x, found_y;

        plim_map_view_place (&view, latitude, longitude, &found_x, &found_y);
        g_assert_cmpfloat (hypot (found_x - x, found_y - y), <, 6.0);
      }
    }
  g_assert_cmpuint (seen, >, 100);
  g_assert_cmpuint (own, >, seen / 2);
  g_assert_cmpuint (plim_track_raster_pick (raster, -20.0, 5.0, 5), ==, PLIM_TRACK_NO_POSITION);
  g_assert_cmpuint (plim_track_raster_pick (raster, NAN, 5.0, 5), ==, PLIM_TRACK_NO_POSITION);
}

/* Whatever is shown is shown alike on the other side of the world. */
static void
test_across (void)
{
  g_autoptr(PlimTrackSet) here = plim_test_make_tracks (9, 2000, 600, 0.0), there = plim_test_make_tracks (9, 2000, 600, ACROSS);
  g_autoptr(PlimTrackLevels) here_levels = plim_track_levels_new (here, STEP_S, NULL);
  g_autoptr(PlimTrackLevels) there_levels = plim_track_levels_new (there, STEP_S, NULL);
  PlimTrackColouring colouring;
  double zoom;

  g_assert_cmpuint (here_levels->levels[0].n, ==, there_levels->levels[0].n);
  for (zoom = 3.0; zoom < 9.0; zoom += 1.5)
    for (colouring = PLIM_TRACKS_BY_DENSITY; colouring < PLIM_N_TRACK_COLOURINGS; colouring++)
      {
        g_autoptr(PlimTrackRaster) a = draw (here, here_levels, colouring, 125.0, zoom, 2);
        g_autoptr(PlimTrackRaster) b = draw (there, there_levels, colouring, 125.0 + ACROSS, zoom, 2);
        gsize size = sizeof (guint32) * a->width * a->height;

        g_assert_cmpmem (a->values, size, b->values, size);
        g_assert_cmpmem (a->picks, size, b->picks, size);
        g_assert_cmpuint (a->most, ==, b->most);
      }
}

/* A window wider than the world shows it more than once. */
static void
test_wide (void)
{
  g_autoptr(PlimTrackSet) set = make_three (60);
  PlimTrackRasterOptions options = all;
  g_autoptr(PlimTrackRaster) raster = NULL;
  guint64 sum = 0;
  guint i;

  options.view = plim_map_view_at (0.0, 124.0 + shift, 0.0, 640.0, 256.0);
  options.colouring = PLIM_TRACKS_BY_HEAT;
  raster = plim_track_raster_new (set, NULL, &options, NULL);
  for (i = 0; i < raster->width * raster->height; i++)
    sum += raster->values[i];
  /* At the middle, and 256 pixels left and right of it. */
  g_assert_cmpuint (sum, ==, 9);
}

static guint
count_passed (const PlimTrackRaster *raster)
{
  guint i, n = 0;

  for (i = 0; i < raster->width * raster->height; i++)
    n += raster->values[i] != 0;

  return n;
}

static void
test_colourings (void)
{
  g_autoptr(PlimTrackSet) set = make_three (60);
  g_autoptr(PlimTrackRaster) speed = draw (set, NULL, PLIM_TRACKS_BY_SPEED, 124.2, 8.0, 1);
  g_autoptr(PlimTrackRaster) when = draw (set, NULL, PLIM_TRACKS_BY_TIME, 124.2, 8.0, 1);
  g_autoptr(PlimTrackRaster) basis = draw (set, NULL, PLIM_TRACKS_BY_BASIS, 124.2, 8.0, 1);
  guint i, fast = 0, unknown = 0;
  guint32 latest = 0;

  for (i = 0; i < speed->width * speed->height; i++)
    {
      if (speed->values[i] == PLIM_TRACK_RASTER_SPEED_UNKNOWN)
        unknown++;
      else if (speed->values[i] != 0)
        {
          g_assert_cmpfloat_with_epsilon (plim_track_raster_get_speed (speed->values[i]), 10.0, 1e-9);
          fast++;
        }
      latest = MAX (latest, when->values[i]);
    }
  /* The step that ends where the speed is known, and no other. */
  g_assert_cmpuint (fast, ==, 36);
  /* Every other cell that is passed: a way without a speed has no holes. */
  g_assert_cmpuint (fast + unknown, ==, count_passed (when));
  g_assert_cmpuint (latest, ==, PLIM_TEST_START_S + 1200 + 60);
  g_assert_cmpuint (basis->bases, ==, 1u << PLIM_BASIS_NATIONAL);
}

/* A ship that lies still was last there when it was there last, not when it came. */
static void
test_stay (void)
{
  PlimPosition positions[5];
  g_autoptr(PlimTrackSet) set = NULL;
  guint i, last, k;

  for (i = 0; i < G_N_ELEMENTS (positions); i++)
    positions[i] = (PlimPosition) { PLIM_TEST_START_S + i * 3600, 35000000, move_e6 (124.2), 0, -1, -1, -1, -1 };
  set = plim_test_make_set (1, G_N_ELEMENTS (positions), positions);

  /* All of it, and where the range cuts its end off. */
  for (k = 0; k < 2; k++)
    {
      PlimTrackRasterOptions options = all;
      g_autoptr(PlimTrackRaster) when = NULL;
      guint32 latest = 0;

      options.view = plim_map_view_at (35.0, 124.2 + shift, 8.0, 301.0, 217.0);
      options.colouring = PLIM_TRACKS_BY_TIME;
      last = k == 0 ? 4 : 3;
      if (k > 0)
        options.to_s = PLIM_TEST_START_S + last * 3600 + 60;
      when = plim_track_raster_new (set, NULL, &options, NULL);
      for (i = 0; i < when->width * when->height; i++)
        latest = MAX (latest, when->values[i]);
      g_assert_cmpuint (latest, ==, PLIM_TEST_START_S + last * 3600);
      g_assert_cmpuint (count_cells (when), ==, 1);
    }
}

static void
test_shown (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (3, 500, 600, shift);
  const guint8 shown[] = { 0, 1, 0 };
  PlimTrackRasterOptions options = all;
  g_autoptr(PlimTrackRaster) raster = NULL;
  guint i, n = 0;

  options.view = plim_map_view_at (35.0, 125.0 + shift, 5.0, 301.0, 217.0);
  options.colouring = PLIM_TRACKS_BY_VESSEL;
  options.shown = shown;
  raster = plim_track_raster_new (set, NULL, &options, NULL);
  for (i = 0; i < raster->width * raster->height; i++)
    if (raster->picks[i] != PLIM_TRACK_NO_POSITION)
      {
        g_assert_cmpuint (plim_track_set_get_track (set, raster->picks[i]), ==, 1);
        n++;
      }
  g_assert_cmpuint (n, >, 10);
}

/* No position is farther than a pixel from the line that is drawn instead, at the level's own scale. */
static void
test_levels (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (6, 4000, 300, shift);
  g_autoptr(PlimTrackLevels) levels = plim_track_levels_new (set, STEP_S, NULL);
  guint i, k, p;

  for (i = 0; i < PLIM_TRACK_N_LEVELS; i++)
    {
      const PlimTrackLevel *level = &levels->levels[i];
      double pixel = 4294967296.0 / plim_projection_world_pixels (level->zoom), worst = 0.0;

      g_assert_cmpuint (level->n, <, set->n / 3);
      for (k = 1; k < level->n; k++)
        {
          guint from = level->index[k - 1], to = level->index[k];
          double along_x = (gint32) (set->x[to] - set->x[from]), along_y = (double) set->y[to] - set->y[from];

          if (plim_track_set_get_track (set, from) != plim_track_set_get_track (set, to))
            {
              /* Nothing is lost at either end of a track. */
              g_assert_cmpuint (to, ==, from + 1);
              continue;
            }
          for (p = from + 1; p < to; p++)
            {
              double x = (gint32) (set->x[p] - set->x[from]), y = (double) set->y[p] - set->y[from];
              double length = along_x * along_x + along_y * along_y;
              double part = length > 0.0 ? CLAMP ((x * along_x + y * along_y) / length, 0.0, 1.0) : 0.0;

              worst = MAX (worst, hypot (x - part * along_x, y - part * along_y) / pixel);
              g_assert_cmpuint (set->time_s[p] - set->time_s[p - 1], <=, STEP_S);
            }
        }
      g_test_message ("zoom %.0f: %u of %u points, at most %.3f pixels away", level->zoom, level->n, set->n, worst);
      g_assert_cmpfloat (worst, <=, 1.0);
    }
}

static void
test_places (void)
{
  gint32 e6;

  for (e6 = -90000000; e6 <= 90000000; e6 += 12347)
    g_assert_cmpfloat (fabs (plim_track_set_y (e6) / 4294967296.0 - plim_projection_y (e6 / 1e6)), <, 1e-9);
  for (e6 = -180000000; e6 < 180000000; e6 += 12347)
    g_assert_cmpfloat (fabs (plim_track_set_x (e6) / 4294967296.0 - plim_projection_x (e6 / 1e6)), <, 1e-9);
  g_assert_cmpuint (plim_track_set_x (180000000), ==, plim_track_set_x (-180000000));
}

static void
test_set (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (4, 300, 600, 0.0);
  guint at;

  g_assert_cmpint (plim_track_set_find (set, "MMSI 799000002"), ==, 2);
  g_assert_cmpint (plim_track_set_find (set, "MMSI 799000009"), ==, -1);
  g_assert_cmpint (plim_track_set_find (set, NULL), ==, -1);
  for (at = 0; at < set->n; at++)
    g_assert_cmpuint (plim_track_set_get_track (set, at), ==, at / 300);

  g_assert_cmpuint (plim_track_set_find_time (set, 1, 0), ==, 300);
  g_assert_cmpuint (plim_track_set_find_time (set, 1, set->time_s[417]), ==, 417);
  g_assert_cmpuint (plim_track_set_find_time (set, 1, set->time_s[417] + 1), ==, 418);
  g_assert_cmpuint (plim_track_set_find_time (set, 1, G_MAXINT64), ==, 600);
  g_assert_cmpuint (plim_track_set_get_size (set), <=, 20 * set->n);
}

/* From the store: what the question for one vessel gives, the set has too. */
static void
test_load (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, "reports/everything.plimsoll-report.xml", NULL);
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimTrackSet) set = NULL, real = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint i, j;

  real = plim_track_set_load (store, &filter, NULL, NULL, &error);
  g_assert_no_error (error);
  filter.exercise = TRUE;
  set = plim_track_set_load (store, &filter, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (real->n + set->n, >, 0);

  for (i = 0; i < set->n_tracks; i++)
    {
      const PlimTrackInfo *info = &set->tracks[i];
      g_autoptr(GArray) positions = plim_position_query_vessel (store, &filter, info->key, G_MININT64, G_MAXINT64, &error);
      g_autoptr(PlimTrackSet) alone = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (plim_track_set_find (set, info->key), ==, i);
      g_assert_nonnull (info->claims[0]);
      g_assert_cmpuint (positions->len, ==, info->count);
      for (j = 0; j < positions->len; j++)
        {
          const PlimPosition *position = &g_array_index (positions, PlimPosition, j);

          g_assert_cmpint (set->time_s[info->first + j], ==, position->time_s);
          g_assert_cmpuint (set->x[info->first + j], ==, plim_track_set_x (position->lon_e6));
          g_assert_cmpuint (set->y[info->first + j], ==, plim_track_set_y (position->lat_e6));
        }
      alone = plim_track_set_load (store, &filter, info->key, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (alone->n, ==, info->count);
    }

  g_cancellable_cancel (cancellable);
  g_assert_null (set->n > 0 ? plim_track_set_load (store, &filter, NULL, cancellable, NULL) : NULL);
  plim_test_remove_dir (dir);
}

static void
test_cells (void)
{
  g_autoptr(PlimTrackSet) set = plim_test_make_tracks (10, 2000, 600, shift);
  PlimTrackRasterOptions options = all;
  g_autoptr(PlimTrackRaster) coarse = NULL;
  guint found;

  options.view = plim_map_view_at (35.0, 125.0 + shift, 7.0, 301.0, 217.0);
  options.colouring = PLIM_TRACKS_BY_DENSITY;
  g_assert_cmpuint (plim_track_raster_choose_cell (set, NULL, &options, 1e9), ==, 1);
  g_assert_cmpuint (plim_track_raster_choose_cell (set, NULL, &options, 1.0), >, 3);

  options.cell = 3;
  coarse = plim_track_raster_new (set, NULL, &options, NULL);
  g_assert_cmpuint (coarse->width, ==, 101);
  g_assert_cmpuint (coarse->height, ==, 73);
  found = plim_track_raster_pick (coarse, 150.0, 108.0, 150);
  g_assert_cmpuint (found, !=, PLIM_TRACK_NO_POSITION);
}

static void
test_nothing (void)
{
  g_autoptr(PlimTrackSet) none = plim_track_set_new_from_positions (FALSE, NULL, 0, NULL);
  g_autoptr(PlimTrackLevels) levels = plim_track_levels_new (none, STEP_S, NULL);
  g_autoptr(PlimTrackRaster) raster = draw (none, levels, PLIM_TRACKS_BY_DENSITY, 125.0, 5.0, 2), cancelled = NULL;
  g_autoptr(PlimTrackSet) some = make_three (60);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  PlimTrackRasterOptions options = all;
  const PlimPosition early = { .time_s = -5 };
  const PlimTrackInfo info = { .key = (char *) "MMSI 799000000", .count = 1 };
  g_autoptr(PlimTrackSet) left_out = plim_track_set_new_from_positions (FALSE, &info, 1, &early);

  g_assert_cmpuint (raster->most, ==, 0);
  g_assert_cmpuint (left_out->n, ==, 0);
  g_assert_cmpuint (left_out->n_tracks, ==, 0);
  g_assert_cmpuint (left_out->n_left_out, ==, 1);

  g_cancellable_cancel (cancellable);
  options.view = plim_map_view_at (35.0, 125.0, 5.0, 30.0, 30.0);
  options.colouring = PLIM_TRACKS_BY_DENSITY;
  cancelled = plim_track_raster_new (some, NULL, &options, cancellable);
  g_assert_null (cancelled);
  g_assert_null (plim_track_levels_new (some, STEP_S, cancellable));
}

static const struct
{
  const char *name;
  void      (*run) (void);
} cases[] = {
  { "counts", test_counts },
  { "heat", test_heat },
  { "silences", test_silences },
  { "jumps", test_jumps },
  { "picks", test_picks },
  { "wide", test_wide },
  { "colourings", test_colourings },
  { "stay", test_stay },
  { "shown", test_shown },
  { "levels", test_levels },
  { "cells", test_cells },
};

static void
run_shifted (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  shift = number % 2 * ACROSS;
  cases[number / 2].run ();
  shift = 0.0;
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/track-raster/%s/%u", cases[i / 2].name, i % 2);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_shifted);
    }
  g_test_add_func ("/track-raster/places", test_places);
  g_test_add_func ("/track-raster/set", test_set);
  g_test_add_func ("/track-raster/across", test_across);
  g_test_add_func ("/track-raster/load", test_load);
  g_test_add_func ("/track-raster/nothing", test_nothing);

  return g_test_run ();
}
