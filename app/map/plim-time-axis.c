#include "config.h"

#include "app/map/plim-time-axis.h"

#include <math.h>

#include "app/map/plim-time-ticks.h"

#define SHORTEST_S 600.0

double
plim_time_axis_place (const PlimTimeAxis *self,
                      double              time_s)
{
  return self->left + (time_s - self->from_s) / (self->to_s - self->from_s) * self->width;
}

double
plim_time_axis_locate (const PlimTimeAxis *self,
                       double              x)
{
  return self->from_s + (x - self->left) / self->width * (self->to_s - self->from_s);
}

gint64
plim_time_axis_get_step (const PlimTimeAxis *self)
{
  return plim_time_ticks_get_step (self->to_s - self->from_s, self->width);
}

gint64
plim_time_axis_round (const PlimTimeAxis *self,
                      double              time_s)
{
  gint64 step = plim_time_axis_get_step (self), offset = plim_zone_get_offset_s (self->zone);

  return (gint64) floor ((time_s + offset) / step + 0.5) * step - offset;
}

gint64
plim_time_axis_round_end (const PlimTimeAxis *self,
                          double              time_s)
{
  return plim_time_axis_round (self, time_s + 1.0) - 1;
}

void
plim_time_axis_show (PlimTimeAxis *self,
                     double        from_s,
                     double        to_s,
                     gint64        first_s,
                     gint64        last_s)
{
  double end_s = MAX (last_s, first_s + SHORTEST_S), span_s = MAX (MIN (to_s - from_s, end_s - first_s), SHORTEST_S);

  self->from_s = CLAMP (from_s, first_s, end_s - span_s);
  self->to_s = self->from_s + span_s;
}
