#include "config.h"

#include "app/charts/plim-distance-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/charts/plim-chart-frame.h"
#include "app/plim-error.h"
#include "app/scene/plim-scale.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"

/* In a lower picture the drawing needs the room of the subtitle and of the notes. */
#define LOW_MM        90.0
#define LEAST_PLOT_MM 4.0
/* Where positions lie closer than this each gets no dot of its own: the line would be hidden by them. */
#define DOT_EVERY_MM 1.6
#define DOT_MM       0.5
/* What is shorter can still be seen. */
#define LEAST_SPAN_MM 0.5

typedef struct
{
  const PlimTrackComparison *comparison;
  const PlimDistanceVessel  *first;
  const PlimDistanceVessel  *second;
  PlimChartFrame            *frame;
  GPtrArray                 *claims;     /* PlimClaim, of both */
  PlimScale                  miles;
  PlimScale                  time;
} Plot;

/* "04:10" */
static char *
format_clock (gint64 time_s)
{
  gint64 minutes = (time_s - plim_day_to_unix (plim_day_from_unix (time_s))) / 60;

  return g_strdup_printf ("%02d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

/* "7 May 2030, 04:10 UTC" */
static char *
format_time (double time_s)
{
  gint64 rounded = (gint64) floor (time_s + 0.5);
  g_autofree char *day = plim_day_to_words (plim_day_from_unix (rounded)), *clock = format_clock (rounded);

  /* Translators: a day and a time of day: "7 May 2030, 04:10 UTC" */
  return g_strdup_printf (_("%s, %s UTC"), day, clock);
}

/* Three digits say more than positions are good for, but not less. */
static char *
format_number (double value)
{
  if (value >= 99.95)
    return plim_amount_number_words (round (value), round (value));

  return g_strdup_printf ("%.*f", value < 9.995 ? 2 : 1, value);
}

/* "1.24 nm", with a space that is not broken */
static char *
format_miles (double metres)
{
  g_autofree char *number = format_number (metres / PLIM_GEO_NAUTICAL_MILE_M);

  /* Translators: nautical miles; the space is one that is not broken */
  return g_strdup_printf (_("%s\302\240nm"), number);
}

/* "1.24 nm (2.30 km)" */
static char *
format_distance (double metres)
{
  g_autofree char *miles = format_miles (metres), *km = format_number (metres / 1000.0);

  /* Translators: a distance in nautical miles, and in kilometres */
  return g_strdup_printf (_("%s (%s\302\240km)"), miles, km);
}

static const PlimSeparation *
get_point (const PlimTrackComparison *comparison,
           guint                      i)
{
  return &g_array_index (comparison->points, PlimSeparation, i);
}

/* How a vessel's place is known. */
static const char *
stated_words (gboolean stated)
{
  return stated ? _("position stated") : _("between two positions");
}

static char *
point_words (const Plot           *plot,
             const PlimSeparation *point)
{
  g_autofree char *time = format_time (point->time_s), *distance = format_distance (point->distance_m);

  /* Translators: a time, a distance, then each vessel's name and how its place is known: "position stated" */
  return g_strdup_printf (_("%s: %s apart. %s: %s; %s: %s"), time, distance, plot->first->name, stated_words (point->first_stated),
                          plot->second->name, stated_words (point->second_stated));
}

static void
draw_miles_axis (Plot   *plot,
                 GArray *ticks)
{
  PlimChartFrame *frame = plot->frame;

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i), y = plim_scale_map (&plot->miles, value);
      g_autofree char *words = plim_amount_number_words (value, value);

      plim_scene_add_line (frame->scene, i == 0 ? PLIM_STYLE_AXIS : PLIM_STYLE_GRID, plot->time.from_mm, y, plot->time.to_mm, y);
      plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, plot->time.from_mm - frame->axis_mm * 0.5, y + frame->axis_mm * 0.36,
                                 frame->axis_mm, PLIM_ALIGN_END, FALSE, words);
    }
  /* Translators: nautical miles, over the axis */
  plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_MUTED, plot->time.from_mm - frame->axis_mm * 0.5, plot->miles.to_mm - frame->axis_mm * 0.9,
                             frame->axis_mm, PLIM_ALIGN_END, FALSE, _("nm"));
}

