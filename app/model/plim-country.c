#include "config.h"

#include "app/model/plim-country.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *name;
} countries[] = {
  { "CN", N_("China") },
  { "KP", N_("the DPRK") },
  { "KR", N_("the Republic of Korea") },
  { "MY", N_("Malaysia") },
  { "RU", N_("Russia") },
  { "VN", N_("Viet Nam") },
};

const char *
plim_country_get_words (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (strcmp (countries[i].code, code) == 0)
      return _(countries[i].name);

  return code;
}
