#include "config.h"

#include "app/scene/plim-style.h"

#include <string.h>

#define N_THEMES 4
#define N_SERIES 8

/* What a colour is for; each theme says which colour that is. */
typedef enum
{
  NO_COLOUR,
  PAPER,
  INK,
  INK_SOFT,
  INK_MUTED,
  LINE_FAINT,
  LINE_LEADER,
  NOTIFIED,
  NOTIFIED_EDGE,
  NOTIFIED_INK,
  ESTIMATE,
  ESTIMATE_GROUND,
  ESTIMATE_INK,
  OTHER,
  OTHER_GROUND,
  CAP,
  CAP_INK,
  BAN_DOTS,
  BAN_GROUND,
  THEFT,
  THEFT_EDGE,
  THEFT_LIGHT,
  THEFT_STEM,
  THEFT_LISTED,
  THEFT_INK,
  SEA,
  LAND,
  COAST,
  BORDER,
  GRATICULE,
  SIGHTING,
  SIGHTING_WASH,
  ROUTE,
  PORT,
  SEA_INK,
  LAND_INK,
  HALO,
  LAND_HALO,
  SELECTED,
  EXERCISE,
  N_ROLES
} Role;

/* The hues keep apart under deuteranopia and protanopia because they also differ in
 * lightness; in grey the lightness alone remains, and with it texture and dash. */
