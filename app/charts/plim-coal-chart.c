#include "config.h"

#include "app/charts/plim-coal-chart.h"

#include "app/charts/plim-coal-parts.h"
#include "app/charts/plim-oil-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#define TONNES "t"

static guint
year_of (guint32 day)
{
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);

  return year;
}

/* Whole years around all that was reported; caps alone open none. */
static gboolean
find_days (GPtrArray        *trades,
           const PlimFilter *filter,
           PlimPeriod       *shown)
{
  gboolean any = FALSE;
  guint first = 0;
  guint last = 0;

  *shown = PLIM_PERIOD_UNKNOWN;
  for (guint i = 0; i < trades->len; i++)
    {
      const PlimPeriod *when = &((PlimTrade *) g_ptr_array_index (trades, i))->when;

      if (!plim_period_is_known (when) || when->first <= PLIM_DAY_FIRST || when->last >= PLIM_DAY_LAST)
        continue;
      first = any ? MIN (first, year_of (when->first)) : year_of (when->first);
      last = any ? MAX (last, year_of (when->last)) : year_of (when->last);
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

static gboolean
is_drawn_cap (const PlimCap    *cap,
              const PlimPeriod *shown)
{
  return cap->quantity.known && cap->quantity.low > 0 && g_strcmp0 (cap->quantity.unit, TONNES) == 0
         && plim_period_overlaps (shown, &cap->when);
}

static double
get_highest (GPtrArray        *bars,
             GPtrArray        *limbs,
             GPtrArray        *caps,
             const PlimPeriod *shown)
{
  double highest = 0;

  for (guint i = 0; i < bars->len; i++)
    highest = MAX (highest, ((PlimCoalBar *) g_ptr_array_index (bars, i))->trade->quantity.high);
  for (guint i = 0; i < limbs->len; i++)
    {
      const PlimLimb *limb = g_ptr_array_index (limbs, i);

      if (!limb->money)
        highest = MAX (highest, limb->used);
    }
  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (is_drawn_cap (cap, shown))
        highest = MAX (highest, cap->quantity.low);
    }

  return highest;
}

static const PlimCap *
find_ban (GPtrArray        *caps,
          const PlimPeriod *shown)
{
  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (plim_coal_is_ban (cap) && plim_period_overlaps (shown, &cap->when))
        return cap;
    }

  return NULL;
}

/* The highest total stated for days that lie wholly under the ban. */
static const PlimTrade *
find_under_ban (GPtrArray     *bars,
                const PlimCap *ban)
{
  const PlimTrade *highest = NULL;

  for (guint i = 0; ban != NULL && i < bars->len; i++)
    {
      const PlimTrade *trade = ((PlimCoalBar *) g_ptr_array_index (bars, i))->trade;

      if (!plim_cap_usage_is_notified (trade) && plim_period_contains (&ban->when, &trade->when)
          && (highest == NULL || trade->quantity.high > highest->quantity.high))
        highest = trade;
    }

  return highest;
}

static const PlimLimb *
find_nearest_limb (GPtrArray *limbs)
{
  const PlimLimb *nearest = NULL;

  for (guint i = 0; i < limbs->len; i++)
    {
      const PlimLimb *limb = g_ptr_array_index (limbs, i);

      if (nearest == NULL || limb->used / limb->cap->quantity.low > nearest->used / nearest->cap->quantity.low)
        nearest = limb;
    }

  return nearest;
}

