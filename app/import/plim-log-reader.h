/* plim-log-reader.h: one reader for each kind of log, and how the child chooses among them */

#pragma once

#include "app/import/plim-byte-source.h"
#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/**
 * PlimLogOptions: what a person asked for
 * @as: "report", or the name of a kind of log; %NULL: by content
 * @exercise: what is in the log is an exercise, whatever it says
 * @columns: which column is what, see plim-csv-mapping.h; %NULL: as remembered, else guessed
 * @remembered: mappings of earlier tables by their columns, see plim-mapping-memory.h; or %NULL
 */
typedef struct
{
  const char *as;
  gboolean    exercise;
  const char *columns;
  const char *remembered;
} PlimLogOptions;

/**
 * PlimLogReader:
 * @sniff: whether a file that begins like this is one of these; unpacked, up to 64 KiB, not NUL-terminated
 * @run: reads all of @source; the head comes first, then what the file says, rejects (each reason once, at the end, but for examples), and now and
 *   then the progress. %FALSE: what is wrong with the file as a whole, %PLIM_ERROR_FORMAT or %PLIM_ERROR_LIMIT, in a sentence without the
 *   file's name. The caller ends the stream, unless the reader has, with a failure that has a line and a column.
 *
 * A reader runs in the jail: it may allocate, compute and read the source, nothing else.
 */
typedef struct
{
  PlimLogKind  kind;
  gboolean   (*sniff) (const guint8          *head,
                       gsize                  size);
  gboolean   (*run)   (PlimByteSource        *source,
                       PlimRecordWriter      *writer,
                       const PlimLogOptions  *options,
                       GError               **error);
} PlimLogReader;

/** The reader of the named kind (@as), else of the first kind that begins like this; %NULL: none. */
const PlimLogReader *plim_log_reader_find     (const char    *as,
                                               const guint8  *head,
                                               gsize          size);

/** "ais-csv", "nmea" …, also of kinds that are read from no file. */
const char          *plim_log_kind_get_name   (PlimLogKind    kind);
/** Whether `--as` may be followed by this. */
gboolean             plim_log_reader_is_kind  (const char    *name);
/** All kinds for a message: "report, ais-csv, nmea". Free with g_free(). */
char                *plim_log_reader_list     (void);

/** The name of the outermost element of what may be XML, without its prefix; %NULL: it does not begin like XML. Free with g_free(). */
char                *plim_log_reader_dup_root (const guint8  *head,
                                               gsize          size);

G_END_DECLS
