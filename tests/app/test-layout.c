#include "config.h"

#include <math.h>
#include <string.h>

#include "app/scene/plim-layout.h"
#include "tests/plim-test.h"

static void
test_width (void)
{
  double word = plim_layout_text_width ("Sanctions", 4, FALSE);

  g_assert_cmpfloat (word, >, 14);
  g_assert_cmpfloat (word, <, 24);
  /* Nothing is rounded to pixels: twice the size is twice the width. */
  g_assert_cmpfloat_with_epsilon (plim_layout_text_width ("Sanctions", 8, FALSE), 2 * word, 1e-9);
  g_assert_cmpfloat (plim_layout_text_width ("Sanctions", 4, TRUE), >, word);
  /* Tabular figures. */
  g_assert_cmpfloat_with_epsilon (plim_layout_text_width ("1111", 4, FALSE),
                                  plim_layout_text_width ("8888", 4, FALSE), 1e-9);
  g_assert_cmpfloat (plim_layout_text_width ("", 4, FALSE), ==, 0);
  g_assert_cmpfloat (plim_layout_text_width (NULL, 4, FALSE), ==, 0);
  /* A Hangul syllable fills most of its em, which a box for a missing letter does not. */
  g_assert_cmpfloat_with_epsilon (plim_layout_text_width ("정제유", 4, FALSE), 3 * 4 * 0.92, 0.2);
}

static void
assert_wraps (const char *text,
              double      width_mm)
{
  g_auto(GStrv) lines = plim_layout_wrap (text, 3, FALSE, width_mm);
  g_autoptr(GString) kept = g_string_new (NULL);
  g_autoptr(GString) wanted = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_utf8_strlen (lines[i], -1) > 1)
        g_assert_cmpfloat (plim_layout_text_width (lines[i], 3, FALSE), <=, width_mm + 1e-9);
      g_string_append (kept, lines[i]);
    }
  g_string_append (wanted, text);
  g_string_replace (kept, " ", "", 0);
  g_string_replace (wanted, " ", "", 0);
  g_assert_cmpstr (kept->str, ==, wanted->str);
}

static void
test_wrap (void)
{
  static const char *const texts[] = {
    "Refined petroleum delivered each year, what states notified and what others estimate",
    "북한에 인도된 정제유의 연간 수량, 회원국이 위원회에 통보한 양과 추정량",
    "各年にわたって引き渡された石油精製品の数量",
    "Averylongwordwithoutanyblankthatdoesnotfitanywhereatall",
    "mixed 한국어와 English 문장, S/2021/211 (para. 23)",
  };
  g_auto(GStrv) korean = plim_layout_wrap ("정제유 인도량 보고서", 3, FALSE, 16);
  g_auto(GStrv) forced = plim_layout_wrap ("one\n\ntwo", 3, FALSE, 100);
  g_auto(GStrv) none = plim_layout_wrap ("", 3, FALSE, 100);
  g_auto(GStrv) broken = plim_layout_wrap ("a \xff b", 3, FALSE, 100);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double width = 2; width < 120; width += 3.7)
      assert_wraps (texts[i], width);

  /* Korean words stay whole while they can. */
  g_assert_cmpstr (korean[0], ==, "정제유");
  g_assert_cmpstr (korean[1], ==, "인도량");
  g_assert_cmpstr (korean[2], ==, "보고서");
  g_assert_null (korean[3]);

  g_assert_cmpint (g_strv_length (forced), ==, 3);
  g_assert_cmpstr (forced[1], ==, "");
  g_assert_cmpint (g_strv_length (none), ==, 0);
  g_assert_cmpint (g_strv_length (broken), ==, 1);
}

static void
test_paragraph (void)
{
  g_autoptr(PlimScene) scene = plim_scene_new (100, 100);
  double last = plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, 10, 20, 3, 4, 40,
                                           "Deliveries counted times capacity times share laden, as stated.");
  guint n = plim_scene_get_n_shapes (scene);

  g_assert_cmpint (n, >=, 3);
  g_assert_cmpfloat_with_epsilon (last, 20 + 4 * (n - 1), 1e-9);
  g_assert_cmpfloat (plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, 10, 20, 3, 4, 40, ""), ==, 20);
}

typedef struct
{
  double x, y, w, h;
} Box;

