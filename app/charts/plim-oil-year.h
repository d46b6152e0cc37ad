/* plim-oil-year.h: what is drawn of one year: what was notified, and what is estimated beside it */

#pragma once

#include "app/charts/plim-oil-parts.h"

G_BEGIN_DECLS

/* A bar of something is seen to be there. */
#define PLIM_OIL_LEAST_BAR_MM 0.35

/** Where the parts of one year stand in its slot. */
typedef struct
{
  double notified_x;
  double estimate_x;
  double band_x;
  double bar_mm;
  double band_mm;
  double middle;
} PlimOilColumns;

double plim_oil_get_y                (const PlimOilPlot    *plot,
                                      double                value);
/** Adds to @claims what a computed or drawn figure stands on. */
void   plim_oil_add_figure_claims    (GPtrArray            *claims,
                                      const PlimFigure     *figure);
void   plim_oil_add_cap_claim        (GPtrArray            *claims,
                                      const PlimCapYear    *year);
/** Makes @shape a mark and takes its room; takes @label. */
void   plim_oil_add_shape            (PlimOilPlot          *plot,
                                      PlimShape            *shape,
                                      guint                 group,
                                      char                 *label,
                                      GPtrArray            *claims);

/** The bar of what was notified; for what has no height in this unit, a diamond; for zero, a ring; for nothing, an open box. */
void   plim_oil_draw_notified        (PlimOilPlot          *plot,
                                      const PlimCapYear    *year,
                                      const PlimOilColumns *columns);
void   plim_oil_draw_notified_words  (PlimOilPlot          *plot,
                                      const PlimCapYear    *year,
                                      const PlimOilColumns *columns);
void   plim_oil_draw_zero            (PlimOilPlot          *plot,
                                      const PlimCapYear    *year,
                                      const PlimOilColumns *columns);
void   plim_oil_draw_not_known       (PlimOilPlot          *plot,
                                      const PlimOilColumns *columns);
/** After the bars, so that it is clear of them: what stands in place of a notified bar, in words. */
void   plim_oil_write_notified_words (PlimOilPlot          *plot,
                                      const PlimCapYear    *year,
                                      const PlimOilColumns *columns);

G_END_DECLS
