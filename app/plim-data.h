/* plim-data.h: where the files are that come with the program */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_data_find:
 * @relative: a file or folder below data/, such as "coast/world-50m.coast"
 *
 * The path of a bundled file: in the source tree the program was built from
 * where that still exists, else where it was installed. Any thread may call.
 *
 * Returns: (transfer full): an absolute path; the file itself may be missing,
 *   which whoever opens it reports
 */
char *plim_data_find (const char *relative);

G_END_DECLS
