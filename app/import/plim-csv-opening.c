#include "config.h"

#include "app/import/plim-csv-opening.h"

#include "app/import/plim-log-check.h"
#include "app/plim-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_ROWS  8
#define COLUMN_BYTES 60

typedef struct
{
  GPtrArray *fields;     /* char *, NULL after the last */
  char      *text;
  gsize      size;
  guint32    line;
  gboolean   is_broken;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_ptr_array_unref (kept->fields);
  g_free (kept->text);
  g_free (kept);
}

/* As it stands: that letters are none is said where the row is read. Names of columns are compared, and have to be letters. */
static char *
keep_field (PlimCsvValue field,
            gboolean     is_name)
{
  return g_strstrip (is_name || memchr (field.at, '\0', field.size) != NULL ? g_utf8_make_valid (field.at, field.size)
                                                                            : g_strndup (field.at, field.size));
}

static Kept *
keep_row (const PlimCsvRow *row,
          gboolean          is_header)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; !row->is_broken && i < row->n_fields; i++)
    g_ptr_array_add (kept->fields, keep_field (row->fields[i], is_header));
  g_ptr_array_add (kept->fields, NULL);
  kept->text = g_strndup (row->text, row->size);
  kept->size = row->size;
  kept->line = row->line;
  kept->is_broken = row->is_broken;

  return kept;
}

static PlimCsvValue
get_field (PlimCsvOpening *self,
           guint           row,
           int             column)
{
  const Kept *kept = g_ptr_array_index (self->rows, row);
  const char *field = column >= 0 && (guint) column + 1 < kept->fields->len ? g_ptr_array_index (kept->fields, column) : "";

  return (PlimCsvValue) { field, strlen (field) };
}

/* A line each. */
static char *
format_columns (GPtrArray *rows)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const Kept *row = g_ptr_array_index (rows, i);

      for (guint k = 0; k + 1 < row->fields->len; k++)
        {
          g_autofree char *field = plim_log_clean_text (g_ptr_array_index (row->fields, k), COLUMN_BYTES, FALSE);

          if (k > 0)
            g_string_append_c (columns, '\t');
          if (field != NULL)
            g_string_append (columns, field);
        }
      g_string_append_c (columns, '\n');
    }

  return g_string_free (columns, FALSE);
}

PlimCsvOpening *
plim_csv_opening_read (PlimCsvRows  *rows,
                       PlimCsvRow   *row,
                       GError      **error)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (free_kept);
  PlimCsvOpening *self;
  GError *failure = NULL;

  while (kept->len <= SAMPLE_ROWS && plim_csv_rows_next (rows, row, &failure))
    g_ptr_array_add (kept, keep_row (row, kept->len == 0));
  if (failure == NULL && kept->len == 0)
    g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_FORMAT, _("there is nothing in this table"));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  self = g_new0 (PlimCsvOpening, 1);
  self->columns = format_columns (kept);
  self->names = (const char * const *) ((Kept *) g_ptr_array_index (kept, 0))->fields->pdata;
  self->n_names = ((Kept *) g_ptr_array_index (kept, 0))->fields->len - 1;
  self->rows = g_steal_pointer (&kept);

  return self;
}

void
plim_csv_opening_free (PlimCsvOpening *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->columns);
  g_free (self);
}

/* A mapping of earlier times for these very columns: a line each, its key and a tab before it. */
static char *
find_remembered (const char *remembered,
                 const char *columns)
{
  g_autofree char *key = plim_csv_mapping_dup_key (columns);
  g_auto(GStrv) lines = g_strsplit (remembered != NULL ? remembered : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key) && lines[i][strlen (key)] == '\t')
      return g_strdup (lines[i] + strlen (key) + 1);

  return NULL;
}

static void
guess_mapping (PlimCsvOpening *self,
               PlimCsvMapping *mapping)
{
  g_autoptr(GPtrArray) sample = g_ptr_array_new ();

  for (guint i = 1; i < self->rows->len; i++)
    g_ptr_array_add (sample, ((Kept *) g_ptr_array_index (self->rows, i))->fields->pdata);
  plim_csv_mapping_guess (mapping, self->names, self->n_names, sample);
}

gboolean
plim_csv_opening_settle_mapping (PlimCsvOpening        *self,
                                 const PlimLogOptions  *options,
                                 PlimCsvMapping        *mapping,
                                 GError               **error)
{
  g_autofree char *missing = NULL;

  if (options->columns != NULL)
    {
      if (!plim_csv_mapping_parse (mapping, options->columns, self->names, self->n_names, error))
        return FALSE;
    }
  else
    {
      g_autofree char *remembered = find_remembered (options->remembered, self->columns);

      if (remembered == NULL || !plim_csv_mapping_parse (mapping, remembered, self->names, self->n_names, NULL))
        guess_mapping (self, mapping);
    }

  missing = plim_csv_mapping_find_missing (mapping);
  if (missing != NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) self->names);

      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                   _("it is not known which columns of this table are: %s. Its columns are called: %.600s. "
                     "Say which is which, for example with --columns mmsi=…,time=…,lat=…,lon=…"), missing, all);
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_column (PlimCsvOpening *self,
            const char     *name)
{
  return g_strv_contains (self->names, name);
}

const char *
plim_csv_opening_tell_publisher (PlimCsvOpening *self)
{
  if (has_column (self, "# Timestamp") && has_column (self, "Type of mobile"))
    return "Danish Maritime Authority";
  if (has_column (self, "BaseDateTime") && has_column (self, "MMSI") && has_column (self, "LAT") && has_column (self, "LON"))
    return PLIM_CSV_MARINE_CADASTRE;
  if (has_column (self, "mmsi") && (has_column (self, "distance_from_shore")
                                    || (has_column (self, "timestamp") && has_column (self, "msg_type") && has_column (self, "shipname"))))
    return "Global Fishing Watch";

  return NULL;
}

gboolean
plim_csv_opening_is_exercise (PlimCsvOpening       *self,
                              const PlimCsvMapping *mapping)
{
  return self->rows->len > 1 && plim_csv_value_is_yes (get_field (self, 1, mapping->column[PLIM_CSV_EXERCISE]));
}

gboolean
plim_csv_opening_has_no_names (PlimCsvOpening       *self,
                               const PlimCsvMapping *mapping)
{
  PlimCsvDay day = { "", 0 };
  gint64 time_s;

  return plim_csv_read_time (get_field (self, 0, mapping->column[PLIM_CSV_TIME]), mapping->time_format, TRUE, &day, &time_s);
}

void
plim_csv_opening_get_row (PlimCsvOpening *self,
                          guint           i,
                          PlimCsvRow     *row)
{
  const Kept *kept = g_ptr_array_index (self->rows, i);

  row->n_fields = kept->fields->len - 1;
  for (guint k = 0; k < row->n_fields; k++)
    row->fields[k] = get_field (self, i, (int) k);
  row->text = kept->text;
  row->size = kept->size;
  row->line = kept->line;
  row->is_broken = kept->is_broken;
}
