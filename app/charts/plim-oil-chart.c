#include "config.h"

#include "app/charts/plim-oil-chart.h"

#include "app/charts/plim-oil-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BARRELS "bbl"

PlimOilUnit
plim_oil_choose_unit (double      highest,
                      const char *unit)
{
  gboolean barrels = g_strcmp0 (unit, BARRELS) == 0;

  if (highest >= 2e6)
    return (PlimOilUnit) { 1e6, barrels ? _("million barrels") : _("million tonnes") };
  if (highest >= 1e4)
    return (PlimOilUnit) { 1e3, barrels ? _("thousand barrels") : _("thousand tonnes") };

  return (PlimOilUnit) { 1, barrels ? _("barrels") : _("tonnes") };
}

char *
plim_oil_cap_words (const PlimCap *cap)
{
  g_autofree char *quantity = plim_chart_amount_words (cap->quantity.low, cap->quantity.high, cap->quantity.unit,
                                                       PLIM_BOUND_EXACT);

  return g_strdup_printf (_("Cap %s"), quantity);
}

char *
plim_oil_cap_law (const PlimCap *cap)
{
  if (cap->resolution == NULL)
    return g_strdup (plim_claim_get_source_words (cap->claim));
  if (cap->para == NULL)
    return g_strdup_printf (_("res. %s"), cap->resolution);

  /* Translators: a resolution and its paragraph: "res. 2397 (2017), para 5". */
  return g_strdup_printf (_("res. %1$s, para %2$s"), cap->resolution, cap->para);
}

static GArray *
get_ticks (PlimChartFrame  *frame,
           const PlimScale *values)
{
  double height = fabs (values->from_mm - values->to_mm);

  return plim_scale_ticks (values, CLAMP ((guint) (height / (frame->axis_mm * 2.4)), 3, 8));
}

double
plim_oil_get_gutter (PlimChartFrame    *frame,
                     const PlimScale   *values,
                     const PlimOilUnit *unit)
{
  g_autoptr(GArray) ticks = get_ticks (frame, values);
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i) / unit->divisor;
      g_autofree char *words = plim_amount_number_words (value, value);

      widest = MAX (widest, plim_layout_text_width (words, frame->axis_mm, FALSE));
    }

  return widest + frame->axis_mm * 0.7;
}

double
plim_oil_draw_axis (PlimChartFrame    *frame,
                    const PlimScale   *values,
                    const PlimOilUnit *unit,
                    double             axis_y)
{
  g_autoptr(GArray) ticks = get_ticks (frame, values);
  double x = frame->left + plim_oil_get_gutter (frame, values, unit);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      double y = plim_scale_map (values, value);
      g_autofree char *words = plim_amount_number_words (value / unit->divisor, value / unit->divisor);

      if (value > 0)
        plim_scene_add_line (frame->scene, PLIM_STYLE_GRID, x, y, frame->right, y);
      plim_chart_frame_text (frame, PLIM_STYLE_TEXT_AXIS, x - frame->axis_mm * 0.6, y + frame->axis_mm * 0.36,
                             frame->axis_mm, PLIM_ALIGN_END, FALSE, words);
    }
  plim_scene_add_line (frame->scene, PLIM_STYLE_AXIS, x, axis_y, frame->right, axis_y);

  return x;
}

static double
get_highest (const PlimCapUsage *usage)
{
  double highest = 0;

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);

      if (year->cap != NULL)
        highest = MAX (highest, year->cap->quantity.low);
      if (year->notified != NULL)
        highest = MAX (highest, year->notified->high);
      for (guint j = 0; j < year->estimates->len; j++)
        {
          const PlimEstimate *estimate = g_ptr_array_index (year->estimates, j);

          highest = MAX (highest, estimate->high);
          for (guint k = 0; j == 0 && k < estimate->scenarios->len; k++)
            highest = MAX (highest, g_array_index (estimate->scenarios, PlimScenario, k).high);
        }
    }

  return highest;
}

static void
collect_year (GPtrArray         *claims,
              const PlimCapYear *year)
{
  if (year->cap != NULL)
    plim_chart_collect (claims, year->cap->claim);
  for (guint i = 0; year->notified != NULL && i < year->notified->figures->len; i++)
    plim_chart_collect (claims, ((PlimFigure *) g_ptr_array_index (year->notified->figures, i))->trade->claim);
  for (guint i = 0; i < year->notified_also->len; i++)
    plim_chart_collect (claims, ((PlimFigure *) g_ptr_array_index (year->notified_also, i))->trade->claim);
  for (guint i = 0; i < year->notified_words->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (year->notified_words, i))->claim);
  for (guint i = 0; i < year->notified_zero->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (year->notified_zero, i))->claim);
  for (guint i = 0; i < year->estimates->len; i++)
    {
      const PlimEstimate *estimate = g_ptr_array_index (year->estimates, i);

      for (guint j = 0; j < estimate->figures->len; j++)
        plim_chart_collect (claims, ((PlimFigure *) g_ptr_array_index (estimate->figures, j))->trade->claim);
    }
}

