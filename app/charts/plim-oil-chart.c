#include "config.h"

#include "app/charts/plim-oil-chart.h"

#include "app/charts/plim-chart-sources.h"
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

/* Whether what was stated, and not what was computed from it, is above the year's cap. */
static gboolean
exceeds_cap (const PlimCapYear *year,
             gboolean           with_notified)
{
  const PlimEstimate *highest = plim_cap_year_get_highest (year);
  double value;

  if (highest == NULL || year->cap == NULL)
    return FALSE;

  value = highest->high;
  if (with_notified && year->notified != NULL)
    value += year->notified->high;

  return value > year->cap->quantity.low;
}

/* A sum of single deliveries that happen to be listed is no estimate of a year. */
static gboolean
is_estimated (const PlimCapYear *year)
{
  for (guint i = 0; i < year->estimates->len; i++)
    if (!((PlimEstimate *) g_ptr_array_index (year->estimates, i))->listed)
      return TRUE;

  return FALSE;
}

static char *
write_title (const PlimCapUsage *usage,
             gboolean            with_notified)
{
  guint n_estimated = 0;
  guint n_above = 0;
  guint only = 0;
  gboolean any_cap = FALSE;

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);

      if (year->cap == NULL)
        continue;
      any_cap = TRUE;
      if (!is_estimated (year))
        continue;
      only = year->year;
      n_estimated++;
      if (exceeds_cap (year, with_notified))
        n_above++;
    }

  if (!any_cap)
    return g_strdup (_("Oil: what was reported year by year; no cap is in the store"));
  if (n_estimated == 0)
    return g_strdup (_("Oil: what was notified against the cap; no estimate is in the store"));

  if (n_estimated == 1 && n_above == 1)
    return g_strdup_printf (with_notified ? _("Oil: the highest estimate for %u, plus what was notified, exceeds the cap")
                                          : _("Oil: the highest estimate for %u exceeds the cap"), only);
  if (n_estimated == 1)
    return g_strdup_printf (with_notified ? _("Oil: no estimate for %u, plus what was notified, exceeds the cap")
                                          : _("Oil: no estimate for %u exceeds the cap"), only);
  if (n_above == 0)
    return g_strdup_printf (with_notified ? _("Oil: estimate plus notified stays within the cap in each of %u years with an estimate")
                                          : _("Oil: no estimate exceeds the cap in any of %u years with one"), n_estimated);
  if (n_above == 2 && n_estimated == 2)
    return g_strdup (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in both years with an estimate")
                                   : _("Oil: the highest estimate exceeds the cap in both years with an estimate"));
  if (n_above == n_estimated)
    return g_strdup_printf (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in all %u years with an estimate")
                                          : _("Oil: the highest estimate exceeds the cap in all %u years with an estimate"), n_above);

  return g_strdup_printf (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in %1$u of %2$u years with an estimate")
                                        : _("Oil: the highest estimate exceeds the cap in %1$u of %2$u years with an estimate"),
                          n_above, n_estimated);
}

static char *
write_summary (const PlimCapUsage *usage,
               gboolean            with_notified)
{
  const PlimCapYear *first = g_ptr_array_index (usage->years, 0);
  const PlimCapYear *last = g_ptr_array_index (usage->years, usage->years->len - 1);
  const PlimCapYear *peak = NULL;
  const PlimEstimate *highest = NULL;
  guint n_notified = 0;
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);
      const PlimEstimate *estimate = plim_cap_year_get_highest (year);

      if (year->notified != NULL)
        n_notified++;
      if (estimate != NULL && (highest == NULL || estimate->high > highest->high))
        {
          highest = estimate;
          peak = year;
        }
    }

  g_string_append_printf (summary, _("Refined petroleum delivered to the DPRK, %1$u to %2$u. "), first->year, last->year);
  g_string_append_printf (summary, ngettext ("A notified quantity is known for %1$u of %2$u year.",
                                             "A notified quantity is known for %1$u of %2$u years.",
                                             usage->years->len), n_notified, usage->years->len);
  if (highest != NULL)
    {
      g_autofree char *quantity = plim_chart_amount_words (highest->high, highest->high, usage->unit, highest->bound);
      double multiple = plim_cap_year_get_multiple (peak, highest->high, with_notified);

      g_string_append_c (summary, ' ');
      if (multiple > 0)
        {
          g_autofree char *times = plim_chart_multiple_words (multiple);

          g_string_append_printf (summary, _("The highest estimate is %1$s for %2$u, %3$s times the cap."),
                                  quantity, peak->year, times);
        }
      else
        {
          g_string_append_printf (summary, _("The highest estimate is %1$s for %2$u."), quantity, peak->year);
        }
    }

  return g_string_free (summary, FALSE);
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

