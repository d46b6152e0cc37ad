#include "config.h"

#include "app/export/plim-claim-finder.h"

#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "app/export/plim-csv.h"
#include "app/model/plim-claim-ids.h"
#include "app/plim-error.h"

#define CLAIMS_NS "urn:plimsoll:claims:1"
#define SVG_NS "http://www.w3.org/2000/svg"

/* The last thing libxml2 complained of, as a sentence for people. */
static void
note_xml_error_cb (void       *data,
                   xmlErrorPtr problem)
{
  char **message = data;

  if (*message == NULL && problem->level >= XML_ERR_ERROR)
    *message = g_strdup_printf (_("line %d: %s"), problem->line, g_strstrip (problem->message));
}

static void
add_ids (GPtrArray     *ids,
         const xmlChar *list)
{
  g_autoptr(GPtrArray) found = plim_claim_ids_split ((const char *) list);

  g_ptr_array_extend_and_steal (ids, g_steal_pointer (&found));
}

static void
read_element (xmlTextReaderPtr  reader,
              GPtrArray        *ids,
              gboolean         *ours)
{
  const xmlChar *name = xmlTextReaderConstLocalName (reader);
  const xmlChar *ns = xmlTextReaderConstNamespaceUri (reader);
  xmlChar *value = NULL;

  if (xmlStrEqual (ns, BAD_CAST CLAIMS_NS))
    {
      *ours = TRUE;
      if (xmlStrEqual (name, BAD_CAST "claim") && (value = xmlTextReaderGetAttribute (reader, BAD_CAST "id")) != NULL)
        {
          xmlChar *content = xmlTextReaderGetAttribute (reader, BAD_CAST "content");

          g_ptr_array_add (ids, content != NULL ? g_strdup_printf ("%s=%s", (const char *) value, (const char *) content)
                                                : g_strdup ((const char *) value));
          xmlFree (content);
        }
    }
  else
    {
      value = xmlTextReaderGetAttribute (reader, BAD_CAST "data-claims");
      if (value != NULL)
        add_ids (ids, value);
    }
  xmlFree (value);
}

GPtrArray *
plim_svg_read_pinned_ids (GBytes  *bytes,
                         GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *message = NULL;
  xmlTextReaderPtr reader;
  gboolean ours = FALSE;
  gboolean is_root = TRUE;
  gboolean foreign = FALSE;
  const char *data;
  gsize size;
  int read;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  reader = size > 0 && size < G_MAXINT ? xmlReaderForMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET) : NULL;
  if (reader == NULL)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The file is empty or too large"));
      return NULL;
    }

  xmlTextReaderSetStructuredErrorHandler (reader, note_xml_error_cb, &message);
  while ((read = xmlTextReaderRead (reader)) == 1 && !foreign)
    switch (xmlTextReaderNodeType (reader))
      {
      case XML_READER_TYPE_DOCUMENT_TYPE:
        /* We write none, and one could define anything. */
        foreign = TRUE;
        break;

      case XML_READER_TYPE_ELEMENT:
        if (is_root && !xmlStrEqual (xmlTextReaderConstNamespaceUri (reader), BAD_CAST SVG_NS))
          foreign = TRUE;
        is_root = FALSE;
        read_element (reader, ids, &ours);
        break;

      default:
        break;
      }
  xmlFreeTextReader (reader);

  if (read < 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The SVG is damaged: %s"),
                   message != NULL ? message : _("it ends too early"));
      return NULL;
    }
  if (foreign || !ours)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The file was not made by Plimsoll: it has no list of claims"));
      return NULL;
    }
  plim_claim_ids_sort (ids);

  return g_steal_pointer (&ids);
}

GPtrArray *
plim_csv_read_pinned_ids (GBytes  *bytes,
                         GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) header = NULL;
  g_autofree char *text = NULL;
  guint content_column = 0;
  const char *at;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  at = g_bytes_get_data (bytes, &size);
  if (!g_utf8_validate_len (at, size, NULL))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The table is not UTF-8 text"));
      return NULL;
    }
  at = text = g_strndup (at, size);
  /* A spreadsheet may have put a byte order mark in front. */
  if (g_str_has_prefix (at, "\xef\xbb\xbf"))
    at += 3;

  header = plim_csv_read_row (&at);
  if (header == NULL || strcmp (g_ptr_array_index (header, 0), "claim") != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The table has no first column “claim”: it was not made by Plimsoll"));
      return NULL;
    }

  for (guint i = 1; i < header->len; i++)
    if (strcmp (g_ptr_array_index (header, i), "content") == 0)
      content_column = i;

  while (*at != '\0')
    {
      g_autoptr(GPtrArray) row = plim_csv_read_row (&at);
      const char *id;

      if (row == NULL)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The table is damaged: a quotation mark is never closed"));
          return NULL;
        }
      id = g_ptr_array_index (row, 0);
      if (*id != '\0')
        g_ptr_array_add (ids, content_column > 0 && content_column < row->len
                              ? g_strdup_printf ("%s=%s", id, (const char *) g_ptr_array_index (row, content_column))
                              : g_strdup (id));
    }
  plim_claim_ids_sort (ids);

  return g_steal_pointer (&ids);
}
