#include "config.h"

#include "app/model/plim-theft.h"

#include <glib/gi18n.h>
#include <string.h>

static const char * const strength_names[] = {
  "confirmed", "attributed", "strongly-suggested", "suspected", "investigating", "none",
};

static const char * const strength_words[] = {
  N_("confirmed"), N_("attributed"), N_("strongly suggested"), N_("suspected"), N_("under investigation"), N_("not attributed"),
};

static void
free_asset (gpointer data)
{
  PlimAsset *asset = data;

  g_free (asset->code);
  g_free (asset->amount);
  g_free (asset->address);
  g_free (asset);
}

static void
free_attribution (gpointer data)
{
  PlimAttribution *attribution = data;

  g_free (attribution->to);
  g_free (attribution->by);
  g_free (attribution->on);
  g_free (attribution);
}

static void
free_step (gpointer data)
{
  PlimStep *step = data;

  g_free (step->on);
  g_free (step->how);
  g_free (step->through);
  g_free (step->amount);
  g_free (step);
}

PlimTheft *
plim_theft_new (void)
{
  PlimTheft *self = g_new0 (PlimTheft, 1);

  self->assets = g_ptr_array_new_with_free_func (free_asset);
  self->attributions = g_ptr_array_new_with_free_func (free_attribution);
  self->steps = g_ptr_array_new_with_free_func (free_step);

  return self;
}

void
plim_theft_free (PlimTheft *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->target);
  g_free (self->target_kind);
  g_free (self->country);
  g_ptr_array_unref (self->attributions);
  g_ptr_array_unref (self->assets);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gboolean
plim_theft_contradicts (const PlimTheft *a,
                        const PlimTheft *b)
{
  if (a->is_total != b->is_total || plim_claim_is_related (a->claim, b->claim))
    return FALSE;
  if (a->is_total)
    return a->claim->basis == b->claim->basis
           && plim_amount_contradicts (&a->amount, &a->when, &b->amount, &b->when);

  return a->target != NULL && g_strcmp0 (a->target, b->target) == 0
         && plim_period_overlaps (&a->when, &b->when)
         && a->amount.unit == b->amount.unit && !plim_amount_may_agree (&a->amount, &b->amount);
}

PlimStrength
plim_theft_get_strength (const PlimTheft *self)
{
  PlimStrength strongest = PLIM_STRENGTH_NONE;

  for (guint i = 0; i < self->attributions->len; i++)
    {
      const PlimAttribution *attribution = g_ptr_array_index (self->attributions, i);

      strongest = MIN (strongest, attribution->strength);
    }

  return strongest;
}

PlimStrength
plim_strength_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (strength_names); i++)
    if (strcmp (name, strength_names[i]) == 0)
      return (PlimStrength) i;

  return PLIM_STRENGTH_NONE;
}

const char *
plim_strength_get_name (PlimStrength strength)
{
  g_return_val_if_fail (strength < G_N_ELEMENTS (strength_names), NULL);

  return strength_names[strength];
}

const char *
plim_strength_get_words (PlimStrength strength)
{
  g_return_val_if_fail (strength < G_N_ELEMENTS (strength_words), NULL);

  return _(strength_words[strength]);
}
