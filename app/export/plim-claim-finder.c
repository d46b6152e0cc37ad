#include "config.h"

#include "app/export/plim-claim-finder.h"

#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "app/export/plim-csv.h"
#include "app/model/plim-claim-ids.h"
#include "app/plim-error.h"

#define CLAIMS_NS "urn:plimsoll:claims:1"

/* What the outermost element of an XML file of ours is in. */
static const char * const root_namespaces[] = {
  "http://www.w3.org/2000/svg", "http://www.topografix.com/GPX/1/1", "http://www.opengis.net/kml/2.2", NULL
};

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
plim_xml_read_pinned_ids (GBytes  *bytes,
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
        if (is_root)
          {
            const char *ns = (const char *) xmlTextReaderConstNamespaceUri (reader);

            foreign = ns == NULL || !g_strv_contains (root_namespaces, ns);
          }
        is_root = FALSE;
        read_element (reader, ids, &ours);
        break;

      default:
        break;
      }
  xmlFreeTextReader (reader);

  if (read < 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The file is damaged: %s"),
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

/* Which columns hold claims: in a table of claims the first, with their content in one of its own; in one of positions
 * a list of pinned ids. %FALSE: neither. */
static gboolean
find_columns (GPtrArray *header,
              guint     *claim_column,
              guint     *content_column)
{
  *claim_column = *content_column = 0;
  if (header == NULL)
    return FALSE;
  for (guint i = 1; i < header->len; i++)
    {
      if (strcmp (g_ptr_array_index (header, i), "content") == 0)
        *content_column = i;
      else if (strcmp (g_ptr_array_index (header, i), "claim") == 0)
        *claim_column = i;
    }
  if (strcmp (g_ptr_array_index (header, 0), "claim") == 0)
    {
      *claim_column = 0;
      return TRUE;
    }

  return strcmp (g_ptr_array_index (header, 0), "mmsi") == 0 && *claim_column > 0;
}

GPtrArray *
plim_csv_read_pinned_ids (GBytes  *bytes,
                          GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) header = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  guint claim_column, content_column;
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
  if (!find_columns (header, &claim_column, &content_column))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The table has no column “claim” of ours: it was not made by Plimsoll"));
      return NULL;
    }

  while (*at != '\0')
    {
      g_autoptr(GPtrArray) row = plim_csv_read_row (&at);
      const char *id;

      if (row == NULL)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The table is damaged: a quotation mark is never closed"));
          return NULL;
        }
      id = claim_column < row->len ? g_ptr_array_index (row, claim_column) : "";
      if (*id == '\0')
        continue;
      if (claim_column == 0)
        g_ptr_array_add (ids, content_column > 0 && content_column < row->len
                              ? g_strdup_printf ("%s=%s", id, (const char *) g_ptr_array_index (row, content_column))
                              : g_strdup (id));
      else if (!g_hash_table_contains (seen, id))
        {
          /* A vessel's million rows name the same few claims. */
          g_hash_table_add (seen, g_strdup (id));
          add_ids (ids, BAD_CAST id);
        }
    }
  plim_claim_ids_sort (ids);

  return g_steal_pointer (&ids);
}

/* A string of JSON from behind its opening quotation mark; @at comes to stand behind the closing one. %NULL: it has none. */
static char *
read_json_string (const char **at)
{
  GString *text = g_string_new (NULL);
  const char *here = *at;

  for (; *here != '"'; here++)
    {
      gboolean is_escaped = *here == '\\';

      if (is_escaped)
        here++;
      if (*here == '\0')
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      if (is_escaped && *here == 'u')
        {
          char digits[5] = "";

          g_strlcpy (digits, here + 1, sizeof digits);
          g_string_append_unichar (text, (gunichar) strtoul (digits, NULL, 16));
          here += strlen (digits);
        }
      else if (is_escaped && (*here == 'n' || *here == 't'))
        g_string_append_c (text, *here == 'n' ? '\n' : '\t');
      else
        g_string_append_c (text, *here);
    }
  *at = here + 1;

  return g_string_free (text, FALSE);
}

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

/* Adds the strings of an array; stops at what is none. */
static void
add_json_array (GPtrArray  *ids,
                const char *at)
{
  at = skip_blanks (at);
  if (*at != ':')
    return;
  at = skip_blanks (at + 1);
  while (*at == '[' || *at == ',')
    {
      char *id;

      at = skip_blanks (at + 1);
      if (*at++ != '"')
        return;
      id = read_json_string (&at);
      if (id == NULL)
        return;
      g_ptr_array_add (ids, id);
      at = skip_blanks (at);
    }
}

GPtrArray *
plim_geojson_read_pinned_ids (GBytes  *bytes,
                              GError **error)
{
  static const char ours[] = "\"plimsoll\"", claims[] = "\"claims\"";
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The file is not UTF-8 text"));
      return NULL;
    }
  text = g_strndup (data, size);
  if (strstr (text, ours) == NULL)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The file was not made by Plimsoll: it has no list of claims"));
      return NULL;
    }
  for (const char *at = text; (at = strstr (at, claims)) != NULL;)
    {
      at += strlen (claims);
      add_json_array (ids, at);
    }
  plim_claim_ids_sort (ids);

  return g_steal_pointer (&ids);
}
