/* plim-style.h: the evidence grammar and the palettes: light, dark, paper, grey */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimTheme:
 * @PLIM_THEME_LIGHT, @PLIM_THEME_DARK: on screen
 * @PLIM_THEME_PAPER: exports: light and opaque
 * @PLIM_THEME_GREY: as a grey printer shows it
 */
typedef enum
{
  PLIM_THEME_LIGHT,
  PLIM_THEME_DARK,
  PLIM_THEME_PAPER,
  PLIM_THEME_GREY,
} PlimTheme;

/**
 * PlimStyle:
 *
 * Every look there is. One grammar everywhere: observed is solid and full,
 * reported is solid with an outline, estimated (inferred) is hatched, computed
 * or assumed is hollow, suspected is dashed. Two styles that mean different
 * things differ in texture or dash as well as in colour, so that print without
 * colour keeps the meaning.
 */
typedef enum
{
  PLIM_STYLE_NONE,
  PLIM_STYLE_PAPER,             /* the ground */
  PLIM_STYLE_GRID,
  PLIM_STYLE_AXIS,
  PLIM_STYLE_TICK,
  PLIM_STYLE_LEADER,            /* from a label to its mark */

  PLIM_STYLE_NOTIFIED,          /* stated officially: solid */
  PLIM_STYLE_ESTIMATE,          /* a stated estimate: hatched */
  PLIM_STYLE_ESTIMATE_LINE,     /* its stated value as a line */
  PLIM_STYLE_ESTIMATE_OPEN,     /* "at least": an arrow onward */
  PLIM_STYLE_COMPUTED,          /* worked out by the program: hollow */
  PLIM_STYLE_ESTIMATE_OTHER,    /* a second source's estimate beside the first: other hatching */
  PLIM_STYLE_REMAINDER,         /* stated in total, not itemised: hollow, dashed */
  PLIM_STYLE_NOT_REPORTED,      /* nothing was said: an open outline, dotted; never zero */
  PLIM_STYLE_ZERO,              /* zero was said: a mark on the axis */
  PLIM_STYLE_CAP,               /* the cap's line */
  PLIM_STYLE_CAP_SECOND,        /* its second limb (dollars) */
  PLIM_STYLE_BAN,               /* days on which all is banned */

  PLIM_STYLE_THEFT_ATTRIBUTED,  /* by states or a court: filled */
  PLIM_STYLE_THEFT_SUGGESTED,   /* suggested or under investigation: light fill, outline */
  PLIM_STYLE_THEFT_SUSPECTED,   /* suspected, or private attribution: dashed outline */
  PLIM_STYLE_THEFT_STEM,        /* from a circle down to its date */
  PLIM_STYLE_THEFT_SPAN,        /* the days a vague date may mean */
  PLIM_STYLE_THEFT_LISTED,      /* of a stated total, what is listed */

  PLIM_STYLE_SEA,
  PLIM_STYLE_LAND,
  PLIM_STYLE_COAST,
  PLIM_STYLE_BORDER,
  PLIM_STYLE_GRATICULE,
  PLIM_STYLE_DENSITY,           /* all tracks: an area, its step of a ramp or its hue as its series; grey for neither */
  PLIM_STYLE_TRACK_HALO,        /* under a track that lies over others */
  PLIM_STYLE_TRACK,             /* broadcast */
  PLIM_STYLE_TRACK_OTHER,       /* the second, third … vessel: same dash, other hues by plim_style_set_series */
  PLIM_STYLE_SILENCE,           /* ends of a silence; never a joining line */
  PLIM_STYLE_SILENCE_SPAN,      /* from where it was last heard to where it was heard again: dashed, and no way */
  PLIM_STYLE_SIGHTING,          /* circle of its radius */
  PLIM_STYLE_SIGHTING_TOLD,
  PLIM_STYLE_ROUTE_SUSPECTED,   /* dashed */
  PLIM_STYLE_ROUTE_UNKNOWN_WAY, /* dotted arc */
  PLIM_STYLE_PORT,
  PLIM_STYLE_SCALE_BAR,
  PLIM_STYLE_AREA_GROUND,       /* under it, so that it is seen on dense tracks too */
  PLIM_STYLE_AREA,              /* the edge of an area that somebody drew: a question, no evidence */

  PLIM_STYLE_SELECTED,          /* drawn over what is selected */
  PLIM_STYLE_EXERCISE,          /* the mark EXERCISE */

  PLIM_STYLE_TEXT_TITLE,        /* texts: fill only */
  PLIM_STYLE_TEXT_SUBTITLE,
  PLIM_STYLE_TEXT_AXIS,
  PLIM_STYLE_TEXT_LABEL,        /* direct labels, with a halo of the ground */
  PLIM_STYLE_TEXT_MUTED,
  PLIM_STYLE_TEXT_NOTE,
  PLIM_STYLE_TEXT_NOTIFIED,     /* in the colour of what they speak of */
  PLIM_STYLE_TEXT_ESTIMATE,
  PLIM_STYLE_TEXT_CAP,
  PLIM_STYLE_TEXT_THEFT,
  PLIM_STYLE_TEXT_SEA,
  PLIM_STYLE_TEXT_LAND,
  PLIM_STYLE_TEXT_EXERCISE,
  PLIM_N_STYLES
} PlimStyle;

