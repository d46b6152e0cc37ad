#include "config.h"

#include <string.h>

#include "app/scene/plim-scene.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

typedef struct
{
  PlimScene *scene;
  PlimClaim *early;
  PlimClaim *late;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->scene = plim_scene_new (100, 80);
  fixture->early = plim_test_claim_new ("EX/1", "a", NULL);
  fixture->late = plim_test_claim_new ("EX/0", "b", NULL);
  plim_period_parse ("2031-05", NULL, &fixture->late->known);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  plim_scene_unref (fixture->scene);
  plim_claim_unref (fixture->early);
  plim_claim_unref (fixture->late);
}

static PlimShape *
add_marked_rect (Fixture *fixture,
                 double   x,
                 double   y,
                 double   w,
                 double   h,
                 guint    group)
{
  PlimShape *shape = plim_scene_add_rect (fixture->scene, PLIM_STYLE_NOTIFIED, x, y, w, h);

  shape->group = group;
  plim_scene_mark (fixture->scene, shape, g_strdup ("a bar"), fixture->early, NULL);

  return shape;
}

static void
test_claims (Fixture       *fixture,
             gconstpointer  data)
{
  PlimShape *shape = plim_scene_add_rect (fixture->scene, PLIM_STYLE_NOTIFIED, 10, 70, 5, -20);
  GPtrArray *claims;

  g_assert_false (plim_shape_is_mark (shape));
  g_assert_cmpint (plim_scene_get_as_of (fixture->scene), ==, 0);

  plim_scene_mark (fixture->scene, shape, g_strdup ("one\ntwo"), fixture->early, fixture->late, fixture->early, NULL);
  g_assert_true (plim_shape_is_mark (shape));
  g_assert_cmpint (g_strv_length (shape->claims), ==, 2);
  g_assert_cmpstr (shape->label, ==, "one two");
  /* A negative height is the same rectangle the other way up. */
  g_assert_cmpfloat (shape->y, ==, 50);
  g_assert_cmpfloat (shape->h, ==, 20);

  claims = plim_scene_get_claims (fixture->scene);
  g_assert_cmpint (claims->len, ==, 2);
  g_assert_true (g_ptr_array_index (claims, 0) == fixture->late);
  g_assert_true (g_ptr_array_index (claims, 1) == fixture->early);
  g_assert_cmpint (plim_scene_get_as_of (fixture->scene), ==, plim_day_from_ymd (2031, 5, 31));
}

/* The same claim read twice from the store is one claim. */
static void
test_one_claim_read_twice (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(PlimClaim) again = plim_test_claim_new ("EX/1", "a", NULL);
  PlimShape *shape = plim_scene_add_circle (fixture->scene, PLIM_STYLE_PORT, 5, 5, 1);

  plim_scene_mark (fixture->scene, shape, g_strdup ("twice"), fixture->early, again, NULL);
  g_assert_cmpint (g_strv_length (shape->claims), ==, 1);
  g_assert_cmpint (plim_scene_get_claims (fixture->scene)->len, ==, 1);
}

static void
test_mark_needs_a_claim (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autofree char *label = g_strdup ("nobody said so");
  PlimShape *shape = plim_scene_add_circle (fixture->scene, PLIM_STYLE_PORT, 5, 5, 1);

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*claims->len > 0*");
  plim_scene_mark_many (fixture->scene, shape, label, none);
  g_test_assert_expected_messages ();
  g_assert_false (plim_shape_is_mark (shape));
}

static void
test_pick (Fixture       *fixture,
           gconstpointer  data)
{
  PlimScene *scene = fixture->scene;
  PlimShape *line;
  PlimShape *ring;

  add_marked_rect (fixture, 10, 20, 10, 50, 0);                                       /* 0 */
  add_marked_rect (fixture, 22, 20, 10, 50, 0);                                       /* 1 */
  plim_scene_add_rect (scene, PLIM_STYLE_BAN, 0, 0, 100, 80);                         /* 2: not a mark */
  line = plim_scene_add_line (scene, PLIM_STYLE_CAP, 0, 40, 100, 40);                 /* 3 */
  plim_scene_mark (scene, line, g_strdup ("cap"), fixture->late, NULL);
  ring = plim_scene_add_path (scene, PLIM_STYLE_ROUTE_SUSPECTED);                     /* 4 */
  plim_shape_move_to (ring, 60, 50);
  plim_shape_line_to (ring, 90, 50);
  plim_shape_line_to (ring, 90, 75);
  plim_shape_close (ring);
  plim_scene_mark (scene, ring, g_strdup ("route"), fixture->late, NULL);
  plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_SIGHTING, 50, 15, 8),  /* 5 */
                   g_strdup ("seen"), fixture->late, NULL);
  plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_PORT, 52, 15, 0.5),    /* 6 */
                   g_strdup ("port"), fixture->late, NULL);

  g_assert_cmpint (plim_scene_pick (scene, 15, 60, 3), ==, 0);
  g_assert_cmpint (plim_scene_pick (scene, 31, 60, 3), ==, 1);
  /* On one bar, near the next: the one beneath the pointer. */
  g_assert_cmpint (plim_scene_pick (scene, 19.5, 60, 3), ==, 0);
  g_assert_cmpint (plim_scene_pick (scene, 22.2, 60, 3), ==, 1);
  /* Between them: the nearer. */
  g_assert_cmpint (plim_scene_pick (scene, 20.5, 60, 3), ==, 0);
  /* A thin line is picked beside it too, over a bar only from close by. */
  g_assert_cmpint (plim_scene_pick (scene, 15, 40.9, 3), ==, 3);
  g_assert_cmpint (plim_scene_pick (scene, 15, 43, 3), ==, 0);
  g_assert_cmpint (plim_scene_pick (scene, 45, 42, 3), ==, 3);
  g_assert_cmpint (plim_scene_pick (scene, 45, 46, 3), ==, -1);
  /* A route is its line, not what it encloses. */
  g_assert_cmpint (plim_scene_pick (scene, 75, 50.1, 0.5), ==, 4);
  g_assert_cmpint (plim_scene_pick (scene, 85, 57, 0.5), ==, -1);
  g_assert_cmpint (plim_scene_pick (scene, 75, 62.5, 0.5), ==, 4);
  g_assert_cmpint (plim_scene_pick (scene, 46, 15, 0.5), ==, 5);
  g_assert_cmpint (plim_scene_pick (scene, 52.8, 15, 1), ==, 6);
  g_assert_cmpint (plim_scene_pick (scene, 1, 1, 3), ==, -1);
}

