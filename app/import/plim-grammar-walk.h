/* plim-grammar-walk.h: follows a report element by element and says where it leaves the grammar */

#pragma once

#include "app/import/plim-grammar.h"
#include "app/import/plim-node.h"

G_BEGIN_DECLS

/* report, movements, route, leg, via. */
#define PLIM_GRAMMAR_WALK_DEPTH 6

/**
 * PlimGrammarWalk:
 *
 * Where in a report one is. The child process walks along what it reads, the parent along what
 * the child hands over: neither trusts the other's walk.
 */
typedef struct
{
  struct
  {
    PlimElementKind kind;
    guint           position;
    guint           seen;
    gboolean        has_text;
  } levels[PLIM_GRAMMAR_WALK_DEPTH];
  guint depth;
  gboolean is_over;
} PlimGrammarWalk;

/** The element one is in, or %PLIM_ELEMENT_NONE outside the report. */
PlimElementKind plim_grammar_walk_get_kind   (const PlimGrammarWalk  *self);

/** The kind that @name is here, or %PLIM_ELEMENT_NONE. */
PlimElementKind plim_grammar_walk_find_child (const PlimGrammarWalk  *self,
                                              const char             *name);

/** Goes into an element. @values are in the order of PlimAttribute, trimmed, and none is empty. */
gboolean        plim_grammar_walk_enter      (PlimGrammarWalk        *self,
                                              PlimElementKind         kind,
                                              const PlimNodeValue    *values,
                                              guint                   n_values,
                                              char                  **problem_out);

/** The text of the element one is in: trimmed, not empty, and only once. */
gboolean        plim_grammar_walk_text       (PlimGrammarWalk        *self,
                                              const char             *text,
                                              char                  **problem_out);

/** Leaves the element one is in. */
gboolean        plim_grammar_walk_leave      (PlimGrammarWalk        *self,
                                              char                  **problem_out);

/** Names of what may stand here next, for a message: "about", or "source, place". */
char           *plim_grammar_walk_expected   (const PlimGrammarWalk  *self);

/** The beginning of what was found, fit to stand in a message. */
char           *plim_grammar_walk_excerpt    (const char             *found);

G_END_DECLS
