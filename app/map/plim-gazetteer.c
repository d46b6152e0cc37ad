#include "config.h"

#include "app/map/plim-gazetteer.h"

#include <glib/gi18n.h>

#include "app/plim-data.h"

enum { KIND, LATITUDE, LONGITUDE, FROM_ZOOM, TO_ZOOM, ENGLISH, KOREAN, N_COLUMNS };

static void
free_name (gpointer data)
{
  PlimName *name = data;

  g_free (name->english);
  g_free (name->korean);
  g_free (name);
}

static gboolean
read_number (const char *text,
             double      low,
             double      high,
             double     *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && *number >= low && *number <= high;
}

GPtrArray *
plim_gazetteer_parse (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (free_name);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint i;

  for (i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) columns = g_strsplit (lines[i], "\t", -1);
      PlimName name = { NULL };

      if (lines[i][0] == '#' || g_strv_length (columns) != N_COLUMNS
          || !read_number (columns[LATITUDE], -90.0, 90.0, &name.latitude)
          || !read_number (columns[LONGITUDE], -180.0, 180.0, &name.longitude)
          || !read_number (columns[FROM_ZOOM], 0.0, 30.0, &name.from_zoom)
          || !read_number (columns[TO_ZOOM], 0.0, 30.0, &name.to_zoom))
        continue;

      name.kind = g_intern_string (columns[KIND]);
      name.english = g_strdup (columns[ENGLISH]);
      name.korean = g_strdup (columns[KOREAN]);
      g_ptr_array_add (names, g_memdup2 (&name, sizeof name));
    }

  return names;
}

GPtrArray *
plim_gazetteer_get (void)
{
  static GPtrArray *names;

  if (g_once_init_enter (&names))
    {
      g_autofree char *path = plim_data_find ("coast/names.tsv");
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        text = g_strdup ("");
      g_once_init_leave (&names, plim_gazetteer_parse (text));
    }

  return names;
}

const char *
plim_gazetteer_get_language (void)
{
  /* Translators: the language of the names of seas and countries on the map: "ko" for Korean, else leave "en" */
  return g_str_equal (C_("language of names on the map", "en"), "ko") ? "ko" : "en";
}

const char *
plim_name_get_words (const PlimName *self)
{
  return g_str_equal (plim_gazetteer_get_language (), "ko") ? self->korean : self->english;
}

gboolean
plim_name_is_water (const PlimName *self)
{
  return g_str_equal (self->kind, "ocean") || g_str_equal (self->kind, "sea") || g_str_equal (self->kind, "bay");
}
