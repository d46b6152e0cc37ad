#include "config.h"

#include "app/import/plim-log-check.h"
#include "app/import/plim-record-frame.h"
#include "app/import/plim-record-stream.h"
#include "app/plim-error.h"
#include "tests/plim-test.h"

#include <string.h>

/* What a reading process that was taken over might send of a log, byte by byte. */
typedef struct
{
  GByteArray *bytes;
  gsize       frame;      /* where the open one begins */
} Stream;

static guint n_records;

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  n_records += n_fixes;
  for (gsize i = 0; i < n_fixes; i++)
    g_assert_true (plim_fix_is_valid (&fixes[i]));
  return TRUE;
}

static gboolean
head_cb (const PlimLogHead  *head,
         gpointer            data,
         GError            **error)
{
  n_records++;
  g_assert_cmpint (head->kind, <, PLIM_N_LOG_KINDS);
  return TRUE;
}

static gboolean
craft_cb (const PlimLogCraft  *craft,
          gpointer             data,
          GError             **error)
{
  n_records++;
  g_assert_true (craft->name == NULL || g_utf8_validate (craft->name, -1, NULL));
  return TRUE;
}

static gboolean
statics_cb (const PlimLogStatic  *statics,
            gpointer              data,
            GError              **error)
{
  n_records++;
  g_assert_true (plim_log_is_time (statics->time_s));
  return TRUE;
}

static gboolean
path_cb (const PlimLogPath  *path,
         gpointer            data,
         GError            **error)
{
  n_records++;
  for (guint i = 0; i < path->n_points; i++)
    g_assert_true (plim_log_is_point (path->points[2 * i], path->points[2 * i + 1]));
  return TRUE;
}

static gboolean
place_cb (const PlimLogPlace  *place,
          gpointer             data,
          GError             **error)
{
  n_records++;
  g_assert_true (plim_log_is_point (place->lat_e6, place->lon_e6));
  return TRUE;
}

static gboolean
reject_cb (const PlimLogReject  *reject,
           gpointer              data,
           GError              **error)
{
  n_records++;
  g_assert_cmpint (reject->reason, <, PLIM_N_LOG_REASONS);
  g_assert_cmpuint (reject->count, <=, G_MAXINT64);
  return TRUE;
}

static const PlimRecordSink sink = {
  .node = node_cb, .fixes = fixes_cb, .track_end = node_cb, .log_head = head_cb, .craft = craft_cb,
  .statics = statics_cb, .path = path_cb, .place = place_cb, .reject = reject_cb,
};

/* As for the answer of a server: a table of vessels with numbers, and nothing else. */
static const PlimRecordSink table_sink = {
  .fixes = fixes_cb, .log_head = head_cb, .statics = statics_cb, .reject = reject_cb,
};

static const PlimRecordSink *asked = &sink;

static void
put (Stream        *self,
     gconstpointer  bytes,
     gsize          size)
{
  g_byte_array_append (self->bytes, bytes, size);
}

static void
put_32 (Stream  *self,
        guint32  number)
{
  put (self, &number, sizeof number);
}

static void
put_64 (Stream  *self,
        guint64  number)
{
  put (self, &number, sizeof number);
}

static void
put_text (Stream     *self,
          const char *text)
{
  put_32 (self, text != NULL ? strlen (text) : PLIM_FRAME_NO_TEXT);
  if (text != NULL)
    put (self, text, strlen (text) + 1);
}

static void
begin_frame (Stream        *self,
             PlimFrameKind  kind)
{
  guint8 byte = kind;

  self->frame = self->bytes->len;
  put_32 (self, 0);
  put (self, &byte, 1);
}

static void
end_frame (Stream *self)
{
  guint32 size = self->bytes->len - self->frame - PLIM_FRAME_HEADER_BYTES;

  memcpy (self->bytes->data + self->frame, &size, sizeof size);
}

static void
put_empty_frame (Stream        *self,
                 PlimFrameKind  kind)
{
  begin_frame (self, kind);
  end_frame (self);
}

