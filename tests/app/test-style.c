#include "config.h"

#include <math.h>

#include "app/scene/plim-style.h"
#include "tests/plim-test.h"

static double
linear (guint8 channel)
{
  double share = channel / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
luminance (PlimColour colour)
{
  return 0.2126 * linear (colour.r) + 0.7152 * linear (colour.g) + 0.0722 * linear (colour.b);
}

static double
contrast (PlimColour a,
          PlimColour b)
{
  double lighter = MAX (luminance (a), luminance (b));
  double darker = MIN (luminance (a), luminance (b));

  return (lighter + 0.05) / (darker + 0.05);
}

static gboolean
is_grey (PlimColour colour)
{
  return colour.r == colour.g && colour.g == colour.b;
}

static void
test_every_style_has_a_look (void)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint style = 0; style < PLIM_N_STYLES; style++)
    {
      const PlimLook *look = plim_style_get_look (style, PLIM_THEME_PAPER);

      g_assert_nonnull (look->name);
      g_assert_true (g_hash_table_add (names, (gpointer) look->name));
      if (style != PLIM_STYLE_NONE)
        g_assert_true (look->fill.a != 0 || look->stroke.a != 0);
      g_assert_true (look->stroke.a == 0 || look->width_mm > 0);
    }
}

static void
test_grey_is_grey (void)
{
  for (guint style = 0; style < PLIM_N_STYLES; style++)
    {
      const PlimLook *look = plim_style_get_look (style, PLIM_THEME_GREY);

      g_assert_true (is_grey (look->fill));
      g_assert_true (is_grey (look->stroke));
      g_assert_true (is_grey (look->pattern_ground));
    }
  for (guint nth = 0; nth < 8; nth++)
    g_assert_true (is_grey (plim_style_get_series_colour (nth, PLIM_THEME_GREY)));
}

static PlimColour
lay_on_white (PlimColour colour)
{
  guint white = 255 * (255 - colour.a);

  return (PlimColour) { (colour.r * colour.a + white) / 255, (colour.g * colour.a + white) / 255,
                        (colour.b * colour.a + white) / 255, 255 };
}

static gboolean
differ_without_colour (const PlimLook *a,
                       const PlimLook *b)
{
  PlimColour a_body = lay_on_white (a->fill.a != 0 ? a->fill : a->stroke);
  PlimColour b_body = lay_on_white (b->fill.a != 0 ? b->fill : b->stroke);

  if (a->pattern != b->pattern)
    return TRUE;
  if ((a->fill.a == 0) != (b->fill.a == 0))
    return TRUE;
  /* Two lines: dash, or a width that is plainly another. */
  if ((a->dash_mm[0] > 0) != (b->dash_mm[0] > 0) || fabs (a->dash_mm[0] - b->dash_mm[0]) > 0.5)
    return TRUE;
  if (a->fill.a == 0 && b->fill.a == 0 && MAX (a->width_mm, b->width_mm) >= 1.5 * MIN (a->width_mm, b->width_mm))
    return TRUE;

  return contrast (a_body, b_body) >= 1.5;
}

/* What stands in one chart and means different things. */
static void
test_print_keeps_the_meaning (void)
{
  static const PlimStyle charts[][8] = {
    /* shapes of the coal and oil charts */
    { PLIM_STYLE_NOTIFIED, PLIM_STYLE_ESTIMATE, PLIM_STYLE_ESTIMATE_OTHER, PLIM_STYLE_COMPUTED, PLIM_STYLE_REMAINDER,
      PLIM_STYLE_NOT_REPORTED, PLIM_STYLE_BAN, PLIM_STYLE_THEFT_ATTRIBUTED },
    /* their lines */
    { PLIM_STYLE_CAP, PLIM_STYLE_CAP_SECOND, PLIM_STYLE_AXIS, PLIM_STYLE_GRID, PLIM_STYLE_NOT_REPORTED },
    /* thefts */
    { PLIM_STYLE_THEFT_ATTRIBUTED, PLIM_STYLE_THEFT_SUGGESTED, PLIM_STYLE_THEFT_SUSPECTED, PLIM_STYLE_REMAINDER },
    { PLIM_STYLE_THEFT_LISTED, PLIM_STYLE_REMAINDER, PLIM_STYLE_THEFT_SUGGESTED },
    /* the map */
    { PLIM_STYLE_TRACK, PLIM_STYLE_ROUTE_SUSPECTED, PLIM_STYLE_ROUTE_UNKNOWN_WAY, PLIM_STYLE_SIGHTING },
    { PLIM_STYLE_SIGHTING, PLIM_STYLE_SIGHTING_TOLD, PLIM_STYLE_PORT },
    { PLIM_STYLE_TRACK, PLIM_STYLE_SILENCE_SPAN, PLIM_STYLE_ROUTE_SUSPECTED, PLIM_STYLE_ROUTE_UNKNOWN_WAY, PLIM_STYLE_AREA },
    { PLIM_STYLE_DENSITY, PLIM_STYLE_TRACK, PLIM_STYLE_SIGHTING, PLIM_STYLE_AREA },
  };

  for (guint chart = 0; chart < G_N_ELEMENTS (charts); chart++)
    for (guint i = 0; i < 8 && charts[chart][i] != PLIM_STYLE_NONE; i++)
      for (guint j = i + 1; j < 8 && charts[chart][j] != PLIM_STYLE_NONE; j++)
        {
          const PlimLook *a = plim_style_get_look (charts[chart][i], PLIM_THEME_GREY);
          const PlimLook *b = plim_style_get_look (charts[chart][j], PLIM_THEME_GREY);

          if (!differ_without_colour (a, b))
            g_error ("%s and %s look the same in grey", a->name, b->name);
        }
}

