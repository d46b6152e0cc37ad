#include "config.h"

#include "app/map/plim-playback.h"

#include <math.h>
#include <string.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "app/map/plim-playback-clock.h"
#include "app/map/plim-playback-events.h"
#include "app/map/plim-playback-picture.h"
#include "app/map/plim-time-ticks.h"
#include "tests/plim-test.h"

#define START_S    G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */
#define MINUTE     60
#define HOUR       3600
#define DAY        86400

/* Every case with places runs in the Yellow Sea and so many degrees farther east: where 180° lies in the middle of the way,
 * too. */
static const double shifts[] = { 0.0, 56.85, -123.1, 180.0 };
static double shift;

/* A ship on its way, silent for twelve hours in the middle, and one that lies still. */
static PlimTrackSet *
make_set (void)
{
  static const struct { gint64 s; double lat, lon; } ways[] = {
    { 0, 37.0, 123.0 }, { 30 * MINUTE, 37.05, 123.10 }, { 60 * MINUTE, 37.10, 123.20 },
    { 13 * HOUR, 38.0, 124.0 }, { 14 * HOUR, 38.0, 124.2 },
    { 2 * HOUR, 35.0, 125.0 }, { 3 * HOUR, 35.0, 125.0 }, { 4 * HOUR, 35.0, 125.0 },
  };
  PlimTrackInfo infos[] = {
    { .key = "MMSI 799000001", .first = 0, .count = 5 },
    { .key = "MMSI 799000002", .first = 5, .count = 3 },
  };
  PlimPosition positions[G_N_ELEMENTS (ways)];
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ways); i++)
    positions[i] = (PlimPosition) {
      .time_s = START_S + ways[i].s, .lat_e6 = lround (ways[i].lat * 1e6), .lon_e6 = lround (plim_geo_wrap (ways[i].lon + shift) * 1e6),
      .sog_tenths = i < 5 ? 98 : 0, .cog_tenths = i < 5 ? 600 : -1, .heading = -1, .draught_tenths = -1, .status = -1,
    };

  return plim_track_set_new_from_positions (FALSE, infos, G_N_ELEMENTS (infos), positions);
}

static void
get_place (const PlimPlaybackState *state,
           double                  *latitude,
           double                  *longitude)
{
  *latitude = plim_projection_latitude (state->y / 4294967296.0);
  *longitude = plim_projection_longitude (state->x / 4294967296.0);
}

/* Where a ship is that goes from one place to another at an even pace, on the map's straight line: worked out in degrees. */
static void
work_out (double  lat_1,
          double  lon_1,
          double  lat_2,
          double  lon_2,
          double  part,
          double *latitude,
          double *longitude)
{
  double north_1 = atanh (sin (lat_1 * G_PI / 180.0)), north_2 = atanh (sin (lat_2 * G_PI / 180.0));

  *latitude = asin (tanh (north_1 + (north_2 - north_1) * part)) * 180.0 / G_PI;
  *longitude = plim_geo_wrap (lon_1 + (lon_2 - lon_1) * part);
}

static void
test_clock (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  const PlimPlaybackState *state = plim_playback_get_states (playback);
  guint minute;

  for (minute = 0; minute <= 60; minute++)
    {
      double latitude, longitude, right_latitude, right_longitude, arc_latitude, arc_longitude, part = minute % 30 / 30.0;
      guint leg = MIN (minute / 30, 1);

      if (minute == 60)
        part = 1.0;
      plim_playback_move_to (playback, START_S + minute * MINUTE);
      work_out (37.0 + 0.05 * leg, 123.0 + shift + 0.1 * leg, 37.05 + 0.05 * leg, 123.1 + shift + 0.1 * leg, part,
                &right_latitude, &right_longitude);
      get_place (state, &latitude, &longitude);
      g_assert_cmpfloat (plim_geo_distance_m (latitude, longitude, right_latitude, right_longitude), <, 1.0);
      /* Nor is it far from the shortest way, which it would be if a turn of the world were lost. */
      plim_geo_between (37.0 + 0.05 * leg, 123.0 + shift + 0.1 * leg, 37.05 + 0.05 * leg, 123.1 + shift + 0.1 * leg, part,
                        &arc_latitude, &arc_longitude);
      g_assert_cmpfloat (plim_geo_distance_m (latitude, longitude, arc_latitude, arc_longitude), <, 20.0);

      g_assert_cmpint (state->where, ==, minute % 30 <= 5 || minute % 30 >= 25 ? PLIM_PLAYBACK_OBSERVED : PLIM_PLAYBACK_INTERPOLATED);
      g_assert_cmpuint (state->position, ==, minute / 30);
      g_assert_cmpuint (state->age_s, ==, minute % 30 * MINUTE);
      /* North-east by east, as the line runs. */
      if (minute < 60)
        g_assert_cmpfloat_with_epsilon (state->course * 360.0 / PLIM_TRACK_COURSES, 57.9, 1.5);
    }
}

