/* plim-position-sources.h: which claims state a position */

#pragma once

#include "app/model/plim-position.h"

G_BEGIN_DECLS

/**
 * PlimPositionSources:
 *
 * What PlimPosition.source stands for in answers that were given with it: one claim, or the several that state the same
 * position. One thread at a time.
 */
typedef struct _PlimPositionSources PlimPositionSources;

PlimPositionSources *plim_position_sources_new          (void);
void                 plim_position_sources_free         (PlimPositionSources       *self);

/** The source that is one claim alone; the same one each time. */
guint32              plim_position_sources_add          (PlimPositionSources       *self,
                                                         const char                *claim_id,
                                                         PlimKnownBy                known_by);
/** The source that is all claims of both. */
guint32              plim_position_sources_join         (PlimPositionSources       *self,
                                                         guint32                    a,
                                                         guint32                    b);

/** Their ids, sorted, then %NULL. Lent, until the next one is added or joined. */
const char * const  *plim_position_sources_get_claims   (PlimPositionSources       *self,
                                                         guint32                    source);
/** As the first of PlimKnownBy that any of them says: what was broadcast stays so where somebody tells of it too. */
PlimKnownBy          plim_position_sources_get_known_by (PlimPositionSources       *self,
                                                         guint32                    source);

/** Remembers that an answer rests on a source; quick, for each of many positions. */
void                 plim_position_sources_mark         (PlimPositionSources       *self,
                                                         guint32                    source);
/** (transfer full): ids of all claims marked since the last time, sorted, each once. */
char               **plim_position_sources_take_marked  (PlimPositionSources       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimPositionSources, plim_position_sources_free)

G_END_DECLS
