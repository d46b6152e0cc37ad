/* plim-track-query.h: the question "where was it, and when?" */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/* Each by first day, then id. */
/** Tracks of reports alone. Those of logs, which come by the million, are asked for through plim-position-query.h. */
GPtrArray *plim_track_query    (PlimStore *store, const PlimFilter *filter, GError **error);   /* (element-type PlimTrack) */
GPtrArray *plim_sighting_query (PlimStore *store, const PlimFilter *filter, GError **error);   /* (element-type PlimSighting) */
GPtrArray *plim_route_query    (PlimStore *store, const PlimFilter *filter, GError **error);   /* (element-type PlimRoute) */
/** (element-type PlimPlace): places by name; the same name at the same point once. */
GPtrArray *plim_place_query    (PlimStore *store, const PlimFilter *filter, GError **error);

G_END_DECLS
