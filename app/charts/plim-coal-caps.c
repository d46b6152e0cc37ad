#include "config.h"

#include "app/charts/plim-coal-parts.h"
#include "app/charts/plim-oil-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define TONNES "t"

gboolean
plim_coal_is_ban (const PlimCap *cap)
{
  return cap->quantity.known && cap->quantity.low == 0 && cap->resolution != NULL;
}

gboolean
plim_coal_is_suspension (const PlimCap *cap)
{
  return cap->quantity.known && cap->quantity.low == 0 && cap->resolution == NULL;
}

static void
free_limb (PlimLimb *limb)
{
  g_ptr_array_unref (limb->trades);
  g_free (limb);
}

GPtrArray *
plim_coal_find_limbs (GPtrArray *trades,
                      GPtrArray *caps)
{
  GPtrArray *limbs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_limb);

  for (guint i = 0; i < caps->len; i++)
    {
      PlimCap *cap = g_ptr_array_index (caps, i);
      PlimLimb *limb;

      if (!cap->quantity.known || cap->quantity.low <= 0)
        continue;

      limb = g_new0 (PlimLimb, 1);
      limb->cap = cap;
      limb->money = g_strcmp0 (cap->quantity.unit, TONNES) != 0;
      limb->trades = plim_cap_usage_sum_disjoint (trades, &cap->when, cap->quantity.unit, limb->money);
      for (guint j = 0; j < limb->trades->len; j++)
        {
          const PlimTrade *trade = g_ptr_array_index (limb->trades, j);

          limb->used += limb->money ? trade->money.high : trade->quantity.high;
        }

      if (limb->trades->len > 0)
        g_ptr_array_add (limbs, limb);
      else
        free_limb (limb);
    }

  return limbs;
}

static GPtrArray *
collect_limb (const PlimLimb *limb)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < limb->trades->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (limb->trades, i))->claim);
  plim_chart_collect (claims, limb->cap->claim);

  return claims;
}

static char *
name_months (const PlimLimb *limb)
{
  const PlimTrade *first = g_ptr_array_index (limb->trades, 0);
  const PlimTrade *last = g_ptr_array_index (limb->trades, limb->trades->len - 1);
  PlimPeriod all = first->when;

  all.last = last->when.last;
  all.last_precision = last->when.last_precision;
  all.last_s = last->when.last_s;

  return plim_period_to_words (&all);
}

void
plim_coal_draw_sums (PlimCoalPlot *plot,
                     GPtrArray    *limbs)
{
  PlimChartFrame *frame = plot->frame;

  for (guint i = 0; i < limbs->len; i++)
    {
      const PlimLimb *limb = g_ptr_array_index (limbs, i);
      const PlimTrade *first = g_ptr_array_index (limb->trades, 0);
      const PlimTrade *last = g_ptr_array_index (limb->trades, limb->trades->len - 1);
      g_autoptr(GPtrArray) claims = NULL;
      g_autofree char *when = NULL;
      g_autofree char *sum = NULL;
      double left, right, top;
      PlimShape *shape;

      if (limb->money || limb->trades->len < 2)
        continue;

      claims = collect_limb (limb);
      when = name_months (limb);
      sum = plim_chart_rounded_words (limb->used, limb->used, TONNES);
      left = MAX (plim_day_scale_map (&plot->days, first->when.first), plot->days.from_mm);
      right = MIN (plim_day_scale_map (&plot->days, last->when.last + 1), plot->days.to_mm);
      top = plim_scale_map (&plot->tonnes, limb->used);
      shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_ZERO, left, top, MAX (right - left, 1), plot->axis_y - top);
      shape->group = 20 + i;
      plim_scene_mark_many (frame->scene, shape,
                            g_strdup_printf (ngettext ("%1$s: %2$s notified to the Committee, the sum of %3$u period.",
                                                       "%1$s: %2$s notified to the Committee, the sum of %3$u periods.",
                                                       limb->trades->len), when, sum, limb->trades->len), claims);
      plim_labels_take (frame->labels, left, top, right - left, plot->axis_y - top);
      plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_NOTIFIED, left, top - frame->note_mm * 0.5, frame->label_mm * 0.92,
                                 PLIM_ALIGN_START, TRUE, sum);
    }
}

static char *
percent_words (double share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.1f", share * 100);

  /* Translators: %s is a number. */
  return g_strdup_printf (_("%s %%"), text);
}

double
plim_coal_limbs_mm (PlimChartFrame *frame,
                    GPtrArray      *limbs)
{
  return limbs->len > 0 ? frame->note_mm * (1.9 + 1.75 * ((limbs->len + 1) / 2)) : 0;
}

