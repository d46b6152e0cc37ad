#include "config.h"

#include "app/import/plim-original.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

#include "app/plim-error.h"
#include "app/store/plim-import-query.h"

#define CHUNK_SIZE (256 * 1024)
#define PART_SIZE  (1024 * 1024)
#define MAX_WAITING 4

/* XML packs to a tenth either way; the fastest level costs a third of the default's time. */
#define PACKING_LEVEL 1

struct _PlimOriginal
{
  int       fd;
  int       keep_bytes;  /* atomic */
  GThread  *thread;

  GMutex    lock;
  GCond     changed;
  GQueue    parts;       /* GBytes; guarded, as are the following */
  gboolean  finished;
  gboolean  stopped;
  GError   *error;

  char     *sha256;
  guint64   size;
};

static gboolean
push_part (PlimOriginal *self,
           gpointer      bytes,
           gsize         size)
{
  gboolean go_on;

  g_mutex_lock (&self->lock);
  while (!self->stopped && self->keep_bytes && g_queue_get_length (&self->parts) >= MAX_WAITING)
    g_cond_wait (&self->changed, &self->lock);
  go_on = !self->stopped;
  if (go_on && self->keep_bytes)
    g_queue_push_tail (&self->parts, g_bytes_new (bytes, size));
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return go_on;
}

/* Packs what is in @stream's input; a full part is handed over. */
static gboolean
pack (PlimOriginal *self,
      z_stream     *stream,
      guint8       *part,
      int           flush)
{
  int result;

  do
    {
      result = deflate (stream, flush);
      if (stream->avail_out == 0 || result == Z_STREAM_END)
        {
          if (!push_part (self, part, PART_SIZE - stream->avail_out))
            return FALSE;
          stream->next_out = part;
          stream->avail_out = PART_SIZE;
        }
    }
  while (stream->avail_in > 0 || (flush == Z_FINISH && result != Z_STREAM_END));

  return TRUE;
}

static gboolean
read_all (PlimOriginal  *self,
          GChecksum     *checksum,
          z_stream      *stream,
          guint8        *part,
          GError       **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);

  for (;;)
    {
      gssize got = pread (self->fd, chunk, CHUNK_SIZE, (off_t) self->size);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "The file cannot be read: %s", g_strerror (errno));
          return FALSE;
        }
      if (got == 0)
        break;

      self->size += (guint64) got;
      g_checksum_update (checksum, chunk, got);
      stream->next_in = chunk;
      stream->avail_in = (guint) got;
      if (g_atomic_int_get (&self->keep_bytes) ? !pack (self, stream, part, Z_NO_FLUSH) : g_atomic_int_get (&self->stopped))
        return FALSE;
    }

  return !g_atomic_int_get (&self->keep_bytes) || pack (self, stream, part, Z_FINISH);
}

static gpointer
run (gpointer data)
{
  PlimOriginal *self = data;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *part = g_malloc (PART_SIZE);
  z_stream stream = { .next_out = part, .avail_out = PART_SIZE };
  GError *error = NULL;

  deflateInit (&stream, PACKING_LEVEL);
  if (read_all (self, checksum, &stream, part, &error))
    self->sha256 = g_strdup (g_checksum_get_string (checksum));
  deflateEnd (&stream);

  g_mutex_lock (&self->lock);
  self->error = error;
  self->finished = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return NULL;
}

PlimOriginal *
plim_original_start (int      fd,
                     gboolean keep_bytes)
{
  PlimOriginal *self = g_new0 (PlimOriginal, 1);

  self->fd = fd;
  self->keep_bytes = keep_bytes;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->parts);
  self->thread = g_thread_new ("original", run, self);

  return self;
}

void
plim_original_drop_bytes (PlimOriginal *self)
{
  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->keep_bytes, FALSE);
  g_queue_clear_full (&self->parts, (GDestroyNotify) g_bytes_unref);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

GBytes *
plim_original_take_part (PlimOriginal *self,
                         gboolean      wait)
{
  GBytes *part;

  g_mutex_lock (&self->lock);
  while (wait && !self->finished && g_queue_is_empty (&self->parts))
    g_cond_wait (&self->changed, &self->lock);
  part = g_queue_pop_head (&self->parts);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return part;
}

gboolean
plim_original_finish (PlimOriginal  *self,
                      char         **sha256,
                      guint64       *size,
                      GError       **error)
{
  g_clear_pointer (&self->thread, g_thread_join);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  *sha256 = g_strdup (self->sha256);
  *size = self->size;

  return TRUE;
}

void
plim_original_free (PlimOriginal *self)
{
  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->stopped, TRUE);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&self->thread, g_thread_join);
  g_queue_clear_full (&self->parts, (GDestroyNotify) g_bytes_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->sha256);
  g_free (self);
}

char *
plim_original_query_digest (PlimStore  *store,
                            gint64      import_id,
                            GError    **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  z_stream stream = { 0 };
  GError *failure = NULL;
  guint n_parts = 0;
  int result = Z_OK;

  inflateInit (&stream);
  while (result == Z_OK && failure == NULL)
    {
      g_autoptr(GBytes) part = plim_import_query_original (store, import_id, n_parts++, &failure);
      gsize size;

      if (part == NULL)
        break;
      stream.next_in = (guint8 *) g_bytes_get_data (part, &size);
      stream.avail_in = (guint) size;
      do
        {
          stream.next_out = chunk;
          stream.avail_out = CHUNK_SIZE;
          result = inflate (&stream, Z_NO_FLUSH);
          if (result == Z_OK || result == Z_STREAM_END)
            g_checksum_update (checksum, chunk, CHUNK_SIZE - stream.avail_out);
        }
      while (result == Z_OK && stream.avail_out == 0);
      if (result == Z_BUF_ERROR)
        result = Z_OK;
    }
  inflateEnd (&stream);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (result != Z_STREAM_END)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED, "the compressed original is damaged");
      return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}
