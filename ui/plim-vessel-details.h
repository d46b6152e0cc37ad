/* plim-vessel-details.h: one hull to read: its names and numbers over time, measures, sightings */

#pragma once

#include <gtk/gtk.h>

#include "app/model/plim-position.h"
#include "app/model/plim-vessel.h"

G_BEGIN_DECLS

/**
 * plim_vessel_details_new:
 * @sightings: (element-type PlimSighting): of any vessel; those of @vessel are shown
 *
 * All texts are shown as texts, whatever they hold.
 */
GtkWidget *plim_vessel_details_new         (const PlimVessel *vessel,
                                            GPtrArray        *sightings);

/** What is doubtful about a hull's numbers, in sentences: (element-type utf8) (transfer full). */
GPtrArray *plim_vessel_details_list_doubts (const PlimVessel *vessel);

G_END_DECLS