static void
draw_limb (PlimCoalPlot   *plot,
           const PlimLimb *limb,
           double          x,
           double          y,
           double          length,
           guint           group)
{
  PlimChartFrame *frame = plot->frame;
  g_autoptr(GPtrArray) claims = collect_limb (limb);
  double share = limb->used / limb->cap->quantity.low;
  double bar = frame->note_mm * 0.8;
  g_autofree char *cap = plim_chart_rounded_words (limb->cap->quantity.low, limb->cap->quantity.low, limb->cap->quantity.unit);
  g_autofree char *exact = plim_chart_amount_words (limb->cap->quantity.low, limb->cap->quantity.low,
                                                    limb->cap->quantity.unit, PLIM_BOUND_EXACT);
  g_autofree char *percent = percent_words (share);
  g_autofree char *when = name_months (limb);
  g_autofree char *law = plim_oil_cap_law (limb->cap);
  g_autofree char *words = g_strdup_printf (_("%1$s of %2$s (%3$s)"), percent, cap, when);
  g_autofree char *brief = g_strdup_printf (_("%1$s of %2$s"), percent, cap);
  PlimShape *shape;

  plim_scene_add_rect (frame->scene, PLIM_STYLE_GRID, x, y - bar, length, bar);
  shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_NOTIFIED, x, y - bar, MIN (share, 1) * length, bar);
  shape->group = group;
  plim_scene_mark_many (frame->scene, shape,
                        g_strdup_printf (_("%1$s: %2$s of the cap of %3$s notified, %4$s."), when, percent, exact, law), claims);
  /* The cap is where the gauge ends. */
  shape = plim_scene_add_line (frame->scene, limb->money ? PLIM_STYLE_CAP_SECOND : PLIM_STYLE_CAP,
                               x + length, y - bar * 1.4, x + length, y + bar * 0.4);
  shape->group = group;
  plim_scene_mark (frame->scene, shape, g_strdup_printf (_("Cap of %1$s, %2$s."), exact, law), limb->cap->claim, NULL);
  plim_labels_take (frame->labels, x - 0.4, y - bar - 0.4, length + 0.8, bar + 0.8);

  if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x + length + 1.2, y, frame->note_mm, PLIM_ALIGN_START, FALSE, words) == NULL)
    plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x + length + 1.2, y, frame->note_mm, PLIM_ALIGN_START, FALSE, brief);
}

void
plim_coal_draw_limbs (PlimCoalPlot *plot,
                      GPtrArray    *limbs,
                      double        x,
                      double        right,
                      double        y)
{
  PlimChartFrame *frame = plot->frame;
  double line = frame->note_mm * 1.75;
  double column = (right - x) / 2;

  y += frame->note_mm;
  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_CAP, x, y, frame->note_mm, PLIM_ALIGN_START, TRUE,
                         /* Translators: over gauges of a cap in tonnes and in dollars. */
                         _("Notified share of the cap, whichever limb is reached first"));

  /* From the right, since words of the left one may go on where nothing stands. */
  for (guint i = limbs->len; i > 0; i--)
    draw_limb (plot, g_ptr_array_index (limbs, i - 1), x + column * ((i - 1) % 2), y + line * ((i - 1) / 2 + 1),
               MIN (column * 0.36, 45), 30 + i);
}

double
plim_coal_lane_mm (PlimChartFrame *frame)
{
  return frame->note_mm * 1.55;
}

/* One line under the axis. */
typedef struct
{
  PlimClaim        *claim;
  PlimPeriod        when;
  PlimStyle         style;
  PlimStyle         text_style;
  char             *words;
} Lane;

static void
free_lane (Lane *lane)
{
  g_free (lane->words);
  g_free (lane);
}

static void
add_lane (GPtrArray        *lanes,
          PlimClaim        *claim,
          const PlimPeriod *when,
          PlimStyle         style,
          PlimStyle         text_style,
          char             *words)
{
  Lane *lane;

  if (!plim_period_is_known (when))
    {
      g_free (words);
      return;
    }

  lane = g_new0 (Lane, 1);
  lane->claim = claim;
  lane->when = *when;
  lane->style = style;
  lane->text_style = text_style;
  lane->words = words;
  g_ptr_array_add (lanes, lane);
}

static char *
count_words (const PlimTrade *trade)
{
  if (trade->count == 0)
    return g_strdup (_("reported without a quantity"));

  switch (trade->quantity.bound)
    {
    case PLIM_BOUND_AT_LEAST:
    case PLIM_BOUND_MORE_THAN:
      return g_strdup_printf (ngettext ("at least %u shipment, tonnage not stated",
                                        "at least %u shipments, tonnage not stated", trade->count), trade->count);
    default:
      return g_strdup_printf (ngettext ("%u shipment, tonnage not stated",
                                        "%u shipments, tonnage not stated", trade->count), trade->count);
    }
}