static const guint32 palette[N_ROLES][N_THEMES] = {
  /* RRGGBBAA        light       dark        paper       grey */
  [NO_COLOUR]      = { 0x00000000, 0x00000000, 0x00000000, 0x00000000 },
  [PAPER]          = { 0xffffffff, 0x1e1f22ff, 0xffffffff, 0xffffffff },
  [INK]            = { 0x1d2329ff, 0xf1f3f5ff, 0x1d2329ff, 0x111111ff },
  [INK_SOFT]       = { 0x4a545eff, 0xbcc4ccff, 0x4a545eff, 0x444444ff },
  [INK_MUTED]      = { 0x66707aff, 0x98a2acff, 0x66707aff, 0x666666ff },
  [LINE_FAINT]     = { 0xdfe3e7ff, 0x373b41ff, 0xdfe3e7ff, 0xe0e0e0ff },
  [LINE_LEADER]    = { 0x8a939cff, 0x7d8791ff, 0x8a939cff, 0x8c8c8cff },
  [NOTIFIED]       = { 0x1f4e79ff, 0x6ea8dcff, 0x1f4e79ff, 0x2e2e2eff },
  [NOTIFIED_EDGE]  = { 0x143757ff, 0xa6cdf0ff, 0x143757ff, 0x000000ff },
  [NOTIFIED_INK]   = { 0x1f4e79ff, 0x8fbfe9ff, 0x1f4e79ff, 0x222222ff },
  [ESTIMATE]       = { 0xc47f24ff, 0xdf9f45ff, 0xc47f24ff, 0x707070ff },
  [ESTIMATE_GROUND]= { 0xf6e5caff, 0x3e3020ff, 0xf6e5caff, 0xf2f2f2ff },
  [ESTIMATE_INK]   = { 0x7a4a0cff, 0xf2c27eff, 0x7a4a0cff, 0x333333ff },
  [OTHER]          = { 0x2c7d76ff, 0x5fbdb2ff, 0x2c7d76ff, 0x8a8a8aff },
  [OTHER_GROUND]   = { 0xe0f0eeff, 0x1d3432ff, 0xe0f0eeff, 0xffffffff },
  [CAP]            = { 0xb3261eff, 0xff7468ff, 0xb3261eff, 0x000000ff },
  [CAP_INK]        = { 0xb3261eff, 0xff8d83ff, 0xb3261eff, 0x000000ff },
  [BAN_DOTS]       = { 0xe0aaa5ff, 0x6d3b38ff, 0xe0aaa5ff, 0xb4b4b4ff },
  [BAN_GROUND]     = { 0xfcf3f2ff, 0x2b2123ff, 0xfcf3f2ff, 0xf9f9f9ff },
  [THEFT]          = { 0x5b3a8cff, 0xa98adbff, 0x5b3a8cff, 0x565656ff },
  [THEFT_EDGE]     = { 0x432a6aff, 0xcbb5efff, 0x432a6aff, 0x1e1e1eff },
  [THEFT_LIGHT]    = { 0xd5c9e8ff, 0x4b3b66ff, 0xd5c9e8ff, 0xd4d4d4ff },
  [THEFT_STEM]     = { 0xcfc7ddff, 0x4a4458ff, 0xcfc7ddff, 0xcbcbcbff },
  [THEFT_LISTED]   = { 0x7d62a8ff, 0x8a6fbaff, 0x7d62a8ff, 0x7a7a7aff },
  [THEFT_INK]      = { 0x4b2f76ff, 0xc7b1ecff, 0x4b2f76ff, 0x2a2a2aff },
  [SEA]            = { 0xdde8eeff, 0x18222bff, 0xdde8eeff, 0xf6f6f6ff },
  [LAND]           = { 0xf7f4ecff, 0x2c3135ff, 0xf7f4ecff, 0xe2e2e2ff },
  [COAST]          = { 0x9cabb6ff, 0x5d6d78ff, 0x9cabb6ff, 0x8f8f8fff },
  [BORDER]         = { 0xb3aa98ff, 0x6d6a62ff, 0xb3aa98ff, 0x999999ff },
  [GRATICULE]      = { 0xc9d8e0ff, 0x283641ff, 0xc9d8e0ff, 0xd8d8d8ff },
  [SIGHTING]       = { 0xa8480cff, 0xf09a5aff, 0xa8480cff, 0x1a1a1aff },
  [SIGHTING_WASH]  = { 0xd9772b38, 0xf09a5a38, 0xd9772b38, 0x00000026 },
  [ROUTE]          = { 0x8a2a5cff, 0xe887b4ff, 0x8a2a5cff, 0x303030ff },
  [PORT]           = { 0x2b343cff, 0xe3e7eaff, 0x2b343cff, 0x202020ff },
  [SEA_INK]        = { 0x48667aff, 0x8aa8bbff, 0x48667aff, 0x666666ff },
  [LAND_INK]       = { 0x625c4eff, 0xb0aa9cff, 0x625c4eff, 0x555555ff },
  [HALO]           = { 0xffffffff, 0x1e1f22ff, 0xffffffff, 0xffffffff },
  [LAND_HALO]      = { 0xfbf9f4d9, 0x1e2328d9, 0xfbf9f4d9, 0xffffffd9 },
  [SELECTED]       = { 0x0b62c4ff, 0x78b7ffff, 0x0b62c4ff, 0x000000ff },
  [EXERCISE]       = { 0x9a1663ff, 0xff8ecbff, 0x9a1663ff, 0x3c3c3cff },
};

/* Okabe and Ito's set, darkened for lines on a light ground and lightened for a dark one. */
static const guint32 series[N_SERIES][N_THEMES] = {
  { 0x0b5fa5ff, 0x6ab3f0ff, 0x0b5fa5ff, 0x1c1c1cff },
  { 0xb8500fff, 0xf0995fff, 0xb8500fff, 0x5a5a5aff },
  { 0x04785bff, 0x45c7a2ff, 0x04785bff, 0x3a3a3aff },
  { 0x9a3f80ff, 0xe29acbff, 0x9a3f80ff, 0x787878ff },
  { 0x8a6d00ff, 0xe6cf4fff, 0x8a6d00ff, 0x2a2a2aff },
  { 0x1b7fa6ff, 0x8bd6f5ff, 0x1b7fa6ff, 0x686868ff },
  { 0x5a4a9cff, 0xb3a6f2ff, 0x5a4a9cff, 0x4a4a4aff },
  { 0x6b4226ff, 0xd0a583ff, 0x6b4226ff, 0x888888ff },
};

