/* plim-gazetteer.h: the names that a map carries without any report */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimName:
 * @kind: ocean, sea, bay, country, region or city; interned
 * @from_zoom, @to_zoom: at which scales it is written
 */
typedef struct
{
  const char *kind;
  double      latitude;
  double      longitude;
  double      from_zoom;
  double      to_zoom;
  char       *english;
  char       *korean;
} PlimName;

/**
 * plim_gazetteer_get:
 *
 * The names of data/coast/names.tsv in the order they should be written in. A file
 * that is missing or has bad lines gives fewer names, not an error: the map stays right.
 * Any thread may call.
 *
 * Returns: (transfer none) (element-type PlimName): kept as long as the program runs
 */
GPtrArray  *plim_gazetteer_get        (void);
GPtrArray  *plim_gazetteer_parse      (const char     *text);

/** The name in the language the program speaks: Korean, else English. */
const char *plim_name_get_words       (const PlimName *self);
gboolean    plim_name_is_water        (const PlimName *self);

/** "ko" where the map's names are Korean, else "en". */
const char *plim_gazetteer_get_language (void);

G_END_DECLS
