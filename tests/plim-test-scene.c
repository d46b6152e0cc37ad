#include "config.h"

#include "tests/plim-test-scene.h"

#include <math.h>

#include "app/scene/plim-layout.h"
#include "app/scene/plim-scale.h"

const char *const plim_test_hostile_strings[] = {
  "<script>alert(1)</script>", "]]>", "&amp;&lt;", "\"'><x y='", "%s%n%x", "=HYPERLINK(\"http://example.invalid\")",
  "+1", "-1+1", "@SUM(A1)", "\tTab", "'=1", "''@", "a\nb\r\nc", "\x01\x1b[31mred\x7f", "\xff\xfe broken \xc3",
  "\xe2\x80\xae" "override", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "\xef\xbf\xbe", "\xef\xb7\x90 none",
  "\xf0\x9f\xbf\xbf", "../../etc/passwd", "정제유 한국어",
  "blank in it", "100%25", "comma, \"quote\"", "--", "<!-- x -->", "&#0;", "&undefined;", "", NULL
};

PlimClaim *
plim_test_claim_new (const char *symbol,
                     const char *local_id,
                     const char *wording)
{
  PlimClaim *claim = plim_claim_new ();
  PlimCite *cite = g_new0 (PlimCite, 1);

  claim->id = g_strdup_printf ("%s/1#%s", symbol, local_id);
  claim->report = g_strdup (symbol);
  claim->edition = 1;
  claim->local_id = g_strdup (local_id);
  claim->report_title = g_strdup ("Exercise report");
  claim->publisher = g_strdup ("Exercise Panel");
  claim->subject = PLIM_SUBJECT_TRADE;
  claim->basis = PLIM_BASIS_MEMBER_STATE;
  plim_period_parse ("2031-03-04", NULL, &claim->dated);
  plim_period_parse ("2031-03-04", NULL, &claim->known);
  claim->exercise = TRUE;

  cite->source = g_strdup ("a Member State");
  cite->basis = PLIM_BASIS_MEMBER_STATE;
  cite->para = g_strdup ("23");
  g_ptr_array_add (claim->cites, cite);

  if (wording != NULL)
    {
      PlimWording *words = g_new0 (PlimWording, 1);

      words->lang = g_strdup ("en");
      words->text = g_strdup (wording);
      g_ptr_array_add (claim->wordings, words);
    }

  return claim;
}

static void
add_axes (PlimScene       *scene,
          const PlimScale *scale)
{
  g_autoptr(GArray) ticks = plim_scale_ticks (scale, 5);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      double y = plim_scale_map (scale, value);
      g_autofree char *label = g_strdup_printf ("%.0f", value);

      plim_scene_add_line (scene, value == 0 ? PLIM_STYLE_AXIS : PLIM_STYLE_GRID, 20, y, 214, y);
      plim_scene_add_text (scene, PLIM_STYLE_TEXT_AXIS, 18, y + 1.2, 3.3, PLIM_ALIGN_END, label);
    }
}

