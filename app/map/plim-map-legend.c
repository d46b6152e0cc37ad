#include "config.h"

#include "app/map/plim-map-legend.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/scene/plim-layout.h"

#define TEXT_MM   2.4
#define LINE_MM   3.2
#define SIGN_MM   8.0
#define BETWEEN_MM 1.4

typedef enum
{
  SIGN_TRACK,
  SIGN_SILENCE,
  SIGN_SPAN,
  SIGN_SEEN,
  SIGN_TOLD,
  SIGN_ROUTE,
  SIGN_UNKNOWN_WAY,
  SIGN_PORT,
  SIGN_AREA,
  N_SIGNS
} Sign;

static const char *
explain_sign (Sign              sign,
              const PlimMapUse *use)
{
  switch (sign)
    {
    case SIGN_TRACK:
      if (use->tracks == 0)
        return NULL;
      return use->others == 0 ? _("Track as broadcast, one colour a vessel")
                              : use->others == use->tracks ? _("Track as seen or told of, one colour a vessel")
                                                           : _("Track as broadcast, seen or told of, one colour a vessel");
    case SIGN_SILENCE:
      return use->silences > 0 ? _("Where a silence begins and ends; the way between is not known") : NULL;
    case SIGN_SPAN:
      return use->spans > 0 ? _("No position for so long; dashed only to show what belongs together: the way is not known") : NULL;
    case SIGN_SEEN:
      return use->seen > 0 ? _("Vessel seen, within this circle") : NULL;
    case SIGN_TOLD:
      return use->told > 0 ? _("Vessel told of; place as described, within this circle") : NULL;
    case SIGN_ROUTE:
      if (use->ways == 0)
        return NULL;
      return use->reported == 0 ? _("Suspected route") : use->reported == use->routes ? _("Reported route") : _("Route, suspected or reported");
    case SIGN_UNKNOWN_WAY:
      if (use->unknown_ways == 0)
        return NULL;
      return use->reported == 0 ? _("Suspected route, way not known")
                                : use->reported == use->routes ? _("Reported route, way not known")
                                                               : _("Route, suspected or reported, way not known");
    case SIGN_PORT:
      return use->ports > 0 ? _("Port or terminal") : NULL;
    case SIGN_AREA:
      return use->areas > 0 ? _("Area as drawn; of tracks only those that touch it are shown") : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
draw_sign (PlimScene *scene,
           Sign       sign,
           double     x,
           double     y)
{
  double middle = x + SIGN_MM / 2.0 - 1.0;
  PlimShape *path;

  switch (sign)
    {
    case SIGN_TRACK:
      plim_scene_add_line (scene, PLIM_STYLE_TRACK, x, y, x + SIGN_MM - 2.0, y)->series = 1;
      break;
    case SIGN_SILENCE:
      plim_scene_add_circle (scene, PLIM_STYLE_SILENCE, x + 0.8, y, 0.7)->series = 1;
      plim_scene_add_circle (scene, PLIM_STYLE_SILENCE, x + SIGN_MM - 2.8, y, 0.7)->series = 1;
      break;
    case SIGN_SPAN:
      plim_scene_add_line (scene, PLIM_STYLE_SILENCE_SPAN, x + 0.8, y, x + SIGN_MM - 2.8, y)->series = 1;
      plim_scene_add_circle (scene, PLIM_STYLE_SILENCE, x + 0.8, y, 0.7)->series = 1;
      plim_scene_add_circle (scene, PLIM_STYLE_SILENCE, x + SIGN_MM - 2.8, y, 0.7)->series = 1;
      break;
    case SIGN_SEEN:
      plim_scene_add_circle (scene, PLIM_STYLE_SIGHTING, middle, y, 1.4);
      break;
    case SIGN_TOLD:
      plim_scene_add_circle (scene, PLIM_STYLE_SIGHTING_TOLD, middle, y, 1.4);
      break;
    case SIGN_ROUTE:
      plim_scene_add_line (scene, PLIM_STYLE_ROUTE_SUSPECTED, x, y, x + SIGN_MM - 2.0, y);
      break;
    case SIGN_UNKNOWN_WAY:
      path = plim_scene_add_path (scene, PLIM_STYLE_ROUTE_UNKNOWN_WAY);
      plim_shape_move_to (path, x, y + 0.6);
      plim_shape_curve_to (path, x + 2.0, y - 1.2, x + 4.0, y - 1.2, x + SIGN_MM - 2.0, y + 0.6);
      break;
    case SIGN_PORT:
      plim_scene_add_circle (scene, PLIM_STYLE_PORT, middle, y, 0.65);
      break;
    case SIGN_AREA:
      plim_scene_add_rect (scene, PLIM_STYLE_AREA, x, y - 1.3, SIGN_MM - 2.0, 2.6);
      break;
    default:
      g_return_if_reached ();
    }
}

double
plim_map_legend_add (PlimScene        *scene,
                     const PlimMapUse *use,
                     double            x,
                     double            y,
                     double            width_mm)
{
  Sign sign;

  for (sign = 0; sign < N_SIGNS; sign++)
    {
      const char *words = explain_sign (sign, use);

      if (words == NULL)
        continue;
      draw_sign (scene, sign, x, y - TEXT_MM * 0.35);
      y = plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, x + SIGN_MM, y, TEXT_MM, LINE_MM, width_mm - SIGN_MM, words);
      y += LINE_MM + BETWEEN_MM;
    }

  return plim_track_key_explain (scene, &use->key, x, y, width_mm);
}

double
plim_map_legend_measure (const PlimMapUse *use,
                         double            width_mm)
{
  double height = plim_track_key_measure (&use->key, width_mm);
  Sign sign;

  for (sign = 0; sign < N_SIGNS; sign++)
    {
      const char *words = explain_sign (sign, use);
      g_auto(GStrv) lines = words != NULL ? plim_layout_wrap (words, TEXT_MM, FALSE, width_mm - SIGN_MM) : NULL;

      if (lines != NULL)
        height += g_strv_length (lines) * LINE_MM + BETWEEN_MM;
    }

  return height;
}

double
plim_map_legend_round_length (double most)
{
  double power = pow (10.0, floor (log10 (most)));

  return most >= 5.0 * power ? 5.0 * power : most >= 2.0 * power ? 2.0 * power : power;
}

static double
longest_bar (const PlimMapView *view)
{
  return MIN (view->width * 0.22, 40.0);
}

static void
add_bar (PlimScene         *scene,
         const PlimMapView *view,
         double             latitude,
         double             unit_m,
         const char        *unit,
         double             x,
         double             y,
         gboolean           upwards)
{
  double metres = plim_map_view_metres (view, latitude);
  double length = plim_map_legend_round_length (longest_bar (view) * metres / unit_m);
  double mm = length * unit_m / metres, tick = upwards ? -1.1 : 1.1;
  g_autofree char *words = length >= 1.0 ? g_strdup_printf ("%.0f %s", length, unit) : g_strdup_printf ("%.2g %s", length, unit);
  PlimShape *bar = plim_scene_add_path (scene, PLIM_STYLE_SCALE_BAR);

  plim_shape_move_to (bar, x, y + tick);
  plim_shape_line_to (bar, x, y);
  plim_shape_line_to (bar, x + mm, y);
  plim_shape_line_to (bar, x + mm, y + tick);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, x + mm + 0.9, upwards ? y - 0.4 : y + 2.2, 2.2, PLIM_ALIGN_START, words);
}

