/* plim-time-handle.h: one end of a range of time: what the keyboard and a screen reader get hold of */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLIM_TIME_HANDLE_WIDTH 13

/** Says nothing and does nothing by itself: the strip it lies on gives it words and keys. */
#define PLIM_TYPE_TIME_HANDLE (plim_time_handle_get_type ())
G_DECLARE_FINAL_TYPE (PlimTimeHandle, plim_time_handle, PLIM, TIME_HANDLE, GtkWidget)

GtkWidget *plim_time_handle_new (int height);

G_END_DECLS
