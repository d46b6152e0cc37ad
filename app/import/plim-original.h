/* plim-original.h: a file hashed and compressed while it is being read by somebody else */

#pragma once

#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimOriginal:
 *
 * Reads a file from its beginning in a thread of its own: its SHA-256, and if wanted its bytes as one zlib stream in
 * parts of 1 MiB. A few parts wait at most: who does not take them slows the thread, not the memory.
 */
typedef struct _PlimOriginal PlimOriginal;

/** @fd stays the caller's and must stay open; its offset is not moved. */
PlimOriginal *plim_original_start     (int             fd,
                                       gboolean        keep_bytes);
/** The bytes are not wanted after all: only the digest is made from here on, and what waits is thrown away. */
void          plim_original_drop_bytes (PlimOriginal  *self);
/** The next part; %NULL: none is ready (@wait %FALSE), or there are no more. */
GBytes       *plim_original_take_part (PlimOriginal   *self,
                                       gboolean        wait);
/** After the last part: the digest as hex and the file's size. */
gboolean      plim_original_finish    (PlimOriginal   *self,
                                       char          **sha256,
                                       guint64        *size,
                                       GError        **error);
/** Stops the thread if it still runs. */
void          plim_original_free      (PlimOriginal   *self);

/** The SHA-256 as hex of what the original that the store keeps of an import unpacks to. */
char         *plim_original_query_digest (PlimStore   *store,
                                       gint64          import_id,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimOriginal, plim_original_free)

G_END_DECLS
