/* plim-time-picture.h: what a strip of time looks like: its range, how many positions when, its ticks */

#pragma once

#include <gtk/gtk.h>

#include "app/map/plim-time-axis.h"
#include "app/map/plim-time-histogram.h"

G_BEGIN_DECLS

/* From above: words, bars, ticks with their labels; and what is free at either side. */
#define PLIM_TIME_HEAD_PX 18
#define PLIM_TIME_BARS_PX 26
#define PLIM_TIME_FOOT_PX 16
#define PLIM_TIME_EDGE_PX 8

/**
 * PlimTimePicture: what is drawn
 * @axis: the time that is shown
 * @from_s, @to_s: what is chosen, within the histogram's ends
 * @moment_s: what is played; NAN for nothing
 * @note: (nullable): words that stand there instead of how high the bars are; "" for none
 * @bars, @most: kept by plim_time_picture_snapshot() from one time to the next
 */
typedef struct
{
  PlimTimeHistogram *histogram;
  PlimTimeAxis       axis;
  gint64             from_s;
  gint64             to_s;
  double             moment_s;
  char              *note;
  GdkTexture        *bars;
  double             most;
} PlimTimePicture;

/** To be called when the histogram, the time that is shown, the size or the colours are others. */
void plim_time_picture_forget_bars     (PlimTimePicture *self);
/** All but the moment. In the colours of @widget, all over it. */
void plim_time_picture_snapshot        (PlimTimePicture *self,
                                        GtkWidget       *widget,
                                        GtkSnapshot     *snapshot);
/** The moment, which lies over everything. */
void plim_time_picture_snapshot_moment (PlimTimePicture *self,
                                        GtkWidget       *widget,
                                        GtkSnapshot     *snapshot);

G_END_DECLS