static gint64
choose_time_step (const Plot *plot,
                  gint64      most)
{
  static const gint64 steps[] = { 60, 300, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 5 * 86400, 10 * 86400 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if ((plot->time.high - plot->time.low) / steps[i] <= most)
      return steps[i];

  return 0;
}

static void
draw_tick (Plot       *plot,
           gint64      time_s,
           const char *above,
           const char *below)
{
  PlimChartFrame *frame = plot->frame;
  double x = plim_scale_map (&plot->time, time_s), y = plot->miles.from_mm;

  plim_scene_add_line (frame->scene, PLIM_STYLE_TICK, x, y, x, y + 1.4);
  plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x, y + 1.2 + frame->axis_mm, frame->axis_mm, PLIM_ALIGN_MIDDLE, FALSE, above);
  if (below != NULL)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x, y + 1.2 + frame->axis_mm * 2.3, frame->axis_mm, PLIM_ALIGN_MIDDLE, FALSE, below);
}

/* "Feb 2031", of its first day */
static char *
month_words (guint32 day)
{
  PlimPeriod period = PLIM_PERIOD_UNKNOWN;
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);
  period.first = day;
  period.last = month == 12 ? plim_day_from_ymd (year, 12, 31) : plim_day_from_ymd (year, month + 1, 1) - 1;
  period.first_precision = period.last_precision = PLIM_PRECISION_MONTH;

  return plim_period_to_words (&period);
}

static void
draw_time_axis (Plot *plot)
{
  PlimChartFrame *frame = plot->frame;
  gint64 most = MAX (3, (gint64) ((plot->time.to_mm - plot->time.from_mm) / (frame->axis_mm * 5.5)));
  gint64 step_s = choose_time_step (plot, most), low_s = (gint64) plot->time.low;
  guint32 last_day = 0;

  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_MUTED, frame->right, plot->miles.from_mm + 1.2 + frame->axis_mm * 2.3, frame->axis_mm,
                         PLIM_ALIGN_END, FALSE, "UTC");
  if (step_s > 0)
    {
      gint64 base_s = plim_day_to_unix (plim_day_from_unix (low_s));

      for (gint64 time_s = base_s + (low_s - base_s + step_s - 1) / step_s * step_s; time_s <= plot->time.high; time_s += step_s)
        {
          guint32 day = plim_day_from_unix (time_s);
          g_autofree char *clock = format_clock (time_s), *words = plim_day_to_words (day);

          if (step_s >= 86400)
            draw_tick (plot, time_s, words, NULL);
          else
            draw_tick (plot, time_s, clock, day != last_day ? words : NULL);
          last_day = day;
        }
    }
  else
    {
      PlimDayScale days = { plim_day_from_unix (low_s), plim_day_from_unix ((gint64) plot->time.high), plot->time.from_mm, plot->time.to_mm };
      PlimTickUnit unit;
      g_autoptr(GArray) ticks = plim_day_scale_ticks (&days, MAX (3, most * 2 / 3), &unit);

      for (guint i = 0; i < ticks->len; i++)
        {
          guint32 day = g_array_index (ticks, guint32, i);
          g_autofree char *words = unit == PLIM_TICK_DAY ? plim_day_to_words (day) : month_words (day);

          if (plim_day_to_unix (day) >= low_s)
            draw_tick (plot, plim_day_to_unix (day), words, NULL);
        }
    }
}

/* A gap says that it is one, where there is room to. */
static void
draw_gap (Plot   *plot,
          double  from_s,
          double  to_s)
{
  PlimChartFrame *frame = plot->frame;
  double x1 = plim_scale_map (&plot->time, from_s), x2 = plim_scale_map (&plot->time, to_s);
  /* Translators: of a distance, in a span of time */
  const char *words = _("not known");

  if (x2 - x1 > plim_layout_text_width (words, frame->note_mm, FALSE) + 2.0)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_MUTED, (x1 + x2) / 2.0, plot->miles.from_mm - frame->note_mm * 0.6, frame->note_mm,
                               PLIM_ALIGN_MIDDLE, FALSE, words);
}

static void
draw_gaps (Plot *plot)
{
  const GArray *points = plot->comparison->points;

  draw_gap (plot, plot->time.low, get_point (plot->comparison, 0)->time_s);
  for (guint i = 1; i < points->len; i++)
    if (!get_point (plot->comparison, i)->joined)
      draw_gap (plot, get_point (plot->comparison, i - 1)->time_s, get_point (plot->comparison, i)->time_s);
  draw_gap (plot, get_point (plot->comparison, points->len - 1)->time_s, plot->time.high);
}

