#define _GNU_SOURCE
#include "config.h"

#include "app/import/plim-fetch-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/plim-error.h"

#define BUFFER_BYTES (256 * 1024)
#define PIPE_BYTES   (1024 * 1024)
#define DIGEST_BYTES 32

struct _PlimFetchStream
{
  PlimFetchConnection *connection;
  char                *sql;
  GCancellable        *stop;
  GThread             *thread;
  int                  read_fd;
  int                  write_fd;

  guint8              *buffer;
  gsize                n_buffered;
  guint64              n_bytes;
  guint64              n_lines;          /* with the line of names; read by others through n_rows */
  gsize                n_rows;           /* atomic */
  GChecksum           *checksum;
  char                *head;             /* the line of names */
  guint64              sum[DIGEST_BYTES / 8];
  GError              *failure;
};

/* The sum of all rows' digests modulo 2^256, which does not ask for their order. */
static void
add_digest (PlimFetchStream *self,
            const char      *line,
            gsize            size)
{
  union { guint8 bytes[DIGEST_BYTES]; guint64 words[DIGEST_BYTES / 8]; } digest;
  gsize length = DIGEST_BYTES;
  guint64 carry = 0;

  g_checksum_reset (self->checksum);
  g_checksum_update (self->checksum, (const guchar *) line, (gssize) size);
  g_checksum_get_digest (self->checksum, digest.bytes, &length);
  for (guint i = 0; i < G_N_ELEMENTS (self->sum); i++)
    {
      guint64 word = GUINT64_FROM_LE (digest.words[i]);
      guint64 sum = self->sum[i] + word, with_carry = sum + carry;

      carry = sum < word || with_carry < sum;
      self->sum[i] = with_carry;
    }
}

/* The pipe is as slow as whoever reads; when they are gone the error is theirs. */
static gboolean
flush (PlimFetchStream  *self,
       GError          **error)
{
  gsize written = 0;

  while (written < self->n_buffered)
    {
      gssize n = write (self->write_fd, self->buffer + written, self->n_buffered - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, g_strerror (errno));
          return FALSE;
        }
      written += (gsize) n;
    }
  self->n_buffered = 0;

  return TRUE;
}

static gboolean
take_line_cb (const char  *line,
              gsize        size,
              gpointer     data,
              GError     **error)
{
  PlimFetchStream *self = data;

  if (g_cancellable_set_error_if_cancelled (self->stop, error))
    return FALSE;
  if (self->n_lines++ == 0)
    self->head = g_strndup (line, size);
  else
    {
      add_digest (self, line, size);
      g_atomic_pointer_set (&self->n_rows, self->n_lines - 1);
    }
  self->n_bytes += size;

  while (size > 0)
    {
      gsize part = MIN (size, BUFFER_BYTES - self->n_buffered);

      memcpy (self->buffer + self->n_buffered, line, part);
      self->n_buffered += part;
      line += part;
      size -= part;
      if (self->n_buffered == BUFFER_BYTES && !flush (self, error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
run_stream (gpointer data)
{
  PlimFetchStream *self = data;
  sigset_t pipe_signal;

  /* A reader that is gone is an error of write() in this thread, not the end of the program. */
  sigemptyset (&pipe_signal);
  sigaddset (&pipe_signal, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe_signal, NULL);

  if (plim_fetch_connection_copy (self->connection, self->sql, take_line_cb, self, self->stop, &self->failure))
    flush (self, &self->failure);
  close (self->write_fd);
  self->write_fd = -1;

  return NULL;
}

PlimFetchStream *
plim_fetch_stream_start (PlimFetchConnection  *connection,
                         const char           *sql,
                         GError              **error)
{
  PlimFetchStream *self;
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, _("no pipe to the reading process could be made: %s"), g_strerror (errno));
      return NULL;
    }
  /* A wide pipe keeps both sides busy; a narrow one is only slower. */
  fcntl (ends[0], F_SETPIPE_SZ, PIPE_BYTES);

  self = g_new0 (PlimFetchStream, 1);
  self->connection = connection;
  self->sql = g_strdup (sql);
  self->stop = g_cancellable_new ();
  self->read_fd = ends[0];
  self->write_fd = ends[1];
  self->buffer = g_malloc (BUFFER_BYTES);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->thread = g_thread_new ("fetch", run_stream, self);

  return self;
}

int
plim_fetch_stream_get_fd (PlimFetchStream *self)
{
  return self->read_fd;
}

guint64
plim_fetch_stream_count_rows (PlimFetchStream *self)
{
  return (guint64) (gsize) g_atomic_pointer_get (&self->n_rows);
}

/* Without a reader a writer that waits for room in the pipe comes back with an error. */
void
plim_fetch_stream_stop (PlimFetchStream *self)
{
  g_cancellable_cancel (self->stop);
  if (self->read_fd >= 0)
    close (self->read_fd);
  self->read_fd = -1;
}

static char *
make_sha256 (PlimFetchStream *self)
{
  guint64 words[DIGEST_BYTES / 8];

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = GUINT64_TO_LE (self->sum[i]);
  g_checksum_reset (self->checksum);
  g_checksum_update (self->checksum, (const guchar *) self->head, -1);
  g_checksum_update (self->checksum, (const guchar *) words, sizeof words);

  return g_strdup (g_checksum_get_string (self->checksum));
}

gboolean
plim_fetch_stream_finish (PlimFetchStream  *self,
                          guint64          *n_bytes,
                          char            **sha256,
                          GError          **error)
{
  g_clear_pointer (&self->thread, g_thread_join);
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return FALSE;
    }

  *n_bytes = self->n_bytes;
  *sha256 = make_sha256 (self);

  return TRUE;
}

void
plim_fetch_stream_free (PlimFetchStream *self)
{
  if (self == NULL)
    return;
  plim_fetch_stream_stop (self);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_error (&self->failure);
  g_clear_object (&self->stop);
  g_checksum_free (self->checksum);
  g_free (self->head);
  g_free (self->buffer);
  g_free (self->sql);
  g_free (self);
}
