#include "config.h"

#include "app/charts/plim-oil-year.h"

#include <glib/gi18n.h>
#include <math.h>

static PlimOilColumns
get_columns (const PlimOilPlot *plot,
             double             x)
{
  PlimOilColumns columns;
  double bar = MIN (plot->slot_mm * 0.25, 8.5);

  columns.bar_mm = bar;
  columns.band_mm = bar * 0.34;
  columns.middle = x + plot->slot_mm / 2;
  columns.notified_x = columns.middle - bar * 1.32;
  columns.estimate_x = columns.middle - bar * 0.14;
  columns.band_x = columns.estimate_x + bar * 1.12;

  return columns;
}

double
plim_oil_get_y (const PlimOilPlot *plot,
                double             value)
{
  return plim_scale_map (&plot->values, value);
}

static char *
multiple_words (const PlimOilPlot *plot,
                const PlimCapYear *year,
                double             value)
{
  double multiple = plim_cap_year_get_multiple (year, value, plot->with_notified);
  g_autofree char *number = NULL;

  if (multiple <= 0)
    return g_strdup ("");

  number = plim_chart_multiple_words (multiple);
  if (plot->with_notified && year->notified != NULL)
    /* Translators: follows a quantity: "with what was notified 9.1 times the cap". */
    return g_strdup_printf (_(", with what was notified %s times the cap"), number);

  return g_strdup_printf (_(", %s times the cap"), number);
}

void
plim_oil_add_figure_claims (GPtrArray        *claims,
                            const PlimFigure *figure)
{
  plim_chart_collect (claims, figure->trade->claim);
  if (figure->conversion != NULL)
    plim_chart_collect (claims, figure->conversion->claim);
}

void
plim_oil_add_cap_claim (GPtrArray         *claims,
                        const PlimCapYear *year)
{
  if (year->cap != NULL)
    plim_chart_collect (claims, year->cap->claim);
}

static void
add_notified_claims (GPtrArray         *claims,
                     const PlimOilPlot *plot,
                     const PlimCapYear *year)
{
  for (guint i = 0; plot->with_notified && year->notified != NULL && i < year->notified->figures->len; i++)
    plim_oil_add_figure_claims (claims, g_ptr_array_index (year->notified->figures, i));
}

void
plim_oil_add_shape (PlimOilPlot *plot,
                    PlimShape   *shape,
                    guint        group,
                    char        *label,
                    GPtrArray   *claims)
{
  double x, y, w, h;

  plim_shape_get_bounds (shape, &x, &y, &w, &h);
  plim_labels_take (plot->frame->labels, x, y, w, h);
  shape->group = group;
  plim_scene_mark_many (plot->frame->scene, shape, label, claims);
}

static char *
scenario_label (const PlimOilPlot  *plot,
                const PlimCapYear  *year,
                const PlimEstimate *estimate,
                const PlimScenario *scenario)
{
  const PlimClaim *claim = scenario->from->trade->claim;
  g_autofree char *when = plim_period_to_words (&estimate->when);
  g_autofree char *times = multiple_words (plot, year, scenario->high);
  g_autofree char *laden = scenario->share > 0 ? plim_laden_to_words (scenario->share) : NULL;
  g_autofree char *quantity = NULL;

  if (!scenario->stated)
    {
      g_autofree char *from = plim_laden_to_words (scenario->from->trade->laden);

      quantity = plim_chart_rounded_words (scenario->low, scenario->high, plot->usage->unit);
      /* Translators: period, quantity, share, the share it was computed from, ", 3.3 times the cap". */
      return g_strdup_printf (_("%1$s: %2$s if %3$s, computed from the figure stated for %4$s%5$s. Source of that: %6$s."),
                              when, quantity, laden, from, times, plim_claim_get_speaker (claim));
    }

  quantity = plim_chart_amount_words (scenario->low, scenario->high, plot->usage->unit,
                                      scenario->from->trade->quantity.bound);
  if (estimate->listed)
    return g_strdup_printf (ngettext ("%1$s: %2$s in %3$u listed delivery%4$s. Source: %5$s.",
                                      "%1$s: %2$s, the sum of %3$u listed deliveries%4$s. Source: %5$s.",
                                      estimate->count),
                            when, quantity, estimate->count, times, plim_claim_get_speaker (claim));
  if (laden != NULL)
    return g_strdup_printf (_("%1$s: %2$s estimated if %3$s%4$s. Source: %5$s."),
                            when, quantity, laden, times, plim_claim_get_speaker (claim));

  return g_strdup_printf (_("%1$s: %2$s estimated, no share of the capacity stated%3$s. Source: %4$s."),
                          when, quantity, times, plim_claim_get_speaker (claim));
}

