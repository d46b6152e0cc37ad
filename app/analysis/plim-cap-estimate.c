#include "config.h"

#include "app/analysis/plim-cap-estimate.h"

#include <math.h>

/* The shares that the estimates' own tables use; others are added where a source states them. */
static const double usual_shares[] = { 1.0 / 3.0, 0.5, 0.9 };

#define SAME_SHARE(a, b) (fabs ((a) - (b)) < 0.002)

void
plim_cap_estimate_free (PlimEstimate *self)
{
  g_ptr_array_unref (self->figures);
  g_array_unref (self->scenarios);
  g_free (self);
}

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const PlimScenario *one = a;
  const PlimScenario *two = b;

  return (one->share > two->share) - (one->share < two->share);
}

static const PlimScenario *
find_share (const PlimEstimate *estimate,
            double              share)
{
  for (guint i = 0; i < estimate->scenarios->len; i++)
    {
      const PlimScenario *scenario = &g_array_index (estimate->scenarios, PlimScenario, i);

      if (SAME_SHARE (scenario->share, share))
        return scenario;
    }

  return NULL;
}

/* The usual shares that the source does not state, in proportion to the nearest one it does. */
static void
add_computed (PlimEstimate *estimate)
{
  guint n_stated = estimate->scenarios->len;

  for (guint i = 0; i < G_N_ELEMENTS (usual_shares); i++)
    {
      const PlimScenario *nearest = NULL;
      PlimScenario computed = { 0 };

      if (find_share (estimate, usual_shares[i]) != NULL)
        continue;

      for (guint j = 0; j < n_stated; j++)
        {
          const PlimScenario *stated = &g_array_index (estimate->scenarios, PlimScenario, j);

          if (stated->share > 0
              && (nearest == NULL
                  || fabs (stated->share - usual_shares[i]) < fabs (nearest->share - usual_shares[i])))
            nearest = stated;
        }
      if (nearest == NULL)
        return;

      computed.share = usual_shares[i];
      computed.low = nearest->low / nearest->share * usual_shares[i];
      computed.high = nearest->high / nearest->share * usual_shares[i];
      computed.from = nearest->from;
      g_array_append_val (estimate->scenarios, computed);
    }

  g_array_sort (estimate->scenarios, compare_shares);
}

static PlimEstimate *
begin_estimate (PlimFigure *figure)
{
  PlimEstimate *estimate = g_new0 (PlimEstimate, 1);

  estimate->figures = g_ptr_array_new ();
  estimate->scenarios = g_array_new (FALSE, TRUE, sizeof (PlimScenario));
  estimate->when = figure->trade->when;
  estimate->bound = figure->trade->quantity.bound;
  estimate->low = figure->low;
  estimate->high = figure->high;

  return estimate;
}

static void
add_stated (PlimEstimate *estimate,
            PlimFigure   *figure)
{
  PlimScenario scenario = { .share = figure->trade->laden, .low = figure->low, .high = figure->high,
                            .stated = TRUE, .from = figure };

  g_ptr_array_add (estimate->figures, figure);
  g_array_append_val (estimate->scenarios, scenario);
  estimate->low = MIN (estimate->low, figure->low);
  if (figure->high >= estimate->high)
    {
      estimate->high = figure->high;
      estimate->bound = figure->trade->quantity.bound;
    }
  estimate->count = MAX (estimate->count, figure->trade->count);
}

/* Figures at different shares by one source for one period are scenarios of one estimate;
 * a second figure at the same share, or at none, is another estimate. */
static gboolean
is_scenario_of (const PlimEstimate *estimate,
                const PlimFigure   *figure)
{
  const PlimFigure *first = g_ptr_array_index (estimate->figures, 0);

  return !estimate->listed
         && figure->trade->laden > 0
         && first->trade->laden > 0
         && g_strcmp0 (first->trade->claim->report, figure->trade->claim->report) == 0
         && g_strcmp0 (plim_claim_get_speaker (first->trade->claim), plim_claim_get_speaker (figure->trade->claim)) == 0
         && first->trade->when.first == figure->trade->when.first
         && first->trade->when.last == figure->trade->when.last
         && find_share (estimate, figure->trade->laden) == NULL;
}

