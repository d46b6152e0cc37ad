/* Whether data/report.rng and the reader agree, over one good report changed in more than two thousand ways. */

#include "config.h"

#include "app/import/plim-report-reader.h"
#include "app/import/plim-xml-input.h"
#include "tests/plim-test-parse.h"
#include "tests/plim-test.h"

#include "app/plim-error.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Under the sanitizer libxml2's validation takes a quarter of a second a time: it is given one change in so many. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 29
#else
#define STRIDE 1
#endif

static const char * const values[] = {
  "", " ", "x", "0", "1", "-1", "1,5", "1e5", "12.", "007", "2030", " 2030-05 ", "2030-02-30", "2028-02-29", "2030-Q3", "2030-H3",
  "2030-05-11T03:30Z", "2030-05-11T03:30", "2030-05-11T03:30:00.25+09:00", "open", "1/3", "3/2", "0.9", "1.0", "KP", "USD", "t",
  "bbl", "coal", "import", "S/2019/171#a", "S/RES/2371 (2017)#a b", "a:b", "_a.b-c", "90.5", "-90", "180", "359.9",
  "360.1", "exact", "panel", "yes", "seen", "ko-KP", "ko_KP", "12-31", "02-29", "12345678901234567890",
};

typedef enum
{
  CHANGE_DROP,
  CHANGE_TWICE,
  CHANGE_RENAME,
  CHANGE_SWAP,
  CHANGE_TEXT,
  CHANGE_CHILD,
  CHANGE_LAST,
  CHANGE_UNKNOWN_ATTRIBUTE,
  CHANGE_CONTENT,
  CHANGE_NAMESPACE,
  N_CHANGES,
} Change;

/* The child's and the parent's code after each other, in this process. */
static gboolean
read_report (const xmlChar  *bytes,
             int             size,
             GError        **error)
{
  g_autoptr(PlimRecordWriter) writer = NULL;
  g_autoptr(PlimRecordReader) reader = NULL;
  g_autoptr(PlimByteSource) source = NULL;
  FILE *in = tmpfile ();
  FILE *out = tmpfile ();
  guint8 buffer[10000];
  gboolean right = TRUE;
  gssize n;

  g_assert_cmpint (write (fileno (in), bytes, size), ==, size);
  lseek (fileno (in), 0, SEEK_SET);
  writer = plim_record_writer_new (fileno (out));
  source = plim_byte_source_new (fileno (in));
  plim_report_reader_run (source, writer);

  lseek (fileno (out), 0, SEEK_SET);
  reader = plim_record_reader_new ("report.xml", &plim_test_deaf_sink, NULL);
  while (right && (n = read (fileno (out), buffer, sizeof buffer)) > 0)
    right = plim_record_reader_feed (reader, buffer, n, error);
  g_assert_true (plim_record_reader_is_done (reader) || !right);
  fclose (in);
  fclose (out);

  return right;
}

static void
error_cb (void        *data,
          xmlErrorPtr  error)
{
}

