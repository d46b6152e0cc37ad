/* plim-csv-mapping.h: which column of a table of positions is what */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a column may hold. The names in comments are those of the mapping as text. */
typedef enum
{
  PLIM_CSV_MMSI,          /* mmsi */
  PLIM_CSV_TIME,          /* time */
  PLIM_CSV_LAT,           /* lat */
  PLIM_CSV_LON,           /* lon */
  PLIM_CSV_SOG,           /* sog: knots */
  PLIM_CSV_COG,           /* cog: degrees */
  PLIM_CSV_HEADING,       /* heading: degrees */
  PLIM_CSV_STATUS,        /* status: navigational, as number or words */
  PLIM_CSV_DRAUGHT,       /* draught: metres */
  PLIM_CSV_IMO,           /* imo */
  PLIM_CSV_NAME,          /* name */
  PLIM_CSV_CALLSIGN,      /* callsign */
  PLIM_CSV_TYPE,          /* type */
  PLIM_CSV_LENGTH,        /* length: metres */
  PLIM_CSV_WIDTH,         /* width: metres */
  PLIM_CSV_DESTINATION,   /* destination */
  PLIM_CSV_TRACK,         /* track: what a row without an MMSI belongs to, in the file's own words */
  PLIM_CSV_EXERCISE,      /* exercise: yes, true or 1 */
  PLIM_CSV_MOBILE_TYPE,   /* mobile-type: "Class A", "Base Station" … */
  PLIM_CSV_MESSAGE_TYPE,  /* message-type: 1 to 27 */
  PLIM_N_CSV_FIELDS
} PlimCsvField;

typedef enum
{
  PLIM_CSV_TIME_YMD,      /* ymd: 2026-04-26 12:00:00 or 2026/4/26T12:00:00.5+09:00 */
  PLIM_CSV_TIME_DMY,      /* dmy: 26/04/2026 12:00:00 */
  PLIM_CSV_TIME_MDY,      /* mdy: 04/26/2026 12:00:00 */
  PLIM_CSV_TIME_UNIX,     /* unix: seconds since 1970; 13 digits are milliseconds */
  PLIM_N_CSV_TIMES
} PlimCsvTime;

/**
 * PlimCsvMapping:
 * @column: of each field, from 0; -1: there is none
 * @utc: times without an offset are UTC; else they are no times
 *
 * As text, to be shown, edited and remembered: "mmsi=MMSI,time=BaseDateTime,lat=LAT,lon=LON,time-format=ymd,time-zone=UTC".
 * A column is named as its header names it, or by its number "#3" from 1; a comma, an equals sign or a backslash within
 * a name has a backslash before it.
 */
typedef struct
{
  int         column[PLIM_N_CSV_FIELDS];
  PlimCsvTime time_format;
  gboolean    utc;
} PlimCsvMapping;

/**
 * plim_csv_mapping_guess:
 * @names: of the columns
 * @sample: (element-type GStrv) (nullable): the first rows; what the day is in a date is told by them
 *
 * What the names suggest; look with plim_csv_mapping_find_missing() whether that is enough.
 */
void     plim_csv_mapping_guess        (PlimCsvMapping       *self,
                                        const char * const   *names,
                                        guint                 n_names,
                                        GPtrArray            *sample);

/** How the times of @column seem to be written, by the first rows as above. */
PlimCsvTime plim_csv_mapping_guess_time (GPtrArray           *sample,
                                         int                  column);

/** Reads a mapping given as text. %FALSE: it is none, or names a column that is not there. */
gboolean plim_csv_mapping_parse        (PlimCsvMapping       *self,
                                        const char           *text,
                                        const char * const   *names,
                                        guint                 n_names,
                                        GError              **error);
/** Free with g_free(). */
char    *plim_csv_mapping_format       (const PlimCsvMapping *self,
                                        const char * const   *names,
                                        guint                 n_names);

/** What a mapping needs and this one has not: "mmsi, time"; %NULL: nothing is missing. Free with g_free(). */
char    *plim_csv_mapping_find_missing (const PlimCsvMapping *self);

/** Stands for a table's columns, the same for the same names in the same order. @columns: see PlimLogHead. Free with g_free(). */
char    *plim_csv_mapping_dup_key      (const char           *columns);

/** "mmsi", "time" … */
const char *plim_csv_field_get_name    (PlimCsvField          field);
/** The same for people, translated: "number (MMSI)". */
const char *plim_csv_field_get_words   (PlimCsvField          field);

G_END_DECLS
