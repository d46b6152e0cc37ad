/* plim-basemap-source.h: gives libshumate our tiles, from our own workers */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define PLIM_TYPE_BASEMAP_SOURCE (plim_basemap_source_get_type ())
G_DECLARE_FINAL_TYPE (PlimBasemapSource, plim_basemap_source, PLIM, BASEMAP_SOURCE, ShumateMapSource)

/**
 * plim_basemap_source_new:
 * @dark: the dark colours
 * @scale: the widget's scale factor: textures are so many times 256 pixels wide
 *
 * The bundled basemap. libshumate keeps tiles by a source's id, so colours and scale are
 * a source's for life: for others, put a layer with another source in the place.
 */
PlimBasemapSource *plim_basemap_source_new (gboolean dark,
                                            int      scale);

G_END_DECLS
