#include "config.h"

#include "app/import/plim-fetch-table.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/plim-text.h"
#include "app/plim-error.h"

/* A domain counts as the type it stands on. Only what may be read is listed. Partitions are left out of the list of all, but
 * may be named ($2). */
static const char columns_of_tables[] =
  "SELECT n.nspname, c.relname, a.attname, b.typname,"
  "       pg_catalog.format_type (coalesce (nullif (t.typbasetype, 0), a.atttypid),"
  "                               CASE WHEN t.typbasetype = 0 THEN a.atttypmod ELSE t.typtypmod END),"
  "       (SELECT p.nspname FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS p ON p.oid = e.extnamespace"
  "         WHERE e.extname = 'postgis')"
  "  FROM pg_catalog.pg_class AS c"
  "  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
  "  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid"
  "  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid"
  "  JOIN pg_catalog.pg_type AS b ON b.oid = coalesce (nullif (t.typbasetype, 0), t.oid)"
  " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"
  "   AND CASE WHEN $2::text IS NULL THEN NOT c.relispartition ELSE c.relname = $2::text END"
  "   AND n.nspname = coalesce ($1::text, n.nspname)"
  "   AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
  "   AND a.attnum > 0 AND NOT a.attisdropped"
  "   AND pg_catalog.has_schema_privilege (n.oid, 'USAGE')"
  "   AND pg_catalog.has_column_privilege (c.oid, a.attnum, 'SELECT')"
  " ORDER BY n.nspname, c.relname, a.attnum";

static void
free_column (gpointer data)
{
  PlimFetchColumn *column = data;

  g_free (column->name);
  g_free (column->words);
  g_free (column);
}

static PlimFetchTable *
new_table (const char *schema,
           const char *name,
           const char *postgis)
{
  PlimFetchTable *self = g_new0 (PlimFetchTable, 1);

  self->schema = g_strdup (schema);
  self->name = g_strdup (name);
  self->postgis = g_strdup (postgis);
  self->columns = g_ptr_array_new_with_free_func (free_column);

  return self;
}

static PlimFetchType
find_type (const char *name,
           gboolean    postgis)
{
  static const struct { const char *name; PlimFetchType type; } types[] = {
    { "text", PLIM_FETCH_TEXT }, { "varchar", PLIM_FETCH_TEXT }, { "bpchar", PLIM_FETCH_TEXT },
    { "int2", PLIM_FETCH_INTEGER }, { "int4", PLIM_FETCH_INTEGER }, { "int8", PLIM_FETCH_INTEGER },
    { "float4", PLIM_FETCH_NUMBER }, { "float8", PLIM_FETCH_NUMBER }, { "numeric", PLIM_FETCH_DECIMAL },
    { "timestamp", PLIM_FETCH_TIMESTAMP }, { "timestamptz", PLIM_FETCH_TIMESTAMP_TZ },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, name) == 0)
      return types[i].type;
  if (postgis && strcmp (name, "geometry") == 0)
    return PLIM_FETCH_GEOMETRY;
  if (postgis && strcmp (name, "geography") == 0)
    return PLIM_FETCH_GEOGRAPHY;

  return PLIM_FETCH_OTHER;
}

/* What a geometry says of itself stands in brackets: "public.geometry(PointZ,4326)". */
static void
read_geometry (PlimFetchColumn *column)
{
  const char *open = strrchr (column->words, '(');
  const char *comma = open != NULL ? strchr (open, ',') : NULL;

  column->is_point = open != NULL && g_str_has_prefix (open, "(Point");
  column->srid = comma != NULL ? atoi (comma + 1) : 0;
}

static void
add_column (PlimFetchTable *table,
            const char     *name,
            const char     *type,
            const char     *words)
{
  PlimFetchColumn *column = g_new0 (PlimFetchColumn, 1);

  column->name = g_strdup (name);
  column->words = g_strdup (words);
  column->type = find_type (type, table->postgis != NULL);
  if (column->type == PLIM_FETCH_GEOMETRY || column->type == PLIM_FETCH_GEOGRAPHY)
    read_geometry (column);
  g_ptr_array_add (table->columns, column);
}

