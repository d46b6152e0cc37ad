#include "config.h"

#include "app/charts/plim-oil-parts.h"

#include "app/analysis/plim-cap-curve.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BARRELS "bbl"
#define LONGEST_SPEAKER 44    /* characters */
#define SAME_SHARE(a, b) (fabs ((a) - (b)) < 0.002)

static const double usual_shares[] = { 1.0 / 3.0, 0.5, 0.9 };

/* One line of the table under the curve: when the cap was crossed. */
typedef struct
{
  PlimCurve    *curve;
  PlimCrossing *crossing;
  char         *name;
  char         *text;
  guint         order;
} Row;

static void
free_row (Row *row)
{
  plim_crossing_free (row->crossing);
  g_free (row->name);
  g_free (row->text);
  g_free (row);
}

typedef struct
{
  PlimChartFrame *frame;
  PlimScale       values;
  PlimDayScale    days;
  PlimCap        *cap;
  guint           year;
  const PlimConversion *conversion;
} Plot;

/* "China" of "China, as notified to the Committee": what is named before a comma, or after a colon. */
static char *
shorten_speaker (const char *speaker)
{
  const char *colon = strstr (speaker, ": ");
  const char *from = colon != NULL ? colon + 2 : speaker;
  const char *comma = strstr (from, ", ");

  return comma != NULL ? g_strndup (from, comma - from) : g_strdup (from);
}

static char *
name_curve (const PlimCurve *curve,
            double           share)
{
  g_autofree char *laden = NULL;

  if (curve->notified && curve->listed)
    return g_strdup (_("notified, months added up"));
  /* A long name would cover the drawing; its claim says who it was. */
  if (curve->notified)
    {
      g_autofree char *speaker = curve->speaker != NULL ? shorten_speaker (curve->speaker) : NULL;

      /* Translators: by whom, as short as possible: "notified, China". */
      return speaker != NULL && g_utf8_strlen (speaker, -1) <= LONGEST_SPEAKER
             ? g_strdup_printf (_("notified, %s"), speaker) : g_strdup (_("notified"));
    }

  laden = share > 0 ? plim_laden_to_words (share) : NULL;
  if (curve->listed)
    return laden != NULL ? g_strdup_printf (_("listed deliveries, %s"), laden) : g_strdup (_("listed deliveries"));

  return laden != NULL ? g_strdup_printf (_("estimated, %s"), laden) : g_strdup (_("estimated, no share stated"));
}

static void
add_row (GPtrArray *rows,
         PlimCurve *curve,
         PlimCap   *cap,
         guint32    begins,
         double     share)
{
  Row *row = g_new0 (Row, 1);

  row->curve = curve;
  row->crossing = plim_curve_cross (curve, cap->quantity.low, begins, share);
  row->name = name_curve (curve, row->crossing->share);
  if (!row->crossing->stated)
    {
      g_autofree char *stated = row->name;

      /* Translators: %s names a scenario: "estimated, half laden". */
      row->name = g_strdup_printf (_("%s, computed"), stated);
    }
  row->order = rows->len;
  g_ptr_array_add (rows, row);
}

/* Whether some source states a curve of this kind at @share: then none is computed for it. */
static gboolean
is_stated (GPtrArray       *curves,
           const PlimCurve *like,
           double           share)
{
  for (guint i = 0; i < curves->len; i++)
    {
      const PlimCurve *curve = g_ptr_array_index (curves, i);

      if (!curve->notified && curve->listed == like->listed && SAME_SHARE (curve->share, share))
        return TRUE;
    }

  return FALSE;
}

static gboolean
can_compute (GPtrArray       *curves,
             const PlimCurve *curve,
             double           share)
{
  return !curve->notified && curve->share > 0 && !is_stated (curves, curve, share);
}

