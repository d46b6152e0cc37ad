#include "config.h"

#include "app/store/plim-position-block.h"

#include <string.h>

/* The first byte of a block: today's has this bit and a bit for each field that never changes in it, … */
#define FORMAT_2 0x80
/* … one of version 1 says which of the two occur. */
#define HAS_HEADING 0x01
#define HAS_DRAUGHT 0x02

enum
{
  TIME,
  LAT,
  LON,
  SOG,
  FIRST_OPTIONAL = SOG,   /* may be the same throughout; those before it have their first difference set apart */
  COG,
  HEADING,
  DRAUGHT,
  STATUS,
  N_FIELDS
};

/* Differences packed with one width. */
#define GROUP 32
/* Wider ones stand as eight bytes: a shorter one can be fetched by one load of eight bytes, whatever bit it begins at. */
#define WIDTH_MAX 56
#define WIDTH_WHOLE 64
/* In a group's first byte: differences of differences. */
#define SECOND_ORDER 0x80

#define VARINT_MAX 10
#define BLOCK_BYTES_MAX (1 + N_FIELDS * (2 * VARINT_MAX + PLIM_POSITION_BLOCK_MAX / GROUP + PLIM_POSITION_BLOCK_MAX * 8))

static inline guint64
to_zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (guint64) (value >> 63);
}

static inline gint64
from_zigzag (guint64 zigzag)
{
  return (gint64) (zigzag >> 1) ^ -(gint64) (zigzag & 1);
}

static guint8 *
write_varint (guint8 *out,
              gint64  value)
{
  guint64 zigzag = to_zigzag (value);

  while (zigzag >= 0x80)
    {
      *out++ = (guint8) (zigzag | 0x80);
      zigzag >>= 7;
    }
  *out++ = (guint8) zigzag;

  return out;
}

static gboolean
read_varint (const guint8 **in,
             const guint8  *end,
             gint64        *value)
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
          *value = from_zigzag (zigzag);
          return TRUE;
        }
    }

  return FALSE;
}

static inline gint64
get_field (const PlimPosition *position,
           guint               field)
{
  switch (field)
    {
    case TIME:
      return position->time_s;
    case LAT:
      return position->lat_e6;
    case LON:
      return position->lon_e6;
    case SOG:
      return position->sog_tenths;
    case COG:
      return position->cog_tenths;
    case HEADING:
      return position->heading;
    case DRAUGHT:
      return position->draught_tenths;
    default:
      return position->status;
    }
}

static guint8 *
write_group (guint8        *out,
             const guint64 *zigzags,
             guint          count,
             guint64        all,
             guint8         order)
{
  guint width = all != 0 ? 64 - (guint) __builtin_clzll (all) : 0;
  guint64 bits = 0;
  guint held = 0;

  if (width > WIDTH_MAX)
    {
      *out++ = WIDTH_WHOLE | order;
      for (guint i = 0; i < count; i++, out += 8)
        {
          guint64 whole = GUINT64_TO_LE (zigzags[i]);

          memcpy (out, &whole, 8);
        }
      return out;
    }

  *out++ = (guint8) width | order;
  for (guint i = 0; i < count; i++)
    {
      bits |= zigzags[i] << held;
      held += width;
      for (; held >= 8; held -= 8, bits >>= 8)
        *out++ = (guint8) bits;
    }
  if (held > 0)
    *out++ = (guint8) bits;

  return out;
}

