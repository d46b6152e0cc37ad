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

void
plim_theft_free (PlimTheft *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->target);
  g_free (self->target_kind);
  g_free (self->country);
  g_clear_pointer (&self->attributions, g_ptr_array_unref);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

PlimStrength
plim_theft_get_strength (const PlimTheft *self)
{
  PlimStrength strongest = PLIM_STRENGTH_NONE;

  for (guint i = 0; self->attributions != NULL && i < self->attributions->len; i++)
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