static char *
crossing_words (const PlimCrossing *crossing)
{
  g_autofree char *after = NULL;
  g_autofree char *by = NULL;

  if (!crossing->crossed)
    return g_strdup (_("not above the cap in what is stated"));

  by = plim_day_to_words (crossing->by);
  if (!crossing->datable)
    /* Translators: %s is a day; when before it the cap was crossed cannot be said. */
    return g_strdup_printf (_("already above on %s, the first date stated"), by);
  if (crossing->after + 1 == crossing->by)
    /* Translators: the cap was crossed on this very day. */
    return g_strdup_printf (_("on %s"), by);

  after = plim_day_to_words (crossing->after);

  /* Translators: an interval: after the end of the first day, by the end of the second. */
  return g_strdup_printf (_("after %1$s, by %2$s"), after, by);
}

/* The earliest crossing first, and what is not above the cap last. */
static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *one = *(Row * const *) a;
  const Row *two = *(Row * const *) b;

  if (one->crossing->crossed != two->crossing->crossed)
    return one->crossing->crossed ? -1 : 1;
  if (one->crossing->crossed && one->crossing->by != two->crossing->by)
    return one->crossing->by < two->crossing->by ? -1 : 1;

  return one->order < two->order ? -1 : 1;
}

/* Each curve as stated, and for the usual shares where no source states one. */
static GPtrArray *
find_rows (GPtrArray *curves,
           PlimCap   *cap,
           guint32    begins)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);

  for (guint i = 0; cap != NULL && i < curves->len; i++)
    {
      PlimCurve *curve = g_ptr_array_index (curves, i);

      add_row (rows, curve, cap, begins, 0);
      for (guint j = G_N_ELEMENTS (usual_shares); j > 0; j--)
        if (can_compute (curves, curve, usual_shares[j - 1]))
          add_row (rows, curve, cap, begins, usual_shares[j - 1]);
    }
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      g_autofree char *when = crossing_words (row->crossing);

      row->text = g_strdup_printf (_("%1$s: %2$s"), row->name, when);
    }

  return rows;
}

static GPtrArray *
collect_trades (GPtrArray            *trades,
                const PlimConversion *conversion)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < trades->len; i++)
    plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (trades, i))->claim);
  if (conversion != NULL)
    plim_chart_collect (claims, conversion->claim);

  return claims;
}

static void
draw_point (Plot            *plot,
            const PlimCurve *curve,
            guint            index,
            double           share,
            guint            group)
{
  const PlimCurvePoint *point = g_ptr_array_index (curve->points, index);
  double factor = share > 0 && curve->share > 0 ? share / curve->share : 1;
  gboolean computed = factor != 1;
  g_autoptr(GPtrArray) claims = collect_trades (point->trades, plot->conversion);
  g_autofree char *name = name_curve (curve, share > 0 ? share : curve->share);
  g_autofree char *quantity = computed ? plim_chart_rounded_words (point->low * factor, point->high * factor, BARRELS)
                                       : plim_chart_amount_words (point->low, point->high, BARRELS, point->bound);
  g_autofree char *day = plim_day_to_words (point->day);
  double x = plim_day_scale_map (&plot->days, point->day);
  double y = plim_scale_map (&plot->values, point->high * factor);
  PlimStyle style = curve->notified ? PLIM_STYLE_NOTIFIED : computed ? PLIM_STYLE_COMPUTED : PLIM_STYLE_ESTIMATE;
  PlimShape *shape;
  char *label;

  if (computed)
    label = g_strdup_printf (_("By %1$s: %2$s, %3$s, computed from the stated share."), day, quantity, name);
  else
    label = g_strdup_printf (_("By %1$s: %2$s, %3$s."), day, quantity, name);

  shape = plim_scene_add_circle (plot->frame->scene, style, x, y, computed ? 0.75 : 1.1);
  shape->group = group;
  plim_scene_mark_many (plot->frame->scene, shape, label, claims);
  plim_labels_take (plot->frame->labels, x - 1.1, y - 1.1, 2.2, 2.2);

  if (!computed && (point->bound == PLIM_BOUND_AT_LEAST || point->bound == PLIM_BOUND_MORE_THAN))
    {
      shape = plim_chart_frame_arrow (plot->frame, PLIM_STYLE_ESTIMATE_OPEN, x, y - 1.1, 2.4);
      shape->group = group;
      plim_scene_mark_many (plot->frame->scene, shape, g_strdup_printf (_("By %1$s: %2$s, %3$s."), day, quantity, name), claims);
    }
}

