/* plim-claim-words.h: for app/store alone: a claim as a sentence */

#pragma once

#include "app/model/plim-position.h"
#include "app/model/plim-vessel.h"
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

/**
 * plim_claim_row_to_broadcast_words:
 * @vessel_key: PlimVessel.key of what broadcast
 * @identity: (nullable): what it said of itself, where the claim is an identity
 * @known_by: of a track, whose number of positions is the row's count
 *
 * The same for what a log says: "Track of MMSI 799000001 (EXERCISE ALPHA): 6,989 positions, broadcast, 26 Apr 2026".
 */
char *plim_claim_row_to_broadcast_words (const PlimClaimRow *row,
                                         const char         *vessel_key,
                                         const PlimIdentity *identity,
                                         PlimKnownBy         known_by);

G_END_DECLS