static char *
write_title (GPtrArray        *bars,
             GPtrArray        *limbs,
             GPtrArray        *caps,
             const PlimPeriod *shown)
{
  const PlimTrade *under = find_under_ban (bars, find_ban (caps, shown));
  const PlimLimb *nearest = find_nearest_limb (limbs);

  if (under != NULL)
    {
      g_autofree char *quantity = plim_amount_to_words (&under->quantity);
      g_autofree char *when = plim_period_to_words (&under->when);

      /* Translators: a quantity with its bound, and a period. */
      return g_strdup_printf (_("Coal: under the ban, exports of %1$s reported for %2$s"), quantity, when);
    }
  if (nearest != NULL)
    {
      char percent[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (percent, sizeof percent, "%.0f", nearest->used / nearest->cap->quantity.low * 100);

      return g_strdup_printf (nearest->money
                              ? _("Coal: %1$s %% of the cap for %2$u, counted in dollars, was notified")
                              : _("Coal: %1$s %% of the cap for %2$u, counted in tonnes, was notified"),
                              percent, year_of (nearest->cap->when.first));
    }
  if (year_of (shown->first) == year_of (shown->last))
    return g_strdup_printf (_("Coal: exports as reported, %u"), year_of (shown->first));

  return g_strdup_printf (_("Coal: exports as reported, %1$u to %2$u"), year_of (shown->first), year_of (shown->last));
}

static char *
write_summary (GPtrArray        *bars,
               GPtrArray        *limbs,
               GPtrArray        *caps,
               const PlimPeriod *shown)
{
  GString *summary = g_string_new (NULL);
  const PlimCap *ban = find_ban (caps, shown);
  const PlimTrade *under = find_under_ban (bars, ban);

  g_string_append_printf (summary, ngettext ("%1$u stated quantity of coal exported from the DPRK, %2$u to %3$u.",
                                             "%1$u stated quantities of coal exported from the DPRK, %2$u to %3$u.", bars->len),
                          bars->len, year_of (shown->first), year_of (shown->last));
  for (guint i = 0; i < limbs->len; i++)
    {
      const PlimLimb *limb = g_ptr_array_index (limbs, i);
      g_autofree char *cap = plim_chart_amount_words (limb->cap->quantity.low, limb->cap->quantity.low,
                                                      limb->cap->quantity.unit, PLIM_BOUND_EXACT);
      char percent[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (percent, sizeof percent, "%.1f", limb->used / limb->cap->quantity.low * 100);
      g_string_append_c (summary, ' ');
      g_string_append_printf (summary, _("Notified: %1$s %% of the cap of %2$s."), percent, cap);
    }
  if (ban != NULL)
    {
      g_autofree char *since = plim_day_to_words (ban->when.first);

      g_string_append_c (summary, ' ');
      g_string_append_printf (summary, _("Exports are banned from %s."), since);
    }
  if (under != NULL)
    {
      g_autofree char *quantity = plim_amount_to_words (&under->quantity);
      g_autofree char *when = plim_period_to_words (&under->when);

      g_string_append_c (summary, ' ');
      g_string_append_printf (summary, _("The highest quantity reported under the ban is %1$s for %2$s."), quantity, when);
    }

  return g_string_free (summary, FALSE);
}

static GPtrArray *
collect_claims (GPtrArray        *trades,
                GPtrArray        *caps,
                const PlimPeriod *shown)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < trades->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (trades, i))->claim);
  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (plim_period_overlaps (shown, &cap->when))
        plim_chart_collect (claims, cap->claim);
    }

  return claims;
}

typedef struct
{
  gboolean notified;
  gboolean estimate;
  gboolean part;
  gboolean summed;
  gboolean zero;
  gboolean open;
} Contents;

static Contents
look_through (GPtrArray *trades,
              GPtrArray *bars,
              GPtrArray *limbs)
{
  Contents contents = { 0 };

  for (guint i = 0; i < bars->len; i++)
    {
      const PlimCoalBar *bar = g_ptr_array_index (bars, i);
      gboolean notified = plim_cap_usage_is_notified (bar->trade);

      contents.notified |= notified;
      contents.part |= !notified && bar->part_of != NULL;
      contents.estimate |= !notified && bar->part_of == NULL;
      contents.open |= bar->trade->quantity.bound == PLIM_BOUND_AT_LEAST || bar->trade->quantity.bound == PLIM_BOUND_MORE_THAN;
    }
  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);

      contents.zero |= plim_coal_is_tonnes (trade) && trade->quantity.high == 0;
    }
  for (guint i = 0; i < limbs->len; i++)
    {
      const PlimLimb *limb = g_ptr_array_index (limbs, i);

      contents.summed |= !limb->money && limb->trades->len > 1;
    }

  return contents;
}

