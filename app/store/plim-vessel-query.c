#include "config.h"

#include "app/store/plim-vessel-query.h"

#include <string.h>

#include "app/model/plim-text.h"
#include "app/store/plim-claim-reader.h"
#include "app/store/plim-names.h"

#define IN_ORDER " ORDER BY claim.first_day, report.symbol, claim.ord"

static const char identities[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", identity.vessel, identity.name, identity.flag, identity.mmsi, identity.callsign,"
  " identity.kind, identity.owner_imo, identity.imo, identity.ship_type, identity.length_m, identity.width_m,"
  " identity.draught_m, identity.destination"
  PLIM_FROM_LATEST "JOIN identity USING (claim_key)" PLIM_WHERE_FILTER PLIM_IDENTITY_ORDER;

static const char particulars[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", particulars.vessel, particulars.type, particulars.built, particulars.gt, particulars.dwt,"
  " particulars.capacity_bbl"
  PLIM_FROM_LATEST "JOIN particulars USING (claim_key)" PLIM_WHERE_FILTER IN_ORDER;

static const char measures[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", measure.vessel, measure.by_whom, measure.kind, measure.instrument, measure.para"
  PLIM_FROM_LATEST "JOIN measure USING (claim_key)" PLIM_WHERE_FILTER IN_ORDER;

/* Makes the hulls: references with one IMO number are one. */
static GHashTable *
gather_hulls (PlimNames *names,
              gboolean   exercise)
{
  GHashTable *hulls = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer reference, data;

  g_hash_table_iter_init (&iter, plim_names_get_vessels (names));
  while (g_hash_table_iter_next (&iter, &reference, &data))
    {
      const PlimVesselName *name = data;
      PlimVessel *hull = g_hash_table_lookup (hulls, name->key);

      if (hull == NULL)
        {
          hull = g_new0 (PlimVessel, 1);
          hull->key = g_strdup (name->key);
          hull->imo = g_strdup (name->imo);
          hull->refs = g_ptr_array_new_with_free_func (g_free);
          hull->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_identity_free);
          hull->particulars = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_particulars_free);
          hull->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_measure_free);
          hull->exercise = exercise;
          g_hash_table_insert (hulls, hull->key, hull);
        }
      g_ptr_array_add (hull->refs, g_strdup (reference));
    }

  return hulls;
}

/* What is read goes to its hull, and not to the list that the question fills. */
static PlimVessel *
find_hull (PlimClaimReader *reader,
           GHashTable      *hulls,
           PlimStatement   *row)
{
  const PlimVesselName *name = plim_names_get_vessel (plim_claim_reader_get_names (reader),
                                                      plim_statement_get_text (row, PLIM_N_CLAIM_COLUMNS));

  return name != NULL ? g_hash_table_lookup (hulls, name->key) : NULL;
}

static gpointer
read_identity (PlimClaimReader  *reader,
               PlimStatement    *row,
               gpointer          hulls,
               GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS + 1;
  PlimVessel *hull = find_hull (reader, hulls, row);
  PlimIdentity *identity;

  if (hull == NULL)
    return NULL;

  identity = g_new0 (PlimIdentity, 1);
  identity->claim = plim_claim_reader_read (reader, row, &identity->when);
  identity->name = plim_statement_dup_text (row, at);
  identity->flag = plim_statement_dup_text (row, at + 1);
  identity->mmsi = plim_statement_dup_text (row, at + 2);
  identity->callsign = plim_statement_dup_text (row, at + 3);
  identity->kind = plim_statement_dup_text (row, at + 4);
  identity->owner_imo = plim_statement_dup_text (row, at + 5);
  identity->imo = plim_statement_dup_text (row, at + 6);
  identity->ship_type = plim_statement_dup_text (row, at + 7);
  identity->length_m = plim_statement_dup_text (row, at + 8);
  identity->width_m = plim_statement_dup_text (row, at + 9);
  identity->draught_m = plim_statement_dup_text (row, at + 10);
  identity->destination = plim_statement_dup_text (row, at + 11);
  g_ptr_array_add (hull->identities, identity);

  return NULL;
}

static gpointer
read_particulars (PlimClaimReader  *reader,
                  PlimStatement    *row,
                  gpointer          hulls,
                  GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS + 1;
  PlimVessel *hull = find_hull (reader, hulls, row);
  PlimParticulars *found;
  PlimPeriod ignored;

  if (hull == NULL)
    return NULL;

  found = g_new0 (PlimParticulars, 1);
  found->claim = plim_claim_reader_read (reader, row, &ignored);
  found->type = plim_statement_dup_text (row, at);
  found->built = plim_statement_dup_text (row, at + 1);
  found->gt = plim_statement_dup_text (row, at + 2);
  found->dwt = plim_statement_dup_text (row, at + 3);
  found->capacity_bbl = plim_statement_dup_text (row, at + 4);
  g_ptr_array_add (hull->particulars, found);

  return NULL;
}

static gpointer
read_measure (PlimClaimReader  *reader,
              PlimStatement    *row,
              gpointer          hulls,
              GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS + 1;
  PlimVessel *hull = find_hull (reader, hulls, row);
  PlimMeasure *measure;

  if (hull == NULL)
    return NULL;

  measure = g_new0 (PlimMeasure, 1);
  measure->claim = plim_claim_reader_read (reader, row, &measure->when);
  measure->by = plim_statement_dup_text (row, at);
  measure->kind = plim_statement_dup_text (row, at + 1);
  measure->instrument = plim_statement_dup_text (row, at + 2);
  measure->para = plim_statement_dup_text (row, at + 3);
  g_ptr_array_add (hull->measures, measure);

  return NULL;
}

static int
compare_hulls (gconstpointer a,
               gconstpointer b)
{
  const PlimVessel *first = *(const PlimVessel * const *) a;
  const PlimVessel *second = *(const PlimVessel * const *) b;
  int by_name = strcmp (plim_vessel_get_name (first), plim_vessel_get_name (second));

  return by_name != 0 ? by_name : strcmp (first->key, second->key);
}

GPtrArray *
plim_vessel_query (PlimStore         *store,
                   const PlimFilter  *filter,
                   GError           **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_vessel_free);
  g_autoptr(PlimClaimReader) reader = plim_claim_reader_new (store, filter->exercise, error);
  g_autoptr(GHashTable) hulls = NULL;
  PlimFilter any_time = *filter;
  GHashTableIter iter;
  gpointer hull;

  if (reader == NULL)
    return NULL;
  any_time.days = PLIM_PERIOD_UNKNOWN;

  hulls = gather_hulls (plim_claim_reader_get_names (reader), filter->exercise);
  g_hash_table_iter_init (&iter, hulls);
  while (g_hash_table_iter_next (&iter, NULL, &hull))
    {
      g_ptr_array_sort (((PlimVessel *) hull)->refs, plim_text_compare);
      g_ptr_array_add (found, hull);
    }

  if (!plim_claim_reader_ask (reader, identities, NULL, &any_time, read_identity, hulls, found, error)
      || !plim_claim_reader_ask (reader, particulars, NULL, &any_time, read_particulars, hulls, found, error)
      || !plim_claim_reader_ask (reader, measures, NULL, &any_time, read_measure, hulls, found, error)
      || !plim_claim_reader_load (reader, error))
    return NULL;

  g_ptr_array_sort (found, compare_hulls);

  return g_steal_pointer (&found);
}