/* From least to most. On a light ground more is darker, on a dark one lighter. */
#define N_STOPS 5
static const guint32 ramps[PLIM_N_RAMPS][2][N_STOPS] = {
  /*                      light                                                          dark */
  [PLIM_RAMP_DENSITY] = { { 0x7fb3d5ff, 0x4a8ec2ff, 0x2560a4ff, 0x2b3685ff, 0x250c52ff },
                          { 0x2c5a86ff, 0x3a86c0ff, 0x62b8e6ff, 0xb4e4f4ff, 0xfffbe0ff } },
  [PLIM_RAMP_HEAT]    = { { 0xfbd08fff, 0xf59a4eff, 0xe0582fff, 0xa81f2aff, 0x4d0620ff },
                          { 0x5c2412ff, 0xa83c17ff, 0xe5762aff, 0xfbb956ff, 0xfff6d0ff } },
  [PLIM_RAMP_SPEED]   = { { 0x7fc341ff, 0x27a07cff, 0x21748cff, 0x3b4a88ff, 0x440154ff },
                          { 0x3f5a90ff, 0x2a8a8eff, 0x35b779ff, 0x90d743ff, 0xfde725ff } },
  [PLIM_RAMP_TIME]    = { { 0xf0a13aff, 0xe0605cff, 0xb12a8cff, 0x6a0fa0ff, 0x1d0878ff },
                          { 0x5a2aa8ff, 0xb33f90ff, 0xe8705fff, 0xfbae3cff, 0xf0f24aff } },
};
static const guint32 grey_ramp[N_STOPS] = { 0xb4b4b4ff, 0x8c8c8cff, 0x646464ff, 0x3c3c3cff, 0x101010ff };

typedef struct
{
  const char *name;
  Role        fill;
  Role        stroke;
  double      width_mm;
  double      dash_mm[2];
  PlimPattern pattern;
  Role        ground;
  Role        halo;
} Grammar;

#define SHAPE(name, fill, stroke, width, ...) { name, fill, stroke, width, __VA_ARGS__ }
#define TEXT(name, fill, halo_role)           { name, fill, NO_COLOUR, 0, .halo = halo_role }

