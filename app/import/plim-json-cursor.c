#include "config.h"

#include "app/import/plim-json-cursor.h"

#include <glib/gi18n.h>
#include <string.h>

#define BUFFER_BYTES   (64 * 1024)
#define NAME_BYTES     80
#define END_OF_FILE    (-1)

typedef struct
{
  gboolean is_object;
  guint    index;               /* of an array's element that is open, from 1 */
  char     key[NAME_BYTES];     /* of an object's member that is open; cut where it is long */
} Level;

struct _PlimJsonCursor
{
  PlimByteSource        *source;
  PlimRecordWriter      *writer;
  const PlimJsonHandler *handler;
  gpointer               data;
  Level                  levels[PLIM_JSON_MAX_DEPTH];
  guint                  depth;
  guint8                 buffer[BUFFER_BYTES];
  gsize                  at;
  gsize                  size;
  guint                  line;
  guint                  column;        /* of the next character, from 1 */
  GString               *text;
  GString               *key;
  PlimImportMessage     *failure;
  PlimError              failure_code;
};

static char *
dup_path (PlimJsonCursor *self)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < self->depth; i++)
    if (self->levels[i].is_object && self->levels[i].key[0] != '\0')
      g_string_append_printf (path, "/%s", self->levels[i].key);
    else if (self->levels[i].index > 0)
      g_string_append_printf (path, "[%u]", self->levels[i].index);

  return g_string_free (path, FALSE);
}

static void
fill (PlimJsonCursor *self)
{
  g_autoptr(GError) error = NULL;
  gssize n;

  n = plim_byte_source_read (self->source, self->buffer, BUFFER_BYTES, &error);
  self->at = 0;
  self->size = n > 0 ? (gsize) n : 0;
  if (n < 0)
    plim_json_cursor_fail (self, (PlimError) error->code, error->message);
  else
    plim_record_writer_progress (self->writer, plim_byte_source_get_position (self->source));
}

static inline int
peek (PlimJsonCursor *self)
{
  if (G_UNLIKELY (self->at == self->size))
    {
      if (self->failure == NULL)
        fill (self);
      if (self->at == self->size)
        return END_OF_FILE;
    }

  return self->buffer[self->at];
}

static inline void
skip (PlimJsonCursor *self)
{
  guint8 byte = self->buffer[self->at++];

  if (byte == '\n')
    {
      self->line++;
      self->column = 1;
    }
  else if ((byte & 0xc0) != 0x80)
    self->column++;
}

static int
skip_blanks (PlimJsonCursor *self)
{
  int c;

  while ((c = peek (self)) == ' ' || c == '\n' || c == '\t' || c == '\r')
    skip (self);

  return c;
}

static void
fail_expected (PlimJsonCursor *self,
               const char     *expected)
{
  int c = peek (self);
  g_autofree char *text = NULL;

  if (c == END_OF_FILE)
    text = g_strdup_printf (_("the file ends too early: expected %s; it seems to have been cut off"), expected);
  else if (c > ' ' && c < 0x7f)
    text = g_strdup_printf (_("this is not JSON: expected %s; found “%c”"), expected, c);
  else
    text = g_strdup_printf (_("this is not JSON: expected %s"), expected);
  plim_json_cursor_fail (self, PLIM_ERROR_FORMAT, text);
}

static gboolean
read_hex (PlimJsonCursor *self,
          guint          *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int c = peek (self);

      if (c == END_OF_FILE || !g_ascii_isxdigit ((char) c))
        {
          fail_expected (self, _("four hexadecimal digits"));
          return FALSE;
        }
      *unit = *unit * 16 + (guint) g_ascii_xdigit_value ((char) c);
      skip (self);
    }

  return TRUE;
}

