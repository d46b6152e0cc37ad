/* plim-log.h: what a log of positions says, record by record: AIS, GPX, KML, GeoJSON, a database */

#pragma once

#include "app/import/plim-fix.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_LOG_AIS_CSV,
  PLIM_LOG_NMEA,
  PLIM_LOG_GPX,
  PLIM_LOG_KML,
  PLIM_LOG_GEOJSON,
  PLIM_LOG_DATABASE,
  PLIM_N_LOG_KINDS
} PlimLogKind;

/**
 * Whose position: a number of nine digits is an MMSI; from PLIM_LOG_FIRST_CRAFT on it counts the named
 * tracks of a file that gives no MMSI, each told by a PlimLogCraft before its first position. 0 is nobody.
 */
#define PLIM_LOG_FIRST_CRAFT 1000000000u

/**
 * PlimLogCraft: a track that goes by a name
 * @craft: from %PLIM_LOG_FIRST_CRAFT up, one after the other
 * @name: as the file names it, or %NULL
 */
typedef struct
{
  guint32     craft;
  const char *name;
} PlimLogCraft;

/** What a text of a log may have at most, in bytes; what is longer is cut by the reader. */
#define PLIM_LOG_TEXT_MAX    1024
#define PLIM_LOG_COLUMNS_MAX 65536
/** Points of one path at most; a longer one is cut in pieces that meet. */
#define PLIM_LOG_PATH_MAX    100000

/**
 * PlimLogHead: the first record of a log
 * @title: what the file says of itself, or %NULL
 * @publisher: who publishes files of this shape ("Danish Maritime Authority"), or %NULL where nothing tells
 * @mapping: which column was read as what, see plim-csv-mapping.h; %NULL where there are no columns
 * @columns: the names of the columns and the first rows as they stand, for a preview: a line each, fields parted by tabs; or %NULL
 */
typedef struct
{
  PlimLogKind kind;
  const char *title;
  const char *publisher;
  const char *mapping;
  const char *columns;
  gboolean    exercise;
} PlimLogHead;

/**
 * PlimLogStatic: what a vessel broadcasts of itself beside its place. Any text may be %NULL: not said
 * @time_s: when, or %G_MININT64 where not known
 * @length_m, @width_m, @draught_tenths, @ship_type: -1 where not said
 */
typedef struct
{
  guint32     craft;
  gint64      time_s;
  const char *imo;
  const char *name;
  const char *callsign;
  const char *destination;
  const char *ship_type;     /* a code of ITU-R M.1371 or words */
  gint16      length_m;
  gint16      width_m;
  gint16      draught_tenths;
} PlimLogStatic;

/**
 * PlimLogPath: a line of which the file gives no times; a drawn way, never a track
 * @points: latitude and longitude in millionths of a degree, pairs
 */
typedef struct
{
  const char   *name;
  const gint32 *points;
  guint         n_points;
} PlimLogPath;

/** A point that the file names. @time_s: %G_MININT64 where it has none. */
typedef struct
{
  const char *name;
  gint32      lat_e6;
  gint32      lon_e6;
  gint64      time_s;
} PlimLogPlace;

/** Why a row is kept apart, or (from PLIM_LOG_FIRST_DOUBT) what of a row that was kept could not be used. */
typedef enum
{
  PLIM_LOG_MALFORMED,          /* not a row or sentence of this kind of log */
  PLIM_LOG_CHECKSUM,           /* NMEA: the checksum is wrong or missing */
  PLIM_LOG_INCOMPLETE,         /* NMEA: other parts of the message never came */
  PLIM_LOG_NO_TIME,            /* nothing says when */
  PLIM_LOG_BAD_TIME,           /* what should say when is no time */
  PLIM_LOG_NO_POSITION,        /* empty, or 91° / 181°, which stand for "not available" */
  PLIM_LOG_BAD_POSITION,       /* outside ±90° / ±180°, or no number */
  PLIM_LOG_BAD_MMSI,           /* not nine digits, or no number that a ship bears */
  PLIM_LOG_BASE_STATION,
  PLIM_LOG_AID_TO_NAVIGATION,
  PLIM_LOG_AIRCRAFT,           /* search and rescue */
  PLIM_LOG_FIRST_DOUBT,
  PLIM_LOG_SPEED_UNKNOWN = PLIM_LOG_FIRST_DOUBT,   /* 102.3 kn, negative, or no number */
  PLIM_LOG_COURSE_UNKNOWN,     /* 360° and more, negative */
  PLIM_LOG_HEADING_UNKNOWN,    /* 511, or outside 0…359 */
  PLIM_LOG_DRAUGHT_UNKNOWN,
  PLIM_LOG_BAD_IMO,            /* a number that cannot be an IMO number; the rest of what was said is kept */
  PLIM_LOG_BAD_LETTERS,        /* bytes of a name that are no UTF-8; the others are kept */
  PLIM_LOG_OTHER_MESSAGE,      /* NMEA: a message that says nothing of where or who */
  PLIM_LOG_NO_TIMES,           /* a line without times: kept as a drawn way */
  PLIM_N_LOG_REASONS
} PlimLogReason;

/**
 * PlimLogReject: rows that were kept apart, or doubted
 * @count: how many, of one reason
 * @line: of the first of them, 0 unknown
 * @text: the first of them as it stands, cut to 200 bytes; or %NULL
 */
typedef struct
{
  PlimLogReason reason;
  guint64       count;
  guint32       line;
  const char   *text;
} PlimLogReject;

G_END_DECLS