static const Grammar grammar[PLIM_N_STYLES] = {
  [PLIM_STYLE_NONE]              = SHAPE ("none", NO_COLOUR, NO_COLOUR, 0),
  [PLIM_STYLE_PAPER]             = SHAPE ("paper", PAPER, NO_COLOUR, 0),
  [PLIM_STYLE_GRID]              = SHAPE ("grid", NO_COLOUR, LINE_FAINT, 0.2),
  [PLIM_STYLE_AXIS]              = SHAPE ("axis", NO_COLOUR, INK, 0.35),
  [PLIM_STYLE_TICK]              = SHAPE ("tick", NO_COLOUR, INK, 0.25),
  [PLIM_STYLE_LEADER]            = SHAPE ("leader", NO_COLOUR, LINE_LEADER, 0.18),

  [PLIM_STYLE_NOTIFIED]          = SHAPE ("notified", NOTIFIED, NOTIFIED_EDGE, 0.2),
  [PLIM_STYLE_ESTIMATE]          = SHAPE ("estimate", ESTIMATE, ESTIMATE, 0.25,
                                          .pattern = PLIM_PATTERN_HATCH, .ground = ESTIMATE_GROUND),
  [PLIM_STYLE_ESTIMATE_LINE]     = SHAPE ("estimate-line", NO_COLOUR, ESTIMATE_INK, 0.5),
  [PLIM_STYLE_ESTIMATE_OPEN]     = SHAPE ("estimate-open", NO_COLOUR, ESTIMATE_INK, 0.35),
  [PLIM_STYLE_COMPUTED]          = SHAPE ("computed", PAPER, ESTIMATE_INK, 0.3),
  [PLIM_STYLE_ESTIMATE_OTHER]    = SHAPE ("estimate-other", OTHER, OTHER, 0.25,
                                          .pattern = PLIM_PATTERN_HATCH_BACK, .ground = OTHER_GROUND),
  [PLIM_STYLE_REMAINDER]         = SHAPE ("remainder", NO_COLOUR, THEFT, 0.25, .dash_mm = { 1.2, 0.7 }),
  [PLIM_STYLE_NOT_REPORTED]      = SHAPE ("not-reported", NO_COLOUR, LINE_LEADER, 0.25, .dash_mm = { 0.25, 0.75 }),
  [PLIM_STYLE_ZERO]              = SHAPE ("zero", PAPER, NOTIFIED, 0.4),
  [PLIM_STYLE_CAP]               = SHAPE ("cap", NO_COLOUR, CAP, 0.6),
  [PLIM_STYLE_CAP_SECOND]        = SHAPE ("cap-second", NO_COLOUR, CAP, 0.6, .dash_mm = { 2.4, 1.0 }),
  [PLIM_STYLE_BAN]               = SHAPE ("ban", BAN_DOTS, NO_COLOUR, 0,
                                          .pattern = PLIM_PATTERN_DOTS, .ground = BAN_GROUND),

  [PLIM_STYLE_THEFT_ATTRIBUTED]  = SHAPE ("theft-attributed", THEFT, THEFT_EDGE, 0.25),
  [PLIM_STYLE_THEFT_SUGGESTED]   = SHAPE ("theft-suggested", THEFT_LIGHT, THEFT, 0.3),
  [PLIM_STYLE_THEFT_SUSPECTED]   = SHAPE ("theft-suspected", PAPER, THEFT, 0.3, .dash_mm = { 0.9, 0.6 }),
  [PLIM_STYLE_THEFT_STEM]        = SHAPE ("theft-stem", NO_COLOUR, THEFT_STEM, 0.25),
  [PLIM_STYLE_THEFT_SPAN]        = SHAPE ("theft-span", NO_COLOUR, THEFT, 1.1),
  [PLIM_STYLE_THEFT_LISTED]      = SHAPE ("theft-listed", THEFT_LISTED, NO_COLOUR, 0),

  [PLIM_STYLE_SEA]               = SHAPE ("sea", SEA, NO_COLOUR, 0),
  [PLIM_STYLE_LAND]              = SHAPE ("land", LAND, NO_COLOUR, 0),
  [PLIM_STYLE_COAST]             = SHAPE ("coast", NO_COLOUR, COAST, 0.15),
  [PLIM_STYLE_BORDER]            = SHAPE ("border", NO_COLOUR, BORDER, 0.15, .dash_mm = { 1.0, 0.6 }),
  [PLIM_STYLE_GRATICULE]         = SHAPE ("graticule", NO_COLOUR, GRATICULE, 0.12),
  [PLIM_STYLE_DENSITY]           = SHAPE ("density", LINE_LEADER, NO_COLOUR, 0),
  [PLIM_STYLE_TRACK_HALO]        = SHAPE ("track-halo", NO_COLOUR, HALO, 1.1),
  [PLIM_STYLE_TRACK]             = SHAPE ("track", NO_COLOUR, NOTIFIED, 0.4),
  [PLIM_STYLE_TRACK_OTHER]       = SHAPE ("track-other", NO_COLOUR, OTHER, 0.4),
  [PLIM_STYLE_SILENCE]           = SHAPE ("silence", PAPER, NOTIFIED, 0.35),
  [PLIM_STYLE_SILENCE_SPAN]      = SHAPE ("silence-span", NO_COLOUR, NOTIFIED, 0.22, .dash_mm = { 0.9, 1.1 }),
  [PLIM_STYLE_SIGHTING]          = SHAPE ("sighting", SIGHTING_WASH, SIGHTING, 0.35),
  [PLIM_STYLE_SIGHTING_TOLD]     = SHAPE ("sighting-told", NO_COLOUR, SIGHTING, 0.35, .dash_mm = { 0.3, 0.7 }),
  [PLIM_STYLE_ROUTE_SUSPECTED]   = SHAPE ("route-suspected", NO_COLOUR, ROUTE, 0.45, .dash_mm = { 1.8, 1.1 }),
  [PLIM_STYLE_ROUTE_UNKNOWN_WAY] = SHAPE ("route-unknown-way", NO_COLOUR, ROUTE, 0.4, .dash_mm = { 0.4, 1.1 }),
  [PLIM_STYLE_PORT]              = SHAPE ("port", PORT, PAPER, 0.25),
  [PLIM_STYLE_SCALE_BAR]         = SHAPE ("scale-bar", NO_COLOUR, INK, 0.35),
  [PLIM_STYLE_AREA_GROUND]       = SHAPE ("area-ground", NO_COLOUR, PAPER, 0.9),
  [PLIM_STYLE_AREA]              = SHAPE ("area", NO_COLOUR, INK, 0.3, .dash_mm = { 2.6, 0.7 }),

  [PLIM_STYLE_SELECTED]          = SHAPE ("selected", NO_COLOUR, SELECTED, 0.6),
  [PLIM_STYLE_EXERCISE]          = SHAPE ("exercise", NO_COLOUR, EXERCISE, 0.6, .dash_mm = { 3, 1.2 }),

  [PLIM_STYLE_TEXT_TITLE]        = TEXT ("text-title", INK, NO_COLOUR),
  [PLIM_STYLE_TEXT_SUBTITLE]     = TEXT ("text-subtitle", INK_SOFT, NO_COLOUR),
  [PLIM_STYLE_TEXT_AXIS]         = TEXT ("text-axis", INK_SOFT, NO_COLOUR),
  [PLIM_STYLE_TEXT_LABEL]        = TEXT ("text-label", INK, HALO),
  [PLIM_STYLE_TEXT_MUTED]        = TEXT ("text-muted", INK_MUTED, HALO),
  [PLIM_STYLE_TEXT_NOTE]         = TEXT ("text-note", INK_SOFT, NO_COLOUR),
  [PLIM_STYLE_TEXT_NOTIFIED]     = TEXT ("text-notified", NOTIFIED_INK, HALO),
  [PLIM_STYLE_TEXT_ESTIMATE]     = TEXT ("text-estimate", ESTIMATE_INK, HALO),
  [PLIM_STYLE_TEXT_CAP]          = TEXT ("text-cap", CAP_INK, HALO),
  [PLIM_STYLE_TEXT_THEFT]        = TEXT ("text-theft", THEFT_INK, HALO),
  [PLIM_STYLE_TEXT_SEA]          = TEXT ("text-sea", SEA_INK, SEA),
  [PLIM_STYLE_TEXT_LAND]         = TEXT ("text-land", LAND_INK, LAND_HALO),
  [PLIM_STYLE_TEXT_EXERCISE]     = TEXT ("text-exercise", EXERCISE, HALO),
};

