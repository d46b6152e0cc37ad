#include "config.h"

#include "ui/plim-found-answer.h"

typedef struct
{
  PlimStore        *store;
  PlimFilter        filter;
  PlimNearQuestion  near;
  PlimArea         *area;     /* or NULL where it is asked who was near */
} Question;

static void
free_question (Question *question)
{
  g_object_unref (question->store);
  g_clear_pointer (&question->area, plim_area_unref);
  g_free (question);
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Question *question = data;
  PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  GError *error = NULL;
  GPtrArray *found;

  if (question->area != NULL)
    found = plim_area_find (question->store, &question->filter, question->area, &limits, cancellable, &error);
  else
    found = plim_near_find (question->store, &question->filter, &question->near, cancellable, &error);
  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
ask (GObject             *owner,
     PlimStore           *store,
     const PlimFilter    *filter,
     Question            *question,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (owner, cancellable, callback, NULL);

  question->store = g_object_ref (store);
  question->filter = *filter;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  g_task_run_in_thread (task, find_in_thread);
}

void
plim_found_answer_near_async (GObject                *owner,
                              PlimStore              *store,
                              const PlimFilter       *filter,
                              const PlimNearQuestion *near,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback)
{
  Question *question = g_new0 (Question, 1);

  question->near = *near;
  ask (owner, store, filter, question, cancellable, callback);
}

void
plim_found_answer_area_async (GObject             *owner,
                              PlimStore           *store,
                              const PlimFilter    *filter,
                              PlimArea            *area,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback)
{
  Question *question = g_new0 (Question, 1);

  question->area = plim_area_ref (area);
  ask (owner, store, filter, question, cancellable, callback);
}

GPtrArray *
plim_found_answer_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
