#include "config.h"

#include <string.h>

#include "app/command/plim-command.h"
#include "app/import/plim-importer.h"

static void
print_messages (const PlimImportPlan *plan)
{
  for (guint i = 0; i < plan->messages->len; i++)
    {
      g_autofree char *text = plim_import_message_format (g_ptr_array_index (plan->messages, i), plan->file_name);

      g_printerr ("%s\n", text);
    }
  for (guint i = 0; i < plan->conflicts->len; i++)
    g_printerr ("%s: contradiction: %s\n", plan->file_name, (const char *) g_ptr_array_index (plan->conflicts, i));
}

static guint
count_warnings (const PlimImportPlan *plan)
{
  guint count = 0;

  for (guint i = 0; i < plan->messages->len; i++)
    count += ((const PlimImportMessage *) g_ptr_array_index (plan->messages, i))->severity == PLIM_SEVERITY_WARNING;

  return count;
}

static int
import_one (const PlimCommandLine *line,
            PlimStore             *store,
            const char            *path)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autofree char *what = g_strdup_printf ("%s was not imported", path);
  GError *error = NULL;

  plan = plim_importer_run (store, file, !line->dry_run, !line->no_original, &error);
  if (plan == NULL)
    return plim_command_fail (what, error);

  print_messages (plan);
  if (plan->error != NULL)
    return plim_command_fail (what, g_steal_pointer (&plan->error));

  g_print ("%s: %s, added %u, revised %u, conflicting %u, known %u, rejected %u, warnings %u\n",
           plan->file_name, plan->kind, plan->added, plan->revised, plan->conflicting, plan->known, plan->rejected, count_warnings (plan));

  return PLIM_COMMAND_DONE;
}

int
plim_command_import (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = NULL;
  int status = PLIM_COMMAND_DONE;

  if (line->words[0] == NULL)
    {
      g_printerr ("plimsoll: import: name the files to import\n");
      return PLIM_COMMAND_USAGE;
    }
  if (line->kind != NULL && strcmp (line->kind, "report") != 0)
    {
      g_printerr ("plimsoll: import: “%s” is no kind of file that can be imported; there is: report\n", line->kind);
      return PLIM_COMMAND_USAGE;
    }

  store = plim_command_open_store (line);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  for (guint i = 0; line->words[i] != NULL; i++)
    if (import_one (line, store, line->words[i]) != PLIM_COMMAND_DONE)
      status = PLIM_COMMAND_FAILED;

  return status;
}