void
plim_cap_estimate_add (GPtrArray  *estimates,
                       PlimFigure *figure)
{
  PlimEstimate *estimate = NULL;

  for (guint i = 0; i < estimates->len && estimate == NULL; i++)
    {
      PlimEstimate *other = g_ptr_array_index (estimates, i);

      if (is_scenario_of (other, figure))
        estimate = other;
    }

  if (estimate == NULL)
    {
      estimate = begin_estimate (figure);
      g_ptr_array_add (estimates, estimate);
    }

  add_stated (estimate, figure);
}

void
plim_cap_estimate_add_listed (GPtrArray  *estimates,
                              PlimFigure *figure)
{
  PlimEstimate *estimate = NULL;
  PlimScenario *scenario;

  for (guint i = 0; i < estimates->len && estimate == NULL; i++)
    {
      PlimEstimate *other = g_ptr_array_index (estimates, i);
      const PlimFigure *first = g_ptr_array_index (other->figures, 0);

      if (other->listed && g_strcmp0 (first->trade->claim->report, figure->trade->claim->report) == 0)
        estimate = other;
    }

  if (estimate == NULL)
    {
      estimate = begin_estimate (figure);
      estimate->listed = TRUE;
      add_stated (estimate, figure);
      estimate->count = 1;
      g_ptr_array_add (estimates, estimate);
      return;
    }

  scenario = &g_array_index (estimate->scenarios, PlimScenario, 0);
  if (!SAME_SHARE (scenario->share, figure->trade->laden))
    scenario->share = 0;
  scenario->low += figure->low;
  scenario->high += figure->high;
  estimate->low = scenario->low;
  estimate->high = scenario->high;
  estimate->count++;
  if (figure->trade->when.first < estimate->when.first)
    {
      estimate->when.first = figure->trade->when.first;
      estimate->when.first_precision = figure->trade->when.first_precision;
    }
  if (figure->trade->when.last > estimate->when.last)
    {
      estimate->when.last = figure->trade->when.last;
      estimate->when.last_precision = figure->trade->when.last_precision;
    }
  g_ptr_array_add (estimate->figures, figure);
}

static guint
count_stated (const PlimEstimate *estimate)
{
  guint n = 0;

  for (guint i = 0; i < estimate->scenarios->len; i++)
    if (g_array_index (estimate->scenarios, PlimScenario, i).stated)
      n++;

  return n;
}

static int
compare_estimates (gconstpointer a,
                   gconstpointer b)
{
  const PlimEstimate *one = *(PlimEstimate * const *) a;
  const PlimEstimate *two = *(PlimEstimate * const *) b;
  guint one_days = one->when.last - one->when.first;
  guint two_days = two->when.last - two->when.first;
  gboolean one_shared = g_array_index (one->scenarios, PlimScenario, 0).share > 0;
  gboolean two_shared = g_array_index (two->scenarios, PlimScenario, 0).share > 0;

  if (one->listed != two->listed)
    return one->listed ? 1 : -1;
  if (one_days != two_days)
    return one_days > two_days ? -1 : 1;
  if (one_shared != two_shared)
    return one_shared ? -1 : 1;
  if (count_stated (one) != count_stated (two))
    return count_stated (one) > count_stated (two) ? -1 : 1;
  if (one->high != two->high)
    return one->high < two->high ? -1 : 1;

  return g_strcmp0 (((PlimFigure *) g_ptr_array_index (one->figures, 0))->trade->claim->id,
                    ((PlimFigure *) g_ptr_array_index (two->figures, 0))->trade->claim->id);
}

void
plim_cap_estimate_complete (GPtrArray *estimates)
{
  for (guint i = 0; i < estimates->len; i++)
    add_computed (g_ptr_array_index (estimates, i));
  g_ptr_array_sort (estimates, compare_estimates);
}
