/* plim-claim.h: what every statement carries: who says so, where, on what basis, known since when */

#pragma once

#include "app/model/plim-period.h"

G_BEGIN_DECLS

/** What a source's knowledge rests on; a set of them is a mask of 1 << basis. */
typedef enum
{
  PLIM_BASIS_NOTIFIED,
  PLIM_BASIS_MEMBER_STATE,
  PLIM_BASIS_PANEL,
  PLIM_BASIS_NATIONAL,
  PLIM_BASIS_COURT,
  PLIM_BASIS_NGO,
  PLIM_BASIS_PRIVATE,
  PLIM_BASIS_MEDIA,
  PLIM_N_BASES
} PlimBasis;

#define PLIM_BASES_ALL ((1u << PLIM_N_BASES) - 1)

/** What the statement is about. */
typedef enum
{
  PLIM_SUBJECT_TRADE,
  PLIM_SUBJECT_CAP,
  PLIM_SUBJECT_CONVERSION,
  PLIM_SUBJECT_PARTICULARS,
  PLIM_SUBJECT_IDENTITY,
  PLIM_SUBJECT_MEASURE,
  PLIM_SUBJECT_SIGHTING,
  PLIM_SUBJECT_TRACK,
  PLIM_SUBJECT_ROUTE,
  PLIM_SUBJECT_THEFT,
  PLIM_SUBJECT_THEFT_TOTAL,
} PlimSubject;

/**
 * PlimCite: one place where the statement stands. All text as imported; any may be %NULL
 * @recalled: nobody has checked it against the source yet; shown wherever the claim shows
 */
typedef struct
{
  char     *source;    /* the source's name, resolved from the report's list */
  PlimBasis basis;     /* the source's, or the publisher's */
  char     *para;
  char     *annex;
  char     *page;
  char     *via;       /* the publication through which it was read */
  gboolean  recalled;
} PlimCite;

typedef struct
{
  char *lang;
  char *text;
} PlimWording;

typedef struct
{
  char *by;
  char *on;
  char *text;
} PlimDispute;

typedef enum
{
  PLIM_CLAIM_CURRENT,    /* in the latest edition that the store has of its report */
  PLIM_CLAIM_REVISED,    /* a later edition says it differently */
  PLIM_CLAIM_WITHDRAWN,  /* a later edition no longer says it */
} PlimClaimState;

/**
 * PlimClaim:
 *
 * One statement by one source about one thing. Never overwritten, never
 * merged. Reference counted, immutable once read.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char           *id;           /* SYMBOL/EDITION#id, the same in the store and in every export */
  char           *report;       /* the symbol */
  guint           edition;
  char           *local_id;
  char           *report_title;
  char           *publisher;
  PlimPeriod      dated;        /* of the report */
  PlimSubject     subject;
  char            content[13];  /* the first 12 hex digits of the SHA-256 of what it says; empty where not read from a store */
  PlimBasis       basis;        /* of the first cite, else the publisher's */
  PlimPeriod      known;        /* when this became known */
  char           *part_of;      /* claim references, resolved to SYMBOL#id; or NULL */
  char           *supersedes;
  char           *handling;     /* NULL: unrestricted */
  gboolean        exercise;
  PlimClaimState  state;
  GPtrArray      *cites;        /* PlimCite */
  GPtrArray      *wordings;     /* PlimWording */
  GPtrArray      *disputes;     /* PlimDispute */
} PlimClaim;

PlimClaim  *plim_claim_new            (void);
PlimClaim  *plim_claim_ref            (PlimClaim       *self);
void        plim_claim_unref          (PlimClaim       *self);

/** Whether any of its cites is only recalled. */
gboolean    plim_claim_is_recalled    (const PlimClaim *self);

/** "S/2021/211, para. 23, as reported by UPI/NHK, 15 Feb 2021 (recalled)"; untranslated but for the connecting words. */
char       *plim_claim_format_citation (const PlimClaim *self);

/** The short form for a source line: "S/2021/211". */
const char *plim_claim_get_source_words (const PlimClaim *self);

/** The name of the first source, else the publisher: "a Member State", "United States". */
const char *plim_claim_get_speaker    (const PlimClaim *self);

/** "ID=CONTENT": the id together with what it said, so that a file that carries it can be checked later. */
char       *plim_claim_dup_pinned_id  (const PlimClaim *self);

/** "SYMBOL#id", which part-of and supersedes refer to; free with g_free(). */
char       *plim_claim_dup_reference  (const PlimClaim *self);

/** Whether one is part of the other or supersedes it: then they are no two truths. */
gboolean    plim_claim_is_related     (const PlimClaim *a,
                                       const PlimClaim *b);

/** Names as in the report format. */
PlimBasis   plim_basis_from_name      (const char      *name);
const char *plim_basis_get_name       (PlimBasis        basis);
/** For people, translated: "notified to the Committee", "estimated by Member States". */
const char *plim_basis_get_words      (PlimBasis        basis);
/** The same, or %NULL where it would say nothing true: what an authority decides is law and no notification, and a
 *  conversion is arithmetic. */
const char *plim_basis_get_words_for  (PlimBasis        basis,
                                       PlimSubject      subject);
const char *plim_subject_get_name     (PlimSubject      subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimClaim, plim_claim_unref)

G_END_DECLS
