/* plim-nmea-sentence.h: a sentence of NMEA 0183, its checksum and its fields in place */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a sentence of AIS has, and one more: the sentence is then none. */
#define PLIM_NMEA_FIELDS 8

typedef struct
{
  const char *fields[PLIM_NMEA_FIELDS];
  gsize       sizes[PLIM_NMEA_FIELDS];
  guint       n_fields;
} PlimNmeaSentence;

/** Whether a sentence of AIS begins here: "!AIVDM," or "!AIVDO,", of whatever talker. */
gboolean plim_nmea_is_ais           (const char             *at,
                                     const char             *end);

/**
 * plim_nmea_check_sum:
 * @at: behind the sign that begins it: !, $ or \
 * @star: (out): where the checksum begins, @end where there is none
 *
 * %FALSE: there is none, or it is wrong.
 */
gboolean plim_nmea_check_sum        (const char             *at,
                                     const char             *end,
                                     const char            **star);

/** The fields up to @end; those beyond %PLIM_NMEA_FIELDS are left out. */
void     plim_nmea_sentence_split   (PlimNmeaSentence       *self,
                                     const char             *at,
                                     const char             *end);
/** One to four digits; -1: the field is none or missing. */
int      plim_nmea_sentence_get_int (const PlimNmeaSentence *self,
                                     guint                   field);

G_END_DECLS
