/* plim-map-words.h: what a mark on the map says in words */

#pragma once

#include "app/map/plim-track-set.h"
#include "app/model/plim-position.h"
#include "app/model/plim-zone.h"

G_BEGIN_DECLS

/* Whole sentences, for tooltips, screen readers and the files' titles; free with g_free(). */
char *plim_map_words_for_track     (const PlimTrack    *track);
char *plim_map_words_for_silence   (const PlimTrack    *track,
                                    const PlimSilence  *silence,
                                    gboolean            stated);
char *plim_map_words_for_leg       (const PlimRoute    *route,
                                    const PlimLeg      *leg);
/** @sightings: (element-type PlimSighting): one or more at the same place */
char *plim_map_words_for_sightings (GPtrArray          *sightings);

/* Short ones, to be written on the map. */
void  plim_map_words_label_sightings (GPtrArray         *sightings,
                                      char             **head,
                                      char             **below);
char *plim_map_words_label_silence   (const PlimSilence *silence,
                                      gboolean           stated);

/** "EXERCISE ALPHA, MMSI 799000001"; of what is not known there is nothing, and at last there is the key. */
char *plim_map_words_name_track    (const char        *name,
                                    const char        *mmsi,
                                    const char        *key);

/** "11 sightings, 2 suspected routes"; %NULL where there is nothing. @routes: all; @reported: those that are not called suspected. */
char *plim_map_words_for_counts      (guint              sightings,
                                      guint              routes,
                                      guint              reported,
                                      guint              tracks);

/** "EXERCISE ALPHA, MMSI 799000001: 2031-03-04 05:06 UTC, 9.8 kn, broadcast" */
char *plim_map_words_for_position    (const PlimTrackSet *set,
                                      guint              position,
                                      PlimZone           zone);

/** "38° 42.3′ N  125° 5.4′ E" */
char *plim_map_words_for_place       (double             latitude,
                                      double             longitude);

G_END_DECLS
