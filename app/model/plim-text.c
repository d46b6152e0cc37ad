#include "config.h"

#include "app/model/plim-text.h"

#include <string.h>

gboolean
plim_text_can_show (gunichar character)
{
  /* XML allows most of the noncharacters, cairo and PDF do not. */
  if (character >= 0xfdd0 && character <= 0xfdef)
    return FALSE;
  if ((character & 0xfffe) == 0xfffe)
    return FALSE;

  return !g_unichar_iscntrl (character);
}

char *
plim_text_clean_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n' || character == '\t' || character == 0x2028 || character == 0x2029)
        g_string_append_c (clean, ' ');
      else if (plim_text_can_show (character))
        g_string_append_len (clean, at, g_utf8_next_char (at) - at);
    }

  return g_string_free (clean, FALSE);
}

int
plim_text_compare (gconstpointer a,
                   gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}
