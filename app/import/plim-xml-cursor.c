#define _GNU_SOURCE
#include "config.h"

#include "app/import/plim-xml-cursor.h"

#include "app/import/plim-xml-input.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_SIBLING_NAMES 32
#define PROGRESS_BYTES    (64 * 1024)

/* Inside an element: how often each name was met among its children. */
typedef struct
{
  const char *name;
  guint       index;
  guint       n_names;
  struct { const char *name; guint count; } names[MAX_SIBLING_NAMES];
} Level;

struct _PlimXmlCursor
{
  PlimXmlInput         *input;
  PlimRecordWriter     *writer;       /* NULL: nobody asks how far it is */
  const PlimXmlHandler *handler;
  gpointer              data;
  xmlParserCtxtPtr      parser;
  Level                 levels[PLIM_XML_MAX_DEPTH + 1];
  guint                 depth;
  gboolean              in_start;
  gboolean              at_end;       /* of the file */
  guint64               delivered;    /* bytes given to the parser */
  guint64               event_at;     /* @delivered when something was last recognised */
  guint64               progress_at;
  PlimXmlAttribute      attributes[PLIM_XML_MAX_ATTRIBUTES];
  PlimImportMessage    *failure;
  PlimError             failure_code;
};

/* What is left in the parser's buffer is passed over in silence, and read_cb() gives it no more.
 * xmlStopParser() would take the buffer away, also from a function that is working on it. */
static void
fail_at (PlimXmlCursor *self,
         PlimError      code,
         guint          line,
         guint          column,
         const char    *text)
{
  g_autofree char *path = NULL;

  if (self->failure != NULL)
    return;
  path = plim_xml_cursor_dup_path (self);
  self->failure = plim_import_message_new (PLIM_SEVERITY_ERROR, line, column, path, text);
  self->failure_code = code;
  if (self->parser != NULL)
    self->parser->disableSAX = 1;
}

static guint
count_characters (const char *from,
                  const char *to)
{
  guint n = 0;

  for (; from < to; from++)
    n += ((guchar) *from & 0xc0) != 0x80;
  return n;
}

/* Where the start tag begins that the parser has just read to its end: no "<" can stand within
 * one, and the parser keeps all of it in its buffer. */
static const char *
find_tag_begin (PlimXmlCursor *self)
{
  const xmlParserInput *input = self->parser->input;

  if (!self->in_start || input == NULL)
    return NULL;
  return memrchr (input->base, '<', input->cur - input->base);
}

static void
count_sibling (Level      *parent,
               const char *name,
               Level      *child)
{
  child->name = name;
  child->index = 0;
  child->n_names = 0;
  for (guint i = 0; i < parent->n_names; i++)
    if (parent->names[i].name == name)
      {
        child->index = ++parent->names[i].count;
        return;
      }
  if (parent->n_names < MAX_SIBLING_NAMES)
    {
      parent->names[parent->n_names].name = name;
      parent->names[parent->n_names++].count = 1;
      child->index = 1;
    }
}

/* Names come from the parser's dictionary as xmlChar, which is how libxml2 spells UTF-8. */
#define TEXT(pointer) ((const char *) (pointer))

/* libxml2 leaves an ampersand in an attribute as "&#38;", for its tree to resolve, and there is no
 * other "&" in one, since no entity can be declared. Such a value is the parser's own copy. */
static gsize
resolve_ampersands (char  *value,
                    gsize  size)
{
  static const char escaped[] = "&#38;";
  const gsize length = sizeof escaped - 1;
  const char *end = value + size;
  const char *from = memchr (value, '&', size);
  char *to = (char *) from;

  if (from == NULL)
    return size;
  while (from < end)
    {
      gboolean is_escaped = (gsize) (end - from) >= length && memcmp (from, escaped, length) == 0;

      *to++ = *from;
      from += is_escaped ? length : 1;
    }

  return to - value;
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  PlimXmlCursor *self = user_data;

  self->event_at = self->delivered;
  self->in_start = TRUE;
  if (self->failure != NULL)
    return;
  if (self->depth == PLIM_XML_MAX_DEPTH)
    {
      g_autofree char *text = g_strdup_printf (_("elements stand more than %d deep in each other"), PLIM_XML_MAX_DEPTH);

      plim_xml_cursor_fail (self, PLIM_ERROR_LIMIT, text);
      return;
    }
  count_sibling (&self->levels[self->depth], TEXT (name), &self->levels[self->depth + 1]);
  self->depth++;
  if (n_attributes + n_namespaces > PLIM_XML_MAX_ATTRIBUTES)
    {
      g_autofree char *text = g_strdup_printf (_("one start tag has more than %d attributes"), PLIM_XML_MAX_ATTRIBUTES);

      plim_xml_cursor_fail (self, PLIM_ERROR_LIMIT, text);
      return;
    }

  for (int i = 0; i < n_attributes; i++)
    {
      self->attributes[i].name = TEXT (attributes[i * 5]);
      self->attributes[i].namespace = TEXT (attributes[i * 5 + 2]);
      self->attributes[i].value = TEXT (attributes[i * 5 + 3]);
      self->attributes[i].size = resolve_ampersands ((char *) attributes[i * 5 + 3],
                                                     attributes[i * 5 + 4] - attributes[i * 5 + 3]);
    }
  self->handler->start (self, TEXT (name), TEXT (uri), self->attributes, n_attributes, self->data);
  self->in_start = FALSE;
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  PlimXmlCursor *self = user_data;

  self->event_at = self->delivered;
  self->in_start = FALSE;
  if (self->failure != NULL)
    return;
  self->handler->end (self, self->data);
  if (self->failure == NULL && self->depth > 0)
    self->depth--;
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            size)
{
  PlimXmlCursor *self = user_data;

  self->event_at = self->delivered;
  self->in_start = FALSE;
  if (self->failure == NULL && self->depth > 0)
    self->handler->text (self, TEXT (text), size, self->data);
}

