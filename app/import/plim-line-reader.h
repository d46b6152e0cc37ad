/* plim-line-reader.h: a log of lines, one after the other, however long it is */

#pragma once

#include "app/import/plim-byte-source.h"
#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/** What is longer is no line of any log. */
#define PLIM_LINE_MAX_BYTES (256 * 1024)

/**
 * PlimLineReader:
 *
 * The lines of all members of a source, ended by LF or CR LF; a byte order mark is left out, and UTF-16 becomes UTF-8. Progress is told to
 * the writer.
 */
typedef struct _PlimLineReader PlimLineReader;

/** @source, @writer stay the caller's. */
PlimLineReader *plim_line_reader_new       (PlimByteSource    *source,
                                            PlimRecordWriter  *writer);
void            plim_line_reader_free      (PlimLineReader    *self);

/**
 * plim_line_reader_next:
 * @line: the line without its end, a NUL and seven more bytes that may be read behind it; may be written to; good until the next call
 * @is_cut: the line is longer than %PLIM_LINE_MAX_BYTES, this is its beginning
 *
 * %FALSE: the end, or (with @error set) a failure.
 */
gboolean        plim_line_reader_next      (PlimLineReader    *self,
                                            char             **line,
                                            gsize             *length,
                                            gboolean          *is_cut,
                                            GError           **error);

/** Of the last line, from 1; through all members. */
guint32         plim_line_reader_get_line  (PlimLineReader    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimLineReader, plim_line_reader_free)

G_END_DECLS
