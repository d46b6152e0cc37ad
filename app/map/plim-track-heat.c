#include "config.h"

#include "app/map/plim-track-heat.h"

#include <math.h>

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

/* How far the circle of the reach goes to either side, so many rows from its middle. */
static int
get_half_width (int row)
{
  return (int) sqrt (PLIM_TRACK_HEAT_REACH * PLIM_TRACK_HEAT_REACH - row * row);
}

guint32 *
plim_track_heat_count (const PlimTrackRaster *raster)
{
  const int width = raster->width, height = raster->height, reach = PLIM_TRACK_HEAT_REACH;
  guint32 *counts = g_new0 (guint32, (gsize) width * height);
  g_autofree guint32 *sums = g_new0 (guint32, width + 1);

  for (int row = 0; row < height; row++)
    {
      for (int column = 0; column < width; column++)
        sums[column + 1] = sums[column] + raster->values[(gsize) row * width + column];
      /* What one row adds to those around it. */
      for (int at = MAX (row - reach, 0); at <= MIN (row + reach, height - 1); at++)
        {
          int half = get_half_width (at - row);

          for (int column = 0; column < width; column++)
            counts[(gsize) at * width + column] += sums[MIN (column + half + 1, width)] - sums[MAX (column - half, 0)];
        }
    }

  return counts;
}

guint16 *
plim_track_heat_spread (const PlimTrackRaster *raster,
                        const guint16         *bits)
{
  const int width = raster->width, height = raster->height, reach = PLIM_TRACK_HEAT_REACH;
  guint16 *spread = g_new0 (guint16, (gsize) width * height);

  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      for (int at = MAX (row - reach, 0); raster->values[(gsize) row * width + column] > 0 && at <= MIN (row + reach, height - 1); at++)
        {
          int half = get_half_width (at - row);

          for (int i = MAX (column - half, 0); i <= MIN (column + half, width - 1); i++)
            spread[(gsize) row * width + column] |= bits[(gsize) at * width + i];
        }

  return spread;
}
