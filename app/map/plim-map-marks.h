/* plim-map-marks.h: tracks, silences, sightings, routes and ports in a scene */

#pragma once

#include "app/map/plim-map-content.h"
#include "app/map/plim-track-key.h"
#include "app/scene/plim-labels.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_MAP_TRACKS    = 1 << 0,
  PLIM_MAP_SIGHTINGS = 1 << 1,
  PLIM_MAP_ROUTES    = 1 << 2,
  PLIM_MAP_PORTS     = 1 << 3,
  PLIM_MAP_ALL       = (1 << 4) - 1,
} PlimMapLayers;

/* Between two positions that are farther apart in time, no way is drawn, whether or not the source calls it a silence. */
#define PLIM_MAP_LONGEST_STEP_S (6 * 60 * 60)

/**
 * PlimMapUse: how much of what was drawn, for a title, a legend and notes
 * @others: of the tracks, those that were not broadcast, but seen or told of
 * @routes: of which anything was drawn; @reported: of them those that are not called suspected
 * @ways, @unknown_ways: legs with points between, and without
 * @areas: whether the edge of an area that the tracks are narrowed to was drawn
 * @outside: sightings that lie beyond the view
 * @chosen: of the tracks, those of logs drawn as lines; @spans: silences dashed from end to end
 * @covered: vessels whose tracks lie wholly under those of others, where each has its own colour
 * @passing: vessels whose tracks are part of the areas of all tracks; @positions: how many of theirs lie in view
 * @key: what the colours of all tracks mean, where they are shown
 * @placeless: sightings, legs and tracks of which no place is known that could be drawn
 */
typedef struct
{
  guint tracks;
  guint silences;
  guint seen;
  guint told;
  guint others;
  guint routes;
  guint reported;
  guint ways;
  guint unknown_ways;
  guint ports;
  guint areas;
  guint outside;
  guint placeless;
  guint chosen;
  guint spans;
  guint passing;
  guint covered;
  guint64 positions;
  PlimTrackKey key;
} PlimMapUse;

/**
 * plim_map_marks_add:
 * @view: its output units are millimetres
 * @x, @y: where the view's upper left corner lies on the paper
 * @layers: of PlimMapLayers
 * @labels: where there is room; what is written is taken
 * @use: (out): what was drawn
 *
 * Silences are gaps with an open ring at either end, never a line. A leg of a route without points
 * between is a dotted arc that says so. Sightings at one and the same place are one mark with all their claims.
 */
void plim_map_marks_add (PlimScene            *scene,
                         const PlimMapContent *content,
                         const PlimMapView    *view,
                         double                x,
                         double                y,
                         guint                 layers,
                         PlimLabels           *labels,
                         PlimMapUse           *use);

G_END_DECLS