/* A character by number, in two halves where it needs them. What is no character becomes the one that stands for that. */
static gboolean
read_unicode (PlimJsonCursor *self,
              GString        *text)
{
  guint unit, low;

  if (!read_hex (self, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00 && peek (self) == '\\')
    {
      skip (self);
      if (peek (self) != 'u')
        {
          fail_expected (self, _("the other half of a character"));
          return FALSE;
        }
      skip (self);
      if (!read_hex (self, &low))
        return FALSE;
      unit = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
  if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
    unit = 0xfffd;
  g_string_append_unichar (text, unit);

  return TRUE;
}

static gboolean
read_escape (PlimJsonCursor *self,
             GString        *text)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  int c = peek (self);
  const char *found = c > 0 ? strchr (from, c) : NULL;

  if (c == 'u')
    {
      skip (self);
      return read_unicode (self, text);
    }
  if (found == NULL)
    {
      fail_expected (self, _("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u"));
      return FALSE;
    }
  skip (self);
  g_string_append_c (text, to[found - from]);

  return TRUE;
}

/* From behind the opening quotation mark to behind the closing one. */
static gboolean
read_string (PlimJsonCursor *self,
             GString        *text)
{
  g_string_truncate (text, 0);
  for (;;)
    {
      int c = peek (self);

      if (c == END_OF_FILE || c < ' ')
        {
          fail_expected (self, _("the end of a text"));
          return FALSE;
        }
      if (text->len > PLIM_JSON_MAX_TEXT_BYTES)
        {
          plim_json_cursor_fail (self, PLIM_ERROR_LIMIT, _("one text is longer than 10 MB"));
          return FALSE;
        }
      skip (self);
      if (c == '"')
        break;
      if (c != '\\')
        g_string_append_c (text, (char) c);
      else if (!read_escape (self, text))
        return FALSE;
    }
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    {
      plim_json_cursor_fail (self, PLIM_ERROR_FORMAT, _("this text is not UTF-8, which JSON is written in"));
      return FALSE;
    }

  return TRUE;
}

/* [-]digits[.digits][e[±]digits], as JSON has it. */
static gboolean
is_number (const char *text)
{
  if (*text == '-')
    text++;
  if (!g_ascii_isdigit (*text) || (*text == '0' && g_ascii_isdigit (text[1])))
    return FALSE;
  while (g_ascii_isdigit (*text))
    text++;
  if (*text == '.')
    {
      if (!g_ascii_isdigit (*++text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        text++;
    }
  if (*text == 'e' || *text == 'E')
    {
      text++;
      if (*text == '+' || *text == '-')
        text++;
      if (!g_ascii_isdigit (*text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        text++;
    }

  return *text == '\0';
}

/* A number or one of the three words. */
static gboolean
read_bare (PlimJsonCursor *self,
           PlimJsonType   *type)
{
  int c;

  g_string_truncate (self->text, 0);
  while ((c = peek (self)) != END_OF_FILE && (g_ascii_isalnum ((char) c) || c == '-' || c == '+' || c == '.'))
    {
      if (self->text->len == PLIM_JSON_MAX_NUMBER_BYTES)
        {
          plim_json_cursor_fail (self, PLIM_ERROR_LIMIT, _("one number is longer than 256 digits"));
          return FALSE;
        }
      g_string_append_c (self->text, (char) c);
      skip (self);
    }

  if (strcmp (self->text->str, "null") == 0)
    *type = PLIM_JSON_NULL;
  else if (strcmp (self->text->str, "true") == 0)
    *type = PLIM_JSON_TRUE;
  else if (strcmp (self->text->str, "false") == 0)
    *type = PLIM_JSON_FALSE;
  else if (is_number (self->text->str))
    *type = PLIM_JSON_NUMBER;
  else
    {
      if (self->text->len == 0)
        fail_expected (self, _("a value"));
      else
        {
          g_autofree char *text = g_strdup_printf (_("this is not JSON: “%.40s” is neither a number nor true, false or null"),
                                                   self->text->str);

          plim_json_cursor_fail (self, PLIM_ERROR_FORMAT, text);
        }
      return FALSE;
    }

  return TRUE;
}

/* The name of the value that is about to begin, for handlers. */
static const char *
get_key (PlimJsonCursor *self)
{
  return self->depth > 0 && self->levels[self->depth - 1].is_object ? self->key->str : NULL;
}

static gboolean
read_value (PlimJsonCursor *self)
{
  int c = skip_blanks (self);
  PlimJsonType type = PLIM_JSON_STRING;

  if (c == '{' || c == '[')
    {
      if (self->depth == PLIM_JSON_MAX_DEPTH)
        {
          g_autofree char *text = g_strdup_printf (_("values stand more than %d deep in each other"), PLIM_JSON_MAX_DEPTH);

          plim_json_cursor_fail (self, PLIM_ERROR_LIMIT, text);
          return FALSE;
        }
      self->handler->begin (self, get_key (self), c == '{', self->data);
      skip (self);
      self->levels[self->depth].is_object = c == '{';
      self->levels[self->depth].index = 0;
      self->levels[self->depth].key[0] = '\0';
      self->depth++;
      return self->failure == NULL;
    }
  if (c == '"')
    {
      skip (self);
      if (!read_string (self, self->text))
        return FALSE;
    }
  else if (!read_bare (self, &type))
    return FALSE;
  self->handler->value (self, get_key (self), type, self->text->str, self->text->len, self->data);
  /* One long text does not keep its memory. */
  if (self->text->allocated_len > 1024 * 1024)
    {
      g_string_free (self->text, TRUE);
      self->text = g_string_new (NULL);
    }

  return self->failure == NULL;
}

static gboolean
read_key (PlimJsonCursor *self)
{
  Level *level = &self->levels[self->depth - 1];

  if (skip_blanks (self) != '"')
    {
      fail_expected (self, _("a name in quotation marks"));
      return FALSE;
    }
  skip (self);
  if (!read_string (self, self->key))
    return FALSE;
  /* A path names what it can show in one line. */
  g_strlcpy (level->key, self->key->str, NAME_BYTES);
  if (!g_utf8_validate (level->key, -1, NULL))
    g_strlcpy (level->key, "…", NAME_BYTES);
  if (skip_blanks (self) != ':')
    {
      fail_expected (self, "“:”");
      return FALSE;
    }
  skip (self);

  return TRUE;
}

/* Closes what is open as far as it is closed here; then comes a comma, or nothing. %FALSE: failure. */
static gboolean
read_ends (PlimJsonCursor *self,
           gboolean        just_begun)
{
  while (self->depth > 0)
    {
      Level *level = &self->levels[self->depth - 1];
      int c = skip_blanks (self);

      if (c == (level->is_object ? '}' : ']'))
        {
          skip (self);
          self->depth--;
          self->handler->end (self, self->data);
          if (self->failure != NULL)
            return FALSE;
          just_begun = FALSE;
          continue;
        }
      if (just_begun)
        return TRUE;
      if (c != ',')
        {
          fail_expected (self, level->is_object ? _("“,” or “}”") : _("“,” or “]”"));
          return FALSE;
        }
      skip (self);
      return TRUE;
    }

  return TRUE;
}

PlimJsonCursor *
plim_json_cursor_new (PlimByteSource        *source,
                      PlimRecordWriter      *writer,
                      const PlimJsonHandler *handler,
                      gpointer               data)
{
  PlimJsonCursor *self = g_new0 (PlimJsonCursor, 1);

  self->source = source;
  self->writer = writer;
  self->handler = handler;
  self->data = data;
  self->line = self->column = 1;
  self->text = g_string_new (NULL);
  self->key = g_string_new (NULL);

  return self;
}

void
plim_json_cursor_free (PlimJsonCursor *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->key, TRUE);
  g_clear_pointer (&self->failure, plim_import_message_free);
  g_free (self);
}

gboolean
plim_json_cursor_run (PlimJsonCursor *self)
{
  peek (self);
  if (self->size >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;

  do
    {
      guint depth = self->depth;

      if (depth > 0)
        {
          Level *level = &self->levels[depth - 1];

          level->index++;
          if (level->is_object && !read_key (self))
            return FALSE;
        }
      if (!read_value (self) || !read_ends (self, self->depth > depth))
        return FALSE;
    }
  while (self->depth > 0);

  if (skip_blanks (self) != END_OF_FILE)
    fail_expected (self, _("the end of the file"));

  return self->failure == NULL;
}

guint
plim_json_cursor_get_line (PlimJsonCursor *self)
{
  return self->line;
}

void
plim_json_cursor_fail (PlimJsonCursor *self,
                       PlimError       code,
                       const char     *text)
{
  g_autofree char *path = NULL;

  if (self->failure != NULL)
    return;
  path = dup_path (self);
  self->failure = plim_import_message_new (PLIM_SEVERITY_ERROR, self->line, self->column, path, text);
  self->failure_code = code;
}

const PlimImportMessage *
plim_json_cursor_get_failure (PlimJsonCursor *self,
                              PlimError      *code_out)
{
  if (code_out != NULL)
    *code_out = self->failure_code;

  return self->failure;
}
