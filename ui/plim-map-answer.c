#include "config.h"

#include "ui/plim-map-answer.h"

typedef struct
{
  PlimStore *store;
  PlimFilter filter;
  gboolean   exercise_has_tracks;
} Question;

static void
free_question (Question *question)
{
  g_object_unref (question->store);
  g_free (question);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Question *question = data;
  PlimFilter exercise = question->filter;
  g_autoptr(PlimMapContent) content = NULL, other = NULL;
  GError *error = NULL;

  content = plim_map_content_query (question->store, &question->filter, NULL, &error);
  if (content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  exercise.days = PLIM_PERIOD_UNKNOWN;
  exercise.bases = PLIM_BASES_ALL;
  exercise.exercise = TRUE;
  other = plim_map_content_query (question->store, &exercise, NULL, NULL);
  question->exercise_has_tracks = other != NULL && plim_map_content_has_positions (other);

  g_task_return_pointer (task, g_steal_pointer (&content), (GDestroyNotify) plim_map_content_unref);
}

void
plim_map_answer_ask_async (GObject             *owner,
                           PlimStore           *store,
                           const PlimFilter    *filter,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (owner, cancellable, callback, NULL);
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (store);
  question->filter = *filter;
  g_task_set_source_tag (task, plim_map_answer_ask_async);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  g_task_run_in_thread (task, ask_in_thread);
}

PlimMapContent *
plim_map_answer_ask_finish (GAsyncResult  *result,
                            gboolean      *exercise_has_tracks,
                            GError       **error)
{
  *exercise_has_tracks = ((const Question *) g_task_get_task_data (G_TASK (result)))->exercise_has_tracks;

  return g_task_propagate_pointer (G_TASK (result), error);
}
