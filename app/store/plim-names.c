#include "config.h"

#include "app/store/plim-names.h"

#include "app/model/plim-claim.h"
#include "app/store/plim-statement.h"

struct _PlimNames
{
  GHashTable *places;
  GHashTable *vessels;
};

static const char all_places[] =
  "SELECT latest.symbol || '#' || place.local_id, place.name, place.country, place.kind, place.lat, place.lon, place.radius_km"
  "  FROM place JOIN latest USING (import_id) WHERE latest.exercise = :exercise";

static const char all_vessels[] =
  "SELECT latest.symbol || '#' || vessel.local_id, vessel.imo, vessel.mmsi"
  "  FROM vessel JOIN latest USING (import_id) WHERE latest.exercise = :exercise";

/* The last one wins. */
static const char all_names[] =
  "SELECT identity.vessel, identity.name"
  "  FROM claim JOIN latest USING (import_id) JOIN identity USING (claim_key)"
  " WHERE claim.subject = :subject AND identity.name IS NOT NULL" PLIM_IDENTITY_ORDER;

static void
free_place (gpointer data)
{
  plim_place_free (data);
}

static void
free_vessel_name (gpointer data)
{
  PlimVesselName *vessel = data;

  g_free (vessel->key);
  g_free (vessel->name);
  g_free (vessel->imo);
  g_free (vessel->mmsi);
  g_free (vessel);
}

static void
read_place (PlimNames     *self,
            PlimStatement *row,
            gboolean       exercise)
{
  PlimPlace *place = g_new0 (PlimPlace, 1);

  place->ref = plim_statement_dup_text (row, 0);
  place->name = plim_statement_dup_text (row, 1);
  place->country = plim_statement_dup_text (row, 2);
  place->kind = plim_statement_dup_text (row, 3);
  place->has_point = !plim_statement_is_null (row, 4) && !plim_statement_is_null (row, 5);
  place->lat = plim_statement_get_double (row, 4);
  place->lon = plim_statement_get_double (row, 5);
  place->radius_km = plim_statement_get_double (row, 6);
  place->exercise = exercise;
  g_hash_table_insert (self->places, place->ref, place);
}

static void
read_vessel (PlimNames     *self,
             PlimStatement *row,
             gboolean       exercise)
{
  PlimVesselName *vessel = g_new0 (PlimVesselName, 1);
  const char *reference = plim_statement_get_text (row, 0);

  vessel->imo = plim_statement_dup_text (row, 1);
  vessel->mmsi = plim_statement_dup_text (row, 2);
  if (vessel->imo != NULL)
    vessel->key = g_strdup_printf (PLIM_NAMES_IMO_PREFIX "%s", vessel->imo);
  else if (vessel->mmsi != NULL)
    vessel->key = g_strdup_printf (PLIM_NAMES_MMSI_PREFIX "%s", vessel->mmsi);
  else
    vessel->key = g_strdup (reference);
  g_hash_table_insert (self->vessels, g_strdup (reference), vessel);
}

static void
read_name (PlimNames     *self,
           PlimStatement *row,
           gboolean       exercise)
{
  PlimVesselName *vessel = g_hash_table_lookup (self->vessels, plim_statement_get_text (row, 0));

  if (vessel != NULL)
    {
      g_free (vessel->name);
      vessel->name = plim_statement_dup_text (row, 1);
    }
}

PlimNames *
plim_names_load (PlimStore  *store,
                 gboolean    exercise,
                 GError    **error)
{
  static const struct
  {
    const char *sql;
    void      (*read) (PlimNames *, PlimStatement *, gboolean);
  } parts[] = { { all_places, read_place }, { all_vessels, read_vessel }, { all_names, read_name } };
  g_autoptr(PlimNames) self = g_new0 (PlimNames, 1);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_place);
  self->vessels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_vessel_name);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(PlimStatement) row = plim_store_prepare (store, parts[i].sql, error);
      GError *failure = NULL;

      if (row == NULL)
        return NULL;
      if (parts[i].sql == all_names)
        plim_statement_bind_int (row, ":subject", PLIM_SUBJECT_IDENTITY);
      else
        plim_statement_bind_int (row, ":exercise", exercise);
      while (plim_statement_next (row, &failure))
        parts[i].read (self, row, exercise);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

void
plim_names_free (PlimNames *self)
{
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->vessels);
  g_free (self);
}

const PlimPlace *
plim_names_get_place (PlimNames  *self,
                      const char *reference)
{
  return reference != NULL ? g_hash_table_lookup (self->places, reference) : NULL;
}

const PlimVesselName *
plim_names_get_vessel (PlimNames  *self,
                       const char *reference)
{
  return reference != NULL ? g_hash_table_lookup (self->vessels, reference) : NULL;
}

const char *
plim_names_get_key (PlimNames  *self,
                    const char *reference,
                    const char *id)
{
  const PlimVesselName *vessel = plim_names_get_vessel (self, reference);

  return vessel != NULL ? vessel->key : reference != NULL ? reference : id;
}

GHashTable *
plim_names_get_places (PlimNames *self)
{
  return self->places;
}

GHashTable *
plim_names_get_vessels (PlimNames *self)
{
  return self->vessels;
}
