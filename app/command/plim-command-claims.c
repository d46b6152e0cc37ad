#include "config.h"

#include "app/command/plim-command.h"
#include "app/export/plim-claim-table.h"

int
plim_command_claims (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = plim_command_open_store (line, FALSE);
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  rows = plim_claim_query (store, &line->filter, &error);
  if (rows == NULL)
    return plim_command_fail ("the claims cannot be listed", error);

  text = plim_claim_table_write (rows, line->format);
  plim_command_print (text);

  return PLIM_COMMAND_DONE;
}