static void
put_head (Stream     *self,
          guint32     kind,
          guint32     exercise,
          const char *title,
          const char *columns)
{
  begin_frame (self, PLIM_FRAME_LOG);
  put_32 (self, kind);
  put_32 (self, exercise);
  put_text (self, title);
  put_text (self, NULL);
  put_text (self, NULL);
  put_text (self, columns);
  end_frame (self);
}

static void
put_craft (Stream     *self,
           guint32     craft,
           const char *name)
{
  begin_frame (self, PLIM_FRAME_CRAFT);
  put_32 (self, craft);
  put_text (self, name);
  end_frame (self);
}

static void
put_fix (Stream        *self,
         const PlimFix *fix)
{
  begin_frame (self, PLIM_FRAME_FIXES);
  put (self, fix, sizeof *fix);
  end_frame (self);
}

static void
put_static (Stream     *self,
            guint32     craft,
            gint32      length,
            gint32      draught,
            gint64      time_s,
            const char *name)
{
  begin_frame (self, PLIM_FRAME_STATIC);
  put_32 (self, craft);
  put_32 (self, length);
  put_32 (self, -1);
  put_32 (self, draught);
  put_64 (self, time_s);
  put_text (self, NULL);
  put_text (self, name);
  for (guint i = 0; i < 3; i++)
    put_text (self, NULL);
  end_frame (self);
}

static void
put_path (Stream     *self,
          guint32     n_said,
          guint       n_points,
          gint32      lat_e6,
          const char *name)
{
  begin_frame (self, PLIM_FRAME_PATH);
  put_32 (self, n_said);
  for (guint i = 0; i < n_points; i++)
    {
      put_32 (self, lat_e6);
      put_32 (self, 0);
    }
  put_text (self, name);
  end_frame (self);
}

static void
put_place (Stream     *self,
           gint32      lat_e6,
           gint32      lon_e6,
           gint64      time_s,
           const char *name)
{
  begin_frame (self, PLIM_FRAME_PLACE);
  put_32 (self, lat_e6);
  put_32 (self, lon_e6);
  put_64 (self, time_s);
  put_text (self, name);
  end_frame (self);
}

static void
put_reject (Stream     *self,
            guint32     reason,
            guint64     count,
            const char *text)
{
  begin_frame (self, PLIM_FRAME_REJECT);
  put_32 (self, reason);
  put_32 (self, 1);
  put_64 (self, count);
  put_text (self, text);
  end_frame (self);
}

/* The start of a report, with its symbol. */
static void
put_report (Stream *self)
{
  begin_frame (self, PLIM_FRAME_START);
  put_32 (self, PLIM_ELEMENT_REPORT);
  put_32 (self, 1);
  put_32 (self, 1);
  put_32 (self, 1);
  put_32 (self, PLIM_ATTRIBUTE_SYMBOL);
  put_text (self, "EX/1");
  end_frame (self);
}

static void
begin (Stream *self)
{
  self->bytes = g_byte_array_new ();
}

static void
begin_log (Stream *self)
{
  begin (self);
  put_head (self, PLIM_LOG_GPX, FALSE, "T", "a\tb\nc\td");
}

static gboolean
feed (const GByteArray  *bytes,
      gsize              piece,
      gboolean          *is_done,
      GError           **error)
{
  g_autoptr(PlimRecordReader) reader = plim_record_reader_new ("log.csv", asked, NULL);

  n_records = 0;
  for (gsize at = 0; at < bytes->len; at += piece)
    if (!plim_record_reader_feed (reader, bytes->data + at, MIN (piece, bytes->len - at), error))
      return FALSE;
  *is_done = plim_record_reader_is_done (reader);

  return TRUE;
}

/* Whole, and byte by byte. */
static void
expect_lie (Stream     *self,
            const char *pattern)
{
  static const gsize pieces[] = { 1, 4096 };

  put_empty_frame (self, PLIM_FRAME_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean is_done = FALSE;

      if (feed (self->bytes, pieces[i], &is_done, &error))
        g_error ("believed: %s", pattern);
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_WORKER);
      if (!g_pattern_match_simple (pattern, error->message))
        g_error ("%s\nshould have been: %s", error->message, pattern);
      g_assert_false (is_done);
    }
  g_byte_array_unref (self->bytes);
}