static void
draw_legend (PlimChartFrame *frame,
             const Contents *contents)
{
  PlimLegendItem items[7];
  gboolean small = frame->options->width_mm < 150;
  guint n = 0;

  if (contents->notified)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOTIFIED, FALSE, small ? _("notified") : _("notified to the Committee") };
  if (contents->summed)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ZERO, FALSE, _("sum of its months") };
  if (contents->estimate)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE, FALSE, small ? _("reported by others") : _("reported or estimated by others") };
  if (contents->part)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OTHER, FALSE, small ? _("part of it") : _("part of the total around it") };
  if (contents->open && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OPEN, FALSE, _("or more") };
  if (contents->zero && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ZERO, TRUE, _("zero notified") };
  if (contents->notified && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOT_REPORTED, FALSE, _("none known") };

  plim_chart_frame_legend (frame, items, n);
}

static GPtrArray *
write_notes (GPtrArray *claims,
             GPtrArray *bars,
             guint      without_room)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *disputed = plim_chart_disputed_by (claims);
  g_autofree char *recalled = plim_chart_recalled_note (claims);
  gboolean side_by_side = FALSE;

  for (guint i = 0; i < bars->len; i++)
    side_by_side |= ((PlimCoalBar *) g_ptr_array_index (bars, i))->n_places > 1;

  plim_chart_add_note (notes, _("A bar's height is the total stated for the days it spans; how it spread over them is not known. A part is never added to its total."));
  if (side_by_side)
    plim_chart_add_note (notes, _("Bars side by side over one bracket are different statements, each about all of its days."));
  if (disputed != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Disputed by: %s."), disputed);

      plim_chart_add_note (notes, text);
    }
  if (without_room > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u statement without tonnes has no room in this picture.",
                                   "%u statements without tonnes have no room in this picture.", without_room), without_room);

      plim_chart_add_note (notes, text);
    }
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  return notes;
}

static void
draw_ban (PlimCoalPlot  *plot,
          const PlimCap *ban)
{
  PlimChartFrame *frame = plot->frame;
  double from = MAX (plim_day_scale_map (&plot->days, ban->when.first), plot->days.from_mm);
  double to = MIN (plim_day_scale_map (&plot->days, MIN (ban->when.last, PLIM_DAY_LAST - 1) + 1), plot->days.to_mm);
  double top = frame->top + frame->note_mm * 1.6;
  g_autofree char *since = plim_day_to_words (ban->when.first);
  g_autofree char *law = plim_oil_cap_law (ban);
  g_autofree char *words = g_strdup_printf (_("All exports banned from %1$s, %2$s"), since, law);
  g_autofree char *brief = g_strdup_printf (_("Ban from %s"), since);
  PlimShape *shape;

  shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_BAN, from, top, MAX (to - from, 0.5), plot->axis_y - top);
  shape->group = 2;
  plim_scene_mark (frame->scene, shape, g_strdup_printf (_("%s."), words), ban->claim, NULL);

  if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, from + 0.6, frame->top + frame->note_mm * 0.9, frame->note_mm,
                                 PLIM_ALIGN_START, TRUE, words) == NULL)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, from + 0.6, frame->top + frame->note_mm * 0.9, frame->note_mm,
                               PLIM_ALIGN_START, TRUE, brief);
}

static void
draw_cap (PlimCoalPlot  *plot,
          const PlimCap *cap,
          gboolean       has_limbs)
{
  PlimChartFrame *frame = plot->frame;
  double from = MAX (plim_day_scale_map (&plot->days, cap->when.first), plot->days.from_mm);
  double to = MIN (plim_day_scale_map (&plot->days, MIN (cap->when.last, PLIM_DAY_LAST - 1) + 1), plot->days.to_mm);
  double y = plim_scale_map (&plot->tonnes, cap->quantity.low);
  g_autofree char *words = plim_oil_cap_words (cap);
  g_autofree char *law = plim_oil_cap_law (cap);
  PlimShape *shape = plim_scene_add_line (frame->scene, PLIM_STYLE_CAP, from, y, MAX (to, from + 0.8), y);
  double size = frame->note_mm;
  double line;

  shape->group = 3;
  plim_scene_mark (frame->scene, shape,
                   g_strdup_printf (has_limbs ? _("%1$s, or a value in dollars, whichever is lower, %2$s.") : _("%1$s, %2$s."), words, law),
                   cap->claim, NULL);
  plim_labels_take (frame->labels, from, y - 0.3, to - from, 0.6);

  /* Beside the line: after it, or before it where that leaves the picture. */
  line = size * 1.25;
  if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, to + 1, y + size * 0.3, size, PLIM_ALIGN_START, TRUE, words) != NULL)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, to + 1, y + size * 0.3 + line, size, PLIM_ALIGN_START, FALSE, law);
  else if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, from - 1, y + size * 0.3, size, PLIM_ALIGN_END, TRUE, words) != NULL)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, from - 1, y + size * 0.3 + line, size, PLIM_ALIGN_END, FALSE, law);
}

