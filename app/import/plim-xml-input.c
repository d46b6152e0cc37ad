#include "config.h"

#include "app/import/plim-xml-input.h"

#include "app/import/plim-sniff.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <iconv.h>
#include <libxml/xmlerror.h>
#include <string.h>

#define RAW_BYTES  (64 * 1024)
#define HEAD_BYTES 512

typedef struct
{
  const char *label;        /* as a document may declare it, in capitals */
  const char *converter;    /* as iconv knows it, or NULL for UTF-8 itself */
  gboolean    single_byte;
} Encoding;

/* Korean, Japanese and Chinese labels stand for the fuller sets that documents so labelled
 * are in fact written in: CP949 for EUC-KR, CP932 for Shift_JIS, GB18030 for GB2312. */
static const Encoding encodings[] = {
  { "UTF-8", NULL, FALSE }, { "UTF8", NULL, FALSE }, { "US-ASCII", NULL, FALSE }, { "ASCII", NULL, FALSE },
  { "EUC-KR", "CP949", FALSE }, { "CP949", "CP949", FALSE }, { "UHC", "CP949", FALSE }, { "MS949", "CP949", FALSE },
  { "WINDOWS-949", "CP949", FALSE }, { "KS_C_5601-1987", "CP949", FALSE },
  { "SHIFT_JIS", "CP932", FALSE }, { "SHIFT-JIS", "CP932", FALSE }, { "SJIS", "CP932", FALSE },
  { "CP932", "CP932", FALSE }, { "WINDOWS-31J", "CP932", FALSE },
  { "GB18030", "GB18030", FALSE }, { "GB2312", "GB18030", FALSE }, { "GBK", "GB18030", FALSE },
  { "BIG5", "BIG5", FALSE },
  { "WINDOWS-1250", "CP1250", TRUE }, { "WINDOWS-1251", "CP1251", TRUE }, { "WINDOWS-1252", "CP1252", TRUE },
  { "WINDOWS-1253", "CP1253", TRUE }, { "WINDOWS-1254", "CP1254", TRUE }, { "WINDOWS-1255", "CP1255", TRUE },
  { "WINDOWS-1256", "CP1256", TRUE }, { "WINDOWS-1257", "CP1257", TRUE }, { "WINDOWS-1258", "CP1258", TRUE },
  { "ISO-8859-1", "ISO-8859-1", TRUE }, { "LATIN1", "ISO-8859-1", TRUE }, { "ISO-8859-2", "ISO-8859-2", TRUE },
  { "ISO-8859-3", "ISO-8859-3", TRUE }, { "ISO-8859-4", "ISO-8859-4", TRUE }, { "ISO-8859-5", "ISO-8859-5", TRUE },
  { "ISO-8859-6", "ISO-8859-6", TRUE }, { "ISO-8859-7", "ISO-8859-7", TRUE }, { "ISO-8859-8", "ISO-8859-8", TRUE },
  { "ISO-8859-9", "ISO-8859-9", TRUE }, { "ISO-8859-10", "ISO-8859-10", TRUE },
  { "ISO-8859-11", "ISO-8859-11", TRUE }, { "ISO-8859-13", "ISO-8859-13", TRUE },
  { "ISO-8859-14", "ISO-8859-14", TRUE }, { "ISO-8859-15", "ISO-8859-15", TRUE },
  { "ISO-8859-16", "ISO-8859-16", TRUE },
};

static const Encoding utf16_le = { "UTF-16", "UTF-16LE", FALSE };
static const Encoding utf16_be = { "UTF-16", "UTF-16BE", FALSE };

struct _PlimXmlInput
{
  PlimByteSource *source;
  gboolean        is_open;      /* the encoding has been settled */
  gboolean        at_end;
  GError         *failure;      /* of the source */
  const Encoding *encoding;
  iconv_t         converter;    /* borrowed */
  char            raw[RAW_BYTES];
  gsize           raw_start;
  gsize           raw_end;
  char            text[RAW_BYTES * 4];  /* converted, where a converter is used */
  gsize           text_start;
  gsize           text_end;
  gboolean        may_be_utf8;  /* of a single-byte encoding: all bytes so far are */
  gboolean        has_multibyte;
  guint           utf8_pending; /* continuation bytes that must follow */
};

static GHashTable *converters;

static iconv_t
get_converter (const char *name)
{
  return converters != NULL ? g_hash_table_lookup (converters, name) : NULL;
}

