/* plim-id-set.h: which ids a report has used, in eight bytes each */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimIdSet:
 *
 * Keeps a 64-bit hash of each id and not the id, so that a report of a million claims takes
 * 16 MiB: two ids of one such report are mistaken for one with a probability of 3 in 10^8.
 */
typedef struct _PlimIdSet PlimIdSet;

PlimIdSet *plim_id_set_new  (void);
void       plim_id_set_free (PlimIdSet  *self);

/** %FALSE where it was there already. */
gboolean   plim_id_set_add  (PlimIdSet  *self,
                             const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimIdSet, plim_id_set_free)

G_END_DECLS
