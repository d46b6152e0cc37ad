#include "config.h"

#include "app/import/plim-import-log.h"

static void
append_escaped (GString    *line,
                const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e)
          || (c >= 0x2066 && c <= 0x2069))
        g_string_append_printf (line, "\\u%04x", c);
      else
        g_string_append_unichar (line, c);
    }
}

PlimImportMessage *
plim_import_message_new (PlimSeverity  severity,
                         guint         line,
                         guint         column,
                         const char   *element,
                         const char   *text)
{
  PlimImportMessage *self = g_new0 (PlimImportMessage, 1);

  self->severity = severity;
  self->line = line;
  self->column = column;
  self->element = g_strdup (element != NULL ? element : "");
  self->text = g_strdup (text != NULL ? text : "");

  return self;
}

PlimImportMessage *
plim_import_message_copy (const PlimImportMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return plim_import_message_new (self->severity, self->line, self->column, self->element, self->text);
}

void
plim_import_message_free (PlimImportMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->element);
  g_free (self->text);
  g_free (self);
}

char *
plim_import_message_format (const PlimImportMessage *self,
                            const char              *file_name)
{
  GString *line = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  append_escaped (line, file_name);
  if (self->line > 0)
    g_string_append_printf (line, ":%u", self->line);
  if (self->line > 0 && self->column > 0)
    g_string_append_printf (line, ":%u", self->column);
  g_string_append (line, ": ");
  if (self->element[0] != '\0')
    {
      append_escaped (line, self->element);
      g_string_append (line, ": ");
    }
  append_escaped (line, self->text);

  return g_string_free (line, FALSE);
}
