#include "config.h"

#include "app/import/plim-fetch-query.h"

#include <string.h>

/* The server compares in its own number types: what lies on the edge of an area is left to plim_fetch_filter_has(). */
#define EDGE 0.00002
/* An area that spans more than this, or comes near a pole, has no straight edges on a sphere: it is found without an index. */
#define WIDEST_ON_SPHERE 90.0
#define NEAREST_TO_POLE  84.0

typedef struct
{
  PlimFetchConnection  *connection;
  const PlimFetchTable *table;
  GString              *sql;
  char                 *postgis;     /* quoted schema with a dot */
} Building;

static char *
format_time (gint64 time_s)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_s);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/* COPY takes no parameters, so a value stands in the statement. All values are numbers and times that are written here: none
 * has a quote or a backslash in it. */
static void
append_value (Building   *building,
              const char *value,
              const char *type)
{
  g_string_append_printf (building->sql, "'%s'::%s", value, type);
}

static void
append_number (Building   *building,
               double      number,
               const char *type)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  append_value (building, g_ascii_formatd (buffer, sizeof buffer, "%.6f", number), type);
}

static void
append_count (Building   *building,
              gint64      count,
              const char *type)
{
  char buffer[32];

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, count);
  append_value (building, buffer, type);
}

static void
append_time_value (Building   *building,
                   gint64      time_s,
                   const char *type)
{
  g_autofree char *time = format_time (time_s);

  append_value (building, time, type);
}

static gboolean
append_name (Building    *building,
             const char  *name,
             GError     **error)
{
  g_autofree char *quoted = plim_fetch_connection_quote (building->connection, name, error);

  if (quoted == NULL)
    return FALSE;
  g_string_append (building->sql, quoted);

  return TRUE;
}

static gboolean
append_column (Building               *building,
               const PlimFetchColumn  *column,
               GError                **error)
{
  g_string_append (building->sql, "t.");

  return append_name (building, column->name, error);
}

static gboolean
is_place (const PlimFetchColumn *column)
{
  return column->type == PLIM_FETCH_GEOMETRY || column->type == PLIM_FETCH_GEOGRAPHY;
}

static gboolean
is_numeric (const PlimFetchColumn *column)
{
  return column->type == PLIM_FETCH_INTEGER || column->type == PLIM_FETCH_NUMBER || column->type == PLIM_FETCH_DECIMAL;
}

/* A point in degrees, whatever reference system it is kept in. */
static gboolean
append_degrees_point (Building               *building,
                      const PlimFetchColumn  *column,
                      GError                **error)
{
  const char *postgis = building->postgis;
  GString *sql = building->sql;

  if (column->type == PLIM_FETCH_GEOGRAPHY)
    {
      g_string_append_printf (sql, "%sgeometry (", postgis);
      if (!append_column (building, column, error))
        return FALSE;
      g_string_append_c (sql, ')');
      return TRUE;
    }
  if (column->srid == 4326)
    return append_column (building, column, error);
  if (column->srid != 0)
    {
      g_string_append_printf (sql, "%sst_transform (", postgis);
      if (!append_column (building, column, error))
        return FALSE;
      g_string_append (sql, ", 4326)");
      return TRUE;
    }

  g_string_append_printf (sql, "CASE WHEN %sst_srid (", postgis);
  if (!append_column (building, column, error))
    return FALSE;
  g_string_append (sql, ") IN (0, 4326) THEN ");
  if (!append_column (building, column, error))
    return FALSE;
  g_string_append_printf (sql, " ELSE %sst_transform (", postgis);
  if (!append_column (building, column, error))
    return FALSE;
  g_string_append (sql, ", 4326) END");

  return TRUE;
}

/* @axis: 'x' or 'y'. What is no point has no place. */
static gboolean
append_axis (Building               *building,
             const PlimFetchColumn  *column,
             char                    axis,
             GError                **error)
{
  GString *sql = building->sql;

  if (!column->is_point)
    {
      g_string_append_printf (sql, "CASE WHEN %sst_geometrytype (%s", building->postgis,
                              column->type == PLIM_FETCH_GEOGRAPHY ? building->postgis : "");
      if (column->type == PLIM_FETCH_GEOGRAPHY)
        g_string_append (sql, "geometry (");
      if (!append_column (building, column, error))
        return FALSE;
      g_string_append (sql, column->type == PLIM_FETCH_GEOGRAPHY ? ")) = 'ST_Point' THEN " : ") = 'ST_Point' THEN ");
    }
  g_string_append_printf (sql, "%sst_%c (", building->postgis, axis);
  if (!append_degrees_point (building, column, error))
    return FALSE;
  g_string_append (sql, column->is_point ? ")" : ") END");

  return TRUE;
}

