#include "config.h"

#include "app/charts/plim-theft-timeline.h"

#include "app/charts/plim-chart-words.h"
#include "app/charts/plim-theft-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DOLLARS "USD"

static char *
tick_words (guint32      day,
            PlimTickUnit unit)
{
  PlimPeriod period = PLIM_PERIOD_UNKNOWN;
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);
  if (unit == PLIM_TICK_YEAR)
    return g_strdup_printf ("%u", year);
  if (unit == PLIM_TICK_DAY)
    return plim_day_to_words (day);

  period.first = day;
  period.last = month == 12 ? plim_day_from_ymd (year, 12, 31) : plim_day_from_ymd (year, month + 1, 1) - 1;
  period.first_precision = period.last_precision = PLIM_PRECISION_MONTH;

  return plim_period_to_words (&period);
}

static void
draw_time_axis (PlimTheftPlot *plot)
{
  PlimChartFrame *frame = plot->frame;
  double size = frame->axis_mm * 1.05;
  double width = plot->days.to_mm - plot->days.from_mm;
  PlimTickUnit unit;
  g_autoptr(GArray) ticks = plim_day_scale_ticks (&plot->days, MAX (3, (guint) (width / (size * 4.6))), &unit);

  plim_scene_add_line (frame->scene, PLIM_STYLE_AXIS, plot->days.from_mm, plot->axis_y, plot->days.to_mm, plot->axis_y);
  for (guint i = 0; i < ticks->len; i++)
    {
      guint32 day = g_array_index (ticks, guint32, i);
      double x = plim_day_scale_map (&plot->days, day);
      double next = i + 1 < ticks->len ? plim_day_scale_map (&plot->days, g_array_index (ticks, guint32, i + 1)) : plot->days.to_mm;
      g_autofree char *words = tick_words (day, unit);

      plim_scene_add_line (frame->scene, PLIM_STYLE_TICK, x, plot->axis_y, x, plot->axis_y + 1.4);
      if (unit == PLIM_TICK_YEAR)
        plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_LABEL, (x + next) / 2, plot->axis_y + size * 1.45, size, PLIM_ALIGN_MIDDLE, TRUE, words);
      else
        plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x + 0.6, plot->axis_y + size * 1.45, frame->axis_mm, PLIM_ALIGN_START, FALSE, words);
    }
}

static double
get_gutter (PlimTheftPlot *plot,
            GArray        *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i) / 1e6;
      g_autofree char *words = plim_amount_number_words (value, value);

      widest = MAX (widest, plim_layout_text_width (words, plot->frame->axis_mm, FALSE));
    }

  return widest + plot->frame->axis_mm * 0.7;
}

static GArray *
get_ticks (const PlimTheftPlot *plot)
{
  return plim_scale_ticks (&plot->amounts, plot->amounts.logarithmic ? 8 : 5);
}

static void
draw_amount_axis (PlimTheftPlot *plot)
{
  g_autoptr(GArray) ticks = get_ticks (plot);
  double x = plot->days.from_mm - plot->largest_mm;

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      double y = plim_scale_map (&plot->amounts, value);
      g_autofree char *words = plim_amount_number_words (value / 1e6, value / 1e6);

      plim_scene_add_line (plot->frame->scene, PLIM_STYLE_GRID, x, y, plot->days.to_mm, y);
      plim_chart_frame_try_text (plot->frame, PLIM_STYLE_TEXT_AXIS, x - plot->frame->axis_mm * 0.5,
                                 y + plot->frame->axis_mm * 0.36, plot->frame->axis_mm, PLIM_ALIGN_END, FALSE, words);
    }
}

/* What is drawn: from the first to the last theft, in whole years where that is not too much. */
static gboolean
find_days (GPtrArray        *incidents,
           const PlimFilter *filter,
           PlimPeriod       *shown)
{
  gboolean any = FALSE;
  guint first = 0;
  guint last = 0;

  *shown = PLIM_PERIOD_UNKNOWN;
  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimPeriod *when = &((PlimIncident *) g_ptr_array_index (incidents, i))->when;
      guint begin, end, month, day;

      if (!plim_period_is_known (when) || when->first <= PLIM_DAY_FIRST || when->last >= PLIM_DAY_LAST)
        continue;
      plim_day_to_ymd (when->first, &begin, &month, &day);
      plim_day_to_ymd (when->last, &end, &month, &day);
      first = any ? MIN (first, begin) : begin;
      last = any ? MAX (last, end) : end;
      any = TRUE;
    }
  if (!any)
    return FALSE;

  shown->first = plim_day_from_ymd (first, 1, 1);
  shown->last = plim_day_from_ymd (last, 12, 31);
  if (plim_period_is_known (&filter->days))
    {
      shown->first = MAX (shown->first, filter->days.first);
      shown->last = MIN (shown->last, filter->days.last);
    }

  return shown->first <= shown->last;
}

