#include "config.h"

#include "app/charts/plim-oil-year.h"

#include <glib/gi18n.h>
#include <math.h>

static char *
share_of_cap_words (const PlimCapYear *year,
                    double             value)
{
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  if (year->cap == NULL || year->cap->quantity.low <= 0)
    return g_strdup ("");

  g_ascii_formatd (percent, sizeof percent, "%.1f", value / year->cap->quantity.low * 100);

  /* Translators: follows a quantity; %s is a number: "25.9 % of the cap". */
  return g_strdup_printf (_(", %s %% of the cap"), percent);
}

static gboolean
is_converted (GPtrArray *figures)
{
  for (guint i = 0; i < figures->len; i++)
    if (((PlimFigure *) g_ptr_array_index (figures, i))->conversion != NULL)
      return TRUE;

  return FALSE;
}

void
plim_oil_draw_notified (PlimOilPlot          *plot,
                        const PlimCapYear    *year,
                        const PlimOilColumns *columns)
{
  const PlimNotified *notified = year->notified;
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  g_autofree char *quantity = NULL;
  g_autofree char *share = share_of_cap_words (year, notified->high);
  g_autofree char *when = plim_period_to_words (&notified->when);
  const PlimFigure *first = g_ptr_array_index (notified->figures, 0);
  gboolean converted = is_converted (notified->figures);
  GString *label = g_string_new (NULL);
  double y = MIN (plim_oil_get_y (plot, notified->high), plot->axis_y - PLIM_OIL_LEAST_BAR_MM);
  PlimShape *shape;

  quantity = plim_chart_amount_words (notified->low, notified->high, plot->usage->unit,
                                      notified->summed ? PLIM_BOUND_EXACT : first->trade->quantity.bound);
  /* Translators: a mark in words: period, quantity, ", 25.9 % of the cap". */
  g_string_append_printf (label, _("%1$s: %2$s notified to the Committee%3$s"), when, quantity, share);
  if (notified->summed)
    g_string_append_printf (label, ngettext (", the sum of %u figure by one reporter", ", the sum of %u figures by one reporter",
                                             notified->figures->len), notified->figures->len);
  if (converted)
    g_string_append (label, _(", converted from what was stated"));
  g_string_append (label, ". ");
  g_string_append_printf (label, _("Source: %s."), plim_claim_get_speaker (first->trade->claim));
  if (year->notified_also->len > 0)
    {
      g_string_append_c (label, ' ');
      g_string_append_printf (label, ngettext ("%u other notified figure, earlier, for fewer months or of one state, stands beside it and is not added.",
                                               "%u other notified figures, earlier, for fewer months or of one state, stand beside it and are not added.",
                                               year->notified_also->len), year->notified_also->len);
    }

  for (guint i = 0; i < notified->figures->len; i++)
    plim_oil_add_figure_claims (claims, g_ptr_array_index (notified->figures, i));
  for (guint i = 0; i < year->notified_also->len; i++)
    plim_oil_add_figure_claims (claims, g_ptr_array_index (year->notified_also, i));
  for (guint i = 0; i < year->notified_words->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (year->notified_words, i))->claim);
  plim_oil_add_cap_claim (claims, year);

  /* A sum or a converted figure is no stated one: hollow, though in its own colour. */
  shape = plim_scene_add_rect (plot->frame->scene,
                               notified->summed || converted ? PLIM_STYLE_ZERO : PLIM_STYLE_NOTIFIED,
                               columns->notified_x, y, columns->bar_mm, plot->axis_y - y);
  plim_oil_add_shape (plot, shape, year->year * 2, g_string_free (label, FALSE), claims);
}

/* Of several the one that covers most days. */
static const PlimTrade *
get_widest (GPtrArray *trades)
{
  const PlimTrade *widest = NULL;

  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);

      if (widest == NULL || trade->when.last - trade->when.first > widest->when.last - widest->when.first)
        widest = trade;
    }

  return widest;
}

/* Words over the axis: as low as they are clear of everything, the cap's line too. */
static void
write_over (PlimOilPlot *plot,
            PlimStyle    style,
            double       x,
            double       right,
            double       y,
            guint        steps,
            const char  *words)
{
  double size = plot->frame->note_mm;
  double width = plim_layout_text_width (words, size, FALSE);

  x = MIN (x, right - width / 2 - 0.6);
  for (guint i = 0; i < steps; i++)
    if (plim_chart_frame_try_text (plot->frame, style, x, y - size * 0.3 * i, size, PLIM_ALIGN_MIDDLE, FALSE, words) != NULL)
      return;
}

/* A figure in another unit has no height here: a small diamond on the axis, and its words. */
void
plim_oil_draw_notified_words (PlimOilPlot          *plot,
                              const PlimCapYear    *year,
                              const PlimOilColumns *columns)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  const PlimTrade *widest = get_widest (year->notified_words);
  g_autofree char *quantity = NULL;
  g_autofree char *when = NULL;
  double x = columns->notified_x + columns->bar_mm / 2;
  double r = MIN (0.9, columns->bar_mm / 3);
  double y = plot->axis_y - r - 0.3;
  PlimShape *shape = plim_scene_add_path (plot->frame->scene, PLIM_STYLE_NOTIFIED);

  for (guint i = 0; i < year->notified_words->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (year->notified_words, i))->claim);

  plim_shape_move_to (shape, x, y - r);
  plim_shape_line_to (shape, x + r, y);
  plim_shape_line_to (shape, x, y + r);
  plim_shape_line_to (shape, x - r, y);
  plim_shape_close (shape);

  quantity = plim_amount_to_words (&widest->quantity);
  when = plim_period_to_words (&widest->when);
  plim_oil_add_shape (plot, shape, year->year * 2,
                      g_strdup_printf (_("%1$s: %2$s notified to the Committee; not drawn as a length, since no conversion is chosen."),
                                       when, quantity), claims);
}

