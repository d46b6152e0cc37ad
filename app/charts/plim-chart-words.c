#include "config.h"

#include "app/charts/plim-chart-words.h"

#include <glib/gi18n.h>

static const char * const counts[] = {
  N_("zero"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
  N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten"),
};

char *
plim_chart_count_words (guint count)
{
  if (count < G_N_ELEMENTS (counts))
    return g_strdup (_(counts[count]));

  return g_strdup_printf ("%u", count);
}
