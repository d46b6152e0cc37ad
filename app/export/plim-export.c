#include "config.h"

#include "app/export/plim-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/export/plim-atomic-file.h"
#include "app/export/plim-claim-finder.h"
#include "app/export/plim-claim-table.h"
#include "app/export/plim-pdf.h"
#include "app/export/plim-png.h"
#include "app/plim-error.h"
#include "app/scene/plim-scene-svg.h"

#define NAME_MAX_CHARS 60

static const struct
{
  const char       *ending;
  PlimExportFormat  format;
} endings[] = {
  { ".svg", PLIM_EXPORT_SVG },
  { ".png", PLIM_EXPORT_PNG },
  { ".pdf", PLIM_EXPORT_PDF },
  { ".csv", PLIM_EXPORT_CSV },
};

gboolean
plim_export_format_from_path (const char        *path,
                              PlimExportFormat  *format,
                              GError           **error)
{
  g_autofree char *name = NULL;
  g_autofree char *small = NULL;

  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  name = g_path_get_basename (path);
  small = g_ascii_strdown (name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (small, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
               _("The name “%s” does not say what to write. It has to end in .svg, .png, .pdf or .csv, for the tracks of a map also in .gpx, .kml or .geojson."), name);

  return FALSE;
}

/* The rows of the scene's claims, in the order of their ids. */
static GPtrArray *
find_rows (const PlimScene  *scene,
           PlimStore        *store,
           GError          **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_row_free);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) all = NULL;
  PlimFilter filter = PLIM_FILTER_ALL;
  GPtrArray *claims = plim_scene_get_claims (scene);

  filter.exercise = plim_scene_get_exercise (scene);
  all = plim_claim_query (store, &filter, error);
  if (all == NULL)
    return NULL;

  for (guint i = 0; i < all->len; i++)
    {
      PlimClaimRow *row = g_ptr_array_index (all, i);

      g_hash_table_insert (by_id, row->claim->id, GUINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; i < claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (claims, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, claim->id));
      PlimClaimRow *row = NULL;
      GError *failure = NULL;

      if (place > 0)
        row = g_steal_pointer (&g_ptr_array_index (all, place - 1));
      else
        /* Not in the latest edition any more, or of the other kind. */
        row = plim_claim_row_query (store, claim->id, &failure);
      if (row == NULL)
        {
          if (failure != NULL)
            g_propagate_error (error, failure);
          else
            g_set_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The store no longer knows the claim %s"), claim->id);
          return NULL;
        }
      g_ptr_array_add (found, row);
    }

  return g_steal_pointer (&found);
}

static GBytes *
write_table (const PlimScene  *scene,
             PlimStore        *store,
             GError          **error)
{
  g_autoptr(GPtrArray) rows = NULL;
  char *csv;

  if (store == NULL)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE, _("A table can only be written from an open store"));
      return NULL;
    }

  rows = find_rows (scene, store, error);
  if (rows == NULL)
    return NULL;
  csv = plim_claim_table_write (rows, PLIM_TABLE_CSV);

  return g_bytes_new_take (csv, strlen (csv));
}

GBytes *
plim_export_scene_to_bytes (const PlimScene   *scene,
                            PlimStore         *store,
                            PlimExportFormat   format,
                            PlimTheme          theme,
                            double             dpi,
                            GError           **error)
{
  char *svg;

  g_return_val_if_fail (scene != NULL, NULL);

  switch (format)
    {
    case PLIM_EXPORT_SVG:
      svg = plim_scene_svg_write (scene, theme);
      return g_bytes_new_take (svg, strlen (svg));

    case PLIM_EXPORT_PNG:
      return plim_png_write (scene, theme, dpi, error);

    case PLIM_EXPORT_PDF:
      return plim_pdf_write (scene, theme, error);

    case PLIM_EXPORT_CSV:
      return write_table (scene, store, error);
    }

  g_return_val_if_reached (NULL);
}

static gboolean
write_bytes (GOutputStream  *stream,
             gpointer        data,
             GError        **error)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);

  return g_output_stream_write_all (stream, bytes, size, NULL, NULL, error);
}

gboolean
plim_export_write_file (const char  *path,
                        GBytes      *bytes,
                        GError     **error)
{
  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  return plim_atomic_file_write (path, write_bytes, bytes, error);
}

char *
plim_export_suggest_name (const PlimScene *scene,
                          const char      *subject)
{
  GString *name;
  guint32 as_of;

  g_return_val_if_fail (scene != NULL && subject != NULL, NULL);

  name = g_string_new (plim_scene_get_exercise (scene) ? "exercise_" : NULL);
  for (const char *at = subject; *at != '\0' && name->len < NAME_MAX_CHARS; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (name, g_ascii_tolower (*at));
      else if (name->len > 0 && name->str[name->len - 1] != '-' && name->str[name->len - 1] != '_')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  as_of = plim_scene_get_as_of (scene);
  if (as_of != 0)
    {
      guint year, month, day;

      plim_day_to_ymd (as_of, &year, &month, &day);
      g_string_append_printf (name, "%sas-of-%04u-%02u-%02u", name->len > 0 ? "_" : "", year, month, day);
    }
  g_string_append (name, name->len > 0 ? "_plimsoll" : "plimsoll");

  return g_string_free (name, FALSE);
}

static GPtrArray *
read_pinned_ids (GBytes  *bytes,
                 GError **error)
{
  static const char png_start[] = "\x89PNG\r\n\x1a\n";
  const char *data;
  gsize size;
  gsize at = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size >= 8 && memcmp (data, png_start, 8) == 0)
    return plim_png_read_pinned_ids (bytes, error);
  if (size >= 5 && memcmp (data, "%PDF-", 5) == 0)
    return plim_pdf_read_pinned_ids (bytes, error);

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    at = 3;
  while (at < size && g_ascii_isspace (data[at]))
    at++;
  if (at < size && data[at] == '<')
    return plim_xml_read_pinned_ids (bytes, error);
  if (at < size && data[at] == '{')
    return plim_geojson_read_pinned_ids (bytes, error);

  return plim_csv_read_pinned_ids (bytes, error);
}

static void
free_carried (gpointer data)
{
  PlimCarriedClaim *carried = data;

  g_free (carried->id);
  g_free (carried->content);
  g_free (carried);
}

GPtrArray *
plim_export_read_claims (GBytes  *bytes,
                         GError **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func (free_carried);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) pinned = read_pinned_ids (bytes, error);

  if (pinned == NULL)
    return NULL;

  for (guint i = 0; i < pinned->len; i++)
    {
      const char *text = g_ptr_array_index (pinned, i);
      const char *equals = strrchr (text, '=');
      gboolean is_pinned = equals != NULL && strlen (equals + 1) == 12 && strspn (equals + 1, "0123456789abcdef") == 12;
      g_autofree char *id = is_pinned ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
      PlimCarriedClaim *carried = g_hash_table_lookup (by_id, id);

      if (carried == NULL)
        {
          carried = g_new0 (PlimCarriedClaim, 1);
          carried->id = g_steal_pointer (&id);
          g_ptr_array_add (claims, carried);
          g_hash_table_insert (by_id, carried->id, carried);
        }
      if (is_pinned && carried->content == NULL)
        carried->content = g_strdup (equals + 1);
    }

  return g_steal_pointer (&claims);
}
