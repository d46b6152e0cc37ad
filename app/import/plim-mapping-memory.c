#include "config.h"

#include "app/import/plim-mapping-memory.h"

#include <string.h>

#define GROUP        "mappings"
#define MAPPINGS_MAX 100
/* All of them together fit a command line. */
#define MAPPING_BYTES 1024

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "plimsoll", "mappings.ini", NULL);
}

static GKeyFile *
open_file (void)
{
  g_autofree char *path = get_path ();
  GKeyFile *file = g_key_file_new ();

  /* One that is not there, or that somebody broke, remembers nothing. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);

  return file;
}

char *
plim_mapping_memory_load (void)
{
  g_autoptr(GKeyFile) file = open_file ();
  g_auto(GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL && i < MAPPINGS_MAX; i++)
    {
      g_autofree char *mapping = g_key_file_get_string (file, GROUP, keys[i], NULL);

      if (mapping != NULL && strlen (mapping) <= MAPPING_BYTES && strpbrk (mapping, "\n\t") == NULL)
        g_string_append_printf (text, "%s\t%s\n", keys[i], mapping);
    }

  return g_string_free (text, FALSE);
}

gboolean
plim_mapping_memory_remember (const char  *columns,
                              const char  *mapping,
                              GError     **error)
{
  g_autoptr(GKeyFile) file = open_file ();
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *key = plim_csv_mapping_dup_key (columns);
  g_auto(GStrv) keys = NULL;
  gsize n;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be made", folder);
      return FALSE;
    }
  /* The newest stands last; the first ones go. */
  g_key_file_remove_key (file, GROUP, key, NULL);
  keys = g_key_file_get_keys (file, GROUP, &n, NULL);
  for (gsize i = 0; keys != NULL && i + MAPPINGS_MAX <= n; i++)
    g_key_file_remove_key (file, GROUP, keys[i], NULL);
  g_key_file_set_string (file, GROUP, key, mapping);

  return g_key_file_save_to_file (file, path, error);
}
