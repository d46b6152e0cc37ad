/* plim-fetch-stream.h: the server's answer on its way to the reader: a pipe filled by a thread of its own */

#pragma once

#include "app/import/plim-fetch-connection.h"

G_BEGIN_DECLS

typedef struct _PlimFetchStream PlimFetchStream;

/** Asks @sql. @connection is the stream's alone until it is finished. */
PlimFetchStream *plim_fetch_stream_start      (PlimFetchConnection  *connection,
                                               const char           *sql,
                                               GError              **error);

/** The end to read from: CSV with a line of names. */
int              plim_fetch_stream_get_fd     (PlimFetchStream      *self);

/** How many rows have come so far. Any thread. */
guint64          plim_fetch_stream_count_rows (PlimFetchStream      *self);

/** Nobody reads any more. Any thread. */
void             plim_fetch_stream_stop       (PlimFetchStream      *self);

/**
 * plim_fetch_stream_finish:
 * @n_bytes, @sha256: (out): of the answer: the digest of the line of names and of the sum of all rows' digests, so that it is
 *   the same in whatever order the rows come
 *
 * Waits for the end. %FALSE: the answer was not whole, and why.
 */
gboolean         plim_fetch_stream_finish     (PlimFetchStream      *self,
                                               guint64              *n_bytes,
                                               char                **sha256,
                                               GError              **error);
void             plim_fetch_stream_free       (PlimFetchStream      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimFetchStream, plim_fetch_stream_free)

G_END_DECLS