static GPtrArray *
keep_shown (GPtrArray        *incidents,
            const PlimPeriod *shown)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < incidents->len; i++)
    {
      PlimIncident *incident = g_ptr_array_index (incidents, i);

      if (plim_period_overlaps (shown, &incident->when))
        g_ptr_array_add (kept, incident);
    }

  return kept;
}

static void
find_amounts (GPtrArray  *incidents,
              const char *currency,
              double     *lowest,
              double     *highest)
{
  *lowest = 0;
  *highest = 0;
  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (incidents, i);

      if (g_strcmp0 (incident->currency, currency) != 0 || incident->high <= 0)
        continue;
      if (incident->low > 0)
        *lowest = *lowest == 0 ? incident->low : MIN (*lowest, incident->low);
      *highest = MAX (*highest, incident->high);
    }
}

static int
compare_high (gconstpointer a,
              gconstpointer b)
{
  const PlimIncident *one = *(PlimIncident * const *) a;
  const PlimIncident *two = *(PlimIncident * const *) b;

  return (one->high < two->high) - (one->high > two->high);
}

/* How many of the others, each at the highest that is claimed of it, the largest theft outweighs at its lowest. */
static char *
write_title (GPtrArray *incidents)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  PlimIncident *largest;
  g_autofree char *when = NULL;
  g_autofree char *amount = NULL;
  guint year, month, day;
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < incidents->len; i++)
    {
      PlimIncident *incident = g_ptr_array_index (incidents, i);

      if (g_strcmp0 (incident->currency, DOLLARS) == 0 && incident->high > 0)
        g_ptr_array_add (sorted, incident);
    }
  if (sorted->len == 0)
    return g_strdup_printf (ngettext ("Virtual assets: %u reported theft, without an amount in US dollars",
                                      "Virtual assets: %u reported thefts, none with an amount in US dollars", incidents->len),
                            incidents->len);

  g_ptr_array_sort (sorted, compare_high);
  largest = g_ptr_array_index (sorted, 0);
  for (guint i = 1; i < sorted->len; i++)
    {
      sum += ((PlimIncident *) g_ptr_array_index (sorted, i))->high;
      if (sum > largest->low)
        break;
      n++;
    }

  plim_day_to_ymd (largest->when.first, &year, &month, &day);
  if (n >= 2 && n == sorted->len - 1)
    /* Translators: %1$s is a target of a theft, %2$u a year. */
    return g_strdup_printf (_("Virtual assets: the theft from %1$s (%2$u) outweighs all others listed together"),
                            plim_incident_get_name (largest), year);
  if (n >= 2)
    {
      g_autofree char *count = plim_chart_count_words (n);

      /* Translators: %3$s is a number, in words where it is small: "two". */
      return g_strdup_printf (_("Virtual assets: the theft from %1$s (%2$u) outweighs the next %3$s together"),
                              plim_incident_get_name (largest), year, count);
    }

  amount = plim_chart_amount_words (largest->low, largest->high, largest->currency, PLIM_BOUND_EXACT);

  return g_strdup_printf (ngettext ("Virtual assets: the one theft listed is %1$s (%2$u), %3$s",
                                    "Virtual assets: the largest theft listed is %1$s (%2$u), %3$s", sorted->len),
                          plim_incident_get_name (largest), year, amount);
}

static char *
write_summary (GPtrArray        *incidents,
               GPtrArray        *stated,
               const PlimPeriod *shown)
{
  GString *summary = g_string_new (NULL);
  g_autofree char *from = plim_day_to_words (shown->first);
  g_autofree char *to = plim_day_to_words (shown->last);
  double low = 0;
  double high = 0;

  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (incidents, i);

      if (g_strcmp0 (incident->currency, DOLLARS) != 0)
        continue;
      low += incident->low;
      high += incident->high;
    }

  g_string_append_printf (summary, ngettext ("%1$u theft of virtual assets between %2$s and %3$s.",
                                             "%1$u thefts of virtual assets between %2$s and %3$s.", incidents->len),
                          incidents->len, from, to);
  if (high > 0)
    {
      g_autofree char *sum = plim_chart_rounded_words (low, high, DOLLARS);

      g_string_append_c (summary, ' ');
      g_string_append_printf (summary, _("Those with an amount in US dollars come to %s."), sum);
    }
  if (stated->len > 0)
    {
      g_string_append_c (summary, ' ');
      g_string_append_printf (summary, ngettext ("%u stated total is set against them.",
                                                 "%u stated totals are set against them.", stated->len), stated->len);
    }

  return g_string_free (summary, FALSE);
}