static void
draw_spans (Plot *plot)
{
  const GArray *spans = plot->comparison->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      const PlimNearSpan *span = &g_array_index (spans, PlimNearSpan, i);
      double x1 = plim_scale_map (&plot->time, span->from_s), x2 = plim_scale_map (&plot->time, span->to_s);
      double width = MAX (x2 - x1, LEAST_SPAN_MM), middle = (x1 + x2) / 2.0;
      g_autofree char *limit = format_distance (plot->comparison->limit_m), *nearest = format_distance (span->nearest_m);
      g_autofree char *from = format_time (span->from_s), *to = format_time (span->to_s);
      g_autoptr(GString) words = g_string_new (NULL);
      PlimShape *shape = plim_scene_add_rect (plot->frame->scene, PLIM_STYLE_SIGHTING,
                                              CLAMP (middle - width / 2.0, plot->time.from_mm, plot->time.to_mm - width),
                                              plot->miles.to_mm, width, plot->miles.from_mm - plot->miles.to_mm);

      g_string_append_printf (words, _("Within %s of each other from %s to %s; closest %s."), limit, from, to, nearest);
      if (span->open_before || span->open_after)
        {
          g_string_append_c (words, ' ');
          g_string_append (words, span->open_before && span->open_after ? _("Before and after that it is not known.")
                                  : span->open_before ? _("Before that it is not known.") : _("After that it is not known."));
        }
      plim_scene_mark_many (plot->frame->scene, shape, g_string_free (g_steal_pointer (&words), FALSE), plot->claims);
    }
}

/* One unbroken line, from a point to the last that is joined to it. */
static guint
draw_run (Plot     *plot,
          guint     first,
          guint     group,
          gboolean  with_dots)
{
  const GArray *points = plot->comparison->points;
  double least_m = get_point (plot->comparison, first)->distance_m, most_m = least_m;
  PlimShape *path;
  guint end;

  for (end = first + 1; end < points->len && get_point (plot->comparison, end)->joined; end++)
    {
      least_m = MIN (least_m, get_point (plot->comparison, end)->distance_m);
      most_m = MAX (most_m, get_point (plot->comparison, end)->distance_m);
    }

  if (end - first > 1)
    {
      g_autofree char *from = format_time (get_point (plot->comparison, first)->time_s);
      g_autofree char *to = format_time (get_point (plot->comparison, end - 1)->time_s);
      g_autofree char *least = format_distance (least_m), *most = format_distance (most_m);

      path = plim_scene_add_path (plot->frame->scene, PLIM_STYLE_TRACK);
      for (guint i = first; i < end; i++)
        {
          double x = plim_scale_map (&plot->time, get_point (plot->comparison, i)->time_s);
          double y = plim_scale_map (&plot->miles, get_point (plot->comparison, i)->distance_m / PLIM_GEO_NAUTICAL_MILE_M);

          if (i == first)
            plim_shape_move_to (path, x, y);
          else
            plim_shape_line_to (path, x, y);
        }
      path->group = group;
      plim_scene_mark_many (plot->frame->scene, path,
                            /* Translators: two times, then the least and the greatest distance in between */
                            g_strdup_printf (_("From %s to %s: between %s and %s apart"), from, to, least, most), plot->claims);
    }

  for (guint i = first; i < end; i++)
    {
      const PlimSeparation *point = get_point (plot->comparison, i);
      PlimShape *dot;

      if (end - first > 1 && !(with_dots && (point->first_stated || point->second_stated)))
        continue;
      dot = plim_scene_add_circle (plot->frame->scene, PLIM_STYLE_SILENCE, plim_scale_map (&plot->time, point->time_s),
                                   plim_scale_map (&plot->miles, point->distance_m / PLIM_GEO_NAUTICAL_MILE_M), DOT_MM);
      dot->group = group;
      plim_scene_mark_many (plot->frame->scene, dot, point_words (plot, point), plot->claims);
    }

  return end;
}

