#include "config.h"

#include "app/charts/plim-theft-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#define BAR_MM 1.9

static void
free_stated (PlimStatedTotal *self)
{
  g_ptr_array_unref (self->totals);
  plim_reconciled_free (self->reconciled);
  g_free (self);
}

const char *
plim_incident_get_name (const PlimIncident *incident)
{
  return incident->target != NULL ? incident->target : _("target not named");
}

/* Whether any of the statements is a lower bound, which nothing can exceed. */
static gboolean
is_open (const PlimStatedTotal *group)
{
  for (guint i = 0; i < group->totals->len; i++)
    {
      const PlimTheft *total = g_ptr_array_index (group->totals, i);

      if (total->amount.bound == PLIM_BOUND_AT_LEAST || total->amount.bound == PLIM_BOUND_MORE_THAN)
        return TRUE;
    }

  return FALSE;
}

/* Against the highest of several statements: only then can none of them hold all that is listed. */
static gboolean
is_exceeded (const PlimStatedTotal *group)
{
  return group->reconciled->listed_low > group->high && !is_open (group);
}

static guint
get_days (const PlimStatedTotal *self)
{
  const PlimPeriod *when = &self->reconciled->total->when;

  return when->last - when->first;
}

/* What one total tells: the lower the more. */
static guint
get_rank (const PlimStatedTotal *group)
{
  if (is_exceeded (group))
    return 0;
  if (group->reconciled->listed->len == 0)
    return 3;

  return group->outdated ? 2 : 1;
}

/* First those that cannot be true together with what is listed, then those with anything listed, unless their
 * publisher has since said more about the same days; then what several sources state differently, then the
 * newest, then the shorter periods, which say more. */
static int
compare_stated (gconstpointer a,
                gconstpointer b)
{
  const PlimStatedTotal *one = *(PlimStatedTotal * const *) a;
  const PlimStatedTotal *two = *(PlimStatedTotal * const *) b;
  guint32 one_known = one->reconciled->total->claim->known.last;
  guint32 two_known = two->reconciled->total->claim->known.last;

  if (get_rank (one) != get_rank (two))
    return get_rank (one) < get_rank (two) ? -1 : 1;
  if ((one->totals->len > 1) != (two->totals->len > 1))
    return one->totals->len > 1 ? -1 : 1;
  if (one_known != two_known)
    return one_known > two_known ? -1 : 1;
  if (get_days (one) != get_days (two))
    return get_days (one) < get_days (two) ? -1 : 1;

  return g_strcmp0 (one->reconciled->total->claim->id, two->reconciled->total->claim->id);
}

