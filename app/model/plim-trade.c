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