static void
draw_nearest (Plot *plot)
{
  PlimChartFrame *frame = plot->frame;
  const PlimSeparation *point = get_point (plot->comparison, plot->comparison->nearest);
  double x = plim_scale_map (&plot->time, point->time_s);
  double y = plim_scale_map (&plot->miles, point->distance_m / PLIM_GEO_NAUTICAL_MILE_M);
  g_autofree char *distance = format_distance (point->distance_m), *time = format_time (point->time_s), *words = NULL;
  double size = frame->label_mm, width, top, left, least = plot->time.from_mm + 1.0, most;
  PlimShape *shape = plim_scene_add_circle (frame->scene, PLIM_STYLE_SELECTED, x, y, 1.3);
  g_autofree char *label = point_words (plot, point);

  plim_scene_mark_many (frame->scene, shape, g_strdup_printf (_("Closest: %s"), label), plot->claims);

  /* In the upper part of the plot, where no line is the lowest: above its mark, with a leader down to it. */
  words = g_strdup_printf (_("Closest: %s on %s"), distance, time);
  width = plim_layout_text_width (words, size, TRUE);
  most = plot->time.to_mm - width - 1.0;
  left = CLAMP (x - width / 2.0, least, MAX (least, most));
  top = plot->miles.to_mm - size * 0.5;
  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_LABEL, left, top, size, PLIM_ALIGN_START, TRUE, words);
  if (y - 1.5 > top + size * 0.5)
    plim_scene_add_line (frame->scene, PLIM_STYLE_LEADER, x, top + size * 0.4, x, y - 1.5);
}

static GPtrArray *
write_notes (const Plot *plot,
             gint64      longest_step_s)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *recalled = plim_chart_recalled_note (plot->claims);
  g_autofree char *step = NULL;

  if (longest_step_s >= 7200)
    step = g_strdup_printf (ngettext ("Between two positions at most %d hour apart each vessel is taken to move evenly on the great circle; where they lie farther apart nothing is drawn.",
                                      "Between two positions at most %d hours apart each vessel is taken to move evenly on the great circle; where they lie farther apart nothing is drawn.",
                                      (int) (longest_step_s / 3600)), (int) (longest_step_s / 3600));
  else
    step = g_strdup_printf (ngettext ("Between two positions at most %d minute apart each vessel is taken to move evenly on the great circle; where they lie farther apart nothing is drawn.",
                                      "Between two positions at most %d minutes apart each vessel is taken to move evenly on the great circle; where they lie farther apart nothing is drawn.",
                                      (int) (longest_step_s / 60)), (int) (longest_step_s / 60));
  plim_chart_add_note (notes, step);
  if (plot->comparison->spans->len > 0)
    {
      g_autofree char *limit = format_distance (plot->comparison->limit_m);
      g_autofree char *near = g_strdup_printf (_("Shaded: within %s of each other. Nearness alone does not say what was done."), limit);

      plim_chart_add_note (notes, near);
    }
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  return notes;
}

static void
draw_all (Plot   *plot,
          gint64  from_s,
          gint64  to_s)
{
  PlimChartFrame *frame = plot->frame;
  const GArray *points = plot->comparison->points;
  double highest = 0.0, widest = 0.0;
  g_autoptr(GArray) ticks = NULL;
  gboolean with_dots;
  guint n_dots = 0, group = 1;

  for (guint i = 0; i < points->len; i++)
    {
      const PlimSeparation *point = get_point (plot->comparison, i);

      highest = MAX (highest, point->distance_m / PLIM_GEO_NAUTICAL_MILE_M);
      n_dots += point->first_stated || point->second_stated;
    }
  plot->miles = (PlimScale) { 0.0, MAX (highest, 0.01) * 1.04, frame->bottom - 1.4 - frame->axis_mm * 2.6,
                              frame->top + frame->label_mm * 1.8, FALSE };
  plot->miles.to_mm = MIN (plot->miles.to_mm, plot->miles.from_mm - LEAST_PLOT_MM);
  ticks = plim_scale_ticks (&plot->miles, CLAMP ((guint) ((plot->miles.from_mm - plot->miles.to_mm) / (frame->axis_mm * 2.2)), 2, 6));
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      g_autofree char *words = plim_amount_number_words (value, value);

      widest = MAX (widest, plim_layout_text_width (words, frame->axis_mm, FALSE));
    }
  plot->time = (PlimScale) { from_s, MAX (to_s, from_s + 1), frame->left + widest + frame->axis_mm * 0.9, frame->right - 1.0, FALSE };
  with_dots = n_dots * DOT_EVERY_MM < plot->time.to_mm - plot->time.from_mm;

  draw_miles_axis (plot, ticks);
  draw_time_axis (plot);
  draw_gaps (plot);
  draw_spans (plot);
  for (guint i = 0; i < points->len; group++)
    i = draw_run (plot, i, group, with_dots);
  draw_nearest (plot);
}

