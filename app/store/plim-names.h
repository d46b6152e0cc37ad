/* plim-names.h: for app/store alone: what the references SYMBOL#id in claims stand for */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/* Identities in the order in which a hull went by them: what it borrowed or merely claimed to be before its own, former
 * before later ones, then by the day each ended. What has no days may be so today. */
#define PLIM_IDENTITY_ORDER \
  " ORDER BY CASE identity.kind WHEN 'borrowed' THEN 0 WHEN 'claimed' THEN 0 WHEN 'disguise' THEN 0 WHEN 'former' THEN 1" \
  " WHEN 'also-known-as' THEN 2 WHEN 'later' THEN 4 ELSE 3 END," \
  " iif (claim.last_day = 0, 3652059, claim.last_day), claim.first_day, claim.import_id, claim.ord"

/** Places and vessels of the latest editions; read once for a question. */
typedef struct _PlimNames PlimNames;

typedef struct
{
  char *key;     /* PlimVessel.key */
  char *name;    /* its last own name; NULL where none is stated */
  char *imo;
  char *mmsi;    /* of a log's vessel, which is a number and no hull; else NULL */
} PlimVesselName;

/* How PlimVessel.key begins: for a number that no report ties to a hull, and for a hull with a number. */
#define PLIM_NAMES_MMSI_PREFIX "MMSI "
#define PLIM_NAMES_IMO_PREFIX "IMO "

PlimNames            *plim_names_load       (PlimStore    *store,
                                             gboolean      exercise,
                                             GError      **error);
void                  plim_names_free       (PlimNames    *self);

/* %NULL for what is not in the store (yet), and for a NULL reference. Lent. */
const PlimPlace      *plim_names_get_place  (PlimNames    *self,
                                             const char   *reference);
const PlimVesselName *plim_names_get_vessel (PlimNames    *self,
                                             const char   *reference);
/** What a track is of: its vessel's key; where @reference stands for nothing, that; without one the claim's @id. Lent. */
const char           *plim_names_get_key    (PlimNames    *self,
                                             const char   *reference,
                                             const char   *id);
/** (element-type PlimPlace), in no order. Lent. */
GHashTable           *plim_names_get_places (PlimNames    *self);
/** char * reference → PlimVesselName. Lent. */
GHashTable           *plim_names_get_vessels (PlimNames   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNames, plim_names_free)

G_END_DECLS