static gboolean
append_expression (Building                   *building,
                   const PlimFetchExpression  *expression,
                   GError                    **error)
{
  if (is_place (expression->column) && (expression->role == PLIM_FETCH_LAT || expression->role == PLIM_FETCH_LON))
    return append_axis (building, expression->column, expression->role == PLIM_FETCH_LAT ? 'y' : 'x', error);

  return append_column (building, expression->column, error);
}

static const PlimFetchExpression *
find_role (const PlimFetchExpression *expressions,
           guint                      n_expressions,
           PlimFetchRole              role)
{
  for (guint i = 0; i < n_expressions; i++)
    if (expressions[i].role == role)
      return &expressions[i];

  return NULL;
}

/* A column of texts may hold anything: what is no number lies nowhere, and is not turned into one. */
static gboolean
append_number_of (Building                   *building,
                  const PlimFetchExpression  *expression,
                  GError                    **error)
{
  if (expression->column->type != PLIM_FETCH_TEXT)
    return append_expression (building, expression, error);

  g_string_append (building->sql, "CASE WHEN ");
  if (!append_expression (building, expression, error))
    return FALSE;
  g_string_append (building->sql, " ~ '^ *[-+]?[0-9]{1,9}([.][0-9]{0,20})? *$' THEN ");
  if (!append_expression (building, expression, error))
    return FALSE;
  g_string_append (building->sql, "::pg_catalog.numeric END");

  return TRUE;
}

static gboolean
append_between (Building                   *building,
                const PlimFetchExpression  *expression,
                double                      low,
                double                      high,
                GError                    **error)
{
  const PlimFetchType type = expression->column->type;
  const char *compared = is_place (expression->column) || type == PLIM_FETCH_NUMBER ? "float8" : "numeric";

  if (!append_number_of (building, expression, error))
    return FALSE;
  g_string_append (building->sql, " BETWEEN ");
  append_number (building, low, compared);
  g_string_append (building->sql, " AND ");
  append_number (building, high, compared);

  return TRUE;
}

/* The area as the column's index knows it. */
static gboolean
append_envelope (Building               *building,
                 const PlimFetchColumn  *column,
                 const PlimFetchFilter  *part,
                 GError                **error)
{
  gboolean straight = column->type == PLIM_FETCH_GEOMETRY && column->srid == 4326;
  /* Between two corners a parallel is not the shortest way: pieces of a degree stray by less than a hundredth. */
  double margin = straight ? EDGE : 0.01;
  /* Beyond 180° a projection begins again at its other end. */
  const double corners[] = {
    MAX (part->west - margin, -180), part->south - margin, MIN (part->east + margin, 180), part->north + margin
  };
  const char *postgis = building->postgis;
  GString *sql = building->sql;

  if (!append_column (building, column, error))
    return FALSE;
  g_string_append_printf (sql, " OPERATOR (%s&&) ", postgis);
  if (column->type == PLIM_FETCH_GEOGRAPHY)
    g_string_append_printf (sql, "%sgeography (", postgis);
  else if (!straight)
    g_string_append_printf (sql, "%sst_transform (", postgis);
  if (!straight)
    g_string_append_printf (sql, "%sst_segmentize (", postgis);
  g_string_append_printf (sql, "%sst_makeenvelope (", postgis);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      append_number (building, corners[i], "float8");
      g_string_append (sql, ", ");
    }
  g_string_append (sql, "4326)");
  if (!straight)
    g_string_append (sql, ", 1)");
  if (column->type == PLIM_FETCH_GEOGRAPHY)
    g_string_append_c (sql, ')');
  else if (!straight)
    g_string_append_printf (sql, ", %d)", column->srid);

  return TRUE;
}

