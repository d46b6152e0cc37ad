#include "config.h"

#include "app/command/plim-command-picture.h"

#include <string.h>

#include "app/export/plim-export.h"

gboolean
plim_command_check_output (const PlimCommandLine *line)
{
  static const char * const themes[] = { "paper", "light", "dark", "grey", NULL };
  g_autoptr(GError) error = NULL;
  PlimExportFormat format;

  if (line->output == NULL)
    g_printerr ("plimsoll: %s: name the file to write with -o FILE\n", line->name);
  else if (!plim_export_format_from_path (line->output, &format, &error))
    g_printerr ("plimsoll: %s: %s\n", line->name, error->message);
  else if (line->theme != NULL && !g_strv_contains (themes, line->theme))
    g_printerr ("plimsoll: %s: “%s” is no theme; there are paper, light, dark, grey\n", line->name, line->theme);
  else
    return TRUE;

  return FALSE;
}

int
plim_command_write_picture (const PlimCommandLine *line,
                            const PlimScene       *scene,
                            PlimStore             *store)
{
  g_autofree char *what = g_strdup_printf ("“%s” was not written", line->output);
  g_autoptr(GBytes) bytes = NULL;
  PlimTheme theme = plim_theme_from_name (line->theme);
  PlimExportFormat format;
  GError *error = NULL;

  if (!plim_export_format_from_path (line->output, &format, &error))
    return plim_command_fail (what, error);
  bytes = plim_export_scene_to_bytes (scene, store, format, theme, line->dpi, &error);
  if (bytes == NULL || !plim_export_write_file (line->output, bytes, &error))
    return plim_command_fail (what, error);

  g_printerr ("%s\n", plim_scene_get_title (scene));

  return PLIM_COMMAND_DONE;
}
