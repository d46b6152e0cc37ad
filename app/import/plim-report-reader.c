#include "config.h"

#include "app/import/plim-report-reader.h"

#include "app/import/plim-id-set.h"
#include "app/import/plim-sniff.h"
#include "app/import/plim-xml-cursor.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  PlimXmlCursor    *cursor;
  PlimRecordWriter *writer;
  PlimGrammarWalk   walk;
  PlimIdSet        *ids;
  GHashTable       *attributes;     /* interned name → PlimAttribute + 1 */
  const char       *namespace;
  const char       *xml_namespace;
  const char       *lang;
  const char       *fix_name;
  GString          *text;
  GString          *values;         /* of one start tag, each ended by NUL */
} Reader;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
fail (Reader *self,
      char   *text)
{
  plim_xml_cursor_fail (self->cursor, PLIM_ERROR_FORMAT, text);
  g_free (text);
}

static gboolean
find_attribute (Reader                 *self,
                const PlimXmlAttribute *found,
                PlimAttribute          *attribute_out)
{
  gpointer known = NULL;

  if (found->namespace == NULL)
    known = g_hash_table_lookup (self->attributes, found->name);
  else if (found->namespace == self->xml_namespace && found->name == self->lang)
    known = GUINT_TO_POINTER (PLIM_ATTRIBUTE_XML_LANG + 1);
  *attribute_out = GPOINTER_TO_UINT (known) - 1;

  return known != NULL;
}

static char *
list_attributes (const PlimGrammarElement *element)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < element->n_attributes; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            plim_grammar_attribute_name (element->attributes[i].attribute));

  return g_string_free (names, FALSE);
}

/* Sorts into the order of PlimAttribute, trims, drops what is empty. Attributes come in any
 * order and are few, so that inserting is quickest. */
static gboolean
collect_values (Reader                   *self,
                const PlimGrammarElement *element,
                const PlimXmlAttribute   *found,
                guint                     n_found,
                PlimNodeValue            *values,
                guint                    *n_values_out)
{
  gsize size = 0;
  guint n = 0;

  for (guint i = 0; i < n_found; i++)
    size += found[i].size + 1;
  g_string_set_size (self->values, size);
  size = 0;

  for (guint i = 0; i < n_found; i++)
    {
      const char *from = found[i].value;
      const char *to = from + found[i].size;
      char *value = self->values->str + size;
      PlimAttribute attribute;
      guint at;

      if (!find_attribute (self, &found[i], &attribute)
          || plim_grammar_find_attribute (element, attribute) == NULL)
        {
          g_autofree char *known = list_attributes (element);

          fail (self, g_strdup_printf (_("“%s” has no attribute “%.80s”; expected %s"), element->name, found[i].name,
                                       *known != '\0' ? known : _("none")));
          return FALSE;
        }
      while (from < to && is_blank (*from))
        from++;
      while (to > from && is_blank (to[-1]))
        to--;
      if (from == to)
        continue;
      memcpy (value, from, to - from);
      value[to - from] = '\0';
      size += to - from + 1;
      for (at = n++; at > 0 && values[at - 1].attribute > attribute; at--)
        values[at] = values[at - 1];
      values[at].attribute = attribute;
      values[at].value = value;
    }
  *n_values_out = n;

  return TRUE;
}

