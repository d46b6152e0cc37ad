#include "config.h"

#include "ui/plim-frame-log.h"

#include <stdio.h>

static FILE *log_file;

static gboolean
is_wanted (void)
{
  static gboolean asked;

  if (!asked)
    {
      const char *path = g_getenv ("PLIM_FRAME_LOG");

      log_file = path != NULL ? fopen (path, "a") : NULL;
      asked = TRUE;
    }

  return log_file != NULL;
}

gint64
plim_frame_log_begin (void)
{
  return is_wanted () ? g_get_monotonic_time () : 0;
}

void
plim_frame_log_end (const char *what,
                    gint64      begun)
{
  if (begun == 0 || log_file == NULL)
    return;

  fprintf (log_file, "%s %" G_GINT64_FORMAT "\n", what, g_get_monotonic_time () - begun);
  fflush (log_file);
}
