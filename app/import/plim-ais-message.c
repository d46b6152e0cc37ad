#include "config.h"

#include "app/import/plim-ais-message.h"

#include <string.h>

#define GET(start, count)  plim_ais_payload_get (payload, start, count)
#define SINT(start, count) plim_ais_payload_get_sint (payload, start, count)

/* @per_degree: what the message counts in: ten-thousandths (or tenths) of a minute. */
static void
read_place (PlimAisMessage *self,
            gint32          lon,
            gint32          lat,
            gint64          per_degree)
{
  gint64 lat_e6 = ((gint64) ABS (lat) * 1000000 + per_degree / 2) / per_degree;
  gint64 lon_e6 = ((gint64) ABS (lon) * 1000000 + per_degree / 2) / per_degree;

  if (lat == 91 * per_degree || lon == 181 * per_degree)
    self->place = PLIM_AIS_PLACE_UNKNOWN;
  else if (lat_e6 > 90000000 || lon_e6 > 180000000)
    self->place = PLIM_AIS_PLACE_BAD;
  else
    {
      self->place = PLIM_AIS_PLACE;
      self->lat_e6 = (gint32) (lat < 0 ? -lat_e6 : lat_e6);
      self->lon_e6 = (gint32) (lon < 0 ? -lon_e6 : lon_e6);
    }
}

static void
read_motion (PlimAisMessage *self,
             guint32         sog_tenths,
             guint32         cog_tenths,
             guint32         heading)
{
  self->sog_tenths = sog_tenths == 1023 ? -1 : (gint16) sog_tenths;
  self->cog_tenths = cog_tenths == 3600 ? -1 : cog_tenths > 3600 ? -2 : (gint16) cog_tenths;
  self->heading = heading == 511 ? -1 : heading > 359 ? -2 : (gint16) heading;
}

/* From the antenna to bow, stern, port and starboard; 0 and 0 is not known. */
static void
read_size (PlimAisMessage       *self,
           const PlimAisPayload *payload,
           guint                 start)
{
  guint32 length = GET (start, 9) + GET (start + 9, 9), width = GET (start + 18, 6) + GET (start + 24, 6);

  self->length_m = length > 0 ? (gint16) length : -1;
  self->width_m = width > 0 ? (gint16) width : -1;
}

static void
read_voyage (PlimAisMessage       *self,
             const PlimAisPayload *payload)
{
  guint n_letters = MIN (20, (payload->n_bits - 302) / 6);

  self->has_statics = TRUE;
  self->imo = GET (40, 30);
  plim_ais_payload_get_text (payload, 70, 7, self->callsign);
  plim_ais_payload_get_text (payload, 112, 20, self->name);
  self->ship_type = GET (232, 8);
  read_size (self, payload, 240);
  self->draught_tenths = GET (294, 8) > 0 ? (gint16) GET (294, 8) : -1;
  plim_ais_payload_get_text (payload, 302, n_letters, self->destination);
}

static void
read_class_b (PlimAisMessage       *self,
              const PlimAisPayload *payload)
{
  read_motion (self, GET (46, 10), GET (112, 12), GET (124, 9));
  read_place (self, SINT (57, 28), SINT (85, 27), 600000);
  if (self->type == 18)
    return;
  self->has_statics = TRUE;
  plim_ais_payload_get_text (payload, 143, 20, self->name);
  self->ship_type = GET (263, 8);
  read_size (self, payload, 271);
}

/* In two parts: the name, and the rest. A craft that belongs to a ship (98…) tells that ship's number in place of its size. */
static gboolean
read_class_b_statics (PlimAisMessage       *self,
                      const PlimAisPayload *payload)
{
  guint32 part = GET (38, 2);

  if (part == 0)
    plim_ais_payload_get_text (payload, 40, 20, self->name);
  else if (part == 1 && payload->n_bits >= 162)
    {
      self->ship_type = GET (40, 8);
      plim_ais_payload_get_text (payload, 90, 7, self->callsign);
      if (self->mmsi / 10000000 != 98)
        read_size (self, payload, 132);
    }
  else
    return FALSE;
  self->has_statics = TRUE;

  return TRUE;
}

static void
read_long_range (PlimAisMessage       *self,
                 const PlimAisPayload *payload)
{
  guint32 sog = GET (79, 6), cog = GET (85, 9);

  self->status = (gint8) GET (40, 4);
  read_motion (self, sog == 63 ? 1023 : sog * 10, cog == 511 ? 3600 : cog * 10, 511);
  read_place (self, SINT (44, 18), SINT (62, 17), 600);
}

gboolean
plim_ais_message_decode (PlimAisMessage       *self,
                         const PlimAisPayload *payload)
{
  /* What is least of each type; some equipment leaves off the last bits of a few. */
  static const guint16 least[28] = {
    [1] = 149, [2] = 149, [3] = 149, [4] = 134, [5] = 302, [9] = 116, [18] = 139, [19] = 301, [21] = 219, [24] = 160, [27] = 94,
  };

  memset (self, 0, sizeof *self);
  if (payload->n_bits < 38)
    return FALSE;
  self->type = GET (0, 6);
  self->mmsi = GET (8, 30);
  self->sog_tenths = self->cog_tenths = self->heading = self->length_m = self->width_m = self->draught_tenths = -1;
  self->status = -1;
  if (self->type < 1 || self->type > 27 || payload->n_bits < least[self->type])
    return FALSE;

  switch (self->type)
    {
    case 1:
    case 2:
    case 3:
      self->status = (gint8) GET (38, 4);
      read_motion (self, GET (50, 10), GET (116, 12), GET (128, 9));
      read_place (self, SINT (61, 28), SINT (89, 27), 600000);
      return TRUE;
    case 4:
      read_place (self, SINT (79, 28), SINT (107, 27), 600000);
      return TRUE;
    case 5:
      read_voyage (self, payload);
      return TRUE;
    case 9:
      read_place (self, SINT (61, 28), SINT (89, 27), 600000);
      return TRUE;
    case 18:
    case 19:
      read_class_b (self, payload);
      return TRUE;
    case 21:
      read_place (self, SINT (164, 28), SINT (192, 27), 600000);
      return TRUE;
    case 24:
      return read_class_b_statics (self, payload);
    case 27:
      read_long_range (self, payload);
      return TRUE;
    default:
      return TRUE;
    }
}