static PlimColour
colour_from_rgba (guint32 rgba)
{
  return (PlimColour) { rgba >> 24, (rgba >> 16) & 0xff, (rgba >> 8) & 0xff, rgba & 0xff };
}

static PlimLook *
build_looks (void)
{
  PlimLook *looks = g_new0 (PlimLook, N_THEMES * PLIM_N_STYLES);

  for (guint theme = 0; theme < N_THEMES; theme++)
    for (guint style = 0; style < PLIM_N_STYLES; style++)
      {
        const Grammar *rule = &grammar[style];
        PlimLook *look = &looks[theme * PLIM_N_STYLES + style];

        look->name = rule->name;
        look->fill = colour_from_rgba (palette[rule->fill][theme]);
        look->stroke = colour_from_rgba (palette[rule->stroke][theme]);
        look->pattern_ground = colour_from_rgba (palette[rule->ground][theme]);
        look->halo = colour_from_rgba (palette[rule->halo][theme]);
        look->pattern = rule->pattern;
        look->width_mm = rule->width_mm;
        look->dash_mm[0] = rule->dash_mm[0];
        look->dash_mm[1] = rule->dash_mm[1];
      }

  return looks;
}

const PlimLook *
plim_style_get_look (PlimStyle style,
                     PlimTheme theme)
{
  static gsize looks = 0;

  g_return_val_if_fail (style < PLIM_N_STYLES, NULL);
  g_return_val_if_fail (theme < N_THEMES, NULL);

  /* Kept for as long as the program runs. */
  if (g_once_init_enter (&looks))
    g_once_init_leave (&looks, (gsize) build_looks ());

  return (const PlimLook *) looks + theme * PLIM_N_STYLES + style;
}

