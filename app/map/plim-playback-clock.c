#include "config.h"

#include "app/map/plim-playback-clock.h"

#include <glib/gi18n.h>

static const struct
{
  double      seconds;
  const char *words;
} speeds[PLIM_PLAYBACK_N_SPEEDS] = {
  /* Translators: what passes in one second of playback. */
  { 600.0, N_("1 s = 10 min") },
  { 3600.0, N_("1 s = 1 h") },
  { 6.0 * 3600.0, N_("1 s = 6 h") },
  { 86400.0, N_("1 s = 1 day") },
  { 7.0 * 86400.0, N_("1 s = 1 week") },
};

double
plim_playback_speed_get_seconds (guint speed)
{
  g_return_val_if_fail (speed < PLIM_PLAYBACK_N_SPEEDS, 0.0);

  return speeds[speed].seconds;
}

const char *
plim_playback_speed_get_words (guint speed)
{
  g_return_val_if_fail (speed < PLIM_PLAYBACK_N_SPEEDS, NULL);

  return _(speeds[speed].words);
}

void
plim_playback_clock_set_range (PlimPlaybackClock *self,
                               double             from_s,
                               double             to_s)
{
  self->from_s = from_s;
  self->to_s = MAX (from_s, to_s);
  self->time_s = CLAMP (self->time_s, self->from_s, self->to_s);
}

/* Where the next thing is known, when nothing is now. */
static double
skip_empty (const PlimPlaybackClock *self,
            PlimPlayback            *playback,
            const guint8            *shown,
            double                   time_s)
{
  gint64 next;

  if (plim_playback_count_known (playback, shown) > 0)
    return time_s;
  next = plim_playback_find_next (playback, shown);

  return next == G_MAXINT64 ? self->to_s : MAX (time_s, (double) next);
}

gboolean
plim_playback_clock_advance (PlimPlaybackClock *self,
                             PlimPlayback      *playback,
                             const guint8      *shown,
                             double             watched_s)
{
  double time_s = self->time_s + watched_s * plim_playback_speed_get_seconds (self->speed);
  gboolean goes_on = TRUE;

  if (self->skip)
    time_s = skip_empty (self, playback, shown, time_s);
  if (time_s >= self->to_s)
    {
      goes_on = self->loop && self->to_s > self->from_s;
      time_s = goes_on ? self->from_s : self->to_s;
    }

  self->time_s = time_s;
  plim_playback_move_to (playback, time_s);

  return goes_on;
}
