#include "config.h"

#include <signal.h>
#include <string.h>

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/export/plim-csv.h"
#include "app/export/plim-export.h"
#include "app/plim-error.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

static void
test_formats (void)
{
  PlimExportFormat format;
  g_autoptr(GError) error = NULL;

  g_assert_true (plim_export_format_from_path ("/a.b/oil.SVG", &format, NULL));
  g_assert_cmpint (format, ==, PLIM_EXPORT_SVG);
  g_assert_true (plim_export_format_from_path ("oil.png", &format, NULL));
  g_assert_cmpint (format, ==, PLIM_EXPORT_PNG);
  g_assert_true (plim_export_format_from_path ("oil.pdf", &format, NULL));
  g_assert_cmpint (format, ==, PLIM_EXPORT_PDF);
  g_assert_true (plim_export_format_from_path ("oil.csv", &format, NULL));
  g_assert_cmpint (format, ==, PLIM_EXPORT_CSV);
  g_assert_false (plim_export_format_from_path ("oil.docx", &format, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, ".svg"));
  g_assert_false (plim_export_format_from_path ("svg", &format, NULL));
}

/* The ids that went in come out of every picture. */
static void
test_ids_round_trip (void)
{
  static const PlimExportFormat formats[] = { PLIM_EXPORT_SVG, PLIM_EXPORT_PNG, PLIM_EXPORT_PDF };
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  GPtrArray *claims = plim_scene_get_claims (scene);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = plim_export_scene_to_bytes (scene, NULL, formats[i], PLIM_THEME_PAPER, 60, &error);
      g_autoptr(GPtrArray) ids = NULL;

      g_assert_no_error (error);
      ids = plim_export_read_claims (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ids->len, ==, claims->len);
      for (guint j = 0; j < ids->len; j++)
        g_assert_cmpstr (((PlimCarriedClaim *) g_ptr_array_index (ids, j))->id, ==, ((PlimClaim *) g_ptr_array_index (claims, j))->id);
    }
}

/* A symbol may hold what no picture shows; the claim is found by it all the same. */
static void
test_odd_ids (void)
{
  static const char odd[] = "A\xc2\x85 \"B\" %20\xef\xb7\x90\n<&\xe2\x80\xae/1#x";
  static const PlimExportFormat formats[] = { PLIM_EXPORT_SVG, PLIM_EXPORT_PNG, PLIM_EXPORT_PDF };
  g_autoptr(PlimScene) scene = plim_scene_new (100, 60);
  g_autoptr(PlimClaim) claim = plim_claim_new ();

  claim->id = g_strdup (odd);
  claim->report = g_strdup ("A");
  plim_scene_mark (scene, plim_scene_add_rect (scene, PLIM_STYLE_ESTIMATE, 10, 10, 20, 20), g_strdup ("a bar"), claim, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = plim_export_scene_to_bytes (scene, NULL, formats[i], PLIM_THEME_PAPER, 60, &error);
      g_autoptr(GPtrArray) ids = NULL;

      g_assert_no_error (error);
      ids = plim_export_read_claims (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ids->len, ==, 1);
      g_assert_cmpstr (((PlimCarriedClaim *) g_ptr_array_index (ids, 0))->id, ==, odd);
    }
}

static void
test_csv_ids (void)
{
  g_autoptr(GString) csv = g_string_new ("\xef\xbb\xbf");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) ids = NULL;

  g_string_append (csv, "claim,value\r\n");
  plim_csv_append_field (csv, "=X/1#b", FALSE);
  plim_csv_append_field (csv, "5", TRUE);
  plim_csv_end_row (csv);
  plim_csv_append_field (csv, "A, B/1#a", FALSE);
  plim_csv_end_row (csv);
  plim_csv_append_field (csv, "=X/1#b", FALSE);
  plim_csv_end_row (csv);

  bytes = g_bytes_new (csv->str, csv->len);
  ids = plim_export_read_claims (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ids->len, ==, 2);
  g_assert_cmpstr (((PlimCarriedClaim *) g_ptr_array_index (ids, 0))->id, ==, "=X/1#b");
  g_assert_cmpstr (((PlimCarriedClaim *) g_ptr_array_index (ids, 1))->id, ==, "A, B/1#a");
}

