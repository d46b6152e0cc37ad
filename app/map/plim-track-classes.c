#include "config.h"

#include "app/map/plim-track-classes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-track-heat.h"
#include "app/map/plim-track-palette.h"

/* More shades of one hue cannot be told apart. */
#define MOST_SHADES  7
#define SPEED_STEP   5
#define N_HUES       8

static void
add_class (PlimTrackKey *key,
           guint32       begins)
{
  key->classes[key->n_classes++] = begins;
}

/* 1, 3, 10, 30 …; where that would be too many, the lower ones are told apart less. */
static void
add_counts (PlimTrackKey *key,
            double        most)
{
  double class;
  guint halves = 0, decades = 0;

  for (class = 1.0; class <= most; class *= 10.0)
    {
      decades++;
      halves += class * 3.0 <= most;
    }
  for (class = 1.0; class <= most && key->n_classes < MOST_SHADES; class *= 10.0)
    {
      add_class (key, class);
      if (class * 3.0 <= most && halves-- + decades <= MOST_SHADES && key->n_classes < MOST_SHADES)
        add_class (key, class * 3.0);
    }
  key->top = key->n_classes > 0 ? key->classes[key->n_classes - 1] : 0.0;
}

static void
add_spans (PlimTrackKey *key)
{
  guint i, n = key->to_s - key->from_s >= MOST_SHADES ? MOST_SHADES : 1;

  for (i = 0; i < n; i++)
    add_class (key, key->from_s + (key->to_s - key->from_s) * i / n);
}

PlimTrackKey
plim_track_classes_get_key (const PlimTrackRaster        *raster,
                            const PlimTrackSet           *set,
                            const PlimTrackRasterOptions *options,
                            double                        cell_mm)
{
  const PlimMapView *view = &options->view;
  PlimTrackKey key = {
    .colouring = raster->colouring, .cell_mm = cell_mm, .bases = raster->bases,
    .cell_m = plim_map_view_metres (view, plim_projection_latitude (view->y + view->height / view->scale / 2.0)),
  };
  g_autofree guint32 *counts = NULL;
  guint32 most = 0;
  guint i;

  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      add_counts (&key, raster->most);
      break;
    case PLIM_TRACKS_BY_HEAT:
      counts = plim_track_heat_count (raster);
      for (i = 0; i < raster->width * raster->height; i++)
        most = MAX (most, counts[i]);
      key.cell_m *= PLIM_TRACK_HEAT_REACH;
      add_counts (&key, most);
      break;
    case PLIM_TRACKS_BY_SPEED:
      for (i = 0; i <= PLIM_TRACK_FASTEST_KN; i += SPEED_STEP)
        add_class (&key, i);
      add_class (&key, PLIM_TRACK_CLASS_OTHER);
      break;
    case PLIM_TRACKS_BY_TIME:
      plim_track_palette_span (set, options, &key);
      if (key.from_s <= key.to_s)
        add_spans (&key);
      break;
    case PLIM_TRACKS_BY_BASIS:
      for (i = 0; i < PLIM_N_BASES; i++)
        if (raster->bases & 1u << i)
          add_class (&key, i);
      if (key.n_classes > 1)
        add_class (&key, PLIM_TRACK_CLASS_OTHER);
      break;
    case PLIM_TRACKS_BY_VESSEL:
      for (i = 0; i < N_HUES; i++)
        add_class (&key, i);
      break;
    default:
      break;
    }

  return key;
}

/* The last class that begins at or below the value, where each ends with the next. */
static guint
find_class (const PlimTrackKey *key,
            double              value)
{
  guint class = 0;

  while (class + 1 < key->n_classes && key->classes[class + 1] != PLIM_TRACK_CLASS_OTHER && value >= key->classes[class + 1])
    class++;

  return class;
}

static guint16
name_class (const PlimTrackKey *key,
            guint32             which)
{
  guint i;

  for (i = 0; i < key->n_classes; i++)
    if (key->classes[i] == which)
      return 1u << i;

  return 0;
}

/* The value's own class and all below. */
static guint16
stack_classes (const PlimTrackKey *key,
               double              value)
{
  return value < 1.0 ? 0 : (2u << find_class (key, value)) - 1;
}

