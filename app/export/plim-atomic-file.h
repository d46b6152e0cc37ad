/* plim-atomic-file.h: a file that is the old one or the whole new one */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Writes the whole content to @stream, which is buffered and closed by the caller. */
typedef gboolean (*PlimAtomicFileWrite) (GOutputStream        *stream,
                                         gpointer              data,
                                         GError              **error);

/**
 * plim_atomic_file_write:
 *
 * Writes beside the target, syncs, renames; whatever fails, @path is as it was. A link stays one; a pipe or a device takes the bytes as
 * they come. What the disk refuses comes back as PLIM_ERROR_EXPORT, what @write itself refuses as it is.
 */
gboolean plim_atomic_file_write (const char           *path,
                                 PlimAtomicFileWrite   write,
                                 gpointer              data,
                                 GError              **error);

G_END_DECLS
