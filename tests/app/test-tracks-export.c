#include "config.h"

#include "app/export/plim-tracks-export.h"
#include "tests/plim-test.h"

#include "app/export/plim-export.h"
#include "app/import/plim-parse-worker.h"
#include "app/map/plim-map-content.h"
#include "app/plim-error.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <libxml/relaxng.h>
#include <string.h>
#include <unistd.h>

#define WAYS "tracks/ways.plimsoll-report.xml"

static const char * const formats[] = { "gpx", "kml", "geojson", "csv" };

static PlimTracksRequest
ask_exercise (void)
{
  PlimTracksRequest request = { .filter = PLIM_FILTER_ALL };

  request.filter.exercise = TRUE;

  return request;
}

static char *
export_text (PlimStore *store, const PlimTracksRequest *request, PlimTracksFormat format, gsize *size)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;
  PlimTracksSummary summary;

  g_assert_true (plim_tracks_export (store, request, format, stream, &summary, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.n_positions, >, 0);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  *size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)) - 1;

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_expected (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, WAYS, NULL);
  PlimTracksRequest request = ask_exercise ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("ways.%s", formats[i]);
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;
      g_autofree char *written = NULL;
      g_autoptr(GError) error = NULL;
      PlimTracksFormat format;
      gsize size, size_again, size_written;

      g_assert_true (plim_tracks_format_from_path (path, &format));
      text = export_text (store, &request, format, &size);
      plim_test_compare_expected (name, text, size);
      again = export_text (store, &request, format, &size_again);
      g_assert_cmpmem (text, size, again, size_again);
      g_assert_true (plim_tracks_export_file (store, &request, format, path, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &written, &size_written, NULL));
      g_assert_cmpmem (text, size, written, size_written);
    }
  plim_test_remove_dir (dir);
}

static void
test_gpx_is_valid (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *schema_path = plim_test_file ("tracks/gpx-1.1.rng");
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, WAYS, NULL);
  PlimTracksRequest request = ask_exercise ();
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt (schema_path);
  xmlRelaxNGPtr schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt (schema);
  static const struct { const char *from; const char *to; } faults[] = {
    { NULL, NULL }, { "<trkseg>", "<trkseg><time/>" }, { "lon=\"-180", "lon=\"180" }, { "</src>", "</src><name/>" }, { "<p:sog>", "<speed/><p:sog>" },
  };

  g_assert_nonnull (schema);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      gsize size;
      g_autofree char *text = export_text (store, &request, PLIM_TRACKS_GPX, &size);
      xmlDocPtr document;

      if (faults[i].from != NULL)
        {
          g_auto(GStrv) parts = g_strsplit (text, faults[i].from, 2);

          g_free (text);
          text = g_strjoinv (faults[i].to, parts);
          size = strlen (text);
        }
      document = xmlReadMemory (text, (int) size, NULL, NULL, XML_PARSE_NONET);
      g_assert_nonnull (document);
      /* A schema that finds no fault would prove nothing. */
      if (faults[i].from == NULL)
        g_assert_cmpint (xmlRelaxNGValidateDoc (validator, document), ==, 0);
      else
        g_assert_cmpint (xmlRelaxNGValidateDoc (validator, document), >, 0);
      xmlFreeDoc (document);
    }
  xmlRelaxNGFreeValidCtxt (validator);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
  plim_test_remove_dir (dir);
}

/* What a file carries is known and says the same; of a changed store it does not. */
static void
test_claims (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, WAYS, NULL);
  PlimTracksRequest request = ask_exercise ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize size;
      char *text = export_text (store, &request, (PlimTracksFormat) i, &size);
      g_autoptr(GBytes) bytes = g_bytes_new_take (text, size);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) claims = plim_export_read_claims (bytes, &error);

      g_test_message ("%s", formats[i]);
      g_assert_no_error (error);
      g_assert_cmpuint (claims->len, ==, 3);
      for (guint j = 0; j < claims->len; j++)
        {
          const PlimCarriedClaim *carried = g_ptr_array_index (claims, j);
          g_autoptr(PlimClaim) claim = plim_claim_query_by_id (store, carried->id, &error);

          g_assert_nonnull (claim);
          g_assert_cmpstr (claim->content, ==, carried->content);
          g_assert_nonnull (strstr (text, "officials"));
          g_assert_nonnull (strstr (text, "EX/WAYS, para. 1"));
        }
    }
  plim_test_remove_dir (dir);
}

