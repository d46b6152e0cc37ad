/* bench-store.c: a year of made-up positions into a store and out again
 *
 *   bench-store [POSITIONS] [VESSELS]
 *
 * Says what the feed takes (less what making the positions up takes), what a position takes of the file, how long the
 * questions take; fails where a promise is not kept. As gen-positions.c makes them: in order of time, all vessels mixed.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "app/store/plim-near-query.h"
#include "app/store/plim-position-feed.h"
#include "app/store/plim-position-query.h"
#include "app/store/plim-track-query.h"

#define START_S     G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */
#define YEAR_S      (365 * 86400)
#define FIRST_MMSI  799000000u                       /* no country has these digits */

typedef struct
{
  gint32 lat_e6, lon_e6;
  gint32 north_e6, east_e6;      /* a round's way */
  gint16 sog, cog;
  guint  sails, rests;           /* rounds still to go */
} Ship;

typedef gboolean (*Take) (guint32             craft,
                          const PlimPosition *position,
                          gpointer            data);

static guint64 state;

static guint32
next_number (guint32 below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;

  return (guint32) (((state >> 32) * below) >> 32);
}

static void
choose_way (Ship   *ship,
            double  round_s)
{
  double course, metres;

  ship->cog = (gint16) next_number (3600);
  ship->sog = (gint16) (80 + next_number (60));
  /* Back to the middle of the sea, more or less. */
  if (ship->lat_e6 < 31000000 || ship->lat_e6 > 39000000 || ship->lon_e6 < 119000000 || ship->lon_e6 > 131000000)
    ship->cog = (gint16) ((int) (atan2 (125e6 - ship->lon_e6, 35e6 - ship->lat_e6) * 1800 / G_PI + 3600) % 3600);
  course = ship->cog * G_PI / 1800;
  metres = ship->sog / 10.0 * 1852 / 3600 * round_s;
  ship->north_e6 = (gint32) (metres * cos (course) / 111120 * 1e6);
  ship->east_e6 = (gint32) (metres * sin (course) / 111120 / 0.82 * 1e6);
  ship->sails = 1 + next_number ((guint32) MAX (2, 86400 / round_s));
}

static PlimPosition
step (Ship   *ship,
      gint64  time_s,
      double  round_s)
{
  gboolean lies = ship->rests > 0;
  gint16 cog;

  if (lies)
    {
      if (--ship->rests == 0)
        choose_way (ship, round_s);
    }
  else
    {
      ship->lat_e6 = CLAMP (ship->lat_e6 + ship->north_e6, 28000000, 42000000);
      ship->lon_e6 = CLAMP (ship->lon_e6 + ship->east_e6, 116000000, 134000000);
      if (--ship->sails == 0)
        ship->rests = 1 + next_number ((guint32) MAX (2, 172800 / round_s));
    }
  cog = (gint16) (lies ? next_number (3600) : (guint32) (ship->cog + 3580 + next_number (40)) % 3600);

  return (PlimPosition) {
    .time_s = time_s, .lat_e6 = ship->lat_e6 + (gint32) next_number (200) - 100,
    .lon_e6 = ship->lon_e6 + (gint32) next_number (200) - 100,
    .sog_tenths = (gint16) (lies ? next_number (4) : (guint32) ship->sog + next_number (10)), .cog_tenths = cog,
    .heading = (gint16) (lies ? ship->cog / 10 : cog / 10), .draught_tenths = -1, .status = lies ? 1 : 0,
  };
}

static gboolean
sail (guint    n_ships,
      guint64  n_positions,
      double   span_s,
      gint64   start_s,
      Take     take,
      gpointer data)
{
  g_autofree Ship *ships = g_new0 (Ship, n_ships);
  guint rounds = (guint) (n_positions / n_ships);
  double round_s = span_s / rounds;

  state = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  for (guint i = 0; i < n_ships; i++)
    {
      ships[i].lat_e6 = 31000000 + (gint32) next_number (8000000);
      ships[i].lon_e6 = 119000000 + (gint32) next_number (12000000);
      choose_way (&ships[i], round_s);
    }
  for (guint turn = 0; turn < rounds; turn++)
    for (guint i = 0; i < n_ships; i++)
      {
        PlimPosition position = step (&ships[i], start_s + (gint64) ((turn + (double) i / n_ships) * round_s), round_s);

        if (!take (FIRST_MMSI + i, &position, data))
          return FALSE;
      }

  return TRUE;
}

