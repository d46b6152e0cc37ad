#include "config.h"

#include "app/charts/plim-chart.h"

#include "app/charts/plim-coal-chart.h"
#include "app/charts/plim-oil-chart.h"
#include "app/charts/plim-theft-timeline.h"
#include "app/store/plim-theft-query.h"
#include "app/store/plim-trade-query.h"

#include <string.h>

static const char * const kind_names[PLIM_N_CHARTS] = { "coal", "oil", "crypto" };

gboolean
plim_chart_kind_from_name (const char    *name,
                           PlimChartKind *kind)
{
  for (guint i = 0; name != NULL && i < PLIM_N_CHARTS; i++)
    if (strcmp (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
plim_chart_kind_get_name (PlimChartKind kind)
{
  g_return_val_if_fail (kind < PLIM_N_CHARTS, NULL);

  return kind_names[kind];
}

static GPtrArray *
keep_direction (GPtrArray *trades,
                gboolean   export)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < trades->len; i++)
    {
      PlimTrade *trade = g_ptr_array_index (trades, i);

      if (!!trade->export == !!export)
        g_ptr_array_add (kept, trade);
    }

  return kept;
}

static PlimScene *
build_coal (PlimStore              *store,
            const PlimFilter       *filter,
            const PlimChartOptions *options,
            GError                **error)
{
  g_autoptr(GPtrArray) trades = plim_trade_query (store, "coal", filter, error);
  g_autoptr(GPtrArray) caps = NULL;
  g_autoptr(GPtrArray) exported = NULL;

  if (trades == NULL)
    return NULL;
  caps = plim_cap_query (store, "coal", filter, error);
  if (caps == NULL)
    return NULL;

  exported = keep_direction (trades, TRUE);

  return plim_coal_chart_new (exported, caps, filter, options);
}

static PlimScene *
build_oil (PlimStore              *store,
           const PlimFilter       *filter,
           const PlimChartOptions *options,
           GError                **error)
{
  g_autoptr(GPtrArray) trades = plim_trade_query (store, "refined-petroleum", filter, error);
  g_autoptr(GPtrArray) caps = NULL;
  g_autoptr(GPtrArray) conversions = NULL;
  g_autoptr(GPtrArray) imported = NULL;

  if (trades == NULL)
    return NULL;
  caps = plim_cap_query (store, "refined-petroleum", filter, error);
  if (caps == NULL)
    return NULL;
  conversions = plim_conversion_query (store, "refined-petroleum", filter, error);
  if (conversions == NULL)
    return NULL;

  imported = keep_direction (trades, FALSE);

  return plim_oil_chart_new (imported, caps, conversions, filter, options);
}

static PlimScene *
build_thefts (PlimStore              *store,
              const PlimFilter       *filter,
              const PlimChartOptions *options,
              GError                **error)
{
  g_autoptr(GPtrArray) thefts = plim_theft_query (store, filter, error);

  return thefts != NULL ? plim_theft_timeline_new (thefts, filter, options) : NULL;
}

PlimScene *
plim_chart_build (PlimChartKind           kind,
                  PlimStore              *store,
                  const PlimFilter       *filter,
                  const PlimChartOptions *options,
                  GError                **error)
{
  g_return_val_if_fail (filter != NULL && options != NULL, NULL);

  switch (kind)
    {
    case PLIM_CHART_OIL:
      return build_oil (store, filter, options, error);
    case PLIM_CHART_CRYPTO:
      return build_thefts (store, filter, options, error);
    case PLIM_CHART_COAL:
      return build_coal (store, filter, options, error);
    default:
      g_return_val_if_reached (NULL);
    }
}
