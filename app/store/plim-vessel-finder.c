#include "config.h"

#include "app/store/plim-vessel-finder.h"

#include <string.h>

#include "app/store/plim-vessel-query.h"

static gboolean
is_same (const char *text,
         const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strcmp (own, folded) == 0;
}

static gboolean
is_called (const PlimVessel *vessel,
           const char       *folded)
{
  if (is_same (vessel->key, folded) || is_same (vessel->imo, folded))
    return TRUE;
  for (guint i = 0; i < vessel->refs->len; i++)
    if (is_same (g_ptr_array_index (vessel->refs, i), folded))
      return TRUE;
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const PlimIdentity *identity = g_ptr_array_index (vessel->identities, i);

      if (!plim_identity_is_foreign (identity) && (is_same (identity->mmsi, folded) || is_same (identity->name, folded)))
        return TRUE;
    }

  return FALSE;
}

GHashTable *
plim_vessel_find_keys (PlimStore         *store,
                       const PlimFilter  *filter,
                       GPtrArray         *crafts,
                       const char        *wanted,
                       GError           **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) asked = NULL, vessels = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (filter != NULL && wanted != NULL, NULL);

  if (crafts == NULL && (crafts = asked = plim_craft_query (store, filter, error)) == NULL)
    return NULL;
  vessels = plim_vessel_query (store, filter, error);
  if (vessels == NULL)
    return NULL;

  folded = g_utf8_casefold (wanted, -1);
  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (is_same (craft->key, folded) || is_same (craft->mmsi, folded) || is_same (craft->name, folded))
        g_hash_table_add (keys, g_strdup (craft->key));
    }
  for (guint i = 0; i < vessels->len; i++)
    {
      const PlimVessel *vessel = g_ptr_array_index (vessels, i);

      if (is_called (vessel, folded))
        g_hash_table_add (keys, g_strdup (vessel->key));
    }

  return g_steal_pointer (&keys);
}