/* Nothing is worked out during a silence: it stays where it was, and says how long ago that was. */
static void
test_silence (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  const PlimPlaybackState *state = plim_playback_get_states (playback);
  guint minute;

  for (minute = 61; minute < 13 * 60; minute += 7)
    {
      double latitude, longitude;

      plim_playback_move_to (playback, START_S + minute * MINUTE);
      g_assert_cmpint (state->where, ==, minute <= 65 ? PLIM_PLAYBACK_OBSERVED : PLIM_PLAYBACK_LAST_KNOWN);
      get_place (state, &latitude, &longitude);
      g_assert_cmpfloat (plim_geo_distance_m (latitude, longitude, 37.10, 123.20 + shift), <, 1.0);
      g_assert_cmpuint (state->age_s, ==, (minute - 60) * MINUTE);
    }

  /* Whoever takes twelve hours for a short step gets the line. */
  plim_playback_move_to (playback, START_S + 7 * HOUR);
  plim_playback_set_silence (playback, 13 * HOUR);
  g_assert_cmpint (state->where, ==, PLIM_PLAYBACK_INTERPOLATED);
  plim_playback_set_silence (playback, 12 * HOUR - 1);
  g_assert_cmpint (state->where, ==, PLIM_PLAYBACK_LAST_KNOWN);
}

static void
test_ends (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  const PlimPlaybackState *states = plim_playback_get_states (playback);
  const guint8 second[] = { 0, 1 };

  g_assert_cmpint (states[0].where, ==, PLIM_PLAYBACK_NOWHERE);
  plim_playback_move_to (playback, START_S - 1);
  g_assert_cmpint (states[0].where, ==, PLIM_PLAYBACK_NOWHERE);
  g_assert_cmpuint (plim_playback_count_known (playback, NULL), ==, 0);
  g_assert_cmpint (plim_playback_find_next (playback, NULL), ==, START_S);
  g_assert_cmpint (plim_playback_find_next (playback, second), ==, START_S + 2 * HOUR);

  plim_playback_move_to (playback, START_S);
  g_assert_cmpint (states[0].where, ==, PLIM_PLAYBACK_OBSERVED);
  g_assert_cmpint (states[1].where, ==, PLIM_PLAYBACK_NOWHERE);
  g_assert_cmpint (plim_playback_find_next (playback, NULL), ==, START_S + 30 * MINUTE);

  /* A ship that lies still has no direction but the one it broadcasts, and this one broadcasts none. */
  plim_playback_move_to (playback, START_S + 2 * HOUR + 30 * MINUTE);
  g_assert_cmpint (states[1].where, ==, PLIM_PLAYBACK_INTERPOLATED);
  g_assert_cmpint (states[1].course, ==, PLIM_TRACK_COURSE_UNKNOWN);
  g_assert_cmpuint (plim_playback_count_known (playback, NULL), ==, 1);
  g_assert_cmpuint (plim_playback_count_known (playback, second), ==, 1);

  plim_playback_move_to (playback, START_S + 30 * DAY);
  g_assert_cmpint (states[0].where, ==, PLIM_PLAYBACK_LAST_KNOWN);
  g_assert_cmpuint (states[0].position, ==, 4);
  g_assert_cmpint (plim_playback_find_next (playback, NULL), ==, G_MAXINT64);
}