static GPtrArray *
collect_scenario (const PlimOilPlot  *plot,
                  const PlimCapYear  *year,
                  const PlimEstimate *estimate,
                  const PlimScenario *scenario)
{
  GPtrArray *claims = g_ptr_array_new ();

  if (estimate->listed)
    for (guint i = 0; i < estimate->figures->len; i++)
      plim_oil_add_figure_claims (claims, g_ptr_array_index (estimate->figures, i));
  else
    plim_oil_add_figure_claims (claims, scenario->from);
  add_notified_claims (claims, plot, year);
  plim_oil_add_cap_claim (claims, year);

  return claims;
}

static gboolean
is_open (PlimBound bound)
{
  return bound == PLIM_BOUND_AT_LEAST || bound == PLIM_BOUND_MORE_THAN;
}

/* What an estimate states: a line at each value; an arrow where it may be more. */
static void
draw_stated (PlimOilPlot          *plot,
             const PlimCapYear    *year,
             const PlimEstimate   *estimate,
             const PlimOilColumns *columns,
             double                overhang)
{
  /* A sum of what is listed is worked out here, and so looks it. */
  PlimStyle style = estimate->listed ? PLIM_STYLE_COMPUTED : PLIM_STYLE_ESTIMATE_LINE;

  for (guint i = 0; i < estimate->scenarios->len; i++)
    {
      const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, i);
      g_autoptr(GPtrArray) claims = NULL;
      double y = plim_oil_get_y (plot, scenario->high);
      PlimShape *shape;

      if (!scenario->stated)
        continue;

      claims = collect_scenario (plot, year, estimate, scenario);
      shape = plim_scene_add_line (plot->frame->scene, style,
                                   columns->estimate_x - overhang, y, columns->estimate_x + columns->bar_mm, y);
      plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, estimate, scenario), claims);

      if (scenario->high > scenario->low)
        {
          y = plim_oil_get_y (plot, scenario->low);
          shape = plim_scene_add_line (plot->frame->scene, style,
                                       columns->estimate_x - overhang, y, columns->estimate_x + columns->bar_mm, y);
          plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, estimate, scenario), claims);
        }

      if (is_open (scenario->from->trade->quantity.bound))
        {
          shape = plim_chart_frame_arrow (plot->frame, PLIM_STYLE_ESTIMATE_OPEN,
                                          columns->estimate_x + columns->bar_mm / 2,
                                          plim_oil_get_y (plot, scenario->high), MIN (3, plot->frame->label_mm));
          plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, estimate, scenario), claims);
        }
    }
}

