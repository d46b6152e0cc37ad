#include "config.h"

#include "app/model/plim-trade.h"

void
plim_trade_free (PlimTrade *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->origin);
  g_free (self->origin_country);
  g_free (self->destination);
  g_free (self->destination_country);
  g_free (self->vessel);
  g_free (self->vessel_name);
  g_free (self->method);
  g_free (self);
}

gboolean
plim_trade_contradicts (const PlimTrade *a,
                        const PlimTrade *b)
{
  gboolean a_notified = a->claim->basis == PLIM_BASIS_NOTIFIED;
  gboolean b_notified = b->claim->basis == PLIM_BASIS_NOTIFIED;

  /* What states notified and what others estimate are two different things, not two truths about one. */
  if (!a->is_total || !b->is_total || a->commodity != b->commodity || a->export != b->export
      || a_notified != b_notified || a->laden != b->laden
      || g_strcmp0 (a->destination_country, b->destination_country) != 0
      || g_strcmp0 (a->origin_country, b->origin_country) != 0
      || plim_claim_is_related (a->claim, b->claim))
    return FALSE;

  return plim_amount_contradicts (&a->quantity, &a->when, &b->quantity, &b->when);
}

void
plim_cap_free (PlimCap *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->resolution);
  g_free (self->para);
  g_free (self->limb_of);
  g_free (self->alternative_of);
  g_free (self->replaced_by);
  g_free (self);
}

void
plim_conversion_free (PlimConversion *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self);
}