/* Whether its one publisher stated a total later on that holds these days. */
static gboolean
is_outdated (const PlimStatedTotal *group,
             GPtrArray             *stated)
{
  const PlimTheft *total = group->reconciled->total;

  for (guint i = 0; group->totals->len == 1 && i < stated->len; i++)
    {
      const PlimStatedTotal *other = g_ptr_array_index (stated, i);

      for (guint j = 0; other != group && j < other->totals->len; j++)
        {
          const PlimTheft *later = g_ptr_array_index (other->totals, j);

          if (g_strcmp0 (later->claim->publisher, total->claim->publisher) == 0
              && later->claim->known.last > total->claim->known.last
              && plim_period_contains (&later->when, &total->when))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_bounded (const PlimTheft *theft)
{
  return theft->is_total && theft->amount.known && plim_period_is_known (&theft->when)
         && theft->when.first > PLIM_DAY_FIRST && theft->when.last < PLIM_DAY_LAST;
}

GPtrArray *
plim_stated_total_find (GPtrArray        *thefts,
                        GPtrArray        *incidents,
                        const PlimPeriod *shown)
{
  GPtrArray *stated = g_ptr_array_new_with_free_func ((GDestroyNotify) free_stated);

  for (guint i = 0; i < thefts->len; i++)
    {
      PlimTheft *theft = g_ptr_array_index (thefts, i);
      PlimStatedTotal *group = NULL;

      if (!is_bounded (theft) || !plim_period_overlaps (shown, &theft->when))
        continue;

      for (guint j = 0; j < stated->len && group == NULL; j++)
        {
          PlimStatedTotal *other = g_ptr_array_index (stated, j);
          const PlimTheft *first = g_ptr_array_index (other->totals, 0);

          if (first->when.first == theft->when.first && first->when.last == theft->when.last
              && g_strcmp0 (first->amount.unit, theft->amount.unit) == 0)
            group = other;
        }

      if (group == NULL)
        {
          group = g_new0 (PlimStatedTotal, 1);
          group->totals = g_ptr_array_new ();
          group->low = theft->amount.low;
          group->high = theft->amount.high;
          group->reconciled = plim_reconcile (theft, incidents);
          g_ptr_array_add (stated, group);
        }
      else if (theft->amount.low < group->low)
        {
          group->low = theft->amount.low;
          plim_reconciled_free (group->reconciled);
          group->reconciled = plim_reconcile (theft, incidents);
        }
      group->high = MAX (group->high, theft->amount.high);
      g_ptr_array_add (group->totals, theft);
    }

  for (guint i = 0; i < stated->len; i++)
    {
      PlimStatedTotal *group = g_ptr_array_index (stated, i);

      group->outdated = is_outdated (group, stated);
    }
  g_ptr_array_sort (stated, compare_stated);

  return stated;
}

void
plim_stated_total_collect (GPtrArray *claims,
                           GPtrArray *stated)
{
  for (guint i = 0; i < stated->len; i++)
    {
      const PlimStatedTotal *group = g_ptr_array_index (stated, i);

      for (guint j = 0; j < group->totals->len; j++)
        plim_chart_collect (claims, ((PlimTheft *) g_ptr_array_index (group->totals, j))->claim);
    }
}

double
plim_stated_total_row_mm (PlimChartFrame *frame)
{
  return BAR_MM + frame->note_mm * 3.1;
}

static GPtrArray *
collect_claims (const PlimStatedTotal *group)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < group->totals->len; i++)
    plim_chart_collect (claims, ((PlimTheft *) g_ptr_array_index (group->totals, i))->claim);
  for (guint i = 0; i < group->reconciled->listed->len; i++)
    {
      const PlimIncident *incident = g_ptr_array_index (group->reconciled->listed, i);

      for (guint j = 0; j < incident->thefts->len; j++)
        plim_chart_collect (claims, ((PlimTheft *) g_ptr_array_index (incident->thefts, j))->claim);
    }

  return claims;
}

static char *
write_stated (const PlimStatedTotal *group)
{
  const PlimTheft *total = group->reconciled->total;
  g_autofree char *when = plim_period_to_words (&total->when);
  g_autofree char *amount = group->totals->len > 1
                            ? plim_chart_amount_words (group->low, group->high, total->amount.unit, PLIM_BOUND_EXACT)
                            : plim_amount_to_words (&total->amount);

  /* Translators: a total that somebody states: amount, period. */
  return g_strdup_printf (_("Stated: %1$s, %2$s"), amount, when);
}

static char *
write_reconciled (const PlimStatedTotal *group,
                  gboolean               whole)
{
  const PlimReconciled *reconciled = group->reconciled;
  const char *currency = reconciled->total->amount.unit;
  const char *source = plim_claim_get_source_words (reconciled->total->claim);
  g_autofree char *sources = NULL;
  g_autofree char *listed = plim_chart_rounded_words (reconciled->listed_low, reconciled->listed_high, currency);

  if (group->totals->len > 1)
    sources = g_strdup_printf (ngettext ("%u statement", "%u statements", group->totals->len), group->totals->len);
  else
    sources = g_strdup (source);

  if (reconciled->listed->len == 0)
    return g_strdup_printf (_("%s · no theft listed for it"), sources);

  if (is_exceeded (group))
    {
      g_autofree char *excess = plim_chart_rounded_words (reconciled->listed_low - group->high,
                                                          reconciled->listed_low - group->high, currency);

      if (whole)
        return g_strdup_printf (_("%1$s · listed items exceed the stated total by %2$s: not all can be inside"), sources, excess);
      return g_strdup_printf (_("%1$s · listed exceed it by %2$s"), sources, excess);
    }
  if (group->high > reconciled->listed_low && group->totals->len == 1)
    {
      g_autofree char *rest = plim_chart_rounded_words (reconciled->remainder_low, reconciled->remainder_high, currency);

      if (whole)
        return g_strdup_printf (_("%1$s · listed %2$s, not itemised %3$s"), sources, listed, rest);
      return g_strdup_printf (_("%1$s · not itemised %2$s"), sources, rest);
    }

  return g_strdup_printf (_("%1$s · listed %2$s"), sources, listed);
}

typedef struct
{
  const PlimStatedTotal *group;
  guint                  number;
  guint                  row;
  double                 x, width;
  double                 text_x;
  PlimAlign              align;
  char                  *words[2];
} Place;

static void
clear_place (Place *place)
{
  g_clear_pointer (&place->words[0], g_free);
  g_clear_pointer (&place->words[1], g_free);
}

/* Where a bar and its words would stand; the words shift left rather than leave the picture. */
static gboolean
find_place (PlimTheftPlot         *plot,
            const PlimStatedTotal *group,
            gboolean               whole,
            Place                 *place)
{
  PlimChartFrame *frame = plot->frame;
  const PlimPeriod *when = &group->reconciled->total->when;
  double from = MAX (plim_day_scale_map (&plot->days, when->first), plot->days.from_mm);
  double to = MIN (plim_day_scale_map (&plot->days, when->last + 1), plot->days.to_mm);
  double width;

  place->words[0] = write_stated (group);
  place->words[1] = write_reconciled (group, whole);
  width = MAX (plim_layout_text_width (place->words[0], frame->note_mm, TRUE),
               plim_layout_text_width (place->words[1], frame->note_mm, FALSE));
  if (from + width <= frame->right)
    {
      place->align = PLIM_ALIGN_START;
      place->text_x = place->x = from;
    }
  else
    {
      place->align = PLIM_ALIGN_END;
      place->text_x = MAX (to, MIN (from + width, frame->right));
      place->x = MIN (from, place->text_x - width);
    }
  place->width = MAX (to, place->align == PLIM_ALIGN_START ? from + width : place->text_x) - place->x;

  return place->x >= frame->margin;
}

static void
draw_group (PlimTheftPlot         *plot,
            const PlimStatedTotal *group,
            const Place           *place,
            double                 y,
            guint                  number)
{
  PlimChartFrame *frame = plot->frame;
  const PlimReconciled *reconciled = group->reconciled;
  g_autoptr(GPtrArray) claims = collect_claims (group);
  g_autofree char *whole = write_reconciled (group, TRUE);
  const PlimPeriod *when = &reconciled->total->when;
  double from = MAX (plim_day_scale_map (&plot->days, when->first), plot->days.from_mm);
  double to = MAX (MIN (plim_day_scale_map (&plot->days, when->last + 1), plot->days.to_mm), from + 1);
  double low = group->high > 0 ? MIN (1, reconciled->listed_low / group->high) : 0;
  double high = group->high > 0 ? MIN (1, reconciled->listed_high / group->high) : 0;
  PlimShape *shape;

  if (high > low)
    {
      shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_THEFT_SUGGESTED, from + (to - from) * low, y,
                                   (to - from) * (high - low), BAR_MM);
      shape->group = number;
      plim_scene_mark_many (frame->scene, shape, g_strdup_printf (_("%1$s; %2$s."), place->words[0], whole), claims);
    }
  if (low > 0)
    {
      shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_THEFT_LISTED, from, y, (to - from) * low, BAR_MM);
      shape->group = number;
      plim_scene_mark_many (frame->scene, shape, g_strdup_printf (_("%1$s; %2$s."), place->words[0], whole), claims);
    }
  shape = plim_scene_add_rect (frame->scene, PLIM_STYLE_REMAINDER, from, y, to - from, BAR_MM);
  shape->group = number;
  plim_scene_mark_many (frame->scene, shape, g_strdup_printf (_("%1$s; %2$s."), place->words[0], whole), claims);

  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_LABEL, place->text_x, y + BAR_MM + frame->note_mm * 1.15, frame->note_mm,
                         place->align, TRUE, place->words[0]);
  plim_chart_frame_text (frame, PLIM_STYLE_TEXT_AXIS, place->text_x, y + BAR_MM + frame->note_mm * 2.4, frame->note_mm,
                         place->align, FALSE, place->words[1]);
}

