#include "config.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "app/model/plim-claim-ids.h"
#include "app/scene/plim-scene-svg.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

static xmlDocPtr
parse (const char *svg)
{
  xmlDocPtr document = xmlReadMemory (svg, strlen (svg), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);

  g_assert_nonnull (document);

  return document;
}

static guint
count (xmlDocPtr   document,
       const char *path)
{
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr found;
  guint n;

  xmlXPathRegisterNs (context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
  xmlXPathRegisterNs (context, BAD_CAST "c", BAD_CAST "urn:plimsoll:claims:1");
  found = xmlXPathEvalExpression (BAD_CAST path, context);
  g_assert_nonnull (found);
  n = found->nodesetval != NULL ? found->nodesetval->nodeNr : 0;
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);

  return n;
}

static void
test_contents (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();

  for (guint theme = 0; theme <= PLIM_THEME_GREY; theme++)
    {
      g_autofree char *svg = plim_scene_svg_write (scene, theme);
      xmlDocPtr document = parse (svg);
      guint n_marks = 0;
      guint n_texts = 0;

      for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
        {
          const PlimShape *shape = plim_scene_get_shape (scene, i);

          n_marks += plim_shape_is_mark (shape);
          n_texts += shape->kind == PLIM_SHAPE_TEXT;
        }

      g_assert_cmpint (count (document, "//s:text"), ==, n_texts);
      g_assert_cmpint (count (document, "//s:*[@data-claims]"), ==, n_marks);
      /* Each mark says itself in words. */
      g_assert_cmpint (count (document, "//s:*[@data-claims]/s:title[string-length() > 0]"), ==, n_marks);
      g_assert_cmpint (count (document, "/s:svg/s:title[@id='title']"), ==, 1);
      g_assert_cmpint (count (document, "/s:svg/s:desc[@id='desc']"), ==, 1);
      g_assert_cmpint (count (document, "/s:svg[@role='img' and @aria-labelledby='title desc' and @width='254mm' "
                              "and @viewBox='0 0 254 143']"), ==, 1);
      g_assert_cmpint (count (document, "/s:svg/s:metadata/c:claims[@as-of='2031-03-04' and @exercise='yes']/c:claim"), ==, 3);
      g_assert_cmpint (count (document, "//c:claim[@id='EX/1/1#t1' and @basis='member-state' and @known='2031-03-04']"
                              "/c:wording[@xml:lang='en' and starts-with(., 'The quantity')]"), ==, 1);
      g_assert_cmpint (count (document, "//c:claim/c:citation[contains(., 'para. 23')]"), ==, 3);
      g_assert_cmpint (count (document, "//s:pattern"), ==, 3);
      g_assert_cmpint (count (document, "//s:script | //s:image | //s:foreignObject | //s:use | //@href | //@onload"), ==, 0);
      xmlFreeDoc (document);
    }
}

/* Every id on a mark is that of a claim in the metadata. */
static void
test_ids (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autofree char *svg = plim_scene_svg_write (scene, PLIM_THEME_PAPER);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *claims = plim_scene_get_claims (scene);
  const char *at = svg;
  guint n = 0;

  for (guint i = 0; i < claims->len; i++)
    g_hash_table_add (known, ((PlimClaim *) g_ptr_array_index (claims, i))->id);

  while ((at = strstr (at, "data-claims=\"")) != NULL)
    {
      const char *end;
      g_autofree char *list = NULL;
      g_autoptr(GPtrArray) ids = NULL;

      at += strlen ("data-claims=\"");
      end = strchr (at, '"');
      list = g_strndup (at, end - at);
      ids = plim_claim_ids_split (list);
      g_assert_cmpint (ids->len, >, 0);
      for (guint i = 0; i < ids->len; i++)
        g_assert_true (g_hash_table_contains (known, g_ptr_array_index (ids, i)));
      n++;
    }
  g_assert_cmpint (n, >, 20);
  g_assert_nonnull (strstr (svg, "data-claims=\"EX/1/1#t1 EX%202%20(2031)/1#t2\""));
}

static void
test_same_bytes (void)
{
  g_autoptr(PlimScene) first = plim_test_scene_new ();
  g_autoptr(PlimScene) second = plim_test_scene_new ();
  g_autofree char *a = plim_scene_svg_write (first, PLIM_THEME_PAPER);
  g_autofree char *b = plim_scene_svg_write (first, PLIM_THEME_PAPER);
  g_autofree char *c = plim_scene_svg_write (second, PLIM_THEME_PAPER);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, c);
}

