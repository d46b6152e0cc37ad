/* plim-tracks-export.h: positions to GPX, KML, GeoJSON or CSV, with their citations */

#pragma once

#include <gio/gio.h>

#include "app/store/plim-near-query.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_TRACKS_GPX,
  PLIM_TRACKS_KML,
  PLIM_TRACKS_GEOJSON,
  PLIM_TRACKS_CSV,
} PlimTracksFormat;

/** Nothing joins two positions further apart than this in time: a silence is no track. */
#define PLIM_TRACKS_SILENCE_S (6 * 3600)

/**
 * PlimTracksRequest: which positions
 * @filter: days, bases, real or exercise
 * @vessel: (nullable): only this one, as plim_vessel_find_keys() finds it
 * @keys: (nullable): a set: only these vessels, by their keys
 * @has_area: whether only what lies in @area is wanted; it may lie across 180°
 */
typedef struct
{
  PlimFilter       filter;
  const char      *vessel;
  GHashTable      *keys;
  gboolean         has_area;
  PlimPositionArea area;
} PlimTracksRequest;

/** What was written. */
typedef struct
{
  guint   n_crafts;
  guint64 n_positions;
} PlimTracksSummary;

/** From the file's ending: .gpx .kml .geojson .csv. */
gboolean plim_tracks_format_from_path (const char              *path,
                                       PlimTracksFormat        *format);

/**
 * plim_tracks_export:
 * @summary: (out) (optional)
 *
 * Writes vessel after vessel as the store gives them, so that memory holds one vessel's positions. Segments are cut at 180°, at
 * silences and where no ship could have gone so fast; no position is made up where they are cut. 180° is written as -180°.
 * A position carries the claims that state it, pinned to what they said, with citation and handling, and how they know: each
 * row of a table its own; a track of GPX and KML, a feature of GeoJSON those of its positions, and one claim states all of these
 * (plim-tracks-split.h).
 * No claim is named that has no position in the file. The same store and request give the same bytes. Nothing to write is an
 * error. Any thread.
 *
 * What comes back by an import of the file: time, place, speed, course, heading, draught, status, MMSI, name, and whether it is
 * an exercise. Without an MMSI, each track comes back as a vessel of its own.
 */
gboolean plim_tracks_export           (PlimStore               *store,
                                       const PlimTracksRequest *request,
                                       PlimTracksFormat         format,
                                       GOutputStream           *stream,
                                       PlimTracksSummary       *summary,
                                       GCancellable            *cancellable,
                                       GError                 **error);

/** The same into a file that is the old one or the whole new one. */
gboolean plim_tracks_export_file      (PlimStore               *store,
                                       const PlimTracksRequest *request,
                                       PlimTracksFormat         format,
                                       const char              *path,
                                       PlimTracksSummary       *summary,
                                       GCancellable            *cancellable,
                                       GError                 **error);

G_END_DECLS