static gboolean
can_envelope (const PlimFetchColumn *column,
              const PlimFetchFilter *part)
{
  if (column->type == PLIM_FETCH_GEOMETRY && column->srid == 4326)
    return TRUE;
  if (column->type == PLIM_FETCH_GEOMETRY && column->srid == 0)
    return FALSE;

  return part->east - part->west <= WIDEST_ON_SPHERE && part->south >= -NEAREST_TO_POLE && part->north <= NEAREST_TO_POLE;
}

static gboolean
append_part (Building                   *building,
             const PlimFetchExpression  *lat,
             const PlimFetchExpression  *lon,
             const PlimFetchFilter      *part,
             GError                    **error)
{
  if (is_place (lat->column) && can_envelope (lat->column, part))
    return append_envelope (building, lat->column, part, error);

  if (!append_between (building, lat, part->south - EDGE, part->north + EDGE, error))
    return FALSE;
  g_string_append (building->sql, " AND ");

  return append_between (building, lon, part->west - EDGE, part->east + EDGE, error);
}

static gboolean
append_box (Building                   *building,
            const PlimFetchExpression  *lat,
            const PlimFetchExpression  *lon,
            const PlimFetchFilter      *filter,
            GError                    **error)
{
  PlimFetchFilter parts[2] = { *filter, *filter };
  gboolean across = filter->west > filter->east;

  if (lat->column->type == PLIM_FETCH_OTHER || lon->column->type == PLIM_FETCH_OTHER)
    return TRUE;
  if (across)
    {
      parts[0].east = 180;
      parts[1].west = -180;
    }

  g_string_append (building->sql, " AND ((");
  if (!append_part (building, lat, lon, &parts[0], error))
    return FALSE;
  if (across)
    {
      g_string_append (building->sql, ") OR (");
      if (!append_part (building, lat, lon, &parts[1], error))
        return FALSE;
    }
  g_string_append (building->sql, "))");

  return TRUE;
}

/* Numbers count seconds or thousandths from 1970; the two never meet. */
static gboolean
append_counted_time (Building               *building,
                     const PlimFetchColumn  *column,
                     const PlimFetchFilter  *filter,
                     GError                **error)
{
  const char *type = column->type == PLIM_FETCH_INTEGER ? "int8" : column->type == PLIM_FETCH_NUMBER ? "float8" : "numeric";
  const gint64 scales[] = { 1, 1000 };

  g_string_append (building->sql, " AND (");
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_string_append (building->sql, i > 0 ? " OR (" : "(");
      if (filter->from_s != G_MININT64)
        {
          if (!append_column (building, column, error))
            return FALSE;
          g_string_append (building->sql, " >= ");
          append_count (building, filter->from_s * scales[i], type);
        }
      else
        g_string_append (building->sql, "true");
      if (filter->to_s != G_MAXINT64)
        {
          g_string_append (building->sql, " AND ");
          if (!append_column (building, column, error))
            return FALSE;
          g_string_append (building->sql, " < ");
          append_count (building, (filter->to_s + 1) * scales[i], type);
        }
      g_string_append_c (building->sql, ')');
    }
  g_string_append_c (building->sql, ')');

  return TRUE;
}

static gboolean
append_time (Building               *building,
             const PlimFetchColumn  *column,
             const PlimFetchFilter  *filter,
             GError                **error)
{
  const char *type = column->type == PLIM_FETCH_TIMESTAMP ? "timestamp" : "timestamptz";

  if (filter->from_s == G_MININT64 && filter->to_s == G_MAXINT64)
    return TRUE;
  if (is_numeric (column))
    return append_counted_time (building, column, filter, error);
  if (column->type != PLIM_FETCH_TIMESTAMP && column->type != PLIM_FETCH_TIMESTAMP_TZ)
    return TRUE;

  if (filter->from_s != G_MININT64)
    {
      g_string_append (building->sql, " AND ");
      if (!append_column (building, column, error))
        return FALSE;
      g_string_append (building->sql, " >= ");
      append_time_value (building, filter->from_s, type);
    }
  if (filter->to_s != G_MAXINT64)
    {
      g_string_append (building->sql, " AND ");
      if (!append_column (building, column, error))
        return FALSE;
      g_string_append (building->sql, " < ");
      append_time_value (building, filter->to_s + 1, type);
    }

  return TRUE;
}

