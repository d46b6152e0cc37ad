/* Files made to harm, each read by the jailed child: refused or read with a sentence, in two seconds and 64 MB. */

#include "config.h"

#include "app/import/plim-parse-worker.h"
#include "tests/plim-test-parse.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define HEAD  "<report xmlns='urn:plimsoll:report:1' symbol='EX/1'>"
#define ABOUT "<about><title>T</title><publisher kind='panel'>P</publisher><dated>2031</dated></about>"
#define MEGA  (1000 * 1000)

#ifdef __SANITIZE_ADDRESS__
#define MOST_S  20
#define MOST_KB (4 * 1024 * 1024)
#else
#define MOST_S  2
#define MOST_KB (64 * 1024)
#endif

static double
get_seconds (const struct rusage *used)
{
  return used->ru_utime.tv_sec + used->ru_stime.tv_sec + (used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

static gboolean
read_file (const char  *path,
           GError     **error)
{
  /* A file without a root could also be a table. */
  const PlimLogOptions options = { .as = "report" };
  g_autofree char *name = g_path_get_basename (path);
  struct rusage before, used, own;
  gboolean is_read;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  getrusage (RUSAGE_CHILDREN, &before);
  is_read = plim_parse_file (fd, name, &options, &plim_test_deaf_sink, NULL, NULL, error);
  close (fd);
  getrusage (RUSAGE_CHILDREN, &used);
  getrusage (RUSAGE_SELF, &own);
  /* Processor time: the clock on the wall also counts what else the machine does. */
  g_assert_cmpfloat (get_seconds (&used) - get_seconds (&before), <, MOST_S);
  /* Until it runs the program, a child counts as large as this process, give or take what the kernel has not yet added
   * up: what is no more than that says nothing of it. */
  g_assert_cmpint (used.ru_maxrss, <, MAX (MOST_KB, own.ru_maxrss + 8 * 1024));

  return is_read;
}

static gboolean
read_bytes (const char  *bytes,
            gsize        size,
            GError     **error)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "hostile.xml", NULL);
  gboolean is_read;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  is_read = read_file (path, error);
  plim_test_remove_dir (dir);

  return is_read;
}

static void
append_times (GString    *text,
              const char *what,
              guint       times)
{
  while (times-- > 0)
    g_string_append (text, what);
}

/* Refuses what stands between @before and @after, @times of @what. */
static void
expect_refusal (const char *before,
                const char *what,
                guint       times,
                const char *after,
                int         code,
                const char *pattern)
{
  g_autoptr(GString) text = g_string_new (before);
  g_autoptr(GError) error = NULL;

  append_times (text, what, times);
  g_string_append (text, after);
  g_assert_false (read_bytes (text->str, text->len, &error));
  g_assert_error (error, PLIM_ERROR, code);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s\nshould have been: %s", error->message, pattern);
}

static void
test_entities (void)
{
  g_autoptr(GString) laughs = g_string_new ("<!DOCTYPE report [<!ENTITY a 'lol'>");
  const char *refused = "hostile.xml:1:*DOCTYPE*";

  for (char name = 'b'; name <= 'j'; name++)
    {
      g_string_append_printf (laughs, "<!ENTITY %c '", name);
      for (guint i = 0; i < 10; i++)
        g_string_append_printf (laughs, "&%c;", name - 1);
      g_string_append (laughs, "'>");
    }
  g_string_append (laughs, "]>" HEAD "<about><title>");
  expect_refusal (laughs->str, "&j;", 1, "</title></about></report>", PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report [<!ENTITY a '", "A", 100000, "'>]>" HEAD "<about/>", PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>" HEAD, "&a;", 1, "</report>", PLIM_ERROR_FORMAT,
                  refused);
  expect_refusal ("<!DOCTYPE report [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" HEAD, "&x;", 1, "</report>",
                  PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>" HEAD, "&x;", 1, "</report>",
                  PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>" HEAD, "", 1, "</report>",
                  PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report SYSTEM 'http://127.0.0.1:9/x.dtd'>" HEAD, "", 1, "</report>", PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report SYSTEM 'file:///etc/hostname'>" HEAD, "", 1, "</report>", PLIM_ERROR_FORMAT, refused);
  expect_refusal ("<!DOCTYPE report>" HEAD ABOUT, "", 1, "</report>", PLIM_ERROR_FORMAT, refused);
  expect_refusal (HEAD "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>", "", 1,
                  "</report>", PLIM_ERROR_FORMAT, "*namespace*");
}

