/* plim-xml-input.h: an open file as UTF-8, whatever encoding it declares */

#pragma once

#include "app/import/plim-byte-source.h"

G_BEGIN_DECLS

/**
 * plim_xml_input_prepare:
 *
 * Loads the converters for every encoding that is read. To be called before the process
 * is locked up: a converter is a file, and opening one then would be the end of it.
 */
void          plim_xml_input_prepare         (void);

/**
 * PlimXmlInput:
 *
 * The bytes of a source, converted to UTF-8 as the XML declaration says, without byte order mark and with the
 * encoding in the declaration blanked out, since it is no longer so. The declaration is
 * part of the text; blanking keeps columns as they are.
 */
typedef struct _PlimXmlInput PlimXmlInput;

/** @source stays the caller's. */
PlimXmlInput *plim_xml_input_new             (PlimByteSource *source);
void          plim_xml_input_free            (PlimXmlInput  *self);

/**
 * plim_xml_input_read:
 * @problem_out: what is wrong with the encoding, or with the file as a whole
 *
 * Returns: how many bytes of UTF-8 were given, 0 at the end, -1 on failure
 */
gssize        plim_xml_input_read            (PlimXmlInput  *self,
                                              char          *buffer,
                                              gsize          size,
                                              char         **problem_out);

/** How much of the file has been read. */
guint64       plim_xml_input_get_bytes_read  (PlimXmlInput  *self);

/** At the end: a doubt about the declared encoding, or %NULL. */
char         *plim_xml_input_dup_doubt       (PlimXmlInput  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimXmlInput, plim_xml_input_free)

G_END_DECLS
