/* plim-scene-cairo.h: paints a scene on any cairo surface */

#pragma once

#include <cairo.h>

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/** Paints with 1 user unit = 1 mm; the caller scales. The same function serves screen, PNG and PDF. */
void plim_scene_cairo_paint (const PlimScene *scene,
                             PlimTheme        theme,
                             cairo_t         *cr);

/** Paints over it what says "this one is selected". */
void plim_scene_cairo_paint_selection (const PlimScene *scene,
                                       PlimTheme        theme,
                                       int              index,
                                       cairo_t         *cr);

G_END_DECLS
