#include "config.h"

#include "app/map/plim-track-palette.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/scene/plim-layout.h"

#define TEXT_MM      2.4
#define LINE_MM      3.2
#define BETWEEN_MM   1.4
#define STRIP_MM     2.6
#define SWATCH_MM    6.0
#define SIGN_MM      8.0
#define TABLE        4096
#define FASTEST_KN   20.0
/* The heat is worked out in blocks of so many cells, and spread over three of them either way, three times over. */
#define BLOCK        2
#define SPREAD       3
#define AROUND_CELLS 12
#define HEAT_ALPHA   0.88

static guint32
to_pixel (PlimColour colour,
          double     alpha)
{
  guint a = lround (alpha * 255.0);

  return a << 24 | (colour.r * a / 255) << 16 | (colour.g * a / 255) << 8 | colour.b * a / 255;
}

double
plim_track_palette_share (double value,
                          double top)
{
  return value <= 1.0 ? 0.0 : log10 (value) / log10 (MAX (top, 10.0));
}

/* The heat */

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

/* Positions around each block. */
static float *
spread_heat (const PlimTrackRaster *raster,
             gsize                 *columns,
             gsize                 *rows)
{
  g_autofree float *room = NULL;
  gsize i, j, round;
  float *heat;

  *columns = (raster->width + BLOCK - 1) / BLOCK;
  *rows = (raster->height + BLOCK - 1) / BLOCK;
  heat = g_new0 (float, *columns * *rows);
  room = g_new (float, MAX (*columns, *rows));

  for (j = 0; j < raster->height; j++)
    for (i = 0; i < raster->width; i++)
      heat[j / BLOCK * *columns + i / BLOCK] += raster->values[j * raster->width + i];
  for (round = 0; round < 3; round++)
    {
      for (j = 0; j < *rows; j++)
        blur_row (heat + j * *columns, *columns, 1, room);
      for (i = 0; i < *columns; i++)
        blur_row (heat + i, *rows, *columns, room);
    }
  for (i = 0; i < *columns * *rows; i++)
    heat[i] *= (AROUND_CELLS / BLOCK) * (AROUND_CELLS / BLOCK);

  return heat;
}

static double
find_hottest (const PlimTrackRaster *raster)
{
  gsize columns, rows, i;
  g_autofree float *heat = spread_heat (raster, &columns, &rows);
  float most = 0.0f;

  for (i = 0; i < columns * rows; i++)
    most = MAX (most, heat[i]);

  return most;
}

static void
paint_heat (const PlimTrackRaster *raster,
            const PlimTrackKey    *key,
            PlimTheme              theme,
            guint32               *pixels,
            gsize                  stride)
{
  gsize columns, rows, i, j;
  g_autofree float *heat = spread_heat (raster, &columns, &rows);
  g_autofree guint32 *blocks = g_new (guint32, columns * rows);

  for (i = 0; i < columns * rows; i++)
    {
      double share = plim_track_palette_share (heat[i], key->top);

      /* Less than a tenth of a position is nothing; up to one it fades in. */
      blocks[i] = heat[i] < 0.1 ? 0 : to_pixel (plim_style_get_ramp_colour (PLIM_RAMP_HEAT, share, theme),
                                                HEAT_ALPHA * MIN (1.0, (heat[i] - 0.1) / 0.9));
    }
  for (j = 0; j < raster->height; j++)
    for (i = 0; i < raster->width; i++)
      pixels[j * stride + i] = blocks[j / BLOCK * columns + i / BLOCK];
}

/* The others */

