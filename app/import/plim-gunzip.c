#include "config.h"

#include "app/import/plim-gunzip.h"

#include <glib/gi18n.h>
#include <zlib.h>

#define WITH_HEADER (15 + 16)

struct _PlimGunzip
{
  PlimGunzipFill fill;
  gpointer       data;
  z_stream       stream;
  gboolean       is_between;   /* one archive has ended, and another may begin */
};

PlimGunzip *
plim_gunzip_new (PlimGunzipFill fill,
                 gpointer       data)
{
  PlimGunzip *self = g_new0 (PlimGunzip, 1);

  self->fill = fill;
  self->data = data;
  if (inflateInit2 (&self->stream, WITH_HEADER) != Z_OK)
    g_error ("no memory for unpacking");

  return self;
}

void
plim_gunzip_free (PlimGunzip *self)
{
  if (self == NULL)
    return;
  inflateEnd (&self->stream);
  g_free (self);
}

static gssize
fill (PlimGunzip *self)
{
  const guint8 *bytes = NULL;
  gssize n = self->fill (&bytes, self->data);

  self->stream.next_in = (guint8 *) bytes;
  self->stream.avail_in = MAX (n, 0);

  return n;
}

/* Tapes and blocks end with zeros; whatever else stands there was not packed with the rest. */
static gboolean
begin_next (PlimGunzip  *self,
            const char **problem)
{
  while (self->stream.avail_in > 0 && *self->stream.next_in == 0)
    {
      self->stream.next_in++;
      self->stream.avail_in--;
    }
  if (self->stream.avail_in == 0)
    return TRUE;
  if (*self->stream.next_in != 0x1f)
    {
      *problem = _("behind its end stands something else");
      return FALSE;
    }
  self->is_between = FALSE;
  inflateReset (&self->stream);

  return TRUE;
}

gssize
plim_gunzip_read (PlimGunzip  *self,
                  gpointer     buffer,
                  gsize        size,
                  const char **problem)
{
  z_stream *stream = &self->stream;

  *problem = NULL;
  stream->next_out = buffer;
  stream->avail_out = MIN (size, G_MAXINT);
  while (stream->next_out == buffer)
    {
      int result;

      if (stream->avail_in == 0)
        {
          gssize n = fill (self);

          if (n < 0)
            return -1;
          if (n == 0 && self->is_between)
            return 0;
          if (n == 0)
            {
              *problem = _("it ends too early");
              return -1;
            }
        }
      if (self->is_between)
        {
          if (!begin_next (self, problem))
            return -1;
          continue;
        }
      result = inflate (stream, Z_NO_FLUSH);
      self->is_between = result == Z_STREAM_END;
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        {
          *problem = stream->msg != NULL ? stream->msg : _("it cannot be unpacked");
          return -1;
        }
    }

  return stream->next_out - (guint8 *) buffer;
}