/* Until the measure that replaces it begins, where that is known. */
static PlimPeriod
get_days_in_force (const PlimCap *cap,
                   GPtrArray     *caps)
{
  PlimPeriod days = cap->when;

  for (guint i = 0; cap->replaced_by != NULL && i < caps->len; i++)
    {
      const PlimCap *other = g_ptr_array_index (caps, i);
      g_autofree char *reference = plim_claim_dup_reference (other->claim);

      if (strcmp (reference, cap->replaced_by) == 0 && other->when.first > days.first && other->when.first <= days.last)
        {
          days.last = other->when.first - 1;
          days.last_precision = PLIM_PRECISION_DAY;
        }
    }

  return days;
}

static GPtrArray *
find_lanes (GPtrArray *trades,
            GPtrArray *caps)
{
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_lane);

  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);

      if (plim_coal_is_suspension (cap))
        {
          PlimPeriod days = get_days_in_force (cap, caps);

          /* A stop without an end may be either. */
          add_lane (lanes, cap->claim, &days, PLIM_STYLE_CAP_SECOND, PLIM_STYLE_TEXT_AXIS,
                    /* Translators: by a state, and the symbol of its document. */
                    g_strdup_printf (cap->when.last < PLIM_DAY_LAST ? _("suspended by %1$s (%2$s)") : _("banned or suspended by %1$s (%2$s)"),
                                     plim_claim_get_speaker (cap->claim), plim_claim_get_source_words (cap->claim)));
        }
    }
  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);

      if (!plim_coal_is_tonnes (trade))
        add_lane (lanes, trade->claim, &trade->when, PLIM_STYLE_ESTIMATE_LINE, PLIM_STYLE_TEXT_ESTIMATE, count_words (trade));
    }

  return lanes;
}

static void
add_line (PlimChartFrame *frame,
          const Lane     *lane,
          guint           group,
          double          from,
          double          to,
          double          y)
{
  g_autofree char *when = plim_period_to_words (&lane->when);
  PlimShape *shape = plim_scene_add_line (frame->scene, lane->style, from, y, MAX (to, from + 0.8), y);

  shape->group = group;
  plim_scene_mark (frame->scene, shape,
                   g_strdup_printf (_("%1$s: %2$s. Source: %3$s."), when, lane->words, plim_claim_get_speaker (lane->claim)),
                   lane->claim, NULL);
}

guint
plim_coal_count_lanes (GPtrArray *trades,
                       GPtrArray *caps)
{
  g_autoptr(GPtrArray) lanes = find_lanes (trades, caps);

  return lanes->len;
}

guint
plim_coal_draw_lanes (PlimCoalPlot *plot,
                      GPtrArray    *trades,
                      GPtrArray    *caps,
                      double        y,
                      guint         n_lanes)
{
  PlimChartFrame *frame = plot->frame;
  g_autoptr(GPtrArray) lanes = find_lanes (trades, caps);
  guint without_room = 0;

  for (guint i = 0; i < lanes->len; i++)
    {
      const Lane *lane = g_ptr_array_index (lanes, i);
      double from = plim_day_scale_map (&plot->days, lane->when.first);
      double to = plim_day_scale_map (&plot->days, MIN (lane->when.last, PLIM_DAY_LAST - 1) + 1);
      double width = plim_layout_text_width (lane->words, frame->note_mm, FALSE);
      gboolean done = FALSE;

      if (to <= plot->days.from_mm || from >= plot->days.to_mm)
        continue;
      from = MAX (from, plot->days.from_mm);
      to = CLAMP (to, from + 0.8, plot->days.to_mm);

      for (guint row = 0; row < n_lanes && !done; row++)
        {
          double baseline = y + (row + 0.75) * plim_coal_lane_mm (frame);
          double middle = baseline - frame->note_mm * 0.36;
          gboolean after = to + 0.8 + width <= frame->right;
          double text_x = after ? to + 0.8 : from - 0.8;
          double left = after ? from : from - 0.8 - width;
          double right = after ? text_x + width : to;
          gboolean parted = FALSE;

          /* Long lines leave no room at either end: they part for the words. */
          if (left < frame->left)
            {
              left = from;
              right = MAX (to, from + width + 6);
              text_x = from + 3;
              after = TRUE;
              parted = TRUE;
            }
          if (right > frame->options->width_mm - frame->margin
              || !plim_labels_is_free (frame->labels, left - 0.5, baseline - frame->note_mm * 0.76, right - left + 1, frame->note_mm))
            continue;

          if (parted)
            {
              add_line (frame, lane, 300 + i, from, from + 2.2, middle);
              add_line (frame, lane, 300 + i, text_x + width + 0.8, to, middle);
            }
          else
            {
              add_line (frame, lane, 300 + i, from, to, middle);
            }
          plim_chart_frame_text (frame, lane->text_style, text_x, baseline, frame->note_mm,
                                 after ? PLIM_ALIGN_START : PLIM_ALIGN_END, FALSE, lane->words);
          plim_labels_take (frame->labels, left - 0.5, baseline - frame->note_mm * 0.76, right - left + 1, frame->note_mm);
          done = TRUE;
        }
      if (!done)
        without_room++;
    }

  return without_room;
}
