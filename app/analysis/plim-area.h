/* plim-area.h: a part of the map within straight edges */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimArea:
 *
 * A polygon as somebody drew it: its edges are straight on the web-mercator map, each the short way round
 * the world, so it may lie across 180°. Where edges cross each other, what is inside counts by odd and even.
 * Reference counted, immutable, any thread.
 */
typedef struct _PlimArea PlimArea;

#define PLIM_AREA_MOST_CORNERS 1000

/**
 * plim_area_new:
 * @places: latitude and longitude of each corner
 * @n: of corners; a last one equal to the first is left out
 *
 * Returns: %NULL with @error where there are fewer than three, one is no place on the map, all lie on one line, or the edges
 *   go all round the world and so enclose nothing
 */
PlimArea *plim_area_new         (const double   *places,
                                 guint           n,
                                 GError        **error);
PlimArea *plim_area_ref         (PlimArea       *self);
void      plim_area_unref       (PlimArea       *self);

/** "38.5,124 39,124.5 38.2,125.1": latitude first. Read with any blanks between corners. */
PlimArea *plim_area_parse       (const char     *text,
                                 GError        **error);
char     *plim_area_to_text     (const PlimArea *self);

guint     plim_area_get_n       (const PlimArea *self);
void      plim_area_get_corner  (const PlimArea *self,
                                 guint           i,
                                 double         *latitude,
                                 double         *longitude);
/** Degrees; @east is less than @west where it lies across 180°. */
void      plim_area_get_box     (const PlimArea *self,
                                 double         *west,
                                 double         *south,
                                 double         *east,
                                 double         *north);

gboolean  plim_area_contains    (const PlimArea *self,
                                 double          latitude,
                                 double          longitude);
/** Whether any of the straight way on the map between two places, the short way round, lies in it. */
gboolean  plim_area_touches     (const PlimArea *self,
                                 double          latitude_1,
                                 double          longitude_1,
                                 double          latitude_2,
                                 double          longitude_2);

/* The same for places on the map: the world is 1 wide and high from 180° W and the northern edge, and repeats. Quick where far off. */
gboolean  plim_area_contains_xy (const PlimArea *self,
                                 double          x,
                                 double          y);
gboolean  plim_area_touches_xy  (const PlimArea *self,
                                 double          x1,
                                 double          y1,
                                 double          x2,
                                 double          y2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimArea, plim_area_unref)

G_END_DECLS