static char *
write_title (const Plot *plot)
{
  const PlimSeparation *nearest = get_point (plot->comparison, plot->comparison->nearest);
  g_autofree char *distance = format_miles (nearest->distance_m);
  g_autofree char *day = plim_day_to_words (plim_day_from_unix ((gint64) floor (nearest->time_s + 0.5)));

  /* Translators: two vessels' names, a distance, a day */
  return g_strdup_printf (_("%s and %s: closest known approach %s, on %s"), plot->first->name, plot->second->name, distance, day);
}

static PlimScene *
draw_never (const char             *first,
            const char             *second,
            gboolean                exercise,
            const PlimChartOptions *options)
{
  g_autofree char *title = g_strdup_printf (_("%s and %s: at no time in view are both places known"), first, second);

  return plim_chart_frame_new_empty (options, exercise, title,
                                     _("Choose another time range, or vessels whose positions overlap in time."));
}

PlimScene *
plim_distance_chart_new (const PlimTrackComparison *comparison,
                         const PlimDistanceVessel  *first,
                         const PlimDistanceVessel  *second,
                         gint64                     from_s,
                         gint64                     to_s,
                         gint64                     longest_step_s,
                         gboolean                   exercise,
                         const PlimChartOptions    *options)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new (), notes = NULL;
  Plot plot = { .comparison = comparison, .first = first, .second = second, .claims = claims };
  PlimChartOptions chosen = *options;
  g_autofree char *title = NULL, *summary = NULL, *from = NULL, *to = NULL;
  const char *subtitle = NULL;

  g_return_val_if_fail (comparison != NULL && first != NULL && second != NULL && options != NULL && from_s <= to_s, NULL);

  if (comparison->points->len == 0)
    return draw_never (first->name, second->name, exercise, options);

  for (guint i = 0; i < first->claims->len; i++)
    plim_chart_collect (claims, g_ptr_array_index (first->claims, i));
  for (guint i = 0; i < second->claims->len; i++)
    plim_chart_collect (claims, g_ptr_array_index (second->claims, i));
  notes = write_notes (&plot, longest_step_s);
  title = write_title (&plot);
  chosen.brief |= chosen.height_mm < LOW_MM;
  if (chosen.height_mm >= LOW_MM)
    subtitle = plim_chart_frame_choose (&chosen, _("Distance over time in nautical miles; no line where the place of one of them is not known"),
                                        _("Distance in nautical miles"));
  plot.frame = plim_chart_frame_new (&chosen, exercise, title, subtitle, notes, claims);
  from = format_time (from_s);
  to = format_time (to_s);
  summary = g_strdup_printf (ngettext ("The distance from %s to %s at %u moment. %s.", "The distance from %s to %s at %u moments. %s.",
                                       comparison->points->len), from, to, comparison->points->len, title);
  plim_scene_set_summary (plot.frame->scene, summary);
  draw_all (&plot, from_s, to_s);

  return plim_chart_frame_finish (plot.frame);
}

/* Of whichever positions of a vessel the comparison was made from. */
static char **
find_cited (const PlimTrackComparison *comparison,
            const PlimTrackParts      *parts,
            gboolean                   is_first,
            PlimPositionSources       *sources)
{
  for (guint i = 0; i < comparison->points->len; i++)
    {
      const PlimSeparation *point = get_point (comparison, i);
      guint position = is_first ? point->first_position : point->second_position;
      const PlimPosition *here = &g_array_index (parts->positions, PlimPosition, position);

      plim_position_sources_mark (sources, here[0].source);
      if (!(is_first ? point->first_stated : point->second_stated))
        plim_position_sources_mark (sources, here[1].source);
    }

  return plim_position_sources_take_marked (sources);
}

static GPtrArray *
read_claims (PlimStore                  *store,
             const PlimTrackComparison  *comparison,
             const PlimTrackParts       *parts,
             gboolean                    is_first,
             PlimPositionSources        *sources,
             GError                    **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
  g_auto(GStrv) ids = find_cited (comparison, parts, is_first, sources);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      GError *failure = NULL;
      PlimClaim *claim = plim_claim_query_by_id (store, ids[i], &failure);

      /* A chart without one of its citations is none. */
      if (claim == NULL)
        {
          if (failure == NULL)
            g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The store no longer knows the claim %s"), ids[i]);
          g_propagate_error (error, failure);
          return NULL;
        }
      g_ptr_array_add (claims, claim);
    }

  return g_steal_pointer (&claims);
}

