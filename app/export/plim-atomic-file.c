#include "config.h"

#include "app/export/plim-atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/plim-error.h"

#define BUFFER_BYTES (256 * 1024)

static gboolean
fail_to_write (const char  *path,
               const char  *why,
               GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT,
               _("“%s” could not be written: %s. What was there before is as it was."), shown, why);

  return FALSE;
}

/* Leaves the descriptor open. */
static gboolean
write_content (int                   descriptor,
               const char           *path,
               PlimAtomicFileWrite   write,
               gpointer              data,
               GError              **error)
{
  g_autoptr(GOutputStream) file = g_unix_output_stream_new (descriptor, FALSE);
  g_autoptr(GOutputStream) stream = g_buffered_output_stream_new_sized (file, BUFFER_BYTES);
  g_autoptr(GError) failure = NULL;

  if (write (stream, data, &failure) && g_output_stream_close (stream, NULL, &failure))
    return TRUE;
  if (failure->domain != G_IO_ERROR || failure->code == G_IO_ERROR_CANCELLED)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return fail_to_write (path, failure->message, error);
}

/* Pipes and devices cannot be replaced. */
static gboolean
write_through (const char           *path,
               PlimAtomicFileWrite   write,
               gpointer              data,
               GError              **error)
{
  int descriptor = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written;

  if (descriptor < 0)
    return fail_to_write (path, g_strerror (errno), error);
  written = write_content (descriptor, path, write, data, error);
  if (close (descriptor) != 0 && written)
    return fail_to_write (path, g_strerror (errno), error);

  return written;
}

/* So that the new name survives a power cut as well. Some file systems cannot; the file itself is safe by then. */
static void
sync_folder (const char *folder)
{
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (descriptor >= 0)
    {
      (void) fsync (descriptor);
      close (descriptor);
    }
}

gboolean
plim_atomic_file_write (const char           *path,
                        PlimAtomicFileWrite   write,
                        gpointer              data,
                        GError              **error)
{
  /* Through a link, so that it stays one. */
  g_autofree char *resolved = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *beside = NULL;
  struct stat old;
  gboolean replaces;
  int descriptor;

  g_return_val_if_fail (path != NULL && write != NULL, FALSE);

  resolved = realpath (path, NULL);
  if (resolved == NULL)
    resolved = g_strdup (path);
  replaces = stat (resolved, &old) == 0;
  if (replaces && S_ISDIR (old.st_mode))
    return fail_to_write (path, g_strerror (EISDIR), error);
  if (replaces && !S_ISREG (old.st_mode))
    return write_through (resolved, write, data, error);
  if (replaces && access (resolved, W_OK) != 0)
    return fail_to_write (path, g_strerror (errno), error);

  folder = g_path_get_dirname (resolved);
  name = g_path_get_basename (resolved);
  beside = g_strdup_printf ("%s/.%.100s.XXXXXX", folder, name);
  descriptor = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0)
    return fail_to_write (path, g_strerror (errno), error);

  if (replaces && fchmod (descriptor, old.st_mode & 07777) != 0)
    fail_to_write (path, g_strerror (errno), error);
  else if (write_content (descriptor, path, write, data, error))
    {
      if (fsync (descriptor) != 0)
        fail_to_write (path, g_strerror (errno), error);
      else if (close (descriptor) != 0 || rename (beside, resolved) != 0)
        {
          fail_to_write (path, g_strerror (errno), error);
          unlink (beside);
          return FALSE;
        }
      else
        {
          sync_folder (folder);
          return TRUE;
        }
    }

  close (descriptor);
  unlink (beside);

  return FALSE;
}
