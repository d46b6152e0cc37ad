#include "config.h"

#include "app/import/plim-static-cache.h"

/* Of more craft than a day has, some are told twice: whoever hears it keeps it once. */
#define HELD_MAX 100000

typedef struct
{
  PlimLogStatic statics;      /* its texts are its own */
  guint64       mark;
  gint64        first_s, last_s;
} Held;

struct _PlimStaticCache
{
  PlimRecordWriter *writer;
  GHashTable       *held;     /* craft → Held */
  Held             *last;     /* rows of one craft often follow each other */
  guint32           last_craft;
};

static void
free_held (gpointer data)
{
  Held *held = data;

  g_free ((char *) held->statics.imo);
  g_free ((char *) held->statics.name);
  g_free ((char *) held->statics.callsign);
  g_free ((char *) held->statics.destination);
  g_free ((char *) held->statics.ship_type);
  g_free (held);
}

static void
tell (PlimStaticCache *self,
      const Held      *held)
{
  PlimLogStatic statics = held->statics;

  if (statics.imo == NULL && statics.name == NULL && statics.callsign == NULL && statics.destination == NULL
      && statics.ship_type == NULL && statics.length_m < 0 && statics.width_m < 0 && statics.draught_tenths < 0)
    return;
  statics.time_s = held->first_s;
  plim_record_writer_static (self->writer, &statics);
  if (held->last_s != held->first_s)
    {
      statics.time_s = held->last_s;
      plim_record_writer_static (self->writer, &statics);
    }
}

static Held *
find (PlimStaticCache *self,
      guint32          craft)
{
  if (self->last == NULL || self->last_craft != craft)
    {
      self->last = g_hash_table_lookup (self->held, GUINT_TO_POINTER (craft));
      self->last_craft = craft;
    }

  return self->last;
}

/* A time that is not known is no bound. */
static void
extend (Held   *held,
        gint64  time_s)
{
  if (time_s == G_MININT64)
    return;
  held->first_s = held->first_s == G_MININT64 ? time_s : MIN (held->first_s, time_s);
  held->last_s = MAX (held->last_s, time_s);
}

PlimStaticCache *
plim_static_cache_new (PlimRecordWriter *writer)
{
  PlimStaticCache *self = g_new0 (PlimStaticCache, 1);

  self->writer = writer;
  self->held = g_hash_table_new_full (NULL, NULL, NULL, free_held);

  return self;
}

void
plim_static_cache_free (PlimStaticCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->held);
  g_free (self);
}

gboolean
plim_static_cache_touch (PlimStaticCache *self,
                         guint32          craft,
                         guint64          mark,
                         gint64           time_s)
{
  Held *held = find (self, craft);

  if (held == NULL || held->mark != mark)
    return FALSE;
  extend (held, time_s);

  return TRUE;
}

static gboolean
is_same (const PlimLogStatic *a,
         const PlimLogStatic *b)
{
  return g_strcmp0 (a->imo, b->imo) == 0 && g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->callsign, b->callsign) == 0
         && g_strcmp0 (a->destination, b->destination) == 0 && g_strcmp0 (a->ship_type, b->ship_type) == 0
         && a->length_m == b->length_m && a->width_m == b->width_m && a->draught_tenths == b->draught_tenths;
}

/* Whether @new says all that @old says, and nothing against it. */
static gboolean
says_no_less (const PlimLogStatic *new,
              const PlimLogStatic *old)
{
#define HOLDS(field) (old->field == NULL || g_strcmp0 (old->field, new->field) == 0)
  return HOLDS (imo) && HOLDS (name) && HOLDS (callsign) && HOLDS (destination) && HOLDS (ship_type)
         && (old->length_m < 0 || old->length_m == new->length_m) && (old->width_m < 0 || old->width_m == new->width_m)
         && (old->draught_tenths < 0 || old->draught_tenths == new->draught_tenths);
#undef HOLDS
}

static PlimLogStatic
merge_with (const PlimLogStatic *old,
            const PlimLogStatic *new)
{
  PlimLogStatic merged = *new;

#define KEEP(field) if (merged.field == NULL) merged.field = old->field
  KEEP (imo);
  KEEP (name);
  KEEP (callsign);
  KEEP (destination);
  KEEP (ship_type);
#undef KEEP
  if (merged.length_m < 0)
    merged.length_m = old->length_m;
  if (merged.width_m < 0)
    merged.width_m = old->width_m;
  if (merged.draught_tenths < 0)
    merged.draught_tenths = old->draught_tenths;

  return merged;
}

void
plim_static_cache_add (PlimStaticCache     *self,
                       const PlimLogStatic *statics,
                       gboolean             merge,
                       guint64              mark)
{
  Held *old = find (self, statics->craft);
  PlimLogStatic whole = merge && old != NULL ? merge_with (&old->statics, statics) : *statics;
  Held *held;

  if (old != NULL && is_same (&old->statics, &whole))
    {
      old->mark = mark;
      extend (old, statics->time_s);
      return;
    }
  held = g_new0 (Held, 1);
  held->statics = whole;
  held->statics.imo = g_strdup (whole.imo);
  held->statics.name = g_strdup (whole.name);
  held->statics.callsign = g_strdup (whole.callsign);
  held->statics.destination = g_strdup (whole.destination);
  held->statics.ship_type = g_strdup (whole.ship_type);
  held->mark = mark;
  held->first_s = held->last_s = statics->time_s;

  if (old != NULL && merge && says_no_less (&whole, &old->statics))
    /* The half that was said before the other is no identity of its own. */
    extend (held, old->first_s);
  else if (old != NULL)
    tell (self, old);
  if (g_hash_table_size (self->held) >= HELD_MAX)
    plim_static_cache_finish (self);
  g_hash_table_insert (self->held, GUINT_TO_POINTER (statics->craft), held);
  self->last = held;
  self->last_craft = statics->craft;
}

void
plim_static_cache_finish (PlimStaticCache *self)
{
  GHashTableIter iter;
  gpointer held;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    tell (self, held);
  g_hash_table_remove_all (self->held);
  self->last = NULL;
}
