/* plim-found-rows.h: who was near, who was in an area: as lines of a list */

#pragma once

#include "app/analysis/plim-area-find.h"
#include "app/analysis/plim-near.h"
#include "app/model/plim-zone.h"
#include "ui/plim-found-view.h"

G_BEGIN_DECLS

/* @zone: for what is shown; files say UTC */
const PlimFoundColumn *plim_found_near_columns (guint                *n);
PlimFoundRow          *plim_found_near_row     (const PlimNearVessel *vessel,
                                                PlimZone              zone);
const PlimFoundColumn *plim_found_area_columns (guint                *n);
PlimFoundRow          *plim_found_area_row     (const PlimAreaVessel *vessel,
                                                PlimZone              zone);

G_END_DECLS