static GPtrArray *
read_tables (const PGresult *rows)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_fetch_table_free);
  PlimFetchTable *table = NULL;

  for (int i = 0; i < PQntuples (rows); i++)
    {
      const char *schema = PQgetvalue (rows, i, 0), *name = PQgetvalue (rows, i, 1);

      if (table == NULL || strcmp (table->schema, schema) != 0 || strcmp (table->name, name) != 0)
        {
          table = new_table (schema, name, PQgetisnull (rows, i, 5) ? NULL : PQgetvalue (rows, i, 5));
          g_ptr_array_add (tables, table);
        }
      add_column (table, PQgetvalue (rows, i, 2), PQgetvalue (rows, i, 3), PQgetvalue (rows, i, 4));
    }

  return tables;
}

static GPtrArray *
query_tables (PlimFetchConnection  *connection,
              const char           *schema,
              const char           *name,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autoptr(GPtrArray) parameters = g_ptr_array_new ();
  g_autoptr(PGresult) rows = NULL;

  g_ptr_array_add (parameters, (gpointer) schema);
  g_ptr_array_add (parameters, (gpointer) name);
  rows = plim_fetch_connection_query (connection, columns_of_tables, parameters, cancellable, error);

  return rows != NULL ? read_tables (rows) : NULL;
}

GPtrArray *
plim_fetch_table_list (PlimFetchConnection  *connection,
                       GCancellable         *cancellable,
                       GError              **error)
{
  return query_tables (connection, NULL, NULL, cancellable, error);
}

PlimFetchTable *
plim_fetch_table_find (PlimFetchConnection  *connection,
                       const char           *schema,
                       const char           *name,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr(GPtrArray) tables = query_tables (connection, schema, name, cancellable, error);
  g_autofree char *shown = plim_text_clean_line (name);

  if (tables == NULL)
    return NULL;
  if (tables->len == 1)
    return g_ptr_array_steal_index (tables, 0);

  if (tables->len > 1)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                 _("several schemas have a table “%s”; name it as SCHEMA.TABLE"), shown);
  else if (schema != NULL)
    {
      g_autofree char *shown_schema = plim_text_clean_line (schema);

      g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                   _("there is no table “%s” in the schema “%s” that you may read (capital and small letters count)"),
                   shown, shown_schema);
    }
  else
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                 _("there is no table “%s” that you may read (capital and small letters count)"), shown);

  return NULL;
}

void
plim_fetch_table_free (PlimFetchTable *self)
{
  if (self == NULL)
    return;
  g_free (self->schema);
  g_free (self->name);
  g_free (self->postgis);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/* One name, up to the next dot or the end; @at is moved past it. */
static char *
read_name (const char **at)
{
  GString *name = g_string_new (NULL);
  gboolean quoted = **at == '"';

  if (quoted)
    (*at)++;
  while (**at != '\0' && (quoted || **at != '.'))
    {
      if (quoted && **at == '"' && *++(*at) != '"')
        {
          quoted = FALSE;
          break;
        }
      g_string_append_c (name, *(*at)++);
    }
  if (quoted || name->len == 0)
    {
      g_string_free (name, TRUE);
      return NULL;
    }

  return g_string_free (name, FALSE);
}

gboolean
plim_fetch_table_parse_name (const char  *text,
                             char       **schema,
                             char       **name,
                             GError     **error)
{
  const char *at = text;
  g_autofree char *first = g_utf8_validate (text, -1, NULL) ? read_name (&at) : NULL;
  g_autofree char *second = NULL;

  if (first != NULL && *at == '.')
    {
      at++;
      second = read_name (&at);
      if (second == NULL)
        g_clear_pointer (&first, g_free);
    }
  if (first == NULL || *at != '\0')
    {
      g_autofree char *shown = plim_text_clean_line (text);

      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   _("“%s” is no table's name; expected SCHEMA.TABLE, each in double quotes where it holds a dot"), shown);
      return FALSE;
    }

  *schema = second != NULL ? g_steal_pointer (&first) : NULL;
  *name = second != NULL ? g_steal_pointer (&second) : g_steal_pointer (&first);

  return TRUE;
}