/* Steps: what is stated holds until the next total is; between the two nothing is known. */
static void
draw_steps (Plot            *plot,
            const PlimCurve *curve,
            double           share,
            guint            group)
{
  double factor = share > 0 && curve->share > 0 ? share / curve->share : 1;
  g_autoptr(GPtrArray) claims = NULL;
  g_autofree char *name = name_curve (curve, share > 0 ? share : curve->share);
  PlimShape *shape;
  const PlimCurvePoint *last = g_ptr_array_index (curve->points, curve->points->len - 1);
  g_autoptr(GPtrArray) trades = g_ptr_array_new ();
  double x, y;

  for (guint i = 0; i < curve->points->len; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (curve->points, i);

      for (guint j = 0; j < point->trades->len; j++)
        if (!g_ptr_array_find (trades, g_ptr_array_index (point->trades, j), NULL))
          g_ptr_array_add (trades, g_ptr_array_index (point->trades, j));
    }
  claims = collect_trades (trades, plot->conversion);

  shape = plim_scene_add_path (plot->frame->scene,
                               factor != 1 ? PLIM_STYLE_LEADER : curve->notified ? PLIM_STYLE_TRACK : PLIM_STYLE_ESTIMATE_LINE);
  y = plim_scale_map (&plot->values, 0);
  plim_shape_move_to (shape, plot->days.from_mm, y);
  x = plot->days.from_mm;
  for (guint i = 0; i < curve->points->len; i++)
    {
      const PlimCurvePoint *point = g_ptr_array_index (curve->points, i);
      double next_x = plim_day_scale_map (&plot->days, point->day);
      double next_y = plim_scale_map (&plot->values, point->high * factor);

      plim_shape_line_to (shape, next_x, y);
      plim_shape_line_to (shape, next_x, next_y);
      /* Nothing is written across the line. */
      plim_labels_take (plot->frame->labels, x, y - 0.3, next_x - x, 0.6);
      plim_labels_take (plot->frame->labels, next_x - 0.3, MIN (y, next_y), 0.6, fabs (next_y - y));
      x = next_x;
      y = next_y;
    }
  plim_shape_line_to (shape, MAX (plim_day_scale_map (&plot->days, last->day), plot->days.from_mm), y);
  shape->group = group;
  plim_scene_mark_many (plot->frame->scene, shape,
                        g_strdup_printf (factor != 1
                                         ? _("Running total, %s, computed from the stated share; steps, since nothing is known between the stated days.")
                                         : _("Running total, %s; steps, since nothing is known between the stated days."), name),
                        claims);
}

static void
label_curve (Plot            *plot,
             const PlimCurve *curve,
             double           share)
{
  PlimChartFrame *frame = plot->frame;
  const PlimCurvePoint *last = g_ptr_array_index (curve->points, curve->points->len - 1);
  double factor = share > 0 && curve->share > 0 ? share / curve->share : 1;
  g_autofree char *stated = name_curve (curve, share > 0 ? share : curve->share);
  g_autofree char *name = factor != 1 ? g_strdup_printf (_("%s, computed"), stated) : g_strdup (stated);
  PlimStyle style = curve->notified ? PLIM_STYLE_TEXT_NOTIFIED : PLIM_STYLE_TEXT_ESTIMATE;
  double x = plim_day_scale_map (&plot->days, last->day);
  double y = plim_scale_map (&plot->values, last->high * factor);
  PlimLabelPlace place;
  double size = factor != 1 ? frame->note_mm : frame->label_mm;

  if (plim_labels_place (frame->labels, x, y, 1.8, plim_layout_text_width (name, size, factor == 1), size * 0.74, &place))
    {
      PlimShape *text = plim_scene_add_text (frame->scene, style, place.x, place.y, size, place.align, name);

      text->bold = factor == 1;
      if (place.leader)
        plim_scene_add_line (frame->scene, PLIM_STYLE_LEADER, place.x1, place.y1, place.x2, place.y2);
    }
}

