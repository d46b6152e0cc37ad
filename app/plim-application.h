/* plim-application.h: program-wide set-up; opens windows on stores */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_application_main:
 * @store_path: (nullable): the store to open; %NULL for the person's own
 * @files: (nullable): %NULL-terminated paths or URIs of reports, imported through the preview
 *
 * Opens the window and runs until it is closed. Returns the exit status.
 */
int plim_application_main (int                 argc,
                           char              **argv,
                           const char         *store_path,
                           const char * const *files);

G_END_DECLS
