#include "config.h"

#include "ui/plim-map-logs.h"

#include <glib/gi18n.h>

#include "app/map/plim-track-extent.h"

/* The map opens on the seas that reports tell of, where so large a share of all positions is there. */
#define WORTH_SEEING 0.05

struct _PlimMapLogs
{
  GObject             parent_instance;

  PlimWorkspace      *workspace;
  PlimTrackLayer     *layer;          /* which outlives this */
  GSimpleActionGroup *actions;
  PlimTrackSet       *set;
  PlimFilter          filter;         /* with which it was read */
  guint               serial;         /* of the store's content then */
  char               *failure;        /* in words: why there is no set; or NULL */
  char               *choice_failure; /* the same of what is chosen */
  GCancellable       *reading;
  PlimMapContent     *content;
  guint8             *shown;          /* a byte for each track */
  guint64             n_positions;
  guint               n_tracks;
  GPtrArray          *added;          /* keys of vessels */
  PlimMapChosen      *chosen;
  GCancellable       *choosing;
  PlimTrackColouring  colouring;
  guint               silence_h;
  gint64              from_s, to_s;   /* asked for, besides the chosen days */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];


G_DEFINE_FINAL_TYPE (PlimMapLogs, plim_map_logs, G_TYPE_OBJECT)

/* What is asked of the store, in a worker. */
typedef struct
{
  PlimStore       *store;
  PlimFilter       filter;
  PlimTrackSet    *set;
  PlimTrackLevels *levels;
  char           **keys;
  gint64           from_s, to_s;
  guint            longest_step_s;
} Question;

static void
free_question (Question *question)
{
  g_object_unref (question->store);
  g_clear_pointer (&question->set, plim_track_set_unref);
  g_clear_pointer (&question->levels, plim_track_levels_unref);
  g_strfreev (question->keys);
  g_free (question);
}

static void
get_span (PlimMapLogs *self,
          gint64      *from_s,
          gint64      *to_s)
{
  plim_period_get_span (&plim_workspace_get_filter (self->workspace)->days, from_s, to_s);
  *from_s = MAX (*from_s, self->from_s);
  *to_s = MIN (*to_s, self->to_s);
}

static void
show (PlimMapLogs *self)
{
  PlimTrackShow how = { .colouring = self->colouring, .longest_step_s = self->silence_h * 3600 };

  get_span (self, &how.from_s, &how.to_s);
  plim_track_layer_set_show (self->layer, &how);
}

/* Chosen vessels */

static void
choose_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  PlimMapChosen *chosen = plim_map_chosen_new (question->store, question->set, question->levels, (const char * const *) question->keys,
                                               question->from_s, question->to_s, question->longest_step_s, &error);

  if (chosen == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, chosen, (GDestroyNotify) plim_map_chosen_unref);
}

static void
set_chosen (PlimMapLogs   *self,
            PlimMapChosen *chosen)
{
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  self->chosen = chosen;
  plim_track_layer_set_chosen (self->layer, chosen);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  PlimMapLogs *self = PLIM_MAP_LOGS (object);
  g_autoptr(GError) error = NULL;
  PlimMapChosen *chosen = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->choosing);
  /* Lines without their claims would be lines without a source: none are drawn. */
  if (chosen == NULL)
    self->choice_failure = g_strdup_printf (_("The store was asked for the claims behind the chosen tracks and failed: %s"), error->message);
  set_chosen (self, chosen);
}

static gboolean
is_selected (PlimMapLogs         *self,
             const PlimTrackInfo *info)
{
  const char * const *ids = plim_workspace_get_selection (self->workspace);
  guint i;

  if (g_strcmp0 (info->key, plim_workspace_get_vessel (self->workspace)) == 0)
    return TRUE;
  for (i = 0; info->claims[i] != NULL; i++)
    if (g_strv_contains (ids, info->claims[i]))
      return TRUE;

  return FALSE;
}

static char **
list_chosen (PlimMapLogs *self)
{
  g_autoptr(GStrvBuilder) keys = g_strv_builder_new ();
  gboolean any = plim_workspace_get_vessel (self->workspace) != NULL || plim_workspace_get_selection (self->workspace)[0] != NULL;
  guint i;

  for (i = 0; any && i < self->set->n_tracks; i++)
    if (self->shown[i] && is_selected (self, &self->set->tracks[i])
        && !g_ptr_array_find_with_equal_func (self->added, self->set->tracks[i].key, g_str_equal, NULL))
      g_strv_builder_add (keys, self->set->tracks[i].key);
  for (i = 0; i < self->added->len; i++)
    {
      int track = plim_track_set_find (self->set, g_ptr_array_index (self->added, i));

      if (track >= 0 && self->shown[track])
        g_strv_builder_add (keys, g_ptr_array_index (self->added, i));
    }

  return g_strv_builder_end (keys);
}

