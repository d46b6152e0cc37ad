#include "config.h"

#include "ui/plim-clipboard.h"

#include "app/export/plim-export.h"

/* Sharp in a slide, and no larger than a mail takes. */
#define CLIPBOARD_DPI 220

static GdkContentProvider *
offer_format (const PlimScene  *scene,
              PlimExportFormat  format,
              const char       *mime_type)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = plim_export_scene_to_bytes (scene, NULL, format, PLIM_THEME_PAPER, CLIPBOARD_DPI, &error);

  if (bytes == NULL)
    {
      g_warning ("The picture was not copied as %s: %s", mime_type, error->message);
      return NULL;
    }

  return gdk_content_provider_new_for_bytes (mime_type, bytes);
}

char *
plim_clipboard_scene_to_text (const PlimScene *scene)
{
  GPtrArray *claims = plim_scene_get_claims (scene);
  GString *text = g_string_new (NULL);

  if (plim_scene_get_title (scene) != NULL)
    g_string_append_printf (text, "%s\n", plim_scene_get_title (scene));
  if (plim_scene_get_summary (scene) != NULL)
    g_string_append_printf (text, "%s\n", plim_scene_get_summary (scene));
  for (guint i = 0; i < claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (claims, i);
      g_autofree char *citation = plim_claim_format_citation (claim);

      g_string_append_printf (text, "%s: %s\n", claim->id, citation);
    }

  return g_string_free (text, FALSE);
}

void
plim_clipboard_set_scene (GdkClipboard    *clipboard,
                          const PlimScene *scene)
{
  g_autofree char *text = plim_clipboard_scene_to_text (scene);
  g_autoptr(GdkContentProvider) all = NULL;
  GdkContentProvider *offers[4];
  guint n = 0;

  /* Programs take the first that they understand: the picture before the words. */
  if ((offers[n] = offer_format (scene, PLIM_EXPORT_PNG, "image/png")) != NULL)
    n++;
  if ((offers[n] = offer_format (scene, PLIM_EXPORT_SVG, "image/svg+xml")) != NULL)
    n++;
  offers[n++] = gdk_content_provider_new_typed (G_TYPE_STRING, text);

  all = gdk_content_provider_new_union (offers, n);
  gdk_clipboard_set_content (clipboard, all);
}
