/* plim-test-claims.h: claims made up by tests of analysis and charts, and what every picture must hold */

#pragma once

#include <string.h>

#include "app/model/plim-theft.h"
#include "app/model/plim-trade.h"
#include "app/scene/plim-layout.h"
#include "app/scene/plim-scene.h"
#include "tests/plim-test-marks.h"

/** What the charts of trade are drawn from. */
typedef struct
{
  GPtrArray *trades;
  GPtrArray *caps;
} PlimTestTrade;

static inline void
plim_test_trade_set_up (PlimTestTrade *fixture,
                        gconstpointer  data)
{
  fixture->trades = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_trade_free);
  fixture->caps = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_cap_free);
}

static inline void
plim_test_trade_tear_down (PlimTestTrade *fixture,
                           gconstpointer  data)
{
  g_ptr_array_unref (fixture->trades);
  g_ptr_array_unref (fixture->caps);
}

static inline PlimClaim *
plim_test_claim (const char *report,
                 const char *local_id,
                 PlimBasis   basis,
                 const char *speaker,
                 const char *known)
{
  PlimClaim *claim = plim_claim_new ();
  PlimCite *cite = g_new0 (PlimCite, 1);

  claim->report = g_strdup (report);
  claim->edition = 1;
  claim->local_id = g_strdup (local_id);
  claim->id = g_strdup_printf ("%s/1#%s", report, local_id);
  claim->publisher = g_strdup ("Publisher");
  claim->basis = basis;
  cite->basis = basis;
  cite->source = g_strdup (speaker);
  cite->via = g_strdup ("Gazette, 1 May 2031");
  g_ptr_array_add (claim->cites, cite);
  g_assert_true (plim_period_parse (known, NULL, &claim->known));
  claim->dated = claim->known;

  return claim;
}

/** A total of refined petroleum; the unit is barrels unless changed afterwards. */
static inline PlimTrade *
plim_test_total (GPtrArray  *trades,
                 const char *report,
                 const char *local_id,
                 PlimBasis   basis,
                 const char *speaker,
                 const char *from,
                 const char *to,
                 const char *quantity,
                 const char *bound,
                 const char *laden)
{
  PlimTrade *trade = g_new0 (PlimTrade, 1);

  trade->claim = plim_test_claim (report, local_id, basis, speaker, "2031-05-01");
  trade->is_total = TRUE;
  trade->commodity = g_intern_string ("refined-petroleum");
  g_assert_true (plim_period_parse (from, to, &trade->when));
  g_assert_true (plim_amount_parse (quantity, NULL, "bbl", bound, &trade->quantity));
  trade->laden = plim_laden_parse (laden);
  g_ptr_array_add (trades, trade);

  return trade;
}

static inline PlimCap *
plim_test_cap (GPtrArray  *caps,
               const char *report,
               const char *local_id,
               const char *from,
               const char *to,
               const char *quantity)
{
  PlimCap *cap = g_new0 (PlimCap, 1);

  cap->claim = plim_test_claim (report, local_id, PLIM_BASIS_PANEL, NULL, "2017-12-22");
  cap->claim->subject = PLIM_SUBJECT_CAP;
  cap->commodity = g_intern_string ("refined-petroleum");
  g_assert_true (plim_period_parse (from, to, &cap->when));
  g_assert_true (plim_amount_parse (quantity, NULL, "bbl", NULL, &cap->quantity));
  cap->year_starts_month = cap->year_starts_day = 1;
  cap->resolution = g_strdup ("2397 (2017)");
  cap->para = g_strdup ("5");
  g_ptr_array_add (caps, cap);

  return cap;
}

