#include "config.h"

#include "app/export/plim-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/export/plim-notes.h"
#include "app/model/plim-claim-ids.h"
#include "app/plim-error.h"
#include "app/scene/plim-scene-cairo.h"

#define POINTS_PER_MM (72 / 25.4)

/* Says in a file whose keywords these are. */
#define CREATOR "Plimsoll"

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface,
              const PlimScene *scene)
{
  GPtrArray *claims = plim_scene_get_claims (scene);
  g_autoptr(GString) ids = g_string_new (NULL);
  /* A date that is none keeps cairo from writing today's. */
  g_autofree char *date = g_strdup ("unknown");
  guint32 as_of = plim_scene_get_as_of (scene);

  for (guint i = 0; i < claims->len; i++)
    {
      g_autofree char *pinned = plim_claim_dup_pinned_id (g_ptr_array_index (claims, i));

      plim_claim_ids_append (ids, pinned);
    }
  if (as_of != 0)
    {
      guint year, month, day;

      plim_day_to_ymd (as_of, &year, &month, &day);
      g_free (date);
      date = g_strdup_printf ("%04u-%02u-%02uT00:00:00Z", year, month, day);
    }

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, plim_scene_get_title (scene));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, plim_scene_get_summary (scene));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, ids->str);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, CREATOR);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

static void
paint_page (cairo_t         *cr,
            const PlimScene *page,
            PlimTheme        theme)
{
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;

  cairo_save (cr);
  cairo_scale (cr, POINTS_PER_MM, POINTS_PER_MM);
  /* White is the paper itself. */
  if (ground.r != 0xff || ground.g != 0xff || ground.b != 0xff)
    {
      cairo_set_source_rgb (cr, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0);
      cairo_paint (cr);
    }
  plim_scene_cairo_paint (page, theme, cr);
  cairo_restore (cr);
  cairo_show_page (cr);
}

GBytes *
plim_pdf_write (const PlimScene  *scene,
                PlimTheme         theme,
                GError          **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GPtrArray) notes = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (scene != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, plim_scene_get_width (scene) * POINTS_PER_MM,
                                                 plim_scene_get_height (scene) * POINTS_PER_MM);
  /* Later versions hide the keywords in compressed objects. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (surface, scene);
  cr = cairo_create (surface);
  paint_page (cr, scene, theme);
  cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, plim_scene_get_title (scene), "page=1",
                                 CAIRO_PDF_OUTLINE_FLAG_OPEN);

  notes = plim_notes_build (scene);
  for (guint i = 0; i < notes->len; i++)
    paint_page (cr, g_ptr_array_index (notes, i), theme);
  if (notes->len > 0)
    cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, _("Notes and sources"), "page=2",
                                   CAIRO_PDF_OUTLINE_FLAG_OPEN);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The PDF could not be made: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* The last place at which @needle stands before @end, or NULL. */
static const char *
find_last (const char *start,
           const char *end,
           const char *needle)
{
  gsize length = strlen (needle);

  for (const char *at = end - length; at >= start; at--)
    if (memcmp (at, needle, length) == 0)
      return at;

  return NULL;
}

static const char *
find_first (const char *start,
            const char *end,
            const char *needle)
{
  gsize length = strlen (needle);

  for (; start + length <= end; start++)
    {
      start = memchr (start, *needle, end - start);
      if (start == NULL || start + length > end)
        return NULL;
      if (memcmp (start, needle, length) == 0)
        return start;
    }

  return NULL;
}

/* A PDF's string as it stands after a key: (text), with its escapes, or <hex digits>. */
static GByteArray *
read_string (const char *at,
             const char *end)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  int depth = 0;

  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at == end)
    return NULL;

  if (*at == '<')
    {
      int high = -1;

      for (at++; at < end && *at != '>'; at++)
        {
          int digit = g_ascii_xdigit_value (*at);

          if (digit < 0)
            continue;
          if (high < 0)
            high = digit;
          else
            {
              guint8 byte = high << 4 | digit;

              g_byte_array_append (bytes, &byte, 1);
              high = -1;
            }
        }
      return at < end ? g_steal_pointer (&bytes) : NULL;
    }
  if (*at != '(')
    return NULL;

  for (at++; at < end; at++)
    {
      guint8 byte = *at;

      if (byte == ')' && depth-- == 0)
        return g_steal_pointer (&bytes);
      if (byte == '(')
        depth++;
      if (byte == '\\' && at + 1 < end)
        {
          byte = *++at;
          if (byte >= '0' && byte <= '7')
            {
              byte -= '0';
              for (guint i = 0; i < 2 && at + 1 < end && at[1] >= '0' && at[1] <= '7'; i++)
                byte = byte << 3 | (*++at - '0');
            }
          else if (byte == 'n')
            byte = '\n';
          else if (byte == 'r')
            byte = '\r';
          else if (byte == 't')
            byte = '\t';
          else if (byte == '\n')
            continue;   /* a line that goes on */
        }
      g_byte_array_append (bytes, &byte, 1);
    }

  return NULL;
}

/* UTF-16 where it says so, else bytes that are ASCII in what we write. */
static char *
decode_string (const GByteArray *bytes)
{
  if (bytes->len >= 2 && bytes->data[0] == 0xfe && bytes->data[1] == 0xff)
    return g_convert ((const char *) bytes->data + 2, bytes->len - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);

  return g_strndup ((const char *) bytes->data, bytes->len);
}

/* The dictionary that the trailer calls /Info: from its start to its end. */
static gboolean
find_info (const char  *start,
           const char  *end,
           const char **info,
           const char **info_end)
{
  const char *trailer = find_last (start, end, "trailer");
  const char *reference = trailer != NULL ? find_first (trailer, end, "/Info") : NULL;
  g_autofree char *words = NULL;
  g_autofree char *head = NULL;
  guint64 number;

  if (reference == NULL)
    return FALSE;

  words = g_strndup (reference + strlen ("/Info"), MIN (end - reference - strlen ("/Info"), 32));
  number = g_ascii_strtoull (words, NULL, 10);
  head = g_strdup_printf ("\n%" G_GUINT64_FORMAT " 0 obj", number);
  *info = find_last (start, end, head);
  if (*info == NULL)
    return FALSE;
  *info_end = find_first (*info, end, "endobj");

  return *info_end != NULL;
}

static char *
read_entry (const char *info,
            const char *info_end,
            const char *key)
{
  const char *at = find_first (info, info_end, key);
  g_autoptr(GByteArray) bytes = at != NULL ? read_string (at + strlen (key), info_end) : NULL;

  return bytes != NULL ? decode_string (bytes) : NULL;
}

GPtrArray *
plim_pdf_read_pinned_ids (GBytes  *bytes,
                         GError **error)
{
  g_autofree char *creator = NULL;
  g_autofree char *keywords = NULL;
  const char *start;
  const char *info;
  const char *info_end;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  start = g_bytes_get_data (bytes, &size);
  if (start == NULL || size < 16 || !find_info (start, start + size, &info, &info_end))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                   _("The PDF says nothing of itself: it is damaged, or was not made by Plimsoll"));
      return NULL;
    }

  creator = read_entry (info, info_end, "/Creator");
  if (g_strcmp0 (creator, CREATOR) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The PDF was not made by Plimsoll"));
      return NULL;
    }
  keywords = read_entry (info, info_end, "/Keywords");

  return plim_claim_ids_split (keywords);
}