static const PlimCraft *
find_craft (GPtrArray   *crafts,
            const char  *key,
            GError     **error)
{
  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (g_str_equal (craft->key, key))
        return craft;
    }

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE, _("The store has no positions of %s for the chosen days and bases."), key);

  return NULL;
}

/* The names, and where they do not tell the two apart, the numbers too. */
static char *
name_craft (const PlimCraft *craft,
            const PlimCraft *other)
{
  if (craft->name == NULL || *craft->name == '\0')
    return g_strdup (craft->key);
  if (g_strcmp0 (craft->name, other->name) == 0)
    return g_strdup_printf ("%s (%s)", craft->name, craft->key);

  return g_strdup (craft->name);
}

static PlimTrackParts *
read_parts (PlimStore                   *store,
            const PlimFilter            *filter,
            const PlimDistanceQuestion  *question,
            const char                  *key,
            PlimPositionSources         *sources,
            GError                     **error)
{
  gint64 before_s = MAX (question->limits.silence_s, question->limits.longest_step_s);
  gint64 from_s = question->from_s > G_MININT64 + before_s ? question->from_s - before_s : G_MININT64;
  gint64 to_s = question->to_s < G_MAXINT64 - before_s ? question->to_s + before_s : G_MAXINT64;
  g_autoptr(GArray) positions = plim_position_query_cited (store, filter, key, from_s, to_s, sources, error);

  return positions != NULL ? plim_track_parts_new (positions, &question->limits) : NULL;
}

PlimScene *
plim_distance_chart_build (PlimStore                   *store,
                           const PlimFilter            *filter,
                           const PlimDistanceQuestion  *question,
                           const PlimChartOptions      *options,
                           GError                     **error)
{
  g_autoptr(GPtrArray) crafts = NULL, first_claims = NULL, second_claims = NULL;
  g_autoptr(PlimPositionSources) sources = plim_position_sources_new ();
  g_autoptr(PlimTrackParts) first = NULL, second = NULL;
  g_autoptr(PlimTrackComparison) comparison = NULL;
  g_autofree char *first_name = NULL, *second_name = NULL;
  PlimFilter all_days;
  PlimDistanceQuestion within;
  const PlimCraft *one, *other;
  PlimDistanceVessel a, b;
  gint64 from_s, to_s;

  g_return_val_if_fail (PLIM_IS_STORE (store) && filter != NULL && question != NULL && options != NULL, NULL);

  crafts = plim_craft_query (store, filter, error);
  if (crafts == NULL
      || (one = find_craft (crafts, question->first, error)) == NULL
      || (other = find_craft (crafts, question->second, error)) == NULL)
    return NULL;
  first_name = name_craft (one, other);
  second_name = name_craft (other, one);

  /* The chosen days bound what is compared, but not the positions that it is worked out from. Without an end there is the
   * time of which both have something to say. */
  within = *question;
  all_days = *filter;
  all_days.days = PLIM_PERIOD_UNKNOWN;
  plim_period_get_span (&filter->days, &from_s, &to_s);
  within.from_s = MAX (question->from_s, from_s);
  within.to_s = MIN (question->to_s, to_s);
  if (within.from_s == G_MININT64)
    within.from_s = MAX (one->first_s, other->first_s);
  if (within.to_s == G_MAXINT64)
    within.to_s = MIN (one->last_s, other->last_s);
  if (within.from_s > within.to_s)
    return draw_never (first_name, second_name, filter->exercise, options);
  if ((first = read_parts (store, &all_days, &within, question->first, sources, error)) == NULL
      || (second = read_parts (store, &all_days, &within, question->second, sources, error)) == NULL)
    return NULL;

  comparison = plim_track_compare (first, second, within.from_s, within.to_s, question->limit_m);
  if ((first_claims = read_claims (store, comparison, first, TRUE, sources, error)) == NULL
      || (second_claims = read_claims (store, comparison, second, FALSE, sources, error)) == NULL)
    return NULL;
  a = (PlimDistanceVessel) { first_name, first_claims };
  b = (PlimDistanceVessel) { second_name, second_claims };

  return plim_distance_chart_new (comparison, &a, &b, within.from_s, within.to_s,
                                  MIN (question->limits.longest_step_s, question->limits.silence_s), filter->exercise, options);
}