static void
load_converter (const Encoding *encoding)
{
  iconv_t converter;

  if (encoding->converter == NULL || g_hash_table_contains (converters, encoding->converter))
    return;
  converter = iconv_open ("UTF-8", encoding->converter);
  if (converter != (iconv_t) -1)
    g_hash_table_insert (converters, (gpointer) encoding->converter, converter);
}

static gboolean
fill_raw (PlimXmlInput *self)
{
  gssize n;

  if (self->at_end)
    return TRUE;
  memmove (self->raw, self->raw + self->raw_start, self->raw_end - self->raw_start);
  self->raw_end -= self->raw_start;
  self->raw_start = 0;
  if (self->raw_end == RAW_BYTES)
    return TRUE;
  n = plim_byte_source_read (self->source, self->raw + self->raw_end, RAW_BYTES - self->raw_end,
                             self->failure == NULL ? &self->failure : NULL);
  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->raw_end += n;

  return TRUE;
}

/* Watches whether bytes of a declared single-byte encoding are UTF-8 all along. */
static void
watch_utf8 (PlimXmlInput *self,
            const char   *bytes,
            gsize         n)
{
  for (gsize i = 0; i < n && self->may_be_utf8; i++)
    {
      guchar byte = bytes[i];

      if (self->utf8_pending > 0)
        {
          self->may_be_utf8 = (byte & 0xc0) == 0x80;
          self->utf8_pending--;
        }
      else if (byte >= 0x80)
        {
          self->may_be_utf8 = byte >= 0xc2 && byte <= 0xf4;
          self->utf8_pending = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
          self->has_multibyte = TRUE;
        }
    }
}

/* Converts what is there; a character cut in two waits for its rest. */
static gboolean
convert (PlimXmlInput  *self,
         char         **problem_out)
{
  char *in = self->raw + self->raw_start;
  gsize in_left = self->raw_end - self->raw_start;
  char *out = self->text;
  gsize out_left = sizeof self->text;

  if (self->encoding->single_byte)
    watch_utf8 (self, in, in_left);
  if (iconv (self->converter, &in, &in_left, &out, &out_left) == (gsize) -1
      && (errno == EILSEQ || (errno == EINVAL && self->at_end)))
    {
      /* What came before the bad place is given first, so that its line can be told. */
      if (out == self->text)
        {
          *problem_out = g_strdup_printf (_("here the bytes are not %s, which the file says it is written in"),
                                          self->encoding->label);
          return FALSE;
        }
    }
  self->raw_start = in - self->raw;
  self->text_start = 0;
  self->text_end = out - self->text;

  return TRUE;
}

/* The value of encoding="…" within an XML declaration, and where it stands; NULL where there is none. */
static char *
find_declared (const char  *text,
               gsize        size,
               gsize       *start_out,
               gsize       *end_out)
{
  const char *end, *at;
  char quote;

  if (size < 6 || memcmp (text, "<?xml", 5) != 0 || !g_ascii_isspace (text[5]))
    return NULL;
  end = g_strstr_len (text, MIN (size, HEAD_BYTES), "?>");
  at = end == NULL ? NULL : g_strstr_len (text, end - text, "encoding");
  if (at == NULL)
    return NULL;
  *start_out = at - text;
  at += strlen ("encoding");
  while (at < end && g_ascii_isspace (*at))
    at++;
  if (*at++ != '=')
    return NULL;
  while (at < end && g_ascii_isspace (*at))
    at++;
  quote = *at++;
  if (at >= end || (quote != '"' && quote != '\''))
    return NULL;
  for (const char *name = at; at < end; at++)
    if (*at == quote)
      {
        *end_out = at + 1 - text;
        return g_strndup (name, at - name);
      }
  return NULL;
}

static const Encoding *
find_encoding (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (encodings[i].label, label) == 0)
      return &encodings[i];
  return NULL;
}

static gboolean
use_encoding (PlimXmlInput    *self,
              const Encoding  *encoding,
              char           **problem_out)
{
  self->encoding = encoding;
  self->may_be_utf8 = encoding->single_byte;
  if (encoding->converter == NULL)
    return TRUE;
  self->converter = get_converter (encoding->converter);
  if (self->converter == NULL)
    {
      *problem_out = g_strdup_printf (_("the file is written in %s, for which this system has no converter"),
                                      encoding->label);
      return FALSE;
    }
  iconv (self->converter, NULL, NULL, NULL, NULL);

  return TRUE;
}

