/* plim-country.h: countries by name */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** "China" for "CN", as it stands after "to" and "from": the few countries that these reports speak of; any other text as it is. */
const char *plim_country_get_words (const char *code);

G_END_DECLS