static gboolean
boxes_meet (const Box *a,
            const Box *b)
{
  return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static Box
get_label_box (const PlimLabelPlace *place,
               double                width,
               double                height)
{
  double left = place->align == PLIM_ALIGN_START ? place->x
                : place->align == PLIM_ALIGN_END ? place->x - width : place->x - width / 2;

  /* With the descenders. */
  return (Box) { left, place->y - height, width, height * 1.25 };
}

/* Whatever the anchors: no label on another, on a mark, or outside. */
static void
test_labels_never_overlap (void)
{
  for (guint seed = 1; seed <= 40; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      g_autoptr(PlimLabels) labels = plim_labels_new (5, 5, 200, 100);
      g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (Box));
      g_autoptr(GArray) anchors = g_array_new (FALSE, FALSE, sizeof (Box));
      guint n = g_rand_int_range (random, 5, 120);
      guint n_placed = 0;

      for (guint i = 0; i < n; i++)
        {
          double radius = g_rand_double_range (random, 0.5, 3);
          Box box = { g_rand_double_range (random, 5, 205), g_rand_double_range (random, 5, 105), 2 * radius, 2 * radius };

          box.x -= radius;
          box.y -= radius;
          plim_labels_take (labels, box.x, box.y, box.w, box.h);
          g_array_append_val (taken, box);
          g_array_append_val (anchors, box);
        }

      for (guint i = 0; i < n; i++)
        {
          const Box *mark = &g_array_index (anchors, Box, i);
          double width = g_rand_double_range (random, 5, 40);
          double height = g_rand_double_range (random, 1.5, 3);
          PlimLabelPlace place;
          Box box;

          if (!plim_labels_place (labels, mark->x + mark->w / 2, mark->y + mark->h / 2, mark->w / 2 + 0.4,
                                  width, height, &place))
            continue;

          box = get_label_box (&place, width, height);
          g_assert_cmpfloat (box.x, >=, 5);
          g_assert_cmpfloat (box.y, >=, 5);
          g_assert_cmpfloat (box.x + box.w, <=, 205);
          g_assert_cmpfloat (box.y + box.h, <=, 105);
          for (guint j = 0; j < taken->len; j++)
            g_assert_false (boxes_meet (&box, &g_array_index (taken, Box, j)));
          g_assert_false (plim_labels_is_free (labels, box.x, box.y, box.w, box.h));
          g_array_append_val (taken, box);
          n_placed++;
        }

      /* It does not win by giving up. */
      if (n < 20)
        g_assert_cmpint (n_placed, ==, n);
      g_assert_cmpint (n_placed, >=, MIN (n, 30) * 2 / 3);
    }
}

static void
test_label_prefers_near (void)
{
  g_autoptr(PlimLabels) labels = plim_labels_new (0, 0, 100, 100);
  PlimLabelPlace place;

  g_assert_true (plim_labels_place (labels, 50, 50, 2, 10, 2, &place));
  g_assert_false (place.leader);
  g_assert_cmpint (place.align, ==, PLIM_ALIGN_START);
  g_assert_cmpfloat (place.x, >=, 52);
  g_assert_cmpfloat_with_epsilon (place.y, 51, 0.01);

  /* At the right rim there is only room to the left. */
  g_assert_true (plim_labels_place (labels, 97, 20, 2, 10, 2, &place));
  g_assert_cmpint (place.align, ==, PLIM_ALIGN_END);
  g_assert_cmpfloat (place.x, <=, 95);

  /* Walled in: a leader leads out. */
  plim_labels_take (labels, 30, 68, 20, 4);
  plim_labels_take (labels, 30, 73, 20, 4);
  plim_labels_take (labels, 26, 65, 6, 14);
  g_assert_true (plim_labels_place (labels, 40, 72.5, 0.4, 12, 2, &place));
  g_assert_true (place.leader);

  /* A copy knows all of it, and what it takes is its own. */
  {
    g_autoptr(PlimLabels) copy = plim_labels_copy (labels);

    g_assert_false (plim_labels_is_free (copy, 31, 69, 1, 1));
    plim_labels_take (copy, 0, 0, 100, 100);
    g_assert_true (plim_labels_is_free (labels, 70, 70, 5, 5));
  }

  /* No room at all. */
  plim_labels_take (labels, 0, 0, 100, 100);
  g_assert_false (plim_labels_place (labels, 50, 50, 2, 10, 2, &place));
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/layout/width", test_width);
  g_test_add_func ("/layout/wrap", test_wrap);
  g_test_add_func ("/layout/paragraph", test_paragraph);
  g_test_add_func ("/layout/labels-never-overlap", test_labels_never_overlap);
  g_test_add_func ("/layout/label-prefers-near", test_label_prefers_near);

  return g_test_run ();
}
