#include "config.h"

#include "app/import/plim-grammar-walk.h"

#include <glib/gi18n.h>
#include <string.h>

#define EXCERPT_CHARACTERS 60

static const PlimGrammarElement *
get_element (const PlimGrammarWalk *self)
{
  return plim_grammar_get_element (self->levels[self->depth - 1].kind);
}

static int
find_child_index (const PlimGrammarElement *element,
                  PlimElementKind           kind)
{
  for (guint i = 0; i < element->n_children; i++)
    if (element->children[i].kind == kind)
      return i;
  return -1;
}

static gboolean
check_place (PlimGrammarWalk  *self,
             PlimElementKind   kind,
             char            **problem_out)
{
  const PlimGrammarElement *element;
  const char *name = plim_grammar_get_element (kind)->name;
  g_autofree char *expected = NULL;
  guint *position, *seen;
  int i;

  if (self->depth == 0)
    {
      if (kind == PLIM_ELEMENT_REPORT && !self->is_over)
        return TRUE;
      *problem_out = g_strdup_printf (_("expected “report”, found “%s”"), name);
      return FALSE;
    }

  element = get_element (self);
  i = find_child_index (element, kind);
  if (i < 0 || self->depth == PLIM_GRAMMAR_WALK_DEPTH)
    {
      expected = plim_grammar_walk_expected (self);
      *problem_out = g_strdup_printf (_("“%s” may not stand in “%s”; expected %s"), name, element->name, expected);
      return FALSE;
    }

  position = &self->levels[self->depth - 1].position;
  seen = &self->levels[self->depth - 1].seen;
  if ((*seen & (1u << i)) != 0 && !element->children[i].repeatable)
    {
      *problem_out = g_strdup_printf (_("a second “%s” in “%s”, where one may stand"), name, element->name);
      return FALSE;
    }
  if (element->content == PLIM_CONTENT_IN_ORDER)
    {
      if ((guint) i < *position)
        {
          *problem_out = g_strdup_printf (_("“%s” comes after “%s”, but must come before it"), name,
                                          plim_grammar_get_element (element->children[*position].kind)->name);
          return FALSE;
        }
      for (guint before = *position; before < (guint) i; before++)
        if (element->children[before].required && (*seen & (1u << before)) == 0)
          {
            *problem_out = g_strdup_printf (_("expected “%s” before “%s”"),
                                            plim_grammar_get_element (element->children[before].kind)->name, name);
            return FALSE;
          }
      *position = i;
    }
  *seen |= 1u << i;

  return TRUE;
}

static gboolean
check_values (PlimElementKind       kind,
              const PlimNodeValue  *values,
              guint                 n_values,
              char                **problem_out)
{
  const PlimGrammarElement *element = plim_grammar_get_element (kind);
  guint n_required = 0;

  for (guint i = 0; i < n_values; i++)
    {
      const PlimGrammarAttribute *rule = plim_grammar_find_attribute (element, values[i].attribute);
      g_autofree char *expected = NULL;

      if (rule == NULL)
        {
          *problem_out = g_strdup_printf (_("“%s” has no attribute “%s”"), element->name,
                                          plim_grammar_attribute_name (values[i].attribute));
          return FALSE;
        }
      if (!plim_grammar_check_value (rule->type, values[i].value, &expected))
        {
          g_autofree char *excerpt = plim_grammar_walk_excerpt (values[i].value);

          *problem_out = g_strdup_printf (_("%s=“%s”: expected %s"), plim_grammar_attribute_name (rule->attribute),
                                          excerpt, expected);
          return FALSE;
        }
      n_required += rule->required;
    }

  for (guint i = 0; i < element->n_attributes; i++)
    n_required -= element->attributes[i].required;
  if (n_required == 0)
    return TRUE;

  for (guint i = 0; i < element->n_attributes; i++)
    {
      gboolean found = !element->attributes[i].required;

      for (guint j = 0; j < n_values; j++)
        found |= values[j].attribute == element->attributes[i].attribute;
      if (!found)
        {
          *problem_out = g_strdup_printf (_("“%s” needs the attribute “%s”"), element->name,
                                          plim_grammar_attribute_name (element->attributes[i].attribute));
          return FALSE;
        }
    }
  return TRUE;
}

