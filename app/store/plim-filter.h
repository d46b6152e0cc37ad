/* plim-filter.h: which claims a question is about: days, bases, real or exercise */

#pragma once

#include "app/model/plim-claim.h"

G_BEGIN_DECLS

/**
 * PlimFilter:
 * @days: only what may have happened in these days; unknown: all days
 * @bases: mask of 1 << PlimBasis; PLIM_BASES_ALL for all
 * @exercise: claims of exercises instead of real ones, never both
 *
 * All questions read the latest edition that the store has of each report.
 */
typedef struct
{
  PlimPeriod days;
  guint      bases;
  gboolean   exercise;
} PlimFilter;

#define PLIM_FILTER_ALL ((PlimFilter) { PLIM_PERIOD_UNKNOWN, PLIM_BASES_ALL, FALSE })

G_END_DECLS