/* Forward in small steps, in leaps or backward: the state is that of the moment alone. */
static void
test_any_order (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) wandering = plim_playback_new (set);
  guint32 random = 99;
  guint i, j;

  for (i = 0; i < 500; i++)
    {
      g_autoptr(PlimPlayback) fresh = plim_playback_new (set);
      double time_s;

      random = random * 1664525u + 1013904223u;
      time_s = START_S - HOUR + (random >> 8) % (17 * HOUR) + 0.25;
      plim_playback_move_to (wandering, time_s);
      plim_playback_move_to (fresh, time_s);
      for (j = 0; j < set->n_tracks; j++)
        {
          const PlimPlaybackState *a = &plim_playback_get_states (wandering)[j], *b = &plim_playback_get_states (fresh)[j];

          g_assert_cmpint (a->where, ==, b->where);
          if (a->where != PLIM_PLAYBACK_NOWHERE)
            g_assert_true (a->x == b->x && a->y == b->y && a->age_s == b->age_s && a->course == b->course && a->position == b->position);
        }
    }
}

/* What a ship cannot have sailed is no line to be on. */
static void
test_jump (void)
{
  PlimPosition positions[] = {
    { .time_s = START_S, .lat_e6 = 37000000, .lon_e6 = lround (plim_geo_wrap (123.0 + shift) * 1e6), .sog_tenths = -1, .cog_tenths = -1 },
    { .time_s = START_S + HOUR, .lat_e6 = 39000000, .lon_e6 = lround (plim_geo_wrap (123.0 + shift) * 1e6), .sog_tenths = -1, .cog_tenths = -1 },
  };
  PlimTrackInfo info = { .key = "MMSI 799000003", .count = 2 };
  g_autoptr(PlimTrackSet) set = plim_track_set_new_from_positions (FALSE, &info, 1, positions);
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);

  plim_playback_move_to (playback, START_S + 30 * MINUTE);
  g_assert_cmpint (plim_playback_get_states (playback)->where, ==, PLIM_PLAYBACK_LAST_KNOWN);
}

/* What a position is told with: no digit of its speed that the set has not, and nothing where it is not known. */
static void
test_words (void)
{
  static const struct { gint16 sog_tenths; const char *words; } speeds[] = {
    { 95, ", about 10 kn, " }, { 124, ", about 12 kn, " }, { 1022, ", 50 kn or more, " }, { -1, "00:00 UTC, " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      PlimPosition position = { .time_s = START_S, .sog_tenths = speeds[i].sog_tenths, .cog_tenths = -1 };
      PlimTrackInfo info = { .key = "MMSI 799000003", .mmsi = "799000003", .count = 1 };
      g_autoptr(PlimTrackSet) set = plim_track_set_new_from_positions (FALSE, &info, 1, &position);
      g_autofree char *words = plim_map_words_for_position (set, 0, PLIM_ZONE_UTC);

      if (strstr (words, speeds[i].words) == NULL)
        g_error ("%s is not in %s", speeds[i].words, words);
    }
}

/* Pictures */

enum { SIDE = 400 };

static guint32 pixels[SIDE * SIDE];

static guint
paint (PlimPlayback *playback,
       double        latitude,
       double        longitude,
       double        zoom,
       guint32       tail_s,
       const guint8 *chosen)
{
  g_autoptr(PlimPlaybackSprites) sprites = plim_playback_sprites_new (PLIM_THEME_LIGHT, 1);
  PlimPlaybackLook look = { plim_map_view_at (latitude, longitude, zoom, SIDE, SIDE), tail_s, chosen, NULL };

  memset (pixels, 0xa5, sizeof pixels);

  return plim_playback_paint (playback, sprites, &look, pixels, SIDE, SIDE, SIDE * sizeof *pixels);
}

static guint
count_pixels (guint left,
              guint top,
              guint width,
              guint height)
{
  guint x, y, n = 0;

  for (y = top; y < top + height; y++)
    for (x = left; x < left + width; x++)
      {
        guint32 pixel = pixels[y * SIDE + x], alpha = pixel >> 24;

        /* Premultiplied: no channel is above alpha. */
        g_assert_true ((pixel & 0xff) <= alpha && (pixel >> 8 & 0xff) <= alpha && (pixel >> 16 & 0xff) <= alpha);
        n += pixel != 0;
      }

  return n;
}

static void
test_symbols (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  guint32 observed, hollow;

  /* In the middle of the picture, and nothing elsewhere. */
  plim_playback_move_to (playback, START_S + 30 * MINUTE);
  g_assert_cmpuint (paint (playback, 37.05, 123.10 + shift, 9.0, 0, NULL), ==, 1);
  g_assert_cmpuint (count_pixels (SIDE / 2 - 12, SIDE / 2 - 12, 24, 24), >, 40);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), ==, count_pixels (SIDE / 2 - 12, SIDE / 2 - 12, 24, 24));
  observed = pixels[SIDE / 2 * SIDE + SIDE / 2];

  /* Filled where it was observed, of the ground's colour where it was worked out. */
  plim_playback_move_to (playback, START_S + 45 * MINUTE);
  g_assert_cmpuint (paint (playback, 37.075, 123.15 + shift, 9.0, 0, NULL), ==, 1);
  hollow = pixels[SIDE / 2 * SIDE + SIDE / 2];
  g_assert_cmphex (observed, !=, hollow);
  g_assert_cmpuint (hollow & 0xff, >, 0xf0);
  g_assert_cmpuint (observed >> 16 & 0xff, <, 0xf0);
}