static void
test_sizes (void)
{
  g_autoptr(GString) attributes = g_string_new (NULL);
  g_autoptr(GString) namespaces = g_string_new (NULL);
  g_autoptr(GString) many = g_string_new (NULL);

  expect_refusal (HEAD "<about><title>", "x", 11 * MEGA, "</title></about></report>", PLIM_ERROR_LIMIT,
                  "*one text is longer than 10 MB");
  expect_refusal (HEAD "<about><title a='", "x", 11 * MEGA, "'/></about></report>", PLIM_ERROR_LIMIT,
                  "*one start tag is longer than 256 KiB");
  expect_refusal (HEAD "<!--", "x", 11 * MEGA, "--></report>", PLIM_ERROR_LIMIT, "*10 MB*");
  expect_refusal (HEAD "<about><title><![CDATA[", "x", 11 * MEGA, "]]></title></about></report>", PLIM_ERROR_LIMIT, "*10 MB*");
  expect_refusal (HEAD "<?x ", "x", 11 * MEGA, "?></report>", PLIM_ERROR_LIMIT, "*10 MB*");
  expect_refusal ("<", "x", MEGA, "/>", PLIM_ERROR_LIMIT, "*");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (attributes, " a%u='1'", i);
  expect_refusal (HEAD "<about", attributes->str, 1, "/></report>", PLIM_ERROR_LIMIT, "*256 KiB*");
  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (namespaces, " xmlns:a%u='u%u'", i, i);
  expect_refusal (HEAD "<about", namespaces->str, 1, "/></report>", PLIM_ERROR_LIMIT, "*256 KiB*");
  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (many, " a%u='1'", i);
  expect_refusal (HEAD "<about", many->str, 1, "/></report>", PLIM_ERROR_LIMIT, "*more than 1000 attributes*");
  expect_refusal ("", "<a>", MEGA, "", PLIM_ERROR_FORMAT, "*an XML document called “a”");
  expect_refusal (HEAD, "<about>", 300, "</report>", PLIM_ERROR_FORMAT, "*“about” may not stand in “about”*");
}

/* What is large but lawful is read. */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new (HEAD ABOUT "<!--");
  g_autoptr(GError) error = NULL;

  append_times (text, "x", 9 * MEGA);
  g_string_append (text, "--><trade><total commodity='coal' direction='export'><wording>");
  append_times (text, "말", 3 * MEGA);
  g_string_append (text, "</wording></total></trade></report>");
  read_bytes (text->str, text->len, &error);
  g_assert_no_error (error);
}

static void
test_bytes (void)
{
  static const struct { const char *bytes; gsize size; const char *pattern; } cases[] = {
    { HEAD "a\0b</report>", sizeof HEAD + 12, "*" },
    { HEAD "<about><title>\xff\xfe\xc0\xaf</title>", sizeof HEAD + 25, "hostile.xml:1:*" },
    { "\x89PNG\r\n\x1a\n", 8, "*this is a PNG picture" },
    { "\x1f\x8b\x08\0\0\0\0\0\2\3", 10, "*this is a gzip archive*" },
    { "PK\3\4", 4, "*this is a ZIP archive*" },
    { "%PDF-1.7", 8, "*this is a PDF document" },
    { "\0\1\2\3", 4, "*not XML*" },
    { "{\"a\": 1}", 8, "*JSON*" },
    { "<!doctype html><p>", 18, "*a web page (HTML)" },
    { "\xff\xfe", 2, "hostile.xml:*" },
    { "\xef\xbb\xbf", 3, "*nothing but blanks*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (read_bytes (cases[i].bytes, cases[i].size, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      if (!g_pattern_match_simple (cases[i].pattern, error->message))
        g_error ("%s\nshould have been: %s", error->message, cases[i].pattern);
    }
}

/* Every file below @path is refused, and by a sentence: none of them is a report. */
static void
refuse_all (const char *path,
            guint      *n)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GError) error = NULL;
  const char *name;

  if (dir == NULL)
    {
      g_assert_false (read_file (path, &error));
      if (!g_error_matches (error, PLIM_ERROR, PLIM_ERROR_FORMAT) && !g_error_matches (error, PLIM_ERROR, PLIM_ERROR_LIMIT))
        g_error ("%s: %s", path, error->message);
      (*n)++;
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      refuse_all (child, n);
    }
}

/* Collections that are not part of this repository, where they lie beside it. */
static void
test_collection (gconstpointer data)
{
  const char * const *command = data;
  g_autofree char *shared = plim_test_file ("../../shared");
  g_autofree char *source = g_build_filename (shared, command[1], NULL);
  g_autofree char *dir = NULL;
  const char *argv[6] = { command[0], command[2], source, command[3], NULL, NULL };
  guint n = 0;
  int status = 1;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no collection beside the repository");
      return;
    }
  dir = plim_test_make_dir ();
  if (command[2][0] == '\0')
    {
      argv[1] = source;
      argv[2] = dir;
      argv[3] = NULL;
    }
  else
    argv[4] = dir;
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  refuse_all (dir, &n);
  g_assert_cmpuint (n, >=, 28);
  plim_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  static const char * const libraries[] = { "tar", "real/xml-robustness/xml-robustness.tar.xz", "-xJf", "-C" };
  static const char * const made[] = { "python3", "perf/hostile.py", "", "" };

  plim_test_init (&argc, &argv);

  g_test_add_func ("/hostile-xml/entities", test_entities);
  g_test_add_func ("/hostile-xml/sizes", test_sizes);
  g_test_add_func ("/hostile-xml/large", test_large);
  g_test_add_func ("/hostile-xml/bytes", test_bytes);
  g_test_add_data_func ("/hostile-xml/libraries", libraries, test_collection);
  g_test_add_data_func ("/hostile-xml/made", made, test_collection);

  return g_test_run ();
}
