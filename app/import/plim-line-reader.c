#include "config.h"

#include "app/import/plim-line-reader.h"

#include <string.h>

#define CHUNK_BYTES (256 * 1024)
#define SLACK_BYTES 8

typedef enum { UTF8, UTF16_LE, UTF16_BE } Letters;

struct _PlimLineReader
{
  PlimByteSource   *source;
  PlimRecordWriter *writer;
  char             *buffer;       /* what is left of the last chunk, and the next one */
  gsize             start, end, room;
  guint8           *raw;          /* of UTF-16 */
  gsize             raw_left;
  gunichar          high;         /* the first half of a pair, or 0 */
  Letters           letters;
  gboolean          is_started, at_end, skipping;
  char              line_end;
  guint32           line;
};

PlimLineReader *
plim_line_reader_new (PlimByteSource   *source,
                      PlimRecordWriter *writer)
{
  PlimLineReader *self = g_new0 (PlimLineReader, 1);

  self->source = source;
  self->writer = writer;
  self->room = PLIM_LINE_MAX_BYTES + 2 * CHUNK_BYTES;
  self->buffer = g_malloc0 (self->room + SLACK_BYTES);

  return self;
}

void
plim_line_reader_free (PlimLineReader *self)
{
  if (self == NULL)
    return;
  g_free (self->buffer);
  g_free (self->raw);
  g_free (self);
}

/* The second half of a pair without the first becomes U+FFFD; a first without a second is left out. */
static void
append_letter (PlimLineReader *self,
               gunichar        unit)
{
  gunichar letter = unit;

  if (unit >= 0xd800 && unit < 0xdc00)
    {
      self->high = unit;
      return;
    }
  if (unit >= 0xdc00 && unit < 0xe000)
    letter = self->high != 0 ? 0x10000 + ((self->high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd;
  self->high = 0;
  self->end += g_unichar_to_utf8 (letter, self->buffer + self->end);
}

/* The next chunk behind what is left; a letter of UTF-16 is at most three bytes of UTF-8, for two. */
static gboolean
fill (PlimLineReader  *self,
      GError         **error)
{
  gboolean wide = self->letters != UTF8;
  gssize n;

  memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  n = wide ? plim_byte_source_read (self->source, self->raw + self->raw_left, CHUNK_BYTES - self->raw_left, error)
           : plim_byte_source_read (self->source, self->buffer + self->end, CHUNK_BYTES, error);
  if (n < 0)
    return FALSE;
  if (n == 0)
    {
      GError *failure = NULL;

      if (plim_byte_source_next_member (self->source, &failure))
        {
          /* A member without a last line end does not run into the next one. */
          if (self->end > 0)
            self->buffer[self->end++] = self->line_end;
          return TRUE;
        }
      self->at_end = TRUE;
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      return TRUE;
    }
  plim_record_writer_progress (self->writer, plim_byte_source_get_position (self->source));
  if (!wide)
    {
      self->end += n;
      return TRUE;
    }

  self->raw_left += n;
  for (gsize i = 0; i + 1 < self->raw_left; i += 2)
    append_letter (self, self->letters == UTF16_LE ? self->raw[i] | self->raw[i + 1] << 8 : self->raw[i] << 8 | self->raw[i + 1]);
  self->raw[0] = self->raw[self->raw_left - 1];
  self->raw_left %= 2;

  return TRUE;
}

/* Lines of old Macintosh programs end with a carriage return alone. */
static char
find_line_end (const guint8 *head,
               gsize         size)
{
  return memchr (head, '\n', size) == NULL && memchr (head, '\r', size) != NULL ? '\r' : '\n';
}

/* The names of columns are ASCII: in UTF-16 every other byte of them is NUL, whether or not a mark says so. */
static Letters
find_letters (const guint8 *head,
              gsize         size)
{
  gsize even = 0, odd = 0, i;

  for (i = 0; i < MIN (size, 16); i += 2)
    even += head[i] == 0;
  for (i = 1; i < MIN (size, 16); i += 2)
    odd += head[i] == 0;

  return size < 16 ? UTF8 : odd == 8 && even == 0 ? UTF16_LE : even == 8 && odd == 0 ? UTF16_BE : UTF8;
}

static gboolean
start (PlimLineReader  *self,
       GError         **error)
{
  gsize size;
  const guint8 *head = plim_byte_source_peek (self->source, &size, error);
  gboolean is_marked;
  guint8 mark[3];

  self->is_started = TRUE;
  if (head == NULL)
    return FALSE;
  self->line_end = find_line_end (head, size);
  is_marked = size >= 2 && ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff));
  self->letters = is_marked ? (head[0] == 0xff ? UTF16_LE : UTF16_BE) : find_letters (head, size);
  if (self->letters != UTF8)
    self->raw = g_malloc (CHUNK_BYTES);
  if (is_marked)
    return plim_byte_source_read (self->source, mark, 2, error) == 2;
  if (size >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    return plim_byte_source_read (self->source, mark, 3, error) == 3;

  return TRUE;
}

gboolean
plim_line_reader_next (PlimLineReader  *self,
                       char           **line,
                       gsize           *length,
                       gboolean        *is_cut,
                       GError         **error)
{
  gsize searched = 0;

  if (!self->is_started && !start (self, error))
    return FALSE;
  for (;;)
    {
      char *from = self->buffer + self->start;
      char *found = memchr (from + searched, self->line_end, self->end - self->start - searched);
      gsize size = found != NULL ? (gsize) (found - from) : self->end - self->start;

      *is_cut = FALSE;
      if (found != NULL || (self->at_end && size > 0) || size > PLIM_LINE_MAX_BYTES)
        {
          gboolean was_skipping = self->skipping;

          self->start += size + (found != NULL);
          self->skipping = found == NULL && !self->at_end;
          searched = 0;
          /* The rest of a line whose beginning has been given. */
          if (was_skipping)
            continue;
          *is_cut = size > PLIM_LINE_MAX_BYTES;
          size = MIN (size, PLIM_LINE_MAX_BYTES);
          if (size > 0 && from[size - 1] == '\r')
            size--;
          from[size] = '\0';
          self->line++;
          *line = from;
          *length = size;
          return TRUE;
        }
      if (self->at_end)
        return FALSE;
      searched = size;
      if (!fill (self, error))
        return FALSE;
    }
}

guint32
plim_line_reader_get_line (PlimLineReader *self)
{
  return self->line;
}
