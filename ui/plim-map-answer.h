/* plim-map-answer.h: what the store has for the map, asked in a worker */

#pragma once

#include "app/map/plim-map-content.h"

G_BEGIN_DECLS

/** Asks for what lies within @filter, and whether the exercise has full tracks to show. */
void            plim_map_answer_ask_async  (GObject              *owner,
                                            PlimStore            *store,
                                            const PlimFilter     *filter,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback);
PlimMapContent *plim_map_answer_ask_finish (GAsyncResult         *result,
                                            gboolean             *exercise_has_tracks,
                                            GError              **error);

G_END_DECLS
