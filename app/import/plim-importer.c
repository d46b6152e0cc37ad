#include "config.h"

#include "app/import/plim-importer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/import/plim-import-conflict.h"
#include "app/import/plim-import-rows.h"
#include "app/import/plim-original.h"
#include "app/import/plim-parse-worker.h"
#include "app/model/plim-text.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-store-writer.h"

/* One file on its way in. */
typedef struct
{
  PlimStore       *store;
  PlimStoreWriter *writer;
  PlimImportPlan  *plan;
  PlimImportRows  *rows;
  PlimOriginal    *original;
  guint64          size;
  void           (*progress) (double fraction, gpointer data);
  gpointer         progress_data;
  GError          *failure;      /* of the original's parts, met while progress was told */
} Reading;

static PlimImportPlan *
new_plan (GFile *file)
{
  PlimImportPlan *plan = g_new0 (PlimImportPlan, 1);
  g_autofree char *name = g_file_get_basename (file);

  /* A file's name is bytes; from here on it is text, which is stored and shown. */
  plan->file_name = plim_text_clean_line (name);
  plan->kind = g_strdup ("report");
  plan->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_import_message_free);
  plan->conflicts = g_ptr_array_new_with_free_func (g_free);

  return plan;
}

/* A refused file has counts of nothing. */
static void
refuse (PlimImportPlan *plan,
        GError         *reason)
{
  plan->added = plan->revised = plan->known = plan->withdrawn = plan->conflicting = 0;
  plan->positions = 0;
  plan->error = reason;
}

static int
open_regular_file (GFile        *file,
                   struct stat  *about,
                   GError      **error)
{
  const char *path = g_file_peek_path (file);
  int fd = path != NULL ? g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0) : -1;

  if (fd < 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "the file cannot be opened: %s",
                   path != NULL ? g_strerror (errno) : "it is not on this machine");
      return -1;
    }
  if (fstat (fd, about) != 0 || !S_ISREG (about->st_mode))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "this is a folder or a device, not a file that can be imported");
      close (fd);
      return -1;
    }

  return fd;
}