/* What stands in the picture, for notes and legend. */
typedef struct
{
  gboolean notified;
  gboolean estimate;
  gboolean computed;
  gboolean summed;
  gboolean zero;
  gboolean words;
  gboolean not_known;
  gboolean variant;
  gboolean open;
  char     estimate_note[8];
  char     computed_note[8];
  char     words_note[8];
} Contents;

static Contents
look_through (const PlimCapUsage *usage)
{
  Contents contents = { 0 };

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);

      contents.notified |= year->notified != NULL && !year->notified->summed;
      contents.summed |= year->notified != NULL && year->notified->summed;
      contents.zero |= year->notified_zero->len > 0;
      contents.words |= year->notified == NULL && year->notified_words->len > 0;
      contents.not_known |= year->notified == NULL && year->notified_words->len == 0 && year->notified_zero->len == 0;
      for (guint j = 0; j < year->estimates->len; j++)
        {
          const PlimEstimate *estimate = g_ptr_array_index (year->estimates, j);
          const PlimEstimate *main = g_ptr_array_index (year->estimates, 0);

          contents.estimate |= j == 0 && !estimate->listed;
          contents.computed |= j == 0 && (estimate->scenarios->len > 1 || estimate->listed);
          contents.variant |= j > 0 && estimate->high > main->high
                              && estimate->when.first == main->when.first && estimate->when.last == main->when.last;
          contents.open |= estimate->bound == PLIM_BOUND_AT_LEAST || estimate->bound == PLIM_BOUND_MORE_THAN;
        }
    }

  return contents;
}

static void
number_note (GPtrArray  *notes,
             const char *text,
             char        number[8])
{
  g_autofree char *raised = plim_chart_superscript (plim_chart_add_note (notes, text));

  g_strlcpy (number, raised, 8);
}

static GPtrArray *
write_notes (const PlimCapUsage   *usage,
             GPtrArray            *claims,
             Contents             *contents,
             const PlimConversion *conversion)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *disputed = plim_chart_disputed_by (claims);
  g_autofree char *recalled = plim_chart_recalled_note (claims);
  guint n_words = usage->outside->len;

  for (guint i = 0; i < usage->years->len; i++)
    n_words += ((PlimCapYear *) g_ptr_array_index (usage->years, i))->estimated_words->len;

  if (contents->estimate)
    {
      g_autoptr(GString) text = g_string_new (_("Estimates are deliveries counted × capacity × share laden."));

      if (disputed != NULL)
        {
          g_string_append_c (text, ' ');
          g_string_append_printf (text, _("Disputed by %s."), disputed);
        }
      g_string_append_c (text, ' ');
      g_string_append (text, _("That an estimate exceeds the cap is arithmetic, not a finding of the Committee."));
      number_note (notes, text->str, contents->estimate_note);
    }
  if (contents->computed)
    number_note (notes, _("Hollow: computed in proportion to the share that is stated. Multiples use one estimate alone."),
                 contents->computed_note);
  if (contents->words)
    number_note (notes, _("A diamond on the axis is a figure in tonnes only; no conversion to barrels is chosen."),
                 contents->words_note);
  if (conversion != NULL)
    {
      char factor[G_ASCII_DTOSTR_BUF_SIZE];

      g_autofree char *text = NULL;

      g_ascii_formatd (factor, sizeof factor, "%.4g", conversion->factor);
      text = g_strdup_printf (_("Converted with %1$s %2$s for each %3$s (%4$s)."), factor, conversion->to_unit,
                              conversion->from_unit, plim_claim_get_source_words (conversion->claim));
      plim_chart_add_note (notes, text);
    }
  if (contents->summed)
    plim_chart_add_note (notes, _("A hollow bar of what was notified is the sum of separate months of one reporter."));
  if (usage->unplaced->len > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u figure for a period of more than one year belongs to none of the bars and is not drawn.",
                                   "%u figures for periods of more than one year belong to none of the bars and are not drawn.",
                                   usage->unplaced->len), usage->unplaced->len);

      plim_chart_add_note (notes, text);
    }
  if (n_words > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u estimate without a quantity in barrels is not drawn.",
                                   "%u estimates without a quantity in barrels are not drawn.", n_words), n_words);

      plim_chart_add_note (notes, text);
    }
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  return notes;
}