static void
draw_legend (PlimChartFrame *frame,
             GPtrArray      *incidents)
{
  PlimLegendItem items[3];
  gboolean used[PLIM_N_STYLES] = { FALSE };
  gboolean small = frame->options->width_mm < 150;
  guint n = 0;

  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (incidents, i);

      for (guint j = 0; j < incident->thefts->len; j++)
        used[plim_theft_get_style (g_ptr_array_index (incident->thefts, j))] = TRUE;
    }

  if (used[PLIM_STYLE_THEFT_ATTRIBUTED])
    items[n++] = (PlimLegendItem) { PLIM_STYLE_THEFT_ATTRIBUTED, TRUE, small ? _("attributed") : _("attributed by states, a court or the Panel") };
  if (used[PLIM_STYLE_THEFT_SUGGESTED])
    items[n++] = (PlimLegendItem) { PLIM_STYLE_THEFT_SUGGESTED, TRUE, small ? _("suggested") : _("suggested or under investigation") };
  if (used[PLIM_STYLE_THEFT_SUSPECTED])
    items[n++] = (PlimLegendItem) { PLIM_STYLE_THEFT_SUSPECTED, TRUE, small ? _("suspected") : _("suspected, or private attribution") };

  plim_chart_frame_legend (frame, items, n);
}

static GPtrArray *
write_notes (GPtrArray *incidents,
             GPtrArray *stated,
             GPtrArray *claims,
             GPtrArray *thefts,
             guint      n_without_room)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *recalled = plim_chart_recalled_note (claims);
  gboolean several = FALSE;
  guint n_elsewhere = 0;
  guint n_open = 0;

  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (incidents, i);

      several |= incident->thefts->len > 1;
      if (g_strcmp0 (incident->currency, DOLLARS) != 0)
        n_elsewhere++;
    }
  for (guint i = 0; i < thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (thefts, i);

      if (theft->is_total && (theft->when.first <= PLIM_DAY_FIRST || theft->when.last >= PLIM_DAY_LAST))
        n_open++;
    }

  plim_chart_add_note (notes, _("Circle area grows with the amount. A thick stroke on the axis: the day is not known."));
  if (several)
    plim_chart_add_note (notes, _("Joined circles are several claims about one theft; it counts once, as a range."));
  if (n_elsewhere > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u theft without an amount in US dollars stands on the axis; nothing is converted.",
                                   "%u thefts without an amount in US dollars stand on the axis; nothing is converted.", n_elsewhere),
                         n_elsewhere);

      plim_chart_add_note (notes, text);
    }
  if (stated->len > 0)
    plim_chart_add_note (notes, _("Listed: thefts whose whole date lies within the total's, in its currency; amounts were stated at different times."));
  plim_stated_total_note (notes, stated);
  if (n_without_room > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u more stated total has no room in this picture.",
                                   "%u more stated totals have no room in this picture.", n_without_room), n_without_room);

      plim_chart_add_note (notes, text);
    }
  if (n_open > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u stated total without a beginning or an end is not drawn.",
                                   "%u stated totals without a beginning or an end are not drawn.", n_open), n_open);

      plim_chart_add_note (notes, text);
    }
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  return notes;
}

