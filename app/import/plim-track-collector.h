/* plim-track-collector.h: tracks, lines and points as GPX, KML and GeoJSON have them → records of a log */

#pragma once

#include "app/import/plim-record-stream.h"
#include "app/import/plim-track-point.h"

G_BEGIN_DECLS

/** Points of one line that are kept until it ends; a longer one becomes several drawn ways. */
#define PLIM_TRACK_MAX_PATH_POINTS 65536

/**
 * PlimTrackCollector:
 *
 * What the three readers have in common. A point with a time is a position of its track's craft. A line in which no
 * point has a time is a drawn way, never a track; with one point it is a place. Where some points of a line
 * have times and others have not, the others are kept apart: nothing says when. Nothing is dropped: each
 * point comes out as a position, as part of a way, as a place or as a row kept apart.
 */
typedef struct _PlimTrackCollector PlimTrackCollector;

PlimTrackCollector *plim_track_collector_new          (PlimRecordWriter     *writer,
                                                       PlimLogKind           kind,
                                                       gboolean              exercise);
void                plim_track_collector_free         (PlimTrackCollector   *self);

/* Before the first record; later they are too late and are not heard. */
void                plim_track_collector_set_title    (PlimTrackCollector   *self,
                                                       const char           *title);
void                plim_track_collector_set_exercise (PlimTrackCollector   *self);

/**
 * plim_track_collector_begin_track:
 * @name: (nullable): as the file has it
 * @mmsi: the ship's number, or 0
 *
 * The lines that follow are one craft's. Tracks of one MMSI are one craft, and so are tracks of ours that were
 * cut in pieces: those have the same @key.
 */
void                plim_track_collector_begin_track  (PlimTrackCollector   *self,
                                                       const char           *name,
                                                       guint32               mmsi,
                                                       const char           *key);
void                plim_track_collector_begin_line   (PlimTrackCollector   *self);
void                plim_track_collector_add          (PlimTrackCollector   *self,
                                                       const PlimTrackPoint *point);
void                plim_track_collector_end_line     (PlimTrackCollector   *self);

/** A point that stands alone. With a time and its ship's number it is a position, else a place. */
void                plim_track_collector_add_place    (PlimTrackCollector   *self,
                                                       const char           *name,
                                                       guint32               mmsi,
                                                       const PlimTrackPoint *point);
void                plim_track_collector_reject       (PlimTrackCollector   *self,
                                                       PlimLogReason         reason,
                                                       guint32               line,
                                                       const char           *text);

/** Tells the person what of the file is not read. Takes @text. */
void                plim_track_collector_take_note    (PlimTrackCollector   *self,
                                                       char                 *text);

/**
 * plim_track_collector_finish:
 * @doubt: (nullable): of the file as a whole
 * @failure: (nullable): what ended the reading
 *
 * Writes what is still to be told; and @failure, which has a line and a column, as the end of the records.
 *
 * Returns: %FALSE with @error set where there is a failure
 */
gboolean            plim_track_collector_finish       (PlimTrackCollector   *self,
                                                       const char           *doubt,
                                                       const PlimImportMessage *failure,
                                                       PlimError             code,
                                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackCollector, plim_track_collector_free)

G_END_DECLS
