#include "config.h"

#include "app/store/plim-claim-reader.h"

struct _PlimClaimReader
{
  PlimStore  *store;
  PlimNames  *names;
  GHashTable *claims;    /* gint64 key → PlimClaim */
  gint64      first_key, last_key, key;
};

static const char all_cites[] =
  "SELECT claim_key, source, basis, para, annex, page, via, recalled FROM cite"
  " WHERE claim_key BETWEEN :first AND :last ORDER BY claim_key, ord";
static const char all_wordings[] =
  "SELECT claim_key, lang, text FROM wording WHERE claim_key BETWEEN :first AND :last ORDER BY claim_key, ord";
static const char all_disputes[] =
  "SELECT claim_key, by_whom, on_date, text FROM dispute WHERE claim_key BETWEEN :first AND :last ORDER BY claim_key, ord";

PlimClaimReader *
plim_claim_reader_new (PlimStore  *store,
                       gboolean    exercise,
                       GError    **error)
{
  PlimNames *names = plim_names_load (store, exercise, error);
  PlimClaimReader *self;

  if (names == NULL)
    return NULL;

  self = g_new0 (PlimClaimReader, 1);
  self->store = g_object_ref (store);
  self->names = names;
  self->claims = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) plim_claim_unref);
  self->first_key = G_MAXINT64;

  return self;
}

void
plim_claim_reader_free (PlimClaimReader *self)
{
  g_hash_table_unref (self->claims);
  plim_names_free (self->names);
  g_object_unref (self->store);
  g_free (self);
}

PlimStore *
plim_claim_reader_get_store (PlimClaimReader *self)
{
  return self->store;
}

PlimNames *
plim_claim_reader_get_names (PlimClaimReader *self)
{
  return self->names;
}

void
plim_claim_reader_bind_filter (PlimStatement    *statement,
                               const PlimFilter *filter)
{
  gboolean bounded = plim_period_is_known (&filter->days);

  plim_statement_bind_int (statement, ":exercise", filter->exercise);
  plim_statement_bind_int (statement, ":bases", filter->bases);
  plim_statement_bind_int (statement, ":first", bounded ? filter->days.first : PLIM_DAY_FIRST);
  plim_statement_bind_int (statement, ":last", bounded ? filter->days.last : PLIM_DAY_LAST);
}