static gboolean
add_up (guint32             craft,
        const PlimPosition *position,
        gpointer            data)
{
  *(gint64 *) data += position->lat_e6;

  return TRUE;
}

typedef struct
{
  PlimPositionFeed *feed;
  GError           *error;
} Feeding;

static gboolean
feed_one (guint32             craft,
          const PlimPosition *position,
          gpointer            data)
{
  Feeding *feeding = data;

  return plim_position_feed_add (feeding->feed, craft, position, &feeding->error);
}

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Of this process, whoever else is at work. */
static double
busy_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

static void
check (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("bench-store: %s\n", error->message);
  exit (1);
}

static void
write_claims (PlimStoreWriter  *writer,
              PlimPositionFeed *feed,
              const char       *symbol)
{
  GError *error = NULL;
  PlimReport report = { .symbol = (char *) symbol, .edition = 1, .title = "log.csv", .publisher = "AIS log" };

  plim_period_parse ("2031-12-31", NULL, &report.dated);
  plim_store_writer_set_report (writer, &report, NULL, NULL, NULL, &error);
  check (error);
  for (guint i = 0; i < plim_position_feed_get_n_crafts (feed); i++)
    {
      const PlimFedCraft craft = plim_position_feed_get_craft (feed, i);
      g_autoptr(PlimClaim) claim = plim_claim_new ();
      g_autofree char *mmsi = g_strdup_printf ("%u", craft.craft);
      g_autofree char *vessel = g_strdup_printf ("%s#%s", symbol, mmsi);
      const guint8 content[32] = { 1 };
      PlimTrack track = { .vessel = vessel, .mmsi = mmsi, .known_by = PLIM_KNOWN_BY_BROADCAST };
      PlimPeriod when = PLIM_PERIOD_UNKNOWN;

      when.first = plim_day_from_unix (craft.first_s);
      when.last = plim_day_from_unix (craft.last_s);
      claim->local_id = g_strdup_printf ("track-%s", mmsi);
      claim->subject = PLIM_SUBJECT_TRACK;
      claim->basis = PLIM_BASIS_PRIVATE;
      plim_store_writer_add_vessel (writer, mmsi, NULL, mmsi, &error);
      check (error);
      plim_store_writer_add_claim (writer, craft.claim_key, claim, &when, "2031-01-01", "2031-12-31", NULL, content, &error);
      check (error);
      plim_store_writer_add_track (writer, craft.claim_key, &track, &error);
      check (error);
    }
}

static void
import_log (PlimStore  *store,
            const char *symbol,
            guint       n_ships,
            guint64     n_positions,
            double      span_s,
            gint64      start_s)
{
  GError *error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0');
  Feeding feeding = { 0 };
  guint64 added = 0, known = 0;
  double begun, made, fed, digested, committed, busy;
  gint64 sum = 0;

  check (error);
  begun = seconds ();
  busy = busy_seconds ();
  sail (n_ships, n_positions, span_s, start_s, add_up, &sum);
  made = seconds () - begun;
  busy = busy_seconds () + (busy_seconds () - busy);

  begun = seconds ();
  plim_store_writer_begin_import (writer, "ais-csv", symbol, &error);
  check (error);
  feed = feeding.feed = plim_position_feed_new (writer, FALSE);
  sail (n_ships, n_positions, span_s, start_s, feed_one, &feeding);
  check (feeding.error);
  plim_position_feed_finish (feed, &error);
  check (error);
  fed = seconds () - begun - made;
  busy = busy_seconds () - busy;

  begun = seconds ();
  write_claims (writer, feed, symbol);
  plim_store_writer_end_import (writer, 1, sha256, &rows, &error);
  check (error);
  digested = seconds () - begun;
  begun = seconds ();
  plim_store_writer_commit (writer, &error);
  check (error);
  committed = seconds () - begun;

  for (guint i = 0; i < plim_position_feed_get_n_crafts (feed); i++)
    {
      const PlimFedCraft craft = plim_position_feed_get_craft (feed, i);

      added += craft.n_added;
      known += craft.n_known;
    }
  g_print ("%s: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " known: feed %.2f s, of which busy %.2f s (%.1f million/s), claims and digest %.2f s, commit %.2f s; "
           "peak %.0f MiB\n", symbol, added, known, fed, busy, (double) n_positions / busy / 1e6, digested, committed, peak_mib ());
}