static void
fill_table (guint32   *table,
            PlimRamp   ramp,
            double     top,
            PlimTheme  theme)
{
  guint i;

  table[0] = 0;
  for (i = 1; i < TABLE; i++)
    table[i] = to_pixel (plim_style_get_ramp_colour (ramp, plim_track_palette_share (i, top), theme), 1.0);
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
  guint passes, basis;

  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      if (value > 0)
        value = MAX (value / raster->cell, 1);
      return value < TABLE ? table[value]
                           : to_pixel (plim_style_get_ramp_colour (PLIM_RAMP_DENSITY, plim_track_palette_share (value, key->top), theme), 1.0);
    case PLIM_TRACKS_BY_VESSEL:
      return raster->picks[at] == PLIM_TRACK_NO_POSITION
             ? 0 : table[plim_track_set_get_track (set, raster->picks[at]) % TABLE];
    case PLIM_TRACKS_BY_SPEED:
      passes = value & PLIM_TRACK_RASTER_PASSES;
      if (passes == 0)
        return raster->picks[at] == PLIM_TRACK_NO_POSITION ? 0 : unknown;
      return table[(guint) MIN ((value >> PLIM_TRACK_RASTER_SPEED_SHIFT) * PLIM_TRACK_SPEED_STEP_KN / passes / FASTEST_KN * (TABLE - 1),
                                TABLE - 1)];
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

PlimTrackKey
plim_track_palette_get_key (const PlimTrackRaster        *raster,
                            const PlimTrackSet           *set,
                            const PlimTrackRasterOptions *options)
{
  const PlimMapView *view = &options->view;
  double latitude = plim_projection_latitude (view->y + view->height / view->scale / 2.0);
  PlimTrackKey key = { .colouring = raster->colouring, .bases = raster->bases };
  gint64 first = G_MAXINT64, last = G_MININT64;
  guint i;

  /* By density as by heat the whole decades: moving the map rarely changes what a colour means. */
  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      key.top = get_decade (raster->most / (double) raster->cell);
      key.cell_m = plim_map_view_metres (view, latitude);
      break;
    case PLIM_TRACKS_BY_HEAT:
      key.top = get_decade (find_hottest (raster));
      key.cell_m = plim_map_view_metres (view, latitude) * raster->cell * AROUND_CELLS / 2.0;
      break;
    case PLIM_TRACKS_BY_TIME:
      for (i = 0; i < set->n_tracks; i++)
        if (options->shown == NULL || options->shown[i])
          {
            first = MIN (first, set->tracks[i].first_s);
            last = MAX (last, set->tracks[i].last_s);
          }
      key.from_s = MAX (options->from_s, first);
      key.to_s = MIN (options->to_s, last);
      break;
    default:
      break;
    }

  return key;
}

PlimTrackKey
plim_track_palette_get_paper_key (const PlimTrackRaster        *raster,
                                  const PlimTrackRasterOptions *options,
                                  double                        cell_mm)
{
  const PlimMapView *view = &options->view;
  PlimTrackKey key = {
    .colouring = PLIM_TRACKS_BY_DENSITY, .cell_mm = cell_mm,
    .cell_m = plim_map_view_metres (view, plim_projection_latitude (view->y + view->height / view->scale / 2.0)),
  };
  guint64 class;
  guint halves = 0, decades = 0;

  /* 1, 3, 10, 30 …; where that would be too many, the lower ones are told apart less. */
  for (class = 1; class <= raster->most; class *= 10)
    {
      decades++;
      halves += class * 3 <= raster->most;
    }
  for (class = 1; class <= raster->most && key.n_classes < PLIM_TRACK_MOST_CLASSES; class *= 10)
    {
      key.classes[key.n_classes++] = class;
      if (class * 3 <= raster->most && halves-- + decades <= PLIM_TRACK_MOST_CLASSES && key.n_classes < PLIM_TRACK_MOST_CLASSES)
        key.classes[key.n_classes++] = class * 3;
    }
  key.top = key.n_classes > 0 ? key.classes[key.n_classes - 1] : 0;

  return key;
}

guint
plim_track_palette_get_series (const PlimTrackKey *key,
                               guint               nth)
{
  return PLIM_SERIES_OF_RAMP (PLIM_RAMP_DENSITY, key->n_classes > 1 ? nth * (PLIM_RAMP_STEPS - 1) / (key->n_classes - 1) : 0);
}

