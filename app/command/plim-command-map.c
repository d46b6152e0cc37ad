#include "config.h"

#include <math.h>

#include "app/command/plim-command-picture.h"
#include "app/export/plim-tracks-export.h"
#include "app/map/plim-map-scene.h"

/* Positions instead of a picture: the file's ending says so. */
static int
write_tracks (const PlimCommandLine *line,
              const PlimMapOptions  *options,
              PlimTracksFormat       format)
{
  g_autofree char *what = g_strdup_printf ("“%s” was not written", line->output);
  PlimTracksRequest request = { .filter = line->filter, .vessel = options->vessel, .has_area = options->has_box };
  PlimTracksSummary summary;
  g_autoptr(PlimStore) store = NULL;
  GError *error = NULL;

  if (!(options->layers & PLIM_MAP_TRACKS))
    {
      g_printerr ("plimsoll: map: a file of tracks has no other layer; --layers leaves tracks out\n");
      return PLIM_COMMAND_USAGE;
    }
  request.area = (PlimPositionArea) {
    .south_e6 = (gint32) lround (options->box.south * 1e6), .west_e6 = (gint32) lround (options->box.west * 1e6),
    .north_e6 = (gint32) lround (options->box.north * 1e6), .east_e6 = (gint32) lround (options->box.east * 1e6),
  };

  store = plim_command_open_store (line, FALSE);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  if (!plim_tracks_export_file (store, &request, format, line->output, &summary, NULL, &error))
    return plim_command_fail (what, error);
  g_printerr ("%s: vessels: %u, positions: %" G_GUINT64_FORMAT "\n", line->output, summary.n_crafts, summary.n_positions);

  return PLIM_COMMAND_DONE;
}

int
plim_command_map (const PlimCommandLine *line)
{
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  PlimTracksFormat format;
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
      || (line->layers != NULL && !plim_map_layers_parse (line->layers, &options.layers, &error))
      || (line->tracks_by != NULL && !plim_track_colouring_parse (line->tracks_by, &options.tracks_by, &error)))
    {
      g_printerr ("plimsoll: map: %s\n", error->message);
      g_error_free (error);
      return PLIM_COMMAND_USAGE;
    }
  if (line->output != NULL && plim_tracks_format_from_path (line->output, &format))
    return write_tracks (line, &options, format);
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