static void
test_foreign (void)
{
  static const char * const texts[] = {
    "{\"type\":\"FeatureCollection\",\"features\":[]}", "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"/>", "<kml/>",
    "mmsi,time,lat,lon\n1,2,3,4\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (plim_export_read_claims (bytes, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
    }
}

static void
test_choice (void)
{
  static const struct { const char *vessel; guint64 n_positions; } vessels[] = {
    { "799000002", 5 }, { "IMO 0001236", 6 }, { "0001236", 6 }, { "exercise quiet", 5 }, { "EX/WAYS#nameless", 2 },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, WAYS, NULL);
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *path = g_build_filename (dir, "none.gpx", NULL);
  g_autoptr(GError) error = NULL;
  PlimTracksRequest request = ask_exercise ();
  PlimTracksSummary summary;

  for (guint i = 0; i < G_N_ELEMENTS (vessels); i++)
    {
      request.vessel = vessels[i].vessel;
      g_test_message ("%s", vessels[i].vessel);
      g_assert_true (plim_tracks_export (store, &request, PLIM_TRACKS_CSV, stream, &summary, NULL, &error));
      g_assert_cmpuint (summary.n_crafts, ==, 1);
      g_assert_cmpuint (summary.n_positions, ==, vessels[i].n_positions);
    }

  /* Some of them, by their keys alone. */
  {
    g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) crafts = plim_craft_query (store, &request.filter, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (crafts->len, >, 1);
    g_hash_table_add (keys, ((const PlimCraft *) g_ptr_array_index (crafts, 0))->key);
    request.vessel = NULL;
    request.keys = keys;
    g_assert_true (plim_tracks_export (store, &request, PLIM_TRACKS_CSV, stream, &summary, NULL, &error));
    g_assert_cmpuint (summary.n_crafts, ==, 1);
    request.keys = NULL;
  }

  /* An area across 180°. */
  request.has_area = TRUE;
  request.area = (PlimPositionArea) { .south_e6 = 38000000, .west_e6 = 179950000, .north_e6 = 39000000, .east_e6 = -179950000 };
  g_assert_true (plim_tracks_export (store, &request, PLIM_TRACKS_CSV, stream, &summary, NULL, &error));
  g_assert_cmpuint (summary.n_crafts, ==, 1);
  g_assert_cmpuint (summary.n_positions, ==, 2);

  /* Nothing is no file. */
  request.vessel = "nobody";
  g_assert_false (plim_tracks_export_file (store, &request, PLIM_TRACKS_GPX, path, &summary, NULL, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  request = (PlimTracksRequest) { .filter = PLIM_FILTER_ALL };
  g_assert_false (plim_tracks_export_file (store, &request, PLIM_TRACKS_GPX, path, &summary, NULL, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
  plim_test_remove_dir (dir);
}

/* A report of an exercise that says so much of movements, in a store of its own. */
static PlimStore *
fill_store (const char *dir, const char *vessels, const char *movements)
{
  g_autofree char *path = g_build_filename (dir, "made.plimsoll-report.xml", NULL);
  g_autofree char *text = g_strdup_printf (
    "<report xmlns='urn:plimsoll:report:1' symbol='EX/MADE' edition='1' xml:lang='en' exercise='yes'><about><title>Made</title>"
    "<publisher kind='panel'>Exercise Panel</publisher><dated>2031-03-04</dated></about>"
    "<vessels>%s</vessels><movements>%s</movements></report>", vessels, movements);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return plim_test_fill_store (dir, path, NULL);
}

/* A number is what a report says it is: in a table it is neither a formula nor two fields. */
static void
test_strange_numbers (void)
{
  static const char * const numbers[] = { "=HYPERLINK(&quot;x&quot;)", "1,2", "" };
  static const char * const fields[] = { "\r\n\"'=HYPERLINK(\"\"x\"\")\",2030-05-10T", "\r\n\"1,2\",2030-05-10T", "\r\n\"\",2030-05-10T" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *dir = plim_test_make_dir ();
      g_autofree char *movements = g_strdup_printf (
        "<track vessel='a' mmsi='%s' known-by='told'><fix time='2030-05-10T04:00:00Z' lat='1' lon='2'/><cite para='1'/></track>",
        numbers[i]);
      g_autoptr(PlimStore) store = fill_store (dir, "<vessel id='a'/>", movements);
      PlimTracksRequest request = ask_exercise ();
      gsize size;
      g_autofree char *text = export_text (store, &request, PLIM_TRACKS_CSV, &size);

      g_test_message ("%s", numbers[i]);
      g_assert_nonnull (strstr (text, fields[i]));
      plim_test_remove_dir (dir);
    }
}

/* How often a text has another. */
static guint
count_in (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;

  return n;
}

#define FIX(time, lat, lon) "<fix time='2030-05-10T" time "Z' lat='" lat "' lon='" lon "'/>"

/* No line leads where no ship went: across the whole world at 180°, or faster than one can. */
static void
test_lines (void)
{
  static const struct { const char *fixes; guint n_segments; const char *coordinates; } cases[] = {
    /* 180° is both of its sides: from the east it is reached across it, from the west not. */
    { FIX ("00:00:00", "10", "179.9") FIX ("01:00:00", "10", "180"), 2, "[179.900000,10.000000]" },
    { FIX ("00:00:00", "10", "-179.9") FIX ("01:00:00", "10", "180"), 1, "[-180.000000,10.000000]" },
    { FIX ("00:00:00", "10", "180") FIX ("01:00:00", "10", "-179.9"), 1, "[-180.000000,10.000000]" },
    /* 60 nautical miles in an hour are none, in two they are. */
    { FIX ("00:00:00", "10", "20") FIX ("01:00:00", "11", "20"), 2, "[20.000000,11.000000]" },
    { FIX ("00:00:00", "10", "20") FIX ("02:00:00", "11", "20"), 1, "[20.000000,11.000000]" },
    /* Within a second nobody is elsewhere, but a receiver may be a little wrong. */
    { FIX ("00:00:00", "10", "20") FIX ("00:00:00", "10.02", "20"), 2, "[20.000000,10.020000]" },
    { FIX ("00:00:00", "10", "20") FIX ("00:00:00", "10.005", "20"), 1, "[20.000000,10.005000]" },
  };
  static const char * const segments[] = { "<trkseg>", "<gx:Track>", "\"geometry\"" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = plim_test_make_dir ();
      g_autofree char *movements = g_strdup_printf ("<track vessel='a' known-by='seen'>%s<cite para='1'/></track>", cases[i].fixes);
      g_autoptr(PlimStore) store = fill_store (dir, "<vessel id='a'/>", movements);
      PlimTracksRequest request = ask_exercise ();

      for (guint format = PLIM_TRACKS_GPX; format <= PLIM_TRACKS_GEOJSON; format++)
        {
          gsize size;
          g_autofree char *text = export_text (store, &request, (PlimTracksFormat) format, &size);

          g_test_message ("case %u: %s", i, formats[format]);
          g_assert_cmpuint (count_in (text, segments[format]), ==, cases[i].n_segments);
          if (format == PLIM_TRACKS_GEOJSON)
            g_assert_nonnull (strstr (text, cases[i].coordinates));
        }
      plim_test_remove_dir (dir);
    }
}

/* The same meridian lies in an area that ends at it, from whichever side. */
static void
test_meridian_in_area (void)
{
  static const PlimPositionArea areas[] = {
    { .south_e6 = 0, .west_e6 = 170000000, .north_e6 = 20000000, .east_e6 = 180000000 },
    { .south_e6 = 0, .west_e6 = -180000000, .north_e6 = 20000000, .east_e6 = -170000000 },
    { .south_e6 = 0, .west_e6 = 170000000, .north_e6 = 20000000, .east_e6 = -170000000 },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = fill_store (dir, "<vessel id='a'/>",
                                           "<track vessel='a' known-by='seen'>" FIX ("00:00:00", "10", "180") "<cite para='1'/></track>");
  PlimTracksRequest request = ask_exercise ();

  request.has_area = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      gsize size;
      g_autofree char *text = NULL;

      request.area = areas[i];
      text = export_text (store, &request, PLIM_TRACKS_CSV, &size);
      g_assert_nonnull (strstr (text, ",10.000000,-180.000000,"));
    }
  plim_test_remove_dir (dir);
}

/* Whatever a vessel is asked for by, the map shows the same ones as the file has. */
static void
test_same_vessels (void)
{
  static const struct { const char *wanted; guint n_crafts; } cases[] = {
    { "799000001", 1 },           /* another one borrowed it, and sent nothing under it */
    { "799000005", 1 },           /* known of a track alone */
    { "exercise own", 1 }, { "EXERCISE DISGUISE", 0 }, { "imo 0001236", 1 }, { "0001236", 1 }, { "ex/made#b", 1 }, { "nobody", 0 },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = fill_store (dir,
    "<vessel id='a' imo='0001236'><identity name='EXERCISE OWN' mmsi='799000001'/></vessel>"
    "<vessel id='b'><identity name='EXERCISE LENDER'/><identity name='EXERCISE OWN 2' mmsi='799000001' kind='borrowed'/>"
    "<identity name='EXERCISE DISGUISE' kind='disguise'/></vessel>",
    "<track vessel='a' known-by='seen'>" FIX ("00:00:00", "10", "20") "<cite para='1'/></track>"
    "<track vessel='b' mmsi='799000005' known-by='seen'>" FIX ("00:00:00", "10", "21") "<cite para='2'/></track>");
  PlimTracksRequest request = ask_exercise ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr(PlimMapContent) content = NULL;
      g_autoptr(GError) error = NULL;
      PlimTracksSummary summary = { 0, 0 };
      gboolean written;

      request.vessel = cases[i].wanted;
      g_test_message ("%s", cases[i].wanted);
      written = plim_tracks_export (store, &request, PLIM_TRACKS_CSV, stream, &summary, NULL, &error);
      g_assert_cmpint (written, ==, cases[i].n_crafts > 0);
      g_assert_cmpuint (summary.n_crafts, ==, cases[i].n_crafts);
      g_clear_error (&error);
      content = plim_map_content_query (store, &request.filter, cases[i].wanted, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (content->tracks->len, ==, cases[i].n_crafts);
    }
  plim_test_remove_dir (dir);
}

static void
test_cancelled (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "none.kml", NULL);
  g_autoptr(PlimStore) store = plim_test_fill_store (dir, WAYS, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  PlimTracksRequest request = ask_exercise ();

  g_cancellable_cancel (cancellable);
  g_assert_false (plim_tracks_export_file (store, &request, PLIM_TRACKS_KML, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  plim_test_remove_dir (dir);
}

/* A log in, with what positions can have: parts of seconds, 180° crossed, all fields and none. */
static const char log_in[] =
  "<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1' xmlns:p='urn:plimsoll:gpx:1'>"
  "<metadata><extensions><p:exercise>yes</p:exercise></extensions></metadata>"
  "<trk><name>EXERCISE RETURN</name><extensions><p:mmsi>799000011</p:mmsi></extensions><trkseg>"
  "<trkpt lat='10.1234564' lon='179.5'><time>2030-05-10T04:00:00.100Z</time></trkpt>"
  "<trkpt lat='10.1234574' lon='179.6'><time>2030-05-10T04:00:00.900Z</time><extensions><p:sog>12.3</p:sog></extensions></trkpt>"
  "<trkpt lat='10.2' lon='-179.9'><time>2030-05-10T04:00:01.5+00:00</time>"
  "<extensions><p:sog>0</p:sog><p:cog>0</p:cog><p:heading>0</p:heading><p:draught>0.1</p:draught><p:status>0</p:status></extensions></trkpt>"
  "<trkpt lat='-90' lon='-180'><time>2030-05-10T23:00:00Z</time>"
  "<extensions><p:sog>102.2</p:sog><p:cog>359.9</p:cog><p:heading>359</p:heading><p:draught>25.5</p:draught><p:status>15</p:status></extensions></trkpt>"
  "</trkseg></trk>"
  "<trk><name>No number</name><trkseg><trkpt lat='1' lon='2'><time>2030-05-10T00:00:00Z</time></trkpt>"
  "<trkpt lat='3' lon='4'><time>2030-05-12T00:00:00Z</time></trkpt></trkseg></trk>"
  "</gpx>";

static GArray *
get_positions (PlimStore *store, const char *key)
{
  PlimTracksRequest request = ask_exercise ();
  g_autoptr(GError) error = NULL;
  GArray *positions = plim_position_query_vessel (store, &request.filter, key, G_MININT64, G_MAXINT64, &error);

  g_assert_no_error (error);

  return positions;
}

static void
assert_same_positions (GArray *found, GArray *expected)
{
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    {
      const PlimPosition *a = &g_array_index (found, PlimPosition, i);
      const PlimPosition *b = &g_array_index (expected, PlimPosition, i);

      g_assert_cmpint (a->time_s, ==, b->time_s);
      g_assert_cmpint (a->lat_e6, ==, b->lat_e6);
      g_assert_cmpint (a->lon_e6, ==, b->lon_e6);
      g_assert_cmpint (a->sog_tenths, ==, b->sog_tenths);
      g_assert_cmpint (a->cog_tenths, ==, b->cog_tenths);
      g_assert_cmpint (a->heading, ==, b->heading);
      g_assert_cmpint (a->draught_tenths, ==, b->draught_tenths);
      g_assert_cmpint (a->status, ==, b->status);
    }
}

/* The key of the craft of that name. */
static char *
find_key (PlimStore *store, const char *name)
{
  PlimTracksRequest request = ask_exercise ();
  g_autoptr(GPtrArray) crafts = plim_craft_query (store, &request.filter, NULL);
  char *key = NULL;

  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (g_strcmp0 (craft->name, name) == 0)
        {
          g_assert_null (key);
          key = g_strdup (craft->key);
        }
    }

  return key;
}

static void
test_round_trip (gconstpointer data)
{
  const char *ending = data;
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *other_dir = plim_test_make_dir ();
  g_autofree char *in = g_build_filename (dir, "in.gpx", NULL);
  g_autofree char *name = g_strdup_printf ("out.%s", ending);
  g_autofree char *out = g_build_filename (dir, name, NULL);
  g_autoptr(PlimStore) store = plim_test_open_store (dir);
  g_autoptr(PlimStore) other = plim_test_open_store (other_dir);
  PlimTracksRequest request = ask_exercise ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) sent = NULL;
  g_autoptr(GArray) back = NULL;
  g_autofree char *key = NULL;
  PlimImportPlan *plan;
  PlimTracksFormat format;

  g_assert_true (g_file_set_contents (in, log_in, -1, NULL));
  plan = plim_test_import (store, in);
  g_assert_no_error (plan->error);
  g_assert_true (plan->exercise);
  plim_import_plan_free (plan);
  g_assert_true (plim_tracks_format_from_path (out, &format));
  g_assert_true (plim_tracks_export_file (store, &request, format, out, NULL, NULL, &error));
  g_assert_no_error (error);

  /* Into a store that has nothing: all of it comes back. */
  plan = plim_test_import (other, out);
  g_assert_no_error (plan->error);
  g_assert_true (plan->exercise);
  plim_import_plan_free (plan);
  sent = get_positions (store, "MMSI 799000011");
  back = get_positions (other, "MMSI 799000011");
  g_assert_cmpuint (sent->len, ==, 4);
  assert_same_positions (back, sent);
  key = find_key (other, "EXERCISE RETURN");
  g_assert_cmpstr (key, ==, "MMSI 799000011");

  /* A track that goes by its name alone. */
  g_free (key);
  key = find_key (other, "No number");
  g_assert_nonnull (key);
  g_array_unref (back);
  back = get_positions (other, key);
  g_assert_cmpuint (back->len, ==, 2);

  plim_test_remove_dir (dir);
  plim_test_remove_dir (other_dir);
}

/* One vessel that a log of broadcasts and a witness state, once both the same position; and somebody else far away. */
static PlimStore *
fill_several (const char *dir)
{
  return fill_store (dir, "<vessel id='a'/>",
    "<track vessel='a' mmsi='799000001' known-by='broadcast'>" FIX ("00:00:00", "10", "20") FIX ("01:00:00", "10.1", "20")
    FIX ("02:00:00", "10.2", "20") FIX ("03:00:00", "10.3", "20") FIX ("12:00:00", "10.4", "20") "<cite para='1'/></track>"
    "<track vessel='a' mmsi='799000001' known-by='told'>" FIX ("00:30:00", "10.05", "20") FIX ("02:00:00", "10.2", "20")
    "<cite para='2'/></track>"
    "<track vessel='a' mmsi='799000001' known-by='seen'>" FIX ("20:00:00", "50", "60") "<cite para='3'/></track>");
}

/* The part of a text from a word up to the next one, or to the end; free with g_free(). */
static char *
dup_from (const char *text, const char *word, const char *until)
{
  const char *start = strstr (text, word);
  const char *end;

  g_assert_nonnull (start);
  end = strstr (start, until);

  return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
}

static guint
count_claims (const char *text, gsize size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) claims = plim_export_read_claims (bytes, &error);

  g_assert_no_error (error);

  return claims->len;
}

static void
test_rows_of_several (void)
{
  static const struct { const char *time; const char *known_by; gboolean first, second; } rows[] = {
    { "T00:00:00Z", ",broadcast,", TRUE, FALSE }, { "T00:30:00Z", ",told,", FALSE, TRUE },
    { "T01:00:00Z", ",broadcast,", TRUE, FALSE }, { "T02:00:00Z", ",broadcast,", TRUE, TRUE },
    { "T03:00:00Z", ",broadcast,", TRUE, FALSE }, { "T12:00:00Z", ",broadcast,", TRUE, FALSE }, { "T20:00:00Z", ",seen,", FALSE, FALSE },
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = fill_several (dir);
  PlimTracksRequest request = ask_exercise ();
  gsize size;
  g_autofree char *text = export_text (store, &request, PLIM_TRACKS_CSV, &size);
  g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (rows) + 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *line = lines[i + 1];

      g_test_message ("%s", line);
      g_assert_nonnull (strstr (line, rows[i].time));
      g_assert_nonnull (strstr (line, rows[i].known_by));
      g_assert_cmpint (strstr (line, "para. 1") != NULL, ==, rows[i].first);
      g_assert_cmpint (strstr (line, "para. 2") != NULL, ==, rows[i].second);
      g_assert_cmpint (strstr (line, "para. 3") != NULL, ==, i == 6);
    }
  g_assert_cmpuint (count_claims (text, size), ==, 3);
  plim_test_remove_dir (dir);
}

/* What was told is no broadcast, breaks no line of broadcasts and is joined to none; each track cites its own. */
static void
test_lines_of_several (void)
{
  static const struct { const char *track; const char *segment; const char *known_by; const char *point; } words[] = {
    { "<trk>", "<trkseg>", "<p:known-by>%s<", "<trkpt" },
    { "<Placemark>", "<gx:Track>", "<Data name=\"known-by\"><value>%s<", "<when>" },
    { "{\"type\":\"Feature\"", "\"geometry\"", "\"known_by\":\"%s\"", "2030-05-10T" },
  };
  typedef struct { const char *known_by; guint n_segments, n_positions; gboolean first, second; } Track;
  static const Track tracks[] = { { "broadcast", 2, 5, TRUE, TRUE }, { "told", 1, 1, FALSE, TRUE }, { "seen", 1, 1, FALSE, FALSE }, { NULL } };
  /* A feature is a segment, and cites no more than that. */
  static const Track features[] = {
    { "broadcast", 1, 4, TRUE, TRUE }, { "broadcast", 1, 1, TRUE, FALSE }, { "told", 1, 1, FALSE, TRUE }, { "seen", 1, 1, FALSE, FALSE }, { NULL }
  };
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = fill_several (dir);
  PlimTracksRequest request = ask_exercise ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize size;
      g_autofree char *text = export_text (store, &request, (PlimTracksFormat) i, &size);
      const char *at = text;
      guint n = 0;

      g_test_message ("%s", formats[i]);
      g_assert_cmpuint (count_claims (text, size), ==, 3);
      for (const Track *wanted = i == PLIM_TRACKS_GEOJSON ? features : tracks; wanted->known_by != NULL; wanted++, n++)
        {
          g_autofree char *track = NULL;
          g_autofree char *known_by = NULL;
          g_auto(GStrv) around = g_strsplit (words[i].known_by, "%s", 2);

          at = strstr (at, words[i].track) + 1;
          track = dup_from (at - 1, words[i].track + 1, words[i].track);
          known_by = g_strjoinv (wanted->known_by, around);
          g_test_message ("%s", track);
          g_assert_nonnull (strstr (track, known_by));
          g_assert_cmpuint (count_in (track, words[i].segment), ==, wanted->n_segments);
          g_assert_cmpuint (count_in (track, words[i].point), ==, wanted->n_positions);
          g_assert_cmpint (strstr (track, "para. 1") != NULL, ==, wanted->first);
          g_assert_cmpint (strstr (track, "para. 2") != NULL, ==, wanted->second);
          g_assert_cmpint (strstr (track, "para. 3") != NULL, ==, strcmp (wanted->known_by, "seen") == 0);
        }
      g_assert_cmpuint (count_in (text, words[i].track), ==, n);
    }
  plim_test_remove_dir (dir);
}

/* A claim without a position in the file is not named in it, and what is in it comes back whoever states it. */
static void
test_part_of_several (void)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = fill_several (dir);
  PlimTracksRequest request = ask_exercise ();
  g_autoptr(GArray) sent = get_positions (store, "EX/MADE#a");

  g_assert_cmpuint (sent->len, ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *other_dir = plim_test_make_dir ();
      g_autofree char *name = g_strdup_printf ("several.%s", formats[i]);
      g_autofree char *path = g_build_filename (other_dir, name, NULL);
      g_autoptr(PlimStore) other = plim_test_open_store (other_dir);
      g_autoptr(GArray) back = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      PlimImportPlan *plan;
      gsize size;

      g_test_message ("%s", formats[i]);
      g_assert_true (plim_tracks_export_file (store, &request, (PlimTracksFormat) i, path, NULL, NULL, &error));
      g_assert_no_error (error);
      plan = plim_test_import (other, path);
      g_assert_no_error (plan->error);
      plim_import_plan_free (plan);
      back = get_positions (other, "MMSI 799000001");
      assert_same_positions (back, sent);
      plim_test_remove_dir (other_dir);

      request.has_area = TRUE;
      request.area = (PlimPositionArea) { .south_e6 = 9000000, .west_e6 = 19000000, .north_e6 = 11000000, .east_e6 = 21000000 };
      text = export_text (store, &request, (PlimTracksFormat) i, &size);
      g_assert_cmpuint (count_claims (text, size), ==, 2);
      g_assert_null (strstr (text, "para. 3"));
      g_free (text);
      request.area.north_e6 = 10040000;
      text = export_text (store, &request, (PlimTracksFormat) i, &size);
      g_assert_cmpuint (count_claims (text, size), ==, 1);
      g_assert_null (strstr (text, "para. 2"));
      request.has_area = FALSE;
    }
  plim_test_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/tracks-export/expected", test_expected);
  g_test_add_func ("/tracks-export/gpx-is-valid", test_gpx_is_valid);
  g_test_add_func ("/tracks-export/claims", test_claims);
  g_test_add_func ("/tracks-export/foreign", test_foreign);
  g_test_add_func ("/tracks-export/choice", test_choice);
  g_test_add_func ("/tracks-export/strange-numbers", test_strange_numbers);
  g_test_add_func ("/tracks-export/lines", test_lines);
  g_test_add_func ("/tracks-export/meridian-in-area", test_meridian_in_area);
  g_test_add_func ("/tracks-export/same-vessels", test_same_vessels);
  g_test_add_func ("/tracks-export/several/rows", test_rows_of_several);
  g_test_add_func ("/tracks-export/several/lines", test_lines_of_several);
  g_test_add_func ("/tracks-export/several/part", test_part_of_several);
  g_test_add_func ("/tracks-export/cancelled", test_cancelled);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tracks-export/round-trip/%s", formats[i]);

      g_test_add_data_func (path, formats[i], test_round_trip);
    }

  return g_test_run ();
}