static void
comment_cb (void          *user_data,
            const xmlChar *text)
{
  PlimXmlCursor *self = user_data;

  self->event_at = self->delivered;
}

static void
instruction_cb (void          *user_data,
                const xmlChar *target,
                const xmlChar *text)
{
  PlimXmlCursor *self = user_data;

  self->event_at = self->delivered;
}

/* Called before anything within the document type is read. */
static void
document_type_cb (void          *user_data,
                  const xmlChar *name,
                  const xmlChar *external_id,
                  const xmlChar *system_id)
{
  plim_xml_cursor_fail (user_data, PLIM_ERROR_FORMAT,
                        _("a document type (DOCTYPE) is refused: it can define entities, which can hide text, "
                          "swell without bound or read other files"));
}

static void
reference_cb (void          *user_data,
              const xmlChar *name)
{
  g_autofree char *text = g_strdup_printf (_("the entity “&%.40s;” is not known; expected one of &amp; &lt; &gt; &quot; "
                                             "&apos; or a character by number"), TEXT (name));

  plim_xml_cursor_fail (user_data, PLIM_ERROR_FORMAT, text);
}

static void
error_cb (void        *user_data,
          xmlErrorPtr  error)
{
  PlimXmlCursor *self = user_data;
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;
  PlimError code = PLIM_ERROR_FORMAT;

  if (self->failure != NULL || error->level < XML_ERR_ERROR)
    return;
  /* A name space prefix that nobody declared is an error, others (a relative URI) are opinions. */
  if (error->domain == XML_FROM_NAMESPACE && error->code != XML_NS_ERR_UNDEFINED_NAMESPACE
      && error->code != XML_NS_ERR_ATTRIBUTE_REDEFINED)
    return;

  detail = g_strstrip (g_utf8_make_valid (error->message != NULL ? error->message : "", -1));
  if (strstr (detail, "too big") != NULL || strstr (detail, "too long") != NULL || strstr (detail, "huge") != NULL)
    {
      code = PLIM_ERROR_LIMIT;
      text = g_strdup_printf (_("one name, text or comment here is larger than is read (10 MB for a text): %s"), detail);
    }
  else if (self->at_end && error->code != XML_ERR_TAG_NAME_MISMATCH
           && (self->parser->input == NULL || self->parser->input->cur >= self->parser->input->end))
    text = g_strdup (self->levels[1].name == NULL
                     ? _("the file ends before its first element: expected a report")
                     : _("the file ends too early: elements are still open; it seems to have been cut off"));
  else if (error->code == XML_ERR_DOCUMENT_END)
    text = g_strdup (_("expected the end of the file after the outermost element"));
  else
    text = g_strdup_printf (_("this is not well-formed XML: %s"), detail);
  fail_at (self, code, MAX (error->line, 1), MAX (error->int2, 0), text);
}

/* The line on which the bytes end that the parser has been given; it is some way behind. */
static guint
find_last_line (PlimXmlCursor *self)
{
  const xmlParserInput *input = self->parser->input;
  guint line;

  if (input == NULL || self->delivered == 0)
    return 0;
  line = input->line;
  for (const xmlChar *at = input->cur; at < input->end; at++)
    line += *at == '\n';

  return line;
}

/* The one place to stop a start tag that does not end: libxml2 compares each attribute with all
 * others and cannot be interrupted while it does. */
static int
read_cb (void *user_data,
         char *buffer,
         int   size)
{
  PlimXmlCursor *self = user_data;
  g_autofree char *problem = NULL;
  gssize n;

  if (self->failure != NULL)
    return -1;
  if (self->delivered - self->event_at > PLIM_XML_MAX_START_TAG_BYTES && self->parser != NULL
      && self->parser->instate != XML_PARSER_COMMENT && self->parser->instate != XML_PARSER_PI
      && self->parser->instate != XML_PARSER_CDATA_SECTION)
    {
      problem = g_strdup_printf (_("one start tag is longer than %d KiB"), PLIM_XML_MAX_START_TAG_BYTES / 1024);
      fail_at (self, PLIM_ERROR_LIMIT, plim_xml_cursor_get_line (self), 0, problem);
      return -1;
    }

  n = plim_xml_input_read (self->input, buffer, size, &problem);
  if (n < 0)
    {
      fail_at (self, PLIM_ERROR_FORMAT, find_last_line (self), 0, problem);
      return -1;
    }
  self->at_end = n == 0;
  self->delivered += n;
  if (self->delivered - self->progress_at >= PROGRESS_BYTES && self->writer != NULL)
    {
      self->progress_at = self->delivered;
      plim_record_writer_progress (self->writer, plim_xml_input_get_bytes_read (self->input));
    }

  return n;
}

