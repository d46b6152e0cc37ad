#include "config.h"

#include "app/charts/plim-coal-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/model/plim-country.h"

#define TONNES "t"
#define LEAST_BAR_MM 0.35
#define LEAST_WIDTH_MM 0.9
#define MOST_NESTED 6

gboolean
plim_coal_is_tonnes (const PlimTrade *trade)
{
  return trade->quantity.known && g_strcmp0 (trade->quantity.unit, TONNES) == 0;
}

/* A stated total may be part of another, that of a third, and so on; what nests deeper than anyone would state,
 * or is part of itself by a detour, is drawn as if it were part of nothing. */
static gboolean
nests_too_deep (const PlimCoalBar *bar)
{
  guint depth = 0;

  for (const PlimCoalBar *outer = bar->part_of; outer != NULL; outer = outer->part_of)
    if (++depth > MOST_NESTED)
      return TRUE;

  return FALSE;
}

static void
find_containers (GPtrArray *bars)
{
  g_autoptr(GHashTable) by_reference = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) loose = g_ptr_array_new ();

  for (guint i = 0; i < bars->len; i++)
    {
      PlimCoalBar *bar = g_ptr_array_index (bars, i);

      g_hash_table_insert (by_reference, plim_claim_dup_reference (bar->trade->claim), bar);
    }
  for (guint i = 0; i < bars->len; i++)
    {
      PlimCoalBar *bar = g_ptr_array_index (bars, i);

      if (bar->trade->claim->part_of != NULL)
        bar->part_of = g_hash_table_lookup (by_reference, bar->trade->claim->part_of);
    }

  for (guint i = 0; i < bars->len; i++)
    if (nests_too_deep (g_ptr_array_index (bars, i)))
      g_ptr_array_add (loose, g_ptr_array_index (bars, i));
  for (guint i = 0; i < loose->len; i++)
    ((PlimCoalBar *) g_ptr_array_index (loose, i))->part_of = NULL;
}

static gboolean
is_same_period (const PlimCoalBar *a,
                const PlimCoalBar *b)
{
  return a->trade->when.first == b->trade->when.first && a->trade->when.last == b->trade->when.last;
}

/* Contained ones last, and of the others the longer ones first, so that short ones stay visible. */
static int
compare_bars (gconstpointer a,
              gconstpointer b)
{
  const PlimCoalBar *one = *(PlimCoalBar * const *) a;
  const PlimCoalBar *two = *(PlimCoalBar * const *) b;
  guint one_days = one->trade->when.last - one->trade->when.first;
  guint two_days = two->trade->when.last - two->trade->when.first;

  if ((one->part_of != NULL) != (two->part_of != NULL))
    return one->part_of != NULL ? 1 : -1;
  if (one_days != two_days)
    return one_days > two_days ? -1 : 1;
  if (one->trade->quantity.high != two->trade->quantity.high)
    return one->trade->quantity.high > two->trade->quantity.high ? -1 : 1;

  return strcmp (one->trade->claim->id, two->trade->claim->id);
}

GPtrArray *
plim_coal_find_bars (GPtrArray *trades)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);
      PlimCoalBar *bar;

      if (!plim_coal_is_tonnes (trade) || trade->quantity.high <= 0
          || !plim_period_is_known (&trade->when)
          || trade->when.first <= PLIM_DAY_FIRST || trade->when.last >= PLIM_DAY_LAST)
        continue;

      bar = g_new0 (PlimCoalBar, 1);
      bar->trade = trade;
      bar->n_places = 1;
      g_ptr_array_add (bars, bar);
    }

  find_containers (bars);
  g_ptr_array_sort (bars, compare_bars);

  /* Several for the same days stand side by side in them. */
  for (guint i = 0; i < bars->len; i++)
    {
      PlimCoalBar *bar = g_ptr_array_index (bars, i);

      bar->n_places = 0;
      for (guint j = 0; j < bars->len; j++)
        {
          PlimCoalBar *other = g_ptr_array_index (bars, j);

          if (other->part_of != bar->part_of || !is_same_period (bar, other))
            continue;
          if (other == bar)
            bar->place = bar->n_places;
          bar->n_places++;
        }
    }

  return bars;
}

