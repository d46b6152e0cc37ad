#include "config.h"

#include "app/import/plim-record-stream.h"

#include "app/import/plim-log-check.h"
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
  gboolean is_finished;
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

/* A message may quote bytes of the file, or a library's words about them. */
static PlimImportMessage *
make_valid (const PlimImportMessage *message)
{
  g_autofree char *element = g_utf8_make_valid (message->element, -1);
  g_autofree char *text = g_utf8_make_valid (message->text, -1);

  return plim_import_message_new (message->severity, message->line, message->column, element, text);
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
  g_autoptr(PlimImportMessage) valid = make_valid (message);

  put_header (self, PLIM_FRAME_MESSAGE, measure_message (valid));
  put_message (self, valid);
}

void
plim_record_writer_progress (PlimRecordWriter *self,
                             guint64           bytes_read)
{
  send_fixes (self);
  put_header (self, PLIM_FRAME_PROGRESS, sizeof bytes_read);
  put (self, &bytes_read, sizeof bytes_read);
  if (++self->n_progress >= PROGRESS_FRAMES)
    flush (self);
}

static gsize
measure_text (const char *text)
{
  return sizeof (guint32) + (text != NULL ? strlen (text) + 1 : 0);
}

static void
put_text (PlimRecordWriter *self,
          const char       *text)
{
  put_number (self, text != NULL ? strlen (text) : PLIM_FRAME_NO_TEXT);
  if (text != NULL)
    put (self, text, strlen (text) + 1);
}

/* The texts of one frame, cleaned; what is said of them is measured first. */
static void
put_frame (PlimRecordWriter   *self,
           PlimFrameKind       kind,
           gconstpointer       numbers,
           gsize               numbers_size,
           const char * const *texts,
           guint               n_texts)
{
  char *clean[5];
  gsize size = numbers_size;

  g_assert (n_texts <= G_N_ELEMENTS (clean));
  send_fixes (self);
  for (guint i = 0; i < n_texts; i++)
    {
      /* The last text of a head is the preview of columns. */
      gboolean is_columns = kind == PLIM_FRAME_LOG && i >= 2;

      clean[i] = plim_log_clean_text (texts[i], is_columns ? PLIM_LOG_COLUMNS_MAX : PLIM_LOG_TEXT_MAX, is_columns);
      size += measure_text (clean[i]);
    }
  put_header (self, kind, size);
  put (self, numbers, numbers_size);
  for (guint i = 0; i < n_texts; i++)
    {
      put_text (self, clean[i]);
      g_free (clean[i]);
    }
}

void
plim_record_writer_log (PlimRecordWriter  *self,
                        const PlimLogHead *head)
{
  const guint32 numbers[] = { head->kind, head->exercise };
  const char * const texts[] = { head->title, head->publisher, head->mapping, head->columns };

  put_frame (self, PLIM_FRAME_LOG, numbers, sizeof numbers, texts, G_N_ELEMENTS (texts));
}

void
plim_record_writer_craft (PlimRecordWriter   *self,
                          const PlimLogCraft *craft)
{
  put_frame (self, PLIM_FRAME_CRAFT, &craft->craft, sizeof craft->craft, &craft->name, 1);
}

void
plim_record_writer_static (PlimRecordWriter    *self,
                           const PlimLogStatic *statics)
{
  guint8 numbers[4 * sizeof (gint32) + sizeof (gint64)];
  const gint32 small[] = { (gint32) statics->craft, statics->length_m, statics->width_m, statics->draught_tenths };
  const char * const texts[] = { statics->imo, statics->name, statics->callsign, statics->destination, statics->ship_type };

  memcpy (numbers, small, sizeof small);
  memcpy (numbers + sizeof small, &statics->time_s, sizeof statics->time_s);
  put_frame (self, PLIM_FRAME_STATIC, numbers, sizeof numbers, texts, G_N_ELEMENTS (texts));
}

void
plim_record_writer_path (PlimRecordWriter  *self,
                         const PlimLogPath *path)
{
  guint first = 0;

  g_return_if_fail (path->n_points > 0);

  /* Pieces of a long one meet in a point. */
  do
    {
      guint32 n = MIN (path->n_points - first, PLIM_LOG_PATH_MAX);
      gsize size = sizeof n + 2 * n * sizeof (gint32);
      g_autofree guint8 *numbers = g_malloc (size);

      memcpy (numbers, &n, sizeof n);
      memcpy (numbers + sizeof n, path->points + 2 * first, size - sizeof n);
      put_frame (self, PLIM_FRAME_PATH, numbers, size, &path->name, 1);
      first += n - 1;
    }
  while (first + 1 < path->n_points);
}

void
plim_record_writer_place (PlimRecordWriter   *self,
                          const PlimLogPlace *place)
{
  guint8 numbers[2 * sizeof (gint32) + sizeof (gint64)];

  memcpy (numbers, &place->lat_e6, sizeof place->lat_e6);
  memcpy (numbers + 4, &place->lon_e6, sizeof place->lon_e6);
  memcpy (numbers + 8, &place->time_s, sizeof place->time_s);
  put_frame (self, PLIM_FRAME_PLACE, numbers, sizeof numbers, &place->name, 1);
}

void
plim_record_writer_reject (PlimRecordWriter    *self,
                           const PlimLogReject *reject)
{
  guint8 numbers[2 * sizeof (guint32) + sizeof (guint64)];
  const guint32 reason = reject->reason;

  memcpy (numbers, &reason, sizeof reason);
  memcpy (numbers + 4, &reject->line, sizeof reject->line);
  memcpy (numbers + 8, &reject->count, sizeof reject->count);
  put_frame (self, PLIM_FRAME_REJECT, numbers, sizeof numbers, &reject->text, 1);
}

void
plim_record_writer_finish (PlimRecordWriter        *self,
                           const PlimImportMessage *failure,
                           PlimError                code)
{
  if (self->is_finished)
    return;
  self->is_finished = TRUE;
  send_fixes (self);
  if (failure == NULL)
    put_header (self, PLIM_FRAME_DONE, 0);
  else
    {
      g_autoptr(PlimImportMessage) valid = make_valid (failure);

      put_header (self, PLIM_FRAME_FAILURE, sizeof (guint32) + measure_message (valid));
      put_number (self, code);
      put_message (self, valid);
    }
  flush (self);
}