/* The scenarios as a hollow band beside the stated bar: all of it but the stated values is worked out. */
static void
draw_band (PlimOilPlot          *plot,
           const PlimCapYear    *year,
           const PlimEstimate   *estimate,
           const PlimOilColumns *columns)
{
  const PlimScenario *lowest = &g_array_index (estimate->scenarios, PlimScenario, 0);
  const PlimScenario *highest = &g_array_index (estimate->scenarios, PlimScenario, estimate->scenarios->len - 1);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autofree char *when = plim_period_to_words (&estimate->when);
  g_autofree char *low = plim_chart_rounded_words (lowest->low, lowest->low, plot->usage->unit);
  g_autofree char *high = plim_chart_rounded_words (highest->high, highest->high, plot->usage->unit);
  g_autofree char *low_share = plim_laden_to_words (lowest->share);
  g_autofree char *high_share = plim_laden_to_words (highest->share);
  double top = plim_oil_get_y (plot, highest->high);
  double bottom = plim_oil_get_y (plot, lowest->low);
  gboolean computed = FALSE;
  PlimShape *shape;

  for (guint i = 0; i < estimate->figures->len; i++)
    plim_oil_add_figure_claims (all, g_ptr_array_index (estimate->figures, i));
  add_notified_claims (all, plot, year);
  plim_oil_add_cap_claim (all, year);

  for (guint i = 0; i < estimate->scenarios->len; i++)
    computed |= !g_array_index (estimate->scenarios, PlimScenario, i).stated;

  shape = plim_scene_add_rect (plot->frame->scene, computed ? PLIM_STYLE_COMPUTED : PLIM_STYLE_ESTIMATE, columns->band_x, top, columns->band_mm, bottom - top);
  plim_oil_add_shape (plot, shape, year->year * 2 + 1,
                      g_strdup_printf (computed
                                       ? _("%1$s: the same estimate from %2$s if %3$s to %4$s if %5$s; shares other than the stated one are computed.")
                                       : _("%1$s: the same estimate from %2$s if %3$s to %4$s if %5$s, all as stated."),
                                       when, low, low_share, high, high_share), all);

  for (guint i = 0; i < estimate->scenarios->len; i++)
    {
      const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, i);
      g_autoptr(GPtrArray) claims = collect_scenario (plot, year, estimate, scenario);
      double y = plim_oil_get_y (plot, scenario->high);

      shape = plim_scene_add_line (plot->frame->scene, scenario->stated ? PLIM_STYLE_ESTIMATE_LINE : PLIM_STYLE_COMPUTED,
                                   columns->band_x, y, columns->band_x + columns->band_mm, y);
      plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, estimate, scenario), claims);
    }
}

static void
label_shares (PlimOilPlot          *plot,
              const PlimEstimate   *estimate,
              const PlimOilColumns *columns)
{
  PlimChartFrame *frame = plot->frame;

  for (guint i = estimate->scenarios->len; plot->slot_mm >= 18 && i > 0; i--)
    {
      const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, i - 1);
      g_autofree char *sign = plim_oil_share_sign (scenario->share);

      plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_ESTIMATE, columns->band_x + columns->band_mm + 0.7,
                                 plim_oil_get_y (plot, scenario->high) + frame->note_mm * 0.32, frame->note_mm * 0.92,
                                 PLIM_ALIGN_START, FALSE, sign);
    }
}

static void
draw_bar (PlimOilPlot          *plot,
          const PlimCapYear    *year,
          const PlimEstimate   *estimate,
          const PlimOilColumns *columns)
{
  const PlimScenario *top = NULL;
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  PlimShape *shape;
  double y;

  for (guint i = 0; i < estimate->scenarios->len; i++)
    {
      const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, i);

      if (scenario->stated && (top == NULL || scenario->high > top->high))
        top = scenario;
    }

  for (guint i = 0; i < estimate->figures->len; i++)
    plim_oil_add_figure_claims (claims, g_ptr_array_index (estimate->figures, i));
  add_notified_claims (claims, plot, year);
  plim_oil_add_cap_claim (claims, year);

  y = MIN (plim_oil_get_y (plot, top->high), plot->axis_y - PLIM_OIL_LEAST_BAR_MM);
  shape = plim_scene_add_rect (plot->frame->scene,
                               estimate->listed || top->from->conversion != NULL ? PLIM_STYLE_COMPUTED : PLIM_STYLE_ESTIMATE,
                               columns->estimate_x, y, columns->bar_mm, plot->axis_y - y);
  plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, estimate, top), claims);
}