static void
draw_curves (Plot      *plot,
             GPtrArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    {
      PlimCurve *curve = g_ptr_array_index (curves, i);
      guint group = 10 + i * 10;

      for (guint j = 0; !curve->listed && j < G_N_ELEMENTS (usual_shares); j++)
        {
          if (!can_compute (curves, curve, usual_shares[j]))
            continue;
          draw_steps (plot, curve, usual_shares[j], group + 1 + j);
          for (guint k = 0; k < curve->points->len; k++)
            draw_point (plot, curve, k, usual_shares[j], group + 1 + j);
        }
      draw_steps (plot, curve, 0, group);
      for (guint k = 0; k < curve->points->len; k++)
        draw_point (plot, curve, k, 0, group);
    }
}

static void
label_curves (Plot      *plot,
              GPtrArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    {
      PlimCurve *curve = g_ptr_array_index (curves, i);

      label_curve (plot, curve, 0);
    }
  /* What is computed is named where the stated leaves room. */
  for (guint i = 0; i < curves->len; i++)
    {
      PlimCurve *curve = g_ptr_array_index (curves, i);

      for (guint j = 0; !curve->listed && j < G_N_ELEMENTS (usual_shares); j++)
        if (can_compute (curves, curve, usual_shares[j]))
          label_curve (plot, curve, usual_shares[j]);
    }
}

static void
draw_months (Plot   *plot,
             double  axis_y)
{
  PlimChartFrame *frame = plot->frame;
  double widest = frame->axis_mm * 3.4;
  PlimTickUnit unit;
  g_autoptr(GArray) ticks = plim_day_scale_ticks (&plot->days,
                                                  MAX (4, (guint) ((plot->days.to_mm - plot->days.from_mm) / widest)), &unit);

  for (guint i = 0; i < ticks->len; i++)
    {
      guint32 day = g_array_index (ticks, guint32, i);
      double x = plim_day_scale_map (&plot->days, day);
      PlimPeriod month = PLIM_PERIOD_UNKNOWN;
      g_autofree char *words = NULL;
      guint year, number, month_day;

      plim_day_to_ymd (day, &year, &number, &month_day);
      month.first = day;
      month.last = number == 12 ? plim_day_from_ymd (year, 12, 31) : plim_day_from_ymd (year, number + 1, 1) - 1;
      month.first_precision = month.last_precision = PLIM_PRECISION_MONTH;
      words = plim_period_to_words_in_year (&month, year);
      plim_scene_add_line (frame->scene, PLIM_STYLE_TICK, x, axis_y, x, axis_y + 1);
      plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_AXIS, x + 0.6, axis_y + frame->axis_mm * 1.2, frame->axis_mm,
                                 PLIM_ALIGN_START, FALSE, words);
    }
}

static void
get_span (const Plot *plot,
          const Row  *row,
          double     *begin,
          double     *end)
{
  const PlimCrossing *crossing = row->crossing;

  *end = MIN (plim_day_scale_map (&plot->days, crossing->by + 1), plot->days.to_mm);
  /* Without a total below it there is an end, but no beginning. */
  *begin = crossing->datable ? plim_day_scale_map (&plot->days, crossing->after + 1)
                             : MAX (plim_day_scale_map (&plot->days, crossing->after + 1), *end - 3);
  *end = MAX (*end, *begin + 0.8);
}

/* The words of all rows begin at one place, if there is one where they are clear of every bar: before or after them. */
static double
find_column (const Plot *plot,
             GPtrArray  *rows,
             guint       n_rows)
{
  double widest = 0;
  double first = plot->days.to_mm;
  double last = plot->days.from_mm - 1;

  for (guint i = 0; i < n_rows; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      double begin, end;

      widest = MAX (widest, plim_layout_text_width (row->text, plot->frame->note_mm, FALSE));
      if (!row->crossing->crossed)
        continue;
      get_span (plot, row, &begin, &end);
      first = MIN (first, begin);
      last = MAX (last, end);
    }

  return plot->days.from_mm + widest + 1 > first && last + 1 + widest <= plot->frame->right ? last + 1 : plot->days.from_mm;
}