static void
test_step (Fixture       *fixture,
           gconstpointer  data)
{
  PlimScene *scene = fixture->scene;

  g_assert_cmpint (plim_scene_step (scene, -1, 1), ==, -1);

  add_marked_rect (fixture, 0, 0, 5, 5, 1);                        /* 0 */
  add_marked_rect (fixture, 0, 0, 5, 5, 1);                        /* 1 */
  plim_scene_add_rect (scene, PLIM_STYLE_BAN, 0, 0, 5, 5);         /* 2 */
  add_marked_rect (fixture, 0, 0, 5, 5, 0);                        /* 3 */
  add_marked_rect (fixture, 0, 0, 5, 5, 2);                        /* 4 */
  add_marked_rect (fixture, 0, 0, 5, 5, 1);                        /* 5 */
  add_marked_rect (fixture, 0, 0, 5, 5, 0);                        /* 6 */

  g_assert_cmpint (plim_scene_step (scene, -1, 1), ==, 0);
  g_assert_cmpint (plim_scene_step (scene, 0, 1), ==, 3);
  g_assert_cmpint (plim_scene_step (scene, 1, 1), ==, 3);
  g_assert_cmpint (plim_scene_step (scene, 5, 1), ==, 3);
  g_assert_cmpint (plim_scene_step (scene, 3, 1), ==, 4);
  g_assert_cmpint (plim_scene_step (scene, 4, 1), ==, 6);
  g_assert_cmpint (plim_scene_step (scene, 6, 1), ==, -1);

  g_assert_cmpint (plim_scene_step (scene, 7, -1), ==, 6);
  g_assert_cmpint (plim_scene_step (scene, 6, -1), ==, 4);
  g_assert_cmpint (plim_scene_step (scene, 4, -1), ==, 3);
  g_assert_cmpint (plim_scene_step (scene, 3, -1), ==, 0);
  g_assert_cmpint (plim_scene_step (scene, 5, -1), ==, -1);
  g_assert_cmpint (plim_scene_step (scene, 0, -1), ==, -1);
  g_assert_cmpint (plim_scene_step (scene, -1, -1), ==, -1);
}

static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  PlimShape *text = plim_scene_add_text (fixture->scene, PLIM_STYLE_TEXT_LABEL, 50, 40, 4, PLIM_ALIGN_MIDDLE, "Label");
  double x, y, w, h;
  double level_w;

  plim_shape_get_bounds (text, &x, &y, &w, &h);
  g_assert_cmpfloat_with_epsilon (x + w / 2, 50, 0.001);
  g_assert_cmpfloat (y, <, 37);
  g_assert_cmpfloat (y + h, >, 40);
  level_w = w;

  text->angle = -90;
  plim_shape_get_bounds (text, &x, &y, &w, &h);
  g_assert_cmpfloat_with_epsilon (h, level_w, 0.001);
  g_assert_cmpfloat_with_epsilon (y + h / 2, 40, 0.001);
}

static void
test_hostile_text (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (1000000, 'x');

  for (guint i = 0; plim_test_hostile_strings[i] != NULL; i++)
    {
      PlimShape *text = plim_scene_add_text (fixture->scene, PLIM_STYLE_TEXT_LABEL, 1, 1, 3, PLIM_ALIGN_START,
                                             plim_test_hostile_strings[i]);

      g_assert_true (g_utf8_validate (text->text, -1, NULL));
      for (const char *at = text->text; *at != '\0'; at++)
        g_assert_cmpint ((guchar) *at, >=, 0x20);
    }

  g_assert_cmpint (strlen (plim_scene_add_text (fixture->scene, PLIM_STYLE_TEXT_LABEL, 1, 1, 3, PLIM_ALIGN_START,
                                                long_text)->text), <, 5000);
}

#define ADD(name, function) g_test_add ("/scene/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  ADD ("claims", test_claims);
  ADD ("one-claim-read-twice", test_one_claim_read_twice);
  ADD ("mark-needs-a-claim", test_mark_needs_a_claim);
  ADD ("pick", test_pick);
  ADD ("step", test_step);
  ADD ("bounds", test_bounds);
  ADD ("hostile-text", test_hostile_text);

  return g_test_run ();
}
