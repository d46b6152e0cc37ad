#include "config.h"

#include "app/import/plim-record-stream.h"

#include "app/import/plim-record-frame.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES    (128 * 1024)
/* Progress shows at least this often in bytes of the file, even if there is nothing else to send. */
#define PROGRESS_FRAMES 16

struct _PlimRecordWriter
{
  int     fd;
  guint8  buffer[BUFFER_BYTES];
  gsize   size;
  PlimFix fixes[PLIM_FIX_BATCH];
  guint   n_fixes;
  guint   n_progress;
};

static void
write_out (PlimRecordWriter *self,
           const guint8     *bytes,
           gsize             size)
{
  while (size > 0)
    {
      gssize n = write (self->fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (1);
      bytes += n;
      size -= n;
    }
}

static void
flush (PlimRecordWriter *self)
{
  write_out (self, self->buffer, self->size);
  self->size = 0;
  self->n_progress = 0;
}

static void
put (PlimRecordWriter *self,
     gconstpointer     bytes,
     gsize             size)
{
  if (self->size + size > BUFFER_BYTES)
    flush (self);
  if (size > BUFFER_BYTES)
    {
      write_out (self, bytes, size);
      return;
    }
  memcpy (self->buffer + self->size, bytes, size);
  self->size += size;
}

static void
put_number (PlimRecordWriter *self,
            guint32           number)
{
  put (self, &number, sizeof number);
}

static void
put_header (PlimRecordWriter *self,
            PlimFrameKind     kind,
            gsize             size)
{
  guint8 byte = kind;

  put_number (self, size);
  put (self, &byte, 1);
}

static void
send_fixes (PlimRecordWriter *self)
{
  if (self->n_fixes == 0)
    return;
  put_header (self, PLIM_FRAME_FIXES, self->n_fixes * sizeof (PlimFix));
  put (self, self->fixes, self->n_fixes * sizeof (PlimFix));
  self->n_fixes = 0;
}

static void
put_message (PlimRecordWriter        *self,
             const PlimImportMessage *message)
{
  gsize element_size = strlen (message->element);

  put_number (self, message->severity);
  put_number (self, message->line);
  put_number (self, message->column);
  put_number (self, element_size);
  put (self, message->element, element_size + 1);
  put (self, message->text, strlen (message->text) + 1);
}

static gsize
measure_message (const PlimImportMessage *message)
{
  return 4 * sizeof (guint32) + strlen (message->element) + 1 + strlen (message->text) + 1;
}

PlimRecordWriter *
plim_record_writer_new (int fd)
{
  PlimRecordWriter *self = g_new0 (PlimRecordWriter, 1);

  self->fd = fd;

  return self;
}

void
plim_record_writer_free (PlimRecordWriter *self)
{
  g_free (self);
}

void
plim_record_writer_start (PlimRecordWriter    *self,
                          PlimElementKind      kind,
                          guint                line,
                          guint                column,
                          const PlimNodeValue *values,
                          guint                n_values)
{
  gsize size = 4 * sizeof (guint32);

  send_fixes (self);
  for (guint i = 0; i < n_values; i++)
    size += 2 * sizeof (guint32) + strlen (values[i].value) + 1;
  put_header (self, PLIM_FRAME_START, size);
  put_number (self, kind);
  put_number (self, line);
  put_number (self, column);
  put_number (self, n_values);
  for (guint i = 0; i < n_values; i++)
    {
      gsize length = strlen (values[i].value);

      put_number (self, values[i].attribute);
      put_number (self, length);
      put (self, values[i].value, length + 1);
    }
}

void
plim_record_writer_text (PlimRecordWriter *self,
                         const char       *text)
{
  gsize size = strlen (text) + 1;

  put_header (self, PLIM_FRAME_TEXT, size);
  put (self, text, size);
}

void
plim_record_writer_end (PlimRecordWriter *self)
{
  send_fixes (self);
  put_header (self, PLIM_FRAME_END, 0);
}

void
plim_record_writer_fix (PlimRecordWriter *self,
                        const PlimFix    *fix)
{
  self->fixes[self->n_fixes++] = *fix;
  if (self->n_fixes == PLIM_FIX_BATCH)
    send_fixes (self);
}

void
plim_record_writer_message (PlimRecordWriter        *self,
                            const PlimImportMessage *message)
{
  put_header (self, PLIM_FRAME_MESSAGE, measure_message (message));
  put_message (self, message);
}

void
plim_record_writer_progress (PlimRecordWriter *self,
                             guint64           bytes_read)
{
  put_header (self, PLIM_FRAME_PROGRESS, sizeof bytes_read);
  put (self, &bytes_read, sizeof bytes_read);
  if (++self->n_progress >= PROGRESS_FRAMES)
    flush (self);
}

void
plim_record_writer_finish (PlimRecordWriter        *self,
                           const PlimImportMessage *failure,
                           PlimError                code)
{
  if (failure == NULL)
    put_header (self, PLIM_FRAME_DONE, 0);
  else
    {
      put_header (self, PLIM_FRAME_FAILURE, sizeof (guint32) + measure_message (failure));
      put_number (self, code);
      put_message (self, failure);
    }
  flush (self);
}
