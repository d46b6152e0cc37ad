#include "config.h"

#include "app/map/plim-time-ticks.h"

#include "app/model/plim-period.h"

#define MINUTE 60
#define HOUR   3600
#define DAY    86400

/* Lengths of which each is a whole part of a day or so many days. */
static const gint64 lengths[] = { MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY };
static const guint months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 600, 1200 };

static void
add_tick (GArray     *ticks,
          gint64      time_s,
          gboolean    strong,
          const char *format,
          guint       first,
          guint       second)
{
  PlimTimeTick tick = { .time_s = time_s, .strong = strong };

  g_snprintf (tick.label, sizeof tick.label, format, first, second);
  g_array_append_val (ticks, tick);
}

/* Local seconds: those of UTC with the offset added. */
static void
add_even_ticks (GArray *ticks,
                gint64  from_s,
                gint64  to_s,
                gint64  offset_s,
                gint64  step_s)
{
  gint64 local;

  if (step_s > DAY)
    {
      /* Days of a month, from the first one on; near its end there is room for the next first. */
      guint32 day = plim_day_from_unix (from_s + offset_s);
      guint step = (guint) (step_s / DAY), year, month, month_day;

      for (;; day++)
        {
          gint64 time_s = plim_day_to_unix (day) - offset_s;

          if (time_s > to_s || day >= PLIM_DAY_LAST)
            return;
          plim_day_to_ymd (day, &year, &month, &month_day);
          if (time_s >= from_s && (month_day - 1) % step == 0 && month_day + step / 2 <= 31)
            add_tick (ticks, time_s, month_day == 1, month_day == 1 ? "%04u-%02u" : "%02u-%02u", month_day == 1 ? year : month,
                      month_day == 1 ? month : month_day);
        }
    }

  local = from_s + offset_s;
  local += (step_s - (local % step_s + step_s) % step_s) % step_s;
  for (; local - offset_s <= to_s; local += step_s)
    {
      guint32 day = plim_day_from_unix (local);
      guint of_day = (guint) (local - plim_day_to_unix (day)), year, month, month_day;

      plim_day_to_ymd (day, &year, &month, &month_day);
      if (of_day == 0)
        add_tick (ticks, local - offset_s, step_s < DAY || month_day == 1, "%02u-%02u", month, month_day);
      else
        add_tick (ticks, local - offset_s, FALSE, "%02u:%02u", of_day / HOUR, of_day / MINUTE % 60);
    }
}

static void
add_month_ticks (GArray *ticks,
                 gint64  from_s,
                 gint64  to_s,
                 gint64  offset_s,
                 guint   step)
{
  guint year, month, month_day, number;

  plim_day_to_ymd (plim_day_from_unix (from_s + offset_s), &year, &month, &month_day);
  for (number = year * 12 / step * step; number < 9999 * 12; number += step)
    {
      gint64 time_s = plim_day_to_unix (plim_day_from_ymd (MAX (number / 12, 1), number % 12 + 1, 1)) - offset_s;

      if (time_s > to_s)
        return;
      if (time_s >= from_s && number >= 12)
        add_tick (ticks, time_s, number % 12 == 0, number % 12 == 0 ? "%04u" : "%04u-%02u", number / 12, number % 12 + 1);
    }
}

GArray *
plim_time_ticks_make (gint64   from_s,
                      gint64   to_s,
                      guint    most,
                      PlimZone zone)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (PlimTimeTick));
  gint64 span_s = to_s - from_s, offset_s = plim_zone_get_offset_s (zone);
  guint i;

  g_return_val_if_fail (from_s <= to_s, ticks);

  most = MAX (most, 1);
  for (i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (span_s / lengths[i] < most)
      {
        add_even_ticks (ticks, from_s, to_s, offset_s, lengths[i]);
        return ticks;
      }
  for (i = 0; i < G_N_ELEMENTS (months) - 1 && span_s / (months[i] * 30 * (gint64) DAY) >= most;)
    i++;
  add_month_ticks (ticks, from_s, to_s, offset_s, months[i]);

  return ticks;
}

gint64
plim_time_ticks_get_step (double seconds,
                          double pixels)
{
  static const gint64 steps[] = { MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (steps) - 1; i++)
    if (steps[i] * pixels / seconds >= 2.0)
      break;

  return steps[i];
}
