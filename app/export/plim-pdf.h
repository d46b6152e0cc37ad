/* plim-pdf.h: a scene as PDF, with its notes and sources on the pages after it */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_pdf_write:
 *
 * Vectors and real text, fonts embedded; the claim ids are the keywords (see plim-claim-ids.h), the full citations follow on
 * pages of the same size. Its date is the scene's "as of". Same scene, same bytes.
 */
GBytes    *plim_pdf_write          (const PlimScene  *scene,
                                    PlimTheme         theme,
                                    GError          **error);

/** The claim ids among a PDF's keywords, or %NULL where it is none of ours. */
GPtrArray *plim_pdf_read_pinned_ids (GBytes           *bytes,
                                    GError          **error);

G_END_DECLS
