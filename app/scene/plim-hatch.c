#include "config.h"

#include "app/scene/plim-hatch.h"

#include <math.h>

/* Lines at 45° that cross the page's upper edge every @step. Downwards to the left: x + y is constant; else x - y. */
static void
trace_lines (cairo_t  *cr,
             gboolean  back,
             double    x,
             double    y,
             double    w,
             double    h)
{
  const double step = PLIM_HATCH_PITCH_MM * G_SQRT2;
  double low = back ? x - (y + h) : x + y;
  double high = back ? x + w - y : x + w + y + h;

  for (double at = floor (low / step) * step; at <= high + step; at += step)
    {
      /* From a little above the box to a little below it. */
      double top = y - PLIM_HATCH_PITCH_MM;
      double bottom = y + h + PLIM_HATCH_PITCH_MM;

      cairo_move_to (cr, back ? at + top : at - top, top);
      cairo_line_to (cr, back ? at + bottom : at - bottom, bottom);
    }

  cairo_set_line_width (cr, PLIM_HATCH_WIDTH_MM);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static void
trace_dots (cairo_t *cr,
            double   x,
            double   y,
            double   w,
            double   h)
{
  const double pitch = PLIM_DOTS_PITCH_MM;

  for (double cy = (floor (y / pitch) + 0.5) * pitch; cy <= y + h + pitch; cy += pitch)
    for (double cx = (floor (x / pitch) + 0.5) * pitch; cx <= x + w + pitch; cx += pitch)
      {
        /* A line of no length with round ends: far less to write in a PDF than a circle. */
        cairo_move_to (cr, cx, cy);
        cairo_line_to (cr, cx, cy);
      }

  cairo_set_line_width (cr, 2 * PLIM_DOTS_RADIUS_MM);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

void
plim_hatch_trace (cairo_t     *cr,
                  PlimPattern  pattern,
                  double       x,
                  double       y,
                  double       w,
                  double       h)
{
  switch (pattern)
    {
    case PLIM_PATTERN_HATCH:
      trace_lines (cr, FALSE, x, y, w, h);
      break;

    case PLIM_PATTERN_HATCH_BACK:
      trace_lines (cr, TRUE, x, y, w, h);
      break;

    case PLIM_PATTERN_DOTS:
      trace_dots (cr, x, y, w, h);
      break;

    case PLIM_PATTERN_SOLID:
      cairo_paint (cr);
      break;
    }
}
