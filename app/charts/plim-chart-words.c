#include "config.h"

#include "app/charts/plim-chart-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *name;
} countries[] = {
  { "CN", N_("China") },
  { "KP", N_("DPRK") },
  { "KR", N_("Republic of Korea") },
  { "MY", N_("Malaysia") },
  { "RU", N_("Russia") },
  { "VN", N_("Viet Nam") },
};

static const char * const counts[] = {
  N_("zero"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
  N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten"),
};

const char *
plim_chart_country_words (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (strcmp (countries[i].code, code) == 0)
      return _(countries[i].name);

  return code;
}

char *
plim_chart_count_words (guint count)
{
  if (count < G_N_ELEMENTS (counts))
    return g_strdup (_(counts[count]));

  return g_strdup_printf ("%u", count);
}
