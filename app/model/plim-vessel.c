#include "config.h"

#include "app/model/plim-vessel.h"

#include <glib/gi18n.h>
#include <string.h>

/* Maritime identification digits of the flags that sanctions reports speak of (ITU-R M.585). Only
 * these are checked: an unknown code is "not known here", never an error. */
static const struct
{
  guint16    first, last;
  const char country[3];
} flags[] = {
  { 273, 273, "RU" }, { 312, 312, "BZ" }, { 325, 325, "DM" }, { 341, 341, "KN" }, { 351, 357, "PA" },
  { 370, 374, "PA" }, { 375, 377, "VC" }, { 412, 414, "CN" }, { 416, 416, "TW" }, { 431, 432, "JP" },
  { 440, 441, "KR" }, { 445, 445, "KP" }, { 457, 457, "MN" }, { 477, 477, "HK" }, { 511, 511, "PW" },
  { 514, 515, "KH" }, { 518, 518, "CK" }, { 520, 520, "FJ" }, { 525, 525, "ID" }, { 529, 529, "KI" },
  { 533, 533, "MY" }, { 538, 538, "MH" }, { 542, 542, "NU" }, { 563, 566, "SG" }, { 567, 567, "TH" },
  { 572, 572, "TV" }, { 574, 574, "VN" }, { 576, 577, "VU" }, { 613, 613, "CM" }, { 616, 616, "KM" },
  { 620, 620, "KM" }, { 629, 629, "GM" }, { 632, 632, "GN" }, { 636, 637, "LR" }, { 666, 666, "SO" },
  { 667, 667, "SL" }, { 671, 671, "TG" }, { 674, 674, "TZ" }, { 677, 677, "TZ" },
};

void
plim_identity_free (PlimIdentity *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->name);
  g_free (self->flag);
  g_free (self->mmsi);
  g_free (self->callsign);
  g_free (self->kind);
  g_free (self->owner_imo);
  g_free (self->imo);
  g_free (self->ship_type);
  g_free (self->length_m);
  g_free (self->width_m);
  g_free (self->draught_m);
  g_free (self->destination);
  g_free (self);
}

void
plim_particulars_free (PlimParticulars *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->type);
  g_free (self->built);
  g_free (self->gt);
  g_free (self->dwt);
  g_free (self->capacity_bbl);
  g_free (self);
}

void
plim_measure_free (PlimMeasure *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->by);
  g_free (self->kind);
  g_free (self->instrument);
  g_free (self->para);
  g_free (self);
}

void
plim_vessel_free (PlimVessel *self)
{
  g_free (self->key);
  g_free (self->imo);
  g_ptr_array_unref (self->refs);
  g_ptr_array_unref (self->identities);
  g_ptr_array_unref (self->particulars);
  g_ptr_array_unref (self->measures);
  g_free (self);
}

gboolean
plim_identity_is_foreign (const PlimIdentity *self)
{
  static const char * const foreign[] = { "borrowed", "claimed", "disguise", NULL };

  return self->kind != NULL && g_strv_contains (foreign, self->kind);
}

const char *
plim_vessel_get_name (const PlimVessel *self)
{
  const char *foreign = NULL;

  /* The latest stands last; the hull's own comes before one that was never its. */
  for (guint i = self->identities->len; i > 0; i--)
    {
      const PlimIdentity *identity = g_ptr_array_index (self->identities, i - 1);

      if (identity->name != NULL && !plim_identity_is_foreign (identity))
        return identity->name;
      if (foreign == NULL)
        foreign = identity->name;
    }

  return foreign != NULL ? foreign : _("unnamed vessel");
}

gboolean
plim_imo_is_valid (const char *imo)
{
  int sum = 0;

  if (imo == NULL || strlen (imo) != 7)
    return FALSE;
  for (int i = 0; i < 7; i++)
    if (!g_ascii_isdigit (imo[i]))
      return FALSE;
  for (int i = 0; i < 6; i++)
    sum += (imo[i] - '0') * (7 - i);

  return sum % 10 == imo[6] - '0';
}

const char *
plim_mmsi_get_country (const char *mmsi)
{
  guint digits = 0;

  if (mmsi == NULL || strlen (mmsi) != 9)
    return NULL;
  for (int i = 0; i < 9; i++)
    {
      if (!g_ascii_isdigit (mmsi[i]))
        return NULL;
      if (i < 3)
        digits = digits * 10 + (guint) (mmsi[i] - '0');
    }

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (digits >= flags[i].first && digits <= flags[i].last)
      return flags[i].country;

  return NULL;
}
