#include "config.h"

#include "app/import/plim-record-frame.h"
#include "app/import/plim-record-stream.h"
#include "app/import/plim-report-reader.h"
#include "app/import/plim-xml-input.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static guint n_nodes;

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  n_nodes++;
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  for (gsize i = 0; i < n_fixes; i++)
    g_assert_true (plim_fix_is_valid (&fixes[i]));
  return TRUE;
}

static const PlimRecordSink sink = { node_cb, fixes_cb, node_cb, NULL, NULL };

/* Everything that @out has been written. */
static GByteArray *
take_stream (FILE *out)
{
  GByteArray *stream = g_byte_array_new ();
  gssize size = lseek (fileno (out), 0, SEEK_END);

  g_byte_array_set_size (stream, size);
  g_assert_cmpint (pread (fileno (out), stream->data, size, 0), ==, size);
  fclose (out);

  return stream;
}

static GByteArray *
record_sample (void)
{
  g_autofree char *path = plim_test_file ("reports/sample.plimsoll-report.xml");
  g_autoptr(PlimRecordWriter) writer = NULL;
  g_autoptr(PlimByteSource) source = NULL;
  FILE *out = tmpfile ();
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  writer = plim_record_writer_new (fileno (out));
  source = plim_byte_source_new (fd);
  plim_report_reader_run (source, writer);
  close (fd);

  return take_stream (out);
}

static gboolean
feed (const guint8  *bytes,
      gsize          size,
      gsize          piece,
      gboolean      *is_done,
      GError       **error)
{
  g_autoptr(PlimRecordReader) reader = plim_record_reader_new ("report.xml", &sink, NULL);

  for (gsize at = 0; at < size; at += piece)
    if (!plim_record_reader_feed (reader, bytes + at, MIN (piece, size - at), error))
      return FALSE;
  *is_done = plim_record_reader_is_done (reader);

  return TRUE;
}

static void
test_pieces (void)
{
  static const gsize pieces[] = { 1, 2, 3, 7, 64, 1000, 1000000 };
  g_autoptr(GByteArray) stream = record_sample ();
  guint n_all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean is_done = FALSE;

      n_nodes = 0;
      feed (stream->data, stream->len, pieces[i], &is_done, &error);
      g_assert_no_error (error);
      g_assert_true (is_done);
      if (i == 0)
        n_all = n_nodes;
      g_assert_cmpuint (n_nodes, ==, n_all);
    }
  g_assert_cmpuint (n_all, ==, 19);
}

static void
test_cut (void)
{
  g_autoptr(GByteArray) stream = record_sample ();

  for (gsize size = 0; size < stream->len; size += 11)
    {
      gboolean is_done = FALSE;

      g_assert_true (feed (stream->data, size, 4096, &is_done, NULL));
      g_assert_false (is_done);
    }
}

/* Damage at random: never a crash, and what gets through obeys the grammar. */
static void
test_damage (void)
{
  g_autoptr(GByteArray) stream = record_sample ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (4711);
  guint n_refused = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree guint8 *copy = g_memdup2 (stream->data, stream->len);
      gboolean is_done = FALSE;

      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        copy[g_rand_int_range (rand, 0, stream->len)] = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 256)
                                                                              : g_rand_int_range (rand, 0, 16);
      if (!feed (copy, stream->len, 4096, &is_done, &error))
        {
          n_refused++;
          g_assert_nonnull (error);
        }
    }
  g_assert_cmpuint (n_refused, >, 5000);
}

static PlimRecordWriter *
begin_report (FILE **out)
{
  static const PlimNodeValue symbol[] = { { PLIM_ATTRIBUTE_SYMBOL, "EX/1" } };
  PlimRecordWriter *writer;

  *out = tmpfile ();
  writer = plim_record_writer_new (fileno (*out));
  plim_record_writer_start (writer, PLIM_ELEMENT_REPORT, 1, 1, symbol, 1);

  return writer;
}

