/* plim-basemap.h: the basemap under the layers of a map, in the window's colours */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * PlimBasemap:
 *
 * Where colours or the size of a pixel change it is painted anew, without a gap. The map and its layers outlive it.
 */
#define PLIM_TYPE_BASEMAP (plim_basemap_get_type ())
G_DECLARE_FINAL_TYPE (PlimBasemap, plim_basemap, PLIM, BASEMAP, GObject)

/** @above: lies on @map; the basemap comes to lie under it. */
PlimBasemap *plim_basemap_new        (ShumateMap   *map,
                                      ShumateLayer *above);

/** Whether somebody else draws it now, so that its tiles need not be. */
void         plim_basemap_set_hidden (PlimBasemap  *self,
                                      gboolean      hidden);

G_END_DECLS
