#include "config.h"

#include "app/store/plim-theft-query.h"

#include "app/store/plim-claim-reader.h"
#include "app/store/plim-row.h"

static const char thefts_within[] =
  "SELECT " PLIM_CLAIM_COLUMNS ", theft.is_total, theft.target, theft.target_kind, theft.country, theft.amount, theft.amount_high,"
  " theft.currency, theft.bound, theft.count"
  PLIM_FROM_LATEST "JOIN theft USING (claim_key)" PLIM_WHERE_FILTER
  " ORDER BY claim.first_day, claim.last_day, report.symbol, claim.ord";

static const char all_assets[] =
  "SELECT claim_key, code, amount, address FROM asset ORDER BY claim_key, ord";
static const char all_attributions[] =
  "SELECT claim_key, to_whom, by_whom, on_date, strength FROM attribution ORDER BY claim_key, ord";
static const char all_recovered[] =
  "SELECT claim_key, amount, bound, fraction FROM recovered ORDER BY claim_key, ord";
static const char all_steps[] =
  "SELECT claim_key, on_date, how, through, amount FROM step ORDER BY claim_key, ord";

static void
add_asset (PlimTheft     *theft,
           PlimStatement *row)
{
  PlimAsset *asset = g_new0 (PlimAsset, 1);

  asset->code = plim_statement_dup_text (row, 1);
  asset->amount = plim_statement_dup_text (row, 2);
  asset->address = plim_statement_dup_text (row, 3);
  g_ptr_array_add (theft->assets, asset);
}

static void
add_attribution (PlimTheft     *theft,
                 PlimStatement *row)
{
  PlimAttribution *attribution = g_new0 (PlimAttribution, 1);

  attribution->to = plim_statement_dup_text (row, 1);
  attribution->by = plim_statement_dup_text (row, 2);
  attribution->on = plim_statement_dup_text (row, 3);
  attribution->strength = plim_strength_from_name (plim_statement_get_text (row, 4));
  g_ptr_array_add (theft->attributions, attribution);
}

static void
add_recovered (PlimTheft     *theft,
               PlimStatement *row)
{
  theft->recovered = plim_row_get_amount (row, 1, -1, -1, 2);
  theft->recovered.unit = theft->amount.unit;
  theft->recovered_fraction = plim_statement_get_double (row, 3);
}

static void
add_step (PlimTheft     *theft,
          PlimStatement *row)
{
  PlimStep *step = g_new0 (PlimStep, 1);

  step->on = plim_statement_dup_text (row, 1);
  step->how = plim_statement_dup_text (row, 2);
  step->through = plim_statement_dup_text (row, 3);
  step->amount = plim_statement_dup_text (row, 4);
  g_ptr_array_add (theft->steps, step);
}

static gpointer
read_theft (PlimClaimReader  *reader,
            PlimStatement    *row,
            gpointer          by_key,
            GError          **error)
{
  const int at = PLIM_N_CLAIM_COLUMNS;
  PlimTheft *theft = plim_theft_new ();
  gint64 key;

  theft->claim = plim_claim_reader_read (reader, row, &theft->when);
  theft->is_total = plim_statement_get_int (row, at) != 0;
  theft->target = plim_statement_dup_text (row, at + 1);
  theft->target_kind = plim_statement_dup_text (row, at + 2);
  theft->country = plim_statement_dup_text (row, at + 3);
  theft->amount = plim_row_get_amount (row, at + 4, at + 5, at + 6, at + 7);
  theft->count = (guint) plim_statement_get_int (row, at + 8);
  key = plim_claim_reader_get_key (reader);
  g_hash_table_insert (by_key, g_memdup2 (&key, sizeof key), theft);

  return theft;
}

/* Thefts are few: what hangs on them is read whole and handed out. */
static gboolean
load_details (PlimStore   *store,
              const char  *sql,
              GHashTable  *by_key,
              void       (*add) (PlimTheft *, PlimStatement *),
              GError     **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (store, sql, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  while (plim_statement_next (row, &failure))
    {
      gint64 key = plim_statement_get_int (row, 0);
      PlimTheft *theft = g_hash_table_lookup (by_key, &key);

      if (theft != NULL)
        add (theft, row);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

GPtrArray *
plim_theft_query (PlimStore         *store,
                  const PlimFilter  *filter,
                  GError           **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_theft_free);
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(PlimClaimReader) reader = plim_claim_reader_new (store, filter->exercise, error);

  if (reader == NULL
      || !plim_claim_reader_ask (reader, thefts_within, NULL, filter, read_theft, by_key, found, error)
      || !plim_claim_reader_load (reader, error)
      || !load_details (store, all_assets, by_key, add_asset, error)
      || !load_details (store, all_attributions, by_key, add_attribution, error)
      || !load_details (store, all_recovered, by_key, add_recovered, error)
      || !load_details (store, all_steps, by_key, add_step, error))
    return NULL;

  return g_steal_pointer (&found);
}