/* Stores the parts of the original that are ready, or all that are still to come. */
static gboolean
store_parts (Reading   *reading,
             gboolean   wait,
             GError   **error)
{
  GBytes *part;

  while ((part = plim_original_take_part (reading->original, wait)) != NULL)
    {
      g_autoptr(GBytes) owned = part;
      gsize size;
      gconstpointer bytes = g_bytes_get_data (owned, &size);

      if (!plim_store_writer_add_original (reading->writer, bytes, size, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  Reading *reading = data;

  return plim_import_rows_sink.node (node, reading->rows, error);
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  Reading *reading = data;

  return plim_import_rows_sink.fixes (fixes, n_fixes, reading->rows, error);
}

static gboolean
track_end_cb (PlimNode  *track,
              gpointer   data,
              GError   **error)
{
  Reading *reading = data;

  return plim_import_rows_sink.track_end (track, reading->rows, error);
}

static void
message_cb (const PlimImportMessage *message,
            gpointer                 data)
{
  Reading *reading = data;

  /* The error that ends the reading comes back as such. */
  if (message->severity == PLIM_SEVERITY_ERROR)
    return;
  g_ptr_array_add (reading->plan->messages,
                   plim_import_message_new (message->severity, message->line, message->column, message->element, message->text));
}

static void
progress_cb (guint64  bytes_read,
             gpointer data)
{
  Reading *reading = data;

  if (reading->failure == NULL)
    store_parts (reading, FALSE, &reading->failure);
  if (reading->progress != NULL && reading->size > 0)
    reading->progress (MIN ((double) bytes_read / (double) reading->size, 1.0), reading->progress_data);
}

/* Same symbol and edition: what says the same is the same report in other bytes; others are a clash. */
static gboolean
check_edition (Reading  *reading,
               gint64    import_id,
               GError  **error)
{
  PlimImportPlan *plan = reading->plan;
  g_autofree char *name = NULL;
  gint64 existing = 0;
  guint n_claims;
  gboolean same;

  if (!plim_import_query_by_edition (reading->store, plan->symbol, plan->edition, &existing, &name, error))
    return FALSE;
  if (existing == 0)
    return TRUE;

  if (!plim_import_rows_is_same (reading->rows, reading->store, import_id, existing, &same, &n_claims, error))
    return FALSE;
  if (same)
    {
      g_autofree char *text = g_strdup_printf ("the store already has %s, edition %u, with the same claims (%s); nothing changes",
                                               plan->symbol, plan->edition, name);

      plan->known_file = TRUE;
      plan->known = n_claims;
      plan->positions = 0;
      g_ptr_array_add (plan->messages, plim_import_message_new (PLIM_SEVERITY_NOTE, 0, 0, "", text));
    }
  else
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_CLASH,
                 "%s, edition %u, is already in the store with other content: it came from %s. "
                 "A document that changed needs a higher edition",
                 plan->symbol, plan->edition, name);

  return FALSE;
}

static gboolean
write_messages (Reading  *reading,
                GError  **error)
{
  for (guint i = 0; i < reading->plan->messages->len; i++)
    {
      static const char * const severities[] = { "note", "warning", "error" };
      const PlimImportMessage *message = g_ptr_array_index (reading->plan->messages, i);

      if (!plim_store_writer_add_message (reading->writer, severities[message->severity], message->line,
                                          message->column, message->element, message->text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
warn_of_unresolved (Reading  *reading,
                    gint64    import_id,
                    GError  **error)
{
  g_autoptr(GPtrArray) unresolved = plim_import_query_unresolved (reading->store, import_id, error);

  if (unresolved == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (unresolved->len, 100); i++)
    {
      g_autofree char *text = g_strdup_printf ("“%s” is referred to but is not in the store; it resolves when it arrives",
                                               (const char *) g_ptr_array_index (unresolved, i));

      g_ptr_array_add (reading->plan->messages, plim_import_message_new (PLIM_SEVERITY_WARNING, 0, 0, "", text));
    }

  return TRUE;
}

/* Everything after the last record: the original's rest, what it all means, the digests. %FALSE without an
 * error: the store has all this already. */
static gboolean
conclude (Reading            *reading,
          int                 fd,
          const struct stat  *before,
          gint64              import_id,
          GError            **error)
{
  PlimEditionDifference difference;
  g_autofree char *sha256 = NULL;
  g_autofree char *rows_sha256 = NULL;
  struct stat after;
  guint64 size;

  if (reading->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->failure));
      return FALSE;
    }
  if (!store_parts (reading, TRUE, error) || !plim_original_finish (reading->original, &sha256, &size, error))
    return FALSE;
  if (fstat (fd, &after) != 0 || (guint64) before->st_size != size || after.st_size != before->st_size
      || after.st_mtim.tv_sec != before->st_mtim.tv_sec || after.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "the file changed while it was being read; import it again");
      return FALSE;
    }

  if (!check_edition (reading, import_id, error)
      || !plim_import_rows_finish (reading->rows, error)
      || !plim_import_query_difference (reading->store, import_id, &difference, error)
      || !plim_import_find_conflicts (reading->store, import_id, reading->plan, error)
      || !warn_of_unresolved (reading, import_id, error)
      || !write_messages (reading, error))
    return FALSE;

  reading->plan->added = difference.added;
  reading->plan->revised = difference.revised;
  reading->plan->known = difference.known;
  reading->plan->withdrawn = difference.withdrawn;

  return plim_store_writer_end_import (reading->writer, size, sha256, &rows_sha256, error);
}

/* Whether the store has this very file: asked before reading it, but only where one of its size came in before. */
static gboolean
find_known_file (PlimStore       *store,
                 int              fd,
                 guint64          expected_size,
                 PlimImportPlan  *plan,
                 GError         **error)
{
  g_autoptr(PlimOriginal) original = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = NULL;
  GError *failure = NULL;
  guint64 size;

  if (!plim_import_query_has_size (store, expected_size, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }

  original = plim_original_start (fd, FALSE);
  if (!plim_original_finish (original, &sha256, &size, error))
    return FALSE;

  name = plim_import_query_by_sha256 (store, sha256, &plan->known, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (name != NULL)
    {
      g_autofree char *text = g_strdup_printf ("this very file is already in the store (%s); nothing changes", name);

      plan->known_file = TRUE;
      g_ptr_array_add (plan->messages, plim_import_message_new (PLIM_SEVERITY_NOTE, 0, 0, "", text));
    }

  return TRUE;
}

static gboolean
read_file (Reading       *reading,
           int            fd,
           const struct stat *about,
           GCancellable  *cancellable,
           GError       **error)
{
  const PlimRecordSink sink = {
    .node = node_cb, .fixes = fixes_cb, .track_end = track_end_cb, .message = message_cb, .progress = progress_cb,
  };
  gint64 import_id = plim_store_writer_begin_import (reading->writer, reading->plan->kind, reading->plan->file_name, error);
  gboolean done;

  if (import_id == 0)
    return FALSE;

  reading->rows = plim_import_rows_new (reading->writer, reading->plan);
  done = plim_parse_file (fd, reading->plan->file_name, &sink, reading, cancellable, error)
         && conclude (reading, fd, about, import_id, error);
  if (!done)
    plim_store_writer_undo_import (reading->writer, NULL);

  return done;
}

/* Reads one file into the transaction. What is wrong with it stands in the plan; @error is for the store's own failures. */
static PlimImportPlan *
prepare_file (PlimStore        *store,
              PlimStoreWriter  *writer,
              GFile            *file,
              gboolean          keep_original,
              GCancellable     *cancellable,
              void            (*progress) (double, gpointer),
              gpointer          progress_data)
{
  PlimImportPlan *plan = new_plan (file);
  Reading reading = { .store = store, .writer = writer, .plan = plan, .progress = progress, .progress_data = progress_data };
  GError *failure = NULL;
  struct stat about;
  int fd = open_regular_file (file, &about, &failure);

  if (fd >= 0 && find_known_file (store, fd, (guint64) about.st_size, plan, &failure) && !plan->known_file)
    {
      reading.size = (guint64) about.st_size;
      reading.original = plim_original_start (fd, keep_original);
      read_file (&reading, fd, &about, cancellable, &failure);
      plim_original_free (reading.original);
    }
  if (failure != NULL)
    refuse (plan, failure);

  g_clear_pointer (&reading.rows, plim_import_rows_free);
  g_clear_error (&reading.failure);
  if (fd >= 0)
    close (fd);

  return plan;
}

/* What the command line and the window have in common: a writer's life around files. */

struct _PlimImporter
{
  GObject      parent_instance;
  PlimStore   *store;
  gboolean     keep_original;
  GMutex       lock;
  GCond        decided;
  enum { UNDECIDED, COMMIT, ROLL_BACK } decision;    /* guarded */
  int          permille;                             /* atomic */
  double       done_files, n_files;
  GThread     *thread;
  GTask       *preparing;
  GTask       *ending;                               /* guarded */
};

enum
{
  PROP_FRACTION = 1,
};

G_DEFINE_FINAL_TYPE (PlimImporter, plim_importer, G_TYPE_OBJECT)

typedef struct
{
  PlimImporter *importer;     /* a plain pointer: dispose joins the thread */
  GPtrArray    *files;
  GCancellable *cancellable;
} Job;

static void
decide (PlimImporter *self,
        int           decision,
        GTask        *ending)
{
  g_mutex_lock (&self->lock);
  if (self->decision == UNDECIDED)
    {
      self->decision = decision;
      self->ending = ending;
      g_cond_broadcast (&self->decided);
    }
  g_mutex_unlock (&self->lock);
}

static void
plim_importer_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_double (value, g_atomic_int_get (&PLIM_IMPORTER (object)->permille) / 1000.0);
}

static void
plim_importer_dispose (GObject *object)
{
  PlimImporter *self = PLIM_IMPORTER (object);

  decide (self, ROLL_BACK, NULL);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (plim_importer_parent_class)->dispose (object);
}

static void
plim_importer_finalize (GObject *object)
{
  PlimImporter *self = PLIM_IMPORTER (object);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->decided);

  G_OBJECT_CLASS (plim_importer_parent_class)->finalize (object);
}

static void
plim_importer_class_init (PlimImporterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = plim_importer_get_property;
  object_class->dispose = plim_importer_dispose;
  object_class->finalize = plim_importer_finalize;
  g_object_class_install_property (object_class, PROP_FRACTION,
                                   g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
plim_importer_init (PlimImporter *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->decided);
}

static gboolean
notify_fraction_cb (gpointer data)
{
  g_object_notify (data, "fraction");

  return G_SOURCE_REMOVE;
}

/* Told in the writer's thread, as often as records come; shown at most a thousand times. */
static void
fraction_cb (double   fraction,
             gpointer data)
{
  PlimImporter *self = data;
  int permille = (int) ((self->done_files + fraction) / self->n_files * 1000);

  if (permille == g_atomic_int_get (&self->permille))
    return;
  g_atomic_int_set (&self->permille, permille);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, notify_fraction_cb, g_object_ref (self), g_object_unref);
}

/* The writer's whole life: reads, tells, waits for the person, ends. */
static gpointer
run_job (gpointer data)
{
  Job *job = data;
  PlimImporter *self = job->importer;
  g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_import_plan_free);
  g_autoptr(PlimStoreWriter) writer = NULL;
  GTask *preparing = g_steal_pointer (&self->preparing);
  GError *failure = NULL;
  GTask *ending;
  gboolean commit;

  writer = plim_store_writer_begin (self->store, &failure);
  for (guint i = 0; writer != NULL && i < job->files->len && !g_cancellable_is_cancelled (job->cancellable); i++)
    {
      self->done_files = i;
      g_ptr_array_add (plans, prepare_file (self->store, writer, g_ptr_array_index (job->files, i), self->keep_original,
                                            job->cancellable, fraction_cb, self));
      fraction_cb (1, self);
    }
  if (failure == NULL)
    g_cancellable_set_error_if_cancelled (job->cancellable, &failure);

  g_ptr_array_unref (job->files);
  g_clear_object (&job->cancellable);
  g_free (job);

  if (failure != NULL)
    {
      /* Nothing waits: the lock is given back before anyone hears of it. */
      g_clear_pointer (&writer, plim_store_writer_free);
      plim_store_release_thread (self->store);
      g_task_return_error (preparing, failure);
      g_object_unref (preparing);
      return NULL;
    }
  g_task_return_pointer (preparing, g_steal_pointer (&plans), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (preparing);

  g_mutex_lock (&self->lock);
  while (self->decision == UNDECIDED)
    g_cond_wait (&self->decided, &self->lock);
  commit = self->decision == COMMIT;
  ending = g_steal_pointer (&self->ending);
  g_mutex_unlock (&self->lock);

  if (commit)
    plim_store_writer_commit (writer, &failure);
  g_clear_pointer (&writer, plim_store_writer_free);
  plim_store_release_thread (self->store);
  if (ending != NULL)
    {
      if (failure != NULL)
        g_task_return_error (ending, failure);
      else
        g_task_return_boolean (ending, TRUE);
      g_object_unref (ending);
    }
  else
    g_clear_error (&failure);

  return NULL;
}

PlimImporter *
plim_importer_new (PlimStore *store)
{
  PlimImporter *self = g_object_new (PLIM_TYPE_IMPORTER, NULL);

  self->store = g_object_ref (store);
  self->keep_original = TRUE;

  return self;
}

void
plim_importer_prepare_async (PlimImporter        *self,
                             GPtrArray           *files,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Job *job;

  g_return_if_fail (self->thread == NULL && files->len > 0);

  /* The task must not keep the importer alive in the writer's thread: its last reference would join itself. */
  self->preparing = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->preparing, plim_importer_prepare_async);
  self->n_files = files->len;

  job = g_new0 (Job, 1);
  job->importer = self;
  job->files = g_ptr_array_ref (files);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->thread = g_thread_new ("writer", run_job, job);
}

GPtrArray *
plim_importer_prepare_finish (PlimImporter  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, plim_importer_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
plim_importer_end_async (PlimImporter        *self,
                         gboolean             commit,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, plim_importer_end_async);
  decide (self, commit ? COMMIT : ROLL_BACK, task);
}

gboolean
plim_importer_end_finish (PlimImporter  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, plim_importer_end_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

PlimImportPlan *
plim_importer_run (PlimStore  *store,
                   GFile      *file,
                   gboolean    commit,
                   gboolean    keep_original,
                   GError    **error)
{
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, error);
  g_autoptr(PlimImportPlan) plan = NULL;

  if (writer == NULL)
    return NULL;

  plan = prepare_file (store, writer, file, keep_original, NULL, NULL, NULL);
  if (commit && plan->error == NULL && !plan->known_file && !plim_store_writer_commit (writer, error))
    return NULL;

  return g_steal_pointer (&plan);
}
