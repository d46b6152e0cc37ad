/* plim-map-scene.h: the printed map */

#pragma once

#include "app/map/plim-map-marks.h"
#include "app/map/plim-map-tracks.h"

G_BEGIN_DECLS

/**
 * PlimMapOptions:
 * @width_mm, @height_mm: of the paper
 * @has_box: whether @box is wanted; else the map frames itself, see plim_map_content_get_sheet()
 * @box: what must be seen of the world; may lie across 180°
 * @vessel: (nullable): only this one: its key, IMO number, a name or a reference
 * @layers: of PlimMapLayers
 * @tracks_by: how positions of logs are coloured, for plim_map_scene_build()
 * @tracks: (nullable): positions of logs, for plim_map_scene_draw(): whoever builds finds them
 * @brief: a small finished figure: title, map and one line of sources; so is every sheet that is too small for more
 */
typedef struct
{
  double      width_mm;
  double      height_mm;
  gboolean    has_box;
  PlimMapBox  box;
  const char *vessel;
  guint       layers;
  PlimTrackColouring tracks_by;
  PlimMapTracks *tracks;
  gboolean    brief;
} PlimMapOptions;

#define PLIM_MAP_OPTIONS_DEFAULT ((PlimMapOptions) { .width_mm = 254, .height_mm = 143, .layers = PLIM_MAP_ALL, .tracks_by = PLIM_TRACKS_BY_DENSITY })

/**
 * plim_map_scene_build:
 *
 * Asks the store and draws the map: vector throughout, with legend, scale bar, degrees, the
 * projection's name, sources and the day of knowledge. Any thread. The same store, filter, options
 * and language give the same scene.
 */
PlimScene *plim_map_scene_build  (PlimStore             *store,
                                  const PlimFilter      *filter,
                                  const PlimMapOptions  *options,
                                  GError               **error);

/** The same of content already asked for. */
PlimScene *plim_map_scene_draw   (const PlimMapContent  *content,
                                  const PlimMapOptions  *options,
                                  GError               **error);

/** "W,S,E,N" in degrees, as on the command line; %FALSE with a sentence saying what is wrong. */
gboolean   plim_map_box_parse    (const char            *text,
                                  PlimMapBox            *box,
                                  GError               **error);

/** "tracks,sightings,routes,ports" in any order; %FALSE with a sentence naming the layers there are. */
gboolean   plim_map_layers_parse (const char            *text,
                                  guint                 *layers,
                                  GError               **error);

G_END_DECLS