PlimColour
plim_style_get_series_colour (guint     nth,
                              PlimTheme theme)
{
  g_return_val_if_fail (theme < N_THEMES, (PlimColour) { 0 });

  return colour_from_rgba (series[nth % N_SERIES][theme]);
}

PlimColour
plim_style_get_ramp_colour (PlimRamp  ramp,
                            double    share,
                            PlimTheme theme)
{
  const guint32 *stops;
  PlimColour low, high;
  double at, part;
  guint stop;

  g_return_val_if_fail (ramp < PLIM_N_RAMPS && theme < N_THEMES, (PlimColour) { 0 });

  stops = theme == PLIM_THEME_GREY ? grey_ramp : ramps[ramp][theme == PLIM_THEME_DARK];
  at = CLAMP (share, 0.0, 1.0) * (N_STOPS - 1);
  stop = MIN ((guint) at, N_STOPS - 2);
  part = at - stop;
  low = colour_from_rgba (stops[stop]);
  high = colour_from_rgba (stops[stop + 1]);

  return (PlimColour) { low.r + (high.r - low.r) * part + 0.5, low.g + (high.g - low.g) * part + 0.5,
                        low.b + (high.b - low.b) * part + 0.5, 0xff };
}

void
plim_look_set_series (PlimLook  *look,
                      guint      series_number,
                      PlimTheme  theme)
{
  PlimColour hue;
  PlimColour paper;

  g_return_if_fail (look != NULL);

  if (series_number == 0)
    return;

  if (series_number >= PLIM_SERIES_OF_RAMP (0, 0))
    hue = plim_style_get_ramp_colour ((series_number - PLIM_SERIES_OF_RAMP (0, 0)) / PLIM_RAMP_STEPS % PLIM_N_RAMPS,
                                      series_number % PLIM_RAMP_STEPS / (PLIM_RAMP_STEPS - 1.0), theme);
  else
    hue = plim_style_get_series_colour (series_number - 1, theme);
  paper = colour_from_rgba (palette[PAPER][theme]);
  if (look->stroke.a != 0 && memcmp (&look->stroke, &paper, sizeof paper) != 0)
    look->stroke = (PlimColour) { hue.r, hue.g, hue.b, look->stroke.a };
  if (look->fill.a != 0 && memcmp (&look->fill, &paper, sizeof paper) != 0)
    look->fill = (PlimColour) { hue.r, hue.g, hue.b, look->fill.a };
}

double
plim_look_get_halo_mm (double size_mm)
{
  return CLAMP (size_mm * 0.28, 0.4, 1.0);
}

PlimTheme
plim_theme_from_name (const char *name)
{
  if (g_strcmp0 (name, "light") == 0)
    return PLIM_THEME_LIGHT;
  if (g_strcmp0 (name, "dark") == 0)
    return PLIM_THEME_DARK;
  if (g_strcmp0 (name, "grey") == 0)
    return PLIM_THEME_GREY;

  return PLIM_THEME_PAPER;
}