static inline __attribute__ ((always_inline)) guint8 *
write_field (guint8             *out,
             const PlimPosition *positions,
             guint               count,
             guint               field)
{
  guint64 first[GROUP], second[GROUP];
  guint from = MIN (field < FIRST_OPTIONAL ? 2 : 1, count);
  guint64 value = (guint64) get_field (&positions[from - 1], field);
  guint64 difference = from == 2 ? value - (guint64) get_field (&positions[0], field) : 0;

  for (guint at = from; at < count; at += GROUP)
    {
      guint n = MIN (GROUP, count - at);
      guint64 all_first = 0, all_second = 0;

      for (guint i = 0; i < n; i++)
        {
          guint64 here = (guint64) get_field (&positions[at + i], field);
          guint64 before = difference;

          difference = here - value;
          value = here;
          all_first |= first[i] = to_zigzag ((gint64) difference);
          all_second |= second[i] = to_zigzag ((gint64) (difference - before));
        }
      /* Half as much: it takes a bit less of each. */
      if (all_second < all_first >> 1)
        out = write_group (out, second, n, all_second, SECOND_ORDER);
      else
        out = write_group (out, first, n, all_first, 0);
    }

  return out;
}

static guint8
find_constant (const PlimPosition *positions,
               guint               count)
{
  guint8 constant = 0x1f;

  for (guint i = 1; i < count && constant != 0; i++)
    {
      const PlimPosition *here = &positions[i];

      if (here->sog_tenths != positions->sog_tenths)
        constant &= (guint8) ~(1 << (SOG - FIRST_OPTIONAL));
      if (here->cog_tenths != positions->cog_tenths)
        constant &= (guint8) ~(1 << (COG - FIRST_OPTIONAL));
      if (here->heading != positions->heading)
        constant &= (guint8) ~(1 << (HEADING - FIRST_OPTIONAL));
      if (here->draught_tenths != positions->draught_tenths)
        constant &= (guint8) ~(1 << (DRAUGHT - FIRST_OPTIONAL));
      if (here->status != positions->status)
        constant &= (guint8) ~(1 << (STATUS - FIRST_OPTIONAL));
    }

  return constant;
}

void
plim_position_block_pack (const PlimPosition *positions,
                          guint               count,
                          GByteArray         *bytes)
{
  gsize start = bytes->len;
  guint8 constant;
  guint8 *out;

  g_return_if_fail (count > 0 && count <= PLIM_POSITION_BLOCK_MAX);

  g_byte_array_set_size (bytes, start + BLOCK_BYTES_MAX);
  out = bytes->data + start;
  constant = find_constant (positions, count);

  *out++ = FORMAT_2 | constant;
  for (guint field = 0; field < N_FIELDS; field++)
    out = write_varint (out, get_field (positions, field));
  for (guint field = 0; count > 1 && field < FIRST_OPTIONAL; field++)
    out = write_varint (out, (gint64) ((guint64) get_field (&positions[1], field) - (guint64) get_field (&positions[0], field)));

  out = write_field (out, positions, count, TIME);
  out = write_field (out, positions, count, LAT);
  out = write_field (out, positions, count, LON);
  if (!(constant & 1 << (SOG - FIRST_OPTIONAL)))
    out = write_field (out, positions, count, SOG);
  if (!(constant & 1 << (COG - FIRST_OPTIONAL)))
    out = write_field (out, positions, count, COG);
  if (!(constant & 1 << (HEADING - FIRST_OPTIONAL)))
    out = write_field (out, positions, count, HEADING);
  if (!(constant & 1 << (DRAUGHT - FIRST_OPTIONAL)))
    out = write_field (out, positions, count, DRAUGHT);
  if (!(constant & 1 << (STATUS - FIRST_OPTIONAL)))
    out = write_field (out, positions, count, STATUS);

  g_byte_array_set_size (bytes, (guint) (out - bytes->data));
}

void
plim_position_block_update_digest (const PlimPosition *positions,
                                   guint               count,
                                   GChecksum          *digest)
{
  gint64 before[STATUS] = { 0 };
  guint8 bytes[STATUS * VARINT_MAX];
  guint8 flags = 0;

  for (guint i = 0; i < count; i++)
    flags |= (positions[i].heading >= 0 ? HAS_HEADING : 0) | (positions[i].draught_tenths >= 0 ? HAS_DRAUGHT : 0);

  g_checksum_update (digest, &flags, 1);
  for (guint i = 0; i < count; i++)
    {
      guint8 *out = bytes;

      for (guint field = 0; field < STATUS; field++)
        if ((field != HEADING || (flags & HAS_HEADING)) && (field != DRAUGHT || (flags & HAS_DRAUGHT)))
          {
            gint64 value = get_field (&positions[i], field);

            out = write_varint (out, value - before[field]);
            before[field] = value;
          }
      g_checksum_update (digest, bytes, out - bytes);
    }
}

