/* plim-position-feed.h: positions by the million, in any order, into blocks */

#pragma once

#include "app/store/plim-store-writer.h"

G_BEGIN_DECLS

/** The first number that is no MMSI but counts the named tracks of a file: these have no number that two files could share. */
#define PLIM_FEED_FIRST_NAMED 1000000000u
/** Craft of one import: twice as many as the world has with a transmitter. */
#define PLIM_FEED_CRAFTS_MAX  (2u << 20)

/**
 * PlimPositionFeed:
 *
 * Takes what a log says of where many craft were, inside one open import, and writes it as blocks under one reserved
 * claim for each craft. What arrives in time order is written as it comes; what does not is held back as long as memory
 * allows and sorted: 64 MiB for all craft together, of which what is known of each takes 60 bytes. A file of more than
 * %PLIM_FEED_CRAFTS_MAX craft is refused.
 *
 * A position is the same as another of the same craft where second, latitude and longitude are equal. The same one
 * again, in this file or from a log that the store has already (of the same world: real or exercise), is counted as
 * known and not written. Tracks of reports are others' words and are not looked at. The same file into the same store
 * gives the same rows.
 */
typedef struct _PlimPositionFeed PlimPositionFeed;

/**
 * PlimFedCraft:
 * @craft: an MMSI, or a number from %PLIM_FEED_FIRST_NAMED on
 * @claim_key: reserved, for plim_store_writer_add_claim(); every craft that was fed has one, whether anything was new or not
 * @n_added: positions written; @n_known: those the store, or the file itself, had before
 * @first_s, @last_s: of all positions fed, known ones too
 */
typedef struct
{
  guint32 craft;
  gint64  claim_key;
  guint32 n_added;
  guint32 n_known;
  gint64  first_s;
  gint64  last_s;
} PlimFedCraft;

/** @exercise: whether the open import is one. */
PlimPositionFeed   *plim_position_feed_new        (PlimStoreWriter     *writer,
                                                   gboolean             exercise);
void                plim_position_feed_free       (PlimPositionFeed    *self);

gboolean            plim_position_feed_add        (PlimPositionFeed    *self,
                                                   guint32              craft,
                                                   const PlimPosition  *position,
                                                   GError             **error);
/** Writes what is held. Nothing may be added afterwards. */
gboolean            plim_position_feed_finish     (PlimPositionFeed    *self,
                                                   GError             **error);

/** After plim_position_feed_finish(): by number. */
guint               plim_position_feed_get_n_crafts (PlimPositionFeed  *self);
PlimFedCraft        plim_position_feed_get_craft    (PlimPositionFeed  *self,
                                                     guint              index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimPositionFeed, plim_position_feed_free)

G_END_DECLS