static void
test_fading (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  const guint8 chosen[] = { 1, 0 };
  double fade = 1.0;
  guint hours;

  for (hours = 1; hours < 24 * 30; hours *= 2)
    {
      g_assert_cmpfloat (plim_playback_get_fade (hours * HOUR, FALSE), <, fade);
      fade = plim_playback_get_fade (hours * HOUR, FALSE);
    }

  plim_playback_move_to (playback, START_S + 12 * HOUR);
  g_assert_cmpuint (paint (playback, 37.10, 123.20 + shift, 9.0, 0, NULL), ==, 1);
  plim_playback_move_to (playback, START_S + 14 * HOUR + 31 * DAY);
  g_assert_cmpuint (paint (playback, 38.0, 124.2 + shift, 9.0, 0, NULL), ==, 0);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), ==, 0);
  g_assert_cmpuint (paint (playback, 38.0, 124.2 + shift, 9.0, 0, chosen), ==, 1);
}

static void
test_tails (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  PlimMapView view = plim_map_view_at (37.1, 123.2 + shift, 9.0, SIDE, SIDE);
  double x, y;
  guint n_short, n_long;

  plim_map_view_place (&view, 37.0, 123.0 + shift, &x, &y);
  plim_playback_move_to (playback, START_S + 60 * MINUTE);

  /* Half an hour reaches to the position before, an hour to the beginning. */
  paint (playback, 37.1, 123.2 + shift, 9.0, 29 * MINUTE, NULL);
  n_short = count_pixels (0, 0, SIDE, SIDE);
  g_assert_cmpuint (count_pixels ((guint) x - 4, (guint) y - 4, 9, 9), ==, 0);
  paint (playback, 37.1, 123.2 + shift, 9.0, 60 * MINUTE, NULL);
  n_long = count_pixels (0, 0, SIDE, SIDE);
  g_assert_cmpuint (n_long, >, n_short);
  g_assert_cmpuint (count_pixels ((guint) x - 4, (guint) y - 4, 9, 9), >, 0);

  /* Nothing leads across the silence: half an hour after it the tail begins where it ended. */
  plim_playback_move_to (playback, START_S + 13 * HOUR + 30 * MINUTE);
  paint (playback, 37.55, 123.6 + shift, 8.0, DAY, NULL);
  g_assert_cmpuint (count_pixels (SIDE / 2 - 20, SIDE / 2 - 20, 40, 40), ==, 0);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), >, 0);
}

