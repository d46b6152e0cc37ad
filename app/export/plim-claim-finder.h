/* plim-claim-finder.h: which claims an exported drawing, table or file of tracks carries */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * plim_xml_read_pinned_ids, plim_csv_read_pinned_ids, plim_geojson_read_pinned_ids:
 *
 * The ids on the marks and in the metadata of an SVG, of the vessels in a GPX or KML; the column `claim` of a table whose header is ours;
 * the `claims` of features. Sorted, each once. Nothing else is opened or fetched, whatever the file asks for. %NULL with
 * PLIM_ERROR_FORMAT where it is none of ours.
 */
GPtrArray *plim_xml_read_pinned_ids     (GBytes  *bytes,
                                         GError **error);
GPtrArray *plim_csv_read_pinned_ids     (GBytes  *bytes,
                                         GError **error);
GPtrArray *plim_geojson_read_pinned_ids (GBytes  *bytes,
                                         GError **error);

G_END_DECLS