static gboolean
settle_encoding (PlimXmlInput  *self,
                 char         **problem_out)
{
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  const guint8 *head = (const guint8 *) self->raw;
  const Encoding *encoding = NULL;
  gsize start, end;

  while (!self->at_end && self->raw_end < HEAD_BYTES)
    if (!fill_raw (self))
      {
        *problem_out = g_strdup (self->failure->message);
        return FALSE;
      }
  what = plim_sniff_bytes (head, MIN (self->raw_end, HEAD_BYTES));
  if (what != NULL)
    {
      *problem_out = g_strdup_printf (_("expected a report in XML or a log of positions; this is %s"), what);
      return FALSE;
    }

  if ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == '<' && head[1] == 0))
    encoding = &utf16_le;
  else if ((head[0] == 0xfe && head[1] == 0xff) || (head[0] == 0 && head[1] == '<'))
    encoding = &utf16_be;
  if (encoding != NULL)
    {
      if (head[0] >= 0xfe)
        self->raw_start = 2;
      if (!use_encoding (self, encoding, problem_out) || !convert (self, problem_out))
        return FALSE;
      label = find_declared (self->text, self->text_end, &start, &end);
      if (label != NULL)
        memset (self->text + start, ' ', end - start);
      return TRUE;
    }

  if (self->raw_end >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    self->raw_start = 3;
  label = find_declared (self->raw + self->raw_start, self->raw_end - self->raw_start, &start, &end);
  encoding = find_encoding (label != NULL ? label : "UTF-8");
  if (encoding == NULL)
    {
      *problem_out = g_strdup_printf (_("the file says that it is written in “%.40s”, which is not read here; "
                                        "expected UTF-8, UTF-16, EUC-KR, CP949, Shift_JIS, GB18030, Big5, windows-125x "
                                        "or ISO-8859-x"), label);
      return FALSE;
    }
  if (label != NULL)
    memset (self->raw + self->raw_start + start, ' ', end - start);
  if (self->raw_start == 3)
    encoding = &encodings[0];

  return use_encoding (self, encoding, problem_out);
}

/* What is wrong with a document is told by who reads it, with its line; not by the library, on a terminal. */
static void
ignore_words (void       *context,
              const char *format,
              ...)
{
}

void
plim_xml_input_prepare (void)
{
  if (converters != NULL)
    return;
  xmlSetGenericErrorFunc (NULL, ignore_words);
  converters = g_hash_table_new (g_str_hash, g_str_equal);
  load_converter (&utf16_le);
  load_converter (&utf16_be);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    load_converter (&encodings[i]);
}

PlimXmlInput *
plim_xml_input_new (PlimByteSource *source)
{
  PlimXmlInput *self = g_new0 (PlimXmlInput, 1);

  self->source = source;

  return self;
}

void
plim_xml_input_free (PlimXmlInput *self)
{
  g_clear_error (&self->failure);
  g_free (self);
}

gssize
plim_xml_input_read (PlimXmlInput  *self,
                     char          *buffer,
                     gsize          size,
                     char         **problem_out)
{
  gsize n;

  if (!self->is_open)
    {
      if (!settle_encoding (self, problem_out))
        return -1;
      self->is_open = TRUE;
    }

  if (self->encoding->converter == NULL)
    {
      if (self->raw_start == self->raw_end && !fill_raw (self))
        {
          *problem_out = g_strdup (self->failure->message);
          return -1;
        }
      n = MIN (size, self->raw_end - self->raw_start);
      memcpy (buffer, self->raw + self->raw_start, n);
      self->raw_start += n;
      return n;
    }

  while (self->text_start == self->text_end)
    {
      if (!fill_raw (self))
        {
          *problem_out = g_strdup (self->failure->message);
          return -1;
        }
      if (self->at_end && self->raw_start == self->raw_end)
        return 0;
      if (!convert (self, problem_out))
        return -1;
    }
  n = MIN (size, self->text_end - self->text_start);
  memcpy (buffer, self->text + self->text_start, n);
  self->text_start += n;

  return n;
}

guint64
plim_xml_input_get_bytes_read (PlimXmlInput *self)
{
  return plim_byte_source_get_position (self->source);
}

char *
plim_xml_input_dup_doubt (PlimXmlInput *self)
{
  if (self->encoding == NULL || !self->may_be_utf8 || !self->has_multibyte || self->utf8_pending > 0)
    return NULL;
  return g_strdup_printf (_("the file says that it is written in %s, but all of it is valid UTF-8: letters may come out "
                            "wrong"), self->encoding->label);
}
