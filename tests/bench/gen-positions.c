/* gen-positions.c: a year of AIS for ships that do not exist, made up, the same bytes every time
 *
 *   gen-positions csv|nmea|gpx VESSELS POSITIONS
 *
 * As a feed would give them: in order of time, all vessels mixed (gpx: a track a vessel). Vessels sail between
 * points of one sea box, lie still there for hours or days, and now and then fall silent. CSV has the columns
 * of MarineCadastre; NMEA is AIVDM messages 1 with tag blocks, and a message 5 of each vessel in every round of hundred.
 */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#define START_S       G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */
#define YEAR_S        (365 * 86400)
#define FIRST_MMSI    799000000u                       /* no country has these digits */
#define N_POINTS      60
#define METRES_A_MILE 1852.0
#define METRES_A_DEGREE (60.0 * METRES_A_MILE)
#define STATIC_ROUNDS 100

/* The made-up sea. */
#define WEST          118.0
#define SOUTH         30.0
#define WIDTH         14.0
#define HEIGHT        10.0

typedef struct
{
  double lat, lon;
  double to_lat, to_lon;
  double knots;
  double course;
  double rest_s;        /* still to lie here */
  double silent_s;      /* still to say nothing */
  gint64 at_s;
} Ship;

typedef struct
{
  gint64 time_s;
  double lat, lon, sog, cog;
  int    heading, status;
} Fix;

static guint64 state = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
static double points[N_POINTS][2];

static double
next_share (void)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;

  return (double) ((state >> 16) & 0xffffff) / 0x1000000;
}

static void
choose_way (Ship *ship)
{
  const double *to = points[(int) (next_share () * N_POINTS)];
  double north, east;

  ship->to_lat = to[0] + (next_share () - 0.5) * 0.1;
  ship->to_lon = to[1] + (next_share () - 0.5) * 0.1;
  ship->knots = 8.0 + next_share () * 6.0;
  north = ship->to_lat - ship->lat;
  east = (ship->to_lon - ship->lon) * cos (ship->lat * G_PI / 180.0);
  ship->course = fmod (atan2 (east, north) * 180.0 / G_PI + 360.0, 360.0);
}

/* Sails, arrives, lies, leaves, until @to_s. */
static void
sail (Ship   *ship,
      gint64  to_s)
{
  double left_s = to_s - ship->at_s;

  ship->at_s = to_s;
  ship->silent_s -= left_s;
  while (left_s > 1e-3)
    {
      double shrink = cos (ship->lat * G_PI / 180.0);
      double north, east, metres, needed_s, share;

      if (ship->rest_s > 0.0)
        {
          double lain = MIN (ship->rest_s, left_s);

          ship->rest_s -= lain;
          left_s -= lain;
          if (ship->rest_s <= 0.0)
            choose_way (ship);
          continue;
        }
      north = (ship->to_lat - ship->lat) * METRES_A_DEGREE;
      east = (ship->to_lon - ship->lon) * METRES_A_DEGREE * shrink;
      metres = hypot (north, east);
      needed_s = metres / (ship->knots * METRES_A_MILE / 3600.0);
      share = needed_s > left_s ? left_s / needed_s : 1.0;
      ship->lat += (ship->to_lat - ship->lat) * share;
      ship->lon += (ship->to_lon - ship->lon) * share;
      left_s -= needed_s * share;
      if (share >= 1.0)
        {
          ship->rest_s = 3600.0 * (4.0 + next_share () * 44.0);
          if (next_share () < 0.05)
            ship->silent_s = 3600.0 * (8.0 + next_share () * 60.0);
        }
    }
}

static Fix
observe (const Ship *ship)
{
  gboolean lies = ship->rest_s > 0.0;
  Fix fix = {
    .time_s = ship->at_s,
    .lat = ship->lat + (next_share () - 0.5) * 2e-4,
    .lon = ship->lon + (next_share () - 0.5) * 2e-4,
    .sog = lies ? next_share () * 0.3 : ship->knots + next_share () - 0.5,
    .cog = lies ? next_share () * 359.9 : fmod (ship->course + next_share () * 4.0 + 358.0, 359.9),
    .status = lies ? 1 : 0,
  };

  fix.heading = lies ? (int) ship->course % 360 : (int) fix.cog;

  return fix;
}

