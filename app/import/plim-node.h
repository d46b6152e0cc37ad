/* plim-node.h: one element of a report, as it was read */

#pragma once

#include "app/import/plim-grammar.h"

G_BEGIN_DECLS

typedef struct _PlimNode PlimNode;

typedef struct
{
  PlimAttribute  attribute;
  const char    *value;
} PlimNodeValue;

/**
 * PlimNode:
 * @line, @column: where its start tag begins, from 1, the column in characters
 * @values: what is known of its attributes, in the order of PlimAttribute; see plim_node_get()
 * @text: without the blanks around it; %NULL where there is none
 * @children: (element-type PlimNode): in the order of the document. Never %NULL; read it with ->len and
 *   g_ptr_array_index() alone
 *
 * A node and all it points to lie in one PlimNodeArena and go with it.
 */
struct _PlimNode
{
  PlimElementKind  kind;
  guint            line;
  guint            column;
  guint            n_values;
  PlimNodeValue   *values;
  const char      *text;
  GPtrArray       *children;

  PlimNode        *next_sibling;
  PlimNode        *last_child;
};

/** The value, or %NULL where it is unknown: empty and missing are the same. */
const char *plim_node_get             (const PlimNode *self,
                                       PlimAttribute   attribute);

/**
 * plim_node_update_checksum:
 *
 * Feeds the node's content: name, known attributes in the order of PlimAttribute, text, children
 * in order. Two nodes that differ only in where they stand, in the order of their
 * attributes or in the blanks between elements feed the same bytes. Fixes of a track are not children: feed
 * them beside it where they matter.
 */
void        plim_node_update_checksum (const PlimNode *self,
                                       GChecksum      *checksum);

/**
 * PlimNodeArena:
 *
 * Memory for the nodes of one record, taken in big pieces and given back at once.
 */
typedef struct _PlimNodeArena PlimNodeArena;

PlimNodeArena *plim_node_arena_new      (void);
void           plim_node_arena_free     (PlimNodeArena *self);

/** Forgets all nodes and keeps the memory for the next ones. */
void           plim_node_arena_clear    (PlimNodeArena *self);
gpointer       plim_node_arena_alloc    (PlimNodeArena *self,
                                         gsize          size);
PlimNode      *plim_node_arena_new_node (PlimNodeArena *self,
                                         PlimElementKind kind);

/** Adds @child behind the other children of @parent; they are listed by plim_node_close(). */
void           plim_node_append         (PlimNode      *parent,
                                         PlimNode      *child);

/** Fills @node->children, once no more of them will come. */
void           plim_node_close          (PlimNode      *node,
                                         PlimNodeArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNodeArena, plim_node_arena_free)

G_END_DECLS
