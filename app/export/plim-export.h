/* plim-export.h: chooses the writer; names, sizes, themes */

#pragma once

#include <gio/gio.h>

#include "app/scene/plim-scene.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_EXPORT_SVG,
  PLIM_EXPORT_PNG,
  PLIM_EXPORT_PDF,
  PLIM_EXPORT_CSV,
} PlimExportFormat;

/** From the file's ending; %FALSE with PLIM_ERROR_USAGE naming the endings there are. */
gboolean plim_export_format_from_path (const char        *path,
                                       PlimExportFormat  *format,
                                       GError           **error);

/**
 * plim_export_scene_to_bytes:
 * @store: (nullable): where the rows of a CSV are read; not needed for pictures
 * @dpi: of a PNG; ignored elsewhere
 *
 * The picture with its citations inside: SVG metadata, PNG iTXt (by libpng, with pHYs), PDF keywords and a
 * notes page, CSV columns (one row a claim). Same scene, same bytes.
 */
GBytes  *plim_export_scene_to_bytes   (const PlimScene   *scene,
                                       PlimStore         *store,
                                       PlimExportFormat   format,
                                       PlimTheme          theme,
                                       double             dpi,
                                       GError           **error);

/** Writes beside the target, syncs, renames: @path is the old file or the whole new one. */
gboolean plim_export_write_file       (const char        *path,
                                       GBytes            *bytes,
                                       GError           **error);

/**
 * A proposal for a file name without its ending: "oil-2018-2024_as-of-2024-12-04_plimsoll" for the subject "oil-2018-2024".
 * Letters, digits and "-" alone, whatever the subject holds; free with g_free().
 */
char    *plim_export_suggest_name     (const PlimScene   *scene,
                                       const char        *subject);

/** A claim as a file carries it: its id and the beginning of the digest of what it said (%NULL where the file has none). */
typedef struct
{
  char *id;
  char *content;
} PlimCarriedClaim;

/** The claims that a file of ours carries (SVG, PNG, PDF, CSV, GPX, KML, GeoJSON): (element-type PlimCarriedClaim), each id once; empty where it is one of ours without any. */
GPtrArray *plim_export_read_claims    (GBytes            *bytes,
                                       GError           **error);

G_END_DECLS
