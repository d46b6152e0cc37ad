/* plim-sniff.h: what a file is, from its content */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * plim_sniff_bytes:
 * @head: the first bytes of a file, a few hundred where there are as many
 *
 * What a file that cannot be XML seems to be, in words that follow "this is": "a gzip
 * archive", "a PNG picture", "an empty file". %NULL where it may be XML.
 */
char *plim_sniff_bytes (const guint8 *head,
                        gsize         size);

/**
 * plim_sniff_root:
 * @name: of the outermost element, without prefix
 * @namespace: (nullable): its namespace
 *
 * What an XML file that is no report seems to be: "an RSS feed", "an SVG drawing".
 */
char *plim_sniff_root  (const char   *name,
                        const char   *namespace);

G_END_DECLS
