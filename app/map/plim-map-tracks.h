/* plim-map-tracks.h: positions of logs in a picture that is built once: all tracks as coloured areas, a few as lines */

#pragma once

#include "app/map/plim-map-chosen.h"

G_BEGIN_DECLS

/* So many are drawn as lines, where they are not too long and no other colour was asked for. */
#define PLIM_MAP_MOST_LINES  12

/* How wide the squares are that have one colour each. */
#define PLIM_MAP_CELL_MM     0.5

/**
 * PlimMapTracks:
 *
 * Reference counted, any thread; what a picture needs to know is asked of the store when it is drawn first.
 */
typedef struct _PlimMapTracks PlimMapTracks;

/**
 * plim_map_tracks_new:
 * @shown: (nullable): a byte for each track, 0 for those left out
 * @chosen: (nullable): drawn as lines, whatever is done with the others
 * @colouring: of the others, if they are shown at all
 */
PlimMapTracks *plim_map_tracks_new         (PlimStore             *store,
                                            PlimTrackSet          *set,
                                            const guint8          *shown,
                                            PlimMapChosen         *chosen,
                                            PlimTrackColouring     colouring,
                                            gint64                 from_s,
                                            gint64                 to_s,
                                            guint                  longest_step_s);

/**
 * plim_map_tracks_query:
 * @content: of the same question: the tracks of reports that it has are left out here
 * @vessel: (nullable): only this one: its key, IMO number, MMSI, a name or a reference; drawn as a line
 * @tracks: (out) (nullable): %NULL where no log has positions of what is asked for
 */
gboolean       plim_map_tracks_query       (PlimStore             *store,
                                            const PlimFilter      *filter,
                                            const PlimMapContent  *content,
                                            const char            *vessel,
                                            PlimTrackColouring     colouring,
                                            PlimMapTracks        **tracks,
                                            GError               **error);
PlimMapTracks *plim_map_tracks_ref         (PlimMapTracks         *self);
void           plim_map_tracks_unref       (PlimMapTracks         *self);

/** Asks for the claims behind the tracks, once; before anything is drawn. */
gboolean       plim_map_tracks_prepare     (PlimMapTracks         *self,
                                            GError               **error);

/** Where a sheet that nobody framed should look, given where it would look without the logs. */
void           plim_map_tracks_frame       (const PlimMapTracks   *self,
                                            const PlimMapContent  *content,
                                            PlimMapBox            *box);

/** Whose logs are cited in a picture, in words: "MarineCadastre, Danish Maritime Authority and 2 more"; once it is drawn. */
char          *plim_map_tracks_name_publishers (const PlimMapTracks   *self,
                                                const PlimScene       *scene);

/** The first and last day of the positions. */
PlimPeriod     plim_map_tracks_get_days    (const PlimMapTracks   *self);

/**
 * plim_map_tracks_add_areas:
 * @view: its output units are millimetres
 * @x, @y: where the view's upper left corner lies on the paper
 * @covered: (element-type PlimClipBox): where no name without a ground of its own can be read is added here
 * @use: what was drawn is added here
 *
 * An area for each class that the colouring tells apart: by density, how often tracks pass, the rarer under those more
 * often passed. Each carries the claims of every track in it. Nothing where the tracks are few enough to be lines.
 */
void           plim_map_tracks_add_areas   (const PlimMapTracks   *self,
                                            PlimScene             *scene,
                                            const PlimMapView     *view,
                                            double                 x,
                                            double                 y,
                                            GArray                *covered,
                                            PlimMapUse            *use);
/** The tracks that are lines, which lie over the other marks. */
void           plim_map_tracks_add_lines   (const PlimMapTracks   *self,
                                            PlimScene             *scene,
                                            const PlimMapView     *view,
                                            double                 x,
                                            double                 y,
                                            PlimLabels            *labels,
                                            PlimMapUse            *use);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimMapTracks, plim_map_tracks_unref)

G_END_DECLS
