#include "config.h"

#include "app/store/plim-number-index.h"

#include <string.h>

#define BITS_FIRST 8
#define EMPTY       G_MAXUINT32

struct _PlimNumberIndex
{
  GArray  *numbers;     /* guint32 */
  guint32 *slots;       /* places */
  guint    bits;        /* of the count of slots, a power of two */
};

static void
make_slots (PlimNumberIndex *self,
            guint            bits)
{
  self->bits = bits;
  self->slots = g_new (guint32, (gsize) 1 << bits);
  memset (self->slots, 0xff, sizeof (guint32) << bits);
}

/* Where the number is, or would be. Numbers of one country follow each other: the product's high bits spread them. */
static gsize
find_slot (const PlimNumberIndex *self,
           guint32                number)
{
  const guint32 *numbers = (const guint32 *) (gpointer) self->numbers->data;
  gsize slot = (guint32) (number * 2654435769u) >> (32 - self->bits);

  while (self->slots[slot] != EMPTY && numbers[self->slots[slot]] != number)
    slot = (slot + 1) & (((gsize) 1 << self->bits) - 1);

  return slot;
}

static void
grow (PlimNumberIndex *self)
{
  g_free (self->slots);
  make_slots (self, self->bits + 1);
  for (guint i = 0; i < self->numbers->len; i++)
    self->slots[find_slot (self, g_array_index (self->numbers, guint32, i))] = i;
}

PlimNumberIndex *
plim_number_index_new (void)
{
  PlimNumberIndex *self = g_new0 (PlimNumberIndex, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  make_slots (self, BITS_FIRST);

  return self;
}

void
plim_number_index_free (PlimNumberIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->numbers);
  g_free (self->slots);
  g_free (self);
}

guint
plim_number_index_get_length (const PlimNumberIndex *self)
{
  return self->numbers->len;
}

guint32
plim_number_index_get_number (const PlimNumberIndex *self,
                              guint                  place)
{
  return g_array_index (self->numbers, guint32, place);
}

guint
plim_number_index_find (const PlimNumberIndex *self,
                        guint32                number)
{
  /* An empty slot says EMPTY, which is G_MAXUINT. */
  return self->slots[find_slot (self, number)];
}

guint
plim_number_index_add (PlimNumberIndex *self,
                       guint32          number)
{
  gsize slot = find_slot (self, number);

  if (self->slots[slot] != EMPTY)
    return self->slots[slot];

  if (self->numbers->len >= ((gsize) 3 << self->bits) / 4)
    {
      grow (self);
      slot = find_slot (self, number);
    }
  self->slots[slot] = self->numbers->len;
  g_array_append_val (self->numbers, number);

  return self->numbers->len - 1;
}
