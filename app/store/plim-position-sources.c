#include "config.h"

#include "app/store/plim-position-sources.h"

#include <string.h>

#include "app/model/plim-text.h"

/* Claims are lent by the keys of alone. */
typedef struct
{
  GPtrArray  *claims;     /* char *, sorted, then NULL */
  PlimKnownBy known_by;
  gboolean    is_marked;
} Source;

struct _PlimPositionSources
{
  GPtrArray  *sources;    /* Source */
  GHashTable *alone;      /* claim id → index of the source that it is alone */
  GHashTable *by_claims;  /* the ids, one a line → index */
  GHashTable *joined;     /* two indices → index */
  GArray     *marked;     /* guint32 */
};

static Source *
get_source (PlimPositionSources *self,
            guint32              source)
{
  return g_ptr_array_index (self->sources, source);
}

static void
free_source (gpointer data)
{
  Source *source = data;

  g_ptr_array_unref (source->claims);
  g_free (source);
}

static guint32
append (PlimPositionSources *self,
        GPtrArray           *claims,
        PlimKnownBy          known_by)
{
  Source *source = g_new0 (Source, 1);

  g_ptr_array_add (claims, NULL);
  source->claims = claims;
  source->known_by = known_by;
  g_ptr_array_add (self->sources, source);

  return self->sources->len - 1;
}

PlimPositionSources *
plim_position_sources_new (void)
{
  PlimPositionSources *self = g_new0 (PlimPositionSources, 1);

  self->sources = g_ptr_array_new_with_free_func (free_source);
  self->alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->joined = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->marked = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
plim_position_sources_free (PlimPositionSources *self)
{
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->alone);
  g_hash_table_unref (self->by_claims);
  g_hash_table_unref (self->joined);
  g_array_unref (self->marked);
  g_free (self);
}

guint32
plim_position_sources_add (PlimPositionSources *self,
                           const char          *claim_id,
                           PlimKnownBy          known_by)
{
  gpointer found;
  GPtrArray *claims;
  char *id;

  if (g_hash_table_lookup_extended (self->alone, claim_id, NULL, &found))
    return GPOINTER_TO_UINT (found);

  id = g_strdup (claim_id);
  claims = g_ptr_array_new ();
  g_ptr_array_add (claims, id);
  g_hash_table_insert (self->alone, id, GUINT_TO_POINTER (append (self, claims, known_by)));

  return self->sources->len - 1;
}

/* Both sorted, as is what they make together. */
static GPtrArray *
merge_claims (GPtrArray *a,
              GPtrArray *b)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0, j = 0; i + 1 < a->len || j + 1 < b->len;)
    {
      const char *first = g_ptr_array_index (a, i), *second = g_ptr_array_index (b, j);
      int order = first == NULL ? 1 : second == NULL ? -1 : strcmp (first, second);

      g_ptr_array_add (claims, (gpointer) (order <= 0 ? first : second));
      i += order <= 0;
      j += order >= 0;
    }

  return claims;
}

guint32
plim_position_sources_join (PlimPositionSources *self,
                            guint32              a,
                            guint32              b)
{
  gint64 pair = (gint64) MIN (a, b) << 32 | MAX (a, b);
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(GString) key = NULL;
  gpointer found;

  if (a == b)
    return a;
  if (g_hash_table_lookup_extended (self->joined, &pair, NULL, &found))
    return GPOINTER_TO_UINT (found);

  claims = merge_claims (get_source (self, a)->claims, get_source (self, b)->claims);
  key = g_string_new (NULL);
  for (guint i = 0; i < claims->len; i++)
    g_string_append_printf (key, "%s\n", (const char *) g_ptr_array_index (claims, i));
  if (!g_hash_table_lookup_extended (self->by_claims, key->str, NULL, &found))
    {
      PlimKnownBy known_by = MIN (get_source (self, a)->known_by, get_source (self, b)->known_by);

      found = GUINT_TO_POINTER (append (self, g_steal_pointer (&claims), known_by));
      g_hash_table_insert (self->by_claims, g_strdup (key->str), found);
    }
  g_hash_table_insert (self->joined, g_memdup2 (&pair, sizeof pair), found);

  return GPOINTER_TO_UINT (found);
}

const char * const *
plim_position_sources_get_claims (PlimPositionSources *self,
                                  guint32              source)
{
  g_return_val_if_fail (source < self->sources->len, NULL);

  return (const char * const *) get_source (self, source)->claims->pdata;
}

PlimKnownBy
plim_position_sources_get_known_by (PlimPositionSources *self,
                                    guint32              source)
{
  g_return_val_if_fail (source < self->sources->len, PLIM_KNOWN_BY_BROADCAST);

  return get_source (self, source)->known_by;
}

void
plim_position_sources_mark (PlimPositionSources *self,
                            guint32              source)
{
  g_return_if_fail (source < self->sources->len);

  if (get_source (self, source)->is_marked)
    return;
  get_source (self, source)->is_marked = TRUE;
  g_array_append_val (self->marked, source);
}

char **
plim_position_sources_take_marked (PlimPositionSources *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->marked->len; i++)
    {
      Source *source = get_source (self, g_array_index (self->marked, guint32, i));

      source->is_marked = FALSE;
      for (guint j = 0; j + 1 < source->claims->len; j++)
        if (g_hash_table_add (seen, g_ptr_array_index (source->claims, j)))
          g_ptr_array_add (ids, g_strdup (g_ptr_array_index (source->claims, j)));
    }
  g_array_set_size (self->marked, 0);
  g_ptr_array_sort (ids, plim_text_compare);
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}
