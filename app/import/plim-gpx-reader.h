/* plim-gpx-reader.h: GPX: tracks, routes and points of GPS receivers and chart programs */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/** What exports of ours say beside GPX itself: the ship's number, speed, course … see plim-tracks-gpx.c. */
#define PLIM_GPX_NAMESPACE "urn:plimsoll:gpx:1"

/**
 * plim_gpx_reader_run:
 *
 * GPX 1.0 and 1.1, also where the namespace is missing or another one. Speed (metres a second) and course are read
 * from GPX 1.0's own elements and from extensions such as Garmin's TrackPointExtension; times without an
 * offset are UTC, as GPX says. Routes are ways that somebody planned: they are drawn ways.
 */
gboolean plim_gpx_reader_sniff (const guint8          *head,
                                gsize                  size);
gboolean plim_gpx_reader_run   (PlimByteSource        *source,
                                PlimRecordWriter      *writer,
                                const PlimLogOptions  *options,
                                GError               **error);

G_END_DECLS
