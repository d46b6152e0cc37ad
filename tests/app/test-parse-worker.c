#include "config.h"

#include "app/import/plim-parse-worker.h"
#include "tests/plim-test-parse.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What came back, as text: one line an event. */
typedef struct
{
  GString  *lines;
  guint     n_nodes;
  guint     n_fixes;
  guint     n_warnings;
  guint     n_errors;
  guint64   bytes_read;
  GCancellable *cancel_at_node;
} Heard;

static void
append_node (GString        *lines,
             const PlimNode *node,
             guint           indent)
{
  g_string_append_printf (lines, "%*s%s", indent, "", plim_grammar_get_element (node->kind)->name);
  for (guint i = 0; i < node->n_values; i++)
    g_string_append_printf (lines, " %s=%s", plim_grammar_attribute_name (node->values[i].attribute),
                            node->values[i].value);
  if (node->text != NULL)
    g_string_append_printf (lines, " [%s]", node->text);
  g_string_append (lines, "\n");
  for (guint i = 0; i < node->children->len; i++)
    append_node (lines, g_ptr_array_index (node->children, i), indent + 2);
}

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  Heard *heard = data;

  heard->n_nodes++;
  g_assert_cmpuint (node->line, >, 0);
  g_assert_cmpuint (node->column, >, 0);
  if (heard->lines != NULL)
    append_node (heard->lines, node, 0);
  if (heard->cancel_at_node != NULL)
    g_cancellable_cancel (heard->cancel_at_node);
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  Heard *heard = data;

  heard->n_fixes += n_fixes;
  if (heard->lines != NULL)
    for (gsize i = 0; i < n_fixes; i++)
      g_string_append_printf (heard->lines, "fix %" G_GINT64_FORMAT " %d %d %d %d %d %d\n", fixes[i].time_s,
                              fixes[i].lat_e6, fixes[i].lon_e6, fixes[i].sog_tenths, fixes[i].cog_tenths,
                              fixes[i].heading, fixes[i].draught_tenths);
  return TRUE;
}

static gboolean
track_end_cb (PlimNode  *track,
              gpointer   data,
              GError   **error)
{
  Heard *heard = data;

  if (heard->lines != NULL)
    {
      g_string_append (heard->lines, "end of ");
      append_node (heard->lines, track, 0);
    }
  return TRUE;
}

static void
message_cb (const PlimImportMessage *message,
            gpointer                 data)
{
  Heard *heard = data;

  if (message->severity == PLIM_SEVERITY_ERROR)
    heard->n_errors++;
  else
    heard->n_warnings++;
}

static void
progress_cb (guint64  bytes_read,
             gpointer data)
{
  Heard *heard = data;

  g_assert_cmpuint (bytes_read, >=, heard->bytes_read);
  heard->bytes_read = bytes_read;
}

static const PlimRecordSink sink = { node_cb, fixes_cb, track_end_cb, message_cb, progress_cb };

static gboolean
read_text (const char  *text,
           Heard       *heard,
           GError     **error)
{
  return plim_test_parse_bytes (text, strlen (text), &sink, heard, NULL, error);
}

#define HEAD "<report xmlns='urn:plimsoll:report:1' symbol='EX/1'>"
#define ABOUT "<about><title>T</title><publisher kind='panel'>P</publisher><dated>2031</dated></about>"

static void
test_sample (void)
{
  g_autofree char *path = plim_test_file ("reports/sample.plimsoll-report.xml");
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  Heard heard = { g_string_new (NULL) };
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  plim_test_parse_bytes (bytes, size, &sink, &heard, NULL, &error);
  g_assert_no_error (error);
  plim_test_compare_expected ("sample-records.txt", heard.lines->str, heard.lines->len);
  g_assert_cmpuint (heard.n_fixes, ==, 1);
  g_assert_cmpuint (heard.n_warnings + heard.n_errors, ==, 0);
  g_string_free (heard.lines, TRUE);
}

typedef struct
{
  const char *text;
  int         code;
  const char *message;    /* all of it, or its beginning up to an asterisk */
} Refusal;

