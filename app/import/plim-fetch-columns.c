#include "config.h"

#include "app/import/plim-fetch-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/import/plim-mapping-memory.h"
#include "app/model/plim-text.h"
#include "app/plim-error.h"

#define SAMPLE_ROWS 100

static const PlimFetchColumn *
get_column (const PlimFetchTable *table,
            int                   i)
{
  return i >= 0 && (guint) i < table->columns->len ? g_ptr_array_index (table->columns, i) : NULL;
}

static gboolean
is_place (const PlimFetchColumn *column)
{
  return column->type == PLIM_FETCH_GEOMETRY || column->type == PLIM_FETCH_GEOGRAPHY;
}

static gboolean
is_time (const PlimFetchColumn *column)
{
  return column->type == PLIM_FETCH_TIMESTAMP || column->type == PLIM_FETCH_TIMESTAMP_TZ;
}

const char **
plim_fetch_columns_get_names (const PlimFetchTable *table)
{
  const char **names = g_new0 (const char *, table->columns->len + 1);

  for (guint i = 0; i < table->columns->len; i++)
    names[i] = get_column (table, (int) i)->name;

  return names;
}

/* Whether a column of points is called what such a column is called: there are others, of ports and destinations. */
static gboolean
is_called_place (const char *name)
{
  static const char * const names[] = { "geom", "the_geom", "geometry", "geog", "geography", "point", "position", "pos", "location", "place",
                                        "wkb_geometry", "shape" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Names come first; where none fits a type may. */
static void
guess_by_type (const PlimFetchTable *table,
               PlimCsvMapping       *mapping)
{
  gboolean has_place = mapping->column[PLIM_CSV_LAT] >= 0 && mapping->column[PLIM_CSV_LON] >= 0;

  for (int i = 0; i < (int) table->columns->len; i++)
    {
      const PlimFetchColumn *column = get_column (table, i);

      /* Points have an index for areas, so they go before numbers. */
      if (is_place (column) && (!has_place || (column->is_point && is_called_place (column->name))))
        {
          mapping->column[PLIM_CSV_LAT] = mapping->column[PLIM_CSV_LON] = i;
          has_place = TRUE;
        }
      if (is_time (column) && mapping->column[PLIM_CSV_TIME] < 0)
        mapping->column[PLIM_CSV_TIME] = i;
    }
}

/* The first rows of one column as the only field of each. */
static GPtrArray *
query_sample (const PlimFetchTable  *table,
              int                    at,
              PlimFetchConnection   *connection,
              GCancellable          *cancellable,
              GError               **error)
{
  const PlimFetchExpression expression = { "time", get_column (table, at), PLIM_FETCH_VALUE };
  const PlimFetchFilter all = PLIM_FETCH_FILTER_ALL;
  g_autofree char *question = plim_fetch_query_make (connection, table, &expression, 1, &all, error);
  g_autofree char *sql = question != NULL ? g_strdup_printf ("%s LIMIT %d", question, SAMPLE_ROWS) : NULL;
  g_autoptr(PGresult) rows = sql != NULL ? plim_fetch_connection_query (connection, sql, NULL, cancellable, error) : NULL;
  GPtrArray *sample;

  if (rows == NULL)
    return NULL;

  sample = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (int i = 0; i < PQntuples (rows); i++)
    {
      char **row = g_new0 (char *, at + 2);

      for (int j = 0; j < at; j++)
        row[j] = g_strdup ("");
      row[at] = g_strdup (PQgetvalue (rows, i, 0));
      g_ptr_array_add (sample, row);
    }

  return sample;
}

gboolean
plim_fetch_columns_guess (const PlimFetchTable  *table,
                          PlimFetchConnection   *connection,
                          PlimCsvMapping        *mapping,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_autofree const char **names = plim_fetch_columns_get_names (table);
  const PlimFetchColumn *time;

  plim_csv_mapping_guess (mapping, names, table->columns->len, NULL);
  guess_by_type (table, mapping);

  time = get_column (table, mapping->column[PLIM_CSV_TIME]);
  if (time == NULL || is_time (time))
    mapping->time_format = PLIM_CSV_TIME_YMD;
  else if (time->type != PLIM_FETCH_TEXT)
    mapping->time_format = PLIM_CSV_TIME_UNIX;
  else if (connection != NULL)
    {
      g_autoptr(GPtrArray) sample = query_sample (table, mapping->column[PLIM_CSV_TIME], connection, cancellable, error);
      PlimCsvMapping sampled;

      if (sample == NULL)
        return FALSE;
      plim_csv_mapping_guess (&sampled, names, table->columns->len, sample);
      if (sampled.column[PLIM_CSV_TIME] == mapping->column[PLIM_CSV_TIME])
        mapping->time_format = sampled.time_format;
    }

  return TRUE;
}

static char *
join_names (const PlimFetchTable *table)
{
  g_autofree const char **names = plim_fetch_columns_get_names (table);

  return g_strjoinv ("\t", (char **) names);
}

char *
plim_fetch_columns_recall (const PlimFetchTable *table)
{
  g_autofree char *columns = join_names (table);
  g_autofree char *key = plim_csv_mapping_dup_key (columns);
  g_autofree char *memory = plim_mapping_memory_load ();
  g_auto(GStrv) lines = g_strsplit (memory != NULL ? memory : "", "\n", -1);
  gsize length = strlen (key);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key) && lines[i][length] == '\t')
      return g_strdup (lines[i] + length + 1);

  return NULL;
}

