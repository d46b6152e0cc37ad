#include "config.h"

#include "ui/plim-areas.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/plim-error.h"

#define GROUP_PREFIX "area "

static char *
find_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "plimsoll", "areas.ini", NULL);
}

/* A missing file is one without areas; one that cannot be read must not be written over. */
static GKeyFile *
read_file (GError **error)
{
  g_autofree char *file = find_file ();
  g_autoptr(GKeyFile) keys = g_key_file_new ();
  g_autoptr(GError) failure = NULL;

  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, &failure) && !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED, _("The saved areas in %s could not be read: %s"), file, failure->message);
      return NULL;
    }

  return g_steal_pointer (&keys);
}

static gboolean
write_file (GKeyFile  *keys,
            GError   **error)
{
  g_autofree char *file = find_file (), *folder = g_path_get_dirname (file);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The folder for areas could not be made: %s"), folder);
      return FALSE;
    }

  return g_key_file_save_to_file (keys, file, error);
}

/* A group's name may not hold brackets or control characters; what a person types may. */
static char *
get_group (const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, " ", TRUE);

  return g_strconcat (GROUP_PREFIX, escaped, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

char **
plim_areas_list (void)
{
  g_autoptr(GKeyFile) keys = read_file (NULL);
  g_auto(GStrv) groups = keys != NULL ? g_key_file_get_groups (keys, NULL) : NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], GROUP_PREFIX))
      {
        char *name = g_uri_unescape_string (groups[i] + strlen (GROUP_PREFIX), NULL);

        if (name != NULL && g_utf8_validate (name, -1, NULL))
          g_ptr_array_add (names, name);
        else
          g_free (name);
      }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

PlimArea *
plim_areas_load (const char  *name,
                 GError     **error)
{
  g_autoptr(GKeyFile) keys = read_file (error);
  g_autofree char *group = get_group (name);
  g_autofree char *corners = keys != NULL ? g_key_file_get_string (keys, group, "corners", error) : NULL;

  return corners != NULL ? plim_area_parse (corners, error) : NULL;
}

gboolean
plim_areas_save (const char      *name,
                 const PlimArea  *area,
                 GError         **error)
{
  g_autoptr(GKeyFile) keys = read_file (error);
  g_autofree char *group = get_group (name), *corners = plim_area_to_text (area);

  if (keys == NULL)
    return FALSE;
  g_key_file_set_string (keys, group, "corners", corners);

  return write_file (keys, error);
}

gboolean
plim_areas_forget (const char  *name,
                   GError     **error)
{
  g_autoptr(GKeyFile) keys = read_file (error);
  g_autofree char *group = get_group (name);

  return keys != NULL && g_key_file_remove_group (keys, group, error) && write_file (keys, error);
}
