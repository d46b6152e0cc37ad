/* plim-chart-words.h: words that every chart may need */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** "two", "seven": as a headline writes small numbers; digits from eleven on. Free it. */
char       *plim_chart_count_words   (guint       count);

G_END_DECLS
