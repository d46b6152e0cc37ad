/* plim-map-page.h: the map, its legend, and what is measured on it */

#pragma once

#include <adwaita.h>

#include "app/map/plim-projection.h"
#include "app/plim-workspace.h"
#include "ui/plim-page.h"

G_BEGIN_DECLS

/**
 * PlimMapPage:
 *
 * A vessel or claim picked here is picked on every page, and the other way round. Keys, with the map
 * focused: arrows move it, + and - zoom, Home shows the first frame, Page Down and Page Up go from mark to mark, Return
 * picks, M measures, those in plim-time-bar.h play back, N asks who was near, C compares two vessels, A draws an area, Escape ends these or picks nothing.
 *
 * Properties: "measuring", and of the questions in PlimMapTools "near", "comparing", "drawing-area"; at most one is set.
 */
#define PLIM_TYPE_MAP_PAGE (plim_map_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapPage, plim_map_page, PLIM, MAP_PAGE, AdwBin)

GtkWidget *plim_map_page_new         (PlimWorkspace *workspace);

/** What of the world is in view; %FALSE while the map has no size. */
gboolean   plim_map_page_get_box     (PlimMapPage   *self,
                                      PlimMapBox    *box);

/** Moves to the chosen vessel, as soon as it is known where that is: told in a report, or else in logs. */
void       plim_map_page_show_vessel (PlimMapPage   *self);

G_END_DECLS
