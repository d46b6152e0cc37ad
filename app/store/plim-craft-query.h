/* plim-craft-query.h: the question "who has positions?": in logs and in reports' tracks */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimCraft: what has positions, in logs or in reports' tracks
 * @key: PlimVessel.key: a hull's, or "MMSI 799000001" for a number that a log knows
 * @mmsi: the number it broadcast, the last one where it had several; %NULL where none is known
 * @name: its last own name, or %NULL
 * @claims: ids of the tracks' claims, sorted
 * @n_positions, @first_s, @last_s: within the filter's days. One that stands in two places is counted at each
 * @n_rejected: rows that the logs behind @claims kept apart, whosever they were: many do not say
 * @basis, @known_by: of the claim with the most positions
 */
typedef struct
{
  char       *key;
  char       *mmsi;
  char       *name;
  char      **claims;
  guint64     n_positions;
  gint64      first_s, last_s;
  guint64     n_rejected;
  PlimBasis   basis;
  PlimKnownBy known_by;
  GArray     *claim_keys;    /* gint64: for app/store alone */
} PlimCraft;

void       plim_craft_free  (PlimCraft         *self);

/** (element-type PlimCraft): by key; only those that have a position in the filter's days. Any thread. */
GPtrArray *plim_craft_query (PlimStore         *store,
                             const PlimFilter  *filter,
                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCraft, plim_craft_free)

G_END_DECLS
