#include "config.h"

#include "app/import/plim-byte-source.h"

#include "app/import/plim-gunzip.h"
#include "app/import/plim-sniff.h"
#include "app/plim-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RAW_BYTES      (128 * 1024)
#define PEEK_BYTES     (64 * 1024)
#define TOTAL_MAX      (G_GUINT64_CONSTANT (64) * 1024 * 1024 * 1024)
#define FREE_BYTES     (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define RATIO_MAX      1000
/* A ZIP archive ends with its directory, and that with a record of 22 bytes and a comment. */
#define TAIL_BYTES     (128 * 1024)
#define END_BYTES      22
#define ENTRY_BYTES    46

struct _PlimByteSource
{
  int             fd;
  guint8          raw[RAW_BYTES];
  gsize           raw_start;
  gsize           raw_end;
  gboolean        raw_at_end;
  int             read_errno;
  guint64         position;     /* of the file's own bytes */

  gboolean        is_open;
  struct archive *archive;      /* of xz and ZIP */
  PlimGunzip     *gunzip;       /* without either the bytes are as they are */
  gboolean        is_zip;
  gboolean        in_member;
  char           *suffix;       /* of the first member that was taken */
  guint           n_passed;     /* members of another ending, which might have been logs too */
  guint64         unpacked;
  char           *packing;
  guint8         *tail;         /* of a ZIP archive: the last bytes that were read */
  gsize           tail_size;

  guint8         *peeked;
  gsize           peeked_start;
  gsize           peeked_end;
};

static const char * const suffixes[] = {
  ".csv", ".tsv", ".txt", ".log", ".nmea", ".nm4", ".ais", ".aivdm", ".gpx", ".kml", ".json", ".geojson", ".xml",
};

static void
keep_tail (PlimByteSource *self,
           const guint8   *bytes,
           gsize           n)
{
  gsize kept = MIN (self->tail_size, TAIL_BYTES - MIN (n, TAIL_BYTES));

  if (n > TAIL_BYTES)
    {
      bytes += n - TAIL_BYTES;
      n = TAIL_BYTES;
    }
  memmove (self->tail, self->tail + self->tail_size - kept, kept);
  memcpy (self->tail + kept, bytes, n);
  self->tail_size = kept + n;
}

/* More of the file into the buffer, behind what is left there. */
static gboolean
fill_raw (PlimByteSource *self)
{
  gssize n;

  if (self->raw_start == self->raw_end)
    self->raw_start = self->raw_end = 0;
  do
    n = read (self->fd, self->raw + self->raw_end, RAW_BYTES - self->raw_end);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      self->read_errno = errno;
      return FALSE;
    }
  if (self->tail != NULL)
    keep_tail (self, self->raw + self->raw_end, n);
  self->raw_at_end = n == 0;
  self->raw_end += n;
  self->position += n;

  return TRUE;
}

static gssize
fill_cb (const guint8 **bytes,
         gpointer       data)
{
  PlimByteSource *self = data;
  gsize size;

  if (self->raw_start == self->raw_end && !self->raw_at_end && !fill_raw (self))
    return -1;
  *bytes = self->raw + self->raw_start;
  size = self->raw_end - self->raw_start;
  self->raw_start = self->raw_end;

  return size;
}

static la_ssize_t
read_cb (struct archive  *archive,
         void            *data,
         const void     **buffer)
{
  PlimByteSource *self = data;
  const guint8 *bytes = NULL;
  gssize size = fill_cb (&bytes, data);

  if (size < 0)
    archive_set_error (archive, self->read_errno, "%s", g_strerror (self->read_errno));
  *buffer = bytes;

  return size < 0 ? ARCHIVE_FATAL : size;
}

static void
set_damaged (PlimByteSource  *self,
             const char      *words,
             GError         **error)
{
  g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("this is %s, and it is damaged or cut off: %s"), self->packing, words);
}

static gboolean
fail_unpacking (PlimByteSource  *self,
                GError         **error)
{
  const char *words = archive_error_string (self->archive);

  /* A dictionary of gibibytes, which some packers are asked for, and attackers ask for. */
  if (archive_errno (self->archive) == ENOMEM)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT,
                 _("this is %s, and to unpack it takes more memory than reading may have; pack it with a smaller dictionary, or unpack it"),
                 self->packing);
  else
    set_damaged (self, words != NULL && strstr (words, "No progress") == NULL ? words : _("it ends too early"), error);

  return FALSE;
}

static const char *
find_suffix (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize length = strlen (name), wanted = strlen (suffixes[i]);

      if (length > wanted && g_ascii_strcasecmp (name + length - wanted, suffixes[i]) == 0)
        return suffixes[i];
    }

  return NULL;
}

/* Programs that pack on a Mac put a shadow beside each file. */
static gboolean
is_shadow (const char *name)
{
  const char *base = strrchr (name, '/');

  return g_str_has_prefix (name, "__MACOSX/") || g_str_has_prefix (base != NULL ? base + 1 : name, "._");
}

