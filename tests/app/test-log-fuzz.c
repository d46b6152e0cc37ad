#define _GNU_SOURCE
#include "config.h"

#include "app/import/plim-importer.h"
#include "app/import/plim-log-check.h"
#include "app/import/plim-log-reader.h"
#include "app/import/plim-report-reader.h"
#include "app/import/plim-xml-input.h"
#include "app/plim-error.h"
#include "tests/plim-test.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* As many rounds as fit; each has its own seed, so that one that fails can be had again. PLIM_FUZZ_SECONDS=600 for a long run. */
#define SECONDS      4
#define LONG_BYTES   (1200 * 1024)

static const char * const folders[] = { "logs", "tracks" };

/* What has broken readers before, of one format or another. */
static const struct { const char *bytes; gsize size; } pieces[] = {
#define PIECE(text) { text, sizeof (text) - 1 }
  PIECE ("\0"), PIECE ("\0\0\0\0\0\0\0\0\0\0\0\0"), PIECE ("\""), PIECE ("\"\n"), PIECE ("\r"), PIECE ("\n\n"), PIECE ("\xff"), PIECE ("\xed\xa0\x80"),
  PIECE ("\xef\xbb\xbf"), PIECE ("\xff\xfe"), PIECE ("\x1b[31m"), PIECE ("99999999999999999999999999"), PIECE ("-1"), PIECE ("1e999"), PIECE ("-0"),
  PIECE ("nan"), PIECE ("4294967296"), PIECE ("2147483648"), PIECE ("9999-12-31T23:59:60-14:00"), PIECE ("0001-01-01T00:00:00+14:00"), PIECE ("91"),
  PIECE ("181"), PIECE (","), PIECE (",,,,,,,,,,,,,,,,"), PIECE (";"), PIECE ("\t"), PIECE ("!AIVDM,"), PIECE ("!AIVDM,9,9,,A,w,5*00\n"), PIECE ("\\c:1*"),
  PIECE ("*"), PIECE ("<"), PIECE (">"), PIECE ("</trk>"), PIECE ("<trkseg>"), PIECE ("<when>"), PIECE ("&#0;"), PIECE ("&amp;"), PIECE ("&x;"),
  PIECE ("<![CDATA["), PIECE ("]]>"), PIECE ("<!--"), PIECE ("<!DOCTYPE x [<!ENTITY x \"y\">]>"), PIECE ("<?x ?>"), PIECE ("{"), PIECE ("}"), PIECE ("["),
  PIECE ("]"), PIECE ("null"), PIECE (":"), PIECE ("\\u0000"), PIECE ("\\ud800"), PIECE ("PK\1\2"), PIECE ("PK\5\6"), PIECE ("PK\3\4"),
};

typedef struct
{
  char   *name;
  guint8 *bytes;
  gsize   size;
} Seed;

static GArray *seeds;

static gint64
get_end (void)
{
  const char *asked = g_getenv ("PLIM_FUZZ_SECONDS");
  gint64 seconds = asked != NULL ? g_ascii_strtoll (asked, NULL, 10) : SECONDS;

  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static void
clear_seed (gpointer data)
{
  Seed *seed = data;

  g_free (seed->name);
  g_free (seed->bytes);
}

static void
load_seeds (void)
{
  seeds = g_array_new (FALSE, FALSE, sizeof (Seed));
  g_array_set_clear_func (seeds, clear_seed);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = plim_test_file (folders[i]);
      g_autofree char *list = plim_test_list_dir (folder);
      g_auto(GStrv) names = g_strsplit (list, " ", -1);

      for (char **name = names; *name != NULL; name++)
        {
          g_autofree char *path = g_build_filename (folder, *name, NULL);
          Seed seed = { NULL };

          if (g_str_has_suffix (*name, ".rng") || !g_file_get_contents (path, (char **) &seed.bytes, &seed.size, NULL))
            continue;
          seed.name = g_strdup (*name);
          g_array_append_val (seeds, seed);
        }
    }
  g_assert_cmpuint (seeds->len, >=, 15);
}

static void
replace (GByteArray   *bytes,
         gsize         at,
         gsize         removed,
         gconstpointer with,
         gsize         size)
{
  gsize tail = bytes->len - at - removed;
  g_autofree guint8 *kept = g_memdup2 (bytes->data + at + removed, tail);

  g_byte_array_set_size (bytes, at);
  g_byte_array_append (bytes, with, size);
  g_byte_array_append (bytes, kept, tail);
}