#define FIRST PLIM_LOG_FIRST_CRAFT

/* A log that is right; what all lies begin with is not itself refused. */
static Stream
make_truth (void)
{
  const PlimFix fix = { .craft = 799000001, .time_s = 1930435200, .lat_e6 = 90000000, .lon_e6 = -180000000, .status = 15 };
  const PlimFix named = { .craft = FIRST + 1, .status = -1, .sog_tenths = -1, .cog_tenths = 3599, .heading = 359 };
  Stream stream;

  begin_log (&stream);
  put_fix (&stream, &fix);
  put_craft (&stream, FIRST, NULL);
  put_craft (&stream, FIRST + 1, "Übung");
  put_fix (&stream, &named);
  put_static (&stream, 799000001, 1022, 255, G_MININT64, "EXERCISE");
  put_path (&stream, 2, 2, -90000000, "way");
  put_place (&stream, 0, 180000000, G_MININT64, NULL);
  put_reject (&stream, PLIM_LOG_CHECKSUM, 1, "text");
  put_empty_frame (&stream, PLIM_FRAME_DONE);

  return stream;
}

static void
test_truth (void)
{
  Stream stream = make_truth ();
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  for (gsize piece = 1; piece <= stream.bytes->len; piece += 7)
    {
      g_assert_true (feed (stream.bytes, piece, &is_done, &error));
      g_assert_no_error (error);
      g_assert_true (is_done);
      g_assert_cmpuint (n_records, ==, 9);
    }
  g_byte_array_unref (stream.bytes);
}

static void
test_head (void)
{
  g_autofree char *long_text = g_strnfill (PLIM_LOG_TEXT_MAX + 1, 'x');
  g_autofree char *long_columns = g_strnfill (PLIM_LOG_COLUMNS_MAX + 1, 'x');
  Stream stream;

  begin (&stream);
  put_head (&stream, PLIM_N_LOG_KINDS, FALSE, NULL, NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, G_MAXUINT32, FALSE, NULL, NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, 2, NULL, NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, "bad \xff", NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, "", NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, "two\nlines", NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, "\xc2\x9b" "31m", NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, long_text, NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, NULL, long_columns);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_empty_frame (&stream, PLIM_FRAME_LOG);
  expect_lie (&stream, "*(head of a log)*");
  begin_log (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, NULL, NULL);
  expect_lie (&stream, "*(head of a log)*");
  /* One byte too many. */
  begin (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, NULL, NULL);
  put (&stream, "", 1);
  end_frame (&stream);
  expect_lie (&stream, "*(head of a log)*");
}

static void
test_craft (void)
{
  static const guint32 wrong[] = { 0, 799000001, FIRST + 1, G_MAXUINT32 };
  Stream stream;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      begin_log (&stream);
      put_craft (&stream, wrong[i], "A");
      expect_lie (&stream, "*(craft)*");
    }
  begin_log (&stream);
  put_craft (&stream, FIRST, "A");
  put_craft (&stream, FIRST, "A");
  expect_lie (&stream, "*(craft)*");
  begin_log (&stream);
  put_craft (&stream, FIRST, "A\a");
  expect_lie (&stream, "*(craft)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_CRAFT);
  expect_lie (&stream, "*(craft)*");
  begin_log (&stream);
  for (guint i = 0; i <= PLIM_LOG_CRAFTS_MAX; i++)
    put_craft (&stream, FIRST + i, NULL);
  expect_lie (&stream, "*(craft)*");
}

