/* plim-tracks-writer.h: for app/export alone: what the four formats of tracks are given, and what they share */

#pragma once

#include <gio/gio.h>

#include "app/model/plim-position.h"

G_BEGIN_DECLS

/** Who states positions, and how they know: @claims (element-type PlimClaim) are sorted and never empty. */
typedef struct
{
  PlimKnownBy  known_by;
  GPtrArray   *claims;
} PlimTracksSource;

/**
 * PlimTracksCraft: positions of one vessel
 * @key: PlimVessel.key
 * @mmsi, @name: (nullable)
 * @sources: who states them; each of them states one at least. For rows, PlimPosition.source is an index of these; a track
 *   or a segment has one source alone
 * @positions: in time order; no longitude is 180°
 * @ends: of the segments: each begins where the one before ended. A segment neither crosses 180° nor spans a silence or a jump
 */
typedef struct
{
  const char             *key;
  const char             *mmsi;
  const char             *name;
  gboolean                exercise;
  const PlimTracksSource *sources;
  guint                   n_sources;
  const PlimPosition     *positions;
  const guint            *ends;
  guint                   n_segments;
} PlimTracksCraft;

/** Text on its way into a stream. Formats append to @text and offer it with plim_tracks_output_flush(). */
typedef struct
{
  GString       *text;
  GOutputStream *stream;
  GCancellable  *cancellable;
  guint          n_written;    /* for a format that has to know */
  GError        *failure;      /* the first; nothing is written after it */
} PlimTracksOutput;

/** What of a vessel a format says in one go who states it. */
typedef enum
{
  PLIM_TRACKS_ROWS,       /* each position: all are given together */
  PLIM_TRACKS_TRACKS,     /* each of the tracks that plim_tracks_split() makes, one after the other */
  PLIM_TRACKS_SEGMENTS,   /* each segment of these */
} PlimTracksUnit;

/** The three parts of a file of tracks, in order; @write_craft for each unit of each craft. */
typedef struct
{
  PlimTracksUnit unit;
  void (*write_begin) (PlimTracksOutput      *out,
                       gboolean               exercise);
  void (*write_craft) (PlimTracksOutput      *out,
                       const PlimTracksCraft *craft);
  void (*write_end)   (PlimTracksOutput      *out);
} PlimTracksWriter;

extern const PlimTracksWriter plim_tracks_gpx;
extern const PlimTracksWriter plim_tracks_kml;
extern const PlimTracksWriter plim_tracks_geojson;
extern const PlimTracksWriter plim_tracks_csv;

#define PLIM_TRACKS_TITLE_EXERCISE "EXERCISE: vessel tracks"
#define PLIM_TRACKS_TITLE          "Vessel tracks"

/** Writes what has been gathered once it is much. %FALSE: in vain, no more is wanted. */
gboolean plim_tracks_output_flush    (PlimTracksOutput      *out);

/* Numbers as files have them: a point, no blanks, the same everywhere. */
void     plim_tracks_append_degrees  (GString               *text,
                                      gint32                 millionths);
void     plim_tracks_append_tenths   (GString               *text,
                                      gint                   tenths);
void     plim_tracks_append_integer  (GString               *text,
                                      gint                   value);
/** "2030-05-10T04:00:00Z" */
void     plim_tracks_append_time     (GString               *text,
                                      gint64                 seconds);

/** Text for XML, in an element or an attribute; what XML cannot hold is left out. */
void     plim_tracks_append_xml      (GString               *text,
                                      const char            *words);

/**
 * plim_tracks_append_claims_xml:
 *
 * <claims xmlns="urn:plimsoll:claims:1"> as in our SVG: each claim with its pinned content, basis, handling, exercise and citation.
 */
void     plim_tracks_append_claims_xml (GString             *text,
                                        const char          *indent,
                                        gboolean             exercise,
                                        const PlimTracksSource *source);

/** The citations of a source's claims, joined, and the handling they ask for; free with g_free(). %NULL: no handling. */
char    *plim_tracks_dup_citations   (const PlimTracksSource *source);
char    *plim_tracks_dup_handling    (const PlimTracksSource *source);

G_END_DECLS
