/* plim-vessel.h: a hull, and the identities it went by, and when */

#pragma once

#include "app/model/plim-claim.h"

G_BEGIN_DECLS

/** What was registered or broadcast for a hull over some period. A borrowed one belongs to another hull. */
typedef struct
{
  PlimClaim *claim;
  char      *name;
  char      *flag;
  char      *mmsi;
  char      *callsign;
  char      *kind;         /* as stated: borrowed, claimed, disguise, former, later, also-known-as …; NULL: its own */
  char      *owner_imo;
  char      *imo;          /* as broadcast: what the ship says of itself is no proof of the hull; NULL in a report */
  char      *ship_type;    /* as broadcast, with what follows */
  char      *length_m;
  char      *width_m;
  char      *draught_m;
  char      *destination;
  PlimPeriod when;
} PlimIdentity;

typedef struct
{
  PlimClaim *claim;
  char      *type;
  char      *built;
  char      *gt;
  char      *dwt;
  char      *capacity_bbl;
} PlimParticulars;

/** A designation, a ban, a naming: by whom, since when, under which paragraph. */
typedef struct
{
  PlimClaim *claim;
  char      *by;
  char      *kind;
  char      *instrument;
  char      *para;
  PlimPeriod when;
} PlimMeasure;

/**
 * PlimVessel:
 * @key: names the hull on every page: "IMO 9132612" where all its reports give that number for the
 *   hull itself, "MMSI 799000001" for a number that logs of broadcasts know and nobody ties to a hull, the same in every
 *   log, else the one report's reference SYMBOL#id
 * @imo: the number, or %NULL
 * @refs: the references SYMBOL#id under which reports speak of this hull, sorted
 *
 * Two reports' vessels show as one hull only where both give the same IMO number; the link is
 * computed when read, never stored.
 */
typedef struct
{
  char      *key;
  char      *imo;
  GPtrArray *refs;          /* char * */
  GPtrArray *identities;    /* PlimIdentity: others' before its own, former before later, by the day each ended */
  GPtrArray *particulars;   /* PlimParticulars */
  GPtrArray *measures;      /* PlimMeasure, by date */
  gboolean   exercise;
} PlimVessel;

void        plim_vessel_free           (PlimVessel       *self);
/** The name it was last known under, "A → B" not included; never NULL ("unnamed vessel"). */
const char *plim_vessel_get_name       (const PlimVessel *self);

/** Whether the identity is another ship's, or no ship's: borrowed, claimed or a disguise. */
gboolean    plim_identity_is_foreign   (const PlimIdentity *self);

/** Seven digits whose check digit is right (domain: IMO Resolution A.1117(30)). Necessary, not sufficient. */
gboolean    plim_imo_is_valid          (const char       *imo);
/** The ISO 3166 code that an MMSI's maritime identification digits stand for; %NULL where they are not assigned or it is no ship's. */
const char *plim_mmsi_get_country      (const char       *mmsi);

void        plim_identity_free         (PlimIdentity     *self);
void        plim_particulars_free      (PlimParticulars  *self);
void        plim_measure_free          (PlimMeasure      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimVessel, plim_vessel_free)

G_END_DECLS