static void
get_extent (const PlimCoalPlot *plot,
            const PlimCoalBar  *bar,
            double             *left,
            double             *right)
{
  double from = MAX (plim_day_scale_map (&plot->days, bar->trade->when.first), plot->days.from_mm);
  double to = MIN (plim_day_scale_map (&plot->days, bar->trade->when.last + 1), plot->days.to_mm);
  double width;

  if (bar->part_of != NULL)
    {
      const PlimPeriod *outer = &bar->part_of->trade->when;
      double outer_left, outer_right, inset, day_mm;

      /* Its days among the total's days, which may have but a share of their width. */
      get_extent (plot, bar->part_of, &outer_left, &outer_right);
      inset = (outer_right - outer_left) * 0.12;
      outer_left += inset;
      outer_right -= inset;
      day_mm = (outer_right - outer_left) / (outer->last - outer->first + 1.0);
      from = CLAMP (outer_left + ((double) bar->trade->when.first - outer->first) * day_mm, outer_left, outer_right);
      to = CLAMP (outer_left + ((double) bar->trade->when.last + 1 - outer->first) * day_mm, outer_left, outer_right);
    }

  width = (to - from) / bar->n_places;
  *left = from + width * bar->place;
  *right = MAX (*left + width - (bar->n_places > 1 ? 0.5 : 0.12), *left + LEAST_WIDTH_MM);
}

static char *
describe_bar (const PlimTrade *trade)
{
  g_autofree char *when = plim_period_to_words (&trade->when);
  g_autofree char *quantity = plim_amount_to_words (&trade->quantity);
  const char *where = trade->destination != NULL ? trade->destination
                    : trade->destination_country != NULL ? plim_country_get_words (trade->destination_country) : NULL;
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, plim_cap_usage_is_notified (trade)
                          ? _("%1$s: %2$s of coal notified to the Committee") : _("%1$s: %2$s of coal reported or estimated"),
                          when, quantity);
  if (where != NULL)
    /* Translators: follows a quantity of coal; %s is a place or a country. */
    g_string_append_printf (words, _(", to %s"), where);
  if (trade->money.known)
    {
      g_autofree char *money = plim_amount_to_words (&trade->money);

      g_string_append_printf (words, _(", worth %s"), money);
    }
  if (trade->count > 0)
    g_string_append_printf (words, ngettext (", %u shipment", ", %u shipments", trade->count), trade->count);
  if (trade->claim->part_of != NULL)
    g_string_append (words, _("; part of another total, never added to it"));
  g_string_append_printf (words, _(". Source: %s."), plim_claim_get_speaker (trade->claim));

  return g_string_free (words, FALSE);
}

static void
draw_bar (PlimCoalPlot      *plot,
          const PlimCoalBar *bar,
          guint              group)
{
  const PlimTrade *trade = bar->trade;
  PlimScene *scene = plot->frame->scene;
  double left, right, top;
  PlimStyle style = plim_cap_usage_is_notified (trade) ? PLIM_STYLE_NOTIFIED
                  : bar->part_of != NULL ? PLIM_STYLE_ESTIMATE_OTHER : PLIM_STYLE_ESTIMATE;
  PlimShape *shape;

  get_extent (plot, bar, &left, &right);
  top = MIN (plim_scale_map (&plot->tonnes, trade->quantity.high), plot->axis_y - LEAST_BAR_MM);
  shape = plim_scene_add_rect (scene, style, left, top, right - left, plot->axis_y - top);
  shape->group = group;
  plim_scene_mark (scene, shape, describe_bar (trade), trade->claim, NULL);
  plim_labels_take (plot->frame->labels, left, top, right - left, plot->axis_y - top);

  if (trade->quantity.high > trade->quantity.low)
    {
      double low = plim_scale_map (&plot->tonnes, trade->quantity.low);

      shape = plim_scene_add_line (scene, PLIM_STYLE_ESTIMATE_LINE, left, low, right, low);
      shape->group = group;
      plim_scene_mark (scene, shape, describe_bar (trade), trade->claim, NULL);
    }
  if (trade->quantity.bound == PLIM_BOUND_AT_LEAST || trade->quantity.bound == PLIM_BOUND_MORE_THAN)
    {
      shape = plim_chart_frame_arrow (plot->frame, PLIM_STYLE_ESTIMATE_OPEN, (left + right) / 2, top, plot->frame->label_mm);
      shape->group = group;
      plim_scene_mark (scene, shape, describe_bar (trade), trade->claim, NULL);
      plim_labels_take (plot->frame->labels, (left + right) / 2 - 0.9, top - plot->frame->label_mm, 1.8, plot->frame->label_mm);
    }
}

