/* plim-nmea-reader.h: logs of AIS receivers: NMEA 0183 sentences AIVDM and AIVDO, of whatever talker */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/** Whether one of the first lines holds such a sentence. */
gboolean plim_nmea_reader_sniff (const guint8          *head,
                                 gsize                  size);

/** See PlimLogReader; when a message was received, plim-nmea-clock.h. */
gboolean plim_nmea_reader_run   (PlimByteSource        *source,
                                 PlimRecordWriter      *writer,
                                 const PlimLogOptions  *options,
                                 GError               **error);

G_END_DECLS
