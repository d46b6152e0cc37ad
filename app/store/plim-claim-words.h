/* plim-claim-words.h: for app/store alone: a claim as a sentence */

#pragma once

#include "app/store/plim-claim-query.h"

G_BEGIN_DECLS

/**
 * plim_claim_row_to_words:
 * @subject_words: what the subject's own columns say, joined by the query: a name, a kind of measure, a target
 *
 * "Coal exported, Jan–Sep 2020: at least 2.5 million t, 400 shipments, to CN". Translated.
 */
char *plim_claim_row_to_words (const PlimClaimRow *row,
                               const char         *subject_words);

G_END_DECLS
