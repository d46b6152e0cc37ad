#include "config.h"

#include "app/export/plim-table.h"

#include <string.h>

#include "app/export/plim-csv.h"
#include "app/export/plim-json.h"

static char *
write_csv (const PlimColumn *columns,
           guint             n_columns,
           GPtrArray        *rows)
{
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    plim_csv_append_field (csv, columns[i].name, FALSE);
  plim_csv_end_row (csv);

  for (guint n = 0; n < rows->len; n++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *value = columns[i].get (g_ptr_array_index (rows, n));

          plim_csv_append_field (csv, value, columns[i].kind == PLIM_COLUMN_NUMBER);
        }
      plim_csv_end_row (csv);
    }

  return g_string_free (csv, FALSE);
}

static void
append_json_value (GString          *json,
                   const PlimColumn *column,
                   gconstpointer     row)
{
  g_autofree char *value = NULL;

  if (column->append_json != NULL)
    {
      column->append_json (row, json);
      return;
    }

  value = column->get (row);
  if (value == NULL || *value == '\0')
    g_string_append (json, "null");
  else if (column->kind == PLIM_COLUMN_NUMBER)
    g_string_append (json, value);
  else if (column->kind == PLIM_COLUMN_YES_NO)
    g_string_append (json, strcmp (value, "yes") == 0 ? "true" : "false");
  else
    plim_json_append_string (json, value);
}

static char *
write_json (const PlimColumn *columns,
            guint             n_columns,
            GPtrArray        *rows)
{
  GString *json = g_string_new ("[");

  for (guint n = 0; n < rows->len; n++)
    {
      g_string_append (json, n > 0 ? ",\n  {" : "\n  {");
      for (guint i = 0; i < n_columns; i++)
        {
          g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "", columns[i].name);
          append_json_value (json, &columns[i], g_ptr_array_index (rows, n));
        }
      g_string_append_c (json, '}');
    }
  g_string_append (json, rows->len > 0 ? "\n]\n" : "]\n");

  return g_string_free (json, FALSE);
}

/* What came from a file must not steer a terminal. */
static void
append_plain (GString    *text,
              const char *value)
{
  for (const char *at = value; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_iscntrl (character) || g_unichar_type (character) == G_UNICODE_FORMAT)
        g_string_append_printf (text, "\\u%04x", character);
      else
        g_string_append_unichar (text, character);
    }
}

static char *
write_plain (const PlimColumn *columns,
             guint             n_columns,
             GPtrArray        *rows)
{
  GString *text = g_string_new (NULL);

  for (guint n = 0; n < rows->len; n++)
    for (guint i = 0; i < n_columns; i++)
      {
        g_autofree char *value = columns[i].get (g_ptr_array_index (rows, n));

        append_plain (text, value);
        g_string_append_c (text, i + 1 < n_columns ? '\t' : '\n');
      }

  return g_string_free (text, FALSE);
}

char *
plim_table_write (const PlimColumn *columns,
                  guint             n_columns,
                  GPtrArray        *rows,
                  PlimTableFormat   format)
{
  g_return_val_if_fail (rows != NULL, NULL);

  switch (format)
    {
    case PLIM_TABLE_CSV:
      return write_csv (columns, n_columns, rows);
    case PLIM_TABLE_JSON:
      return write_json (columns, n_columns, rows);
    default:
      return write_plain (columns, n_columns, rows);
    }
}