/* Two significant digits are enough for what varies over the map. */
static char *
format_length (double metres)
{
  if (metres < 950.0)
    {
      double unit = metres >= 95.0 ? 10.0 : 1.0;

      return g_strdup_printf (_("%.0f m"), MAX (round (metres / unit) * unit, 1.0));
    }

  return metres < 9500.0 ? g_strdup_printf (_("%.1f km"), metres / 1000.0) : g_strdup_printf (_("%.0f km"), metres / 1000.0);
}

char *
plim_track_palette_words_for_cell (const PlimTrackKey *key)
{
  return format_length (key->cell_m);
}

static char *
make_heading (const PlimTrackKey *key)
{
  g_autofree char *length = format_length (key->cell_m);

  if (key->n_classes > 0)
    /* Translators: above a row of colours with numbers; how wide on paper, and a length such as "1.2 km" */
    return g_strdup_printf (_("How often tracks pass a square of %.1f mm (about %s), at least"), key->cell_mm, length);

  switch (key->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      /* Translators: %s is a length such as "1.2 km" */
      return g_strdup_printf (_("How often tracks pass a place %s wide"), length);
    case PLIM_TRACKS_BY_HEAT:
      return g_strdup_printf (_("Positions within about %s"), length);
    case PLIM_TRACKS_BY_VESSEL:
      return g_strdup (_("All tracks: one colour a vessel, of eight that repeat"));
    case PLIM_TRACKS_BY_SPEED:
      return g_strdup (_("Mean speed over ground, in knots; grey where not known"));
    case PLIM_TRACKS_BY_TIME:
      return g_strdup (_("When a track passed last, UTC"));
    case PLIM_TRACKS_BY_BASIS:
      return g_strdup (_("Whose positions; grey where several"));
    default:
      return NULL;
    }
}

static void
add_strip (PlimScene *scene,
           PlimRamp   ramp,
           double     x,
           double     y,
           double     width)
{
  guint i;

  /* Each step reaches to the end, under those that follow: so no seam shows between two of them. */
  for (i = 0; i < PLIM_RAMP_STEPS; i++)
    plim_scene_add_rect (scene, PLIM_STYLE_DENSITY, x + width * i / PLIM_RAMP_STEPS, y, width * (PLIM_RAMP_STEPS - i) / PLIM_RAMP_STEPS,
                         STRIP_MM)->series = PLIM_SERIES_OF_RAMP (ramp, i);
}

static void
add_tick (PlimScene  *scene,
          double      x,
          double      y,
          PlimAlign   align,
          const char *words)
{
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_NOTE, x, y, TEXT_MM, align, words);
}

static void
add_ticks (PlimScene          *scene,
           const PlimTrackKey *key,
           double              x,
           double              y,
           double              width)
{
  double value;

  if (key->colouring == PLIM_TRACKS_BY_TIME)
    {
      g_autofree char *from = plim_day_to_words (plim_day_from_unix (key->from_s)), *to = plim_day_to_words (plim_day_from_unix (key->to_s));

      add_tick (scene, x, y, PLIM_ALIGN_START, from);
      add_tick (scene, x + width, y, PLIM_ALIGN_END, to);
      return;
    }
  if (key->colouring == PLIM_TRACKS_BY_SPEED)
    {
      for (value = 0.0; value <= FASTEST_KN; value += 5.0)
        {
          g_autofree char *words = g_strdup_printf (value < FASTEST_KN ? "%.0f" : "≥ %.0f", value);

          add_tick (scene, x + width * value / FASTEST_KN, y, value == 0.0 ? PLIM_ALIGN_START : value < FASTEST_KN ? PLIM_ALIGN_MIDDLE
                    : PLIM_ALIGN_END, words);
        }
      return;
    }
  for (value = 1.0; value <= key->top * 1.001; value *= 10.0)
    {
      /* A long scale leaves out every other number. */
      gboolean last = value * 10.0 > key->top * 1.001;
      g_autofree char *words = g_strdup_printf ("%'.0f", value);

      if (key->top > 1e4 && !last && fmod (round (log10 (value)), 2.0) != fmod (round (log10 (key->top)), 2.0) && value > 1.0)
        continue;
      add_tick (scene, x + width * plim_track_palette_share (value, key->top), y,
                value == 1.0 ? PLIM_ALIGN_START : last ? PLIM_ALIGN_END : PLIM_ALIGN_MIDDLE, words);
    }
}