gboolean
plim_fetch_columns_remember (const PlimFetchTable  *table,
                             const char            *mapping,
                             GError               **error)
{
  g_autofree char *columns = join_names (table);

  return plim_mapping_memory_remember (columns, mapping, error);
}

gboolean
plim_fetch_columns_suit (const PlimFetchTable *table)
{
  PlimCsvMapping mapping;
  g_autofree char *missing = NULL;

  plim_fetch_columns_guess (table, NULL, &mapping, NULL, NULL);
  missing = plim_csv_mapping_find_missing (&mapping);

  return missing == NULL;
}

static PlimFetchRole
get_role (PlimCsvField field)
{
  switch (field)
    {
    case PLIM_CSV_MMSI:
      return PLIM_FETCH_MMSI;
    case PLIM_CSV_TIME:
      return PLIM_FETCH_TIME;
    case PLIM_CSV_LAT:
      return PLIM_FETCH_LAT;
    case PLIM_CSV_LON:
      return PLIM_FETCH_LON;
    default:
      return PLIM_FETCH_VALUE;
    }
}

static gboolean
check_mapping (const PlimFetchTable  *table,
               const PlimCsvMapping  *mapping,
               GError               **error)
{
  const PlimFetchColumn *lat = get_column (table, mapping->column[PLIM_CSV_LAT]);
  const PlimFetchColumn *lon = get_column (table, mapping->column[PLIM_CSV_LON]);
  g_autofree char *missing = plim_csv_mapping_find_missing (mapping);
  g_autofree char *schema = plim_text_clean_line (table->schema);
  g_autofree char *name = plim_text_clean_line (table->name);

  if (missing != NULL)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                 _("%s.%s: nothing tells which column is: %s. Name it with a mapping such as "
                   "mmsi=MMSI,time=TIME,lat=LAT,lon=LON; a column of points is both lat and lon"), schema, name, missing);
  else if (is_place (lat) != is_place (lon) || (is_place (lat) && lat != lon))
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                 _("%s.%s: a column of points gives both latitude and longitude: name it for lat and for lon"), schema, name);
  else
    return TRUE;

  return FALSE;
}

GArray *
plim_fetch_columns_ask (const PlimFetchTable  *table,
                        const PlimCsvMapping  *mapping,
                        GError               **error)
{
  GArray *expressions;

  if (!check_mapping (table, mapping, error))
    return NULL;

  expressions = g_array_new (FALSE, FALSE, sizeof (PlimFetchExpression));
  for (guint field = 0; field < PLIM_N_CSV_FIELDS; field++)
    {
      PlimFetchExpression expression = {
        plim_csv_field_get_name (field), get_column (table, mapping->column[field]), get_role (field)
      };

      if (expression.column != NULL)
        g_array_append_val (expressions, expression);
    }

  return expressions;
}

char *
plim_fetch_columns_describe (GArray               *expressions,
                             const PlimCsvMapping *mapping)
{
  g_autofree const char **names = g_new0 (const char *, expressions->len + 1);
  PlimCsvMapping answer = *mapping;
  int n = 0;

  for (guint field = 0; field < PLIM_N_CSV_FIELDS; field++)
    {
      answer.column[field] = mapping->column[field] >= 0 ? n : -1;
      if (mapping->column[field] >= 0)
        names[n++] = plim_csv_field_get_name (field);
    }
  /* What has a type is written by the server in one way. */
  for (guint i = 0; i < expressions->len; i++)
    {
      const PlimFetchExpression *expression = &g_array_index (expressions, PlimFetchExpression, i);

      if (expression->role == PLIM_FETCH_TIME && is_time (expression->column))
        {
          answer.time_format = PLIM_CSV_TIME_YMD;
          answer.utc = TRUE;
        }
      else if (expression->role == PLIM_FETCH_TIME && expression->column->type != PLIM_FETCH_TEXT
               && expression->column->type != PLIM_FETCH_OTHER)
        answer.time_format = PLIM_CSV_TIME_UNIX;
    }

  return plim_csv_mapping_format (&answer, names, (guint) n);
}