void
plim_oil_draw_zero (PlimOilPlot          *plot,
                    const PlimCapYear    *year,
                    const PlimOilColumns *columns)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  g_autofree char *when = NULL;
  const PlimTrade *first = g_ptr_array_index (year->notified_zero, 0);
  gboolean alone = year->notified == NULL && year->notified_words->len == 0;
  double r = MIN (0.75, columns->bar_mm / 3);
  double x = alone ? columns->notified_x + columns->bar_mm / 2 : columns->notified_x - r * 1.7;

  for (guint i = 0; i < year->notified_zero->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (year->notified_zero, i))->claim);

  when = plim_period_to_words (&first->when);
  plim_oil_add_shape (plot, plim_scene_add_circle (plot->frame->scene, PLIM_STYLE_ZERO, x, plot->axis_y, r), year->year * 2,
                      g_strdup_printf (_("%1$s: zero notified to the Committee. Source: %2$s."),
                                       when, plim_claim_get_speaker (first->claim)), claims);
}

void
plim_oil_draw_not_known (PlimOilPlot          *plot,
                         const PlimOilColumns *columns)
{
  PlimChartFrame *frame = plot->frame;
  double height = frame->note_mm * 0.9;

  plim_scene_add_rect (frame->scene, PLIM_STYLE_NOT_REPORTED, columns->notified_x, plot->axis_y - height,
                       columns->bar_mm, height);
  plim_labels_take (frame->labels, columns->notified_x, plot->axis_y - height, columns->bar_mm, height);
}

/* After the bars, so that it is clear of them: what stands in place of a notified bar, in words. */
void
plim_oil_write_notified_words (PlimOilPlot          *plot,
                               const PlimCapYear    *year,
                               const PlimOilColumns *columns)
{
  const PlimTrade *widest = get_widest (year->notified_words);
  double x = columns->notified_x + columns->bar_mm / 2;
  double y = plot->axis_y - plot->frame->note_mm * 1.3;

  if (year->notified != NULL || (widest == NULL && year->notified_zero->len > 0))
    return;

  if (widest != NULL)
    {
      g_autofree char *quantity = plim_amount_to_words (&widest->quantity);
      g_autofree char *words = g_strconcat (quantity, plot->words_note, NULL);

      write_over (plot, PLIM_STYLE_TEXT_NOTIFIED, x, columns->estimate_x, y, 14, words);
    }
  else
    {
      /* Translators: no figure was notified as far as the store knows; not zero. */
      write_over (plot, PLIM_STYLE_TEXT_MUTED, x, columns->estimate_x, y, 4, _("none known"));
    }
}

static int
compare_first (gconstpointer a,
               gconstpointer b)
{
  const PlimTrade *one = *(PlimTrade * const *) a;
  const PlimTrade *two = *(PlimTrade * const *) b;

  return (one->when.first > two->when.first) - (one->when.first < two->when.first);
}

/* Summed months may have holes: each run of them is named. */
static char *
name_runs (const PlimCapYear *year)
{
  g_autoptr(GPtrArray) trades = g_ptr_array_new ();
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);
  guint n = year->notified->figures->len;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (trades, ((PlimFigure *) g_ptr_array_index (year->notified->figures, i))->trade);
  for (guint i = 0; i < year->notified_zero->len; i++)
    g_ptr_array_add (trades, g_ptr_array_index (year->notified_zero, i));
  g_ptr_array_sort (trades, compare_first);

  for (guint i = 0; i < trades->len; )
    {
      PlimPeriod run = ((PlimTrade *) g_ptr_array_index (trades, i))->when;

      for (i++; i < trades->len; i++)
        {
          const PlimPeriod *next = &((PlimTrade *) g_ptr_array_index (trades, i))->when;

          if (next->first > run.last + 1)
            break;
          if (next->last > run.last)
            {
              run.last = next->last;
              run.last_precision = next->last_precision;
            }
        }
      g_ptr_array_add (runs, plim_period_to_words_in_year (&run, year->year));
    }

  if (runs->len <= 2)
    return plim_chart_join (runs, 2);

  return g_strdup_printf (ngettext ("%u single period", "%u single periods", n), n);
}

char *
plim_oil_notified_coverage (const PlimCapYear *year)
{
  const PlimTrade *widest = get_widest (year->notified_words);

  if (year->notified != NULL && year->notified->summed)
    return name_runs (year);
  if (year->notified != NULL)
    return plim_period_to_words_in_year (&year->notified->when, year->year);

  return widest != NULL ? plim_period_to_words_in_year (&widest->when, year->year) : NULL;
}