/* Each colour from its least number on. */
static void
add_classes (PlimScene          *scene,
             const PlimTrackKey *key,
             double              x,
             double              y,
             double              width)
{
  double step = MIN (width / key->n_classes, 9.0);
  guint i;

  for (i = 0; i < key->n_classes; i++)
    {
      g_autofree char *words = g_strdup_printf ("%'u", key->classes[i]);

      plim_scene_add_rect (scene, PLIM_STYLE_DENSITY, x + i * step, y, step * (key->n_classes - i), STRIP_MM)->series
        = plim_track_palette_get_series (key, i);
      add_tick (scene, x + i * step, y + STRIP_MM + TEXT_MM * 1.1, PLIM_ALIGN_START, words);
    }
}

static double
add_bases (PlimScene          *scene,
           const PlimTrackKey *key,
           double              x,
           double              y)
{
  guint basis;

  for (basis = 0; basis < PLIM_N_BASES; basis++)
    if (key->bases & 1u << basis)
      {
        plim_scene_add_rect (scene, PLIM_STYLE_DENSITY, x, y - TEXT_MM * 0.75, SWATCH_MM, TEXT_MM * 0.8)->series = 1 + basis;
        add_tick (scene, x + SIGN_MM, y, PLIM_ALIGN_START, plim_basis_get_words (basis));
        y += LINE_MM + BETWEEN_MM / 2.0;
      }

  return y;
}

static gboolean
get_ramp (const PlimTrackKey *key,
          PlimRamp           *ramp)
{
  switch (key->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY: *ramp = PLIM_RAMP_DENSITY; return TRUE;
    case PLIM_TRACKS_BY_HEAT: *ramp = PLIM_RAMP_HEAT; return TRUE;
    case PLIM_TRACKS_BY_SPEED: *ramp = PLIM_RAMP_SPEED; return TRUE;
    case PLIM_TRACKS_BY_TIME: *ramp = PLIM_RAMP_TIME; return TRUE;
    default: return FALSE;
    }
}

double
plim_track_palette_explain (PlimScene          *scene,
                            const PlimTrackKey *key,
                            double              x,
                            double              y,
                            double              width_mm)
{
  g_autofree char *heading = make_heading (key);
  PlimRamp ramp;

  if (heading == NULL)
    return y;

  y = plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, x, y, TEXT_MM, LINE_MM, width_mm, heading) + LINE_MM;
  if (key->colouring == PLIM_TRACKS_BY_BASIS)
    return add_bases (scene, key, x, y + BETWEEN_MM / 2.0) + BETWEEN_MM / 2.0;
  if (key->n_classes > 0)
    {
      add_classes (scene, key, x, y - TEXT_MM * 0.6, width_mm);
      y += STRIP_MM + TEXT_MM * 0.5 + LINE_MM;
    }
  else if (get_ramp (key, &ramp))
    {
      add_strip (scene, ramp, x, y - TEXT_MM * 0.6, width_mm);
      y += STRIP_MM + TEXT_MM * 0.5;
      add_ticks (scene, key, x, y, width_mm);
      y += LINE_MM;
    }

  return y + BETWEEN_MM;
}

double
plim_track_palette_measure (const PlimTrackKey *key,
                            double              width_mm)
{
  g_autoptr(PlimScene) scratch = NULL;

  if (key->colouring == PLIM_TRACKS_NOT_SHOWN)
    return 0.0;
  scratch = plim_scene_new (width_mm, width_mm);

  return plim_track_palette_explain (scratch, key, 0.0, 0.0, width_mm);
}