static xmlParserInputPtr
refuse_entity (const char       *url,
               const char       *id,
               xmlParserCtxtPtr  parser)
{
  return NULL;
}

PlimXmlCursor *
plim_xml_cursor_new (PlimByteSource       *source,
                     PlimRecordWriter     *writer,
                     const PlimXmlHandler *handler,
                     gpointer              data)
{
  PlimXmlCursor *self = g_new0 (PlimXmlCursor, 1);
  xmlSAXHandler sax;

  self->input = plim_xml_input_new (source);
  self->writer = writer;
  self->handler = handler;
  self->data = data;

  memset (&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start_element_cb;
  sax.endElementNs = end_element_cb;
  sax.characters = characters_cb;
  sax.ignorableWhitespace = characters_cb;
  sax.cdataBlock = characters_cb;
  sax.comment = comment_cb;
  sax.processingInstruction = instruction_cb;
  sax.internalSubset = document_type_cb;
  sax.reference = reference_cb;
  sax.serror = error_cb;

  xmlSetExternalEntityLoader (refuse_entity);
  self->parser = xmlCreateIOParserCtxt (&sax, self, read_cb, NULL, self, XML_CHAR_ENCODING_NONE);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET);

  return self;
}

void
plim_xml_cursor_free (PlimXmlCursor *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->parser, xmlFreeParserCtxt);
  plim_xml_input_free (self->input);
  g_clear_pointer (&self->failure, plim_import_message_free);
  g_free (self);
}

gboolean
plim_xml_cursor_run (PlimXmlCursor *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  xmlParseDocument (self->parser);
  if (self->failure == NULL && (!self->parser->wellFormed || self->levels[1].name == NULL))
    fail_at (self, PLIM_ERROR_FORMAT, 0, 0, _("this is not well-formed XML"));

  return self->failure == NULL;
}

const char *
plim_xml_cursor_intern (PlimXmlCursor *self,
                        const char    *name)
{
  return TEXT (xmlDictLookup (self->parser->dict, (const xmlChar *) name, -1));
}

guint
plim_xml_cursor_get_line (PlimXmlCursor *self)
{
  const char *begin = find_tag_begin (self);
  guint line = self->parser->input != NULL ? self->parser->input->line : 0;

  if (begin == NULL)
    return line;
  for (const char *end = TEXT (self->parser->input->cur);
       (begin = memchr (begin, '\n', end - begin)) != NULL;
       begin++)
    line--;
  return line;
}

void
plim_xml_cursor_get_position (PlimXmlCursor *self,
                              guint         *line,
                              guint         *column)
{
  const xmlParserInput *input = self->parser->input;
  const char *begin = find_tag_begin (self);
  const char *line_end;

  *line = plim_xml_cursor_get_line (self);
  *column = input != NULL ? input->col : 0;
  if (begin == NULL)
    return;
  line_end = memrchr (input->base, '\n', begin - TEXT (input->base));
  if (line_end != NULL)
    *column = count_characters (line_end + 1, begin) + 1;
  else
    {
      /* A line that began before the parser's buffer does: its own count is all there is. */
      const char *cur = TEXT (input->cur);

      *column = memchr (begin, '\n', cur - begin) == NULL ? input->col - count_characters (begin, cur) : 0;
    }
}

char *
plim_xml_cursor_dup_path (PlimXmlCursor *self)
{
  GString *path = g_string_new (NULL);

  for (guint i = 1; i <= self->depth; i++)
    {
      g_string_append_printf (path, "/%.80s", self->levels[i].name);
      if (self->levels[i].index > 1)
        g_string_append_printf (path, "[%u]", self->levels[i].index);
    }

  return g_string_free (path, FALSE);
}

void
plim_xml_cursor_fail (PlimXmlCursor *self,
                      PlimError      code,
                      const char    *text)
{
  guint line, column;

  if (self->failure != NULL)
    return;
  plim_xml_cursor_get_position (self, &line, &column);
  fail_at (self, code, line, column, text);
}

const PlimImportMessage *
plim_xml_cursor_get_failure (PlimXmlCursor *self,
                             PlimError     *code_out)
{
  if (code_out != NULL)
    *code_out = self->failure_code;
  return self->failure;
}

char *
plim_xml_cursor_dup_doubt (PlimXmlCursor *self)
{
  return plim_xml_input_dup_doubt (self->input);
}