/* What a field may be; a sum beyond it shows damage. Sums may wrap on the way: what is damaged may be any number. */
static inline gboolean
is_possible (guint  field,
             gint64 least,
             gint64 most)
{
  switch (field)
    {
    case TIME:
      return TRUE;
    case LAT:
      return least >= -90000000 && most <= 90000000;
    case LON:
      return least >= -180000000 && most <= 180000000;
    case STATUS:
      return least >= -1 && most <= 15;
    default:
      return least >= -1 && most <= G_MAXINT16;
    }
}

static inline void
set_field (PlimPosition *position,
           guint         field,
           gint64        value)
{
  switch (field)
    {
    case TIME:
      position->time_s = value;
      break;
    case LAT:
      position->lat_e6 = (gint32) value;
      break;
    case LON:
      position->lon_e6 = (gint32) value;
      break;
    case SOG:
      position->sog_tenths = (gint16) value;
      break;
    case COG:
      position->cog_tenths = (gint16) value;
      break;
    case HEADING:
      position->heading = (gint16) value;
      break;
    case DRAUGHT:
      position->draught_tenths = (gint16) value;
      break;
    default:
      position->status = (gint8) value;
      break;
    }
}

/* A group's numbers as they stand; returns where the next begins, or NULL. */
static inline __attribute__ ((always_inline)) const guint8 *
read_group (const guint8 *in,
            const guint8 *end,
            guint64      *numbers,
            guint         count,
            gboolean     *second)
{
  guint8 copy[GROUP * 8 + 8];
  const guint8 *from;
  guint64 mask;
  guint width;
  gsize size;

  if (in == end)
    return NULL;
  *second = (*in & SECOND_ORDER) != 0;
  width = *in++ & ~SECOND_ORDER;
  size = ((gsize) width * count + 7) / 8;
  if ((width > WIDTH_MAX && width != WIDTH_WHOLE) || (gsize) (end - in) < size)
    return NULL;

  /* Whole loads may reach beyond what there is. */
  from = in;
  if ((gsize) (end - in) < size + 8)
    {
      memcpy (copy, in, size);
      memset (copy + size, 0, 8);
      from = copy;
    }
  mask = width == WIDTH_WHOLE ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << width) - 1;
  for (guint i = 0, bit = 0; i < count; i++, bit += width)
    {
      guint64 bits;

      memcpy (&bits, from + bit / 8, 8);
      numbers[i] = (guint64) from_zigzag (GUINT64_FROM_LE (bits) >> (bit % 8) & mask);
    }

  return in + size;
}

static inline __attribute__ ((always_inline)) const guint8 *
read_field (const guint8 *in,
            const guint8 *end,
            PlimPosition *out,
            guint         count,
            guint         field,
            gint64        first,
            guint64       difference)
{
  guint from = MIN (field < FIRST_OPTIONAL ? 2 : 1, count);
  guint64 value = (guint64) first + difference;
  gint64 least = MIN (first, (gint64) value), most = MAX (first, (gint64) value);

  set_field (&out[0], field, first);
  set_field (&out[from - 1], field, (gint64) value);
  for (guint at = from; at < count; at += GROUP)
    {
      guint n = MIN (GROUP, count - at);
      guint64 numbers[GROUP];
      gboolean second;

      in = read_group (in, end, numbers, n, &second);
      if (in == NULL)
        return NULL;
      for (guint i = 0; i < n; i++)
        {
          difference = second ? difference + numbers[i] : numbers[i];
          value += difference;
          least = MIN (least, (gint64) value);
          most = MAX (most, (gint64) value);
          set_field (&out[at + i], field, (gint64) value);
        }
    }

  return is_possible (field, least, most) ? in : NULL;
}