static void
add_bars (PlimScene       *scene,
          const PlimScale *scale,
          PlimClaim      **claims)
{
  static const struct { PlimStyle style; double low, high; const char *words; } bars[] = {
    { PLIM_STYLE_NOTIFIED, 0, 1.4, "notified" },
    { PLIM_STYLE_ESTIMATE, 1.2, 4.2, "estimate" },
    { PLIM_STYLE_ESTIMATE_OTHER, 0.8, 3.1, "estimate-other" },
    { PLIM_STYLE_COMPUTED, 0, 2.2, "computed" },
    { PLIM_STYLE_REMAINDER, 0, 2.6, "remainder" },
    { PLIM_STYLE_NOT_REPORTED, 0, 1.0, "not-reported" },
    { PLIM_STYLE_BAN, 0, 3.4, "ban" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      double x = 26 + i * 19;
      double top = plim_scale_map (scale, bars[i].high);
      PlimShape *bar = plim_scene_add_rect (scene, bars[i].style, x, top, 9, plim_scale_map (scale, bars[i].low) - top);

      bar->group = i + 1;
      if (i == 1)
        plim_scene_mark (scene, bar, g_strdup ("2030: estimated 1.2 to 4.2 million bbl"), claims[0], claims[1], NULL);
      else
        plim_scene_mark (scene, bar, g_strdup_printf ("%s: %.1f", bars[i].words, bars[i].high), claims[i % 3], NULL);
      if (i == 1)
        {
          PlimShape *line = plim_scene_add_line (scene, PLIM_STYLE_ESTIMATE_LINE, x, plim_scale_map (scale, 2.4),
                                                 x + 9, plim_scale_map (scale, 2.4));

          line->group = 2;
          plim_scene_mark (scene, line, g_strdup ("half laden: 2.4"), claims[1], NULL);
        }
      plim_scene_add_text (scene, PLIM_STYLE_TEXT_ESTIMATE, x + 4.5, top - 1.5, 3.2, PLIM_ALIGN_MIDDLE,
                           "3.3–8.8×")->bold = TRUE;
      plim_scene_add_text (scene, PLIM_STYLE_TEXT_MUTED, x + 4.5, 112, 2.4, PLIM_ALIGN_MIDDLE, bars[i].words);
    }
}

static void
add_thefts (PlimScene  *scene,
            PlimClaim **claims)
{
  static const PlimStyle styles[] = { PLIM_STYLE_THEFT_ATTRIBUTED, PLIM_STYLE_THEFT_SUGGESTED, PLIM_STYLE_THEFT_SUSPECTED };
  static const char *const names[] = { "Attributed", "Suggested", "의심됨" };
  g_autoptr(PlimLabels) labels = plim_labels_new (158, 40, 90, 72);

  for (guint i = 0; i < 9; i++)
    {
      double x = 168 + (i * 37) % 62;
      double y = 52 + (i * 23) % 48;
      double radius = 1.5 + i % 4;

      plim_labels_take (labels, x - radius, y - radius, 2 * radius, 2 * radius);
    }
  for (guint i = 0; i < 9; i++)
    {
      double x = 168 + (i * 37) % 62;
      double y = 52 + (i * 23) % 48;
      double radius = 1.5 + i % 4;
      PlimLabelPlace place;

      plim_scene_add_line (scene, PLIM_STYLE_THEFT_STEM, x, y, x, 108);
      plim_scene_mark (scene, plim_scene_add_circle (scene, styles[i % 3], x, y, radius),
                       g_strdup_printf ("theft %u", i), claims[2], NULL);
      if (plim_labels_place (labels, x, y, radius + 0.5, plim_layout_text_width (names[i % 3], 2.8, TRUE), 2.1, &place))
        {
          if (place.leader)
            plim_scene_add_line (scene, PLIM_STYLE_LEADER, place.x1, place.y1, place.x2, place.y2);
          plim_scene_add_text (scene, PLIM_STYLE_TEXT_LABEL, place.x, place.y, 2.8, place.align, names[i % 3])->bold = TRUE;
        }
    }
}

static void
add_map (PlimScene  *scene,
         PlimClaim **claims)
{
  PlimShape *land;
  PlimShape *track;
  PlimShape *route;

  plim_scene_add_rect (scene, PLIM_STYLE_SEA, 190, 112, 58, 26);
  land = plim_scene_add_path (scene, PLIM_STYLE_LAND);
  plim_shape_move_to (land, 220, 112);
  plim_shape_curve_to (land, 214, 120, 228, 124, 222, 138);
  plim_shape_line_to (land, 248, 138);
  plim_shape_line_to (land, 248, 112);
  plim_shape_close (land);
  for (guint i = 0; i < 3; i++)
    {
      track = plim_scene_add_path (scene, i == 0 ? PLIM_STYLE_TRACK : PLIM_STYLE_TRACK_OTHER);
      track->series = i + 1;
      plim_shape_move_to (track, 193, 116 + 5 * i);
      plim_shape_curve_to (track, 200, 112 + 5 * i, 206, 124 + 5 * i, 214, 117 + 5 * i);
      plim_scene_mark (scene, track, g_strdup ("track"), claims[0], NULL);
    }
  route = plim_scene_add_line (scene, PLIM_STYLE_ROUTE_SUSPECTED, 195, 135, 218, 126);
  plim_scene_mark (scene, route, g_strdup ("suspected route"), claims[1], NULL);
  plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_SIGHTING, 207, 122, 3), g_strdup ("sighting"), claims[2], NULL);
  plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_SIGHTING_TOLD, 197, 130, 3.5), g_strdup ("told"), claims[2], NULL);
  plim_scene_add_circle (scene, PLIM_STYLE_PORT, 221, 124, 0.8);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_LAND, 223, 125, 2.4, PLIM_ALIGN_START, "남포 Port A");
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_SEA, 193, 137, 2.2, PLIM_ALIGN_START, "Yellow Sea");
}

PlimScene *
plim_test_scene_new (void)
{
  PlimScene *scene = plim_scene_new (254, 143);
  PlimScale scale = { 0, 5, 108, 40, FALSE };
  PlimClaim *claims[3];
  PlimShape *cap;

  claims[0] = plim_test_claim_new ("EX/1", "t1", "The quantity was at least 1.2 million barrels.");
  claims[1] = plim_test_claim_new ("EX 2 (2031)", "t2", NULL);
  claims[2] = plim_test_claim_new ("보고서/3", "c1", "연간 상한선을 초과한 것으로 추정된다.");

  plim_scene_set_title (scene, "Exercise: every look in its place & nothing real");
  plim_scene_set_summary (scene, "A drawing of the styles. 모든 수치는 가상이다.");
  plim_scene_set_exercise (scene, TRUE);

  plim_scene_add_rect (scene, PLIM_STYLE_PAPER, 0, 0, 254, 143);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_TITLE, 10, 14, 5.9, PLIM_ALIGN_START,
                       "Exercise: every look in its place & nothing real")->bold = TRUE;
  plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_SUBTITLE, 10, 21, 3.7, 5, 180,
                             "Refined petroleum, million barrels: what states notified and what others estimate; "
                             "정제유 인도량, 백만 배럴: 통보된 양과 추정된 양");
  add_axes (scene, &scale);
  add_bars (scene, &scale, claims);
  cap = plim_scene_add_line (scene, PLIM_STYLE_CAP, 20, plim_scale_map (&scale, 0.5), 160, plim_scale_map (&scale, 0.5));
  plim_scene_mark (scene, cap, g_strdup ("cap: 500,000 bbl"), claims[0], NULL);
  cap = plim_scene_add_line (scene, PLIM_STYLE_CAP_SECOND, 20, plim_scale_map (&scale, 4.6), 160, plim_scale_map (&scale, 4.6));
  plim_scene_mark (scene, cap, g_strdup ("second limb"), claims[0], NULL);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_CAP, 161, plim_scale_map (&scale, 4.6) + 1, 3, PLIM_ALIGN_START, "Cap 500,000")->bold = TRUE;
  add_thefts (scene, claims);
  add_map (scene, claims);
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_EXERCISE, 6, 90, 4, PLIM_ALIGN_MIDDLE, "EXERCISE")->angle = -90;
  plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, 10, 122, 2.5, 3.6, 165,
                             "¹ Deliveries counted × capacity × share laden. Sources: EX/1, EX 2 (2031), 보고서/3. As of 4 Mar 2031.");

  for (guint i = 0; i < 3; i++)
    plim_claim_unref (claims[i]);

  return scene;
}