/* Bars side by side split the width of their days between them: a bracket under them says that each is about all of these. */
static void
draw_bracket (PlimCoalPlot *plot,
              GPtrArray    *bars,
              guint         nth)
{
  const PlimCoalBar *bar = g_ptr_array_index (bars, nth);
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  g_autofree char *when = plim_period_to_words (&bar->trade->when);
  double from = MAX (plim_day_scale_map (&plot->days, bar->trade->when.first), plot->days.from_mm);
  double to = MIN (plim_day_scale_map (&plot->days, bar->trade->when.last + 1), plot->days.to_mm);
  double y = plot->axis_y + 1.1;
  PlimShape *shape;

  if (bar->n_places < 2 || bar->place > 0 || bar->part_of != NULL)
    return;

  for (guint i = 0; i < bars->len; i++)
    {
      PlimCoalBar *other = g_ptr_array_index (bars, i);

      if (other->part_of == NULL && is_same_period (bar, other))
        plim_chart_collect (claims, other->trade->claim);
    }

  shape = plim_scene_add_path (plot->frame->scene, PLIM_STYLE_ESTIMATE_OPEN);
  plim_shape_move_to (shape, from + 0.2, plot->axis_y + 0.3);
  plim_shape_line_to (shape, from + 0.2, y);
  plim_shape_line_to (shape, MAX (to - 0.2, from + 0.6), y);
  plim_shape_line_to (shape, MAX (to - 0.2, from + 0.6), plot->axis_y + 0.3);
  shape->group = 400 + nth;
  plim_scene_mark_many (plot->frame->scene, shape,
                        g_strdup_printf (ngettext ("%1$s: %2$u statement about all of these days.",
                                                   "%1$s: %2$u statements, each about all of these days.", bar->n_places),
                                         when, bar->n_places), claims);
}

/* When, who says so and where the coal went, as far as that is known: the fuller words first. */
static char *
write_second_line (const PlimTrade *trade,
                   gboolean         whole)
{
  g_autofree char *when = plim_period_to_words (&trade->when);
  const char *source = plim_claim_get_source_words (trade->claim);

  if (!whole)
    return g_steal_pointer (&when);
  if (trade->destination_country == NULL)
    return g_strdup_printf ("%s · %s", when, source);

  /* Translators: a period, a report's symbol and a country: "Jan–Sep 2020 · S/2021/211, to China". */
  return g_strdup_printf (_("%1$s · %2$s, to %3$s"), when, source, plim_country_get_words (trade->destination_country));
}