static gboolean
append_vessels (Building               *building,
                const PlimFetchColumn  *column,
                const PlimFetchFilter  *filter,
                GError                **error)
{
  g_autoptr(GString) list = NULL;
  const char *type;

  switch (column->type)
    {
    case PLIM_FETCH_INTEGER:
      type = "bigint[]";
      break;
    case PLIM_FETCH_NUMBER:
      type = "float8[]";
      break;
    case PLIM_FETCH_DECIMAL:
      type = "numeric[]";
      break;
    case PLIM_FETCH_TEXT:
      type = "text[]";
      break;
    default:
      return TRUE;
    }

  list = g_string_new ("{");
  for (guint i = 0; i < filter->mmsis->len; i++)
    g_string_append_printf (list, "%s%u", i > 0 ? "," : "", g_array_index (filter->mmsis, guint32, i));
  g_string_append_c (list, '}');

  g_string_append (building->sql, " AND ");
  if (!append_column (building, column, error))
    return FALSE;
  g_string_append (building->sql, " = ANY (");
  append_value (building, list->str, type);
  g_string_append_c (building->sql, ')');

  return TRUE;
}

static gboolean
append_filters (Building                   *building,
                const PlimFetchExpression  *expressions,
                guint                       n_expressions,
                const PlimFetchFilter      *filter,
                GError                    **error)
{
  const PlimFetchExpression *mmsi = find_role (expressions, n_expressions, PLIM_FETCH_MMSI);
  const PlimFetchExpression *time = find_role (expressions, n_expressions, PLIM_FETCH_TIME);
  const PlimFetchExpression *lat = find_role (expressions, n_expressions, PLIM_FETCH_LAT);
  const PlimFetchExpression *lon = find_role (expressions, n_expressions, PLIM_FETCH_LON);

  if (time != NULL && !append_time (building, time->column, filter, error))
    return FALSE;
  if (filter->mmsis != NULL && mmsi != NULL && !append_vessels (building, mmsi->column, filter, error))
    return FALSE;

  return !filter->has_box || lat == NULL || lon == NULL || append_box (building, lat, lon, filter, error);
}

char *
plim_fetch_query_make (PlimFetchConnection        *connection,
                       const PlimFetchTable       *table,
                       const PlimFetchExpression  *expressions,
                       guint                       n_expressions,
                       const PlimFetchFilter      *filter,
                       GError                    **error)
{
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  g_autofree char *postgis = NULL;
  Building building = { .connection = connection, .sql = sql };

  if (table->postgis != NULL)
    {
      g_autofree char *quoted = plim_fetch_connection_quote (connection, table->postgis, error);

      if (quoted == NULL)
        return NULL;
      building.postgis = postgis = g_strconcat (quoted, ".", NULL);
    }

  for (guint i = 0; i < n_expressions; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      if (!append_expression (&building, &expressions[i], error))
        return NULL;
      g_string_append (sql, " AS ");
      if (!append_name (&building, expressions[i].name, error))
        return NULL;
    }
  g_string_append (sql, " FROM ");
  if (!append_name (&building, table->schema, error))
    return NULL;
  g_string_append_c (sql, '.');
  if (!append_name (&building, table->name, error))
    return NULL;
  g_string_append (sql, " AS t WHERE true");
  if (!append_filters (&building, expressions, n_expressions, filter, error))
    return NULL;

  return g_strdup (sql->str);
}

gboolean
plim_fetch_query_estimate (PlimFetchConnection   *connection,
                           const char            *sql,
                           double                *rows,
                           GCancellable          *cancellable,
                           GError               **error)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN (FORMAT TEXT) ", sql, NULL);
  g_autoptr(PGresult) plan = plim_fetch_connection_query (connection, explain, NULL, cancellable, error);
  const char *at;

  if (plan == NULL)
    return FALSE;

  /* The first line is about the whole: "Seq Scan on … (cost=0.00..155.00 rows=10000 width=24)". */
  at = PQntuples (plan) > 0 ? g_strrstr (PQgetvalue (plan, 0, 0), " rows=") : NULL;
  *rows = at != NULL ? g_ascii_strtod (at + strlen (" rows="), NULL) : 0;

  return TRUE;
}
