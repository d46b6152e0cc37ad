#include "config.h"

#include "app/import/plim-log-identities.h"

/* Of all vessels together: what a hostile file could make of 200 each is no memory's measure. */
#define ALL_MAX 200000
/* Of their texts, each of which is held twice. */
#define BYTES_MAX (16 * 1024 * 1024)

struct _PlimLogIdentities
{
  GHashTable *by_words;    /* all it says, as text → PlimLogIdentity, which the array owns */
  GHashTable *counts;      /* craft → how many */
  GPtrArray  *all;
  GString    *words;
  gsize       n_bytes;     /* of all texts */
  guint64     n_dropped;
};

static void
free_identity (gpointer data)
{
  PlimLogIdentity *identity = data;

  g_free ((char *) identity->statics.imo);
  g_free ((char *) identity->statics.name);
  g_free ((char *) identity->statics.callsign);
  g_free ((char *) identity->statics.destination);
  g_free ((char *) identity->statics.ship_type);
  g_free (identity);
}

PlimLogIdentities *
plim_log_identities_new (void)
{
  PlimLogIdentities *self = g_new0 (PlimLogIdentities, 1);

  self->by_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new (NULL, NULL);
  self->all = g_ptr_array_new_with_free_func (free_identity);
  self->words = g_string_new (NULL);

  return self;
}

void
plim_log_identities_free (PlimLogIdentities *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_words);
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->all);
  g_string_free (self->words, TRUE);
  g_free (self);
}

static void
extend (PlimLogIdentity *identity,
        gint64           time_s)
{
  if (time_s == G_MININT64)
    return;
  identity->first_s = identity->first_s == G_MININT64 ? time_s : MIN (identity->first_s, time_s);
  identity->last_s = MAX (identity->last_s, time_s);
}

/* No text holds a control character: one parts them. */
static void
append_words (GString    *words,
              const char *text)
{
  g_string_append (words, text != NULL ? text : "");
  g_string_append_c (words, '\037');
}

void
plim_log_identities_add (PlimLogIdentities   *self,
                         const PlimLogStatic *statics)
{
  PlimLogIdentity *identity;
  guint count;

  g_string_printf (self->words, "%u\037%d\037%d\037%d\037", statics->craft, statics->length_m, statics->width_m, statics->draught_tenths);
  append_words (self->words, statics->imo);
  append_words (self->words, statics->name);
  append_words (self->words, statics->callsign);
  append_words (self->words, statics->destination);
  append_words (self->words, statics->ship_type);
  identity = g_hash_table_lookup (self->by_words, self->words->str);
  if (identity != NULL)
    {
      extend (identity, statics->time_s);
      return;
    }
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (statics->craft)));
  if (count >= PLIM_LOG_IDENTITIES_MAX || self->all->len >= ALL_MAX || self->n_bytes + self->words->len > BYTES_MAX)
    {
      self->n_dropped++;
      return;
    }

  self->n_bytes += self->words->len;
  g_hash_table_insert (self->counts, GUINT_TO_POINTER (statics->craft), GUINT_TO_POINTER (count + 1));
  identity = g_new0 (PlimLogIdentity, 1);
  identity->craft = statics->craft;
  identity->first_s = identity->last_s = statics->time_s;
  identity->statics = *statics;
  identity->statics.imo = g_strdup (statics->imo);
  identity->statics.name = g_strdup (statics->name);
  identity->statics.callsign = g_strdup (statics->callsign);
  identity->statics.destination = g_strdup (statics->destination);
  identity->statics.ship_type = g_strdup (statics->ship_type);
  g_ptr_array_add (self->all, identity);
  g_hash_table_insert (self->by_words, g_strdup (self->words->str), identity);
}

/* Ties keep the order of the file: the sort is stable. */
static int
compare_identities (gconstpointer a,
                    gconstpointer b)
{
  const PlimLogIdentity *first = *(PlimLogIdentity * const *) a, *second = *(PlimLogIdentity * const *) b;

  if (first->craft != second->craft)
    return first->craft < second->craft ? -1 : 1;

  return first->first_s < second->first_s ? -1 : first->first_s > second->first_s;
}

GPtrArray *
plim_log_identities_sort (PlimLogIdentities *self)
{
  g_ptr_array_sort (self->all, compare_identities);

  return self->all;
}

guint64
plim_log_identities_get_dropped (PlimLogIdentities *self)
{
  return self->n_dropped;
}

PlimIdentity *
plim_log_identity_make (const PlimLogIdentity *identity,
                        PlimClaim             *claim)
{
  const PlimLogStatic *statics = &identity->statics;
  PlimIdentity *made = g_new0 (PlimIdentity, 1);

  made->claim = claim;
  made->name = g_strdup (statics->name);
  if (identity->craft < PLIM_LOG_FIRST_CRAFT)
    made->mmsi = g_strdup_printf ("%09u", identity->craft);
  made->callsign = g_strdup (statics->callsign);
  made->imo = g_strdup (statics->imo);
  made->ship_type = g_strdup (statics->ship_type);
  if (statics->length_m >= 0)
    made->length_m = g_strdup_printf ("%d", statics->length_m);
  if (statics->width_m >= 0)
    made->width_m = g_strdup_printf ("%d", statics->width_m);
  if (statics->draught_tenths >= 0)
    made->draught_m = g_strdup_printf ("%d.%d", statics->draught_tenths / 10, statics->draught_tenths % 10);
  made->destination = g_strdup (statics->destination);
  made->when = PLIM_PERIOD_UNKNOWN;

  return made;
}
