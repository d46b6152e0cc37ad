#include "config.h"

#include "app/import/plim-id-set.h"

struct _PlimIdSet
{
  guint64 *slots;   /* 0 is an empty one */
  gsize    n_slots; /* a power of two */
  gsize    n_used;
};

/* FNV-1a, then a finaliser, since the lowest bits choose the slot. */
static guint64
hash_id (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *id != '\0'; id++)
    hash = (hash ^ (guchar) *id) * G_GUINT64_CONSTANT (0x100000001b3);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 33;

  return hash != 0 ? hash : 1;
}

static gboolean
insert (PlimIdSet *self,
        guint64    hash)
{
  gsize slot = hash & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      if (self->slots[slot] == hash)
        return FALSE;
      slot = (slot + 1) & (self->n_slots - 1);
    }
  self->slots[slot] = hash;
  self->n_used++;

  return TRUE;
}

static void
grow (PlimIdSet *self)
{
  guint64 *old = self->slots;
  gsize n_old = self->n_slots;

  self->n_slots = n_old * 2;
  self->slots = g_new0 (guint64, self->n_slots);
  self->n_used = 0;
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != 0)
      insert (self, old[i]);
  g_free (old);
}

PlimIdSet *
plim_id_set_new (void)
{
  PlimIdSet *self = g_new0 (PlimIdSet, 1);

  self->n_slots = 1024;
  self->slots = g_new0 (guint64, self->n_slots);

  return self;
}

void
plim_id_set_free (PlimIdSet *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self);
}

gboolean
plim_id_set_add (PlimIdSet  *self,
                 const char *id)
{
  if (self->n_used >= self->n_slots / 4 * 3)
    grow (self);

  return insert (self, hash_id (id));
}