static void
write_time (char   *text,
            gint64  time_s)
{
  time_t seconds = time_s;
  struct tm parts;

  gmtime_r (&seconds, &parts);
  strftime (text, 32, "%Y-%m-%dT%H:%M:%S", &parts);
}

static void
put_csv (guint      number,
         const Fix *fix)
{
  char when[32];

  write_time (when, fix->time_s);
  printf ("%u,%s,%.5f,%.5f,%.1f,%.1f,%d,EXERCISE %05u,,EX%05u,70,%d,180,28,9.5,70,A\n", FIRST_MMSI + number, when,
          fix->lat, fix->lon, fix->sog, fix->cog, fix->heading, number, number, fix->status);
}

/* NMEA */

typedef struct
{
  guint8 bits[424];
  guint  n;
} Payload;

static void
put_bits (Payload *payload,
          guint    width,
          gint64   value)
{
  while (width-- > 0)
    payload->bits[payload->n++] = (guint8) ((value >> width) & 1);
}

static void
put_text (Payload    *payload,
          guint       letters,
          const char *text)
{
  for (guint i = 0; i < letters; i++)
    {
      int letter = *text != '\0' ? *text++ : '@';

      put_bits (payload, 6, letter >= 64 ? letter - 64 : letter);
    }
}

static guint8
sum_of (const char *text)
{
  guint8 sum = 0;

  while (*text != '\0')
    sum ^= (guint8) *text++;

  return sum;
}

static void
put_sentence (const char *armoured,
              const char *head,
              guint       fill,
              gint64      time_s)
{
  char tag[64], sentence[128];

  snprintf (tag, sizeof tag, "s:exercise,c:%" G_GINT64_FORMAT, time_s);
  snprintf (sentence, sizeof sentence, "AIVDM,%s,A,%s,%u", head, armoured, fill);
  printf ("\\%s*%02X\\!%s*%02X\n", tag, sum_of (tag), sentence, sum_of (sentence));
}

static void
armour (const Payload *payload,
        char          *text,
        guint         *fill)
{
  guint i;

  for (i = 0; i < payload->n; i += 6)
    {
      guint value = 0;

      for (guint bit = 0; bit < 6; bit++)
        value = value << 1 | (i + bit < payload->n ? payload->bits[i + bit] : 0);
      *text++ = (char) (value < 40 ? value + 48 : value + 56);
    }
  *text = '\0';
  *fill = i - payload->n;
}

static void
put_nmea (guint      number,
          const Fix *fix)
{
  Payload payload = { .n = 0 };
  char text[80];
  guint fill;

  put_bits (&payload, 6, 1);
  put_bits (&payload, 2, 0);
  put_bits (&payload, 30, FIRST_MMSI + number);
  put_bits (&payload, 4, fix->status);
  put_bits (&payload, 8, 0);
  put_bits (&payload, 10, lround (fix->sog * 10.0));
  put_bits (&payload, 1, 0);
  put_bits (&payload, 28, lround (fix->lon * 600000.0));
  put_bits (&payload, 27, lround (fix->lat * 600000.0));
  put_bits (&payload, 12, lround (fix->cog * 10.0));
  put_bits (&payload, 9, fix->heading);
  put_bits (&payload, 6, fix->time_s % 60);
  put_bits (&payload, 25, 0);
  armour (&payload, text, &fill);
  put_sentence (text, "1,1,", fill, fix->time_s);
}

