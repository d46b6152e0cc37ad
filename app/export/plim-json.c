#include "config.h"

#include "app/export/plim-json.h"

void
plim_json_append_string (GString    *json,
                         const char *value)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (json != NULL);

  if (value == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);

  g_string_append_c (json, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      guchar byte = *at;

      switch (byte)
        {
        case '"':
          g_string_append (json, "\\\"");
          break;
        case '\\':
          g_string_append (json, "\\\\");
          break;
        case '\n':
          g_string_append (json, "\\n");
          break;
        case '\t':
          g_string_append (json, "\\t");
          break;
        default:
          if (byte < 0x20 || byte == 0x7f)
            g_string_append_printf (json, "\\u%04x", byte);
          else
            g_string_append_c (json, *at);
        }
    }
  g_string_append_c (json, '"');
}
