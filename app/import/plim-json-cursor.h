/* plim-json-cursor.h: follows a JSON document of any size, knows its line, column and path, keeps to our limits */

#pragma once

#include "app/import/plim-byte-source.h"
#include "app/import/plim-record-stream.h"
#include "app/plim-error.h"

G_BEGIN_DECLS

#define PLIM_JSON_MAX_DEPTH        64
#define PLIM_JSON_MAX_NUMBER_BYTES 256
#define PLIM_JSON_MAX_TEXT_BYTES   (10 * 1000 * 1000)

/**
 * PlimJsonCursor:
 *
 * Reads UTF-8 and calls its handler for each value as it comes. Memory does not grow with the document: no tree is built.
 */
typedef struct _PlimJsonCursor PlimJsonCursor;

typedef enum
{
  PLIM_JSON_NULL,
  PLIM_JSON_FALSE,
  PLIM_JSON_TRUE,
  PLIM_JSON_NUMBER,
  PLIM_JSON_STRING,
} PlimJsonType;

/**
 * PlimJsonHandler:
 * @begin: an object or an array begins
 * @end: it ends
 * @value: any other value. @text: of a number as written, of a string without its escapes; valid UTF-8, ended by NUL
 *
 * @key is the name under which the value stands in its object, %NULL in an array and at the top. To stop, a
 * handler calls plim_json_cursor_fail(); nothing is called after that.
 */
typedef struct
{
  void (*begin) (PlimJsonCursor *cursor,
                 const char     *key,
                 gboolean        is_object,
                 gpointer        data);
  void (*end)   (PlimJsonCursor *cursor,
                 gpointer        data);
  void (*value) (PlimJsonCursor *cursor,
                 const char     *key,
                 PlimJsonType    type,
                 const char     *text,
                 gsize           size,
                 gpointer        data);
} PlimJsonHandler;

/** @writer is told the progress. It and @source stay the caller's. */
PlimJsonCursor          *plim_json_cursor_new         (PlimByteSource         *source,
                                                       PlimRecordWriter       *writer,
                                                       const PlimJsonHandler  *handler,
                                                       gpointer                data);
void                     plim_json_cursor_free        (PlimJsonCursor         *self);

/** Goes through the whole document. %FALSE where it or a handler failed. */
gboolean                 plim_json_cursor_run         (PlimJsonCursor         *self);
guint                    plim_json_cursor_get_line    (PlimJsonCursor         *self);
void                     plim_json_cursor_fail        (PlimJsonCursor         *self,
                                                       PlimError               code,
                                                       const char             *text);
/** Why plim_json_cursor_run() failed, with "/features[2]/geometry" as its path. */
const PlimImportMessage *plim_json_cursor_get_failure (PlimJsonCursor         *self,
                                                       PlimError              *code_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimJsonCursor, plim_json_cursor_free)

G_END_DECLS
