/* plim-map-request.h: the map in view asked for as a picture */

#pragma once

#include "app/map/plim-map-content.h"
#include "app/map/plim-map-tracks.h"
#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

/** @tracks: (nullable): positions of logs; @box: what the picture must show; @layers: of PlimMapLayers. */
PlimSceneRequest *plim_map_request_new (PlimMapContent   *content,
                                        PlimMapTracks    *tracks,
                                        const PlimMapBox *box,
                                        guint             layers);

G_END_DECLS
