/* plim-cap-estimate.h: figures that belong to one estimate, and its scenarios */

#pragma once

#include "app/analysis/plim-cap-usage.h"

G_BEGIN_DECLS

/**
 * plim_cap_estimate_add:
 * @estimates: (element-type PlimEstimate): of one year
 * @figure: a stated total; lent for as long as the estimate lives
 *
 * As another scenario of an estimate that is there, else as an estimate of its own.
 */
void plim_cap_estimate_add        (GPtrArray    *estimates,
                                   PlimFigure   *figure);

/** Shipments listed one by one: their sum, by report, is worked out here and so is no stated estimate. */
void plim_cap_estimate_add_listed (GPtrArray    *estimates,
                                   PlimFigure   *figure);

/** Once all are added: works out the usual shares that no source states, and puts what says most first. */
void plim_cap_estimate_complete   (GPtrArray    *estimates);

void plim_cap_estimate_free       (PlimEstimate *self);

G_END_DECLS