/* What a report holds as text is text here too, wherever it goes. */
static void
test_hostile_strings (void)
{
  for (guint i = 0; plim_test_hostile_strings[i] != NULL; i++)
    {
      const char *text = plim_test_hostile_strings[i];
      g_autoptr(PlimScene) scene = plim_scene_new (50, 50);
      g_autoptr(PlimClaim) claim = plim_test_claim_new (text, text, text);
      g_autofree char *svg = NULL;
      PlimDispute *dispute = g_new0 (PlimDispute, 1);
      xmlDocPtr document;

      dispute->by = g_strdup (text);
      dispute->text = g_strdup (text);
      g_ptr_array_add (claim->disputes, dispute);
      plim_scene_set_title (scene, text);
      plim_scene_set_summary (scene, text);
      plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, 5, 5, 3, PLIM_ALIGN_START, text);
      plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_PORT, 5, 5, 1), g_strdup (text), claim, NULL);

      svg = plim_scene_svg_write (scene, PLIM_THEME_PAPER);
      document = parse (svg);
      g_assert_cmpint (count (document, "//s:circle[@data-claims]"), ==, 1);
      g_assert_cmpint (count (document, "//c:claim"), ==, 1);
      g_assert_cmpint (count (document, "//s:script"), ==, 0);
      g_assert_cmpint (count (document, "//s:*"), <=, 12);
      xmlFreeDoc (document);
    }
}

/* Rounding does not add up along a path, and the last point is where it should be. */
static void
test_long_path (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (220, 100);
  PlimShape *path = plim_scene_add_path (scene, PLIM_STYLE_TRACK);
  g_autofree char *svg = NULL;
  const char *at;
  double x, y;
  double lowest = 100, highest = 0;
  guint n = 0;

  plim_shape_move_to (path, 10, 50);
  for (guint i = 1; i <= 100000; i++)
    plim_shape_line_to (path, 10 + i * 0.002, 50 + ((int) (i * 7919 % 4001) - 2000) / 100.0);

  svg = plim_scene_svg_write (scene, PLIM_THEME_PAPER);
  g_assert_cmpint (strlen (svg), <, 200000);

  at = strstr (svg, "<path d=\"M10 50l");
  g_assert_nonnull (at);
  at += strlen ("<path d=\"M10 50l");
  x = 10;
  y = 50;
  while (*at != '"')
    {
      char *end;

      x += g_ascii_strtod (at, &end);
      y += g_ascii_strtod (end, &end);
      g_assert_true (end > at);
      lowest = MIN (lowest, y);
      highest = MAX (highest, y);
      at = end;
      n++;
    }
  g_assert_cmpint (n, <, 20000);
  g_assert_cmpfloat_with_epsilon (x, 210, 0.01);
  g_assert_cmpfloat_with_epsilon (lowest, 30, 0.02);
  g_assert_cmpfloat_with_epsilon (highest, 70, 0.02);
}

static void
test_numbers (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (100.5, 50);
  g_autofree char *svg = NULL;

  plim_scene_add_rect (scene, PLIM_STYLE_NOTIFIED, -0.5, 0.0004, 0.005, 12.3456);
  plim_scene_add_circle (scene, PLIM_STYLE_PORT, G_MAXDOUBLE, 0.0 / 0.0, 1e-9);
  svg = plim_scene_svg_write (scene, PLIM_THEME_PAPER);
  g_assert_nonnull (strstr (svg, "viewBox=\"0 0 100.5 50\""));
  g_assert_nonnull (strstr (svg, "<rect x=\"-.5\" y=\"0\" width=\".005\" height=\"12.346\"/>"));
  g_assert_nonnull (strstr (svg, "cy=\"0\" r=\"0\"/>"));
  xmlFreeDoc (parse (svg));
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/scene-svg/contents", test_contents);
  g_test_add_func ("/scene-svg/ids", test_ids);
  g_test_add_func ("/scene-svg/same-bytes", test_same_bytes);
  g_test_add_func ("/scene-svg/hostile-strings", test_hostile_strings);
  g_test_add_func ("/scene-svg/long-path", test_long_path);
  g_test_add_func ("/scene-svg/numbers", test_numbers);

  return g_test_run ();
}