/* Straight above the bar, from its left edge on if possible, or shifted as far as it still stands on it. */
static gboolean
place_over (PlimCoalPlot   *plot,
            double          left,
            double          right,
            double          top,
            double          width,
            double          height,
            PlimLabelPlace *place)
{
  double middle = (left + right) / 2;
  double reach = MAX (width / 2 - 1, 0);
  const double shifts[] = { reach > 0 ? CLAMP ((width - (right - left)) / 2 / reach, 0, 1) : 0, 0, 0.5, -0.5, 1, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      double x = middle + shifts[i] * reach;
      double y = top - height * 0.3 - 0.3;

      if (x - width / 2 < plot->frame->margin
          || x + width / 2 > plot->frame->options->width_mm - plot->frame->margin
          || !plim_labels_is_free (plot->frame->labels, x - width / 2 - 0.3, y - height, width + 0.6, height * 1.2))
        continue;
      plim_labels_take (plot->frame->labels, x - width / 2 - 0.3, y - height, width + 0.6, height * 1.2);
      *place = (PlimLabelPlace) { .x = x, .y = y, .align = PLIM_ALIGN_MIDDLE };
      return TRUE;
    }

  return FALSE;
}

/* Above the bar where there is room, else nearby with a thread. */
static gboolean
try_label (PlimCoalPlot      *plot,
           const PlimCoalBar *bar,
           const char        *quantity,
           const char        *second,
           gboolean           over)
{
  PlimChartFrame *frame = plot->frame;
  const PlimTrade *trade = bar->trade;
  PlimStyle style = plim_cap_usage_is_notified (trade) ? PLIM_STYLE_TEXT_NOTIFIED : PLIM_STYLE_TEXT_ESTIMATE;
  double size = frame->label_mm * 0.92;
  double small = frame->note_mm * 0.95;
  double width = plim_layout_text_width (quantity, size, TRUE);
  double height = second != NULL ? size + small * 1.3 : size * 0.76;
  double left, right, top, x, y;
  PlimLabelPlace place;

  if (second != NULL)
    width = MAX (width, plim_layout_text_width (second, small, FALSE));
  get_extent (plot, bar, &left, &right);
  top = MIN (plim_scale_map (&plot->tonnes, trade->quantity.high), plot->axis_y - LEAST_BAR_MM);
  if (trade->quantity.bound == PLIM_BOUND_AT_LEAST || trade->quantity.bound == PLIM_BOUND_MORE_THAN)
    top -= frame->label_mm;

  if (over ? !place_over (plot, left, right, top, width, height, &place)
           : !plim_labels_place (frame->labels, (left + right) / 2, top, 1.0, width, height, &place))
    return FALSE;

  x = place.align == PLIM_ALIGN_START ? place.x : place.align == PLIM_ALIGN_MIDDLE ? place.x - width / 2 : place.x - width;
  y = second != NULL ? place.y - small * 1.25 : place.y;
  if (place.leader)
    plim_scene_add_line (frame->scene, PLIM_STYLE_LEADER, place.x1, place.y1, place.x2, place.y2);
  plim_scene_add_text (frame->scene, style, x, y, size, PLIM_ALIGN_START, quantity)->bold = TRUE;
  if (second != NULL)
    plim_scene_add_text (frame->scene, PLIM_STYLE_TEXT_MUTED, x, place.y, small, PLIM_ALIGN_START, second);

  return TRUE;
}

