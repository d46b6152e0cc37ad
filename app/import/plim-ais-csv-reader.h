/* plim-ais-csv-reader.h: tables of positions: MarineCadastre, Danish Maritime Authority, Global Fishing Watch, and any other by its columns */

#pragma once

#include "app/import/plim-log-reader.h"

G_BEGIN_DECLS

/** Whether the first line names columns that tell number, time and place. */
gboolean plim_ais_csv_reader_sniff (const guint8          *head,
                                    gsize                  size);

/** See PlimLogReader. Fields are parted by what the first line has most of: comma, semicolon or tab; quoted as RFC 4180 says. */
gboolean plim_ais_csv_reader_run   (PlimByteSource        *source,
                                    PlimRecordWriter      *writer,
                                    const PlimLogOptions  *options,
                                    GError               **error);

G_END_DECLS
