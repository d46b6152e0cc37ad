/* plim-parse-worker.h: the jailed child that reads a foreign file; records come back over a pipe */

#pragma once

#include "app/import/plim-log-reader.h"
#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/**
 * plim_parse_worker_wanted:
 *
 * Whether the program was started to be the child: `plimsoll --parse-worker …`. To be asked
 * first thing in main(), before anything of the person's is loaded.
 */
gboolean    plim_parse_worker_wanted (int                     argc,
                                      char                  **argv);

/** The child: reads descriptor 0, writes records to descriptor 1. Returns the exit status. */
int         plim_parse_worker_main   (int                     argc,
                                      char                  **argv);

/**
 * plim_parse_file:
 * @fd: an open file, read from its beginning where it can be sought, else from where it stands
 * @display_name: for messages
 * @options: (nullable): what the person asked for
 * @sink: what is called, in the calling thread, as records come
 *
 * Reads a report or a log in a jailed child of this very program. Returns when all is read, when
 * something is wrong, or within 200 ms of @cancellable being cancelled; the child is gone by then. A child that neither
 * sends nor ends for ten seconds is killed. What was handed over before a failure must be undone by the
 * caller: one file is one transaction.
 */
gboolean    plim_parse_file          (int                     fd,
                                      const char             *display_name,
                                      const PlimLogOptions   *options,
                                      const PlimRecordSink   *sink,
                                      gpointer                data,
                                      GCancellable           *cancellable,
                                      GError                **error);

G_END_DECLS
