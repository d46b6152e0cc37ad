/* plim-map-logs.h: all positions of logs on the map: read, shown in a chosen way, some vessels chosen */

#pragma once

#include "app/map/plim-map-tracks.h"
#include "app/plim-workspace.h"
#include "ui/plim-track-layer.h"

G_BEGIN_DECLS

/**
 * PlimMapLogs:
 *
 * Reads the workspace's positions in a worker and gives them to the layer, within the chosen days. The selected vessel
 * and those added to it are drawn as lines. Tracks that reports tell of are the layer's marks already and are left out.
 *
 * Actions: "tracks" (string state: density, heat, vessel, speed, time, basis, none), "silence" (int32 state: hours
 * after which no line is drawn), "forget-chosen".
 *
 * Signals: "changed" (the positions, how they are shown, or who is chosen).
 */
#define PLIM_TYPE_MAP_LOGS (plim_map_logs_get_type ())
G_DECLARE_FINAL_TYPE (PlimMapLogs, plim_map_logs, PLIM, MAP_LOGS, GObject)

PlimMapLogs   *plim_map_logs_new         (PlimWorkspace   *workspace,
                                          PlimTrackLayer  *layer);
GActionGroup  *plim_map_logs_get_actions (PlimMapLogs     *self);

/** Asks the store again where that is needed: to be called when the workspace changed and the map is in view. */
void           plim_map_logs_refresh     (PlimMapLogs     *self);

/** What reports tell of, and the area that somebody drew, if any. */
void           plim_map_logs_set_content (PlimMapLogs     *self,
                                          PlimMapContent  *content);

/** Only positions of this time, both ends included, and of the workspace's days. For every frame, if need be. */
void           plim_map_logs_set_span    (PlimMapLogs     *self,
                                          gint64           from_s,
                                          gint64           to_s);

/** Adds a vessel to those drawn as lines, or takes it away. */
void           plim_map_logs_toggle      (PlimMapLogs     *self,
                                          const char      *key);

/** All positions; %NULL until they are read. */
PlimTrackSet  *plim_map_logs_get_set     (PlimMapLogs     *self);
/** Whether the store is being asked for them. */
gboolean       plim_map_logs_is_reading  (PlimMapLogs     *self);
/** In words, why positions or lines are missing; %NULL where none are. */
const char    *plim_map_logs_get_failure (PlimMapLogs     *self);
/** Where a vessel's positions are; %FALSE where it has none, or they are not read yet. */
gboolean       plim_map_logs_find        (PlimMapLogs     *self,
                                          const char      *key,
                                          PlimMapBox      *box);
/** How many positions and tracks of logs there are within the bases. */
void           plim_map_logs_count       (PlimMapLogs     *self,
                                          guint64         *positions,
                                          guint           *tracks);
/** Where no report places anything, and hardly any position lies in @box: that becomes where the positions are. */
void           plim_map_logs_frame       (PlimMapLogs     *self,
                                          PlimMapBox      *box);
/** What is shown now, for a picture of its own: (transfer full) (nullable). */
PlimMapTracks *plim_map_logs_dup_tracks  (PlimMapLogs     *self);

G_END_DECLS