static void
draw_all (PlimTheftPlot    *plot,
          GPtrArray        *stated,
          const PlimPeriod *shown,
          gboolean          linear,
          GPtrArray        *drawn)
{
  PlimChartFrame *frame = plot->frame;
  double row = plim_stated_total_row_mm (frame);
  double height = frame->options->height_mm;
  guint n_rows = frame->options->brief || stated->len == 0 ? 0
               : MIN (MIN (3, stated->len), MAX (1, (guint) (height * 0.2 / row)));
  double lowest, highest;
  g_autoptr(GArray) ticks = NULL;

  find_amounts (plot->incidents, plot->currency, &lowest, &highest);
  plot->highest = MAX (highest, 1);
  plot->largest_mm = CLAMP (height * 0.037, 2.2, 6);
  plot->axis_y = frame->bottom - n_rows * row - frame->axis_mm * 2.1;
  plot->amounts = (PlimScale) {
    .low = linear ? 0 : pow (10, floor (log10 (MAX (lowest, 1) * 0.75))),
    .high = linear ? plot->highest : MAX (plot->highest, pow (10, floor (log10 (MAX (lowest, 1) * 0.75))) * 10),
    .from_mm = plot->axis_y,
    .to_mm = frame->top + plot->largest_mm + frame->label_mm * 1.3,
    .logarithmic = !linear,
  };
  if (highest <= 0)
    plot->amounts = (PlimScale) { 0, 1, plot->axis_y, frame->top + frame->label_mm, FALSE };

  ticks = get_ticks (plot);
  plot->days = (PlimDayScale) { shown->first, shown->last,
                                frame->left + (highest > 0 ? get_gutter (plot, ticks) : 0) + plot->largest_mm,
                                frame->right - plot->largest_mm };
  if (highest > 0)
    draw_amount_axis (plot);
  draw_time_axis (plot);

  /* Nothing is labelled outside the plot. */
  plim_labels_take (frame->labels, 0, plot->axis_y - 0.7, frame->options->width_mm, height - plot->axis_y + 0.7);
  plim_labels_take (frame->labels, 0, 0, frame->options->width_mm, frame->top);
  plim_labels_take (frame->labels, 0, 0, plot->days.from_mm - plot->largest_mm - 0.5, height);
  plim_theft_draw_incidents (plot);

  if (n_rows > 0)
    plim_stated_total_draw (plot, stated, plot->axis_y + frame->axis_mm * 2.2, n_rows, drawn);
}

static PlimScene *
draw_picture (GPtrArray              *thefts,
              GPtrArray              *incidents,
              GPtrArray              *stated,
              guint                   n_without_room,
              const PlimPeriod       *shown,
              const PlimFilter       *filter,
              const PlimChartOptions *options,
              GPtrArray              *drawn)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  g_autoptr(GPtrArray) notes = NULL;
  g_autofree char *title = write_title (incidents);
  g_autofree char *summary = write_summary (incidents, stated, shown);
  g_autoptr(GArray) undated_mm = g_array_new (FALSE, FALSE, sizeof (double));
  PlimTheftPlot plot = { .incidents = incidents, .currency = g_intern_string (DOLLARS), .undated_mm = undated_mm };
  const char *long_subtitle;
  const char *short_subtitle;

  for (guint i = 0; i < incidents->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (incidents, i);

      for (guint j = 0; j < incident->thefts->len; j++)
        plim_chart_collect (claims, ((PlimTheft *) g_ptr_array_index (incident->thefts, j))->claim);
    }
  plim_stated_total_collect (claims, stated);
  notes = write_notes (incidents, stated, claims, thefts, n_without_room);

  long_subtitle = options->linear
                  ? _("Thefts attributed to, or suspected of, DPRK actors, as reported; million US dollars as stated, linear scale")
                  : _("Thefts attributed to, or suspected of, DPRK actors, as reported; million US dollars as stated, logarithmic scale");
  short_subtitle = options->linear ? _("Reported thefts, million US dollars") : _("Reported thefts, million US dollars, logarithmic scale");
  plot.frame = plim_chart_frame_new (options, filter->exercise, title,
                                     plim_chart_frame_choose (options, long_subtitle, short_subtitle), notes, claims);
  plim_scene_set_summary (plot.frame->scene, summary);
  draw_legend (plot.frame, incidents);
  draw_all (&plot, stated, shown, options->linear, drawn);

  return plim_chart_frame_finish (plot.frame);
}

PlimScene *
plim_theft_timeline_new (GPtrArray              *thefts,
                         const PlimFilter       *filter,
                         const PlimChartOptions *options)
{
  g_autoptr(GPtrArray) all = plim_reconcile_group (thefts);
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(GPtrArray) stated = NULL;
  g_autoptr(GPtrArray) tried = g_ptr_array_new ();
  g_autoptr(GPtrArray) drawn = g_ptr_array_new ();
  PlimPeriod shown;

  if (!find_days (all, filter, &shown))
    return plim_chart_frame_new_empty (options, filter->exercise,
                                       filter->exercise ? _("No thefts of virtual assets in the exercise's reports")
                                                        : _("No thefts of virtual assets in the store for these days and bases"),
                                       _("Import a report that lists thefts of virtual assets, or choose other days or bases."));

  incidents = keep_shown (all, &shown);
  stated = plim_stated_total_find (thefts, all, &shown);

  /* Which of the totals have room is known once they are drawn; the notes must speak of these alone. */
  plim_scene_unref (draw_picture (thefts, incidents, stated, 0, &shown, filter, options, tried));

  return draw_picture (thefts, incidents, tried, stated->len - tried->len, &shown, filter, options, drawn);
}
