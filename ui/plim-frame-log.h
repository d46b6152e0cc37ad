/* plim-frame-log.h: how long the main thread works, for whoever measures it */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where PLIM_FRAME_LOG names a file, each piece of work that is put between these two is written there when it
 * ends: a line with its name and its microseconds. Elsewhere both cost next to nothing. Main thread only.
 */
gint64 plim_frame_log_begin (void);
void   plim_frame_log_end   (const char *what,
                             gint64      begun);

G_END_DECLS
