/* plim-map-request.h: the map in view asked for as a picture */

#pragma once

#include "app/map/plim-map-content.h"
#include "app/map/plim-map-tracks.h"
#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

/**
 * plim_map_request_new:
 * @content: where it is narrowed to some vessels, so are the positions
 * @tracks: (nullable): positions of logs
 * @box: what the picture must show, and where the positions lie that can be exported with it
 * @layers: of PlimMapLayers
 * @filter: which of the positions
 */
PlimSceneRequest *plim_map_request_new (PlimMapContent   *content,
                                        PlimMapTracks    *tracks,
                                        const PlimMapBox *box,
                                        guint             layers,
                                        const PlimFilter *filter);

G_END_DECLS
