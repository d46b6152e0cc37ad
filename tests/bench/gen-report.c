/* gen-report.c: big reports in our own format, made up, the same bytes every time
 *
 *   gen-report [--symbol EX/2] MB            a report of about MB million bytes: two thirds of them fixes in
 *                                            tracks, the rest sightings with prose, vessels, identities, cites
 *   gen-report [--symbol EX/3] --points N    one of N dated deliveries within a year, under a cap
 *   gen-report [--symbol EX/4] --thefts N    one of N dated thefts
 *   gen-report --dat N                       the points of the last two as "Unix seconds, value" lines
 */

#include "config.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#define FIXES_SHARE    0.66
#define VESSEL_BYTES   7500.0       /* what one vessel with its sightings takes, on average */
#define START_S        G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */
#define YEAR_S         (365 * 86400)

static guint64 state = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
static guint64 written;

static guint
next_random (guint below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;

  return (guint) ((state >> 16) & 0xffffffff) % below;
}

static double
next_share (void)
{
  return next_random (1000000) / 1000000.0;
}

G_GNUC_PRINTF (1, 2)
static void
put (const char *format,
     ...)
{
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = vprintf (format, arguments);
  va_end (arguments);

  if (length < 0)
    {
      perror ("gen-report");
      exit (1);
    }
  written += length;
}

static const char *
format_time (gint64 time_s)
{
  static char text[32];
  time_t seconds = time_s;
  struct tm parts;

  gmtime_r (&seconds, &parts);
  strftime (text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);

  return text;
}

static const char words[][16] = {
  "the", "vessel", "Panel", "Member", "State", "coal", "cargo", "transfer", "tanker", "port",
  "reported", "imagery", "identifier", "owner", "registered", "flag", "berth", "anchorage", "delivered", "refined",
  "petroleum", "barrels", "identity", "transmission", "AIS", "gap", "company", "address", "inquiry", "&amp;",
  "direct", "delivery", "ship-to-ship", "north", "south", "bound", "laden", "draught", "satellite", "information",
  "exercise", "assets", "exchange", "account", "alleged", "\303\251tat", "\354\204\240\353\260\225", "over-the-side",
  "broker", "suspected"
};

static void
put_prose (guint count)
{
  for (guint i = 0; i < count; i++)
    put ("%s%s", words[next_random (G_N_ELEMENTS (words))], i + 1 == count ? "." : i % 17 == 16 ? ", " : " ");
}

static void
put_cite (const char *indent)
{
  static const char sources[][8] = { "panel", "state", "media" };

  put ("%s<cite source=\"%s\" para=\"%u\" annex=\"%u\"/>\n", indent,
       sources[next_random (G_N_ELEMENTS (sources))], 1 + next_random (180), 1 + next_random (90));
}

/* Numbers that no ship bears: they begin with 0, but the check digit is right. */
static void
put_imo (const char *attribute,
         guint       number)
{
  guint sum = 0;
  guint rest = number;

  if (number > 99999)
    return;
  for (guint weight = 2; weight < 7; weight++, rest /= 10)
    sum += rest % 10 * weight;
  put (" %s=\"0%05u%u\"", attribute, number, sum % 10);
}

static void
put_head (const char *symbol)
{
  put ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       "<!-- Made up, every word and number of it, by gen-report. -->\n"
       "<report xmlns=\"urn:plimsoll:report:1\" symbol=\"%s\" edition=\"1\" xml:lang=\"en\" exercise=\"yes\">\n"
       "  <about>\n"
       "    <title>Generated exercise</title>\n"
       "    <publisher kind=\"panel\">Exercise Panel</publisher>\n"
       "    <dated>2033-03-04</dated>\n"
       "    <covers from=\"2030-01-01\" to=\"2033-03-04\"/>\n"
       "  </about>\n"
       "  <sources>\n"
       "    <source id=\"panel\" basis=\"panel\">Exercise Panel</source>\n"
       "    <source id=\"state\" basis=\"member-state\">Exercise State</source>\n"
       "    <source id=\"media\" basis=\"media\">Exercise Daily</source>\n"
       "    <source id=\"notified\" basis=\"notified\">Exercise Committee</source>\n"
       "  </sources>\n"
       "  <places>\n"
       "    <place id=\"port-a\" name=\"Exercise Port A\" country=\"KP\" lat=\"38.780\" lon=\"125.090\""
       " radius-km=\"4\" kind=\"port\"/>\n"
       "  </places>\n", symbol);
}

