/* plim-parse-jail.h: locks the calling process up with what it has open */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_parse_jail_enter:
 * @input_bytes: how large the file is that will be parsed; 0 where that is not known
 *
 * From here on the process can read descriptor 0, write descriptors 1 and 2, take memory up to 512 MB
 * and processor time in proportion to @input_bytes, and end. Any other system call kills it: there is no open, no socket, no
 * fork and no exec. There is no way back. Where the build has no seccomp, or the system refuses it, only the limits hold.
 *
 * In a build with AddressSanitizer there is no limit on addresses, since it reserves terabytes of them.
 *
 * Returns: whether the filter holds
 */
gboolean    plim_parse_jail_enter    (guint64 input_bytes);

/** A sentence on what holds a parsing process, for those who want to know. */
const char *plim_parse_jail_describe (void);

G_END_DECLS
