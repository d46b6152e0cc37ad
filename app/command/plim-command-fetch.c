#include "config.h"

#include "app/command/plim-command.h"
#include "app/import/plim-fetch-table.h"
#include "app/import/plim-importer.h"
#include "app/map/plim-map-scene.h"
#include "app/plim-error.h"

static gboolean
read_box (const char       *text,
          PlimFetchFilter  *filter,
          GError          **error)
{
  PlimMapBox box;

  if (!plim_map_box_parse (text, &box, error))
    return FALSE;
  filter->has_box = TRUE;
  filter->west = box.west;
  filter->south = box.south;
  filter->east = box.east;
  filter->north = box.north;

  return TRUE;
}

/* A password on the command line can be read by everybody on this machine. */
static PlimFetchServer *
read_server (const char  *address,
             GError     **error)
{
  g_autoptr(PlimFetchServer) server = plim_fetch_server_parse (address, error);

  if (server == NULL)
    return NULL;
  if (server->password != NULL)
    {
      g_set_error_literal (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                           "there is a password in the address, where every user of this machine can read it; "
                           "put it into ~/.pgpass, or name a file of that form in PGPASSFILE");
      return NULL;
    }

  return g_steal_pointer (&server);
}

static PlimFetchRequest *
read_request (const PlimCommandLine  *line,
              GError                **error)
{
  g_autoptr(PlimFetchRequest) request = g_new0 (PlimFetchRequest, 1);
  g_autofree char *vessels = line->vessels != NULL ? g_strjoinv (",", line->vessels) : g_strdup ("");

  request->filter = PLIM_FETCH_FILTER_ALL;
  request->columns = g_strdup (line->columns);
  request->exercise = line->filter.exercise;
  plim_fetch_filter_set_days (&request->filter, &line->filter.days);
  request->server = read_server (line->server, error);
  if (request->server == NULL
      || !plim_fetch_table_parse_name (line->table, &request->schema, &request->table, error)
      || !plim_fetch_filter_set_vessels (&request->filter, vessels, error)
      || (line->box != NULL && !read_box (line->box, &request->filter, error)))
    return NULL;

  return g_steal_pointer (&request);
}

int
plim_command_fetch (const PlimCommandLine *line)
{
  g_autoptr(PlimFetchRequest) request = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autoptr(PlimStore) store = NULL;
  GError *error = NULL;

  if (line->words[0] != NULL)
    {
      g_printerr ("plimsoll: fetch: “%s” is not expected here\n", line->words[0]);
      return PLIM_COMMAND_USAGE;
    }
  if (line->server == NULL || line->table == NULL)
    {
      g_printerr ("plimsoll: fetch: name the database with --server and the table with --table\n");
      return PLIM_COMMAND_USAGE;
    }
  request = read_request (line, &error);
  if (request == NULL)
    {
      g_printerr ("plimsoll: fetch: %s\n", error->message);
      g_error_free (error);
      return PLIM_COMMAND_USAGE;
    }

  store = plim_command_open_store (line, TRUE);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  plan = plim_importer_run_fetch (store, request, !line->dry_run, &error);
  if (plan == NULL)
    return plim_command_fail ("nothing was fetched", error);

  return plim_command_tell_plan (line, plan->file_name, plan);
}
