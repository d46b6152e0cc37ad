#include "config.h"

#include "app/map/plim-track-palette.h"

#include <math.h>

#include "app/map/plim-track-heat.h"

#define TABLE      4096
#define HEAT_ALPHA 0.88

static guint32
to_pixel (PlimColour colour,
          double     alpha)
{
  guint a = lround (alpha * 255.0);

  return a << 24 | (colour.r * a / 255) << 16 | (colour.g * a / 255) << 8 | colour.b * a / 255;
}

static void
paint_heat (const PlimTrackRaster *raster,
            const PlimTrackKey    *key,
            PlimTheme              theme,
            guint32               *pixels,
            gsize                  stride)
{
  g_autoptr(PlimTrackHeat) heat = plim_track_heat_new (raster);
  gsize n = heat->columns * heat->rows, i, j;
  g_autofree guint32 *blocks = g_new (guint32, n);

  for (i = 0; i < n; i++)
    {
      double value = heat->values[i], share = plim_track_key_share (value, key->top);

      /* Less than a tenth of a position is nothing; up to one it fades in. */
      blocks[i] = value < 0.1 ? 0 : to_pixel (plim_style_get_ramp_colour (PLIM_RAMP_HEAT, share, theme),
                                              HEAT_ALPHA * MIN (1.0, (value - 0.1) / 0.9));
    }
  for (j = 0; j < raster->height; j++)
    for (i = 0; i < raster->width; i++)
      pixels[j * stride + i] = blocks[plim_track_heat_find (heat, i, j)];
}

static void
fill_table (guint32   *table,
            PlimRamp   ramp,
            double     top,
            PlimTheme  theme)
{
  guint i;

  table[0] = 0;
  for (i = 1; i < TABLE; i++)
    table[i] = to_pixel (plim_style_get_ramp_colour (ramp, plim_track_key_share (i, top), theme), 1.0);
}

static void
fill_ramp (guint32   *table,
           PlimRamp   ramp,
           PlimTheme  theme)
{
  guint i;

  for (i = 0; i < TABLE; i++)
    table[i] = to_pixel (plim_style_get_ramp_colour (ramp, i / (TABLE - 1.0), theme), 1.0);
}

static guint32
paint_cell (const PlimTrackRaster *raster,
            const PlimTrackSet    *set,
            const PlimTrackKey    *key,
            PlimTheme              theme,
            const guint32         *table,
            gsize                  at)
{
  guint32 value = raster->values[at], unknown = table[TABLE];
  guint basis;

  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      if (value > 0)
        value = MAX (value / raster->cell, 1);
      return value < TABLE ? table[value]
                           : to_pixel (plim_style_get_ramp_colour (PLIM_RAMP_DENSITY, plim_track_key_share (value, key->top), theme), 1.0);
    case PLIM_TRACKS_BY_VESSEL:
      return raster->picks[at] == PLIM_TRACK_NO_POSITION
             ? 0 : table[plim_track_set_get_track (set, raster->picks[at]) % TABLE];
    case PLIM_TRACKS_BY_SPEED:
      if (value == 0)
        return 0;
      return value == PLIM_TRACK_RASTER_SPEED_UNKNOWN
             ? unknown : table[(guint) MIN (plim_track_raster_get_speed (value) / PLIM_TRACK_FASTEST_KN * (TABLE - 1), TABLE - 1)];
    case PLIM_TRACKS_BY_TIME:
      return value == 0 ? 0 : table[(guint) CLAMP ((value - (double) key->from_s) / MAX (key->to_s - key->from_s, 1) * (TABLE - 1),
                                                   0, TABLE - 1)];
    case PLIM_TRACKS_BY_BASIS:
      if (value == 0)
        return 0;
      basis = g_bit_nth_lsf (value, -1);
      return value == 1u << basis ? to_pixel (plim_style_get_series_colour (basis, theme), 1.0) : unknown;
    default:
      return 0;
    }
}

void
plim_track_palette_paint (const PlimTrackRaster *raster,
                          const PlimTrackSet    *set,
                          const PlimTrackKey    *key,
                          PlimTheme              theme,
                          guint32               *pixels,
                          gsize                  stride)
{
  g_autofree guint32 *table = g_new0 (guint32, TABLE + 1);
  guint i;
  gsize x, y;

  g_return_if_fail (raster != NULL && set != NULL && key != NULL && pixels != NULL);

  table[TABLE] = to_pixel (plim_style_get_look (PLIM_STYLE_LEADER, theme)->stroke, 1.0);
  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_HEAT:
      paint_heat (raster, key, theme, pixels, stride);
      return;
    case PLIM_TRACKS_BY_VESSEL:
      for (i = 0; i < TABLE; i++)
        table[i] = to_pixel (plim_style_get_series_colour (i, theme), 1.0);
      break;
    case PLIM_TRACKS_BY_SPEED: fill_ramp (table, PLIM_RAMP_SPEED, theme); break;
    case PLIM_TRACKS_BY_TIME: fill_ramp (table, PLIM_RAMP_TIME, theme); break;
    default: fill_table (table, PLIM_RAMP_DENSITY, key->top, theme); break;
    }

  for (y = 0; y < raster->height; y++)
    for (x = 0; x < raster->width; x++)
      pixels[y * stride + x] = paint_cell (raster, set, key, theme, table, y * raster->width + x);
}

/* The key */

static double
get_decade (double most)
{
  return MAX (pow (10.0, ceil (log10 (MAX (most, 1.0)) - 1e-9)), 100.0);
}

void
plim_track_palette_span (const PlimTrackSet           *set,
                         const PlimTrackRasterOptions *options,
                         PlimTrackKey                 *key)
{
  gint64 first = G_MAXINT64, last = G_MININT64;
  guint i;

  for (i = 0; i < set->n_tracks; i++)
    if (options->shown == NULL || options->shown[i])
      {
        first = MIN (first, set->tracks[i].first_s);
        last = MAX (last, set->tracks[i].last_s);
      }
  key->from_s = MAX (options->from_s, first);
  key->to_s = MIN (options->to_s, last);
}

PlimTrackKey
plim_track_palette_get_key (const PlimTrackRaster        *raster,
                            const PlimTrackSet           *set,
                            const PlimTrackRasterOptions *options)
{
  const PlimMapView *view = &options->view;
  double latitude = plim_projection_latitude (view->y + view->height / view->scale / 2.0);
  PlimTrackKey key = { .colouring = raster->colouring, .bases = raster->bases };
  g_autoptr(PlimTrackHeat) heat = NULL;

  /* By density as by heat the whole decades: moving the map rarely changes what a colour means. */
  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      key.top = get_decade (raster->most / (double) raster->cell);
      key.cell_m = plim_map_view_metres (view, latitude);
      break;
    case PLIM_TRACKS_BY_HEAT:
      heat = plim_track_heat_new (raster);
      key.top = get_decade (heat->most);
      key.cell_m = plim_map_view_metres (view, latitude) * raster->cell * PLIM_TRACK_HEAT_CELLS / 2.0;
      break;
    case PLIM_TRACKS_BY_TIME:
      plim_track_palette_span (set, options, &key);
      break;
    default:
      break;
    }

  return key;
}
