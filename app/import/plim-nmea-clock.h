/* plim-nmea-clock.h: when a sentence of an AIS log was received, and by whom, as far as the log says */

#pragma once

#include "app/import/plim-csv-value.h"

G_BEGIN_DECLS

#define PLIM_NMEA_NO_TIME      G_MININT64
#define PLIM_NMEA_CLOCK_GROUPS 16

/**
 * PlimNmeaClock:
 *
 * When a message was received is told, in this order, by its tag block (c:), by a time before the sentence in its line, by
 * the seconds after its checksum (US Coast Guard), by a $PGHP line right before it, by the own ship's last $--RMC or $--ZDA
 * with a date. The time that base stations broadcast (message 4) is not taken for a clock: logs put together from several places would
 * give vessels times that nobody stated.
 *
 * All times are Unix seconds, or %PLIM_NMEA_NO_TIME.
 */
typedef struct
{
  struct { guint32 id; gint64 time_s; } groups[PLIM_NMEA_CLOCK_GROUPS];
  guint      next_group;
  gint64     own_s;            /* the own ship's clock */
  gint64     stated_s;         /* by a line right before */
  PlimCsvDay day;
} PlimNmeaClock;

/**
 * PlimNmeaOrigin: what is told of one sentence
 * @sender: stands for the receiver whose sentence it is, or for the group of sentences it belongs to; 0: not told
 */
typedef struct
{
  gint64  time_s;
  guint32 sender;
} PlimNmeaOrigin;

#define PLIM_NMEA_ORIGIN_UNKNOWN ((PlimNmeaOrigin) { PLIM_NMEA_NO_TIME, 0 })

void plim_nmea_clock_init           (PlimNmeaClock  *self);

/** What stands between the backslashes of a tag block goes before what was told. */
void plim_nmea_clock_read_tag_block (PlimNmeaClock  *self,
                                     const char     *at,
                                     const char     *end,
                                     PlimNmeaOrigin *origin);
/** What a receiver wrote before the sentence, where no time was told: one in brackets or not, with a blank or a comma after it. */
void plim_nmea_clock_read_prefix    (PlimNmeaClock  *self,
                                     const char     *at,
                                     const char     *end,
                                     PlimNmeaOrigin *origin);
/** What stands behind the sentence, from its checksum on, and what lines before it said, where nothing was told. */
void plim_nmea_clock_settle         (PlimNmeaClock  *self,
                                     const char     *rest,
                                     const char     *end,
                                     PlimNmeaOrigin *origin);
/** A sentence of other equipment ($), which may tell the time of those that follow. */
void plim_nmea_clock_take_sentence  (PlimNmeaClock  *self,
                                     const char     *at,
                                     const char     *end);

G_END_DECLS
