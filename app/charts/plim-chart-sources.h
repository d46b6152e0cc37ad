/* plim-chart-sources.h: the words under a picture: sources, notes, amounts */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_chart_wrap_sources:
 * @claims: (element-type PlimClaim)
 *
 * "Sources: S/2020/151, S/2021/211; as reported by AFP, NHK." in at most @most lines; what has no room is counted.
 */
char **plim_chart_wrap_sources (GPtrArray *claims,
                                double     size_mm,
                                double     width_mm,
                                guint      most);

/** "¹²" */
char  *plim_chart_superscript  (guint      number);

G_END_DECLS