/* With all its words where these have room, else with fewer; the quantity alone where two lines are too many. */
static void
label_bar (PlimCoalPlot      *plot,
           const PlimCoalBar *bar)
{
  g_autofree char *quantity = plim_amount_to_words (&bar->trade->quantity);
  g_autofree char *whole = write_second_line (bar->trade, TRUE);
  g_autofree char *period = write_second_line (bar->trade, FALSE);
  const char *seconds[] = { whole, period, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (try_label (plot, bar, quantity, seconds[i], TRUE) || try_label (plot, bar, quantity, seconds[i], FALSE))
      return;
}

static int
compare_heights (gconstpointer a,
                 gconstpointer b)
{
  const PlimCoalBar *one = *(PlimCoalBar * const *) a;
  const PlimCoalBar *two = *(PlimCoalBar * const *) b;

  if (one->trade->quantity.high != two->trade->quantity.high)
    return one->trade->quantity.high > two->trade->quantity.high ? -1 : 1;

  return strcmp (one->trade->claim->id, two->trade->claim->id);
}

void
plim_coal_draw_bars (PlimCoalPlot *plot,
                     GPtrArray    *bars)
{
  for (guint i = 0; i < bars->len; i++)
    draw_bar (plot, g_ptr_array_index (bars, i), 100 + i);
  for (guint i = 0; i < bars->len; i++)
    draw_bracket (plot, bars, i);
}

void
plim_coal_label_bars (PlimCoalPlot *plot,
                      GPtrArray    *bars)
{
  g_autoptr(GPtrArray) by_height = g_ptr_array_new ();

  for (guint i = 0; i < bars->len; i++)
    g_ptr_array_add (by_height, g_ptr_array_index (bars, i));

  g_ptr_array_sort (by_height, compare_heights);
  for (guint i = 0; i < by_height->len; i++)
    {
      PlimCoalBar *bar = g_ptr_array_index (by_height, i);

      /* Notified months are named together, by their sum; a part too low to be found by a thread is not named here. */
      if (plim_cap_usage_is_notified (bar->trade)
          || (bar->part_of != NULL && plot->axis_y - plim_scale_map (&plot->tonnes, bar->trade->quantity.high) < 4))
        continue;
      label_bar (plot, bar);
    }
}

static gboolean
is_zero (const PlimTrade *trade)
{
  return plim_coal_is_tonnes (trade) && trade->quantity.high == 0;
}

static guint32
next_month (guint32 day)
{
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);

  return month == 12 ? plim_day_from_ymd (year + 1, 1, 1) : plim_day_from_ymd (year, month + 1, 1);
}

static gboolean
is_reported (GPtrArray *trades,
             guint32    first,
             guint32    last)
{
  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);

      if (trade->quantity.known && plim_period_is_known (&trade->when)
          && trade->when.first <= last && trade->when.last >= first)
        return TRUE;
    }

  return FALSE;
}

void
plim_coal_draw_zeros (PlimCoalPlot *plot,
                      GPtrArray    *trades,
                      GPtrArray    *caps)
{
  double height = plot->frame->note_mm * 0.8;

  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);
      double from, to;
      PlimShape *shape;

      if (!is_zero (trade))
        continue;
      from = plim_day_scale_map (&plot->days, trade->when.first);
      to = plim_day_scale_map (&plot->days, trade->when.last + 1);
      shape = plim_scene_add_circle (plot->frame->scene, PLIM_STYLE_ZERO,
                                     CLAMP ((from + to) / 2, plot->days.from_mm, plot->days.to_mm), plot->axis_y, 0.6);
      shape->group = 50 + i;
      plim_scene_mark (plot->frame->scene, shape, describe_bar (trade), trade->claim, NULL);
    }

  for (guint i = 0; i < caps->len; i++)
    {
      const PlimCap *cap = g_ptr_array_index (caps, i);
      guint32 end = 0;
      double from, to;

      if (cap->quantity.low <= 0 || !cap->quantity.known || g_strcmp0 (cap->quantity.unit, TONNES) != 0
          || cap->when.last >= PLIM_DAY_LAST)
        continue;

      /* Months in a row are one open box. */
      for (guint32 month = cap->when.first; month <= cap->when.last; month = end + 1)
        {
          end = MIN (next_month (month) - 1, cap->when.last);
          if (is_reported (trades, month, end))
            continue;
          while (end < cap->when.last && !is_reported (trades, end + 1, MIN (next_month (end + 1) - 1, cap->when.last)))
            end = MIN (next_month (end + 1) - 1, cap->when.last);
          from = MAX (plim_day_scale_map (&plot->days, month), plot->days.from_mm);
          to = MIN (plim_day_scale_map (&plot->days, end + 1), plot->days.to_mm);
          if (to > from)
            plim_scene_add_rect (plot->frame->scene, PLIM_STYLE_NOT_REPORTED, from, plot->axis_y - height, to - from, height);
        }
    }
}