static const Refusal refusals[] = {
  { "", PLIM_ERROR_FORMAT, "report.xml: expected a report in XML or a log of positions; this is an empty file" },
  { " \n", PLIM_ERROR_FORMAT, "report.xml: expected a report in XML or a log of positions; this is a file with nothing but blanks" },
  { "symbol,title\n", PLIM_ERROR_FORMAT, "report.xml: expected a report in XML or a log of positions; this is not XML; it looks like plain*" },
  { "<?xml version='1.0'?>\n<rss version='2.0'/>", PLIM_ERROR_FORMAT,
    "report.xml:2:1: /rss: expected a report (“report” in the namespace urn:plimsoll:report:1); this is an RSS feed" },
  { "<svg xmlns='http://www.w3.org/2000/svg'/>", PLIM_ERROR_FORMAT, "report.xml:1:1: /svg: *an SVG drawing" },
  { "<report/>", PLIM_ERROR_FORMAT, "report.xml:1:1: /report: *without a namespace" },
  { "<!DOCTYPE report [<!ENTITY x 'y'>]>\n" HEAD ABOUT "</report>", PLIM_ERROR_FORMAT, "report.xml:1:*DOCTYPE*" },
  { HEAD ABOUT "&x;</report>", PLIM_ERROR_FORMAT, "report.xml:1:*not well-formed*" },
  { HEAD ABOUT, PLIM_ERROR_FORMAT, "report.xml:1:*/report: the file ends too early*" },
  { HEAD ABOUT "</report>x", PLIM_ERROR_FORMAT, "report.xml:1:*expected the end of the file*" },
  { HEAD "</report>", PLIM_ERROR_FORMAT, "report.xml:1:*/report: “report” needs the element “about”" },
  { HEAD ABOUT "\n<trade>\n  <total commodity='coal' direction='export'/>\n  <total commodity='coal' "
    "direction='export' quantity='1,5'/></trade></report>", PLIM_ERROR_FORMAT,
    "report.xml:4:3: /report/trade/total[2]: quantity=“1,5”: expected a number such as*" },
  { HEAD ABOUT "<trade>\n\n<total commodity='coal'/></trade></report>", PLIM_ERROR_FORMAT,
    "report.xml:3:1: /report/trade/total: “total” needs the attribute “direction”" },
  { HEAD ABOUT "<trade/>\n<caps/></report>", PLIM_ERROR_FORMAT,
    "report.xml:2:1: /report/caps: “caps” comes after “trade”, but must come before it" },
  { HEAD ABOUT "<sources>\n<source id='a' basis='panel'/><source id='a' basis='panel'/></sources></report>",
    PLIM_ERROR_FORMAT, "report.xml:2:31: /report/sources/source[2]: the id “a” stands twice in this report" },
  { HEAD ABOUT "<places>\n말 <place id='a' name='b'/></places></report>", PLIM_ERROR_FORMAT,
    "report.xml:2:*/report/places: text may not stand in “places”; found “말”" },
  { HEAD ABOUT "<places>\n<!--말--><place id='a' nam='b'/></places></report>", PLIM_ERROR_FORMAT,
    "report.xml:2:9: /report/places/place: “place” has no attribute “nam”; expected id, name,*" },
  { HEAD ABOUT "<places><plaice/></places></report>", PLIM_ERROR_FORMAT,
    "*: /report/places/plaice: “plaice” may not stand in “places”; expected place" },
  { HEAD "<about><title>T</title><title>U</title></about></report>", PLIM_ERROR_FORMAT,
    "*a second “title” in “about”, where one may stand" },
  { HEAD "<about><title> </title></about></report>", PLIM_ERROR_FORMAT, "*“title” is empty; expected text" },
  { HEAD "<about><dated>4 March 2031</dated></about></report>", PLIM_ERROR_FORMAT,
    "*/report/about/dated: expected a date such as*, found “4 March 2031”" },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };

      g_assert_false (read_text (refusals[i].text, &heard, &error));
      if (!g_pattern_match_simple (refusals[i].message, error->message))
        g_error ("%s\nshould have been: %s", error->message, refusals[i].message);
      g_assert_error (error, PLIM_ERROR, refusals[i].code);
      g_assert_cmpuint (heard.n_errors, ==, 1);
    }
}

