/* plim-range-popover.h: which days and whose knowledge all pages are about */

#pragma once

#include <gtk/gtk.h>

#include "app/plim-workspace.h"

G_BEGIN_DECLS

#define PLIM_TYPE_RANGE_POPOVER (plim_range_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlimRangePopover, plim_range_popover, PLIM, RANGE_POPOVER, GtkPopover)

GtkWidget *plim_range_popover_new (PlimWorkspace    *workspace);

/** For a button: "All days", "2018 – 2024, 3 of 8 bases"; times to the minute in @zone; free with g_free(). */
char      *plim_range_to_words    (const PlimFilter *filter,
                                   PlimZone          zone);

G_END_DECLS
