#include "config.h"

#include "tests/plim-test.h"

#include "app/import/plim-parse-worker.h"

#include <glib/gstdio.h>
#include <stdlib.h>

void
plim_test_init (int    *argc,
                char ***argv)
{
  if (plim_parse_worker_wanted (*argc, *argv))
    exit (plim_parse_worker_main (*argc, *argv));

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}

char *
plim_test_file (const char *relative)
{
  return g_build_filename (PLIM_SOURCE_DATA_DIR, "..", "tests", relative, NULL);
}

char *
plim_test_make_dir (void)
{
  g_autoptr(GError) error = NULL;
  char *path = g_dir_make_tmp ("plimsoll-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

void
plim_test_remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        plim_test_remove_dir (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
plim_test_compare_expected (const char *name,
                            const char *bytes,
                            gsize       size)
{
  g_autofree char *relative = g_build_filename ("expected", name, NULL);
  g_autofree char *path = plim_test_file (relative);
  g_autofree char *wanted = NULL;
  g_autoptr(GError) error = NULL;
  gsize wanted_size;

  if (g_strcmp0 (g_getenv ("PLIM_TEST_UPDATE"), "1") == 0)
    {
      g_file_set_contents (path, bytes, size, &error);
      g_assert_no_error (error);
      return;
    }

  g_file_get_contents (path, &wanted, &wanted_size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, size, wanted, wanted_size);
}
