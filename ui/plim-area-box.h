/* plim-area-box.h: the area in force: its name, kept or not; others to choose; none again */

#pragma once

#include <gtk/gtk.h>

#include "app/analysis/plim-area.h"

G_BEGIN_DECLS

/**
 * PlimAreaBox:
 *
 * Without an area it only offers the saved ones.
 *
 * Actions: "area.choose" (s: a saved area's name), "area.forget" (s).
 * Signals: "chosen" (the person chose another area, or none: plim_area_box_get_area()), "named" (it got a name),
 * "said" (const char *words: what came of what was asked).
 */
#define PLIM_TYPE_AREA_BOX (plim_area_box_get_type ())
G_DECLARE_FINAL_TYPE (PlimAreaBox, plim_area_box, PLIM, AREA_BOX, GtkBox)

/** @area: (nullable); @name: (nullable). Emits nothing. */
void        plim_area_box_set_area (PlimAreaBox *self,
                                    PlimArea    *area,
                                    const char  *name);
PlimArea   *plim_area_box_get_area (PlimAreaBox *self);
/** %NULL while it was not given one. */
const char *plim_area_box_get_name (PlimAreaBox *self);

G_END_DECLS
