/* plim-track-text.h: degrees, numbers and times as files of tracks write them */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * All of these take @size bytes of text, not ended by NUL, with blanks around it, and never allocate: they run once
 * or more for each of millions of points.
 */

typedef enum
{
  PLIM_TRACK_TIME_NONE,     /* nothing there */
  PLIM_TRACK_TIME_BAD,      /* no time */
  PLIM_TRACK_TIME_VAGUE,    /* a day, a month or a year: right, but no moment */
  PLIM_TRACK_TIME_MOMENT,
} PlimTrackTime;

/**
 * plim_track_text_time:
 * @seconds: (out): of a moment alone; a part of a second is cut off
 *
 * "2030-05-28T02:02:09.250Z", with an offset, with a blank for the T, with years, months or days alone. Without an
 * offset it is UTC: GPX and KML say so.
 */
PlimTrackTime plim_track_text_time    (const char *text,
                                       gsize       size,
                                       gint64     *seconds);

/** A decimal number, with an exponent where there is one, in millionths, rounded. %FALSE where it is none or beyond ±2000. */
gboolean      plim_track_text_degrees (const char *text,
                                       gsize       size,
                                       gint32     *millionths);

/** A decimal number. %FALSE where it is none. */
gboolean      plim_track_text_number  (const char *text,
                                       gsize       size,
                                       double     *value);

/** Digits alone, at most nine of them. */
gboolean      plim_track_text_integer (const char *text,
                                       gsize       size,
                                       guint32    *value);

/** Nine digits, as an MMSI has; 0 where it is none. */
guint32       plim_track_text_mmsi    (const char *text,
                                       gsize       size);

G_END_DECLS