PlimElementKind
plim_grammar_walk_get_kind (const PlimGrammarWalk *self)
{
  return self->depth == 0 ? PLIM_ELEMENT_NONE : self->levels[self->depth - 1].kind;
}

PlimElementKind
plim_grammar_walk_find_child (const PlimGrammarWalk *self,
                              const char            *name)
{
  const PlimGrammarElement *element;

  if (self->depth == 0)
    return strcmp (name, "report") == 0 ? PLIM_ELEMENT_REPORT : PLIM_ELEMENT_NONE;

  element = get_element (self);
  for (guint i = 0; i < element->n_children; i++)
    if (strcmp (plim_grammar_get_element (element->children[i].kind)->name, name) == 0)
      return element->children[i].kind;
  return PLIM_ELEMENT_NONE;
}

gboolean
plim_grammar_walk_enter (PlimGrammarWalk      *self,
                         PlimElementKind       kind,
                         const PlimNodeValue  *values,
                         guint                 n_values,
                         char                **problem_out)
{
  if (!check_place (self, kind, problem_out) || !check_values (kind, values, n_values, problem_out))
    return FALSE;

  memset (&self->levels[self->depth], 0, sizeof self->levels[0]);
  self->levels[self->depth++].kind = kind;

  return TRUE;
}

gboolean
plim_grammar_walk_text (PlimGrammarWalk  *self,
                        const char       *text,
                        char            **problem_out)
{
  const PlimGrammarElement *element;
  g_autofree char *excerpt = NULL;
  g_autofree char *expected = NULL;

  g_return_val_if_fail (self->depth > 0, FALSE);

  element = get_element (self);
  excerpt = plim_grammar_walk_excerpt (text);
  if (element->content != PLIM_CONTENT_TEXT || self->levels[self->depth - 1].has_text)
    {
      *problem_out = g_strdup_printf (_("text may not stand in “%s”; found “%s”"), element->name, excerpt);
      return FALSE;
    }
  if (!plim_grammar_check_value (element->text_type, text, &expected))
    {
      *problem_out = g_strdup_printf (_("expected %s, found “%s”"), expected, excerpt);
      return FALSE;
    }
  self->levels[self->depth - 1].has_text = TRUE;

  return TRUE;
}

gboolean
plim_grammar_walk_leave (PlimGrammarWalk  *self,
                         char            **problem_out)
{
  const PlimGrammarElement *element;

  g_return_val_if_fail (self->depth > 0, FALSE);

  element = get_element (self);
  if (element->text_required && !self->levels[self->depth - 1].has_text)
    {
      *problem_out = g_strdup_printf (_("“%s” is empty; expected text"), element->name);
      return FALSE;
    }
  for (guint i = 0; i < element->n_children; i++)
    if (element->children[i].required && (self->levels[self->depth - 1].seen & (1u << i)) == 0)
      {
        *problem_out = g_strdup_printf (_("“%s” needs the element “%s”"), element->name,
                                        plim_grammar_get_element (element->children[i].kind)->name);
        return FALSE;
      }
  self->depth--;
  self->is_over = self->depth == 0;

  return TRUE;
}

char *
plim_grammar_walk_expected (const PlimGrammarWalk *self)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const PlimGrammarElement *element;

  if (self->depth == 0)
    return g_strdup ("report");

  element = get_element (self);
  if (element->content == PLIM_CONTENT_EMPTY)
    return g_strdup (_("nothing"));
  if (element->content == PLIM_CONTENT_TEXT)
    return g_strdup (_("text"));
  for (guint i = 0; i < element->n_children; i++)
    {
      if (element->content == PLIM_CONTENT_IN_ORDER && i < self->levels[self->depth - 1].position)
        continue;
      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, plim_grammar_get_element (element->children[i].kind)->name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
plim_grammar_walk_excerpt (const char *found)
{
  g_autofree char *valid = NULL;
  gsize length = strlen (found);
  char *end;

  /* Only the beginning is looked at: a text may be megabytes. */
  valid = g_utf8_make_valid (found, MIN (length, EXCERPT_CHARACTERS * 6));
  g_strdelimit (valid, "\t\r\n", ' ');
  if (g_utf8_strlen (valid, -1) <= EXCERPT_CHARACTERS)
    return g_steal_pointer (&valid);
  end = g_utf8_offset_to_pointer (valid, EXCERPT_CHARACTERS - 1);
  *end = '\0';

  return g_strconcat (valid, "…", NULL);
}
