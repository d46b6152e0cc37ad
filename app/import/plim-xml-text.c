#include "config.h"

#include "app/import/plim-xml-text.h"

#include <glib/gi18n.h>
#include <string.h>

void
plim_xml_text_clear (PlimXmlText *self)
{
  self->size = self->passed = 0;
}

void
plim_xml_text_add (PlimXmlText   *self,
                   PlimXmlCursor *cursor,
                   const char    *text,
                   gsize          size,
                   gboolean       is_read)
{
  self->passed += size;
  if (self->passed > PLIM_XML_MAX_TEXT_BYTES)
    {
      plim_xml_cursor_fail (cursor, PLIM_ERROR_LIMIT, _("one text is longer than 10 MB"));
      return;
    }
  if (!is_read)
    return;
  size = MIN (size, PLIM_XML_TEXT_BYTES - self->size);
  memcpy (self->bytes + self->size, text, size);
  self->size += size;
}

char *
plim_xml_text_dup (const PlimXmlText *self)
{
  /* A text cut within a letter ends before it. */
  return g_strstrip (g_utf8_make_valid (self->bytes, (gssize) self->size));
}