static GPtrArray *
collect_claims (const PlimCapUsage   *usage,
                const PlimConversion *conversion)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < usage->years->len; i++)
    collect_year (claims, g_ptr_array_index (usage->years, i));
  if (conversion != NULL)
    plim_chart_collect (claims, conversion->claim);

  return claims;
}

/* A row under the years, where each of its words has room in its slot. */
static gboolean
row_fits (PlimOilPlot *plot,
          char        *(*dup_words) (const PlimCapYear *year))
{
  gboolean any = FALSE;

  for (guint i = 0; i < plot->usage->years->len; i++)
    {
      g_autofree char *words = dup_words (g_ptr_array_index (plot->usage->years, i));

      if (words == NULL)
        continue;
      any = TRUE;
      if (plim_layout_text_width (words, plot->frame->note_mm, FALSE) > plot->slot_mm - 0.8)
        return FALSE;
    }

  return any;
}

typedef struct
{
  char     *(*dup_words) (const PlimCapYear *year);
  PlimStyle style;
  gboolean  shown;
} Row;

static void
write_rows (PlimOilPlot *plot,
            double       x,
            const Row   *rows,
            guint        n_rows)
{
  PlimChartFrame *frame = plot->frame;
  double year_size = frame->axis_mm * 1.08;
  double widest = plim_layout_text_width ("2088", year_size, TRUE) + 1;
  guint step = MAX (1, (guint) ceil (widest / plot->slot_mm));

  for (guint i = 0; i < plot->usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (plot->usage->years, i);
      double middle = x + (i + 0.5) * plot->slot_mm;
      double y = plot->axis_y + year_size * 1.4;

      if (year->year % step == 0)
        {
          g_autofree char *number = g_strdup_printf ("%u", year->year);

          plim_chart_frame_text (frame, PLIM_STYLE_TEXT_LABEL, middle, y, year_size, PLIM_ALIGN_MIDDLE, TRUE, number);
        }
      for (guint j = 0; j < n_rows; j++)
        {
          g_autofree char *words = NULL;

          if (!rows[j].shown)
            continue;
          y += frame->note_mm * 1.36;
          words = rows[j].dup_words (year);
          if (words != NULL)
            plim_chart_frame_text (frame, rows[j].style, middle, y, frame->note_mm, PLIM_ALIGN_MIDDLE, FALSE, words);
        }
    }
}

static double
get_cap_gutter (PlimChartFrame *frame,
                const PlimCap  *cap)
{
  g_autofree char *words = NULL;
  g_autofree char *law = NULL;

  if (cap == NULL || frame->options->width_mm < 150)
    return 0;

  words = plim_oil_cap_words (cap);
  law = plim_oil_cap_law (cap);

  return MIN (frame->options->width_mm * 0.24,
              MAX (plim_layout_text_width (words, frame->label_mm, TRUE),
                   plim_layout_text_width (law, frame->note_mm, FALSE)) + 1.5);
}

static PlimShape *
add_cap_line (PlimOilPlot *plot,
              PlimCap     *cap,
              double       from,
              double       to)
{
  double y = plim_scale_map (&plot->values, cap->quantity.low);
  g_autofree char *words = plim_oil_cap_words (cap);
  g_autofree char *law = plim_oil_cap_law (cap);
  g_autofree char *when = plim_period_to_words (&cap->when);
  PlimShape *shape = plim_scene_add_line (plot->frame->scene, PLIM_STYLE_CAP, from, y, to, y);

  plim_scene_mark (plot->frame->scene, shape, g_strdup_printf (_("%1$s, %2$s, in force %3$s."), words, law, when),
                   cap->claim, NULL);
  shape->group = 1;
  plim_labels_take (plot->frame->labels, from, y - 0.3, to - from, 0.6);

  return shape;
}

/* One line for each run of years under the same cap. */
static void
draw_caps (PlimOilPlot *plot,
           double       x)
{
  GPtrArray *years = plot->usage->years;

  for (guint i = 0; i < years->len; )
    {
      PlimCap *cap = ((PlimCapYear *) g_ptr_array_index (years, i))->cap;
      guint end = i;

      while (end < years->len && ((PlimCapYear *) g_ptr_array_index (years, end))->cap == cap)
        end++;
      if (cap != NULL)
        add_cap_line (plot, cap, x + i * plot->slot_mm, x + end * plot->slot_mm);
      i = end;
    }
}

