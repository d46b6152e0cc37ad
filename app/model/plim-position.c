#include "config.h"

#include "app/model/plim-position.h"

#include <glib/gi18n.h>
#include <string.h>

static const char * const known_by_names[] = { "broadcast", "seen", "told" };
static const char * const known_by_words[] = { N_("broadcast"), N_("seen"), N_("told") };

void
plim_place_free (PlimPlace *self)
{
  g_free (self->ref);
  g_free (self->name);
  g_free (self->country);
  g_free (self->kind);
  g_free (self);
}

void
plim_sighting_free (PlimSighting *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->vessel);
  g_free (self->vessel_name);
  g_free (self->vessel_key);
  g_free (self->with);
  g_free (self->with_name);
  g_free (self->where);
  g_free (self->activity);
  g_free (self);
}

void
plim_leg_free (PlimLeg *self)
{
  g_free (self->from_name);
  g_free (self->to_name);
  g_clear_pointer (&self->via, g_array_unref);
  g_free (self);
}

void
plim_route_free (PlimRoute *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->vessel);
  g_free (self->vessel_name);
  g_free (self->vessel_key);
  g_clear_pointer (&self->legs, g_ptr_array_unref);
  g_free (self);
}

void
plim_track_free (PlimTrack *self)
{
  g_clear_pointer (&self->claim, plim_claim_unref);
  g_free (self->vessel);
  g_free (self->vessel_name);
  g_free (self->vessel_key);
  g_free (self->mmsi);
  g_clear_pointer (&self->positions, g_array_unref);
  g_clear_pointer (&self->silences, g_array_unref);
  g_free (self);
}

PlimKnownBy
plim_known_by_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (known_by_names); i++)
    if (strcmp (name, known_by_names[i]) == 0)
      return (PlimKnownBy) i;

  return PLIM_KNOWN_BY_TOLD;
}

const char *
plim_known_by_get_name (PlimKnownBy known_by)
{
  g_return_val_if_fail (known_by < G_N_ELEMENTS (known_by_names), NULL);

  return known_by_names[known_by];
}

const char *
plim_known_by_get_words (PlimKnownBy known_by)
{
  g_return_val_if_fail (known_by < G_N_ELEMENTS (known_by_words), NULL);

  return _(known_by_words[known_by]);
}
