#include "config.h"

#include "app/command/plim-command.h"
#include "app/store/plim-claim-query.h"

static char *
get_symbol (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->symbol);
}

static char *
get_edition (gconstpointer row)
{
  return g_strdup_printf ("%u", ((const PlimReport *) row)->edition);
}

static char *
get_title (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->title);
}

static char *
get_publisher (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->publisher);
}

static char *
get_publisher_kind (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->publisher_kind);
}

static char *
get_dated (gconstpointer row)
{
  return plim_period_format_from (&((const PlimReport *) row)->dated);
}

static char *
get_covers_from (gconstpointer row)
{
  return plim_period_format_from (&((const PlimReport *) row)->covers);
}

static char *
get_covers_to (gconstpointer row)
{
  return plim_period_format_to (&((const PlimReport *) row)->covers);
}

static char *
get_status (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->status);
}

static char *
get_exercise (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->exercise ? "yes" : "no");
}

static char *
get_latest (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->latest ? "yes" : "no");
}

static char *
get_claims (gconstpointer row)
{
  return g_strdup_printf ("%u", ((const PlimReport *) row)->n_claims);
}

static char *
get_warnings (gconstpointer row)
{
  return g_strdup_printf ("%u", ((const PlimReport *) row)->n_warnings);
}

static char *
get_file (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->file_name);
}

static char *
get_sha256 (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->sha256);
}

static char *
get_imported (gconstpointer row)
{
  return g_strdup (((const PlimReport *) row)->imported_at);
}

static const PlimColumn columns[] = {
  { "report", PLIM_COLUMN_TEXT, get_symbol },
  { "edition", PLIM_COLUMN_NUMBER, get_edition },
  { "title", PLIM_COLUMN_TEXT, get_title },
  { "publisher", PLIM_COLUMN_TEXT, get_publisher },
  { "publisher_kind", PLIM_COLUMN_TEXT, get_publisher_kind },
  { "dated", PLIM_COLUMN_TEXT, get_dated },
  { "covers_from", PLIM_COLUMN_TEXT, get_covers_from },
  { "covers_to", PLIM_COLUMN_TEXT, get_covers_to },
  { "status", PLIM_COLUMN_TEXT, get_status },
  { "exercise", PLIM_COLUMN_YES_NO, get_exercise },
  { "latest", PLIM_COLUMN_YES_NO, get_latest },
  { "claims", PLIM_COLUMN_NUMBER, get_claims },
  { "warnings", PLIM_COLUMN_NUMBER, get_warnings },
  { "file", PLIM_COLUMN_TEXT, get_file },
  { "sha256", PLIM_COLUMN_TEXT, get_sha256 },
  { "imported", PLIM_COLUMN_TEXT, get_imported },
};

int
plim_command_reports (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = plim_command_open_store (line, FALSE);
  g_autoptr(GPtrArray) reports = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  reports = plim_report_query (store, &error);
  if (reports == NULL)
    return plim_command_fail ("the reports cannot be listed", error);

  text = plim_table_write (columns, G_N_ELEMENTS (columns), reports, line->format);
  plim_command_print (text);

  return PLIM_COMMAND_DONE;
}
