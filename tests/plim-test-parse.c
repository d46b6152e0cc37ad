#include "config.h"

#include "tests/plim-test-parse.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/import/plim-parse-worker.h"
#include "tests/plim-test.h"

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
  return TRUE;
}

const PlimRecordSink plim_test_deaf_sink = { .node = node_cb, .fixes = fixes_cb, .track_end = node_cb };

gboolean
plim_test_parse_bytes (const char            *bytes,
                       gsize                  size,
                       const PlimRecordSink  *sink,
                       gpointer               data,
                       GCancellable          *cancellable,
                       GError               **error)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "report.xml", NULL);
  gboolean is_read;
  int fd;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  is_read = plim_parse_file (fd, "report.xml", NULL, sink, data, cancellable, error);
  close (fd);
  plim_test_remove_dir (dir);

  return is_read;
}