/* Inside the drawing: the first place along the line, above or below it, where nothing is written or drawn. */
static void
label_cap_inside (PlimOilPlot *plot,
                  PlimCap     *cap,
                  double       from,
                  double       to)
{
  PlimChartFrame *frame = plot->frame;
  double y = plim_scale_map (&plot->values, cap->quantity.low);
  g_autofree char *words = plim_oil_cap_words (cap);
  g_autofree char *law = plim_oil_cap_law (cap);
  g_autofree char *both = g_strconcat (words, ", ", law, NULL);
  const char *texts[] = { both, words };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint line = 0; line < 3; line++)
      {
        /* Just above the line, just below it, then a line higher. */
        double baseline = line == 0 ? y - frame->note_mm * 0.42
                        : line == 1 ? y + frame->note_mm * 1.15
                        : y - frame->note_mm * 1.75;
        double width = plim_layout_text_width (texts[i], frame->note_mm, TRUE);

        if (baseline > plot->axis_y - frame->note_mm * 0.3)
          continue;
        for (double x = from + 0.6; x + width <= to; x += 1)
          if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, x, baseline, frame->note_mm, PLIM_ALIGN_START, TRUE, texts[i]) != NULL)
            return;
      }
}

static void
label_caps (PlimOilPlot *plot,
            double       x,
            double       gutter)
{
  PlimChartFrame *frame = plot->frame;
  GPtrArray *years = plot->usage->years;

  for (guint i = 0; i < years->len; )
    {
      PlimCap *cap = ((PlimCapYear *) g_ptr_array_index (years, i))->cap;
      guint end = i;

      while (end < years->len && ((PlimCapYear *) g_ptr_array_index (years, end))->cap == cap)
        end++;
      if (cap != NULL && end == years->len && gutter > 0)
        {
          double y = plim_scale_map (&plot->values, cap->quantity.low);
          g_autofree char *words = plim_oil_cap_words (cap);
          g_autofree char *law = plim_oil_cap_law (cap);
          double left = frame->right + 1.2;

          plim_chart_frame_text (frame, PLIM_STYLE_TEXT_CAP, left, y + frame->label_mm * 0.05, frame->label_mm,
                                 PLIM_ALIGN_START, TRUE, words);
          plim_chart_frame_text (frame, PLIM_STYLE_TEXT_CAP, left, y + frame->label_mm * 0.05 + frame->note_mm * 1.3,
                                 frame->note_mm, PLIM_ALIGN_START, FALSE, law);
        }
      else if (cap != NULL && end < years->len)
        {
          label_cap_inside (plot, cap, x + i * plot->slot_mm, x + end * plot->slot_mm);
        }
      i = end;
    }
}

static void
draw_years (PlimChartFrame        *frame,
            PlimCapUsage          *usage,
            const PlimOilContents *contents,
            PlimOilUnit            unit,
            gboolean               with_notified)
{
  PlimOilPlot plot = { .frame = frame, .usage = usage, .with_notified = with_notified,
                       .words_note = frame->notes != NULL ? contents->words_note : "" };
  const PlimCapYear *last = g_ptr_array_index (usage->years, usage->years->len - 1);
  double gutter = get_cap_gutter (frame, last->cap);
  double under = frame->axis_mm * 1.75;
  double highest = get_highest (usage);
  double x;
  Row rows[] = {
    { plim_oil_notified_coverage, PLIM_STYLE_TEXT_NOTIFIED, FALSE },
    { plim_oil_estimate_coverage, PLIM_STYLE_TEXT_ESTIMATE, FALSE },
    { plim_oil_count_words, PLIM_STYLE_TEXT_ESTIMATE, FALSE },
  };

  frame->right -= gutter;

  /* The scale is needed for the gutter, the gutter for the slots, the slots for the rows, the rows for the scale's length. */
  plot.values = (PlimScale) { 0, MAX (highest, 1), frame->bottom - under, frame->top, FALSE };
  x = frame->left + plim_oil_get_gutter (frame, &plot.values, &unit);
  plot.slot_mm = (frame->right - x) / usage->years->len;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      rows[i].shown = !frame->options->brief && row_fits (&plot, rows[i].dup_words)
                      && (frame->bottom - under - frame->top > frame->options->height_mm * 0.24 + frame->note_mm * 1.36);
      if (rows[i].shown)
        under += frame->note_mm * 1.36;
    }

  plot.axis_y = frame->bottom - under - frame->note_mm * 0.3;
  /* Above the highest mark there is room for two lines of words. */
  plot.values = (PlimScale) { 0, MAX (highest, 1), plot.axis_y, frame->top + frame->label_mm * 2.9, FALSE };
  x = plim_oil_draw_axis (frame, &plot.values, &unit, plot.axis_y);
  plot.slot_mm = (frame->right - x) / usage->years->len;

  write_rows (&plot, x, rows, G_N_ELEMENTS (rows));
  draw_caps (&plot, x);
  for (guint i = 0; i < usage->years->len; i++)
    plim_oil_draw_year (&plot, g_ptr_array_index (usage->years, i), x + i * plot.slot_mm);
  label_caps (&plot, x, gutter);
}

