#include "config.h"

#include "ui/plim-event-finder.h"

struct _PlimEventFinder
{
  GObject       parent_instance;

  PlimTrackSet *set;
  guint32       silence_s;
  GArray       *events;       /* of all tracks, once asked for */
  GCancellable *finding;      /* them */
  int           waiting;      /* the direction in which to go when they are found */
};

enum { READY, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimEventFinder, plim_event_finder, G_TYPE_OBJECT)

typedef struct
{
  PlimTrackSet *set;
  guint32       silence_s;
} Job;

static void
free_job (gpointer data)
{
  plim_track_set_unref (((Job *) data)->set);
  g_free (data);
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr(GArray) events = plim_playback_events_find (job->set, NULL, job->silence_s, cancellable);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&events), (GDestroyNotify) g_array_unref);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  PlimEventFinder *self = PLIM_EVENT_FINDER (object);
  GArray *events = g_task_propagate_pointer (G_TASK (result), NULL);

  if (events == NULL)
    return;

  g_clear_object (&self->finding);
  self->events = events;
  g_signal_emit (self, signals[READY], 0, self->waiting);
}

static void
find (PlimEventFinder *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job = g_new (Job, 1);

  *job = (Job) { plim_track_set_ref (self->set), self->silence_s };
  self->finding = g_cancellable_new ();
  task = g_task_new (self, self->finding, found_cb, NULL);
  g_task_set_source_tag (task, find);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, find_in_thread);
}

static void
plim_event_finder_dispose (GObject *object)
{
  plim_event_finder_set (PLIM_EVENT_FINDER (object), NULL, 0);

  G_OBJECT_CLASS (plim_event_finder_parent_class)->dispose (object);
}

static void
plim_event_finder_class_init (PlimEventFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_event_finder_dispose;

  signals[READY] = g_signal_new ("ready", PLIM_TYPE_EVENT_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
plim_event_finder_init (PlimEventFinder *self)
{
}

PlimEventFinder *
plim_event_finder_new (void)
{
  return g_object_new (PLIM_TYPE_EVENT_FINDER, NULL);
}

void
plim_event_finder_set (PlimEventFinder *self,
                       PlimTrackSet    *set,
                       guint32          silence_s)
{
  g_return_if_fail (PLIM_IS_EVENT_FINDER (self));

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->events, g_array_unref);
  if (set != NULL)
    plim_track_set_ref (set);
  g_clear_pointer (&self->set, plim_track_set_unref);
  self->set = set;
  self->silence_s = silence_s;
}

gboolean
plim_event_finder_ask (PlimEventFinder   *self,
                       const guint8      *chosen,
                       double             time_s,
                       int                direction,
                       PlimPlaybackEvent *found,
                       gboolean          *any)
{
  g_autoptr(GArray) events = NULL;
  const PlimPlaybackEvent *event;

  g_return_val_if_fail (PLIM_IS_EVENT_FINDER (self) && self->set != NULL, FALSE);

  if (chosen != NULL)
    events = plim_playback_events_find (self->set, chosen, self->silence_s, NULL);
  else if (self->events != NULL)
    events = g_array_ref (self->events);
  else
    {
      self->waiting = direction;
      if (self->finding == NULL)
        find (self);
      return FALSE;
    }

  event = plim_playback_events_step (events, time_s, direction);
  *any = event != NULL;
  if (event != NULL)
    *found = *event;

  return TRUE;
}
