/* plim-oil-parts.h: what the files of the oil chart share with each other */

#pragma once

#include "app/analysis/plim-cap-usage.h"
#include "app/charts/plim-chart-frame.h"
#include "app/scene/plim-scale.h"

G_BEGIN_DECLS

/**
 * PlimOilPlot: the axes, and what each year draws on
 * @values: quantities to mm, upwards
 * @axis_y: where zero is
 * @slot_mm: a year's share of the width
 * @words_note: the number of the note on quantities that have no length here
 */
typedef struct
{
  PlimChartFrame *frame;
  PlimCapUsage   *usage;
  PlimScale       values;
  double          axis_y;
  double          slot_mm;
  gboolean        with_notified;
  const char     *words_note;
} PlimOilPlot;

/** A unit in which the axis is easy to read. */
typedef struct
{
  double      divisor;
  const char *words;     /* translated: "million barrels" */
} PlimOilUnit;

/** What stands in the picture, for notes and legend, and the numbers of the notes on it. */
typedef struct
{
  gboolean notified;
  gboolean estimate;
  gboolean computed;
  gboolean summed;
  gboolean zero;
  gboolean words;
  gboolean not_known;
  gboolean variant;
  gboolean open;
  char     estimate_note[8];
  char     computed_note[8];
  char     words_note[8];
} PlimOilContents;

PlimOilContents plim_oil_look_through (const PlimCapUsage *usage);
char       *plim_oil_write_title   (const PlimCapUsage  *usage,
                                    gboolean             with_notified);
char       *plim_oil_write_summary (const PlimCapUsage  *usage,
                                    gboolean             with_notified);
/** (element-type utf8): and their numbers in @contents. */
GPtrArray  *plim_oil_write_notes   (const PlimCapUsage   *usage,
                                    GPtrArray            *claims,
                                    PlimOilContents      *contents,
                                    const PlimConversion *conversion);
void        plim_oil_draw_legend   (PlimChartFrame        *frame,
                                    const PlimCapUsage    *usage,
                                    const PlimOilContents *contents);

PlimOilUnit plim_oil_choose_unit   (double               highest,
                                    const char          *unit);

/** Grid, tick labels and axis between @x and @right; returns where the drawing begins. */
double      plim_oil_draw_axis     (PlimChartFrame      *frame,
                                    const PlimScale     *values,
                                    const PlimOilUnit   *unit,
                                    double               axis_y);

/** Width of the widest tick label and its air. */
double      plim_oil_get_gutter    (PlimChartFrame      *frame,
                                    const PlimScale     *values,
                                    const PlimOilUnit   *unit);

/** The year's marks and its multiple, in the slot that begins at @x. */
void        plim_oil_draw_year     (PlimOilPlot         *plot,
                                    const PlimCapYear   *year,
                                    double               x);

/** The words under the year: its number is written by the caller. */
char       *plim_oil_notified_coverage (const PlimCapYear *year);
char       *plim_oil_estimate_coverage (const PlimCapYear *year);
char       *plim_oil_count_words       (const PlimCapYear *year);

/** "⅓", "½", "60 %" */
char       *plim_oil_share_sign    (double               share);

/** "Cap 500,000 bbl" and "res. 2397 (2017), para 5" */
char       *plim_oil_cap_words     (const PlimCap       *cap);
char       *plim_oil_cap_law       (const PlimCap       *cap);

/** The cumulative chart of one year. */
PlimScene  *plim_oil_curve_chart_new (GPtrArray              *trades,
                                      GPtrArray              *caps,
                                      const PlimConversion   *conversion,
                                      const PlimFilter       *filter,
                                      const PlimChartOptions *options);

G_END_DECLS
