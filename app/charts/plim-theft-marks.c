#include "config.h"

#include "app/charts/plim-theft-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#define SMALLEST_MM 0.75

static gboolean
is_stated (const PlimTheft *theft,
           const char      *currency)
{
  return theft->amount.known && theft->amount.low > 0 && g_strcmp0 (theft->amount.unit, currency) == 0;
}

/* A private firm's or a newspaper's attribution is not a state's or a court's. */
PlimStyle
plim_theft_get_style (const PlimTheft *theft)
{
  switch (plim_theft_get_strength (theft))
    {
    case PLIM_STRENGTH_CONFIRMED:
    case PLIM_STRENGTH_ATTRIBUTED:
      return theft->claim->basis == PLIM_BASIS_PRIVATE || theft->claim->basis == PLIM_BASIS_MEDIA
             || theft->claim->basis == PLIM_BASIS_NGO ? PLIM_STYLE_THEFT_SUSPECTED : PLIM_STYLE_THEFT_ATTRIBUTED;
    case PLIM_STRENGTH_STRONGLY_SUGGESTED:
    case PLIM_STRENGTH_INVESTIGATING:
      return PLIM_STYLE_THEFT_SUGGESTED;
    default:
      return PLIM_STYLE_THEFT_SUSPECTED;
    }
}

static guint32
get_middle (const PlimPeriod *when)
{
  return when->first + (when->last - when->first) / 2;
}

/* The days that the most exact of the claims leaves open. */
static const PlimPeriod *
get_narrowest (const PlimIncident *incident)
{
  const PlimPeriod *narrowest = NULL;

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimPeriod *when = &((PlimTheft *) g_ptr_array_index (incident->thefts, i))->when;

      if (narrowest == NULL || when->last - when->first < narrowest->last - narrowest->first)
        narrowest = when;
    }

  return narrowest;
}

static double
get_x (const PlimTheftPlot *plot,
       const PlimPeriod    *when)
{
  return CLAMP (plim_day_scale_map (&plot->days, get_middle (when)), plot->days.from_mm, plot->days.to_mm);
}

static double
get_radius (const PlimTheftPlot *plot,
            double               amount)
{
  return MAX (SMALLEST_MM, plot->largest_mm * sqrt (amount / plot->highest));
}

static char *
describe_theft (const PlimTheft *theft)
{
  g_autofree char *when = plim_period_to_words (&theft->when);
  g_autofree char *amount = plim_amount_to_words (&theft->amount);
  const char *strength = plim_strength_get_words (plim_theft_get_strength (theft));

  /* Translators: target, date, amount, how strongly it is attributed, who says so. */
  return g_strdup_printf (_("%1$s, %2$s: %3$s; %4$s. Source: %5$s."),
                          theft->target != NULL ? theft->target : _("target not named"), when, amount, strength,
                          plim_claim_get_speaker (theft->claim));
}

static char *
describe_incident (const PlimIncident *incident)
{
  g_autoptr(GPtrArray) amounts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *when = plim_period_to_words (&incident->when);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (incident->thefts, i);
      g_autofree char *amount = plim_amount_to_words (&theft->amount);

      g_ptr_array_add (amounts, g_strdup_printf ("%s (%s)", amount, plim_claim_get_source_words (theft->claim)));
    }
  joined = plim_chart_join (amounts, 6);

  return g_strdup_printf (_("%1$s, %2$s: %3$s."), plim_incident_get_name (incident), when, joined);
}

static GPtrArray *
collect_incident (const PlimIncident *incident)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < incident->thefts->len; i++)
    plim_chart_collect (claims, ((PlimTheft *) g_ptr_array_index (incident->thefts, i))->claim);

  return claims;
}

/* Down to the days it may have been; thick where the day itself is not known. */
static void
draw_date (PlimTheftPlot      *plot,
           const PlimIncident *incident,
           guint               group)
{
  g_autoptr(GPtrArray) claims = collect_incident (incident);
  const PlimPeriod *when = get_narrowest (incident);
  PlimShape *shape;

  if (when->last > when->first)
    {
      double from = MAX (plim_day_scale_map (&plot->days, when->first), plot->days.from_mm);
      double to = MIN (plim_day_scale_map (&plot->days, when->last + 1), plot->days.to_mm);

      shape = plim_scene_add_line (plot->frame->scene, PLIM_STYLE_THEFT_SPAN, from, plot->axis_y, MAX (to, from + 0.5), plot->axis_y);
      shape->group = group;
      plim_scene_mark_many (plot->frame->scene, shape, describe_incident (incident), claims);
    }

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (incident->thefts, i);
      double x;

      if (!is_stated (theft, plot->currency))
        continue;
      x = get_x (plot, &theft->when);
      shape = plim_scene_add_line (plot->frame->scene, PLIM_STYLE_THEFT_STEM, x,
                                   plim_scale_map (&plot->amounts, theft->amount.low), x, plot->axis_y);
      shape->group = group;
      plim_scene_mark (plot->frame->scene, shape, describe_theft (theft), theft->claim, NULL);
    }
}

