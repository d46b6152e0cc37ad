/* plim-nmea-reader.h: logs of AIS receivers: NMEA 0183 sentences AIVDM and AIVDO, of whatever talker */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/** Whether one of the first lines holds such a sentence. */
gboolean plim_nmea_reader_sniff (const guint8          *head,
                                 gsize                  size);

/**
 * plim_nmea_reader_run: see PlimLogReader
 *
 * When a message was received is told, in this order, by its tag block (c:), by a time before the sentence in its line, by
 * the seconds after its checksum (US Coast Guard), by a $PGHP line right before it, by the own ship's last $--RMC or $--ZDA
 * with a date. The time that base stations broadcast (message 4) is not taken for a clock: logs put together from several places would
 * give vessels times that nobody stated.
 */
gboolean plim_nmea_reader_run   (PlimByteSource        *source,
                                 PlimRecordWriter      *writer,
                                 const PlimLogOptions  *options,
                                 GError               **error);

G_END_DECLS
