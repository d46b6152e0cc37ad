/* plim-playback-picture.h: all vessels of a moment as pixels: symbols and tails */

#pragma once

#include "app/map/plim-playback.h"
#include "app/map/plim-projection.h"
#include "app/scene/plim-style.h"

G_BEGIN_DECLS

/* A vessel that nobody chose is forgotten when nothing was heard of it for so long. */
#define PLIM_PLAYBACK_FORGOTTEN_S (30 * 86400)

/**
 * PlimPlaybackSprites:
 *
 * Every symbol in every direction, drawn once. Observed is filled, interpolated hollow, both pointing where the vessel is
 * heading or round where that is not known; a last known place is a small dashed ring, the fainter the longer ago.
 * Chosen vessels have another colour and are larger. Immutable; any thread.
 */
typedef struct _PlimPlaybackSprites PlimPlaybackSprites;

/** @scale: device pixels in one logical pixel. */
PlimPlaybackSprites *plim_playback_sprites_new  (PlimTheme            theme,
                                                 int                  scale);
void                 plim_playback_sprites_free (PlimPlaybackSprites *self);

/** How strong a last known place is still shown, 1…0. */
double               plim_playback_get_fade     (guint32              age_s,
                                                 gboolean             chosen);

/**
 * PlimPlaybackLook:
 * @view: its output units are device pixels
 * @tail_s: how much of the way behind a vessel is drawn; 0: none. Tails end at silences
 * @chosen: (nullable): a byte for each track; those not 0 are drawn as chosen, above the others
 * @shown: (nullable): likewise, 0 for those left out
 */
typedef struct
{
  PlimMapView   view;
  guint32       tail_s;
  const guint8 *chosen;
  const guint8 *shown;
} PlimPlaybackLook;

/**
 * plim_playback_paint:
 * @pixels: (out): @width × @height premultiplied ARGB as cairo has them, @stride bytes from row to row; overwritten
 *
 * Returns: how many symbols were drawn
 */
guint                plim_playback_paint        (const PlimPlayback        *playback,
                                                 const PlimPlaybackSprites *sprites,
                                                 const PlimPlaybackLook    *look,
                                                 guint32                   *pixels,
                                                 guint                      width,
                                                 guint                      height,
                                                 gsize                      stride);

/** Where a state lies in a view, in its output units. */
void                 plim_playback_place        (const PlimPlaybackState   *state,
                                                 const PlimMapView         *view,
                                                 double                    *x,
                                                 double                    *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimPlaybackSprites, plim_playback_sprites_free)

G_END_DECLS
