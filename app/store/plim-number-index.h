/* plim-number-index.h: numbers, each with its place in the order in which they first came */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimNumberIndex:
 *
 * For what is kept of each of very many craft: an array beside this takes the places from 0 up. Costs some 12 bytes
 * a number, a fifth of a hash table of pointers and of what they point to.
 */
typedef struct _PlimNumberIndex PlimNumberIndex;

PlimNumberIndex *plim_number_index_new        (void);
void             plim_number_index_free       (PlimNumberIndex       *self);

guint            plim_number_index_get_length (const PlimNumberIndex *self);
guint32          plim_number_index_get_number (const PlimNumberIndex *self,
                                               guint                  place);
/** The number's place; %G_MAXUINT where it never came. */
guint            plim_number_index_find       (const PlimNumberIndex *self,
                                               guint32                number);
/** The number's place, the next one where it comes for the first time: then the length grows by one. */
guint            plim_number_index_add        (PlimNumberIndex       *self,
                                               guint32                number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNumberIndex, plim_number_index_free)

G_END_DECLS
