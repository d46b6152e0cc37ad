/* plim-log-check.h: what a log's numbers and texts may be; asked by the reader, and again by who believes nothing */

#pragma once

#include "app/import/plim-log.h"

G_BEGIN_DECLS

/** Named tracks of one file at most. */
#define PLIM_LOG_CRAFTS_MAX 1000000u

/** An MMSI of nine digits at most, or one of the @n_crafts named so far. */
gboolean plim_log_is_craft   (guint32     craft,
                              guint32     n_crafts);
/** Years 1 to 9999, in UTC: an offset may push a date with four digits over either end. */
gboolean plim_log_is_moment  (gint64      time_s);
/** The same, or %G_MININT64 for none. */
gboolean plim_log_is_time    (gint64      time_s);
gboolean plim_log_is_point   (gint32      lat_e6,
                              gint32      lon_e6);

/**
 * plim_log_judge_mmsi:
 *
 * Why a number is no ship's: a base station's, an aid's to navigation, an aircraft's, a beacon's (97x), or not of nine digits;
 * %PLIM_N_LOG_REASONS: it may be a ship's. A number of nine digits that no country gave out is kept: that a vessel bears it is worth knowing.
 */
PlimLogReason plim_log_judge_mmsi (guint32 mmsi);

/** Without control characters; @lines: but for tab and newline. */
gboolean plim_log_is_text    (const char *text,
                              gsize       size,
                              gboolean    lines);

/** A copy for which that is so, cut to @max bytes, blanks at its ends taken off; %NULL where nothing is left. */
char    *plim_log_clean_text (const char *text,
                              gsize       max,
                              gboolean    lines);

G_END_DECLS