/* Another estimate for the same months that is higher stands on top of the first, in another texture. */
static void
draw_variant (PlimOilPlot          *plot,
              const PlimCapYear    *year,
              const PlimEstimate   *main,
              const PlimEstimate   *variant,
              const PlimOilColumns *columns)
{
  const PlimScenario *scenario = &g_array_index (variant->scenarios, PlimScenario, 0);
  g_autoptr(GPtrArray) claims = NULL;
  double from = plim_oil_get_y (plot, main->high);
  double to = plim_oil_get_y (plot, variant->high);
  PlimShape *shape;

  for (guint i = 0; i < variant->scenarios->len; i++)
    {
      const PlimScenario *other = &g_array_index (variant->scenarios, PlimScenario, i);

      if (other->stated && (!scenario->stated || other->high > scenario->high))
        scenario = other;
    }

  claims = collect_scenario (plot, year, variant, scenario);
  shape = plim_scene_add_rect (plot->frame->scene, PLIM_STYLE_ESTIMATE_OTHER, columns->estimate_x, to,
                               columns->bar_mm, from - to);
  plim_oil_add_shape (plot, shape, year->year * 2 + 1, scenario_label (plot, year, variant, scenario), claims);
}

static void
label_other (PlimOilPlot          *plot,
             const PlimCapYear    *year,
             const PlimEstimate   *estimate,
             const PlimOilColumns *columns)
{
  g_autofree char *when = plim_period_to_words_in_year (&estimate->when, year->year);

  if (plot->slot_mm >= 18)
    plim_chart_frame_try_text (plot->frame, PLIM_STYLE_TEXT_ESTIMATE,
                               columns->estimate_x - columns->bar_mm * 0.24,
                               plim_oil_get_y (plot, estimate->high) + plot->frame->note_mm * 0.32, plot->frame->note_mm * 0.92,
                               PLIM_ALIGN_END, FALSE, when);
}

/* Translators: a multiple of the cap with its bound; the multiple sign belongs to it. */
static const char * const multiple_bounds[] = {
  N_("%s×"), N_("at least %s×"), N_("over %s×"), N_("about %s×"), N_("nearly %s×"), N_("up to %s×"),
};

static char *
bounded_multiple (double    multiple,
                  PlimBound bound)
{
  g_autofree char *number = plim_chart_multiple_words (multiple);

  return g_strdup_printf (_(multiple_bounds[bound]), number);
}

/* "3.3–8.8×": one estimate alone, from the lowest share to the highest. */
static char *
range_words (const PlimOilPlot  *plot,
             const PlimCapYear  *year,
             const PlimEstimate *estimate)
{
  const PlimScenario *lowest = &g_array_index (estimate->scenarios, PlimScenario, 0);
  const PlimScenario *highest = &g_array_index (estimate->scenarios, PlimScenario, estimate->scenarios->len - 1);
  double low = plim_cap_year_get_multiple (year, lowest->low, plot->with_notified);
  double high = plim_cap_year_get_multiple (year, highest->high, plot->with_notified);
  g_autofree char *low_words = NULL;
  g_autofree char *high_words = NULL;

  if (high <= 0)
    return NULL;
  if (estimate->scenarios->len == 1 && lowest->low >= lowest->high)
    return bounded_multiple (high, estimate->bound);

  low_words = plim_chart_multiple_words (low);
  high_words = plim_chart_multiple_words (high);

  switch (estimate->bound)
    {
    case PLIM_BOUND_AT_LEAST:
    case PLIM_BOUND_MORE_THAN:
      /* Translators: multiples of the cap from the lowest share laden to the highest, and maybe more: "over 1.2–3.2×". */
      return g_strdup_printf (_("over %1$s–%2$s×"), low_words, high_words);
    case PLIM_BOUND_NEARLY:
      /* Translators: the same where the highest is nearly so much: "0.6 to nearly 1.6×". */
      return g_strdup_printf (_("%1$s to nearly %2$s×"), low_words, high_words);
    default:
      /* Translators: multiples of the cap from the lowest share laden to the highest: "3.3–8.8×". */
      return g_strdup_printf (_("%1$s–%2$s×"), low_words, high_words);
    }
}