static void
draw_bar (Plot      *plot,
          const Row *row,
          guint      group,
          double     y)
{
  PlimChartFrame *frame = plot->frame;
  g_autoptr(GPtrArray) claims = collect_trades (row->crossing->trades, plot->conversion);
  PlimStyle style = row->curve->notified ? PLIM_STYLE_NOTIFIED
                  : row->crossing->stated && row->crossing->datable ? PLIM_STYLE_ESTIMATE : PLIM_STYLE_COMPUTED;
  double top = y - frame->note_mm * 0.66;
  double begin, end;
  PlimShape *shape;

  get_span (plot, row, &begin, &end);
  shape = plim_scene_add_rect (frame->scene, style, begin, top, end - begin, frame->note_mm * 0.6);
  plim_chart_collect (claims, plot->cap->claim);
  shape->group = group;
  plim_scene_mark_many (frame->scene, shape, g_strdup_printf (_("Cap crossed, %s."), row->text), claims);
  plim_labels_take (frame->labels, begin, top, end - begin, frame->note_mm * 0.6);
}

/* In the common column, else beside the row's own bar; the name alone where the picture is narrow. */
static void
write_row (Plot      *plot,
           const Row *row,
           double     column,
           double     y)
{
  PlimChartFrame *frame = plot->frame;
  double size = frame->note_mm;
  PlimStyle style = row->crossing->crossed ? PLIM_STYLE_TEXT_ESTIMATE : PLIM_STYLE_TEXT_MUTED;
  double begin, end;

  if (plim_chart_frame_try_text (frame, style, column, y, size, PLIM_ALIGN_START, FALSE, row->text) != NULL)
    return;
  if (row->crossing->crossed)
    {
      get_span (plot, row, &begin, &end);
      if (plim_chart_frame_try_text (frame, style, end + 1, y, size, PLIM_ALIGN_START, FALSE, row->text) != NULL
          || plim_chart_frame_try_text (frame, style, begin - 1, y, size, PLIM_ALIGN_END, FALSE, row->text) != NULL
          || plim_chart_frame_try_text (frame, style, end + 1, y, size, PLIM_ALIGN_START, FALSE, row->name) != NULL)
        return;
    }
  plim_chart_frame_try_text (frame, style, column, y, size, PLIM_ALIGN_START, FALSE, row->name);
}

/* Under the curve, on the same days: between which days the cap was crossed. */
static void
draw_crossings (Plot      *plot,
                GPtrArray *rows,
                guint      n_rows,
                double     y,
                double     line)
{
  PlimChartFrame *frame = plot->frame;
  double column = find_column (plot, rows, n_rows);

  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_CAP, frame->left, y, frame->note_mm, PLIM_ALIGN_START, TRUE,
                         _("When the cap was crossed"));
  for (guint i = 0; i < n_rows; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      y += line;
      if (row->crossing->crossed)
        draw_bar (plot, row, 200 + i, y);
      write_row (plot, row, column, y);
    }
}

static double
get_highest (GPtrArray     *curves,
             const PlimCap *cap)
{
  double highest = cap != NULL ? cap->quantity.low : 1;

  for (guint i = 0; i < curves->len; i++)
    {
      const PlimCurve *curve = g_ptr_array_index (curves, i);
      double most = !curve->notified && curve->share > 0 ? MAX (1, 0.9 / curve->share) : 1;

      for (guint j = 0; j < curve->points->len; j++)
        highest = MAX (highest, ((PlimCurvePoint *) g_ptr_array_index (curve->points, j))->high * most);
    }

  return highest;
}

static const Row *
find_first_crossing (GPtrArray *rows)
{
  const Row *first = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      /* Only what is stated carries the title. */
      if (row->crossing->crossed && row->crossing->stated
          && (first == NULL || row->crossing->by < first->crossing->by))
        first = row;
    }

  return first;
}

