/* plim-log-identities.h: what vessels of a log broadcast of themselves: each distinct set once, with the time in which they did */

#pragma once

#include "app/import/plim-log.h"
#include "app/model/plim-vessel.h"

G_BEGIN_DECLS

/** More sets of one vessel are counted and left out. */
#define PLIM_LOG_IDENTITIES_MAX 200

typedef struct _PlimLogIdentities PlimLogIdentities;

/** @first_s, @last_s: %G_MININT64 where no time was said */
typedef struct
{
  guint32       craft;
  gint64        first_s, last_s;
  PlimLogStatic statics;       /* its texts are lent */
} PlimLogIdentity;

PlimLogIdentities *plim_log_identities_new         (void);
void               plim_log_identities_free        (PlimLogIdentities    *self);
void               plim_log_identities_add         (PlimLogIdentities    *self,
                                                    const PlimLogStatic  *statics);
/** By craft, then time. Returns how many there are; no more may be added. */
guint              plim_log_identities_sort        (PlimLogIdentities    *self);
PlimLogIdentity    plim_log_identities_get         (PlimLogIdentities    *self,
                                                    guint                 index);
/** How many sets were left out. */
guint64            plim_log_identities_get_dropped (PlimLogIdentities    *self);
/** As a model value; @claim is taken. */
PlimIdentity      *plim_log_identity_make          (const PlimLogIdentity *identity,
                                                    PlimClaim            *claim);

G_END_DECLS