void
plim_map_legend_add_scale_bar (PlimScene         *scene,
                               const PlimMapView *view,
                               double             x,
                               double             y)
{
  double latitude = plim_projection_latitude (view->y + view->height / view->scale / 2.0);
  double north = plim_projection_latitude (view->y);
  double south = plim_projection_latitude (view->y + view->height / view->scale);

  add_bar (scene, view, latitude, 1000.0, _("km"), x, y, TRUE);
  /* Translators: nautical miles */
  add_bar (scene, view, latitude, PLIM_GEO_NAUTICAL_MILE_M, _("nm"), x, y, FALSE);

  /* Mercator's scale grows with the latitude: where that matters, for which one the bar is. */
  if (fabs (cos (north * G_PI / 180.0) / cos (south * G_PI / 180.0) - 1.0) > 0.02)
    {
      /* Translators: the latitude for which the map's scale bar is right; N or S comes from the number's sign */
      g_autofree char *at = g_strdup_printf (latitude >= 0.0 ? _("at %.0f° N") : _("at %.0f° S"), fabs (latitude));

      plim_scene_add_text (scene, PLIM_STYLE_TEXT_MUTED, x, y + 5.0, 2.0, PLIM_ALIGN_START, at);
    }
}

void
plim_map_legend_reserve_scale_bar (const PlimMapView *view,
                                   double             x,
                                   double             y,
                                   PlimLabels        *labels)
{
  plim_labels_take (labels, x - 1.0, y - 3.0, longest_bar (view) + 14.0, 9.0);
}