static gboolean
is_place_free (GArray      *taken,
               const Place *place,
               guint        row,
               guint        except)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const Place *other = &g_array_index (taken, Place, i);

      if (i != except && other->row == row && place->x < other->x + other->width + 3 && other->x < place->x + place->width + 3)
        return FALSE;
    }

  return TRUE;
}

/* Finds the first row with room for the group. */
static gboolean
place_group (PlimTheftPlot *plot,
             Place         *place,
             gboolean       whole,
             guint          n_rows,
             GArray        *taken)
{
  if (find_place (plot, place->group, whole, place))
    for (place->row = 0; place->row < n_rows; place->row++)
      if (is_place_free (taken, place, place->row, G_MAXUINT))
        return TRUE;

  clear_place (place);

  return FALSE;
}

/* In as few words as there are; but what cannot all be true is said in full where it can be. */
static void
place_groups (PlimTheftPlot *plot,
              GPtrArray     *stated,
              guint          n_rows,
              GArray        *taken)
{
  for (guint i = 0; i < stated->len; i++)
    {
      Place place = { .group = g_ptr_array_index (stated, i), .number = 5000 + i };

      if ((is_exceeded (place.group) && place_group (plot, &place, TRUE, n_rows, taken))
          || place_group (plot, &place, FALSE, n_rows, taken))
        g_array_append_val (taken, place);
    }
}