static double
get_top (const PlimOilPlot *plot,
         const PlimCapYear *year)
{
  double top = plot->axis_y;

  for (guint i = 0; i < year->estimates->len; i++)
    {
      const PlimEstimate *estimate = g_ptr_array_index (year->estimates, i);

      for (guint j = 0; j < estimate->scenarios->len; j++)
        {
          const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, j);
          double y = plim_oil_get_y (plot, scenario->high);

          /* Only the first estimate's computed scenarios are drawn, and only stated ones have arrows. */
          if (scenario->stated && is_open (scenario->from->trade->quantity.bound))
            y -= MIN (3, plot->frame->label_mm);
          if (scenario->stated || i == 0)
            top = MIN (top, y);
        }
    }

  return top;
}

/* Whether the first estimate's highest scenario, as a multiple, is written with the same digits. */
static gboolean
reads_the_same (const PlimOilPlot  *plot,
                const PlimCapYear  *year,
                const PlimEstimate *main,
                const PlimEstimate *other)
{
  const PlimScenario *top = &g_array_index (main->scenarios, PlimScenario, main->scenarios->len - 1);
  g_autofree char *one = plim_chart_multiple_words (plim_cap_year_get_multiple (year, top->high, plot->with_notified));
  g_autofree char *two = plim_chart_multiple_words (plim_cap_year_get_multiple (year, other->high, plot->with_notified));

  return g_strcmp0 (one, two) == 0;
}

static void
write_multiples (PlimOilPlot          *plot,
                 const PlimCapYear    *year,
                 const PlimOilColumns *columns)
{
  PlimChartFrame *frame = plot->frame;
  const PlimEstimate *main = g_ptr_array_index (year->estimates, 0);
  const PlimEstimate *highest = plim_cap_year_get_highest (year);
  g_autofree char *range = range_words (plot, year, main);
  g_autofree char *other = NULL;
  double size = frame->label_mm;
  double x = (columns->estimate_x + columns->band_x + columns->band_mm) / 2;
  double y = get_top (plot, year) - size * 0.45;
  double height = size;

  if (range == NULL)
    return;

  if (highest != main && highest->high > main->high && !reads_the_same (plot, year, main, highest))
    {
      g_autofree char *number = bounded_multiple (plim_cap_year_get_multiple (year, highest->high, plot->with_notified),
                                                  highest->bound);

      /* Translators: a second, higher estimate: "or nearly 9×". */
      other = g_strdup_printf (_("or %s"), number);
      height += frame->note_mm * 1.25;
    }

  /* Clear of the cap's line. */
  if (year->cap != NULL)
    {
      double line = plim_oil_get_y (plot, year->cap->quantity.low);

      if (y + size * 0.25 > line - 0.5 && y - height < line + 0.5)
        y = line - size * 0.5;
    }

  if (other != NULL)
    {
      if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_ESTIMATE, x, y, frame->note_mm, PLIM_ALIGN_MIDDLE, FALSE, other) != NULL)
        y -= frame->note_mm * 1.3;
    }
  if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_ESTIMATE, x, y, size, PLIM_ALIGN_MIDDLE, TRUE, range) == NULL)
    {
      /* Where the range is too long, its upper end with its bound. */
      const PlimScenario *top = &g_array_index (main->scenarios, PlimScenario, main->scenarios->len - 1);
      g_autofree char *upper = bounded_multiple (plim_cap_year_get_multiple (year, top->high, plot->with_notified), main->bound);

      plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_ESTIMATE, x, y, size, PLIM_ALIGN_MIDDLE, TRUE, upper);
    }
}

