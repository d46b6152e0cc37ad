/* plim-claim-ids.h: many claim ids in one line of text, as files carry them */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_claim_ids_append:
 *
 * Appends the id to a list that is separated by single blanks. A report's symbol may hold blanks itself:
 * those, control characters and % are written as %XX.
 */
void       plim_claim_ids_append (GString    *list,
                                  const char *id);

/** The ids of such a list, sorted, each once: (element-type utf8). Text that is not UTF-8 is left out. */
GPtrArray *plim_claim_ids_split  (const char *list);

/** Sorts the strings and drops the second of each pair. */
void       plim_claim_ids_sort   (GPtrArray  *ids);

G_END_DECLS
