#include "config.h"

#include "app/model/plim-claim-ids.h"

#include <string.h>

#include "app/model/plim-text.h"

void
plim_claim_ids_append (GString    *list,
                       const char *id)
{
  const char *next;

  g_return_if_fail (list != NULL && id != NULL);

  if (list->len > 0)
    g_string_append_c (list, ' ');
  for (const char *at = id; *at != '\0'; at = next)
    {
      gunichar character = g_utf8_get_char_validated (at, -1);
      gboolean valid = character < 0x110000;

      next = valid ? g_utf8_next_char (at) : at + 1;
      if (valid && character != '%' && !g_unichar_isspace (character) && plim_text_can_show (character))
        g_string_append_len (list, at, next - at);
      else
        for (; at < next; at++)
          g_string_append_printf (list, "%%%02X", (guint) (guchar) *at);
    }
}

void
plim_claim_ids_sort (GPtrArray *ids)
{
  g_return_if_fail (ids != NULL);

  g_ptr_array_sort (ids, plim_text_compare);
  for (guint i = ids->len; i > 1; i--)
    if (strcmp (g_ptr_array_index (ids, i - 1), g_ptr_array_index (ids, i - 2)) == 0)
      g_ptr_array_remove_index (ids, i - 1);
}

GPtrArray *
plim_claim_ids_split (const char *list)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) words = g_strsplit_set (list != NULL ? list : "", " \t\r\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *id;

      if (*words[i] == '\0')
        continue;
      id = g_uri_unescape_string (words[i], NULL);
      if (id != NULL && g_utf8_validate (id, -1, NULL))
        g_ptr_array_add (ids, id);
      else
        g_free (id);
    }
  plim_claim_ids_sort (ids);

  return ids;
}
