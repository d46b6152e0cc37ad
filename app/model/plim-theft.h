/* plim-theft.h: virtual assets taken: one theft, or one stated total of thefts */

#pragma once

#include "app/model/plim-amount.h"
#include "app/model/plim-claim.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_STRENGTH_CONFIRMED,
  PLIM_STRENGTH_ATTRIBUTED,
  PLIM_STRENGTH_STRONGLY_SUGGESTED,
  PLIM_STRENGTH_SUSPECTED,
  PLIM_STRENGTH_INVESTIGATING,
  PLIM_STRENGTH_NONE,
} PlimStrength;

typedef struct
{
  char        *to;
  char        *by;
  char        *on;
  PlimStrength strength;
} PlimAttribution;

/** An asset taken (@code, @amount), or a wallet address of it (@address). */
typedef struct
{
  char *code;
  char *amount;
  char *address;
} PlimAsset;

/** A step of laundering, as stated. */
typedef struct
{
  char *on;
  char *how;
  char *through;
  char *amount;
} PlimStep;

/**
 * PlimTheft:
 * @is_total: a stated total; then @target is %NULL and @count may be known
 * @recovered_fraction: what the source says was recovered, 0 where nothing is said
 */
typedef struct
{
  PlimClaim  *claim;
  gboolean    is_total;
  PlimPeriod  when;
  PlimAmount  amount;           /* the unit is the currency */
  guint       count;
  char       *target;
  char       *target_kind;
  char       *country;
  PlimAmount  recovered;
  double      recovered_fraction;
  GPtrArray  *attributions;     /* PlimAttribution */
  GPtrArray  *assets;           /* PlimAsset */
  GPtrArray  *steps;            /* PlimStep */
} PlimTheft;

/** With its lists empty and everything else unknown. */
PlimTheft   *plim_theft_new           (void);
void         plim_theft_free          (PlimTheft       *self);

/** Whether two stated totals, or two statements about one theft (same target, same days), cannot both be right. */
gboolean     plim_theft_contradicts   (const PlimTheft *a,
                                       const PlimTheft *b);

/** The strongest of the attributions; %PLIM_STRENGTH_NONE where there is none. */
PlimStrength plim_theft_get_strength  (const PlimTheft *self);
PlimStrength plim_strength_from_name  (const char      *name);
const char  *plim_strength_get_name   (PlimStrength     strength);
const char  *plim_strength_get_words  (PlimStrength     strength);   /* translated */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTheft, plim_theft_free)

G_END_DECLS