static char *
write_title (GPtrArray     *rows,
             const PlimCap *cap,
             guint          year)
{
  const Row *first = find_first_crossing (rows);
  g_autofree char *by = NULL;

  if (cap == NULL)
    return g_strdup_printf (_("Oil in %u: what is stated through the year; no cap is in the store"), year);
  if (first == NULL)
    return g_strdup_printf (_("Oil in %u: nothing stated is above the cap"), year);

  by = plim_day_to_words (first->crossing->by);
  if (first->crossing->datable && first->crossing->after + 1 == first->crossing->by)
    return g_strdup_printf (first->curve->notified
                            ? _("Oil in %1$u: what was notified exceeds the cap from %2$s")
                            : first->curve->listed
                            ? _("Oil in %1$u: the deliveries listed exceed the cap from %2$s")
                            : _("Oil in %1$u: the estimate exceeds the cap from %2$s"), year, by);

  return g_strdup_printf (first->curve->notified
                          ? _("Oil in %1$u: what was notified exceeds the cap by %2$s")
                          : first->curve->listed
                          ? _("Oil in %1$u: the deliveries listed exceed the cap by %2$s")
                          : _("Oil in %1$u: the estimate exceeds the cap by %2$s"), year, by);
}

static GPtrArray *
collect_all (GPtrArray            *curves,
             PlimCap              *cap,
             const PlimConversion *conversion)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < curves->len; i++)
    {
      const PlimCurve *curve = g_ptr_array_index (curves, i);

      for (guint j = 0; j < curve->points->len; j++)
        {
          const PlimCurvePoint *point = g_ptr_array_index (curve->points, j);

          for (guint k = 0; k < point->trades->len; k++)
            plim_chart_collect (claims, ((PlimTrade *) g_ptr_array_index (point->trades, k))->claim);
        }
    }
  if (cap != NULL)
    plim_chart_collect (claims, cap->claim);
  if (conversion != NULL)
    plim_chart_collect (claims, conversion->claim);

  return claims;
}

/* On the line or under it, at its beginning or its end: where no curve passes. */
static gboolean
write_at_cap (Plot       *plot,
              double      x,
              gboolean    bold,
              const char *text)
{
  PlimChartFrame *frame = plot->frame;
  double size = bold ? frame->label_mm * 0.95 : frame->note_mm;
  double y = plim_scale_map (&plot->values, plot->cap->quantity.low);
  const double baselines[] = { y - frame->note_mm * 0.5, y + size * 1.1 };

  for (guint i = 0; i < G_N_ELEMENTS (baselines); i++)
    if (plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, x + 1, baselines[i], size, PLIM_ALIGN_START, bold, text) != NULL
        || plim_chart_frame_try_text (frame, PLIM_STYLE_TEXT_CAP, frame->right, baselines[i], size, PLIM_ALIGN_END, bold, text) != NULL)
      return TRUE;

  return FALSE;
}

static void
label_cap (Plot   *plot,
           double  x)
{
  g_autofree char *words = plim_oil_cap_words (plot->cap);
  g_autofree char *law = plim_oil_cap_law (plot->cap);
  g_autofree char *both = g_strconcat (words, ", ", law, NULL);

  if (write_at_cap (plot, x, TRUE, both))
    return;
  write_at_cap (plot, x, TRUE, words);
  write_at_cap (plot, x, FALSE, law);
}