static gboolean
is_same_period (const PlimEstimate *a,
                const PlimEstimate *b)
{
  return a->when.first == b->when.first && a->when.last == b->when.last;
}

void
plim_oil_draw_year (PlimOilPlot       *plot,
                    const PlimCapYear *year,
                    double             x)
{
  PlimOilColumns columns = get_columns (plot, x);
  const PlimEstimate *main = year->estimates->len > 0 ? g_ptr_array_index (year->estimates, 0) : NULL;

  if (year->notified != NULL)
    plim_oil_draw_notified (plot, year, &columns);
  else if (year->notified_words->len > 0)
    plim_oil_draw_notified_words (plot, year, &columns);
  else if (year->notified_zero->len == 0)
    plim_oil_draw_not_known (plot, &columns);
  if (year->notified_zero->len > 0)
    plim_oil_draw_zero (plot, year, &columns);

  if (main == NULL)
    {
      plim_oil_write_notified_words (plot, year, &columns);
      return;
    }

  draw_bar (plot, year, main, &columns);
  for (guint i = 1; i < year->estimates->len; i++)
    {
      const PlimEstimate *estimate = g_ptr_array_index (year->estimates, i);

      if (estimate->high > main->high && is_same_period (main, estimate))
        draw_variant (plot, year, main, estimate, &columns);
    }
  draw_stated (plot, year, main, &columns, 0);
  for (guint i = 1; i < year->estimates->len; i++)
    draw_stated (plot, year, g_ptr_array_index (year->estimates, i), &columns, columns.bar_mm * 0.18);

  if (main->scenarios->len > 1)
    draw_band (plot, year, main, &columns);
  write_multiples (plot, year, &columns);
  if (main->scenarios->len > 1)
    label_shares (plot, main, &columns);
  for (guint i = 1; i < year->estimates->len; i++)
    {
      const PlimEstimate *estimate = g_ptr_array_index (year->estimates, i);

      if (!is_same_period (main, estimate))
        label_other (plot, year, estimate, &columns);
    }
  plim_oil_write_notified_words (plot, year, &columns);
}

char *
plim_oil_estimate_coverage (const PlimCapYear *year)
{
  const PlimEstimate *main;

  if (year->estimates->len == 0)
    return NULL;

  main = g_ptr_array_index (year->estimates, 0);

  return plim_period_to_words_in_year (&main->when, year->year);
}

char *
plim_oil_count_words (const PlimCapYear *year)
{
  const PlimEstimate *main = year->estimates->len > 0 ? g_ptr_array_index (year->estimates, 0) : NULL;
  guint count = 0;

  /* The main estimate's own count; else one stated for the same months beside it. */
  for (guint i = 0; i < year->estimates->len && count == 0; i++)
    {
      const PlimEstimate *estimate = g_ptr_array_index (year->estimates, i);

      if (is_same_period (main, estimate))
        count = estimate->count;
    }
  for (guint i = 0; main != NULL && i < year->estimated_words->len && count == 0; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (year->estimated_words, i);

      if (trade->when.first == main->when.first && trade->when.last == main->when.last)
        count = trade->count;
    }

  return count > 0 ? g_strdup_printf (ngettext ("%u delivery", "%u deliveries", count), count) : NULL;
}

char *
plim_oil_share_sign (double share)
{
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (share - 1.0 / 3) < 0.002)
    return g_strdup ("⅓");
  if (fabs (share - 0.5) < 0.002)
    return g_strdup ("½");
  if (fabs (share - 2.0 / 3) < 0.002)
    return g_strdup ("⅔");
  if (share > 0.998)
    /* Translators: of a tanker: fully laden; very short. */
    return g_strdup (_("full"));

  g_ascii_formatd (percent, sizeof percent, "%.0f", share * 100);

  return g_strdup_printf (_("%s %%"), percent);
}