static const PlimConversion *
find_conversion (GPtrArray  *conversions,
                 const char *id)
{
  for (guint i = 0; id != NULL && conversions != NULL && i < conversions->len; i++)
    {
      const PlimConversion *conversion = g_ptr_array_index (conversions, i);

      if (g_strcmp0 (conversion->claim->id, id) == 0)
        return conversion;
    }

  return NULL;
}

static PlimScene *
draw_usage (PlimCapUsage           *usage,
            const PlimConversion   *conversion,
            const PlimFilter       *filter,
            const PlimChartOptions *options)
{
  g_autoptr(GPtrArray) claims = collect_claims (usage, conversion);
  PlimOilContents contents = plim_oil_look_through (usage);
  g_autoptr(GPtrArray) notes = plim_oil_write_notes (usage, claims, &contents, conversion);
  PlimOilUnit unit = plim_oil_choose_unit (get_highest (usage), usage->unit);
  g_autofree char *title = plim_oil_write_title (usage, options->with_notified);
  g_autofree char *summary = plim_oil_write_summary (usage, options->with_notified);
  g_autofree char *subtitle = NULL;
  g_autofree char *brief_subtitle = NULL;
  PlimChartFrame *frame;

  if (options->with_notified)
    subtitle = g_strdup_printf (_("Refined petroleum to the DPRK, %s a year: notified to the Committee, and estimated by others (× = estimate plus notified, times the cap)"), unit.words);
  else
    subtitle = g_strdup_printf (_("Refined petroleum to the DPRK, %s a year: notified to the Committee, and estimated by others (× = times the cap)"), unit.words);

  /* Translators: %s is a unit: "million barrels". */
  brief_subtitle = g_strdup_printf (_("Refined petroleum to the DPRK, %s a year"), unit.words);
  frame = plim_chart_frame_new (options, filter->exercise, title,
                                plim_chart_frame_choose (options, subtitle, brief_subtitle), notes, claims);
  plim_scene_set_summary (frame->scene, summary);
  plim_oil_draw_legend (frame, usage, &contents);
  draw_years (frame, usage, &contents, unit, options->with_notified);

  return plim_chart_frame_finish (frame);
}

/* No bar is not the same as no delivery. Quantities are left to the list of claims: here they would stand
 * without a mark that carries their citation. */
static PlimScene *
draw_no_bars (guint                   n_stated,
              const PlimFilter       *filter,
              const PlimChartOptions *options)
{
  g_autofree char *title = g_strdup_printf (ngettext ("Oil: %u statement, but none in barrels within one year",
                                                      "Oil: %u statements, but none in barrels within one year", n_stated), n_stated);

  return plim_chart_frame_new_empty (options, filter->exercise, title,
                                     _("A bar needs a quantity in barrels and days within one calendar year. The list of claims has what is stated."));
}

PlimScene *
plim_oil_chart_new (GPtrArray              *trades,
                    GPtrArray              *caps,
                    GPtrArray              *conversions,
                    const PlimFilter       *filter,
                    const PlimChartOptions *options)
{
  const PlimConversion *conversion = find_conversion (conversions, options->conversion);
  g_autoptr(PlimCapUsage) usage = NULL;

  if (options->cumulative_year != 0)
    return plim_oil_curve_chart_new (trades, caps, conversion, filter, options);

  usage = plim_cap_usage_new (trades, caps, BARRELS, conversion, &filter->days);
  if (usage->years->len == 0 && trades->len > 0)
    return draw_no_bars (trades->len, filter, options);
  if (usage->years->len == 0)
    return plim_chart_frame_new_empty (options, filter->exercise,
                                       filter->exercise ? _("No oil deliveries in the exercise's reports")
                                                        : _("No oil deliveries in the store for these days and bases"),
                                       _("Import a report that states how much refined petroleum was delivered, or choose other days or bases."));

  return draw_usage (usage, conversion, filter, options);
}