static gboolean
count_visit (guint               craft,
             const PlimPosition *positions,
             guint               count,
             gpointer            data)
{
  *(guint64 *) data += count;

  return TRUE;
}

static double
bytes_of (const char *path)
{
  GStatBuf about;

  return g_stat (path, &about) == 0 ? (double) about.st_size : 0;
}

int
main (int    argc,
      char **argv)
{
  guint64 n_positions = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 10000000;
  guint n_ships = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 2000;
  g_autofree char *dir = g_dir_make_tmp ("plimsoll-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "store.db", NULL);
  PlimFilter filter = PLIM_FILTER_ALL, week = PLIM_FILTER_ALL;
  GError *error = NULL;
  g_autoptr(PlimStore) store = plim_store_open (path, &error);
  g_autoptr(GPtrArray) crafts = NULL;
  const PlimPositionArea area = { 34000000, 123000000, 35000000, 124500000 };
  double begun, year_ms = 0, bytes;
  guint64 visited = 0;
  int status = 0;

  check (error);
  import_log (store, "AIS/year", n_ships, n_positions, YEAR_S, START_S);
  plim_store_close (store);
  bytes = bytes_of (path) / (double) n_positions;
  g_print ("file: %.1f MB, %.2f bytes a position\n", bytes_of (path) / 1e6, bytes);

  begun = seconds ();
  crafts = plim_craft_query (store, &filter, &error);
  check (error);
  g_print ("crafts: %u in %.1f ms\n", crafts->len, (seconds () - begun) * 1e3);

  begun = seconds ();
  plim_position_query_all (store, &filter, crafts, count_visit, &visited, NULL, &error);
  check (error);
  g_print ("all positions: %" G_GUINT64_FORMAT " in %.0f ms\n", visited, (seconds () - begun) * 1e3);
  if (visited != n_positions / n_ships * n_ships)
    status = 1;

  plim_period_parse ("2031-06-01", "2031-06-07", &week.days);
  begun = seconds ();
  {
    g_autoptr(GPtrArray) some = plim_craft_query (store, &week, &error);

    check (error);
    g_print ("crafts of a week: %u in %.1f ms\n", some->len, (seconds () - begun) * 1e3);
    begun = seconds ();
    visited = 0;
    plim_position_query_all (store, &week, some, count_visit, &visited, NULL, &error);
    check (error);
    g_print ("positions of a week: %" G_GUINT64_FORMAT " in %.1f ms\n", visited, (seconds () - begun) * 1e3);
  }

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("MMSI %u", FIRST_MMSI + i * (n_ships / 50));
      g_autoptr(GArray) positions = NULL;

      begun = seconds ();
      positions = plim_position_query_vessel (store, &filter, key, G_MININT64, G_MAXINT64, &error);
      check (error);
      year_ms += (seconds () - begun) * 1e3 / 50;
      if (positions->len != n_positions / n_ships)
        status = 1;
    }
  g_print ("a vessel's year: %.2f ms\n", year_ms);

  begun = seconds ();
  {
    g_autoptr(GPtrArray) near = plim_near_query (store, &filter, &area, START_S + YEAR_S / 2, START_S + YEAR_S / 2 + 7 * 86400, NULL, NULL, &error);
    guint64 n = 0;

    check (error);
    for (guint i = 0; i < near->len; i++)
      n += ((PlimNearHit *) g_ptr_array_index (near, i))->positions->len;
    g_print ("near, 1 by 1.5 degrees and a week: %u crafts, %" G_GUINT64_FORMAT " positions in %.1f ms\n", near->len, n,
             (seconds () - begun) * 1e3);
  }

  /* A day more, the day again, and the year again. */
  import_log (store, "AIS/day", n_ships, n_positions / 365, 86400, START_S + YEAR_S);
  import_log (store, "AIS/day again", n_ships, n_positions / 365, 86400, START_S + YEAR_S);
  import_log (store, "AIS/year again", n_ships, n_positions, YEAR_S, START_S);

  plim_store_close (store);
  g_unlink (path);
  g_rmdir (dir);

  if (n_positions >= 1000000 && (bytes > 12 || year_ms > 2))
    status = 1;

  return status;
}
