/* plim-ais-message.h: what an AIS message says of where a station is and who (ITU-R M.1371) */

#pragma once

#include "app/import/plim-ais-payload.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_AIS_NO_PLACE,         /* the message tells of none */
  PLIM_AIS_PLACE,
  PLIM_AIS_PLACE_UNKNOWN,    /* 91° or 181° */
  PLIM_AIS_PLACE_BAD,        /* out of range */
} PlimAisPlace;

/**
 * PlimAisMessage: messages 1 to 5, 9, 18, 19, 21, 24 and 27; of others the type and the number alone
 * @sog_tenths, @cog_tenths, @heading: -1: not available; -2: a value that there is not
 * @status: -1: this message has none
 * @has_statics: the texts, sizes and so on are told; empty texts, 0 and -1 are not
 */
typedef struct
{
  guint        type;
  guint32      mmsi;
  PlimAisPlace place;
  gint32       lat_e6;
  gint32       lon_e6;
  gint16       sog_tenths;
  gint16       cog_tenths;
  gint16       heading;
  gint8        status;
  gboolean     has_statics;
  guint32      imo;
  char         name[21];
  char         callsign[8];
  char         destination[21];
  guint8       ship_type;
  gint16       length_m;
  gint16       width_m;
  gint16       draught_tenths;
} PlimAisMessage;

/** %FALSE: too short for what it should be, or of no type that there is. */
gboolean plim_ais_message_decode (PlimAisMessage       *self,
                                  const PlimAisPayload *payload);

G_END_DECLS
