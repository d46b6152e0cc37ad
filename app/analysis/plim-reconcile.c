#include "config.h"

#include "app/analysis/plim-reconcile.h"

#include <math.h>
#include <string.h>

/* Sources slip by some days; what the same target lost a month later is another theft. */
#define DAYS_APART 7

static void
free_left_out (PlimLeftOut *self)
{
  g_free (self);
}

void
plim_incident_free (PlimIncident *self)
{
  g_ptr_array_unref (self->thefts);
  g_free (self);
}

void
plim_reconciled_free (PlimReconciled *self)
{
  g_ptr_array_unref (self->listed);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static gboolean
same_name (const char *a,
           const char *b)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  if (a == NULL || b == NULL)
    return FALSE;

  one = g_utf8_casefold (a, -1);
  two = g_utf8_casefold (b, -1);

  return strcmp (one, two) == 0;
}

/* Days that no source narrows down would join everything to everything. */
static gboolean
is_bounded (const PlimPeriod *when)
{
  return plim_period_is_known (when) && when->first > PLIM_DAY_FIRST && when->last < PLIM_DAY_LAST;
}

static gboolean
is_same_theft (const PlimIncident *incident,
               const PlimTheft    *theft)
{
  const PlimTheft *first = g_ptr_array_index (incident->thefts, 0);
  g_autofree char *reference = NULL;

  if (theft->claim->supersedes != NULL)
    {
      reference = plim_claim_dup_reference (first->claim);
      if (strcmp (reference, theft->claim->supersedes) == 0)
        return TRUE;
    }

  return same_name (incident->target, theft->target)
         && is_bounded (&incident->when)
         && is_bounded (&theft->when)
         && theft->when.first <= incident->when.last + DAYS_APART
         && incident->when.first <= theft->when.last + DAYS_APART;
}

static void
work_out_amounts (PlimIncident *self)
{
  const char *dollars = g_intern_string ("USD");
  gboolean any = FALSE;

  for (guint i = 0; i < self->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (self->thefts, i);

      if (!theft->amount.known)
        continue;
      if (self->currency == NULL || g_strcmp0 (theft->amount.unit, dollars) == 0)
        self->currency = theft->amount.unit;
    }

  for (guint i = 0; i < self->thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (self->thefts, i);

      if (!theft->amount.known || g_strcmp0 (theft->amount.unit, self->currency) != 0)
        continue;

      self->low = any ? MIN (self->low, theft->amount.low) : theft->amount.low;
      self->high = any ? MAX (self->high, theft->amount.high) : theft->amount.high;
      any = TRUE;
    }
}

static int
compare_incidents (gconstpointer a,
                   gconstpointer b)
{
  const PlimIncident *one = *(PlimIncident * const *) a;
  const PlimIncident *two = *(PlimIncident * const *) b;

  if (one->when.first != two->when.first)
    return one->when.first < two->when.first ? -1 : 1;
  if (one->when.last != two->when.last)
    return one->when.last < two->when.last ? -1 : 1;

  return g_strcmp0 (((PlimTheft *) g_ptr_array_index (one->thefts, 0))->claim->id,
                    ((PlimTheft *) g_ptr_array_index (two->thefts, 0))->claim->id);
}

GPtrArray *
plim_reconcile_group (GPtrArray *thefts)
{
  GPtrArray *incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_incident_free);

  for (guint i = 0; i < thefts->len; i++)
    {
      PlimTheft *theft = g_ptr_array_index (thefts, i);
      PlimIncident *incident = NULL;

      if (theft->is_total)
        continue;

      for (guint j = 0; j < incidents->len && incident == NULL; j++)
        if (is_same_theft (g_ptr_array_index (incidents, j), theft))
          incident = g_ptr_array_index (incidents, j);

      if (incident == NULL)
        {
          incident = g_new0 (PlimIncident, 1);
          incident->thefts = g_ptr_array_new ();
          incident->when = theft->when;
          incident->target = theft->target;
          g_ptr_array_add (incidents, incident);
        }
      else
        {
          /* All days that any of the claims allows. */
          if (theft->when.first < incident->when.first)
            {
              incident->when.first = theft->when.first;
              incident->when.first_precision = theft->when.first_precision;
            }
          if (theft->when.last > incident->when.last)
            {
              incident->when.last = theft->when.last;
              incident->when.last_precision = theft->when.last_precision;
            }
        }
      g_ptr_array_add (incident->thefts, theft);
    }

  for (guint i = 0; i < incidents->len; i++)
    work_out_amounts (g_ptr_array_index (incidents, i));
  g_ptr_array_sort (incidents, compare_incidents);

  return incidents;
}

static void
leave_out (PlimReconciled   *self,
           PlimIncident     *incident,
           PlimLeftOutReason reason)
{
  PlimLeftOut *left_out = g_new0 (PlimLeftOut, 1);

  left_out->incident = incident;
  left_out->reason = reason;
  g_ptr_array_add (self->left_out, left_out);
}

PlimReconciled *
plim_reconcile (PlimTheft *total,
                GPtrArray *incidents)
{
  PlimReconciled *self = g_new0 (PlimReconciled, 1);

  self->total = total;
  self->listed = g_ptr_array_new ();
  self->left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) free_left_out);

  for (guint i = 0; i < incidents->len; i++)
    {
      PlimIncident *incident = g_ptr_array_index (incidents, i);

      if (!plim_period_overlaps (&total->when, &incident->when))
        continue;

      if (!plim_period_contains (&total->when, &incident->when))
        {
          leave_out (self, incident, PLIM_LEFT_OUT_DATE);
        }
      else if (incident->currency == NULL)
        {
          leave_out (self, incident, PLIM_LEFT_OUT_AMOUNT);
        }
      else if (g_strcmp0 (incident->currency, total->amount.unit) != 0)
        {
          leave_out (self, incident, PLIM_LEFT_OUT_CURRENCY);
        }
      else
        {
          g_ptr_array_add (self->listed, incident);
          self->listed_low += incident->low;
          self->listed_high += incident->high;
        }
    }

  if (total->amount.known)
    {
      self->open = total->amount.bound == PLIM_BOUND_AT_LEAST || total->amount.bound == PLIM_BOUND_MORE_THAN;
      self->remainder_low = MAX (0, total->amount.low - self->listed_high);
      self->remainder_high = MAX (0, total->amount.high - self->listed_low);
      self->excess_low = self->open ? 0 : MAX (0, self->listed_low - total->amount.high);
      self->excess_high = self->open ? 0 : MAX (0, self->listed_high - total->amount.low);
    }

  return self;
}
