/* plim-report-reader.h: the report format: follows a document by the grammar and yields its records */

#pragma once

#include "app/import/plim-byte-source.h"
#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/**
 * plim_report_reader_run:
 * @source: the file
 *
 * Reads a report and writes what it holds, ended by what is wrong with it if anything is.
 * To be run where nothing can go wrong: see plim-parse-worker.h.
 */
void plim_report_reader_run (PlimByteSource   *source,
                             PlimRecordWriter *writer);

G_END_DECLS