gboolean
plim_claim_reader_ask (PlimClaimReader   *self,
                       const char        *sql,
                       const char        *commodity,
                       const PlimFilter  *filter,
                       PlimClaimReadRow   read,
                       gpointer           data,
                       GPtrArray         *found,
                       GError           **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (self->store, sql, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;

  plim_claim_reader_bind_filter (row, filter);
  if (commodity != NULL)
    plim_statement_bind_text (row, ":commodity", commodity);
  while (failure == NULL && plim_statement_next (row, &failure))
    {
      gpointer value = read (self, row, data, &failure);

      if (value != NULL)
        g_ptr_array_add (found, value);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

GPtrArray *
plim_claim_query_run (PlimStore         *store,
                      const char        *sql,
                      const char        *commodity,
                      const PlimFilter  *filter,
                      PlimClaimReadRow   read,
                      GDestroyNotify     free_one,
                      GError           **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (free_one);
  g_autoptr(PlimClaimReader) reader = plim_claim_reader_new (store, filter->exercise, error);

  if (reader == NULL
      || !plim_claim_reader_ask (reader, sql, commodity, filter, read, (gpointer) commodity, found, error)
      || !plim_claim_reader_load (reader, error))
    return NULL;

  return g_steal_pointer (&found);
}

PlimClaim *
plim_claim_reader_read (PlimClaimReader *self,
                        PlimStatement   *row,
                        PlimPeriod      *when)
{
  PlimClaim *claim = plim_claim_new ();

  self->key = plim_statement_get_int (row, 0);
  self->first_key = MIN (self->first_key, self->key);
  self->last_key = MAX (self->last_key, self->key);

  claim->report = plim_statement_dup_text (row, 1);
  claim->edition = (guint) plim_statement_get_int (row, 2);
  claim->local_id = plim_statement_dup_text (row, 3);
  claim->id = g_strdup_printf ("%s/%u#%s", claim->report, claim->edition, claim->local_id);
  claim->report_title = plim_statement_dup_text (row, 4);
  claim->publisher = plim_statement_dup_text (row, 5);
  plim_period_parse (plim_statement_get_text (row, 6), NULL, &claim->dated);
  claim->subject = (PlimSubject) plim_statement_get_int (row, 7);
  claim->basis = (PlimBasis) CLAMP (plim_statement_get_int (row, 8), 0, PLIM_N_BASES - 1);
  if (plim_statement_is_null (row, 9) || !plim_period_parse (plim_statement_get_text (row, 9), NULL, &claim->known))
    claim->known = claim->dated;
  claim->part_of = plim_statement_dup_text (row, 10);
  claim->supersedes = plim_statement_dup_text (row, 11);
  claim->handling = plim_statement_dup_text (row, 12);
  claim->exercise = plim_statement_get_int (row, 13) != 0;
  plim_period_parse (plim_statement_get_text (row, 14), plim_statement_get_text (row, 15), when);
  g_strlcpy (claim->content, plim_statement_get_text (row, 16), sizeof claim->content);

  g_hash_table_insert (self->claims, g_memdup2 (&self->key, sizeof self->key), plim_claim_ref (claim));

  return claim;
}

gint64
plim_claim_reader_get_key (PlimClaimReader *self)
{
  return self->key;
}

static void
add_cite (PlimClaim     *claim,
          PlimStatement *row)
{
  PlimCite *cite = g_new0 (PlimCite, 1);

  cite->source = plim_statement_dup_text (row, 1);
  cite->basis = (PlimBasis) CLAMP (plim_statement_get_int (row, 2), 0, PLIM_N_BASES - 1);
  cite->para = plim_statement_dup_text (row, 3);
  cite->annex = plim_statement_dup_text (row, 4);
  cite->page = plim_statement_dup_text (row, 5);
  cite->via = plim_statement_dup_text (row, 6);
  cite->recalled = plim_statement_get_int (row, 7) != 0;
  g_ptr_array_add (claim->cites, cite);
}

static void
add_wording (PlimClaim     *claim,
             PlimStatement *row)
{
  PlimWording *wording = g_new0 (PlimWording, 1);

  wording->lang = plim_statement_dup_text (row, 1);
  wording->text = plim_statement_dup_text (row, 2);
  g_ptr_array_add (claim->wordings, wording);
}

static void
add_dispute (PlimClaim     *claim,
             PlimStatement *row)
{
  PlimDispute *dispute = g_new0 (PlimDispute, 1);

  dispute->by = plim_statement_dup_text (row, 1);
  dispute->on = plim_statement_dup_text (row, 2);
  dispute->text = plim_statement_dup_text (row, 3);
  g_ptr_array_add (claim->disputes, dispute);
}

static gboolean
load_rows (PlimClaimReader  *self,
           const char       *sql,
           void            (*add) (PlimClaim *, PlimStatement *),
           GError          **error)
{
  g_autoptr(PlimStatement) row = plim_store_prepare (self->store, sql, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;

  plim_statement_bind_int (row, ":first", self->first_key);
  plim_statement_bind_int (row, ":last", self->last_key);
  while (plim_statement_next (row, &failure))
    {
      gint64 key = plim_statement_get_int (row, 0);
      PlimClaim *claim = g_hash_table_lookup (self->claims, &key);

      if (claim != NULL)
        add (claim, row);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

gboolean
plim_claim_reader_load (PlimClaimReader  *self,
                        GError          **error)
{
  if (g_hash_table_size (self->claims) == 0)
    return TRUE;

  return load_rows (self, all_cites, add_cite, error)
         && load_rows (self, all_wordings, add_wording, error)
         && load_rows (self, all_disputes, add_dispute, error);
}
