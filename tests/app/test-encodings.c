#include "config.h"

#include "app/import/plim-parse-worker.h"
#include "tests/plim-test-parse.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <string.h>

typedef struct
{
  char  *title;
  guint  n_warnings;
} Heard;

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  Heard *heard = data;

  if (node->kind == PLIM_ELEMENT_ABOUT)
    {
      PlimNode *title = g_ptr_array_index (node->children, 0);

      heard->title = g_strdup (title->text);
      /* The declaration, blanked, does not move what follows. */
      g_assert_cmpuint (title->line, ==, 2);
      g_assert_cmpuint (title->column, ==, 60);
    }
  return TRUE;
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  return TRUE;
}

static void
message_cb (const PlimImportMessage *message,
            gpointer                 data)
{
  Heard *heard = data;

  heard->n_warnings += message->severity == PLIM_SEVERITY_WARNING;
}

static const PlimRecordSink sink = { node_cb, fixes_cb, node_cb, message_cb, NULL };

static char *
make_report (const char *declared,
             const char *title)
{
  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"%s\" standalone='yes'?>\n"
                          "<report xmlns='urn:plimsoll:report:1' symbol='EX/1'><about><title>%s</title>"
                          "<publisher kind='panel'>P</publisher><dated>2031</dated></about></report>\n", declared, title);
}

typedef struct
{
  const char *declared;
  const char *written;
  const char *mark;     /* before the text */
  const char *title;
} Case;

static const Case cases[] = {
  { "UTF-8", "UTF-8", "", "북한 석탄 ½" },
  { "utf-8", "UTF-8", "\xef\xbb\xbf", "북한 석탄" },
  { "EUC-KR", "EUC-KR", "", "북한 석탄 수출" },
  { "euc-kr", "CP949", "", "똠방각하" },
  { "CP949", "CP949", "", "똠방각하 펲시콜라" },
  { "ks_c_5601-1987", "CP949", "", "북한" },
  { "Shift_JIS", "CP932", "", "北朝鮮 ｶﾀｶﾅ ～ ①" },
  { "GB18030", "GB18030", "", "朝鲜 煤炭 𠀀" },
  { "GB2312", "GB18030", "", "朝鲜 煤炭" },
  { "Big5", "BIG5", "", "北韓 煤炭" },
  { "windows-1251", "CP1251", "", "Уголь" },
  { "windows-1252", "CP1252", "", "“Kohle” – 5 €" },
  { "ISO-8859-1", "ISO-8859-1", "", "Müller" },
  { "ISO-8859-2", "ISO-8859-2", "", "Węgiel" },
  { "ISO-8859-15", "ISO-8859-15", "", "5 €" },
  { "UTF-16", "UTF-16LE", "\xff\xfe", "북한 𠀀" },
  { "UTF-16", "UTF-16BE", "\xfe\xff", "북한 𠀀" },
  { "UTF-16LE", "UTF-16LE", "", "북한" },
  { "UTF-16BE", "UTF-16BE", "", "북한" },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_report (cases[i].declared, cases[i].title);
      g_autofree char *converted = NULL;
      g_autoptr(GString) bytes = g_string_new (cases[i].mark);
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };
      gsize size;

      converted = g_convert (text, -1, cases[i].written, "UTF-8", NULL, &size, &error);
      g_assert_no_error (error);
      g_string_append_len (bytes, converted, size);
      g_test_message ("%s", cases[i].declared);
      plim_test_parse_bytes (bytes->str, bytes->len, &sink, &heard, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (heard.title, ==, cases[i].title);
      g_assert_cmpuint (heard.n_warnings, ==, 0);
      g_free (heard.title);
    }
}

/* Larger than any buffer: characters are cut in two everywhere. */
static void
test_long (void)
{
  static const char * const written[] = { "CP949", "UTF-16LE", "CP932" };
  static const char * const declared[] = { "EUC-KR", "UTF-16", "Shift_JIS" };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr(GString) title = g_string_new (NULL);
      g_autofree char *text = NULL;
      g_autofree char *bytes = NULL;
      g_autoptr(GError) error = NULL;
      Heard heard = { NULL };
      gsize size;

      for (guint j = 0; j < 100000; j++)
        g_string_append (title, j % 3 == 0 ? "a" : i == 2 ? "北" : "북");
      text = make_report (declared[i], title->str);
      bytes = g_convert (text, -1, written[i], "UTF-8", NULL, &size, &error);
      g_assert_no_error (error);
      plim_test_parse_bytes (bytes, size, &sink, &heard, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (heard.title, ==, title->str);
      g_free (heard.title);
    }
}

static void
expect_refusal (const char *declared,
                const char *title,
                const char *pattern)
{
  g_autofree char *text = make_report (declared, title);
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };

  g_assert_false (plim_test_parse_bytes (text, strlen (text), &sink, &heard, NULL, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s\nshould have been: %s", error->message, pattern);
  g_free (heard.title);
}

static void
test_refused (void)
{
  expect_refusal ("KOI8-R", "T", "report.xml: the file says that it is written in “KOI8-R”, which is not read here;*");
  expect_refusal ("UTF-32", "T", "*“UTF-32”*");
  expect_refusal ("x\"&lt;", "T", "*");
  expect_refusal ("EUC-KR", "\xff\xff", "report.xml:2*here the bytes are not EUC-KR*");
  expect_refusal ("UTF-8", "\xb0\xa1", "report.xml:2*");
}

static void
test_lying (void)
{
  g_autofree char *text = make_report ("ISO-8859-1", "북한");
  g_autoptr(GError) error = NULL;
  Heard heard = { NULL };

  plim_test_parse_bytes (text, strlen (text), &sink, &heard, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heard.n_warnings, ==, 1);
  g_free (heard.title);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/encodings/read", test_read);
  g_test_add_func ("/encodings/long", test_long);
  g_test_add_func ("/encodings/refused", test_refused);
  g_test_add_func ("/encodings/lying", test_lying);

  return g_test_run ();
}