static inline PlimTheft *
plim_test_theft (GPtrArray  *thefts,
                 const char *local_id,
                 const char *target,
                 const char *from,
                 const char *to,
                 const char *amount,
                 const char *currency)
{
  PlimTheft *theft = g_new0 (PlimTheft, 1);

  theft->claim = plim_test_claim ("R/1", local_id, PLIM_BASIS_PANEL, "Panel", "2031-05-01");
  theft->claim->subject = PLIM_SUBJECT_THEFT;
  theft->is_total = target == NULL;
  theft->target = g_strdup (target);
  g_assert_true (plim_period_parse (from, to, &theft->when));
  g_assert_true (plim_amount_parse (amount, NULL, currency, NULL, &theft->amount));
  theft->attributions = g_ptr_array_new ();
  theft->assets = g_ptr_array_new ();
  theft->steps = g_ptr_array_new ();
  g_ptr_array_add (thefts, theft);

  return theft;
}

static inline const PlimShape *
plim_test_find_mark (PlimScene  *scene,
                     const char *part)
{
  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (plim_shape_is_mark (shape) && strstr (shape->label, part) != NULL)
        return shape;
    }

  return NULL;
}

typedef struct
{
  double      left, top, right, bottom;
  const char *text;
} PlimTestBox;

/** Every text lies within the picture and upon no other; every mark has its claims and its words. */
static inline void
plim_test_check_scene (PlimScene *scene)
{
  g_autoptr(GArray) boxes = g_array_new (FALSE, FALSE, sizeof (PlimTestBox));
  double page_w = plim_scene_get_width (scene);
  double page_h = plim_scene_get_height (scene);

  g_assert_nonnull (plim_scene_get_title (scene));
  g_assert_nonnull (plim_scene_get_summary (scene));

  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);
      PlimTestBox box;
      double width;

      if (shape->kind != PLIM_SHAPE_TEXT)
        {
          double x, y, w, h;

          plim_shape_get_bounds (shape, &x, &y, &w, &h);
          if (x < -0.6 || y < -0.6 || x + w > page_w + 0.6 || y + h > page_h + 0.6)
            g_error ("A shape of “%s” leaves the picture: %s", plim_scene_get_title (scene), shape->label);
          if (plim_shape_is_mark (shape))
            {
              g_assert_nonnull (shape->claims[0]);
              g_assert_cmpstr (shape->label, !=, "");
            }
          continue;
        }

      width = plim_layout_text_width (shape->text, shape->size_mm, shape->bold);
      box.left = shape->align == PLIM_ALIGN_START ? shape->x
               : shape->align == PLIM_ALIGN_MIDDLE ? shape->x - width / 2 : shape->x - width;
      box.right = box.left + width;
      box.top = shape->y - shape->size_mm * 0.74;
      box.bottom = shape->y + shape->size_mm * 0.2;
      box.text = shape->text;
      if (box.left < -0.01 || box.right > page_w + 0.01 || box.top < 0 || box.bottom > page_h)
        g_error ("“%s” is cut at %.0f × %.0f mm", shape->text, page_w, page_h);

      for (guint j = 0; j < boxes->len; j++)
        {
          const PlimTestBox *other = &g_array_index (boxes, PlimTestBox, j);

          if (box.left < other->right - 0.01 && box.right > other->left + 0.01
              && box.top < other->bottom - 0.01 && box.bottom > other->top + 0.01)
            g_error ("“%s” lies on “%s” at %.0f × %.0f mm", box.text, other->text, page_w, page_h);
        }
      g_array_append_val (boxes, box);
    }
}

/** Every text keeps to the margin at which the title begins, on both sides. */
static inline void
plim_test_check_margins (PlimScene *scene)
{
  double margin = -1;

  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);
      double width, left;

      if (shape->kind != PLIM_SHAPE_TEXT)
        continue;
      if (margin < 0)
        margin = shape->x;
      width = plim_layout_text_width (shape->text, shape->size_mm, shape->bold);
      left = shape->align == PLIM_ALIGN_START ? shape->x
           : shape->align == PLIM_ALIGN_MIDDLE ? shape->x - width / 2 : shape->x - width;
      if (left < margin - 0.01 || left + width > plim_scene_get_width (scene) - margin + 0.01)
        g_error ("“%s” stands in the margin at %.0f mm", shape->text, plim_scene_get_width (scene));
    }
}

static const double plim_test_sizes[][2] = { { 254, 143 }, { 170, 100 }, { 120, 70 }, { 338, 190 } };
