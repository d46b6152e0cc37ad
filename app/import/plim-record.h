/* plim-record.h: a report's records as model values */

#pragma once

#include "app/import/plim-node.h"
#include "app/model/plim-position.h"
#include "app/model/plim-theft.h"
#include "app/model/plim-trade.h"
#include "app/model/plim-vessel.h"
#include "app/store/plim-claim-query.h"

G_BEGIN_DECLS

/**
 * PlimRecordContext: what a record needs to know of the report around it
 * @vessel: the local id of the vessel whose records are being read, and its IMO number
 */
typedef struct
{
  PlimReport *report;
  char       *lang;
  char       *status_on;
  char       *handling;
  PlimBasis   publisher_basis;
  GHashTable *sources;       /* local id → PlimCite with source and basis */
  char       *vessel;
  char       *vessel_imo;
} PlimRecordContext;

PlimRecordContext *plim_record_context_new  (void);
void               plim_record_context_free (PlimRecordContext *self);

/* The report's own elements fill the context. */
void             plim_record_read_report      (PlimRecordContext *self, const PlimNode *report);
void             plim_record_read_about       (PlimRecordContext *self, const PlimNode *about);
void             plim_record_read_source      (PlimRecordContext *self, const PlimNode *source);
void             plim_record_read_vessel      (PlimRecordContext *self, const PlimNode *vessel);

/** SYMBOL#id of a reference that may be local; %NULL for none. */
char            *plim_record_resolve          (PlimRecordContext *self, const char *reference);

/** The claim of any record, its days and its content's digest (32 bytes; @extra is digested with it, or %NULL). */
PlimClaim       *plim_record_read_claim       (PlimRecordContext *self,
                                               const PlimNode    *node,
                                               PlimSubject        subject,
                                               const char        *extra,
                                               PlimPeriod        *when,
                                               guint8            *content);

/* Each takes the claim and gives a whole value. */
PlimPlace       *plim_record_read_place       (const PlimNode *node);
PlimTrade       *plim_record_read_trade       (PlimRecordContext *self, const PlimNode *node, PlimClaim *claim);
PlimCap         *plim_record_read_cap         (PlimRecordContext *self, const PlimNode *node, PlimClaim *claim);
PlimConversion  *plim_record_read_conversion  (const PlimNode *node, PlimClaim *claim);
PlimParticulars *plim_record_read_particulars (const PlimNode *node, PlimClaim *claim);
PlimIdentity    *plim_record_read_identity    (const PlimNode *node, PlimClaim *claim);
PlimMeasure     *plim_record_read_measure     (const PlimNode *node, PlimClaim *claim);
PlimSighting    *plim_record_read_sighting    (PlimRecordContext *self, const PlimNode *node, PlimClaim *claim);
/** @from_places, @to_places: (element-type utf8) (nullable elements): SYMBOL#id of each leg's ends. */
PlimRoute       *plim_record_read_route       (PlimRecordContext *self,
                                               const PlimNode    *node,
                                               PlimClaim         *claim,
                                               GPtrArray         *from_places,
                                               GPtrArray         *to_places);
PlimTrack       *plim_record_read_track       (PlimRecordContext *self, const PlimNode *node, PlimClaim *claim);
PlimTheft       *plim_record_read_theft       (const PlimNode *node, PlimClaim *claim);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimRecordContext, plim_record_context_free)

G_END_DECLS