static gboolean
find_member (PlimByteSource  *self,
             GError         **error)
{
  struct archive_entry *entry;
  int result;

  self->in_member = FALSE;
  while ((result = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN)
    {
      const char *name, *suffix;

      if (!self->is_zip)
        {
          self->in_member = TRUE;
          return TRUE;
        }
      name = archive_entry_pathname (entry);
      suffix = name != NULL && !is_shadow (name) ? find_suffix (name) : NULL;
      if (suffix != NULL && self->suffix != NULL && strcmp (self->suffix, suffix) != 0)
        {
          self->n_passed++;
          continue;
        }
      if (suffix == NULL)
        continue;
      if (archive_entry_is_encrypted (entry))
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("what is in this archive is encrypted and cannot be read"));
          return FALSE;
        }
      if (self->suffix == NULL)
        self->suffix = g_strdup (suffix);
      self->in_member = TRUE;
      return TRUE;
    }

  return result == ARCHIVE_EOF ? FALSE : fail_unpacking (self, error);
}

static gboolean
open_archive (PlimByteSource  *self,
              gboolean         is_zip,
              GError         **error)
{
  GError *failure = NULL;

  self->is_zip = is_zip;
  self->archive = archive_read_new ();
  if (is_zip)
    {
      self->tail = g_malloc (TAIL_BYTES);
      keep_tail (self, self->raw, self->raw_end);
      archive_read_support_format_zip_streamable (self->archive);
    }
  else
    {
      archive_read_support_filter_xz (self->archive);
      archive_read_support_format_raw (self->archive);
    }
  if (archive_read_open (self->archive, self, NULL, read_cb, NULL) != ARCHIVE_OK)
    return fail_unpacking (self, error);
  if (!find_member (self, &failure) && failure == NULL && is_zip)
    g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_FORMAT,
                 _("this is %s, and there is no log, table or drawing in it"), self->packing);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  return TRUE;
}

static gboolean
settle_packing (PlimByteSource  *self,
                GError         **error)
{
  static const char gzip[] = "\x1f\x8b", xz[] = "\xfd" "7zXZ\0", zip[] = "PK\3\4";

  while (!self->raw_at_end && self->raw_end < 512)
    if (!fill_raw (self))
      {
        g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("the file cannot be read: %s"), g_strerror (self->read_errno));
        return FALSE;
      }
  self->is_open = TRUE;

  if (self->raw_end >= 6 && (memcmp (self->raw, gzip, 2) == 0 || memcmp (self->raw, xz, 6) == 0 || memcmp (self->raw, zip, 4) == 0))
    {
      self->packing = plim_sniff_bytes (self->raw, MIN (self->raw_end, 512));
      if (memcmp (self->raw, gzip, 2) != 0)
        return open_archive (self, memcmp (self->raw, zip, 4) == 0, error);
      self->gunzip = plim_gunzip_new (fill_cb, self);
    }

  return TRUE;
}

static gssize
read_plain (PlimByteSource  *self,
            gpointer         buffer,
            gsize            size,
            GError         **error)
{
  gsize left = self->raw_end - self->raw_start;
  gssize n;

  if (left > 0)
    {
      n = MIN (left, size);
      memcpy (buffer, self->raw + self->raw_start, n);
      self->raw_start += n;
      return n;
    }
  if (self->raw_at_end)
    return 0;
  do
    n = read (self->fd, buffer, size);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("the file cannot be read: %s"), g_strerror (errno));
      return -1;
    }
  self->raw_at_end = n == 0;
  self->position += n;

  return n;
}

static gssize
read_gunzip (PlimByteSource  *self,
             gpointer         buffer,
             gsize            size,
             GError         **error)
{
  const char *problem;
  gssize n = plim_gunzip_read (self->gunzip, buffer, size, &problem);

  if (n < 0 && problem != NULL)
    set_damaged (self, problem, error);
  else if (n < 0)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("the file cannot be read: %s"), g_strerror (self->read_errno));

  return n;
}

static gssize
read_member (PlimByteSource  *self,
             gpointer         buffer,
             gsize            size,
             GError         **error)
{
  gssize n;

  if (!self->in_member)
    return 0;
  do
    n = archive_read_data (self->archive, buffer, size);
  while (n == ARCHIVE_RETRY);
  if (n < 0)
    fail_unpacking (self, error);

  return n;
}

static gssize
read_unpacked (PlimByteSource  *self,
               gpointer         buffer,
               gsize            size,
               GError         **error)
{
  gssize n;

  if (self->gunzip != NULL)
    n = read_gunzip (self, buffer, size, error);
  else if (self->archive == NULL)
    return read_plain (self, buffer, size, error);
  else
    n = read_member (self, buffer, size, error);
  if (n < 0)
    return -1;
  self->unpacked += n;
  if (self->unpacked > TOTAL_MAX)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT, _("unpacked, the file is larger than 64 GiB, the most that is read"));
      return -1;
    }
  if (self->unpacked > FREE_BYTES && self->unpacked / RATIO_MAX > self->position)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT,
                   _("the file unpacks to more than a thousand times its size; it may be made to fill the machine"));
      return -1;
    }

  return n;
}

