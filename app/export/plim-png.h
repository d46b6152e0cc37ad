/* plim-png.h: a scene as PNG, with its citations in text chunks */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_png_write:
 *
 * Pixels of @dpi (pHYs, sRGB), and as iTXt: Title, Description, plimsoll:claims (ids, see plim-claim-ids.h) and
 * plimsoll:citations (one claim a paragraph). Same scene, same bytes. Fails with PLIM_ERROR_USAGE where the picture would be too large.
 */
GBytes    *plim_png_write          (const PlimScene  *scene,
                                    PlimTheme         theme,
                                    double            dpi,
                                    GError          **error);

/** The claim ids of a PNG of ours, or %NULL where it is broken or none of ours. */
GPtrArray *plim_png_read_pinned_ids (GBytes           *bytes,
                                    GError          **error);

G_END_DECLS
