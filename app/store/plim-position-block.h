/* plim-position-block.h: 256 positions packed and unpacked */

#pragma once

#include "app/model/plim-position.h"

G_BEGIN_DECLS

#define PLIM_POSITION_BLOCK_MAX 256

/**
 * plim_position_block_pack:
 * @positions: in time order, at most %PLIM_POSITION_BLOCK_MAX
 *
 * Appends to @bytes: a byte that says which of heading and draught occur, then for each position the
 * differences to the one before as zigzag varints: seconds, latitude, longitude, speed, course and those two.
 */
void     plim_position_block_pack   (const PlimPosition *positions,
                                     guint               count,
                                     GByteArray         *bytes);

/** Appends to @positions (PlimPosition). %FALSE where the bytes are not a whole block of @count positions. */
gboolean plim_position_block_unpack (const guint8       *bytes,
                                     gsize               size,
                                     guint               count,
                                     GArray             *positions);

G_END_DECLS