/* Once in the process's free time: a ZIP archive's times need the zone, and names the conversion of letters; both are files. */
void
plim_byte_source_prepare (void)
{
  g_setenv ("TZ", "UTC0", TRUE);
  tzset ();
  setlocale (LC_CTYPE, "C.UTF-8");
  /* A disk's failure has words, of which the letters and the language are looked up in files too. */
  g_get_charset (NULL);
  g_get_console_charset (NULL);
  strerror (EIO);
}

PlimByteSource *
plim_byte_source_new (int fd)
{
  PlimByteSource *self = g_new0 (PlimByteSource, 1);

  self->fd = fd;

  return self;
}

void
plim_byte_source_free (PlimByteSource *self)
{
  if (self == NULL)
    return;
  if (self->archive != NULL)
    archive_read_free (self->archive);
  plim_gunzip_free (self->gunzip);
  g_free (self->suffix);
  g_free (self->packing);
  g_free (self->peeked);
  g_free (self->tail);
  g_free (self);
}

const guint8 *
plim_byte_source_peek (PlimByteSource  *self,
                       gsize           *size,
                       GError         **error)
{
  if (!self->is_open && !settle_packing (self, error))
    return NULL;
  if (self->peeked == NULL)
    {
      self->peeked = g_malloc (PEEK_BYTES);
      while (self->peeked_end < PEEK_BYTES)
        {
          gssize n = read_unpacked (self, self->peeked + self->peeked_end, PEEK_BYTES - self->peeked_end, error);

          if (n < 0)
            return NULL;
          if (n == 0)
            break;
          self->peeked_end += n;
        }
    }
  *size = self->peeked_end;

  return self->peeked;
}

gssize
plim_byte_source_read (PlimByteSource  *self,
                       gpointer         buffer,
                       gsize            size,
                       GError         **error)
{
  if (!self->is_open && !settle_packing (self, error))
    return -1;
  if (self->peeked_start < self->peeked_end)
    {
      gsize n = MIN (size, self->peeked_end - self->peeked_start);

      memcpy (buffer, self->peeked + self->peeked_start, n);
      self->peeked_start += n;
      return n;
    }

  return read_unpacked (self, buffer, size, error);
}

gboolean
plim_byte_source_next_member (PlimByteSource  *self,
                              GError         **error)
{
  return self->is_zip && self->archive != NULL && find_member (self, error);
}

static guint32
get_number (const guint8 *at,
            guint         n_bytes)
{
  guint32 number = 0;

  while (n_bytes > 0)
    number = number << 8 | at[--n_bytes];

  return number;
}

/* Whether the directory at the end lies before its end, and what it lists before it. What is larger than 4 GiB says so
 * elsewhere and is not looked into, nor is the beginning of a directory that is longer than what was kept. */
static gboolean
is_directory_sound (const guint8 *tail,
                    gsize         size,
                    guint64       file_size)
{
  gsize end = size >= END_BYTES ? size - END_BYTES + 1 : 0;
  guint64 directory, tail_begin = file_size - size;
  gsize at;

  while (end > 0 && memcmp (tail + end - 1, "PK\5\6", 4) != 0)
    end--;
  if (end == 0)
    return FALSE;
  end--;

  directory = get_number (tail + end + 16, 4);
  if (directory == G_MAXUINT32)
    return TRUE;
  if (directory + get_number (tail + end + 12, 4) > tail_begin + end)
    return FALSE;
  if (directory < tail_begin)
    return TRUE;
  for (at = directory - tail_begin; at + ENTRY_BYTES <= end;)
    {
      guint32 begin = get_number (tail + at + 42, 4);

      if (memcmp (tail + at, "PK\1\2", 4) != 0 || (begin >= directory && begin != G_MAXUINT32))
        return FALSE;
      at += ENTRY_BYTES + get_number (tail + at + 28, 2) + get_number (tail + at + 30, 2) + get_number (tail + at + 32, 2);
    }

  return TRUE;
}

gboolean
plim_byte_source_finish (PlimByteSource  *self,
                         GError         **error)
{
  guint8 rest[4096];
  gssize n;

  /* The sums of what was unpacked stand behind it, also behind a drawing that says itself where it ends. */
  do
    n = self->packing != NULL ? read_unpacked (self, rest, sizeof rest, error) : 0;
  while (n > 0);
  if (n < 0)
    return FALSE;
  if (self->tail == NULL)
    return TRUE;
  while (!self->raw_at_end)
    {
      self->raw_start = self->raw_end = 0;
      if (!fill_raw (self))
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("the file cannot be read: %s"), g_strerror (self->read_errno));
          return FALSE;
        }
    }
  if (is_directory_sound (self->tail, self->tail_size, self->position))
    return TRUE;
  g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
               _("this is %s, and it is damaged or cut off: the directory at its end is missing or does not fit"), self->packing);

  return FALSE;
}

guint
plim_byte_source_count_passed (PlimByteSource *self)
{
  return self->n_passed;
}

char *
plim_byte_source_dup_packing (PlimByteSource *self)
{
  return g_strdup (self->packing);
}

guint64
plim_byte_source_get_position (PlimByteSource *self)
{
  return self->position;
}
