/* plim-row.h: for app/store alone: model values out of columns */

#pragma once

#include "app/model/plim-amount.h"
#include "app/store/plim-statement.h"

G_BEGIN_DECLS

/** An amount out of four columns: low, high, unit, bound. NULL low: not known. */
static inline PlimAmount
plim_row_get_amount (PlimStatement *row,
                     int            low,
                     int            high,
                     int            unit,
                     int            bound)
{
  PlimAmount amount = { 0 };

  amount.known = !plim_statement_is_null (row, low);
  amount.low = plim_statement_get_double (row, low);
  amount.high = high >= 0 && !plim_statement_is_null (row, high) ? plim_statement_get_double (row, high) : amount.low;
  amount.unit = unit >= 0 ? g_intern_string (plim_statement_get_text (row, unit)) : NULL;
  amount.bound = bound >= 0 ? plim_bound_from_name (plim_statement_get_text (row, bound)) : PLIM_BOUND_EXACT;

  return amount;
}

G_END_DECLS
