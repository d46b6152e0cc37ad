/* plim-json.h: values written as JSON */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A string with its quotes; %NULL is null. What is not UTF-8 is replaced. */
void plim_json_append_string (GString    *json,
                              const char *value);

G_END_DECLS
