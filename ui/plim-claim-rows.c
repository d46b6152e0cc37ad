#include "config.h"

#include "ui/plim-claim-rows.h"

#include "app/store/plim-claim-query.h"

typedef struct
{
  PlimStore *store;
  char     **ids;
  guint      most;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_strfreev (question->ids);
  g_free (question);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Question *question = data;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_row_free);

  for (guint i = 0; question->ids[i] != NULL && i < question->most; i++)
    {
      GError *error = NULL;
      PlimClaimRow *row = plim_claim_row_query (question->store, question->ids[i], &error);

      if (error != NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_ptr_array_unref);
}

void
plim_claim_rows_read_async (GObject             *owner,
                            PlimStore           *store,
                            const char * const  *ids,
                            guint                most,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (owner, cancellable, callback, NULL);
  Question *question = g_new (Question, 1);

  *question = (Question) { g_object_ref (store), g_strdupv ((char **) ids), most };
  g_task_set_source_tag (task, plim_claim_rows_read_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
plim_claim_rows_read_finish (GAsyncResult  *result,
                             guint         *n_wanted,
                             GError       **error)
{
  const Question *question = g_task_get_task_data (G_TASK (result));

  if (n_wanted != NULL)
    *n_wanted = g_strv_length (question->ids);

  return g_task_propagate_pointer (G_TASK (result), error);
}
