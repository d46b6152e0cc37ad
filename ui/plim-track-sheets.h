/* plim-track-sheets.h: all tracks, kept drawn for the view as it moves */

#pragma once

#include "app/map/plim-map-marks.h"
#include "ui/plim-track-sheet.h"

G_BEGIN_DECLS

/* How much more than the window is drawn on each side, so that a map that is moved has something to show. */
#define PLIM_TRACK_MARGIN 0.25

/**
 * PlimTrackShow: how all tracks are shown
 * @from_s, @to_s: only positions of this time, both ends included
 * @longest_step_s: a longer one is a silence, across which no line is drawn
 */
typedef struct
{
  PlimTrackColouring colouring;
  gint64             from_s;
  gint64             to_s;
  guint              longest_step_s;
} PlimTrackShow;

#define PLIM_TRACK_SHOW_DEFAULT \
  ((PlimTrackShow) { PLIM_TRACKS_BY_DENSITY, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S })

/**
 * PlimTrackSheets:
 *
 * Has a worker draw the sheet of what is in view, and a margin around it: a coarse one that is quickly there, then, when
 * the view rests, a fine one. At most one is in the making; until it is there the last one is moved and scaled. Whoever
 * lets go of it disposes of it first (g_object_run_dispose()): a worker may hold it for a while.
 *
 * Signal: "drawn" (another sheet is there).
 */
#define PLIM_TYPE_TRACK_SHEETS (plim_track_sheets_get_type ())
G_DECLARE_FINAL_TYPE (PlimTrackSheets, plim_track_sheets, PLIM, TRACK_SHEETS, GObject)

PlimTrackSheets     *plim_track_sheets_new        (void);

/**
 * plim_track_sheets_set_tracks:
 * @set: (nullable): none to show
 * @shown: (nullable): a byte for each track, 0 for those left out; copied
 */
void                 plim_track_sheets_set_tracks (PlimTrackSheets     *self,
                                                   PlimTrackSet        *set,
                                                   const guint8        *shown);
PlimTrackSet        *plim_track_sheets_get_tracks (PlimTrackSheets     *self);
/** Cheap. %FALSE where they are shown like this already. */
gboolean             plim_track_sheets_set_show   (PlimTrackSheets     *self,
                                                   const PlimTrackShow *show);
const PlimTrackShow *plim_track_sheets_get_show   (PlimTrackSheets     *self);
/** Fewer points for small scales, once they are there: %NULL before. */
PlimTrackLevels     *plim_track_sheets_get_levels (PlimTrackSheets     *self);

/**
 * plim_track_sheets_set_view:
 * @view: (nullable): what is in view, in pixels of the widget; while nothing is nothing is drawn
 * @scale: device pixels in one of these
 */
void                 plim_track_sheets_set_view   (PlimTrackSheets     *self,
                                                   const PlimMapView   *view,
                                                   PlimTheme            theme,
                                                   int                  scale);

/** Whether the sheet shows all that is in view, and whether it is the last one until something changes. */
gboolean             plim_track_sheets_is_enough  (PlimTrackSheets     *self,
                                                   gboolean            *settled);
/** What the colours of the sheet mean; empty where none is shown. */
PlimTrackKey         plim_track_sheets_get_key    (PlimTrackSheets     *self);

/* In the view as it is now, in pixels of the widget. */

/** The position of a track that is meant there, or PLIM_TRACK_NO_POSITION. */
guint                plim_track_sheets_pick       (PlimTrackSheets     *self,
                                                   double               x,
                                                   double               y);
void                 plim_track_sheets_snapshot   (PlimTrackSheets     *self,
                                                   GtkSnapshot         *snapshot);

G_END_DECLS