static void
send_fix (Reader              *self,
          const PlimNodeValue *values,
          guint                n_values)
{
  PlimFix fix;

  memset (&fix, 0, sizeof fix);
  fix.sog_tenths = fix.cog_tenths = fix.heading = fix.draught_tenths = fix.status = PLIM_FIX_UNKNOWN;
  fix.line = plim_xml_cursor_get_line (self->cursor);
  for (guint i = 0; i < n_values; i++)
    switch (values[i].attribute)
      {
      case PLIM_ATTRIBUTE_TIME:
        fix.time_s = plim_fix_parse_time (values[i].value);
        break;
      case PLIM_ATTRIBUTE_LAT:
        fix.lat_e6 = plim_fix_parse_decimal (values[i].value, 6);
        break;
      case PLIM_ATTRIBUTE_LON:
        fix.lon_e6 = plim_fix_parse_decimal (values[i].value, 6);
        break;
      case PLIM_ATTRIBUTE_SOG:
        fix.sog_tenths = plim_fix_parse_decimal (values[i].value, 1);
        break;
      case PLIM_ATTRIBUTE_COG:
        fix.cog_tenths = plim_fix_parse_decimal (values[i].value, 1) % 3600;
        break;
      case PLIM_ATTRIBUTE_HEADING:
        fix.heading = plim_fix_parse_decimal (values[i].value, 0) % 360;
        break;
      case PLIM_ATTRIBUTE_DRAUGHT:
        fix.draught_tenths = plim_fix_parse_decimal (values[i].value, 1);
        break;
      default:
        break;
      }
  plim_record_writer_fix (self->writer, &fix);
}

static gboolean
check_ids (Reader              *self,
           const PlimNodeValue *values,
           guint                n_values)
{
  if (n_values == 0 || values[0].attribute != PLIM_ATTRIBUTE_ID || plim_id_set_add (self->ids, values[0].value))
    return TRUE;
  fail (self, g_strdup_printf (_("the id “%.80s” stands twice in this report"), values[0].value));
  return FALSE;
}

static void
start_cb (PlimXmlCursor          *cursor,
          const char             *name,
          const char             *namespace,
          const PlimXmlAttribute *attributes,
          guint                   n_attributes,
          gpointer                data)
{
  Reader *self = data;
  PlimNodeValue values[PLIM_N_ATTRIBUTES];
  guint n_values, line, column;
  PlimElementKind kind;
  char *problem = NULL;

  if (self->walk.depth == 0 && (namespace != self->namespace || strcmp (name, "report") != 0))
    {
      g_autofree char *what = plim_sniff_root (name, namespace);

      fail (self, g_strdup_printf (_("expected a report (“report” in the namespace %s); this is %s"),
                                   PLIM_GRAMMAR_NAMESPACE, what));
      return;
    }
  if (namespace != self->namespace)
    {
      fail (self, g_strdup_printf (_("“%.80s” stands in the namespace “%.80s”; expected %s"), name,
                                   namespace != NULL ? namespace : "", PLIM_GRAMMAR_NAMESPACE));
      return;
    }

  if (name == self->fix_name && plim_grammar_walk_get_kind (&self->walk) == PLIM_ELEMENT_TRACK)
    kind = PLIM_ELEMENT_FIX;
  else
    kind = plim_grammar_walk_find_child (&self->walk, name);
  if (kind == PLIM_ELEMENT_NONE)
    {
      g_autofree char *expected = plim_grammar_walk_expected (&self->walk);
      const char *parent = plim_grammar_get_element (plim_grammar_walk_get_kind (&self->walk))->name;

      fail (self, g_strdup_printf (_("“%.80s” may not stand in “%s”; expected %s"), name, parent, expected));
      return;
    }
  if (!collect_values (self, plim_grammar_get_element (kind), attributes, n_attributes, values, &n_values))
    return;
  if (!plim_grammar_walk_enter (&self->walk, kind, values, n_values, &problem))
    {
      fail (self, problem);
      return;
    }
  if (!check_ids (self, values, n_values))
    return;

  g_string_truncate (self->text, 0);
  if (kind == PLIM_ELEMENT_FIX)
    {
      send_fix (self, values, n_values);
      return;
    }
  plim_xml_cursor_get_position (cursor, &line, &column);
  plim_record_writer_start (self->writer, kind, line, column, values, n_values);
}