static void
test_prefixes (void)
{
  static const char whole[] = HEAD ABOUT "<trade><total id='t' commodity='coal' direction='export'>"
                              "<wording>말</wording></total></trade></report>";

  for (gsize size = 0; size < sizeof whole - 1; size += 3)
    {
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };

      g_assert_false (plim_test_parse_bytes (whole, size, &sink, &heard, NULL, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
    }
}

static void
test_cancel (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GString) big = g_string_new (HEAD ABOUT "<places>");
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (big, "<place id='p%u' name='b'/>\n", i);
  g_string_append (big, "</places></report>");
  heard.cancel_at_node = cancellable;
  g_assert_false (plim_test_parse_bytes (big->str, big->len, &sink, &heard, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heard.n_nodes, <, 100000);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 10);
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* A file that gives nothing: the child waits for it, and nobody waits for the child. */
static void
test_cancel_silent (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };
  GThread *thread;
  gint64 started;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  started = g_get_monotonic_time ();
  g_assert_false (plim_parse_file (ends[0], "pipe", NULL, &sink, &heard, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 3 * G_USEC_PER_SEC);
  g_thread_join (thread);
  close (ends[0]);
  close (ends[1]);
}

static void
test_silent (void)
{
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };
  int ends[2];

  if (!g_test_slow ())
    {
      g_test_skip ("takes ten seconds; run with -m slow");
      return;
    }
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_false (plim_parse_file (ends[0], "pipe", NULL, &sink, &heard, NULL, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "no progress for ten seconds"));
  close (ends[0]);
  close (ends[1]);
}

static gboolean
refuse_cb (PlimNode  *node,
           gpointer   data,
           GError   **error)
{
  g_set_error_literal (error, PLIM_ERROR, PLIM_ERROR_STORE, "the disk is full");
  return FALSE;
}

static void
test_sink_refuses (void)
{
  static const PlimRecordSink refusing = { refuse_cb, fixes_cb, track_end_cb, message_cb, progress_cb };
  g_autofree char *path = plim_test_file ("reports/sample.plimsoll-report.xml");
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_false (plim_parse_file (fd, "sample", NULL, &refusing, &heard, NULL, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_STORE);
  close (fd);
}

/* Beyond line 65,535, where libxml2's nodes stop counting, and with a refusal by the sink. */
static void
test_lines (void)
{
  g_autoptr(GString) big = g_string_new (HEAD ABOUT "<places>");
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };

  for (guint i = 0; i < 70000; i++)
    g_string_append_printf (big, "\n<place id='p%u'\nname='말'/>", i);
  g_string_append (big, "\n  <place id='q'\n   name=''/></places></report>");
  g_assert_false (plim_test_parse_bytes (big->str, big->len, &sink, &heard, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "report.xml:140002:3: /report/places/place[70001]: “place” needs the attribute “name”");
  g_assert_cmpuint (heard.n_nodes, ==, 70002);
  g_assert_cmpuint (heard.bytes_read, >, 0);
}

static void
test_one_line (void)
{
  g_autoptr(GString) big = g_string_new (HEAD ABOUT "<places>");
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (big, "<place id='p%u' name='말'/>", i);
  expected = g_strdup_printf ("report.xml:1:%ld: *", g_utf8_strlen (big->str, -1) + 1);
  g_string_append (big, "<plaice/></places></report>");
  g_assert_false (plim_test_parse_bytes (big->str, big->len, &sink, &heard, NULL, &error));
  if (!g_pattern_match_simple (expected, error->message))
    g_error ("%s\nshould have been: %s", error->message, expected);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/parse-worker/sample", test_sample);
  g_test_add_func ("/parse-worker/refusals", test_refusals);
  g_test_add_func ("/parse-worker/prefixes", test_prefixes);
  g_test_add_func ("/parse-worker/cancel", test_cancel);
  g_test_add_func ("/parse-worker/cancel-silent", test_cancel_silent);
  g_test_add_func ("/parse-worker/silent", test_silent);
  g_test_add_func ("/parse-worker/sink-refuses", test_sink_refuses);
  g_test_add_func ("/parse-worker/lines", test_lines);
  g_test_add_func ("/parse-worker/one-line", test_one_line);

  return g_test_run ();
}