/* The digits around a place give way to something else. */
static void
replace_number (GByteArray *bytes,
                gsize       at,
                GRand      *rand)
{
  guint piece = g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces));
  gsize end;

  while (at < bytes->len && !g_ascii_isdigit (bytes->data[at]))
    at++;
  for (end = at; end < bytes->len && (g_ascii_isdigit (bytes->data[end]) || bytes->data[end] == '.');)
    end++;
  replace (bytes, at, end - at, pieces[piece].bytes, pieces[piece].size);
}

static void
repeat_letter (GByteArray *bytes,
               gsize       at,
               gsize       times,
               GRand      *rand)
{
  static const char letters[] = "a9,\"[{< \n\r!\\";
  g_autofree char *run = g_strnfill (times, letters[g_rand_int_range (rand, 0, sizeof letters - 1)]);

  replace (bytes, at, 0, run, times);
}

static void
mutate (GByteArray *bytes,
        GRand      *rand)
{
  gsize at = g_rand_int_range (rand, 0, bytes->len + 1);
  gsize wanted = g_rand_int_range (rand, 1, 200), n = MIN (wanted, bytes->len - at);
  guint piece = g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces));

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
    case 1:
      if (at < bytes->len)
        bytes->data[at] ^= 1u << g_rand_int_range (rand, 0, 8);
      return;
    case 2:
      if (at < bytes->len)
        bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
      return;
    case 3:
      g_byte_array_set_size (bytes, at);
      return;
    case 4:
      replace (bytes, at, n, NULL, 0);
      return;
    case 5:
      {
        g_autofree guint8 *copy = g_memdup2 (bytes->data + at, n);

        replace (bytes, g_rand_int_range (rand, 0, bytes->len + 1), 0, copy, n);
        return;
      }
    case 6:
    case 7:
      replace_number (bytes, at, rand);
      return;
    case 8:
      repeat_letter (bytes, at, g_rand_int_range (rand, 0, 40) == 0 ? LONG_BYTES : (gsize) g_rand_int_range (rand, 1, 3000), rand);
      return;
    default:
      replace (bytes, at, 0, pieces[piece].bytes, pieces[piece].size);
    }
}

static GByteArray *
make_mutant (const Seed *seed,
             guint       number)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (number);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, seed->bytes, seed->size);
  for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
    mutate (bytes, rand);

  return bytes;
}

/* What the parent is told, of which the stream itself has been checked. */
typedef struct
{
  guint n_records;
} Heard;

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  ((Heard *) data)->n_records += n_fixes;
  return TRUE;
}

