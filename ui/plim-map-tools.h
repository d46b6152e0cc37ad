/* plim-map-tools.h: what one asks a map: who was near here then, two vessels compared, an area */

#pragma once

#include "app/analysis/plim-area.h"
#include "app/map/plim-map-content.h"
#include "app/plim-workspace.h"
#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_MAP_TOOL_NONE,
  PLIM_MAP_TOOL_NEAR,       /* a click asks who was near there in the chosen days */
  PLIM_MAP_TOOL_COMPARE,
  PLIM_MAP_TOOL_AREA,       /* clicks are the corners of an area */
} PlimMapTool;

/**
 * PlimMapTools:
 *
 * The panel under the map with the answers. It is there only while there is something to show. An area that was drawn
 * or chosen stays, and narrows the tracks, until it is cleared.
 *
 * Property: "tool" (guint, a PlimMapTool).
 * Signals: "reading-changed" (plim_map_tools_get_reading()), "area-changed" (what plim_map_tools_narrow() gives).
 */
#define PLIM_TYPE_MAP_TOOLS (plim_map_tools_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapTools, plim_map_tools, PLIM, MAP_TOOLS, GtkBox)

/** Once. @tracks: lies on @map. */
void            plim_map_tools_start       (PlimMapTools    *self,
                                            PlimWorkspace   *workspace,
                                            ShumateMap      *map,
                                            PlimTrackLayer  *tracks);

PlimMapTool     plim_map_tools_get_tool    (PlimMapTools    *self);
void            plim_map_tools_set_tool    (PlimMapTools    *self,
                                            PlimMapTool      tool);

/* What the pointer and the keyboard do on the map; %TRUE: it was for the tool in hand. */
gboolean        plim_map_tools_move        (PlimMapTools    *self,
                                            double           latitude,
                                            double           longitude);
gboolean        plim_map_tools_click       (PlimMapTools    *self,
                                            double           latitude,
                                            double           longitude);
gboolean        plim_map_tools_press_key   (PlimMapTools    *self,
                                            guint            key);

/** Another tool than these wants a place: the cross shows where the middle of the map is, for the keyboard. */
void            plim_map_tools_set_aiming  (PlimMapTools    *self,
                                            gboolean         aiming);

/** What to do next with the tool in hand, in words; %NULL where there is nothing to say. */
const char     *plim_map_tools_get_reading (PlimMapTools    *self);

/** Asks who was within @radius_m of a place, as a click does. */
void            plim_map_tools_ask_near    (PlimMapTools    *self,
                                            double           latitude,
                                            double           longitude,
                                            double           radius_m);

/** @area: %NULL for none; @name: (nullable) */
void            plim_map_tools_set_area    (PlimMapTools    *self,
                                            PlimArea        *area,
                                            const char      *name);
PlimArea       *plim_map_tools_get_area    (PlimMapTools    *self);

/** Keys of the vessels whose tracks touch the area in the chosen days; %NULL where there is no area or no answer yet. */
const char * const *
                plim_map_tools_get_keys    (PlimMapTools    *self);

/** (transfer full): @content, or with an area its narrowed form. */
PlimMapContent *plim_map_tools_narrow      (PlimMapTools    *self,
                                            PlimMapContent  *content);

G_END_DECLS
