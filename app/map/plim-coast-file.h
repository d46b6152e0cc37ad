/* plim-coast-file.h: one file of data/coast/, decoded */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each run of so many edges of a shape has a box of its own. */
#define PLIM_COAST_RUN 64

typedef struct
{
  gint32 left;
  gint32 top;
  gint32 right;
  gint32 bottom;
} PlimCoastBox;

/**
 * PlimCoastShape:
 * @kind: a PlimCoastKind
 * @xy: its points on the file's grid, x before y
 * @runs: a box for every PLIM_COAST_RUN edges, beginning with the first
 */
typedef struct
{
  guint         kind;
  guint         n_points;
  PlimCoastBox  box;
  gint32       *xy;
  PlimCoastBox *runs;
} PlimCoastShape;

/**
 * PlimCoastFile:
 * @grid: grid units in the world's width
 * @min_zoom: from this zoom level on the file is the one to draw
 * @bounds: beyond this it says nothing; edges along it are no coast
 */
typedef struct
{
  double          grid;
  guint           min_zoom;
  PlimCoastBox    bounds;
  guint           n_shapes;
  PlimCoastShape *shapes;
} PlimCoastFile;

/** Reads and checks a file; the format is described in data/coast/README.md. */
PlimCoastFile *plim_coast_file_load  (const char     *path,
                                      GError        **error);
PlimCoastFile *plim_coast_file_parse (const guint8   *bytes,
                                      gsize           size,
                                      const char     *name,
                                      GError        **error);
void           plim_coast_file_free  (PlimCoastFile  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCoastFile, plim_coast_file_free)

G_END_DECLS