static void
put_cap (guint quantity)
{
  put ("  <caps>\n"
       "    <cap id=\"cap\" commodity=\"refined-petroleum\" direction=\"import\" quantity=\"%u\" unit=\"bbl\""
       " from=\"2030-01-01\" to=\"open\" year-starts=\"01-01\" resolution=\"EX 14 (2028)\" para=\"5\">"
       "<cite source=\"panel\" para=\"5\"/></cap>\n"
       "  </caps>\n", quantity);
}

static void
put_vessel (guint number)
{
  put ("    <vessel id=\"v%u\"", number);
  put_imo ("imo", number);
  put (">\n      <particulars type=\"products tanker\" built=\"%u\" gt=\"%u\" dwt=\"%u\" capacity-bbl=\"%u\">\n",
       1985 + next_random (40), 900 + next_random (9000), 1500 + next_random (14000), 8000 + next_random (60000));
  put_cite ("        ");
  put ("      </particulars>\n"
       "      <identity name=\"EXERCISE %u\" mmsi=\"799%06u\" from=\"2029\" to=\"open\">\n", number, number % 1000000);
  put_cite ("        ");
  put ("      </identity>\n");
  if (next_random (2) == 0)
    {
      put ("      <identity kind=\"borrowed\" name=\"EXERCISE %u %s\"", number + 7, words[10 + next_random (12)]);
      put_imo ("owner-imo", number + 7);
      put (" from=\"2031-%02u\" to=\"2031-Q4\">\n", 1 + next_random (9));
      put_cite ("        ");
      put ("      </identity>\n");
    }
  put ("    </vessel>\n");
}

static void
put_trade (void)
{
  put ("  <trade>\n");
  for (guint year = 2031; year <= 2032; year++)
    for (guint month = 1; month <= 12; month++)
      for (guint coal = 0; coal < 2; coal++)
        {
          put ("    <total id=\"t-%s-%u-%02u\" commodity=\"%s\" direction=\"%s\" from=\"%u-%02u\" to=\"%u-%02u\""
               " quantity=\"%u\" unit=\"%s\" bound=\"exact\">",
               coal ? "coal" : "oil", year, month, coal ? "coal" : "refined-petroleum", coal ? "export" : "import",
               year, month, year, month, next_random (coal ? 400000 : 60000), coal ? "t" : "bbl");
          put ("<cite source=\"notified\" annex=\"%u\"/></total>\n", 1 + next_random (9));
        }
  put ("  </trade>\n");
}

static void
put_sighting (guint number,
              guint vessel)
{
  put ("    <sighting id=\"m%u\" vessel=\"v%u\" on=\"%.10s\" lat=\"%.4f\" lon=\"%.4f\" radius-km=\"%u\" where=\"",
       number, vessel, format_time (START_S + next_random (YEAR_S)), 26 + 12 * next_share (), 120 + 8 * next_share (),
       1 + next_random (60));
  put_prose (6 + next_random (8));
  put ("\" activity=\"%s\" known-by=\"%s\">\n", next_random (2) ? "ship-to-ship" : "unloading",
       next_random (2) ? "seen" : "told");
  put_cite ("      ");
  put ("      <wording>");
  put_prose (110 + next_random (190));
  put ("</wording>\n    </sighting>\n");
}

/* Fixes ten minutes apart, one ship's way over a day or so. */
static void
put_track (guint vessel,
           guint round,
           guint fixes)
{
  double lat = 30 + 8 * next_share ();
  double lon = 120 + 8 * next_share ();
  double course = 360 * next_share ();
  double knots = 4 + 8 * next_share ();
  gint64 time_s = START_S + (gint64) round * 14 * 86400 + next_random (12 * 86400);

  put ("    <track vessel=\"v%u\" mmsi=\"799%06u\" known-by=\"broadcast\">\n", vessel, vessel % 1000000);
  for (guint i = 0; i < fixes; i++)
    {
      double miles = knots / 6;

      put ("      <fix time=\"%s\" lat=\"%.5f\" lon=\"%.5f\" sog=\"%.1f\" cog=\"%.1f\"/>\n",
           format_time (time_s), lat, lon, knots, course);
      lat += miles / 60 * cos (course * G_PI / 180);
      lon += miles / 60 * sin (course * G_PI / 180) / cos (lat * G_PI / 180);
      course = fmod (course + (next_share () - 0.5) * 6 + 360, 360);
      knots += (next_share () - 0.5) * 0.4;
      knots = CLAMP (knots, 0, 15);
      if (lat < 22 || lat > 41 || lon < 117 || lon > 135)
        {
          course = fmod (course + 170, 360);
          lat = CLAMP (lat, 22.1, 40.9);
          lon = CLAMP (lon, 117.1, 134.9);
        }
      time_s += 600;
    }
  put_cite ("      ");
  put ("    </track>\n");
}