static void
put_static (guint      number,
            const Fix *fix)
{
  static guint sequence;
  Payload payload = { .n = 0 };
  char text[80], name[21], callsign[8], head[16], first[61];
  guint fill;

  snprintf (name, sizeof name, "EXERCISE %05u", number % 100000);
  snprintf (callsign, sizeof callsign, "EX%05u", number % 100000);
  put_bits (&payload, 6, 5);
  put_bits (&payload, 2, 0);
  put_bits (&payload, 30, FIRST_MMSI + number);
  put_bits (&payload, 2, 0);
  put_bits (&payload, 30, 0);
  put_text (&payload, 7, callsign);
  put_text (&payload, 20, name);
  put_bits (&payload, 8, 70);
  put_bits (&payload, 9, 100);
  put_bits (&payload, 9, 80);
  put_bits (&payload, 6, 14);
  put_bits (&payload, 6, 14);
  put_bits (&payload, 4, 1);
  put_bits (&payload, 20, 0);
  put_bits (&payload, 8, 95);
  put_text (&payload, 20, "");
  put_bits (&payload, 2, 0);
  armour (&payload, text, &fill);

  g_strlcpy (first, text, sizeof first);
  sequence = (sequence + 1) % 10;
  snprintf (head, sizeof head, "2,1,%u", sequence);
  put_sentence (first, head, 0, fix->time_s);
  snprintf (head, sizeof head, "2,2,%u", sequence);
  put_sentence (text + 60, head, fill, fix->time_s);
}

/* All vessels speak once a round, each at its own place in it: that is in order of time. */
static void
write_feed (gboolean  nmea,
            Ship     *ships,
            guint     n_ships,
            guint     rounds)
{
  double round_s = (double) YEAR_S / rounds;

  if (!nmea)
    puts ("MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass");
  for (guint turn = 0; turn < rounds; turn++)
    for (guint i = 0; i < n_ships; i++)
      {
        Fix fix;

        sail (&ships[i], START_S + (gint64) ((turn + (double) i / n_ships) * round_s));
        if (ships[i].silent_s > 0.0)
          continue;
        fix = observe (&ships[i]);
        if (!nmea)
          put_csv (i, &fix);
        else
          {
            put_nmea (i, &fix);
            if (turn % STATIC_ROUNDS == 0)
              put_static (i, &fix);
          }
      }
}

static void
write_tracks (Ship  *ships,
              guint  n_ships,
              guint  rounds)
{
  double round_s = (double) YEAR_S / rounds;

  puts ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gpx version=\"1.1\" creator=\"gen-positions\" xmlns=\"http://www.topografix.com/GPX/1/1\">");
  for (guint i = 0; i < n_ships; i++)
    {
      printf ("<trk><name>EXERCISE %05u</name><trkseg>\n", i);
      for (guint turn = 0; turn < rounds; turn++)
        {
          char when[32];
          Fix fix;

          sail (&ships[i], START_S + (gint64) ((turn + (double) i / n_ships) * round_s));
          fix = observe (&ships[i]);
          write_time (when, fix.time_s);
          printf ("<trkpt lat=\"%.6f\" lon=\"%.6f\"><time>%sZ</time></trkpt>\n", fix.lat, fix.lon, when);
        }
      puts ("</trkseg></trk>");
    }
  puts ("</gpx>");
}

int
main (int    argc,
      char **argv)
{
  guint n_ships = argc == 4 ? (guint) strtoul (argv[2], NULL, 10) : 0;
  guint64 wanted = argc == 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;
  g_autofree Ship *ships = g_new0 (Ship, MAX (n_ships, 1));
  guint rounds;

  if (n_ships == 0 || wanted < n_ships || (strcmp (argv[1], "csv") != 0 && strcmp (argv[1], "nmea") != 0 && strcmp (argv[1], "gpx") != 0))
    {
      fprintf (stderr, "gen-positions csv|nmea|gpx VESSELS POSITIONS\n");
      return 2;
    }
  rounds = (guint) (wanted / n_ships);

  for (guint i = 0; i < N_POINTS; i++)
    {
      points[i][0] = SOUTH + next_share () * HEIGHT;
      points[i][1] = WEST + next_share () * WIDTH;
    }
  for (guint i = 0; i < n_ships; i++)
    {
      const double *from = points[i % N_POINTS];

      ships[i] = (Ship) { .lat = from[0], .lon = from[1], .at_s = START_S };
      choose_way (&ships[i]);
    }

  if (strcmp (argv[1], "gpx") == 0)
    write_tracks (ships, n_ships, rounds);
  else
    write_feed (strcmp (argv[1], "nmea") == 0, ships, n_ships, rounds);

  return fflush (stdout) == 0 ? 0 : 1;
}
