#include "config.h"

#include "app/command/plim-command.h"
#include "app/import/plim-importer.h"
#include "app/import/plim-log-reader.h"
#include "app/model/plim-text.h"
#include "app/plim-error.h"

static void
print_messages (const PlimImportPlan *plan)
{
  for (guint i = 0; i < plan->messages->len; i++)
    {
      g_autofree char *text = plim_import_message_format (g_ptr_array_index (plan->messages, i), plan->file_name);

      g_printerr ("%s\n", text);
    }
  for (guint i = 0; i < plan->conflicts->len; i++)
    {
      g_autofree char *text = plim_text_clean_line (g_ptr_array_index (plan->conflicts, i));

      g_printerr ("%s: contradiction: %s\n", plan->file_name, text);
    }
  if (plan->withdrawn > 0)
    g_printerr ("%s: claims of the edition before that are no longer made: %u; they are kept as withdrawn\n",
                plan->file_name, plan->withdrawn);
}

static guint
count_warnings (const PlimImportPlan *plan)
{
  guint count = 0;

  for (guint i = 0; i < plan->messages->len; i++)
    count += ((const PlimImportMessage *) g_ptr_array_index (plan->messages, i))->severity == PLIM_SEVERITY_WARNING;

  return count;
}

/* Whoever writes to the store lets go of it in the end, and a person can end the waiting: only they know what
 * the other program waits for. */
static PlimImportPlan *
wait_and_import (const PlimCommandLine  *line,
                 PlimStore              *store,
                 GFile                  *file,
                 GError                **error)
{
  const PlimImportOptions options = {
    .as = line->kind, .columns = line->columns, .exercise = line->filter.exercise,
    .original = line->no_original ? PLIM_ORIGINAL_NEVER : line->keep_original ? PLIM_ORIGINAL_ALWAYS : PLIM_ORIGINAL_OF_REPORTS,
  };
  PlimImportPlan *plan;
  GError *failure = NULL;
  gboolean told = FALSE;

  while ((plan = plim_importer_run (store, file, !line->dry_run, &options, &failure)) == NULL
         && g_error_matches (failure, PLIM_ERROR, PLIM_ERROR_BUSY))
    {
      if (!told)
        g_printerr ("plimsoll: import: another program is writing to the store; waiting for it to finish (Ctrl+C gives up)\n");
      told = TRUE;
      g_clear_error (&failure);
    }
  if (plan == NULL)
    g_propagate_error (error, failure);

  return plan;
}

/* Whether it is the store or what was to be imported that failed, nothing of it is in the store now. */
static int
fail_import (const char *name,
             GError     *error)
{
  g_autofree char *what = g_strdup_printf ("%s was not imported", name);
  gboolean is_sentence = g_str_has_suffix (error->message, ".");
  GError *with_rest = g_error_new (error->domain, error->code, "%s%s The store is as it was.", error->message, is_sentence ? "" : ".");

  g_error_free (error);

  return plim_command_fail (what, with_rest);
}

int
plim_command_tell_plan (const PlimCommandLine *line,
                        const char            *name,
                        PlimImportPlan        *plan)
{
  print_messages (plan);
  if (line->dry_run && plan->mapping != NULL)
    g_printerr ("%s: columns read as: %s\n", plan->file_name, plan->mapping);
  if (plan->error != NULL)
    return fail_import (name, g_steal_pointer (&plan->error));

  g_print ("%s: %s, added %u, revised %u, conflicting %u, known %u, rejected %u, warnings %u\n",
           plan->file_name, plan->kind, plan->added, plan->revised, plan->conflicting, plan->known, plan->rejected, count_warnings (plan));

  return PLIM_COMMAND_DONE;
}

static int
import_one (const PlimCommandLine *line,
            PlimStore             *store,
            const char            *path)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr(PlimImportPlan) plan = NULL;
  GError *error = NULL;

  plan = wait_and_import (line, store, file, &error);
  if (plan == NULL)
    return fail_import (path, error);

  return plim_command_tell_plan (line, path, plan);
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
  if (line->kind != NULL && !plim_log_reader_is_kind (line->kind))
    {
      g_autofree char *kinds = plim_log_reader_list ();

      g_printerr ("plimsoll: import: “%s” is no kind of file that can be imported; there is: %s\n", line->kind, kinds);
      return PLIM_COMMAND_USAGE;
    }

  store = plim_command_open_store (line, TRUE);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  for (guint i = 0; line->words[i] != NULL; i++)
    if (import_one (line, store, line->words[i]) != PLIM_COMMAND_DONE)
      status = PLIM_COMMAND_FAILED;

  return status;
}