static void
text_cb (PlimXmlCursor *cursor,
         const char    *text,
         gsize          size,
         gpointer       data)
{
  Reader *self = data;
  const PlimGrammarElement *element;
  gsize i = 0;

  if (self->walk.depth == 0)
    return;
  element = plim_grammar_get_element (plim_grammar_walk_get_kind (&self->walk));
  if (element->content == PLIM_CONTENT_TEXT)
    {
      if (self->text->len + size > PLIM_XML_MAX_TEXT_BYTES)
        {
          plim_xml_cursor_fail (cursor, PLIM_ERROR_LIMIT, _("one text is longer than 10 MB"));
          return;
        }
      g_string_append_len (self->text, text, size);
      return;
    }
  while (i < size && is_blank (text[i]))
    i++;
  if (i < size)
    {
      g_autofree char *found = g_strndup (text + i, MIN (size - i, 400));
      g_autofree char *excerpt = plim_grammar_walk_excerpt (g_strchomp (found));

      fail (self, g_strdup_printf (_("text may not stand in “%s”; found “%s”"), element->name, excerpt));
    }
}

static void
end_cb (PlimXmlCursor *cursor,
        gpointer       data)
{
  Reader *self = data;
  PlimElementKind kind = plim_grammar_walk_get_kind (&self->walk);
  char *problem = NULL;

  if (self->text->len > 0)
    {
      char *trimmed = self->text->str;

      while (self->text->len > 0 && is_blank (self->text->str[self->text->len - 1]))
        g_string_truncate (self->text, self->text->len - 1);
      while (is_blank (*trimmed))
        trimmed++;
      if (*trimmed != '\0')
        {
          if (!plim_grammar_walk_text (&self->walk, trimmed, &problem))
            {
              fail (self, problem);
              return;
            }
          plim_record_writer_text (self->writer, trimmed);
        }
      /* One long text does not keep its memory. */
      if (self->text->allocated_len > 1024 * 1024)
        {
          g_string_free (self->text, TRUE);
          self->text = g_string_new (NULL);
        }
      g_string_truncate (self->text, 0);
    }
  if (!plim_grammar_walk_leave (&self->walk, &problem))
    {
      fail (self, problem);
      return;
    }
  if (kind != PLIM_ELEMENT_FIX)
    plim_record_writer_end (self->writer);
}

void
plim_report_reader_run (PlimByteSource   *source,
                        PlimRecordWriter *writer)
{
  static const PlimXmlHandler handler = { start_cb, text_cb, end_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  g_autofree char *doubt = NULL;
  PlimError code = PLIM_ERROR_FORMAT;

  self.writer = writer;
  self.cursor = plim_xml_cursor_new (source, writer, &handler, &self);
  self.namespace = plim_xml_cursor_intern (self.cursor, PLIM_GRAMMAR_NAMESPACE);
  self.xml_namespace = plim_xml_cursor_intern (self.cursor, PLIM_GRAMMAR_XML_NAMESPACE);
  self.lang = plim_xml_cursor_intern (self.cursor, "lang");
  self.fix_name = plim_xml_cursor_intern (self.cursor, "fix");
  self.attributes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < PLIM_N_ATTRIBUTES; i++)
    if (i != PLIM_ATTRIBUTE_XML_LANG)
      g_hash_table_insert (self.attributes,
                           (gpointer) plim_xml_cursor_intern (self.cursor, plim_grammar_attribute_name (i)),
                           GUINT_TO_POINTER (i + 1));
  self.text = g_string_new (NULL);
  self.values = g_string_new (NULL);
  self.ids = plim_id_set_new ();

  plim_xml_cursor_run (self.cursor);

  doubt = plim_xml_cursor_dup_doubt (self.cursor);
  if (doubt != NULL)
    {
      g_autoptr(PlimImportMessage) message = plim_import_message_new (PLIM_SEVERITY_WARNING, 1, 0, NULL, doubt);

      plim_record_writer_message (writer, message);
    }
  failure = plim_xml_cursor_get_failure (self.cursor, &code);
  plim_record_writer_finish (writer, failure, code);

  plim_id_set_free (self.ids);
  g_string_free (self.values, TRUE);
  g_string_free (self.text, TRUE);
  g_hash_table_unref (self.attributes);
  plim_xml_cursor_free (self.cursor);
}
