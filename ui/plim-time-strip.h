/* plim-time-strip.h: a bar of time: how many positions when, a range with two handles, the moment that is shown */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-time-histogram.h"
#include "app/model/plim-zone.h"

G_BEGIN_DECLS

/**
 * PlimTimeStrip:
 *
 * A handle is dragged, or moved by the arrow keys (Shift: ten times as far), Home and End. Dragging between the handles moves the
 * range, dragging elsewhere makes a new one, a click goes to that moment, the wheel shows the time around the pointer larger and a
 * double click shows and takes all. Every time that is written says its zone.
 *
 * Signals: "range-moving" (gint64 from, gint64 to: Unix seconds, both included) while it is dragged; "range-chosen" (likewise)
 * when it is let go, both G_MININT64 and G_MAXINT64 for all; "moment-chosen" (double; NAN
 * where a double click takes back what its first press began).
 */
#define PLIM_TYPE_TIME_STRIP (plim_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (PlimTimeStrip, plim_time_strip, PLIM, TIME_STRIP, GtkWidget)

/** @histogram: (transfer full) (nullable): without one there is nothing to choose from. */
void     plim_time_strip_set_histogram (PlimTimeStrip     *self,
                                        PlimTimeHistogram *histogram);

/** What is chosen; no signal. G_MININT64, G_MAXINT64: no bound. */
void     plim_time_strip_set_range     (PlimTimeStrip     *self,
                                        gint64             from_s,
                                        gint64             to_s);
/** Within what there is; %FALSE where there is nothing. */
gboolean plim_time_strip_get_range     (PlimTimeStrip     *self,
                                        gint64            *from_s,
                                        gint64            *to_s);

/** The moment that is played; NAN for none. */
void     plim_time_strip_set_moment    (PlimTimeStrip     *self,
                                        double             time_s);
void     plim_time_strip_set_zone      (PlimTimeStrip     *self,
                                        PlimZone           zone);

/** Words that stand over the bars for a while, instead of how high they are; "" for none. */
void        plim_time_strip_set_note   (PlimTimeStrip     *self,
                                        const char        *note);
const char *plim_time_strip_get_note   (PlimTimeStrip     *self);

/** As a double click: shows all the time there is, and takes it. */
void     plim_time_strip_show_all      (PlimTimeStrip     *self);

G_END_DECLS
