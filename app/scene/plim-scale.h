/* plim-scale.h: values ↔ lengths; round tick marks; dates */

#pragma once

#include <glib.h>

#include "app/model/plim-period.h"

G_BEGIN_DECLS

/** A linear or logarithmic scale from values to millimetres. */
typedef struct
{
  double   low, high;         /* values; on a logarithmic scale both > 0 */
  double   from_mm, to_mm;
  gboolean logarithmic;
} PlimScale;

double  plim_scale_map         (const PlimScale *self,
                                double           value);
/** Round values (1, 2, 5 × 10ⁿ, or powers of ten) within the scale, about @wanted of them: GArray of double. */
GArray *plim_scale_ticks       (const PlimScale *self,
                                guint            wanted);

/** Days to millimetres, linear. */
typedef struct
{
  guint32 first, last;
  double  from_mm, to_mm;
} PlimDayScale;

double  plim_day_scale_map     (const PlimDayScale *self,
                                guint32             day);

typedef enum
{
  PLIM_TICK_YEAR,
  PLIM_TICK_QUARTER,
  PLIM_TICK_MONTH,
  PLIM_TICK_DAY,
} PlimTickUnit;

/** The first days of the units of the calendar within, at most @most; *@unit says which: GArray of guint32. */
GArray *plim_day_scale_ticks   (const PlimDayScale *self,
                                guint               most,
                                PlimTickUnit       *unit);

G_END_DECLS
