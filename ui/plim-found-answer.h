/* plim-found-answer.h: which vessels were near a place or touch an area, asked in a worker */

#pragma once

#include <gio/gio.h>

#include "app/analysis/plim-area-find.h"
#include "app/analysis/plim-near.h"

G_BEGIN_DECLS

void       plim_found_answer_near_async (GObject                 *owner,
                                         PlimStore               *store,
                                         const PlimFilter        *filter,
                                         const PlimNearQuestion  *near,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback);
void       plim_found_answer_area_async (GObject                 *owner,
                                         PlimStore               *store,
                                         const PlimFilter        *filter,
                                         PlimArea                *area,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback);

/** What plim_near_find() or plim_area_find() gives. */
GPtrArray *plim_found_answer_finish     (GAsyncResult            *result,
                                         GError                 **error);

G_END_DECLS
