#include "config.h"

#include "app/import/plim-node.h"

#include <string.h>

#define PIECE_BYTES 16384

/* Pieces are kept in a list; all are of PIECE_BYTES but those for one big thing. */
struct _PlimNodeArena
{
  GPtrArray *pieces;
  GPtrArray *big;
  guint      piece;
  gsize      used;
};

static GPtrArray no_children = { NULL, 0 };

PlimNodeArena *
plim_node_arena_new (void)
{
  PlimNodeArena *self = g_new0 (PlimNodeArena, 1);

  self->pieces = g_ptr_array_new_with_free_func (g_free);
  self->big = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->pieces, g_malloc (PIECE_BYTES));

  return self;
}

void
plim_node_arena_free (PlimNodeArena *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pieces);
  g_ptr_array_unref (self->big);
  g_free (self);
}

void
plim_node_arena_clear (PlimNodeArena *self)
{
  g_ptr_array_set_size (self->big, 0);
  /* One huge record does not keep its memory for ever. */
  if (self->pieces->len > 64)
    g_ptr_array_set_size (self->pieces, 64);
  self->piece = 0;
  self->used = 0;
}

gpointer
plim_node_arena_alloc (PlimNodeArena *self,
                       gsize          size)
{
  gpointer memory;

  size = (size + 7) & ~(gsize) 7;
  if (size > PIECE_BYTES / 4)
    {
      memory = g_malloc (size);
      g_ptr_array_add (self->big, memory);
      return memory;
    }
  if (self->used + size > PIECE_BYTES)
    {
      self->piece++;
      self->used = 0;
      if (self->piece == self->pieces->len)
        g_ptr_array_add (self->pieces, g_malloc (PIECE_BYTES));
    }
  memory = (char *) g_ptr_array_index (self->pieces, self->piece) + self->used;
  self->used += size;

  return memory;
}

PlimNode *
plim_node_arena_new_node (PlimNodeArena   *self,
                          PlimElementKind  kind)
{
  PlimNode *node = plim_node_arena_alloc (self, sizeof (PlimNode));

  memset (node, 0, sizeof *node);
  node->kind = kind;
  node->children = &no_children;

  return node;
}

/* The last child points at the first, so that both ends are at hand. */
void
plim_node_append (PlimNode *parent,
                  PlimNode *child)
{
  if (parent->last_child == NULL)
    child->next_sibling = child;
  else
    {
      child->next_sibling = parent->last_child->next_sibling;
      parent->last_child->next_sibling = child;
    }
  parent->last_child = child;
}

void
plim_node_close (PlimNode      *node,
                 PlimNodeArena *arena)
{
  guint n = 0;
  PlimNode *child = node->last_child;

  if (child == NULL)
    return;
  do
    {
      child = child->next_sibling;
      n++;
    }
  while (child != node->last_child);

  node->children = plim_node_arena_alloc (arena, sizeof (GPtrArray));
  node->children->pdata = plim_node_arena_alloc (arena, n * sizeof (gpointer));
  node->children->len = n;
  for (guint i = 0; i < n; i++)
    {
      child = child->next_sibling;
      node->children->pdata[i] = child;
    }
}

const char *
plim_node_get (const PlimNode *self,
               PlimAttribute   attribute)
{
  for (guint i = 0; i < self->n_values; i++)
    if (self->values[i].attribute == attribute)
      return self->values[i].value;
  return NULL;
}

/* XML has no characters below 9, so that these bytes cannot be counterfeited by content. */
void
plim_node_update_checksum (const PlimNode *self,
                           GChecksum      *checksum)
{
  const char *name = plim_grammar_get_element (self->kind)->name;

  g_checksum_update (checksum, (const guchar *) "\1", 1);
  g_checksum_update (checksum, (const guchar *) name, strlen (name));
  for (guint i = 0; i < self->n_values; i++)
    {
      name = plim_grammar_attribute_name (self->values[i].attribute);
      g_checksum_update (checksum, (const guchar *) "\2", 1);
      g_checksum_update (checksum, (const guchar *) name, strlen (name));
      g_checksum_update (checksum, (const guchar *) "\3", 1);
      g_checksum_update (checksum, (const guchar *) self->values[i].value, strlen (self->values[i].value));
    }
  if (self->text != NULL)
    {
      g_checksum_update (checksum, (const guchar *) "\4", 1);
      g_checksum_update (checksum, (const guchar *) self->text, strlen (self->text));
    }
  for (guint i = 0; i < self->children->len; i++)
    plim_node_update_checksum (g_ptr_array_index (self->children, i), checksum);
  g_checksum_update (checksum, (const guchar *) "\5", 1);
}
