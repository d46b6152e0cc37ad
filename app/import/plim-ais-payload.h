/* plim-ais-payload.h: the bits of an AIS message out of the letters that carry them (ITU-R M.1371, NMEA 0183 armour) */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Five slots are the longest message; this is a little more. */
#define PLIM_AIS_PAYLOAD_LETTERS 400

/** @n_bits: without the fill bits. Eight bytes behind the last may be read. */
typedef struct
{
  guint8 bytes[PLIM_AIS_PAYLOAD_LETTERS * 6 / 8 + 16];
  guint  n_bits;
} PlimAisPayload;

/** %FALSE: a letter is none of the 64, or there are too many. @fill: how many bits of the last letter are none, 0 to 5. */
gboolean plim_ais_payload_unpack   (PlimAisPayload       *self,
                                    const char           *letters,
                                    gsize                 n_letters,
                                    guint                 fill);

/** @count bits from @start on, at most 32; beyond the end they are 0. */
guint32  plim_ais_payload_get      (const PlimAisPayload *self,
                                    guint                 start,
                                    guint                 count);
/** The same as a number with a sign. */
gint32   plim_ais_payload_get_sint (const PlimAisPayload *self,
                                    guint                 start,
                                    guint                 count);
/** Letters of six bits, up to the first @ and without blanks at the end; @text has room for @n_letters and a NUL. */
void     plim_ais_payload_get_text (const PlimAisPayload *self,
                                    guint                 start,
                                    guint                 n_letters,
                                    char                 *text);

G_END_DECLS
