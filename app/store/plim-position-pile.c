#include "config.h"

#include "app/store/plim-position-pile.h"

#include "app/plim-error.h"
#include "app/store/plim-claim-reader.h"
#include "app/store/plim-position-block.h"

PlimTimeSpan
plim_time_span_of_days (const PlimPeriod *days)
{
  PlimTimeSpan span;

  plim_period_get_span (days, &span.from_s, &span.to_s);

  return span;
}

PlimTimeSpan
plim_time_span_meet (PlimTimeSpan a,
                     PlimTimeSpan b)
{
  return (PlimTimeSpan) { MAX (a.from_s, b.from_s), MIN (a.to_s, b.to_s) };
}

PlimStatement *
plim_position_pile_ask (PlimStore         *store,
                        const char        *sql,
                        const PlimFilter  *filter,
                        PlimTimeSpan       span,
                        GError           **error)
{
  PlimStatement *row = plim_store_prepare (store, sql, error);

  if (row == NULL)
    return NULL;
  plim_claim_reader_bind_filter (row, filter);
  plim_statement_bind_int (row, ":from_s", span.from_s);
  plim_statement_bind_int (row, ":to_s", span.to_s);

  return row;
}

gboolean
plim_position_pile_add (GArray         *positions,
                        PlimStatement  *row,
                        int             count_column,
                        PlimTimeSpan    span,
                        GError        **error)
{
  guint before = positions->len;
  guint kept = before;
  gsize size;
  const guint8 *bytes = plim_statement_get_blob (row, count_column + 1, &size);

  if (!plim_position_block_unpack (bytes, size, (guint) plim_statement_get_int (row, count_column), positions))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_DAMAGED, "Positions of a track are damaged in the store; plimsoll verify says which.");
      return FALSE;
    }

  if (g_array_index (positions, PlimPosition, before).time_s < span.from_s
      || g_array_index (positions, PlimPosition, positions->len - 1).time_s > span.to_s)
    {
      for (guint i = before; i < positions->len; i++)
        {
          PlimPosition *here = &g_array_index (positions, PlimPosition, i);

          if (here->time_s >= span.from_s && here->time_s <= span.to_s)
            g_array_index (positions, PlimPosition, kept++) = *here;
        }
      g_array_set_size (positions, kept);
    }

  return TRUE;
}

void
plim_position_pile_cite (GArray              *positions,
                         guint                from,
                         PlimStatement       *row,
                         int                  column,
                         PlimPositionSources *sources)
{
  guint32 source = plim_position_sources_add (sources, plim_statement_get_text (row, column),
                                              plim_known_by_from_name (plim_statement_get_text (row, column + 1)));

  for (guint i = from; i < positions->len; i++)
    g_array_index (positions, PlimPosition, i).source = source;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  return plim_position_compare (a, b);
}

void
plim_position_pile_tidy (GArray              *positions,
                         PlimPositionSources *sources)
{
  PlimPosition *all = (PlimPosition *) (gpointer) positions->data;
  guint kept = 0, i = 1;

  while (i < positions->len && plim_position_compare (&all[i - 1], &all[i]) < 0)
    i++;
  if (i >= positions->len)
    return;

  /* This sort leaves equal ones in their order. */
  g_qsort_with_data (all, (int) positions->len, sizeof *all, compare_cb, NULL);
  for (i = 0; i < positions->len; i++)
    if (kept == 0 || plim_position_compare (&all[kept - 1], &all[i]) != 0)
      all[kept++] = all[i];
    else if (sources != NULL)
      all[kept - 1].source = plim_position_sources_join (sources, all[kept - 1].source, all[i].source);
  g_array_set_size (positions, kept);
}
