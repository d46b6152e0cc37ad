#include "config.h"

#include "app/command/plim-command-picture.h"
#include "app/map/plim-map-scene.h"

int
plim_command_map (const PlimCommandLine *line)
{
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  g_autoptr(PlimStore) store = NULL;
  g_autoptr(PlimScene) scene = NULL;
  GError *error = NULL;

  options.width_mm = line->width_mm;
  options.height_mm = line->height_mm;
  options.vessel = line->vessel;
  options.has_box = line->box != NULL;
  if (line->words[0] != NULL)
    {
      g_printerr ("plimsoll: map: “%s” is not expected here\n", line->words[0]);
      return PLIM_COMMAND_USAGE;
    }
  if ((line->box != NULL && !plim_map_box_parse (line->box, &options.box, &error))
      || (line->layers != NULL && !plim_map_layers_parse (line->layers, &options.layers, &error)))
    {
      g_printerr ("plimsoll: map: %s\n", error->message);
      g_error_free (error);
      return PLIM_COMMAND_USAGE;
    }
  if (!plim_command_check_output (line))
    return PLIM_COMMAND_USAGE;

  store = plim_command_open_store (line, FALSE);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  scene = plim_map_scene_build (store, &line->filter, &options, &error);
  if (scene == NULL)
    return plim_command_fail ("the map cannot be drawn", error);

  return plim_command_write_picture (line, scene, store);
}