static void
draw_years (PlimCoalPlot *plot)
{
  PlimChartFrame *frame = plot->frame;
  double size = frame->axis_mm * 1.05;
  PlimTickUnit unit;
  g_autoptr(GArray) ticks = plim_day_scale_ticks (&plot->days,
                                                  MAX (3, (guint) ((plot->days.to_mm - plot->days.from_mm) / (size * 4.6))), &unit);

  for (guint i = 0; i < ticks->len; i++)
    {
      guint32 day = g_array_index (ticks, guint32, i);
      double x = plim_day_scale_map (&plot->days, day);
      double next = i + 1 < ticks->len ? plim_day_scale_map (&plot->days, g_array_index (ticks, guint32, i + 1)) : plot->days.to_mm;
      double y = plot->axis_y + size * 1.45;
      g_autofree char *words = NULL;

      plim_scene_add_line (frame->scene, PLIM_STYLE_TICK, x, plot->axis_y, x, plot->axis_y + 1.3);
      if (unit == PLIM_TICK_YEAR)
        {
          words = g_strdup_printf ("%u", year_of (day));
          plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_LABEL, (x + next) / 2, y, size, PLIM_ALIGN_MIDDLE, TRUE, words);
        }
      else
        {
          PlimPeriod period = PLIM_PERIOD_UNKNOWN;
          guint year, month, month_day;

          plim_day_to_ymd (day, &year, &month, &month_day);
          period.first = day;
          period.last = unit == PLIM_TICK_DAY ? day
                      : month == 12 ? plim_day_from_ymd (year, 12, 31) : plim_day_from_ymd (year, month + 1, 1) - 1;
          period.first_precision = period.last_precision = unit == PLIM_TICK_DAY ? PLIM_PRECISION_DAY : PLIM_PRECISION_MONTH;
          words = plim_period_to_words (&period);
          plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x + 0.6, y, frame->axis_mm, PLIM_ALIGN_START, FALSE, words);
        }
    }
}

static guint
draw_plot (PlimChartFrame   *frame,
           GPtrArray        *trades,
           GPtrArray        *caps,
           GPtrArray        *bars,
           GPtrArray        *limbs,
           const PlimPeriod *shown)
{
  PlimCoalPlot plot = { .frame = frame };
  double highest = MAX (get_highest (bars, limbs, caps, shown), 1);
  PlimOilUnit unit = plim_oil_choose_unit (highest, TONNES);
  double height = frame->bottom - frame->top;
  guint n_lanes = frame->options->brief ? 0
                : MIN (MIN (4, plim_coal_count_lanes (trades, caps)), (guint) (height * 0.2 / plim_coal_lane_mm (frame)));
  double gauges = frame->options->brief ? 0 : plim_coal_limbs_mm (frame, limbs);
  guint without_room;
  double x;

  /* Gauges give way where they would take the drawing's room. */
  if (gauges > height * 0.25)
    gauges = 0;

  plot.axis_y = frame->bottom - gauges - n_lanes * plim_coal_lane_mm (frame) - frame->axis_mm * 1.9;
  plot.tonnes = (PlimScale) { 0, highest, plot.axis_y, frame->top + frame->note_mm * 1.8 + frame->label_mm * 2.4, FALSE };
  x = plim_oil_draw_axis (frame, &plot.tonnes, &unit, plot.axis_y);
  plot.days = (PlimDayScale) { shown->first, shown->last, x, frame->right };

  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (plim_coal_is_ban (cap) && plim_period_overlaps (shown, &cap->when))
        draw_ban (&plot, cap);
    }
  draw_years (&plot);
  without_room = plim_coal_draw_lanes (&plot, trades, caps, plot.axis_y + frame->axis_mm * 1.75, n_lanes);

  /* Nothing of the drawing is written below the axis or on the title. */
  plim_labels_take (frame->labels, 0, plot.axis_y - 0.2, frame->options->width_mm, frame->options->height_mm - plot.axis_y);
  plim_labels_take (frame->labels, 0, 0, frame->options->width_mm, frame->top);

  plim_coal_draw_sums (&plot, limbs);
  plim_coal_draw_bars (&plot, bars);
  plim_coal_draw_zeros (&plot, trades, caps);
  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (is_drawn_cap (cap, shown))
        draw_cap (&plot, cap, cap->limb_of != NULL);
    }
  plim_coal_label_bars (&plot, bars);

  if (gauges > 0)
    {
      /* Under all of it the ground is free again. */
      plim_labels_free (frame->labels);
      frame->labels = plim_chart_frame_new_labels (frame);
      plim_coal_draw_limbs (&plot, limbs, frame->left, frame->right, frame->bottom - gauges);
    }

  return without_room;
}