static void
draw_circle (PlimTheftPlot   *plot,
             const PlimTheft *theft,
             guint            group)
{
  double x = get_x (plot, &theft->when);
  double y = plim_scale_map (&plot->amounts, theft->amount.low);
  double r = get_radius (plot, theft->amount.low);
  PlimShape *shape = plim_scene_add_circle (plot->frame->scene, plim_theft_get_style (theft), x, y, r);

  shape->group = group;
  plim_scene_mark (plot->frame->scene, shape, describe_theft (theft), theft->claim, NULL);
  plim_labels_take (plot->frame->labels, x - r, y - r, 2 * r, 2 * r);

  /* A range goes on from its low end, which the circle is, to a stroke at its high one. */
  if (theft->amount.high > theft->amount.low)
    {
      double high = plim_scale_map (&plot->amounts, theft->amount.high);

      shape = plim_scene_add_path (plot->frame->scene, PLIM_STYLE_REMAINDER);
      plim_shape_move_to (shape, x, MIN (y - r, high));
      plim_shape_line_to (shape, x, high);
      plim_shape_move_to (shape, x - 1, high);
      plim_shape_line_to (shape, x + 1, high);
      shape->group = group;
      plim_scene_mark (plot->frame->scene, shape, describe_theft (theft), theft->claim, NULL);
    }
}

/* Several claims about one theft are joined, so that nobody counts them twice. */
static void
draw_connector (PlimTheftPlot      *plot,
                const PlimIncident *incident,
                guint               group)
{
  const PlimTheft *before = NULL;
  g_autoptr(GPtrArray) claims = collect_incident (incident);

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (incident->thefts, i);

      if (!is_stated (theft, plot->currency))
        continue;
      if (before != NULL)
        {
          PlimShape *shape = plim_scene_add_line (plot->frame->scene, PLIM_STYLE_LEADER,
                                                  get_x (plot, &before->when), plim_scale_map (&plot->amounts, before->amount.low),
                                                  get_x (plot, &theft->when), plim_scale_map (&plot->amounts, theft->amount.low));

          shape->group = group;
          plim_scene_mark_many (plot->frame->scene, shape, describe_incident (incident), claims);
        }
      before = theft;
    }
}

/* Without an amount in the axis' currency it has a date alone: a small mark on the axis. */
static double
draw_on_axis (PlimTheftPlot      *plot,
              const PlimIncident *incident,
              guint               group)
{
  const PlimTheft *theft = g_ptr_array_index (incident->thefts, 0);
  g_autoptr(GPtrArray) claims = collect_incident (incident);
  double x = get_x (plot, get_narrowest (incident));
  double y = plot->axis_y;
  PlimShape *shape;

  /* Of several at one place each stands on the one before. */
  for (guint i = 0; i < plot->undated_mm->len; i++)
    if (fabs (g_array_index (plot->undated_mm, double, i) - x) < 2.4)
      y -= 2.4;
  g_array_append_val (plot->undated_mm, x);
  shape = plim_scene_add_circle (plot->frame->scene, plim_theft_get_style (theft), x, y, 1.0);

  shape->group = group;
  plim_scene_mark_many (plot->frame->scene, shape, describe_incident (incident), claims);
  plim_labels_take (plot->frame->labels, x - 1, y - 1, 2, 2);

  return y;
}

static gboolean
has_amount (const PlimTheftPlot *plot,
            const PlimIncident  *incident)
{
  for (guint i = 0; i < incident->thefts->len; i++)
    if (is_stated (g_ptr_array_index (incident->thefts, i), plot->currency))
      return TRUE;

  return FALSE;
}