/* A picture of nothing is ours, and carries no claims. */
static void
test_without_claims (void)
{
  static const PlimExportFormat formats[] = { PLIM_EXPORT_SVG, PLIM_EXPORT_PNG, PLIM_EXPORT_PDF };
  g_autoptr(PlimScene) scene = plim_scene_new (80, 50);

  plim_scene_set_title (scene, "Nothing is known");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = plim_export_scene_to_bytes (scene, NULL, formats[i], PLIM_THEME_PAPER, 60, &error);
      g_autoptr(GPtrArray) ids = plim_export_read_claims (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpint (ids->len, ==, 0);
    }
}

static void
test_foreign_files (void)
{
  static const char *const files[] = {
    "", " ", "x", "<", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html/>", "a,b\n1,2\n", "claim,\"open\n",
    "claim\n\xff\n", "%PDF-", "%PDF-1.4 nothing", "\x89PNG\r\n\x1a\n", "\x89PNG\r\n\x1a\nxxxxIHDR",
    "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
    "<!DOCTYPE svg SYSTEM 'http://127.0.0.1:9/x.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>",
    "<svg xmlns='http://www.w3.org/2000/svg'><metadata><claims xmlns='urn:plimsoll:claims:1'><claim id='a'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (plim_export_read_claims (bytes, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);
}

static void
test_write (void)
{
  g_autofree char *folder = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "정제유 oil.svg", NULL);
  g_autofree char *link_path = g_build_filename (folder, "link.svg", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "such", "folder.svg", NULL);
  g_autoptr(GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr(GBytes) second = g_bytes_new_static ("second", 6);
  g_autoptr(GError) error = NULL;
  struct stat status;

  g_assert_true (plim_export_write_file (path, first, &error));
  assert_contents (path, "first");
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_true (plim_export_write_file (path, second, &error));
  assert_contents (path, "second");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);

  /* Through a link, which stays one. */
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  g_assert_true (plim_export_write_file (link_path, first, &error));
  assert_contents (path, "first");
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));

  g_assert_false (plim_export_write_file (missing, first, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
  g_clear_error (&error);
  g_assert_false (plim_export_write_file (folder, first, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
  g_clear_error (&error);
  g_assert_true (plim_export_write_file ("/dev/null", first, &error));
  g_assert_no_error (error);

  /* Two files and nothing stray. */
  g_assert_cmpint (count_files (folder), ==, 2);
  plim_test_remove_dir (folder);
}

/* A disk that is full leaves the old file as it was. */
static void
test_full_disk (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (plim_export_write_file ("/dev/full", bytes, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
}

/* Halfway through, nothing more can be written, as on a full disk. */
static void
test_failure_keeps_the_old_file (void)
{
  g_autofree char *folder = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "oil.svg", NULL);
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr(GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr(GBytes) second = g_bytes_new (large, 100000);
  g_autoptr(GError) error = NULL;
  struct rlimit old;
  struct rlimit small;

  g_assert_true (plim_export_write_file (path, first, &error));

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = (struct rlimit) { 4096, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (plim_export_write_file (path, second, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT);
  assert_contents (path, "first");
  g_assert_cmpint (count_files (folder), ==, 1);
  plim_test_remove_dir (folder);
}

static void
test_suggest_name (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(PlimScene) empty = plim_scene_new (10, 10);
  g_autofree char *plain = plim_export_suggest_name (scene, "oil-2018-2024");
  g_autofree char *hostile = plim_export_suggest_name (empty, "../../etc/passwd\n; rm -rf ~");
  g_autofree char *korean = plim_export_suggest_name (empty, "정제유");

  g_assert_cmpstr (plain, ==, "exercise_oil-2018-2024_as-of-2031-03-04_plimsoll");
  g_assert_cmpstr (hostile, ==, "etc-passwd-rm-rf_plimsoll");
  g_assert_cmpstr (korean, ==, "plimsoll");
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/export/formats", test_formats);
  g_test_add_func ("/export/ids-round-trip", test_ids_round_trip);
  g_test_add_func ("/export/odd-ids", test_odd_ids);
  g_test_add_func ("/export/csv-ids", test_csv_ids);
  g_test_add_func ("/export/without-claims", test_without_claims);
  g_test_add_func ("/export/foreign-files", test_foreign_files);
  g_test_add_func ("/export/write", test_write);
  g_test_add_func ("/export/full-disk", test_full_disk);
  g_test_add_func ("/export/failure-keeps-the-old-file", test_failure_keeps_the_old_file);
  g_test_add_func ("/export/suggest-name", test_suggest_name);

  return g_test_run ();
}
