#include "config.h"

#include "app/import/plim-track-columns.h"

typedef struct
{
  gint32  lat_e6;
  gint32  lon_e6;
  guint32 line;
  gint8   no_place;         /* a PlimLogReason, or -1: it has a place */
} Place;

typedef struct
{
  gint64 time_s;
  guint8 time;              /* PlimTrackTime */
} Time;

struct _PlimTrackColumns
{
  GArray *places;
  GArray *times;
  GArray *values[PLIM_N_TRACK_VALUES];      /* float: as written, or negative */
};

PlimTrackColumns *
plim_track_columns_new (void)
{
  PlimTrackColumns *self = g_new0 (PlimTrackColumns, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->times = g_array_new (FALSE, FALSE, sizeof (Time));
  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    self->values[i] = g_array_new (FALSE, FALSE, sizeof (float));

  return self;
}

void
plim_track_columns_free (PlimTrackColumns *self)
{
  g_array_unref (self->places);
  g_array_unref (self->times);
  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    g_array_unref (self->values[i]);
  g_free (self);
}

void
plim_track_columns_clear (PlimTrackColumns *self)
{
  g_array_set_size (self->places, 0);
  g_array_set_size (self->times, 0);
  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    g_array_set_size (self->values[i], 0);
}

gboolean
plim_track_columns_add_place (PlimTrackColumns     *self,
                              const PlimTrackPoint *point)
{
  const Place place = {
    point->fix.lat_e6, point->fix.lon_e6, point->fix.line, point->has_place ? -1 : (gint8) point->no_place,
  };

  if (self->places->len == PLIM_TRACK_COLUMNS_MAX)
    return FALSE;
  g_array_append_val (self->places, place);

  return TRUE;
}

gboolean
plim_track_columns_add_time (PlimTrackColumns *self,
                             PlimTrackTime     time,
                             gint64            time_s)
{
  const Time when = { time_s, (guint8) time };

  if (self->times->len == PLIM_TRACK_COLUMNS_MAX)
    return FALSE;
  g_array_append_val (self->times, when);

  return TRUE;
}

gboolean
plim_track_columns_add_value (PlimTrackColumns *self,
                              PlimTrackValue    value,
                              double            number)
{
  const float kept = (float) number;

  if (self->values[value]->len == PLIM_TRACK_COLUMNS_MAX)
    return FALSE;
  g_array_append_val (self->values[value], kept);

  return TRUE;
}

guint
plim_track_columns_get_places (PlimTrackColumns *self)
{
  return self->places->len;
}

void
plim_track_columns_keep (PlimTrackColumns *self,
                         guint             n)
{
  g_array_set_size (self->places, n);
}

PlimTrackSpan
plim_track_columns_begin (PlimTrackColumns *self)
{
  PlimTrackSpan span = { .places = self->places->len, .times = self->times->len };

  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    span.values[i] = self->values[i]->len;

  return span;
}

void
plim_track_columns_end (PlimTrackColumns *self,
                        PlimTrackSpan    *span)
{
  span->n_places = self->places->len - span->places;
  span->n_times = self->times->len - span->times;
  for (guint i = 0; i < PLIM_N_TRACK_VALUES; i++)
    span->n_values[i] = self->values[i]->len - span->values[i];
}

static void
take_place (PlimTrackPoint *point,
            const Place    *place)
{
  plim_track_point_init (point, place->line);
  point->has_place = place->no_place < 0;
  if (point->has_place)
    {
      point->fix.lat_e6 = place->lat_e6;
      point->fix.lon_e6 = place->lon_e6;
    }
  else
    point->no_place = (PlimLogReason) place->no_place;
}

void
plim_track_columns_get (PlimTrackColumns    *self,
                        const PlimTrackSpan *span,
                        guint                i,
                        guint32              line,
                        PlimTrackPoint      *point)
{
  if (i < span->n_places)
    {
      take_place (point, &g_array_index (self->places, Place, span->places + i));
      for (guint value = 0; value < PLIM_N_TRACK_VALUES; value++)
        if (span->n_values[value] == span->n_places)
          {
            float number = g_array_index (self->values[value], float, span->values[value] + i);

            if (number >= 0.0f)
              plim_track_point_set_value (point, value, (double) number);
          }
    }
  else
    plim_track_point_init (point, line);
  if (i < span->n_times)
    {
      const Time *when = &g_array_index (self->times, Time, span->times + i);

      point->time = (PlimTrackTime) when->time;
      point->fix.time_s = when->time_s;
    }
}
