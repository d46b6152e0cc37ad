#include "config.h"

#include "app/map/plim-track-heat.h"

/* It is worked out in blocks of so many cells, and spread over three of them either way, three times over. */
#define BLOCK  2
#define SPREAD 3

/* A running mean over 2 × SPREAD + 1 values, @step apart. */
static void
blur_row (float *values,
          gsize  n,
          gsize  step,
          float *room)
{
  double sum = 0.0;
  gsize i;

  for (i = 0; i < n; i++)
    room[i] = values[i * step];
  for (i = 0; i < MIN (n, SPREAD); i++)
    sum += room[i];
  for (i = 0; i < n; i++)
    {
      if (i + SPREAD < n)
        sum += room[i + SPREAD];
      if (i > SPREAD)
        sum -= room[i - SPREAD - 1];
      values[i * step] = sum / (2 * SPREAD + 1);
    }
}

PlimTrackHeat *
plim_track_heat_new (const PlimTrackRaster *raster)
{
  g_autofree float *room = NULL;
  PlimTrackHeat *self;
  gsize i, j, round;

  g_return_val_if_fail (raster != NULL && raster->colouring == PLIM_TRACKS_BY_HEAT, NULL);

  self = g_new0 (PlimTrackHeat, 1);
  self->columns = (raster->width + BLOCK - 1) / BLOCK;
  self->rows = (raster->height + BLOCK - 1) / BLOCK;
  self->values = g_new0 (float, self->columns * self->rows);
  room = g_new (float, MAX (self->columns, self->rows));

  for (j = 0; j < raster->height; j++)
    for (i = 0; i < raster->width; i++)
      self->values[plim_track_heat_find (self, i, j)] += raster->values[j * raster->width + i];
  for (round = 0; round < 3; round++)
    {
      for (j = 0; j < self->rows; j++)
        blur_row (self->values + j * self->columns, self->columns, 1, room);
      for (i = 0; i < self->columns; i++)
        blur_row (self->values + i, self->rows, self->columns, room);
    }
  for (i = 0; i < self->columns * self->rows; i++)
    {
      self->values[i] *= (PLIM_TRACK_HEAT_CELLS / BLOCK) * (PLIM_TRACK_HEAT_CELLS / BLOCK);
      self->most = MAX (self->most, self->values[i]);
    }

  return self;
}

void
plim_track_heat_free (PlimTrackHeat *self)
{
  g_free (self->values);
  g_free (self);
}

gsize
plim_track_heat_find (const PlimTrackHeat *self,
                      gsize                column,
                      gsize                row)
{
  return row / BLOCK * self->columns + column / BLOCK;
}