static void
expect_lie (PlimRecordWriter *writer,
            FILE             *out,
            const char       *pattern)
{
  g_autoptr(GByteArray) stream = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  plim_record_writer_finish (writer, NULL, 0);
  plim_record_writer_free (writer);
  stream = take_stream (out);
  g_assert_false (feed (stream->data, stream->len, 4096, &is_done, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s\nshould have been: %s", error->message, pattern);
}

static void
test_lies (void)
{
  static const PlimNodeValue two[] = { { PLIM_ATTRIBUTE_SYMBOL, "EX/1" }, { PLIM_ATTRIBUTE_ID, "a" } };
  static const PlimNodeValue blank[] = { { PLIM_ATTRIBUTE_ID, "a " } };
  static const PlimNodeValue empty[] = { { PLIM_ATTRIBUTE_ID, "" } };
  static const PlimNodeValue bad[] = { { PLIM_ATTRIBUTE_ID, "\xff" } };
  static const PlimNodeValue number[] = {
    { PLIM_ATTRIBUTE_COMMODITY, "coal" }, { PLIM_ATTRIBUTE_DIRECTION, "export" }, { PLIM_ATTRIBUTE_QUANTITY, "1e99" },
  };
  static const PlimNodeValue bell[] = { { PLIM_ATTRIBUTE_ID, "a" }, { PLIM_ATTRIBUTE_IMO, "1\a" } };
  PlimFix fix = { .lat_e6 = 90000001 };
  PlimImportMessage message = { 77, 1, 1, (char *) "", (char *) "" };
  PlimRecordWriter *writer;
  FILE *out;

  writer = begin_report (&out);
  expect_lie (writer, out, "*(done)*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_SHIPMENT, 1, 1, NULL, 0);
  expect_lie (writer, out, "*may not stand in “report”*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_TRADE, 1, 1, NULL, 0);
  expect_lie (writer, out, "*expected “about” before “trade”*");
  writer = begin_report (&out);
  plim_record_writer_end (writer);
  expect_lie (writer, out, "*needs the element “about”*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_N_ELEMENTS, 1, 1, NULL, 0);
  expect_lie (writer, out, "*(start)*");
  writer = begin_report (&out);
  plim_record_writer_text (writer, "words");
  expect_lie (writer, out, "*(text)*");
  writer = begin_report (&out);
  plim_record_writer_fix (writer, &fix);
  plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, NULL, 0);
  expect_lie (writer, out, "*(fixes)*");
  writer = begin_report (&out);
  plim_record_writer_message (writer, &message);
  expect_lie (writer, out, "*(message)*");
  writer = begin_report (&out);
  plim_record_writer_progress (writer, 10);
  plim_record_writer_progress (writer, 9);
  expect_lie (writer, out, "*(progress)*");

  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, two, 2);
  expect_lie (writer, out, "*(attribute)*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, blank, 1);
  expect_lie (writer, out, "*(value)*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, empty, 1);
  expect_lie (writer, out, "*(value)*");
  writer = begin_report (&out);
  plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, bad, 1);
  expect_lie (writer, out, "*(value)*");

  /* Within a report that is right so far. */
  for (guint i = 0; i < 3; i++)
    {
      static const PlimNodeValue kind[] = { { PLIM_ATTRIBUTE_KIND, "panel" } };
      const PlimElementKind sections[] = { PLIM_ELEMENT_TRADE, PLIM_ELEMENT_VESSELS, PLIM_ELEMENT_MOVEMENTS };

      writer = begin_report (&out);
      plim_record_writer_start (writer, PLIM_ELEMENT_ABOUT, 1, 1, NULL, 0);
      plim_record_writer_start (writer, PLIM_ELEMENT_TITLE, 1, 1, NULL, 0);
      plim_record_writer_text (writer, "T");
      plim_record_writer_end (writer);
      plim_record_writer_start (writer, PLIM_ELEMENT_PUBLISHER, 1, 1, kind, 1);
      plim_record_writer_text (writer, "P");
      plim_record_writer_end (writer);
      plim_record_writer_start (writer, PLIM_ELEMENT_DATED, 1, 1, NULL, 0);
      plim_record_writer_text (writer, "2031");
      plim_record_writer_end (writer);
      plim_record_writer_end (writer);
      plim_record_writer_start (writer, sections[i], 1, 1, NULL, 0);
      if (i == 0)
        {
          plim_record_writer_start (writer, PLIM_ELEMENT_TRADE_TOTAL, 1, 1, number, 3);
          expect_lie (writer, out, "*quantity=“1e99”: expected a number*");
        }
      else if (i == 1)
        {
          plim_record_writer_start (writer, PLIM_ELEMENT_VESSEL, 1, 1, bell, 2);
          expect_lie (writer, out, "*expected text*");
        }
      else
        {
          plim_record_writer_start (writer, PLIM_ELEMENT_TRACK, 1, 1, NULL, 0);
          plim_record_writer_fix (writer, &fix);
          plim_record_writer_end (writer);
          expect_lie (writer, out, "*(fix)*");
        }
    }
}

static void
test_sizes (void)
{
  static const guint8 huge[] = { 0xff, 0xff, 0xff, 0x7f, PLIM_FRAME_TEXT };
  static const guint8 unknown[] = { 0, 0, 0, 0, 99 };
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  g_assert_false (feed (huge, sizeof huge, 5, &is_done, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
  g_clear_error (&error);
  g_assert_false (feed (unknown, sizeof unknown, 5, &is_done, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);
  plim_xml_input_prepare ();

  g_test_add_func ("/record-stream/pieces", test_pieces);
  g_test_add_func ("/record-stream/cut", test_cut);
  g_test_add_func ("/record-stream/damage", test_damage);
  g_test_add_func ("/record-stream/lies", test_lies);
  g_test_add_func ("/record-stream/sizes", test_sizes);

  return g_test_run ();
}