/* A field that may be the same in all of the block. */
static inline __attribute__ ((always_inline)) const guint8 *
read_optional (const guint8 *in,
               const guint8 *end,
               PlimPosition *out,
               guint         count,
               guint         field,
               gint64        first,
               guint8        constant)
{
  if (in == NULL || !(constant & 1 << (field - FIRST_OPTIONAL)))
    return in != NULL ? read_field (in, end, out, count, field, first, 0) : NULL;

  for (guint i = 0; i < count; i++)
    set_field (&out[i], field, first);

  return is_possible (field, first, first) ? in : NULL;
}

static gboolean
unpack_2 (const guint8 *bytes,
          const guint8 *end,
          guint         count,
          PlimPosition *out)
{
  gint64 first[N_FIELDS], differences[FIRST_OPTIONAL] = { 0 };
  guint8 constant = *bytes++ & 0x7f;

  if (constant > 0x1f)
    return FALSE;
  for (guint field = 0; field < N_FIELDS; field++)
    if (!read_varint (&bytes, end, &first[field]))
      return FALSE;
  for (guint field = 0; count > 1 && field < FIRST_OPTIONAL; field++)
    if (!read_varint (&bytes, end, &differences[field]))
      return FALSE;

  if ((bytes = read_field (bytes, end, out, count, TIME, first[TIME], (guint64) differences[TIME])) == NULL
      || (bytes = read_field (bytes, end, out, count, LAT, first[LAT], (guint64) differences[LAT])) == NULL
      || (bytes = read_field (bytes, end, out, count, LON, first[LON], (guint64) differences[LON])) == NULL)
    return FALSE;
  bytes = read_optional (bytes, end, out, count, SOG, first[SOG], constant);
  bytes = read_optional (bytes, end, out, count, COG, first[COG], constant);
  bytes = read_optional (bytes, end, out, count, HEADING, first[HEADING], constant);
  bytes = read_optional (bytes, end, out, count, DRAUGHT, first[DRAUGHT], constant);
  bytes = read_optional (bytes, end, out, count, STATUS, first[STATUS], constant);

  return bytes == end;
}

static gboolean
unpack_1 (const guint8 *bytes,
          const guint8 *end,
          guint         count,
          PlimPosition *out)
{
  gint64 values[STATUS] = { 0 };
  guint8 flags = *bytes++;

  for (guint i = 0; i < count; i++)
    {
      for (guint field = 0; field < STATUS; field++)
        {
          gint64 difference;

          if ((field == HEADING && !(flags & HAS_HEADING)) || (field == DRAUGHT && !(flags & HAS_DRAUGHT)))
            {
              values[field] = -1;
              continue;
            }
          if (!read_varint (&bytes, end, &difference))
            return FALSE;
          values[field] = (gint64) ((guint64) values[field] + (guint64) difference);
          if (!is_possible (field, values[field], values[field]))
            return FALSE;
        }
      out[i] = (PlimPosition) {
        .time_s = values[TIME], .lat_e6 = (gint32) values[LAT], .lon_e6 = (gint32) values[LON],
        .sog_tenths = (gint16) values[SOG], .cog_tenths = (gint16) values[COG],
        .heading = (gint16) values[HEADING], .draught_tenths = (gint16) values[DRAUGHT],
        .status = -1,
      };
    }

  return bytes == end;
}

gboolean
plim_position_block_unpack (const guint8 *bytes,
                            gsize         size,
                            guint         count,
                            GArray       *positions)
{
  guint before = positions->len;
  gboolean whole;

  if (size == 0 || count == 0 || count > PLIM_POSITION_BLOCK_MAX)
    return FALSE;

  g_array_set_size (positions, before + count);
  whole = (*bytes & FORMAT_2 ? unpack_2 : unpack_1) (bytes, bytes + size, count,
                                                     &g_array_index (positions, PlimPosition, before));
  if (!whole)
    g_array_set_size (positions, before);

  return whole;
}
