/* plim-xml-text.h: the text of the element that is open, as far as anybody needs it */

#pragma once

#include "app/import/plim-xml-cursor.h"

G_BEGIN_DECLS

/** A name, a time or a number is shorter; of what is longer the beginning is kept. */
#define PLIM_XML_TEXT_BYTES 1024

typedef struct
{
  char  bytes[PLIM_XML_TEXT_BYTES];
  gsize size;
  gsize passed;     /* since it was cleared, kept or not */
} PlimXmlText;

/** At each start and end tag. */
void  plim_xml_text_clear (PlimXmlText   *self);

/** A piece that the cursor gave; @is_read: keep it. Stops the cursor where one text is longer than %PLIM_XML_MAX_TEXT_BYTES. */
void  plim_xml_text_add   (PlimXmlText   *self,
                           PlimXmlCursor *cursor,
                           const char    *text,
                           gsize          size,
                           gboolean       is_read);

/** Valid UTF-8 without blanks around it; free with g_free(). */
char *plim_xml_text_dup   (const PlimXmlText *self);

G_END_DECLS