static void
test_text_is_legible (void)
{
  for (guint theme = 0; theme <= PLIM_THEME_GREY; theme++)
    {
      PlimColour paper = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;
      PlimColour sea = plim_style_get_look (PLIM_STYLE_SEA, theme)->fill;
      PlimColour land = plim_style_get_look (PLIM_STYLE_LAND, theme)->fill;

      for (guint style = PLIM_STYLE_TEXT_TITLE; style < PLIM_N_STYLES; style++)
        {
          const PlimLook *look = plim_style_get_look (style, theme);
          PlimColour ground = style == PLIM_STYLE_TEXT_SEA ? sea : style == PLIM_STYLE_TEXT_LAND ? land : paper;

          if (contrast (look->fill, ground) < 4.5)
            g_error ("%s in theme %u has a contrast of %.1f", look->name, theme, contrast (look->fill, ground));
        }

      /* What carries meaning stands out from the paper. */
      g_assert_cmpfloat (contrast (plim_style_get_look (PLIM_STYLE_CAP, theme)->stroke, paper), >=, 4.5);
      g_assert_cmpfloat (contrast (plim_style_get_look (PLIM_STYLE_NOTIFIED, theme)->fill, paper), >=, 3);
      g_assert_cmpfloat (contrast (plim_style_get_look (PLIM_STYLE_ESTIMATE, theme)->stroke, paper), >=, 3);
      g_assert_cmpfloat (contrast (plim_style_get_look (PLIM_STYLE_ESTIMATE_OTHER, theme)->stroke, paper), >=, 3);
      for (guint nth = 0; nth < 8; nth++)
        g_assert_cmpfloat (contrast (plim_style_get_series_colour (nth, theme), sea), >=, 3);
    }
}

static void
test_series (void)
{
  PlimLook track = *plim_style_get_look (PLIM_STYLE_TRACK, PLIM_THEME_PAPER);
  PlimLook silence = *plim_style_get_look (PLIM_STYLE_SILENCE, PLIM_THEME_PAPER);
  PlimColour third = plim_style_get_series_colour (2, PLIM_THEME_PAPER);
  PlimColour eleventh = plim_style_get_series_colour (10, PLIM_THEME_PAPER);

  g_assert_cmpmem (&third, sizeof third, &eleventh, sizeof eleventh);

  plim_look_set_series (&track, 3, PLIM_THEME_PAPER);
  g_assert_cmpint (track.stroke.r, ==, third.r);
  g_assert_cmpint (track.fill.a, ==, 0);

  /* Hollow stays hollow. */
  plim_look_set_series (&silence, 3, PLIM_THEME_PAPER);
  g_assert_cmpint (silence.stroke.g, ==, third.g);
  g_assert_cmpint (silence.fill.r, ==, 0xff);
}

static void
test_names (void)
{
  g_assert_cmpint (plim_theme_from_name ("light"), ==, PLIM_THEME_LIGHT);
  g_assert_cmpint (plim_theme_from_name ("dark"), ==, PLIM_THEME_DARK);
  g_assert_cmpint (plim_theme_from_name ("grey"), ==, PLIM_THEME_GREY);
  g_assert_cmpint (plim_theme_from_name ("paper"), ==, PLIM_THEME_PAPER);
  g_assert_cmpint (plim_theme_from_name (NULL), ==, PLIM_THEME_PAPER);
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/style/every-style-has-a-look", test_every_style_has_a_look);
  g_test_add_func ("/style/grey-is-grey", test_grey_is_grey);
  g_test_add_func ("/style/print-keeps-the-meaning", test_print_keeps_the_meaning);
  g_test_add_func ("/style/text-is-legible", test_text_is_legible);
  g_test_add_func ("/style/series", test_series);
  g_test_add_func ("/style/names", test_names);

  return g_test_run ();
}
