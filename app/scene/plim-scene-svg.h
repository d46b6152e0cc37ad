/* plim-scene-svg.h: writes a scene as SVG with real text */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_scene_svg_write:
 *
 * An SVG 1.1 document with <title>, <desc>, <metadata> (every claim: id, citation, wording), and on each mark
 * data-claims="ID ID" (ids percent-escaped where they hold a space) and a <title> that says it in words. Same scene, same bytes.
 */
char *plim_scene_svg_write (const PlimScene *scene,
                            PlimTheme        theme);

G_END_DECLS
