/* plim-viewport.h: libshumate's viewport and our views of the map, each from the other */

#pragma once

#include <shumate/shumate.h>

#include "app/map/plim-projection.h"

G_BEGIN_DECLS

/** What a widget of that size shows of the map, its output units being pixels of the widget. */
PlimMapView plim_viewport_get_view  (ShumateViewport  *viewport,
                                     int               width,
                                     int               height);

/** Moves so that all of @box is seen in a widget of that size. */
void        plim_viewport_fit       (ShumateViewport  *viewport,
                                     const PlimMapBox *box,
                                     int               width,
                                     int               height);

/** Moves by so many pixels of the widget. */
void        plim_viewport_move      (ShumateViewport  *viewport,
                                     double            x,
                                     double            y);

/** Where it stands, to see whether it has been moved: latitude, longitude and level. */
void        plim_viewport_get_place (ShumateViewport  *viewport,
                                     double            place[3]);

G_END_DECLS
