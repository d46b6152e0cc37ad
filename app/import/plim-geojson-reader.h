/* plim-geojson-reader.h: GeoJSON (RFC 7946): lines and points, with the times that programs put beside them */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/**
 * plim_geojson_reader_run:
 *
 * A FeatureCollection, a Feature or a geometry. A LineString or MultiLineString whose properties have `coordTimes`,
 * `times` or `coordinateProperties.times`, as long as its coordinates, is a track; one without is a drawn way. A Point is a place, or
 * with `mmsi` and `time` (or `timestamp`) a position. Of the properties, `name`, `mmsi` and those of our exports are read: `sog`, `cog`,
 * `heading`, `draught`, `status`, single or as an array. Polygons are areas and are counted in a message.
 */
gboolean plim_geojson_reader_sniff (const guint8          *head,
                                    gsize                  size);
gboolean plim_geojson_reader_run   (PlimByteSource        *source,
                                    PlimRecordWriter      *writer,
                                    const PlimLogOptions  *options,
                                    GError               **error);

G_END_DECLS
