/* plim-test-parse.h: bytes through the jailed reader, without a store */

#pragma once

#include <gio/gio.h>

#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/** Takes all records of a report and keeps nothing of them. */
extern const PlimRecordSink plim_test_deaf_sink;

/** plim_parse_file() of a file "report.xml" that holds these bytes. */
gboolean plim_test_parse_bytes (const char            *bytes,
                                gsize                  size,
                                const PlimRecordSink  *sink,
                                gpointer               data,
                                GCancellable          *cancellable,
                                GError               **error);

G_END_DECLS