static void
choose (PlimMapLogs *self)
{
  g_auto(GStrv) keys = self->set != NULL && self->shown != NULL ? list_chosen (self) : NULL;
  PlimTrackLevels *levels = plim_track_layer_get_levels (self->layer);
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  g_clear_pointer (&self->choice_failure, g_free);
  if (keys == NULL || keys[0] == NULL)
    {
      if (self->chosen != NULL)
        set_chosen (self, NULL);
      return;
    }

  self->choosing = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->store = g_object_ref (plim_workspace_get_store (self->workspace));
  question->set = plim_track_set_ref (self->set);
  question->levels = levels != NULL ? plim_track_levels_ref (levels) : NULL;
  question->keys = g_steal_pointer (&keys);
  get_span (self, &question->from_s, &question->to_s);
  question->longest_step_s = self->silence_h * 3600;
  task = g_task_new (self, self->choosing, chosen_cb, NULL);
  g_task_set_source_tag (task, choose);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  g_task_run_in_thread (task, choose_in_thread);
}

/* All tracks */

/* Reports' tracks are drawn as marks; what a drawn area leaves out is left out here too. */
static void
sort_out (PlimMapLogs *self)
{
  g_autoptr(GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  const PlimMapContent *whole;
  guint i, j;

  g_clear_pointer (&self->shown, g_free);
  self->n_positions = self->n_tracks = 0;
  /* What is real and what is an exercise are read one after the other, and never drawn together. */
  if (self->set == NULL || self->content == NULL || self->set->exercise != self->content->exercise)
    {
      plim_track_layer_set_tracks (self->layer, NULL, NULL);
      return;
    }

  whole = self->content->whole != NULL ? self->content->whole : self->content;
  for (i = 0; i < whole->tracks->len; i++)
    g_hash_table_add (told, ((const PlimTrack *) g_ptr_array_index (whole->tracks, i))->claim->id);
  self->shown = g_new0 (guint8, self->set->n_tracks + 1);
  for (i = 0; i < self->set->n_tracks; i++)
    {
      const PlimTrackInfo *info = &self->set->tracks[i];

      for (j = 0; info->claims[j] != NULL && plim_map_content_shows (self->content, info->key); j++)
        self->shown[i] |= !g_hash_table_contains (told, info->claims[j]);
      if (self->shown[i])
        {
          self->n_positions += info->count;
          self->n_tracks++;
        }
    }
  plim_track_layer_set_tracks (self->layer, self->n_tracks > 0 ? self->set : NULL, self->shown);
}

static void
set_changed (PlimMapLogs *self)
{
  sort_out (self);
  show (self);
  choose (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  PlimTrackSet *set = plim_track_set_load (question->store, &question->filter, NULL, cancellable, &error);

  if (set == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, set, (GDestroyNotify) plim_track_set_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  PlimMapLogs *self = PLIM_MAP_LOGS (object);
  g_autoptr(GError) error = NULL;
  PlimTrackSet *set = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  if (set == NULL)
    self->failure = g_strdup_printf (_("The store was asked for the positions of logs and failed: %s"), error->message);
  g_clear_pointer (&self->set, plim_track_set_unref);
  self->set = set;
  set_changed (self);
}

/* Callbacks */

static void
tracks_changed_cb (GSimpleAction *action,
                   GVariant      *value,
                   gpointer       user_data)
{
  PlimMapLogs *self = user_data;

  if (!plim_track_colouring_parse (g_variant_get_string (value, NULL), &self->colouring, NULL))
    return;

  g_simple_action_set_state (action, value);
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
silence_changed_cb (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  PlimMapLogs *self = user_data;

  g_simple_action_set_state (action, value);
  self->silence_h = CLAMP (g_variant_get_int32 (value), 1, 24 * 365);
  show (self);
  choose (self);
}

static void
forget_chosen_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PlimMapLogs *self = user_data;

  g_ptr_array_set_size (self->added, 0);
  choose (self);
}

static void
plim_map_logs_dispose (GObject *object)
{
  PlimMapLogs *self = PLIM_MAP_LOGS (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->content, plim_map_content_unref);
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->choice_failure, g_free);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_map_logs_parent_class)->dispose (object);
}

static void
plim_map_logs_class_init (PlimMapLogsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_map_logs_dispose;

  signals[CHANGED] = g_signal_new ("changed", PLIM_TYPE_MAP_LOGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plim_map_logs_init (PlimMapLogs *self)
{
  static const GActionEntry entries[] = {
    { "tracks", NULL, "s", "'density'", tracks_changed_cb },
    { "silence", NULL, "i", "6", silence_changed_cb },
    { "forget-chosen", forget_chosen_cb },
  };

  self->colouring = PLIM_TRACKS_BY_DENSITY;
  self->silence_h = PLIM_MAP_LONGEST_STEP_S / 3600;
  self->from_s = G_MININT64;
  self->to_s = G_MAXINT64;
  self->added = g_ptr_array_new_with_free_func (g_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

PlimMapLogs *
plim_map_logs_new (PlimWorkspace  *workspace,
                   PlimTrackLayer *layer)
{
  PlimMapLogs *self = g_object_new (PLIM_TYPE_MAP_LOGS, NULL);

  self->workspace = g_object_ref (workspace);
  self->layer = layer;
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);

  return self;
}

GActionGroup *
plim_map_logs_get_actions (PlimMapLogs *self)
{
  return G_ACTION_GROUP (self->actions);
}

void
plim_map_logs_refresh (PlimMapLogs *self)
{
  const PlimFilter *now = plim_workspace_get_filter (self->workspace);
  gboolean same = now->bases == self->filter.bases && now->exercise == self->filter.exercise;
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_return_if_fail (PLIM_IS_MAP_LOGS (self));

  /* The days only choose among what is there. */
  if (same && self->set != NULL && self->reading == NULL && plim_workspace_get_serial (self->workspace) == self->serial
      && !plim_period_equal (&now->days, &self->filter.days))
    {
      self->filter = *now;
      show (self);
      choose (self);
      return;
    }

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->failure, g_free);
  self->reading = g_cancellable_new ();
  self->filter = *now;
  self->serial = plim_workspace_get_serial (self->workspace);
  /* What nobody asks for any more is neither shown nor exported while the store is asked. */
  if (!same && self->set != NULL)
    {
      g_clear_pointer (&self->set, plim_track_set_unref);
      set_changed (self);
    }

  question = g_new0 (Question, 1);
  question->store = g_object_ref (plim_workspace_get_store (self->workspace));
  question->filter = *now;
  question->filter.days = PLIM_PERIOD_UNKNOWN;
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, plim_map_logs_refresh);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  g_task_run_in_thread (task, read_in_thread);
}

void
plim_map_logs_set_content (PlimMapLogs    *self,
                           PlimMapContent *content)
{
  g_return_if_fail (PLIM_IS_MAP_LOGS (self) && content != NULL);

  if (content == self->content)
    return;
  plim_map_content_ref (content);
  g_clear_pointer (&self->content, plim_map_content_unref);
  self->content = content;
  set_changed (self);
}

void
plim_map_logs_set_span (PlimMapLogs *self,
                        gint64       from_s,
                        gint64       to_s)
{
  g_return_if_fail (PLIM_IS_MAP_LOGS (self));

  if (self->from_s == from_s && self->to_s == to_s)
    return;
  self->from_s = from_s;
  self->to_s = to_s;
  show (self);
  if (self->chosen != NULL)
    choose (self);
}

void
plim_map_logs_toggle (PlimMapLogs *self,
                      const char  *key)
{
  guint index;

  g_return_if_fail (PLIM_IS_MAP_LOGS (self) && key != NULL);

  if (g_ptr_array_find_with_equal_func (self->added, key, g_str_equal, &index))
    g_ptr_array_remove_index (self->added, index);
  else
    g_ptr_array_add (self->added, g_strdup (key));
  choose (self);
}

PlimTrackSet *
plim_map_logs_get_set (PlimMapLogs *self)
{
  return self->set;
}

gboolean
plim_map_logs_is_reading (PlimMapLogs *self)
{
  g_return_val_if_fail (PLIM_IS_MAP_LOGS (self), FALSE);

  return self->reading != NULL;
}

const char *
plim_map_logs_get_failure (PlimMapLogs *self)
{
  g_return_val_if_fail (PLIM_IS_MAP_LOGS (self), NULL);

  return self->failure != NULL ? self->failure : self->choice_failure;
}

gboolean
plim_map_logs_find (PlimMapLogs *self,
                    const char  *key,
                    PlimMapBox  *box)
{
  g_autofree guint8 *only = NULL;
  int track;

  g_return_val_if_fail (PLIM_IS_MAP_LOGS (self) && key != NULL, FALSE);

  track = self->set != NULL ? plim_track_set_find (self->set, key) : -1;
  if (track < 0)
    return FALSE;
  only = g_new0 (guint8, self->set->n_tracks);
  only[track] = 1;

  return plim_track_extent (self->set, only, box);
}

void
plim_map_logs_count (PlimMapLogs *self,
                     guint64     *positions,
                     guint       *tracks)
{
  *positions = self->n_positions;
  *tracks = self->n_tracks;
}

void
plim_map_logs_frame (PlimMapLogs *self,
                     PlimMapBox  *box)
{
  g_autofree char *told = self->content != NULL ? plim_map_content_to_words (self->content) : NULL;

  if (told == NULL && self->n_tracks > 0 && plim_track_extent_share (self->set, self->shown, box) < WORTH_SEEING)
    plim_track_extent (self->set, self->shown, box);
}

PlimMapTracks *
plim_map_logs_dup_tracks (PlimMapLogs *self)
{
  PlimTrackColouring colouring = self->n_tracks > 0 ? self->colouring : PLIM_TRACKS_NOT_SHOWN;
  gint64 from_s, to_s;

  g_return_val_if_fail (PLIM_IS_MAP_LOGS (self), NULL);

  if (self->set == NULL || self->shown == NULL || (colouring == PLIM_TRACKS_NOT_SHOWN && self->chosen == NULL))
    return NULL;
  get_span (self, &from_s, &to_s);

  return plim_map_tracks_new (plim_workspace_get_store (self->workspace), self->set, self->shown, self->chosen, colouring,
                              from_s, to_s, self->silence_h * 3600);
}