static void
test_fixes (void)
{
  static const PlimFix wrong[] = {
    { .craft = 0 }, { .craft = FIRST + 1 }, { .craft = G_MAXUINT32 },
    { .craft = 1, .lat_e6 = 90000001 }, { .craft = 1, .lon_e6 = -180000001 }, { .craft = 1, .lat_e6 = G_MININT32 },
    { .craft = 1, .sog_tenths = -2 }, { .craft = 1, .sog_tenths = 10001 }, { .craft = 1, .cog_tenths = 3600 },
    { .craft = 1, .heading = 360 }, { .craft = 1, .draught_tenths = 1001 }, { .craft = 1, .status = 16 },
    { .craft = 1, .status = -2 }, { .craft = 1, .time_s = G_MAXINT64 }, { .craft = 1, .time_s = G_MININT64 },
    { .craft = 1, .time_s = G_GINT64_CONSTANT (253402300800) },
  };
  const PlimFix right = { .craft = 1 };
  Stream stream;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      begin_log (&stream);
      put_craft (&stream, FIRST, "A");
      put_fix (&stream, &wrong[i]);
      expect_lie (&stream, "*(fix)*");
    }
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_FIXES);
  expect_lie (&stream, "*(fixes)*");
  begin_log (&stream);
  begin_frame (&stream, PLIM_FRAME_FIXES);
  put (&stream, &right, sizeof right - 1);
  end_frame (&stream);
  expect_lie (&stream, "*(fixes)*");
  begin_log (&stream);
  begin_frame (&stream, PLIM_FRAME_FIXES);
  for (guint i = 0; i <= PLIM_FIX_BATCH; i++)
    put (&stream, &right, sizeof right);
  end_frame (&stream);
  expect_lie (&stream, "*(fixes)*");
  begin (&stream);
  put_fix (&stream, &right);
  expect_lie (&stream, "*(fixes)*");
}

