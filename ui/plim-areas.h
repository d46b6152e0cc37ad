/* plim-areas.h: areas that the person gave a name and kept */

#pragma once

#include "app/analysis/plim-area.h"

G_BEGIN_DECLS

/* They stand in $XDG_DATA_HOME/plimsoll/areas.ini, whichever store is open: name = corners. */

/** Their names, sorted; %NULL-terminated; free with g_strfreev(). */
char     **plim_areas_list   (void);
/** %NULL with @error where there is none of that name, or what stands there is no area. */
PlimArea  *plim_areas_load   (const char      *name,
                              GError         **error);
/** One of the same name is replaced. */
gboolean   plim_areas_save   (const char      *name,
                              const PlimArea  *area,
                              GError         **error);
gboolean   plim_areas_forget (const char      *name,
                              GError         **error);

G_END_DECLS
