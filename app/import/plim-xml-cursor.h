/* plim-xml-cursor.h: follows an XML document, knows its line, column and path, keeps to our limits */

#pragma once

#include "app/import/plim-byte-source.h"
#include "app/import/plim-record-stream.h"
#include "app/plim-error.h"

G_BEGIN_DECLS

#define PLIM_XML_MAX_DEPTH           64
#define PLIM_XML_MAX_START_TAG_BYTES (256 * 1024)
#define PLIM_XML_MAX_ATTRIBUTES      1000
#define PLIM_XML_MAX_TEXT_BYTES      (10 * 1000 * 1000)

/**
 * PlimXmlCursor:
 *
 * Reads a descriptor from where it stands and calls its handler for each start tag, text and end tag.
 * No document type, no entity but XML's own five, no network, no other file: whatever asks for one is refused, and so is what passes
 * a limit above. Memory does not grow with the document.
 *
 * It stands on libxml2's SAX interface and not on its xmlTextReader, which has read up to 512 bytes
 * further when it shows a node, so that columns are lost; and takes twice the time.
 */
typedef struct _PlimXmlCursor PlimXmlCursor;

/**
 * PlimXmlAttribute:
 * @name: without prefix; interned by plim_xml_cursor_intern()
 * @namespace: (nullable): interned too
 * @value: of @size bytes, not ended by NUL
 */
typedef struct
{
  const char *name;
  const char *namespace;
  const char *value;
  gsize       size;
} PlimXmlAttribute;

/**
 * PlimXmlHandler:
 * @start: a start tag; @name and @namespace are interned
 * @text: a piece of text; one text may come in several
 * @end: an end tag
 *
 * To stop, a handler calls plim_xml_cursor_fail(); nothing is called after that.
 */
typedef struct
{
  void (*start) (PlimXmlCursor          *cursor,
                 const char             *name,
                 const char             *namespace,
                 const PlimXmlAttribute *attributes,
                 guint                   n_attributes,
                 gpointer                data);
  void (*text)  (PlimXmlCursor          *cursor,
                 const char             *text,
                 gsize                   size,
                 gpointer                data);
  void (*end)   (PlimXmlCursor          *cursor,
                 gpointer                data);
} PlimXmlHandler;

/** @writer: (nullable): is told the progress. It and @source stay the caller's. */
PlimXmlCursor           *plim_xml_cursor_new           (PlimByteSource        *source,
                                                        PlimRecordWriter      *writer,
                                                        const PlimXmlHandler  *handler,
                                                        gpointer               data);
void                     plim_xml_cursor_free          (PlimXmlCursor         *self);

/** Goes through the whole document. %FALSE where it or a handler failed. */
gboolean                 plim_xml_cursor_run           (PlimXmlCursor         *self);

/** The one copy of @name: names can then be compared as pointers. */
const char              *plim_xml_cursor_intern        (PlimXmlCursor         *self,
                                                        const char            *name);

/** Where the start tag begins, within @start; else where the cursor is. From 1; columns in characters. */
void                     plim_xml_cursor_get_position  (PlimXmlCursor         *self,
                                                        guint                 *line,
                                                        guint                 *column);

/** The line alone, which costs next to nothing. */
guint                    plim_xml_cursor_get_line      (PlimXmlCursor         *self);

/** "/report/trade/total[3]": the third total in trade. */
char                    *plim_xml_cursor_dup_path      (PlimXmlCursor         *self);

/** Stops here with a sentence that says what is wrong. */
void                     plim_xml_cursor_fail          (PlimXmlCursor         *self,
                                                        PlimError              code,
                                                        const char            *text);

/** Why plim_xml_cursor_run() failed. */
const PlimImportMessage *plim_xml_cursor_get_failure   (PlimXmlCursor         *self,
                                                        PlimError             *code_out);

/** After a run: a doubt that does not stop an import, or %NULL. */
char                    *plim_xml_cursor_dup_doubt     (PlimXmlCursor         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimXmlCursor, plim_xml_cursor_free)

G_END_DECLS
