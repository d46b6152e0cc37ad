/* plim-chart-frame.h: what every chart has around it: title, unit, legend, notes, sources */

#pragma once

#include "app/charts/plim-chart.h"
#include "app/model/plim-amount.h"
#include "app/scene/plim-layout.h"

G_BEGIN_DECLS

/**
 * PlimChartFrame:
 * @left, @right, @top, @bottom: the room left for the drawing
 * @title_mm … @note_mm: sizes of type; they depend on the width alone, in three steps
 * @notes: (nullable): as they stand under the picture
 * @labels: where something is written already; see plim_chart_frame_try_text()
 */
typedef struct
{
  PlimScene              *scene;
  const PlimChartOptions *options;
  PlimLabels             *labels;
  char                   *notes;
  double                  margin;
  double                  left, right, top, bottom;
  double                  title_mm, subtitle_mm, axis_mm, label_mm, note_mm;
} PlimChartFrame;

/**
 * plim_chart_frame_new:
 * @options: lent for as long as the frame lives
 * @notes: (element-type utf8): in the order of their numbers
 * @claims: (element-type PlimClaim): all that the drawing may come to stand on; tells how much room the sources need
 *
 * Writes title and subtitle. Notes that have no room are counted under the picture instead of written.
 */
PlimChartFrame *plim_chart_frame_new      (const PlimChartOptions *options,
                                           gboolean                exercise,
                                           const char             *title,
                                           const char             *subtitle,
                                           GPtrArray              *notes,
                                           GPtrArray              *claims);

/** The long subtitle where it fits one line of a picture that is not brief, else the short one. */
const char     *plim_chart_frame_choose   (const PlimChartOptions *options,
                                           const char             *long_subtitle,
                                           const char             *short_subtitle);

/** Writes notes, sources, "as of" and the number of claims from the marks drawn; gives the scene and frees the frame. */
PlimScene      *plim_chart_frame_finish   (PlimChartFrame         *self);

/** A scene without marks that says what is missing. */
PlimScene      *plim_chart_frame_new_empty (const PlimChartOptions *options,
                                           gboolean                exercise,
                                           const char             *title,
                                           const char             *hint);

/** All the room between the margins, with nothing in it yet. */
PlimLabels     *plim_chart_frame_new_labels (PlimChartFrame       *self);

/** Writes, whatever is there, and takes the place. */
PlimShape      *plim_chart_frame_text     (PlimChartFrame         *self,
                                           PlimStyle               style,
                                           double                  x,
                                           double                  y,
                                           double                  size_mm,
                                           PlimAlign               align,
                                           gboolean                bold,
                                           const char             *text);

/** The same where nothing is written yet and there is room between the margins; else %NULL. */
PlimShape      *plim_chart_frame_try_text (PlimChartFrame         *self,
                                           PlimStyle               style,
                                           double                  x,
                                           double                  y,
                                           double                  size_mm,
                                           PlimAlign               align,
                                           gboolean                bold,
                                           const char             *text);

/**
 * PlimLegendItem: @swatch: of which style, @circle or bar, @words
 */
typedef struct
{
  PlimStyle   swatch;
  gboolean    circle;
  const char *words;
} PlimLegendItem;

/** A row of samples with their words below the subtitle; takes a second row where one is too short. Moves @top down. */
void            plim_chart_frame_legend   (PlimChartFrame         *self,
                                           const PlimLegendItem   *items,
                                           guint                   n_items);

/** A pointed arrow that says "this or more"; direction -1 is up. */
PlimShape      *plim_chart_frame_arrow    (PlimChartFrame         *self,
                                           PlimStyle               style,
                                           double                  x,
                                           double                  y,
                                           double                  length);

/** Adds to @notes what is not there yet; returns its number, from 1. */
guint           plim_chart_add_note       (GPtrArray              *notes,
                                           const char             *text);

/** "4.4 million bbl": @low to @high in @unit with its bound. */
char           *plim_chart_amount_words   (double                  low,
                                           double                  high,
                                           const char             *unit,
                                           PlimBound               bound);

/** The same without the bound, rounded to three digits for what was computed. */
char           *plim_chart_rounded_words  (double                  low,
                                           double                  high,
                                           const char             *unit);

/** "4.4", "0.04", "1.05": as many decimals as a multiple of the cap needs to be on the right side of 1. */
char           *plim_chart_multiple_words (double                  multiple);

/** "43 deliveries", with separators; a GPtrArray of PlimClaim without doubles is what @claims collects. */
void            plim_chart_collect        (GPtrArray              *claims,
                                           PlimClaim              *claim);

/** "China, Russian Federation": who disputes any of these claims; %NULL where nobody does. */
char           *plim_chart_disputed_by    (GPtrArray              *claims);

/** How many of @claims are only recalled, as a note; %NULL where none is. */
char           *plim_chart_recalled_note  (GPtrArray              *claims);

/** Names joined as a sentence lists them, at most @most of them. */
char           *plim_chart_join           (GPtrArray              *names,
                                           guint                   most);

G_END_DECLS