static PlimScene *
draw_picture (GPtrArray              *trades,
              GPtrArray              *caps,
              const PlimPeriod       *shown,
              const PlimFilter       *filter,
              const PlimChartOptions *options,
              GPtrArray              *claims,
              guint                  *without_room)
{
  g_autoptr(GPtrArray) bars = plim_coal_find_bars (trades);
  g_autoptr(GPtrArray) limbs = plim_coal_find_limbs (trades, caps);
  g_autoptr(GPtrArray) notes = write_notes (claims, bars, *without_room);
  g_autofree char *title = write_title (bars, limbs, caps, shown);
  g_autofree char *summary = write_summary (bars, limbs, caps, shown);
  PlimOilUnit unit = plim_oil_choose_unit (get_highest (bars, limbs, caps, shown), TONNES);
  Contents contents = look_through (trades, bars, limbs);
  g_autofree char *long_subtitle = NULL;
  g_autofree char *short_subtitle = NULL;
  PlimChartFrame *frame;

  /* Translators: %s is a unit: "million tonnes". */
  long_subtitle = g_strdup_printf (_("Coal exported from the DPRK, %s in the days that each bar spans, as notified, reported or estimated"), unit.words);
  short_subtitle = g_strdup_printf (_("Coal exported from the DPRK, %s"), unit.words);
  frame = plim_chart_frame_new (options, filter->exercise, title,
                                plim_chart_frame_choose (options, long_subtitle, short_subtitle), notes, claims);
  plim_scene_set_summary (frame->scene, summary);
  draw_legend (frame, &contents);
  *without_room = draw_plot (frame, trades, caps, bars, limbs, shown);

  return plim_chart_frame_finish (frame);
}

static GPtrArray *
keep_shown (GPtrArray        *trades,
            const PlimPeriod *shown)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);

      if (plim_period_overlaps (shown, &trade->when))
        g_ptr_array_add (kept, trade);
    }

  return kept;
}

PlimScene *
plim_coal_chart_new (GPtrArray              *trades,
                     GPtrArray              *caps,
                     const PlimFilter       *filter,
                     const PlimChartOptions *options)
{
  g_autoptr(PlimScene) trial = NULL;
  g_autoptr(GPtrArray) within = NULL;
  g_autoptr(GPtrArray) claims = NULL;
  guint without_room = 0;
  PlimPeriod shown;

  if (!find_days (trades, filter, &shown))
    return plim_chart_frame_new_empty (options, filter->exercise,
                                       filter->exercise ? _("No coal exports in the exercise's reports")
                                                        : _("No coal exports in the store for these days and bases"),
                                       _("Import a report that states how much coal was exported, or choose other days or bases."));

  within = keep_shown (trades, &shown);
  claims = collect_claims (within, caps, &shown);

  /* What has no room, and so which claims are in the picture, is known once it is drawn; the notes then speak of these. */
  trial = draw_picture (within, caps, &shown, filter, options, claims, &without_room);

  return draw_picture (within, caps, &shown, filter, options, plim_scene_get_claims (trial), &without_room);
}
