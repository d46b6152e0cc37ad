/* plim-test-marks.h: what marks and words a picture has, and whether two have the same */

#pragma once

#include <math.h>
#include <string.h>

#include "app/scene/plim-scene.h"

/* What is written as text is rounded to a hundredth of a millimetre; the way there rounds too. */
#define PLIM_TEST_SAME_MM 0.02

static inline const PlimShape *
plim_test_next_mark (PlimScene *scene,
                     guint     *at)
{
  while (*at < plim_scene_get_n_shapes (scene))
    {
      const PlimShape *shape = plim_scene_get_shape (scene, (*at)++);

      if (plim_shape_is_mark (shape))
        return shape;
    }

  return NULL;
}

static inline gboolean
plim_test_has_text (PlimScene  *scene,
                    const char *part)
{
  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->kind == PLIM_SHAPE_TEXT && strstr (shape->text, part) != NULL)
        return TRUE;
    }

  return FALSE;
}

static inline guint
plim_test_count_marks (PlimScene *scene)
{
  guint at = 0, n = 0;

  while (plim_test_next_mark (scene, &at) != NULL)
    n++;

  return n;
}

/** The same shapes in the same order, place, style and colour, with the same claims and words. */
static inline void
plim_test_compare_marks (PlimScene *a,
                         PlimScene *b)
{
  guint at_a = 0, at_b = 0;

  g_assert_cmpuint (plim_test_count_marks (a), ==, plim_test_count_marks (b));
  for (;;)
    {
      const PlimShape *one = plim_test_next_mark (a, &at_a), *other = plim_test_next_mark (b, &at_b);

      if (one == NULL)
        return;
      g_assert_cmpint (one->kind, ==, other->kind);
      g_assert_cmpint (one->style, ==, other->style);
      g_assert_cmpuint (one->series, ==, other->series);
      g_assert_cmpstrv (one->claims, other->claims);
      g_assert_cmpstr (one->label, ==, other->label);
      if (one->kind != PLIM_SHAPE_PATH)
        {
          g_assert_cmpfloat_with_epsilon (one->x, other->x, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (one->y, other->y, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (one->w, other->w, PLIM_TEST_SAME_MM);
          continue;
        }
      g_assert_cmpuint (one->points->len, ==, other->points->len);
      for (guint i = 0; i < one->points->len; i++)
        {
          const PlimPathPoint *p = &g_array_index (one->points, PlimPathPoint, i);
          const PlimPathPoint *q = &g_array_index (other->points, PlimPathPoint, i);

          g_assert_cmpint (p->verb, ==, q->verb);
          g_assert_cmpfloat_with_epsilon (p->x, q->x, PLIM_TEST_SAME_MM);
          g_assert_cmpfloat_with_epsilon (p->y, q->y, PLIM_TEST_SAME_MM);
        }
    }
}