static void
test_statics (void)
{
  Stream stream;

  begin_log (&stream);
  put_static (&stream, 0, -1, -1, 0, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, FIRST, -1, -1, 0, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, 1, -2, -1, 0, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, 1, G_MAXINT16 + 1, -1, 0, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, 1, -1, G_MAXINT32, 0, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, 1, -1, -1, G_MAXINT64, "A");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_static (&stream, 1, -1, -1, 0, "A\xc3");
  expect_lie (&stream, "*(static)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_STATIC);
  expect_lie (&stream, "*(static)*");
}

static void
test_drawn (void)
{
  Stream stream;

  begin_log (&stream);
  put_path (&stream, 0, 0, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, 3, 2, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, 1, 2, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, G_MAXUINT32, 2, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, PLIM_LOG_PATH_MAX + 1, PLIM_LOG_PATH_MAX + 1, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, 2, 2, 90000001, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_path (&stream, 2, 2, 0, "\x1b[2J");
  expect_lie (&stream, "*(path)*");

  begin_log (&stream);
  put_place (&stream, -90000001, 0, 0, NULL);
  expect_lie (&stream, "*(place)*");
  begin_log (&stream);
  put_place (&stream, 0, 180000001, 0, NULL);
  expect_lie (&stream, "*(place)*");
  begin_log (&stream);
  put_place (&stream, 0, 0, G_MAXINT64, NULL);
  expect_lie (&stream, "*(place)*");
  begin_log (&stream);
  put_place (&stream, 0, 0, 0, "\xed\xa0\x80");
  expect_lie (&stream, "*(place)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_PLACE);
  expect_lie (&stream, "*(place)*");
}

static void
test_rejects (void)
{
  Stream stream;

  begin_log (&stream);
  put_reject (&stream, PLIM_N_LOG_REASONS, 1, NULL);
  expect_lie (&stream, "*(reject)*");
  begin_log (&stream);
  put_reject (&stream, PLIM_LOG_MALFORMED, 0, NULL);
  expect_lie (&stream, "*(reject)*");
  begin_log (&stream);
  put_reject (&stream, PLIM_LOG_MALFORMED, G_MAXUINT64, NULL);
  expect_lie (&stream, "*(reject)*");
  /* Each is a number that the store can have; together they are none. */
  begin_log (&stream);
  for (guint i = 0; i < 3; i++)
    put_reject (&stream, PLIM_LOG_MALFORMED, G_MAXINT64, NULL);
  expect_lie (&stream, "*(reject)*");
  begin_log (&stream);
  put_reject (&stream, PLIM_LOG_MALFORMED, 1, "\r");
  expect_lie (&stream, "*(reject)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_REJECT);
  expect_lie (&stream, "*(reject)*");
}

/* A file is a report or a log; a log begins with its head and ends once. */
static void
test_order (void)
{
  static const guint8 words[] = { 'w', '\0' };
  Stream stream;

  begin (&stream);
  put_craft (&stream, FIRST, "A");
  expect_lie (&stream, "*(log)*");
  begin (&stream);
  put_reject (&stream, PLIM_LOG_MALFORMED, 1, NULL);
  expect_lie (&stream, "*(log)*");
  begin (&stream);
  expect_lie (&stream, "*(done)*");
  begin (&stream);
  put_report (&stream);
  put_head (&stream, PLIM_LOG_GPX, FALSE, NULL, NULL);
  expect_lie (&stream, "*(head of a log)*");
  begin (&stream);
  put_report (&stream);
  put_place (&stream, 0, 0, 0, NULL);
  expect_lie (&stream, "*(log)*");
  begin_log (&stream);
  put_report (&stream);
  expect_lie (&stream, "*(report)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_END);
  expect_lie (&stream, "*(end)*");
  begin_log (&stream);
  begin_frame (&stream, PLIM_FRAME_TEXT);
  put (&stream, words, sizeof words);
  end_frame (&stream);
  expect_lie (&stream, "*(text)*");
  begin_log (&stream);
  put_empty_frame (&stream, PLIM_FRAME_DONE);
  put_craft (&stream, FIRST, "A");
  expect_lie (&stream, "*(after the end)*");
}

static void
test_table (void)
{
  Stream stream;

  asked = &table_sink;
  begin (&stream);
  put_report (&stream);
  expect_lie (&stream, "*(report)*");
  begin_log (&stream);
  put_craft (&stream, FIRST, "A");
  expect_lie (&stream, "*(craft)*");
  begin_log (&stream);
  put_path (&stream, 2, 2, 0, NULL);
  expect_lie (&stream, "*(path)*");
  begin_log (&stream);
  put_place (&stream, 0, 0, 0, NULL);
  expect_lie (&stream, "*(place)*");
  asked = &sink;
}

/* Messages are kept until the end: no file has reason for so many. */
static void
test_flood (void)
{
  Stream stream;

  begin_log (&stream);
  for (guint i = 0; i < 200000; i++)
    {
      begin_frame (&stream, PLIM_FRAME_MESSAGE);
      put_32 (&stream, 1);
      put_32 (&stream, i);
      put_32 (&stream, 0);
      put_32 (&stream, 0);
      put (&stream, "\0w", 3);
      end_frame (&stream);
    }
  expect_lie (&stream, "*(messages)*");
}

static void
test_damage (void)
{
  Stream stream = make_truth ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (815);
  guint n_refused = 0;

  for (guint round = 0; round < 50000; round++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GByteArray) copy = g_byte_array_new ();
      gboolean is_done = FALSE;

      g_byte_array_append (copy, stream.bytes->data, stream.bytes->len);
      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        copy->data[g_rand_int_range (rand, 0, copy->len)] = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 256 : 16);
      if (!feed (copy, 4096, &is_done, &error))
        {
          n_refused++;
          g_assert_nonnull (error);
        }
    }
  g_assert_cmpuint (n_refused, >, 10000);
  g_byte_array_unref (stream.bytes);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/log-stream/truth", test_truth);
  g_test_add_func ("/log-stream/head", test_head);
  g_test_add_func ("/log-stream/craft", test_craft);
  g_test_add_func ("/log-stream/fixes", test_fixes);
  g_test_add_func ("/log-stream/statics", test_statics);
  g_test_add_func ("/log-stream/drawn", test_drawn);
  g_test_add_func ("/log-stream/rejects", test_rejects);
  g_test_add_func ("/log-stream/order", test_order);
  g_test_add_func ("/log-stream/table", test_table);
  g_test_add_func ("/log-stream/flood", test_flood);
  g_test_add_func ("/log-stream/damage", test_damage);

  return g_test_run ();
}
