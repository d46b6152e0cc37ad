/* plim-kml-reader.h: KML: the tracks, lines and points of maps on the web; alone or in a KMZ */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/**
 * plim_kml_reader_run:
 *
 * KML 2.0, 2.1, 2.2, also without a namespace. gx:Track and gx:MultiTrack are tracks; the arrays of
 * their ExtendedData that are called as in our exports (sog, cog, heading, draught, status) are read. LineString and a LinearRing that
 * bounds nothing are drawn ways; a Point is a place, at the moment of its TimeStamp or at the beginning of its TimeSpan, or a
 * position where its ExtendedData names the MMSI. Polygons are areas and no ways: they are counted in a message. Links to
 * other files are told of and not followed.
 */
gboolean plim_kml_reader_sniff (const guint8          *head,
                                gsize                  size);
gboolean plim_kml_reader_run   (PlimByteSource        *source,
                                PlimRecordWriter      *writer,
                                const PlimLogOptions  *options,
                                GError               **error);

G_END_DECLS
