#include "config.h"

#include "app/store/plim-position-block.h"

/* The first byte of a block. */
#define HAS_HEADING 0x01
#define HAS_DRAUGHT 0x02

/* A varint of 64 bits takes at most ten bytes; a position has at most seven. */
#define POSITION_BYTES_MAX (7 * 10)

static guint8 *
write_difference (guint8 *out,
                  gint64  difference)
{
  guint64 zigzag = ((guint64) difference << 1) ^ (guint64) (difference >> 63);

  while (zigzag >= 0x80)
    {
      *out++ = (guint8) (zigzag | 0x80);
      zigzag >>= 7;
    }
  *out++ = (guint8) zigzag;

  return out;
}

static gboolean
read_difference (const guint8 **in,
                 const guint8  *end,
                 gint64        *difference)
{
  guint64 zigzag = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte;

      if (*in == end)
        return FALSE;
      byte = *(*in)++;
      zigzag |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          *difference = (gint64) (zigzag >> 1) ^ -(gint64) (zigzag & 1);
          return TRUE;
        }
    }

  return FALSE;
}

void
plim_position_block_pack (const PlimPosition *positions,
                          guint               count,
                          GByteArray         *bytes)
{
  PlimPosition before = { 0 };
  guint8 flags = 0;
  gsize start = bytes->len;
  guint8 *out;

  g_return_if_fail (count > 0 && count <= PLIM_POSITION_BLOCK_MAX);

  for (guint i = 0; i < count; i++)
    flags |= (positions[i].heading >= 0 ? HAS_HEADING : 0) | (positions[i].draught_tenths >= 0 ? HAS_DRAUGHT : 0);

  g_byte_array_set_size (bytes, start + 1 + count * POSITION_BYTES_MAX);
  out = bytes->data + start;
  *out++ = flags;
  for (guint i = 0; i < count; i++)
    {
      const PlimPosition *here = &positions[i];

      out = write_difference (out, here->time_s - before.time_s);
      out = write_difference (out, (gint64) here->lat_e6 - before.lat_e6);
      out = write_difference (out, (gint64) here->lon_e6 - before.lon_e6);
      out = write_difference (out, here->sog_tenths - before.sog_tenths);
      out = write_difference (out, here->cog_tenths - before.cog_tenths);
      if (flags & HAS_HEADING)
        out = write_difference (out, here->heading - before.heading);
      if (flags & HAS_DRAUGHT)
        out = write_difference (out, here->draught_tenths - before.draught_tenths);
      before = *here;
    }
  g_byte_array_set_size (bytes, (guint) (out - bytes->data));
}

gboolean
plim_position_block_unpack (const guint8 *bytes,
                            gsize         size,
                            guint         count,
                            GArray       *positions)
{
  const guint8 *end = bytes + size;
  gint64 values[7] = { 0 };
  guint8 flags;

  if (size == 0 || count == 0 || count > PLIM_POSITION_BLOCK_MAX)
    return FALSE;

  flags = *bytes++;
  for (guint i = 0; i < count; i++)
    {
      PlimPosition here;

      for (guint field = 0; field < 7; field++)
        {
          gint64 difference;

          if ((field == 5 && !(flags & HAS_HEADING)) || (field == 6 && !(flags & HAS_DRAUGHT)))
            {
              values[field] = -1;
              continue;
            }
          if (!read_difference (&bytes, end, &difference))
            return FALSE;
          values[field] = (gint64) ((guint64) values[field] + (guint64) difference);
        }

      if (ABS (values[1]) > 90000000 || ABS (values[2]) > 180000000
          || values[3] < -1 || values[3] > G_MAXINT16 || values[4] < -1 || values[4] > G_MAXINT16
          || values[5] < -1 || values[5] > G_MAXINT16 || values[6] < -1 || values[6] > G_MAXINT16)
        return FALSE;
      here = (PlimPosition) {
        .time_s = values[0], .lat_e6 = (gint32) values[1], .lon_e6 = (gint32) values[2],
        .sog_tenths = (gint16) values[3], .cog_tenths = (gint16) values[4],
        .heading = (gint16) values[5], .draught_tenths = (gint16) values[6],
        .status = -1,
      };
      g_array_append_val (positions, here);
    }

  return bytes == end;
}