static void
draw_plot (Plot      *plot,
           GPtrArray *curves,
           GPtrArray *rows)
{
  PlimChartFrame *frame = plot->frame;
  double highest = get_highest (curves, plot->cap);
  PlimOilUnit unit = plim_oil_choose_unit (highest, BARRELS);
  double line = frame->note_mm * 1.5;
  guint n_rows = rows->len;
  double table, axis_y, x;

  /* The curve keeps most of the height. */
  while (n_rows > 1 && (n_rows + 1) * line > (frame->bottom - frame->top) * 0.4)
    n_rows--;
  table = rows->len > 0 ? (n_rows + 1) * line + frame->note_mm : 0;
  axis_y = frame->bottom - table - frame->axis_mm * 1.7;

  plot->values = (PlimScale) { 0, highest, axis_y, frame->top + frame->label_mm * 2, FALSE };
  x = plim_oil_draw_axis (frame, &plot->values, &unit, axis_y);
  plot->days = (PlimDayScale) { plim_day_from_ymd (plot->year, 1, 1), plim_day_from_ymd (plot->year, 12, 31),
                                x, frame->right };
  draw_months (plot, axis_y);

  if (plot->cap != NULL)
    {
      double y = plim_scale_map (&plot->values, plot->cap->quantity.low);
      g_autofree char *words = plim_oil_cap_words (plot->cap);
      g_autofree char *law = plim_oil_cap_law (plot->cap);
      PlimShape *shape = plim_scene_add_line (frame->scene, PLIM_STYLE_CAP, x, y, frame->right, y);

      plim_scene_mark (frame->scene, shape, g_strdup_printf (_("%1$s, %2$s."), words, law), plot->cap->claim, NULL);
      shape->group = 1;
      plim_labels_take (frame->labels, x, y - 0.3, frame->right - x, 0.6);
    }

  plim_labels_take (frame->labels, 0, axis_y, frame->options->width_mm, frame->axis_mm * 1.5);
  draw_curves (plot, curves);
  if (plot->cap != NULL)
    label_cap (plot, x);
  label_curves (plot, curves);
  if (rows->len > 0)
    draw_crossings (plot, rows, n_rows, axis_y + frame->axis_mm * 1.7 + line * 0.8, line);
}

PlimScene *
plim_oil_curve_chart_new (GPtrArray              *trades,
                          GPtrArray              *caps,
                          const PlimConversion   *conversion,
                          const PlimFilter       *filter,
                          const PlimChartOptions *options)
{
  Plot plot = { .year = options->cumulative_year, .conversion = conversion };
  g_autoptr(GPtrArray) curves = plim_cap_curve_find (trades, BARRELS, conversion, plot.year);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *recalled = NULL;
  PlimOilUnit unit;

  if (curves->len == 0)
    {
      title = g_strdup_printf (_("No totals of oil from the beginning of %u, and no dated deliveries"), plot.year);
      return plim_chart_frame_new_empty (options, filter->exercise, title,
                                         _("A cumulative curve needs totals stated from the first day of the year, or single dated deliveries."));
    }

  plot.cap = plim_cap_usage_find_cap (caps, BARRELS, plot.year);
  rows = find_rows (curves, plot.cap, plim_day_from_ymd (plot.year, 1, 1));
  claims = collect_all (curves, plot.cap, conversion);
  title = write_title (rows, plot.cap, plot.year);
  unit = plim_oil_choose_unit (get_highest (curves, plot.cap), BARRELS);
  /* Translators: %s is a unit: "thousand barrels". */
  brief = g_strdup_printf (_("Refined petroleum delivered from 1 January %1$u, %2$s"), plot.year, unit.words);
  subtitle = g_strdup_printf (_("Refined petroleum delivered to the DPRK from 1 January %1$u, %2$s, as totals stated by the end of a day"),
                              plot.year, unit.words);
  plim_chart_add_note (notes, _("The cap was crossed after the end of the last stated total below it and by the end of the first above it; nothing is interpolated."));
  plim_chart_add_note (notes, _("Hollow: computed in proportion to the share that is stated."));
  recalled = plim_chart_recalled_note (claims);
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  plot.frame = plim_chart_frame_new (options, filter->exercise, title,
                                     options->brief ? NULL : plim_chart_frame_choose (options, subtitle, brief), notes, claims);
  plim_scene_set_summary (plot.frame->scene, title);
  if (rows->len > 0)
    {
      g_autoptr(GString) summary = g_string_new (title);

      for (guint i = 0; i < rows->len; i++)
        {
          g_string_append (summary, i == 0 ? ". " : "; ");
          g_string_append (summary, ((Row *) g_ptr_array_index (rows, i))->text);
        }
      g_string_append_c (summary, '.');
      plim_scene_set_summary (plot.frame->scene, summary->str);
    }
  draw_plot (&plot, curves, rows);

  return plim_chart_frame_finish (plot.frame);
}
