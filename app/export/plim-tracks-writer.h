/* plim-tracks-writer.h: for app/export alone: what the four formats of tracks are given, and what they share */

#pragma once

#include <gio/gio.h>

#include "app/model/plim-position.h"

G_BEGIN_DECLS

/**
 * PlimTracksCraft: one vessel's positions
 * @key: PlimVessel.key
 * @mmsi, @name: (nullable)
 * @claims: (element-type PlimClaim): of the tracks; never empty
 * @positions: in time order
 * @ends: of the segments: each begins where the one before ended. A segment neither crosses 180° nor spans a silence nor a jump. No longitude is 180
 */
typedef struct
{
  const char         *key;
  const char         *mmsi;
  const char         *name;
  gboolean            exercise;
  PlimKnownBy         known_by;
  GPtrArray          *claims;
  const PlimPosition *positions;
  const guint        *ends;
  guint               n_segments;
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

/** The three parts of a file of tracks, in order; @write_craft for each craft. */
typedef struct
{
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
                                        const PlimTracksCraft *craft);

/** The citations of a craft's claims, joined, and the handling they ask for; free with g_free(). %NULL: no handling. */
char    *plim_tracks_dup_citations   (const PlimTracksCraft *craft);
char    *plim_tracks_dup_handling    (const PlimTracksCraft *craft);

G_END_DECLS
