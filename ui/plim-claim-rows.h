/* plim-claim-rows.h: what is to be said of claims, read while the window goes on */

#pragma once

#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * plim_claim_rows_read_async:
 * @owner: of the callback
 * @ids: those to be read
 * @most: not more than so many
 */
void       plim_claim_rows_read_async  (GObject             *owner,
                                        PlimStore           *store,
                                        const char * const  *ids,
                                        guint                most,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback);

/** Returns: (transfer full) (element-type PlimClaimRow): those that the store has, in order. @n_wanted: (out) (nullable): how many ids there were */
GPtrArray *plim_claim_rows_read_finish (GAsyncResult        *result,
                                        guint               *n_wanted,
                                        GError             **error);

G_END_DECLS
