#include "config.h"

#include "app/import/plim-import-conflict.h"

#include <string.h>

#include "app/store/plim-import-query.h"
#include "app/store/plim-theft-query.h"
#include "app/store/plim-trade-query.h"

/* Contradictions are listed for a person; and pairs are compared only so long as their number stays sane. */
#define CONFLICTS_MAX 200
#define PAIRS_MAX     20000000

/* What a trade and a theft have in common here. */
typedef struct
{
  const PlimClaim  *claim;
  const PlimPeriod *when;
  const PlimAmount *amount;
  gconstpointer     value;
} Statement;

typedef gboolean (*Contradicts) (gconstpointer a, gconstpointer b);

static gboolean
is_new (const PlimImportPlan *plan,
        const Statement      *statement)
{
  return statement->claim->edition == plan->edition && strcmp (statement->claim->report, plan->symbol) == 0;
}

static void
add_conflict (PlimImportPlan  *plan,
              const Statement *a,
              const Statement *b)
{
  g_autofree char *a_words = plim_amount_to_words (a->amount);
  g_autofree char *b_words = plim_amount_to_words (b->amount);
  g_autofree char *a_when = plim_period_to_words (a->when);
  g_autofree char *b_when = plim_period_to_words (b->when);

  if (plan->conflicts->len < CONFLICTS_MAX)
    g_ptr_array_add (plan->conflicts, g_strdup_printf ("%s (%s, %s) and %s (%s, %s)",
                                                       a->claim->id, a_words, a_when, b->claim->id, b_words, b_when));
}

/* @statements are by first day: only those that begin before one ends can overlap it. */
static void
compare_all (PlimImportPlan *plan,
             GArray         *statements,
             Contradicts     contradicts)
{
  g_autoptr(GHashTable) contradicted = g_hash_table_new (NULL, NULL);
  guint64 pairs = 0;

  for (guint i = 0; i < statements->len; i++)
    {
      const Statement *first = &g_array_index (statements, Statement, i);

      for (guint j = i + 1; j < statements->len && pairs < PAIRS_MAX; j++, pairs++)
        {
          const Statement *second = &g_array_index (statements, Statement, j);
          const Statement *mine = is_new (plan, first) ? first : is_new (plan, second) ? second : NULL;

          if (second->when->first > first->when->last)
            break;
          if (mine == NULL || !contradicts (first->value, second->value))
            continue;

          g_hash_table_add (contradicted, (gpointer) mine->claim);
          add_conflict (plan, mine, mine == first ? second : first);
        }
    }

  plan->conflicting += g_hash_table_size (contradicted);
}

static gboolean
compare_trade (PlimStore        *store,
               const char       *commodity,
               const PlimFilter *filter,
               PlimImportPlan   *plan,
               GError          **error)
{
  g_autoptr(GPtrArray) trades = plim_trade_query (store, commodity, filter, error);
  g_autoptr(GArray) statements = g_array_new (FALSE, FALSE, sizeof (Statement));

  if (trades == NULL)
    return FALSE;

  for (guint i = 0; i < trades->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (trades, i);
      Statement statement = { trade->claim, &trade->when, &trade->quantity, trade };

      if (trade->is_total && trade->quantity.known && plim_period_is_known (&trade->when))
        g_array_append_val (statements, statement);
    }
  compare_all (plan, statements, (Contradicts) plim_trade_contradicts);

  return TRUE;
}

gboolean
plim_import_find_conflicts (PlimStore       *store,
                            gint64           import_id,
                            PlimImportPlan  *plan,
                            GError         **error)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GArray) statements = g_array_new (FALSE, FALSE, sizeof (Statement));
  g_autoptr(GPtrArray) commodities = plim_import_query_commodities (store, import_id, error);
  g_autoptr(GPtrArray) thefts = NULL;

  if (commodities == NULL)
    return FALSE;

  filter.exercise = plan->exercise;
  for (guint i = 0; i < commodities->len; i++)
    if (!compare_trade (store, g_ptr_array_index (commodities, i), &filter, plan, error))
      return FALSE;

  thefts = plim_theft_query (store, &filter, error);
  if (thefts == NULL)
    return FALSE;
  for (guint i = 0; i < thefts->len; i++)
    {
      const PlimTheft *theft = g_ptr_array_index (thefts, i);
      Statement statement = { theft->claim, &theft->when, &theft->amount, theft };

      if (theft->amount.known && plim_period_is_known (&theft->when))
        g_array_append_val (statements, statement);
    }
  compare_all (plan, statements, (Contradicts) plim_theft_contradicts);

  return TRUE;
}