static gboolean
head_cb (const PlimLogHead  *head,
         gpointer            data,
         GError            **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
craft_cb (const PlimLogCraft  *craft,
          gpointer             data,
          GError             **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
statics_cb (const PlimLogStatic  *statics,
            gpointer              data,
            GError              **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
path_cb (const PlimLogPath  *path,
         gpointer            data,
         GError            **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
place_cb (const PlimLogPlace  *place,
          gpointer             data,
          GError             **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static gboolean
reject_cb (const PlimLogReject  *reject,
           gpointer              data,
           GError              **error)
{
  ((Heard *) data)->n_records++;
  return TRUE;
}

static const PlimRecordSink sink = {
  .node = node_cb, .fixes = fixes_cb, .track_end = node_cb, .log_head = head_cb, .craft = craft_cb,
  .statics = statics_cb, .path = path_cb, .place = place_cb, .reject = reject_cb,
};

/* As the reading process does. */
static void
read_mutant (int               in,
             PlimRecordWriter *writer)
{
  const PlimLogOptions options = { NULL };
  g_autoptr(PlimByteSource) source = plim_byte_source_new (in);
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimImportMessage) failure = NULL;
  const PlimLogReader *reader;
  const guint8 *head;
  gsize size;

  head = plim_byte_source_peek (source, &size, &error);
  reader = head != NULL ? plim_log_reader_find (NULL, head, size) : NULL;
  if (reader != NULL)
    reader->run (source, writer, &options, &error);
  else if (head != NULL)
    {
      plim_report_reader_run (source, writer);
      return;
    }
  if (error != NULL)
    {
      g_assert_true (g_error_matches (error, PLIM_ERROR, PLIM_ERROR_FORMAT) || g_error_matches (error, PLIM_ERROR, PLIM_ERROR_LIMIT));
      failure = plim_import_message_new (PLIM_SEVERITY_ERROR, 0, 0, NULL, error->message);
    }
  plim_record_writer_finish (writer, failure, error != NULL ? (PlimError) error->code : PLIM_ERROR_FORMAT);
}

static int
make_memory (const guint8 *bytes,
             gsize         size)
{
  int fd = memfd_create ("plim-fuzz", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, (gssize) size);
  lseek (fd, 0, SEEK_SET);

  return fd;
}

/* Whatever a file holds: its reader says something that the parent believes, up to an end, and no record is one that there cannot be. */
static gboolean
check_reading (const Seed       *seed,
               guint             number,
               const GByteArray *mutant)
{
  int in = make_memory (mutant->data, mutant->len), out = make_memory (NULL, 0);
  g_autoptr(PlimRecordWriter) writer = plim_record_writer_new (out);
  g_autoptr(PlimRecordReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree guint8 *stream = NULL;
  Heard heard = { 0 };
  gssize size;
  gboolean whole;

  read_mutant (in, writer);
  size = lseek (out, 0, SEEK_END);
  stream = g_malloc (size + 1);
  g_assert_cmpint (pread (out, stream, size, 0), ==, size);
  reader = plim_record_reader_new (seed->name, &sink, &heard);
  whole = plim_record_reader_feed (reader, stream, size, &error);
  if (g_error_matches (error, PLIM_ERROR, PLIM_ERROR_WORKER) || !plim_record_reader_is_done (reader))
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), "plim-fuzz-failure", NULL);

      g_file_set_contents (path, (char *) mutant->data, mutant->len, NULL);
      g_error ("%s, seed %u, kept as %s: %s", seed->name, number, path, error != NULL ? error->message : "no end");
    }
  close (in);
  close (out);

  return whole && heard.n_records > 1;
}

static void
test_reading (void)
{
  gint64 until = get_end ();
  guint n_rounds = 0, n_read = 0;

  for (; g_get_monotonic_time () < until; n_rounds++)
    {
      const Seed *seed = &g_array_index (seeds, Seed, n_rounds % seeds->len);
      g_autoptr(GByteArray) mutant = make_mutant (seed, n_rounds);

      n_read += check_reading (seed, n_rounds, mutant);
    }
  g_test_message ("%u mutants, %u of them read", n_rounds, n_read);
  g_assert_cmpuint (n_rounds, >, 50);
  g_assert_cmpuint (n_read, >, n_rounds / 10);
}

/* The whole way, through the jail and into a store: kept whole or refused without a trace, and never the end of a process. */
static void
test_importing (void)
{
  gint64 until = get_end ();
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "mutant", NULL);
  g_autofree char *db = g_build_filename (dir, "store.db", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  PlimStore *store = plim_test_open_store (dir);
  const PlimImportOptions options = { .exercise = TRUE };
  g_autofree char *before = plim_test_dump_store (db);
  struct rusage usage;
  guint n_rounds = 0, n_kept = 0;

  for (; g_get_monotonic_time () < until; n_rounds++)
    {
      const Seed *seed = &g_array_index (seeds, Seed, n_rounds % seeds->len);
      g_autoptr(GByteArray) mutant = make_mutant (seed, 1000000 + n_rounds);
      g_autoptr(PlimImportPlan) plan = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (path, (char *) mutant->data, mutant->len, NULL));
      plan = plim_importer_run (store, file, TRUE, &options, &error);
      g_assert_no_error (error);
      if (g_error_matches (plan->error, PLIM_ERROR, PLIM_ERROR_WORKER))
        g_error ("%s, seed %u: %s", seed->name, 1000000 + n_rounds, plan->error->message);
      after = plim_test_dump_store (db);
      if (plan->error != NULL || plan->known_file)
        g_assert_true (strcmp (before, after) == 0);
      else
        {
          g_assert_true (strcmp (before, after) != 0);
          n_kept++;
        }
      g_free (before);
      before = g_steal_pointer (&after);
    }
  g_object_unref (store);
  plim_test_remove_dir (dir);
  g_test_message ("%u mutants, %u of them kept", n_rounds, n_kept);
  g_assert_cmpuint (n_kept, >, n_rounds / 10);

  getrusage (RUSAGE_CHILDREN, &usage);
  g_test_message ("at most %ld KiB in a reading process", usage.ru_maxrss);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (usage.ru_maxrss, <, 200 * 1024);
#endif
}

int
main (int    argc,
      char **argv)
{
  int failed;

  plim_test_init (&argc, &argv);
  plim_xml_input_prepare ();
  plim_byte_source_prepare ();
  load_seeds ();

  g_test_add_func ("/log-fuzz/reading", test_reading);
  g_test_add_func ("/log-fuzz/importing", test_importing);
  failed = g_test_run ();
  g_array_unref (seeds);

  return failed;
}
