#include "config.h"

#include "app/import/plim-log-identities.h"

#include <string.h>

#include "app/store/plim-number-index.h"

/* Of all vessels together: what a hostile file could make of 200 each is no memory's measure. */
#define ALL_MAX 400000
/* Of all that is kept, with its texts. */
#define BYTES_MAX (36 * 1024 * 1024)
#define CHUNK_BYTES (64 * 1024)

enum { IMO, NAME, CALLSIGN, DESTINATION, SHIP_TYPE, N_TEXTS };

/* In chunks, since there may be very many: a block of its own for each text would take more than the text. */
typedef struct _Kept Kept;
struct _Kept
{
  Kept    *before;       /* what the same craft said before */
  gint64   first_s, last_s;
  guint32  craft;
  guint16  n_before;
  guint16  n_words;      /* bytes */
  gint16   length_m, width_m, draught_tenths;
  char     words[];      /* all texts, each with its end; an empty one was not said */
};

struct _PlimLogIdentities
{
  PlimNumberIndex *crafts;
  GPtrArray       *newest;    /* Kept, by the place of the craft */
  GPtrArray       *all;       /* Kept */
  GPtrArray       *chunks;
  gsize            n_left;    /* of the last chunk */
  gsize            n_bytes;   /* of all that is kept */
  GByteArray      *words;     /* what is said now */
  guint64          n_dropped;
};

PlimLogIdentities *
plim_log_identities_new (void)
{
  PlimLogIdentities *self = g_new0 (PlimLogIdentities, 1);

  self->crafts = plim_number_index_new ();
  self->newest = g_ptr_array_new ();
  self->all = g_ptr_array_new ();
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->words = g_byte_array_new ();

  return self;
}

void
plim_log_identities_free (PlimLogIdentities *self)
{
  if (self == NULL)
    return;
  plim_number_index_free (self->crafts);
  g_ptr_array_unref (self->newest);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->chunks);
  g_byte_array_unref (self->words);
  g_free (self);
}

static void
extend (Kept   *kept,
        gint64  time_s)
{
  if (time_s == G_MININT64)
    return;
  kept->first_s = kept->first_s == G_MININT64 ? time_s : MIN (kept->first_s, time_s);
  kept->last_s = MAX (kept->last_s, time_s);
}

static void
collect_words (PlimLogIdentities   *self,
               const PlimLogStatic *statics)
{
  const char *texts[N_TEXTS] = {
    [IMO] = statics->imo, [NAME] = statics->name, [CALLSIGN] = statics->callsign, [DESTINATION] = statics->destination,
    [SHIP_TYPE] = statics->ship_type,
  };

  g_byte_array_set_size (self->words, 0);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : "";

      g_byte_array_append (self->words, (const guint8 *) text, (guint) strlen (text) + 1);
    }
}

static gboolean
says (const Kept          *kept,
      const PlimLogStatic *statics,
      const GByteArray    *words)
{
  return kept->n_words == words->len && kept->length_m == statics->length_m && kept->width_m == statics->width_m
         && kept->draught_tenths == statics->draught_tenths && memcmp (kept->words, words->data, words->len) == 0;
}

/* A size that keeps what follows aligned. */
static Kept *
allocate (PlimLogIdentities *self,
          gsize              size)
{
  char *chunk;

  if (size > self->n_left)
    {
      g_ptr_array_add (self->chunks, g_malloc (CHUNK_BYTES));
      self->n_left = CHUNK_BYTES;
    }
  chunk = g_ptr_array_index (self->chunks, self->chunks->len - 1);
  self->n_left -= size;
  self->n_bytes += size;

  return (Kept *) (gpointer) (chunk + self->n_left);
}

void
plim_log_identities_add (PlimLogIdentities   *self,
                         const PlimLogStatic *statics)
{
  guint place = plim_number_index_find (self->crafts, statics->craft);
  Kept *newest = place != G_MAXUINT ? g_ptr_array_index (self->newest, place) : NULL;
  Kept *kept;
  gsize size;

  collect_words (self, statics);
  for (kept = newest; kept != NULL && !says (kept, statics, self->words); kept = kept->before);
  if (kept != NULL)
    {
      extend (kept, statics->time_s);
      return;
    }

  size = (sizeof *kept + self->words->len + G_ALIGNOF (Kept) - 1) / G_ALIGNOF (Kept) * G_ALIGNOF (Kept);
  if ((newest != NULL && newest->n_before + 1 >= PLIM_LOG_IDENTITIES_MAX) || self->all->len >= ALL_MAX || self->n_bytes + size > BYTES_MAX
      || size > CHUNK_BYTES)
    {
      self->n_dropped++;
      return;
    }

  if (newest == NULL)
    {
      place = plim_number_index_add (self->crafts, statics->craft);
      g_ptr_array_add (self->newest, NULL);
    }
  kept = allocate (self, size);
  *kept = (Kept) {
    .before = newest, .first_s = statics->time_s, .last_s = statics->time_s, .craft = statics->craft,
    .n_before = newest != NULL ? newest->n_before + 1 : 0, .n_words = (guint16) self->words->len,
    .length_m = statics->length_m, .width_m = statics->width_m, .draught_tenths = statics->draught_tenths,
  };
  memcpy (kept->words, self->words->data, self->words->len);
  g_ptr_array_index (self->newest, place) = kept;
  g_ptr_array_add (self->all, kept);
}

/* Ties keep the order of the file: the sort is stable. */
static int
compare_kept (gconstpointer a,
              gconstpointer b)
{
  const Kept *first = *(Kept * const *) a, *second = *(Kept * const *) b;

  if (first->craft != second->craft)
    return first->craft < second->craft ? -1 : 1;

  return first->first_s < second->first_s ? -1 : first->first_s > second->first_s;
}

guint
plim_log_identities_sort (PlimLogIdentities *self)
{
  g_ptr_array_sort (self->all, compare_kept);

  return self->all->len;
}

PlimLogIdentity
plim_log_identities_get (PlimLogIdentities *self,
                         guint              index)
{
  const Kept *kept = g_ptr_array_index (self->all, index);
  const char *texts[N_TEXTS], *at = kept->words;

  for (guint i = 0; i < N_TEXTS; i++, at += strlen (at) + 1)
    texts[i] = *at != '\0' ? at : NULL;

  return (PlimLogIdentity) {
    .craft = kept->craft, .first_s = kept->first_s, .last_s = kept->last_s,
    .statics = {
      .craft = kept->craft, .time_s = kept->first_s, .imo = texts[IMO], .name = texts[NAME], .callsign = texts[CALLSIGN],
      .destination = texts[DESTINATION], .ship_type = texts[SHIP_TYPE], .length_m = kept->length_m, .width_m = kept->width_m,
      .draught_tenths = kept->draught_tenths,
    },
  };
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