/* A ship that passes the meridian opposite to the middle leaves the view at one edge: its tail does not streak across. */
static void
test_opposite (void)
{
  PlimPosition positions[13];
  PlimTrackInfo info = { .key = "MMSI 799000003", .count = G_N_ELEMENTS (positions) };
  g_autoptr(PlimTrackSet) set = NULL;
  g_autoptr(PlimPlayback) playback = NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (positions); i++)
    positions[i] = (PlimPosition) {
      .time_s = START_S + i * HOUR, .lat_e6 = 1000000, .lon_e6 = lround (plim_geo_wrap (123.0 + 180.0 - 1.3 + 0.2 * i + shift) * 1e6),
      .sog_tenths = -1, .cog_tenths = -1,
    };
  set = plim_track_set_new_from_positions (FALSE, &info, 1, positions);
  playback = plim_playback_new (set);
  plim_playback_move_to (playback, START_S + 12 * HOUR);

  paint (playback, 0.0, 123.0 + shift, 1.0, DAY, NULL);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), ==, 0);
  /* A view wider than the world has that meridian twice. */
  paint (playback, 0.0, 123.0 + shift, 0.0, DAY, NULL);
  g_assert_cmpuint (count_pixels (90, 0, 220, SIDE), ==, 0);
  g_assert_cmpuint (count_pixels (0, 0, 90, SIDE), >, 0);
  paint (playback, 0.0, 123.0 + 179.0 + shift, 6.0, DAY, NULL);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), >, 60);
}

/* Very near, a step is millions of pixels long: what is drawn of it is what is in the picture. */
static void
test_near (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);

  plim_playback_move_to (playback, START_S + 45 * MINUTE);
  g_assert_cmpuint (paint (playback, 37.075, 123.15 + shift, 19.0, DAY, NULL), <=, 1);
  g_assert_cmpuint (paint (playback, -60.0, -20.0 + shift, 19.0, DAY, NULL), ==, 0);
  g_assert_cmpuint (count_pixels (0, 0, SIDE, SIDE), ==, 0);
}

static void
test_going_on (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  g_autoptr(PlimPlayback) playback = plim_playback_new (set);
  PlimPlaybackClock clock = { .speed = 1 };
  const guint8 first[] = { 1, 0 };

  plim_playback_clock_set_range (&clock, START_S, START_S + 14.0 * HOUR);
  g_assert_cmpfloat (clock.time_s, ==, START_S);

  /* One second is an hour, sixty frames or one. */
  g_assert_true (plim_playback_clock_advance (&clock, playback, NULL, 0.5));
  g_assert_cmpfloat (clock.time_s, ==, START_S + 1800.0);
  g_assert_cmpfloat (plim_playback_get_time (playback), ==, clock.time_s);

  /* At the end it stays, or begins again. */
  g_assert_false (plim_playback_clock_advance (&clock, playback, NULL, 20.0));
  g_assert_cmpfloat (clock.time_s, ==, START_S + 14.0 * HOUR);
  clock.loop = TRUE;
  g_assert_true (plim_playback_clock_advance (&clock, playback, NULL, 1.0));
  g_assert_cmpfloat (clock.time_s, ==, START_S);

  /* The silence passes at once where it is asked for, and only then. */
  clock.time_s = START_S + 6.0 * HOUR;
  plim_playback_move_to (playback, clock.time_s);
  g_assert_true (plim_playback_clock_advance (&clock, playback, NULL, 0.01));
  g_assert_cmpfloat (clock.time_s, <, START_S + 7.0 * HOUR);
  clock.skip = TRUE;
  g_assert_true (plim_playback_clock_advance (&clock, playback, NULL, 0.01));
  g_assert_cmpfloat (clock.time_s, ==, START_S + 13.0 * HOUR);

  /* Of the first ship the second one's time is empty. */
  clock.time_s = START_S + 2.5 * HOUR;
  plim_playback_move_to (playback, clock.time_s);
  g_assert_true (plim_playback_clock_advance (&clock, playback, first, 0.01));
  g_assert_cmpfloat (clock.time_s, ==, START_S + 13.0 * HOUR);

  plim_playback_clock_set_range (&clock, START_S, START_S + HOUR);
  g_assert_cmpfloat (clock.time_s, ==, START_S + HOUR);
}

