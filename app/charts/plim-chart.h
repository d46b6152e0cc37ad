/* plim-chart.h: the charts there are, and how each is asked for */

#pragma once

#include "app/scene/plim-scene.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_CHART_COAL,
  PLIM_CHART_OIL,
  PLIM_CHART_CRYPTO,
  PLIM_N_CHARTS
} PlimChartKind;

/**
 * PlimChartOptions:
 * @width_mm, @height_mm: of the picture; 254 × 143 is a slide. Type grows and shrinks with neither: it is
 *   legible at the size drawn, so small pictures show less
 * @brief: one small finished figure with its sentence and source, as on the overview: no notes
 * @linear: thefts on a linear axis instead of a logarithmic one
 * @with_notified: multiples count estimate + notified; the title then says so
 * @cumulative_year: of the oil chart: 0, or the year whose cumulative curve is drawn instead of the years' bars
 * @conversion: (nullable): id of the conversion claim chosen to turn tonnes into barrels; without one tonnes stay words
 */
typedef struct
{
  double      width_mm;
  double      height_mm;
  gboolean    brief;
  gboolean    linear;
  gboolean    with_notified;
  guint       cumulative_year;
  const char *conversion;
} PlimChartOptions;

#define PLIM_CHART_OPTIONS_DEFAULT ((PlimChartOptions) { .width_mm = 254, .height_mm = 143 })

/** "coal", "oil", "crypto": as on the command line. %FALSE for another word. */
gboolean    plim_chart_kind_from_name (const char             *name,
                                       PlimChartKind          *kind);
const char *plim_chart_kind_get_name  (PlimChartKind           kind);

/**
 * plim_chart_build:
 *
 * Asks the store, works the answer out and draws it. Any thread. The same store, filter, options and
 * language give the same scene. A store without claims for it gives a scene without marks, whose title says what is missing.
 */
PlimScene  *plim_chart_build          (PlimChartKind           kind,
                                       PlimStore              *store,
                                       const PlimFilter       *filter,
                                       const PlimChartOptions *options,
                                       GError                **error);

G_END_DECLS
