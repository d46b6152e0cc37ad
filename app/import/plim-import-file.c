#include "config.h"

#include "app/import/plim-import-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/import/plim-import-conflict.h"
#include "app/import/plim-import-rows.h"
#include "app/import/plim-log-rows.h"
#include "app/import/plim-mapping-memory.h"
#include "app/import/plim-original.h"
#include "app/import/plim-parse-worker.h"
#include "app/model/plim-text.h"
#include "app/store/plim-import-query.h"

/* One file on its way in. */
typedef struct
{
  PlimStore          *store;
  PlimStoreWriter    *writer;
  PlimImportPlan     *plan;
  PlimImportRows     *rows;         /* of a report */
  PlimLogRows        *log;          /* or of a log */
  PlimOriginal       *original;
  PlimOriginalKept    kept;
  gboolean            kind_known;   /* whether it is a report or a log, on which it depends what is kept */
  guint64             size;
  PlimImportProgress  progress;
  gpointer            progress_data;
  GCancellable       *cancellable;
  GError             *failure;      /* of the original's parts, met while progress was told */
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
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "this is a folder, a pipe or a device, not a file that can be imported");
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

  reading->kind_known = TRUE;

  return plim_import_rows_sink.node (node, reading->rows, error);
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  Reading *reading = data;

  if (reading->log != NULL)
    return plim_log_rows_fixes (reading->log, fixes, n_fixes, error);

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

static gboolean
log_head_cb (const PlimLogHead  *head,
             gpointer            data,
             GError            **error)
{
  Reading *reading = data;

  reading->kind_known = TRUE;
  reading->log = plim_log_rows_new (reading->writer, reading->plan);
  if (reading->kept != PLIM_ORIGINAL_ALWAYS)
    plim_original_drop_bytes (reading->original);

  return plim_log_rows_head (reading->log, head, error);
}

static gboolean
craft_cb (const PlimLogCraft  *craft,
          gpointer             data,
          GError             **error)
{
  return plim_log_rows_craft (((Reading *) data)->log, craft, error);
}

static gboolean
statics_cb (const PlimLogStatic  *statics,
            gpointer              data,
            GError              **error)
{
  return plim_log_rows_static (((Reading *) data)->log, statics, error);
}

static gboolean
path_cb (const PlimLogPath  *path,
         gpointer            data,
         GError            **error)
{
  return plim_log_rows_path (((Reading *) data)->log, path, error);
}

static gboolean
place_cb (const PlimLogPlace  *place,
          gpointer             data,
          GError             **error)
{
  return plim_log_rows_place (((Reading *) data)->log, place, error);
}

static gboolean
reject_cb (const PlimLogReject  *reject,
           gpointer              data,
           GError              **error)
{
  return plim_log_rows_reject (((Reading *) data)->log, reject, error);
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

  if (reading->failure == NULL && reading->kind_known)
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

/* An exercise never stands in the place of what is real, nor the other way round. */
static gboolean
check_world (Reading  *reading,
             GError  **error)
{
  PlimImportPlan *plan = reading->plan;
  GError *failure = NULL;
  g_autofree char *other = plim_import_query_other_world (reading->store, plan->symbol, plan->exercise, &failure);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (other != NULL)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_CLASH,
                 plan->exercise ? "%s is in the store as a real report (%s): an exercise needs a symbol of its own"
                                : "%s is in the store as an exercise (%s): a real report needs a symbol of its own",
                 plan->symbol, other);
  else
    return TRUE;

  return FALSE;
}

static gboolean
conclude_log (Reading     *reading,
              const char  *sha256,
              guint64      size,
              GError     **error)
{
  g_autofree char *rows_sha256 = NULL;

  return plim_log_rows_finish (reading->log, sha256, reading->cancellable, error)
         && write_messages (reading, error)
         && plim_store_writer_end_import (reading->writer, size, sha256, &rows_sha256, error);
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

  if (reading->log != NULL)
    return conclude_log (reading, sha256, size, error);
  if (!check_edition (reading, import_id, error)
      || !check_world (reading, error)
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

  name = plim_import_query_by_sha256 (store, sha256, &plan->kind, &plan->known, &failure);
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
           const PlimImportOptions *options,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *remembered = plim_mapping_memory_load ();
  const PlimLogOptions asked = {
    .as = options->as, .columns = options->columns, .exercise = options->exercise, .remembered = remembered,
  };
  const PlimRecordSink sink = {
    .node = node_cb, .fixes = fixes_cb, .track_end = track_end_cb, .message = message_cb, .progress = progress_cb,
    .log_head = log_head_cb, .craft = craft_cb, .statics = statics_cb, .path = path_cb, .place = place_cb, .reject = reject_cb,
  };
  gint64 import_id = plim_store_writer_begin_import (reading->writer, reading->plan->kind, reading->plan->file_name, error);
  gboolean done;

  if (import_id == 0)
    return FALSE;

  reading->rows = plim_import_rows_new (reading->writer, reading->plan);
  reading->cancellable = cancellable;
  done = plim_parse_file (fd, reading->plan->file_name, &asked, &sink, reading, cancellable, error)
         && conclude (reading, fd, about, import_id, error);
  if (!done)
    plim_store_writer_undo_import (reading->writer, NULL);

  return done;
}

PlimImportPlan *
plim_import_file_read (PlimStore           *store,
                       PlimStoreWriter     *writer,
                       GFile               *file,
                       const PlimImportOptions *options,
                       GCancellable        *cancellable,
                       PlimImportProgress   progress,
                       gpointer             progress_data)
{
  static const PlimImportOptions nothing_asked = { NULL };
  PlimImportPlan *plan = new_plan (file);
  Reading reading = { .store = store, .writer = writer, .plan = plan, .progress = progress, .progress_data = progress_data };
  GError *failure = NULL;
  struct stat about;
  int fd = open_regular_file (file, &about, &failure);

  if (fd >= 0 && find_known_file (store, fd, (guint64) about.st_size, plan, &failure) && !plan->known_file)
    {
      if (options == NULL)
        options = &nothing_asked;
      reading.size = (guint64) about.st_size;
      reading.kept = options->original;
      reading.original = plim_original_start (fd, options->original != PLIM_ORIGINAL_NEVER);
      read_file (&reading, fd, &about, options, cancellable, &failure);
      plim_original_free (reading.original);
    }
  if (failure != NULL)
    refuse (plan, failure);

  g_clear_pointer (&reading.rows, plim_import_rows_free);
  g_clear_pointer (&reading.log, plim_log_rows_free);
  g_clear_error (&reading.failure);
  if (fd >= 0)
    close (fd);

  return plan;
}
