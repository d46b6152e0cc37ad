/* plim-position-block.h: 256 positions packed and unpacked */

#pragma once

#include "app/model/plim-position.h"

G_BEGIN_DECLS

#define PLIM_POSITION_BLOCK_MAX 256

/** Whether a block can hold it: what it cannot would be taken for damage when it is read. */
static inline gboolean
plim_position_block_can_hold (const PlimPosition *position)
{
  return position->lat_e6 >= -90000000 && position->lat_e6 <= 90000000
         && position->lon_e6 >= -180000000 && position->lon_e6 <= 180000000
         && position->sog_tenths >= -1 && position->cog_tenths >= -1 && position->heading >= -1 && position->draught_tenths >= -1
         && position->status >= -1 && position->status <= 15;
}

/**
 * plim_position_block_pack:
 * @positions: in time order, at most %PLIM_POSITION_BLOCK_MAX, each of which a block can hold
 *
 * Appends to @bytes, in this order:
 *
 * - a byte: 0x80, and a bit for each of speed, course, heading, draught and status that is the same in all of the block;
 * - the first position as zigzag varints: seconds, latitude, longitude, then those five; and where there is a second one,
 *   how its seconds, latitude and longitude differ from the first's;
 * - of each field but the ones that are the same, the (other) differences from position to position, 32 by 32: a byte that
 *   says how many bits the widest takes, then so many bits of each, zigzag, the lowest first, up to a whole byte. Where
 *   the byte has 0x80 set it is the differences of the differences instead, which are smaller where a ship steams on and
 *   speaks at even intervals.
 *
 * Blocks of stores of version 1 begin with a byte below 0x80 and are differences as varints, position by position;
 * they are still unpacked, and never made.
 */
void     plim_position_block_pack   (const PlimPosition *positions,
                                     guint               count,
                                     GByteArray         *bytes);

/**
 * plim_position_block_update_digest:
 *
 * Feeds the positions to @digest as version 1 packed them: a report's track has the same content, and with it the same
 * claim id, whatever version of the store it came into.
 */
void     plim_position_block_update_digest (const PlimPosition *positions,
                                            guint               count,
                                            GChecksum          *digest);

/** Appends to @positions (PlimPosition). %FALSE where the bytes are not a whole block of @count positions. */
gboolean plim_position_block_unpack (const guint8       *bytes,
                                     gsize               size,
                                     guint               count,
                                     GArray             *positions);

G_END_DECLS