static char *
amount_label (const PlimTheftPlot *plot,
              const PlimIncident  *incident)
{
  const PlimTheft *first = g_ptr_array_index (incident->thefts, 0);

  if (has_amount (plot, incident))
    return plim_amount_number_words (incident->low / 1e6, incident->high / 1e6);
  /* Translators: the source states no amount; very short. */
  if (incident->currency == NULL)
    return g_strdup (_("not stated"));

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (incident->thefts, i);

      if (theft->amount.known)
        first = theft;
    }

  return plim_amount_to_words (&first->amount);
}

typedef struct
{
  PlimIncident *incident;
  guint         group;
  double        axis_y;
} Drawn;

static int
compare_size (gconstpointer a,
              gconstpointer b)
{
  const Drawn *one = a;
  const Drawn *two = b;

  if (one->incident->high != two->incident->high)
    return one->incident->high > two->incident->high ? -1 : 1;

  return one->group < two->group ? -1 : 1;
}

/* The claim whose circle is the highest one of the theft. */
static const PlimTheft *
get_highest (const PlimTheftPlot *plot,
             const PlimIncident  *incident)
{
  const PlimTheft *highest = NULL;

  for (guint i = 0; i < incident->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (incident->thefts, i);

      if (is_stated (theft, plot->currency) && (highest == NULL || theft->amount.low > highest->amount.low))
        highest = theft;
    }

  return highest;
}

/* The largest first: it is they that have to be named. */
static void
write_labels (PlimTheftPlot *plot,
              GArray        *drawn)
{
  PlimChartFrame *frame = plot->frame;
  double size = frame->label_mm * 0.92;

  for (guint i = 0; i < drawn->len; i++)
    {
      const PlimIncident *incident = g_array_index (drawn, Drawn, i).incident;
      const char *name = plim_incident_get_name (incident);
      g_autofree char *amount = amount_label (plot, incident);
      const PlimTheft *highest = get_highest (plot, incident);
      gboolean valued = highest != NULL;
      double x = get_x (plot, valued ? &highest->when : get_narrowest (incident));
      double y = valued ? plim_scale_map (&plot->amounts, highest->amount.low) : g_array_index (drawn, Drawn, i).axis_y;
      double r = valued ? get_radius (plot, highest->amount.low) : 1;
      double name_mm = plim_layout_text_width (name, size, TRUE);
      double gap_mm = size * 0.3;
      double width = name_mm + gap_mm + plim_layout_text_width (amount, size, FALSE);
      PlimLabelPlace place;
      PlimShape *shape;
      double left;

      /* A long name of a small theft would push out others. */
      if (width > frame->options->width_mm * 0.3)
        continue;
      if (!plim_labels_place (frame->labels, x, y, r + 0.7, width, size * 0.76, &place))
        continue;

      left = place.align == PLIM_ALIGN_START ? place.x : place.align == PLIM_ALIGN_MIDDLE ? place.x - width / 2 : place.x - width;
      if (place.leader)
        plim_scene_add_line (frame->scene, PLIM_STYLE_LEADER, place.x1, place.y1, place.x2, place.y2);
      shape = plim_scene_add_text (frame->scene, PLIM_STYLE_TEXT_LABEL, left, place.y, size, PLIM_ALIGN_START, name);
      shape->bold = TRUE;
      plim_scene_add_text (frame->scene, PLIM_STYLE_TEXT_MUTED, left + name_mm + gap_mm, place.y, size, PLIM_ALIGN_START, amount);
    }
}

void
plim_theft_draw_incidents (PlimTheftPlot *plot)
{
  g_autoptr(GArray) drawn = g_array_new (FALSE, FALSE, sizeof (Drawn));

  for (guint i = 0; i < plot->incidents->len; i++)
    {
      Drawn one = { g_ptr_array_index (plot->incidents, i), i + 1 };

      g_array_append_val (drawn, one);
    }
  g_array_sort (drawn, compare_size);

  for (guint i = 0; i < drawn->len; i++)
    draw_date (plot, g_array_index (drawn, Drawn, i).incident, g_array_index (drawn, Drawn, i).group);

  for (guint i = 0; i < drawn->len; i++)
    {
      Drawn *one = &g_array_index (drawn, Drawn, i);

      draw_connector (plot, one->incident, one->group);
      if (!has_amount (plot, one->incident))
        one->axis_y = draw_on_axis (plot, one->incident, one->group);
      for (guint j = 0; j < one->incident->thefts->len; j++)
        {
          const PlimTheft *theft = g_ptr_array_index (one->incident->thefts, j);

          if (is_stated (theft, plot->currency))
            draw_circle (plot, theft, one->group);
        }
    }

  write_labels (plot, drawn);
}
