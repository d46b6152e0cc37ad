#include "config.h"

#include "app/import/plim-import-log.h"
#include "app/import/plim-sniff.h"
#include "app/import/plim-xml-cursor.h"
#include "app/import/plim-xml-input.h"
#include "tests/plim-test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
start_cb (PlimXmlCursor          *cursor,
          const char             *name,
          const char             *namespace,
          const PlimXmlAttribute *attributes,
          guint                   n_attributes,
          gpointer                data)
{
  g_autofree char *path = plim_xml_cursor_dup_path (cursor);
  guint line, column;

  g_assert_true (name == plim_xml_cursor_intern (cursor, name));
  plim_xml_cursor_get_position (cursor, &line, &column);
  g_assert_cmpuint (line, ==, plim_xml_cursor_get_line (cursor));
  g_string_append_printf (data, "%u:%u %s", line, column, path);
  for (guint i = 0; i < n_attributes; i++)
    g_string_append_printf (data, " %s{%s}=%.*s", attributes[i].name,
                            attributes[i].namespace != NULL ? attributes[i].namespace : "", (int) attributes[i].size,
                            attributes[i].value);
  g_string_append_c (data, '\n');
  if (strcmp (name, "stop") == 0)
    plim_xml_cursor_fail (cursor, PLIM_ERROR_FORMAT, "stopped");
}

static void
text_cb (PlimXmlCursor *cursor,
         const char    *text,
         gsize          size,
         gpointer       data)
{
  g_string_append_len (data, text, size);
}

static void
end_cb (PlimXmlCursor *cursor,
        gpointer       data)
{
  g_string_append (data, "/\n");
}

/* What a cursor sees of @xml, ended by why it stopped. */
static char *
follow (const char *xml)
{
  static const PlimXmlHandler handler = { start_cb, text_cb, end_cb };
  g_autoptr(PlimByteSource) source = NULL;
  g_autoptr(PlimXmlCursor) cursor = NULL;
  GString *seen = g_string_new (NULL);
  FILE *file = tmpfile ();

  g_assert_cmpint (write (fileno (file), xml, strlen (xml)), ==, (gssize) strlen (xml));
  lseek (fileno (file), 0, SEEK_SET);
  source = plim_byte_source_new (fileno (file));
  cursor = plim_xml_cursor_new (source, NULL, &handler, seen);
  if (!plim_xml_cursor_run (cursor))
    {
      PlimError code;
      const PlimImportMessage *failure = plim_xml_cursor_get_failure (cursor, &code);
      g_autofree char *sentence = plim_import_message_format (failure, "f");

      g_string_append_printf (seen, "%s %s", code == PLIM_ERROR_LIMIT ? "limit" : "format", sentence);
    }
  fclose (file);

  return g_string_free (seen, FALSE);
}

static void
test_follow (void)
{
  g_autofree char *seen = follow ("<?xml version='1.0'?>\n"
                                  "<!-- 말 --> <a xmlns='urn:a' xmlns:b='urn:b' x='1&amp;2&#38;&amp;#38;&lt;' b:y='&#xBD81;'>\n"
                                  "  말<b/><c\n z='1'/>&lt;<b><![CDATA[<&]]></b>\n"
                                  "\t<b\n\n/></a>\n");

  g_assert_cmpstr (seen, ==,
                   "2:12 /a x{}=1&2&&#38;< y{urn:b}=북\n"
                   "\n  말3:4 /a/b\n/\n"
                   "3:8 /a/c z{}=1\n/\n"
                   "<4:13 /a/b[2]\n<&/\n"
                   "\n\t5:2 /a/b[3]\n/\n"
                   "/\n");
}

static void
test_stop (void)
{
  g_autofree char *seen = follow ("<a>\n <stop/><b/>text</a>");

  g_assert_cmpstr (seen, ==, "1:1 /a\n\n 2:2 /a/stop\nformat f:2:2: /a/stop: stopped");
}

static void
test_limits (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autofree char *seen = NULL;

  for (guint i = 0; i < 64; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 64; i++)
    g_string_append (deep, "</a>");
  seen = follow (deep->str);
  g_assert_true (g_str_has_suffix (seen, "/\n"));
  g_free (seen);

  g_string_insert (deep, 64 * 3, "<a></a>");
  seen = follow (deep->str);
  g_assert_nonnull (strstr (seen, "limit f:1:193: /a/a"));
  g_assert_nonnull (strstr (seen, "elements stand more than 64 deep in each other"));
}

static void
test_broken (void)
{
  static const struct { const char *xml; const char *pattern; } cases[] = {
    { "<a>\n<b></a>", "*format f:2:*not well-formed*" },
    { "<a b='1' b='2'/>", "*format f:1:*not well-formed*" },
    { "<a p:b='1'/>", "*format f:1:*not well-formed*" },
    { "<a>&nbsp;</a>", "*format f:1:*" },
    { "<a/><b/>", "*format f:1:*expected the end of the file*" },
    { "<a>\n<b", "*format f:2:*cut off" },
    { "<a>\n\x01</a>", "*format f:2:*" },
    { "<a b='<'/>", "*format f:1:*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *seen = follow (cases[i].xml);

      if (!g_pattern_match_simple (cases[i].pattern, seen))
        g_error ("%s\nshould have been: %s", seen, cases[i].pattern);
    }
}

static void
test_sniff (void)
{
  g_autofree char *gzip = plim_sniff_bytes ((const guint8 *) "\x1f\x8b\x08", 3);
  g_autofree char *tar = NULL;
  g_autofree char *xml = plim_sniff_bytes ((const guint8 *) " <a/>", 5);
  g_autofree char *table = plim_sniff_bytes ((const guint8 *) "imo,name\n", 9);
  g_autofree char *feed = plim_sniff_root ("rss", NULL);
  g_autofree char *other = plim_sniff_root ("report", "urn:other");
  guint8 block[512] = "a/b";

  memcpy (block + 257, "ustar", 5);
  tar = plim_sniff_bytes (block, sizeof block);
  g_assert_cmpstr (gzip, ==, "a gzip archive");
  g_assert_cmpstr (tar, ==, "a tar archive");
  g_assert_null (xml);
  g_assert_nonnull (strstr (table, "table"));
  g_assert_cmpstr (feed, ==, "an RSS feed");
  g_assert_nonnull (strstr (other, "urn:other"));
}

static void
test_messages (void)
{
  g_autoptr(PlimImportMessage) message = plim_import_message_new (PLIM_SEVERITY_WARNING, 3, 7, "/a", "b\033[31m\xe2\x80\xae");
  g_autoptr(PlimImportMessage) whole = plim_import_message_new (PLIM_SEVERITY_ERROR, 0, 0, NULL, "c");
  g_autoptr(PlimImportMessage) copy = plim_import_message_copy (message);
  g_autofree char *first = plim_import_message_format (copy, "x\ny.xml");
  g_autofree char *second = plim_import_message_format (whole, "말.xml");

  g_assert_cmpstr (first, ==, "x\\u000ay.xml:3:7: /a: b\\u001b[31m\\u202e");
  g_assert_cmpstr (second, ==, "말.xml: c");
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);
  plim_xml_input_prepare ();

  g_test_add_func ("/xml-cursor/follow", test_follow);
  g_test_add_func ("/xml-cursor/stop", test_stop);
  g_test_add_func ("/xml-cursor/limits", test_limits);
  g_test_add_func ("/xml-cursor/broken", test_broken);
  g_test_add_func ("/xml-cursor/sniff", test_sniff);
  g_test_add_func ("/xml-cursor/messages", test_messages);

  return g_test_run ();
}
