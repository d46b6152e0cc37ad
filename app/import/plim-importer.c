#include "config.h"

#include "app/import/plim-importer.h"

#include "app/import/plim-fetch.h"
#include "app/import/plim-import-file.h"
#include "app/import/plim-mapping-memory.h"

struct _PlimImporter
{
  GObject      parent_instance;
  PlimStore   *store;
  GMutex       lock;
  GCond        decided;
  enum { UNDECIDED, COMMIT, ROLL_BACK } decision;    /* guarded */
  int          permille;                             /* atomic */
  double       done_files, n_files;
  PlimImportOptions options;                         /* its texts are its own */
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
  PlimFetchRequest *request;  /* instead of files */
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

  g_free ((char *) self->options.as);
  g_free ((char *) self->options.columns);
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
  g_autoptr(GPtrArray) mapped = g_ptr_array_new_with_free_func (g_free);   /* columns, mapping, and so on */
  g_autoptr(PlimStoreWriter) writer = NULL;
  GTask *preparing = g_steal_pointer (&self->preparing);
  GError *failure = NULL;
  GTask *ending;
  gboolean commit;

  writer = plim_store_writer_begin (self->store, &failure);
  if (writer != NULL && job->request != NULL)
    g_ptr_array_add (plans, plim_fetch_read (self->store, writer, job->request, job->cancellable, fraction_cb, self));
  for (guint i = 0; writer != NULL && job->files != NULL && i < job->files->len && !g_cancellable_is_cancelled (job->cancellable); i++)
    {
      self->done_files = i;
      g_ptr_array_add (plans, plim_import_file_read (self->store, writer, g_ptr_array_index (job->files, i), &self->options,
                                                     job->cancellable, fraction_cb, self));
      fraction_cb (1, self);
    }
  if (failure == NULL)
    g_cancellable_set_error_if_cancelled (job->cancellable, &failure);
  for (guint i = 0; i < plans->len; i++)
    {
      const PlimImportPlan *plan = g_ptr_array_index (plans, i);

      if (plan->error == NULL && plan->mapping != NULL)
        {
          g_ptr_array_add (mapped, g_strdup (plan->columns));
          g_ptr_array_add (mapped, g_strdup (plan->mapping));
        }
    }

  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_clear_pointer (&job->request, plim_fetch_request_free);
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

  if (commit && plim_store_writer_commit (writer, &failure) && self->options.columns != NULL)
    for (guint i = 0; i < mapped->len; i += 2)
      plim_mapping_memory_remember (g_ptr_array_index (mapped, i), g_ptr_array_index (mapped, i + 1), NULL);
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

  return self;
}

void
plim_importer_set_options (PlimImporter            *self,
                           const PlimImportOptions *options)
{
  g_return_if_fail (self->thread == NULL);

  g_free ((char *) self->options.as);
  g_free ((char *) self->options.columns);
  self->options = *options;
  self->options.as = g_strdup (options->as);
  self->options.columns = g_strdup (options->columns);
}

static void
start_job (PlimImporter        *self,
           GPtrArray           *files,
           PlimFetchRequest    *request,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  Job *job;

  /* The task must not keep the importer alive in the writer's thread: its last reference would join itself. */
  self->preparing = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->preparing, plim_importer_prepare_async);
  self->n_files = files != NULL ? files->len : 1;

  job = g_new0 (Job, 1);
  job->importer = self;
  job->files = files != NULL ? g_ptr_array_ref (files) : NULL;
  job->request = request;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->thread = g_thread_new ("writer", run_job, job);
}

void
plim_importer_prepare_async (PlimImporter        *self,
                             GPtrArray           *files,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (self->thread == NULL && files->len > 0);

  start_job (self, files, NULL, cancellable, callback, user_data);
}

void
plim_importer_fetch_async (PlimImporter           *self,
                           const PlimFetchRequest *request,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  g_return_if_fail (self->thread == NULL && request != NULL);

  start_job (self, NULL, plim_fetch_request_copy (request), cancellable, callback, user_data);
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
plim_importer_run (PlimStore               *store,
                   GFile                   *file,
                   gboolean                 commit,
                   const PlimImportOptions *options,
                   GError                 **error)
{
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, error);
  g_autoptr(PlimImportPlan) plan = NULL;

  if (writer == NULL)
    return NULL;

  plan = plim_import_file_read (store, writer, file, options, NULL, NULL, NULL);
  if (commit && plan->error == NULL && !plan->known_file)
    {
      if (!plim_store_writer_commit (writer, error))
        return NULL;
      /* A mapping that cannot be remembered has to be said again, no more. */
      if (options != NULL && options->columns != NULL && plan->mapping != NULL)
        plim_mapping_memory_remember (plan->columns, plan->mapping, NULL);
    }

  return g_steal_pointer (&plan);
}

PlimImportPlan *
plim_importer_run_fetch (PlimStore               *store,
                         const PlimFetchRequest  *request,
                         gboolean                 commit,
                         GError                 **error)
{
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, error);
  g_autoptr(PlimImportPlan) plan = NULL;

  if (writer == NULL)
    return NULL;

  plan = plim_fetch_read (store, writer, request, NULL, NULL, NULL);
  if (commit && plan->error == NULL && !plan->known_file && !plim_store_writer_commit (writer, error))
    return NULL;

  return g_steal_pointer (&plan);
}
