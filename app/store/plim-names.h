/* plim-names.h: for app/store alone: what the references SYMBOL#id in claims stand for */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** Places and vessels of the latest editions; read once for a question. */
typedef struct _PlimNames PlimNames;

typedef struct
{
  char *key;     /* PlimVessel.key */
  char *name;    /* its last own name; NULL where none is stated */
  char *imo;
} PlimVesselName;

PlimNames            *plim_names_load       (PlimStore    *store,
                                             gboolean      exercise,
                                             GError      **error);
void                  plim_names_free       (PlimNames    *self);

/* %NULL for what is not in the store (yet), and for a NULL reference. Lent. */
const PlimPlace      *plim_names_get_place  (PlimNames    *self,
                                             const char   *reference);
const PlimVesselName *plim_names_get_vessel (PlimNames    *self,
                                             const char   *reference);
/** (element-type PlimPlace), in no order. Lent. */
GHashTable           *plim_names_get_places (PlimNames    *self);
/** char * reference → PlimVesselName. Lent. */
GHashTable           *plim_names_get_vessels (PlimNames   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNames, plim_names_free)

G_END_DECLS