static void
test_events (void)
{
  g_autoptr(PlimTrackSet) set = make_set ();
  const guint8 second[] = { 0, 1 };
  g_autoptr(GArray) all = plim_playback_events_find (set, NULL, 6 * HOUR, NULL);
  g_autoptr(GArray) none = plim_playback_events_find (set, NULL, 24 * HOUR, NULL);
  g_autoptr(GArray) still = plim_playback_events_find (set, second, 6 * HOUR, NULL);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  const PlimPlaybackEvent *event;

  event = plim_playback_events_step (all, START_S, 1);
  g_assert_cmpint (event->time_s, ==, START_S + HOUR);
  g_assert_cmpint (event->kind, ==, PLIM_TRACK_SILENCE_BEGINS);
  g_assert_cmpuint (event->track, ==, 0);
  event = plim_playback_events_step (all, event->time_s, 1);
  g_assert_cmpint (event->time_s, ==, START_S + 2 * HOUR);
  g_assert_cmpint (event->kind, ==, PLIM_TRACK_STOP_BEGINS);
  g_assert_cmpuint (event->track, ==, 1);
  event = plim_playback_events_step (all, event->time_s, 1);
  g_assert_cmpint (event->time_s, ==, START_S + 13 * HOUR);
  g_assert_cmpint (event->kind, ==, PLIM_TRACK_SILENCE_ENDS);
  g_assert_null (plim_playback_events_step (all, event->time_s, 1));
  event = plim_playback_events_step (all, event->time_s, -1);
  g_assert_cmpint (event->time_s, ==, START_S + 2 * HOUR);
  g_assert_null (plim_playback_events_step (all, START_S + HOUR, -1));

  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpuint (still->len, ==, 1);
  g_cancellable_cancel (cancelled);
  g_assert_null (plim_playback_events_find (set, NULL, 6 * HOUR, cancelled));
}

static char *
join_labels (GArray *ticks)
{
  GString *labels = g_string_new (NULL);
  guint i;

  for (i = 0; i < ticks->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? " " : "", g_array_index (ticks, PlimTimeTick, i).label);

  return g_string_free (labels, FALSE);
}

static void
test_ticks (void)
{
  static const struct { gint64 length_s; guint most; PlimZone zone; const char *labels; } bars[] = {
    { 6 * HOUR, 4, PLIM_ZONE_UTC, "01-01 03:00 06:00" },
    { 6 * HOUR, 4, PLIM_ZONE_KST, "09:00 12:00 15:00" },
    { 2 * DAY, 6, PLIM_ZONE_UTC, "01-01 12:00 01-02 12:00 01-03" },
    { 3 * DAY, 4, PLIM_ZONE_KST, "01-02 01-03 01-04" },
    { 40 * DAY, 6, PLIM_ZONE_UTC, "2031-01 01-11 01-21 2031-02" },
    { 365 * DAY, 13, PLIM_ZONE_UTC, "2031 2031-02 2031-03 2031-04 2031-05 2031-06 2031-07 2031-08 2031-09 2031-10 2031-11 2031-12 2032" },
    { 365 * DAY, 5, PLIM_ZONE_UTC, "2031 2031-04 2031-07 2031-10 2032" },
    { 20 * 365 * (gint64) DAY, 6, PLIM_ZONE_UTC, "2035 2040 2045 2050" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autoptr(GArray) ticks = plim_time_ticks_make (START_S, START_S + bars[i].length_s, bars[i].most, bars[i].zone);
      g_autofree char *labels = join_labels (ticks);

      g_assert_cmpstr (labels, ==, bars[i].labels);
    }
  g_assert_cmpint (plim_time_ticks_get_step (365.0 * DAY, 1000.0), ==, DAY);
  g_assert_cmpint (plim_time_ticks_get_step (DAY, 1000.0), ==, 10 * MINUTE);
}

static const struct
{
  const char *name;
  void      (*run) (void);
} cases[] = {
  { "clock", test_clock },
  { "silence", test_silence },
  { "ends", test_ends },
  { "any-order", test_any_order },
  { "jump", test_jump },
  { "symbols", test_symbols },
  { "fading", test_fading },
  { "tails", test_tails },
  { "opposite", test_opposite },
  { "near", test_near },
  { "going-on", test_going_on },
  { "events", test_events },
};

static void
run_shifted (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  shift = shifts[number % G_N_ELEMENTS (shifts)];
  cases[number / G_N_ELEMENTS (shifts)].run ();
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/playback/%s/%u", cases[i / G_N_ELEMENTS (shifts)].name,
                                               i % (guint) G_N_ELEMENTS (shifts));

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_shifted);
    }
  g_test_add_func ("/playback/words", test_words);
  g_test_add_func ("/playback/ticks", test_ticks);

  return g_test_run ();
}