typedef enum
{
  PLIM_PATTERN_SOLID,
  PLIM_PATTERN_HATCH,        /* 45° */
  PLIM_PATTERN_HATCH_BACK,   /* -45° */
  PLIM_PATTERN_DOTS,
} PlimPattern;

typedef struct
{
  guint8 r, g, b, a;
} PlimColour;

/**
 * PlimLook: what a style is in one theme
 * @fill, @stroke: alpha 0 = none
 * @pattern_ground: under a hatching, whose lines have the colour @fill
 * @width_mm: of the stroke
 * @dash_mm: on, off; 0, 0 = unbroken
 * @halo: around texts; alpha 0 = none
 */
typedef struct
{
  const char *name;          /* the class in SVG: "notified" */
  PlimColour  fill;
  PlimColour  stroke;
  PlimColour  pattern_ground;
  PlimColour  halo;
  PlimPattern pattern;
  double      width_mm;
  double      dash_mm[2];
} PlimLook;

const PlimLook *plim_style_get_look (PlimStyle  style,
                                     PlimTheme  theme);

/** Gives the look the hue of @series (PlimShape: 0 for none) where it has one: its line and its fill; paper stays paper. */
void            plim_look_set_series (PlimLook  *look,
                                      guint      series,
                                      PlimTheme  theme);
/** How wide the line is that makes the halo of type of this size. */
double          plim_look_get_halo_mm (double    size_mm);

/** The hue of the nth vessel's track: a colour-blind safe series that repeats after eight. */
PlimColour      plim_style_get_series_colour (guint     nth,
                                              PlimTheme theme);

/**
 * PlimRamp: colours for more and less, from least to most
 * @PLIM_RAMP_DENSITY: lines of tracks
 * @PLIM_RAMP_HEAT: positions
 * @PLIM_RAMP_SPEED, @PLIM_RAMP_TIME: slow to fast, early to late
 *
 * Each goes one way from light to dark (on a dark ground from dark to light), so that who sees no hues, and
 * a grey printer, still sees the order.
 */
typedef enum
{
  PLIM_RAMP_DENSITY,
  PLIM_RAMP_HEAT,
  PLIM_RAMP_SPEED,
  PLIM_RAMP_TIME,
  PLIM_N_RAMPS
} PlimRamp;

/* A ramp in so many steps, as the series of a shape. */
#define PLIM_RAMP_STEPS                32
#define PLIM_SERIES_OF_RAMP(ramp, step) (0x10000u + (ramp) * PLIM_RAMP_STEPS + (step))

/** @share: 0…1, from least to most. */
PlimColour      plim_style_get_ramp_colour   (PlimRamp  ramp,
                                              double    share,
                                              PlimTheme theme);

PlimTheme       plim_theme_from_name (const char *name);   /* light dark paper grey; else paper */

G_END_DECLS