static gboolean
validate (xmlRelaxNGPtr  schema,
          const xmlChar *bytes,
          int            size)
{
  xmlDocPtr document = xmlReadMemory ((const char *) bytes, size, "report.xml", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  xmlRelaxNGValidCtxtPtr validator;
  int wrong;

  if (document == NULL)
    return FALSE;
  validator = xmlRelaxNGNewValidCtxt (schema);
  xmlRelaxNGSetValidStructuredErrors (validator, error_cb, NULL);
  wrong = xmlRelaxNGValidateDoc (validator, document);
  xmlRelaxNGFreeValidCtxt (validator);
  xmlFreeDoc (document);

  return wrong == 0;
}

/* The element that is @n-th in the order of the document. */
static xmlNodePtr
find_element (xmlNodePtr  node,
              guint      *n)
{
  for (; node != NULL; node = node->next)
    {
      xmlNodePtr found;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if ((*n)-- == 0)
        return node;
      found = find_element (node->children, n);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static xmlNodePtr
next_element (xmlNodePtr node)
{
  do
    node = node->next;
  while (node != NULL && node->type != XML_ELEMENT_NODE);
  return node;
}

static gboolean
change_element (xmlNodePtr node,
                Change     change,
                guint      turn)
{
  xmlNodePtr other;

  switch (change)
    {
    case CHANGE_DROP:
      if (node->parent->type != XML_ELEMENT_NODE)
        return FALSE;
      xmlUnlinkNode (node);
      xmlFreeNode (node);
      return TRUE;
    case CHANGE_TWICE:
      if (node->parent->type != XML_ELEMENT_NODE)
        return FALSE;
      xmlAddNextSibling (node, xmlCopyNode (node, 1));
      return TRUE;
    case CHANGE_RENAME:
      xmlNodeSetName (node, BAD_CAST (turn % 2 == 0 ? "shipment" : "unheard-of"));
      return TRUE;
    case CHANGE_SWAP:
      other = next_element (node);
      if (other == NULL)
        return FALSE;
      xmlUnlinkNode (node);
      xmlAddNextSibling (other, node);
      return TRUE;
    case CHANGE_TEXT:
      xmlAddChild (node, xmlNewText (BAD_CAST (turn % 3 == 0 ? " \n" : "words")));
      return TRUE;
    case CHANGE_CHILD:
      xmlNewTextChild (node, node->ns, BAD_CAST (turn % 2 == 0 ? "cite" : "wording"), NULL);
      return TRUE;
    case CHANGE_LAST:
      other = node->parent;
      if (other->type != XML_ELEMENT_NODE || next_element (node) == NULL)
        return FALSE;
      xmlUnlinkNode (node);
      xmlAddChild (other, node);
      return TRUE;
    case CHANGE_UNKNOWN_ATTRIBUTE:
      xmlNewProp (node, BAD_CAST (turn % 2 == 0 ? "sourced" : "known"), BAD_CAST "2031");
      return TRUE;
    case CHANGE_CONTENT:
      xmlNodeSetContent (node, BAD_CAST values[turn % G_N_ELEMENTS (values)]);
      return TRUE;
    case CHANGE_NAMESPACE:
      xmlSetNs (node, xmlNewNs (node, BAD_CAST "urn:other", BAD_CAST "o"));
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static void
compare (xmlRelaxNGPtr  schema,
         xmlDocPtr      document,
         const char    *what,
         guint         *n_right,
         guint         *n_wrong)
{
  g_autoptr(GError) error = NULL;
  xmlChar *bytes;
  int size;
  gboolean by_schema, by_reader;
  static guint n_compared;

  if (n_compared++ % STRIDE != 0)
    return;
  xmlDocDumpMemory (document, &bytes, &size);
  by_schema = validate (schema, bytes, size);
  by_reader = read_report (bytes, size, &error);
  if (by_schema != by_reader)
    g_error ("%s: the schema says %s, the reader says %s\n%s", what, by_schema ? "right" : "wrong",
             by_reader ? "right" : error->message, bytes);
  if (error != NULL)
    g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  (*(by_schema ? n_right : n_wrong))++;
  xmlFree (bytes);
}

static void
test_agreement (void)
{
  g_autofree char *path = plim_test_file ("reports/sample.plimsoll-report.xml");
  g_autofree char *schema_path = plim_test_file ("../data/report.rng");
  g_autofree char *schema_bytes = NULL;
  gsize schema_size;
  xmlRelaxNGParserCtxtPtr parser;
  xmlRelaxNGPtr schema;
  xmlDocPtr sample = xmlReadFile (path, NULL, XML_PARSE_NONET);
  guint n_right = 0, n_wrong = 0, turn = 0;

  g_assert_true (g_file_get_contents (schema_path, &schema_bytes, &schema_size, NULL));
  parser = xmlRelaxNGNewMemParserCtxt (schema_bytes, schema_size);
  schema = xmlRelaxNGParse (parser);
  g_assert_nonnull (schema);
  g_assert_nonnull (sample);
  compare (schema, sample, "the sample", &n_right, &n_wrong);
  g_assert_cmpuint (n_right, ==, 1);

  for (guint at = 0;; at++)
    {
      guint n = at;
      xmlNodePtr node = find_element (sample->children, &n);
      guint n_attributes = 0;

      if (node == NULL)
        break;
      for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
        n_attributes++;

      for (guint change = 0; change < N_CHANGES; change++, turn++)
        {
          xmlDocPtr copy = xmlCopyDoc (sample, 1);
          g_autofree char *what = g_strdup_printf ("change %u of %s", change, (const char *) node->name);

          n = at;
          if (change_element (find_element (copy->children, &n), change, turn))
            compare (schema, copy, what, &n_right, &n_wrong);
          xmlFreeDoc (copy);
        }

      /* Each attribute: dropped, renamed, and with four of the values, others at each turn. */
      for (guint i = 0; i < n_attributes; i++)
        for (guint change = 0; change < 6; change++, turn += 7)
          {
            xmlDocPtr copy = xmlCopyDoc (sample, 1);
            g_autofree char *what = NULL;
            xmlNodePtr changed;
            xmlAttrPtr attribute;

            n = at;
            changed = find_element (copy->children, &n);
            attribute = changed->properties;
            for (guint j = 0; j < i; j++)
              attribute = attribute->next;
            what = g_strdup_printf ("change %u (%s) of %s in %s", change, values[turn % G_N_ELEMENTS (values)],
                                    (const char *) attribute->name, (const char *) node->name);
            if (change == 0)
              xmlRemoveProp (attribute);
            else if (change == 1)
              xmlNodeSetName ((xmlNodePtr) attribute, BAD_CAST "kind-of");
            else
              xmlSetNsProp (changed, attribute->ns, attribute->name, BAD_CAST values[turn % G_N_ELEMENTS (values)]);
            compare (schema, copy, what, &n_right, &n_wrong);
            xmlFreeDoc (copy);
          }
    }

  g_test_message ("%u right, %u wrong", n_right, n_wrong);
  g_assert_cmpuint (n_right, >, 200 / STRIDE);
  g_assert_cmpuint (n_wrong, >, 500 / STRIDE);
  xmlFreeDoc (sample);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);
  plim_xml_input_prepare ();

  g_test_add_func ("/report-schema/agreement", test_agreement);

  return g_test_run ();
}
