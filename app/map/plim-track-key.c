#include "config.h"

#include "app/map/plim-track-key.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/plim-error.h"
#include "app/scene/plim-layout.h"

#define TEXT_MM      2.4
#define LINE_MM      3.2
#define BETWEEN_MM   1.4
#define STRIP_MM     2.6
#define SWATCH_MM    6.0
#define SIGN_MM      8.0
/* How wide the colour of a class is at most. */
#define CLASS_MM     9.0

static const char * const names[PLIM_N_TRACK_COLOURINGS] = { "none", "density", "heat", "vessel", "speed", "time", "basis" };

gboolean
plim_track_colouring_parse (const char          *name,
                            PlimTrackColouring  *colouring,
                            GError             **error)
{
  guint i;

  for (i = 0; i < PLIM_N_TRACK_COLOURINGS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *colouring = i;
        return TRUE;
      }
  g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
               _("Tracks cannot be coloured by “%s”: there are density, heat, vessel, speed, time, basis and none"), name);

  return FALSE;
}

double
plim_track_key_share (double value,
                      double top)
{
  return value <= 1.0 ? 0.0 : log10 (value) / log10 (MAX (top, 10.0));
}

/* By ramp the classes are spread over all of it. */
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

/* Those that have a place on a scale, which what is not known has not. */
static guint
count_steps (const PlimTrackKey *key)
{
  return key->n_classes > 0 && key->classes[key->n_classes - 1] == PLIM_TRACK_CLASS_OTHER ? key->n_classes - 1 : key->n_classes;
}

guint
plim_track_key_get_series (const PlimTrackKey *key,
                           guint               nth)
{
  guint n = count_steps (key);
  PlimRamp ramp;

  if (key->classes[nth] == PLIM_TRACK_CLASS_OTHER)
    return 0;
  if (!get_ramp (key, &ramp))
    return 1 + key->classes[nth];

  return PLIM_SERIES_OF_RAMP (ramp, n > 1 ? nth * (PLIM_RAMP_STEPS - 1) / (n - 1) : 0);
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
plim_track_key_words_for_cell (const PlimTrackKey *key)
{
  return format_length (key->cell_m);
}

char *
plim_track_key_to_words (const PlimTrackKey *key)
{
  g_autofree char *length = format_length (key->cell_m);

  if (key->n_classes > 0 && key->colouring == PLIM_TRACKS_BY_DENSITY)
    /* Translators: above a row of colours with numbers; how wide on paper, and a length such as "1.2 km" */
    return g_strdup_printf (_("How often tracks pass a square of %.1f mm (about %s), at least"), key->cell_mm, length);
  if (key->n_classes > 0 && key->colouring == PLIM_TRACKS_BY_HEAT)
    /* Translators: above a row of colours with numbers; a length such as "1.2 km" */
    return g_strdup_printf (_("Positions within about %s, at least"), length);

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

/* From which day to which. */
static void
add_ends (PlimScene          *scene,
          const PlimTrackKey *key,
          double              x,
          double              y,
          double              width)
{
  g_autofree char *from = plim_day_to_words (plim_day_from_unix (key->from_s)), *to = plim_day_to_words (plim_day_from_unix (key->to_s));

  add_tick (scene, x, y, PLIM_ALIGN_START, from);
  add_tick (scene, x + width, y, PLIM_ALIGN_END, to);
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
      add_ends (scene, key, x, y, width);
      return;
    }
  if (key->colouring == PLIM_TRACKS_BY_SPEED)
    {
      for (value = 0.0; value <= PLIM_TRACK_FASTEST_KN; value += 5.0)
        {
          g_autofree char *words = g_strdup_printf (value < PLIM_TRACK_FASTEST_KN ? "%.0f" : "≥ %.0f", value);

          add_tick (scene, x + width * value / PLIM_TRACK_FASTEST_KN, y, value == 0.0 ? PLIM_ALIGN_START : value < PLIM_TRACK_FASTEST_KN ? PLIM_ALIGN_MIDDLE
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
      add_tick (scene, x + width * plim_track_key_share (value, key->top), y,
                value == 1.0 ? PLIM_ALIGN_START : last ? PLIM_ALIGN_END : PLIM_ALIGN_MIDDLE, words);
    }
}

/* Each colour from what it begins with on; of days there is only room for the first and the last. */
static void
add_classes (PlimScene          *scene,
             const PlimTrackKey *key,
             double              x,
             double              y,
             double              width)
{
  guint n = count_steps (key), i;
  double step = key->colouring == PLIM_TRACKS_BY_TIME ? width / n : MIN (width / n, CLASS_MM), below = y + STRIP_MM + TEXT_MM * 1.1;

  for (i = 0; i < n; i++)
    {
      g_autofree char *words = g_strdup_printf (key->colouring == PLIM_TRACKS_BY_SPEED && i == n - 1 ? "≥ %'u" : "%'u", key->classes[i]);

      plim_scene_add_rect (scene, PLIM_STYLE_DENSITY, x + i * step, y, step * (n - i), STRIP_MM)->series = plim_track_key_get_series (key, i);
      if (key->colouring != PLIM_TRACKS_BY_TIME)
        add_tick (scene, x + i * step, below, PLIM_ALIGN_START, words);
    }
  if (key->colouring == PLIM_TRACKS_BY_TIME)
    add_ends (scene, key, x, below, width);
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

double
plim_track_key_explain (PlimScene          *scene,
                        const PlimTrackKey *key,
                        double              x,
                        double              y,
                        double              width_mm)
{
  g_autofree char *heading = plim_track_key_to_words (key);
  PlimRamp ramp;

  if (heading == NULL)
    return y;

  y = plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, x, y, TEXT_MM, LINE_MM, width_mm, heading) + LINE_MM;
  if (key->colouring == PLIM_TRACKS_BY_BASIS)
    return add_bases (scene, key, x, y + BETWEEN_MM / 2.0) + BETWEEN_MM / 2.0;
  if (key->n_classes > 0 && get_ramp (key, &ramp))
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
plim_track_key_measure (const PlimTrackKey *key,
                        double              width_mm)
{
  g_autoptr(PlimScene) scratch = NULL;

  if (key->colouring == PLIM_TRACKS_NOT_SHOWN)
    return 0.0;
  scratch = plim_scene_new (width_mm, width_mm);

  return plim_track_key_explain (scratch, key, 0.0, 0.0, width_mm);
}
