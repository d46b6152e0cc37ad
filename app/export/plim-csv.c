#include "config.h"

#include "app/export/plim-csv.h"

#include <string.h>

/* Quotes, if any, and then what starts a formula. */
static gboolean
looks_like_formula (const char *value)
{
  value += strspn (value, "'");

  return *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;
}

void
plim_csv_append_field (GString    *csv,
                       const char *value,
                       gboolean    is_number)
{
  gboolean formula;

  g_return_if_fail (csv != NULL);

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  /* An empty first field would look like the start of a row to the next one. */
  if (value == NULL || *value == '\0')
    {
      if (csv->len == 0 || csv->str[csv->len - 1] == '\n')
        g_string_append (csv, "\"\"");
      return;
    }

  formula = !is_number && looks_like_formula (value);
  if (!formula && (is_number || (strpbrk (value, ",\"\r\n") == NULL && *value != ' ')))
    {
      g_string_append (csv, value);
      return;
    }

  g_string_append_c (csv, '"');
  if (formula)
    g_string_append_c (csv, '\'');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

void
plim_csv_end_row (GString *csv)
{
  g_return_if_fail (csv != NULL);

  g_string_append (csv, "\r\n");
}

static char *
read_field (const char **at)
{
  GString *field = g_string_new (NULL);
  const char *here = *at;

  if (*here == '"')
    {
      for (here++; *here != '"' || here[1] == '"'; here++)
        {
          if (*here == '\0')
            {
              g_string_free (field, TRUE);
              return NULL;
            }
          g_string_append_c (field, *here);
          if (*here == '"')
            here++;
        }
      here++;
    }
  for (; *here != '\0' && *here != ',' && *here != '\n' && *here != '\r'; here++)
    g_string_append_c (field, *here);

  if (field->str[0] == '\'' && looks_like_formula (field->str))
    g_string_erase (field, 0, 1);
  *at = here;

  return g_string_free (field, FALSE);
}

GPtrArray *
plim_csv_read_row (const char **at)
{
  g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (at != NULL && *at != NULL, NULL);

  if (**at == '\0')
    return NULL;

  for (;;)
    {
      char *field = read_field (at);

      if (field == NULL)
        return NULL;
      g_ptr_array_add (row, field);
      if (**at != ',')
        break;
      (*at)++;
    }
  if (**at == '\r')
    (*at)++;
  if (**at == '\n')
    (*at)++;

  return g_steal_pointer (&row);
}