/* Once all have their place, the whole words where there is room for them. */
static void
say_more (PlimTheftPlot *plot,
          GArray        *taken)
{
  for (guint i = 0; i < taken->len; i++)
    {
      Place *place = &g_array_index (taken, Place, i);
      Place whole = *place;

      if (find_place (plot, place->group, TRUE, &whole) && is_place_free (taken, &whole, place->row, i))
        {
          clear_place (place);
          *place = whole;
        }
      else
        {
          clear_place (&whole);
        }
    }
}

void
plim_stated_total_draw (PlimTheftPlot *plot,
                        GPtrArray     *stated,
                        double         y,
                        guint          n_rows,
                        GPtrArray     *drawn)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (Place));

  g_array_set_clear_func (taken, (GDestroyNotify) clear_place);
  place_groups (plot, stated, n_rows, taken);
  say_more (plot, taken);
  for (guint i = 0; i < taken->len; i++)
    {
      const Place *place = &g_array_index (taken, Place, i);

      draw_group (plot, place->group, place, y + place->row * plim_stated_total_row_mm (plot->frame), place->number);
      g_ptr_array_add (drawn, (gpointer) place->group);
    }
}

static const char *
reason_words (PlimLeftOutReason reason)
{
  switch (reason)
    {
    case PLIM_LEFT_OUT_DATE:
      return _("date not wholly inside");
    case PLIM_LEFT_OUT_CURRENCY:
      return _("other currency");
    default:
      return _("amount not stated");
    }
}

void
plim_stated_total_note (GPtrArray *notes,
                        GPtrArray *stated)
{
  for (guint i = 0; i < stated->len; i++)
    {
      const PlimStatedTotal *group = g_ptr_array_index (stated, i);
      const PlimReconciled *reconciled = group->reconciled;
      g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *when = plim_period_to_words (&reconciled->total->when);
      g_autofree char *joined = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < reconciled->left_out->len; j++)
        {
          const PlimLeftOut *left_out = g_ptr_array_index (reconciled->left_out, j);

          g_ptr_array_add (names, g_strdup_printf ("%s (%s)", plim_incident_get_name (left_out->incident),
                                                   reason_words (left_out->reason)));
        }
      if (names->len == 0)
        continue;

      joined = plim_chart_join (names, 4);
      /* Translators: a period, then names with the reason why each is not counted. */
      text = g_strdup_printf (_("Not counted for %1$s: %2$s."), when, joined);
      plim_chart_add_note (notes, text);
    }
}