/* Small pictures say it shorter, and have no notes to point to. */
static void
draw_legend (PlimChartFrame     *frame,
             const PlimCapUsage *usage,
             const Contents     *contents)
{
  const PlimCap *cap = ((PlimCapYear *) g_ptr_array_index (usage->years, usage->years->len - 1))->cap;
  g_autofree char *cap_words = NULL;
  PlimLegendItem items[8];
  g_autofree char *estimate = NULL;
  g_autofree char *computed = NULL;
  gboolean small = frame->options->width_mm < 150;
  gboolean noted = frame->notes != NULL;
  guint n = 0;

  estimate = g_strconcat (small ? _("estimated") : _("estimated, as stated"), noted ? contents->estimate_note : "", NULL);
  computed = g_strconcat (small ? _("computed") : _("computed for other shares"), noted ? contents->computed_note : "", NULL);

  if (contents->notified || contents->summed)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOTIFIED, FALSE, small ? _("notified") : _("notified to the Committee") };
  if (contents->estimate)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE, FALSE, estimate };
  if (contents->variant)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OTHER, FALSE, _("a higher estimate") };
  if (contents->computed)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_COMPUTED, FALSE, computed };
  if (contents->open && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OPEN, FALSE, _("or more") };
  if (contents->zero && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ZERO, TRUE, _("zero notified") };
  if (contents->not_known)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOT_REPORTED, FALSE, _("none known") };

  /* Wider pictures say it beside the line. */
  if (cap != NULL && small)
    {
      g_autofree char *words = plim_oil_cap_words (cap);
      g_autofree char *law = plim_oil_cap_law (cap);

      cap_words = g_strconcat (words, ", ", law, NULL);
      items[n++] = (PlimLegendItem) { PLIM_STYLE_CAP, FALSE, cap_words };
    }

  plim_chart_frame_legend (frame, items, n);
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
draw_years (PlimChartFrame *frame,
            PlimCapUsage   *usage,
            const Contents *contents,
            PlimOilUnit     unit,
            gboolean        with_notified)
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
  Contents contents = look_through (usage);
  g_autoptr(GPtrArray) notes = write_notes (usage, claims, &contents, conversion);
  PlimOilUnit unit = plim_oil_choose_unit (get_highest (usage), usage->unit);
  g_autofree char *title = write_title (usage, options->with_notified);
  g_autofree char *summary = write_summary (usage, options->with_notified);
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
  draw_legend (frame, usage, &contents);
  draw_years (frame, usage, &contents, unit, options->with_notified);

  return plim_chart_frame_finish (frame);
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
  if (usage->years->len == 0)
    return plim_chart_frame_new_empty (options, filter->exercise,
                                       filter->exercise ? _("No oil deliveries in the exercise's reports")
                                                        : _("No oil deliveries in the store for these days and bases"),
                                       _("Import a report that states how much refined petroleum was delivered, or choose other days or bases."));

  return draw_usage (usage, conversion, filter, options);
}
