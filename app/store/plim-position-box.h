/* plim-position-box.h: for app/store alone: where and when a block is, for the R-tree */

#pragma once

#include <sqlite3.h>

#include "app/model/plim-position.h"
#include "app/store/plim-statement.h"

G_BEGIN_DECLS

/** A block's box; its bounds are inclusive. Times beyond 32 bits are brought to the bound: what is asked for is looked at again. */
typedef struct
{
  gint32 min_lon, max_lon;
  gint32 min_lat, max_lat;
  gint32 min_s, max_s;
} PlimPositionBox;

#define PLIM_POSITION_BOX_INSERT \
  "INSERT OR REPLACE INTO position_box (block_key, min_lon, max_lon, min_lat, max_lat, min_s, max_s)" \
  " VALUES (:block_key, :min_lon, :max_lon, :min_lat, :max_lat, :min_s, :max_s)"

/** Unix seconds as the R-tree can hold them. */
gint32   plim_position_box_clamp_time (gint64               time_s);
/** A block that crosses 180° gets all longitudes: a box from one side to the other would miss it or be the wrong half. */
void     plim_position_box_measure    (PlimPositionBox     *self,
                                       const PlimPosition  *positions,
                                       guint                count);
/** Binds to PLIM_POSITION_BOX_INSERT. */
void     plim_position_box_bind       (const PlimPositionBox *self,
                                       PlimStatement       *row,
                                       gint64               block_key);

/** Makes all boxes anew from the blocks; inside the caller's transaction. */
gboolean plim_position_box_rebuild    (sqlite3             *db,
                                       GError             **error);
/** How many blocks have no box or another one than theirs, and boxes no block; -1 on failure. */
gint64   plim_position_box_count_wrong (sqlite3            *db,
                                       GError             **error);

G_END_DECLS