static guint16
assign_cell (const PlimTrackRaster *raster,
             const PlimTrackSet    *set,
             const PlimTrackKey    *key,
             gsize                  at)
{
  guint32 value = raster->values[at];

  switch (raster->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      return stack_classes (key, value);
    case PLIM_TRACKS_BY_SPEED:
      if (value == 0)
        return 0;
      return value == PLIM_TRACK_RASTER_SPEED_UNKNOWN ? name_class (key, PLIM_TRACK_CLASS_OTHER)
                                                      : 1u << find_class (key, plim_track_raster_get_speed (value));
    case PLIM_TRACKS_BY_TIME:
      return value == 0 ? 0 : 1u << find_class (key, value);
    case PLIM_TRACKS_BY_BASIS:
      if (value == 0)
        return 0;
      return name_class (key, value & (value - 1) ? PLIM_TRACK_CLASS_OTHER : (guint32) g_bit_nth_lsf (value, -1));
    case PLIM_TRACKS_BY_VESSEL:
      if (raster->picks[at] == PLIM_TRACK_NO_POSITION)
        return 0;
      return name_class (key, plim_track_set_get_track (set, raster->picks[at]) % N_HUES);
    default:
      return 0;
    }
}

guint16 *
plim_track_classes_assign (const PlimTrackRaster *raster,
                           const PlimTrackSet    *set,
                           const PlimTrackKey    *key)
{
  gsize n = (gsize) raster->width * raster->height, i;
  g_autofree guint32 *counts = raster->colouring == PLIM_TRACKS_BY_HEAT ? plim_track_heat_count (raster) : NULL;
  guint16 *bits = g_new0 (guint16, n);

  for (i = 0; i < n; i++)
    bits[i] = counts != NULL ? stack_classes (key, counts[i]) : assign_cell (raster, set, key, i);

  return bits;
}

gboolean
plim_track_classes_has (const PlimTrackKey *key,
                        guint               nth,
                        guint               track)
{
  return key->colouring != PLIM_TRACKS_BY_VESSEL || key->classes[nth] == track % N_HUES;
}

static char *
word_speed (const PlimTrackKey *key,
            guint               nth)
{
  if (key->classes[nth] == PLIM_TRACK_CLASS_OTHER)
    return g_strdup (_("Speed over ground not known"));
  if (nth + 1 == key->n_classes || key->classes[nth + 1] == PLIM_TRACK_CLASS_OTHER)
    return g_strdup_printf (_("Mean speed over ground of %u knots or more"), key->classes[nth]);

  return g_strdup_printf (_("Mean speed over ground of %1$u to %2$u knots"), key->classes[nth], key->classes[nth + 1]);
}

static char *
word_time (const PlimTrackKey *key,
           guint               nth)
{
  gint64 to_s = nth + 1 < key->n_classes ? key->classes[nth + 1] : key->to_s;
  g_autofree char *from = plim_day_to_words (plim_day_from_unix (key->classes[nth])), *to = plim_day_to_words (plim_day_from_unix (to_s));

  /* Translators: two days, such as "3 May 2031" */
  return g_strdup_printf (_("Last passed from %1$s to %2$s"), from, to);
}

char *
plim_track_classes_to_words (const PlimTrackKey *key,
                             guint               nth)
{
  g_return_val_if_fail (nth < key->n_classes, NULL);

  switch (key->colouring)
    {
    case PLIM_TRACKS_BY_DENSITY:
      return g_strdup_printf (ngettext ("Passed at least %'u time", "Passed at least %'u times", key->classes[nth]), key->classes[nth]);
    case PLIM_TRACKS_BY_HEAT:
      return g_strdup_printf (ngettext ("At least %'u position around", "At least %'u positions around", key->classes[nth]), key->classes[nth]);
    case PLIM_TRACKS_BY_SPEED:
      return word_speed (key, nth);
    case PLIM_TRACKS_BY_TIME:
      return word_time (key, nth);
    case PLIM_TRACKS_BY_BASIS:
      return key->classes[nth] == PLIM_TRACK_CLASS_OTHER ? g_strdup (_("Positions by several kinds of source"))
                                                         /* Translators: what kind of source positions are from */
                                                         : g_strdup_printf (_("Positions: %s"), plim_basis_get_words (key->classes[nth]));
    default:
      return g_strdup (_("One of eight colours that repeat, a vessel each"));
    }
}