/* Records come in the order of the format, so how many vessels there will be has to be known
 * before the first track: the tracks then fill what is left of the size wanted. */
static void
put_mixed_report (const char *symbol,
                  double      megabytes)
{
  guint64 wanted = (guint64) (megabytes * 1000000);
  guint vessels = MAX (1, (guint) (wanted * (1 - FIXES_SHARE) / VESSEL_BYTES));
  guint sightings = 0;

  put_head (symbol);

  put ("  <vessels>\n");
  for (guint i = 1; i <= vessels; i++)
    put_vessel (i);
  put ("  </vessels>\n");
  put_cap (500000);
  put_trade ();

  put ("  <movements>\n");
  for (guint i = 1; i <= vessels; i++)
    for (guint count = 2 + next_random (4); count > 0; count--)
      put_sighting (++sightings, i);
  for (guint round = 0; written < wanted; round++)
    for (guint i = 1; i <= vessels && written < wanted; i++)
      put_track (i, round, 100 + next_random (100));
  put ("  </movements>\n</report>\n");
}

/* The points: later ones are later, values vary by three orders of magnitude. */
static gint64
next_point (guint   index,
            guint   count,
            double *value)
{
  *value = round (pow (10, 3 + 3 * next_share ()));

  return START_S + (gint64) ((double) index / count * (YEAR_S - 2 * 86400));
}

static void
put_points_report (const char *symbol,
                   guint       count,
                   gboolean    thefts)
{
  put_head (symbol);
  if (!thefts)
    put_cap (MAX (1000, count * 70000u));

  put (thefts ? "  <thefts>\n" : "  <trade>\n");
  for (guint i = 0; i < count; i++)
    {
      double value;
      gint64 time_s = next_point (i, count, &value);

      if (thefts)
        put ("    <theft id=\"c%u\" on=\"%s\" target=\"Exercise Exchange %u\" target-kind=\"exchange\" amount=\"%.0f\""
             " currency=\"USD\" bound=\"about\">", i + 1, format_time (time_s), i + 1, value);
      else
        put ("    <shipment id=\"s%u\" commodity=\"refined-petroleum\" direction=\"import\" on=\"%s\""
             " destination=\"port-a\" quantity=\"%.0f\" unit=\"bbl\" laden=\"0.9\" method=\"direct-delivery\">",
             i + 1, format_time (time_s), value);
      put ("<cite source=\"state\" annex=\"6\" page=\"%u\"/>%s\n", 1 + i / 40, thefts ? "</theft>" : "</shipment>");
    }
  put (thefts ? "  </thefts>\n</report>\n" : "  </trade>\n</report>\n");
}

static void
put_points (guint count)
{
  for (guint i = 0; i < count; i++)
    {
      double value;
      gint64 time_s = next_point (i, count, &value);

      put ("%" G_GINT64_FORMAT " %.0f\n", time_s, value);
    }
}

int
main (int    argc,
      char **argv)
{
  const char *symbol = "EX/2";
  const char *what = "";
  double amount;
  int at = 1;

  if (at + 1 < argc && strcmp (argv[at], "--symbol") == 0)
    {
      symbol = argv[at + 1];
      at += 2;
    }
  if (at + 1 < argc && g_str_has_prefix (argv[at], "--"))
    what = argv[at++];
  amount = at + 1 == argc ? g_ascii_strtod (argv[at], NULL) : 0;

  if (amount <= 0 || amount > 1000000)
    {
      fprintf (stderr, "usage: gen-report [--symbol S] MB | --points N | --thefts N | --dat N\n");
      return 2;
    }

  if (*what == '\0')
    put_mixed_report (symbol, amount);
  else if (strcmp (what, "--points") == 0)
    put_points_report (symbol, (guint) amount, FALSE);
  else if (strcmp (what, "--thefts") == 0)
    put_points_report (symbol, (guint) amount, TRUE);
  else if (strcmp (what, "--dat") == 0)
    put_points ((guint) amount);
  else
    return 2;

  return fflush (stdout) == 0 ? 0 : 1;
}
